//! Cells to the bytes that bring a terminal's screen up to date.
//!
//! What the screen shows is remembered, so a frame costs what has changed: nothing at all if
//! nothing has. The cursor goes the shortest way (`ways`), which may be over what is there already,
//! written again; long blanks are erased (`row`); where rows have only moved, the terminal is asked
//! to move them if that is shorter (`scroll`). A frame is one string of bytes, to be written at once.
//!
//! Only what every terminal of today knows is used, the Linux console and GNU Screen among them; but
//! one that says it has margins left and right moves a pane beside others that stand (`beside`).

mod beside;
mod leftward;
mod looks;
mod pen;
mod row;
mod scroll;
mod seen;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod tests;
mod ways;

use leftward::paint_leftward_row;
use looks::PLAIN;
use pen::Pen;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use row::paint_row;
use scroll::Scroll;
use seen::{BLANK, Eye, Seen};
use std::borrow::Cow;
use std::io::Write;
use unicode_width::UnicodeWidthStr;
use ways::At;

/// Holds the terminal's picture back until the frame is whole, where it knows how to.
const BEGIN_FRAME: &str = "\x1B[?2026h";
const END_FRAME: &str = "\x1B[?2026l";

/// A frame of no more bytes than this reaches the terminal in one piece anyhow.
const ONE_PIECE: usize = 512;

/// Where no more cells than this have changed no rows have moved.
const FEW: usize = 100;

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
    /// Whether the terminal is known to move rows between two columns alone.
    margins: bool,
}

/// What is on a terminal's screen.
#[derive(Debug, Default)]
struct Screen {
    area: Rect,
    /// Its cells, row by row; none if it has been cleared.
    cells: Vec<Seen>,
    /// Whether any of them is read from right to left.
    has_leftward: bool,
    cursor: At,
}

/// What is to be on it.
struct Frame<'a> {
    cells: &'a [Cell],
    /// The same as they are seen.
    seen: &'a [Seen],
    cursor: Position,
    addresses: &'a [String],
    /// Whether anything in it, or in what it takes the place of, is read from right to left.
    has_leftward: bool,
    /// Whether rows may be moved between two columns alone.
    margins: bool,
}

impl Painter {
    /// Forgets what is on screen: it has been cleared, or is somebody else's. So may the terminal be.
    pub fn forget(&mut self) {
        self.screen = Screen::default();
        self.margins = false;
    }

    /// The terminal has told whether it can move rows between two columns alone.
    pub fn has_margins(&mut self, known: bool) {
        self.margins = known;
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
        let has_leftward = self.spare.iter().any(|it| it.is_leftward);
        let next = Frame {
            cells: &next.content,
            seen: &self.spare,
            cursor,
            addresses: &self.addresses,
            has_leftward: self.screen.has_leftward || has_leftward,
            margins: self.margins,
        };
        frame.append(&mut self.screen.changes(&next));
        std::mem::swap(&mut self.screen.cells, &mut self.spare);
        self.screen.has_leftward = has_leftward;
        self.screen.cursor = At::Cell(cursor);
        if frame.len() > ONE_PIECE {
            out.extend_from_slice(BEGIN_FRAME.as_bytes());
            out.append(&mut frame);
            out.extend_from_slice(END_FRAME.as_bytes());
        } else {
            out.append(&mut frame);
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

    /// Rows that are worth moving before the screen is turned into `next`.
    fn moves(&self, next: &Frame<'_>) -> Vec<Scroll> {
        let cells = self.cells.iter().zip(next.seen);
        let changed = cells.filter(|(old, new)| old != new).take(FEW + 1);
        if changed.count() <= FEW {
            return Vec::new();
        }
        let Some(whole) = Scroll::between(self, next.seen) else {
            return Vec::new();
        };
        let bands = whole.bands(self, next.seen);
        // Terminals that order what is read leftwards may hold such rows otherwise than we do.
        let beside = (next.margins && !next.has_leftward).then(|| whole.beside(self, next.seen));
        let beside = beside.flatten().map(|it| it.bands(self, next.seen));
        match beside {
            Some(it) if it.gain > bands.gain => it.scrolls,
            _ => bands.scrolls,
        }
    }

    /// What turns the screen into `next`.
    fn changes(&self, next: &Frame<'_>) -> Vec<u8> {
        let mut pen = Pen::new(self.cursor, next.addresses);
        let width = self.width();
        let moved = self.moved(&self.moves(next), &mut pen);
        let blank = vec![BLANK; width];
        let mut old = moved.chunks(width);
        let rows = next.cells.chunks(width).zip(next.seen.chunks(width));
        for ((cells, seen), y) in rows.zip(0..) {
            let old = old.next().unwrap_or(&blank);
            if old == seen {
                continue;
            }
            let leftward = || old.iter().chain(seen).any(|it| it.is_leftward);
            if next.has_leftward && leftward() {
                paint_leftward_row(cells, y, &mut pen);
            } else {
                paint_row(old, seen, cells, y, &mut pen);
            }
        }
        pen.wear(PLAIN);
        pen.go(&[], next.cursor);
        pen.out
    }

    /// Moves rows; gives the cells that are on the screen then.
    fn moved(&self, moves: &[Scroll], pen: &mut Pen<'_>) -> Cow<'_, [Seen]> {
        let mut res = Cow::Borrowed(&*self.cells);
        for scroll in moves {
            scroll.write(pen);
            scroll.apply(res.to_mut(), self.width());
        }
        res
    }
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(text);
}

/// The columns a cell takes.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        it if it.len() == 1 => 1,
        it => it.width().max(1),
    }
}
