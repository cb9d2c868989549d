//! A subject behind its verb, and the words that describe it: "said former mayor Al Roe".

use super::Pass;
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, LinkKind};
use crate::quotes::mentions::MentionKind;
use crate::quotes::tokens::{Kind, Token};

/// How far a verb's subject may stand behind it, in tokens ("said former spokesman Al Roe").
const INVERSION: usize = 10;
/// What describes a person is at most so long, in tokens ("former mayor and party chairman").
const DESCRIPTION: usize = 8;

impl Pass<'_, '_> {
    /// "Labour’s Ann Roe", "Poe supporter Ann Roe", "his manager, Ann Roe": the person whom a
    /// mention and the words behind it describe.
    fn described_by(&self, mention: usize) -> Option<usize> {
        let first = self.mention(mention);
        let owner = first.possessive || first.head_classes.any(POSSESSIVE);
        let mut at = first.tokens.end;
        if self.token(at).is_some_and(|it| it.kind == Kind::Possessive) {
            at += 1;
        }
        let from = at;
        let described = owner || first.kind == MentionKind::Phrase;
        while at < from + DESCRIPTION {
            if let Some(person) = self.person_from(at) {
                return Some(person).filter(|_| described || at > from);
            }
            if owner && at > from && self.token(at).is_some_and(|it| it.is_mark(',')) {
                return self.person_from(at + 1);
            }
            let of = self.is(at, OF) && (described || at > from);
            let and = self.is(at, CONJOINS) && at > from;
            if !(of || and || self.describes(at)) {
                return None;
            }
            at += 1;
        }
        None
    }

    fn person_from(&self, at: usize) -> Option<usize> {
        let person = |&it: &usize| {
            matches!(
                self.mention(it).kind,
                MentionKind::Person | MentionKind::Unsure
            )
        };
        self.mention_from(at).filter(person)
    }

    /// Whether a word may describe the name behind it.
    fn describes(&self, at: usize) -> bool {
        let acts = self.is(at, CUE_VERB) && self.is(at, PAST.or(ED));
        self.is_content(at) && !acts && !self.is(at, LY.or(CALENDAR))
    }

    /// "said Roe": the first mention after a verb, over words that describe it.
    pub(super) fn inverted(&mut self, at: usize, class: CueClass) {
        let mut to = at + 1;
        while self.is(to, ADVERB) {
            to += 1;
        }
        let from = to;
        let subject = loop {
            if let Some(name) = self.mention_from(to) {
                let described = self.described_by(name);
                to = described.map_or(to, |it| self.mention(it).tokens.start);
                break described.unwrap_or(name);
            }
            let possessive = self.token(to).is_some_and(|it| it.kind == Kind::Possessive);
            if to - from >= INVERSION || !possessive && !self.is_content(to) {
                return;
            }
            to += 1;
        };
        let before = |back: usize| at.checked_sub(back).and_then(|it| self.token(it));
        let segment = |back: usize| before(back).is_some_and(Token::is_segment);
        let after_quote = segment(1) || before(1).is_some_and(|it| it.is_mark(',')) && segment(2);
        let kind = match (after_quote, to > from) {
            (true, false) => LinkKind::AfterQuote,
            (true, true) => LinkKind::AfterQuoteFar,
            (false, false) => LinkKind::Inverted,
            (false, true) => LinkKind::InvertedFar,
        };
        self.add(at, class, kind, Some(subject));
    }
}
