//! What the speakers pane lists.

use super::heard::{Heard, Who};
use super::screen::Area;
use crate::quotes::SpeakerKind;
use crate::span::QuoteId;
use crate::story::Story;
use std::cmp::Reverse;

/// A row of the speakers pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Somebody quoted.
    Speaker(Who),
    /// Something they said.
    Quote(QuoteId),
}

/// The rows of the speakers pane, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpeakerList {
    entries: Vec<Entry>,
    /// The row of each quotation, by its id, for those listed.
    rows: Vec<Option<u32>>,
}

/// Which speakers and quotations are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The only speaker listed, if there is one.
    pub isolated: Option<Who>,
    /// Words that the speaker's name or the quotation contains, in lower case.
    pub filter: String,
    /// In which order the speakers stand.
    pub sorting: Sorting,
}

/// In which order speakers are listed. Nobody known comes last in each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sorting {
    /// As the story quotes them first.
    #[default]
    Order,
    /// By how many quotations they have, the most first.
    Count,
    /// By name: people by their last name.
    Name,
}

impl Sorting {
    /// Every order, as a key goes through them.
    pub const ALL: [Sorting; 3] = [Sorting::Order, Sorting::Count, Sorting::Name];

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Sorting::Order => "order",
            Sorting::Count => "count",
            Sorting::Name => "name",
        }
    }

    /// The order called `name`.
    pub fn named(name: &str) -> Option<Sorting> {
        Sorting::ALL.into_iter().find(|it| it.name() == name)
    }

    pub(super) fn next(self) -> Sorting {
        match self {
            Sorting::Order => Sorting::Count,
            Sorting::Count => Sorting::Name,
            Sorting::Name => Sorting::Order,
        }
    }

    pub(super) fn sort(self, heard: &Heard, speakers: &mut [Who]) {
        let last = |who: &Who| who.is_none();
        match self {
            Sorting::Order => {}
            Sorting::Count => speakers.sort_by_key(|who| {
                let share = heard.share(*who);
                (last(who), Reverse((share.quotes, share.words)))
            }),
            Sorting::Name => speakers.sort_by_cached_key(|who| (last(who), sort_name(heard, *who))),
        }
    }
}

/// A name as an index has it: a person's last name first.
fn sort_name(heard: &Heard, who: Who) -> String {
    let name = heard.name(who).to_lowercase();
    let is_person = heard
        .speaker(who)
        .is_some_and(|it| it.kind == SpeakerKind::Person);
    match name.rsplit_once(' ') {
        Some((before, last)) if is_person => format!("{last} {before}"),
        _ => name,
    }
}

impl Choice {
    /// Whether anybody is left out.
    pub fn leaves_out(&self) -> bool {
        self.isolated.is_some() || !self.filter.is_empty()
    }

    /// The same with nobody left out.
    #[must_use]
    pub fn of_everybody(&self) -> Choice {
        Choice {
            sorting: self.sorting,
            ..Choice::default()
        }
    }
}

/// Whether a pane is wide enough to tell everything of a speaker in one row.
pub fn is_roomy(area: Area) -> bool {
    area.width >= 64
}

/// The heading and rows of the speakers pane. In a narrow pane a row at its foot is left for what
/// does not fit beside a name.
pub fn rows_area(area: Area) -> Area {
    let foot = u16::from(!is_roomy(area) && area.height >= 8);
    Area {
        height: area.height - foot,
        ..area
    }
}

/// Where in the speakers pane the quotations of the only speaker listed stand: under the heading
/// and, in a pane that is not too low, the speaker and a blank row.
pub fn digest_area(rows: Area) -> Area {
    let above = if rows.height < 8 { 1 } else { 3 };
    let above = rows.height.min(above);
    Area {
        y: rows.y + above,
        height: rows.height - above,
        ..rows
    }
}

