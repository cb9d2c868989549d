//! What the patterns count before any label is seen, and what they are called in words:
//! `assets/quotes/patterns.txt`.

use std::sync::OnceLock;

use super::super::features::Pattern;

/// A line of the file.
#[derive(Clone, Copy, Debug)]
pub struct Prior {
    /// What the pattern counts.
    #[cfg_attr(
        not(feature = "fit"),
        allow(dead_code, reason = "the fit starts there")
    )]
    pub counts: f32,
    /// Whether labels may change that.
    #[cfg_attr(not(feature = "fit"), allow(dead_code, reason = "the fit keeps it"))]
    pub hold: Hold,
    /// What a reader is told.
    pub words: &'static str,
}

/// What the fit may do with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// It starts from what it counts, and moves as far as the labels make it.
    Free,
    /// It counts so much, whatever the labels say.
    Pinned,
    /// It is no part of the fit, and added afterwards.
    Added,
}

/// The line of `pattern`.
pub fn prior(pattern: Pattern) -> Prior {
    static PRIORS: OnceLock<Vec<Prior>> = OnceLock::new();
    let priors = PRIORS.get_or_init(|| {
        let lines = include_str!("../../../assets/quotes/patterns.txt").lines();
        let lines: Vec<(&str, Prior)> = lines.filter_map(read).collect();
        let of = |it: &Pattern| lines.iter().find(|line| line.0 == it.label());
        let all = Pattern::ALL.iter().filter_map(of);
        all.map(|it| it.1).collect()
    });
    priors[pattern as usize]
}

/// "agent | 5.0 | free | “by” gives the words to the speaker"
fn read(line: &'static str) -> Option<(&'static str, Prior)> {
    let mut fields = line.split('|').map(str::trim);
    let label = fields.next().filter(|it| !it.starts_with('#'))?;
    let counts = fields.next()?.parse().ok()?;
    let hold = match fields.next()? {
        "free" => Hold::Free,
        "pinned" => Hold::Pinned,
        "added" => Hold::Added,
        _ => return None,
    };
    let words = fields.next()?;
    let prior = Prior {
        counts,
        hold,
        words,
    };
    Some((label, prior))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_has_its_line_and_every_line_its_pattern() {
        let lines = include_str!("../../../assets/quotes/patterns.txt").lines();
        let labels: Vec<&str> = lines.filter_map(|it| Some(read(it)?.0)).collect();
        let known: Vec<&str> = Pattern::ALL.iter().map(|it| it.label()).collect();
        assert_eq!(labels, known);
        for &pattern in Pattern::ALL {
            let Prior { counts, words, .. } = prior(pattern);
            assert!(counts != 0.0 && !words.is_empty(), "{pattern:?}");
        }
    }
}
