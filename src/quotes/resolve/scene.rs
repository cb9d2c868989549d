//! The scene at one point of a story: who was named last, where, in what role; who spoke.

use super::Found;
use super::ranking::Ranking;
use crate::quotes::cast::{ByName, Degree, EntityKind, Gender};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::Mention;
use crate::quotes::tokens::Token;

/// How many of the people named last are remembered in order.
const REMEMBERED: usize = 64;
/// How many people are weighed for one pronoun.
const MOST_CANDIDATES: usize = 24;
/// People named no further back than this can be meant, in paragraphs.
const FARTHEST: usize = 5;

/// Whoever bears a name of the other gender can be meant if named no further back, in paragraphs.
const IN_SPITE_OF_NAME: usize = 1;

/// So many tokens behind a name may say who bears it.
const DESCRIPTION: usize = 6;

/// In what role somebody was named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Quoted,
    Owner,
    Subject,
    Object,
    Preposition,
    Modifier,
}

/// Where and how somebody was named last.
#[derive(Clone, Copy)]
pub(super) struct Last {
    pub(super) paragraph: usize,
    pub(super) sentence: u32,
    pub(super) role: Role,
    pub(super) quoted: bool,
    pub(super) number: usize,
}

/// A pronoun of one gender that was resolved.
#[derive(Clone, Copy)]
pub(super) struct Resolved {
    pub(super) entity: usize,
    pub(super) paragraph: usize,
    pub(super) sentence: u32,
}

/// What the story has said of somebody up to one point.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing {
    pub(super) last: Option<Last>,
    pub(super) gender: Option<Gender>,
    /// How far the name alone speaks for a gender; `None` where the story tells it, or the name nothing.
    pub(super) by_name: Option<ByName>,
    /// How often something was said by them.
    pub(super) said: u8,
    /// The paragraph that named them first and said who they are.
    pub(super) introduced: Option<usize>,
    /// How often each of "he" and "she" stood for them.
    pub(super) votes: [u8; 2],
    /// Named with a title or as a source; if not, whether named like a place. Anywhere in the story.
    pub(super) evident: bool,
    pub(super) like_place: bool,
    /// Named like a place and never with a title, of unknown gender: descriptions are of others.
    pub(super) place: bool,
    /// Whether all words of the name are everyday words.
    pub(super) ordinary: bool,
    /// Whether the first word of the name ends as women's names do. Told only of those whose gender
    /// is not known before the first word.
    pub(super) feminine: bool,
}

/// What the story has said up to one point.
pub struct Scene<'a, 's> {
    pub(super) found: Found<'a, 's>,
    /// What has been said of each entity.
    pub(super) people: Vec<Standing>,
    /// The people named last, the latest first.
    pub(super) recent: Vec<usize>,
    /// Those named most often in the whole story.
    pub(super) frequent: Vec<usize>,
    pub(super) most_mentions: u32,
    pub(super) named: usize,
    pub(super) source: Option<usize>,
    pub(super) subject: Option<usize>,
    pub(super) pronouns: [Option<Resolved>; 2],
    /// The first person of this and the previous paragraph and sentence.
    pub(super) first_of_paragraph: Firsts<usize>,
    pub(super) first_of_sentence: Firsts<(usize, u32)>,
}

impl<'a, 's> Scene<'a, 's> {
    /// The scene before the first word.
    pub fn new(found: Found<'a, 's>) -> Scene<'a, 's> {
        let people = &found.cast.entities;
        let most = people
            .iter()
            .filter(|it| it.kind.can_be_person())
            .map(|it| it.count)
            .max()
            .unwrap_or(0)
            .max(1);
        let often = |it: &usize| {
            people[*it].kind.can_be_person() && people[*it].count >= 3.max(most.div_ceil(2))
        };
        Scene {
            found,
            people: standings(found),
            recent: Vec::with_capacity(REMEMBERED),
            frequent: (0..people.len()).filter(often).take(8).collect(),
            most_mentions: most,
            named: 0,
            source: None,
            subject: None,
            pronouns: [None; 2],
            first_of_paragraph: [None; 2],
            first_of_sentence: [None; 2],
        }
    }

    /// The people named last, the latest first.
    pub fn recent(&self) -> &[usize] {
        &self.recent
    }

    /// Whether `entity` was the last to say something.
    pub fn is_last_source(&self, entity: usize) -> bool {
        self.source == Some(entity)
    }

    /// How many paragraphs before `mention` the entity was last named.
    pub fn paragraphs_since(&self, entity: usize, mention: &Mention) -> usize {
        self.people[entity]
            .last
            .map_or(usize::MAX, |it| mention.paragraph - it.paragraph)
    }

    /// A name that only describes somebody else puts its bearer on the scene, if new.
    pub fn note_modifier(&mut self, entity: usize, mention: &Mention) {
        if self.people[entity].last.is_none() {
            self.place(entity, mention, Role::Modifier, false);
        }
    }

