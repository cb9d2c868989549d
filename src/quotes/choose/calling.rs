//! What somebody is called: "called it “odd”", "dismissed him as a “clown”", "accused her of “theft”".
//! Such words are somebody's, be it nobody with a name.

use super::Chooser;
use super::facts::Facts;
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::Token;

/// How verbs start that call something so without "as".
pub(super) const CALLING: [&str; 5] = ["call", "label", "dub", "brand", "term"];
/// Between such a verb and the segment there are at most so many tokens.
pub(super) const LONGEST_OBJECT: usize = 7;
/// Of a list so many are looked at.
const LONGEST_LIST: usize = 4;

impl Chooser<'_, '_, '_> {
    /// Whether a segment is what somebody is called, or one of a list of that.
    pub(super) fn is_called_so(&self, facts: &Facts) -> bool {
        let start = self
            .found
            .reading
            .sentence(facts.paragraph, facts.sentence)
            .start;
        self.holds_in_list(facts.token, start, |it| self.is_after_calling(it, start))
    }

    /// Whether something holds for the segment at `token`, or for one that a list has before it.
    pub(super) fn holds_in_list(
        &self,
        token: usize,
        start: usize,
        holds: impl Fn(usize) -> bool,
    ) -> bool {
        let before = |it: &usize| self.listed_before(*it, start);
        let mut listed = std::iter::successors(Some(token), before).take(LONGEST_LIST);
        listed.any(holds)
    }

    /// "called him “odd” and “sad”": the segment that a list has before the one at `at`.
    fn listed_before(&self, at: usize, start: usize) -> Option<usize> {
        let tokens = &self.found.reading.tokens;
        let joins =
            |it: &Token| it.is_mark(',') || it.is_word() && it.is(CONJOINS.or(NOUN_FOLLOWS));
        let joined = (start..at)
            .rev()
            .take(3)
            .take_while(|&it| joins(&tokens[it]))
            .count();
        let before = at.checked_sub(joined + 1).filter(|&it| it >= start)?;
        tokens[before].is_segment().then_some(before)
    }

    /// Whether a verb that calls, and whom or what it calls so, stand right before the token at `at`.
    fn is_after_calling(&self, at: usize, start: usize) -> bool {
        let tokens = &self.found.reading.tokens;
        let article =
            |it: usize| tokens[it].is_word() && tokens[it].is(NOUN_FOLLOWS) && !tokens[it].is(OF);
        let end = if at > start && article(at - 1) {
            at - 1
        } else {
            at
        };
        let Some(last) = end
            .checked_sub(1)
            .filter(|&it| it >= start && tokens[it].is_word())
        else {
            return false;
        };
        let text = |it: usize| self.found.reading.words.text(tokens[it].word);
        let calls = |it: usize| CALLING.iter().any(|verb| text(it).starts_with(verb));
        match () {
            // "saw films such as “Low Water”"
            () if tokens[last].is(AS) && last > start && self.word(last - 1) == "such" => false,
            () if tokens[last].is(AS) => self.has_verb(last, start, |it| tokens[it].is(MEDIUM)),
            () if tokens[last].is(OF) => {
                self.has_verb(last, start, |it| text(it).starts_with("accus"))
            }
            () => self.has_verb(end, start, |it| calls(it) && tokens[it].is(CUE_VERB)),
        }
    }

    /// Whether a verb and its object end at `end`.
    fn has_verb(&self, end: usize, start: usize, is_verb: impl Fn(usize) -> bool) -> bool {
        let tokens = &self.found.reading.tokens;
        let from = end.saturating_sub(LONGEST_OBJECT + 1).max(start);
        let acts = AUXILIARY.or(CUE_VERB).or(ED).or(THAT).or(WHO).or(CONJOINS);
        let plain = |it: &usize| tokens[*it].is_word() && !tokens[*it].is(acts);
        let object = (from..end).rev().take_while(plain).count();
        let verb = end
            .checked_sub(object + 1)
            .filter(|&it| it >= from && object > 0);
        // "called for “odd” things", "called on her"
        let with = |verb: usize| tokens[verb + 1].is(PREPOSITION) && !tokens[verb + 1].is(AS);
        verb.is_some_and(|it| tokens[it].is_word() && is_verb(it) && !with(it))
    }
}
