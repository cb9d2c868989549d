//! Names to entities, one after another: full names first, then whatever may be short for one.

use super::misspelt::{Outline, SHORTEST_MISSPELT, one_letter_off};
use super::{ByName, Cast, Entity, EntityKind, Gender, describe, name_words};
use crate::quotes::lexicon::Word;
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::map::{WordMap, hash_of};
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;

/// At most so many bearers of one surname are told apart; keeps every story linear.
const NAMESAKES: usize = 16;

/// The cast while it is gathered.
pub(super) struct Gathering<'r, 's> {
    reading: &'r Reading<'s>,
    mentions: &'r Mentions,
    cast: &'r mut Cast,
    index: Index,
}

/// The entities, to be found again by what a name tells.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The last one with each last name.
    by_last: WordMap<Word, usize>,
    /// For each entity the one before it with the same last name.
    earlier: Vec<Option<usize>>,
    by_first: WordMap<Word, usize>,
    bodies: WordMap<u64, usize>,
    singles: WordMap<(Word, Option<bool>), usize>,
    /// The bearer of a surname named most recently.
    recent: WordMap<Word, usize>,
    /// The paragraph in which each entity was last named.
    last_paragraph: Vec<usize>,
    /// The last names of the first entities, in outline.
    outlines: Vec<Outline>,
    /// Room for the words of one name.
    words: Vec<Word>,
}

impl Index {
    pub(super) fn clear(&mut self) {
        self.by_last.clear();
        self.earlier.clear();
        self.by_first.clear();
        self.bodies.clear();
        self.singles.clear();
        self.recent.clear();
        self.last_paragraph.clear();
        self.outlines.clear();
    }

    /// Those with this last name, the latest first; no more than are told apart.
    fn bearers(&self, last: Word) -> impl Iterator<Item = usize> + Clone {
        let latest = self.by_last.get(&last).copied();
        std::iter::successors(latest, |&it| self.earlier[it]).take(NAMESAKES)
    }
}

impl<'r, 's> Gathering<'r, 's> {
    /// No entities yet.
    pub(super) fn new(
        reading: &'r Reading<'s>,
        mentions: &'r Mentions,
        cast: &'r mut Cast,
    ) -> Gathering<'r, 's> {
        Gathering {
            reading,
            mentions,
            index: std::mem::take(&mut cast.index),
            cast,
        }
    }

    /// All names are gathered.
    pub(super) fn finish(self) {
        self.cast.index = self.index;
    }

    fn classes(&self, word: Word) -> Classes {
        self.reading.words.classes(word)
    }

    /// Adds a name of two words or more, if it is a person's.
    pub(super) fn add_full_name(&mut self, at: usize) {
        let mention = &self.mentions.all[at];
        let names_person = |kind| {
            use MentionKind::{Modifier, Person, Unsure};
            matches!(kind, Person | Unsure | Modifier)
        };
        if !names_person(mention.kind) {
            return;
        }
        let mut words = std::mem::take(&mut self.index.words);
        words.clear();
        words.extend(name_words(self.reading, mention.name.clone()));
        let given = || self.classes(words[0]).any(GIVEN);
        if words.len() >= 2 && (mention.kind != MentionKind::Modifier || given()) {
            self.add_person(at, &words);
        }
        self.index.words = words;
    }

    /// Adds a person's name of these words.
    fn add_person(&mut self, at: usize, words: &[Word]) {
        let mention = &self.mentions.all[at];
        let suffix = self.reading.tokens[mention.name.clone()]
            .iter()
            .any(|it| it.is(SUFFIX));
        let known = self.bearer_of_full_name(words, suffix);
        let kind = if mention.kind == MentionKind::Person {
            EntityKind::Person
        } else {
            EntityKind::Unsure
        };
        let entity = known.unwrap_or_else(|| {
            let by_name = ByName::of(self.reading.words.text(words[0]));
            self.add_entity(kind, words, at, by_name, suffix)
        });
        let it = &mut self.cast.entities[entity];
        if words.len() > it.words {
            it.words = words.len();
            it.name = hash_of(words.iter().copied());
            it.first = words[0];
            it.fullest = at;
        }
        if kind == EntityKind::Person {
            it.kind = kind;
        }
        self.join(at, entity);
    }

