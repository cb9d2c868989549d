//! A trigger read as a report: its likeliest content and source, and whether it is a statement.

use std::ops::Range;

use super::contents::{self, Content};
use super::features::{Feature, Template};
use super::page::Page;
use super::sorts::Sort;
use super::sources::{self, Candidate, Place};
use super::triggers::{self, Trigger};
use super::{Source, Statement};
use crate::quotes::features::{at_most, bucket};
use crate::quotes::weights::Weights;

/// What a trigger would report, were it a report.
pub struct Report<'t> {
    /// All triggers of the paragraph, and which of them this is.
    triggers: &'t [Trigger],
    number: usize,
    /// Its sentence.
    pub sentence: Range<usize>,
    /// The likeliest content.
    pub content: Content,
    /// How likely it is among all.
    pub content_probability: f32,
    /// The likeliest source.
    pub source: Option<Candidate>,
    /// How likely it is among all.
    pub source_probability: f32,
}

impl<'t> Report<'t> {
    /// Reads the trigger `number` as a report; `None` if its sentence has no other words.
    pub fn read(
        page: &Page<'_, '_>,
        triggers: &'t [Trigger],
        number: usize,
        weights: &Weights,
    ) -> Option<Report<'t>> {
        let trigger = &triggers[number];
        if promise(page, trigger, weights) < LEAST_PROMISE {
            return None;
        }
        let sentence = triggers::sentence(page, trigger);
        let mut contents = contents::contents(page, trigger, &sentence);
        let scores = content_scores(page, trigger, &contents, weights);
        let (best, content_probability) = likeliest(scores.into_iter())?;
        let content = contents.swap_remove(best);
        let (source, source_probability) = source(page, trigger, &sentence, &content, weights);
        Some(Report {
            triggers,
            number,
            sentence,
            content,
            content_probability,
            source,
            source_probability,
        })
    }

    /// The trigger.
    pub fn trigger(&self) -> &'t Trigger {
        &self.triggers[self.number]
    }

    /// As a statement, with its probability.
    pub fn statement(self, page: &Page<'_, '_>, weights: &Weights) -> Statement {
        let mut score = 0.0;
        self.features(page, &mut |feature| score += weights.of(feature));
        let trigger = self.trigger();
        Statement {
            cue: trigger.at,
            class: trigger.class,
            source: self.source.map(|it| Source {
                mention: it.mention,
                tokens: it.tokens.0..it.tokens.1,
            }),
            probability: 1.0 / (1.0 + (-score).exp()),
            source_probability: self.source_probability,
            pieces: self.content.pieces().cloned().collect(),
        }
    }

    /// Gives the features of its being a statement.
    pub fn features(&self, page: &Page<'_, '_>, emit: &mut impl FnMut(Feature)) {
        word_features(page, self.trigger(), emit);
        self.source_features(emit);
        self.content_features(page, emit);
        self.sentence_features(page, emit);
    }

    fn source_features(&self, emit: &mut impl FnMut(Feature)) {
        let trigger = self.trigger();
        let class = trigger.class as u8;
        let place = self.source.map_or(Place::Nowhere, |it| it.place) as u8;
        let kind = self.source.map_or(31, |it| it.kind);
        let link = self.source.map_or(0, |it| it.link);
        let sure = probability_bucket(self.source_probability);
        emit(Feature::new(Template::OfSource, [class, kind, place]));
        emit(Feature::of_verb(
            Template::VerbSource,
            trigger.lemma,
            [kind],
        ));
        emit(Feature::new(Template::SourceSure, [class, sure, place]));
        emit(Feature::new(Template::SourceLinked, [class, link]));
    }

    fn content_features(&self, page: &Page<'_, '_>, emit: &mut impl FnMut(Feature)) {
        let trigger = self.trigger();
        let (class, lemma) = (trigger.class as u8, trigger.lemma);
        let content = &self.content;
        let (start, end) = (content.start as u8, content.end as u8);
        let first = content.first(page);
        let second = page.code(content.extent().start + 1);
        let beyond = page.code(content.extent().end + 1);
        let sure = probability_bucket(self.content_probability);
        emit(Feature::new(Template::Shape, [class, start, end]));
        emit(Feature::of_verb(Template::VerbShape, lemma, [start]));
        emit(Feature::new(
            Template::Long,
            [class, content.length(), start],
        ));
        emit(Feature::new(Template::ContentSure, [class, sure]));
        emit(Feature::new(Template::Opens, [class, first, second]));
        emit(Feature::of_verb(Template::VerbOpens, lemma, [first]));
        emit(Feature::new(
            Template::HasVerb,
            [class, content.has_verb(page), start],
        ));
        emit(Feature::new(Template::After, [class, end, beyond]));
    }

    fn sentence_features(&self, page: &Page<'_, '_>, emit: &mut impl FnMut(Feature)) {
        let trigger = self.trigger();
        let (class, form) = (trigger.class as u8, trigger.form as u8);
        let (before, after) = (self.near_cue(page, -1), self.near_cue(page, 1));
        let negated = page
            .words_before(trigger.at)
            .take(3)
            .any(|it| it == Sort::Not);
        let last = self.sentence.end.saturating_sub(1);
        let question = page.reading.tokens[last].is_mark('?');
        let offset = bucket(trigger.at - self.sentence.start, &[0, 1, 2, 4, 8, 14, 22]);
        emit(Feature::new(
            Template::Quoted,
            [class, self.marks(page), self.content.start as u8],
        ));
        emit(Feature::new(Template::NearCues, [class, before, after]));
        emit(Feature::of_verb(
            Template::VerbNearCues,
            trigger.lemma,
            [before],
        ));
        emit(Feature::new(
            Template::Inside,
            [class, self.said_before(), self.content.start as u8],
        ));
        emit(Feature::new(
            Template::Negated,
            [class, u8::from(negated), u8::from(question)],
        ));
        emit(Feature::new(
            Template::Heading,
            [class, u8::from(page.title_case)],
        ));
        emit(Feature::new(Template::Opening, [class, offset, form]));
    }

    /// The class of the trigger before or after, with how near it is, if it is in the sentence.
    fn near_cue(&self, page: &Page<'_, '_>, step: isize) -> u8 {
        let other = self
            .number
            .checked_add_signed(step)
            .and_then(|it| self.triggers.get(it));
        let Some(other) = other.filter(|it| self.sentence.contains(&it.at)) else {
            return 0;
        };
        let range = self.trigger().at.min(other.at) + 1..self.trigger().at.max(other.at);
        let near = match range.len() {
            0 => 0,
            1 if page.sort(range.start) == Sort::To => 1,
            1..=3 => 2,
            _ => 3,
        };
        1 + near * 8 + (other.class as u8 - 1)
    }

    /// Where quoted segments stand in the sentence: within the content, before and after it.
    fn marks(&self, page: &Page<'_, '_>) -> u8 {
        let extent = self.content.extent();
        let mut res = 0;
        for at in self
            .sentence
            .clone()
            .filter(|&it| page.sort(it) == Sort::Segment)
        {
            res |= match () {
                () if at < extent.start => 1,
                () if at >= extent.end => 2,
                () => 4,
            };
        }
        let touches = page.sort(extent.end) == Sort::Segment
            || page.sort_before(extent.start) == Sort::Segment;
        res + 8 * u8::from(touches)
    }

    /// How many words of saying stand before the trigger in its sentence.
    fn said_before(&self) -> u8 {
        let earlier = self.triggers[..self.number].iter().rev().take(8);
        let said = earlier.filter(|it| self.sentence.contains(&it.at) && it.class as u8 <= 2);
        at_most(said.count(), 2)
    }
}

