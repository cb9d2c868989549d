//! The scene at one point of a story: who was named last, where, in what role; who spoke.

use super::{Found, kind_of_person};
use crate::quotes::cast::{Entity, Gender};
use crate::quotes::features::{Feature, Template, at_most, bucket};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::Mention;

/// How many of the people named last are remembered in order.
const REMEMBERED: usize = 64;
/// How many people are weighed for one pronoun.
const MOST_CANDIDATES: usize = 24;
/// People named no further back than this can be meant, in paragraphs.
const FARTHEST: usize = 5;

/// In what role somebody was named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Quoted,
    Owner,
    Subject,
    Object,
    Preposition,
    Modifier,
}

/// Where and how somebody was named last.
#[derive(Clone, Copy)]
struct Last {
    paragraph: usize,
    sentence: u32,
    role: Role,
    quoted: bool,
    number: usize,
}

/// A pronoun of one gender that was resolved.
#[derive(Clone, Copy)]
struct Resolved {
    entity: usize,
    paragraph: usize,
    sentence: u32,
}

/// What the story has said up to one point.
pub struct Scene<'a, 's> {
    found: Found<'a, 's>,
    last: Vec<Option<Last>>,
    /// The people named last, the latest first.
    recent: Vec<usize>,
    /// Those named most often in the whole story.
    frequent: Vec<usize>,
    most_mentions: u32,
    genders: Vec<Option<Gender>>,
    said: Vec<u8>,
    votes: Vec<[u8; 2]>,
    /// Named with a title or as a source; if not, whether named like a place.
    evident: Vec<bool>,
    like_place: Vec<bool>,
    named: usize,
    source: Option<usize>,
    quoted_source: Option<usize>,
    subject: Option<usize>,
    pronouns: [Option<Resolved>; 2],
    /// The first person of this and the previous paragraph and sentence.
    first_of_paragraph: [(usize, Option<usize>); 2],
    first_of_sentence: [((usize, u32), Option<usize>); 2],
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
        let (evident, like_place) = evidence(found);
        Scene {
            found,
            last: vec![None; people.len()],
            recent: Vec::new(),
            frequent: (0..people.len()).filter(often).take(8).collect(),
            most_mentions: most,
            genders: people.iter().map(|it| it.gender).collect(),
            said: vec![0; people.len()],
            votes: vec![[0; 2]; people.len()],
            evident,
            like_place,
            named: 0,
            source: None,
            quoted_source: None,
            subject: None,
            pronouns: [None; 2],
            first_of_paragraph: [(usize::MAX, None); 2],
            first_of_sentence: [((usize::MAX, 0), None); 2],
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
        self.last[entity].map_or(usize::MAX, |it| mention.paragraph - it.paragraph)
    }

    /// A name that only describes somebody else puts its bearer on the scene, if new.
    pub fn note_modifier(&mut self, entity: usize, mention: &Mention) {
        if self.last[entity].is_none() {
            self.place(entity, mention, Role::Modifier, false);
        }
    }

    /// The mention `at` puts `entity` on the scene.
    pub fn note(&mut self, at: usize, entity: usize) {
        let mention = &self.found.mentions.all[at];
        let links = self.found.links.roles[at];
        let quoted = mention.quoted.is_some();
        let fresh_outside =
            self.last[entity].is_some_and(|it| mention.paragraph - it.paragraph <= 1 && !it.quoted);
        if quoted && fresh_outside {
            return;
        }
        let role = self.role(at, mention);
        self.named += 1;
        self.place(entity, mention, role, quoted);
        if quoted {
            return;
        }
        note_first(&mut self.first_of_paragraph, mention.paragraph, entity);
        note_first(
            &mut self.first_of_sentence,
            (mention.paragraph, mention.sentence),
            entity,
        );
        if links.speaks {
            self.source = Some(entity);
            self.said[entity] = self.said[entity].saturating_add(1);
        }
        if links.acts && self.has_segment(mention) {
            self.quoted_source = Some(entity);
        }
        if role == Role::Subject {
            self.subject = Some(entity);
        }
    }

    fn role(&self, at: usize, mention: &Mention) -> Role {
        let links = self.found.links.roles[at];
        let before = self
            .found
            .reading
            .before(mention.paragraph, mention.tokens.start);
        match () {
            () if mention.quoted.is_some() => Role::Quoted,
            () if mention.possessive => Role::Owner,
            () if links.speaks => Role::Subject,
            () if before.is_some_and(|it| it.is(PREPOSITION)) => Role::Preposition,
            () if links.subject => Role::Subject,
            () => Role::Object,
        }
    }

    fn has_segment(&self, mention: &Mention) -> bool {
        !self.segments_of_sentence(mention).is_empty()
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
        self.last[entity] = Some(Last {
            paragraph: mention.paragraph,
            sentence: mention.sentence,
            role,
            quoted,
            number: self.named,
        });
        match self.recent.iter().position(|&it| it == entity) {
            Some(at) => {
                self.recent.remove(at);
            }
            None => self.recent.truncate(REMEMBERED - 1),
        }
        self.recent.insert(0, entity);
    }

