//! Statements without marks ("The mayor said she hopes …", "according to officials …").
//!
//! # The method
//!
//! Words that may report a statement (*triggers*) are looked at one by one, in three steps, each a
//! log-linear choice with weights fitted on labelled news:
//!
//! 1. `contents`: where in the trigger's sentence the reported words would begin and end. The
//!    boundaries of phrases and clauses (commas, conjunctions, prepositions, "that") are weighed.
//! 2. `sources`: which mention of the sentence would be the source, or none.
//! 3. `detection`: whether this, so read, is a statement at all.
//!
//! The probability of the last step tells how likely the statement is one and is rightly cut;
//! with that of the source it makes the confidence. Of statements that share half of their words
//! the likelier stays. Words of a statement that stand in marks as somebody's are taken out of it:
//! they are a quotation already.
//!
//! # What it is worth
//!
//! Weights are fitted on the statements labelled in the 840 articles that those of quotations are
//! fitted on, by `fit LABELLED.jsonl --indirect RELATIONS.jsonl`. The labels are broad: thoughts,
//! wishes and judgements count as well as speech. A statement is found if it shares half of all
//! its words with the labelled one.
//!
//! | F1 in per cent | here, unseen fifths (840 articles) | here, dev (84) | BBC Citron, retrained, dev |
//! |---|---|---|---|
//! | found | 57.7 | 61.2 | 50.2 |
//! | found, with the right source | 52.2 | 56.4 | 46.8 |
//!
//! # Limits
//!
//! A statement is looked for within one sentence, and a source outside that sentence is not found.
//! Verbs that are not in the lists of `assets/quotes/` report nothing. About a third of what is
//! found is no statement by the labels; much of that has a low confidence.

mod contents;
mod detection;
mod features;
mod page;
mod sorts;
mod sources;
mod triggers;
mod voices;

use std::ops::Range;

use super::Analysis;
use super::choose::Chooser;
use super::tokens::{Kind, Token};
use super::weights::Weights;
use detection::Report;
use page::Page;
use sorts::Sorts;
pub use triggers::TriggerClass;
pub use voices::statements;

/// What the fitting command learns from.
#[cfg(feature = "fit")]
pub mod lessons {
    pub use super::contents::{Content, contents};
    pub use super::detection::Report;
    pub use super::features::Feature;
    pub use super::page::Page;
    pub use super::sorts::Sorts;
    pub use super::sources::{Candidate, features_of_none, sources};
    pub use super::triggers::{Trigger, sentence, triggers};
}

/// A statement that a story reports without marks.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The tokens of the reported words, in one piece or two.
    pub pieces: Vec<Range<usize>>,
    /// The token of the word that reports them.
    pub cue: usize,
    /// What kind of word that is.
    pub class: TriggerClass,
    /// Who says or thinks it.
    pub source: Option<Source>,
    /// How likely it is a statement with these words.
    pub probability: f32,
    /// How likely the source is right.
    pub source_probability: f32,
}

