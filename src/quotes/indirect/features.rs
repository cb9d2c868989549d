//! The features of statements, their sources and contents: a template, a verb, and up to three
//! small numbers.

#[cfg(feature = "fit")]
use std::fmt;

use crate::quotes::weights::Weighed;

/// One thing that is so, or not so, of a possible statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(u64);

impl Feature {
    /// The feature of `template` with these operands.
    pub fn new<const N: usize>(template: Template, operands: [u8; N]) -> Feature {
        Feature::of_verb(template, 0, operands)
    }

    /// The feature of `template` for one verb or noun.
    pub fn of_verb<const N: usize>(template: Template, lemma: u16, operands: [u8; N]) -> Feature {
        let packed = operands
            .iter()
            .fold(1, |packed, &it| packed << 6 | u64::from(it));
        Feature((template as u64) << 48 | u64::from(lemma) << 32 | packed)
    }
}

impl Weighed for Feature {
    /// The packed form, folded by a hash.
    fn key(self) -> u32 {
        let mixed = self.0.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 32) as u32).max(1)
    }
}

macro_rules! templates {
    ($($name:ident $label:literal;)*) => {
        /// Which question a feature answers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the label says it")]
        pub enum Template { $($name),* }

        #[cfg(feature = "fit")]
        const LABELS: &[&str] = &[$($label),*];
    };
}

templates! {
    // What the reported words are.
    StartClass "start, class";
    StartNext "start, word after the cue";
    StartVerb "start, verb";
    StartFirst "start, first word";
    FirstClass "first word, class";
    FirstVerb "first word, verb";
    StartForm "start, form";
    EndClass "end, class";
    EndPassed "end, boundaries passed";
    EndBoundary "end, the sorts after";
    EndVerb "end, verb";
    EndLength "end, length";
    EndStart "end, start";
    Clause "has a verb, end, start";
    LengthClass "length, class";
    BeforeAnchor "before, anchor, class";
    BeforeStart "before, start, sort";
    BeforeVerb "before, verb";
    AroundShape "around";
    EndFirst "end, first word";
    // Who the source is.
    SourceLink "source's link, class";
    SourcePlace "source's place, distance, class";
    SourceMention "source's mention, class";
    SourceMentionPlace "source's mention, place";
    SourceBetween "source's place, others between, marks between";
    SourceVerbs "source's place, verbs between";
    SourceBefore "before the source, place";
    SourceForm "source's place, form, distance";
    SourceFirst "source is first, place";
    SourceNext "after the source, place";
    SourceVerb "source's place, verb";
    SourceSubject "source has a verb, others have, form";
    SourceSubjectPlace "source has a verb, place, others have, class";
    SourceNone "no source, class, form";
    SourceNoneVerb "no source, verb";
    SourceNoneShape "no source, shape, class";
    SourceShape "source's place, shape, class";
    // Whether there is a statement at all.
    Class "class, form";
    Verb "verb";
    VerbForm "verb, form";
    Next "class, word after the cue";
    VerbNext "verb, word after the cue";
    Previous "class, form, word before the cue";
    VerbPrevious "verb, word before the cue";
    OfSource "class, source, its place";
    VerbSource "verb, source's kind";
    SourceSure "class, source's probability";
    Shape "class, start, end";
    VerbShape "verb, start";
    Long "class, length, start";
    ContentSure "class, content's probability";
    Quoted "class, marks in the sentence";
    Opens "class, first words of the content";
    VerbOpens "verb, first word of the content";
    HasVerb "class, content has a verb, start";
    NearCues "class, cue before, cue after";
    VerbNearCues "verb, cue before";
    Inside "class, said in the sentence before";
    Negated "class, negated, question";
    Heading "class, heading, caption-like";
    Opening "class, words before in the sentence";
    SourceLinked "source's link, class";
    After "class, sorts after the content";
}

#[cfg(feature = "fit")]
impl Feature {
    /// The name of its template.
    pub fn label(self) -> &'static str {
        LABELS[(self.0 >> 48) as usize]
    }
}

#[cfg(feature = "fit")]
impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.label())?;
        let lemma = (self.0 >> 32) as u16;
        if let Some(verb) = crate::quotes::lexicon::lemma_text(lemma) {
            write!(f, " “{verb}”")?;
        }
        let mut packed = self.0 as u32;
        let mut operands = Vec::new();
        while packed > 1 {
            operands.push(packed & 63);
            packed >>= 6;
        }
        operands.iter().rev().try_for_each(|it| write!(f, " {it}"))
    }
}
