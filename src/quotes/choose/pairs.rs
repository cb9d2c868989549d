//! A mention, with or without a word of saying, as the speaker of a segment: its features.

use super::facts::Facts;
use super::{Chooser, Pair, Previous};
use crate::quotes::features::{Feature, Template, at_most};
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, Link};
use crate::quotes::mentions::{Mention, MentionKind};
use crate::quotes::tokens::{Kind, Token};

/// How a pair stands to the segment.
pub(super) struct Stand {
    /// The pair's first and last token.
    pub(super) low: usize,
    pub(super) high: usize,
    /// A value of `SIDE`.
    pub(super) side: u8,
    /// Sentences between, at most 2.
    pub(super) sentences: u8,
    /// Tokens between.
    pub(super) gap: usize,
    /// The tokens between, where they are in the segment's paragraph.
    pub(super) between: std::ops::Range<usize>,
}

impl Stand {
    /// A value of `PLACE`.
    pub(super) fn place(&self) -> u8 {
        self.side * 3 + self.sentences
    }

    /// Whether the pair stands in the segment's own paragraph.
    pub(super) fn same_paragraph(&self) -> bool {
        self.side <= AROUND
    }
}

const BEFORE: u8 = 0;
const AFTER: u8 = 1;
const AROUND: u8 = 2;

