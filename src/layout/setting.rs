//! Where the words of a line stand within the measure: set in, moved to the right edge, spread out.

use super::direction::{has_leftward, is_leftward};
use super::width::{columns, grapheme_columns};
use super::{Line, margins};
use crate::span::Span;
use crate::story::{BlockKind, Story};
use unicode_segmentation::UnicodeSegmentation;

/// How the words of a line are set. Columns are counted from the left edge of the measure.
///
/// Text read from right to left is counted in the order its letters come, as it is written to the
/// terminal; a terminal that turns such text round does so by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The column of the first word.
    pub start: usize,
    /// Columns added to the spaces, so that the right edge is straight.
    free: usize,
    /// How many spaces there are.
    gaps: usize,
}

impl Setting {
    /// How `line` of a story is set, whose words are `row`, where rows may be `measure` columns wide.
    pub fn of(story: &Story, line: Line, row: Span, measure: usize, justify: bool) -> Setting {
        let margins = margins::of(story, line.block, measure);
        let text = story.slice(row);
        let taken = columns(text) + line.indent + usize::from(line.hyphen);
        let free = margins.measure().saturating_sub(taken);
        let leftward = has_leftward(text);
        let shift = match leftward && margins.left == 0 && is_read_leftward(story, line.block) {
            // The first row of an indented paragraph keeps its distance on the other side.
            true => free.saturating_sub(line.indent),
            false => 0,
        };
        // A paragraph's last row stays ragged, and so does one with few words.
        let block = story.blocks()[line.block];
        let straight = justify
            && block.kind == BlockKind::Paragraph
            && row.end() < block.span.end()
            && free * 4 <= margins.measure()
            && !leftward;
        Setting {
            start: margins.left + line.indent + shift,
            free: if straight { free } else { 0 },
            gaps: text.matches(' ').count(),
        }
    }

    /// The columns to add to each space of the line.
    pub fn spread(self) -> impl Iterator<Item = usize> {
        let Setting { free, gaps, .. } = self;
        (0..gaps).map(move |it| (it + 1) * free / gaps - it * free / gaps)
    }

    /// The column of byte `at` of the line's words.
    pub fn column_of(self, words: &str, at: usize) -> usize {
        let before = words.get(..at).unwrap_or(words);
        let spaces = before.matches(' ').count();
        self.start + columns(before) + self.spread().take(spaces).sum::<usize>()
    }

    /// The byte of the line's words that stands in `column`: the first, to the left of them; the end,
    /// to the right.
    pub fn byte_at(self, words: &str, column: usize) -> usize {
        let mut spread = self.spread();
        let mut edge = self.start;
        for (at, grapheme) in words.grapheme_indices(true) {
            edge += grapheme_columns(grapheme);
            if grapheme == " " {
                edge += spread.next().unwrap_or(0);
            }
            if column < edge {
                return at;
            }
        }
        words.len()
    }
}

/// Whether a block is read from right to left, as far as its first words tell.
fn is_read_leftward(story: &Story, block: usize) -> bool {
    const TELLING: usize = 256;
    let text = story.slice(story.blocks()[block].span);
    let head = text.get(..text.floor_char_boundary(TELLING));
    is_leftward(head.unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Layout, Place, Typography};
    use crate::story::{Hints, parse};

    /// A story of one paragraph, its lines in so many columns.
    fn lines(text: &str, measure: usize) -> (Story, Vec<Line>) {
        let story = parse(text.as_bytes().to_vec(), &Hints::default()).remove(0);
        let mut layout = Layout::new(Typography {
            measure,
            indented: false,
            hyphenated: false,
        });
        let lines = layout.lines(&story, Place::of(0), 9);
        (story, lines)
    }

    #[test]
    fn every_word_is_found_again_in_the_column_it_stands_in() {
        let english =
            "“The tide takes what the tide was given,” said the keeper of the little lamp.";
        let japanese = "港は「閉鎖」された。漁師たちは港を離れて、町の広場に集まり、声を上げた。";
        let hebrew = "הנמל הישן סגור מאז החורף, והדייגים של העיירה מחכים לאביב ולסירות.";
        for text in [english, japanese, hebrew] {
            for measure in [24, 31] {
                let (story, lines) = lines(text, measure);
                for (line, justify) in lines.into_iter().flat_map(|it| [(it, false), (it, true)]) {
                    let Some(row) = line.row else { continue };
                    let words = story.slice(row);
                    let setting = Setting::of(&story, line, row, measure, justify);
                    for (at, _) in words.grapheme_indices(true) {
                        let column = setting.column_of(words, at);
                        assert_eq!(setting.byte_at(words, column), at, "{words}");
                        assert!(column < measure, "{words}");
                    }
                }
            }
        }
    }

    #[test]
    fn justified_rows_end_at_the_measure_and_leftward_rows_start_there() {
        let (story, english) = lines(
            "The tide takes what the tide was given, said the keeper.",
            24,
        );
        let row = english[0].row.unwrap();
        let setting = Setting::of(&story, english[0], row, 24, true);
        let words = story.slice(row);
        assert_eq!(setting.column_of(words, words.len()), 24);
        let (story, few) = lines("A thing incomprehensibly long is no word for a row.", 18);
        let row = few[0].row.unwrap();
        let setting = Setting::of(&story, few[0], row, 18, true);
        assert_eq!(
            setting.column_of(story.slice(row), row.len()),
            "A thing".len()
        );
        let (story, hebrew) = lines("הנמל הישן סגור", 24);
        let row = hebrew[0].row.unwrap();
        let setting = Setting::of(&story, hebrew[0], row, 24, true);
        assert_eq!(setting.start, 24 - columns(story.slice(row)));
        let (story, mixed) = lines("He wrote שלום on the wall.", 40);
        let row = mixed[0].row.unwrap();
        assert_eq!(Setting::of(&story, mixed[0], row, 40, true).start, 0);
    }
}
