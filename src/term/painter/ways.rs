//! Ways for the cursor to go, and how many bytes each takes.

use super::push;
use ratatui::layout::Position;

/// Cells are written again to come past them if they are no more than this: a jump is shorter.
pub(super) const FEW: u16 = 6;

/// Where the cursor is, as far as all terminals agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum At {
    #[default]
    Unknown,
    /// In a row, after a character that terminals give different widths.
    Row(u16),
    Cell(Position),
}

/// A way from where the cursor is to another cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By row and column.
    Straight(Position),
    /// A number of rows down, or up if it is negative, then along the row.
    Along(i32, Across),
}

/// A way along a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Across {
    /// None: the column is right.
    Stay,
    /// To the first column.
    Return,
    /// To a column, by its number.
    Column(u16),
    /// A number of columns on.
    Onwards(u16),
    /// A number of columns back.
    Back(u16),
    /// From one column to another by writing what is there already.
    Over(u16, u16),
    /// The same from the first column, wherever the cursor is.
    OverFromStart(u16),
}

impl Way {
    /// The ways to `goal` from where the cursor is, beside the straight one.
    pub(super) fn all(at: At, goal: Position) -> impl Iterator<Item = Way> {
        let (row, column) = match at {
            At::Unknown => (None, None),
            At::Row(y) => (Some(y), None),
            At::Cell(at) => (Some(at.y), Some(at.x)),
        };
        let along = move |y: u16| {
            let rows = i32::from(goal.y) - i32::from(y);
            let ways = Across::all(column, goal.x).into_iter().flatten();
            ways.map(move |it| Way::Along(rows, it))
        };
        row.into_iter().flat_map(along)
    }

    /// How many bytes it takes.
    pub(super) fn length(self) -> usize {
        match self {
            Way::Straight(Position { x: 0, y: 0 }) => 3,
            Way::Straight(Position { x: 0, y }) => 3 + digits(y + 1),
            Way::Straight(Position { x, y }) => 4 + digits(y + 1) + digits(x + 1),
            Way::Along(rows, across) => length_of_rows(rows) + across.length(),
        }
    }

    /// Appends its bytes, but for what is to be written again.
    pub(super) fn write(self, out: &mut Vec<u8>) {
        match self {
            Way::Straight(Position { x: 0, y: 0 }) => out.extend_from_slice(b"\x1B[H"),
            Way::Straight(Position { x: 0, y }) => push(out, format_args!("\x1B[{}H", y + 1)),
            Way::Straight(Position { x, y }) => {
                push(out, format_args!("\x1B[{};{}H", y + 1, x + 1));
            }
            Way::Along(rows, across) => {
                write_rows(rows, out);
                across.write(out);
            }
        }
    }
}

impl Across {
    /// The ways to a column, from another if that is known.
    fn all(from: Option<u16>, to: u16) -> [Option<Across>; 4] {
        let first = if to == 0 {
            Across::Return
        } else {
            Across::Column(to)
        };
        let from_start = (1..=FEW).contains(&to);
        let [by, over] = match from {
            Some(from) if from == to => [Some(Across::Stay), None],
            Some(from) if from > to => [Some(Across::Back(from - to)), None],
            Some(from) => {
                let over = (to - from <= FEW).then_some(Across::Over(from, to));
                [Some(Across::Onwards(to - from)), over]
            }
            None => [None, None],
        };
        [
            Some(first),
            by,
            over,
            from_start.then_some(Across::OverFromStart(to)),
        ]
    }

    fn length(self) -> usize {
        match self {
            Across::Stay => 0,
            Across::Return => 1,
            Across::Column(x) => 3 + digits(x + 1),
            Across::Onwards(1) => 3,
            Across::Onwards(columns) => 3 + digits(columns),
            Across::Back(columns) => usize::from(columns).min(3 + digits(columns)),
            // What is written again takes a byte each.
            Across::Over(from, to) => usize::from(to - from),
            Across::OverFromStart(to) => 1 + usize::from(to),
        }
    }

    fn write(self, out: &mut Vec<u8>) {
        match self {
            Across::Stay | Across::Over(..) => {}
            Across::Return | Across::OverFromStart(_) => out.push(b'\r'),
            Across::Column(x) => push(out, format_args!("\x1B[{}G", x + 1)),
            Across::Onwards(1) => out.extend_from_slice(b"\x1B[C"),
            Across::Onwards(columns) => push(out, format_args!("\x1B[{columns}C")),
            Across::Back(columns) if usize::from(columns) == self.length() => {
                out.extend((0..columns).map(|_| b'\x08'));
            }
            Across::Back(columns) => push(out, format_args!("\x1B[{columns}D")),
        }
    }
}

fn length_of_rows(rows: i32) -> usize {
    let jump = 3 + digits(rows.unsigned_abs() as u16);
    match rows {
        -1 => 3,
        0.. => jump.min(rows as usize),
        _ => jump,
    }
}

fn write_rows(rows: i32, out: &mut Vec<u8>) {
    match rows {
        -1 => out.extend_from_slice(b"\x1B[A"),
        0.. if length_of_rows(rows) == rows as usize => out.extend((0..rows).map(|_| b'\n')),
        0.. => push(out, format_args!("\x1B[{rows}B")),
        _ => push(out, format_args!("\x1B[{}A", -rows)),
    }
}

/// How many digits a number has that is not 0.
fn digits(number: u16) -> usize {
    number.checked_ilog10().map_or(1, |it| it as usize + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_is_as_long_as_it_is_told_to_be() {
        let cells = [0, 1, 4, 8, 9, 10, 98, 99, 120];
        let cells = || {
            cells
                .into_iter()
                .flat_map(|y| cells.map(|x| Position { x, y }))
        };
        for (from, goal) in cells().flat_map(|from| cells().map(move |it| (from, it))) {
            let straight = [Way::Straight(goal)];
            for way in straight.into_iter().chain(Way::all(At::Cell(from), goal)) {
                let again = match way {
                    Way::Along(_, Across::Over(from, to)) => to - from,
                    Way::Along(_, Across::OverFromStart(to)) => to,
                    _ => 0,
                };
                let mut out = vec![b'.'; again.into()];
                way.write(&mut out);
                assert_eq!(out.len(), way.length(), "{way:?} to {goal:?}");
            }
        }
    }
}
