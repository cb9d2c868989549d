//! Words to rows.

use super::words::{Word, words};
use crate::span::Span;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

/// How the breaks of a paragraph are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// Over the whole paragraph, so that the right edge is even (Knuth and Plass).
    Optimal,
    /// Row by row, each as full as possible. For text too long to be looked at as a whole.
    First,
}

/// The rows of `text`, which starts at byte `at` of the story, in at most `measure` columns; the
/// first row in `indent` columns less.
///
/// Text without words is one empty row, so that every block has a place on screen.
pub fn rows(text: &str, at: usize, (measure, indent): (usize, usize), fit: Fit) -> Vec<Span> {
    let first = measure.saturating_sub(indent).max(1);
    // Words as wide as the first row fit into every row.
    let words = words(text, first);
    let lines = choose_breaks(&words, [first as f64, measure.max(1) as f64], fit);
    let row = |line: &[Word]| {
        let (first, last) = (line.first()?, line.last()?);
        Some(Span::new(at + first.start, at + last.end))
    };
    let res: Vec<Span> = lines.into_iter().filter_map(row).collect();
    if res.is_empty() {
        return vec![Span::new(at, at)];
    }
    res
}

fn choose_breaks(words: &[Word], measures: [f64; 2], fit: Fit) -> Vec<&[Word]> {
    if fit == Fit::First {
        return wrap_first_fit(words, &measures);
    }
    // Textwrap's own penalty lets a row run over by a column to save a wide gap.
    let penalties = Penalties {
        overflow_penalty: 1_000_000,
        ..Penalties::new()
    };
    wrap_optimal_fit(words, &measures, &penalties)
        .unwrap_or_else(|_| wrap_first_fit(words, &measures))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width::columns;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, measure: usize, expected: &[&str]) {
        let shown: Vec<&str> = rows(text, 0, (measure, 0), Fit::Optimal)
            .iter()
            .map(|it| text.get(it.start()..it.end()).unwrap())
            .collect();
        assert_eq!(shown, expected);
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
        fn rows_joined_by_white_space_are_the_text(text in "[ a-c日、e\u{301}“”—/-]{0,80}", measure in 1usize..20, first in any::<bool>()) {
            let fit = if first { Fit::First } else { Fit::Optimal };
            let mut at = 0;
            for row in rows(&text, 0, (measure, 0), fit) {
                let gap = text.get(at..row.start()).unwrap();
                prop_assert!(gap.chars().all(char::is_whitespace));
                let shown = text.get(row.start()..row.end()).unwrap();
                prop_assert!(columns(shown) <= measure.max(2), "{shown:?} in {measure}");
                at = row.end();
            }
            prop_assert!(text.get(at..).unwrap().chars().all(char::is_whitespace));
        }
    }
}
