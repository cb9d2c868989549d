//! Stories as objects of JSON with their words under `text` or one of its like: what `show` prints, and
//! what data sets hold.
//!
//! An object with `blocks` is read block by block, so that a story printed by `show` comes back as
//! it was; the text of any other is read as plain text, or as what its markup says.

use std::borrow::Cow;

use serde_json::Value;

use super::json::{self, Fields};
use super::{Reading, byline::Byline, fragment, plain};
use crate::span::Span;
use crate::story::decode::with_plain_line_ends;
use crate::story::draft::{Draft, Picture, Run};
use crate::story::{BlockKind, Format, Hints, ImageRole, Story};

/// The names under which the words of a story stand, the usual ones first.
pub const TEXT: [&str; 10] = [
    "text",
    "body",
    "content",
    "article",
    "fulltext",
    "full_text",
    "article_text",
    "articleBody",
    "maintext",
    "main_text",
];

/// Reads stories: an object, a list of them, or one a line.
///
/// # Errors
/// A sentence that says why it cannot be read: it is no JSON, or no object in it has words.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = json::read(text)?;
    let items = document.values.iter().flat_map(|value| match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    });
    let items: Vec<&Value> = items.collect();
    let told = items.iter().filter_map(|it| story(Fields::of(it)?, hints));
    let mut stories: Vec<Story> = told.collect();
    let Some(first) = stories.first_mut() else {
        return Err(without_text(items.first().copied()));
    };
    first.add_note(document.note);
    Ok(stories)
}

/// What is said of JSON without a story: what was found, and what was looked for.
fn without_text(found: Option<&Value>) -> String {
    /// How many keys are told.
    const TOLD: usize = 8;
    const WANTED: &str = "text, body, content, article or fulltext";
    let Some(found) = found else {
        return "the JSON is empty".to_owned();
    };
    let Some(object) = found.as_object() else {
        return "the JSON is no object with the text of a story".to_owned();
    };
    let keys: Vec<&str> = object.keys().map(String::as_str).take(TOLD).collect();
    let more = match object.len() {
        ..=TOLD => "",
        _ => ", …",
    };
    match keys.is_empty() {
        true => format!("the JSON holds no story: it has no keys, and should have {WANTED}"),
        false => format!(
            "the JSON holds no story: it has the keys {}{more}, and should have {WANTED}",
            keys.join(", ")
        ),
    }
}