    fn bearer_of_full_name(&self, words: &[Word], suffix: bool) -> Option<usize> {
        let names = &self.reading.words;
        let particle = names.classes(words[0]).any(PARTICLE);
        let fits = |&it: &usize| {
            let first = self.cast.entities[it].first;
            // "Peter Walter Rudd", "Walter Rudd"; but "Crafty Walter Rudd" is only called so.
            let longer = particle || names.classes(first).any(GIVEN);
            longer && self.ends_in(it, words)
                || names.same_given_name(words[0], first)
                || words.len() > 2 && names.same_given_name(words[1], first)
        };
        let bearers = self.index.bearers(*words.last()?);
        let several = bearers.clone().nth(1).is_some();
        let mut fitting = bearers.filter(fits);
        fitting.find(|&it| !several || self.cast.entities[it].suffix == suffix)
    }

    /// Whether the fullest name of `entity` ends in these words.
    fn ends_in(&self, entity: usize, words: &[Word]) -> bool {
        let it = &self.cast.entities[entity];
        let name = name_words(self.reading, self.mentions.all[it.fullest].name.clone());
        it.words >= words.len() && name.skip(it.words - words.len()).eq(words.iter().copied())
    }

    fn add_entity(
        &mut self,
        kind: EntityKind,
        words: &[Word],
        fullest: usize,
        by_name: Option<ByName>,
        suffix: bool,
    ) -> usize {
        let entity = self.cast.entities.len();
        let (first, last) = (words[0], words[words.len() - 1]);
        let mut earlier = None;
        if matches!(kind, EntityKind::Person | EntityKind::Unsure) && words.len() > 1 {
            earlier = self.index.by_last.insert(last, entity);
        }
        self.index.earlier.push(earlier);
        self.index.last_paragraph.push(usize::MAX);
        if entity < MISSPELT_AMONG {
            let outline = Outline::of(self.reading.words.text(last));
            self.index.outlines.push(outline);
        }
        self.cast.entities.push(Entity {
            kind,
            first,
            last,
            words: words.len(),
            name: hash_of(words.iter().copied()),
            fullest,
            suffix,
            told_gender: None,
            by_name,
            count: 0,
            descriptors: self.cast.spare.pop().unwrap_or_default(),
            in_headline: false,
        });
        entity
    }

    /// Makes the mention `at` name `entity`.
    fn join(&mut self, at: usize, entity: usize) {
        let mention = &self.mentions.all[at];
        self.cast.of_mention[at] = Some(entity);
        let titles = mention.tokens.start..mention.name.start;
        describe::add_words(
            &mut self.cast.entities[entity],
            &self.reading.tokens[titles],
        );
        let told = mention
            .honorific
            .map(|it| self.classes(it))
            .and_then(Gender::of_word);
        let it = &mut self.cast.entities[entity];
        it.told_gender = it.told_gender.or(told);
        if !mention.quoted {
            it.count += 1;
            self.index.last_paragraph[entity] = mention.paragraph;
        }
    }

    /// Makes given names known, once all full names are.
    pub(super) fn index_given_names(&mut self) {
        for (number, entity) in self.cast.entities.iter().enumerate() {
            let known = entity.kind == EntityKind::Person || self.classes(entity.first).any(GIVEN);
            if known || entity.words == 2 {
                self.index.by_first.entry(entity.first).or_insert(number);
            }
        }
    }

