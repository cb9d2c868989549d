//! Cells as they are seen, small enough to be compared and moved as numbers.

use super::columns;
use super::looks::{Looks, SEEN_OF_BLANKS};
use crate::layout::direction::has_leftward;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::hash::{BuildHasher, RandomState};

/// A cell as it is seen: nobody can tell two equal ones apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    /// Stands for the cell's character.
    pub(super) symbol: u64,
    /// Stands for its looks.
    looks: u128,
    /// The columns it takes.
    pub(super) columns: u8,
    /// Whether it is read from right to left.
    pub(super) is_leftward: bool,
}

/// A cell of a screen that has been cleared.
pub(super) const BLANK: Seen = Seen {
    symbol: short_symbol(b" "),
    looks: 0,
    columns: 1,
    is_leftward: false,
};

impl Seen {
    /// How many bytes its character takes, or seems to take where that is long.
    pub(super) fn length(self) -> usize {
        ((self.symbol >> 56) as usize).min(SHORT + 1)
    }
}

/// The longest character, in bytes, that is told by its bytes.
const SHORT: usize = 7;
/// What stands before the number of a longer one, where a shorter one has its length.
const LONG: u64 = 0xFF << 56;

/// What looks at cells.
#[derive(Debug, Default)]
pub(super) struct Eye {
    /// Numbers long characters, in a way that no story can know of beforehand.
    numbers: RandomState,
}

impl Eye {
    /// How a cell is seen.
    pub(super) fn see(&self, cell: &Cell) -> Seen {
        if *cell == Cell::EMPTY {
            return BLANK;
        }
        let symbol = cell.symbol();
        let number = self.number(symbol);
        let mut looks = Looks::of(cell);
        if number == BLANK.symbol && !looks.modifier.intersects(SEEN_OF_BLANKS) {
            // Neither the colour of a blank is seen nor its weight.
            looks.fg = Color::Reset;
            looks.modifier = Modifier::empty();
        }
        let is_ascii = symbol.len() == 1;
        let columns = if is_ascii { 1 } else { columns(cell) };
        Seen {
            symbol: number,
            looks: looks.number(),
            columns: u8::try_from(columns).unwrap_or(u8::MAX),
            is_leftward: !is_ascii && has_leftward(symbol),
        }
    }

    /// The number of a character.
    fn number(&self, symbol: &str) -> u64 {
        if symbol.len() <= SHORT {
            short_symbol(symbol.as_bytes())
        } else {
            self.numbers.hash_one(symbol) | LONG
        }
    }
}

/// The length and the bytes of a character.
const fn short_symbol(bytes: &[u8]) -> u64 {
    let mut res = bytes.len() as u64;
    let mut at = 0;
    while at < SHORT {
        let byte = if at < bytes.len() { bytes[at] } else { 0 };
        res = res << 8 | byte as u64;
        at += 1;
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[track_caller]
    fn check(one: (&'static str, Style), other: (&'static str, Style), alike: bool) {
        let eye = Eye::default();
        let [one, other] = [one, other].map(|(symbol, style)| {
            let mut cell = Cell::new(symbol);
            cell.set_style(style);
            eye.see(&cell)
        });
        assert_eq!(one == other, alike);
    }

    #[test]
    fn cells_are_alike_if_nobody_can_tell_them_apart() {
        let plain = Style::new();
        check(("a", plain), ("a", plain), true);
        check(("a", plain), ("b", plain), false);
        check(("a", plain), ("a", plain.red()), false);
        check((" ", plain.bold()), (" ", plain.red()), true);
        check((" ", plain.underlined()), (" ", plain), false);
        check((" ", plain.on_red()), (" ", plain), false);
    }

    #[test]
    fn long_characters_are_told_apart() {
        let plain = Style::new();
        let (family, couple) = ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩");
        check((family, plain), (family, plain), true);
        check((family, plain), (couple, plain), false);
        check(("e\u{301}", plain), ("e", plain), false);
    }
}