impl Chooser<'_, '_, '_> {
    /// Gives the features of `pair` as the speaker of the segment.
    pub(super) fn pair_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Feature),
    ) {
        let mention = &self.found.mentions.all[pair.mention];
        let stand = self.stand(facts, pair, mention);
        let cue = pair.link.map_or(0, |it| it.class as u8);
        let link = pair.link.map_or(0, |it| it.kind as u8);
        let kind = self.mention_kind(pair.mention);
        let place = stand.place();
        emit(Feature::new(Template::PlaceLinkCue, [place, link, cue]));
        emit(Feature::new(Template::PlaceCue, [place, cue]));
        emit(Feature::new(Template::PlaceMention, [place, kind]));
        emit(Feature::new(Template::LinkMention, [link, kind]));
        emit(Feature::new(Template::CueMention, [cue, kind]));
        emit(Feature::new(
            Template::Linked,
            [u8::from(pair.link.is_some())],
        ));
        self.gap_features(facts, pair, &stand, emit);
        if stand.same_paragraph() {
            self.shape_features(facts, pair, &stand, emit);
            self.clause_features(facts, pair, &stand, emit);
        } else {
            self.far_features(facts, pair, &stand, kind, emit);
        }
        let coarse = coarse_side(stand.side);
        emit(Feature::new(
            Template::BeforeMention,
            [self.before_mention(mention), link, coarse],
        ));
        if mention.possessive {
            emit(Feature::new(Template::Owner, [link, coarse]));
        }
        if self.is_first_of_sentence(pair.mention) {
            emit(Feature::new(Template::FirstOfSentence, [place]));
        }
        if let Some(link) = pair.link {
            self.cue_features(&link, mention.paragraph, place, emit);
        }
        self.speaker_features(facts, pair, &stand, previous, emit);
    }

    /// How the segment looks, for a pair of another paragraph, whose mention is of this `kind`.
    fn far_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        stand: &Stand,
        kind: u8,
        emit: &mut impl FnMut(Feature),
    ) {
        let side = stand.side;
        let cue = pair.link.map_or(0, |it| it.class as u8);
        emit(Feature::new(Template::CaseCue, [side, facts.case, cue, 0]));
        if side < 7 {
            let end = self.paragraph_end(facts.paragraph - 1);
            let linked = u8::from(pair.link.is_some());
            emit(Feature::new(Template::AfterEnd, [kind, end, linked]));
        }
        emit(Feature::new(
            Template::WholeSide,
            [side, u8::from(facts.whole)],
        ));
        let apart = stand.sentences.min(1);
        emit(Feature::new(
            Template::CuedSide,
            [side, u8::from(facts.cued), apart],
        ));
    }

    /// The word of saying itself, and who else may be its subject.
    fn cue_features(
        &self,
        link: &Link,
        paragraph: usize,
        place: u8,
        emit: &mut impl FnMut(Feature),
    ) {
        let lemma = self.found.reading.tokens[link.cue].classes.lemma();
        if lemma > 0 {
            emit(Feature::new(Template::Lemma, [lemma, place]));
        }
        let near = &self.found.links.all[self.found.links.of_paragraph[paragraph].clone()];
        let from = near.partition_point(|it| it.cue < link.cue);
        for other in near[from..]
            .iter()
            .take(8)
            .take_while(|it| it.cue == link.cue)
        {
            if other.mention != link.mention && other.kind.is_source() {
                emit(Feature::new(
                    Template::OtherSubject,
                    [link.kind as u8, other.kind as u8],
                ));
            }
        }
    }

    /// Where a pair stands.
    fn stand(&self, facts: &Facts, pair: &Pair, mention: &Mention) -> Stand {
        let cue = pair.link.map(|it| it.cue);
        let low = cue.map_or(mention.tokens.start, |it| it.min(mention.tokens.start));
        let high = cue.map_or(mention.tokens.end - 1, |it| it.max(mention.tokens.end - 1));
        let tokens = &self.found.reading.tokens;
        let paragraph = &self.found.reading.paragraphs[mention.paragraph].tokens;
        let own = &self.found.reading.paragraphs[facts.paragraph].tokens;
        let at = facts.token;
        let away =
            |token: usize, from: u32| at_most(tokens[token].sentence.abs_diff(from) as usize, 2);
        if mention.paragraph == facts.paragraph {
            let (side, between, sentences) = match () {
                () if high < at => (BEFORE, high + 1..at, away(high, facts.sentence)),
                () if low > at => (AFTER, at + 1..low, away(low, facts.sentence)),
                () => (AROUND, 0..0, away(low, facts.sentence)),
            };
            return Stand {
                low,
                high,
                side,
                sentences,
                gap: between.len(),
                between,
            };
        }
        if mention.paragraph < facts.paragraph {
            let last = &tokens[paragraph.end - 1];
            let side = 3 + 2 * u8::from(at != own.start) + u8::from(!last.is_mark(':'));
            let gap = paragraph.end - 1 - high + (at - own.start);
            return Stand {
                low,
                high,
                side,
                sentences: away(high, last.sentence),
                gap,
                between: 0..0,
            };
        }
        let closes = at + 2 >= own.end;
        let gap = low - paragraph.start + (own.end - 1 - at);
        Stand {
            low,
            high,
            side: 7 + u8::from(!closes),
            sentences: away(low, 0),
            gap,
            between: 0..0,
        }
    }

    /// How the segment looks, with the side the pair stands on.
    fn shape_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        stand: &Stand,
        emit: &mut impl FnMut(Feature),
    ) {
        let side = stand.side;
        let (cue, apart) = (
            pair.link.map_or(0, |it| it.class as u8),
            stand.sentences.min(1),
        );
        emit(Feature::new(
            Template::EndCue,
            [side, facts.end, cue, apart],
        ));
        emit(Feature::new(
            Template::CaseCue,
            [side, facts.case, cue, apart],
        ));
        emit(Feature::new(
            Template::BeforeCue,
            [side, facts.before, cue, apart],
        ));
        let linked = u8::from(pair.link.is_some());
        emit(Feature::new(
            Template::LengthPlace,
            [facts.length, stand.place(), cue, linked],
        ));
        let Some(link) = pair.link else { return };
        if stand.gap <= 1 && side != AROUND {
            let between = stand
                .between
                .clone()
                .next()
                .map_or(0, |at| self.between(at));
            let mention_first = self.found.mentions.all[pair.mention].tokens.start < link.cue;
            emit(Feature::new(
                Template::Adjacent,
                [side, between, u8::from(mention_first), cue],
            ));
            emit(Feature::new(
                Template::AdjacentLink,
                [side, between, link.kind as u8],
            ));
        }
        if side == AFTER && stand.sentences == 0 {
            let next = self.found.reading.within(facts.paragraph, stand.high + 1);
            emit(Feature::new(
                Template::AfterPair,
                [next_sign(next), facts.end],
            ));
        }
    }

    /// A value of `BETWEEN`.
    fn between(&self, at: usize) -> u8 {
        let token = &self.found.reading.tokens[at];
        match token.kind {
            Kind::Mark(',') => 1,
            Kind::Mark(':') => 2,
            Kind::Mark('-') => 7,
            Kind::Word => match self.found.reading.words.text(token.word) {
                "that" => 3,
                "as" => 4,
                "a" | "an" | "the" => 5,
                "of" => 6,
                "it" => 8,
                "how" => 9,
                _ => 10,
            },
            _ => 11,
        }
    }

    /// A value of `BEFORE_MENTION`.
    fn before_mention(&self, mention: &Mention) -> u8 {
        let Some(before) = self
            .found
            .reading
            .before(mention.paragraph, mention.tokens.start)
        else {
            return 0;
        };
        match before.kind {
            _ if before.sentence != mention.sentence => 0,
            _ if before.is(PREPOSITION) => 1,
            _ if before.is(CUE_VERB) => 2,
            Kind::Mark(',') => 3,
            Kind::Segment => 4,
            _ => 5,
        }
    }

    fn is_first_of_sentence(&self, mention: usize) -> bool {
        let it = &self.found.mentions.all[mention];
        let range = self.found.mentions.of_paragraph[it.paragraph].clone();
        let earlier = (range.start..mention)
            .rev()
            .take_while(|&at| self.found.mentions.all[at].sentence == it.sentence);
        !earlier
            .take(8)
            .any(|at| self.found.mentions.all[at].kind != MentionKind::Modifier)
    }

    fn speaker_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        stand: &Stand,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Feature),
    ) {
        let linked = u8::from(pair.link.is_some());
        let entity = self.referents.entity[pair.mention];
        if entity.is_some_and(|it| self.is_named_inside(facts.segment, it)) {
            emit(Feature::new(Template::NamedInside, [linked]));
            emit(Feature::new(
                Template::NamedInsideCue,
                [pair.link.map_or(0, |it| it.class as u8)],
            ));
        }
        if let Some(previous) = previous {
            let same = u8::from(pair.key == previous.key);
            let here = u8::from(
                self.found.reading.segments[previous.segment].paragraph == facts.paragraph,
            );
            emit(Feature::new(
                Template::SameAsBefore,
                [same, coarse_side(stand.side), here, linked],
            ));
        }
    }

    /// A value of `MENTION`.
    pub(in crate::quotes) fn mention_kind(&self, at: usize) -> u8 {
        let mention = &self.found.mentions.all[at];
        let named = self.found.cast.of_mention[at].map(|it| self.found.cast.entities[it].kind);
        use crate::quotes::cast::EntityKind;
        match mention.kind {
            MentionKind::Pronoun => pronoun_kind(mention.head_classes),
            MentionKind::Phrase if mention.head_classes.any(HUMAN) => 11,
            MentionKind::Phrase if mention.head_classes.any(DOCUMENT) => 12,
            MentionKind::Phrase => 13,
            _ if named == Some(EntityKind::Person) => 0,
            MentionKind::Single if named == Some(EntityKind::Unsure) => 1,
            MentionKind::Person => 0,
            MentionKind::Unsure => 1,
            MentionKind::Single | MentionKind::Modifier => 2,
            MentionKind::Organisation => 14,
            MentionKind::Acronym => 15,
            MentionKind::Standalone => 16,
            MentionKind::People => 17,
            MentionKind::Place => 18,
            MentionKind::Title => 19,
        }
    }
}

fn pronoun_kind(classes: Classes) -> u8 {
    let kinds = [HE, HIS, HIM, WHO, IT, THEY, I, THEIR];
    3 + kinds.iter().position(|&it| classes.any(it)).unwrap_or(7) as u8
}

/// The side without its details: the first of its kind among the values of `SIDE`.
fn coarse_side(side: u8) -> u8 {
    match side {
        0..=2 => side,
        3..=6 => 3,
        _ => 7,
    }
}

/// A value of `NEXT`.
fn next_sign(next: Option<&Token>) -> u8 {
    match next.map(|it| it.kind) {
        None => 0,
        Some(Kind::Mark(',')) => 1,
        Some(Kind::Mark('.' | ';' | '?' | '!')) => 2,
        Some(Kind::Mark(':')) => 3,
        Some(Kind::Mark('-' | '–' | '—')) => 4,
        Some(Kind::Segment) => 5,
        Some(Kind::Word) => 6,
        Some(_) => 7,
    }
}

/// Whether a link's word introduces speech or speaks about something.
pub(super) fn counts_as_cue(class: CueClass) -> bool {
    class.introduces_speech() || class == CueClass::Medium
}
