//! Who wrote a story: the names in what a page gives for its authors.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::{dates, dom, labels};

/// The authors of a story.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Their role, where one is told.
    pub role: Option<String>,
}

/// The authors: those of linked data or of a `<meta>` element, unless they stand for nobody or the
/// byline on the page has more of them; else those of the byline on the page.
pub fn authors(
    page: &Document,
    linked: &[String],
    meta: &[String],
    publisher: Option<&str>,
) -> Authors {
    let mut declared = match read_all(linked) {
        it if it.names.is_empty() => read_all(meta),
        it => it,
    };
    let mut printed = read_all(&printed(page));
    printed.names.retain(|it| is_person(it));
    declared
        .names
        .retain(|it| !NOBODY.contains(&it.to_lowercase().as_str()));
    let nobody = declared.names.iter().all(|it| is_nobody(it, publisher));
    let fewer = declared.names.iter().all(|it| printed.has(it));
    match !printed.names.is_empty() && (nobody || fewer) {
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

/// A byline up to the date or number that follows it, or a mark that sets something else off.
fn before_date(text: &str) -> &str {
    let end = text
        .find(|it: char| it.is_ascii_digit() || matches!(it, '|' | '•' | '·' | '@' | '–' | '—'));
    let (before, dated) = text.split_at(end.unwrap_or(text.len()));
    let before = match dated.starts_with(|it: char| it.is_ascii_digit()) {
        true => dates::without_month(before),
        false => before,
    };
    let lower = before.to_ascii_lowercase();
    let says = ["published", "updated", "posted", "last ", " in "];
    let cut = says.iter().filter_map(|it| lower.find(it)).min();
    before.get(..cut.unwrap_or(before.len())).unwrap_or(before)
}

/// A byline without the word that opens it.
fn without_by(text: &str) -> &str {
    const BY: [&str; 12] = [
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
        "text:",
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

/// Whether a name is that of the paper, or stands for whoever was at the desk.
fn is_nobody(name: &str, publisher: Option<&str>) -> bool {
    let name = name.to_lowercase();
    let paper = publisher.is_some_and(|it| it.to_lowercase() == name);
    paper || name.ends_with(".com") || name.ends_with(".de")
}

/// The texts of the byline on the page: of the first marked elements after the headline.
fn printed(page: &Document) -> Vec<String> {
    let mut below_headline = false;
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    for node in page.root().descendants_it().filter(NodeRef::is_element) {
        below_headline |= dom::is_any(&node, &["h1"]);
        let end = found.first().is_some_and(|first| !are_near(first, &node));
        if end {
            break;
        }
        if below_headline && is_marked(&node) {
            found.push(node);
        }
    }
    let inner = |it: &&NodeRef<'_>| {
        !found
            .iter()
            .any(|other| other.ancestors_it(Some(6)).any(|above| above.id == it.id))
    };
    found.iter().filter(inner).flat_map(texts).collect()
}

/// Whether `node` stands in the same part of the page as the first mark found.
fn are_near(first: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 2;
    const DEEPER: usize = 6;
    let around = first.ancestors_it(Some(WITHIN)).last();
    around.is_none_or(|it| {
        node.ancestors_it(Some(DEEPER))
            .any(|above| above.id == it.id)
    })
}

/// The names an element marked as a byline holds: those of its links, else its whole text.
fn texts(node: &NodeRef<'_>) -> Vec<String> {
    let links = node.descendants_it().filter(|it| dom::is_any(it, &["a"]));
    let linked: Vec<String> = links
        .map(|it| dom::text(&it))
        .filter(|it| is_person(it))
        .collect();
    match linked.is_empty() {
        true => Some(dom::text(node)).into_iter().collect(),
        false => linked,
    }
}

/// Whether a text is two to five words with capitals, as a person's name is.
fn is_person(text: &str) -> bool {
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
    (2..=5).contains(&words.len()) && letters && words.iter().all(|it| fits(it)) && !is_prompt(text)
}

/// Whether a link beside a name asks for a click: "Follow Us", "View Author Archive".
fn is_prompt(text: &str) -> bool {
    const PROMPTS: [&str; 9] = [
        "follow", "view", "get", "about", "read", "more", "email", "contact", "see",
    ];
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    PROMPTS.contains(&first.as_str())
}

/// Whether an element is marked as naming the authors, outside lists of other stories and comments.
fn is_marked(node: &NodeRef<'_>) -> bool {
    const LONGEST: usize = 150;
    const NEVER: [&str; 6] = ["body", "main", "article", "img", "meta", "link"];
    if dom::is_any(node, &NEVER) {
        return false;
    }
    let author = |name: &str| dom::attribute(node, name).is_some_and(|it| it.contains("author"));
    let marked = author("rel") || dom::is_labelled(node, &BYLINE);
    let elsewhere = || {
        let mut above = node.ancestors_it(Some(8));
        above.any(|it| {
            dom::is_any(&it, &["aside", "nav", "footer", "figure"])
                || dom::is_labelled(&it, &ELSEWHERE)
        })
    };
    if !marked || elsewhere() {
        return false;
    }
    let length = dom::text(node).len();
    (2..=LONGEST).contains(&length)
}

const ELSEWHERE: [&str; 6] = [
    "related", "comment", "comments", "recirc", "sidebar", "teaser",
];
static BYLINE: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/html/byline-labels.txt")));
static NOBODY: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/html/desks.txt")));
static ROLES: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/bylines.txt")));
