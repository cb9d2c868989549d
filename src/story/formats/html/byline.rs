//! Who wrote a story: the names in what a page gives for its authors.

use std::sync::LazyLock;

use super::dates;
use super::labels::entries;

/// The authors of a story.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Their role, where one is told.
    pub role: Option<String>,
}

/// The authors, from what the page declares for machines and from the byline printed on it.
///
/// What is declared holds, unless it stands for nobody or the printed byline has more names.
pub fn authors(declared: &[String], printed: &[String], publisher: Option<&str>) -> Authors {
    let mut declared = read_all(declared);
    declared.names.retain(|it| !stands_for_nobody(it));
    if declared.names.len() > 1 {
        declared.names.retain(|it| !is_paper(it, publisher));
    }
    let mut printed = read_all(printed);
    printed.names.retain(|it| is_person(it));
    let is_paper = declared.names.iter().all(|it| is_paper(it, publisher));
    let is_part = declared.names.iter().all(|it| printed.has(it));
    match !printed.names.is_empty() && (is_paper || is_part) {
        true => printed,
        false => declared,
    }
}

fn read_all(texts: &[impl AsRef<str>]) -> Authors {
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
        for part in parts(byline) {
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

    fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.names.iter().any(|it| it.to_lowercase() == name)
    }
}

/// A byline up to the date that follows it, or a mark or word that sets something else off.
fn before_date(text: &str) -> &str {
    const MARKS: [char; 6] = ['|', '•', '·', '@', '–', '—'];
    const WORDS: [&str; 5] = ["published", "updated", "posted", "last ", " in "];
    let end = text.find(|it: char| it.is_ascii_digit() || MARKS.contains(&it));
    let (before, after) = text.split_at(end.unwrap_or(text.len()));
    let before = match after.starts_with(|it: char| it.is_ascii_digit()) {
        true => dates::without_calendar(before),
        false => before,
    };
    let lower = before.to_ascii_lowercase();
    let cut = WORDS.iter().filter_map(|it| lower.find(it)).min();
    before.get(..cut.unwrap_or(before.len())).unwrap_or(before)
}

/// A byline without the word that opens it.
fn without_by(text: &str) -> &str {
    const BY: [&str; 11] = [
        "written by",
        "reported by",
        "by",
        "von",
        "par",
        "por",
        "di",
        "door",
        "av",
        "af",
        "przez",
    ];
    let text = text.trim_matches(|it: char| it.is_whitespace() || matches!(it, ':' | ',' | '-'));
    BY.iter()
        .find_map(|by| {
            let (head, rest) = text.split_at_checked(by.len())?;
            let whole = rest.starts_with([' ', ':', '\u{A0}']);
            (whole && head.eq_ignore_ascii_case(by))
                .then(|| rest.trim_start_matches([' ', ':', '\u{A0}']))
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

fn is_name(text: &str) -> bool {
    const LONGEST: usize = 80;
    let words = text.split_whitespace().count();
    let address = text.contains("://")
        || text.contains('@')
        || text.contains('/') && words == 1 && text.contains('.');
    text.len() <= LONGEST && words <= 7 && !address && text.chars().any(char::is_alphabetic)
}

fn ends_in_role(part: &str) -> bool {
    let last = part.split_whitespace().next_back().unwrap_or("");
    part.contains(' ') && ROLES.iter().any(|it| it.eq_ignore_ascii_case(last))
}

/// Whether what stands in the place of a name is whoever was at the desk, or a site.
fn stands_for_nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    let site = name.rsplit_once('.').is_some_and(|(_, domain)| {
        (2..=3).contains(&domain.len()) && domain.chars().all(char::is_alphabetic)
    });
    site || NOBODY.contains(&name.as_str())
}

/// Whether a name is that of the paper.
fn is_paper(name: &str, publisher: Option<&str>) -> bool {
    publisher.is_some_and(|it| it.to_lowercase() == name.to_lowercase())
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

static NOBODY: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/desks.txt")).collect());
static ROLES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/bylines.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    /// `names | role` as read from a declared byline.
    fn read(byline: &str) -> String {
        let authors = read_all(&[byline]);
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
            assert_eq!(read(byline), expected, "{byline}");
        }
    }

    #[test]
    fn a_dateline_names_an_agency() {
        assert_eq!(agency("Portwick (CP/ap) – The row went on."), Some("CP/ap"));
        assert_eq!(agency("The row (the second) went on – and on."), None);
        assert_eq!(agency("PORTWICK – The row (CP) went on."), None);
    }

    #[test]
    fn a_printed_byline_completes_a_declared_one() {
        let names = |declared: &[&str], printed: &[&str]| {
            let own = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
            authors(&own(declared), &own(printed), Some("Coast News"))
                .names
                .join("; ")
        };
        assert_eq!(names(&["Coast News"], &["By Ada Marsh"]), "Ada Marsh");
        assert_eq!(
            names(&["Ada Marsh"], &["Ada Marsh", "Tom Reed"]),
            "Ada Marsh; Tom Reed"
        );
        assert_eq!(names(&["Ada Marsh"], &["Tom Reed"]), "Ada Marsh");
        assert_eq!(
            names(&["Coast News"], &["Follow Us", "View Author Archive"]),
            "Coast News"
        );
        assert_eq!(names(&["No author"], &[]), "");
    }
}
