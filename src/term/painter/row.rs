//! A row brought up to date.

use super::pen::{Erased, Pen};
use super::seen::{BLANK, Seen};
use super::ways::At;
use ratatui::buffer::Cell;
use ratatui::layout::Position;

/// The bytes that erase some blanks, and those that come past them.
const SOME: usize = "\x1B[10X".len();
const PAST: usize = "\x1B[10C".len();
const TO_END: usize = "\x1B[K".len();
const FROM_START: usize = "\x1B[1K".len();

/// Writes what differs between a row as it was and `seen`, which shows `cells`.
pub(super) fn paint_row(old: &[Seen], seen: &[Seen], cells: &[Cell], y: u16, pen: &mut Pen<'_>) {
    let mut x = wipe_start(old, seen, cells, y, pen);
    let mut spoilt_to = 0;
    while let Some(it) = seen.get(x) {
        if *it == old[x] && x >= spoilt_to {
            x += usize::from(it.columns);
            continue;
        }
        let blanks = Blanks::at(x, old, seen);
        let after = x + blanks.columns.max(usize::from(it.columns));
        // What is left of a wide character once its first half is gone, no terminal agrees about.
        for (covered, old) in old.iter().enumerate().take(after).skip(x) {
            spoilt_to = spoilt_to.max(covered + usize::from(old.columns));
        }
        pen.go(cells, Position::new(x as u16, y));
        if blanks.are_worth_erasing(|| after < spoilt_to || old.get(after..) != seen.get(after..)) {
            pen.erase(match blanks.are_last {
                true => Erased::After,
                false => Erased::Some(blanks.columns),
            });
        } else {
            // The second half of a wide character is a cell too, and not to be written.
            let written = cells.iter().skip(x).take(blanks.columns.max(1));
            written.for_each(|it| pen.write(it, cells.len() as u16));
        }
        x = after;
    }
}

/// Erases what stood where the row now starts with blanks, if the cursor is so far to the right that
/// going down and erasing up to it takes the fewest bytes. Gives how many columns are done.
fn wipe_start(old: &[Seen], seen: &[Seen], cells: &[Cell], y: u16, pen: &mut Pen<'_>) -> usize {
    let At::Cell(at) = pen.at else { return 0 };
    let run = seen.iter().take_while(|it| **it == BLANK).count();
    let Some(first) = old.iter().take(run).position(|it| *it != BLANK) else {
        return 0;
    };
    let blanks = Blanks::at(first, old, seen);
    let last = first + blanks.columns - 1;
    let end = last + usize::from(old[last].columns);
    let x = usize::from(at.x);
    if at.y > y || x >= run || end > run {
        return 0;
    }
    // What is left to the right of the cursor is written over.
    let rest = if x + 1 < end { end - x } else { 0 };
    let below = Position::new(at.x, y);
    let length = pen.shortest_way(cells, below).length() + FROM_START + rest;
    let usual = pen.shortest_way(cells, Position::new(first as u16, y));
    if length >= usual.length() + blanks.least_length() {
        return 0;
    }
    pen.go(cells, below);
    pen.erase(Erased::Before);
    let rest = cells.iter().skip(x).take(rest);
    rest.for_each(|it| pen.write(it, cells.len() as u16));
    end
}

/// Blanks that take the place of something else.
struct Blanks {
    columns: usize,
    /// Whether nothing but blanks follows in the row.
    are_last: bool,
}

impl Blanks {
    /// Those from `x` on to the last that is new.
    fn at(x: usize, old: &[Seen], seen: &[Seen]) -> Blanks {
        let run = seen.iter().skip(x).take_while(|it| **it == BLANK).count();
        let mut run_was = old.iter().skip(x).take(run);
        Blanks {
            columns: run_was.rposition(|it| *it != BLANK).map_or(0, |it| it + 1),
            are_last: x + run == seen.len(),
        }
    }

    /// Whether writing them takes more bytes than erasing them and, if there is more to write in the
    /// row, coming past them.
    fn are_worth_erasing(&self, more: impl Fn() -> bool) -> bool {
        match self.columns {
            columns if self.are_last => columns > TO_END,
            0..=SOME => false,
            columns => columns > SOME + PAST || !more(),
        }
    }

    /// How many bytes they take at least.
    fn least_length(&self) -> usize {
        let erased = if self.are_last { TO_END } else { SOME };
        self.columns.min(erased)
    }
}
