//! A story's title: its headline, or its first words.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::OnceLock;

/// A story's title: its headline, or its first words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title<'a> {
    /// The words.
    pub text: &'a str,
    /// Whether they were taken from the body because there is no headline.
    pub derived: bool,
    /// Whether these are not all the words of a sentence.
    pub cut: bool,
}

impl<'a> Title<'a> {
    /// The words, with a sign where some were left out.
    pub fn shown(self) -> Cow<'a, str> {
        match self.cut {
            true => Cow::Owned(format!("{} …", self.text)),
            false => Cow::Borrowed(self.text),
        }
    }
}

/// The longest derived title, in bytes; cut between words.
const DERIVED_TITLE: usize = 90;

/// The first sentence of `text` if it is short, else as many words as fit; and whether it was cut.
#[expect(clippy::string_slice, reason = "cut where characters start")]
pub(super) fn first_words(text: &str) -> (&str, bool) {
    // Whether a sentence ends there is told by what follows it.
    const LOOKED_AT: usize = DERIVED_TITLE + 40;
    let near = &text[..text.floor_char_boundary(LOOKED_AT)];
    let end = sentence_end(near);
    match end.filter(|it| *it <= DERIVED_TITLE) {
        Some(end) => return (&text[..end], false),
        None if text.len() <= DERIVED_TITLE => return (text, false),
        None => {}
    }
    let fits = near
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .take_while(|&at| at <= DERIVED_TITLE)
        .last();
    let hard = text.floor_char_boundary(DERIVED_TITLE);
    (&text[..fits.unwrap_or(hard)], true)
}

/// Where the first sentence of `text` ends, if more follows it.
fn sentence_end(text: &str) -> Option<usize> {
    const CLOSING: [char; 6] = ['”', '’', '"', '\'', ')', ']'];
    let mut signs = text.match_indices(['.', '!', '?', '…']);
    signs.find_map(|(at, sign)| {
        let rest = text.get(at + sign.len()..)?;
        let after = rest.trim_start_matches(CLOSING);
        let is_closed = after.len() < rest.len();
        let next = after.trim_start();
        let goes_on = next.starts_with(char::is_lowercase)
            || is_closed && matches!(sign, "!" | "?")
            || sign == "." && belongs_to_word(text.get(..at)?, next);
        let ends = after.starts_with(char::is_whitespace) && !next.is_empty() && !goes_on;
        ends.then_some(text.len() - after.len())
    })
}

/// Whether a full stop belongs to the word before it: an abbreviation, an initial, "No. 10".
fn belongs_to_word(before: &str, next: &str) -> bool {
    let is_part = |it: char| it.is_alphanumeric() || it == '.';
    let from = before.trim_end_matches(is_part).len();
    let word = before.get(from..).unwrap_or_default();
    let capital = word.starts_with(char::is_uppercase);
    let is_initial = capital && word.chars().count() == 1;
    if word.eq_ignore_ascii_case("no") {
        return next.starts_with(|it: char| it.is_ascii_digit());
    }
    is_initial || word.contains('.') || capital && is_abbreviation(word)
}

/// Whether a word is one of the abbreviations that the quotations' grammar knows too.
fn is_abbreviation(word: &str) -> bool {
    const GRAMMAR: &str = include_str!("../../assets/quotes/grammar.txt");
    static KNOWN: OnceLock<HashSet<&str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let section = GRAMMAR.split_once("[abbreviation]\n");
        let section = section.map_or("", |(_, after)| after);
        let words = section
            .split_once("\n[")
            .map_or(section, |(words, _)| words);
        words.split_whitespace().collect()
    });
    known.contains(word.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, title: &str) {
        assert_eq!(first_words(text), (title, false), "{text}");
    }

    #[test]
    fn a_title_is_the_first_sentence_or_as_much_as_fits() {
        check("It rains. It pours.", "It rains.");
        let ninety = format!("{}end.", "word ".repeat(17)) + "!";
        check(&ninety, &ninety);
        let more = format!("{}ends.", "word ".repeat(18));
        assert_eq!(first_words(&more), ("word ".repeat(18).trim(), true));
        let long = "x".repeat(91);
        assert_eq!(first_words(&long), ("x".repeat(90).as_str(), true));
        let wide = "ß".repeat(500);
        assert_eq!(first_words(&wide), ("ß".repeat(45).as_str(), true));
    }

    #[test]
    fn abbreviations_initials_and_numbers_end_no_title() {
        for opening in [
            "Mr. Ash left",
            "U.S. Marines left",
            "No. 10 was dark",
            "Sen. J. R. Ash left at 9 a.m. Monday",
            "Dr. Ash of St. Mary’s left on Sept. 4",
            "The E.U. Commission met",
            "It cost 4.5 million",
            "“Really?” Rep. Ann Ash said",
            "The wall … will hold",
        ] {
            check(
                &format!("{opening}. Nobody laughed."),
                &format!("{opening}."),
            );
        }
        check("Why? Nobody knows.", "Why?");
        check("“It is over.” Nobody laughed.", "“It is over.”");
        check("No. She will not.", "No.");
    }
}
