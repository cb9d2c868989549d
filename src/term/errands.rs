//! What is done outside of any screen: reading, keeping, saving, opening, speaking, copying.

use super::speech::Speech;
use super::work::Work;
use super::{clipboard, outside, pictures};
use crate::app::pictures::PictureSource;
use crate::app::recent::Remembered;
use crate::app::{App, Effect, Msg};
use crate::span::ImageId;
use crate::state::store::Store;
use crate::state::{Kept, StoryKey};
use crate::story::Story;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// Runs errands for the app. What comes of them arrives as messages through `work`.
#[derive(Debug)]
pub struct Errands {
    /// What is done in the background.
    pub work: Work,
    store: Option<Store>,
    speech: Speech,
    /// The stories opened beyond those the reader was given, by the numbers of their entries.
    added: HashMap<usize, String>,
}

impl Errands {
    /// Keeps things in `store`, and speaks through `speech`.
    pub fn new(work: Work, store: Option<Store>, speech: Speech) -> Errands {
        Errands {
            work,
            store,
            speech,
            added: HashMap::new(),
        }
    }

    /// Does what the app asked for, and gives back what needs a screen.
    pub fn run(&mut self, app: &App, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Read(entry) => match self.added.get(&entry) {
                Some(name) => self.work.read_named(entry, name.clone()),
                None => self.work.read(entry),
            },
            Effect::ReadAlso { entry, source } => {
                self.work.read_named(entry, source.clone());
                self.added.insert(entry, source);
            }
            Effect::Remember => self.work.send(Msg::Remembered(self.remembered())),
            Effect::Fetch(story) => self.work.fetch(story),
            Effect::Cancel => self.work.cancel(),
            Effect::Recall(story) => self.recall(story),
            Effect::Listen(story, corrections) => self.work.listen(story, corrections, false),
            Effect::ListenClosely(story, corrections) => {
                self.work.listen(story, corrections, true);
            }
            Effect::Keep => self.keep(app),
            Effect::Export(path) => self.tell(outside::export(app, &path)),
            Effect::Open(url) => self.tell(outside::open_address(&url)),
            Effect::ReadPicture { image, from } => self.read_picture(app, image, from),
            Effect::Speak { text, number } => self.speech.say(text, number, &self.work),
            Effect::Hush => self.speech.hush(),
            Effect::Copy(text) => {
                self.copy(&text);
                return Some(Effect::Copy(text));
            }
            other => return Some(other),
        }
        None
    }

    /// Puts text on the desktop's clipboard; says so when neither that nor the terminal takes it.
    fn copy(&self, text: &str) {
        match clipboard::request(text) {
            Ok(_) => drop(thread::spawn(clipboard::copying(text))),
            Err(reason) => {
                let copied = clipboard::copying(text);
                self.work
                    .start_quietly(move || (!copied()).then_some(Msg::Tell(reason)));
            }
        }
    }

    /// Tells the reader how it went.
    pub fn tell(&self, done: Result<String, String>) {
        let (Ok(text) | Err(text)) = done;
        self.work.send(Msg::Tell(text));
    }

    /// Reads a picture of the current story in the background.
    fn read_picture(&self, app: &App, image: ImageId, from: PictureSource) {
        let file = app.reading().and_then(|it| outside::file_of(it.story()));
        self.work.start(move || {
            let folder = file.as_deref().and_then(Path::parent);
            Msg::Picture(image, pictures::load(&from, folder))
        });
    }

    /// The stories read before, the latest first.
    fn remembered(&self) -> Vec<Remembered> {
        /// More than anybody looks through.
        const MOST: usize = 200;
        let kept = self.store.iter().flat_map(|it| it.recent(MOST));
        let remembered = kept.map(|it| Remembered {
            percent: it.percent(),
            day: day(it.read_at, &TimeZone::system()),
            title: it.title,
            source: it.source,
            entry: it.entry,
        });
        remembered.collect()
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
        let url = story.meta().url.as_deref().filter(|_| story.is_summary());
        let fetched = url.zip(self.store.as_ref());
        let fetched = fetched.is_some_and(|(url, store)| store.knows(url));
        self.work
            .send(Msg::Recalled(Arc::clone(&story), Box::new(kept)));
        if fetched {
            self.work.send(Msg::FetchAgain(story));
        }
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

/// The day of a moment given in seconds since 1970, where the reader's clock is.
fn day(seconds: u64, zone: &TimeZone) -> String {
    let moment = i64::try_from(seconds).ok().map(Timestamp::from_second);
    let there = moment.and_then(Result::ok);
    there.map_or_else(String::new, |it| {
        it.to_zoned(zone.clone()).date().to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    #[test]
    fn a_day_is_one_of_the_place_where_the_reader_is() {
        // Half an hour before the year 2026 begins in Greenwich.
        let moment = 1_767_223_800;
        let day_at = |hours| day(moment, &TimeZone::fixed(Offset::constant(hours)));
        assert_eq!(day_at(0), "2025-12-31");
        assert_eq!(day_at(1), "2026-01-01");
        assert_eq!(day_at(-11), "2025-12-31");
        assert_eq!(day(u64::MAX, &TimeZone::UTC), "");
    }
}
