//! Bylines of pages: the names and the role in a line that tells who wrote a story.

use std::sync::LazyLock;

use super::{credits, dates};
use crate::story::word_list::entries;

/// The authors of a story.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Their role, where one is told.
    pub role: Option<String>,
}

/// Reads the bylines `texts`: every name in them, each once, and the first role.
pub fn read(texts: &[impl AsRef<str>]) -> Authors {
    let mut res = Authors::default();
    for text in texts {
        res.add(text.as_ref());
    }
    res
}

impl Authors {
    /// Adds the names and the role in a byline.
    fn add(&mut self, byline: &str) {
        let byline = without_by(before_date(byline));
        for part in parts(byline).into_iter().filter_map(author) {
            if ends_in_role(part) {
                self.role.get_or_insert_with(|| part.to_owned());
            } else if is_name(part) && !self.has(part) {
                self.names.push(part.to_owned());
            }
        }
    }

    /// The byline as a line: the names, then the role.
    pub fn line(&self) -> String {
        let names = self.names.join(", ");
        match &self.role {
            Some(role) => format!("{names}, {role}"),
            None => names,
        }
    }

    /// Whether `name` is among the names, in any case.
    pub fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.names.iter().any(|it| it.to_lowercase() == name)
    }
}

/// A byline up to the date that follows it, or a mark or word that sets something else off.
fn before_date(text: &str) -> &str {
    const MARKS: [char; 6] = ['|', '•', '·', '@', '–', '—'];
    const WORDS: [&str; 5] = ["published", "updated", "posted", "last ", " in "];
    // A number at the start belongs to the name: "7 News".
    let number = text.len()
        - text
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    let (_, rest) = text.split_at(number);
    let end = rest.find(|it: char| it.is_ascii_digit() || MARKS.contains(&it));
    let (before, after) = text.split_at(end.map_or(text.len(), |it| number + it));
    let before = match after.starts_with(|it: char| it.is_ascii_digit()) {
        true => dates::without_calendar(before),
        false => before,
    };
    let lower = before.to_ascii_lowercase();
    let cut = WORDS.iter().filter_map(|it| lower.find(it)).min();
    before.get(..cut.unwrap_or(before.len())).unwrap_or(before)
}

/// What may stand between the word that opens a byline and the names.
const AFTER_BY: [char; 5] = [' ', ':', '：', '\u{A0}', '\n'];

/// A byline without the word that opens it.
fn without_by(text: &str) -> &str {
    let text = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, ':' | ',' | '-'));
    OPENINGS
        .iter()
        .find_map(|by| {
            let (head, rest) = text.split_at_checked(by.len())?;
            let whole = rest.starts_with(AFTER_BY);
            (whole && head.eq_ignore_ascii_case(by)).then(|| rest.trim_start_matches(AFTER_BY))
        })
        .unwrap_or(text)
}

/// The parts of a list of names. An "and" between single words joins one name: a desk, a magazine.
fn parts(text: &str) -> Vec<&str> {
    const AND: [&str; 9] = [
        " im Gespräch mit ",
        " and ",
        " And ",
        " AND ",
        " und ",
        " et ",
        " y ",
        " e ",
        " & ",
    ];
    let mut res = Vec::new();
    for part in text.split([',', ';', '|', '\n']).map(str::trim) {
        let halves = AND.iter().find_map(|it| part.split_once(it));
        let several = |it: &str| it.split_whitespace().count() >= 2;
        match halves {
            Some((first, second)) if several(first) && several(second) => {
                res.extend([first, second])
            }
            _ => res.push(part),
        }
    }
    res.retain(|it| !it.is_empty());
    res
}

