//! Pronouns and descriptions to people: whom "he", "she" and "the senator" stand for.
//!
//! One pass over all mentions in reading order keeps the scene: who was named last and where, who
//! spoke, who was the subject. For each pronoun the people who can be meant are weighed by a
//! log-linear ranking (a few dozen kinds of features, see [`features`](super::features)); once
//! resolved, the pronoun is a mention like any other. A description ("the mayor") first goes to
//! somebody the story has described so, else, if it is an epithet, through the same ranking.

mod ranking;
mod referents;
mod scene;

use super::cast::{Cast, Entity, EntityKind, Gender};
use super::features::Feature;
use super::lexicon::classes::*;
use super::lexicon::{Word, Words};
use super::links::Links;
use super::mentions::{Mention, MentionKind, Mentions};
use super::reading::Reading;
use super::tokens::Kind;
use super::weights::Weights;
pub use referents::{Key, Referents, phrase_hash};
use scene::Scene;

/// Told of each choice the ranking makes; the fitting command learns from it.
pub trait Listener {
    /// `options` are the entities weighed for `mention`, `features` lists the features of each,
    /// `best` is the place of the one with the highest weight. Returns the one to be taken.
    fn ranked(
        &mut self,
        mention: usize,
        options: &[usize],
        features: &[Vec<Feature>],
        best: usize,
    ) -> usize;
    /// Whether it wants the features.
    fn learns(&self) -> bool {
        true
    }
}

impl Listener for () {
    fn ranked(&mut self, _: usize, _: &[usize], _: &[Vec<Feature>], best: usize) -> usize {
        best
    }
    fn learns(&self) -> bool {
        false
    }
}

/// What the passes before have found in a story.
#[derive(Clone, Copy)]
pub struct Found<'a, 's> {
    /// The story taken apart.
    pub reading: &'a Reading<'s>,
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// Whom its names name.
    pub cast: &'a Cast,
    /// Its links.
    pub links: &'a Links,
}

impl<'s> Found<'_, 's> {
    /// The words of a phrase, with what a preposition joins to it ("a spokesman for the mayor").
    pub fn phrase(&self, mention: usize) -> &'s str {
        let phrase = &self.mentions.all[mention];
        let range = self.mentions.of_paragraph[phrase.paragraph].clone();
        let end = phrase.tokens.end;
        let joins = self.reading.within(phrase.paragraph, end);
        let joins = joins.is_some_and(|it| it.is(JOINS_PHRASES));
        let paragraph = &self.mentions.all[range];
        let after = paragraph.partition_point(|it| it.tokens.start <= end);
        let after = paragraph.get(after).filter(|it| it.tokens.start == end + 1);
        let whole = match after.filter(|_| joins && phrase.kind == MentionKind::Phrase) {
            Some(after) => phrase.span.join(after.span),
            None => phrase.span,
        };
        let owner = self.owner(phrase);
        self.reading
            .slice(owner.map_or(whole, |it| it.span.join(whole)))
    }

    /// Whose a phrase is ("Roe’s spokesman").
    fn owner(&self, phrase: &Mention) -> Option<&Mention> {
        let owned = self.reading.before(phrase.paragraph, phrase.tokens.start);
        owned.filter(|it| it.kind == Kind::Possessive && phrase.kind == MentionKind::Phrase)?;
        let paragraph = &self.mentions.all[self.mentions.of_paragraph[phrase.paragraph].clone()];
        let at = paragraph.partition_point(|it| it.tokens.start < phrase.tokens.start);
        let mut before = paragraph[..at].iter().rev().take(4);
        before.find(|it| it.tokens.end + 1 == phrase.tokens.start)
    }

    /// Whether all words of an entity's name are everyday words.
    fn has_ordinary_name(&self, entity: &Entity) -> bool {
        let name = self.mentions.all[entity.fullest].name.clone();
        let mut words = self.reading.tokens[name].iter().filter(|it| it.is_word());
        words.all(|it| it.is(ORDINARY.or(SUFFIX)))
    }

    /// The fullest name of an entity, without titles.
    pub fn name(&self, entity: usize) -> &'s str {
        let fullest = &self.mentions.all[self.cast.entities[entity].fullest];
        let tokens = &self.reading.tokens[fullest.name.clone()];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => self.reading.slice(first.span().join(last.span())),
            _ => self.reading.slice(fullest.span),
        }
    }
}

