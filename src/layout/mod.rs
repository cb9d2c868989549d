//! Blocks and a measure to rows, on demand.
//!
//! Layout is arithmetic: a pure function of the text and the [`Typography`]. Theme, focus and
//! search have no way in. Only the blocks somebody asks about are laid out, and their rows are kept
//! until the typography changes, so opening and resizing cost the same for a note and for a book.

pub mod breaks;
pub mod direction;
pub mod hyphens;
pub mod margins;
pub mod rows;
pub mod segments;
pub mod setting;
pub mod width;
pub mod words;

use crate::span::Span;
use crate::story::{BlockKind, Story};
use hypher::Lang;
use rows::{Breaking, Fit, Row};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What the reader may choose about how rows are broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typography {
    /// The widest a row may be, in columns.
    pub measure: usize,
    /// Whether paragraphs are told apart by an indented first row instead of a blank line.
    pub indented: bool,
    /// Whether words are broken with hyphens.
    pub hyphenated: bool,
}

/// A place in the story that a line on screen can stand for.
///
/// It is a place in the text, not on the screen: it names the same words at any measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// A byte of the story's text.
    pub at: usize,
    /// Whether the blank line after the block that holds `at` is meant.
    pub gap: bool,
}

impl Place {
    /// The place of the words at byte `at`.
    pub fn of(at: usize) -> Place {
        Place { at, gap: false }
    }
}

/// A line of the laid-out story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The block it belongs to, as an index into [`Story::blocks`].
    pub block: usize,
    /// Its words; `None` for the blank line after a block.
    pub row: Option<Span>,
    /// Whether a hyphen is drawn after them: the last word goes on in the next line.
    pub hyphen: bool,
    /// Columns its words are set in by, as the first row of an indented paragraph.
    pub indent: usize,
}

/// Where a line stands among the lines. Numbers are only good for one typography.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct LineId {
    block: usize,
    segment: usize,
    /// Counted within the segment. The blank line after a block follows its last row.
    line: usize,
}

/// The rows of a story at one typography, as far as anybody has asked for them.
#[derive(Debug)]
pub struct Layout {
    typography: Typography,
    rows: HashMap<(usize, usize), Rc<[Row]>>,
    /// The language of the story, once words have been hyphenated.
    language: OnceCell<Option<Lang>>,
}

/// How many segments' rows are kept. Many screens' worth, and little memory.
const KEPT: usize = 4096;

impl Layout {
    /// Nothing laid out yet.
    pub fn new(typography: Typography) -> Layout {
        Layout {
            typography,
            rows: HashMap::new(),
            language: OnceCell::new(),
        }
    }

    /// What the rows are broken for.
    pub fn typography(&self) -> Typography {
        self.typography
    }

    /// The place `lines` further down (or up, if negative), at most at the story's end (or start).
    pub fn moved(&mut self, story: &Story, from: Place, lines: isize) -> Place {
        let Some(mut line) = self.line_at(story, from) else {
            return from;
        };
        for _ in 0..lines.unsigned_abs() {
            let next = if lines > 0 {
                self.after(story, line)
            } else {
                self.before(story, line)
            };
            match next {
                Some(next) => line = next,
                None => break,
            }
        }
        self.place(story, line)
    }

    /// The place of the line that shows byte `at`: where that line's words start.
    pub fn line_start(&mut self, story: &Story, at: usize) -> Place {
        let line = self.line_at(story, Place::of(at));
        line.map_or(Place::of(at), |it| self.place(story, it))
    }

    /// The lines from `top` on, at most `count`.
    pub fn lines(&mut self, story: &Story, top: Place, count: usize) -> Vec<Line> {
        let mut res = Vec::with_capacity(count);
        let mut next = self.line_at(story, top);
        while let Some(line) = next.filter(|_| res.len() < count) {
            let row = self
                .rows(story, line.block, line.segment)
                .get(line.line)
                .copied();
            let first = line.segment == 0 && line.line == 0;
            let indent = if first {
                indent(story, line.block, self.typography)
            } else {
                0
            };
            res.push(Line {
                block: line.block,
                row: row.map(|it| it.span),
                hyphen: row.is_some_and(|it| it.hyphen),
                indent,
            });
            next = self.after(story, line);
        }
        res
    }

    /// How many lines lie from `upper` down to `lower`, at most `limit`; 0 if it is not below.
    pub fn distance(&mut self, story: &Story, upper: Place, lower: Place, limit: usize) -> usize {
        let (Some(mut line), Some(goal)) = (self.line_at(story, upper), self.line_at(story, lower))
        else {
            return 0;
        };
        let mut res = 0;
        while line < goal && res < limit {
            let Some(next) = self.after(story, line) else {
                break;
            };
            line = next;
            res += 1;
        }
        res
    }

