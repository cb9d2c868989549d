//! Who wrote a story: the names in what a page gives for its authors.

use dom_query::{Document, NodeRef};

use super::dom;

/// The authors of a story.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Authors {
    /// Their names, in order.
    pub names: Vec<String>,
    /// Their role, where one is told.
    pub role: Option<String>,
}

/// The authors, from linked data, else a `<meta>` element, else the byline on the page.
pub fn authors(
    page: &Document,
    linked: &[String],
    meta: Option<String>,
    publisher: Option<&str>,
) -> Authors {
    let _ = publisher;
    let mut res = Authors::default();
    for text in linked {
        res.add(text);
    }
    if res.names.is_empty() {
        if let Some(meta) = meta {
            res.add(&meta);
        }
    }
    if res.names.is_empty() {
        for text in printed(page) {
            res.add(&text);
        }
    }
    res
}

impl Authors {
    fn add(&mut self, text: &str) {
        for name in names(text) {
            if !self.names.iter().any(|it| it.eq_ignore_ascii_case(&name)) {
                self.names.push(name);
            }
        }
    }
}

const BY: [&str; 9] = [
    "by ", "von ", "par ", "por ", "di ", "door ", "av ", "af ", "przez ",
];

fn names(text: &str) -> Vec<String> {
    let mut text = text.trim();
    for by in BY {
        if let Some((head, rest)) = text.split_at_checked(by.len())
            && head.eq_ignore_ascii_case(by)
        {
            text = rest;
            break;
        }
    }
    let text = [" and ", " und ", " et ", " y ", " & ", " And ", " AND "]
        .iter()
        .fold(text.to_owned(), |it, and| it.replace(and, ";"));
    text.split([',', ';', '|', '\n'])
        .map(str::trim)
        .filter(|it| is_name(it))
        .map(str::to_owned)
        .collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && !text.contains("://")
        && !text.contains('@')
        && text.split_whitespace().count() <= 7
        && text.chars().any(char::is_alphabetic)
}

/// The texts the page marks as its authors.
fn printed(page: &Document) -> Vec<String> {
    for marked in [
        r#"[itemprop~="author"] [itemprop="name"]"#,
        r#"[itemprop~="author"]"#,
        r#"[rel~="author"]"#,
        r#"a[href*="/author/"]"#,
        r#"[class*="byline"]"#,
        r#"[class*="author"]"#,
    ] {
        let found = page.select(marked);
        let texts: Vec<String> = found
            .nodes()
            .iter()
            .filter(|it: &&NodeRef| !dom::is_any(it, &["meta", "link"]))
            .map(dom::text)
            .filter(|it| !it.is_empty() && it.len() < 120)
            .take(4)
            .collect();
        if !texts.is_empty() {
            return texts;
        }
    }
    Vec::new()
}
