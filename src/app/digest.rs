//! One speaker's quotations in full, each after a line of what the story says around it.

use super::heard::Heard;
use crate::layout::rows::{Breaking, Fit, Row as TextRow, rows};
use crate::quotes::Quote;
use crate::span::{QuoteId, Span};
use crate::story::{BlockKind, Story};

/// A row of a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The quotation it belongs to.
    pub quote: QuoteId,
    /// What it shows.
    pub shows: Shows,
}

/// What a row of a digest shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The story's own words right before a quotation; where they are too many, the last of them.
    Before(Span),
    /// The story's own words right after it; where they are too many, the first of them.
    After(Span),
    /// Words of the quotation.
    Words {
        /// The words.
        span: Span,
        /// Whether a piece of the quotation starts with them.
        opens: bool,
        /// Whether a piece of it ends with them.
        closes: bool,
    },
    /// Nothing: the row between two quotations.
    Blank,
}

/// Columns before the rows: the sign of the current quotation.
pub const INDENT: u16 = 3;

/// Columns that words are set in by, on either side: the quotation marks.
pub const MARKS: u16 = 1;

/// The rows of a digest of `quotes` to show in rows of `width` columns, `height` of them, so that
/// `current`, or the first of them after it, is in sight with something before and after it.
///
/// It costs what is shown, however many quotations there are.
pub fn window(
    story: &Story,
    heard: &Heard,
    quotes: &[QuoteId],
    current: Option<QuoteId>,
    (width, height): (usize, usize),
) -> Vec<Row> {
    let digest = Digest {
        story,
        heard,
        width,
        height,
    };
    let at = current.map_or(0, |it| {
        let start = heard.start(it);
        quotes.partition_point(|other| heard.start(*other) < start)
    });
    let at = at.min(quotes.len().saturating_sub(1));
    let (earlier, later) = quotes.split_at(at);
    let below = digest.rows_until_full(later.iter());
    let wanted_above = (height / 3).max(height.saturating_sub(below.len()));
    let above = digest.rows_above(earlier, wanted_above);
    above.into_iter().chain(below).take(height).collect()
}

struct Digest<'a> {
    story: &'a Story,
    heard: &'a Heard,
    width: usize,
    height: usize,
}

impl Digest<'_> {
    fn rows_until_full<'q>(&self, quotes: impl Iterator<Item = &'q QuoteId>) -> Vec<Row> {
        let mut res = Vec::new();
        for quote in quotes {
            if res.len() > self.height {
                break;
            }
            res.extend(self.rows_of(*quote));
        }
        res
    }

    /// The last `wanted` rows of some quotations.
    fn rows_above(&self, quotes: &[QuoteId], wanted: usize) -> Vec<Row> {
        let mut pieces: Vec<Vec<Row>> = Vec::new();
        let mut found = 0;
        for quote in quotes.iter().rev() {
            if found >= wanted {
                break;
            }
            let rows = self.rows_of(*quote);
            found += rows.len();
            pieces.push(rows);
        }
        let rows: Vec<Row> = pieces.into_iter().rev().flatten().collect();
        rows.into_iter()
            .skip(found.saturating_sub(wanted))
            .collect()
    }

    fn rows_of(&self, id: QuoteId) -> Vec<Row> {
        let quote = self.heard.quote(id);
        let context = context(self.story, quote);
        let is_before = |it: &Shows| matches!(it, Shows::Before(_));
        let mut shown: Vec<Shows> = context.filter(is_before).into_iter().collect();
        for part in &quote.parts {
            if shown.len() > self.height {
                break;
            }
            shown.extend(self.rows_of_part(*part));
        }
        shown.extend(context.filter(|it| !is_before(it)));
        shown.push(Shows::Blank);
        let row = |shows| Row { quote: id, shows };
        shown.into_iter().map(row).collect()
    }

    fn rows_of_part(&self, part: Span) -> Vec<Shows> {
        let text = self.story.slice(part);
        // More than fits on the screen is not looked at.
        let enough = text.floor_char_boundary(4 * self.width * (self.height + 1));
        let text = text.get(..enough).unwrap_or(text);
        let measure = self.width.saturating_sub(2 * usize::from(MARKS)).max(1);
        let breaking = Breaking {
            measure,
            indent: 0,
            fit: Fit::First,
            hyphens: None,
            soft_hyphens: &[],
        };
        let rows = rows(text, part.start(), breaking);
        let last = part.end();
        let words = |(number, row): (usize, &TextRow)| Shows::Words {
            span: row.span,
            opens: number == 0,
            closes: number + 1 == rows.len() && enough + part.start() == last,
        };
        rows.iter().enumerate().map(words).collect()
    }
}

/// The story's own words nearest to a quotation: those before it in its paragraph, else those after
/// it, else those of the paragraph before.
fn context(story: &Story, quote: &Quote) -> Option<Shows> {
    let (first, last) = (quote.parts.first()?, quote.parts.last()?);
    let block = story.block_at(first.start())?;
    let before = Span::new(story.blocks()[block].span.start(), first.start());
    // An interrupted quotation is told of between its first two pieces.
    let after = |part: Span| {
        let end = story.blocks()[story.block_at(part.start())?].span.end();
        first_unquoted(story, Span::new(part.end(), end.max(part.end())))
    };
    let told_before = || last_unquoted(story, before).map(Shows::Before);
    let told_after = || after(*first).or_else(|| after(*last)).map(Shows::After);
    let paragraph_before = || {
        let previous = story.blocks().get(block.checked_sub(1)?)?;
        let is_told = previous.kind == BlockKind::Paragraph;
        let told = is_told.then(|| last_unquoted(story, previous.span));
        told.flatten().map(Shows::Before)
    };
    told_before().or_else(told_after).or_else(paragraph_before)
}

const OPENING: [char; 4] = ['“', '"', '„', '«'];
const CLOSING: [char; 4] = ['”', '"', '“', '»'];

/// What stands in `span` after the last closing mark with words behind it.
fn last_unquoted(story: &Story, span: Span) -> Option<Span> {
    let text = story.slice(span);
    let text =
        text.trim_end_matches(|it: char| it.is_whitespace() || OPENING.contains(&it) || it == '‘');
    let own = text.rsplit(CLOSING).next().unwrap_or(text);
    let start = span.start() + text.len() - own.len();
    words_in(own, start)
}

/// What stands in `span` before the first opening mark with words before it.
fn first_unquoted(story: &Story, span: Span) -> Option<Span> {
    let text = story.slice(span);
    let own = text
        .trim_start_matches(|it: char| it.is_whitespace() || CLOSING.contains(&it) || it == '’');
    let start = span.end() - own.len();
    words_in(own.split(OPENING).next().unwrap_or(own), start)
}

/// The words of a text, which starts at byte `start` of the story, if there are any.
fn words_in(text: &str, start: usize) -> Option<Span> {
    let words = text.trim();
    let start = start + text.len() - text.trim_start().len();
    words
        .contains(char::is_alphanumeric)
        .then(|| Span::new(start, start + words.len()))
}
