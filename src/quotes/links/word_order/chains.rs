//! Phrases joined by prepositions and owners: "a friend of Roe", "officials in Poe", "the study in
//! the journal Poe". The first of them is who speaks.

use super::Pass;
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::{Kind, Token};

impl Pass<'_, '_> {
    /// "a friend of Roe": the first mention of a chain joined by prepositions.
    pub(super) fn phrase_before_preposition(&self, subject: usize, start: usize) -> Option<usize> {
        let mut res = None;
        let mut at = self.mention(subject).tokens.start;
        for _ in 0..3 {
            at = self.owner_start(self.description_start(at, start), start);
            if at < start + 2 || !self.is(at - 1, JOINS_PHRASES) {
                break;
            }
            let participle = |&it: &usize| {
                let done = self.is(it, ED.or(PAST)) && !self.is(it, SAY.or(STRONG));
                it > start && (done || self.is_doing(it))
            };
            let before = self.mention_until(at - 1).or_else(|| {
                let verb = Some(at - 2).filter(participle)?;
                self.mention_until(verb)
            });
            let Some(before) = before else {
                break;
            };
            at = self.mention(before).tokens.start;
            res = Some(before);
        }
        res.filter(|&it| !self.mention(it).possessive)
    }

    /// Whether a word tells what somebody is doing ("speaking", "living").
    fn is_doing(&self, at: usize) -> bool {
        let word = |it: &Token| self.reading.words.text(it.word).ends_with("ing");
        self.token(at)
            .is_some_and(|it| it.is_word() && !it.is(FUNCTION.or(CAPITAL)) && word(it))
    }

    /// Where the owner of what stands at `at` starts ("the office of Roe’s party").
    fn owner_start(&self, at: usize, start: usize) -> usize {
        let owned = at > start + 1 && self.reading.tokens[at - 1].kind == Kind::Possessive;
        let owner = owned.then(|| self.mention_until(at - 1)).flatten();
        owner.map_or(at, |it| self.mention(it).tokens.start)
    }

    /// "officials in Poe", "the study in the journal Poe": whether a name tells where.
    pub(super) fn is_where(&self, name: usize, start: usize) -> bool {
        let mention = self.mention(name);
        let at = self.description_start(mention.tokens.start, start);
        let before = at
            .checked_sub(1)
            .filter(|&it| it > start && self.is(it, BEFORE_PLACE));
        let text = before.map(|it| self.reading.words.text(self.reading.tokens[it].word));
        mention.kind.is_name() && text.is_some_and(|it| matches!(it, "in" | "at" | "near"))
    }

    /// Where the words start that describe the name at `at` ("the journal Poe").
    fn description_start(&self, at: usize, start: usize) -> usize {
        let plain = |it: usize| self.is_content(it) && !self.is(it, CAPITAL);
        let mut from = at;
        while from > start && at - from < 3 && plain(from - 1) {
            from -= 1;
        }
        match from > start && from < at && self.is(from - 1, ARTICLE) {
            true => from - 1,
            false => at,
        }
    }
}
