//! Where a sentence ends.

use super::{Kind, Token};
use crate::quotes::lexicon::classes::*;
use crate::quotes::marks::Segment;

/// Numbers the sentences of one paragraph's tokens.
pub(super) fn number_sentences(text: &str, segments: &[Segment], first: u32, tokens: &mut [Token]) {
    let mut sentence = 0;
    for at in 0..tokens.len() {
        tokens[at].sentence = sentence;
        let (before, after) = tokens.split_at(at + 1);
        let Some(next) = after.first() else { return };
        let ends = match before[at].kind {
            Kind::Segment => {
                let inner = segments[(before[at].word.0 - first) as usize].inner;
                let last = text.get(inner.start()..inner.end()).and_then(last_sign);
                ends_after_segment(last, next, after)
            }
            Kind::Mark('.' | '?' | '!') => starts_sentence(next) || is_opening(next),
            Kind::Mark('…') => next.is(CAPITAL),
            _ => false,
        };
        sentence += u32::from(ends);
    }
}

/// The last character of quoted words, before any marks of inner quotations.
pub fn last_sign(inner: &str) -> Option<char> {
    inner
        .trim_end_matches(['”', '"', '\'', '’', '`', '“', ' ', ')', ']'])
        .chars()
        .next_back()
}

fn starts_sentence(next: &Token) -> bool {
    next.is(CAPITAL) || next.is_segment()
}

fn is_opening(next: &Token) -> bool {
    matches!(next.kind, Kind::Mark(sign) if !"),;:.?!’'…]-–—".contains(sign))
}

/// Whether a sentence ends with a segment. “Really?” Rep. Ann Roe said: it does not.
fn ends_after_segment(last: Option<char>, next: &Token, after: &[Token]) -> bool {
    let Some('.' | '!' | '?' | '…') = last else {
        return false;
    };
    if !starts_sentence(next) {
        return false;
    }
    let spoken_by = || {
        let ahead = after.iter().take(13);
        let ahead =
            ahead.take_while(|it| !it.is_segment() && !it.is_any_mark(".?!…") && !is_relative(it));
        ahead.into_iter().any(|it| it.is(SAY.or(STRONG)))
    };
    !(matches!(last, Some('!' | '?')) && next.is(CAPITAL) && spoken_by())
}

/// "that" and "who" open clauses of which the quotation is no part.
fn is_relative(token: &Token) -> bool {
    token.is(WHO) || token.is_word() && token.is(THAT)
}