    fn line_at(&mut self, story: &Story, place: Place) -> Option<LineId> {
        if story.blocks().is_empty() {
            return None;
        }
        let block = story.block_at(place.at).unwrap_or(0);
        let span = story.blocks()[block].span;
        if place.gap && self.gap_after(story, block) {
            let segment = segments::count(span.len()) - 1;
            let line = self.rows(story, block, segment).len();
            return Some(LineId {
                block,
                segment,
                line,
            });
        }
        let inside = place.at.clamp(span.start(), span.end()) - span.start();
        let segment = segments::at(story.slice(span), inside);
        let rows = self.rows(story, block, segment);
        let line = rows.partition_point(|it| it.span.start() <= place.at);
        Some(LineId {
            block,
            segment,
            line: line.saturating_sub(1),
        })
    }

    fn place(&mut self, story: &Story, line: LineId) -> Place {
        let rows = self.rows(story, line.block, line.segment);
        match rows.get(line.line) {
            Some(row) => Place::of(row.span.start()),
            None => Place {
                at: rows.last().map_or(0, |it| it.span.start()),
                gap: true,
            },
        }
    }

    fn after(&mut self, story: &Story, at: LineId) -> Option<LineId> {
        let LineId {
            block,
            segment,
            line,
        } = at;
        let rows = self.rows(story, block, segment).len();
        let last = segment + 1 == segments::count(story.blocks()[block].span.len());
        if line + 1 < rows || (last && line + 1 == rows && self.gap_after(story, block)) {
            return Some(LineId {
                line: line + 1,
                ..at
            });
        }
        if !last {
            return Some(LineId {
                segment: segment + 1,
                line: 0,
                block,
            });
        }
        let block = block + 1;
        (block < story.blocks().len()).then_some(LineId {
            block,
            segment: 0,
            line: 0,
        })
    }

    fn before(&mut self, story: &Story, at: LineId) -> Option<LineId> {
        if let Some(line) = at.line.checked_sub(1) {
            return Some(LineId { line, ..at });
        }
        if let Some(segment) = at.segment.checked_sub(1) {
            let line = self.rows(story, at.block, segment).len() - 1;
            return Some(LineId {
                segment,
                line,
                ..at
            });
        }
        let block = at.block.checked_sub(1)?;
        let segment = segments::count(story.blocks()[block].span.len()) - 1;
        let rows = self.rows(story, block, segment).len();
        let line = if self.gap_after(story, block) {
            rows
        } else {
            rows - 1
        };
        Some(LineId {
            block,
            segment,
            line,
        })
    }

    /// Whether a blank line follows a block. List items and the lines above the body keep together.
    fn gap_after(&self, story: &Story, block: usize) -> bool {
        let blocks = story.blocks();
        let Some(next) = blocks.get(block + 1) else {
            return false;
        };
        match (blocks[block].kind, next.kind) {
            (BlockKind::Paragraph, BlockKind::Paragraph) => {
                indent(story, block + 1, self.typography) == 0
            }
            (BlockKind::ListItem, BlockKind::ListItem)
            | (BlockKind::Byline, BlockKind::Dateline)
            | (BlockKind::Dateline, BlockKind::Byline)
            | (BlockKind::Other, BlockKind::Other) => false,
            _ => true,
        }
    }

    /// The rows of one segment of a block; at least one.
    fn rows(&mut self, story: &Story, block: usize, segment: usize) -> Rc<[Row]> {
        if let Some(rows) = self.rows.get(&(block, segment)) {
            return Rc::clone(rows);
        }
        if self.rows.len() >= KEPT {
            self.rows.clear();
        }
        let rows: Rc<[Row]> = self.lay_out(story, block, segment).into();
        self.rows.insert((block, segment), Rc::clone(&rows));
        rows
    }

    /// Breaks one segment of a block into rows.
    fn lay_out(&self, story: &Story, block: usize, segment: usize) -> Vec<Row> {
        let span = story.blocks()[block].span;
        let text = story.slice(span);
        let range = segments::range(text, segment);
        let whole = range.len() == text.len();
        let first = range.start == 0;
        let breaking = Breaking {
            measure: margins::of(story, block, self.typography.measure).measure(),
            indent: if first {
                indent(story, block, self.typography)
            } else {
                0
            },
            fit: if whole { Fit::Optimal } else { Fit::First },
            hyphens: self.hyphens(story, block),
            soft_hyphens: story.soft_hyphens(span),
        };
        let at = span.start() + range.start;
        rows::rows(text.get(range).unwrap_or_default(), at, breaking)
    }

    /// The language in which words of a block are hyphenated, if they are.
    fn hyphens(&self, story: &Story, block: usize) -> Option<Lang> {
        let kind = story.blocks()[block].kind;
        if !self.typography.hyphenated || !hyphens::are_allowed_in(kind) {
            return None;
        }
        *self.language.get_or_init(|| hyphens::language(story))
    }
}

/// Columns the first row of an indented paragraph is set in by, where rows are wide enough.
const INDENT: usize = 2;
const INDENT_FROM: usize = 20;

/// How far a block's first row is set in: only a paragraph after a paragraph needs it.
fn indent(story: &Story, block: usize, typography: Typography) -> usize {
    let wanted = typography.indented && typography.measure >= INDENT_FROM;
    let before = block.checked_sub(1);
    let pair = before.map(|it| (story.blocks()[it].kind, story.blocks()[block].kind));
    match pair {
        Some((BlockKind::Paragraph, BlockKind::Paragraph)) if wanted => INDENT,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
