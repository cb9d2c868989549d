//! The words right beside a segment, and how its own are written: what tells a quotation from a
//! title, a term, a nickname.

use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};

/// What stands before the segment at `token`: a value of `PRECEDED`.
pub fn preceded(reading: &Reading<'_>, paragraph: usize, token: usize) -> u8 {
    let Some(before) = reading.before(paragraph, token) else {
        return 0;
    };
    match before.kind {
        _ if before.sentence != reading.tokens[token].sentence => 1,
        Kind::Mark(':') => 2,
        Kind::Mark(',') => 3,
        Kind::Segment => 4,
        Kind::Mark('(' | '[') => 5,
        Kind::Mark(_) => 6,
        Kind::Possessive => {
            let owner = reading.before(paragraph, token - 1);
            13 - u8::from(owner.is_some_and(|it| it.is(CAPITAL)))
        }
        Kind::Word => preceding_word(reading, paragraph, token, before),
    }
}

fn preceding_word(reading: &Reading<'_>, paragraph: usize, token: usize, word: &Token) -> u8 {
    match reading.words.text(word.word) {
        "that" => 7,
        "the" => 8,
        "a" | "an" => 9,
        "his" | "her" | "their" | "its" | "my" | "our" | "your" => 10,
        "this" | "these" | "those" => 11,
        "of" => 14,
        "in" | "on" | "at" => 15,
        "as" if is_named_as(reading, paragraph, token) => 20,
        "as" => 17,
        "and" | "or" | "but" => 18,
        "so-called" | "self-described" | "self-styled" => 20,
        "is" | "was" | "are" | "were" | "be" | "been" | "being" => 23,
        "to" => 28,
        _ if word.is(BEFORE_WORK) => 19,
        _ if word.is(PREPOSITION) => 16,
        _ if word.is(CAPITAL) => 24,
        _ if word.is(SAY.or(STRONG)) => 21,
        _ if word.is(MEDIUM) => 22,
        _ if word.is(DOCUMENT.or(CUE_NOUN)) => 25,
        _ if word.is(ED) => 26,
        _ => 27,
    }
}

/// "known as"
fn is_named_as(reading: &Reading<'_>, paragraph: usize, token: usize) -> bool {
    let before = reading.before(paragraph, token - 1);
    before.is_some_and(|it| it.is_word() && reading.words.text(it.word) == "known")
}

/// What stands after the segment at `token`: a value of `FOLLOWED`.
pub fn followed(reading: &Reading<'_>, paragraph: usize, token: usize) -> u8 {
    let next = reading.within(paragraph, token + 1);
    let Some(next) = next.filter(|it| it.sentence == reading.tokens[token].sentence) else {
        return 0;
    };
    match next.kind {
        Kind::Mark(',') => 1,
        Kind::Mark('.' | ';' | '?' | '!') => 2,
        Kind::Mark(_) => 3,
        Kind::Segment => 4,
        Kind::Possessive => 9,
        Kind::Word if next.is(AUXILIARY.or(CUE_VERB)) => 6,
        Kind::Word if next.is(FUNCTION) => 5,
        Kind::Word if next.is(CAPITAL) => 7,
        Kind::Word => 8,
    }
}

/// How the words of a segment are written: a value of `WORDING`.
pub fn wording(words: &[&Token], title_case: bool) -> u8 {
    let Some(first) = words.first() else {
        return 4;
    };
    match () {
        () if title_case => 2,
        () if !first.is(CAPITAL) => 0,
        () if words.iter().skip(1).any(|it| !it.is(CAPITAL)) => 3,
        () => 1,
    }
}

/// Which kinds of words a segment has: a value of `GRAMMAR`.
pub fn grammar(words: &[&Token]) -> u8 {
    let verb = words
        .iter()
        .any(|it| it.is(AUXILIARY.or(PRONOUN).or(FIRST_PERSON)));
    let function = words.iter().any(|it| it.is(FUNCTION));
    if verb { 2 } else { u8::from(function) }
}

/// A work is named at most so many tokens before its title.
const WORK_NEAR: usize = 6;

/// "A song about it, “Low Water”": whether a noun for a work stands shortly before.
pub fn is_near_work(reading: &Reading<'_>, paragraph: usize, token: usize) -> bool {
    let sentence = reading.sentence(paragraph, reading.tokens[token].sentence);
    let from = token.saturating_sub(WORK_NEAR).max(sentence.start);
    reading.tokens[from..token].iter().any(|it| it.is(WORK))
}
