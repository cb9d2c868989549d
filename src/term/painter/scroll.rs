//! Rows that have only moved, and the bytes that make a terminal move them.

use super::Screen;
use super::seen::{BLANK, Seen};

/// The bytes that a move takes, and those of going to what is left to write.
const BYTES: isize = 20;

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
    /// The move that brings most rows of `screen` to where the `next` cells have them; `None` if it
    /// would not leave much less to write.
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
        (res.saved_cells(screen, next) > BYTES).then_some(res)
    }

    /// How many cells fewer have to be written after the move.
    fn saved_cells(self, screen: &Screen, next: &[Seen]) -> isize {
        let width = screen.width();
        let row = |y: usize| y * width..(y + 1) * width;
        let blank = vec![BLANK; width];
        let saved = (self.top..=self.bottom).map(|y| {
            let from = self.source_of(y);
            let moved = from.map_or(&*blank, |from| &screen.cells[row(from)]);
            different(&screen.cells[row(y)], &next[row(y)]) - different(moved, &next[row(y)])
        });
        saved.sum()
    }

    /// The row that is at `y` after the move; none if that is blank then.
    fn source_of(self, y: usize) -> Option<usize> {
        let from = y.checked_add_signed(self.up);
        from.filter(|it| (self.top..=self.bottom).contains(it))
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

/// In how many cells two rows differ.
fn different(one: &[Seen], other: &[Seen]) -> isize {
    one.iter().zip(other).filter(|(a, b)| a != b).count() as isize
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
            cursor: None,
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
        assert_eq!(expected.bytes(), b"\x1B[2;4r\x1B[1S\x1B[r");
        let back = between(&new, &old);
        assert_eq!(back.map(|it| it.up), Some(-1));
    }

    #[test]
    fn other_rows_have_not_moved() {
        assert_eq!(between(&["one", "two"], &["three", "four"]), None);
    }
}