    /// "Ann and Mark Tilley": a lone given name that shares the surname of the next, unless somebody else
    /// in the story has that given name.
    pub(super) fn add_shared_surname(&mut self, at: usize) {
        let mention = &self.mentions.all[at];
        let first = match name_words(self.reading, mention.name.clone()).next() {
            Some(first) if mention.kind == MentionKind::Single => first,
            _ => return,
        };
        let classes = self.classes(first);
        let given = classes.any(GIVEN) && !classes.any(SURNAME_TOO);
        let unknown = || {
            !self.index.by_first.contains_key(&first) && !self.index.by_last.contains_key(&first)
        };
        if !given || self.cast.of_mention[at].is_some() || !unknown() {
            return;
        }
        if let Some(last) = self.surname_behind_and(mention) {
            let by_name = ByName::of(self.reading.words.text(first));
            let entity = self.add_entity(EntityKind::Person, &[first, last], at, by_name, false);
            self.index.by_first.insert(first, entity);
            self.join(at, entity);
        }
    }

    /// The surname of the person named by given name and surname behind "and".
    fn surname_behind_and(&self, mention: &Mention) -> Option<Word> {
        let and = self.reading.within(mention.paragraph, mention.tokens.end)?;
        let joins = and.is_word() && self.reading.words.text(and.word) == "and";
        let range = self.mentions.of_paragraph.get(mention.paragraph)?;
        let after = mention.tokens.end + 1;
        let mut others = self.mentions.all[range.clone()].iter();
        let next = others.find(|it| it.tokens.start == after && it.name.start == after)?;
        let mut words = name_words(self.reading, next.name.clone());
        let (first, last) = (words.next()?, words.next()?);
        let given = self.classes(first).any(GIVEN) && words.next().is_none();
        let person = next.kind == MentionKind::Person && !next.possessive;
        (joins && given && person).then_some(last)
    }

    /// Adds a name that is no person's full name: a surname, a given name, a body, a place.
    pub(super) fn add_short_name(&mut self, at: usize) {
        if let Some(entity) = self.cast.of_mention[at] {
            self.index
                .recent
                .insert(self.cast.entities[entity].last, entity);
            self.index.last_paragraph[entity] = self.mentions.all[at].paragraph;
            return;
        }
        let mut words = std::mem::take(&mut self.index.words);
        words.clear();
        words.extend(name_words(self.reading, self.mentions.all[at].name.clone()));
        if !words.is_empty() {
            let entity = self.entity_of_short_name(at, &words);
            self.join(at, entity);
        }
        self.index.words = words;
    }

    fn entity_of_short_name(&mut self, at: usize, words: &[Word]) -> usize {
        let mention = &self.mentions.all[at];
        if let Some(kind) = self.body_kind(mention.kind, words) {
            let name = hash_of(words.iter().copied());
            if let Some(&known) = self.index.bodies.get(&name) {
                return known;
            }
            let entity = self.add_entity(kind, words, at, None, false);
            self.index.bodies.insert(name, entity);
            return entity;
        }
        let told = mention
            .honorific
            .map(|it| self.classes(it))
            .and_then(Gender::of_word);
        self.bearer_of_surname(words[words.len() - 1], told, mention)
            .or_else(|| self.bearer_of_given_name(words, told, mention))
            .or_else(|| self.bearer_of_misspelt_name(words, mention))
            .unwrap_or_else(|| self.single(at, words, told))
    }

    /// The kind of body such a mention names; `None` for people.
    fn body_kind(&self, kind: MentionKind, words: &[Word]) -> Option<EntityKind> {
        Some(match kind {
            MentionKind::Organisation => EntityKind::Organisation,
            MentionKind::Place => EntityKind::Place,
            MentionKind::Standalone => EntityKind::Standalone,
            MentionKind::People => EntityKind::People,
            MentionKind::Acronym if !self.index.by_last.contains_key(&words[words.len() - 1]) => {
                EntityKind::Acronym
            }
            MentionKind::Modifier if words.len() > 1 => EntityKind::Organisation,
            _ => return None,
        })
    }

