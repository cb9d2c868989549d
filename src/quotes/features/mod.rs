//! What is weighed: features, as packed integers with a readable form.
//!
//! A feature is a template and up to five operands, each a small number with a word for it. The
//! packed form is its key in the table of weights; the readable form is for the weights' file.

#[cfg(feature = "fit")]
mod values;

#[cfg(feature = "fit")]
use std::fmt;

/// One thing that is so, or not so, of a possible answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(u32);

impl Feature {
    /// The feature of `template` with these operands, each below 32.
    pub fn new<const N: usize>(template: Template, operands: [u8; N]) -> Feature {
        let mut key = template as u32 + 1;
        for at in 0..5 {
            let operand = operands.get(at).copied().unwrap_or(0);
            debug_assert!(operand < 32, "{template:?} {operands:?}");
            key = key << 5 | u32::from(operand);
        }
        Feature(key)
    }

    /// Which question it answers.
    pub fn template(self) -> Option<Template> {
        let number = (self.0 >> 25) as usize;
        Template::ALL.get(number.checked_sub(1)?).copied()
    }

    /// The packed form; never 0.
    pub fn key(self) -> u32 {
        self.0
    }
}

macro_rules! templates {
    ($($name:ident $label:literal [$($values:ident),*];)*) => {
        /// Which question a feature answers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the label says it")]
        pub enum Template { $($name),* }

        impl Template {
            const ALL: &[Template] = &[$(Template::$name),*];
        }

        /// The label of each template, and the words for its operands.
        #[cfg(feature = "fit")]
        const TEMPLATES: &[(&str, &[values::Values])] = &[$(($label, &[$(values::$values),*])),*];
    };
}