/// The author in one part of a byline: without the word that joins it to the one before, without what
/// the author did ("Analysis by") and for whom. `None` for whoever took the pictures.
fn author(part: &str) -> Option<&str> {
    const JOINING: [&str; 6] = ["and ", "And ", "AND ", "und ", "et ", "& "];
    const FOR: [&str; 5] = [
        " for the ",
        " For The ",
        " FOR THE ",
        " special to ",
        " Special to ",
    ];
    const PICTURES: [&str; 5] = ["photo", "picture", "illustrat", "video", "graphic"];
    let joined = JOINING.iter().find_map(|it| part.strip_prefix(it));
    let part = joined.unwrap_or(part).trim();
    let (did, name) = part.split_once(" by ").unwrap_or(("", part));
    let lower = did.to_lowercase();
    if PICTURES.iter().any(|it| lower.contains(it)) {
        return None;
    }
    let name = match did.split_whitespace().count() {
        0..=2 => name,
        _ => part,
    };
    let mut known = FOR.iter().filter_map(|it| Some(name.split_once(it)?.0));
    Some(known.find(|it| is_person(it)).unwrap_or(name).trim())
}

fn is_name(text: &str) -> bool {
    const LONGEST: usize = 80;
    let words = text.split_whitespace().count();
    let address = text.contains("://")
        || text.contains('@')
        || text.contains('/') && words == 1 && text.contains('.');
    text.len() <= LONGEST && words <= 7 && !address && text.chars().any(char::is_alphabetic)
}

/// Whether a line opens with a word that leads the name of an editor in Chinese or Japanese.
pub fn opens_in_han(line: &str) -> bool {
    let leads = |it: &&&str| is_han(it) && line.starts_with(**it);
    line.starts_with(is_han_character) && OPENINGS.iter().any(|it| leads(&it))
}

/// Whether a text is a name as short as those written in Han characters are.
pub fn is_han_name(text: &str) -> bool {
    is_han(text) && (2..=4).contains(&text.chars().count())
}

fn is_han(text: &str) -> bool {
    text.chars().all(is_han_character)
}

fn is_han_character(it: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&it)
}

/// Whether a line is the whole of a byline: it names persons, and all else in it is roles and agencies.
pub fn is_byline(line: &str) -> bool {
    let parts = parts(without_by(before_date(line)));
    let told = |it: &&str| is_person(it) || ends_in_role(it) || is_agency(it);
    let mut authors = parts.iter().copied().filter_map(author);
    parts.iter().copied().filter_map(author).any(is_person) && authors.all(|it| told(&it))
}

/// Whether a part of a byline is an agency's name, or the initials of one.
pub fn is_agency(part: &str) -> bool {
    let initials = part.chars().all(|it| it.is_ascii_uppercase()) && (2..=4).contains(&part.len());
    initials || credits::is_agency(part)
}

/// Whether a line opens with a word that leads a byline.
pub fn opens(line: &str) -> bool {
    without_by(line).len() < line.trim().len()
}

fn ends_in_role(part: &str) -> bool {
    let last = part.split_whitespace().next_back().unwrap_or("");
    part.contains(' ') && ROLES.iter().any(|it| it.eq_ignore_ascii_case(last))
}

/// The agency that a dateline names: `Portwick (CP/ap) – The row …`.
pub fn agency(paragraph: &str) -> Option<&str> {
    const LONGEST: usize = 80;
    const DASHES: [&str; 4] = [" – ", " — ", " - ", " -- "];
    let ends = DASHES.iter().filter_map(|it| paragraph.find(it));
    let dateline = paragraph.get(..ends.min()?)?.trim_end();
    let (place, agency) = dateline.strip_suffix(')')?.split_once('(')?;
    let named = place.starts_with(char::is_uppercase) && dateline.len() <= LONGEST;
    (named && is_name(agency)).then_some(agency)
}

/// The agency that signs a paragraph: `… over the row. (CP/ap)`.
pub fn signature(paragraph: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let (before, inner) = paragraph.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let closed = before
        .trim_end()
        .trim_end_matches(['”', '"', '’', '»'])
        .ends_with(['.', '!', '?']);
    let named = closed && inner.len() <= LONGEST && credits::has_agency(inner);
    (named && is_name(inner)).then_some(inner)
}

