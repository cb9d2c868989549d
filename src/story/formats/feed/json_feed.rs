//! JSON Feed, versions 1 and 1.1. <https://www.jsonfeed.org/version/1.1/>

use serde_json::Value;

use super::{Channel, Text, web_address};
use crate::story::formats::body::Photo;
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::json::{self, Fields};
use crate::story::formats::{Reading, fragment};
use crate::story::{Format, Hints};

/// Reads a JSON Feed: a story for each item.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = json::read(text)?;
    let Some(feed) = document.values.first().and_then(Fields::of) else {
        return Err("the JSON holds no feed".to_owned());
    };
    let authors = authors(feed);
    let read = |(_, item): (_, Fields<'_>)| {
        let mut entry = entry(item);
        entry.byline = entry.byline.or_else(|| authors.clone());
        entry
    };
    let entries = feed.objects("items").into_iter().map(read).collect();
    let channel = Channel {
        title: feed.text(&["title"]).map(fragment::text),
        description: feed.text(&["description"]).map(str::to_owned),
        url: feed
            .text(&["home_page_url", "feed_url"])
            .and_then(web_address),
        base: None,
        language: feed.text(&["language"]).map(str::to_owned),
    };
    let notes = document.note.map(str::to_owned).into_iter().collect();
    Ok(super::stories(
        entries,
        channel,
        notes,
        Format::JsonFeed,
        hints,
    ))
}

fn entry(item: Fields<'_>) -> Filed {
    let owned = |keys: &[&str]| item.text(keys).map(str::to_owned);
    let mut entry = Filed {
        headline: item.text(&["title"]).map(fragment::text),
        byline: authors(item),
        published: owned(&["date_published"]),
        modified: owned(&["date_modified"]),
        url: item.text(&["url", "external_url"]).and_then(web_address),
        language: owned(&["language"]),
        photos: photos(item),
        ..Filed::default()
    };
    let parts = |keys: &[&str]| item.text(keys).map(fragment::parts).unwrap_or_default();
    let text = Text {
        content: parts(&["content_html", "content_text"]),
        summary: parts(&["summary"]),
    };
    text.fill(&mut entry);
    entry
}

/// The authors of an item or a feed: a list since version 1.1, one before.
fn authors(of: Fields<'_>) -> Option<Byline> {
    let listed = of.objects("authors").into_iter().map(|(_, it)| it);
    let one = of.get(&["author"]).and_then(Fields::of);
    let named = listed.chain(one).filter_map(|it| it.text(&["name"]));
    let mut names: Vec<String> = named.map(str::to_owned).collect();
    names.dedup();
    Byline::from_names(&names)
}

/// The picture of an item, and those attached to it.
fn photos(item: Fields<'_>) -> Vec<Photo> {
    let image = item.text(&["image", "banner_image"]).and_then(web_address);
    let mut photos: Vec<Photo> = image.into_iter().map(|it| photo(it, None)).collect();
    for (_, attached) in item.objects("attachments") {
        let is_picture = attached
            .text(&["mime_type"])
            .is_some_and(|it| it.starts_with("image/"));
        let url = attached.text(&["url"]).and_then(web_address);
        let title = attached.get(&["title"]).and_then(Value::as_str);
        photos.extend(url.filter(|_| is_picture).map(|it| photo(it, title)));
    }
    photos
}

fn photo(source: String, title: Option<&str>) -> Photo {
    Photo {
        source: Some(source),
        caption: title.map(fragment::text).unwrap_or_default(),
        ..Photo::default()
    }
}
