//! Rows that have only moved, and the bytes that make a terminal move them.

use super::Screen;
use super::pen::At;
use super::seen::{BLANK, Seen};

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
    /// The move that brings most rows of `screen` to where the `next` cells have them; `None` if
    /// hardly any would.
    ///
    /// A row is known by its left half, where the story is: beside it a pane may stand still.
    pub(super) fn between(screen: &Screen, next: &[Seen]) -> Option<Scroll> {
        let [old, new] = [&screen.cells, next].map(|it| left_halves(it, screen.width()));
        let height = old.len().min(new.len());
        let furthest = height.checked_sub(1)? as isize;
        let moves = (-furthest..=furthest).filter(|it| *it != 0);
        // Of moves as good as each other the shortest keeps more of what stands.
        let up = moves.max_by_key(|up| (moved(&old, &new, *up).count(), -up.abs()))?;
        let rows: Vec<usize> = moved(&old, &new, up).collect();
        let (first, last) = (*rows.first()?, *rows.last()?);
        let res = Scroll {
            top: first.min(first.checked_add_signed(up)?),
            bottom: last.max(last.checked_add_signed(up)?),
            up,
        };
        // What stands still would have to be written again.
        let standing = moved(&old, &new, 0).filter(|it| (first..=last).contains(it));
        (rows.len() > standing.count().max(1)).then_some(res)
    }

    /// What moves the rows. The cursor's place is not known afterwards.
    ///
    /// Lines are deleted or inserted at the top, which every terminal knows; the Linux console, for
    /// one, does not know how to scroll otherwise.
    pub(super) fn bytes(self) -> Vec<u8> {
        let Scroll { top, bottom, up } = self;
        let way = if up > 0 { 'M' } else { 'L' };
        let (top, bottom, rows) = (top + 1, bottom + 1, up.abs());
        format!("\x1B[{top};{bottom}r\x1B[{top}H\x1B[{rows}{way}\x1B[r").into_bytes()
    }

    /// The screen after the move.
    pub(super) fn of(self, screen: &Screen) -> Screen {
        let width = screen.width();
        let mut cells = screen.cells.clone();
        let rows = &mut cells[self.top * width..(self.bottom + 1) * width];
        let by = (self.up.unsigned_abs() * width).min(rows.len());
        let freed = if self.up > 0 {
            rows.rotate_left(by);
            rows.len() - by..rows.len()
        } else {
            rows.rotate_right(by);
            0..by
        };
        rows[freed].fill(BLANK);
        Screen {
            area: screen.area,
            cells,
            cursor: At::Unknown,
        }
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
fn left_halves(cells: &[Seen], width: usize) -> Vec<Option<u64>> {
    let rows = cells.chunks(width);
    rows.map(|row| numbered(&row[..row.len() / 2])).collect()
}

/// A number for a row of characters; nothing if all are blank.
///
/// A row that another is mistaken for is written again like any other change, so the quickest of
/// hashes will do (Fowler, Noll and Vo's).
fn numbered(cells: &[Seen]) -> Option<u64> {
    let mut blank = true;
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for Seen { symbol, .. } in cells {
        blank &= *symbol == BLANK.symbol;
        hash = (hash ^ symbol).wrapping_mul(0x100_0000_01B3);
    }
    (!blank).then_some(hash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::term::painter::seen::Eye;
    use ratatui::buffer::Buffer;

    fn between(old: &[&str], new: &[&str]) -> Option<Scroll> {
        let eye = Eye::default();
        let [old, new] = [old, new].map(|it| Buffer::with_lines(it.iter().copied()));
        let [seen, next] = [&old, &new].map(|it| it.content.iter().map(|it| eye.see(it)).collect());
        let screen = Screen {
            area: old.area,
            cells: seen,
            cursor: At::Unknown,
        };
        let next: Vec<Seen> = next;
        Scroll::between(&screen, &next)
    }

    #[test]
    fn rows_that_moved_are_found() {
        let old = [
            "the head of the page     ",
            "one thing is the first  a",
            "two things are there    b",
            "nothing of three is here ",
            "the foot of the page     ",
        ];
        let new = [
            old[0],
            "two things are there    a",
            "nothing of three is here ",
            "a fourth has come up    c",
            old[4],
        ];
        let scroll = between(&old, &new);
        let expected = Scroll {
            top: 1,
            bottom: 3,
            up: 1,
        };
        assert_eq!(scroll, Some(expected));
        assert_eq!(expected.bytes(), b"\x1B[2;4r\x1B[2H\x1B[1M\x1B[r");
        let back = between(&new, &old);
        assert_eq!(back.map(|it| it.up), Some(-1));
    }

    #[test]
    fn other_rows_have_not_moved() {
        assert_eq!(between(&["one", "two"], &["three", "four"]), None);
    }
}
