//! Names to the people and bodies they name: the cast of a story.
//!
//! Full names come first, clustered by last name and a given name that fits. Then, in reading
//! order, surnames, given names and the rest join whom they can mean: the only one of that name,
//! the one an honorific's gender leaves, the one named most recently.

mod describe;
mod gathering;
mod gender;
mod headline;
mod misspelt;
mod surnames;
mod unnamed;

use std::ops::Range;

use super::lexicon::Word;
use super::lexicon::classes::*;
use super::mentions::{MentionKind, Mentions};
use super::reading::Reading;
use gathering::{Gathering, Index};
pub use gender::{ByName, Degree, Gender};
use headline::BodyNames;

/// A person, body or place that the story names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The first word of its fullest name.
    pub first: Word,
    /// The last word of its name.
    pub last: Word,
    /// How many words its fullest name has, without suffix.
    pub words: usize,
    /// What they are, as one number ([`hash_of`](super::lexicon::map::hash_of)).
    pub name: u64,
    /// The mention with its fullest name.
    pub fullest: usize,
    /// Whether Jr., Sr. or a number belongs to the name.
    pub suffix: bool,
    /// Man or woman, where an honorific or another word of the story tells.
    pub told_gender: Option<Gender>,
    /// What the given name tells of it.
    pub by_name: Option<ByName>,
    /// How many mentions outside marks name it.
    pub count: u32,
    /// Words the story describes it with.
    pub descriptors: Vec<Word>,
    /// Whether the first paragraph names it.
    pub in_headline: bool,
}

/// What an entity is, as far as its names tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntityKind {
    /// A person.
    Person,
    /// Two or more unknown capitalised words: mostly a person.
    Unsure,
    /// One unknown capitalised word.
    Single,
    /// An organisation.
    Organisation,
    /// One word in capitals.
    Acronym,
    /// A place or institution that speaks under its own name.
    Standalone,
    /// A people or party.
    People,
    /// A place, day or month.
    Place,
}

impl EntityKind {
    /// Whether "he" or "she" can stand for it.
    pub fn can_be_person(self) -> bool {
        matches!(
            self,
            EntityKind::Person | EntityKind::Unsure | EntityKind::Single
        )
    }
}

impl Entity {
    /// Man or woman: as the story tells, else as the name does to nine in ten of its bearers.
    pub fn gender(&self) -> Option<Gender> {
        let by_name = self.by_name.filter(|it| it.degree >= Degree::Likely);
        self.told_gender.or(by_name.map(|it| it.gender))
    }

    /// Whether "Mr." or "Mrs." can be said of whoever it is: unless the story tells otherwise, or nearly
    /// all bearers of the name.
    pub fn may_be(&self, gender: Gender) -> bool {
        let plain = self.by_name.filter(|it| it.degree == Degree::Plain);
        let told = self.told_gender.or(plain.map(|it| it.gender));
        told.is_none_or(|it| it == gender)
    }
}

/// Who the names of a story name.
#[derive(Debug, Default)]
pub struct Cast {
    /// The entities, those with full names first.
    pub entities: Vec<Entity>,
    /// For each mention its entity, if it has one.
    pub of_mention: Vec<Option<usize>>,
    /// The first mention, outside marks, of the person named most often.
    pub main_person: Option<usize>,
    index: Index,
    /// Room for the mentions that are names.
    names: Vec<usize>,
    /// Room for descriptors.
    spare: Vec<Vec<Word>>,
}

impl Cast {
    fn clear(&mut self) {
        for mut entity in self.entities.drain(..) {
            entity.descriptors.clear();
            self.spare.push(entity.descriptors);
        }
        self.of_mention.clear();
        self.index.clear();
    }
}

/// Makes `cast` what the names of a story name.
pub fn gather(reading: &Reading<'_>, mentions: &mut Mentions, cast: &mut Cast) {
    cast.clear();
    cast.of_mention.resize(mentions.all.len(), None);
    surnames::restore(reading, mentions);
    let mut names = std::mem::take(&mut cast.names);
    names.clear();
    let all = mentions.in_text_order.iter().copied();
    names.extend(all.filter(|&at| !mentions.all[at].name.is_empty()));
    let body = BodyNames::new(reading, mentions, &names);
    names.retain(|&at| body.cut_down(reading, &mut mentions.all[at]));
    let mut gathering = Gathering::new(reading, mentions, cast);
    for &at in &names {
        gathering.add_full_name(at);
    }
    gathering.index_given_names();
    for &at in &names {
        gathering.add_shared_surname(at);
    }
    for &at in &names {
        gathering.add_short_name(at);
    }
    gathering.finish();
    cast.names = names;
    describe::note_headline(reading, mentions, cast);
    describe::describe(reading, mentions, cast);
    cast.main_person = main_person(mentions, cast);
}

fn main_person(mentions: &Mentions, cast: &Cast) -> Option<usize> {
    let people = (0..cast.entities.len()).rev();
    let people = people.filter(|&it| cast.entities[it].kind.can_be_person());
    let main = people.max_by_key(|&it| cast.entities[it].count);
    let named = |&&at: &&usize| {
        let mention = &mentions.all[at];
        let outside = !mention.quoted && mention.kind != MentionKind::Modifier;
        outside && cast.of_mention[at] == main
    };
    main.and_then(|_| mentions.in_text_order.iter().find(named).copied())
}

/// The words of a mention's name, without suffix.
pub fn name_words<'r>(
    reading: &'r Reading<'_>,
    name: Range<usize>,
) -> impl Iterator<Item = Word> + use<'r> {
    let words = reading.tokens[name].iter();
    let words = words.filter(|it| it.is_word() && !it.is(SUFFIX));
    words.map(|it| it.word)
}
