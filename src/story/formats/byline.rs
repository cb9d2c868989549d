//! Bylines: who is named in them.

use super::credit;

/// Words that open a byline and words that join its names, in the languages of the wires.
const WORDS: &str = include_str!("../../../assets/byline-words.txt");

/// A byline as an agency gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The whole of it.
    pub text: String,
    /// The persons named.
    pub names: Vec<String>,
    /// What they are, where a field of its own tells.
    pub role: Option<String>,
}

impl Byline {
    /// Reads a byline that is one string; `None` when there are no words in it.
    pub fn from_text(text: &str) -> Option<Byline> {
        let text = super::markup::squeeze(text);
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        Some(Byline {
            names: names(&text),
            text,
            role: None,
        })
    }
}

/// The persons a byline names: `By Ada Marsh and Tom Reed, Coast News` has two.
pub fn names(byline: &str) -> Vec<String> {
    let mut names = listed(byline);
    names.retain(|it| is_person(it));
    names
}

/// What a byline lists, without the words that open it and join its parts.
pub fn listed(byline: &str) -> Vec<String> {
    let rest = words("opening").find_map(|it| strip_word(byline, it));
    let mut joined = rest.unwrap_or(byline).to_owned();
    for joining in words("joining") {
        joined = joined.replace(&format!(" {joining} "), ", ");
    }
    joined
        .split([',', ';', '/', '|', '('])
        .map(|it| it.trim().trim_end_matches([')', '.', '=']))
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The entries of the word list under `heading`.
fn words(heading: &'static str) -> impl Iterator<Item = &'static str> {
    WORDS
        .lines()
        .filter_map(move |line| line.strip_prefix(heading)?.strip_prefix(' '))
}

/// What follows `word` at the start of `text`, in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let rest = rest.strip_prefix([' ', ':'])?;
    start.eq_ignore_ascii_case(word).then(|| rest.trim_start())
}

/// Whether words can be a person's name: two to five of them, all but particles with a capital,
/// none of them of an organisation.
fn is_person(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let plain = words.split_whitespace().all(is_name_part);
    (2..=5).contains(&count) && plain && !credit::is_label(words) && !is_organisation(words)
}

fn is_name_part(word: &str) -> bool {
    const PARTICLES: [&str; 12] = [
        "al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "van", "von",
    ];
    let elided = word.starts_with("d'") || word.starts_with("d’");
    let letters = word
        .chars()
        .all(|it| it.is_alphabetic() || "-'’.".contains(it));
    letters && (elided || PARTICLES.contains(&word) || word.starts_with(char::is_uppercase))
}

fn is_organisation(name: &str) -> bool {
    let marks = |word: &str| words("organisation").any(|it| it.eq_ignore_ascii_case(word));
    name.split_whitespace().any(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_organisations_and_places() {
        for (byline, want) in [
            ("By Ada Marsh", &["Ada Marsh"][..]),
            ("BY ADA MARSH, TOM REED", &["ADA MARSH", "TOM REED"]),
            ("Ada Marsh and Bo d'Este", &["Ada Marsh", "Bo d'Este"]),
            ("By Ada Marsh, Press Association", &["Ada Marsh"]),
            (
                "Von Ada van der Marsch und Tom Ried, dpa",
                &["Ada van der Marsch", "Tom Ried"],
            ),
            ("Par Ada Marais, à Portval", &["Ada Marais"]),
            ("Coast News", &[]),
            ("staff and agencies", &[]),
            ("", &[]),
        ] {
            assert_eq!(names(byline), want, "{byline}");
        }
    }
}
