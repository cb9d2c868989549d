//! Everything in a story that can stand for a speaker: names, pronouns, noun phrases.
//!
//! No tagger and no parser: names are runs of capitals, noun phrases run from a determiner to the
//! next function word or verb of saying, and closed word lists tell the rest apart.

mod dateline;
mod joints;
mod labels;
mod modifiers;
mod names;
mod phrases;
mod standing;

use std::ops::Range;

use super::lexicon::Word;
use super::lexicon::classes::*;
use super::reading::Reading;
use crate::span::Span;

/// One place that names or stands for somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its words in the story.
    pub span: Span,
    /// The sentence of the paragraph.
    pub sentence: u32,
    /// What it is.
    pub kind: MentionKind,
    /// Its head word: the last of a name, the noun of a phrase.
    pub head: Word,
    /// What the head can be.
    pub head_classes: Classes,
    /// For names, the tokens of the name proper, without titles.
    pub name: Range<usize>,
    /// For names, the title that tells how the person is addressed.
    pub honorific: Option<Word>,
    /// Whether it owns what follows ("Ann’s", "his").
    pub possessive: bool,
    /// Whether it stands between marks.
    pub quoted: bool,
    /// The mention it belongs to: the name a phrase describes, the person "who" stands for.
    pub antecedent: Option<usize>,
}

/// What a mention is, from its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// A person's name: a title, a known given name or an initial says so.
    Person,
    /// Two or more capitalised words of which none is known.
    Unsure,
    /// One capitalised word.
    Single,
    /// An organisation.
    Organisation,
    /// One word in capitals.
    Acronym,
    /// A place or institution that speaks under its own name.
    Standalone,
    /// A people or party ("Republicans").
    People,
    /// A place, a day, a month.
    Place,
    /// A capitalised title without a name.
    Title,
    /// A name within another mention, which it only describes.
    Modifier,
    /// A pronoun.
    Pronoun,
    /// A noun phrase.
    Phrase,
}

impl MentionKind {
    /// Whether it is made of capitalised words.
    pub fn is_name(self) -> bool {
        !matches!(self, MentionKind::Pronoun | MentionKind::Phrase)
    }

    /// Whether it may be the name of a person.
    pub fn can_be_person(self) -> bool {
        use MentionKind::*;
        matches!(self, Person | Unsure | Single)
    }
}

/// A stretch of words that describes the person of a mention ("campaign spokesman").
#[derive(Clone, Debug)]
pub struct Description {
    /// The mention described.
    pub mention: usize,
    /// The describing tokens.
    pub tokens: Range<usize>,
}

/// The mentions of a story.
#[derive(Debug, Default)]
pub struct Mentions {
    /// In the order of their first tokens within each paragraph; those between marks come after
    /// the paragraph's own.
    pub all: Vec<Mention>,
    /// The mentions of each paragraph outside its marks.
    pub of_paragraph: Vec<Range<usize>>,
    /// All of them by where they stand in the text.
    pub in_text_order: Vec<usize>,
    /// Words that describe some of them, in the order of the mentions.
    pub descriptions: Vec<Description>,
    /// The segments that open like a transcript, `NAME:`, with the mention of the name.
    pub transcript: Vec<(usize, usize)>,
    draft: Draft,
}

/// Makes `res` the mentions of a story, and sets the names of its segments.
pub fn find(reading: &mut Reading<'_>, res: &mut Mentions) {
    res.clear();
    let mut draft = std::mem::take(&mut res.draft);
    for paragraph in 0..reading.paragraphs.len() {
        of_paragraph(reading, paragraph, &mut draft, res);
        for segment in reading.paragraphs[paragraph].segments.clone() {
            within_marks(reading, segment, &mut draft.runs, res);
        }
    }
    res.draft = draft;
    res.put_in_text_order();
}

impl Mentions {
    fn clear(&mut self) {
        self.all.clear();
        self.of_paragraph.clear();
        self.descriptions.clear();
        self.transcript.clear();
    }

    /// Notes where all mentions stand in the text. Each paragraph is put in order by itself, which is
    /// cheaper than all at once; then only captions can be out of place.
    fn put_in_text_order(&mut self) {
        let span = |at: &usize| self.all[*at].span;
        let res = &mut self.in_text_order;
        res.clear();
        res.extend(0..self.all.len());
        let starts = self.of_paragraph.iter().map(|it| it.start);
        let ends = starts.clone().skip(1).chain([res.len()]);
        for (start, end) in starts.zip(ends) {
            res[start..end].sort_by_key(span);
        }
        if !res.is_sorted_by_key(span) {
            res.sort_by_key(span);
        }
    }
}

/// One paragraph's mentions while they are looked for. The room for them is kept for the next.
#[derive(Debug, Default)]
struct Draft {
    runs: Vec<Range<usize>>,
    found: Vec<Mention>,
    described: Vec<Description>,
    /// For each token the mention that names it.
    named: Vec<u32>,
    /// The numbers of what was found, in the order of the tokens.
    order: Vec<usize>,
    /// The place of each in that order.
    place: Vec<usize>,
}

