//! Rows that have moved in some columns, beside others that stand still.

use super::Screen;
use super::scroll::Scroll;
use super::seen::{BLANK, Seen};
use std::ops::Range;

/// No character takes more columns than this.
const WIDEST: usize = 8;

impl Scroll {
    /// The same move in those columns alone that have moved; `None` if a terminal may not be able to.
    pub(super) fn beside(&self, screen: &Screen, next: &[Seen]) -> Option<Scroll> {
        let width = screen.width();
        let [old, new]: [Vec<&[Seen]>; 2] =
            [&screen.cells, next].map(|it| it.chunks(width).collect());
        let mut votes = vec![0; width];
        for (y, before) in (self.top..=self.bottom).filter_map(|y| Some((y, self.source(y)?))) {
            let each = votes.iter_mut().zip(new[y]);
            for ((vote, new), (moved, stood)) in each.zip(old[before].iter().zip(old[y])) {
                *vote += isize::from(new == moved) - isize::from(new == stood);
            }
        }
        let columns = with_gaps(most(&votes)?, &old[self.top..=self.bottom]);
        // What is below goes up and comes back, and must not be torn either.
        let mut torn = old[self.top..]
            .iter()
            .filter(|it| is_parted(it, columns.start) || is_parted(it, columns.end));
        let can_move = columns.len() < width && torn.next().is_none();
        can_move.then(|| Scroll {
            columns: Some(columns),
            ..self.clone()
        })
    }
}

/// The columns, side by side, with the most votes among them; `None` if all others are as good.
fn most(votes: &[isize]) -> Option<Range<usize>> {
    let (mut best, mut most) = (None, 0);
    let (mut start, mut sum) = (0, 0);
    for (x, vote) in votes.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (x, 0);
        }
        sum += vote;
        if sum > most {
            (best, most) = (Some(start..x + 1), sum);
        }
    }
    best
}

/// The columns, and the one on either side if nothing stands in it: terminals give some characters
/// one column more or less.
fn with_gaps(columns: Range<usize>, rows: &[&[Seen]]) -> Range<usize> {
    let is_gap = |x: usize| rows.iter().all(|row| row.get(x) == Some(&BLANK));
    let before = columns.start.checked_sub(1).filter(|it| is_gap(*it));
    let start = before.unwrap_or(columns.start);
    start..columns.end + usize::from(is_gap(columns.end))
}

/// Whether a character of the row may stand on both sides of where column `x` begins.
fn is_parted(row: &[Seen], x: usize) -> bool {
    let before = row[..x].iter().rev().take(WIDEST);
    let mut before = (1..).zip(before);
    before.any(|(away, it)| usize::from(it.columns) > away || away == 1 && it.length() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_with_the_most_votes_are_found() {
        assert_eq!(most(&[0, 0, 3, -1, 2, 0, -9, 2]), Some(2..5));
        assert_eq!(most(&[-5, 1, -3, 4]), Some(3..4));
        assert_eq!(most(&[0, -1, 0]), None);
        assert_eq!(most(&[]), None);
    }
}
