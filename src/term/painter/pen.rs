//! Writing cells: where the cursor is, and in what looks.

use super::columns;
use crate::view::theme::link_of;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::Write;
use std::num::NonZeroU32;

/// Cells are written again to come past them if they are no more than this: a jump is shorter.
const FEW: u16 = 6;
/// Rows are gone down one by one if they are no more than this.
const NEAR: u16 = 4;

/// Where the cursor is, as far as all terminals agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum At {
    #[default]
    Unknown,
    /// In a row, after a character that terminals give different widths.
    Row(u16),
    Cell(Position),
}

/// The terminal's state while a frame is written.
pub(super) struct Pen<'a> {
    pub(super) out: &'a mut Vec<u8>,
    /// Where the next character goes.
    pub(super) at: At,
    pub(super) looks: Looks,
    /// The addresses that cells link to, by their numbers.
    pub(super) addresses: &'a [String],
    /// Whether what is written is a link.
    pub(super) linked: bool,
}

/// Colours and weight of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
    /// The link it belongs to.
    link: Option<Link>,
}

/// A link by its number, counted from 1: a screen has many cells, which should be small.
type Link = NonZeroU32;

pub(super) const PLAIN: Looks = Looks {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
    link: None,
};

/// A way from where the cursor is to another cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// By row and column.
    Straight,
    /// A number of columns on.
    Onwards(u16),
    /// A number of rows down, then to the column.
    Down(u16),
    /// By writing what is there already in a number of columns.
    Over(u16),
    /// A number of rows down, then by writing what is there already from the first column on.
    DownAndOver(u16),
}

