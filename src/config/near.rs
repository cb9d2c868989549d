//! What a mistyped word may have been meant as.

/// How many letters may be wrong in a name that is taken for another.
const MISTAKES: usize = 2;

/// The word nearest to `typed`, if it is one that may have been meant.
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Of a short word, less than half may be wrong.
    let most = MISTAKES.min(typed.chars().count().saturating_sub(1) / 2);
    let words = words.into_iter().map(|it| (distance(it, typed), it));
    let near = words.filter(|(wrong, _)| *wrong <= most);
    near.min_by_key(|(wrong, _)| *wrong).map(|(_, it)| it)
}

/// How many letters have to be put in, left out or replaced to make one word of another
/// (Levenshtein 1966).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (number, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = number + 1;
        for (at, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_meant() {
        let near = |typed| nearest(typed, ["light", "dark", "sepia"]);
        assert_eq!(near("seppia"), Some("sepia"));
        assert_eq!(near("drak"), None, "two of four letters are wrong");
        assert_eq!(near("drk"), Some("dark"));
        assert_eq!((near("l"), near("violet")), (None, None));
    }

    #[test]
    fn distances_are_counted_in_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "é"), 1);
        assert_eq!(distance("same", "same"), 0);
    }
}
