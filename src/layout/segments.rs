//! Long blocks in segments, so that any place of a story is laid out without what comes before it.
//!
//! A paragraph is one segment. A line of ten megabytes is a thousand of them: each begins a row of
//! its own, found from its number alone, so going to the end costs as much as going to the start.

use super::width::grapheme_columns;
use std::ops::Range;

/// The bytes of a segment, roughly. Shorter blocks are one segment.
pub const SEGMENT: usize = 8 * 1024;

/// How far from its rough place a segment's end may be.
const SLACK: usize = 512;

const JOINER: char = '\u{200D}';

/// How many segments a block of `len` bytes has.
pub fn count(len: usize) -> usize {
    // The last segment takes what would be a tiny one after it.
    (len / SEGMENT).max(1)
}

/// The bytes of segment `number` of a block's text.
pub fn range(text: &str, number: usize) -> Range<usize> {
    boundary(text, number)..boundary(text, number + 1)
}

/// The segment that holds byte `at` of a block's text.
pub fn at(text: &str, at: usize) -> usize {
    let number = (at / SEGMENT).min(count(text.len()) - 1);
    if at < boundary(text, number) {
        number - 1
    } else {
        number
    }
}

/// Where segment `number` starts: after white space if there is some near, else between graphemes.
fn boundary(text: &str, number: usize) -> usize {
    if number == 0 {
        return 0;
    }
    if number >= count(text.len()) {
        return text.len();
    }
    let rough = text.ceil_char_boundary(number * SEGMENT);
    let near = text.floor_char_boundary((rough + SLACK).min(text.len()));
    let window = text.get(rough..near).unwrap_or_default();
    rough
        + after_space(window)
            .or_else(|| between_graphemes(window))
            .unwrap_or(0)
}

/// The end of the first run of white space.
fn after_space(window: &str) -> Option<usize> {
    let space = window.find(char::is_whitespace)?;
    let (_, rest) = window.split_at(space);
    Some(space + rest.find(|it: char| !it.is_whitespace())?)
}

/// A place where a character of its own starts.
fn between_graphemes(window: &str) -> Option<usize> {
    let mut before = JOINER;
    for (at, it) in window.char_indices() {
        let alone = grapheme_columns(it.encode_utf8(&mut [0; 4])) > 0 && !is_flag_half(it);
        if alone && before != JOINER {
            return Some(at);
        }
        before = it;
    }
    None
}

/// Regional indicators come in pairs, and one alone does not tell which half it is.
fn is_flag_half(it: char) -> bool {
    matches!(it, '\u{1F1E6}'..='\u{1F1FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let mut end = 0;
        for number in 0..count(text.len()) {
            let segment = range(text, number);
            assert_eq!(segment.start, end);
            assert!(segment.len() < 3 * SEGMENT && text.get(segment.clone()).is_some());
            for it in [segment.start, segment.end.saturating_sub(1)] {
                assert_eq!(at(text, text.floor_char_boundary(it)), number);
            }
            end = segment.end;
        }
        assert_eq!(end, text.len());
        assert_eq!(at(text, end), count(end) - 1);
    }

    #[test]
    fn segments_are_the_text() {
        check("");
        check("short");
        check(&"one two ".repeat(9_000));
        check(&"日本".repeat(9_000));
        check(&"e\u{301}".repeat(9_000));
        check(&"\u{301}".repeat(50_000));
        check(&" ".repeat(50_000));
        // White space too far away to look for.
        check(&("x".repeat(5 * SEGMENT) + " and more"));
    }

    #[test]
    fn no_character_is_cut_in_two() {
        // One byte, so that the rough place is within a character.
        for (piece, first) in [
            ("e\u{301}", 'e'),
            ("日\u{309A}", '日'),
            ("🇫🇷🇫🇷🇫🇷🇫🇷☕", '☕'),
        ] {
            let text = "x".to_owned() + &piece.repeat(20_000);
            for number in 1..count(text.len()) {
                let start = range(&text, number).start;
                let cut = text.get(start..).unwrap();
                assert!(cut.starts_with(first), "{piece} {number}");
            }
        }
    }

    #[test]
    fn segments_start_with_a_word() {
        let text = "four ".repeat(9_000);
        assert!((1..count(text.len())).all(|it| range(&text, it).start.is_multiple_of(5)));
    }
}
