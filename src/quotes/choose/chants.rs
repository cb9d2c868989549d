//! What a crowd calls: "to chants of “Roe! Roe!”", "chanting “Roe out”", "“Roe out” chants". Somebody
//! says it, be it nobody with a name.

use super::facts::Facts;
use super::{Chooser, Pair};
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::Token;

/// What links a cry to its words.
const LINKS: [&str; 3] = ["of", "to", "with"];

impl Chooser<'_, '_, '_> {
    /// Whether the words beside a segment say that it is called by a crowd.
    pub(super) fn is_chanted(&self, facts: &Facts) -> bool {
        let reading = self.found.reading;
        let sentence = reading.sentence(facts.paragraph, facts.sentence);
        let at = |it: usize| reading.tokens.get(it).filter(|_| sentence.contains(&it));
        let back = |steps: usize| facts.token.checked_sub(steps).and_then(at);
        let cry = |it: Option<&Token>| it.is_some_and(|it| it.is_word() && it.is(CRY));
        // "amid “Roe out” chants.", not "“It is late,” shouts Roe".
        let shouts =
            |it: &Token| it.is_word() && (!it.is(FUNCTION) || it.is(DETERMINER.or(PRONOUN)));
        let next = at(facts.token + 1);
        let noun = cry(next) && !at(facts.token + 2).is_some_and(shouts);
        let linked = back(1).is_some_and(|it| {
            it.is_any_mark(",:") || it.is_word() && LINKS.contains(&reading.words.text(it.word))
        });
        cry(back(1)) || linked && cry(back(2)) || noun
    }

    /// "demonstrators marched through the centre, chanting “Roe out”": whether the mention chants what is
    /// chanted.
    pub(super) fn chants(&self, facts: &Facts, pair: &Pair) -> bool {
        let cry = |cue: usize| {
            cue < facts.token && facts.token - cue <= 2 && self.found.reading.tokens[cue].is(CRY)
        };
        let link = pair.link.filter(|it| it.kind.is_source() && cry(it.cue));
        link.is_some()
    }

    /// Whether a mention has nothing to do with a chant: it is no subject of what stands before it.
    pub(super) fn is_beside_chant(&self, facts: &Facts, pair: &Pair) -> bool {
        let before = |cue: usize| {
            cue < facts.token && self.found.reading.tokens[cue].sentence == facts.sentence
        };
        let subject = pair
            .link
            .is_some_and(|it| it.kind.is_source() && before(it.cue));
        let here = self.mentions().all[pair.mention].paragraph == facts.paragraph;
        !(here && subject)
    }
}
