//! Rows that have only moved, and the bytes that make a terminal move them.

use super::Screen;
use super::seen::{BLANK, Eye};
use ratatui::buffer::Buffer;

/// Rows of a screen moving up or down together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first and last row that take part, counted from 0.
    top: usize,
    bottom: usize,
    /// How many rows up; down if negative.
    up: isize,
}

impl Scroll {
    /// The move that brings most rows of `old` to where `new` has them; `None` if hardly any would.
    ///
    /// A row is known by its left half, where the story is: beside it a pane may stand still.
    pub(super) fn between(old: &Screen, new: &Buffer, eye: &Eye) -> Option<Scroll> {
        let (old, new) = (old.left_halves(), left_halves(new, eye));
        let height = old.len().min(new.len());
        let furthest = height.checked_sub(1)? as isize;
        let moves = (-furthest..=furthest).filter(|it| *it != 0);
        // Of moves as good as each other the shortest keeps more of what stands.
        let up = moves.max_by_key(|up| (moved(&old, &new, *up).count(), -up.abs()))?;
        let rows: Vec<usize> = moved(&old, &new, up).collect();
        let (first, last) = (*rows.first()?, *rows.last()?);
        // What stands still would have to be written again.
        let standing = moved(&old, &new, 0).filter(|it| (first..=last).contains(it));
        if rows.len() <= standing.count() {
            return None;
        }
        let res = Scroll {
            top: first.min(first.checked_add_signed(up)?),
            bottom: last.max(last.checked_add_signed(up)?),
            up,
        };
        (rows.len() > 1).then_some(res)
    }

    /// What moves the rows. The cursor's place is not known afterwards.
    pub(super) fn bytes(self) -> Vec<u8> {
        let Scroll { top, bottom, up } = self;
        let way = if up > 0 { 'S' } else { 'T' };
        let (top, bottom, rows) = (top + 1, bottom + 1, up.abs());
        format!("\x1B[{top};{bottom}r\x1B[{rows}{way}\x1B[r").into_bytes()
    }

    /// Moves the rows of `screen`.
    pub(super) fn apply(self, screen: &mut Screen) {
        let width = screen.width();
        let rows = &mut screen.cells[self.top * width..(self.bottom + 1) * width];
        let by = (self.up.unsigned_abs() * width).min(rows.len());
        let freed = if self.up > 0 {
            rows.rotate_left(by);
            rows.len() - by..rows.len()
        } else {
            rows.rotate_right(by);
            0..by
        };
        rows[freed].fill(BLANK);
        screen.cursor = None;
    }
}

/// The rows of `new` that were `up` rows further down in `old`.
fn moved(old: &[Option<u64>], new: &[Option<u64>], up: isize) -> impl Iterator<Item = usize> {
    let rows = new.iter().enumerate();
    rows.filter_map(move |(y, row)| {
        let before = old.get(y.checked_add_signed(up)?)?;
        (row.is_some() && row == before).then_some(y)
    })
}

impl Screen {
    /// Each row's left half as a number; nothing for a row that is blank there.
    fn left_halves(&self) -> Vec<Option<u64>> {
        let rows = self.cells.chunks(self.width());
        let symbols = rows.map(|row| row[..row.len() / 2].iter().map(|it| it.symbol));
        symbols.map(numbered).collect()
    }
}

/// The same of a frame.
fn left_halves(frame: &Buffer, eye: &Eye) -> Vec<Option<u64>> {
    let rows = frame.content.chunks(usize::from(frame.area.width).max(1));
    let symbols = rows.map(|row| {
        row[..row.len() / 2]
            .iter()
            .map(|it| eye.number(it.symbol()))
    });
    symbols.map(numbered).collect()
}

/// A number for a row of characters; nothing if all are blank.
///
/// A row that another is mistaken for is written again like any other change, so the quickest of
/// hashes will do (Fowler, Noll and Vo's).
fn numbered(symbols: impl Iterator<Item = u64>) -> Option<u64> {
    let mut blank = true;
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for symbol in symbols {
        blank &= symbol == BLANK.symbol;
        hash = (hash ^ symbol).wrapping_mul(0x100_0000_01B3);
    }
    (!blank).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Position;

    fn between(old: &[&str], new: &[&str]) -> Option<Scroll> {
        let eye = Eye::default();
        let [old, new] = [old, new].map(|it| Buffer::with_lines(it.iter().copied()));
        let mut screen = Screen::blank(old.area);
        screen.change(&old, Position::ORIGIN, &eye, &[]);
        Scroll::between(&screen, &new, &eye)
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = ["head    ", "one    a", "two    b", "three  c", "foot    "];
        let new = ["head    ", "two    a", "three  b", "four   c", "foot    "];
        let scroll = between(&old, &new);
        let expected = Scroll {
            top: 1,
            bottom: 3,
            up: 1,
        };
        assert_eq!(scroll, Some(expected));
        assert_eq!(expected.bytes(), b"\x1B[2;4r\x1B[1S\x1B[r");
        let back = between(&new, &old);
        assert_eq!(back.map(|it| it.up), Some(-1));
    }

    #[test]
    fn other_rows_have_not_moved() {
        assert_eq!(between(&["one", "two"], &["three", "four"]), None);
    }
}
