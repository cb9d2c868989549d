//! Who says each segment: a log-linear choice among the mentions near it, "the same as before"
//! and "no quotation".
//!
//! Segments are decided in reading order. Every possible answer gets the sum of its features'
//! weights; a softmax makes probabilities of them. Answers that lead to one speaker are added up,
//! the likeliest speaker wins, and the sum is the confidence.

mod adjoining;
mod calling;
mod chants;
mod clause;
mod context;
mod facts;
mod gaps;
mod goes_on;
mod interviews;
mod likeliest;
mod naming;
mod none;
mod pairs;
mod patterns;
mod titles;
mod turns;

use super::features::{Feature, Template};
use super::lexicon::classes::{HE, WHO, WORK};
use super::links::{CueClass, Link, LinkKind};
use super::mentions::{MentionKind, Mentions};
use super::resolve::{Found, Referents};
pub use super::resolve::{Key, phrase_hash};
use super::weights::Weights;
pub use facts::Facts;

/// Weighs the possible speakers of a story's segments.
pub struct Chooser<'a, 's, 'w> {
    /// What the passes before have found.
    pub found: Found<'a, 's>,
    /// Whom each mention stands for.
    pub referents: &'a Referents,
    /// What every feature counts.
    pub weights: &'w Weights,
}

/// A mention as a speaker, with or without a word of saying.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The mention.
    pub mention: usize,
    /// Whom it means.
    pub key: Key,
    /// The word of saying.
    pub link: Option<Link>,
}

/// A possible answer.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// A mention says it.
    Pair(Pair),
    /// The speaker of the quotation before goes on.
    GoesOn,
    /// It is no quotation.
    NoQuotation,
}

/// The last quotation before a segment.
#[derive(Clone, Copy, Debug)]
pub struct Previous {
    /// Its segment.
    pub segment: usize,
    /// Its speaker.
    pub key: Key,
    /// The mention that names the speaker.
    pub mention: usize,
    /// How sure that was.
    pub probability: f32,
    /// Whether segments that are no quotations stand between.
    pub then_none: bool,
}

/// What was decided for a segment.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The best answer of the likeliest speaker.
    pub answer: Answer,
    /// The speaker; `None` for no quotation.
    pub key: Option<Key>,
    /// The mention that names the speaker.
    pub mention: Option<usize>,
    /// How likely the speaker is.
    pub probability: f32,
    /// Whether the segment's form alone tells that it is speech, be its speaker known or not.
    pub is_utterance: bool,
    /// The word of saying that goes best with the mention.
    pub link: Option<Link>,
}

/// A paragraph's end in a question, as a value of `PARAGRAPH_END`.
const QUESTION: u8 = 3;

/// Links looked at on either side of a segment in its paragraph.
const LINKS_BEFORE: usize = 20;
const LINKS_AFTER: usize = 14;

/// Makes `res` the decisions for every segment of a story, and `seen` the facts of each.
pub fn decide(chooser: &Chooser<'_, '_, '_>, res: &mut Vec<Decision>, seen: &mut Vec<Facts>) {
    res.clear();
    seen.clear();
    let mut previous = None;
    // Room for the answers of one segment, and for what each weighs.
    let mut answers = Vec::with_capacity(32);
    let mut scores = Vec::with_capacity(32);
    let mut room = likeliest::Room::default();
    for segment in 0..chooser.found.reading.segments.len() {
        let facts = chooser.facts(segment);
        if let Some(decision) = chooser.of_turn(&facts) {
            previous = after(previous, segment, &decision);
            res.push(decision);
            seen.push(facts);
            continue;
        }
        chooser.put_answers(&facts, previous.as_ref(), &mut answers);
        scores.clear();
        for answer in &answers {
            let mut score = 0.0;
            chooser.features(&facts, answer, previous.as_ref(), &mut |it| {
                score += chooser.weights.of(it)
            });
            scores.push(score);
        }
        let decision = chooser.best(&facts, &answers, &scores, previous.as_ref(), &mut room);
        previous = after(previous, segment, &decision);
        res.push(decision);
        seen.push(facts);
    }
}

