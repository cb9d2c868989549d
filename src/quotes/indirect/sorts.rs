//! What every word is to the grammar of a report: one small number for each token.

use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::{self, Word, Words};
use crate::quotes::tokens::{Kind, Token};

/// What a token is to the grammar of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Sort {
    Nothing,
    That,
    To,
    Whether,
    Question,
    Relative,
    Of,
    As,
    By,
    About,
    For,
    With,
    Against,
    Preposition,
    Determiner,
    Owner,
    Subject,
    Object,
    Name,
    Segment,
    Comma,
    Stop,
    Colon,
    Dash,
    Mark,
    Be,
    Have,
    Modal,
    Not,
    Adverb,
    Conjunction,
    Word,
}

/// Words whose sort no class of the lexicon tells.
const LISTED: &[(Sort, &str)] = &[
    (Sort::That, "that"),
    (Sort::To, "to"),
    (Sort::Whether, "if whether"),
    (Sort::Question, "how why what when where"),
    (Sort::Relative, "who which whom whose"),
    (Sort::Of, "of"),
    (
        Sort::As,
        "as while because although though since unless until",
    ),
    (Sort::By, "by"),
    (Sort::About, "about over regarding"),
    (Sort::For, "for"),
    (Sort::With, "with"),
    (Sort::Against, "against"),
    (Sort::Owner, "his her their its my our your"),
    (Sort::Subject, "he she it they i we you there"),
    (Sort::Object, "him them me us himself herself themselves"),
    (
        Sort::Be,
        "is are was were be been being am isn't aren't wasn't weren't",
    ),
    (Sort::Have, "has have had having do does did"),
    (
        Sort::Modal,
        "will would can could may might shall should must",
    ),
    (
        Sort::Not,
        "not never no don't doesn't didn't won't wouldn't can't couldn't hasn't haven't",
    ),
    (Sort::Conjunction, "and but or nor"),
];

/// The sorts of words, looked up once for every story.
pub struct Sorts {
    /// Sorted by word.
    listed: Vec<(Word, Sort)>,
}

impl Sorts {
    /// The listed words as numbers.
    pub fn new() -> Sorts {
        let words = LISTED.iter().flat_map(|(sort, words)| {
            let listed = words.split(' ').filter_map(lexicon::listed);
            listed.map(|word| (word, *sort))
        });
        let mut listed: Vec<(Word, Sort)> = words.collect();
        listed.sort_unstable_by_key(|it| it.0);
        Sorts { listed }
    }

    /// The sort of a token.
    pub fn of(&self, token: &Token) -> Sort {
        match token.kind {
            Kind::Word => self.of_word(token),
            Kind::Segment => Sort::Segment,
            Kind::Possessive => Sort::Owner,
            Kind::Mark(',') => Sort::Comma,
            Kind::Mark('.' | '?' | '!' | '…') => Sort::Stop,
            Kind::Mark(':' | ';') => Sort::Colon,
            Kind::Mark(_) if token.is_dash() => Sort::Dash,
            Kind::Mark(_) => Sort::Mark,
        }
    }

    fn of_word(&self, token: &Token) -> Sort {
        if Words::is_listed(token.word)
            && let Ok(at) = self.listed.binary_search_by_key(&token.word, |it| it.0)
        {
            return self.listed[at].1;
        }
        match () {
            () if token.is(PREPOSITION) => Sort::Preposition,
            () if token.is(DETERMINER) => Sort::Determiner,
            () if token.is(ADVERB.or(LY).or(CALENDAR).or(BETWEEN_SUBJECT_AND_VERB)) => Sort::Adverb,
            () if token.is(CAPITAL) => Sort::Name,
            () => Sort::Word,
        }
    }
}

impl Sort {
    /// Whether it is a preposition other than "of" and "to".
    pub fn is_preposition(self) -> bool {
        use Sort::*;
        matches!(self, By | About | For | With | Against | Preposition)
    }

    /// Whether a clause or phrase may end before it.
    pub fn is_boundary(self) -> bool {
        use Sort::*;
        self.is_preposition()
            || matches!(
                self,
                Comma
                    | Stop
                    | Colon
                    | Dash
                    | Mark
                    | Segment
                    | Conjunction
                    | As
                    | Relative
                    | Question
                    | Whether
                    | That
                    | To
            )
    }

    /// Whether it may stand between a subject and its verb.
    pub fn is_light(self) -> bool {
        self.is_auxiliary() || matches!(self, Sort::Adverb | Sort::Not)
    }

    /// Whether a finite verb is one of these.
    pub fn is_auxiliary(self) -> bool {
        matches!(self, Sort::Be | Sort::Have | Sort::Modal)
    }
}
