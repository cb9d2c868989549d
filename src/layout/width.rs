//! How many columns of a terminal text takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Asks for the colourful form of the character before it. Terminals disagree about the width of
/// what comes out, so it is left out wherever text is shown or measured.
pub const EMOJI_PRESENTATION: char = '\u{FE0F}';

/// The columns `text` takes.
pub fn columns(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    if is_simple(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_columns).sum()
}

/// Whether each character of a text is a grapheme of one column: Latin letters, digits, and the
/// marks and dashes of news stories. Far cheaper to find out than where graphemes end.
pub fn is_simple(text: &str) -> bool {
    text.chars().all(|it| {
        matches!(it, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '‐'..='‧' | '─'..='╿')
    })
}

/// The columns one grapheme takes, as the cells of the screen count them.
pub fn grapheme_columns(grapheme: &str) -> usize {
    if is_plain(grapheme) {
        return grapheme.len();
    }
    match grapheme.contains(EMOJI_PRESENTATION) {
        true => grapheme.replace(EMOJI_PRESENTATION, "").width(),
        false => grapheme.width(),
    }
}

/// Whether a text has sound marks of half-width katakana. They combine, and yet each stands in a column of
/// its own.
pub fn has_sound_marks(text: &str) -> bool {
    text.contains(['\u{FF9E}', '\u{FF9F}'])
}

/// The longest beginning of `text` that takes at most `limit` columns, cut between graphemes.
pub fn fitting(text: &str, limit: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_columns(grapheme);
        if used > limit {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// The longest end of `text` that takes at most `limit` columns, cut between graphemes.
pub fn fitting_end(text: &str, limit: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += grapheme_columns(grapheme);
        if used > limit {
            return text.get(at + grapheme.len()..).unwrap_or_default();
        }
    }
    text
}

/// Printable ASCII: one column a byte.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|it| matches!(it, b' '..=b'~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_are_as_wide_as_terminals_draw_them() {
        assert_eq!(columns("quote"), 5);
        assert_eq!(columns("日本"), 4);
        assert_eq!(columns("e\u{301}te\u{301}"), 3);
        assert_eq!(columns("👩\u{200d}👩\u{200d}👧"), 2);
        assert_eq!(columns("❤\u{fe0f}"), 1, "drawn without its selector");
    }

    #[test]
    fn sound_marks_of_narrow_katakana_take_a_column_each() {
        assert_eq!(columns("ﾊ\u{FF9E}"), 2);
        assert_eq!(columns("\u{FF9E}"), 1);
        assert_eq!(columns("ｶ\u{FF9E}ｷ\u{FF9E}x"), 5);
        assert_eq!(grapheme_columns("ﾊ\u{FF9F}\u{fe0f}"), 2);
    }

    #[test]
    fn simple_characters_are_graphemes_of_one_column() {
        let all: String = ('\0'..='\u{FFFF}')
            .filter(|it| is_simple(it.encode_utf8(&mut [0; 4])))
            .collect();
        assert_eq!(all.graphemes(true).count(), all.chars().count());
        assert!(all.graphemes(true).all(|it| grapheme_columns(it) == 1));
    }

    #[test]
    fn text_is_cut_between_graphemes() {
        assert_eq!(fitting("日本語", 5), "日本");
        assert_eq!(fitting("ae\u{301}b", 2), "ae\u{301}");
        assert_eq!(fitting("ab", 9), "ab");
        assert_eq!(fitting_end("日本語", 5), "本語");
        assert_eq!(fitting_end("abe\u{301}", 2), "be\u{301}");
        assert_eq!(fitting_end("ab", 9), "ab");
    }
}
