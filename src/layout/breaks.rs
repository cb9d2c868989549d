//! Where the rows of a paragraph end, chosen over the whole of it.
//!
//! The method is Knuth and Plass's ("Breaking paragraphs into lines", 1981) without stretch: the
//! squares of the rows' gaps are added up, and of all ways to break the one with the least sum is
//! taken. A row holds few words, so the ways to look at for each word are few.

use super::words::Word;

/// What a row costs besides its gap: of two ways the one with fewer rows wins.
const ROW: u64 = 1000;
/// What a row costs that ends in a hyphen.
const HYPHEN: u64 = 25;
/// What a last row of one short word costs: nearly a blank row.
const SHORT_END: u64 = 25;
/// A last word is short if it takes less than one part in so many of the row.
const SHORT_PART: usize = 4;

/// The least cost of rows up to a word, and the word the last of them starts with.
#[derive(Clone, Copy)]
struct Best {
    cost: u64,
    from: usize,
}

/// The words of each row. The first row takes `measures.0` columns, the others `measures.1`.
///
/// Every row is within its measure unless a single word is not.
pub fn optimal(words: &[Word], measures: (usize, usize)) -> Vec<&[Word]> {
    let mut best = Vec::with_capacity(words.len() + 1);
    best.push(Best { cost: 0, from: 0 });
    for end in 1..=words.len() {
        let way = cheapest(words, end, measures, &best);
        best.push(way);
    }
    let mut rows = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let from = best[end].from;
        rows.push(&words[from..end]);
        end = from;
    }
    rows.reverse();
    rows
}

/// The cheapest way to end a row before word `end`, given the `best` ways up to each word before.
fn cheapest(words: &[Word], end: usize, measures: (usize, usize), best: &[Best]) -> Best {
    let last = words[end - 1];
    let hyphen_cost = if last.hyphen { HYPHEN } else { 0 };
    let row = |from: usize, width: usize, measure: usize| {
        let gap = measure.saturating_sub(width);
        let gap_cost = match (end == words.len(), end - from) {
            (false, _) => (gap * gap) as u64,
            (true, 1) if width * SHORT_PART < measure => SHORT_END,
            (true, _) => 0,
        };
        let cost = best[from].cost + ROW + gap_cost + hyphen_cost;
        Best { cost, from }
    };
    let measure_from = |from: usize| if from == 0 { measures.0 } else { measures.1 };
    let mut width = last.width + usize::from(last.hyphen);
    let mut res = row(end - 1, width, measure_from(end - 1));
    for from in (0..end - 1).rev() {
        width += words[from].width + words[from].space;
        let measure = measure_from(from);
        if width > measure {
            break;
        }
        let way = row(from, width, measure);
        // Of ways as good as each other the one with the fuller last row.
        if way.cost <= res.cost {
            res = way;
        }
    }
    res
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::words::words;
    use proptest::prelude::*;
    use textwrap::wrap_algorithms::{Penalties, wrap_optimal_fit};

    /// What textwrap makes of the same words, no row running over.
    fn by_textwrap(words: &[Word], measures: (usize, usize)) -> Vec<&[Word]> {
        let penalties = Penalties {
            overflow_penalty: 1_000_000,
            ..Penalties::new()
        };
        let measures = [measures.0 as f64, measures.1 as f64];
        wrap_optimal_fit(words, &measures, &penalties).unwrap()
    }

    #[test]
    fn a_hyphen_costs_more_than_a_small_gap() {
        let word = |start, width, space, hyphen| Word {
            start,
            end: start + width,
            width,
            space,
            hyphen,
        };
        let words = [
            word(0, 6, 1, false),
            word(7, 2, 0, true),
            word(9, 4, 0, false),
        ];
        assert_eq!(optimal(&words, (10, 10)), [&words[..1], &words[1..]]);
        let words = [
            word(0, 4, 1, false),
            word(5, 4, 0, true),
            word(9, 4, 0, false),
        ];
        assert_eq!(optimal(&words, (10, 10)), [&words[..2], &words[2..]]);
    }

    #[test]
    fn a_last_word_is_short_below_a_fourth_of_the_row() {
        let word = |start, width| Word {
            start,
            end: start + width,
            width,
            space: 1,
            hyphen: false,
        };
        let words = [word(0, 7), word(8, 3), word(12, 3)];
        assert_eq!(optimal(&words, (12, 12)), [&words[..2], &words[2..]]);
        let words = [word(0, 7), word(8, 3), word(12, 2)];
        assert_eq!(optimal(&words, (12, 12)), [&words[..1], &words[1..]]);
    }

    proptest! {
        #[test]
        fn rows_are_those_of_another_method(
            text in "([a-z]{1,9}[ -]){1,60}",
            measure in 9usize..60,
            indent in 0usize..4,
        ) {
            let measures = (measure.saturating_sub(indent), measure);
            let words = words(&text, measures.0);
            prop_assert_eq!(optimal(&words, measures), by_textwrap(&words, measures));
        }
    }
}
