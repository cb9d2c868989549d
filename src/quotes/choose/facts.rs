//! What can be seen of a segment itself: its length, case, ends, and what stands before it.

use super::context;
use crate::quotes::features::bucket;
use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{self, Kind, Token};

/// A segment's own look, as operands of features.
#[derive(Clone, Debug)]
pub struct Facts {
    /// Its number.
    pub segment: usize,
    /// Its paragraph.
    pub paragraph: usize,
    /// The token that stands for it.
    pub token: usize,
    /// The sentence of that token.
    pub sentence: u32,
    /// Its length in words, bucketed: a value of `LENGTH`.
    pub length: u8,
    /// What it ends in: a value of `END`.
    pub end: u8,
    /// The case of its first letter: a value of `CASE`.
    pub case: u8,
    /// What stands before it: a value of `BEFORE`.
    pub before: u8,
    /// Whether the paragraph has nothing else.
    pub whole: bool,
    /// Whether it says I, we or you.
    pub first_person: bool,
    /// Whether its words have capitals, as titles of works do.
    pub title_case: bool,
    /// What stands before it, more finely: a value of `PRECEDED`.
    pub preceded: u8,
    /// What stands after it: a value of `FOLLOWED`.
    pub followed: u8,
    /// How its words are written: a value of `WORDING`.
    pub wording: u8,
    /// Which kinds of words it has: a value of `GRAMMAR`.
    pub grammar: u8,
    /// Whether a word of saying has a source in its sentence.
    pub cued: bool,
    /// Whether a noun for a work stands shortly before it ("song", "book").
    pub near_work: bool,
    /// Whether the words before it give it as a name (see `naming`).
    pub naming: bool,
    /// Whether somebody is called so (see `calling`).
    pub called: bool,
    /// Whether a crowd calls it (see `chants`).
    pub chanted: bool,
    /// Whether it holds no word at all, or only an editor's.
    pub wordless: bool,
    /// The mentions to whom or of whom somebody says it (see `patterns`).
    pub hearers: Vec<usize>,
    /// The first mention of whoever answers a reporter's question with it (see `interviews`).
    pub interviewed: Option<usize>,
}

impl Facts {
    /// Whether its form alone tells that somebody says it: a sentence of its own, of three words or
    /// more, that is no title, or a question or cry of two that goes on after a comma.
    pub fn is_utterance(&self) -> bool {
        let stands_alone = self.before <= 1;
        let sentence = self.case == 1 && self.end <= IN_QUESTION;
        let goes_on = self.before == 3 && self.case == 0 && self.end == IN_QUESTION;
        let alone = stands_alone && sentence && self.length >= 2;
        (alone || goes_on && self.length >= 1) && !self.title_case
    }
}

/// Looks at the segment numbered `segment`.
pub fn facts(reading: &Reading<'_>, segment: usize) -> Facts {
    let it = &reading.segments[segment];
    let tokens = reading.paragraphs[it.paragraph].tokens.clone();
    let mut words: Vec<&Token> = Vec::with_capacity(it.words.len().min(WORDS_SEEN));
    let inside = reading.tokens[it.words.clone()].iter().take(WORDS_SEEN);
    words.extend(inside.filter(|it| it.is_word()));
    let others = reading.tokens[tokens.clone()]
        .iter()
        .take(3)
        .filter(|it| it.is_word())
        .count();
    let content = || words.iter().filter(|it| !it.is(FUNCTION));
    let capitals = content().filter(|it| it.is(CAPITAL)).count();
    let title_case = words.len() >= 2 && capitals >= 2 && content().all(|it| it.is(CAPITAL));
    Facts {
        preceded: context::preceded(reading, it.paragraph, it.token),
        followed: context::followed(reading, it.paragraph, it.token),
        wording: context::wording(&words, title_case),
        grammar: context::grammar(&words),
        title_case,
        segment,
        paragraph: it.paragraph,
        token: it.token,
        sentence: reading.tokens[it.token].sentence,
        length: bucket(words.len(), &[1, 2, 3, 5, 8, 15]),
        end: end(reading, segment),
        case: case(reading.slice(it.inner)),
        before: before(reading, it.paragraph, it.token),
        whole: tokens.len() <= 2 && others == 0,
        first_person: words.iter().any(|it| it.is(FIRST_PERSON)),
        cued: false,
        naming: false,
        called: false,
        chanted: false,
        near_work: context::is_near_work(reading, it.paragraph, it.token),
        wordless: words.is_empty() || is_inserted(reading.slice(it.inner)),
        hearers: Vec::new(),
        interviewed: None,
    }
}

/// Whether an editor put in all there is: "“[Daily Post.]"
fn is_inserted(inner: &str) -> bool {
    let rest = inner
        .trim()
        .strip_prefix('[')
        .and_then(|it| it.split_once(']'));
    rest.is_some_and(|(_, it)| !it.contains(char::is_alphanumeric))
}

/// More words of a segment tell nothing new.
const WORDS_SEEN: usize = 400;

/// What a segment may end in: values of `END`.
pub(super) const IN_COMMA: u8 = 0;
pub(super) const IN_STOP: u8 = 1;
pub(super) const IN_QUESTION: u8 = 2;

fn end(reading: &Reading<'_>, segment: usize) -> u8 {
    let it = &reading.segments[segment];
    match tokens::last_sign(reading.slice(it.inner)) {
        Some(',') => IN_COMMA,
        Some('.' | '…') => IN_STOP,
        Some('?' | '!') => IN_QUESTION,
        Some('-' | '–' | '—' | ';' | ':') => 3,
        _ => match reading.within(it.paragraph, it.token + 1).map(|it| it.kind) {
            Some(Kind::Mark(',')) => 6,
            Some(Kind::Mark('.' | ';' | '?' | '!')) => 5,
            _ => 4,
        },
    }
}

/// What a segment ended in, more coarsely.
pub fn last_sign(reading: &Reading<'_>, segment: usize) -> u8 {
    let it = &reading.segments[segment];
    match tokens::last_sign(reading.slice(it.inner)) {
        Some(',') => 0,
        Some('.') => 1,
        Some('?' | '!') => 2,
        _ => 4,
    }
}

fn case(inner: &str) -> u8 {
    match inner.chars().next() {
        Some(first) if first.is_lowercase() => 0,
        Some(first) if first.is_uppercase() => 1,
        _ => 2,
    }
}

fn before(reading: &Reading<'_>, paragraph: usize, token: usize) -> u8 {
    let Some(before) = reading.before(paragraph, token) else {
        return 0;
    };
    match before.kind {
        _ if before.sentence != reading.tokens[token].sentence => 1,
        Kind::Mark(':') => 2,
        Kind::Mark(',') => 3,
        Kind::Segment => 4,
        Kind::Word if before.is(THAT) => 5,
        Kind::Possessive => 6,
        Kind::Word if before.is(NOUN_FOLLOWS) => 6,
        Kind::Word if before.is(AS) => 7,
        Kind::Word if before.is(CUE_VERB) => 8,
        Kind::Word => 9,
        Kind::Mark(_) => 10,
    }
}
