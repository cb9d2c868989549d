//! The words a trigger may report: where they may begin and end in its sentence.

use std::ops::Range;

use super::features::{Feature, Template};
use super::page::Page;
use super::sorts::Sort;
use super::triggers::{Trigger, TriggerClass};
use crate::quotes::features::{at_most, bucket};
use crate::quotes::lexicon::classes::*;

/// A stretch of a trigger's sentence that may be what is reported.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its tokens: one piece, or two around the words of attribution; else the second is empty.
    pieces: [Range<usize>; 2],
    /// Where it begins.
    pub start: Start,
    /// What stands after it.
    pub end: Sort,
    /// The boundaries it runs over, by kind: commas, conjunctions, prepositions.
    pub passed: u8,
    /// For words before the trigger, what leads to the words of attribution.
    pub anchor: Sort,
}

/// Where the reported words begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Right after the trigger.
    Directly = 0,
    /// After "that".
    That,
    /// After a preposition.
    Preposition,
    /// After "that" or a question word further on.
    LaterThat,
    /// At "to" further on.
    LaterTo,
    /// After a preposition further on.
    LaterPreposition,
    /// After the one who is told.
    Told,
    /// After adverbs.
    Adverb,
    /// After a comma.
    Comma,
    /// Before the trigger, from the start of its sentence.
    Sentence,
    /// Before the trigger, from a boundary within its sentence.
    Boundary,
    /// On both sides.
    Around,
}

/// Starts and ends looked at.
const MOST_ENDS: usize = 16;
const MOST_STARTS: usize = 6;
/// How far the start of the reported words may be from the trigger, in tokens.
const REACH: usize = 12;
/// How far the words of attribution reach before the trigger, in tokens.
const ANCHOR: usize = 24;

/// Everything that `trigger` may report in `sentence`.
pub fn contents(page: &Page<'_, '_>, trigger: &Trigger, sentence: &Range<usize>) -> Vec<Content> {
    let mut res = Vec::with_capacity(64);
    for (from, start) in starts_after(page, trigger, sentence.end) {
        add_ends(page, from, start, sentence.end, &mut res);
    }
    add_before(page, trigger, sentence, &mut res);
    res
}

/// The places after a trigger where the reported words may begin.
fn starts_after(page: &Page<'_, '_>, trigger: &Trigger, end: usize) -> Vec<(usize, Start)> {
    let mut res: Vec<(usize, Start)> = Vec::with_capacity(8);
    let mut add = |from: usize, start| {
        if from < end && !res.iter().any(|it| it.0 == from) {
            res.push((from, start));
        }
    };
    let next = trigger.at + 1;
    if trigger.class == TriggerClass::According {
        let comma = (next..end.min(next + ANCHOR)).find(|&it| page.sort(it) == Sort::Comma);
        comma.into_iter().for_each(|it| add(it + 1, Start::Comma));
        return res;
    }
    match page.sort(next) {
        Sort::That => add(next + 1, Start::That),
        it if it.is_preposition() || it == Sort::Of => add(next + 1, Start::Preposition),
        Sort::Comma => add(next + 1, Start::Comma),
        _ => add(next, Start::Directly),
    }
    if let Some((_, told)) = page.mention_from(next) {
        add(told.tokens.end, Start::Told);
    }
    let adverb = (next..end).find(|&it| page.sort(it) != Sort::Adverb);
    let adverb = adverb.filter(|&it| page.sort(it) != Sort::That);
    adverb.into_iter().for_each(|it| add(it, Start::Adverb));
    let near = next..end.min(next + REACH);
    let find = |wanted: &dyn Fn(Sort) -> bool| near.clone().find(|&it| wanted(page.sort(it)));
    if let Some(at) = find(&|it| matches!(it, Sort::That | Sort::Whether | Sort::Question)) {
        let skip = usize::from(page.sort(at) == Sort::That);
        add(at + skip, Start::LaterThat);
    }
    find(&|it| it == Sort::To)
        .into_iter()
        .for_each(|it| add(it, Start::LaterTo));
    for at in near
        .clone()
        .filter(|&it| page.sort(it).is_preposition())
        .take(2)
    {
        add(at + 1, Start::LaterPreposition);
    }
    find(&|it| it == Sort::Comma)
        .into_iter()
        .for_each(|it| add(it + 1, Start::Comma));
    res
}

