//! A [`Story`] to who said what: quotations, speakers, and the words that justify each attribution.
//!
//! # The method
//!
//! No parser and no neural network: marks, word lists, and a log-linear model whose weights are
//! fitted on labelled news. To follow one quotation through, read the passes in this order:
//!
//! 1. `reading`: the story's paragraphs are taken apart. `marks` finds what stands between
//!    quotation marks (*segments*); `tokens` splits the rest into words and sentences, each
//!    segment being one token of the reporter's sentence; `lexicon` tells what every word can be.
//!    `turns` finds what is said without marks, in transcripts, interviews and passages set off.
//! 2. `mentions`: names, pronouns and noun phrases, by capitals and closed word lists. What opens a
//!    sentence with a capital is a name unless it is an everyday word.
//! 3. `cast`: names are gathered into people and bodies ("Sir Ivo" is Ivo Marsh), with the titles
//!    and descriptions the story gives them.
//! 4. `links`: each word of saying with the mentions that may be its subject. Nothing is decided.
//! 5. `resolve`: whom "he", "she" and "the senator" stand for, by ranking whoever is on the scene.
//!    The second likeliest is remembered, and counts for what it is likely.
//! 6. `choose`: for each segment every answer is weighed: a mention near it, with or without a
//!    link; the same speaker as before; no quotation. An answer's weight is the sum of its
//!    `features`' weights. Answers that lead to one speaker are added up, the likeliest speaker
//!    wins, and the sum is the *confidence*. What a few words in a certain order say at once counts as a
//!    feature too (`choose::patterns`), with a weight believed before any label is seen.
//! 7. `join`: segments become quotations, with their kinds; `speakers` and `reasons` put what was
//!    found into words.
//!
//! Statements without marks ("the mayor said she hopes …") are looked for by `indirect`, on the
//! same links and resolved pronouns, and only when they are asked for.
//!
//! # The data
//!
//! The lists in `assets/quotes/` say at their heads where they come from. The weights in
//! `assets/quotes/weights.txt` are fitted on 840 articles of the PolNeAR corpus (American politics) and on two
//! thirds of the stories labelled for `assets/labels` (British news and pages of many outlets), each story
//! counting once: numbers for general features, no text of theirs. `assets/labels/README.md` tells how to put
//! labels and texts together, and `cargo run --release --features fit --bin fit -- LABELLED.jsonl` gives the same
//! weights each time. `--cross-validate FILE` fits on four fifths and predicts the fifth left out, `--held-out`
//! fits on all and predicts other articles, `--predict FILE` uses the built-in weights; all print how far
//! confidence can be trusted, the first also how well it foresees pronouns and segments.
//! Lists and weights are compiled into constant tables by `build.rs`: nothing is parsed at start.
//!
//! # What it is worth
//!
//! A figure counts on stories whose errors nobody read. A third of the stories of `assets/labels` is put away
//! for that: nothing is fitted on it, and only its totals are looked at. Per cent of quoted segments given to
//! the right speaker, a segment not found counting as wrong, with 95 % intervals:
//!
//! | | put away (81 stories, 707 quotations) | the same, before they were fitted on |
//! |---|---|---|
//! | all | 92.9 [90-95] | 91.2 [88-94] |
//! | whole utterances | 95.6 | 93.9 |
//! | words within a sentence | 85.4 | 83.8 |
//! | named by pronoun | 96.1 | 92.6 |
//! | named by surname | 96.0 | 95.2 |
//! | body, document, group | 73.0 | 73.0 |
//! | titles and terms reported as speech (56) | 16.1 | 16.1 |
//! | right among the sure | 95.7 | |
//!
//! On other sets, whose errors were read while lists and rules were made, so that they say less: on the 840
//! articles cross-validated 91.9 (whole utterances 95.1, words within a sentence 85.4, pronouns 87.5, surnames
//! 96.3, bodies 74.9, titles and terms 15.4, marks found exactly 98.0), on 84 articles of the same months 92.7.
//! Peers were measured on 84 articles of other months, where ours had 88.2 [84-92] before the last fit: CoreNLP
//! with coreference 62.2, BBC Citron retrained 53.7, textacy 46.9.
//!
//! Of the attributions said to be sure (.9 and above, three in four of all) 96 in 100 are right on stories
//! put away and in unseen fifths; the expected calibration error is .033 and .014.
//!
//! Other ways of learning were tried on the same features and folds, and are not worth their cost:
//! boosted trees over all answers reach 91.7 where the log-linear choice had 91.5, a second pass
//! that knows the answers of the segments around gains nothing, and neither do the words in and
//! around the marks for telling titles and terms from speech. What helps are better answers to
//! choose from: sources, antecedents, where a noun phrase ends.
//!
//! # How fast it is
//!
//! One core takes those 840 articles from files to JSON in 0.2 s, 20 to 21 MB a second on the machine
//! this was measured on, nine tenths of it spent here. Time grows in line with the story; a long one
//! is listened to in `stretches` of a megabyte, so that memory holds one of them at a time and what
//! was found: the reader takes 2.7 times the size of a story of 100 MB. Words are looked up
//! eight bytes at a time in a table kept from story to story (`lexicon::met`, [`Finder`]), those of a
//! paragraph together; each feature that can be formed has its place in the table of weights
//! (`features`), which is read without a search.
//! `cargo bench --bench quotes` tells the speed of each step, `--bench quotes_growth` how the time
//! grows for texts made to be slow.
//!
//! # Limits
//!
//! Titles of works, terms and scare quotes are the weakest point: one in six of them is reported as
//! somebody's words. Fewer cost others, as the answer "no quotation" is given more weight. A pronoun goes
//! to the wrong person of its gender in about one case of ten; where two are likely, both are
//! weighed. "It", "they" and "the company" go to the last body or group that was a subject, and the
//! "he" or "she" of somebody without a name to the phrase that introduced them, by rule. An
//! utterance that
//! one person reports of another ("she said he had told her: “…”") is the inner speaker's, by rule,
//! where the labels give the outer one. Verbs of saying of other languages are not known. The labels
//! are of American political news; other news is read by the same general features, and the cases in
//! `tests/quotes/` keep British marks, courts and sport in view.