/// Appends the mentions of one paragraph outside its marks, in order.
fn of_paragraph(reading: &Reading<'_>, paragraph: usize, draft: &mut Draft, res: &mut Mentions) {
    let first = res.all.len();
    let tokens = reading.paragraphs[paragraph].tokens.clone();
    let Draft {
        runs,
        found,
        described,
        named,
        ..
    } = draft;
    let tokens = dateline::end(reading, paragraph)..tokens.end;
    names::runs(reading, tokens.clone(), runs);
    let names = runs.drain(..);
    found.extend(names.map(|run| names::mention(reading, paragraph, run, &tokens)));
    phrases::add(reading, paragraph, found, described, named);
    modifiers::demote(reading, found, described);
    modifiers::demote_offices(reading, found);
    labels::add(reading, paragraph, found);
    draft.hand_over(res);
    find_antecedents_of_who(reading, &mut res.all[first..], first);
    join_descriptions(reading, &mut res.all[first..], first);
    res.of_paragraph.push(first..res.all.len());
    let label = labels::of_segment(reading, paragraph, &res.all[first..]);
    res.transcript
        .extend(label.map(|(segment, at)| (segment, first + at)));
}

impl Draft {
    /// Appends what was found in the order of the tokens, the longer of two that start together
    /// first.
    fn hand_over(&mut self, res: &mut Mentions) {
        let first = res.all.len();
        let found = &self.found;
        self.order.clear();
        self.order.extend(0..found.len());
        self.order
            .sort_by_key(|&at| (found[at].tokens.start, usize::MAX - found[at].tokens.end));
        res.all
            .extend(self.order.iter().map(|&at| found[at].clone()));
        self.place.resize(found.len(), 0);
        for (new, &old) in self.order.iter().enumerate() {
            self.place[old] = first + new;
        }
        for it in &mut self.described {
            it.mention = self.place[it.mention];
        }
        self.described.sort_by_key(|it| it.mention);
        res.descriptions.append(&mut self.described);
        self.found.clear();
    }
}

/// Names between marks: for clusters, and because nobody quoted speaks of himself by name.
fn within_marks(
    reading: &mut Reading<'_>,
    segment: usize,
    runs: &mut Vec<Range<usize>>,
    res: &mut Mentions,
) {
    let (paragraph, words) = (
        reading.segments[segment].paragraph,
        reading.segments[segment].words.clone(),
    );
    let sentence = reading.tokens[reading.segments[segment].token].sentence;
    let first = res.all.len();
    names::runs(reading, words.clone(), runs);
    for run in runs.drain(..) {
        let opens = run.start == words.start;
        let capitals = reading.tokens[run.clone()]
            .iter()
            .filter(|it| it.is_word())
            .all(|it| it.is(UPPER.or(INITIAL)));
        if opens
            && capitals
            && reading
                .tokens
                .get(run.end)
                .is_some_and(|it| it.is_mark(':'))
            && run.end < words.end
        {
            res.transcript.push((segment, res.all.len()));
        }
        let mut mention = names::mention(reading, paragraph, run, &words);
        mention.quoted = true;
        mention.sentence = sentence;
        res.all.push(mention);
    }
    reading.segments[segment].names = first..res.all.len();
}

/// "the mother and former teacher said": two descriptions of one person, since the second has no article.
fn join_descriptions(reading: &Reading<'_>, mentions: &mut [Mention], first: usize) {
    let tokens = &reading.tokens;
    let describes = |it: &Mention| {
        it.kind == MentionKind::Phrase
            && it.head_classes.any(HUMAN)
            && !it.head_classes.any(PLURAL_HUMAN)
    };
    for at in 1..mentions.len() {
        let start = mentions[at].tokens.start;
        if !describes(&mentions[at]) || tokens[start].is(DETERMINER.or(ARTICLE).or(POSSESSIVE)) {
            continue;
        }
        let before = reading.before(mentions[at].paragraph, start);
        let joined = before.is_some_and(|it| it.is_word() && reading.words.text(it.word) == "and");
        if !joined {
            continue;
        }
        let earlier = mentions[..at].iter().enumerate().rev().take(2);
        let antecedent = earlier.into_iter().find(|(_, it)| {
            let of = tokens
                .get(it.tokens.end)
                .is_some_and(|it| it.is_word() && it.is(OF));
            let apart = start.saturating_sub(it.tokens.end);
            describes(it) && tokens[it.tokens.start].is(ARTICLE) && (apart == 1 || of && apart <= 4)
        });
        mentions[at].antecedent = antecedent.map(|(at, _)| first + at);
    }
}

/// Finds whom "who" stands for: the mention just before it.
fn find_antecedents_of_who(reading: &Reading<'_>, mentions: &mut [Mention], first: usize) {
    for at in 0..mentions.len() {
        if mentions[at].kind != MentionKind::Pronoun || !mentions[at].head_classes.any(WHO) {
            continue;
        }
        let start = mentions[at].tokens.start;
        let earlier = mentions[..at].iter().enumerate().rev().take(8);
        let antecedent = earlier.into_iter().find(|(_, it)| {
            let apart = start.saturating_sub(it.tokens.end);
            let near = matches!(
                it.kind,
                MentionKind::Person
                    | MentionKind::Single
                    | MentionKind::Unsure
                    | MentionKind::Phrase
            );
            let comma = reading.tokens[it.tokens.end].is_mark(',');
            near && apart <= 3 || it.kind == MentionKind::Person && apart <= 12 && comma
        });
        mentions[at].antecedent = antecedent.map(|(at, _)| first + at);
    }
}