/// Triggers that the words beside them speak against more than this are given up at once.
const LEAST_PROMISE: f32 = -1.0;

/// How much the trigger and the words beside it speak for a statement.
fn promise(page: &Page<'_, '_>, trigger: &Trigger, weights: &Weights) -> f32 {
    let mut score = 0.0;
    word_features(page, trigger, &mut |it| score += weights.of(it));
    score
}

/// What the trigger and the words beside it tell.
fn word_features(page: &Page<'_, '_>, trigger: &Trigger, emit: &mut impl FnMut(Feature)) {
    let (class, form, lemma) = (trigger.class as u8, trigger.form as u8, trigger.lemma);
    let next = page.code(trigger.at + 1);
    let previous = page.sort_before(trigger.at) as u8;
    emit(Feature::new(Template::Class, [class, form]));
    emit(Feature::of_verb(Template::Verb, lemma, []));
    emit(Feature::of_verb(Template::VerbForm, lemma, [form]));
    emit(Feature::new(Template::Next, [class, next]));
    emit(Feature::of_verb(Template::VerbNext, lemma, [next]));
    emit(Feature::new(Template::Previous, [class, form, previous]));
    emit(Feature::of_verb(Template::VerbPrevious, lemma, [previous]));
}

/// The score of each content. Those with one start follow each other, so it is scored once.
fn content_scores(
    page: &Page<'_, '_>,
    trigger: &Trigger,
    contents: &[Content],
    weights: &Weights,
) -> Vec<f32> {
    let mut res = Vec::with_capacity(contents.len());
    let mut start = 0.0;
    for (at, content) in contents.iter().enumerate() {
        if at == 0 || !content.starts_like(&contents[at - 1]) {
            start = 0.0;
            content.start_features(page, trigger, &mut |it| start += weights.of(it));
        }
        let mut score = start;
        content.end_features(page, trigger, &mut |it| score += weights.of(it));
        res.push(score);
    }
    res
}

/// The likeliest source of a content, and how likely it is.
fn source(
    page: &Page<'_, '_>,
    trigger: &Trigger,
    sentence: &Range<usize>,
    content: &Content,
    weights: &Weights,
) -> (Option<Candidate>, f32) {
    let candidates = sources::sources(page, trigger, sentence, content);
    let mut none = 0.0;
    sources::features_of_none(trigger, content, &mut |it| none += weights.of(it));
    let scores = candidates.iter().enumerate().map(|(at, it)| {
        let mut score = 0.0;
        it.features(page, trigger, content, &candidates[..at], &mut |feature| {
            score += weights.of(feature)
        });
        score
    });
    let (best, probability) = likeliest(scores.chain([none])).unwrap_or((candidates.len(), 1.0));
    (candidates.get(best).copied(), probability)
}

/// The place of the highest score, and its share by the exponential of all.
fn likeliest(scores: impl Iterator<Item = f32>) -> Option<(usize, f32)> {
    let scores: Vec<f32> = scores.collect();
    let best = (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]))?;
    let total: f32 = scores.iter().map(|it| (it - scores[best]).exp()).sum();
    Some((best, 1.0 / total))
}

fn probability_bucket(probability: f32) -> u8 {
    (probability * 9.99) as u8
}