/// The last quotation before the segment after `segment`.
pub fn after(previous: Option<Previous>, segment: usize, decision: &Decision) -> Option<Previous> {
    match decision.key.zip(decision.mention) {
        Some((key, mention)) => Some(Previous {
            segment,
            key,
            mention,
            probability: decision.probability,
            then_none: false,
        }),
        None => previous.map(|it| Previous {
            then_none: true,
            ..it
        }),
    }
}

impl Chooser<'_, '_, '_> {
    /// The facts of a segment.
    pub fn facts(&self, segment: usize) -> Facts {
        let mut res = facts::facts(self.found.reading, segment);
        res.cued = self.is_cued(&res);
        res.naming = res.wordless || self.is_naming(&res);
        res.called = !res.naming && self.is_called_so(&res);
        res.chanted = self.is_chanted(&res);
        res.hearers = self.hearers(&res);
        res.interviewed = self.interviewed(&res);
        res
    }

    /// Makes `res` the possible answers for a segment, "no quotation" last.
    pub fn put_answers(&self, facts: &Facts, previous: Option<&Previous>, res: &mut Vec<Answer>) {
        res.clear();
        if let Some(mention) = self.transcript_name(facts.segment) {
            return res.extend([self.pair(mention, None), Answer::NoQuotation]);
        }
        self.add_linked(facts, res);
        self.add_near(facts, res);
        if self.answers_question(facts) {
            self.add_asked(facts.paragraph - 1, res);
            res.extend(facts.interviewed.map(|it| self.pair(it, None)));
        } else {
            self.add_from_before(facts.paragraph, res);
        }
        self.add_from_after(facts.paragraph, res);
        res.retain(|it| !matches!(it, Answer::Pair(pair) if self.is_nobody(pair)));
        if previous.is_some() {
            res.push(Answer::GoesOn);
        }
        res.push(Answer::NoQuotation);
    }

    fn pair(&self, mention: usize, link: Option<Link>) -> Answer {
        Answer::Pair(Pair {
            mention,
            key: self.key(mention),
            link,
        })
    }

    /// The name at the head of a segment of a transcript.
    fn transcript_name(&self, segment: usize) -> Option<usize> {
        let transcript = &self.found.mentions.transcript;
        let at = transcript.binary_search_by_key(&segment, |it| it.0).ok()?;
        Some(transcript[at].1)
    }

    fn mentions(&self) -> &Mentions {
        self.found.mentions
    }

    /// Whether a mention can speak for nobody: a "who" that stands for no other, a work ("a song
    /// about it, “Low Water”") without a word of saying, and what is itself quoted.
    fn is_nobody(&self, pair: &Pair) -> bool {
        let it = &self.mentions().all[pair.mention];
        if self.found.reading.is_quoted(it.span) {
            return true;
        }
        let work = it.kind == MentionKind::Phrase && it.head_classes.any(WORK);
        it.head_classes.any(WHO) && it.antecedent.is_none() || work && pair.link.is_none()
    }

    /// The links of the segment's own paragraph.
    fn add_linked(&self, facts: &Facts, res: &mut Vec<Answer>) {
        let links = &self.found.links.all[self.found.links.of_paragraph[facts.paragraph].clone()];
        let at = links.partition_point(|it| it.cue < facts.token);
        let near = &links[at.saturating_sub(LINKS_BEFORE)..links.len().min(at + LINKS_AFTER)];
        res.extend(near.iter().map(|it| self.pair(it.mention, Some(*it))));
    }

    /// Mentions beside the segment, and the first of its sentence.
    fn add_near(&self, facts: &Facts, res: &mut Vec<Answer>) {
        let all = &self.mentions().all;
        let range = self.mentions().of_paragraph[facts.paragraph].clone();
        let at =
            range.start + all[range.clone()].partition_point(|it| it.tokens.start < facts.token);
        let counts = |it: &usize| all[*it].kind != MentionKind::Modifier;
        let before = (range.start..at).rev().filter(counts).take(5);
        let after = (at..range.end).filter(counts).take(3);
        let near = before.chain(after);
        let sentence =
            range.start + all[range.clone()].partition_point(|it| it.sentence < facts.sentence);
        let first = (sentence..range.end)
            .find(counts)
            .filter(|&it| all[it].sentence == facts.sentence);
        let first = first.filter(|first| !near.clone().any(|it| it == *first));
        res.extend(near.chain(first).map(|mention| self.pair(mention, None)));
    }

    /// Who is named, and who speaks, at the end of the paragraph before.
    fn add_from_before(&self, paragraph: usize, res: &mut Vec<Answer>) {
        let Some(before) = paragraph.checked_sub(1) else {
            return;
        };
        let reading = self.found.reading;
        let tokens = &reading.tokens;
        let Some(last) = tokens[reading.paragraphs[before].tokens.clone()].last() else {
            return;
        };
        let links = &self.found.links.all[self.found.links.of_paragraph[before].clone()];
        let near = links
            .iter()
            .rev()
            .take_while(|it| tokens[it.cue].sentence + 1 >= last.sentence)
            .take(LINKS_AFTER);
        res.extend(near.map(|it| self.pair(it.mention, Some(*it))));
        let range = self.mentions().of_paragraph[before].clone();
        let counts = |it: &usize| self.mentions().all[*it].kind != MentionKind::Modifier;
        let near = range.clone().rev().filter(counts).take(3);
        let first = range.clone().find(counts);
        let first = first.filter(|first| !near.clone().any(|it| it == *first));
        res.extend(near.chain(first).map(|mention| self.pair(mention, None)));
    }

    /// Who is asked in a reporter's question: whom "he" or "she" stands for. The others named
    /// there are asked about.
    fn add_asked(&self, question: usize, res: &mut Vec<Answer>) {
        let range = self.mentions().of_paragraph[question].clone();
        let asked = range
            .take(8)
            .filter(|&it| self.mentions().all[it].head_classes.any(HE));
        res.extend(asked.map(|mention| self.pair(mention, None)));
    }

    /// Who speaks at the start of the paragraph after, or signs there.
    fn add_from_after(&self, paragraph: usize, res: &mut Vec<Answer>) {
        let Some(range) = self.found.links.of_paragraph.get(paragraph + 1) else {
            return;
        };
        let speaks = |it: &&Link| {
            matches!(it.class, CueClass::Say | CueClass::Strong) || it.kind == LinkKind::Signature
        };
        let early = |it: &&Link| self.mentions().all[it.mention].sentence <= 1;
        let near = self.found.links.all[range.clone()]
            .iter()
            .take(LINKS_BEFORE)
            .filter(speaks)
            .filter(early);
        res.extend(near.map(|it| self.pair(it.mention, Some(*it))));
    }

    /// Gives the features of an answer.
    pub fn features(
        &self,
        facts: &Facts,
        answer: &Answer,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Feature),
    ) {
        self.patterns(facts, answer, previous, &mut |it| {
            emit(Feature::of_pattern(it));
        });
        match (answer, previous) {
            (Answer::Pair(_), _) if self.transcript_name(facts.segment).is_some() => {
                emit(Feature::new(Template::Transcript, []))
            }
            (Answer::Pair(pair), _) => self.pair_features(facts, pair, previous, emit),
            (Answer::GoesOn, Some(previous)) => self.goes_on_features(facts, previous, emit),
            (Answer::GoesOn, None) => {}
            (Answer::NoQuotation, _) if self.transcript_name(facts.segment).is_some() => {}
            (Answer::NoQuotation, _) => self.none_features(facts, previous, emit),
        }
    }

    /// The speaker an answer leads to; `None` for no quotation.
    pub fn key_of(&self, answer: &Answer, previous: Option<&Previous>) -> Option<Key> {
        match answer {
            Answer::Pair(pair) => Some(pair.key),
            Answer::GoesOn => previous.map(|it| it.key),
            Answer::NoQuotation => None,
        }
    }

    /// Whom a mention means.
    pub fn key(&self, mention: usize) -> Key {
        self.referents.keys[mention]
    }

    /// Whether the entity is named between the marks of a segment.
    fn is_named_inside(&self, segment: usize, entity: usize) -> bool {
        let names = self.found.reading.segments[segment].names.clone();
        names
            .take(64)
            .any(|it| self.found.cast.of_mention[it] == Some(entity))
    }
}
