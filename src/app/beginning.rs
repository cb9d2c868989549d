//! A long story whose beginning is on screen while the rest of it is read.
//!
//! What is typed meanwhile is meant for the story: it is held until the whole is here and the reader's
//! place in it is known. Only what leaves, suspends or redraws is done at once.

use super::bindings::Action;
use super::keymap::Typed;
use super::keys::Key;
use super::{App, Effect, Input, message, update};

impl App {
    /// Whether an input has to wait for the whole of the story.
    pub(super) fn holds(&self, input: &Input) -> bool {
        match input {
            Input::Resize(_) | Input::Done(_) => false,
            // What comes after something held stays after it: it may be part of a word.
            _ if !self.held.is_empty() => !self.acts_at_once(input, |it| it.ctrl),
            _ => self.shelf.is_begun() && !self.acts_at_once(input, |_| true),
        }
    }

    /// Whether an input is a key that `counts` and needs no story.
    fn acts_at_once(&self, input: &Input, counts: impl Fn(&Key) -> bool) -> bool {
        let Input::Key(key) = input else {
            return false;
        };
        let Typed::Whole(command) = self.keymap.typed(&self.pending, *key) else {
            return false;
        };
        let needs_none = [Action::Quit, Action::Close, Action::Suspend, Action::Redraw];
        counts(key) && needs_none.contains(&command.action)
    }

    /// Holds an input.
    pub(super) fn hold(&mut self, input: Input) {
        self.held.push(input);
    }

    /// Does what was held, in its order.
    pub(super) fn take_up(&mut self) -> Vec<Effect> {
        let held = std::mem::take(&mut self.held).into_iter();
        let mut effects = Vec::new();
        for input in held {
            let msg = message(self, input);
            effects.extend(msg.map_or_else(Vec::new, |it| update(self, it)));
        }
        effects
    }
}
