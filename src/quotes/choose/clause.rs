//! What a sentence does between a mention and a segment: the words right after a mention or a word
//! of saying, whose object a mention is, what a mention only describes.

use std::ops::Range;

use super::facts::Facts;
use super::pairs::Stand;
use super::{Chooser, Pair};
use crate::quotes::features::{Feature, Template};
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::Link;
use crate::quotes::mentions::{Mention, MentionKind};
use crate::quotes::tokens::{Kind, Token};

/// A description between two names, or a verb and its object, are at most so many tokens apart.
const NEAR: usize = 5;

/// Tokens looked at between a mention and a segment.
const LOOKED_AT: usize = 40;

/// What parts the clauses between a mention and a segment: how many of each, at most three.
#[derive(Default)]
pub(super) struct Signs {
    pub(super) commas: u8,
    pub(super) verbs: u8,
}

impl Chooser<'_, '_, '_> {
    /// Gives the features of a pair in the segment's paragraph.
    pub(super) fn clause_features(
        &self,
        facts: &Facts,
        pair: &Pair,
        stand: &Stand,
        emit: &mut impl FnMut(Feature),
    ) {
        let mention = &self.found.mentions.all[pair.mention];
        let link = pair.link.map_or(0, |it| it.kind as u8);
        let (side, apart) = (stand.side, stand.sentences.min(1));
        if pair.link.is_none() {
            let next = self.next_word(facts.paragraph, mention.tokens.end);
            emit(Feature::new(Template::AfterMention, [next, side, apart]));
        }
        if side < 2 && apart == 0 {
            let between = self.signs_among(&stand.between);
            let cue = pair.link.map_or(0, |it| it.class as u8);
            let linked = u8::from(pair.link.is_some());
            emit(Feature::new(
                Template::GapCommas,
                [side, between.commas, linked],
            ));
            emit(Feature::new(Template::GapVerbs, [side, between.verbs, cue]));
        }
        let object = self.object(mention);
        if object > 0 {
            emit(Feature::new(Template::ObjectOf, [object, link, side]));
        }
        let described = self.describes(pair.mention, mention);
        if described > 0 {
            emit(Feature::new(Template::Describes, [described, link]));
        }
    }

    /// What parts the clauses among these tokens.
    pub(super) fn signs_among(&self, tokens: &Range<usize>) -> Signs {
        let mut res = Signs::default();
        for token in self.found.reading.tokens[tokens.clone()]
            .iter()
            .take(LOOKED_AT)
        {
            match token.kind {
                Kind::Mark(',') => res.commas += 1,
                Kind::Word if token.is(THAT.or(WHO).or(CONJOINS)) => {}
                Kind::Word if token.is(AUXILIARY.or(PLAIN_VERB).or(ED).or(CUE_VERB)) => {
                    res.verbs += 1
                }
                _ => {}
            }
        }
        res.commas = res.commas.min(3);
        res.verbs = res.verbs.min(3);
        res
    }

    /// Which kind of word stands at `at`: a value of `NEXT_WORD`.
    pub(super) fn next_word(&self, paragraph: usize, at: usize) -> u8 {
        let reading = self.found.reading;
        let Some(token) = reading.within(paragraph, at) else {
            return 0;
        };
        match token.kind {
            Kind::Segment => 1,
            Kind::Mark(',') => 2,
            Kind::Mark(':') => 3,
            Kind::Mark(_) => 4,
            Kind::Possessive => 21,
            Kind::Word => kind_of_word(token),
        }
    }

    /// Whether a mention is the object of a verb of saying: 2 if that has a subject before it, as
    /// in "Roe told the crowd".
    fn object(&self, mention: &Mention) -> u8 {
        let reading = self.found.reading;
        let start = mention.tokens.start;
        let back = (1..=NEAR)
            .map_while(|it| start.checked_sub(it))
            .take_while(|&it| {
                reading
                    .within(mention.paragraph, it)
                    .is_some_and(|token| token.is_word() && token.sentence == mention.sentence)
            });
        let mut reported = 0;
        for at in back {
            let token = &reading.tokens[at];
            if token.is(CUE_VERB) {
                let links = &self.found.links.all;
                let first = links.partition_point(|it| it.cue < at);
                let subject = |it: &&Link| {
                    it.kind.is_source() && self.mentions().all[it.mention].tokens.end <= at
                };
                let mut of_cue = links[first..].iter().take_while(|it| it.cue == at);
                return reported + 1 + u8::from(of_cue.any(|it| subject(&it)));
            }
            if token.is(THAT) && reported == 0 {
                reported = 2;
            } else if token.is(FUNCTION) && !token.is(ARTICLE) {
                break;
            }
        }
        0
    }

    /// Whether a mention only describes the name behind it ("Roe ally Al Poe"): 2 if it owns the
    /// description ("Roe’s ally Al Poe").
    fn describes(&self, number: usize, mention: &Mention) -> u8 {
        let reading = self.found.reading;
        let owns = reading
            .within(mention.paragraph, mention.tokens.end)
            .is_some_and(|it| it.kind == Kind::Possessive);
        let from = mention.tokens.end + usize::from(owns);
        let described = |at: usize| {
            reading.within(mention.paragraph, at).is_some_and(|it| {
                (it.is_word() && !it.is(FUNCTION.or(CUE_VERB).or(PLAIN_VERB).or(CAPITAL)))
                    || it.is_mark(',') && owns
            })
        };
        let to = (from..from + NEAR + 1)
            .find(|&at| !described(at))
            .unwrap_or(from);
        let name = |it: &Mention| {
            it.tokens.start == to && matches!(it.kind, MentionKind::Person | MentionKind::Unsure)
        };
        let mut behind = self.mentions().all[number + 1..].iter().take(3);
        if to > from && behind.any(name) {
            1 + u8::from(owns)
        } else {
            0
        }
    }
}

fn kind_of_word(token: &Token) -> u8 {
    match () {
        () if token.is(THAT) => 5,
        () if token.is(AS) => 6,
        () if token.is(AUXILIARY) => 12,
        () if token.is(SAY.or(STRONG)) => 13,
        () if token.is(MEDIUM) => 14,
        () if token.is(PRONOUN) && !token.is(POSSESSIVE) => 9,
        () if token.is(DETERMINER.or(POSSESSIVE)) => 10,
        () if token.is(JOINS_PHRASES) => 7,
        () if token.is(PREPOSITION) => 8,
        () if token.is(CONJOINS) => 18,
        () if token.is(ATTITUDE) => 15,
        () if token.is(PLAIN_VERB) => 17,
        () if token.is(CAPITAL) => 11,
        () if token.is(ED) => 16,
        () if token.is(FUNCTION) => 19,
        () => 20,
    }
}