    /// A pronoun was taken to stand for `entity`. Twice by a speaking one tells the gender.
    pub fn note_pronoun(&mut self, entity: usize, gender: Gender, mention: &Mention, speaks: bool) {
        let resolved = Resolved {
            entity,
            paragraph: mention.paragraph,
            sentence: mention.sentence,
        };
        self.pronouns[gender as usize] = Some(resolved);
        let votes = &mut self.votes[entity][gender as usize];
        *votes = votes.saturating_add(1);
        if *votes >= 2 && speaks {
            self.genders[entity] = self.genders[entity].or(Some(gender));
        }
    }

    /// Everybody a pronoun or epithet at `mention` can stand for, the one named last first.
    pub fn candidates(&self, mention: &Mention, told: Option<Gender>, epithet: bool) -> Vec<usize> {
        let fits = |it: &usize| {
            let gender = self.genders[*it];
            let known = !epithet || gender.is_some() || self.evident[*it];
            known && (told.is_none() || gender.is_none() || gender == told)
        };
        let near = |it: &usize| self.paragraphs_since(*it, mention) <= FARTHEST;
        let recent = self
            .recent
            .iter()
            .copied()
            .filter(|it| near(it) && fits(it));
        let mut res: Vec<usize> = recent.take(MOST_CANDIDATES).collect();
        for &often in self
            .frequent
            .iter()
            .filter(|it| self.last[**it].is_some() && fits(it))
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
        res.sort_by_key(|&it| std::cmp::Reverse(self.last[it].map(|last| last.number)));
        res
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
        let segments = self.segments_of_sentence(mention).take(16);
        let named = segments
            .flat_map(|it| self.found.reading.segments[it].names.clone())
            .take(64);
        Ranking {
            scene: self,
            mention,
            options,
            told,
            epithet,
            speaks: self.found.links.roles[at].speaks,
            named_inside: named
                .filter_map(|it| self.found.cast.of_mention[it])
                .collect(),
        }
    }
}

/// Which entities are surely people, and which of the others are named like places ("in Poe").
fn evidence(found: Found<'_, '_>) -> (Vec<bool>, Vec<bool>) {
    let mut evident = vec![false; found.cast.entities.len()];
    let mut like_place = evident.clone();
    for (at, mention) in found.mentions.all.iter().enumerate() {
        let Some(entity) = found.cast.of_mention[at].filter(|_| mention.quoted.is_none()) else {
            continue;
        };
        evident[entity] |= mention.honorific.is_some() || found.links.roles[at].speaks;
        let before = found
            .reading
            .before(mention.paragraph, mention.tokens.start);
        like_place[entity] |= before.is_some_and(|it| it.is(BEFORE_PLACE));
    }
    for (place, evident) in like_place.iter_mut().zip(&evident) {
        *place &= !evident;
    }
    (evident, like_place)
}

fn note_first<K: PartialEq>(firsts: &mut [(K, Option<usize>); 2], key: K, entity: usize) {
    if firsts[0].0 != key {
        firsts.swap(0, 1);
        firsts[0] = (key, Some(entity));
    }
}

fn first_of<K: PartialEq>(firsts: &[(K, Option<usize>); 2], key: &K) -> Option<usize> {
    firsts.iter().find(|it| it.0 == *key)?.1
}

/// The people weighed for one pronoun.
pub struct Ranking<'r, 'a, 's> {
    scene: &'r Scene<'a, 's>,
    mention: &'r Mention,
    options: &'r [usize],
    told: Option<Gender>,
    epithet: bool,
    speaks: bool,
    named_inside: Vec<usize>,
}

