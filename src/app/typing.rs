//! Typing a line at the bottom of the screen: what to search for, whom to list.

use super::App;
use super::list::Choice;
use super::prompt::{Asking, Edit, Prompt};
use super::search::Search;
use crate::layout::Place;

impl App {
    /// Opens a line to type in.
    pub(super) fn ask(&mut self, asking: Asking) {
        if let Some(reading) = self.shelf.reading() {
            self.prompt = Some(Prompt::new(asking, reading.wanted));
        }
    }

    /// Changes the line being typed.
    pub(super) fn edit(&mut self, edit: &Edit) {
        let Some(mut prompt) = self.prompt.take() else {
            return;
        };
        self.notice = None;
        match edit {
            Edit::Accept => return self.accept(prompt),
            Edit::GiveUp => return self.give_up(&prompt),
            Edit::Rub if prompt.text.is_empty() => return self.give_up(&prompt),
            Edit::Older | Edit::Newer => self.recall(&mut prompt, edit),
            _ => prompt.edit(edit),
        }
        self.preview(&prompt);
        self.prompt = Some(prompt);
    }

    /// Takes a line from the history.
    fn recall(&self, prompt: &mut Prompt, edit: &Edit) {
        let back = match (edit, prompt.recalled) {
            (Edit::Older, None) => Some(0),
            (Edit::Older, Some(back)) => Some((back + 1).min(self.history.len().saturating_sub(1))),
            (_, back) => back.and_then(|it| it.checked_sub(1)),
        };
        let line = back.and_then(|it| self.history.iter().rev().nth(it));
        prompt.text = line.cloned().unwrap_or_default();
        prompt.recalled = back;
    }

    /// Shows what the line typed so far comes to.
    fn preview(&mut self, prompt: &Prompt) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        match prompt.asking {
            Asking::Search => {
                let search = Search::new(reading.story.text(), &prompt.text);
                let hit = search
                    .from(prompt.origin.cursor.at)
                    .or_else(|| search.from(0));
                let place = hit.map(|it| search.hits()[it].start());
                reading.search = Some(search);
                reading.wanted = prompt.origin;
                reading.settle();
                if let Some(at) = place {
                    reading.look_at(Place::of(at));
                }
            }
            Asking::Filter => {
                let filter = prompt.text.to_lowercase();
                let isolated = reading.choice.isolated;
                reading.choose(Choice { isolated, filter });
            }
        }
    }

    fn accept(&mut self, prompt: Prompt) {
        if prompt.asking == Asking::Search {
            let line = match prompt.text.is_empty() {
                true => self.history.last().cloned(),
                false => Some(prompt.text.clone()),
            };
            let Some(text) = line else {
                return self.give_up(&prompt);
            };
            let done = Prompt { text, ..prompt };
            self.preview(&done);
            self.end_search(&done);
            self.history.retain(|it| *it != done.text);
            self.history.push(done.text);
        }
    }

    /// Remembers the place a search was started from, or says that it found nothing.
    fn end_search(&mut self, prompt: &Prompt) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        reading.trail.leave(prompt.origin.cursor);
        if let Some(search) = reading.search.as_ref().filter(|it| it.hits().is_empty()) {
            self.notice = Some(not_found(search));
        }
    }

    fn give_up(&mut self, prompt: &Prompt) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        reading.wanted = prompt.origin;
        match prompt.asking {
            Asking::Search => reading.search = None,
            Asking::Filter => {
                let isolated = reading.choice.isolated;
                reading.choose(Choice {
                    isolated,
                    filter: String::new(),
                });
            }
        }
        reading.settle();
    }
}

/// What to say when a search finds nothing.
pub(super) fn not_found(search: &Search) -> String {
    format!("“{}” is not in this story.", search.pattern())
}