    /// Whom a lone surname means, among those who have it.
    fn bearer_of_surname(
        &self,
        last: Word,
        told: Option<Gender>,
        mention: &Mention,
    ) -> Option<usize> {
        let entity = |it: usize| &self.cast.entities[it];
        let recent = self.index.bearers(last);
        let is_sure = |it: usize| entity(it).kind == EntityKind::Person;
        let any_sure = recent.clone().any(is_sure);
        let fits = |&it: &usize| {
            (!any_sure || is_sure(it)) && told.is_none_or(|told| entity(it).may_be(told))
        };
        let salience = |&it: &usize| {
            let recent = self.index.recent.get(&last) == Some(&it);
            let here = self.index.last_paragraph[it] == mention.paragraph && !mention.quoted;
            let office = self.holds_title_of(it, mention);
            let agrees = told.is_some() && entity(it).gender() == told;
            8 * u32::from(agrees)
                + 5 * u32::from(office)
                + 4 * u32::from(recent)
                + entity(it).count.min(6)
                + 2 * u32::from(here)
        };
        recent.filter(fits).max_by_key(salience)
    }

    /// Whether a mention's title is an office that the story gives `entity`.
    fn holds_title_of(&self, entity: usize, mention: &Mention) -> bool {
        let titles = &self.reading.tokens[mention.tokens.start..mention.name.start];
        let descriptors = &self.cast.entities[entity].descriptors;
        let mut offices = titles.iter().filter(|it| it.is(OFFICE));
        offices.any(|it| descriptors.contains(&it.word))
    }

    /// Whom a lone given name means ("Sir Keir", "Ann").
    fn bearer_of_given_name(
        &self,
        words: &[Word],
        told: Option<Gender>,
        mention: &Mention,
    ) -> Option<usize> {
        let addressed = mention.honorific.is_none_or(|it| {
            matches!(
                self.reading.words.text(it),
                "sir" | "dame" | "lord" | "lady"
            )
        });
        let namesakes = told.is_some() && self.index.by_last.contains_key(words.last()?);
        if words.len() > 1 || !addressed || namesakes && mention.honorific.is_none() {
            return None;
        }
        self.index.by_first.get(&words[0]).copied()
    }

    /// Whom a surname means that is one letter off.
    fn bearer_of_misspelt_name(&self, words: &[Word], mention: &Mention) -> Option<usize> {
        let text = |word: Word| self.reading.words.text(word);
        let name = text(words[0]);
        if words.len() > 1 || name.len() < SHORTEST_MISSPELT || mention.quoted {
            return None;
        }
        let outline = Outline::of(name);
        let mut people =
            (0..self.index.outlines.len()).filter(|&it| outline.may_be(self.index.outlines[it]));
        people.find(|&it| {
            let entity = &self.cast.entities[it];
            let person = entity.words > 1 && entity.kind.can_be_person();
            person && one_letter_off(name, text(entity.last))
        })
    }

    /// An entity known by this one name alone.
    fn single(&mut self, at: usize, words: &[Word], told: Option<Gender>) -> usize {
        let mention = &self.mentions.all[at];
        let last = words[words.len() - 1];
        let namesake = told
            .filter(|_| self.index.by_last.contains_key(&last))
            .map(|it| it == Gender::Male);
        if let Some(&known) = self.index.singles.get(&(last, namesake)) {
            return known;
        }
        let (first, classes) = (self.classes(words[0]), self.classes(last));
        let given = classes.any(GIVEN) && !classes.any(SURNAME_TOO);
        let kind = match () {
            () if mention.honorific.is_some() || given => EntityKind::Person,
            () if classes.any(CALENDAR.or(PLACE)) && !classes.any(GIVEN) => EntityKind::Place,
            () => EntityKind::Single,
        };
        let named = first.any(GIVEN) && mention.honorific.is_none() && !first.any(SURNAME_TOO);
        let by_name = ByName::of(self.reading.words.text(words[0])).filter(|_| named);
        let entity = self.add_entity(kind, words, at, by_name, false);
        self.cast.entities[entity].told_gender = told;
        self.index.singles.insert((last, namesake), entity);
        entity
    }
}

/// A misspelt name is looked for among so many people at most.
const MISSPELT_AMONG: usize = 200;
