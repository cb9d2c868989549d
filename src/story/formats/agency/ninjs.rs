//! ninjs, news in JSON: 1.x with a field for each rendition (`body_text`, `body_xhtml`), 2.x and
//! 3.x with lists of renditions (`bodies`, `headlines`, `descriptions`). Keys are read in any
//! case, which is all that 3.x changed in most of them. <https://iptc.org/standards/ninjs/>

use serde_json::Value;

use super::nitf;
use crate::story::formats::body::{Part, Photo, folded};
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::json::{self, Fields};
use crate::story::formats::markup::squeeze;
use crate::story::formats::{Reading, fragment, xml};
use crate::story::{Format, Hints};

/// How deep items may be nested in items.
const DEPTH: usize = 8;

/// Reads ninjs: an object, a list of them, or one a line; a story for each, and for each text
/// associated with it.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = json::read(text)?;
    let mut told = Vec::new();
    for value in &document.values {
        for item in items(value, DEPTH) {
            stories(item, &mut told, DEPTH);
        }
    }
    let Some(first) = told.first_mut() else {
        return Err("the JSON holds no news item".to_owned());
    };
    first.notes.extend(document.note.map(str::to_owned));
    let story = |it: Filed| it.into_story(Format::Ninjs, hints);
    Ok(told.into_iter().map(story).collect())
}

/// The items in a value: itself, those in a list, or those in the envelope of some service.
fn items(value: &Value, depth: usize) -> Vec<Fields<'_>> {
    const ENVELOPES: [&str; 6] = ["data", "item", "items", "_items", "results", "stories"];
    if let Some(list) = value.as_array() {
        return list
            .iter()
            .flat_map(|it| items(it, depth.saturating_sub(1)))
            .collect();
    }
    let Some(fields) = Fields::of(value) else {
        return Vec::new();
    };
    let told = fields
        .text(&["uri", "guid", "type", "headline", "body_text"])
        .is_some();
    let mut within = ENVELOPES.iter().filter_map(|it| fields.get(&[it]));
    let within = within.find(|it| it.is_object() || it.is_array());
    match (told, within) {
        (false, Some(inner)) if depth > 0 => items(inner, depth - 1),
        _ => vec![fields],
    }
}

/// The story of an item, then those of the texts associated with it.
fn stories(item: Fields<'_>, told: &mut Vec<Filed>, depth: usize) {
    told.push(filed(item));
    for (_, associated) in item.objects("associations") {
        let is_text = matches!(associated.text(&["type"]), Some("text" | "composite"));
        if depth > 0 && is_text && !bodies(associated).is_empty() {
            stories(associated, told, depth - 1);
        }
    }
}

fn filed(item: Fields<'_>) -> Filed {
    let owned = |keys: &[&str]| item.text(keys).map(str::to_owned);
    let mut filed = Filed {
        headline: headline(item).or_else(|| item.text(&["name"]).map(fragment::text)),
        byline: byline(item),
        dateline: owned(&["located"]),
        published: owned(&["firstcreated", "versioncreated"]),
        modified: owned(&["versioncreated", "contentmodified"]),
        publisher: owned(&["copyrightholder", "source"]),
        url: owned(&["uri"]).filter(|it| it.starts_with("http")),
        language: owned(&["language"]),
        notes: notes(item),
        ..Filed::default()
    };
    body(&mut filed, item);
    if is_visual(item) {
        filed.photos.extend(photo(item));
    } else {
        describe(&mut filed, item);
    }
    for (_, associated) in item.objects("associations") {
        if is_visual(associated) {
            filed.photos.extend(photo(associated));
        }
    }
    filed
}

/// The byline, which may also be a list of them.
fn byline(item: Fields<'_>) -> Option<Byline> {
    let listed = item.objects("bylines").into_iter();
    let listed: Vec<String> = listed
        .filter_map(|(_, it)| it.text(&["by", "name"]).map(str::to_owned))
        .collect();
    let one = item.text(&["byline", "by"]).and_then(Byline::from_text);
    one.or_else(|| Byline::from_names(&listed))
}

fn is_visual(item: Fields<'_>) -> bool {
    let kind = item.text(&["type"]).unwrap_or("");
    matches!(kind, "picture" | "graphic" | "video" | "photo" | "image")
}

/// One rendition of a text: what it is for, its type, and the text.
struct Rendition<'a> {
    role: String,
    content_type: String,
    value: &'a str,
}

impl Rendition<'_> {
    fn is(&self, words: &[&str]) -> bool {
        words
            .iter()
            .any(|it| self.role.contains(it) || self.content_type.contains(it))
    }

    /// Its words, without markup.
    fn words(&self) -> String {
        fragment::text(self.value)
    }
}

/// The renditions of a text, from `singular_suffix` fields of 1.x and from the `plural` of 2.x on.
fn renditions<'a>(item: Fields<'a>, singular: &str, plural: &str) -> Vec<Rendition<'a>> {
    let mut res = Vec::new();
    for (_, rendition) in item.objects(plural) {
        let lower = |keys: &[&str]| rendition.text(keys).unwrap_or("").to_ascii_lowercase();
        res.extend(rendition.text(&["value"]).map(|value| Rendition {
            role: lower(&["role"]),
            content_type: lower(&["contenttype"]),
            value,
        }));
    }
    for (key, value) in item.0 {
        let key = key.to_ascii_lowercase();
        let suffix = key
            .strip_prefix(singular)
            .and_then(|it| it.strip_prefix('_'));
        let value = value.as_str().map(str::trim).filter(|it| !it.is_empty());
        if let (Some(suffix), Some(value)) = (suffix, value) {
            res.push(Rendition {
                role: suffix.to_owned(),
                content_type: String::new(),
                value,
            });
        }
    }
    res
}

