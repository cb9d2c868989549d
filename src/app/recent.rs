//! The stories read before, to be opened again.

use super::bindings::Action;
use super::keymap::Command;
use super::screen::Pane;
use super::update::steps;
use super::{App, Effect};

/// A story read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Its title.
    pub title: String,
    /// What opens it again: a file's path or an address.
    pub source: String,
    /// Which of the stories there it is; empty where there is but one.
    pub entry: String,
    /// The day it was read last.
    pub day: String,
    /// How far the reader got, in percent.
    pub percent: u64,
}

/// The stories read before, the latest first, and the one picked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recent {
    /// The stories.
    pub stories: Vec<Remembered>,
    /// The number of the one picked, counted from 0.
    pub picked: usize,
}

impl App {
    /// The stories read before, as far as they have been asked for.
    pub fn recent(&self) -> &Recent {
        &self.recent
    }

    /// Asks for the stories read before, or turns from their list back to the story.
    pub(super) fn turn_to_recent(&mut self) -> Vec<Effect> {
        if self.focus == Pane::Recent {
            self.focus = Pane::Body;
            return Vec::new();
        }
        vec![Effect::Remember]
    }

    /// Lists the stories read before.
    pub(super) fn list_recent(&mut self, stories: Vec<Remembered>) {
        if stories.is_empty() {
            self.notice = Some("No story has been read before.".to_owned());
            return;
        }
        self.recent = Recent { stories, picked: 0 };
        self.focus = Pane::Recent;
    }

    /// What a command does in that list; `None` if it does there what it does everywhere.
    pub(super) fn act_in_recent(&mut self, command: Command) -> Option<Vec<Effect>> {
        if self.focus != Pane::Recent {
            return None;
        }
        if let Some(steps) = steps(command, self.page()) {
            self.pick_recent(self.recent.picked.saturating_add_signed(steps));
            return Some(Vec::new());
        }
        match command.action {
            Action::Top => self.pick_recent(0),
            Action::End => self.pick_recent(command.count.unwrap_or(usize::MAX).saturating_sub(1)),
            Action::Clear | Action::Close => self.focus = Pane::Body,
            Action::GoThere => return Some(self.open_recent()),
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Picks a story in the list, or the last one.
    pub(super) fn pick_recent(&mut self, number: usize) {
        self.recent.picked = number.min(self.recent.stories.len().saturating_sub(1));
    }

    /// Goes to the story picked: on the shelf if it stands there, else it is put there to be read.
    fn open_recent(&mut self) -> Vec<Effect> {
        self.focus = Pane::Body;
        let Some(story) = self.recent.stories.get(self.recent.picked) else {
            return Vec::new();
        };
        if self.shelf.go_to_source(&story.source, &story.entry) {
            return self.open_current();
        }
        let source = story.source.clone();
        let entry = self.shelf.add(source.clone(), story.entry.clone());
        self.arrange();
        vec![Effect::ReadAlso { entry, source }]
    }
}
