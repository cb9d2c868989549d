//! What joins the words of a name, and what stands before and behind it.

use std::ops::Range;

use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};

/// "Roe’s Hospital", "Rowers’ Union": an apostrophe at `at` within the name of a body.
pub(super) fn names_body(reading: &Reading<'_>, at: usize, start: usize, limit: usize) -> bool {
    let tokens = &reading.tokens[..limit];
    let owns = tokens[at].kind == Kind::Possessive || tokens[at].is_any_mark("’'");
    let body = tokens
        .get(at + 1)
        .is_some_and(|it| it.is(CAPITAL) && it.is(ORGANISATION));
    owns && body && at - start <= 2 && tokens[at + 1].start - tokens[at].end == 1
}

/// "the Roe and Poe Union", "the Department for Roads", "the Commission on Roads", "the Ministry of
/// Roads and Rivers": an "and", "for" or "on" at `at` within the name of a body.
pub(super) fn joins_body(reading: &Reading<'_>, at: usize, start: usize, limit: usize) -> bool {
    let tokens = &reading.tokens[..limit];
    let text = |at: usize| reading.words.text(tokens[at].word);
    let and = tokens[at].is(CONJOINS) && tokens[at].is_word() && text(at) == "and";
    let for_ = tokens[at].is(JOINS_PHRASES) && tokens[at].is_word() && text(at) == "for";
    let on = tokens[at].is(PREPOSITION) && tokens[at].is_word() && text(at) == "on";
    let for_ = for_ || on && tokens[at - 1].is(ORGANISATION);
    if !and && !for_ {
        return false;
    }
    let named = PLACE
        .or(STANDALONE)
        .or(GIVEN)
        .or(TITLE)
        .or(UPPER)
        .or(FUNCTION);
    let goes_on = |it: &Token| it.is_word() && it.is(CAPITAL) && !it.is(named);
    let ahead = tokens[at + 1..].iter().take(3);
    let ahead = ahead.take_while(|it| goes_on(it)).count();
    if ahead == 0 {
        return false;
    }
    let body = tokens[start..at].iter().position(|it| it.is(ORGANISATION));
    let of =
        (start + 1..at).any(|it| tokens[it].is(OF) || tokens[it].is_word() && text(it) == "for");
    match body {
        Some(_) if for_ => tokens[at - 1].is(ORGANISATION),
        Some(first) => {
            // "Skerry’s Institute for Boats and Nets"
            let owned = first > 0 && tokens[start + first - 1].kind == Kind::Possessive;
            (first == 0 || owned) && of && !tokens[at - 1].is(ORGANISATION)
        }
        None => {
            let article = start > 0 && reading.tokens[start - 1].is(ARTICLE);
            let plain = tokens[start..at].iter().all(|it| !it.is(GIVEN.or(TITLE)));
            and && article && plain && tokens[at + ahead].is(ORGANISATION)
        }
    }
}

/// Where the letters after a name start ("Ann Roe KC").
pub(super) fn end_before_letters(tokens: &[Token], run: &Range<usize>) -> usize {
    let words = |end: usize| (run.start..end).filter(|&at| tokens[at].is_word());
    let mut end = run.end;
    while words(end).count() > 2 {
        let last = &tokens[end - 1];
        let letters = last.is(POSTNOMINAL) && last.is(UPPER);
        let named = || words(end - 2).any(|at| tokens[at].is(GIVEN));
        if !letters || last.is(TITLE) && !named() {
            break;
        }
        end -= 1;
    }
    end
}

/// "Enter Ann B. Roe", "Outside Acme": a word that opens a sentence, and is nowhere else written with
/// a capital, before a given name and more, or an ordinary one before a name that is none.
pub(super) fn is_before_name(reading: &Reading<'_>, words: &[usize]) -> bool {
    let [first, second, rest @ ..] = words else {
        return false;
    };
    let [first, second] = [first, second].map(|&at| &reading.tokens[at]);
    let given = second.is(GIVEN_MALE.or(GIVEN_FEMALE)) && !rest.is_empty();
    let named = first.is(ORDINARY) && !second.is(ORDINARY.or(ORGANISATION));
    let plain = !first.is(GIVEN
        .or(TITLE)
        .or(HUMAN)
        .or(PLACE)
        .or(ORGANISATION)
        .or(INITIAL)
        .or(UPPER));
    (given || named) && plain && !reading.words.is_seen_with_capital(first.word)
}
