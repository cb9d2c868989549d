//! Where a word ends, and how it is written.

use super::{Kind, NO_WORD, Token, char_at};
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::letters::{longer_word, short_word};
use crate::quotes::lexicon::{Known, Letters, Words};

/// Words that are still to be looked up. Where one is kept takes long to fetch: those of a paragraph
/// are looked up together, so that the processor fetches many at a time.
#[derive(Debug, Default)]
pub struct Waiting(Vec<(usize, Letters)>);

impl Waiting {
    /// Looks all of them up.
    pub(super) fn look_up(&mut self, text: &str, words: &mut Words, tokens: &mut [Token]) {
        for (at, letters) in self.0.drain(..) {
            let token = &mut tokens[at];
            let span = token.start as usize..token.end as usize;
            let known = words.know_by(letters, || text.get(span).unwrap_or_default());
            token.word = known.word;
            token.classes = token.classes.or(known.classes);
        }
    }
}

/// Appends the word at `at`, and its ’s apart, and gives where they end.
pub(super) fn word(
    text: &str,
    at: usize,
    end: usize,
    words: &mut Words,
    waiting: &mut Waiting,
    out: &mut Vec<Token>,
) -> usize {
    let rest = &text.as_bytes()[at..end];
    let short = rest.first_chunk().and_then(|it| short_word(*it));
    let longer = || rest.first_chunk().and_then(|it| longer_word(*it));
    if let Some(short) = short.or_else(longer)
        && let Some(stem) = Stem::of_short(text, at, end, short.len)
    {
        let letters = words.letters_of(&short);
        let known = match rest.get(short.len) {
            // Whether the full stop belongs to it depends on what it is.
            Some(b'.') => words.know_by(letters, || text.get(at..stem.end).unwrap_or_default()),
            _ => {
                waiting.0.push((out.len(), letters));
                NOT_YET
            }
        };
        push(at, stem.end, known, short.written, out);
        return stem.finish(text, at, end, known, out);
    }
    if let Some(to) = initialism(text, at, end) {
        push_word(text, at, to, words, out);
        return to;
    }
    let stem = Stem::of_run(text, at, run_of_letters(text, at, end));
    let known = push_word(text, at, stem.end, words, out);
    stem.finish(text, at, end, known, out)
}

/// What is known of a word before it is looked up.
const NOT_YET: Known = Known {
    word: NO_WORD,
    classes: Classes::NONE,
};

/// A word without its ’s.
struct Stem {
    /// Where it ends.
    end: usize,
    /// Where its ’s ends, if it has one.
    possessive: Option<usize>,
}

impl Stem {
    /// The stem of the letters from `at` to `to`.
    fn of_run(text: &str, at: usize, to: usize) -> Stem {
        let stem = stem_before_possessive(text, at, to);
        Stem {
            end: stem.unwrap_or(to),
            possessive: stem.map(|_| to),
        }
    }

    /// The stem of a word of ASCII letters from `at` that is so long; `None` if more than that may
    /// belong to it.
    fn of_short(text: &str, at: usize, end: usize, length: usize) -> Option<Stem> {
        let to = at + length;
        let plain = Stem {
            end: to,
            possessive: None,
        };
        let next = text.as_bytes()[..end].get(to..)?;
        match *next {
            // One letter may be an initial.
            [b'.', ..] => (length > 1).then_some(plain),
            [first, ..] if first.is_ascii() => Some(plain),
            // “, ”, –, —, … and their like are no letters; ’ may join some.
            [0xE2, 0x80, third, ..] if third != APOSTROPHE => Some(plain),
            [0xE2, 0x80, APOSTROPHE, b's', after, ..] if ends_word(after) => Some(Stem {
                end: to,
                possessive: Some(to + "’s".len()),
            }),
            _ => None,
        }
    }

    /// Appends the ’s of the word that was just pushed, or gives it its full stop. Gives where it ends.
    fn finish(
        &self,
        text: &str,
        at: usize,
        end: usize,
        known: Known,
        out: &mut Vec<Token>,
    ) -> usize {
        let to = self.end;
        if let Some(possessive) = self.possessive {
            out.push(Token {
                start: to as u32,
                end: possessive as u32,
                word: NO_WORD,
                sentence: 0,
                classes: Classes::NONE,
                kind: Kind::Possessive,
            });
            return possessive;
        }
        let full_stop = to < end && text.as_bytes()[to] == b'.';
        if full_stop && keeps_full_stop(text, at, to, end, known.classes) {
            out.last_mut().expect("the word was just pushed").end += 1;
            return to + 1;
        }
        to
    }
}

/// The last byte of ’.
const APOSTROPHE: u8 = 0x99;

/// Whether a byte ends the word before it: an ASCII character that neither is a letter or digit nor may
/// join some.
fn ends_word(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'\'' | b'-' | b'&')
}

fn push_word(text: &str, at: usize, to: usize, words: &mut Words, out: &mut Vec<Token>) -> Known {
    let letters = text.get(at..to).unwrap_or_default();
    let known = words.know(letters);
    push(at, to, known, as_written(letters), out);
    known
}

fn push(at: usize, to: usize, known: Known, written: Classes, out: &mut Vec<Token>) {
    out.push(Token {
        start: at as u32,
        end: to as u32,
        word: known.word,
        sentence: 0,
        classes: known.classes.or(written),
        kind: Kind::Word,
    });
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
