//! The list of the stories open together, and fetching what is not here yet.

use super::bindings::Action;
use super::keymap::Command;
use super::orders::is_web;
use super::reading::Reading;
use super::screen::Pane;
use super::shelf::Slot;
use super::update::steps;
use super::{App, Effect};
use crate::fetch::Progress;
use crate::story::Story;
use std::sync::Arc;

impl App {
    /// Turns to the list of stories, or from it back to the story.
    pub(super) fn turn_to_stories(&mut self) {
        if self.focus == Pane::Stories {
            self.focus = Pane::Body;
            return;
        }
        self.shelf.pick(self.shelf.number());
        self.focus = Pane::Stories;
    }

    /// What a command does in the list of stories; `None` if it does there what it does everywhere.
    pub(super) fn act_in_stories(&mut self, command: Command) -> Option<Vec<Effect>> {
        if self.focus != Pane::Stories {
            return None;
        }
        if let Some(steps) = steps(command, self.page()) {
            self.pick_stepped(steps);
            return Some(Vec::new());
        }
        match command.action {
            Action::Top => self.shelf.pick(0),
            Action::End => self
                .shelf
                .pick(command.count.unwrap_or(usize::MAX).saturating_sub(1)),
            Action::Clear | Action::Close => self.focus = Pane::Body,
            Action::GoThere => {
                self.focus = Pane::Body;
                self.shelf.go_to_picked();
                return Some(self.open_current());
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    /// Picks the story that many rows further down the list, or up.
    pub(super) fn pick_stepped(&mut self, steps: isize) {
        let picked = self.shelf.picked();
        self.shelf.pick(picked.saturating_add_signed(steps));
    }

    /// Fetches the story on screen from its address, or tries again what could not be read.
    pub(super) fn fetch(&mut self) -> Vec<Effect> {
        if let Some(source) = self.shelf.retry() {
            return vec![Effect::Read(source)];
        }
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        if !reading.story.meta().url.as_deref().is_some_and(is_web) {
            self.notice = Some("This story has no address on the web.".to_owned());
            return Vec::new();
        }
        vec![reading.fetch()]
    }

    /// Shows what was fetched in the place of `summary`, or says why there is nothing.
    pub(super) fn fetched(
        &mut self,
        summary: &Arc<Story>,
        stories: Result<Vec<Arc<Story>>, String>,
    ) -> Vec<Effect> {
        if let Some(reading) = self.shelf.reading_of(summary) {
            reading.fetching = None;
        }
        if let Err(reason) = self.shelf.replace(summary, stories) {
            self.notice = Some(format!("Not fetched: {reason}"));
            return Vec::new();
        }
        self.open_current()
    }

    /// What is said while the story on screen is on its way; nothing when it is here.
    pub fn loading(&self) -> Option<String> {
        let escape = self.keymap.first_key(Action::Clear);
        match self.shelf.current()? {
            Slot::Unread { name, progress, .. } => {
                let far = progress.map(|it| far(it, &escape));
                Some(format!("Reading {name} …{}", far.unwrap_or_default()))
            }
            Slot::Begun { reading, .. } => {
                Some(format!("Reading the rest of {} …", reading.story.name()))
            }
            Slot::Open(reading) => {
                let far = far(reading.fetching?, &escape);
                let url = reading.story.meta().url.as_deref().unwrap_or_default();
                Some(format!("Fetching the story from {} …{far}", host(url)))
            }
            Slot::Closed(_) | Slot::Failed { .. } => None,
        }
    }
}

impl Reading {
    /// Has the whole of the story fetched.
    pub(super) fn fetch(&mut self) -> Effect {
        self.fetching = Some(Progress::default());
        Effect::Fetch(Arc::clone(&self.story))
    }
}

/// How far a fetch has come, and what stops it.
fn far(Progress { received, expected }: Progress, escape: &str) -> String {
    let kilobytes = |bytes: u64| bytes.div_ceil(1000);
    let arrived = match (received, expected) {
        (0, _) => String::new(),
        (received, Some(all)) if all >= received => {
            format!(" {} of {} kB", kilobytes(received), kilobytes(all))
        }
        (received, _) => format!(" {} kB", kilobytes(received)),
    };
    format!("{arrived} ({escape} cancels)")
}

/// The server an address names.
fn host(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap_or(("", url));
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}
