//! Whom the mentions of a story stand for, and how sure that is.

use super::Found;
use crate::quotes::cast::{Entity, EntityKind};
use crate::quotes::lexicon::map::hash_of;
use crate::quotes::tokens::Token;

/// Surnames are compared among so many people at most.
const RIVALS: usize = 64;
/// How often a lone surname that two people share goes to the right one.
const RIVALLED_CERTAINTY: f32 = 0.9;

/// Whom each mention stands for.
#[derive(Debug, Default)]
pub struct Referents {
    /// For each mention its entity, named or resolved.
    pub entity: Vec<Option<usize>>,
    /// How sure the resolution is, 1 for names.
    pub certainty: Vec<f32>,
    /// Whom else a pronoun may stand for, and how likely that is.
    pub second: Vec<Option<(usize, f32)>>,
    /// Whom each means at last, be it an entity or not.
    pub keys: Vec<Key>,
}

/// Who is meant: one of the cast, or whoever a phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// The number of an entity.
    Entity(usize),
    /// A hash of the phrase's words.
    Phrase(u64),
}

impl Key {
    /// The entity, if it is one.
    pub fn entity(self) -> Option<usize> {
        match self {
            Key::Entity(it) => Some(it),
            Key::Phrase(_) => None,
        }
    }
}

impl Referents {
    /// Names stand for whom the cast says; nothing else is known yet.
    pub(super) fn start(&mut self, found: &Found<'_, '_>) {
        let count = found.mentions.all.len();
        self.entity.clone_from(&found.cast.of_mention);
        self.certainty.clear();
        self.certainty.resize(count, 1.0);
        self.second.clear();
        self.second.resize(count, None);
        doubt_surnames(found, &mut self.certainty);
    }

    /// Everything is resolved: notes whom each mention means at last.
    pub(super) fn close(&mut self, found: Found<'_, '_>) {
        self.keys.clear();
        for mention in 0..found.mentions.all.len() {
            self.keys.push(self.key(found, mention));
        }
    }

    /// Whom a mention means.
    fn key(&self, found: Found<'_, '_>, mention: usize) -> Key {
        let all = &found.mentions.all;
        let mut at = mention;
        for _ in 0..3 {
            match (self.entity[at], all[at].antecedent) {
                (None, Some(antecedent)) => at = antecedent,
                _ => break,
            }
        }
        match self.entity[at] {
            Some(entity) => Key::Entity(entity),
            None => Key::Phrase(phrase_hash(&found.reading.tokens[all[at].tokens.clone()])),
        }
    }
}

/// A hash of a phrase's words, so that the same words mean the same speaker.
pub fn phrase_hash(tokens: &[Token]) -> u64 {
    let words = tokens.iter().filter(|it| it.is_word());
    hash_of(words.map(|it| it.word))
}

/// A surname alone is less sure where somebody else in the story has it, and is named about as often.
fn doubt_surnames(found: &Found<'_, '_>, certainty: &mut [f32]) {
    let people = &found.cast.entities;
    let rivalled: Vec<bool> = (0..people.len()).map(|it| has_rival(people, it)).collect();
    if !rivalled.contains(&true) {
        return;
    }
    let mentions = found.mentions.all.iter().zip(&found.cast.of_mention);
    for ((mention, entity), sure) in mentions.zip(certainty) {
        let alone = mention.name.len() == 1 && mention.honorific.is_none();
        if alone && entity.is_some_and(|it| rivalled[it]) {
            *sure = RIVALLED_CERTAINTY;
        }
    }
}

/// Whether another person has the surname of the one numbered `at`.
fn has_rival(people: &[Entity], at: usize) -> bool {
    let full = |it: &Entity| it.kind == EntityKind::Person && it.words > 1;
    let it = &people[at];
    let rivals = |(other, its): (usize, &Entity)| {
        other != at && full(its) && its.last == it.last && 3 * its.count >= it.count
    };
    at < RIVALS && full(it) && people.iter().take(RIVALS).enumerate().any(rivals)
}