/// The words that stand for the source of a statement.
#[derive(Clone, Debug)]
pub struct Source {
    /// The mention; none for a few words that no mention covers.
    pub mention: Option<usize>,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Statement {
    /// How likely it is all right: the statement, and its source where there is one. The product
    /// of the two is too sure of itself on articles it was not fitted on; it is evened out by what
    /// cross-validation shows.
    pub fn confidence(&self) -> f32 {
        let source = self
            .source
            .as_ref()
            .map_or(1.0, |_| self.source_probability);
        let product = (self.probability * source).clamp(0.001, 0.999);
        let odds = product / (1.0 - product);
        1.0 / (1.0 + 1.1 * odds.powf(-0.75))
    }
}

/// Statements less likely than this are left out: where finding more and finding rightly balance.
const LEAST: f32 = 0.3;

/// The statements of a story, in reading order.
pub fn find(
    analysis: &Analysis<'_>,
    chooser: &Chooser<'_, '_, '_>,
    weights: &Weights,
) -> Vec<Statement> {
    let sorts = Sorts::new();
    let mut res = Vec::new();
    for paragraph in 0..analysis.reading.paragraphs.len() {
        let it = &analysis.reading.paragraphs[paragraph];
        let lead = it.tokens.clone().next();
        let lead =
            lead.is_some_and(|at| analysis.reading.is_lead(analysis.reading.tokens[at].span()));
        if it.caption || lead {
            continue;
        }
        let page = Page::new(analysis, chooser, &sorts, paragraph);
        let mut found = of_page(&page, weights);
        found.retain(|it| it.probability >= LEAST);
        let kept = without_doubles(found).into_iter();
        res.extend(kept.filter_map(|it| without_quotations(analysis, it)));
    }
    res
}

/// What every trigger of a paragraph most likely reports.
fn of_page(page: &Page<'_, '_>, weights: &Weights) -> Vec<Statement> {
    let triggers = triggers::triggers(page);
    let read = |at: usize| Report::read(page, &triggers, at, weights);
    let reports = (0..triggers.len()).filter_map(read);
    reports.map(|it| it.statement(page, weights)).collect()
}

/// A statement without the words in it that stand in marks as somebody's: they are reported as
/// that. `None` if too little is left.
fn without_quotations(analysis: &Analysis<'_>, statement: Statement) -> Option<Statement> {
    let tokens = &analysis.reading.tokens;
    let spoken = |at: &usize| {
        let segment = tokens[*at].segment();
        segment.is_some_and(|it| analysis.decisions[it].key.is_some())
    };
    let mut pieces = Vec::with_capacity(statement.pieces.len());
    for piece in &statement.pieces {
        let mut from = piece.start;
        for cut in piece.clone().filter(spoken).chain([piece.end]) {
            pieces.extend(trimmed(tokens, from..cut));
            from = cut + 1;
        }
    }
    let words = pieces
        .iter()
        .flat_map(Range::clone)
        .filter(|&it| tokens[it].is_word());
    let cut = pieces != statement.pieces;
    let enough = words.count() >= if cut { LEAST_BESIDE_MARKS } else { 1 };
    enough.then_some(Statement {
        pieces,
        ..statement
    })
}

/// Words that are left of a statement beside marks are at least so many.
const LEAST_BESIDE_MARKS: usize = 3;

/// Tokens without the marks at their ends; `None` if there are no others.
fn trimmed(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let is_plain = |it: &usize| tokens[*it].is_word() || tokens[*it].is_segment();
    let first = range.clone().find(is_plain)?;
    let last = range.rev().find(is_plain)?;
    let closes = tokens
        .get(last + 1)
        .is_some_and(|it| it.kind == Kind::Possessive);
    Some(first..last + 1 + usize::from(closes))
}

/// Of statements that share half of their words the likeliest.
fn without_doubles(found: Vec<Statement>) -> Vec<Statement> {
    let mut kept: Vec<Statement> = Vec::with_capacity(found.len());
    for it in found {
        let near = kept.len().saturating_sub(NEAR)..kept.len();
        let double = near
            .into_iter()
            .find(|&at| overlap(&it.pieces, &kept[at].pieces) >= 0.5);
        match double {
            Some(at) if kept[at].probability < it.probability => kept[at] = it,
            Some(_) => {}
            None => kept.push(it),
        }
    }
    kept.sort_by_key(|it| (it.pieces[0].start, it.cue));
    kept
}

/// How many statements back one with the same words is looked for.
const NEAR: usize = 16;

/// The share of common tokens among all tokens of two contents.
fn overlap(a: &[Range<usize>], b: &[Range<usize>]) -> f32 {
    let count = |pieces: &[Range<usize>]| pieces.iter().map(Range::len).sum::<usize>();
    let common = |it: &Range<usize>, other: &Range<usize>| {
        it.end
            .min(other.end)
            .saturating_sub(it.start.max(other.start))
    };
    let shared: usize = a
        .iter()
        .map(|it| b.iter().map(|other| common(it, other)).sum::<usize>())
        .sum();
    let all = count(a) + count(b) - shared;
    shared as f32 / all.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence(probability: f32, source_probability: Option<f32>) -> f32 {
        let source = source_probability.map(|_| Source {
            mention: None,
            tokens: 0..1,
        });
        let statement = Statement {
            pieces: Vec::new(),
            cue: 0,
            class: TriggerClass::Say,
            source,
            probability,
            source_probability: source_probability.unwrap_or_default(),
        };
        statement.confidence()
    }

    #[test]
    fn the_likelier_a_statement_and_its_source_the_surer_it_is() {
        let rising = [0.0, 0.3, 0.5, 0.7, 0.9, 1.0].map(|it| confidence(it, None));
        assert!(rising.is_sorted_by(|a, b| a < b), "{rising:?}");
        assert!(rising.iter().all(|it| (0.0..1.0).contains(it)));
        assert!(confidence(0.9, Some(0.5)) < confidence(0.9, Some(0.8)));
        assert!(confidence(0.9, Some(0.8)) < confidence(0.9, None));
    }
}
