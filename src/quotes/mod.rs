//! A [`Story`] to who said what: quotations, speakers, and the words that justify each attribution.

pub mod corrections;

use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::Story;

/// Everybody quoted in a story, and what each of them said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// The quotations, in reading order.
    pub quotes: Vec<Quote>,
    /// The speakers, by their first quotation.
    pub speakers: Vec<Speaker>,
}

/// Words somebody said, as the story quotes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// How much of an utterance it is.
    pub kind: QuoteKind,
    /// The words between the marks: one span per paragraph or interrupted piece, in order, apart,
    /// each within one block.
    pub parts: Vec<Span>,
    /// Who said it; `None` when the story does not tell.
    pub speaker: Option<SpeakerId>,
    /// Why: the words that name the speaker, and how they were understood.
    pub attribution: Option<Attribution>,
}

/// How much of an utterance a quotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteKind {
    /// A whole utterance.
    Direct,
    /// Words within the reporter's sentence.
    Partial,
    /// A phrase in marks nobody is said to have said: a title, a nickname, scare quotes.
    Other,
    /// Reported without marks.
    Indirect,
}

/// The evidence for a speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The words that stand for the speaker ("he", "Sir Keir").
    pub source: Option<Span>,
    /// The words of saying ("said", "according to").
    pub cue: Option<Span>,
    /// How the source words were understood.
    pub how: How,
    /// How sure it is, 0 to 1, calibrated: of attributions at .9, nine in ten are right.
    pub confidence: f32,
    /// The leading reasons, strongest first, in words.
    pub reasons: Vec<String>,
}

/// How the words of a source lead to a speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// By the full name.
    Name,
    /// By the surname, or the first name alone.
    Surname,
    /// By an office or a description ("the prime minister").
    Title,
    /// By a pronoun.
    Pronoun,
    /// An organisation, group or document named as such.
    Organisation,
    /// The quotation goes on from the one before.
    Continuation,
    /// By its place in a sequence of quotations.
    Sequence,
    /// By the reader, who corrected it.
    Hand,
    /// Not at all.
    None,
}

/// A person or body quoted in the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The fullest form the story uses ("Sir Keir Starmer").
    pub name: String,
    /// What kind of speaker it is.
    pub kind: SpeakerKind,
    /// The office or description the story gives ("prime minister").
    pub title: Option<String>,
    /// What they said, in order.
    pub quotes: Vec<QuoteId>,
    /// Every place that names or stands for them, in order.
    pub mentions: Vec<Span>,
}

/// What kind of speaker a speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerKind {
    /// One human being with a name.
    Person,
    /// A body with a name.
    Organisation,
    /// Several people together ("protesters").
    Group,
    /// A text ("the report").
    Document,
    /// Somebody not named ("an official").
    Anonymous,
}

/// Every quotation of a story in reading order, and who said it.
pub fn find(story: &Story) -> Voices {
    let _ = story;
    Voices::default()
}
