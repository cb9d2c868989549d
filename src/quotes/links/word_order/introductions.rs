//! Sources that are named without a verb of saying: before a colon, after "according to", under
//! the quotation, "in the words of".

use super::Pass;
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, Link, LinkKind};
use crate::quotes::mentions::MentionKind;
use crate::quotes::tokens::{Kind, Token};

/// A line with a signature is at most so long, in tokens.
const SIGNATURE: usize = 16;
/// A speaker's verb stands at most so many tokens before the quotation.
const ITS_SPEAKER: usize = 8;
/// From "in" to "words" there are at most so many tokens ("in the late mayor’s words").
const LONGEST_OWNER: usize = 6;

impl Pass<'_, '_> {
    /// "Roe: “…”", "Roe (Lab): “…”"
    pub(super) fn colon(&mut self, at: usize) {
        let before = self
            .mention_until(at)
            .or_else(|| self.mention_until(self.bracket_start(at)?));
        let speaker = before.filter(|&it| self.mention(it).kind != MentionKind::Place);
        self.add(at, CueClass::Colon, LinkKind::Colon, speaker);
    }

    /// "according to Roe"; Poe is the outer source of "Roe called it “…”, according to Poe".
    pub(super) fn according(&mut self, at: usize) {
        if !self.is(at + 1, PREPOSITION) {
            return;
        }
        let outer = self.has_its_speaker(at);
        let source = self.first_mention(at + 2);
        self.add(at, CueClass::According, LinkKind::According, source);
        let added = self.out.last_mut().filter(|it| it.cue == at);
        if let Some(link) = added {
            link.outer = outer;
        }
    }

    /// Whether a quotation with its speaker ends just before `at`: "Roe called it “…”", "“…,” Roe said".
    fn has_its_speaker(&self, at: usize) -> bool {
        let comma = at
            .checked_sub(1)
            .is_some_and(|it| self.reading.tokens[it].is_mark(','));
        let last = at
            .checked_sub(1 + usize::from(comma))
            .and_then(|it| Some((it, self.token(it)?)));
        let Some((last, token)) = last else {
            return false;
        };
        let sentence = self.reading.sentence(self.paragraph, token.sentence);
        let quotes = |it: usize| self.reading.tokens[it].is_segment();
        let verbs = match () {
            () if token.is_segment() => last.saturating_sub(ITS_SPEAKER)..last,
            () if token.is(CUE_VERB) && sentence.clone().any(quotes) => last..last + 1,
            () => return false,
        };
        let theirs = self.out.iter().rev();
        let mut theirs = theirs.take_while(|it| it.cue >= verbs.start.max(sentence.start));
        theirs.any(|it| verbs.contains(&it.cue) && is_said_by(it))
    }

    /// "“…” was how Roe described it", "“…” is what Roe calls it"
    pub(super) fn is_how(&mut self, at: usize) {
        let source = self.mention_until(at).filter(|&it| {
            let start = self.mention(it).tokens.start;
            let back = |by: usize| start.checked_sub(by).filter(|it| self.tokens.contains(it));
            let how = back(1).is_some_and(|it| {
                let word = self.reading.tokens[it].word;
                self.is(it, FUNCTION) && matches!(self.reading.words.text(word), "how" | "what")
            });
            how && back(2).is_some_and(|it| self.is(it, BE))
                && back(3).is_some_and(|it| self.reading.tokens[it].is_segment())
        });
        self.add(at, CueClass::According, LinkKind::According, source);
    }

    /// "in the words of Roe", "in Roe’s words"
    pub(super) fn in_words_of(&mut self, at: usize) {
        let from = at.saturating_sub(LONGEST_OWNER).max(self.tokens.start);
        let Some(opens) = (from..at).rev().find(|&it| self.is_in(it)) else {
            return;
        };
        let owned = self.is(opens + 1, POSSESSIVE);
        let source = match self.is(at + 1, OF) {
            true => self.first_mention(at + 2),
            false => self
                .first_mention(opens + 1)
                .filter(|&it| owned || self.mention(it).possessive),
        };
        self.add(at, CueClass::According, LinkKind::According, source);
    }

    fn is_in(&self, at: usize) -> bool {
        let word = self.reading.tokens[at].word;
        self.is(at, PREPOSITION) && self.reading.words.text(word) == "in"
    }

