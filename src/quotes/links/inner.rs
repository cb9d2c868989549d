//! Speech within reported speech: "Roe said Poe had told her: “Go home.”" The words are Poe's.
//!
//! A link is *inner* when its verb leads straight to a whole utterance, and its subject stands in
//! the clause that an earlier word of saying of the sentence reports.

use std::ops::Range;

use super::{CueClass, Link, LinkKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, Mentions};
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Token;

/// Between a verb of saying and its quotation are at most so many words ("told a friend").
const LONGEST_OBJECT: usize = 4;
/// At most so many links before one are looked at for who was quoted.
const LINKS_BACK: usize = 16;
/// Between a verb that is heard and some words between marks are at most so many words.
const LONGEST_WAY: usize = 7;

/// Marks the inner links among those of one paragraph.
pub(super) fn mark(
    reading: &Reading<'_>,
    mentions: &Mentions,
    paragraph: usize,
    links: &mut [Link],
) {
    if reading.paragraphs[paragraph].segments.is_empty() || links.len() < 2 {
        return;
    }
    let scene = Scene {
        reading,
        mentions,
        tokens: reading.paragraphs[paragraph].tokens.clone(),
    };
    for at in 0..links.len() {
        let whole = links
            .get(at + 1)
            .is_some_and(|it| it.kind == LinkKind::SubjectOf && it.cue == links[at].cue);
        let inner = !whole && scene.is_inner(&links[at], &links[..at]);
        links[at].inner = inner;
    }
}

struct Scene<'r, 's> {
    reading: &'r Reading<'s>,
    mentions: &'r Mentions,
    tokens: Range<usize>,
}

impl Scene<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.contains(&at).then(|| &self.reading.tokens[at])
    }

    /// Whether a link is inner, given those before it.
    fn is_inner(&self, link: &Link, before: &[Link]) -> bool {
        use LinkKind::*;
        let utters = link.class == CueClass::Say || self.starts(link.cue, &UTTERING);
        let utters = utters && self.leads_to_utterance(link.cue);
        let heard = matches!(
            link.class,
            CueClass::Say | CueClass::Strong | CueClass::Medium
        ) && self.leads_to_words(link.cue);
        let quoted = heard && self.is_as(link.cue);
        let first_person = self.mentions.all[link.mention].head_classes.any(I);
        let subject = matches!(
            link.kind,
            Subject | SubjectOf | Apposition | Bracket | Conjunct
        );
        // "Roe was quoted by Poe as saying"
        let of_quoted = quoted
            && before.iter().rev().take(LINKS_BACK).any(|it| {
                let passive = it.kind == Passive && self.starts(it.cue, &["quote", "report"]);
                passive && it.mention == link.mention
            });
        of_quoted
            || (utters || heard) && subject && !first_person && {
                let mention = &self.mentions.all[link.mention];
                let sentence = self.reading.tokens[link.cue].sentence;
                let mut outer = before.iter().rev();
                let mut outer = outer
                    .by_ref()
                    .take_while(|it| self.reading.tokens[it.cue].sentence == sentence);
                outer.any(|it| {
                    it.cue < mention.tokens.start
                        && (utters || quoted || self.starts(it.cue, &["hear"]))
                        && self.reports(it, link, mention)
                })
            }
    }

    /// Whether a whole utterance follows a verb, over its object.
    fn leads_to_utterance(&self, cue: usize) -> bool {
        let object = |it: &usize| {
            self.token(*it).is_some_and(|it| {
                let plain = !it.is(FUNCTION) || it.is(PRONOUN.or(DETERMINER).or(JOINS_PHRASES));
                it.is_word() && plain && !it.is(SAY.or(STRONG))
            })
        };
        let words = (cue + 1..cue + 1 + LONGEST_OBJECT)
            .take_while(object)
            .count();
        let mut at = cue + 1 + words;
        if self.token(at).is_some_and(|it| it.is_any_mark(":,")) {
            at += 1;
        }
        let segment = self.token(at).and_then(Token::segment);
        segment.is_some_and(|it| {
            let words = self.reading.segments[it].words.clone();
            self.reading.tokens[words]
                .iter()
                .find(|it| it.is_word())
                .is_some_and(|it| it.is(CAPITAL))
        })
    }

    /// "as saying"
    fn is_as(&self, cue: usize) -> bool {
        let before = cue.checked_sub(1).and_then(|it| self.token(it));
        before.is_some_and(|it| it.is(AS)) && self.reading.tokens[cue].is(GERUND)
    }

    /// Whether words between marks follow a verb before another verb of saying does.
    fn leads_to_words(&self, cue: usize) -> bool {
        let says = |it: &Token| it.is_word() && it.is(SAY.or(STRONG)) && !it.is(FUNCTION);
        let mut after = (cue + 1..cue + 1 + LONGEST_WAY).map_while(|it| self.token(it));
        after
            .find(|it| it.is_segment() || says(it))
            .is_some_and(Token::is_segment)
    }

    /// Whether `outer` reports the clause that has `mention` as subject of `link`.
    fn reports(&self, outer: &Link, link: &Link, mention: &Mention) -> bool {
        let says = outer.class.introduces_speech() && outer.class != CueClass::Colon;
        let hears = self.starts(outer.cue, &["hear", "remember", "recall"]);
        if outer.mention == link.mention || !says && !hears {
            return false;
        }
        let between = &self.reading.tokens[outer.cue..mention.tokens.start];
        if between.iter().any(|it| it.is_segment() || it.is_mark(';')) {
            return false;
        }
        let start = mention.tokens.start;
        if self.reading.tokens[link.cue].is(GERUND) {
            let quotes =
                self.is_as(link.cue) && self.starts(outer.cue, &["quote", "quoting", "report"]);
            return quotes || hears && link.kind != LinkKind::Conjunct;
        }
        let addresses = self.starts(outer.cue, &ADDRESSING);
        let passive = outer.kind == LinkKind::Passive;
        let follows = start == outer.cue + 1 && (passive || !addresses);
        follows || self.opens_clause(start) || addresses && self.is_after_object(outer.cue, start)
    }

    /// "told the jury Roe said": whether the object of the verb at `cue` ends at `start`.
    fn is_after_object(&self, cue: usize, start: usize) -> bool {
        let mut between = (cue + 1..start).filter_map(|it| self.token(it));
        let plain = between.all(|it| it.is_word() && !it.is(CAPITAL.or(PREPOSITION).or(CUE_VERB)));
        plain && start > cue + 1 && start <= cue + 1 + LONGEST_OBJECT
    }

    fn opens_clause(&self, start: usize) -> bool {
        let Some(before) = start.checked_sub(1).and_then(|it| self.token(it)) else {
            return false;
        };
        let joins = before.is(CONJOINS) && !before.is(JOINS_PHRASES);
        let plain = before.is(FUNCTION) && !before.is(PREPOSITION.or(DETERMINER));
        !before.is_word() || joins || plain
    }

    fn starts(&self, at: usize, stems: &[&str]) -> bool {
        let word = self.reading.words.text(self.reading.tokens[at].word);
        stems.iter().any(|it| word.starts_with(it))
    }
}

/// Stems of other verbs that an utterance follows.
const UTTERING: [&str; 14] = [
    "answer", "begged", "bellow", "cried", "cries", "demand", "exclaim", "plead", "scream",
    "shout", "whisper", "yell", "mutter", "sob",
];
/// Stems of verbs whose object is who is spoken to.
const ADDRESSING: [&str; 9] = [
    "tell", "told", "ask", "warn", "remind", "inform", "urge", "assure", "advis",
];
