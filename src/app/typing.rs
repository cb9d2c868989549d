//! Typing a line at the bottom of the screen: what to search for, whom to list, a command.

use super::commands::{completions, read};
use super::list::Choice;
use super::moving::Way;
use super::prompt::{Asking, Edit, Prompt};
use super::reading::{Position, Reading};
use super::screen::Pane;
use super::search::Search;
use super::{App, Effect};
use crate::layout::Place;
use crate::layout::width::fitting;
use crate::span::QuoteId;

impl App {
    /// Opens a line to type in, with `text` in it already.
    pub(super) fn ask(&mut self, asking: Asking, text: String) {
        let here = self.shelf.reading().map(|it| it.wanted);
        if let Some(origin) = here.or_else(|| self.help.as_ref().map(|_| Position::default())) {
            self.prompt = Some(Prompt::new(asking, text, origin));
        }
    }

    /// Opens a line to answer a question.
    pub(super) fn ask_about(&mut self, asking: Asking, question: String) {
        self.ask(asking, String::new());
        if let Some(prompt) = &mut self.prompt {
            prompt.question = question;
        }
    }

    /// Opens a line to say who said the quotation the reader is at.
    pub(super) fn ask_who(&mut self) {
        let question = self.shelf.reading().and_then(|reading| {
            let quote = reading.phrase_here().or(reading.current_quote())?;
            let heard = reading.heard()?;
            let name = match heard.is_spoken(quote) {
                true => heard.name(heard.who(quote)),
                false => "a phrase",
            };
            let words = first_words(reading, quote);
            Some(format!("who said “{words}” (now {name}; empty: nobody)? "))
        });
        match question {
            Some(question) => self.ask_about(Asking::Speaker, question),
            None => self.notice = Some("There is no quote here.".to_owned()),
        }
    }

    /// Opens a line to name a file in.
    pub(super) fn ask_for_file(&mut self) {
        let alone = self.shelf.reading().and_then(Reading::isolated);
        let what = match alone.filter(|_| self.focus != Pane::Captions) {
            Some(name) => format!("the quotes by {name}"),
            None => format!("the {}", self.what_is_saved()),
        };
        self.ask(Asking::Export, self.file_name());
        if let Some(prompt) = &mut self.prompt {
            prompt.question = format!("save {what} as: ");
        }
    }

    /// Changes the line being typed.
    pub(super) fn edit(&mut self, edit: &Edit) -> Vec<Effect> {
        let Some(mut prompt) = self.prompt.take() else {
            return Vec::new();
        };
        self.notice = None;
        match edit {
            Edit::Accept => return self.accept(prompt),
            Edit::GiveUp => return self.give_up(&prompt),
            Edit::Rub if prompt.text.is_empty() => return self.give_up(&prompt),
            Edit::Older | Edit::Newer => self.take_from_history(&mut prompt, edit),
            Edit::Complete => self.complete(&mut prompt, Way::On),
            Edit::CompleteBack => self.complete(&mut prompt, Way::Back),
            _ => prompt.edit(edit),
        }
        self.preview(&prompt);
        self.prompt = Some(prompt);
        Vec::new()
    }

    /// Takes a line from the history of such lines.
    fn take_from_history(&self, prompt: &mut Prompt, edit: &Edit) {
        let lines: Vec<&String> = self.typed_before(prompt.asking).collect();
        let back = match (edit, prompt.recalled) {
            (Edit::Older, None) => Some(0),
            (Edit::Older, Some(back)) => Some((back + 1).min(lines.len().saturating_sub(1))),
            (_, back) => back.and_then(|it| it.checked_sub(1)),
        };
        let line = back.and_then(|it| lines.get(it));
        prompt.put(line.map(|it| it.to_string()).unwrap_or_default());
        prompt.recalled = back;
    }

    /// What was typed for the same purpose before, the latest first.
    fn typed_before(&self, asking: Asking) -> impl Iterator<Item = &String> {
        let lines = self.history.iter().rev();
        lines
            .filter(move |(it, _)| *it == asking)
            .map(|(_, line)| line)
    }

    /// Completes the line; the next time, with the next line it could become, or the one before.
    fn complete(&self, prompt: &mut Prompt, way: Way) {
        let (stem, chosen) = match prompt.completing.take() {
            Some((stem, number)) => (stem, Some(number)),
            None => (prompt.text.clone(), None),
        };
        let lines = self.could_become(prompt.asking, &stem);
        let Some(last) = lines.len().checked_sub(1) else {
            return;
        };
        let number = match (way, chosen) {
            (Way::On, None) => 0,
            (Way::On, Some(number)) if number == last => 0,
            (Way::On, Some(number)) => number + 1,
            (Way::Back, None | Some(0)) => last,
            (Way::Back, Some(number)) => number - 1,
        };
        prompt.put(lines[number].clone());
        // There being no other, what comes next is completed anew.
        prompt.completing = (last > 0).then_some((stem, number));
    }

