//! Names that are given in marks: "a condition called “duvet lung”", "better known as “Pip”", "the
//! word “we”", "the podcast “Low Water”", and what stands on a sign. Nobody is said to have said
//! them, but where somebody calls something so: "what Roe called “a disgrace”", "was called “a
//! disgrace” by Roe".

use std::ops::Range;

use super::Chooser;
use super::facts::Facts;
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::MentionKind;
use crate::quotes::tokens::{Kind, Token};

/// A name in marks has at most so many tokens.
const LONGEST_NAME: usize = 6;
/// Between a sign and its words, or a term and what it is, there are at most so many tokens.
const APART: usize = 5;

impl Chooser<'_, '_, '_> {
    /// Whether the words around a segment give its words as a name.
    pub(super) fn is_naming(&self, facts: &Facts) -> bool {
        let segment = &self.found.reading.segments[facts.segment];
        let sentence = self.found.reading.sentence(facts.paragraph, facts.sentence);
        let length = segment.words.len();
        let Some(last) = facts
            .token
            .checked_sub(1)
            .filter(|it| sentence.contains(it))
        else {
            return false;
        };
        let next = self.found.reading.within(facts.paragraph, facts.token + 1);
        let by = next.is_some_and(|it| it.is_word() && it.is(BY));
        let from = |back: usize| last.saturating_sub(back).max(sentence.start);
        if self.is_on_sign(from(APART)..last + 1) || self.is_title(facts, last, &sentence) {
            return true;
        }
        if length <= LONGEST_NAME && self.is_on_show(facts.token + 1, &sentence) {
            return true;
        }
        if by || length > LONGEST_NAME || !self.found.reading.tokens[last].is_word() {
            return false;
        }
        if self.is_known_so(facts.token + 1..sentence.end) {
            return true;
        }
        match self.word(last) {
            // "a site called “The Local”", not "which Roe called “Utter Madness”"
            "called" if facts.title_case && !self.is_said_by(last) => true,
            "called" | "dubbed" | "nicknamed" | "named" | "codenamed" | "christened" | "termed" => {
                self.is_given(facts, last, sentence.start)
            }
            "as" => self.is_known_as(last, sentence.start),
            "for" => self.is_translation(last, &sentence),
            // "known as the “fish rule”"
            "the" | "a" | "an" if last > sentence.start && self.word(last - 1) == "as" => {
                self.is_known_as(last - 1, sentence.start)
            }
            "with" => last > sentence.start && self.word(last - 1) == "diagnosed",
            "word" | "term" | "name" | "nickname" | "pseudonym" | "moniker" => {
                !self.is_used(from(3)..last)
            }
            "is" | "was" | "are" | "were" => self.is_term(from(APART)..last),
            _ => false,
        }
    }

    /// "a banner that read", "signs saying": whether these words lead to what stands on a sign.
    fn is_on_sign(&self, words: Range<usize>) -> bool {
        let tokens = &self.found.reading.tokens;
        let word = |it: &usize| tokens[*it].is_word();
        let sign = words
            .clone()
            .rev()
            .find(|it| word(it) && tokens[*it].is(SIGN));
        let leads = |sign: usize| {
            let mut after = (sign + 1..words.end).filter(word);
            let shows = |it: usize| SHOWS.contains(&self.word(it));
            let plain = |it: usize| shows(it) || BEFORE_SHOWN.contains(&self.word(it));
            after.clone().any(shows) && after.all(plain)
        };
        sign.is_some_and(leads)
    }

    /// "“Save our weir” placards", "the “Sold Out” headlines"
    fn is_on_show(&self, at: usize, sentence: &Range<usize>) -> bool {
        let shows = |it: &Token| it.is(SIGN) || self.word_of(it).starts_with("headline");
        sentence.contains(&at) && shows(&self.found.reading.tokens[at])
    }

    /// "“Geist”, German for “spirit”": whether "for" stands behind the name of a language.
    fn is_translation(&self, last: usize, sentence: &Range<usize>) -> bool {
        let language = last.checked_sub(1).filter(|it| sentence.contains(it));
        language.is_some_and(|it| self.found.reading.tokens[it].is(LANGUAGE))
    }

    /// Whether a name or pronoun stands right before the verb at `verb`.
    fn is_said_by(&self, verb: usize) -> bool {
        let before = verb.checked_sub(1).map(|it| &self.found.reading.tokens[it]);
        before.is_some_and(|it| it.is(CAPITAL.or(PRONOUN)))
    }

    /// "known as": whether the "as" at `at` follows a word for being called so.
    fn is_known_as(&self, at: usize, start: usize) -> bool {
        at > start && matches!(self.word(at - 1), "known" | "translates")
    }

    /// "“dorms”, as they are known in America"
    fn is_known_so(&self, words: Range<usize>) -> bool {
        let comma = words.start < words.end && self.found.reading.tokens[words.start].is_mark(',');
        let at = words.start + usize::from(comma);
        let until = words.end.min(at + APART);
        at < until
            && self.word(at) == "as"
            && (at + 2..until).any(|it| matches!(self.word(it), "known" | "called"))
    }

    /// "the term often used is": whether these words lead from a word for words to "is".
    fn is_term(&self, words: Range<usize>) -> bool {
        let nouns = [
            "word", "term", "name", "nickname", "password", "slogan", "tagline", "motto",
            "codename",
        ];
        let noun = words
            .clone()
            .rev()
            .find(|&it| nouns.contains(&self.word(it)));
        noun.is_some_and(|noun| {
            let mut rest = self.found.reading.tokens[noun + 1..words.end].iter();
            rest.all(|it| it.is_word() && !it.is(PRONOUN.or(CAPITAL)))
        })
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

    pub(super) fn word(&self, at: usize) -> &str {
        self.word_of(&self.found.reading.tokens[at])
    }

    fn word_of(&self, token: &Token) -> &str {
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
        let is = before.is_word() && before.is(BE)
            || before.kind == Kind::Possessive && at > start + 1 && self.word(at - 2) == "what";
        is || aside || self.ends_thing(facts.paragraph, at)
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

/// What a sign does with the words on it.
const SHOWS: [&str; 11] = [
    "read",
    "reads",
    "reading",
    "say",
    "says",
    "said",
    "saying",
    "bearing",
    "with",
    "proclaiming",
    "declaring",
];
/// Other words between a sign and the words on it.
const BEFORE_SHOWN: [&str; 6] = ["that", "which", "simply", "the", "words", "slogan"];
