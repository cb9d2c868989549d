//! What is done outside of any screen: reading, keeping, saving, opening, speaking, copying.

use super::speech::Speech;
use super::work::Work;
use super::{clipboard, outside};
use crate::app::{App, Effect, Msg};
use crate::state::store::Store;
use crate::state::{Kept, StoryKey};
use crate::story::Story;
use std::sync::Arc;

/// Runs errands for the app. What comes of them arrives as messages through `work`.
#[derive(Debug)]
pub struct Errands {
    /// What is done in the background.
    pub work: Work,
    store: Option<Store>,
    speech: Speech,
}

impl Errands {
    /// Keeps things in `store`, and speaks through `speech`.
    pub fn new(work: Work, store: Option<Store>, speech: Speech) -> Errands {
        Errands {
            work,
            store,
            speech,
        }
    }

    /// Does what the app asked for, and gives back what needs a screen.
    pub fn run(&mut self, app: &App, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Read(source) => self.work.read(source),
            Effect::Fetch(story) => self.work.fetch(story),
            Effect::Cancel => self.work.cancel(),
            Effect::Recall(story) => self.recall(story),
            Effect::Listen(story, corrections) => self.work.listen(story, corrections),
            Effect::Keep => self.keep(app),
            Effect::Export(path) => self.tell(outside::export(app, &path)),
            Effect::Open(url) => self.tell(outside::open_address(&url)),
            Effect::Speak { text, number } => self.speech.say(text, number, &self.work),
            Effect::Hush => self.speech.hush(),
            Effect::Copy(text) => {
                clipboard::copy(&text);
                return Some(Effect::Copy(text));
            }
            other => return Some(other),
        }
        None
    }

    /// Tells the reader how it went.
    pub fn tell(&self, done: Result<String, String>) {
        let (Ok(text) | Err(text)) = done;
        self.work.send(Msg::Tell(text));
    }

    /// Looks up what was kept of a story.
    fn recall(&self, story: Arc<Story>) {
        let load = |store: &Store| store.load(StoryKey::of(&story), &story);
        let kept = match self.store.as_ref().filter(|it| it.exists()).map(load) {
            None => None,
            Some(Ok(kept)) => kept,
            Some(Err(error)) => {
                self.work.send(Msg::Tell(error.to_string()));
                None
            }
        };
        let kept: Kept = kept.unwrap_or_default();
        self.work.send(Msg::Recalled(story, Box::new(kept)));
    }

    /// Writes down what is to be kept, at once: a correction must survive a power cut.
    fn keep(&self, app: &App) {
        for kept in self.store.iter().flat_map(|it| super::keep(app, it)) {
            self.work.send(match kept {
                Ok((story, kept)) => Msg::Kept(story, Box::new(kept)),
                Err(error) => Msg::Tell(error.to_string()),
            });
        }
    }
}
