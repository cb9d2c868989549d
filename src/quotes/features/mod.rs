//! What is weighed: features, as numbers with a readable form.
//!
//! A feature is a template and up to five operands, each a small number with a word for it. All that
//! can be formed stand in one list, and a feature is its place there, so that its weight is found
//! without a search; the build script lays the weights out with this very file. The weights' file
//! has features by keys that stay the same when templates or values are added, and in words.

mod values;

#[allow(unused_imports, reason = "the build script forms none")]
pub use values::Pattern;

#[cfg(feature = "fit")]
use std::fmt;

/// One thing that is so, or not so, of a possible answer: its place among all that can be formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(u32);

impl Feature {
    /// The feature of `template` with these operands, each one of the template's values.
    #[inline]
    pub fn new<const N: usize>(template: Template, operands: [u8; N]) -> Feature {
        let room = &ROOMS[template as usize];
        let mut within = 0;
        for (operand, size) in operands.into_iter().zip(room.sizes) {
            debug_assert!(u32::from(operand) < size, "{template:?} {operands:?}");
            within = within * size + u32::from(operand);
        }
        for size in &room.sizes[N..] {
            within *= size;
        }
        Feature(room.first + within)
    }

    /// Its place among all features that can be formed: those of each template follow one another.
    pub fn place(self) -> usize {
        self.0 as usize
    }

    /// Which question it answers.
    pub fn template(self) -> Template {
        Template::ALL[ROOMS.partition_point(|it| it.first <= self.0) - 1]
    }

    /// Its operands; 0 where there is none.
    fn operands(self) -> [u8; 5] {
        let room = &ROOMS[self.template() as usize];
        let mut rest = self.0 - room.first;
        let mut res = [0; 5];
        for (operand, size) in res.iter_mut().zip(room.sizes).rev() {
            *operand = (rest % size) as u8;
            rest /= size;
        }
        res
    }

    /// The feature that an answer stands in a pattern.
    #[allow(dead_code, reason = "the build script forms none")]
    pub fn of_pattern(pattern: Pattern) -> Feature {
        Feature::new(Template::InPattern, [pattern as u8])
    }

    /// The pattern it says the answer stands in, if it is one of those.
    #[allow(dead_code, reason = "the build script asks for none")]
    pub fn pattern(self) -> Option<Pattern> {
        let first = ROOMS[Template::InPattern as usize].first as usize;
        Pattern::ALL.get(self.place().checked_sub(first)?).copied()
    }

    /// Its number in the weights' file; never 0. Five bits hold an operand.
    pub fn key(self) -> u32 {
        let template = self.template() as u32 + 1;
        let operands = self.operands().map(u32::from);
        operands.iter().fold(template, |key, it| key << 5 | it)
    }

    /// The feature with this key, if there can be one.
    #[allow(dead_code, reason = "used by the build script alone")]
    pub fn of_key(key: u32) -> Option<Feature> {
        let template = ((key >> 25) as usize).checked_sub(1)?;
        let operands = [20, 15, 10, 5, 0].map(|shift| (key >> shift) as u8 & 31);
        let possible = operands.iter().zip(ROOMS.get(template)?.sizes);
        let possible = possible.into_iter().all(|(it, size)| u32::from(*it) < size);
        possible.then(|| Feature::new(Template::ALL[template], operands))
    }
}

/// How many features can be formed.
#[allow(dead_code, reason = "used by the build script and the fitting command")]
pub const COUNT: usize = {
    let last = ROOMS[ROOMS.len() - 1];
    (last.first + last.count()) as usize
};

/// Where the features of a template stand.
#[derive(Clone, Copy)]
struct Room {
    /// The place of the first.
    first: u32,
    /// How many values each operand has; 1 where there is no operand.
    sizes: [u32; 5],
}

impl Room {
    const fn count(self) -> u32 {
        let [a, b, c, d, e] = self.sizes;
        a * b * c * d * e
    }
}

/// The room of each template, one after the other.
const ROOMS: [Room; TEMPLATES.len()] = {
    let mut res = [Room {
        first: 0,
        sizes: [1; 5],
    }; TEMPLATES.len()];
    let (mut template, mut first) = (0, 0);
    while template < res.len() {
        let operands = TEMPLATES[template].1;
        let mut at = 0;
        while at < operands.len() {
            res[template].sizes[at] = operands[at].len() as u32;
            at += 1;
        }
        res[template].first = first;
        first += res[template].count();
        template += 1;
    }
    res
};

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
    WhoIntroduced "introduced with a description, and speaks" [SCENE, FLAG];
    WhoAgainst "name of another gender" [DEGREE];
    // A few words in a certain order that say it at once.
    InPattern "pattern" [PATTERN];
}

#[cfg(feature = "fit")]
impl Feature {
    /// The name of its template.
    pub fn label(self) -> &'static str {
        TEMPLATES[self.template() as usize].0
    }
}

#[cfg(feature = "fit")]
impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (label, all) = TEMPLATES[self.template() as usize];
        write!(f, "{label}:")?;
        let mut operands = all.iter().zip(self.operands());
        operands.try_for_each(|(values, it)| write!(f, " {}", values[usize::from(it)]))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_a_key_of_its_own() {
        let mut before = 0;
        for place in 0..COUNT {
            let feature = Feature(place as u32);
            assert_eq!(feature.place(), place);
            assert!(feature.key() > before, "{feature:?}");
            assert_eq!(Feature::of_key(feature.key()), Some(feature));
            before = feature.key();
        }
        assert_eq!(Feature::of_key(0), None);
        assert_eq!(Feature::of_key(u32::MAX), None);
    }
}