    /// The mention `at` puts `entity` on the scene.
    pub fn note(&mut self, at: usize, entity: usize) {
        let mention = &self.found.mentions.all[at];
        let links = self.found.links.roles[at];
        let quoted = mention.quoted;
        let fresh_outside = self.people[entity]
            .last
            .is_some_and(|it| mention.paragraph - it.paragraph <= 1 && !it.quoted);
        if quoted && fresh_outside {
            return;
        }
        let role = self.role(at, mention);
        let new = self.people[entity].last.is_none() && !quoted;
        if new && self.is_described(mention) {
            self.people[entity].introduced = Some(mention.paragraph);
        }
        self.named += 1;
        self.place(entity, mention, role, quoted);
        if quoted {
            return;
        }
        let acts = role == Role::Subject;
        let sentence = (mention.paragraph, mention.sentence);
        note_first(
            &mut self.first_of_paragraph,
            mention.paragraph,
            entity,
            acts,
        );
        note_first(&mut self.first_of_sentence, sentence, entity, acts);
        if links.speaks {
            self.source = Some(entity);
            self.people[entity].said = self.people[entity].said.saturating_add(1);
        }
        if role == Role::Subject {
            self.subject = Some(entity);
        }
    }

    /// "Roe, a baker,", "Roe, 43,": whether what stands behind a name says who bears it.
    fn is_described(&self, mention: &Mention) -> bool {
        let reading = self.found.reading;
        let after = |steps: usize| reading.within(mention.paragraph, mention.tokens.end + steps);
        let person = HUMAN.or(OFFICE).or(TITLE);
        let says = |it: &Token| {
            it.is_word()
                && (it.is(person)
                    || reading
                        .words
                        .text(it.word)
                        .starts_with(|it: char| it.is_ascii_digit()))
        };
        after(0).is_some_and(|it| it.is_mark(',')) && (1..=DESCRIPTION).filter_map(after).any(says)
    }

    fn role(&self, at: usize, mention: &Mention) -> Role {
        let links = self.found.links.roles[at];
        let before = self
            .found
            .reading
            .before(mention.paragraph, mention.tokens.start);
        match () {
            () if mention.quoted => Role::Quoted,
            () if mention.possessive => Role::Owner,
            () if links.speaks => Role::Subject,
            () if before.is_some_and(|it| it.is(PREPOSITION)) => Role::Preposition,
            () if links.subject => Role::Subject,
            () => Role::Object,
        }
    }

    /// The segments in the sentence of a mention.
    fn segments_of_sentence(&self, mention: &Mention) -> std::ops::Range<usize> {
        let reading = self.found.reading;
        let tokens = reading.sentence(mention.paragraph, mention.sentence);
        let range = reading.paragraphs[mention.paragraph].segments.clone();
        let from = range.start
            + reading.segments[range.clone()].partition_point(|it| it.token < tokens.start);
        let to = range.start + reading.segments[range].partition_point(|it| it.token < tokens.end);
        from..to
    }

    fn place(&mut self, entity: usize, mention: &Mention, role: Role, quoted: bool) {
        self.people[entity].last = Some(Last {
            paragraph: mention.paragraph,
            sentence: mention.sentence,
            role,
            quoted,
            number: self.named,
        });
        match self.recent.iter().position(|&it| it == entity) {
            Some(at) => self.recent[..=at].rotate_right(1),
            None => {
                self.recent.truncate(REMEMBERED - 1);
                self.recent.insert(0, entity);
            }
        }
    }

    /// A pronoun was taken to stand for `entity`. Twice by a speaking one tells the gender; the story's own
    /// words overrule what a name leans to.
    pub fn note_pronoun(&mut self, entity: usize, gender: Gender, mention: &Mention, speaks: bool) {
        let resolved = Resolved {
            entity,
            paragraph: mention.paragraph,
            sentence: mention.sentence,
        };
        self.pronouns[gender as usize] = Some(resolved);
        let votes = &mut self.people[entity].votes[gender as usize];
        *votes = votes.saturating_add(1);
        let votes = *votes;
        let it = &mut self.people[entity];
        let belied = it.by_name.filter(|by| by.gender != gender);
        // Once is enough against a name that only leans to the other gender.
        let overruled = belied.is_some_and(|by| by.degree < Degree::Plain);
        if overruled || votes >= 2 && speaks {
            it.gender = it.gender.filter(|_| belied.is_none()).or(Some(gender));
            it.by_name = None;
        }
    }

