//! Reading aloud: which sentence is spoken, and who is announced before it.

use super::heard::{Heard, Who};
use super::reading::Reading;
use super::sentences::sentence_from;
use super::{App, Effect};
use crate::layout::Place;
use crate::span::Span;
use crate::story::{BlockKind, Story};
use std::sync::Arc;

/// A story being read aloud.
#[derive(Clone, Debug)]
pub struct Aloud {
    story: Arc<Story>,
    /// The sentence being spoken.
    sentence: Span,
    /// Where the reader was put when it began.
    place: Place,
    /// Whose words were spoken last; the reporter's own come between two speakers' as nobody's.
    voice: Option<Who>,
    /// What is spoken is counted, so that the end of one is not taken for the end of another.
    number: usize,
}

impl App {
    /// The sentence being read aloud.
    pub fn spoken(&self) -> Option<Span> {
        let aloud = self.aloud.as_ref()?;
        let reading = self.reading()?;
        Arc::ptr_eq(reading.story(), &aloud.story).then_some(aloud.sentence)
    }

    /// Starts to read aloud from the reader's line on, or stops.
    pub(super) fn read_aloud(&mut self) -> Vec<Effect> {
        if self.aloud.is_some() {
            return self.hush();
        }
        if !self.can_speak {
            self.notice = Some(HOW_TO_SET.to_owned());
            return Vec::new();
        }
        let from = self.reading().map(|it| it.position().cursor.at);
        from.map_or_else(Vec::new, |it| self.speak_from(it, None))
    }

    /// Stops reading aloud.
    pub(super) fn hush(&mut self) -> Vec<Effect> {
        self.aloud = None;
        vec![Effect::Hush]
    }

    /// Goes on with what follows the piece with this number, or says why that is not possible.
    pub(super) fn spoke(&mut self, number: usize, done: Result<(), String>) -> Vec<Effect> {
        let Some(aloud) = self.aloud.take_if(|it| it.number == number) else {
            return Vec::new();
        };
        if let Err(reason) = done {
            self.notice = Some(reason);
            return Vec::new();
        }
        let Some(reading) = self.reading() else {
            return Vec::new();
        };
        if !Arc::ptr_eq(reading.story(), &aloud.story) {
            return Vec::new();
        }
        // Who has gone elsewhere meanwhile wants to hear what is there.
        let cursor = reading.position().cursor;
        let from = if cursor == aloud.place {
            aloud.sentence.end()
        } else {
            cursor.at
        };
        self.speak_from(from, aloud.voice)
    }

    /// Speaks the sentence at byte `from`, or the next one; `voice` spoke last.
    fn speak_from(&mut self, from: usize, voice: Option<Who>) -> Vec<Effect> {
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        let Some(sentence) = sentence_from(reading.story(), from) else {
            self.notice = Some("The story ends here.".to_owned());
            return Vec::new();
        };
        let speaker = speaker_of(reading, sentence);
        let text = spoken_text(reading, sentence, speaker.filter(|_| speaker != voice));
        reading.look_at(Place::of(sentence.start()));
        self.spoken_pieces += 1;
        self.aloud = Some(Aloud {
            story: Arc::clone(reading.story()),
            sentence,
            place: reading.position().cursor,
            voice: speaker,
            number: self.spoken_pieces,
        });
        vec![Effect::Speak {
            text,
            number: self.spoken_pieces,
        }]
    }
}

const HOW_TO_SET: &str =
    "Nothing is set to read aloud: speech = [\"espeak-ng\", \"--stdin\"] in config.toml does.";

/// What is said for a sentence: who speaks, where that is news, and its words.
fn spoken_text(reading: &Reading, sentence: Span, speaker: Option<Who>) -> String {
    let story = reading.story();
    let words = story.slice(sentence);
    let announced = match (reading.heard(), speaker) {
        (Some(heard), Some(who)) => format!("{}: ", heard.name(who)),
        _ if is_caption(story, sentence.start()) => "Picture: ".to_owned(),
        _ => String::new(),
    };
    announced + words
}

/// Whose words a sentence opens with; `None` for the reporter's.
fn speaker_of(reading: &Reading, sentence: Span) -> Option<Who> {
    let heard: &Heard = reading.heard()?;
    let words = reading.story().slice(sentence);
    let first = sentence.start() + words.find(char::is_alphanumeric)?;
    let part = heard
        .parts_in(sentence)
        .find(|it| it.span.contains(first))?;
    heard
        .spoken()
        .contains(&part.quote)
        .then(|| heard.who(part.quote))
}

fn is_caption(story: &Story, at: usize) -> bool {
    let block = story.block_at(at).map(|it| story.blocks()[it].kind);
    matches!(block, Some(BlockKind::Image(_)))
}
