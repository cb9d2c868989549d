//! Writing cells: where the cursor is, and in what looks.

use super::columns;
use super::looks::{Link, Looks, PLAIN};
use super::push;
use super::ways::{Across, At, FEW, Way};
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use std::ops::Range;

/// The terminal's state while a frame is written.
pub(super) struct Pen<'a> {
    pub(super) out: Vec<u8>,
    /// Where the next character goes.
    pub(super) at: At,
    looks: Looks,
    /// The addresses that cells link to, by their numbers.
    addresses: &'a [String],
    /// Whether what is written is a link.
    linked: bool,
}

/// Cells that are made blank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Erased {
    /// All up to the cursor's, and that one.
    Before,
    /// A number of them from the cursor on.
    Some(usize),
    /// All from the cursor on.
    After,
}

impl<'a> Pen<'a> {
    pub(super) fn new(at: At, addresses: &'a [String]) -> Pen<'a> {
        Pen {
            out: Vec::new(),
            at,
            looks: PLAIN,
            addresses,
            linked: false,
        }
    }

    /// Goes to `goal`, which is in `row`, the shortest way.
    pub(super) fn go(&mut self, row: &[Cell], goal: Position) {
        if self.at == At::Cell(goal) {
            return;
        }
        let way = self.shortest_way(row, goal);
        way.write(&mut self.out);
        if let Way::Along(_, across) = way {
            let cells = self.again(row, across).unwrap_or_default();
            let written = cells.iter().map(|it| it.symbol().as_bytes());
            written.for_each(|it| self.out.extend_from_slice(it));
        }
        self.at = At::Cell(goal);
    }

    /// How long each way is can be told without writing it: this is done for every change of a frame.
    pub(super) fn shortest_way(&self, row: &[Cell], goal: Position) -> Way {
        let mut res = Way::Straight(goal);
        let mut least = res.length();
        for way in Way::all(self.at, goal) {
            let length = way.length();
            if length < least && self.can_go(way, row) {
                (res, least) = (way, length);
            }
        }
        res
    }

    fn can_go(&self, way: Way, row: &[Cell]) -> bool {
        match way {
            Way::Along(_, across @ (Across::Over(..) | Across::OverFromStart(_))) => {
                self.again(row, across).is_some()
            }
            _ => true,
        }
    }

    /// What stands in the columns that a way leads over, if it is short, sure to take a column each
    /// and looks as what is written now does.
    fn again<'c>(&self, row: &'c [Cell], across: Across) -> Option<&'c [Cell]> {
        let (from, to) = match across {
            Across::Over(from, to) => (usize::from(from), usize::from(to)),
            Across::OverFromStart(to) => (0, usize::from(to)),
            _ => return None,
        };
        let (before, rest) = row.split_at_checked(from)?;
        let halved = before.last().is_some_and(|it| columns(it) > 1);
        let cells = rest.get(..to - from).filter(|_| !halved)?;
        let alike = |it: &Cell| self.looks.suits(it) && it.symbol().len() == 1;
        debug_assert!(cells.len() <= usize::from(FEW));
        cells.iter().all(alike).then_some(cells)
    }

    pub(super) fn write(&mut self, cell: &Cell, width: u16) {
        if !self.looks.suits(cell) {
            self.wear(Looks::of(cell));
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = match self.at {
            At::Cell(at) => after(cell, at, width),
            // Where it is was not known before either.
            at => at,
        };
    }

    /// Makes cells blank and leaves the cursor where it is.
    pub(super) fn erase(&mut self, erased: Erased) {
        // What is erased takes the background of the moment, and more in some terminals.
        if !self.looks.suits(&Cell::EMPTY) {
            self.wear(PLAIN);
        }
        match erased {
            Erased::Before => self.out.extend_from_slice(b"\x1B[1K"),
            Erased::Some(number) => push(&mut self.out, format_args!("\x1B[{number}X")),
            Erased::After => self.out.extend_from_slice(b"\x1B[K"),
        }
    }

    /// Deletes a number of rows from the cursor's on; those below come up.
    pub(super) fn delete_rows(&mut self, number: usize) {
        self.count(number, 'M');
    }

    /// Inserts blank rows where the cursor is; those below go down.
    pub(super) fn insert_rows(&mut self, number: usize) {
        self.count(number, 'L');
    }

    /// From now on rows are deleted and inserted in these columns alone. Where the cursor is then the
    /// terminals do not agree about.
    pub(super) fn set_margins(&mut self, columns: &Range<usize>) {
        let (left, right) = (columns.start + 1, columns.end);
        push(&mut self.out, format_args!("\x1B[?69h\x1B[{left};{right}s"));
        self.at = At::Unknown;
    }

    /// From now on they are again deleted and inserted whole.
    pub(super) fn lift_margins(&mut self) {
        self.out.extend_from_slice(b"\x1B[?69l");
        self.at = At::Unknown;
    }

    fn count(&mut self, number: usize, code: char) {
        match number {
            1 => push(&mut self.out, format_args!("\x1B[{code}")),
            _ => push(&mut self.out, format_args!("\x1B[{number}{code}")),
        }
    }

    /// Changes the looks of what is written next.
    pub(super) fn wear(&mut self, looks: Looks) {
        if looks.link != self.looks.link {
            self.link(looks.link);
            self.looks.link = looks.link;
        }
        if looks != self.looks {
            let codes = looks.codes_from(self.looks);
            push(&mut self.out, format_args!("\x1B[{codes}m"));
            self.looks = looks;
        }
    }

    /// Makes what is written next a link, or none. The pieces of a link are told to be one by its
    /// number, which is its id.
    fn link(&mut self, link: Option<Link>) {
        let number = link.map(|it| it.get() as usize - 1);
        let address = number.and_then(|it| self.addresses.get(it));
        let address = address.filter(|it| !it.is_empty());
        match (number, address) {
            (Some(number), Some(address)) => {
                push(
                    &mut self.out,
                    format_args!("\x1B]8;id={number};{address}\x1B\\"),
                );
            }
            _ if self.linked => self.out.extend_from_slice(b"\x1B]8;;\x1B\\"),
            _ => {}
        }
        self.linked = address.is_some();
    }
}

/// Where the cursor is once `cell` has been written at `at`.
fn after(cell: &Cell, at: Position, width: u16) -> At {
    let certain = cell.symbol().is_ascii() || is_certain(cell.symbol());
    let x = at.x + columns(cell) as u16;
    // After the last column terminals differ about where the cursor is.
    match certain {
        true if x < width => At::Cell(Position { x, ..at }),
        // Some give it a column more.
        false if x + 1 < width => At::Row(at.y),
        _ => At::Unknown,
    }
}

/// Whether every terminal agrees that a character takes one column.
fn is_certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let first = chars.next();
    chars.next().is_none()
        && first.is_some_and(|it| it < '\u{300}' || matches!(it, '‐'..='…' | '─'..='╿'))
}
