//! A [`Story`] to who said what: quotations, speakers, and the words that justify each attribution.

mod cast;
mod choose;
pub mod corrections;
mod features;
#[cfg(feature = "fit")]
pub mod fit;
mod join;
mod lexicon;
mod links;
mod marks;
mod mentions;
mod reading;
mod reasons;
mod resolve;
mod rules;
mod speakers;
mod tokens;
mod weights;

use std::ops::Range;

use cast::Cast;
use choose::{Answer, Chooser, Decision, Key};
use links::{CueClass, Link, Links};
use mentions::{MentionKind, Mentions};
use reading::Reading;
use resolve::{Found, Referents};
use speakers::Speakers;
use weights::Weights;

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
    let weights = Weights::built_in();
    let analysis = analyse(story, &weights);
    let attributions = analysis.attributions(&weights);
    let mut speakers = Speakers::new(&analysis);
    let mut quotes = Vec::new();
    for joined in join::join(&analysis) {
        let id = QuoteId(quotes.len() as u32);
        let first = joined.segments[0];
        let decision = &analysis.decisions[first];
        let said_by = decision.key.zip(decision.mention);
        quotes.push(Quote {
            kind: joined.kind,
            parts: joined
                .segments
                .iter()
                .map(|&it| analysis.reading.segments[it].inner)
                .collect(),
            speaker: said_by.map(|(key, mention)| speakers.add(key, mention, id)),
            attribution: attributions[first].clone(),
        });
    }
    Voices {
        quotes,
        speakers: speakers.finish(),
    }
}

/// A story with all that was found in it.
struct Analysis<'s> {
    reading: Reading<'s>,
    mentions: Mentions,
    cast: Cast,
    links: Links,
    referents: Referents,
    decisions: Vec<Decision>,
}

/// Everything up to the links, which needs no weights.
fn explore(story: &Story) -> Analysis<'_> {
    let mut reading = Reading::new(story);
    let mut mentions = mentions::find(&mut reading);
    let cast = cast::gather(&reading, &mut mentions);
    let links = links::find(&reading, &mentions);
    let referents = Referents {
        entity: Vec::new(),
        certainty: Vec::new(),
    };
    Analysis {
        reading,
        mentions,
        cast,
        links,
        referents,
        decisions: Vec::new(),
    }
}

/// Everything there is to find, with these weights.
fn analyse<'s>(story: &'s Story, weights: &Weights) -> Analysis<'s> {
    let mut res = explore(story);
    res.referents = resolve::resolve(res.found(), weights, &mut ());
    res.decisions = choose::decide(&res.chooser(weights));
    res
}

impl Analysis<'_> {
    fn found(&self) -> Found<'_, '_> {
        Found {
            reading: &self.reading,
            mentions: &self.mentions,
            cast: &self.cast,
            links: &self.links,
        }
    }

    fn chooser<'a, 'w>(&'a self, weights: &'w Weights) -> Chooser<'a, 'a, 'w> {
        Chooser {
            found: self.found(),
            referents: &self.referents,
            weights,
        }
    }

    /// The evidence for the speaker of each segment.
    fn attributions(&self, weights: &Weights) -> Vec<Option<Attribution>> {
        let chooser = self.chooser(weights);
        let mut previous = None;
        let mut res = Vec::with_capacity(self.decisions.len());
        for (segment, decision) in self.decisions.iter().enumerate() {
            res.push(decision.mention.map(|mention| Attribution {
                source: Some(self.mentions.all[mention].span),
                cue: decision.link.and_then(|it| self.cue(&it)),
                how: self.how(segment, decision, mention),
                confidence: decision.probability,
                reasons: reasons::reasons(&chooser, segment, decision, previous.as_ref()),
            }));
            previous = choose::after(previous, segment, decision);
        }
        res
    }

    /// The words of saying of a link; a colon is none.
    fn cue(&self, link: &Link) -> Option<Span> {
        let word = self.reading.tokens[link.cue].span();
        match link.class {
            CueClass::Colon => None,
            CueClass::According => Some(word.join(self.reading.tokens[link.cue + 1].span())),
            _ => Some(word),
        }
    }

    /// How the source's words were understood.
    fn how(&self, segment: usize, decision: &Decision, mention: usize) -> How {
        let it = &self.mentions.all[mention];
        let entity = decision
            .key
            .and_then(Key::entity)
            .map(|it| &self.cast.entities[it]);
        match it.kind {
            _ if matches!(decision.answer, Answer::GoesOn) => How::Continuation,
            _ if it.paragraph != self.reading.segments[segment].paragraph => How::Sequence,
            MentionKind::Pronoun => How::Pronoun,
            MentionKind::Phrase if entity.is_some() => How::Title,
            _ if !entity.is_some_and(|it| it.kind.can_be_person()) => How::Organisation,
            _ if speakers::is_full(self, it) => How::Name,
            _ => How::Surname,
        }
    }

    /// Whom a mention without entity means.
    fn chooser_key(&self, mention: usize) -> Key {
        self.chooser(&Weights::built_in()).key(mention)
    }

    /// The words that describe the name of a mention, if the story has any right before it.
    fn description_of(&self, mention: usize) -> Option<Range<usize>> {
        let name = &self.mentions.all[mention];
        let mut described = self
            .mentions
            .descriptions
            .iter()
            .filter(|it| it.mention == mention);
        described
            .find(|it| it.tokens.end == name.tokens.start)
            .map(|it| it.tokens.clone())
    }

    /// The mention that a pronoun without a person stands for, or the mention itself.
    fn named_by(&self, mention: usize) -> usize {
        self.mentions.all[mention].antecedent.unwrap_or(mention)
    }

    /// The name of a speaker: the fullest of an entity, or the words of the mention.
    fn name(&self, key: Key, mention: usize) -> &str {
        match key.entity() {
            Some(entity) => self.found().name(entity),
            None => self.found().phrase(self.named_by(mention)),
        }
    }
}
