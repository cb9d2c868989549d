//! Sentences, to be spoken one by one.

use crate::layout::segments;
use crate::span::Span;
use crate::story::{BlockKind, ImageRole, Story};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// The longest piece spoken at a time, in bytes. What is longer is spoken in several.
const LONGEST: usize = 1_000;

/// The sentence that holds byte `at`, or the first after it. Advertisements are passed over.
///
/// However long a paragraph is, only what is near is looked at.
pub fn sentence_from(story: &Story, at: usize) -> Option<Span> {
    let block = story.block_at(at)?;
    let blocks = story.blocks().get(block..)?.iter();
    let mut read = blocks.filter(|it| match it.kind {
        BlockKind::Image(id) => story.images()[id.index()].role == ImageRole::Photo,
        _ => true,
    });
    read.find_map(|it| sentence_in(story, it.span, at))
}

/// The first sentence of `block` that ends after byte `at`.
fn sentence_in(story: &Story, block: Span, at: usize) -> Option<Span> {
    let text = story.slice(block);
    let inside = at.clamp(block.start(), block.end()) - block.start();
    let near = segments::at(text, inside)..segments::count(text.len());
    near.into_iter().find_map(|number| {
        let segment = segments::range(text, number);
        let base = block.start() + segment.start;
        let sentences = sentences(text.get(segment).unwrap_or_default()).into_iter();
        let mut spans = sentences.map(|it| Span::new(base + it.start, base + it.end));
        spans.find(|it| it.end() > at)
    })
}

/// The sentences of a text (UAX #29), without the white space around them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut res: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, piece) in text.split_sentence_bound_indices() {
        let end = at + piece.trim_end().len();
        match res.last_mut() {
            Some(last) if goes_on || piece.starts_with(char::is_lowercase) => last.end = end,
            _ => res.push(at..end),
        }
        goes_on = ends_with_title(piece);
    }
    let pieces = res.into_iter().flat_map(|it| in_pieces(text, it));
    let speaks = |it: &Range<usize>| {
        let words = text.get(it.clone()).unwrap_or_default();
        words.contains(char::is_alphanumeric)
    };
    pieces.filter(speaks).collect()
}

/// Whether a piece ends with a shortened title or an initial, whose stop ends no sentence: a capital
/// and no vowel after it, as in Mr, Mrs, Dr, St, Lt, J.
fn ends_with_title(piece: &str) -> bool {
    let Some(before) = piece.trim_end().strip_suffix('.') else {
        return false;
    };
    let word = before.rsplit(|it: char| !it.is_alphabetic()).next();
    let mut letters = word.unwrap_or_default().chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    capital && rest.len() <= 3 && !rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// A sentence in pieces short enough to be spoken.
fn in_pieces(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut res = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let near = text.floor_char_boundary(start + LONGEST);
        let head = text.get(start..near).unwrap_or_default();
        let space = head.rfind(char::is_whitespace).filter(|it| *it > 0);
        let end = start + space.unwrap_or(head.len());
        res.push(start..end);
        let rest = text.get(end..sentence.end).unwrap_or_default();
        start = end + rest.len() - rest.trim_start().len();
    }
    res.push(start..sentence.end);
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::Format;
    use crate::story::draft::Draft;

    /// The sentences of a story between bars.
    fn spoken(paragraphs: &[&str]) -> Vec<String> {
        let mut draft = Draft::new("test", Format::PlainText);
        for text in paragraphs {
            draft.block(BlockKind::Paragraph, text);
        }
        let story = draft.finish();
        let mut res = Vec::new();
        let mut at = 0;
        while let Some(sentence) = sentence_from(&story, at) {
            assert!(sentence.end() > at && sentence.len() <= LONGEST);
            res.push(story.slice(sentence).to_owned());
            at = sentence.end();
        }
        res
    }

    #[test]
    fn sentences_follow_one_another() {
        let text = "Mr. Hale met Dr. J. Roe. “It rains,” he said. “Really?” she asked.";
        let expected = [
            "Mr. Hale met Dr. J. Roe.",
            "“It rains,” he said.",
            "“Really?” she asked.",
            "The end.",
        ];
        assert_eq!(spoken(&[text, "* * *", "The end."]), expected);
    }

    #[test]
    fn long_paragraphs_are_spoken_whole() {
        let text = "word ".repeat(9_000);
        let words = spoken(&[&text]).join(" ");
        assert_eq!(words, text.trim_end());
        let unbroken = "日".repeat(2_000);
        assert_eq!(spoken(&[&unbroken]).concat(), unbroken);
    }
}