fn bodies<'a>(item: Fields<'a>) -> Vec<Rendition<'a>> {
    renditions(item, "body", "bodies")
}

fn headline(item: Fields<'_>) -> Option<String> {
    let listed = renditions(item, "headline", "headlines");
    let main = listed.iter().find(|it| it.is(&["main"])).or(listed.first());
    let own = || item.text(&["headline", "title"]).map(fragment::text);
    main.map(Rendition::words).or_else(own)
}

/// The body: HTML where there is any, else NITF, else the longest text.
fn body(filed: &mut Filed, item: Fields<'_>) {
    let all = bodies(item);
    let html = |it: &&Rendition<'_>| it.is(&["html"]) && !it.is(&["nitf"]);
    let marked_up = |it: &&Rendition<'_>| it.is(&["nitf"]) && it.value.contains("<nitf");
    if let Some(rendition) = all.iter().find(html) {
        filed.body = fragment::parts(rendition.value);
    } else if let Some(rendition) = all.iter().find(marked_up) {
        let document = xml::read(rendition.value);
        filed.body = document
            .root
            .find("nitf")
            .map(|it| nitf::filed(it).body)
            .unwrap_or_default();
    } else if let Some(rendition) = all.iter().max_by_key(|it| it.value.len()) {
        filed.body = super::text::parts(rendition.value);
    }
}

/// Descriptions of a text lead it or, where there is no body, are all there is of it.
fn describe(filed: &mut Filed, item: Fields<'_>) {
    let described = renditions(item, "description", "descriptions");
    let mut told: Vec<String> = described.iter().map(Rendition::words).collect();
    told.dedup_by_key(|it| folded(it));
    if filed.body.is_empty() {
        filed.notes.push("the wire holds only a summary".to_owned());
        let parts = told.iter().flat_map(|it| super::text::parts(it));
        filed.body = parts.collect::<Vec<Part>>();
    } else {
        filed.standfirsts = told;
    }
}

/// The picture an item is.
fn photo(item: Fields<'_>) -> Option<Photo> {
    let described = renditions(item, "description", "descriptions");
    let about_makers = |it: &&Rendition<'_>| !it.is(&["credit", "writer", "byline"]);
    let captions = || described.iter().filter(about_makers);
    let caption = captions()
        .find(|it| it.is(&["caption"]))
        .or_else(|| captions().next());
    let credit = described
        .iter()
        .find(|it| it.is(&["credit"]))
        .map(Rendition::words);
    let by = ["creditline", "byline", "by", "copyrightholder", "source"];
    let photo = Photo {
        caption: caption.map(Rendition::words).unwrap_or_default(),
        alt: headline(item).unwrap_or_default(),
        credit: credit.or_else(|| item.text(&by).map(squeeze)),
        source: source(item),
    };
    (!photo.is_empty()).then_some(photo)
}

/// The address of the widest rendition that is a picture.
fn source(item: Fields<'_>) -> Option<String> {
    let renditions = item.objects("renditions");
    let pictures = renditions.iter().filter(|(_, it)| {
        let kind = it.text(&["contenttype", "mimetype"]).unwrap_or("image/");
        kind.starts_with("image/") && it.text(&["href"]).is_some()
    });
    let widest = pictures.max_by_key(|(_, it)| it.get(&["width"]).and_then(Value::as_u64))?;
    widest.1.text(&["href"]).map(str::to_owned)
}

fn notes(item: Fields<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let said = item.text(&["ednote"]);
    notes.extend(said.map(|it| format!("note to editors: {}", fragment::text(it))));
    let embargo = item.text(&["embargoed", "embargo"]);
    notes.extend(embargo.map(|it| format!("under embargo until {it}")));
    let status = item.text(&["pubstatus"]).unwrap_or("usable");
    if !status.eq_ignore_ascii_case("usable") {
        notes.push(format!("the agency marks it as {status}"));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> usize {
        parse(text, &Hints::default()).map_or(0, |it| it.len())
    }

    #[test]
    fn texts_in_texts_are_read_so_deep_and_no_deeper() {
        let item = |inner: &str| {
            format!("{{\"type\":\"text\",\"body_text\":\"Words.\",\"associations\":{{{inner}}}}}")
        };
        let nested =
            |depth: usize| (0..depth).fold(item(""), |inner, _| item(&format!("\"a\":{inner}")));
        assert_eq!(told(&nested(2)), 3);
        assert_eq!(told(&nested(DEPTH)), DEPTH + 1);
        assert_eq!(told(&nested(DEPTH + 4)), DEPTH + 1);
    }

    #[test]
    fn envelopes_in_envelopes_end() {
        let nested = |depth: usize| {
            let item = "{\"headline\":\"Row\",\"body_text\":\"Words.\"}".to_owned();
            (0..depth).fold(item, |inner, _| format!("{{\"data\":{inner}}}"))
        };
        let words = |depth| {
            let stories = parse(&nested(depth), &Hints::default()).unwrap();
            stories[0].text().contains("Words.")
        };
        assert!(words(DEPTH));
        assert!(!words(DEPTH + 2));
    }
}
