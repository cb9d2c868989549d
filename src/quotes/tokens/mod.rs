//! Words, marks and sentences: one pass over a paragraph.
//!
//! A quoted segment is one token of its paragraph, so that the reporter's sentence around it can
//! be read as one; the words between the marks are tokens of their own, kept apart.

mod sentences;
mod words;

use super::lexicon::classes::*;
use super::lexicon::{Word, Words};
use super::marks::Segment;
use crate::span::Span;
pub use sentences::last_sign;
use sentences::number_sentences;
pub use words::Waiting;
use words::word;

/// A word, a mark, or a quoted segment in the reporter's text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the story's text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The word's number; for a quoted segment that of the segment; any for what is neither.
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
    Segment,
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
        matches!(self.kind, Kind::Mark('-' | '—' | '–' | '―'))
    }

    /// Whether it is a quoted segment.
    pub fn is_segment(&self) -> bool {
        self.kind == Kind::Segment
    }

    /// The number of the quoted segment, if it is one.
    pub fn segment(&self) -> Option<usize> {
        self.is_segment().then_some(self.word.0 as usize)
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
    waiting: &mut Waiting,
    out: &mut Vec<Token>,
) {
    let from = out.len();
    let mut at = span.start();
    for (number, segment) in segments.iter_mut().enumerate() {
        let before = Span::new(at, segment.outer.start());
        take_apart(text, before, words, waiting, out);
        segment.token = out.len();
        out.push(Token {
            start: segment.outer.start() as u32,
            end: segment.outer.end() as u32,
            word: Word(first + number as u32),
            sentence: 0,
            classes: Classes::NONE,
            kind: Kind::Segment,
        });
        at = segment.outer.end();
    }
    take_apart(text, Span::new(at, span.end()), words, waiting, out);
    waiting.look_up(text, words, out);
    number_sentences(text, segments, first, &mut out[from..]);
}

/// The number a token has that is no word. It is that of some word; its classes say it is none.
const NO_WORD: Word = Word(0);

/// Appends the tokens of `span`, all in one sentence.
pub fn of_text(
    text: &str,
    span: Span,
    words: &mut Words,
    waiting: &mut Waiting,
    out: &mut Vec<Token>,
) {
    take_apart(text, span, words, waiting, out);
    waiting.look_up(text, words, out);
}

/// Appends the tokens of `span`; most of its words are not looked up yet.
fn take_apart(
    text: &str,
    span: Span,
    words: &mut Words,
    waiting: &mut Waiting,
    out: &mut Vec<Token>,
) {
    let Some(bytes) = text.as_bytes().get(..span.end()) else {
        return;
    };
    let mut at = span.start();
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b' ' => at + 1,
            _ if byte.is_ascii_alphanumeric() => word(text, at, span.end(), words, waiting, out),
            _ => other(text, at, span.end(), words, waiting, out),
        };
    }
}

/// Deals with what starts with no ASCII letter or digit and is no space, and gives where it ends.
fn other(
    text: &str,
    at: usize,
    end: usize,
    words: &mut Words,
    waiting: &mut Waiting,
    out: &mut Vec<Token>,
) -> usize {
    match char_at(text, at) {
        Some(it) if it.is_whitespace() || it == '_' => at + it.len_utf8(),
        Some(it) if it.is_alphanumeric() => word(text, at, end, words, waiting, out),
        Some(it) => mark(text, at, end, it, out),
        None => end,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        let span = Span::new(0, text.len());
        let (mut words, mut waiting) = (Words::new(), Waiting::default());
        of_paragraph(text, span, &mut [], 0, &mut words, &mut waiting, &mut out);
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
    fn any_white_space_and_underlines_part_words() {
        let words = ["0one", "0two", "0three", "0four"];
        assert_eq!(read("one\u{A0}two\u{2003}_three_\u{3000}four"), words);
    }

    #[test]
    fn a_possessive_is_a_token_of_its_own() {
        assert_eq!(read("Ann’s don’t"), ["0Ann", "0’s", "0don’t"]);
    }

    #[test]
    fn letters_beyond_ascii_and_what_joins_them_are_of_the_word() {
        let text = "Olé’s café’s R’s O’Sea’s its’x don’ts Roes’ Roe—Lund “Roe’s” Roe…";
        let words = [
            "0Olé",
            "0’s",
            "0café",
            "0’s",
            "0R",
            "0’s",
            "0O’Sea",
            "0’s",
            "0its’x",
            "0don’ts",
            "0Roes",
            "0’",
            "0Roe",
            "0—",
            "0Lund",
            "0“",
            "0Roe",
            "0’s",
            "0”",
            "0Roe",
            "0…",
        ];
        assert_eq!(read(text), words);
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
            let (mut words, mut waiting) = (Words::new(), Waiting::default());
            let all = Span::new(0, text.len());
            of_text(text, all, &mut words, &mut waiting, &mut out);
            for token in out {
                assert!(token.start as usize >= at && text.is_char_boundary(token.end as usize));
                at = token.end as usize;
            }
        }
    }
}
