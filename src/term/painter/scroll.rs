//! Rows that have only moved, and the bytes that make a terminal move them.

use super::Screen;
use super::pen::Pen;
use super::seen::{BLANK, Seen};
use ratatui::layout::Position;
use std::ops::{Range, RangeInclusive};

/// Roughly the bytes that moving rows takes, and those of margins around them.
const MOVE: isize = 16;
const MARGINS: isize = 20;

/// Moving rows is worth it if it saves more than one in so many bytes.
const WORTH: isize = 16;

/// Rows of a screen moving up or down together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// The first and last row that take part, counted from 0.
    pub(super) top: usize,
    pub(super) bottom: usize,
    /// How many rows up; down if negative.
    pub(super) up: isize,
    /// The columns that move, if what is beside them stands still.
    pub(super) columns: Option<Range<usize>>,
}

/// The parts of some rows that are worth moving, the last first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Bands {
    pub(super) scrolls: Vec<Scroll>,
    /// Roughly the bytes that moving them saves.
    pub(super) gain: isize,
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
        let found = *rows.first()?..=*rows.last()?;
        // What stands still would have to be written again.
        let standing = moved(&old, &new, 0).filter(|it| found.contains(it));
        if rows.len() <= standing.count().max(1) {
            return None;
        }
        let (first, last) = with_blanks(found, &old, &new, up);
        Some(Scroll {
            top: first.min(first.checked_add_signed(up)?),
            bottom: last.max(last.checked_add_signed(up)?),
            up,
            columns: None,
        })
    }

    /// The parts of these rows that are worth moving, each by itself. Where whole rows move a pane
    /// beside them may stand still, which must be written again wherever it does not look the same in
    /// each row.
    pub(super) fn bands(&self, screen: &Screen, next: &[Seen]) -> Bands {
        let width = screen.width();
        let blank = vec![BLANK; width];
        let [old, new]: [Vec<&[Seen]>; 2] =
            [&screen.cells, next].map(|it| it.chunks(width).collect());
        let columns = self.columns.clone().unwrap_or(0..width);
        let lengths = (self.top..=self.bottom).map(|y| {
            let before = self.source(y).map_or(&*blank, |it| old[it]);
            let once = |within: &[Seen]| {
                let mut row = old[y].to_vec();
                row[columns.clone()].copy_from_slice(&within[columns.clone()]);
                length(&row, new[y])
            };
            [length(old[y], new[y]), once(before), once(&blank)]
        });
        let lengths: Vec<_> = lengths.collect();
        let margins = self.columns.as_ref().map_or(0, |_| MARGINS);
        let (bands, gain) = best_bands(&lengths, self.up, MOVE + margins);
        let band = |rows: Range<usize>| Scroll {
            top: self.top + rows.start,
            bottom: self.top + rows.end - 1,
            ..self.clone()
        };
        Bands {
            scrolls: bands.into_iter().map(band).collect(),
            gain,
        }
    }

    /// The row that comes to stand in row `y`; none if that is freed.
    pub(super) fn source(&self, y: usize) -> Option<usize> {
        let it = y.checked_add_signed(self.up)?;
        (self.top..=self.bottom).contains(&it).then_some(it)
    }

    /// Moves the rows. Looks must be plain, for the rows that come blank.
    ///
    /// Some are deleted at one end of those that move and inserted at the other, which every terminal
    /// knows. What is below them comes back to where it was.
    pub(super) fn write(&self, pen: &mut Pen<'_>) {
        let rows = self.up.unsigned_abs();
        let last = self.bottom + 1 - rows;
        let (deleted, inserted) = match self.up > 0 {
            true => (self.top, last),
            false => (last, self.top),
        };
        let x = self.columns.as_ref().map_or(0, |it| it.start as u16);
        if let Some(columns) = &self.columns {
            pen.set_margins(columns);
        }
        pen.go(&[], Position::new(x, deleted as u16));
        pen.delete_rows(rows);
        pen.go(&[], Position::new(x, inserted as u16));
        pen.insert_rows(rows);
        if self.columns.is_some() {
            pen.lift_margins();
        }
    }

    /// Moves them among a screen's `cells`.
    pub(super) fn apply(&self, cells: &mut [Seen], width: usize) {
        let columns = self.columns.clone().unwrap_or(0..width);
        let rows = self.top..=self.bottom;
        let in_turn: Vec<usize> = match self.up > 0 {
            true => rows.collect(),
            false => rows.rev().collect(),
        };
        let within = |y: usize| y * width + columns.start..y * width + columns.end;
        for y in in_turn {
            match self.source(y) {
                Some(before) => cells.copy_within(within(before), within(y).start),
                None => cells[within(y)].fill(BLANK),
            }
        }
    }
}

