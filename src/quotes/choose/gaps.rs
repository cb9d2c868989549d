//! What stands between a mention and a segment: words, segments, other people and their cues.

use std::ops::Range;

use super::facts::Facts;
use super::pairs::Stand;
use super::{Chooser, Pair};
use crate::quotes::features::{Feature, Template, at_most, bucket};
use crate::quotes::mentions::{Mention, MentionKind};

impl Chooser<'_, '_, '_> {
    pub(super) fn gap_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        stand: &Stand,
        emit: &mut impl FnMut(Feature),
    ) {
        let (place, linked) = (stand.place(), u8::from(pair.link.is_some()));
        let gap = bucket(stand.gap, &[0, 1, 2, 3, 5, 8, 14, 25]);
        emit(Feature::new(Template::GapWords, [place, gap, linked]));
        let segments = if stand.same_paragraph() {
            self.segments_within(&stand.between)
        } else {
            self.segments_beyond(pair, stand)
        };
        emit(Feature::new(
            Template::GapSegments,
            [place, at_most(segments, 2), linked],
        ));
        let (cues, people) = if stand.same_paragraph() {
            (
                self.cues_within(facts, pair.mention, &stand.between),
                self.people_within(facts, pair.mention, &stand.between),
            )
        } else {
            (0, 0)
        };
        emit(Feature::new(Template::GapCues, [place, at_most(cues, 2)]));
        emit(Feature::new(
            Template::GapPeople,
            [place, at_most(people, 2)],
        ));
    }

    /// Other segments among these tokens of one paragraph.
    fn segments_within(&self, tokens: &Range<usize>) -> usize {
        let segments = &self.found.reading.segments;
        let from = segments.partition_point(|it| it.token < tokens.start);
        segments[from..]
            .iter()
            .take(3)
            .take_while(|it| it.token < tokens.end)
            .count()
    }

    /// Segments between a pair of another paragraph and that paragraph's end towards the segment.
    fn segments_beyond(&self, pair: &Pair, stand: &Stand) -> usize {
        let mention = &self.found.mentions.all[pair.mention];
        let tokens = &self.found.reading.paragraphs[mention.paragraph].tokens;
        let range = if stand.side < 7 {
            stand.high + 1..tokens.end
        } else {
            tokens.start..stand.low
        };
        self.segments_within(&range)
    }

    /// Words that introduce others' speech among these tokens.
    fn cues_within(&self, facts: &Facts, mention: usize, tokens: &Range<usize>) -> usize {
        let links = &self.found.links.all[self.found.links.of_paragraph[facts.paragraph].clone()];
        let from = links.partition_point(|it| it.cue < tokens.start);
        let within = links[from..]
            .iter()
            .take_while(|it| it.cue < tokens.end)
            .take(12);
        within
            .filter(|it| it.class.introduces_speech() && it.mention != mention)
            .count()
    }

    /// Other people mentioned among these tokens.
    fn people_within(&self, facts: &Facts, mention: usize, tokens: &Range<usize>) -> usize {
        let range = self.found.mentions.of_paragraph[facts.paragraph].clone();
        let all = &self.found.mentions.all[range.clone()];
        let from = all.partition_point(|it| it.tokens.start < tokens.start);
        let within = all[from..]
            .iter()
            .enumerate()
            .take(12)
            .take_while(|(_, it)| it.tokens.end <= tokens.end);
        let person = |it: &Mention| {
            use MentionKind::*;
            matches!(it.kind, Person | Single | Unsure | Pronoun) && !it.possessive
        };
        within
            .filter(|(at, it)| person(it) && range.start + from + at != mention)
            .count()
    }
}
