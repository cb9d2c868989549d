//! Where a row may end: text to the pieces no row breaks.
//!
//! A plain rule instead of the whole of UAX #14: after white space; after dashes, a hyphen between
//! letters and a slash; between CJK characters, except before closing and after opening punctuation
//! (JIS X 4051 calls this *kinsoku*).

use super::width::{columns, grapheme_columns};
use textwrap::core::Fragment;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of text that stays in one row, and the white space after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// First byte, counted from the start of the text.
    pub start: usize,
    /// The byte after the last visible one.
    pub end: usize,
    /// Columns of the visible part.
    pub width: usize,
    /// Columns of the white space after it.
    pub space: usize,
    /// Whether a hyphen is drawn after it where a row ends here.
    pub hyphen: bool,
}

impl Word {
    /// Cuts the word at byte `at` of `text`; gives what is before, which a hyphen joins to the rest.
    pub fn cut_off(&mut self, text: &str, at: usize) -> Word {
        let width = text.get(self.start..at).map_or(0, columns);
        let before = Word {
            end: at,
            width,
            space: 0,
            hyphen: true,
            ..*self
        };
        self.start = at;
        self.width = self.width.saturating_sub(width);
        before
    }
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.hyphen))
    }
}

/// The words of `text`, none wider than `measure` columns unless one grapheme is.
pub fn words(text: &str, measure: usize) -> Vec<Word> {
    let mut res = Vec::with_capacity(text.len() / 5 + 1);
    let mut start = text.len() - text.trim_start_matches(is_space).len();
    while let Some(rest) = text.get(start..).filter(|it| !it.is_empty()) {
        let seen = word_len(rest);
        let (word, after) = rest.split_at(seen);
        let space = after.len() - after.trim_start_matches(is_space).len();
        push_word(&mut res, start, word, measure);
        if let Some(last) = res.last_mut() {
            last.space = after.get(..space).map_or(0, columns);
        }
        start += seen + space;
    }
    res
}

/// Appends `word`, which starts at byte `start`, in pieces if it is wider than a row.
fn push_word(res: &mut Vec<Word>, start: usize, word: &str, measure: usize) {
    let mut piece = Word {
        start,
        end: start + word.len(),
        width: columns(word),
        space: 0,
        hyphen: false,
    };
    if piece.width > measure {
        (piece.end, piece.width) = (start, 0);
        for grapheme in word.graphemes(true) {
            let width = grapheme_columns(grapheme);
            if piece.width + width > measure && piece.end > piece.start {
                res.push(piece);
                (piece.start, piece.width) = (piece.end, 0);
            }
            piece.end += grapheme.len();
            piece.width += width;
        }
    }
    res.push(piece);
}

/// The bytes of `rest` up to the first place where a row may end.
fn word_len(rest: &str) -> usize {
    let (mut before, mut prev) = (' ', ' ');
    for (at, next) in rest.char_indices() {
        if is_space(next) || (at > 0 && may_break(before, prev, next)) {
            return at;
        }
        (before, prev) = (prev, next);
    }
    rest.len()
}

/// White space a row may end at. No-break spaces hold their neighbours together.
fn is_space(it: char) -> bool {
    it.is_whitespace() && !matches!(it, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

/// Whether a row may end between `prev` and `next`, which no space parts. `before` precedes `prev`.
fn may_break(before: char, prev: char, next: char) -> bool {
    match prev {
        _ if prev.is_ascii() && next.is_ascii() => match prev {
            '-' => before.is_alphanumeric() && next.is_alphabetic(),
            '/' => before.is_alphanumeric() && next.is_alphanumeric(),
            _ => false,
        },
        '\u{200B}' => true,
        '—' | '–' => !before.is_whitespace() && (next.is_alphanumeric() || opens(next)),
        _ => (is_ideographic(prev) || is_ideographic(next)) && !opens(prev) && !closes(next),
    }
}

/// Characters of scripts written without spaces: kana, ideographs, their punctuation.
fn is_ideographic(it: char) -> bool {
    matches!(it, '\u{2E80}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Punctuation that never ends a row.
fn opens(it: char) -> bool {
    "([{‘“«‹「『（【《〈〔［｛〖〘".contains(it)
}

/// Punctuation and small kana that never start a row, and marks that belong to what is before them.
fn closes(it: char) -> bool {
    ")]}’”»›」』）】》〉〕］｝〗〙、。，．・：；！？…‥ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ!?,.:;%％—–"
        .contains(it)
        || columns(it.encode_utf8(&mut [0; 4])) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of `text` between bars.
    #[track_caller]
    fn check(text: &str, measure: usize, expected: &str) {
        let pieces: Vec<&str> = words(text, measure)
            .iter()
            .map(|it| &text.as_bytes()[it.start..it.end])
            .map(|it| str::from_utf8(it).unwrap())
            .collect();
        assert_eq!(pieces.join("|"), expected);
    }

    #[test]
    fn rows_end_after_spaces_dashes_hyphens_and_slashes() {
        check(
            "a well-known  and/or thing",
            40,
            "a|well-|known|and/|or|thing",
        );
        check("said—or so—“we”", 40, "said—|or|so—|“we”");
        check("1939–45 – and", 40, "1939–|45|–|and");
        check("one —two –three", 40, "one|—two|–three");
        check("all\u{200B}together", 40, "all\u{200B}|together");
    }

    #[test]
    fn rows_do_not_end_within_numbers_names_or_quotes() {
        check(
            "£2.5bn -5 2024-25 ‘a’ “yes”",
            40,
            "£2.5bn|-5|2024-25|‘a’|“yes”",
        );
        check("10\u{a0}km", 40, "10\u{a0}km");
    }

    #[test]
    fn closing_punctuation_stays_with_what_it_closes() {
        check("「日本」です。", 40, "「日|本」|で|す。");
        check("東京2020年", 40, "東|京|2020|年");
    }

    #[test]
    fn overlong_words_are_cut_between_graphemes() {
        check("abcdefgh", 3, "abc|def|gh");
        check("ae\u{301}e\u{301}b", 2, "ae\u{301}|e\u{301}b");
        check("日本", 1, "日|本");
    }
}
