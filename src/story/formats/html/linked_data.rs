//! JSON-LD: what a page says of its article in schema.org's words.

use std::collections::{HashMap, HashSet};

use dom_query::Document;
use serde_json::{Map, Value};

/// What the page's linked data says of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// The headline.
    pub headline: Option<String>,
    /// The names of its authors, as they came.
    pub authors: Vec<String>,
    /// When it was first published.
    pub published: Option<String>,
    /// When pages and other things around it were published.
    pub page_dates: Vec<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
}

/// Reads the page's first article, and its authors from where it is described again if need be; an
/// empty one when there is none.
pub fn read(page: &Document) -> Article {
    let scripts = page.select(r#"script[type*="ld+json"]"#);
    let texts = scripts.nodes().iter().map(|it| it.text());
    let values: Vec<Value> = texts.filter_map(|it| parse(&it)).collect();
    let mut things = Vec::new();
    for value in &values {
        gather(value, &mut things);
    }
    let ids = ids(&things);
    let mut articles = things.iter().filter(|it| is_article(it));
    let mut first = articles
        .next()
        .map_or_else(Article::default, |it| describe(it, &ids));
    let same = |it: &Article| it.headline == first.headline && !it.authors.is_empty();
    if first.authors.is_empty()
        && let Some(again) = articles.map(|it| describe(it, &ids)).find(same)
    {
        first.authors = again.authors;
    }
    let dated = things.iter().filter(|it| !is_article(it));
    let dates = dated.filter_map(|it| words(it.get("datePublished")?));
    first.page_dates = dates.collect();
    first
}

/// Parses linked data, minding what sites wrap around it and the raw line breaks they leave in it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    let text = text.strip_prefix("<![CDATA[").unwrap_or(text);
    let text = text.strip_suffix("]]>").unwrap_or(text);
    let text = text.trim().trim_end_matches(';');
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&text.replace(char::is_control, " ")))
        .ok()
}

/// Lists every thing of a type, also those in lists, graphs and page descriptions.
fn gather<'a>(value: &'a Value, things: &mut Vec<&'a Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|it| gather(it, things)),
        Value::Object(fields) => {
            things.push(value);
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
            ] {
                fields
                    .get(key)
                    .into_iter()
                    .for_each(|it| gather(it, things));
            }
        }
        _ => {}
    }
}

fn is_article(thing: &Value) -> bool {
    const OTHERS: [&str; 5] = [
        "BlogPosting",
        "LiveBlogPosting",
        "Report",
        "SocialMediaPosting",
        "Review",
    ];
    let named =
        |it: &str| it.ends_with("Article") || OTHERS.contains(&it.rsplit('/').next().unwrap_or(it));
    match thing.get("@type") {
        Some(Value::String(it)) => named(it),
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(named),
        _ => false,
    }
}

/// The things that others refer to.
fn ids<'a>(things: &[&'a Value]) -> HashMap<&'a str, &'a Value> {
    let named = things.iter().filter(|it| it.get("name").is_some());
    named
        .filter_map(|it| Some((it.get("@id")?.as_str()?, *it)))
        .collect()
}

fn describe(article: &Value, ids: &HashMap<&str, &Value>) -> Article {
    let string = |key: &str| article.get(key).and_then(words);
    let names = |key: &str| {
        article
            .get(key)
            .map_or_else(Vec::new, |it| Names::of(it, ids))
    };
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    Article {
        headline: string("headline").or_else(|| string("name")),
        authors,
        published: string("datePublished").or_else(|| string("dateCreated")),
        page_dates: Vec::new(),
        modified: string("dateModified"),
        publisher: names("publisher").into_iter().next(),
        url: string("url"),
        language: string("inLanguage"),
    }
}

/// A string, decoded once more: many sites escape what needs no escaping here.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::Array(values) => values.first()?.as_str()?,
        other => other.as_str()?,
    };
    let text = super::dom::decode_entities(text);
    (!text.is_empty()).then_some(text)
}

