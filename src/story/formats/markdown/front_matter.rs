//! Front matter: what stands before a Markdown document between lines of `---` (YAML) or `+++`
//! (TOML). Of YAML, the part that front matter is made of is read: keys with a value, a list or
//! a block of text.

use std::collections::HashMap;

use pulldown_cmark::MetadataBlockKind;

use crate::story::formats::body::Photo;
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;

/// Keys in lower case with their values, several where the key has a list.
type Entries = HashMap<String, Vec<String>>;

/// Reads the metadata of a story.
pub fn read(text: &str, kind: MetadataBlockKind) -> Filed {
    let entries = match kind {
        MetadataBlockKind::YamlStyle => yaml(text),
        MetadataBlockKind::PlusesStyle => toml(text),
    };
    let all = |keys: &[&str]| keys.iter().find_map(|it| entries.get(*it));
    let one = |keys: &[&str]| all(keys)?.first().cloned();
    let authors = all(&["authors", "author", "byline", "by"]);
    Filed {
        headline: one(&["headline", "title"]),
        standfirsts: one(&[
            "standfirst",
            "subtitle",
            "dek",
            "description",
            "summary",
            "excerpt",
        ])
        .into_iter()
        .collect(),
        byline: authors.and_then(|it| Byline::from_names(it)),
        dateline: one(&["dateline"]),
        published: one(&["date", "published", "pubdate", "datepublished"]),
        modified: one(&["modified", "updated", "lastmod", "datemodified"]),
        publisher: one(&["publisher", "site", "source"]),
        url: one(&["url", "canonical", "link", "permalink"]).filter(|it| it.starts_with("http")),
        language: one(&["language", "lang", "locale"]),
        photos: photo(&one).into_iter().collect(),
        ..Filed::default()
    }
}

fn photo(one: &dyn Fn(&[&str]) -> Option<String>) -> Option<Photo> {
    let photo = Photo {
        source: one(&["image", "cover", "featured_image", "thumbnail"]),
        caption: one(&["image_caption", "caption"]).unwrap_or_default(),
        alt: one(&["image_alt", "alt"]).unwrap_or_default(),
        credit: one(&["image_credit", "credit"]),
    };
    (!photo.is_empty()).then_some(photo)
}

fn yaml(text: &str) -> Entries {
    let mut entries = Entries::new();
    let mut current = String::new();
    for line in text.lines() {
        let indented = line.starts_with([' ', '\t', '-']);
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        match words.split_once(':') {
            Some((key, value)) if !indented => {
                current = key.trim().to_ascii_lowercase();
                entries.insert(current.clone(), yaml_values(value.trim()));
            }
            _ => {
                let values = entries.entry(current.clone()).or_default();
                go_on(values, words);
            }
        }
    }
    entries
}

/// What follows a key: nothing yet, a list in brackets, or one value.
fn yaml_values(value: &str) -> Vec<String> {
    let listed = value.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    match (value, listed) {
        ("" | "|" | ">" | "|-" | ">-", _) => Vec::new(),
        (_, Some(list)) => list.split(',').map(unquoted).collect(),
        _ => vec![unquoted(value)],
    }
}

/// A line below a key: an item of its list, a field of such an item, or more of its text.
fn go_on(values: &mut Vec<String>, words: &str) {
    let name = |it: &str| {
        let (key, value) = it.split_once(':')?;
        (key.trim() == "name").then(|| unquoted(value))
    };
    match words.strip_prefix('-') {
        Some(item) => values.push(name(item).unwrap_or_else(|| unquoted(item))),
        None => match (name(words), values.last_mut()) {
            (Some(name), _) => values.push(name),
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(words);
            }
            (None, None) => values.push(words.to_owned()),
        },
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let within = ['"', '\'']
        .iter()
        .find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark));
    within.unwrap_or(value).to_owned()
}

fn toml(text: &str) -> Entries {
    let table: toml::Table = text.parse().unwrap_or_default();
    let value = |it: &toml::Value| match it {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        _ => None,
    };
    let values = |it: &toml::Value| match it {
        toml::Value::Array(list) => list.iter().filter_map(value).collect(),
        one => value(one).into_iter().collect(),
    };
    table
        .iter()
        .map(|(key, it)| (key.to_ascii_lowercase(), values(it)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_tell_the_same() {
        let yaml = "title: \"The row: part two\"\nauthors:\n  - Ada Marsh\n  - name: Tom Reed\n\
                    date: 2031-05-04\ndescription: >\n  Two lines\n  of it.\ntags: [a, b]\n";
        let toml = "title = \"The row: part two\"\nauthors = [\"Ada Marsh\", \"Tom Reed\"]\n\
                    date = 2031-05-04\ndescription = \"Two lines of it.\"\n";
        let texts = [
            (yaml, MetadataBlockKind::YamlStyle),
            (toml, MetadataBlockKind::PlusesStyle),
        ];
        for (text, kind) in texts {
            let filed = read(text, kind);
            assert_eq!(filed.headline.as_deref(), Some("The row: part two"));
            assert_eq!(filed.standfirsts, ["Two lines of it."]);
            assert_eq!(filed.byline.unwrap().names, ["Ada Marsh", "Tom Reed"]);
            assert_eq!(filed.published.as_deref(), Some("2031-05-04"));
        }
    }
}
