//! JSON-LD: what a page says of its article in schema.org's words.

use std::collections::HashMap;

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
    let names = |key: &str| article.get(key).map_or_else(Vec::new, |it| names(it, ids));
    let mut authors = names("author");
    if authors.is_empty() {
        authors = names("creator");
    }
    Article {
        headline: string("headline").or_else(|| string("name")),
        authors,
        published: string("datePublished"),
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
fn names(value: &Value, ids: &HashMap<&str, &Value>) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().flat_map(|it| names(it, ids)).collect(),
        Value::Object(fields) => {
            let referred = || {
                fields
                    .get("@id")
                    .and_then(|it| ids.get(it.as_str()?)?.get("name"))
            };
            let name = fields.get("name").or_else(referred);
            let name = name.or_else(|| fields.get("@list"));
            name.map_or_else(|| given_name(fields), |it| names(it, ids))
        }
        other => words(other).into_iter().collect(),
    }
}

/// A name in its parts.
fn given_name(person: &Map<String, Value>) -> Vec<String> {
    let part = |key: &str| person.get(key).and_then(words);
    let parts = [part("givenName"), part("familyName")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.is_empty() {
        true => Vec::new(),
        false => vec![parts.join(" ")],
    }
}
