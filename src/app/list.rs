//! What the speakers pane lists.

use super::heard::{Heard, Who};
use crate::span::QuoteId;
use crate::story::Story;

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
}

impl SpeakerList {
    /// Each speaker chosen, with what they said.
    pub fn new(story: &Story, heard: &Heard, choice: &Choice) -> SpeakerList {
        let mut res = SpeakerList {
            entries: Vec::new(),
            rows: vec![None; heard.voices().quotes.len()],
        };
        let everybody = heard.everybody();
        for who in everybody.filter(|it| choice.isolated.is_none_or(|only| only == *it)) {
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
