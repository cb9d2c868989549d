//! Rows with text read from right to left.

use super::columns;
use super::pen::Pen;
use crate::layout::direction::{has_leftward, is_leftward};
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use std::ops::Range;

/// Writes a whole row that has, or had, text read from right to left, and isolates that text:
/// a terminal that orders such text must not carry it across a pane's border (UAX #9, isolates).
pub(super) fn paint_leftward_row(next: &[Cell], y: u16, pen: &mut Pen<'_>) {
    pen.go(next, Position::new(0, y));
    let mut x = 0;
    while x < next.len() {
        let run = run_at(next, x);
        let text: String = next[run.clone()].iter().map(Cell::symbol).collect();
        let isolate = match (has_leftward(&text), is_leftward(&text)) {
            (false, _) => "",
            (true, true) => RIGHT_TO_LEFT_ISOLATE,
            (true, false) => LEFT_TO_RIGHT_ISOLATE,
        };
        // Terminals keep the sign with the cell before the cursor.
        pen.go(next, Position::new(x as u16, y));
        pen.out.extend_from_slice(isolate.as_bytes());
        while x < run.end {
            pen.go(next, Position::new(x as u16, y));
            pen.write(&next[x], next.len() as u16);
            x += columns(&next[x]);
        }
        if !isolate.is_empty() {
            pen.out.extend_from_slice(POP_ISOLATE.as_bytes());
        }
    }
}

const LEFT_TO_RIGHT_ISOLATE: &str = "\u{2066}";
const RIGHT_TO_LEFT_ISOLATE: &str = "\u{2067}";
const POP_ISOLATE: &str = "\u{2069}";

/// The cells from `x` on that belong together: words with single blanks between them, or the wider
/// gaps and the rules that part them.
fn run_at(row: &[Cell], x: usize) -> Range<usize> {
    let is_blank = |at: usize| row[at].symbol() == " ";
    let is_rule = |at: usize| row[at].symbol().starts_with(|it| matches!(it, '─'..='╿'));
    let is_word = |at: usize| at < row.len() && !is_blank(at) && !is_rule(at);
    // The second half of a wide character is blank too.
    let starts_wide = |at: usize| is_word(at) && columns(&row[at]) == 2;
    let after_word = |at: usize| {
        let before = at.checked_sub(1).is_some_and(is_word);
        before || at.checked_sub(2).is_some_and(starts_wide)
    };
    let joins = |at: usize| is_blank(at) && after_word(at) && is_word(at + 1);
    let parts = |at: usize| !(is_word(at) || joins(at));
    let kind = parts(x);
    let mut end = x;
    while end < row.len() && parts(end) == kind {
        end += columns(&row[end]);
    }
    x..end.min(row.len())
}
