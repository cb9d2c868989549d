//! Rows that have only moved, and the bytes that make a terminal move them.

use super::columns;
use ratatui::buffer::{Buffer, Cell};

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
    pub(super) fn between(old: &Buffer, new: &Buffer) -> Option<Scroll> {
        let (old, new) = (left_halves(old), left_halves(new));
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

    /// The screen `old` after the move.
    pub(super) fn of(self, old: &Buffer) -> Buffer {
        let mut res = old.clone();
        let width = usize::from(old.area.width);
        for y in self.top..=self.bottom {
            let row = &mut res.content[y * width..(y + 1) * width];
            let from = y.checked_add_signed(self.up);
            match from.filter(|it| (self.top..=self.bottom).contains(it)) {
                Some(from) => row.clone_from_slice(&old.content[from * width..(from + 1) * width]),
                None => row.fill(Cell::EMPTY),
            }
        }
        res
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

/// Each row's left half as a number; nothing for a row that is blank there.
fn left_halves(buffer: &Buffer) -> Vec<Option<u64>> {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer.content.chunks(width);
    rows.map(|row| left_half(&row[..width / 2])).collect()
}

/// A row that another is mistaken for is written again like any other change, so the quickest of
/// hashes will do (Fowler, Noll and Vo's).
fn left_half(cells: &[Cell]) -> Option<u64> {
    let blank = cells.iter().all(|it| it.symbol() == " ");
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    let mut x = 0;
    while let Some(cell) = cells.get(x) {
        for byte in cell.symbol().bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3);
        }
        x += columns(cell);
    }
    (!blank).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.iter().copied())
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = screen(&["head    ", "one    a", "two    b", "three  c", "foot    "]);
        let new = screen(&["head    ", "two    a", "three  b", "four   c", "foot    "]);
        let scroll = Scroll::between(&old, &new);
        let expected = Scroll {
            top: 1,
            bottom: 3,
            up: 1,
        };
        assert_eq!(scroll, Some(expected));
        assert_eq!(expected.bytes(), b"\x1B[2;4r\x1B[1S\x1B[r");
        let back = Scroll::between(&new, &old);
        assert_eq!(back.map(|it| it.up), Some(-1));
    }

    #[test]
    fn other_rows_have_not_moved() {
        let old = screen(&["one", "two"]);
        let new = screen(&["three", "four"]);
        assert_eq!(Scroll::between(&old, &new), None);
    }
}
