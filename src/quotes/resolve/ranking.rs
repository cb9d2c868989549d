//! The features of each person that a pronoun may stand for.

use std::ops::Range;

use super::kind_of_person;
use super::scene::{Last, Scene, first_of};
use crate::quotes::cast::{Entity, Gender};
use crate::quotes::features::{Feature, Template, at_most, bucket};
use crate::quotes::mentions::Mention;

/// The people weighed for one pronoun.
pub struct Ranking<'r, 'a, 's> {
    pub(super) scene: &'r Scene<'a, 's>,
    pub(super) mention: &'r Mention,
    pub(super) options: &'r [usize],
    pub(super) told: Option<Gender>,
    pub(super) epithet: bool,
    pub(super) speaks: bool,
    /// The segments of its sentence.
    pub(super) segments: Range<usize>,
}

impl Ranking<'_, '_, '_> {
    /// Gives the features of the option at `place`.
    pub fn features(&self, place: usize, emit: &mut impl FnMut(Feature)) {
        let entity = self.options[place];
        let Some(last) = self.scene.people[entity].last else {
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
        let gender = scene.people[entity].gender;
        let agrees = if self.epithet {
            gender.is_some()
        } else {
            gender == self.told
        };
        let standing = &scene.people[entity];
        let [evident, like_place] = [standing.evident, standing.like_place].map(u8::from);
        emit(Feature::new(
            Template::WhoGender,
            [
                u8::from(agrees),
                kind_of_person(who.kind),
                evident,
                like_place,
            ],
        ));
        emit(Feature::new(
            Template::WhoWords,
            [
                u8::from(scene.people[entity].ordinary),
                kind_of_person(who.kind),
                evident,
            ],
        ));
        let against = standing
            .by_name
            .filter(|it| self.told.is_some_and(|told| told != it.gender));
        if let Some(by_name) = against {
            emit(Feature::new(Template::WhoAgainst, [by_name.degree as u8]));
        }
        if gender.is_none() {
            let ending = if standing.feminine { 0 } else { 3 } + self.told.map_or(2, |it| it as u8);
            emit(Feature::new(
                Template::WhoEnding,
                [ending, u8::from(who.words > 1)],
            ));
        }
        let share = who.count as f32 / scene.most_mentions as f32;
        let share = [0.15, 0.34, 0.67, 0.99]
            .iter()
            .position(|&cut| share <= cut)
            .unwrap_or(4);
        emit(Feature::new(Template::WhoShare, [share as u8]));
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
        emit(Feature::new(Template::WhoRank, [at_most(place, 4)]));
        if self.speaks {
            emit(Feature::new(Template::WhoSpeaks, [scene, role]));
        }
        let told = self.told;
        let agrees = |it: usize| {
            let gender = self.scene.people[it].gender;
            gender.is_some() && (told.is_none() || gender == told)
        };
        let agreeing = self.options[..place]
            .iter()
            .filter(|&&it| agrees(it))
            .count();
        emit(Feature::new(
            Template::WhoRankAgreeing,
            [
                u8::from(agrees(entity)),
                at_most(agreeing, 3),
                u8::from(self.speaks),
            ],
        ));
    }

    fn of_speech(&self, entity: usize, scene: u8, emit: &mut impl FnMut(Feature)) {
        let it = self.scene;
        let speaks = u8::from(self.speaks);
        if self.is_named_inside(entity) {
            emit(Feature::new(Template::WhoNamedInside, [speaks]));
        }
        if it.source == Some(entity) {
            emit(Feature::new(Template::WhoSourceLast, [scene]));
            emit(Feature::new(Template::WhoSourceSpeaks, [speaks]));
        }
        if it.subject == Some(entity) {
            emit(Feature::new(Template::WhoSubjectLast, [scene]));
        }
        let last = it.people[entity].last.map(|it| it.paragraph);
        if last.is_some() && it.people[entity].introduced == last {
            emit(Feature::new(Template::WhoIntroduced, [scene, speaks]));
        }
        if it.people[entity].said > 0 {
            emit(Feature::new(
                Template::WhoSaid,
                [it.people[entity].said.min(2)],
            ));
        }
    }

    /// Whether the entity is named between marks of the sentence.
    fn is_named_inside(&self, entity: usize) -> bool {
        let found = &self.scene.found;
        let segments = found.reading.segments[self.segments.clone()].iter();
        let mut named = segments.take(16).flat_map(|it| it.names.clone()).take(64);
        named.any(|it| found.cast.of_mention[it] == Some(entity))
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
                [told as usize, 1 - told as usize].map(|it| self.scene.people[entity].votes[it]);
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