impl Ranking<'_, '_, '_> {
    /// Gives the features of the option at `place`.
    pub fn features(&self, place: usize, emit: &mut impl FnMut(Feature)) {
        let entity = self.options[place];
        let Some(last) = self.scene.last[entity] else {
            return;
        };
        let who = &self.scene.found.cast.entities[entity];
        let scene = self.distance(&last);
        self.of_identity(entity, who, emit);
        self.of_place(entity, place, &last, scene, emit);
        self.of_speech(entity, scene, emit);
        self.of_sequence(entity, emit);
        if last.quoted {
            emit(Feature::new(Template::WhoInside, [scene]));
        }
    }

    /// How far back somebody was last named: a value of `SCENE`.
    fn distance(&self, last: &Last) -> u8 {
        let paragraphs = self.mention.paragraph - last.paragraph;
        match paragraphs {
            0 if last.sentence == self.mention.sentence => 0,
            0 if last.sentence + 1 == self.mention.sentence => 1,
            0 => 2,
            _ => 2 + at_most(paragraphs, 4),
        }
    }

    fn of_identity(&self, entity: usize, who: &Entity, emit: &mut impl FnMut(Feature)) {
        let scene = self.scene;
        let gender = scene.genders[entity];
        let agrees = if self.epithet {
            gender.is_some()
        } else {
            gender == self.told
        };
        let [evident, like_place] = [scene.evident[entity], scene.like_place[entity]].map(u8::from);
        emit(Feature::new(
            Template::WhoGender,
            [
                u8::from(agrees),
                kind_of_person(who.kind),
                evident,
                like_place,
            ],
        ));
        if gender.is_none() {
            let first = scene.found.reading.words.text(who.first);
            let feminine = ["a", "ie", "ette", "elle"]
                .iter()
                .any(|it| first.ends_with(it));
            let ending = if feminine { 0 } else { 3 } + self.told.map_or(2, |it| it as u8);
            emit(Feature::new(
                Template::WhoEnding,
                [ending, u8::from(who.words.len() > 1)],
            ));
        }
        let share = who.count as f32 / scene.most_mentions as f32;
        let share = [0.15, 0.34, 0.67, 0.99]
            .iter()
            .position(|&cut| share <= cut)
            .unwrap_or(4);
        emit(Feature::new(Template::WhoShare, [share as u8]));
        emit(Feature::new(
            Template::WhoCount,
            [bucket(who.count as usize, &[0, 1, 3, 8])],
        ));
        if who.in_headline {
            emit(Feature::new(Template::WhoHeadline, []));
        }
    }

    fn of_place(
        &self,
        entity: usize,
        place: usize,
        last: &Last,
        scene: u8,
        emit: &mut impl FnMut(Feature),
    ) {
        let role = last.role as u8;
        let recent = u8::from(self.scene.source == Some(entity))
            + 2 * u8::from(self.scene.subject == Some(entity));
        emit(Feature::new(Template::WhoScene, [scene, role, recent]));
        emit(Feature::new(
            Template::WhoRecentRank,
            [recent, at_most(place, 2)],
        ));
        emit(Feature::new(
            Template::WhoDistance,
            [bucket(self.scene.named - last.number, &[1, 2, 3, 5, 9, 15])],
        ));
        emit(Feature::new(Template::WhoWhere, [scene]));
        emit(Feature::new(Template::WhoRole, [scene, role]));
        emit(Feature::new(Template::WhoRank, [at_most(place, 4)]));
        emit(Feature::new(
            Template::WhoRankOf,
            [at_most(place, 2), at_most(self.options.len(), 4)],
        ));
        if self.speaks {
            emit(Feature::new(Template::WhoSpeaks, [scene, role]));
        }
    }

    fn of_speech(&self, entity: usize, scene: u8, emit: &mut impl FnMut(Feature)) {
        let it = self.scene;
        let speaks = u8::from(self.speaks);
        if self.named_inside.contains(&entity) {
            emit(Feature::new(Template::WhoNamedInside, [speaks]));
        }
        if it.quoted_source == Some(entity) {
            emit(Feature::new(Template::WhoQuotedLast, [scene, speaks]));
        }
        if it.source == Some(entity) {
            emit(Feature::new(Template::WhoSourceLast, [scene]));
            emit(Feature::new(Template::WhoSourceSpeaks, [speaks]));
        }
        if it.subject == Some(entity) {
            emit(Feature::new(Template::WhoSubjectLast, [scene]));
        }
        if it.said[entity] > 0 {
            emit(Feature::new(Template::WhoSaid, [it.said[entity].min(2)]));
        }
    }

    fn of_sequence(&self, entity: usize, emit: &mut impl FnMut(Feature)) {
        let (it, at) = (self.scene, self.mention);
        let speaks = u8::from(self.speaks);
        let before = self
            .told
            .and_then(|told| it.pronouns[told as usize])
            .filter(|it| it.entity == entity);
        if let Some(before) = before {
            let back = at.paragraph - before.paragraph;
            let same = back == 0 && before.sentence == at.sentence;
            emit(Feature::new(
                Template::WhoPronounLast,
                [at_most(back, 3), 0],
            ));
            let place = if same { 3 } else { at_most(back, 2) };
            emit(Feature::new(Template::WhoPronounSentence, [place, speaks]));
        }
        if let Some(told) = self.told {
            let [own, other] =
                [told as usize, 1 - told as usize].map(|it| self.scene.votes[entity][it]);
            emit(Feature::new(Template::WhoVoted, [own.min(3), other.min(3)]));
        }
        for back in 0..2 {
            let paragraph = at.paragraph.checked_sub(back);
            if paragraph.and_then(|it| first_of(&self.scene.first_of_paragraph, &it))
                == Some(entity)
            {
                emit(Feature::new(Template::WhoFirst, [back as u8]));
            }
            let sentence = at
                .sentence
                .checked_sub(back as u32)
                .map(|it| (at.paragraph, it));
            if sentence.and_then(|it| first_of(&self.scene.first_of_sentence, &it)) == Some(entity)
            {
                emit(Feature::new(Template::WhoFirstSentence, [back as u8]));
            }
        }
    }
}
