//! Words to rows.

use super::words::{Word, words};
use super::{breaks, hyphens};
use crate::span::Span;
use hypher::Lang;
use std::ops::Range;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::GraphemeCursor;

/// How the breaks of a paragraph are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Over the whole paragraph, so that the right edge is even (Knuth and Plass).
    Optimal,
    /// Row by row, each as full as possible. For text too long to be looked at as a whole.
    First,
}

/// How rows are broken.
#[derive(Clone, Copy, Debug)]
pub struct Breaking<'a> {
    /// The widest a row may be, in columns.
    pub measure: usize,
    /// Columns the first row is set in by.
    pub indent: usize,
    /// How the breaks are chosen.
    pub fit: Fit,
    /// The language words are hyphenated in, if they are.
    pub hyphens: Option<Lang>,
    /// The bytes of the story at which it says that a word may be broken.
    pub soft_hyphens: &'a [u32],
}

/// The words of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where they are in the story.
    pub span: Span,
    /// Whether the last word goes on in the next row, which a hyphen tells.
    pub hyphen: bool,
}

/// The rows of `text`, which starts at byte `at` of the story.
///
/// Text without words is one empty row, so that every block has a place on screen.
pub fn rows(text: &str, at: usize, breaking: Breaking<'_>) -> Vec<Row> {
    let measure = breaking.measure.max(1);
    let first = measure.saturating_sub(breaking.indent).max(1);
    // Words as wide as the first row fit into every row.
    let mut words = words(text, first);
    if breaking.hyphens.is_some() || !breaking.soft_hyphens.is_empty() {
        let soft = |it: &Word| {
            let cuts = within(breaking.soft_hyphens, at + it.start..at + it.end);
            let cuts = cuts.map(|it| *it as usize - at);
            cuts.filter(|it| is_between_graphemes(text, *it)).collect()
        };
        words = hyphens::split(words, text, soft, breaking.hyphens);
    }
    let lines = match breaking.fit {
        Fit::Optimal => breaks::optimal(&words, (first, measure)),
        Fit::First => wrap_first_fit(&words, &[first as f64, measure as f64]),
    };
    let row = |line: &[Word]| {
        let (first, last) = (line.first()?, line.last()?);
        Some(Row {
            span: Span::new(at + first.start, at + last.end),
            hyphen: last.hyphen,
        })
    };
    let res: Vec<Row> = lines.into_iter().filter_map(row).collect();
    if res.is_empty() {
        return vec![Row {
            span: Span::new(at, at),
            hyphen: false,
        }];
    }
    res
}

/// A text of the program's own in rows of at most `width` columns, each as full as possible.
pub fn wrapped(text: &str, width: usize) -> Vec<&str> {
    let breaking = Breaking {
        measure: width,
        indent: 0,
        fit: Fit::First,
        hyphens: None,
        soft_hyphens: &[],
    };
    let words = |row: Row| text.get(row.span.start()..row.span.end());
    rows(text, 0, breaking)
        .into_iter()
        .filter_map(words)
        .collect()
}

fn is_between_graphemes(text: &str, at: usize) -> bool {
    let is_boundary = GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0);
    is_boundary.unwrap_or(false)
}

