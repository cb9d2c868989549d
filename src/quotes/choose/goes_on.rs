//! The answer "the same speaker as before": its features.

use super::facts::{Facts, last_sign};
use super::pairs::counts_as_cue;
use super::{Chooser, Previous};
use crate::quotes::features::{Feature, Template, at_most};
use crate::quotes::links::{CueClass, Link};
use crate::quotes::marks::Segment;
use crate::quotes::mentions::MentionKind;
use crate::quotes::tokens::Kind;

impl Chooser<'_, '_, '_> {
    /// Whether a word of saying has a source in the segment's sentence.
    pub(super) fn is_cued(&self, facts: &Facts) -> bool {
        self.links_near(facts).any(|it| {
            counts_as_cue(it.class)
                && self.found.mentions.all[it.mention].sentence == facts.sentence
        })
    }

    /// The links of the segment's paragraph, within the window that is looked at.
    pub(super) fn links_near(&self, facts: &Facts) -> impl Iterator<Item = &Link> {
        let links = &self.found.links.all[self.found.links.of_paragraph[facts.paragraph].clone()];
        let at = links.partition_point(|it| it.cue < facts.token);
        links[at.saturating_sub(LINKS_NEAR)..links.len().min(at + LINKS_NEAR)].iter()
    }

    /// Gives the features of the answer "the same speaker as before".
    pub(super) fn goes_on_features(
        &self,
        facts: &Facts,
        previous: &Previous,
        emit: &mut impl FnMut(Feature),
    ) {
        let reading = self.found.reading;
        let before = &reading.segments[previous.segment];
        let back = facts.paragraph - before.paragraph;
        let same_sentence = back == 0 && reading.tokens[before.token].sentence == facts.sentence;
        let window = if same_sentence {
            0
        } else {
            at_most(1 + back, 4)
        };
        let unclosed = self.unclosed(facts);
        emit(Feature::new(Template::Goes, [window]));
        emit(Feature::new(Template::GoesUnclosed, [window, unclosed]));
        emit(Feature::new(Template::GoesBefore, [window, facts.before]));
        emit(Feature::new(Template::GoesEnd, [window, facts.end]));
        emit(Feature::new(Template::GoesCase, [window, facts.case]));
        emit(Feature::new(Template::GoesLength, [window, facts.length]));
        emit(Feature::new(
            Template::GoesLast,
            [window, last_sign(reading, previous.segment)],
        ));
        emit(Feature::new(
            Template::GoesCued,
            [window, u8::from(facts.cued)],
        ));
        if facts.whole {
            emit(Feature::new(Template::GoesWhole, [window, unclosed]));
        }
        if previous.then_none {
            emit(Feature::new(Template::GoesAfterNone, [window]));
        }
        if previous
            .key
            .entity()
            .is_some_and(|it| self.is_named_inside(facts.segment, it))
        {
            emit(Feature::new(Template::GoesNamed, [window]));
        }
        self.between_features(facts, previous, window, emit);
        if back == 1 {
            let end = self.paragraph_end(before.paragraph);
            let opens = u8::from(facts.before == 0);
            emit(Feature::new(Template::GoesParagraphEnd, [end, opens]));
        }
        if facts.paragraph > 0 && facts.before == 0 {
            let end = self.paragraph_end(facts.paragraph - 1);
            emit(Feature::new(Template::GoesAfterEnd, [window, end]));
        }
    }

    /// Which marks before the segment are still open: a value of `UNCLOSED`. A mark that opens
    /// within another leaves the first unclosed, and may itself be closed.
    fn unclosed(&self, facts: &Facts) -> u8 {
        let before = &self.found.reading.segments[..facts.segment];
        let Some(last) = before.last() else {
            return 0;
        };
        let of_paragraph = |it: &&Segment| it.paragraph == last.paragraph;
        let earlier = before.iter().rev().take(SEGMENTS_BACK);
        match facts.paragraph - last.paragraph {
            0 if !last.closed => 3,
            1 if !last.closed => 1,
            1 if earlier.take_while(of_paragraph).any(|it| !it.closed) => 2,
            _ => 0,
        }
    }

    /// What the reporter's words of a paragraph end in: a value of `PARAGRAPH_END`.
    pub(super) fn paragraph_end(&self, paragraph: usize) -> u8 {
        let reading = self.found.reading;
        let tokens = &reading.tokens[reading.paragraphs[paragraph].tokens.clone()];
        match tokens.last().map(|it| it.kind) {
            Some(Kind::Segment) => 0,
            Some(Kind::Mark(':')) => 1,
            Some(Kind::Mark('?')) => 3,
            _ => 2,
        }
    }

    /// What stands between the segment and the one before, or the paragraph's start.
    fn between_features(
        &self,
        facts: &Facts,
        previous: &Previous,
        window: u8,
        emit: &mut impl FnMut(Feature),
    ) {
        let before = &self.found.reading.segments[previous.segment];
        let here = before.paragraph == facts.paragraph;
        let from = if here {
            before.token
        } else {
            self.found.reading.paragraphs[facts.paragraph].tokens.start
        };
        let between = self.mentions_between(facts, from);
        emit(Feature::new(
            Template::GoesMentions,
            [window, at_most(between.len(), 3)],
        ));
        let near: Vec<&Link> = self.links_near(facts).collect();
        let has = |wanted: fn(CueClass) -> bool| {
            near.iter()
                .any(|it| wanted(it.class) && between.contains(&it.mention))
        };
        let (spoken, about) = (
            has(CueClass::introduces_speech),
            has(|class| class == CueClass::Medium),
        );
        emit(Feature::new(
            Template::GoesCues,
            [window, u8::from(spoken), u8::from(about)],
        ));
        let tokens = &self.found.reading.tokens;
        let after = |it: &&&Link| it.cue > facts.token && tokens[it.cue].sentence == facts.sentence;
        let after = near
            .iter()
            .filter(after)
            .any(|it| matches!(it.class, CueClass::Say | CueClass::Strong));
        emit(Feature::new(
            Template::GoesCueAfter,
            [window, u8::from(after)],
        ));
        let named = between.iter().any(|&it| {
            previous.key.entity().is_some() && self.referents.entity[it] == previous.key.entity()
        });
        let people = between
            .iter()
            .filter(|&&it| matches!(self.mention_kind(it), 0..=3 | 11))
            .count();
        emit(Feature::new(
            Template::GoesNamedBetween,
            [window, u8::from(named), at_most(people, 2)],
        ));
    }

    /// The mentions from the token `from` up to the segment, the nearest few.
    fn mentions_between(&self, facts: &Facts, from: usize) -> Vec<usize> {
        let range = self.found.mentions.of_paragraph[facts.paragraph].clone();
        let all = &self.found.mentions.all;
        let end =
            range.start + all[range.clone()].partition_point(|it| it.tokens.start < facts.token);
        let near = (range.start..end)
            .rev()
            .take(16)
            .take_while(|&it| all[it].tokens.start >= from);
        let counts = |it: &usize| {
            all[*it].kind != MentionKind::Modifier && all[*it].tokens.end <= facts.token
        };
        let mut res = Vec::with_capacity(16);
        res.extend(near.filter(counts));
        res
    }
}

/// How many segments before one are looked at for marks still open.
const SEGMENTS_BACK: usize = 32;

/// How many links on either side of a segment are looked at.
const LINKS_NEAR: usize = 24;