impl Pen<'_> {
    /// Goes to `goal`, which is in `row`, the shortest way.
    ///
    /// How long each way is can be told without writing it: this is done for every change of a frame.
    pub(super) fn go(&mut self, row: &[Cell], goal: Position) {
        if self.at == At::Cell(goal) {
            return;
        }
        let mut way = Way::Straight;
        let mut least = way.length(goal);
        for other in self.ways(goal).into_iter().flatten() {
            let length = other.length(goal);
            if length < least && self.can_go(other, row, goal) {
                (way, least) = (other, length);
            }
        }
        self.go_by(way, row, goal);
        self.at = At::Cell(goal);
    }

    /// The ways there are from here, beside the straight one.
    fn ways(&self, goal: Position) -> [Option<Way>; 4] {
        let column = self.column_before(goal);
        let rows = self.rows_above(goal);
        [
            column.map(|it| Way::Onwards(goal.x - it)),
            rows.map(Way::Down),
            column.map(|it| Way::Over(goal.x - it)),
            rows.map(Way::DownAndOver),
        ]
    }

    fn can_go(&self, way: Way, row: &[Cell], goal: Position) -> bool {
        match way {
            Way::Over(columns) => self.again(row, goal.x - columns, goal.x).is_some(),
            Way::DownAndOver(_) => self.again(row, 0, goal.x).is_some(),
            Way::Straight | Way::Onwards(_) | Way::Down(_) => true,
        }
    }

    fn go_by(&mut self, way: Way, row: &[Cell], goal: Position) {
        let (y, x) = (goal.y + 1, goal.x + 1);
        match way {
            Way::Straight if (y, x) == (1, 1) => self.out.extend_from_slice(b"\x1B[H"),
            Way::Straight if x == 1 => push(self.out, format_args!("\x1B[{y}H")),
            Way::Straight => push(self.out, format_args!("\x1B[{y};{x}H")),
            Way::Onwards(1) => self.out.extend_from_slice(b"\x1B[C"),
            Way::Onwards(columns) => push(self.out, format_args!("\x1B[{columns}C")),
            Way::Down(rows) => {
                self.go_down(rows);
                match x {
                    1 => self.out.push(b'\r'),
                    _ => push(self.out, format_args!("\x1B[{x}G")),
                }
            }
            Way::Over(columns) => self.write_again(row, goal.x - columns, goal.x),
            Way::DownAndOver(rows) => {
                self.out.push(b'\r');
                self.go_down(rows);
                self.write_again(row, 0, goal.x);
            }
        }
    }

    fn go_down(&mut self, rows: u16) {
        self.out.extend((0..rows).map(|_| b'\n'));
    }

    fn write_again(&mut self, row: &[Cell], from: u16, to: u16) {
        for cell in self.again(row, from, to).unwrap_or_default() {
            self.out.extend_from_slice(cell.symbol().as_bytes());
        }
    }

    /// The column the cursor is at, if that is in the same row and before `goal`.
    fn column_before(&self, goal: Position) -> Option<u16> {
        match self.at {
            At::Cell(at) if at.y == goal.y && at.x < goal.x => Some(at.x),
            _ => None,
        }
    }

    /// How many rows down `goal` is, if they are few.
    fn rows_above(&self, goal: Position) -> Option<u16> {
        let y = match self.at {
            At::Unknown => return None,
            At::Row(y) => y,
            At::Cell(at) => at.y,
        };
        let rows = goal.y.checked_sub(y)?;
        (rows <= NEAR).then_some(rows)
    }

    /// What stands in some columns of a row, if it is short, sure to take a column each and looks as
    /// what is written now does.
    fn again<'c>(&self, row: &'c [Cell], from: u16, to: u16) -> Option<&'c [Cell]> {
        if to - from > FEW {
            return None;
        }
        let (before, rest) = row.split_at_checked(usize::from(from))?;
        let halved = before.last().is_some_and(|it| columns(it) > 1);
        let cells = rest.get(..usize::from(to - from)).filter(|_| !halved)?;
        let alike = |it: &Cell| self.looks.suits(it) && it.symbol().len() == 1;
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

    /// Makes blanks of some cells and leaves the cursor before them; of all to the row's end if
    /// `number` is not given.
    pub(super) fn erase(&mut self, number: Option<usize>) {
        // What is erased takes the background of the moment, and more in some terminals.
        if !self.looks.suits(&Cell::EMPTY) {
            self.wear(PLAIN);
        }
        match number {
            Some(number) => push(self.out, format_args!("\x1B[{number}X")),
            None => self.out.extend_from_slice(b"\x1B[K"),
        }
    }

    /// Changes the looks of what is written next.
    pub(super) fn wear(&mut self, looks: Looks) {
        if looks.link != self.looks.link {
            self.link(looks.link);
            self.looks.link = looks.link;
        }
        if looks == self.looks {
            return;
        }
        let codes = looks.codes_anew();
        let codes = match looks.codes_from(self.looks) {
            Some(fewer) if fewer.len() <= codes.len() => fewer,
            _ => codes,
        };
        push(self.out, format_args!("\x1B[{codes}m"));
        self.looks = looks;
    }

    /// Makes what is written next a link, or none. The pieces of a link are told to be one by its
    /// number, which is its id.
    fn link(&mut self, link: Option<Link>) {
        let number = link.map(|it| it.get() as usize - 1);
        let address = number.and_then(|it| self.addresses.get(it));
        let address = address.filter(|it| !it.is_empty());
        match (number, address) {
            (Some(number), Some(address)) => {
                push(self.out, format_args!("\x1B]8;id={number};{address}\x1B\\"));
            }
            _ if self.linked => self.out.extend_from_slice(b"\x1B]8;;\x1B\\"),
            _ => {}
        }
        self.linked = address.is_some();
    }
}