/// The names of a person or organisation, of several, or of those referred to.
struct Names<'a> {
    ids: &'a HashMap<&'a str, &'a Value>,
    /// What has been referred to so far: nothing is named twice, and nothing by itself.
    seen: HashSet<&'a str>,
    found: Vec<String>,
}

impl<'a> Names<'a> {
    /// More are no authors of one story.
    const MOST: usize = 100;

    fn of(value: &'a Value, ids: &'a HashMap<&'a str, &'a Value>) -> Vec<String> {
        let mut names = Names {
            ids,
            seen: HashSet::new(),
            found: Vec::new(),
        };
        names.add(value);
        names.found
    }

    /// Values nest no deeper than their parser lets them, and references lead into each other only as far
    /// as they are new: the walk takes the time of the page at most.
    fn add(&mut self, value: &'a Value) {
        match value {
            _ if self.found.len() >= Self::MOST => {}
            Value::Array(values) => values.iter().for_each(|it| self.add(it)),
            Value::Object(fields) => self.add_thing(fields),
            other => self.found.extend(words(other)),
        }
    }

    fn add_thing(&mut self, fields: &'a Map<String, Value>) {
        let name = fields.get("name").or_else(|| self.referred(fields));
        match name.or_else(|| fields.get("@list")) {
            Some(name) => self.add(name),
            None => self.found.extend(given_name(fields)),
        }
    }

    /// The name of the thing that `fields` refer to, the first time.
    fn referred(&mut self, fields: &'a Map<String, Value>) -> Option<&'a Value> {
        let id = fields.get("@id")?.as_str()?;
        let name = self.ids.get(id)?.get("name")?;
        self.seen.insert(id).then_some(name)
    }
}

/// A name in its parts.
fn given_name(person: &Map<String, Value>) -> Option<String> {
    let part = |key: &str| person.get(key).and_then(words);
    let parts = [part("givenName"), part("familyName")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(data: &str) -> Vec<String> {
        let page = format!("<script type=application/ld+json>{data}</script>");
        read(&Document::from(page)).authors
    }

    #[test]
    fn authors_are_named_by_what_they_refer_to() {
        let data = r#"[{"@type":"Article","author":[{"@id":"a"},{"@id":"b"}]},
            {"@id":"a","name":"Ada Roe"},{"@id":"b","name":["Ed Lin"]}]"#;
        assert_eq!(authors(data), ["Ada Roe", "Ed Lin"]);
        let data = r#"{"@type":"Article","author":{"givenName":"Ada","familyName":"Roe"}}"#;
        assert_eq!(authors(data), ["Ada Roe"]);
    }

    #[test]
    fn what_refers_to_itself_has_no_name() {
        for others in [
            r#"{"@id":"a","name":{"@id":"a"}}"#,
            r#"{"@id":"a","name":{"@id":"b"}},{"@id":"b","name":{"@id":"a"}}"#,
            r#"{"@id":"a","name":{"name":{"@list":[{"@id":"a"}]}}}"#,
        ] {
            let data = format!(r#"[{{"@type":"Article","author":{{"@id":"a"}}}},{others}]"#);
            assert_eq!(authors(&data), Vec::<String>::new(), "{others}");
        }
    }

    #[test]
    fn references_to_many_references_are_followed_once() {
        let many = |to: &str| vec![format!(r#"{{"@id":"{to}"}}"#); 30].join(",");
        let things: Vec<String> = (0..20)
            .map(|it| {
                format!(
                    r#"{{"@id":"{it}","name":[{}]}}"#,
                    many(&(it + 1).to_string())
                )
            })
            .collect();
        let data = format!(
            r#"[{{"@type":"Article","author":[{}]}},{},{{"@id":"20","name":"Ada Roe"}}]"#,
            many("0"),
            things.join(",")
        );
        assert_eq!(authors(&data), ["Ada Roe"]);
    }
}
