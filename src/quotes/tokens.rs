//! Words, marks and sentences: one pass over a paragraph.
//!
//! A quoted segment is one token of its paragraph, so that the reporter's sentence around it can
//! be read as one; the words between the marks are tokens of their own, kept apart.

use super::lexicon::classes::*;
use super::lexicon::{Word, Words};
use super::marks::Segment;
use crate::span::Span;

/// A word, a mark, or a quoted segment in the reporter's text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the story's text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The word's number; any for what is no word.
    pub word: Word,
    /// The sentence of the paragraph it stands in, counted from 0.
    pub sentence: u32,
    /// What the word can be, and how it is written here.
    pub classes: Classes,
    /// What it is.
    pub kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters and digits.
    Word,
    /// The ’s after a word.
    Possessive,
    /// Any other character; dots in a row are `…`, hyphens in a row `—`.
    Mark(char),
    /// A quoted segment.
    Segment(u32),
}

impl Token {
    /// Whether the word can be any of `classes`.
    pub fn is(&self, classes: Classes) -> bool {
        self.classes.any(classes)
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is the mark `sign`.
    pub fn is_mark(&self, sign: char) -> bool {
        self.kind == Kind::Mark(sign)
    }

    /// Whether it is one of the marks `signs`.
    pub fn is_any_mark(&self, signs: &str) -> bool {
        matches!(self.kind, Kind::Mark(sign) if signs.contains(sign))
    }

    /// Whether it is a dash.
    pub fn is_dash(&self) -> bool {
        self.is_any_mark("-—–―")
    }

    /// Whether it is a quoted segment.
    pub fn is_segment(&self) -> bool {
        matches!(self.kind, Kind::Segment(_))
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// Appends the tokens of the paragraph `span`, its `segments` as one token each, with sentences.
pub fn of_paragraph(
    text: &str,
    span: Span,
    segments: &mut [Segment],
    first: u32,
    words: &mut Words,
    out: &mut Vec<Token>,
) {
    let from = out.len();
    let mut at = span.start();
    for (number, segment) in segments.iter_mut().enumerate() {
        of_text(text, Span::new(at, segment.outer.start()), words, out);
        segment.token = out.len();
        out.push(Token {
            start: segment.outer.start() as u32,
            end: segment.outer.end() as u32,
            word: NO_WORD,
            sentence: 0,
            classes: Classes::NONE,
            kind: Kind::Segment(first + number as u32),
        });
        at = segment.outer.end();
    }
    of_text(text, Span::new(at, span.end()), words, out);
    number_sentences(text, segments, first, &mut out[from..]);
}

/// The number a token has that is no word. It is that of some word; its classes say it is none.
const NO_WORD: Word = Word(0);

/// Appends the tokens of `span`, all in one sentence.
pub fn of_text(text: &str, span: Span, words: &mut Words, out: &mut Vec<Token>) {
    let mut at = span.start();
    let end = span.end();
    while let Some(first) = char_at(text, at).filter(|_| at < end) {
        if first.is_whitespace() || first == '_' {
            at += first.len_utf8();
        } else if first.is_alphanumeric() {
            at = word(text, at, end, words, out);
        } else {
            at = mark(text, at, end, first, out);
        }
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Appends the mark at `at` and gives where it ends.
fn mark(text: &str, at: usize, end: usize, first: char, out: &mut Vec<Token>) -> usize {
    let mut to = at + first.len_utf8();
    let mut sign = first;
    if matches!(first, '.' | '-') {
        let run = text.as_bytes()[at..end]
            .iter()
            .take_while(|&&byte| byte == first as u8)
            .count();
        if run > 1 {
            to = at + run;
            sign = if first == '.' { '…' } else { '—' };
        }
    }
    out.push(Token {
        start: at as u32,
        end: to as u32,
        word: NO_WORD,
        sentence: 0,
        classes: Classes::NONE,
        kind: Kind::Mark(sign),
    });
    to
}

/// Appends the word at `at`, and its ’s apart, and gives where they end.
fn word(text: &str, at: usize, end: usize, words: &mut Words, out: &mut Vec<Token>) -> usize {
    if let Some(to) = initialism(text, at, end) {
        push_word(text, at, to, words, out);
        return to;
    }
    let to = run_of_letters(text, at, end);
    let stem = stem_before_possessive(text, at, to);
    let full_stop = stem.is_none() && to < end && text.as_bytes()[to] == b'.';
    let number = push_word(text, at, stem.unwrap_or(to), words, out);
    if let Some(stem) = stem {
        out.push(Token {
            start: stem as u32,
            end: to as u32,
            word: NO_WORD,
            sentence: 0,
            classes: Classes::NONE,
            kind: Kind::Possessive,
        });
    }
    if full_stop && keeps_full_stop(text, at, to, end, words.classes(number)) {
        out.last_mut().expect("the word was just pushed").end += 1;
        return to + 1;
    }
    to
}

fn push_word(text: &str, at: usize, to: usize, words: &mut Words, out: &mut Vec<Token>) -> Word {
    let letters = text.get(at..to).unwrap_or_default();
    let word = words.number(letters);
    out.push(Token {
        start: at as u32,
        end: to as u32,
        word,
        sentence: 0,
        classes: words.classes(word).or(as_written(letters)),
        kind: Kind::Word,
    });
    word
}

/// The end of capitals with full stops ("U.S."), at least two of them.
fn initialism(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..end];
    if bytes.get(1) != Some(&b'.') {
        return None;
    }
    let pairs = bytes
        .chunks_exact(2)
        .take_while(|it| it[0].is_ascii_uppercase() && it[1] == b'.')
        .count();
    (pairs > 1).then_some(at + 2 * pairs)
}

/// The end of letters and digits, with apostrophes, hyphens and ampersands between them.
fn run_of_letters(text: &str, at: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut to = at;
    loop {
        while bytes.get(to).is_some_and(u8::is_ascii_alphanumeric) {
            to += 1;
        }
        let Some(next) = char_at(text, to).filter(|_| to < end) else {
            break;
        };
        let after = to + next.len_utf8();
        let joins = matches!(next, '’' | '\'' | '-' | '&')
            && after < end
            && char_at(text, after).is_some_and(char::is_alphanumeric);
        if !next.is_alphanumeric() && !joins {
            break;
        }
        to = after;
    }
    to
}

/// Where the ’s of a word starts.
fn stem_before_possessive(text: &str, at: usize, to: usize) -> Option<usize> {
    if !matches!(text.as_bytes().get(to - 1), Some(b's' | b'S')) {
        return None;
    }
    let stem = text.get(at..to - 1)?.strip_suffix(['’', '\''])?;
    (!stem.is_empty()).then_some(at + stem.len())
}

/// Whether the full stop at `to` belongs to the word before it: an abbreviation, an initial.
fn keeps_full_stop(text: &str, at: usize, to: usize, end: usize, classes: Classes) -> bool {
    let capital = text.as_bytes()[at].is_ascii_uppercase();
    if classes.any(ABBREVIATION) && capital {
        return true;
    }
    let rest = text.get(to + 1..end).unwrap_or_default().trim_start();
    to - at == 1 && capital && rest.starts_with(|it: char| it.is_ascii_uppercase())
}

fn as_written(letters: &str) -> Classes {
    let mut chars = letters.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return if is_name_with_article(letters) {
            CAPITAL
        } else {
            Classes::NONE
        };
    }
    let mut res = CAPITAL;
    let mut rest = chars.filter(|it| it.is_alphabetic()).peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) {
        res = res.or(UPPER);
    }
    if matches!(
        letters.as_bytes(),
        [b'R' | b'D' | b'I', b'-', b'A'..=b'Z', ..]
    ) {
        res = res.or(PARTY_TAG);
    }
    res
}

/// "al-Masri": a short lower-case article before a capital.
fn is_name_with_article(letters: &str) -> bool {
    let mut article = letters.bytes().take(LONGEST_ARTICLE + 1);
    let name = article.position(|it| it == b'-').map(|at| at + 1);
    let name = name.and_then(|at| char_at(letters, at));
    name.is_some_and(char::is_uppercase)
}

/// The longest article, in bytes.
const LONGEST_ARTICLE: usize = 3;

/// Numbers the sentences of one paragraph's tokens.
fn number_sentences(text: &str, segments: &[Segment], first: u32, tokens: &mut [Token]) {
    let mut sentence = 0;
    for at in 0..tokens.len() {
        tokens[at].sentence = sentence;
        let (before, after) = tokens.split_at(at + 1);
        let Some(next) = after.first() else { return };
        let ends = match before[at].kind {
            Kind::Segment(number) => {
                let inner = segments[(number - first) as usize].inner;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        let span = Span::new(0, text.len());
        of_paragraph(text, span, &mut [], 0, &mut Words::new(), &mut out);
        let show = |it: &Token| {
            format!(
                "{}{}",
                it.sentence,
                text.get(it.start as usize..it.end as usize).unwrap()
            )
        };
        out.iter().map(show).collect()
    }

    #[test]
    fn full_stops_of_abbreviations_end_no_sentence() {
        assert_eq!(
            read("Mr. J. Roe of the U.S. left. He"),
            [
                "0Mr.", "0J.", "0Roe", "0of", "0the", "0U.S.", "0left", "0.", "1He"
            ]
        );
    }

    #[test]
    fn a_possessive_is_a_token_of_its_own() {
        assert_eq!(read("Ann’s don’t"), ["0Ann", "0’s", "0don’t"]);
    }

    #[test]
    fn any_text_becomes_tokens_within_it() {
        for text in [
            "",
            "a—b--c…",
            "ß’s",
            "日本語。",
            "é.é.é",
            "R-Wis. 5’ 6\"",
            "A.B.C",
            "x’",
        ] {
            let mut at = 0;
            let mut out = Vec::new();
            of_text(text, Span::new(0, text.len()), &mut Words::new(), &mut out);
            for token in out {
                assert!(token.start as usize >= at && text.is_char_boundary(token.end as usize));
                at = token.end as usize;
            }
        }
    }
}
