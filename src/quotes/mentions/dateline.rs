//! Where and when a story was written: "PORTSMOUTH, July 25 (UPI) —". Nothing in it speaks.

use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};

/// A dateline is at most so long, in tokens.
const LONGEST: usize = 16;
/// A city in capitals has at least so many letters.
const SHORTEST_CITY: u32 = 4;

/// The first token of a paragraph behind its dateline; its very first if it has none.
pub fn end(reading: &Reading<'_>, paragraph: usize) -> usize {
    let tokens = reading.paragraphs[paragraph].tokens.clone();
    let limit = tokens.end.min(tokens.start + LONGEST);
    let dash = (tokens.start + 1..limit).find(|&at| !is_part(reading, &reading.tokens[at]));
    match dash.filter(|&at| is_dateline(reading, tokens.start, at, tokens.end)) {
        Some(dash) => dash + 1,
        None => tokens.start,
    }
}

/// Whether a token may stand in a dateline: names, months and numbers, "and", an agency in brackets.
fn is_part(reading: &Reading<'_>, token: &Token) -> bool {
    let number = || {
        reading
            .words
            .text(token.word)
            .starts_with(|it: char| it.is_ascii_digit())
    };
    match token.kind {
        Kind::Word => token.is(CAPITAL.or(CALENDAR).or(CONJOINS)) || number(),
        Kind::Mark(mark) => matches!(mark, ',' | '.' | '(' | ')' | '/'),
        _ => false,
    }
}

/// Whether the tokens before a dash are a dateline: a city in capitals or an agency in brackets opens a
/// sentence of its own. "NASA — which built it — said" is none.
fn is_dateline(reading: &Reading<'_>, start: usize, dash: usize, limit: usize) -> bool {
    let first = &reading.tokens[start];
    let city = first.is(UPPER) && first.end - first.start >= SHORTEST_CITY;
    let agency = reading.tokens[dash - 1].is_mark(')');
    let next = reading.tokens[..limit].get(dash + 1);
    let opens = next.is_some_and(|it| it.is_word() && it.is(CAPITAL));
    reading.tokens[dash].is_dash() && first.is(CAPITAL) && opens && (city || agency)
}