/// The way to a cell from wherever the cursor is.
impl Way {
    /// How many bytes it takes.
    fn length(self, goal: Position) -> usize {
        let (y, x) = (goal.y + 1, goal.x + 1);
        match self {
            Way::Straight if (y, x) == (1, 1) => 3,
            Way::Straight if x == 1 => 3 + digits(y),
            Way::Straight => 4 + digits(y) + digits(x),
            Way::Onwards(1) => 3,
            Way::Onwards(columns) => 3 + digits(columns),
            Way::Down(rows) if x == 1 => usize::from(rows) + 1,
            Way::Down(rows) => usize::from(rows) + 3 + digits(x),
            // What is written again takes a byte each.
            Way::Over(columns) => usize::from(columns),
            Way::DownAndOver(rows) => 1 + usize::from(rows) + usize::from(goal.x),
        }
    }
}

/// How many digits a number has that is not 0.
fn digits(number: u16) -> usize {
    number.checked_ilog10().map_or(1, |it| it as usize + 1)
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

const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

/// What some terminals, the Linux console for one, have as one thing.
const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// The code of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour_code(colour: Color, base: u8) -> String {
    let basic = |number: u8| (base + number).to_string();
    let bright = |number: u8| (base + 60 + number).to_string();
    match colour {
        Color::Reset => basic(9),
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

/// What is seen of a blank: neither its colour nor its weight.
pub(super) const SEEN_OF_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

impl Looks {
    /// The codes that make these looks of `from`, if nothing of that has to be taken away.
    fn codes_from(self, from: Looks) -> Option<String> {
        if self == PLAIN || !self.modifier.contains(from.modifier) {
            return None;
        }
        let mut added = self.modifier - from.modifier;
        if added.intersects(WEIGHT) {
            // Some terminals keep the one said last: it is the same one each time.
            added |= self.modifier & WEIGHT;
        }
        let modifiers = MODIFIERS.iter().filter(|(it, _)| added.contains(*it));
        let mut codes: Vec<String> = modifiers.map(|(_, code)| (*code).to_owned()).collect();
        if self.fg != from.fg {
            codes.push(colour_code(self.fg, 30));
        }
        if self.bg != from.bg {
            codes.push(colour_code(self.bg, 40));
        }
        Some(codes.join(";"))
    }

    /// The codes that make these looks of any others.
    fn codes_anew(self) -> String {
        match self.codes_from(PLAIN) {
            // Nothing stands for 0.
            None => String::new(),
            Some(codes) => format!("0;{codes}"),
        }
    }

    /// Whether a cell written in these looks is seen as it should be.
    fn suits(self, cell: &Cell) -> bool {
        let looks = Looks::of(cell);
        let blank = cell.symbol() == " ";
        let seen = |it: Looks| it.modifier.intersection(SEEN_OF_BLANKS);
        // In reverse the colour of the letters fills the cell.
        let filled = looks.modifier.contains(Modifier::REVERSED);
        looks == self
            || blank
                && !filled
                && looks.bg == self.bg
                && looks.link == self.link
                && seen(looks).is_empty()
                && seen(self).is_empty()
    }

    pub(super) fn of(cell: &Cell) -> Looks {
        Looks {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
            link: link_of(cell).and_then(|it| Link::new(it as u32 + 1)),
        }
    }
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_as_long_as_it_is_told_to_be() {
        let row = vec![Cell::EMPTY; 130];
        for (y, x) in [(0, 0), (3, 0), (3, 4), (9, 9), (99, 8), (9, 99), (120, 120)] {
            let goal = Position::new(x, y);
            let near = [1, 2, FEW].into_iter().filter(|it| *it <= x);
            let mut ways: Vec<Way> = near
                .flat_map(|it| [Way::Onwards(it), Way::Over(it)])
                .collect();
            ways.extend([Way::Straight, Way::Down(0), Way::Down(NEAR)]);
            ways.extend((x <= FEW).then_some(Way::DownAndOver(2)));
            for way in ways {
                let mut out = Vec::new();
                let mut pen = Pen {
                    out: &mut out,
                    at: At::Unknown,
                    looks: PLAIN,
                    addresses: &[],
                    linked: false,
                };
                pen.go_by(way, &row, goal);
                assert_eq!(out.len(), way.length(goal), "{way:?} to {goal:?}");
            }
        }
    }
}
