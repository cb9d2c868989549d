//! Stories in languages whose verbs of saying and pronouns are not known.
//!
//! Marks are found as in English stories. A speaker is named only where that needs no grammar: by a
//! label (`Roth: „…“`), or by a whole name that adjoins the quotation with nothing but words without
//! capitals between („…“, sagte am Montag Anna Roth). What is found so is never called sure.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::classes::{CAPITAL, GIVEN};
use super::reading::Reading;
use super::stretches::stretches;
use super::tokens::{self, Token};
use super::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind, Voices};
use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::Story;
use crate::story::language;

/// How sure a speaker is who is named by a label.
const BY_LABEL: f32 = 0.55;
/// How sure a speaker is whose name adjoins the quotation.
const BY_NAME: f32 = 0.5;

/// At most so many words without capitals stand between a quotation and the name beside it.
const MOST_BETWEEN: usize = 6;

/// At most so many tokens, marks among them, are looked at for them.
const FAREST: usize = 4 * MOST_BETWEEN;

/// At most so many tokens are looked at for the name itself.
const LONGEST_NAME: usize = 16;

/// A quotation has at least so many words, if nothing else tells it from a term.
const SHORTEST: usize = 5;

/// The same in letters, for scripts that set no spaces and know no capitals.
const FEWEST_LETTERS: usize = 13;

/// Particles within names ("Ana de la Cruz").
const PARTICLES: [&str; 22] = [
    "de", "del", "della", "di", "da", "das", "do", "dos", "du", "la", "le", "van", "von", "der",
    "den", "ter", "zu", "al", "el", "bin", "ibn", "y",
];

/// Whether a story is in another language than English: by its words where they leave no doubt, else
/// by what it declares, else by what its words say.
pub fn is_foreign(story: &Story) -> bool {
    let declared = story.meta().language.as_deref();
    let told = language::tell(story.text());
    match (told, declared) {
        (Some(told), _) if told.certain => told.code != "en",
        (_, Some(declared)) => !language::is_tagged(declared, "en"),
        (told, None) => told.is_some_and(|it| it.code != "en"),
    }
}

/// The quotations of such a story.
pub fn find(story: &Story, stretch: usize) -> Voices {
    let mut found = Found::default();
    let mut room = Reading::default();
    for stretch in stretches(story, stretch) {
        let reading = Reading::new(story, &stretch, room);
        for segment in 0..reading.segments.len() {
            found.add(&reading, segment);
        }
        room = reading.done_with();
    }
    found.voices.foreign = true;
    found.voices
}

/// What was found so far.
#[derive(Default)]
struct Found {
    voices: Voices,
    /// The speakers by their names.
    numbers: HashMap<String, SpeakerId>,
    /// Whether the last quotation was not closed and goes on in the next paragraph.
    open: bool,
}

/// A name beside a segment.
struct Beside {
    name: Span,
    confidence: f32,
}

impl Found {
    fn add(&mut self, reading: &Reading<'_>, segment: usize) {
        let it = &reading.segments[segment];
        if reading.is_lead(it.inner) {
            return;
        }
        let opens = reading.before(it.paragraph, it.token).is_none();
        let goes_on = self.open && opens;
        self.open = !it.closed;
        if goes_on && let Some(last) = self.voices.quotes.last_mut() {
            last.parts.push(it.inner);
            return;
        }
        let said_by = name_beside(reading, segment);
        let speaker = said_by.as_ref().map(|it| self.number(reading, it.name));
        if let Some(speaker) = speaker {
            let number = QuoteId(self.voices.quotes.len() as u32);
            self.voices.speakers[speaker.index()].quotes.push(number);
        }
        self.voices.quotes.push(Quote {
            kind: kind(reading, segment, speaker.is_some()),
            parts: vec![it.inner],
            speaker,
            attribution: said_by.map(|it| it.attribution()),
        });
    }

    /// The speaker of this name, entered if it is new.
    fn number(&mut self, reading: &Reading<'_>, name: Span) -> SpeakerId {
        let words = reading.slice(name).to_owned();
        let speakers = &mut self.voices.speakers;
        let number = *self.numbers.entry(words).or_insert_with_key(|words| {
            speakers.push(Speaker {
                name: words.clone(),
                kind: SpeakerKind::Person,
                title: None,
                quotes: Vec::new(),
                mentions: Vec::new(),
            });
            SpeakerId(speakers.len() as u32 - 1)
        });
        let mentions = &mut speakers[number.index()].mentions;
        if mentions.last().is_none_or(|it| it.end() <= name.start()) {
            mentions.push(name);
        }
        number
    }
}

impl Beside {
    fn attribution(&self) -> Attribution {
        let by_label = self.confidence == BY_LABEL;
        let reason = match by_label {
            true => "the name labels the quotation",
            false => "the name adjoins the quotation",
        };
        Attribution {
            source: Some(self.name),
            cue: None,
            how: How::Name,
            confidence: self.confidence,
            reasons: vec![reason.to_owned()],
        }
    }
}

/// The label before a segment, else the name that adjoins it: after it, unless a colon before leads to
/// it.
fn name_beside(reading: &Reading<'_>, segment: usize) -> Option<Beside> {
    let it = &reading.segments[segment];
    let paragraph = reading.paragraphs[it.paragraph].tokens.clone();
    let before = paragraph.start..it.token;
    if let Some(name) = label(reading, before.clone()) {
        return Some(Beside {
            name,
            confidence: BY_LABEL,
        });
    }
    let led_to = reading
        .before(it.paragraph, it.token)
        .is_some_and(|it| it.is_mark(':'));
    let after = || name_after(reading, it.token + 1..paragraph.end);
    let before = name_before(reading, before);
    let name = match led_to {
        true => before.or_else(after),
        false => after().or(before),
    };
    name.map(|name| Beside {
        name,
        confidence: BY_NAME,
    })
}