/// The first row of a list to show so that `current` is near the middle, where possible.
///
/// The list moves by half its height at a time: it stands still for most steps, and rows that stand
/// still are neither lost sight of nor written again.
pub fn first_row(current: Option<usize>, rows: usize, height: usize) -> usize {
    let half = (height / 2).max(1);
    let wanted = current.map_or(0, |it| it.saturating_sub(height / 4) / half * half);
    wanted.min(rows.saturating_sub(height))
}

impl SpeakerList {
    /// Each speaker chosen, with what they said.
    pub fn new(story: &Story, heard: &Heard, choice: &Choice) -> SpeakerList {
        let mut res = SpeakerList {
            entries: Vec::new(),
            rows: vec![None; heard.voices().quotes.len()],
        };
        let chosen = |it: &Who| choice.isolated.is_none_or(|only| only == *it);
        let mut speakers: Vec<Who> = heard.everybody().filter(chosen).collect();
        choice.sorting.sort(heard, &mut speakers);
        for who in speakers {
            res.push(story, heard, who, &choice.filter);
        }
        res
    }

    /// The rows.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The row a quotation stands in.
    pub fn row_of(&self, quote: QuoteId) -> Option<usize> {
        let row = self.rows.get(quote.index()).copied().flatten()?;
        Some(row as usize)
    }

    /// The quotation `steps` further on (or back) in the list from `quote`, at most the last one.
    pub fn stepped(&self, quote: Option<QuoteId>, steps: isize) -> Option<QuoteId> {
        let from = quote.and_then(|it| self.row_of(it));
        let quote_at = |row: usize| match self.entries.get(row) {
            Some(Entry::Quote(id)) => Some(*id),
            _ => None,
        };
        let wanted = steps.unsigned_abs();
        let found: Vec<QuoteId> = match from {
            None => (0..self.entries.len())
                .filter_map(quote_at)
                .take(1)
                .collect(),
            Some(row) if steps < 0 => (0..row).rev().filter_map(quote_at).take(wanted).collect(),
            Some(row) => (row + 1..self.entries.len())
                .filter_map(quote_at)
                .take(wanted)
                .collect(),
        };
        found.last().copied()
    }

    fn push(&mut self, story: &Story, heard: &Heard, who: Who, filter: &str) {
        let named = contains(heard.name(who), filter);
        let said = |id: &QuoteId| {
            named
                || heard
                    .quote(*id)
                    .parts
                    .iter()
                    .any(|it| contains(story.slice(*it), filter))
        };
        let chosen: Vec<QuoteId> = heard.said_by(who).filter(said).collect();
        if chosen.is_empty() {
            return;
        }
        self.entries.push(Entry::Speaker(who));
        for id in chosen {
            self.rows[id.index()] = Some(self.entries.len() as u32);
            self.entries.push(Entry::Quote(id));
        }
    }
}

/// Whether `text` contains `filter` in any case; every text contains nothing.
fn contains(text: &str, filter: &str) -> bool {
    filter.is_empty() || text.to_lowercase().contains(filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_row_is_in_sight_and_the_list_seldom_moves() {
        for (rows, height) in [(1, 1), (3, 2), (9, 4), (200, 33), (200, 1), (5, 0), (0, 5)] {
            let firsts: Vec<usize> = (0..rows)
                .map(|it| first_row(Some(it), rows, height))
                .collect();
            for (current, first) in firsts.iter().enumerate().filter(|_| height > 0) {
                assert!(
                    (*first..first + height).contains(&current),
                    "{rows} {height}"
                );
            }
            let moves = firsts.windows(2).filter(|it| it[0] != it[1]).count();
            let most = rows / (height / 2).max(1);
            assert!(moves <= most, "{rows} {height}: {moves}");
        }
        let middle = (50..150).map(|it| it - first_row(Some(it), 200, 33));
        assert_eq!((middle.clone().min(), middle.max()), (Some(8), Some(23)));
    }
}