/// Resolves every pronoun and description of a story, and makes `referents` what came of it.
pub fn resolve(
    found: Found<'_, '_>,
    weights: &Weights,
    listener: &mut impl Listener,
    referents: &mut Referents,
) {
    referents.start(&found);
    let mentions = &found.mentions.all;
    let in_body = |it: &usize| !found.reading.paragraphs[mentions[*it].paragraph].caption;
    let mut pass = Pass {
        found,
        weights,
        scene: Scene::new(found),
        referents,
        phrases: Vec::new(),
        options: Vec::new(),
        scores: Vec::new(),
    };
    for at in found.mentions.in_text_order.iter().copied().filter(in_body) {
        pass.step(at, listener);
    }
    referents.close(found);
}

struct Pass<'a, 's, 'w> {
    found: Found<'a, 's>,
    weights: &'w Weights,
    scene: Scene<'a, 's>,
    referents: &'w mut Referents,
    /// The epithets resolved so far, by a hash of their words, with whom they stood for.
    phrases: Vec<(u64, usize)>,
    /// Room for those weighed for one mention, and what each weighs.
    options: Vec<usize>,
    scores: Vec<f32>,
}

/// Nouns for what may speak and is no person.
const NO_PERSON: Classes = DOCUMENT.or(ORGANISATION).or(COMPANY).or(BODY).or(FINAL_S);

/// At most so many resolved epithets are remembered.
const EPITHETS: usize = 64;

