//! Writing cells: where the cursor is, and in what looks.

use super::columns;
use crate::view::theme::link_of;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::io::Write;
use std::num::NonZeroU32;

/// Unchanged cells fewer than this are written again rather than jumped over.
const GAP: u16 = 5;

/// The terminal's state while a frame is written.
pub(super) struct Pen<'a> {
    pub(super) out: &'a mut Vec<u8>,
    /// Where the next character goes; unknown after the last column.
    pub(super) at: Option<Position>,
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
    /// Goes to `goal`: by writing what is there already, if that is short and looks the same.
    pub(super) fn go(&mut self, row: &[Cell], goal: Position) {
        let Some(at) = self.at.filter(|it| it.y == goal.y && it.x <= goal.x) else {
            return self.move_to(goal);
        };
        let (before, rest) = row.split_at(usize::from(at.x));
        let gap = &rest[..usize::from(goal.x - at.x)];
        let halved = before.last().is_some_and(|it| columns(it) > 1);
        let cheap = goal.x - at.x < GAP && !halved;
        let alike = |it: &Cell| self.looks.suits(it) && it.symbol().len() == 1;
        if cheap && gap.iter().all(alike) {
            for cell in gap {
                self.out.extend_from_slice(cell.symbol().as_bytes());
            }
        } else {
            push(self.out, format_args!("\x1B[{}C", goal.x - at.x));
        }
        self.at = Some(goal);
    }

    pub(super) fn move_to(&mut self, goal: Position) {
        match self.at {
            Some(at) if goal.x == 0 && goal.y == at.y + 1 => self.out.extend_from_slice(b"\r\n"),
            _ => push(
                self.out,
                format_args!("\x1B[{};{}H", goal.y + 1, goal.x + 1),
            ),
        }
        self.at = Some(goal);
    }

    pub(super) fn write(&mut self, cell: &Cell, width: u16) {
        if !self.looks.suits(cell) {
            self.wear(Looks::of(cell));
        }
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = self.at.and_then(|it| {
            let x = it.x + columns(cell) as u16;
            // After the last column terminals differ about where the cursor is.
            (x < width).then_some(Position { x, ..it })
        });
        if !cell.symbol().is_ascii() {
            // Terminals differ about the width of other characters; the next cell says where it is.
            self.at = self.at.filter(|_| is_certain(cell.symbol()));
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
