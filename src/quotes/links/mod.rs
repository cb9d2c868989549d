//! Who may have said something: each verb of saying with the mentions that can be its subject.
//!
//! A link is a guess from word order alone, and a verb may have several. Which of them counts for
//! a quotation is weighed later; here nothing is decided.

mod inner;
mod word_order;

use std::ops::Range;

use super::mentions::Mentions;
use super::reading::Reading;
use word_order::{Edges, Pass};

/// A mention and a word of saying that may belong together.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The mention.
    pub mention: usize,
    /// The token of the word of saying.
    pub cue: usize,
    /// What kind of word that is.
    pub class: CueClass,
    /// How they stand to each other.
    pub kind: LinkKind,
    /// Whether the speech is within speech that somebody else reports.
    pub inner: bool,
    /// Whether somebody else is said to have said it, and this only tells where it was read.
    pub outer: bool,
}

/// Kinds of words of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueClass {
    /// "said" and its like.
    Say = 1,
    /// Verbs that introduce speech.
    Strong,
    /// Verbs of speaking about something.
    Medium,
    /// Any other word in -ed.
    Other,
    /// An auxiliary.
    Auxiliary,
    /// A noun of saying.
    Noun,
    /// "according to".
    According,
    /// A colon, or the dash before a signature.
    Colon,
}

/// How a mention stands to a word of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkKind {
    /// "Roe said", "they were told by Roe"
    Subject = 1,
    /// "a friend of Roe said": the phrase before the preposition.
    SubjectOf,
    /// "Roe, the mayor, said"
    Apposition,
    /// "Roe (Lab) said"
    Bracket,
    /// "Roe left and said", "Roe left, saying": the subject of the verb before.
    Conjunct,
    /// "…, said Roe"
    Inverted,
    /// "said spokesman Al Roe"
    InvertedFar,
    /// "“…,” said Roe"
    AfterQuote,
    /// "“…,” said spokesman Al Roe"
    AfterQuoteFar,
    /// "written by Roe"
    By,
    /// "according to Roe"
    According,
    /// "Roe: “…”"
    Colon,
    /// "“…” — Roe"
    Signature,
    /// "Roe’s claim that", "his vow to"
    Owner,
    /// "Roe was told": who hears it, or is spoken about
    Passive,
}

impl CueClass {
    /// Whether the word introduces speech by itself.
    pub fn introduces_speech(self) -> bool {
        matches!(
            self,
            CueClass::Say | CueClass::Strong | CueClass::According | CueClass::Colon
        )
    }
}

impl LinkKind {
    /// Whether the mention is what grammar calls the subject.
    pub fn is_subject(self) -> bool {
        use LinkKind::*;
        matches!(
            self,
            Subject | Apposition | Bracket | AfterQuote | AfterQuoteFar | Colon | Passive
        )
    }

    /// Whether the mention is a source rather than an object.
    pub fn is_source(self) -> bool {
        use LinkKind::*;
        self.is_subject() && self != Passive || matches!(self, SubjectOf | Conjunct | According)
    }
}

/// The links of a story.
#[derive(Debug, Default)]
pub struct Links {
    /// In the order of their words of saying.
    pub all: Vec<Link>,
    /// Those of each paragraph.
    pub of_paragraph: Vec<Range<usize>>,
    /// For each mention what its links say of it.
    pub roles: Vec<Role>,
    edges: Edges,
}

/// What a mention's links say of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Role {
    /// It is the source of a word that introduces speech.
    pub speaks: bool,
    /// It is the source of any verb or noun of saying, known or not.
    pub acts: bool,
    /// It is a subject.
    pub subject: bool,
}

/// Makes `res` all links of a story.
pub fn find(reading: &Reading<'_>, mentions: &Mentions, res: &mut Links) {
    res.all.clear();
    res.of_paragraph.clear();
    for paragraph in 0..reading.paragraphs.len() {
        let first = res.all.len();
        res.edges.fill(reading, mentions, paragraph);
        let mut pass = Pass::new(reading, mentions, paragraph, &res.edges, &mut res.all);
        let it = &reading.paragraphs[paragraph];
        for at in it.tokens.clone().filter(|_| !it.caption) {
            pass.step(at);
        }
        inner::mark(reading, mentions, paragraph, &mut res.all[first..]);
        res.of_paragraph.push(first..res.all.len());
    }
    res.roles.clear();
    res.roles.resize(mentions.all.len(), Role::default());
    for link in &res.all {
        let role = &mut res.roles[link.mention];
        role.speaks |= link.kind.is_source() && link.class.introduces_speech();
        role.acts |= link.kind.is_source() && link.class != CueClass::Auxiliary;
        role.subject |= link.kind.is_subject();
    }
}