    /// Every line that the one being typed could become, and the number of the one it has become.
    pub fn candidates(&self) -> (Vec<String>, Option<usize>) {
        let Some(prompt) = &self.prompt else {
            return (Vec::new(), None);
        };
        match &prompt.completing {
            Some((stem, number)) => (self.could_become(prompt.asking, stem), Some(*number)),
            None => (self.could_become(prompt.asking, &prompt.text), None),
        }
    }

    fn could_become(&self, asking: Asking, stem: &str) -> Vec<String> {
        let speakers = self.speaker_names();
        match asking {
            Asking::Command => completions(stem, &speakers, &self.themes),
            Asking::Speaker | Asking::Compared => {
                let stem = stem.to_lowercase();
                let fits = |it: &&&str| it.to_lowercase().contains(&stem);
                speakers
                    .iter()
                    .filter(fits)
                    .map(|it| it.to_string())
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn speaker_names(&self) -> Vec<&str> {
        let heard = self.shelf.reading().and_then(Reading::heard);
        let speakers = heard.map(|it| it.voices().speakers.as_slice());
        speakers
            .unwrap_or_default()
            .iter()
            .map(|it| it.name.as_str())
            .collect()
    }

    /// Shows what the line typed so far comes to.
    fn preview(&mut self, prompt: &Prompt) {
        if prompt.asking == Asking::Help {
            self.seek_in_help(&prompt.text);
        }
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        match prompt.asking {
            Asking::Search => preview_search(reading, prompt),
            Asking::Filter => {
                let filter = prompt.text.to_lowercase();
                let choice = reading.choice.clone();
                reading.choose(Choice { filter, ..choice });
            }
            _ => {}
        }
    }

    fn accept(&mut self, mut prompt: Prompt) -> Vec<Effect> {
        if prompt.asking == Asking::Search && prompt.text.is_empty() {
            let Some(line) = self.typed_before(Asking::Search).next() else {
                return self.give_up(&prompt);
            };
            prompt.put(line.clone());
            self.preview(&prompt);
        }
        self.remember(&prompt);
        match prompt.asking {
            Asking::Filter | Asking::Help => {}
            Asking::Search => self.end_search(&prompt),
            Asking::Command if prompt.text.trim().is_empty() => {}
            Asking::Command => match read(&prompt.text) {
                Ok(order) => return self.obey(order),
                Err(reason) => self.notice = Some(reason),
            },
            Asking::Speaker => return self.reassign(&prompt.text),
            Asking::Compared => {
                let name = prompt.text.trim().to_owned();
                self.compare(
                    &Some(name)
                        .filter(|it| !it.is_empty())
                        .into_iter()
                        .collect::<Vec<_>>(),
                );
            }
            Asking::Export if !prompt.text.is_empty() => return vec![Effect::Export(prompt.text)],
            Asking::Pipe if !prompt.text.is_empty() => return self.pipe(prompt.text),
            Asking::Picture => return self.fetch_picture(&prompt.text),
            Asking::Export | Asking::Pipe => {}
        }
        Vec::new()
    }

    fn remember(&mut self, prompt: &Prompt) {
        let line = (prompt.asking, prompt.text.clone());
        self.history.retain(|it| *it != line);
        self.history.push(line);
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

    fn give_up(&mut self, prompt: &Prompt) -> Vec<Effect> {
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        match prompt.asking {
            Asking::Search => {
                reading.search = None;
                reading.wanted = prompt.origin;
                reading.settle();
            }
            Asking::Filter => {
                let filter = String::new();
                let choice = reading.choice.clone();
                reading.choose(Choice { filter, ..choice });
            }
            _ => {}
        }
        Vec::new()
    }
}

/// The first few words of a quotation.
fn first_words(reading: &Reading, quote: QuoteId) -> String {
    const ENOUGH: usize = 18;
    let part = reading
        .heard()
        .and_then(|it| it.quote(quote).parts.first().copied());
    let text = part.map_or("", |it| reading.story().slice(it));
    let head = fitting(text, ENOUGH);
    if head.len() == text.len() {
        return text.to_owned();
    }
    let words = head.rsplit_once(' ').map_or(head, |(words, _)| words);
    format!("{words} …")
}

/// Shows the first place found from where the search was started.
fn preview_search(reading: &mut Reading, prompt: &Prompt) {
    let before = reading.search.take().unwrap_or_default();
    let search = before.followed_by(reading.story.text(), &prompt.text);
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

/// What to say when a search finds nothing.
pub(super) fn not_found(search: &Search) -> String {
    format!("“{}” is not in this story.", search.pattern())
}