/// `Anna Roth:` or `Roth:` with nothing else before the segment.
fn label(reading: &Reading<'_>, before: Range<usize>) -> Option<Span> {
    let (colon, name) = reading.tokens[before.clone()].split_last()?;
    let run = before.start..before.start + name.len();
    let whole = colon.is_mark(':') && run.len() <= 4 && is_name(reading, &run);
    whole.then(|| reading.span_of(&run))
}

/// The whole name after a segment, with nothing but a comma or dash and some words without capitals
/// between.
fn name_after(reading: &Reading<'_>, after: Range<usize>) -> Option<Span> {
    let between = reading.tokens[after.clone()].iter().take(FAREST);
    let between = between.take_while(|it| can_stand_between(it)).count();
    let start = after.start + between;
    let run = run_from(reading, start..after.end);
    let words = reading.tokens[after.start..start].iter();
    let few = words.filter(|it| it.is_word()).count() <= MOST_BETWEEN;
    few.then(|| whole_name(reading, run)).flatten()
}

/// The whole name before a segment in the same way.
fn name_before(reading: &Reading<'_>, before: Range<usize>) -> Option<Span> {
    let stands_between = |it: &&Token| can_stand_between(it) || it.is_any_mark(":.!?");
    let tokens = &reading.tokens[before.clone()];
    let between = tokens.iter().rev().take(FAREST);
    let between = between.take_while(stands_between).count();
    let end = before.end - between;
    let words = tokens[tokens.len() - between..].iter();
    if words.filter(|it| it.is_word()).count() > MOST_BETWEEN {
        return None;
    }
    let part = |at: &usize| is_capital(reading, *at) || is_particle(reading, *at);
    let run = (before.start..end).rev().take(LONGEST_NAME);
    let length = run.take_while(part).count();
    whole_name(reading, run_from(reading, end - length..end))
}

/// The capital words at the start of `range` with the particles between them.
fn run_from(reading: &Reading<'_>, range: Range<usize>) -> Range<usize> {
    let part = |at: &usize| is_capital(reading, *at) || is_particle(reading, *at);
    let range = range.start..range.end.min(range.start + LONGEST_NAME);
    let lead = |at: &usize| !is_capital(reading, *at) && is_particle(reading, *at);
    let start = range.start + range.clone().take_while(lead).count();
    let length = (start..range.end).take_while(part).count();
    let last = (start..start + length)
        .rev()
        .find(|it| is_capital(reading, *it));
    start..last.map_or(start, |it| it + 1)
}

/// The name in a run of capital words: from a known given name on, else its last two words.
fn whole_name(reading: &Reading<'_>, run: Range<usize>) -> Option<Span> {
    let given = run
        .clone()
        .find(|&it| reading.tokens[it].is(GIVEN) && it + 1 < run.end);
    let capitals = || run.clone().rev().filter(|it| is_capital(reading, *it));
    let start = given.or_else(|| capitals().nth(1))?;
    let name = start..run.end;
    is_name(reading, &name).then(|| reading.span_of(&name))
}

/// Whether some tokens can be a name: capital words and particles, the first one with a capital.
fn is_name(reading: &Reading<'_>, run: &Range<usize>) -> bool {
    let part = |at: usize| is_capital(reading, at) || is_particle(reading, at);
    !run.is_empty() && is_capital(reading, run.start) && run.clone().all(part)
}

fn is_capital(reading: &Reading<'_>, at: usize) -> bool {
    reading.tokens[at].is_word() && reading.tokens[at].is(CAPITAL)
}

fn is_particle(reading: &Reading<'_>, at: usize) -> bool {
    let token = &reading.tokens[at];
    token.is_word() && PARTICLES.contains(&reading.slice(token.span()))
}

/// What may stand between a quotation and the name beside it.
fn can_stand_between(token: &Token) -> bool {
    token.is_word() && !token.is(CAPITAL) || token.is_any_mark(",’'") || token.is_dash()
}

/// How much of an utterance the segment is, told by its length and how it ends.
fn kind(reading: &Reading<'_>, segment: usize, has_speaker: bool) -> QuoteKind {
    let it = &reading.segments[segment];
    let inner = reading.slice(it.inner);
    let words = reading.tokens[it.words.clone()].iter();
    let words = words.filter(|it| it.is_word()).count();
    let caseless = |it: char| it.is_alphabetic() && !it.is_lowercase() && !it.is_uppercase();
    let letters = inner.chars().filter(|it| caseless(*it)).count();
    let finished = tokens::last_sign(inner).is_some_and(|it| matches!(it, '.' | ',' | '?' | '!'));
    let led_to = reading
        .before(it.paragraph, it.token)
        .is_none_or(|it| it.is_mark(':'));
    let lower = inner.chars().find(|it| it.is_alphanumeric());
    let lower = lower.is_some_and(char::is_lowercase);
    match () {
        () if finished && led_to => QuoteKind::Direct,
        () if (finished || led_to || words >= SHORTEST) && !lower && words > 1 => QuoteKind::Direct,
        () if letters >= FEWEST_LETTERS => QuoteKind::Direct,
        () if has_speaker || words >= SHORTEST => QuoteKind::Partial,
        () => QuoteKind::Other,
    }
}
