//! The answer "no quotation": its features.

use super::facts::Facts;
use super::{Chooser, Previous};
use crate::quotes::features::{Feature, Template, bucket};
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::Link;

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
