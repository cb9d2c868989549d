//! Stories as objects of JSON with their words under `text`: what `show` prints, and what data
//! sets hold.
//!
//! An object with `blocks` is read block by block, so that a story printed by `show` comes back as
//! it was; the `text` of any other is read as plain text.

use serde_json::Value;

use super::json::{self, Fields};
use super::{Reading, byline::Byline, fragment, plain};
use crate::story::decode::with_plain_line_ends;
use crate::story::draft::{Draft, Picture};
use crate::story::{BlockKind, Format, Hints, ImageRole, Story};

/// Reads stories: an object, a list of them, or one a line.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = json::read(text)?;
    let items = document.values.iter().flat_map(|value| match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    });
    let told = items.filter_map(|it| story(Fields::of(it)?, hints));
    let mut stories: Vec<Story> = told.collect();
    let Some(first) = stories.first_mut() else {
        return Err("the JSON holds no story".to_owned());
    };
    first.add_note(document.note);
    Ok(stories)
}

/// The story an object tells; `None` without text.
fn story(item: Fields<'_>, hints: &Hints<'_>) -> Option<Story> {
    let text = item.get(&["text"])?.as_str()?;
    let mut draft = Draft::new(hints.name, Format::Json);
    match item.get(&["blocks"]).and_then(Value::as_array) {
        Some(blocks) => blocks
            .iter()
            .for_each(|it| block(&mut draft, item, text, it)),
        None => {
            lead(&mut draft, item);
            plain::read(&mut draft, &with_plain_line_ends(text.to_owned()));
        }
    }
    if draft.is_empty() {
        draft.note("there is nothing to read in it");
    }
    let owned = |keys: &[&str]| item.text(keys).map(str::to_owned);
    let url = owned(&["url", "uri", "link"]).filter(|it| it.starts_with("http"));
    let meta = draft.meta();
    meta.published = owned(&["published", "date"]);
    meta.modified = owned(&["modified"]);
    meta.publisher = owned(&["publisher"]);
    meta.url = url.or(hints.url.map(str::to_owned));
    meta.language = owned(&["language"]);
    Some(draft.finish())
}

/// What stands above a plain text.
fn lead(draft: &mut Draft, item: Fields<'_>) {
    let words = |keys: &[&str]| item.text(keys).map(fragment::text);
    if let Some(headline) = words(&["headline", "title"]) {
        draft.block(BlockKind::Headline, &headline);
    }
    if let Some(standfirst) = words(&["standfirst", "summary"]) {
        draft.block(BlockKind::Standfirst, &standfirst);
    }
    if let Some(byline) = item.text(&["byline", "author"]).and_then(Byline::from_text) {
        draft.byline(&byline.text, &byline.names, byline.role.as_deref());
    }
    if let Some(dateline) = words(&["dateline"]) {
        draft.block(BlockKind::Dateline, &dateline);
    }
}

/// Appends a block of a story as `show` prints it.
fn block(draft: &mut Draft, item: Fields<'_>, text: &str, block: &Value) {
    let number = |key: &str| block[key].as_u64().and_then(|it| usize::try_from(it).ok());
    let range = number("start").unwrap_or(0)..number("end").unwrap_or(0);
    let words = text.get(range).unwrap_or_default();
    let level = number("level").map_or(2, |it| it.clamp(2, 6) as u8);
    let kind = match block["kind"].as_str().unwrap_or("paragraph") {
        "image" => return image(draft, item, number("image"), words),
        "byline" => return byline(draft, item, words),
        "headline" => BlockKind::Headline,
        "standfirst" => BlockKind::Standfirst,
        "dateline" => BlockKind::Dateline,
        "heading" => BlockKind::Heading(level),
        "list_item" => BlockKind::ListItem,
        "block_quote" => BlockKind::BlockQuote,
        "other" => BlockKind::Other,
        _ => BlockKind::Paragraph,
    };
    draft.block(kind, words);
}

fn byline(draft: &mut Draft, item: Fields<'_>, words: &str) {
    let told = item.get(&["byline"]).and_then(Fields::of);
    let listed = told.and_then(|it| it.get(&["names"])?.as_array());
    let listed = listed.into_iter().flatten().filter_map(Value::as_str);
    let names: Vec<String> = listed.map(str::to_owned).collect();
    draft.byline(words, &names, told.and_then(|it| it.text(&["role"])));
}

fn image(draft: &mut Draft, item: Fields<'_>, number: Option<usize>, caption: &str) {
    let images = item.get(&["images"]).and_then(Value::as_array);
    let image = number.and_then(|it| images?.get(it)).and_then(Fields::of);
    let field = |key: &str| image.and_then(|it| it.text(&[key]));
    draft.image(&Picture {
        alt: field("alt").unwrap_or_default(),
        caption,
        credit: field("credit"),
        source: field("source"),
        role: match field("role") {
            Some("promo") => ImageRole::Promo,
            _ => ImageRole::Photo,
        },
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::parse;

    fn read(text: &str) -> Vec<Story> {
        let stories = parse(text.as_bytes().to_vec(), &Hints::default());
        stories.iter().for_each(Story::check);
        stories
    }

    #[test]
    fn a_text_is_read_as_plain_text_would_be() {
        let stories =
            read(r#"{"headline":"Tide & quay","text":"Ada Marsh left.\nNobody said why."}"#);
        assert_eq!(stories[0].format(), Format::Json);
        assert_eq!(stories[0].headline(), Some("Tide & quay"));
        assert_eq!(stories[0].blocks().len(), 3);
    }

    #[test]
    fn every_line_and_every_item_is_a_story() {
        let lines = read("{\"text\":\"One.\"}\n{\"text\":\"Two.\"}\n");
        let list = read(r#"[{"text":"One."},{"id":7},{"text":"Two."}]"#);
        for stories in [lines, list] {
            let texts: Vec<&str> = stories.iter().map(|it| it.text().trim_end()).collect();
            assert_eq!(texts, ["One.", "Two."]);
        }
    }

    #[test]
    fn blocks_out_of_range_are_left_out() {
        let stories = read(
            r#"{"text":"Öl.","blocks":[{"kind":"paragraph","start":1,"end":3},{"start":0,"end":4}]}"#,
        );
        assert_eq!(stories[0].text().trim_end(), "Öl.");
    }

    #[test]
    fn every_kind_of_block_comes_back() {
        let stories = read(
            r#"{"text":"Tide\nAda Marsh\nQuay\nWords.\n",
            "byline":{"names":["Ada Marsh"],"role":"pilot"},
            "blocks":[{"kind":"headline","start":0,"end":4},{"kind":"byline","start":5,"end":14},
            {"kind":"dateline","start":15,"end":19},{"kind":"paragraph","start":20,"end":26}]}"#,
        );
        let story = &stories[0];
        assert_eq!(story.headline(), Some("Tide"));
        assert_eq!(story.standfirst(), None);
        let byline = story.byline().expect("a byline");
        assert_eq!(byline.names, ["Ada Marsh"]);
        assert_eq!(byline.role.as_deref(), Some("pilot"));
        let kinds: Vec<BlockKind> = story.blocks().iter().map(|it| it.kind).collect();
        use BlockKind::*;
        assert_eq!(kinds, [Headline, Byline, Dateline, Paragraph]);
    }
}