/// Rows that are worth moving `up`, the last first, and how much that saves, given how many bytes each
/// takes where it stands, once it has moved and where nothing stands, and what a move costs.
fn best_bands(lengths: &[[isize; 3]], up: isize, cost: isize) -> (Vec<Range<usize>>, isize) {
    let by = up.unsigned_abs();
    let sums: Vec<[isize; 3]> = std::iter::once([0; 3])
        .chain(lengths.iter().scan([0; 3], |sum, it| {
            *sum = [0, 1, 2].map(|kind| sum[kind] + it[kind]);
            Some(*sum)
        }))
        .collect();
    let sum = |kind: usize, rows: Range<usize>| sums[rows.end][kind] - sums[rows.start][kind];
    let gain = |from: usize, to: usize| {
        let (moved, freed) = match up > 0 {
            true => (from..to - by, to - by..to),
            false => (from + by..to, from..from + by),
        };
        sum(0, from..to) - sum(1, moved) - sum(2, freed) - cost
    };
    // The most that can be gained in the first rows, and where the last band among them starts.
    let mut best: Vec<(isize, Option<usize>)> = vec![(0, None)];
    for to in 1..=lengths.len() {
        let mut most = (best[to - 1].0, None);
        let before = best.iter().enumerate().take(to.saturating_sub(by));
        for (from, (gained, _)) in before {
            let gained = gained + gain(from, to);
            if gained > most.0 {
                most = (gained, Some(from));
            }
        }
        best.push(most);
    }
    let mut res = Vec::new();
    let mut to = lengths.len();
    let gained = best[to].0;
    if gained <= sum(0, 0..to) / WORTH {
        return (res, 0);
    }
    while to > 0 {
        let from = best[to].1;
        res.extend(from.map(|it| it..to));
        to = from.unwrap_or(to - 1);
    }
    (res, gained)
}

/// Roughly the bytes that make one row of another.
fn length(old: &[Seen], new: &[Seen]) -> isize {
    /// Those of a jump, and of erasing blanks.
    const JUMP: usize = 5;
    let (mut res, mut since, mut blanks) = (0, JUMP, 0);
    for (old, new) in old.iter().zip(new) {
        if old == new {
            since += 1;
            continue;
        }
        res += since.min(JUMP);
        since = 0;
        blanks = if *new == BLANK { blanks + 1 } else { 0 };
        res += if blanks > JUMP { 0 } else { new.length() };
    }
    res as isize
}

/// The rows of `new` that were `up` rows further down in `old`.
fn moved(old: &[Option<u64>], new: &[Option<u64>], up: isize) -> impl Iterator<Item = usize> {
    let rows = new.iter().enumerate();
    rows.filter_map(move |(y, row)| {
        let before = old.get(y.checked_add_signed(up)?)?;
        (row.is_some() && row == before).then_some(y)
    })
}

/// The first and the last of the rows that moved, and of blank ones beside them that may as well have:
/// what stood where they come to stand need not be erased.
fn with_blanks(
    rows: RangeInclusive<usize>,
    old: &[Option<u64>],
    new: &[Option<u64>],
    up: isize,
) -> (usize, usize) {
    let goes_along = |y: &usize| {
        let before = y.checked_add_signed(up).and_then(|it| old.get(it));
        before.is_some() && before == new.get(*y)
    };
    let above = (0..*rows.start()).rev().take_while(goes_along);
    let below = (*rows.end() + 1..new.len()).take_while(goes_along);
    (
        above.last().unwrap_or(*rows.start()),
        below.last().unwrap_or(*rows.end()),
    )
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
    use crate::term::painter::ways::At;
    use ratatui::buffer::Buffer;

    fn between(old: &[&str], new: &[&str]) -> Option<Scroll> {
        let eye = Eye::default();
        let [old, new] = [old, new].map(|it| Buffer::with_lines(it.iter().copied()));
        let [seen, next] = [&old, &new].map(|it| it.content.iter().map(|it| eye.see(it)).collect());
        let screen = Screen {
            area: old.area,
            cells: seen,
            has_leftward: false,
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
            columns: None,
        };
        assert_eq!(scroll.as_ref(), Some(&expected));
        assert_eq!(bytes(expected), "\x1B[2H\x1B[M\n\n\x1B[L");
        let back = between(&new, &old);
        assert_eq!(
            back.map(bytes).as_deref(),
            Some("\x1B[4H\x1B[M\x1B[2H\x1B[L")
        );
    }

    #[test]
    fn blank_rows_beside_those_that_moved_go_along() {
        let old = ["a title", "", "one", "two", "", "three", "and status"];
        let new = ["a title", "one", "two", "", "three", "four", "and status"];
        let rows = |it: &Scroll| (it.top, it.bottom, it.up);
        assert_eq!(between(&old, &new).as_ref().map(rows), Some((1, 5, 1)));
        assert_eq!(between(&new, &old).as_ref().map(rows), Some((1, 5, -1)));
    }

    fn bytes(scroll: Scroll) -> String {
        let mut pen = Pen::new(At::Unknown, &[]);
        scroll.write(&mut pen);
        String::from_utf8(pen.out).unwrap()
    }

    #[test]
    fn rows_beside_a_pane_that_stands_still_are_moved_where_it_is_empty() {
        let mut lengths = [[40, 0, 50]; 9];
        for row in &mut lengths[2..5] {
            row[1] = 60;
        }
        let bands = |lengths: &[[isize; 3]], up| {
            let bands = best_bands(lengths, up, MOVE).0.into_iter();
            bands.map(|it| (it.start, it.end)).collect::<Vec<_>>()
        };
        assert_eq!(bands(&lengths, 1), [(5, 9), (0, 3)]);
        assert_eq!(bands(&[[40, 40, 50]; 9], 1), []);
        assert_eq!(bands(&[[40, 0, 50]; 9], 1), [(0, 9)]);
        assert_eq!(bands(&[[40, 0, 50]; 9], -2), [(0, 9)]);
    }

    #[test]
    fn other_rows_have_not_moved() {
        assert_eq!(between(&["one", "two"], &["three", "four"]), None);
    }
}
