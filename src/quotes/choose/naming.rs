//! Names that are given in marks: "a condition called “duvet lung”", "better known as “Pip”", "the
//! word “we”". Nobody is said to have said them, but where somebody calls something so: "what Roe
//! called “a disgrace”", "was called “a disgrace” by Roe".

use std::ops::Range;

use super::Chooser;
use super::facts::Facts;
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::MentionKind;

/// A name in marks has at most so many tokens.
const LONGEST_NAME: usize = 6;

impl Chooser<'_, '_, '_> {
    /// Whether the words before a segment give its words as a name.
    pub(super) fn is_naming(&self, facts: &Facts) -> bool {
        let segment = &self.found.reading.segments[facts.segment];
        let sentence = self.found.reading.sentence(facts.paragraph, facts.sentence);
        let Some(last) = facts
            .token
            .checked_sub(1)
            .filter(|it| sentence.contains(it))
        else {
            return false;
        };
        let next = self.found.reading.within(facts.paragraph, facts.token + 1);
        let by = next.is_some_and(|it| it.is_word() && it.is(BY));
        if by || segment.words.len() > LONGEST_NAME || !self.found.reading.tokens[last].is_word() {
            return false;
        }
        match self.word(last) {
            "called" | "dubbed" | "nicknamed" | "named" | "codenamed" | "christened" | "termed" => {
                self.is_given(facts, last, sentence.start)
            }
            "as" => last > sentence.start && matches!(self.word(last - 1), "known" | "translates"),
            "word" | "term" | "name" | "nickname" | "pseudonym" | "moniker" => {
                !self.is_used(last.saturating_sub(3).max(sentence.start)..last)
            }
            _ => false,
        }
    }

    /// "used the word": whether somebody uses it.
    fn is_used(&self, words: Range<usize>) -> bool {
        let used = [
            "use",
            "uses",
            "used",
            "using",
            "prefer",
            "prefers",
            "preferred",
        ];
        words.into_iter().any(|it| used.contains(&self.word(it)))
    }

    fn word(&self, at: usize) -> &str {
        let token = &self.found.reading.tokens[at];
        match token.is_word() {
            true => self.found.reading.words.text(token.word),
            false => "",
        }
    }

    /// "is often called", "a condition called", "the scheme, dubbed": whether the participle at
    /// `verb` has nobody who calls.
    fn is_given(&self, facts: &Facts, verb: usize, start: usize) -> bool {
        let tokens = &self.found.reading.tokens;
        let skipped = |at: usize| {
            tokens[at].is(ADVERB.or(LY)) || matches!(self.word(at), "often" | "sometimes" | "been")
        };
        let mut at = verb;
        while at > start && skipped(at - 1) && !tokens[at - 1].is(BE) {
            at -= 1;
        }
        if at == start {
            return false;
        }
        let before = &tokens[at - 1];
        let aside = before.is_any_mark(",(–—-") && self.word(verb) != "called";
        before.is_word() && before.is(BE) || aside || self.ends_thing(facts.paragraph, at)
    }

    /// Whether the noun phrase that ends at `at` is of no person or body.
    fn ends_thing(&self, paragraph: usize, at: usize) -> bool {
        let range = self.found.mentions.of_paragraph[paragraph].clone();
        let mentions = &self.mentions().all[range];
        let after = mentions.partition_point(|it| it.tokens.start < at);
        let mut before = mentions[..after].iter().rev().take(4);
        let person = HUMAN.or(EPITHET).or(OFFICE).or(COMPANY).or(BODY);
        before.any(|it| {
            let phrase = it.kind == MentionKind::Phrase && !it.head_classes.any(person);
            it.tokens.end == at && phrase
        })
    }
}
