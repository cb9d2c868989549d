//! Words that may report a statement: verbs of saying and thinking, nouns and adjectives for what
//! is said and thought, "according to".

use std::ops::Range;

use super::page::Page;
use super::sorts::Sort;
use crate::quotes::lexicon::Words;
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::Token;

/// A word that may report a statement.
#[derive(Clone, Copy, Debug)]
pub struct Trigger {
    /// Its token.
    pub at: usize,
    /// What kind of word it is.
    pub class: TriggerClass,
    /// Its form.
    pub form: Form,
    /// The verb or noun it is a form of.
    pub lemma: u16,
}

/// Kinds of words that report statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerClass {
    /// "said" and its like.
    Say = 1,
    /// Verbs that introduce speech.
    Strong,
    /// Verbs of speaking about something.
    Medium,
    /// Verbs of thinking, wanting and judging.
    Attitude,
    /// Nouns of saying.
    Noun,
    /// Nouns for what is thought, wanted or judged.
    AttitudeNoun,
    /// Adjectives for who thinks or wants.
    Adjective,
    /// "according to".
    According,
}

/// Forms of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// No verb.
    Other = 0,
    /// "say"
    Base,
    /// "says"
    Present,
    /// "saying"
    Gerund,
    /// "said"
    Past,
    /// "was asked"
    Passive,
    /// "has asked"
    Perfect,
    /// "to ask"
    Infinitive,
}

/// The triggers of a paragraph, in order.
pub fn triggers(page: &Page<'_, '_>) -> Vec<Trigger> {
    page.tokens
        .clone()
        .filter_map(|at| trigger(page, at))
        .collect()
}

fn trigger(page: &Page<'_, '_>, at: usize) -> Option<Trigger> {
    let token = &page.reading.tokens[at];
    if !token.is_word() || is_inside_name(page, at, token) {
        return None;
    }
    let class = class(page, at, token)?;
    let verb = class as u8 <= TriggerClass::Attitude as u8;
    Some(Trigger {
        at,
        class,
        form: if verb {
            form(page, at, token)
        } else {
            Form::Other
        },
        lemma: Words::lemma(token.word),
    })
}

fn is_inside_name(page: &Page<'_, '_>, at: usize, token: &Token) -> bool {
    token.is(CAPITAL)
        && at > page.tokens.start
        && page.reading.tokens[at - 1].is_word()
        && page.reading.tokens[at - 1].sentence == token.sentence
        && !page.title_case
}

fn class(page: &Page<'_, '_>, at: usize, token: &Token) -> Option<TriggerClass> {
    use TriggerClass::*;
    let noun = token.is(CUE_NOUN.or(ATTITUDE_NOUN)) && follows_determiner(page, at);
    Some(match () {
        // The word after it, which is "to", is part of the report.
        () if token.is(ACCORDING) && at + 1 < page.tokens.end => According,
        () if token.is(CUE_NOUN) && noun => Noun,
        () if token.is(ATTITUDE_NOUN) && noun => AttitudeNoun,
        () if token.is(SAY) => Say,
        () if token.is(STRONG) => Strong,
        () if token.is(MEDIUM) => Medium,
        () if token.is(ATTITUDE) => Attitude,
        () if token.is(CUE_NOUN) => Noun,
        () if token.is(ATTITUDE_NOUN) => AttitudeNoun,
        () if token.is(ATTITUDE_ADJECTIVE) => Adjective,
        () => return None,
    })
}

/// "the claim", "his latest vow": a determiner or owner at most two words before.
fn follows_determiner(page: &Page<'_, '_>, at: usize) -> bool {
    let first = at.saturating_sub(3).max(page.tokens.start);
    let before = (first..at).rev().map(|it| page.sort(it));
    let mut before = before
        .take_while(|it| matches!(it, Sort::Word | Sort::Name | Sort::Determiner | Sort::Owner));
    before.any(|it| matches!(it, Sort::Determiner | Sort::Owner))
}

fn form(page: &Page<'_, '_>, at: usize, token: &Token) -> Form {
    let before = page
        .words_before(at)
        .find(|it| !matches!(it, Sort::Adverb | Sort::Not));
    match before {
        Some(Sort::Be) if token.is(PAST) => Form::Passive,
        Some(Sort::Have) if token.is(PAST) => Form::Perfect,
        Some(Sort::To) if token.is(BASE) => Form::Infinitive,
        _ if token.is(PAST) => Form::Past,
        _ if token.is(PRESENT) => Form::Present,
        _ if token.is(GERUND) => Form::Gerund,
        _ => Form::Base,
    }
}

/// The sentence of a trigger.
pub fn sentence(page: &Page<'_, '_>, trigger: &Trigger) -> Range<usize> {
    let number = page.reading.tokens[trigger.at].sentence;
    let all = page.reading.sentence(page.paragraph, number);
    let first = trigger.at.saturating_sub(WINDOW).max(all.start);
    first..all.end.min(trigger.at + WINDOW)
}

/// How far from a trigger its statement is looked for, in tokens, should a sentence not end.
const WINDOW: usize = 150;