/// The numbers of an ordered list that are between two others.
fn within(ordered: &[u32], between: Range<usize>) -> impl Iterator<Item = &u32> {
    let from = ordered.partition_point(|it| *it as usize <= between.start);
    let rest = ordered.get(from..).unwrap_or_default();
    rest.iter()
        .take_while(move |it| (**it as usize) < between.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width::columns;
    use proptest::prelude::*;

    fn breaking(measure: usize, fit: Fit) -> Breaking<'static> {
        Breaking {
            measure,
            indent: 0,
            fit,
            hyphens: None,
            soft_hyphens: &[],
        }
    }

    /// The rows as they are shown.
    fn shown(text: &str, breaking: Breaking<'_>) -> Vec<String> {
        let rows = rows(text, 0, breaking).into_iter();
        let shown = rows.map(|Row { span, hyphen }| {
            let words = text.get(span.start()..span.end()).unwrap();
            format!("{words}{}", if hyphen { "-" } else { "" })
        });
        shown.collect()
    }

    #[track_caller]
    fn check(text: &str, measure: usize, expected: &[&str]) {
        assert_eq!(shown(text, breaking(measure, Fit::Optimal)), expected);
    }

    #[test]
    fn the_storys_own_hyphens_are_drawn_where_a_row_ends_at_one() {
        let own = |measure, hyphens| Breaking {
            hyphens,
            soft_hyphens: &[7, 12, 17],
            ..breaking(measure, Fit::Optimal)
        };
        let text = "in the lighthouse keeper";
        for hyphens in [None, Some(Lang::English)] {
            let narrow = shown(text, own(14, hyphens));
            assert_eq!(narrow, ["in the light-", "house keeper"]);
            assert_eq!(shown(text, own(24, hyphens)), [text]);
        }
    }

    #[test]
    fn a_soft_hyphen_is_drawn_within_a_word_and_between_its_characters() {
        let own = |text, at, measure, soft_hyphens| {
            let breaking = Breaking {
                soft_hyphens,
                ..breaking(measure, Fit::Optimal)
            };
            let rows = rows(text, at, breaking).into_iter();
            rows.map(|it| (it.span.start() - at, it.span.end() - at, it.hyphen))
                .collect::<Vec<_>>()
        };
        let cut = [(0, 12, true), (12, 17, false)];
        assert_eq!(own("in the lighthouse", 0, 14, &[12]), cut);
        assert_eq!(own("in the lighthouse", 90, 14, &[102]), cut);
        // At the ends of words, and before what belongs to the letter before it.
        let whole = [(0, 6, false), (7, 12, false)];
        assert_eq!(own("in the house", 0, 8, &[2, 3, 6, 7]), whole);
        let whole = [(0, 6, false), (7, 13, false)];
        assert_eq!(own("in the cafe\u{301}", 0, 10, &[11]), whole);
        let whole = [(0, 6, false), (7, 18, false)];
        assert_eq!(own("in the cafe\u{301}teria", 0, 12, &[11]), whole);
    }

    #[test]
    fn hyphens_even_the_rows_and_fit_into_them() {
        let english = |measure| Breaking {
            hyphens: Some(Lang::English),
            ..breaking(measure, Fit::Optimal)
        };
        let text = "an extensive tale";
        assert_eq!(shown(text, english(9)), ["an exten-", "sive tale"]);
        assert_eq!(shown(text, english(8)), ["an ex-", "tensive", "tale"]);
        assert_eq!(shown(text, english(40)), [text]);
    }

    #[test]
    fn optimal_fit_evens_the_rows() {
        check("aaa bb cc ddddd", 6, &["aaa", "bb cc", "ddddd"]);
    }

    #[test]
    fn no_row_runs_over_to_save_a_gap() {
        let long = "x".repeat(30);
        check(&format!("a {long} b"), 31, &["a", &long, "b"]);
        check(&format!("a {long} b"), 32, &[&format!("a {long}"), "b"]);
    }

    #[test]
    fn text_without_words_is_an_empty_row() {
        check("", 10, &[""]);
        check("   ", 10, &[""]);
    }

    proptest! {
        #[test]
        fn rows_joined_by_white_space_are_the_text(text in "([ a-c日、e\u{301}“”—/-]|tion|ment){0,80}", measure in 1usize..20, first in any::<bool>()) {
            let fit = if first { Fit::First } else { Fit::Optimal };
            let mut at = 0;
            let hyphens = (measure % 2 == 0).then_some(Lang::English);
            let breaking = Breaking { hyphens, ..breaking(measure, fit) };
            for Row { span: row, hyphen } in rows(&text, 0, breaking) {
                let gap = text.get(at..row.start()).unwrap();
                prop_assert!(gap.chars().all(char::is_whitespace));
                let shown = text.get(row.start()..row.end()).unwrap();
                let width = columns(shown) + usize::from(hyphen);
                prop_assert!(width <= measure.max(2), "{shown:?} in {measure}");
                at = row.end();
            }
            prop_assert!(text.get(at..).unwrap().chars().all(char::is_whitespace));
        }
    }
}
