//! What a cell looks like, and the codes that change what is written next to look so.

use crate::view::theme::link_of;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::num::NonZeroU32;

/// Colours and weight of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Looks {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
    /// The link it belongs to.
    pub(super) link: Option<Link>,
}

/// A link by its number, counted from 1: a screen has many cells, which should be small.
pub(super) type Link = NonZeroU32;

pub(super) const PLAIN: Looks = Looks {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
    link: None,
};

/// What is seen of a blank: neither its colour nor its weight.
pub(super) const SEEN_OF_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// What some terminals, the Linux console for one, have as one thing.
const WEIGHT: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// What can be added to the looks, and the code for it.
const ADDED: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

/// What can be taken away from them, and the code for it.
const TAKEN: [(Modifier, &str); 5] = [
    (WEIGHT, "22"),
    (Modifier::ITALIC, "23"),
    (Modifier::UNDERLINED, "24"),
    (Modifier::REVERSED, "27"),
    (Modifier::CROSSED_OUT, "29"),
];

impl Looks {
    pub(super) fn of(cell: &Cell) -> Looks {
        Looks {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
            link: link_of(cell).and_then(|it| Link::new(it as u32 + 1)),
        }
    }

    /// Whether a cell written in these looks is seen as it should be.
    pub(super) fn suits(self, cell: &Cell) -> bool {
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

    /// A number for them, 0 for plain ones: quicker to compare.
    pub(super) fn number(self) -> u128 {
        let link = self.link.map_or(0, NonZeroU32::get);
        let parts = [
            self.modifier.bits().into(),
            colour_number(self.bg),
            colour_number(self.fg),
        ];
        parts
            .into_iter()
            .fold(link.into(), |res, it| res << 32 | u128::from(it))
    }

    /// The shortest codes that make these looks of `from`.
    pub(super) fn codes_from(self, from: Looks) -> String {
        let (change, anew) = (self.change_of(from), self.codes_anew());
        if change.len() <= anew.len() && self != PLAIN {
            change
        } else {
            anew
        }
    }

    /// The codes that make these looks of any others.
    fn codes_anew(self) -> String {
        match self {
            // Nothing stands for 0.
            PLAIN => String::new(),
            _ => format!("0;{}", self.change_of(PLAIN)),
        }
    }

    /// The codes that take away what `from` has more, and add what it has not.
    fn change_of(self, from: Looks) -> String {
        let mut added = self.modifier - from.modifier;
        let mut taken = from.modifier - self.modifier;
        if taken.intersects(WEIGHT) {
            // One code takes both away.
            taken |= WEIGHT;
        }
        if added.union(taken).intersects(WEIGHT) {
            // Some terminals keep the one said last: it is the same one each time.
            added |= self.modifier & WEIGHT;
        }
        let listed = |codes: &[(Modifier, &str)], of: Modifier| {
            let codes = codes.iter().filter(|(it, _)| of.contains(*it));
            codes.map(|(_, it)| (*it).to_owned()).collect::<Vec<_>>()
        };
        let mut codes = listed(&TAKEN, taken);
        codes.extend(listed(&ADDED, added));
        codes.extend((self.fg != from.fg).then(|| colour_code(self.fg, 30)));
        codes.extend((self.bg != from.bg).then(|| colour_code(self.bg, 40)));
        codes.join(";")
    }
}

/// A number for a colour, 0 for the terminal's own.
fn colour_number(colour: Color) -> u32 {
    match colour {
        Color::Reset => 0,
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
        Color::Indexed(number) => 0x100 | u32::from(number),
        Color::Rgb(r, g, b) => u32::from_be_bytes([1, r, g, b]),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[track_caller]
    fn check(from: Style, to: Style, codes: &str) {
        let [from, to] = [from, to].map(|style| {
            let mut cell = Cell::new("a");
            cell.set_style(style);
            Looks::of(&cell)
        });
        assert_eq!(to.codes_from(from), codes);
    }

    #[test]
    fn looks_change_by_the_shortest_codes() {
        let plain = Style::new();
        check(plain, plain.cyan(), "36");
        check(plain.cyan(), plain, "");
        check(plain.cyan().bold(), plain.cyan(), "22");
        check(plain.cyan().bold(), plain.bold(), "39");
        check(plain.cyan(), plain.dim(), "0;2");
        check(plain.cyan(), plain.cyan().italic(), "3");
        check(plain.dim().underlined(), plain.dim(), "24");
        check(plain.bold().italic(), plain.reversed(), "0;7");
    }

    #[test]
    fn one_of_bold_and_dim_is_taken_away_by_saying_the_other_again() {
        let both = Style::new().on_red().bold().dim().italic();
        check(both, Style::new().on_red().italic().dim(), "22;2");
        check(
            Style::new().on_red().bold(),
            Style::new().on_red().dim(),
            "22;2",
        );
    }
}