impl Pass<'_, '_, '_> {
    fn step(&mut self, at: usize, listener: &mut impl Listener) {
        let mention = &self.found.mentions.all[at];
        if mention.kind == MentionKind::Modifier {
            let entity = self.referents.entity[at];
            let person = |it: &usize| self.found.cast.entities[*it].kind.can_be_person();
            if let Some(entity) = entity.filter(person) {
                self.scene.note_modifier(entity, mention);
            }
            return;
        }
        if self.referents.entity[at].is_none() && mention.antecedent.is_none() && !mention.quoted {
            self.resolve(at, mention, listener);
        }
        let antecedent = || self.referents.entity[mention.antecedent?];
        let Some(entity) = self.referents.entity[at].or_else(antecedent) else {
            return;
        };
        if !self.found.cast.entities[entity].kind.can_be_person() {
            return;
        }
        if mention.kind == MentionKind::Pronoun || mention.kind == MentionKind::Phrase {
            self.referents.entity[at] = Some(entity);
        }
        self.scene.note(at, entity);
    }

    fn resolve(&mut self, at: usize, mention: &Mention, listener: &mut impl Listener) {
        let definite = mention.kind == MentionKind::Phrase && self.starts_definite(mention);
        let speaks = self.found.links.roles[at].speaks && !mention.head_classes.any(NO_PERSON);
        if definite && (speaks || mention.head_classes.any(HUMAN.or(EPITHET))) {
            self.referents.entity[at] = self.described(mention);
            if self.referents.entity[at].is_some() {
                self.referents.certainty[at] = DESCRIBED_CERTAINTY;
                return;
            }
        }
        let epithet = definite
            && mention.head_classes.any(EPITHET)
            && !self.has_second_article(mention)
            && !self.is_owned_by_person(mention);
        let pronoun =
            mention.kind == MentionKind::Pronoun && mention.head_classes.any(HE.or(HIS).or(HIM));
        if pronoun || epithet {
            self.rank(at, mention, epithet, listener);
        }
    }

    /// "the …", "that …", "this …", "Roe’s …"
    fn starts_definite(&self, mention: &Mention) -> bool {
        let first = &self.found.reading.tokens[mention.tokens.start];
        let reading = self.found.reading;
        let before = reading.before(mention.paragraph, mention.tokens.start);
        let owned = before.is_some_and(|it| it.kind == Kind::Possessive);
        owned || first.is(ARTICLE.or(THAT)) || first.is_word() && Words::is_this(first.word)
    }

    /// "Roe’s father" is not Roe.
    fn is_owned_by_person(&self, mention: &Mention) -> bool {
        let range = self.found.mentions.of_paragraph[mention.paragraph].clone();
        let owner = mention.tokens.start.checked_sub(1);
        let before = &self.found.mentions.all[range.clone()];
        let at = range.start + before.partition_point(|it| it.tokens.start < mention.tokens.start);
        let mut owners = (range.start..at).rev().take(4);
        owners.any(|it| {
            let entity = self.referents.entity[it].map(|it| &self.found.cast.entities[it]);
            Some(self.found.mentions.all[it].tokens.end) == owner
                && entity.is_some_and(|it| it.kind.can_be_person())
        })
    }

    /// "the mayor of the city" stands for whom it says, not for whom was named last.
    fn has_second_article(&self, mention: &Mention) -> bool {
        self.found.reading.tokens[mention.tokens.clone()]
            .iter()
            .skip(1)
            .any(|it| it.is(ARTICLE))
    }

    /// Whom the story has called so before: by title, in apposition, by office.
    fn described(&self, mention: &Mention) -> Option<usize> {
        let told = Gender::of_word(mention.head_classes);
        let calls = Words::synonyms(mention.head);
        let first = mention.tokens.start + 1;
        let inner = first..first.max(mention.tokens.end - 1);
        let inner = self.found.reading.tokens[inner].iter();
        let modifiers = inner.filter(|it| it.is_word());
        let mut best = None;
        for &entity in self.scene.recent() {
            let it = &self.found.cast.entities[entity];
            let called = it.descriptors.iter().any(|&word| calls.have(word));
            if !called || told.is_some() && it.gender().is_some() && it.gender() != told {
                continue;
            }
            let shared = modifiers
                .clone()
                .filter(|word| it.descriptors.contains(&word.word))
                .count() as f32;
            let back = self.scene.paragraphs_since(entity, mention).min(8) as f32;
            let spoke = if self.scene.is_last_source(entity) {
                1.5
            } else {
                0.0
            };
            // "the minister" is not the former one, where there is another.
            let called_former = modifiers.clone().any(|it| it.is(FORMER));
            let past = match self.is_former(entity) && !called_former {
                true => 1.5,
                false => 0.0,
            };
            let score = 3.0 + shared + spoke - past - 0.25 * back + 0.1 * it.count.min(10) as f32;
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((entity, score));
            }
        }
        best.map(|(entity, _)| entity)
    }

    /// Whether the story calls somebody a former something.
    fn is_former(&self, entity: usize) -> bool {
        let words = &self.found.reading.words;
        let mut described = self.found.cast.entities[entity].descriptors.iter();
        described.any(|&it| words.classes(it).any(FORMER))
    }

    /// Weighs everybody a pronoun or epithet can stand for.
    fn rank(&mut self, at: usize, mention: &Mention, epithet: bool, listener: &mut impl Listener) {
        let told = Gender::of_word(mention.head_classes);
        let mut options = std::mem::take(&mut self.options);
        self.scene
            .put_candidates(mention, told, epithet, &mut options);
        match options.is_empty() {
            true => self.referents.entity[at] = self.named_later(at, mention, told),
            false => self.rank_options(at, mention, epithet, &options, listener),
        }
        self.options = options;
    }

    fn rank_options(
        &mut self,
        at: usize,
        mention: &Mention,
        epithet: bool,
        options: &[usize],
        listener: &mut impl Listener,
    ) {
        let told = Gender::of_word(mention.head_classes);
        let ranking = self.scene.ranking(at, options, told, epithet);
        let mut features = vec![Vec::new(); if listener.learns() { options.len() } else { 0 }];
        let mut scores = std::mem::take(&mut self.scores);
        scores.clear();
        for (place, &entity) in options.iter().enumerate() {
            let mut score = 0.0;
            ranking.features(place, &mut |feature| {
                score += self.weights.of(feature);
                if let Some(seen) = features.get_mut(place) {
                    seen.push(feature);
                }
            });
            if epithet {
                score += self.epithet_score(mention, entity);
            }
            scores.push(score);
        }
        let best = (0..options.len())
            .rev()
            .max_by(|&a, &b| scores[a].total_cmp(&scores[b]))
            .unwrap_or(0);
        let taken = if epithet {
            best
        } else {
            listener.ranked(at, options, &features, best)
        };
        let top = scores[best];
        let total: f32 = scores.iter().map(|it| (it - top).exp()).sum();
        let entity = options[taken];
        self.referents.entity[at] = Some(entity);
        let share = |place: usize| (scores[place] - top).exp() / total;
        self.referents.certainty[at] = share(taken);
        let others = (0..options.len()).filter(|&it| it != taken);
        let second = others.max_by(|&a, &b| scores[a].total_cmp(&scores[b]));
        let second = second.map(|it| (options[it], share(it)));
        self.referents.second[at] = second.filter(|it| it.1 >= WORTH_A_THOUGHT);
        self.scores = scores;
        if epithet {
            self.remember(mention, entity);
        } else if let Some(gender) = told {
            self.scene
                .note_pronoun(entity, gender, mention, self.found.links.roles[at].speaks);
        }
    }

    /// "After she left, Ann Roe said": the first fitting name later in the sentence.
    fn named_later(&self, at: usize, mention: &Mention, told: Option<Gender>) -> Option<usize> {
        let all = &self.found.mentions.all;
        let end = self.found.mentions.of_paragraph[mention.paragraph].end;
        let later = (at + 1..end)
            .take(8)
            .take_while(|&it| all[it].sentence == mention.sentence);
        let mut named = later.filter_map(|it| self.found.cast.of_mention[it]);
        named.find(|&it| {
            let entity = &self.found.cast.entities[it];
            entity.kind.can_be_person() && entity.gender().is_none_or(|it| Some(it) == told)
        })
    }

    /// The same words mean the same person; who holds another office is not meant.
    fn epithet_score(&self, mention: &Mention, entity: usize) -> f32 {
        let words = self.words(mention);
        let same = self
            .phrases
            .iter()
            .rev()
            .find(|it| it.0 == words)
            .is_some_and(|it| it.1 == entity);
        let holds = |word: &Word| self.found.reading.words.classes(*word).any(OFFICE);
        let other = mention.head_classes.any(OFFICE)
            && self.found.cast.entities[entity]
                .descriptors
                .iter()
                .any(holds);
        3.0 * f32::from(u8::from(same)) - 2.0 * f32::from(u8::from(other))
    }

    fn remember(&mut self, mention: &Mention, entity: usize) {
        let words = self.words(mention);
        self.phrases.retain(|it| it.0 != words);
        if self.phrases.len() == EPITHETS {
            self.phrases.remove(0);
        }
        self.phrases.push((words, entity));
    }

    fn words(&self, mention: &Mention) -> u64 {
        phrase_hash(&self.found.reading.tokens[mention.tokens.clone()])
    }
}

/// How often a description goes to the one who was described so: measured on the training data.
const DESCRIBED_CERTAINTY: f32 = 0.9;

/// Whom a pronoun stands for less likely than this is not remembered.
const WORTH_A_THOUGHT: f32 = 0.1;

/// Whether a name can be that of a person whom "he" or "she" stands for.
fn kind_of_person(kind: EntityKind) -> u8 {
    match kind {
        EntityKind::Person => 0,
        EntityKind::Unsure => 1,
        _ => 2,
    }
}
