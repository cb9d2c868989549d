//! Everybody who was found to say something, across the stretches of a story.
//!
//! Within a stretch the cast tells who is who. Somebody met again in a later stretch is known by
//! the name, by the same rules: a last name with a given name that fits or none, a body by all its
//! words, a phrase by the same words.

use super::cast::{Entity, Gender};
use super::choose::Key;
use super::lexicon::map::WordMap;
use super::lexicon::{Word, Words};
use super::{Quote, Speaker, Voices};
use crate::span::{QuoteId, SpeakerId};

/// At most so many bearers of one last name are told apart; keeps every story linear.
const NAMESAKES: usize = 16;

/// Those who say something, in the order they were met.
#[derive(Clone, Debug, Default)]
pub struct Roll {
    entries: Vec<Entry>,
    /// The people with a last name, the one met last at the end.
    people: WordMap<Word, Vec<usize>>,
    /// Bodies by their names.
    bodies: WordMap<u64, usize>,
    /// Whoever is known by a phrase alone, by a hash of its words.
    phrases: WordMap<Key, usize>,
    /// The number of the stretch.
    stretch: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    speaker: Speaker,
    /// The stretch in which it was met last. Within one stretch the cast has told all apart.
    stretch: usize,
    first: Word,
    /// Whether more than the last name is known.
    full: bool,
    gender: Option<Gender>,
}

/// What somebody is known by from one stretch to the next.
#[derive(Clone, Copy, Debug)]
pub enum Identity<'a> {
    /// A person or body with a name.
    Named(&'a Entity),
    /// A phrase that no name is known for.
    Phrase(Key),
}

impl Roll {
    /// A further stretch begins.
    pub fn turn(&mut self) {
        self.stretch += 1;
    }

    /// The number of `speaker`, who is known by `identity` and was not met in this stretch yet.
    pub fn meet(&mut self, identity: Identity<'_>, speaker: Speaker, words: &Words) -> SpeakerId {
        let known = match identity {
            Identity::Phrase(key) => self.phrases.get(&key).copied(),
            Identity::Named(it) if it.kind.can_be_person() => self.person(it, words),
            Identity::Named(it) => self.bodies.get(&it.name).copied(),
        };
        let known = known.filter(|&it| self.entries[it].stretch < self.stretch);
        let number = match known {
            Some(number) => self.meet_again(number, identity, speaker),
            None => self.enter(identity, speaker),
        };
        SpeakerId(number as u32)
    }

    /// The person met in an earlier stretch whom `entity` can be, the latest first.
    fn person(&self, entity: &Entity, words: &Words) -> Option<usize> {
        let namesakes = self.people.get(&entity.last)?;
        let mut near = namesakes.iter().copied().rev().take(NAMESAKES);
        near.find(|&at| {
            let it = &self.entries[at];
            let fits =
                !it.full || entity.words < 2 || words.same_given_name(it.first, entity.first);
            let gender = it.gender.zip(entity.gender());
            it.stretch < self.stretch && fits && gender.is_none_or(|(a, b)| a == b)
        })
    }

    fn meet_again(&mut self, number: usize, identity: Identity<'_>, speaker: Speaker) -> usize {
        let it = &mut self.entries[number];
        it.stretch = self.stretch;
        if let Identity::Named(entity) = identity {
            it.gender = it.gender.or(entity.gender());
            if !it.full && entity.words > 1 {
                it.full = true;
                it.first = entity.first;
                it.speaker.name = speaker.name;
                it.speaker.kind = speaker.kind;
            }
        }
        it.speaker.title = it.speaker.title.take().or(speaker.title);
        let last = it.speaker.mentions.last().map_or(0, |it| it.end());
        let new = speaker.mentions.into_iter().filter(|it| it.start() >= last);
        it.speaker.mentions.extend(new);
        number
    }

    fn enter(&mut self, identity: Identity<'_>, speaker: Speaker) -> usize {
        let number = self.entries.len();
        let mut entry = Entry {
            speaker,
            stretch: self.stretch,
            first: Word(0),
            full: false,
            gender: None,
        };
        match identity {
            Identity::Phrase(key) => {
                self.phrases.insert(key, number);
            }
            Identity::Named(it) => {
                entry.first = it.first;
                entry.full = it.words > 1;
                entry.gender = it.gender();
                match it.kind.can_be_person() {
                    true => self.people.entry(it.last).or_default().push(number),
                    false => {
                        self.bodies.insert(it.name, number);
                    }
                }
            }
        }
        self.entries.push(entry);
        number
    }

    /// The quotations with their speakers, these in the order of their first quotations.
    pub fn finish(self, mut quotes: Vec<Quote>) -> Voices {
        let mut speakers: Vec<Speaker> = self.entries.into_iter().map(|it| it.speaker).collect();
        for (id, quote) in quotes.iter().enumerate() {
            if let Some(speaker) = quote.speaker {
                speakers[speaker.index()].quotes.push(QuoteId(id as u32));
            }
        }
        let mut order: Vec<usize> = (0..speakers.len()).collect();
        order.sort_by_key(|&it| speakers[it].quotes.first().copied());
        let mut place = vec![SpeakerId(0); order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = SpeakerId(new as u32);
        }
        for quote in &mut quotes {
            quote.speaker = quote.speaker.map(|it| place[it.index()]);
        }
        let mut numbered: Vec<(SpeakerId, Speaker)> = place.into_iter().zip(speakers).collect();
        numbered.sort_by_key(|it| it.0);
        let speakers = numbered.into_iter().map(|it| it.1).collect();
        Voices {
            quotes,
            speakers,
            foreign: false,
        }
    }
}