mod cast;
mod choose;
pub mod corrections;
mod features;
mod finder;
#[cfg(feature = "fit")]
pub mod fit;
mod foreign;
mod indirect;
mod join;
mod lexicon;
mod links;
mod marks;
mod mentions;
mod reading;
mod reasons;
mod resolve;
mod roll;
mod rules;
mod speakers;
mod stretches;
#[cfg(test)]
mod tests;
mod tokens;
mod turns;
mod weights;
mod words;

use std::ops::Range;

use cast::Cast;
use choose::{Answer, Chooser, Decision, Facts, Key};
pub use finder::{Finder, SoFar, find, find_with_statements};
use lexicon::classes::*;
use links::{CueClass, Link, Links};
use mentions::{MentionKind, Mentions};
use reading::Reading;
use resolve::{Found, Referents};
use stretches::Stretch;
use weights::Weights;

use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::Story;

/// Everybody quoted in a story, and what each of them said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voices {
    /// The quotations, in reading order; then statements without marks, if they were asked for.
    pub quotes: Vec<Quote>,
    /// The speakers, by their first quotation.
    pub speakers: Vec<Speaker>,
    /// Whether the story is in another language than English. Then speakers are only those whose
    /// label or whole name adjoins a quotation, none of them is sure, and there are no statements.
    pub foreign: bool,
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

/// How sure an attribution is, in three grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Below .6.
    Unsure,
    /// From .6.
    Likely,
    /// From .9: of these about 96 in 100 are right.
    Sure,
}

impl Sureness {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Sureness::Unsure => "unsure",
            Sureness::Likely => "likely",
            Sureness::Sure => "sure",
        }
    }
}

impl Attribution {
    /// The grade of its confidence.
    pub fn sureness(&self) -> Sureness {
        match self.confidence {
            it if it >= 0.9 => Sureness::Sure,
            it if it >= 0.6 => Sureness::Likely,
            _ => Sureness::Unsure,
        }
    }
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

/// A story with all that was found in it. The lists of one are filled again for the next story: to
/// allocate them anew each time costs as much as some of the passes do.
#[derive(Debug, Default)]
struct Analysis<'s> {
    reading: Reading<'s>,
    mentions: Mentions,
    cast: Cast,
    links: Links,
    referents: Referents,
    decisions: Vec<Decision>,
    /// What can be seen of each segment.
    facts: Vec<Facts>,
}

/// Everything up to the links, which needs no weights. `room` is an analysis that is done with.
fn explore<'s>(story: &'s Story, stretch: &Stretch, room: Analysis<'static>) -> Analysis<'s> {
    let mut res = Analysis {
        reading: Reading::new(story, stretch, room.reading),
        mentions: room.mentions,
        cast: room.cast,
        links: room.links,
        referents: room.referents,
        decisions: room.decisions,
        facts: room.facts,
    };
    mentions::find(&mut res.reading, &mut res.mentions);
    cast::gather(&res.reading, &mut res.mentions, &mut res.cast);
    turns::voices::assign(&res.reading, &mut res.mentions, &mut res.cast);
    links::find(&res.reading, &res.mentions, &mut res.links);
    res
}