    /// "as Roe put it", "as the mayor Ann Roe puts it"
    pub(super) fn put_it(&mut self, at: usize) {
        let source = self.mention_until(at).filter(|&it| {
            let start = self.mention(it).tokens.start;
            let from = start.saturating_sub(LONGEST_OWNER).max(self.tokens.start);
            let mut before = (from..start).rev();
            let opens = before.find(|&it| !self.is_content(it) && !self.is(it, DETERMINER));
            self.is(at + 1, IT) && opens.is_some_and(|it| self.is(it, AS))
        });
        self.add(at, CueClass::According, LinkKind::According, source);
    }

    /// The first mention of the words from `at` on.
    fn first_mention(&self, at: usize) -> Option<usize> {
        let joins = |it: &Token| it.is_word() || it.kind == Kind::Possessive;
        let mut words = (at..at + 6).take_while(|&it| self.token(it).is_some_and(joins));
        words.find_map(|it| self.mention_from(it))
    }

    /// "“…” — Ann Roe", also in a paragraph of its own under the quotation.
    pub(super) fn signature(&mut self, at: usize) {
        let dash = at
            .checked_sub(1)
            .filter(|it| self.tokens.contains(it) && self.reading.tokens[*it].is_dash());
        let after_quote = |dash: usize| {
            let before = self.reading.before(self.paragraph, dash);
            before.is_some_and(|it| it.is_segment() || it.is_any_mark("”»\""))
        };
        let signed = match dash {
            Some(dash) if after_quote(dash) => true,
            Some(dash) => dash == self.tokens.start && self.is_signature_line(),
            // A line "- Ann Roe" reads like a list of one.
            None => at == self.tokens.start && self.is_lone_item() && self.is_signature_line(),
        };
        if !signed {
            return;
        }
        let signs = |it: &usize| {
            use MentionKind::*;
            matches!(
                self.mention(*it).kind,
                Person | Single | Unsure | Organisation | Acronym
            )
        };
        let name = self.mention_from(at).filter(signs);
        self.add(
            dash.unwrap_or(at),
            CueClass::Colon,
            LinkKind::Signature,
            name,
        );
    }

    fn is_lone_item(&self) -> bool {
        let item = |at: usize| self.reading.paragraphs.get(at).is_some_and(|it| it.item);
        let before = self.paragraph.checked_sub(1).is_some_and(item);
        item(self.paragraph) && !before && !item(self.paragraph + 1)
    }

    /// Whether the paragraph is short, has no speech of its own, and follows a quotation.
    fn is_signature_line(&self) -> bool {
        let paragraphs = &self.reading.paragraphs;
        let Some(before) = self.paragraph.checked_sub(1).map(|it| &paragraphs[it]) else {
            return false;
        };
        let last = self.reading.tokens[before.tokens.clone()].last();
        self.tokens.len() <= SIGNATURE
            && paragraphs[self.paragraph].segments.is_empty()
            && last.is_some_and(Token::is_segment)
    }

    /// "Roe’s claim", "his latest vow", "a statement from Roe"
    pub(super) fn noun(&mut self, at: usize) {
        let owns = |it: &usize| {
            self.token(*it)
                .is_some_and(|it| it.kind == Kind::Possessive || it.is(POSSESSIVE))
        };
        let plain = |it: &usize| {
            self.token(*it).is_some_and(|it| {
                it.is_word() && (!it.is(FUNCTION) || it.is(QUANTIFIER.or(POSSESSIVE)))
                    || it.kind == Kind::Possessive
            })
        };
        let from = at.saturating_sub(4).max(self.tokens.start);
        let owner = (from..at).rev().take_while(plain).find(owns);
        let owner = owner.and_then(|it| match self.reading.tokens[it].kind {
            Kind::Possessive => self.mention_until(it),
            _ => self.pronoun_at(it),
        });
        let giver = || {
            self.is(at + 1, GIVEN_BY)
                .then(|| self.mention_from(at + 2))
                .flatten()
        };
        let owner = owner.or_else(giver);
        self.add(at, CueClass::Noun, LinkKind::Owner, owner);
    }

    fn pronoun_at(&self, at: usize) -> Option<usize> {
        let range = self.mentions.of_paragraph[self.paragraph].clone();
        let after = range.start
            + self.mentions.all[range.clone()].partition_point(|it| it.tokens.start < at);
        (after..range.end)
            .take(3)
            .find(|&it| self.mention(it).tokens == (at..at + 1))
    }
}

/// Whether a link is of a verb with its subject.
fn is_said_by(link: &Link) -> bool {
    let speaks = matches!(
        link.class,
        CueClass::Say | CueClass::Strong | CueClass::Medium
    );
    let by =
        link.kind.is_subject() || matches!(link.kind, LinkKind::SubjectOf | LinkKind::Conjunct);
    speaks && by && link.kind != LinkKind::Passive
}