/// Whether a text is two to five words with capitals, as a person's name is.
pub fn is_person(text: &str) -> bool {
    const PARTICLES: [&str; 18] = [
        "al", "bin", "d", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "el", "la",
        "le", "ten", "van", "von",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |it: &&str| it.starts_with(char::is_uppercase);
    let fits = |it: &&str| capital(it) || PARTICLES.contains(it);
    let letters = text
        .chars()
        .all(|it| it.is_alphabetic() || " .'’-".contains(it));
    (2..=5).contains(&words.len()) && letters && words.iter().all(fits) && !is_prompt(text)
}

/// Whether a link beside a name asks for a click: "Follow Us", "View Author Archive".
fn is_prompt(text: &str) -> bool {
    const PROMPTS: [&str; 9] = [
        "follow", "view", "get", "about", "read", "more", "email", "contact", "see",
    ];
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    PROMPTS.contains(&first.as_str())
}

/// Words that open a byline, the longer first.
static OPENINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    entries(include_str!("../../../../assets/html/byline-openings.txt")).collect()
});
static ROLES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/bylines.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    /// `names | role` as read from a declared byline.
    fn names_and_role(byline: &str) -> String {
        let authors = read(&[byline]);
        format!(
            "{} | {}",
            authors.names.join("; "),
            authors.role.as_deref().unwrap_or("-")
        )
    }

    #[test]
    fn names_are_told_from_roles_dates_and_prompts() {
        for (byline, expected) in [
            (
                "By Ada Marsh and Tom Reed, transport correspondents",
                "Ada Marsh; Tom Reed | transport correspondents",
            ),
            ("Von Ida Moor und Jan Veld", "Ida Moor; Jan Veld | -"),
            ("ADA MARSH March 3, 2031", "ADA MARSH | -"),
            ("By: Ada Marsh | Updated at noon", "Ada Marsh | -"),
            ("Salt & Tide", "Salt & Tide | -"),
            ("https://coast.example/ada", " | -"),
        ] {
            assert_eq!(names_and_role(byline), expected, "{byline}");
        }
    }

    #[test]
    fn an_agency_signs_a_paragraph() {
        assert_eq!(
            signature("The row went on. (CT mit dpa)"),
            Some("CT mit dpa")
        );
        assert_eq!(signature("The row was on the radio (BBC)."), None);
        assert_eq!(signature("The row was on the radio (BBC)"), None);
    }

    #[test]
    fn a_dateline_names_an_agency() {
        assert_eq!(agency("Portwick (CP/ap) – The row went on."), Some("CP/ap"));
        assert_eq!(agency("The row (the second) went on – and on."), None);
        assert_eq!(agency("PORTWICK – The row (CP) went on."), None);
    }

    #[test]
    fn addresses_are_no_names() {
        for (text, want) in [
            ("Ada Marsh", true),
            ("CP/ap", true),
            ("St. Agnes/Coast Press", true),
            ("coast.example/ada", false),
            ("https://coast.example", false),
            ("ada@coast.example", false),
            ("1 2", false),
            ("one two three four five six seven eight", false),
        ] {
            assert_eq!(is_name(text), want, "{text}");
        }
    }

    #[test]
    fn a_person_has_two_to_five_words_with_capitals() {
        for (text, want) in [
            ("Ada Marsh", true),
            ("Jan van der Veld", true),
            ("Ada M. O’Marsh-Reed", true),
            ("Ada", false),
            ("Ada marsh", false),
            ("Ada Marsh 2", false),
            ("A B C D E F", false),
            ("Follow Ada", false),
        ] {
            assert_eq!(is_person(text), want, "{text}");
        }
    }

    #[test]
    fn an_agency_in_a_dateline_has_a_place_before_it() {
        assert_eq!(agency("portwick (CP/ap) – The row went on."), None);
        let long = "Portwick".repeat(10) + " (CP/ap) – The row went on.";
        assert_eq!(agency(&long), None);
    }

    #[test]
    fn short_names_and_initials_are_told_by_their_length() {
        for (text, want) in [
            ("王小明", true),
            ("王", false),
            ("王小明说的话", false),
            ("Ada", false),
        ] {
            assert_eq!(is_han_name(text), want, "{text}");
        }
        for (text, want) in [
            ("CPA", true),
            ("C", false),
            ("ABCDE", false),
            ("Cpa", false),
            ("", false),
        ] {
            assert_eq!(is_agency(text), want, "{text}");
        }
    }
}