templates! {
    // A mention, with or without a word of saying, for a segment.
    PlaceLinkCue "mention's place, link and cue" [PLACE, LINK, CUE];
    PlaceCue "place and cue" [PLACE, CUE];
    PlaceMention "place and mention" [PLACE, MENTION];
    LinkMention "link and mention" [LINK, MENTION];
    CueMention "cue and mention" [CUE, MENTION];
    GapWords "words between" [PLACE, GAP, FLAG];
    GapSegments "segments between" [PLACE, NUMBER, FLAG];
    GapCues "others' cues between" [PLACE, NUMBER];
    GapPeople "people between" [PLACE, NUMBER];
    EndCue "segment ends in" [SIDE, END, CUE, NUMBER];
    CaseCue "segment begins in case" [SIDE, CASE, CUE, NUMBER];
    BeforeCue "before the segment" [SIDE, BEFORE, CUE, NUMBER];
    Adjacent "adjoining over" [SIDE, BETWEEN, FLAG, CUE];
    AdjacentLink "adjoining link over" [SIDE, BETWEEN, LINK];
    AfterPair "after the cue" [NEXT, END];
    LengthPlace "words of the segment" [LENGTH, PLACE, CUE, FLAG];
    AfterEnd "mention, paragraph before ended in" [MENTION, PARAGRAPH_END, FLAG];
    WholeSide "segment is the paragraph" [SIDE, FLAG];
    CuedSide "segment's sentence has a cue" [SIDE, FLAG, NUMBER];
    BeforeMention "before the mention" [BEFORE_MENTION, LINK, SIDE];
    Owner "mention owns" [LINK, SIDE];
    FirstOfSentence "first of its sentence" [PLACE];
    NamedInside "speaker named inside" [FLAG];
    NamedInsideCue "speaker named inside, cue" [CUE];
    Linked "has a cue" [FLAG];
    OtherSubject "the cue's other subject" [LINK, LINK];
    SameAsBefore "same as before" [FLAG, SIDE, FLAG, FLAG];
    Lemma "verb" [VERB, PLACE];
    Transcript "name at the head of a transcript" [];
    AfterMention "word after the mention" [NEXT_WORD, SIDE, NUMBER];
    GapCommas "commas between" [SIDE, NUMBER, FLAG];
    GapVerbs "verbs between" [SIDE, NUMBER, CUE];
    ObjectOf "object of a cue" [NUMBER, LINK, SIDE];
    Describes "describes a name" [NUMBER, LINK];
    // The same speaker as the segment before.
    Goes "goes on" [WINDOW];
    GoesUnclosed "goes on, marks still open" [WINDOW, UNCLOSED];
    GoesBefore "goes on, before the segment" [WINDOW, BEFORE];
    GoesEnd "goes on, segment ends in" [WINDOW, END];
    GoesCase "goes on, segment begins in case" [WINDOW, CASE];
    GoesMentions "goes on, mentions between" [WINDOW, NUMBER];
    GoesCues "goes on, cues between" [WINDOW, FLAG, FLAG];
    GoesCueAfter "goes on, cue after" [WINDOW, FLAG];
    GoesCued "goes on, sentence has a cue" [WINDOW, FLAG];
    GoesLength "goes on, words" [WINDOW, LENGTH];
    GoesWhole "goes on, segment is the paragraph" [WINDOW, UNCLOSED];
    GoesAfterNone "goes on after no quotation" [WINDOW];
    GoesNamed "goes on, speaker named inside" [WINDOW];
    GoesLast "goes on, segment before ended in" [WINDOW, END];
    GoesParagraphEnd "goes on, paragraph before ended in" [PARAGRAPH_END, FLAG];
    GoesAfterEnd "goes on, paragraph before the segment's ended in" [WINDOW, PARAGRAPH_END];
    GoesNamedBetween "goes on, speaker named between" [WINDOW, FLAG, NUMBER];
    // No quotation.
    NoneAtAll "no quotation" [];
    NoneLength "no quotation, words" [LENGTH];
    NoneTitleCase "no quotation, title case" [FLAG, NUMBER];
    NoneBefore "no quotation, before" [BEFORE, NUMBER];
    NoneEnd "no quotation, ends in" [END, NUMBER];
    NoneCase "no quotation, case" [CASE];
    NoneFirstPerson "no quotation, first person" [FLAG];
    NoneCued "no quotation, sentence has a cue" [FLAG];
    NoneCuedParagraph "no quotation, paragraph has a cue" [FLAG];
    NoneWork "no quotation, after the word" [WORK];
    NoneWorkNear "no quotation, a work is named shortly before" [FLAG, WORDING];
    NoneNextWord "no quotation, word follows" [];
    NoneAfterNone "no quotation after another" [FLAG];
    NonePreceded "no quotation, preceded by" [PRECEDED, NUMBER];
    NoneFollowed "no quotation, followed by" [FOLLOWED, NUMBER];
    NoneBetween "no quotation, between" [PRECEDED, FOLLOWED];
    NonePrecededWording "no quotation, preceded by, worded" [PRECEDED, WORDING];
    NoneFollowedWording "no quotation, followed by, worded" [FOLLOWED, WORDING];
    NoneGrammar "no quotation, grammar" [GRAMMAR, LENGTH];
    NoneNearestCue "no quotation, nearest cue before" [CUE, GAP];
    NoneUnclosed "no quotation, unclosed" [];
    NoneWordless "no quotation, no words" [];
    NoneClause "no quotation, clause of the cue before" [CUE, NEXT_WORD, NUMBER];
    NoneNamed "no quotation, a name by form" [NAMED, WORDING];
    NoneNamedLength "no quotation, a name by form, words" [NAMED, LENGTH];
    // Whom a pronoun or description stands for.
    WhoGender "gender" [FLAG, KIND, FLAG, FLAG];
    WhoEnding "name ending" [ENDING, FLAG];
    WhoScene "scene, role, recent" [SCENE, ROLE, RECENT];
    WhoRecentRank "recent and rank" [RECENT, NUMBER];
    WhoNamedInside "named inside" [FLAG];
    WhoSpeaks "pronoun speaks" [SCENE, ROLE];
    WhoDistance "mentions since" [NUMBER];
    WhoWhere "scene" [SCENE];
    WhoRank "rank" [NUMBER];
    WhoSourceLast "last source" [SCENE];
    WhoSourceSpeaks "last source, pronoun speaks" [FLAG];
    WhoSubjectLast "last subject" [SCENE];
    WhoPronounLast "pronoun before" [NUMBER, FLAG];
    WhoPronounSentence "pronoun before in the sentence" [NUMBER, FLAG];
    WhoFirst "first of the paragraph" [NUMBER];
    WhoFirstSentence "first of the sentence" [NUMBER];
    WhoShare "share of mentions" [NUMBER];
    WhoHeadline "in the headline" [];
    WhoSaid "quoted before, times" [NUMBER];
    WhoVoted "this pronoun before, the other one before" [NUMBER, NUMBER];
    WhoInside "last named inside marks" [SCENE];
    WhoWords "ordinary words, kind, evident" [FLAG, KIND, FLAG];
    WhoRankAgreeing "agrees, rank among those" [FLAG, NUMBER, FLAG];
}

#[cfg(feature = "fit")]
impl Feature {
    /// The name of its template.
    pub fn label(self) -> &'static str {
        TEMPLATES[(self.0 >> 25) as usize - 1].0
    }
}

#[cfg(feature = "fit")]
impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (label, operands) = TEMPLATES[(self.0 >> 25) as usize - 1];
        write!(f, "{label}:")?;
        for (at, values) in operands.iter().enumerate() {
            let operand = (self.0 >> (5 * (4 - at))) & 31;
            write!(f, " {}", values.get(operand as usize).unwrap_or(&"?"))?;
        }
        Ok(())
    }
}

/// The number of the first of `cuts` that `n` does not exceed.
pub fn bucket(n: usize, cuts: &[usize]) -> u8 {
    cuts.iter().position(|&cut| n <= cut).unwrap_or(cuts.len()) as u8
}

/// `n`, but at most `most`.
pub fn at_most(n: usize, most: usize) -> u8 {
    n.min(most) as u8
}