/// Adds the contents that begin at `from` and end at each boundary of the sentence.
fn add_ends(page: &Page<'_, '_>, from: usize, start: Start, end: usize, res: &mut Vec<Content>) {
    let last = last_word(page, from..end);
    let mut passed = 0;
    let mut ends = 0;
    for at in from + 1..end {
        let sort = page.sort(at);
        let closes = at == last || sort.is_boundary();
        if closes && (ends < MOST_ENDS || at == last) {
            let pieces = [from..at, at..at];
            res.push(Content {
                pieces,
                start,
                end: sort,
                passed,
                anchor: Sort::Nothing,
            });
            ends += 1;
            passed = (passed + 1).min(7);
        }
        if at == last {
            return;
        }
    }
    if last == end {
        let pieces = [from..end, end..end];
        let end = page.sort(end);
        res.push(Content {
            pieces,
            start,
            end,
            passed,
            anchor: Sort::Nothing,
        });
    }
}

/// Where the words of a range end: before its final marks.
fn last_word(page: &Page<'_, '_>, range: Range<usize>) -> usize {
    let is_mark = |it: &usize| matches!(page.sort(*it), Sort::Stop | Sort::Mark | Sort::Colon);
    let marks = range.clone().rev().take_while(is_mark).count();
    range.end - marks
}

/// Adds the contents before a trigger, and those around the words of attribution.
fn add_before(
    page: &Page<'_, '_>,
    trigger: &Trigger,
    sentence: &Range<usize>,
    res: &mut Vec<Content>,
) {
    for to in anchors(page, trigger, sentence.start) {
        let anchor = page.sort(to);
        let mut starts = vec![(sentence.start, Start::Sentence)];
        let breaks = (sentence.start..to)
            .rev()
            .filter(|&it| is_break(page.sort(it)));
        starts.extend(breaks.take(MOST_STARTS).map(|it| (it + 1, Start::Boundary)));
        let before = starts.into_iter().filter(|it| it.0 < to);
        res.extend(before.map(|(from, start)| {
            let passed = at_most((from..to).filter(|&it| is_break(page.sort(it))).count(), 7);
            Content {
                pieces: [from..to, to..to],
                start,
                end: anchor,
                passed,
                anchor,
            }
        }));
        add_around(page, trigger, sentence, to, res);
    }
}

/// Where the words of attribution before a trigger may begin: at the nearest commas and dashes,
/// else at the trigger itself.
fn anchors(page: &Page<'_, '_>, trigger: &Trigger, start: usize) -> Vec<usize> {
    let first = trigger.at.saturating_sub(ANCHOR).max(start);
    let commas = (first..trigger.at)
        .rev()
        .filter(|&it| matches!(page.sort(it), Sort::Comma | Sort::Dash));
    let mut res: Vec<usize> = commas.take(3).collect();
    let auxiliaries = page
        .words_before(trigger.at)
        .take_while(|it| it.is_auxiliary() || matches!(it, Sort::Not | Sort::Adverb))
        .count();
    let subject = trigger.at - auxiliaries.min(trigger.at - start);
    if subject > start && !res.contains(&subject) {
        res.push(subject);
    }
    res
}

/// "In his state, he said, …": the words on both sides of the attribution.
fn add_around(
    page: &Page<'_, '_>,
    trigger: &Trigger,
    sentence: &Range<usize>,
    to: usize,
    res: &mut Vec<Content>,
) {
    let after = (trigger.at + 1..sentence.end.min(trigger.at + REACH))
        .find(|&it| matches!(page.sort(it), Sort::Comma | Sort::Dash));
    let Some(from) = after
        .map(|it| it + 1)
        .filter(|_| page.sort(to) == Sort::Comma)
    else {
        return;
    };
    let last = last_word(page, from..sentence.end);
    if from < last && sentence.start < to {
        let pieces = [sentence.start..to, from..last];
        let end = page.sort(last);
        res.push(Content {
            pieces,
            start: Start::Around,
            end,
            passed: 0,
            anchor: Sort::Comma,
        });
    }
}

fn is_break(sort: Sort) -> bool {
    matches!(
        sort,
        Sort::Comma
            | Sort::Conjunction
            | Sort::Colon
            | Sort::Dash
            | Sort::Segment
            | Sort::As
            | Sort::That
    )
}

