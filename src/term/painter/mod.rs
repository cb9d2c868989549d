//! Cells to the bytes that bring a terminal's screen up to date.
//!
//! What the screen shows is remembered, so a frame costs what has changed: nothing at all if
//! nothing has. The cursor goes the shortest way, which may be over what is there already, written
//! again (`pen`); long blanks are erased; where most rows have only moved, the terminal is asked to
//! move them (`scroll`). A frame is one string of bytes, to be written at once.
//!
//! Only what every terminal of today knows is used, the Linux console and GNU Screen among them.

mod leftward;
mod pen;
mod scroll;
mod seen;
#[cfg(test)]
mod tests;

use leftward::paint_leftward_row;
use pen::{At, PLAIN, Pen};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use scroll::Scroll;
use seen::{BLANK, Eye, Seen};
use unicode_width::UnicodeWidthStr;

/// Holds the terminal's picture back until the frame is whole, where it knows how to.
const BEGIN_FRAME: &str = "\x1B[?2026h";
const END_FRAME: &str = "\x1B[?2026l";

/// A frame of no more bytes than this is not worth looking for a shorter one.
const SHORT: usize = 200;

/// What brings a terminal's screen up to date.
#[derive(Debug, Default)]
pub struct Painter {
    screen: Screen,
    /// Room for the cells of the next frame.
    spare: Vec<Seen>,
    eye: Eye,
    /// The addresses that cells link to, by their numbers.
    addresses: Vec<String>,
    /// Whether cells on screen may link to other addresses of the same numbers.
    mislinked: bool,
}

/// What is on a terminal's screen.
#[derive(Debug, Default)]
struct Screen {
    area: Rect,
    /// Its cells, row by row; none if it has been cleared.
    cells: Vec<Seen>,
    cursor: At,
}

/// What is to be on it.
struct Frame<'a> {
    cells: &'a [Cell],
    /// The same as they are seen.
    seen: &'a [Seen],
    cursor: Position,
    addresses: &'a [String],
}

impl Painter {
    /// Forgets what is on screen: it has been cleared, or is somebody else's.
    pub fn forget(&mut self) {
        self.screen = Screen::default();
    }

    /// Makes cells link to other addresses. Those that look the same are written anew all the same.
    pub fn link_to(&mut self, addresses: Vec<String>) {
        self.mislinked |= self.addresses != addresses;
        self.addresses = addresses;
    }

    /// Appends to `out` what turns the screen into `next` with the cursor at `cursor`.
    pub fn paint(&mut self, next: &Buffer, cursor: Position, out: &mut Vec<u8>) {
        let mut frame = Vec::new();
        let mislinked = std::mem::take(&mut self.mislinked);
        if self.screen.area != next.area || mislinked {
            if self.screen.area != Rect::default() {
                frame.extend_from_slice(b"\x1B[m\x1B[2J");
            }
            self.screen.clear(next.area);
        }
        self.spare.clear();
        let seen = next.content.iter().map(|it| self.eye.see(it));
        self.spare.extend(seen);
        let next = Frame {
            cells: &next.content,
            seen: &self.spare,
            cursor,
            addresses: &self.addresses,
        };
        let changes = self.screen.changes(&next);
        let shorter = match changes.len() {
            0..=SHORT => None,
            _ => self.screen.changes_by_moving(&next),
        };
        let shorter = shorter.filter(|it| it.len() < changes.len());
        frame.append(&mut shorter.unwrap_or(changes));
        std::mem::swap(&mut self.screen.cells, &mut self.spare);
        self.screen.cursor = At::Cell(cursor);
        if !frame.is_empty() {
            out.extend_from_slice(BEGIN_FRAME.as_bytes());
            out.append(&mut frame);
            out.extend_from_slice(END_FRAME.as_bytes());
        }
    }
}

impl Screen {
    /// Has been cleared, and may have another size.
    fn clear(&mut self, area: Rect) {
        self.area = area;
        self.cells.clear();
        self.cursor = At::Unknown;
    }

    /// Columns of a row, at least one.
    fn width(&self) -> usize {
        usize::from(self.area.width).max(1)
    }

    /// What turns the screen into `next`.
    fn changes(&self, next: &Frame<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut pen = Pen {
            out: &mut out,
            at: self.cursor,
            looks: PLAIN,
            addresses: next.addresses,
            linked: false,
        };
        let width = self.width();
        let blank = vec![BLANK; width];
        let mut old = self.cells.chunks(width);
        let rows = next.cells.chunks(width).zip(next.seen.chunks(width));
        for ((cells, seen), y) in rows.zip(0..) {
            let old = old.next().unwrap_or(&blank);
            if old == seen {
                continue;
            }
            if old.iter().chain(seen).any(|it| it.is_leftward) {
                paint_leftward_row(cells, y, &mut pen);
            } else {
                paint_row(old, seen, cells, y, &mut pen);
            }
        }
        pen.wear(PLAIN);
        pen.go(&[], next.cursor);
        out
    }

    /// The same by way of moving rows, if enough of them seem to have moved.
    fn changes_by_moving(&self, next: &Frame<'_>) -> Option<Vec<u8>> {
        let scroll = Scroll::between(self, next.seen)?;
        let changes = scroll.of(self).changes(next);
        Some([scroll.bytes(), changes].concat())
    }
}

/// Writes what differs between a row as it was and `seen`, which shows `cells`.
fn paint_row(old: &[Seen], seen: &[Seen], cells: &[Cell], y: u16, pen: &mut Pen<'_>) {
    let (mut x, mut spoilt_to) = (0, 0);
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
            pen.erase((!blanks.are_last).then_some(blanks.columns));
        } else {
            // The second half of a wide character is a cell too, and not to be written.
            let written = cells.iter().skip(x).take(blanks.columns.max(1));
            written.for_each(|it| pen.write(it, cells.len() as u16));
        }
        x = after;
    }
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
        const TO_END: usize = "\x1B[K".len();
        const SOME: usize = "\x1B[10X".len();
        const PAST: usize = "\x1B[10C".len();
        match self.columns {
            columns if self.are_last => columns > TO_END,
            0..=SOME => false,
            columns => columns > SOME + PAST || !more(),
        }
    }
}

/// The columns a cell takes.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        it if it.len() == 1 => 1,
        it => it.width().max(1),
    }
}
