//! Places found again by their words, in a text that may have changed since.

use memchr::memmem;

/// How many bytes of words are kept of a place.
pub const KEPT: usize = 48;

/// The fewest bytes of words that tell a place from others.
const FEWEST: usize = 16;

/// The words that a place is kept by: those that begin at byte `at` of `text`.
pub fn words_at(text: &str, at: usize) -> &str {
    let start = text.floor_char_boundary(at);
    let end = text.floor_char_boundary(start.saturating_add(KEPT));
    text.get(start..end).unwrap_or_default()
}

/// Where `words`, which stood at byte `at` once, stand now: there, else where they or their first half
/// stand nearest to it. `None` when they are gone.
pub fn find(text: &str, at: usize, words: &str) -> Option<usize> {
    let (half, _) = words.split_at(words.floor_char_boundary(words.len() / 2));
    let there = |words: &str| text.get(at..).is_some_and(|it| it.starts_with(words));
    if there(words) {
        return Some(at);
    }
    let tries = [words, half].into_iter().filter(|it| it.len() >= FEWEST);
    tries.filter_map(|it| nearest(text, at, it)).next()
}

fn nearest(text: &str, at: usize, words: &str) -> Option<usize> {
    let places = memmem::find_iter(text.as_bytes(), words);
    places.min_by_key(|it| it.abs_diff(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "The quay is shut. Nobody told the ferry. The quay is shut. “No boats,” they say.";

    #[test]
    fn words_are_found_where_they_stood_or_nearest_to_it() {
        let words = "The quay is shut.";
        assert_eq!(find(TEXT, 0, words), Some(0));
        assert_eq!(find(TEXT, 41, words), Some(41));
        assert_eq!(find(TEXT, 30, words), Some(41));
        assert_eq!(find(TEXT, 1000, words), Some(41));
        assert_eq!(find(TEXT, 3, words), Some(0));
        // Inside a character.
        assert_eq!(find(TEXT, 60, "“No boats,” they say."), Some(59));
    }

    #[test]
    fn the_first_half_is_enough_and_too_little_is_nothing() {
        let words = words_at(TEXT, 18);
        assert_eq!(words.len(), KEPT);
        assert_eq!(words_at(TEXT, 13).len(), KEPT - 2, "not half of a mark");
        let changed = TEXT.replace("The quay is shut. “", "The quay opened. “");
        assert_eq!(find(&changed, 0, words), Some(18));
        assert_eq!(find(TEXT, 5, "quay"), None);
        assert_eq!(find(TEXT, 4, "quay"), Some(4));
        assert_eq!(find("", 9, words), None);
    }
}