impl Content {
    /// Its tokens: one piece, or two around the words of attribution.
    pub fn pieces(&self) -> impl Iterator<Item = &Range<usize>> {
        self.pieces.iter().filter(|it| !it.is_empty())
    }

    /// The tokens from its first to its last.
    pub fn extent(&self) -> Range<usize> {
        self.pieces[0].start..self.pieces[1].end
    }

    /// Its length in tokens, as a bucket.
    pub fn length(&self) -> u8 {
        let count = self.pieces.iter().map(Range::len).sum();
        bucket(count, &[1, 2, 3, 4, 6, 8, 11, 15, 20, 28, 40])
    }

    /// Whether it has a finite verb, as far as words tell; only its first words are looked at.
    pub fn has_verb(&self, page: &Page<'_, '_>) -> u8 {
        let words = self.pieces.iter().flat_map(Range::clone).take(12);
        let verb = |at: usize| {
            page.sort(at).is_auxiliary() || page.reading.tokens[at].is(PAST.or(PRESENT).or(ED))
        };
        u8::from(words.into_iter().any(verb))
    }

    /// The sort of its first word.
    pub fn first(&self, page: &Page<'_, '_>) -> u8 {
        page.code(self.extent().start)
    }

    /// Gives its features as the words that `trigger` reports.
    #[cfg(feature = "fit")]
    pub fn features(&self, page: &Page<'_, '_>, trigger: &Trigger, emit: &mut impl FnMut(Feature)) {
        self.start_features(page, trigger, emit);
        self.end_features(page, trigger, emit);
    }

    /// Whether the features of its start are those of `other`, for the same trigger.
    pub fn starts_like(&self, other: &Content) -> bool {
        self.start == other.start && self.pieces[0].start == other.pieces[0].start
    }

    /// Gives the features of where it begins.
    pub fn start_features(
        &self,
        page: &Page<'_, '_>,
        trigger: &Trigger,
        emit: &mut impl FnMut(Feature),
    ) {
        let (class, lemma) = (trigger.class as u8, trigger.lemma);
        let start = self.start as u8;
        let first = self.first(page);
        let next = page.code(trigger.at + 1);
        emit(Feature::new(Template::StartClass, [start, class]));
        emit(Feature::new(Template::StartNext, [start, next]));
        emit(Feature::of_verb(Template::StartVerb, lemma, [start]));
        emit(Feature::new(Template::StartFirst, [start, first]));
        emit(Feature::new(Template::FirstClass, [first, class]));
        emit(Feature::of_verb(Template::FirstVerb, lemma, [first]));
        emit(Feature::new(
            Template::StartForm,
            [start, trigger.form as u8],
        ));
    }

    /// Gives the features of how far it reaches.
    pub fn end_features(
        &self,
        page: &Page<'_, '_>,
        trigger: &Trigger,
        emit: &mut impl FnMut(Feature),
    ) {
        let (class, lemma) = (trigger.class as u8, trigger.lemma);
        let (start, end) = (self.start as u8, self.end as u8);
        let length = self.length();
        let beyond = page.code(self.extent().end + 1);
        let before = u8::from(start >= Start::Sentence as u8);
        emit(Feature::new(Template::EndClass, [end, class]));
        emit(Feature::new(
            Template::EndPassed,
            [end, self.passed, before],
        ));
        emit(Feature::new(Template::EndBoundary, [end, beyond]));
        emit(Feature::of_verb(Template::EndVerb, lemma, [end]));
        emit(Feature::new(Template::EndLength, [end, length]));
        emit(Feature::new(Template::EndStart, [end, start]));
        emit(Feature::new(
            Template::EndFirst,
            [end, self.first(page), class],
        ));
        emit(Feature::new(
            Template::Clause,
            [self.has_verb(page), end, start],
        ));
        emit(Feature::new(Template::LengthClass, [length, class]));
        if self.anchor != Sort::Nothing {
            let (anchor, form) = (self.anchor as u8, trigger.form as u8);
            let next = page.code(trigger.at + 1);
            emit(Feature::new(Template::BeforeAnchor, [anchor, class, next]));
            emit(Feature::new(Template::BeforeStart, [start, anchor, form]));
            emit(Feature::of_verb(Template::BeforeVerb, lemma, [anchor]));
        }
        if self.start == Start::Around {
            let before = bucket(self.pieces[0].len(), &[1, 3, 6, 10, 16]);
            emit(Feature::new(Template::AroundShape, [class, before]));
        }
    }
}
