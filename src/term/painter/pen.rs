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

impl Pen<'_> {
    /// Goes to `goal`, which is in `row`, the shortest way.
    pub(super) fn go(&mut self, row: &[Cell], goal: Position) {
        if self.at == At::Cell(goal) {
            return;
        }
        let ways = [
            Some(straight(goal)),
            self.onwards(goal),
            self.down(goal),
            self.over(row, goal),
            self.down_and_over(row, goal),
        ];
        let shortest = ways.into_iter().flatten().min_by_key(String::len);
        self.out
            .extend_from_slice(shortest.unwrap_or_default().as_bytes());
        self.at = At::Cell(goal);
    }

    /// A number of columns on.
    fn onwards(&self, goal: Position) -> Option<String> {
        match goal.x - self.column_before(goal)? {
            1 => Some("\x1B[C".to_owned()),
            columns => Some(format!("\x1B[{columns}C")),
        }
    }

    /// Row by row, then to the column.
    fn down(&self, goal: Position) -> Option<String> {
        let mut res = "\n".repeat(self.rows_above(goal)?);
        match goal.x {
            0 => res.push('\r'),
            x => res += &format!("\x1B[{}G", x + 1),
        }
        Some(res)
    }

    /// By writing what is there already.
    fn over(&self, row: &[Cell], goal: Position) -> Option<String> {
        self.again(row, self.column_before(goal)?, goal.x)
    }

    /// Row by row, then by writing what is there already from the first column on.
    fn down_and_over(&self, row: &[Cell], goal: Position) -> Option<String> {
        let rows = self.rows_above(goal)?;
        Some(format!(
            "\r{}{}",
            "\n".repeat(rows),
            self.again(row, 0, goal.x)?
        ))
    }

    /// The column the cursor is at, if that is in the same row and before `goal`.
    fn column_before(&self, goal: Position) -> Option<u16> {
        match self.at {
            At::Cell(at) if at.y == goal.y && at.x < goal.x => Some(at.x),
            _ => None,
        }
    }

    /// How many rows down `goal` is, if they are few.
    fn rows_above(&self, goal: Position) -> Option<usize> {
        let y = match self.at {
            At::Unknown => return None,
            At::Row(y) => y,
            At::Cell(at) => at.y,
        };
        let rows = goal.y.checked_sub(y)?;
        (rows <= NEAR).then_some(usize::from(rows))
    }

    /// What stands in some columns of a row, if it is short, sure to take a column each and looks as
    /// what is written now does.
    fn again(&self, row: &[Cell], from: u16, to: u16) -> Option<String> {
        if to - from > FEW {
            return None;
        }
        let (before, rest) = row.split_at_checked(usize::from(from))?;
        let halved = before.last().is_some_and(|it| columns(it) > 1);
        let cells = rest.get(..usize::from(to - from)).filter(|_| !halved)?;
        let alike = |it: &Cell| self.looks.suits(it) && it.symbol().len() == 1;
        let text = || cells.iter().map(Cell::symbol).collect();
        cells.iter().all(alike).then(text)
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
        let mut codes: Vec<String> = Vec::new();
        let mut from = self.looks;
        if looks == PLAIN || !looks.modifier.contains(from.modifier) {
            codes.push(if looks == PLAIN {
                String::new()
            } else {
                "0".to_owned()
            });
            from = PLAIN;
        }
        for (modifier, code) in MODIFIERS {
            if (looks.modifier - from.modifier).contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        if looks.fg != from.fg {
            codes.push(colour_code(looks.fg, 30));
        }
        if looks.bg != from.bg {
            codes.push(colour_code(looks.bg, 40));
        }
        push(self.out, format_args!("\x1B[{}m", codes.join(";")));
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
fn straight(goal: Position) -> String {
    match (goal.y + 1, goal.x + 1) {
        (1, 1) => "\x1B[H".to_owned(),
        (row, 1) => format!("\x1B[{row}H"),
        (row, column) => format!("\x1B[{row};{column}H"),
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

const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

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
