//! JSON as it is found: strict reading first, then with its usual damage mended.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// What was read, and what was mended.
pub struct Document {
    /// The values that stand in the text, one after the other.
    pub values: Vec<Value>,
    /// What was mended, as a sentence.
    pub note: Option<&'static str>,
}

/// Reads the JSON values in `text`, of which there may be several (one a line).
///
/// # Errors
/// A sentence that says why it cannot be read: the text is no JSON, or nested beyond 128 levels.
pub fn read(text: &str) -> Result<Document, String> {
    let failed = match values(text) {
        Ok(values) => return Ok(Document { values, note: None }),
        Err(error) => error,
    };
    match values(&mended(text)) {
        Ok(values) => Ok(Document {
            values,
            note: Some("the JSON held characters that no text has; they are shown as \u{FFFD}"),
        }),
        Err(_) => Err(format!("the JSON cannot be read ({failed})")),
    }
}

fn values(text: &str) -> serde_json::Result<Vec<Value>> {
    let text = text.trim_start_matches('\u{FEFF}');
    serde_json::Deserializer::from_str(text)
        .into_iter()
        .collect()
}

/// `text` with control characters as spaces, and halves of characters (`\ud800` without its other
/// half) as U+FFFD.
fn mended(text: &str) -> String {
    let text: Cow<'_, str> = match text.contains(|it: char| it.is_control()) {
        true => text.replace(|it: char| it.is_control(), " ").into(),
        false => text.into(),
    };
    let mut res = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some((before, escape)) = rest.split_once('\\') {
        res.push_str(before);
        let (kept, after) = first_escape(escape);
        res.push_str(&kept);
        rest = after;
    }
    res + rest
}

/// The first escape of `text`, whose backslash is gone, mended; and what follows it.
fn first_escape(text: &str) -> (Cow<'_, str>, &str) {
    let unit = |at: usize| {
        let digits = text.get(at..)?.strip_prefix('u')?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let is_low = |it: u32| (0xDC00..0xE000).contains(&it);
    let paired = text.get(5..6) == Some("\\") && unit(6).is_some_and(is_low);
    let (len, mended) = match unit(0) {
        Some(0xD800..0xDC00) if paired => (11, None),
        Some(0xD800..0xE000) => (5, Some("\u{FFFD}")),
        _ => (text.chars().next().map_or(0, char::len_utf8), None),
    };
    let (escape, after) = text.split_at_checked(len).unwrap_or((text, ""));
    match mended {
        Some(mended) => (mended.into(), after),
        None => (format!("\\{escape}").into(), after),
    }
}

/// An object whose keys are looked up in any case.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// The object a value is.
    pub fn of(value: &'a Value) -> Option<Fields<'a>> {
        value.as_object().map(Fields)
    }

    /// The value of the first of `keys` that is there and not null.
    pub fn get(self, keys: &[&str]) -> Option<&'a Value> {
        let named = |key: &&str| {
            let exact = self.0.get(*key);
            exact.or_else(|| {
                let mut all = self.0.iter();
                all.find(|(it, _)| it.eq_ignore_ascii_case(key))
                    .map(|(_, it)| it)
            })
        };
        keys.iter().filter_map(named).find(|it| !it.is_null())
    }

    /// The same as [`Fields::get`], if it is a string with words in it.
    pub fn text(self, keys: &[&str]) -> Option<&'a str> {
        let text = keys.iter().filter_map(|key| self.get(&[key])?.as_str());
        text.map(str::trim).find(|it| !it.is_empty())
    }

    /// The objects of an array or of a map, with the keys of a map.
    pub fn objects(self, key: &str) -> Vec<(Option<&'a str>, Fields<'a>)> {
        match self.get(&[key]) {
            Some(Value::Array(list)) => list
                .iter()
                .filter_map(|it| Some((None, Fields::of(it)?)))
                .collect(),
            Some(Value::Object(map)) => {
                let object = |(key, it): (&'a String, &'a Value)| {
                    Some((Some(key.as_str()), Fields::of(it)?))
                };
                map.iter().filter_map(object).collect()
            }
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_of_characters_and_controls_are_mended() {
        let document = read(r#"{"a":"x \ud800 y \ud83d\ude00 \\ud800 \n"}"#)
            .ok()
            .unwrap();
        assert_eq!(document.values[0]["a"], "x \u{FFFD} y 😀 \\ud800 \n");
        assert!(document.note.is_some());
        let document = read("{\"a\":\"x\ny\"}").ok().unwrap();
        assert_eq!(document.values[0]["a"], "x y");
    }

    #[test]
    fn depth_is_refused_with_a_reason() {
        let deep = "[".repeat(200_000);
        assert!(read(&deep).err().unwrap().contains("recursion limit"));
    }

    #[test]
    fn keys_are_found_in_any_case() {
        let document = read(r#"{"versionCreated":"x","b":null} {"b":2}"#)
            .ok()
            .unwrap();
        let fields = Fields::of(&document.values[0]).unwrap();
        assert_eq!(fields.text(&["b", "versioncreated"]), Some("x"));
        assert_eq!(document.values.len(), 2);
    }
}