    /// Makes `res` everybody a pronoun or epithet at `mention` can stand for, the one named last first.
    pub fn put_candidates(
        &self,
        mention: &Mention,
        told: Option<Gender>,
        epithet: bool,
        res: &mut Vec<usize>,
    ) {
        let fits = |it: &usize| {
            let gender = self.people[*it].gender;
            let known = !epithet || gender.is_some() || self.people[*it].evident;
            let place = epithet && self.people[*it].place;
            let fits = told.is_none() || gender.is_none() || gender == told;
            // A name is no veto: who was named just now may be meant, or spoke last if the name is plain.
            let in_spite = || {
                let by_name = self.people[*it].by_name;
                let may =
                    by_name.is_some_and(|by| by.degree < Degree::Plain || self.is_last_source(*it));
                may && !epithet && self.paragraphs_since(*it, mention) <= IN_SPITE_OF_NAME
            };
            known && !place && (fits || in_spite())
        };
        let near = |it: &usize| self.paragraphs_since(*it, mention) <= FARTHEST;
        let recent = self
            .recent
            .iter()
            .copied()
            .filter(|it| near(it) && fits(it));
        res.clear();
        res.extend(recent.take(MOST_CANDIDATES));
        for &often in self
            .frequent
            .iter()
            .filter(|it| self.people[**it].last.is_some() && fits(it))
        {
            if !res.contains(&often) {
                res.push(often);
            }
        }
        if res.is_empty() && !epithet {
            res.extend(
                self.recent
                    .iter()
                    .copied()
                    .filter(fits)
                    .take(MOST_CANDIDATES),
            );
        }
        // Where two are named just now and both plainly of the other gender, nobody known is meant.
        let plainly_another = |it: &usize| {
            let by_name = self.people[*it].by_name;
            by_name.is_some_and(|it| {
                it.degree == Degree::Plain && told.is_some_and(|told| told != it.gender)
            })
        };
        if res.len() > 1 && res.iter().all(plainly_another) {
            res.clear();
        }
        res.sort_by_key(|&it| std::cmp::Reverse(self.people[it].last.map(|last| last.number)));
    }

    /// The features of each of `options` for the mention `at`.
    pub fn ranking<'r>(
        &'r self,
        at: usize,
        options: &'r [usize],
        told: Option<Gender>,
        epithet: bool,
    ) -> Ranking<'r, 'a, 's> {
        let mention = &self.found.mentions.all[at];
        Ranking {
            scene: self,
            mention,
            options,
            told,
            epithet,
            speaks: self.found.links.roles[at].speaks,
            segments: self.segments_of_sentence(mention),
        }
    }
}

/// What is known of the entities before the first word: their genders, which of them are surely people,
/// and which of the others are named like places ("in Poe").
fn standings(found: Found<'_, '_>) -> Vec<Standing> {
    let known = found.cast.entities.iter().map(|it| Standing {
        gender: it.gender(),
        by_name: it.by_name.filter(|_| it.told_gender.is_none()),
        place: it.gender().is_none() && it.kind == EntityKind::Single,
        ordinary: found.has_ordinary_name(it),
        feminine: it.gender().is_none() && is_feminine(found.reading.words.text(it.first)),
        ..Standing::default()
    });
    let mut res: Vec<Standing> = known.collect();
    let mut within = vec![false; res.len()];
    for (at, mention) in found.mentions.all.iter().enumerate() {
        let Some(entity) = found.cast.of_mention[at].filter(|_| !mention.quoted) else {
            continue;
        };
        let titled = mention.honorific.is_some();
        res[entity].evident |= titled || found.links.roles[at].speaks;
        res[entity].place &= !titled;
        let before = found
            .reading
            .before(mention.paragraph, mention.tokens.start);
        let before = before.filter(|it| it.is(BEFORE_PLACE));
        res[entity].like_place |= before.is_some();
        let text = |it: &Token| found.reading.words.text(it.word);
        within[entity] |= before.is_some_and(|it| matches!(text(it), "in" | "near"));
    }
    for (it, within) in res.iter_mut().zip(within) {
        it.place &= within;
        it.like_place &= !it.evident;
    }
    res
}

/// Whether a name ends as women's names do.
fn is_feminine(name: &str) -> bool {
    let endings = ["a", "ie", "ette", "elle"];
    endings.iter().any(|it| name.ends_with(it))
}

/// Who was named first under one key; who does something there comes before who does not ("With Poe,
/// Roe made it clear").
#[derive(Clone, Copy)]
pub(super) struct First<K> {
    key: K,
    entity: usize,
    acts: bool,
}

/// Those of this paragraph or sentence and the one before.
pub(super) type Firsts<K> = [Option<First<K>>; 2];

fn note_first<K: PartialEq>(firsts: &mut Firsts<K>, key: K, entity: usize, acts: bool) {
    let known = firsts[0].as_ref().filter(|it| it.key == key);
    if known.is_some_and(|it| it.acts || !acts) {
        return;
    }
    if known.is_none() {
        firsts.swap(0, 1);
    }
    firsts[0] = Some(First { key, entity, acts });
}

/// Who came first, for one key.
pub(super) fn first_of<K: PartialEq>(firsts: &Firsts<K>, key: &K) -> Option<usize> {
    let mut firsts = firsts.iter().flatten();
    firsts.find(|it| it.key == *key).map(|it| it.entity)
}
