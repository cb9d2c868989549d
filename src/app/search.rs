//! Searching a story's text: smart case, and typed marks for printed ones.
//!
//! A pattern without capitals matches any case. A straight quotation mark or apostrophe matches
//! the curly ones, a hyphen matches dashes, and a space matches any white space. The text knows
//! nothing of rows, so no match is lost at a row's end.

use crate::span::Span;
use memchr::{memchr, memchr2};

/// What was searched for, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pattern: String,
    hits: Vec<Span>,
}

/// As many places as are remembered. Beyond it, nobody counts.
const MOST_HITS: usize = 1_000_000;

impl Search {
    /// Every place of `pattern` in `text`, none overlapping.
    pub fn new(text: &str, pattern: &str) -> Search {
        Search {
            pattern: pattern.to_owned(),
            hits: find_all(text, pattern),
        }
    }

    /// What was searched for.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Where it is.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The places within `span`.
    pub fn hits_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let from = self.hits.partition_point(|it| it.end() <= span.start());
        let near = self.hits[from..].iter();
        near.take_while(move |it| it.start() < span.end()).copied()
    }

    /// The number (from 0) of the first place at or after byte `at`; none if there is none.
    pub fn from(&self, at: usize) -> Option<usize> {
        let number = self.hits.partition_point(|it| it.start() < at);
        (number < self.hits.len()).then_some(number)
    }

    /// The number of the last place before byte `at`.
    pub fn before(&self, at: usize) -> Option<usize> {
        self.hits
            .partition_point(|it| it.start() < at)
            .checked_sub(1)
    }

    /// The number of the place that starts at byte `at`.
    pub fn number_at(&self, at: usize) -> Option<usize> {
        self.hits.binary_search_by_key(&at, |it| it.start()).ok()
    }
}

/// The pattern's characters, as they are compared.
struct Needle {
    chars: Vec<char>,
    any_case: bool,
}

fn find_all(text: &str, pattern: &str) -> Vec<Span> {
    let needle = Needle::new(pattern);
    let mut res = Vec::new();
    let mut at = 0;
    while let Some(hit) = needle.find(text, at).filter(|_| res.len() < MOST_HITS) {
        res.push(hit);
        at = hit.end();
    }
    res
}

impl Needle {
    fn new(pattern: &str) -> Needle {
        let any_case = !pattern.chars().any(char::is_uppercase);
        let mut res = Needle {
            chars: Vec::new(),
            any_case,
        };
        res.chars = pattern.chars().map(|it| res.folded(it)).collect();
        res
    }

    /// What characters a reader takes for the same have in common.
    fn folded(&self, it: char) -> char {
        match it {
            '‘' | '’' | '‚' | '′' => '\'',
            '“' | '”' | '„' | '″' => '"',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            _ if it.is_whitespace() => ' ',
            _ if self.any_case => it.to_lowercase().next().unwrap_or(it),
            _ => it,
        }
    }

    /// The first match at or after byte `from`.
    fn find(&self, text: &str, from: usize) -> Option<Span> {
        let mut at = from;
        while let Some(start) = self.candidate(text, at) {
            let tail = text.get(start..)?;
            if let Some(len) = self.matched(tail) {
                return Some(Span::new(start, start + len));
            }
            at = start + tail.chars().next().map_or(1, char::len_utf8);
        }
        None
    }

    /// The bytes at the start of `tail` that match the whole pattern.
    fn matched(&self, tail: &str) -> Option<usize> {
        let mut len = 0;
        let mut chars = tail.chars();
        for wanted in &self.chars {
            let it = chars.next().filter(|it| self.folded(*it) == *wanted)?;
            len += it.len_utf8();
        }
        Some(len)
    }

    /// The next place where the first character might match.
    fn candidate(&self, text: &str, from: usize) -> Option<usize> {
        let first = *self.chars.first()?;
        let tail = text.get(from..)?;
        let found = match u8::try_from(first) {
            Ok(byte) if first.is_ascii_alphanumeric() && !(self.any_case && has_odd_case(byte)) => {
                let bytes = tail.as_bytes();
                if self.any_case {
                    memchr2(byte, byte.to_ascii_uppercase(), bytes)
                } else {
                    memchr(byte, bytes)
                }
            }
            _ => tail.find(|it| self.folded(it) == first),
        };
        Some(from + found?)
    }
}

/// Letters that other characters than their ASCII capital become in lower case (the Kelvin sign).
fn has_odd_case(byte: u8) -> bool {
    matches!(byte, b'k' | b'i')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, pattern: &str, expected: &[&str]) {
        let search = Search::new(text, pattern);
        let found: Vec<&str> = search
            .hits()
            .iter()
            .map(|it| text.get(it.start()..it.end()).unwrap())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn capitals_matter_only_where_typed() {
        check("Said and said and SAID", "said", &["Said", "said", "SAID"]);
        check("Said and said", "Said", &["Said"]);
        check("Été, ÉTÉ", "été", &["Été", "ÉTÉ"]);
        check("300 \u{212A} or k", "k", &["\u{212A}", "k"]);
    }

    #[test]
    fn typed_marks_find_printed_ones() {
        check(
            "“It’s here” – or not",
            "\"it's here\" -",
            &["“It’s here” –"],
        );
    }

    #[test]
    fn nothing_finds_nothing() {
        check("text", "", &[]);
        check("", "text", &[]);
        check("aaaa", "aa", &["aa", "aa"]);
    }

    #[test]
    fn places_are_found_from_any_place() {
        let search = Search::new("ab ab ab", "ab");
        assert_eq!((search.from(1), search.from(7)), (Some(1), None));
        assert_eq!((search.before(3), search.before(0)), (Some(0), None));
        assert_eq!((search.number_at(3), search.number_at(4)), (Some(1), None));
        let within: Vec<Span> = search.hits_in(Span::new(1, 4)).collect();
        assert_eq!(within, [Span::new(0, 2), Span::new(3, 5)]);
    }
}