/// Everything there is to find in a stretch, with these weights.
fn analyse<'s>(
    story: &'s Story,
    stretch: &Stretch,
    room: Analysis<'static>,
    weights: &Weights,
) -> Analysis<'s> {
    let mut res = explore(story, stretch, room);
    let mut referents = std::mem::take(&mut res.referents);
    resolve::resolve(res.found(), weights, &mut (), &mut referents);
    res.referents = referents;
    let mut decisions = std::mem::take(&mut res.decisions);
    let mut facts = std::mem::take(&mut res.facts);
    choose::decide(&res.chooser(weights), &mut decisions, &mut facts);
    (res.decisions, res.facts) = (decisions, facts);
    res
}

impl Analysis<'_> {
    /// The same without the story: room for the next.
    fn done_with(self) -> Analysis<'static> {
        Analysis {
            reading: self.reading.done_with(),
            mentions: self.mentions,
            cast: self.cast,
            links: self.links,
            referents: self.referents,
            decisions: self.decisions,
            facts: self.facts,
        }
    }

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
                reasons: reasons::reasons(
                    &chooser,
                    &self.facts[segment],
                    decision,
                    previous.as_ref(),
                ),
            }));
            previous = choose::after(previous, segment, decision);
        }
        res
    }

    /// The words of saying of a link; a colon is none.
    fn cue(&self, link: &Link) -> Option<Span> {
        let cue = &self.reading.tokens[link.cue];
        let word = cue.span();
        match link.class {
            CueClass::Colon => None,
            CueClass::According if cue.is(ACCORDING) => {
                Some(word.join(self.reading.tokens[link.cue + 1].span()))
            }
            _ => Some(word),
        }
    }

    /// How the source's words were understood.
    fn how(&self, segment: usize, decision: &Decision, mention: usize) -> How {
        let paragraph = self.mentions.all[mention].paragraph;
        match decision.key {
            _ if matches!(decision.answer, Answer::GoesOn) => How::Continuation,
            _ if paragraph != self.reading.segments[segment].paragraph => How::Sequence,
            key => self.how_named(key, mention),
        }
    }

    /// How the words of a mention name the speaker `key`.
    fn how_named(&self, key: Option<Key>, mention: usize) -> How {
        let it = &self.mentions.all[mention];
        let entity = key.and_then(Key::entity).map(|it| &self.cast.entities[it]);
        match it.kind {
            MentionKind::Pronoun => How::Pronoun,
            MentionKind::Phrase if entity.is_some() => How::Title,
            _ if !entity.is_some_and(|it| it.kind.can_be_person()) => How::Organisation,
            _ if speakers::is_full(self, it) => How::Name,
            _ => How::Surname,
        }
    }

    /// Whoever is called by words that no mention covers.
    fn words_key(&self, tokens: Range<usize>) -> Key {
        Key::Phrase(choose::phrase_hash(&self.reading.tokens[tokens]))
    }

    /// The words that describe the name of a mention, if the story has any right before it.
    fn description_of(&self, mention: usize) -> Option<Range<usize>> {
        let name = &self.mentions.all[mention];
        let all = &self.mentions.descriptions;
        let first = all.partition_point(|it| it.mention < mention);
        let mut described = all[first..].iter().take_while(|it| it.mention == mention);
        described
            .find(|it| it.tokens.end == name.tokens.start)
            .map(|it| it.tokens.clone())
    }

    /// The mention that a pronoun without a person stands for, or the mention itself.
    fn named_by(&self, mention: usize) -> usize {
        let mut at = mention;
        for _ in 0..3 {
            at = self.mentions.all[at].antecedent.unwrap_or(at);
        }
        at
    }

    /// The name of a speaker: the fullest of an entity, or the words of the mention.
    fn name(&self, key: Key, mention: usize) -> String {
        let Some(entity) = key.entity() else {
            return self.phrase_name(self.named_by(mention));
        };
        self.found().name(entity).to_owned()
    }

    /// The words of a phrase as they stand within a sentence ("an official").
    fn phrase_name(&self, mention: usize) -> String {
        let words = self.found().phrase(mention);
        let it = &self.mentions.all[mention];
        let first = &self.reading.tokens[it.tokens.start];
        let opens = words.starts_with(self.reading.slice(first.span()));
        let common = opens && first.is(FUNCTION.or(HUMAN).or(DOCUMENT)) && !first.is(UPPER);
        let mut chars = words.chars();
        match chars
            .next()
            .filter(|_| common && it.kind == MentionKind::Phrase)
        {
            Some(letter) => letter.to_lowercase().chain(chars).collect(),
            None => words.to_owned(),
        }
    }
}
