//! The answer "no quotation": its features.

use super::facts::Facts;
use super::{Chooser, Previous};
use crate::quotes::features::{Feature, Template, bucket};
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, Link};
use crate::quotes::tokens::Kind;

impl Chooser<'_, '_, '_> {
    /// Gives the features of the answer "no quotation".
    pub(super) fn none_features(
        &self,
        facts: &Facts,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Feature),
    ) {
        emit(Feature::new(Template::NoneAtAll, []));
        look_features(facts, emit);
        self.none_cue_features(facts, emit);
        self.none_context_features(facts, previous, emit);
        self.none_clause_features(facts, emit);
        let named = self.named(facts);
        emit(Feature::new(Template::NoneNamed, [named, facts.wording]));
        emit(Feature::new(
            Template::NoneNamedLength,
            [named, facts.length],
        ));
    }

    /// Whether the words beside the segment make it a name: a value of `NAMED`.
    fn named(&self, facts: &Facts) -> u8 {
        let reading = self.found.reading;
        let back = |steps: usize| {
            let at = facts.token.checked_sub(steps)?;
            let it = reading.within(facts.paragraph, at)?;
            (it.sentence == facts.sentence).then_some(it)
        };
        let is =
            |steps, classes: Classes| back(steps).is_some_and(|it| it.is_word() && it.is(classes));
        let next = reading
            .within(facts.paragraph, facts.token + 1)
            .filter(|it| it.is_word() && it.sentence == facts.sentence);
        let comma = back(1).is_some_and(|it| it.is_mark(','));
        let joined = is(1, AS.or(OF).or(BY).or(ARTICLE).or(PREPOSITION));
        let owner = back(1).is_some_and(|it| it.kind == Kind::Possessive) && is(2, CAPITAL);
        let title = matches!(facts.wording, 1 | 2);
        match () {
            () if is(1, NAMING) || joined && is(2, NAMING) => 1,
            () if is(1, WORK) || comma && is(2, WORK) => 2,
            () if next.is_some_and(|it| it.is(WORK)) => 3,
            () if owner && title => 4,
            () if is(1, PREPOSITION) && title => 5,
            () if next.is_some_and(|it| it.is(HUMAN.or(PLURAL_HUMAN))) => 6,
            () => 0,
        }
    }

    /// What the nearest verb of saying with a source says before the segment: whether that stands
    /// in its clause.
    fn none_clause_features(&self, facts: &Facts, emit: &mut impl FnMut(Feature)) {
        let tokens = &self.found.reading.tokens;
        let spoken = |it: &Link| {
            it.kind.is_source() && (it.class.introduces_speech() || it.class == CueClass::Medium)
        };
        let before = |it: &&Link| {
            it.cue < facts.token && tokens[it.cue].sentence == facts.sentence && spoken(it)
        };
        let Some(link) = self.links_near(facts).filter(before).last() else {
            return;
        };
        let next = self.next_word(facts.paragraph, link.cue + 1);
        let commas = self.signs_among(&(link.cue..facts.token)).commas;
        emit(Feature::new(
            Template::NoneClause,
            [link.class as u8, next, commas.min(2)],
        ));
    }

    /// Words of saying near the segment.
    fn none_cue_features(&self, facts: &Facts, emit: &mut impl FnMut(Feature)) {
        let tokens = &self.found.reading.tokens;
        let before = |it: &&Link| it.cue < facts.token && tokens[it.cue].sentence == facts.sentence;
        let nearest = self.links_near(facts).filter(before).last();
        let (cue, gap) = nearest.map_or((0, 0), |it| (it.class as u8, facts.token - 1 - it.cue));
        let gap = bucket(gap, &[0, 1, 2, 3, 5, 8, 14, 25]);
        emit(Feature::new(Template::NoneNearestCue, [cue, gap]));
        emit(Feature::new(Template::NoneCued, [u8::from(facts.cued)]));
        let mut near = self.links_near(facts);
        let spoken = u8::from(near.any(|it| it.class.introduces_speech()));
        emit(Feature::new(Template::NoneCuedParagraph, [spoken]));
    }

    /// The words and segments beside the segment.
    fn none_context_features(
        &self,
        facts: &Facts,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Feature),
    ) {
        let reading = self.found.reading;
        let before = reading.before(facts.paragraph, facts.token);
        if let Some(before) = before.filter(|it| it.is(BEFORE_WORK)) {
            let work = work(reading.words.text(before.word));
            emit(Feature::new(Template::NoneWork, [work]));
        }
        let near_work = u8::from(facts.near_work);
        emit(Feature::new(
            Template::NoneWorkNear,
            [near_work, facts.wording],
        ));
        let next = reading.within(facts.paragraph, facts.token + 1);
        if next.is_some_and(|it| it.is_word() && it.sentence == facts.sentence) {
            emit(Feature::new(Template::NoneNextWord, []));
        }
        let last = facts
            .segment
            .checked_sub(1)
            .map(|it| reading.segments[it].token);
        let sentence = reading.sentence(facts.paragraph, facts.sentence);
        if last.is_some_and(|it| sentence.contains(&it)) {
            let then_none = u8::from(previous.is_some_and(|it| it.then_none));
            emit(Feature::new(Template::NoneAfterNone, [then_none]));
        }
        if !reading.segments[facts.segment].closed {
            emit(Feature::new(Template::NoneUnclosed, []));
        }
    }
}

/// What the segment's own words and the signs around it look like.
fn look_features(facts: &Facts, emit: &mut impl FnMut(Feature)) {
    use Template::*;
    let length = facts.length.min(4);
    let mut give = |template, operands: [u8; 2]| emit(Feature::new(template, operands));
    give(NoneLength, [facts.length, 0]);
    give(NoneTitleCase, [u8::from(facts.title_case), length]);
    give(NoneBefore, [facts.before, length]);
    give(NoneEnd, [facts.end, length]);
    give(NoneCase, [facts.case, 0]);
    give(NoneFirstPerson, [u8::from(facts.first_person), 0]);
    give(NonePreceded, [facts.preceded, length]);
    give(NoneFollowed, [facts.followed, length]);
    give(NoneBetween, [facts.preceded, facts.followed]);
    give(NonePrecededWording, [facts.preceded, facts.wording]);
    give(NoneFollowedWording, [facts.followed, facts.wording]);
    give(NoneGrammar, [facts.grammar, facts.length]);
    if facts.wordless {
        give(NoneWordless, [0, 0]);
    }
}

/// A value of `WORK`.
fn work(before: &str) -> u8 {
    match before {
        "titled" | "entitled" | "headlined" => 0,
        "called" => 1,
        "named" | "dubbed" => 2,
        "show" | "book" | "film" | "movie" | "song" | "series" | "program" => 3,
        _ => 4,
    }
}
