//! Searching a story's text: smart case, and typed marks for printed ones.
//!
//! A pattern without capitals matches any case. A straight quotation mark or apostrophe matches
//! the curly ones, a hyphen matches dashes, and a space matches any white space. The text knows
//! nothing of rows, so no match is lost at a row's end.

use crate::span::Span;
use memchr::memchr2_iter;

/// What was searched for, and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pattern: String,
    hits: Vec<Span>,
}

/// As many places as are remembered. Beyond it, nobody counts.
const MOST_HITS: usize = 1_000_000;

impl Search {
    /// Every place of `pattern` in `text`.
    pub fn new(text: &str, pattern: &str) -> Search {
        let needle = Needle::new(pattern);
        let from_next = |hit: &Span| needle.find(text, hit.start() + 1);
        let hits = std::iter::successors(needle.find(text, 0), from_next);
        Search {
            pattern: pattern.to_owned(),
            hits: hits.take(MOST_HITS).collect(),
        }
    }

    /// The same as [`Search::new`] with a pattern that may go on from this one: then only the
    /// places found already are looked at.
    pub fn followed_by(&self, text: &str, pattern: &str) -> Search {
        let needle = Needle::new(pattern);
        let goes_on = pattern.starts_with(&self.pattern) && !self.pattern.is_empty();
        let same_case = Needle::new(&self.pattern).any_case == needle.any_case;
        if !goes_on || !same_case || self.hits.len() == MOST_HITS {
            return Search::new(text, pattern);
        }
        let still = |hit: &Span| needle.match_at(text, hit.start());
        Search {
            pattern: pattern.to_owned(),
            hits: self.hits.iter().filter_map(still).collect(),
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
    /// The letter or digit to look for first: how many bytes into the pattern, and in which case.
    anchor: Option<(usize, u8)>,
}

impl Needle {
    fn new(pattern: &str) -> Needle {
        let any_case = !pattern.chars().any(char::is_uppercase);
        let chars: Vec<char> = pattern.chars().map(|it| folded(it, any_case)).collect();
        Needle {
            anchor: anchor(&chars),
            chars,
            any_case,
        }
    }

    /// The first match at or after byte `from`.
    fn find(&self, text: &str, from: usize) -> Option<Span> {
        let mut at = from;
        while let Some(start) = self.candidate(text, at) {
            if let Some(hit) = self.match_at(text, start) {
                return Some(hit);
            }
            at = start + 1;
        }
        None
    }

    /// The match that starts at byte `start`, which may be within a character: then there is none.
    fn match_at(&self, text: &str, start: usize) -> Option<Span> {
        let mut end = start;
        let mut chars = text.get(start..)?.chars();
        for wanted in &self.chars {
            let it = chars
                .next()
                .filter(|it| folded(*it, self.any_case) == *wanted)?;
            end += it.len_utf8();
        }
        Some(Span::new(start, end))
    }

    /// The next place from byte `from` on where a match might start.
    fn candidate(&self, text: &str, from: usize) -> Option<usize> {
        let first = *self.chars.first()?;
        let Some((offset, byte)) = self.anchor else {
            let from = text.ceil_char_boundary(from);
            let found = text
                .get(from..)?
                .find(|it| folded(it, self.any_case) == first)?;
            return Some(from + found);
        };
        let bytes = text.as_bytes().get(from..)?;
        let upper = match self.any_case {
            true => byte.to_ascii_uppercase(),
            false => byte,
        };
        let mut anchors = memchr2_iter(byte, upper, bytes.get(offset..)?);
        let found = anchors.find(|it| self.starts_like(&bytes[*it..]))?;
        Some(from + found)
    }

    /// Whether `bytes` start with the letters and digits the pattern starts with: a look at a few
    /// bytes that spares most places the comparison of characters.
    fn starts_like(&self, bytes: &[u8]) -> bool {
        let plain = self
            .chars
            .iter()
            .take_while(|it| it.is_ascii_alphanumeric());
        let mut pairs = plain.zip(bytes);
        match self.any_case {
            true => pairs.all(|(wanted, it)| it.eq_ignore_ascii_case(&(*wanted as u8))),
            false => pairs.all(|(wanted, it)| *wanted as u8 == *it),
        }
    }
}

/// What characters a reader takes for the same have in common.
fn folded(it: char, any_case: bool) -> char {
    match it {
        '‘' | '’' | '‚' | '′' => '\'',
        '“' | '”' | '„' | '″' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        _ if it.is_ascii() && any_case => it.to_ascii_lowercase(),
        _ if it.is_whitespace() => ' ',
        // No other character becomes an ASCII one, so that those can be looked for as bytes.
        _ if any_case => it
            .to_lowercase()
            .next()
            .filter(|it| !it.is_ascii())
            .unwrap_or(it),
        _ => it,
    }
}

/// The rarest of the letters and digits a pattern starts with: the fewest places to look at.
fn anchor(chars: &[char]) -> Option<(usize, u8)> {
    /// Letters of English, the most frequent first.
    const FREQUENT: &str = "etaoinshrdlucmfwygpbvkxqjz";
    let rarity = |byte: u8| {
        FREQUENT
            .find(char::from(byte.to_ascii_lowercase()))
            .unwrap_or(8)
    };
    let plain = chars.iter().take_while(|it| it.is_ascii_alphanumeric());
    let bytes = plain.map(|it| *it as u8).enumerate();
    bytes.max_by_key(|(_, byte)| rarity(*byte))
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
        check("300 \u{212A} or k", "k", &["k"]);
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
        check("aaaa", "aa", &["aa", "aa", "aa"]);
        check("éaé", "é", &["é", "é"]);
        check("日本日", "本", &["本"]);
    }

    #[test]
    fn a_longer_pattern_finds_what_it_would_have_found_at_once() {
        let text = "Aaab aab – “aabb” AAB ab";
        for longer in ["aab", "aa", "aB", "a", "aab ", "b", ""] {
            for shorter in ["a", "aa", "A", "", "x"] {
                let step = Search::new(text, shorter).followed_by(text, longer);
                assert_eq!(step, Search::new(text, longer), "{shorter} {longer}");
            }
        }
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