/// The words of a story, which may stand in an object of their own or be a list of paragraphs.
fn words(item: Fields<'_>) -> Option<Cow<'_, str>> {
    let all = TEXT.iter().filter_map(|it| item.get(&[it]));
    let mut found = all.filter_map(|it| match it {
        Value::String(text) => Some(Cow::Borrowed(text.as_str())),
        Value::Object(_) => Fields::of(it)?
            .text(&["text", "rendered", "html", "value", "body", "content"])
            .map(Cow::Borrowed),
        Value::Array(list) => {
            let paragraphs: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
            Some(Cow::Owned(paragraphs?.join("\n")))
        }
        _ => None,
    });
    let first = found.next()?;
    match first.trim().is_empty() {
        // An empty text is one, unless its words stand under another name.
        true => Some(found.find(|it| !it.trim().is_empty()).unwrap_or(first)),
        false => Some(first),
    }
}

/// The story an object tells; `None` without text.
fn story(item: Fields<'_>, hints: &Hints<'_>) -> Option<Story> {
    let text = words(item)?;
    let mut draft = Draft::new(hints.name, Format::Json);
    match item.get(&["blocks"]).and_then(Value::as_array) {
        Some(blocks) => printed(&mut draft, item, &text, blocks),
        None => {
            lead(&mut draft, item);
            body(&mut draft, text.into_owned());
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

/// Appends a text, which may be a piece of a web page.
fn body(draft: &mut Draft, text: String) {
    let is_marked_up = text.trim_start().starts_with('<') && text.contains("</");
    match is_marked_up {
        true => fragment::parts(&text).iter().for_each(|it| it.push(draft)),
        false => plain::read(draft, &with_plain_line_ends(text)),
    }
}

/// Appends a story as `show` prints it.
fn printed(draft: &mut Draft, item: Fields<'_>, text: &str, blocks: &[Value]) {
    let links = links(item);
    for it in blocks {
        block(draft, item, text, &links, it);
    }
    for (_, note) in item.objects("notes") {
        if let Some(note) = note.text(&["text"]) {
            draft.note(note);
        }
    }
}

/// The links of a story as `show` prints it, in order.
fn links(item: Fields<'_>) -> Vec<(Span, &str)> {
    let links = item.objects("links").into_iter();
    let mut links: Vec<(Span, &str)> = links
        .filter_map(|(_, it)| Some((span(it)?, it.text(&["url"])?)))
        .collect();
    links.sort_by_key(|it| it.0);
    links
}

fn span(item: Fields<'_>) -> Option<Span> {
    let number = |key: &str| usize::try_from(item.get(&[key])?.as_u64()?).ok();
    let (start, end) = (number("start")?, number("end")?);
    (start <= end && end <= Span::LONGEST_TEXT).then(|| Span::new(start, end))
}

/// The words of a block, those of each link apart.
fn runs<'a>(text: &'a str, block: Span, links: &[(Span, &'a str)]) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut at = block.start();
    let words = |from, to| text.get(from..to).unwrap_or_default();
    for (link, url) in links {
        let fits = |it: &Span| {
            let whole = |at| text.is_char_boundary(at);
            it.start() >= at && whole(it.start()) && whole(it.end())
        };
        let Some(within) = link.meet(block).filter(fits) else {
            continue;
        };
        runs.push(Run {
            text: words(at, within.start()),
            url: None,
        });
        runs.push(Run {
            text: words(within.start(), within.end()),
            url: Some(url),
        });
        at = within.end();
    }
    runs.push(Run {
        text: words(at, block.end()),
        url: None,
    });
    runs
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
fn block(draft: &mut Draft, item: Fields<'_>, text: &str, links: &[(Span, &str)], block: &Value) {
    let number = |key: &str| block[key].as_u64().and_then(|it| usize::try_from(it).ok());
    let place = Fields::of(block).and_then(span).unwrap_or_default();
    let words = text.get(place.start()..place.end()).unwrap_or_default();
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
    match words.is_empty() {
        true => {}
        false => {
            draft.runs(kind, &runs(text, place, links));
        }
    }
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
    use super::parse as parse_only_with;
    use super::*;
    use crate::story::parse;

    fn parse_only(text: &str) -> Reading {
        parse_only_with(text, &Hints::default())
    }

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
    fn words_are_found_under_any_of_their_usual_names() {
        for fields in [
            r#""body":"Words.""#,
            r#""content":"Words.""#,
            r#""article":"Words.""#,
            r#""fulltext":"Words.""#,
            r#""articleBody":"Words.""#,
            r#""text":null,"body":"Words.""#,
            r#""text":" ","body":"Words.""#,
            r#""content":{"rendered":"<p>Words.</p>"}"#,
            r#""body":"<p>Words.</p>""#,
            r#""article":{"text":"Words.","id":7}"#,
            r#""text":["Words."]"#,
        ] {
            let stories = read(&format!("{{\"headline\":\"Tide\",{fields}}}"));
            assert_eq!(stories[0].text(), "Tide\nWords.\n", "{fields}");
            assert_eq!(stories[0].format(), Format::Json, "{fields}");
        }
    }

    #[test]
    fn an_object_without_words_names_the_keys_found_and_wanted() {
        let why = |text: &str| parse_only(text).unwrap_err();
        let told = why(r#"{"id":7,"storyline":"Words.","text":null}"#);
        assert!(
            told.contains("keys id, storyline, text, and should have text, body"),
            "{told}"
        );
        let many: Vec<String> = (0..20).map(|it| format!("\"k{it:02}\":1")).collect();
        let told = why(&format!("{{{}}}", many.join(",")));
        assert!(told.contains("k07, …, and"), "{told}");
        assert!(why("[]").contains("empty"));
        assert!(why("[7]").contains("no object"));
        assert!(why("{}").contains("no keys"));
    }

    #[test]
    fn links_and_notes_come_back() {
        let stories = read(
            r#"{"text":"See this, and that.\n","blocks":[{"kind":"paragraph","start":0,"end":19}],
            "links":[{"url":"https://a.example/","start":4,"end":8},{"url":"https://b.example/","start":14,"end":18},
            {"url":"https://c.example/","start":16,"end":900}],
            "notes":[{"text":"read as windows-1252"}]}"#,
        );
        let story = &stories[0];
        let links: Vec<&str> = story
            .links()
            .iter()
            .map(|it| story.slice(it.span))
            .collect();
        assert_eq!(links, ["this", "that"]);
        assert_eq!(story.links()[1].url, "https://b.example/");
        assert_eq!(story.notes()[0].text, "read as windows-1252");
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
