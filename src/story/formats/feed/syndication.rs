//! RSS 0.9x, 1.0 and 2.0, and Atom, with the elements of Media RSS, Dublin Core and
//! `content:encoded` that news feeds use.

use std::collections::HashMap;

use super::{Channel, Text, web_address};
use crate::story::formats::addresses::is_web;
use crate::story::formats::body::{Part, Photo, folded};
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::{Element, Node, Vocabulary, squeeze};
use crate::story::formats::{Reading, fragment, prose, xml};
use crate::story::{Format, Hints};

/// Reads an RSS or Atom document: a story for each entry.
pub fn parse(text: &str, format: Format, hints: &Hints<'_>) -> Reading {
    let document = xml::read(text);
    let head = document.root.find("channel").unwrap_or(&document.root);
    let authors = authors(head);
    let channel = Channel {
        title: own_text(head, "title"),
        description: own_text(head, "description").or_else(|| own_text(head, "subtitle")),
        url: link(head),
        base: attribute(head, "xml:base").or_else(|| attribute(&document.root, "xml:base")),
        language: own_text(head, "language").or_else(|| attribute(&document.root, "xml:lang")),
    };
    let mut entries = Vec::new();
    collect(document.root, &mut entries);
    let read = |it: Element<'_>| {
        let mut entry = entry(&it);
        entry.byline = entry.byline.or_else(|| authors.clone());
        entry
    };
    let entries = entries.into_iter().map(read).collect();
    let mut stories = super::stories(entries, channel, document.notes, format, hints);
    if let (Some(last), Some(damage)) = (stories.last_mut(), document.damage) {
        last.tell_damage(&damage);
    }
    Ok(stories)
}

/// The entries of a feed, which stand within its channel, beside it, or by themselves. They are
/// taken out of the tree, so that each can be forgotten once it is read.
fn collect<'a>(element: Element<'a>, entries: &mut Vec<Element<'a>>) {
    if element.is_any(&["item", "entry"]) {
        return entries.push(element);
    }
    for node in element.children {
        match node {
            Node::Element(it) if it.is_any(&["channel", "entry", "feed", "item", "rdf", "rss"]) => {
                collect(it, entries);
            }
            _ => {}
        }
    }
}

fn entry(it: &Element<'_>) -> Filed {
    let date = |names: &[&str]| names.iter().find_map(|name| it.text_of(name));
    let mut entry = Filed {
        headline: own(it, "title").map(title).filter(|it| !it.is_empty()),
        byline: authors(it),
        published: date(&["pubDate", "published", "issued", "date", "created"]),
        modified: date(&["updated", "modified"]),
        url: link(it),
        base: attribute(it, "xml:base"),
        language: attribute(it, "xml:lang").or_else(|| own_text(it, "language")),
        photos: photos(it),
        ..Filed::default()
    };
    entry.published = entry.published.take().or_else(|| entry.modified.clone());
    text(it).fill(&mut entry);
    entry
}

/// The first element called `name` that is of the feed itself: neither about media nor podcasts.
fn own<'e, 'a>(it: &'e Element<'a>, name: &str) -> Option<&'e Element<'a>> {
    const OWN: [Vocabulary; 3] = [Vocabulary::Plain, Vocabulary::Atom, Vocabulary::DublinCore];
    it.all(name)
        .find(|it| OWN.contains(&it.vocabulary) && !it.children.is_empty())
}

fn own_text(it: &Element<'_>, name: &str) -> Option<String> {
    own(it, name).map(title).filter(|it| !it.is_empty())
}

fn attribute(it: &Element<'_>, name: &str) -> Option<String> {
    it.attribute(name).map(str::to_owned)
}

/// The words of a title. Markup in it is taken out, unless Atom says that it is text.
fn title(it: &Element<'_>) -> String {
    let raw = it.text();
    match it.attribute("type") {
        Some("text") => raw,
        _ => fragment::text(&raw),
    }
}

/// Where an entry or a feed stands on the web.
fn link(it: &Element<'_>) -> Option<String> {
    let page = |link: &&Element<'_>| {
        matches!(link.attribute("rel"), None | Some("alternate"))
            && link.attribute("href").is_some()
    };
    let atom = || {
        it.all("link")
            .find(page)?
            .attribute("href")
            .and_then(web_address)
    };
    let written = || it.all("link").find_map(|it| web_address(&it.text()));
    let permanent = |guid: &&Element<'_>| guid.attribute("isPermaLink") != Some("false");
    let guid = || web_address(&it.all("guid").find(permanent)?.text()).filter(|it| is_web(it));
    written().or_else(atom).or_else(guid)
}

/// The authors, from whichever element names them.
fn authors(it: &Element<'_>) -> Option<Byline> {
    let mut names: Vec<String> = it.all("creator").map(Element::text).collect();
    if names.is_empty() {
        names = it.all("author").map(author).collect();
    }
    names.retain(|it| !it.is_empty());
    names.dedup();
    Byline::from_names(&names)
}

/// Atom's author has a name; that of RSS is `mail@host (Name)` or a name alone.
fn author(it: &Element<'_>) -> String {
    if let Some(name) = it.text_of("name") {
        return name;
    }
    let text = it.text();
    let named = text.split_once('(').and_then(|(_, it)| it.split_once(')'));
    match named {
        Some((name, _)) if text.contains('@') => squeeze(name),
        _ if text.contains('@') => String::new(),
        _ => text,
    }
}

fn text(it: &Element<'_>) -> Text {
    let mut text = Text::default();
    for child in it.elements() {
        let name = child.name.to_ascii_lowercase();
        match (child.vocabulary, name.as_str()) {
            (Vocabulary::Content, "encoded") => text.content = parts(child),
            (Vocabulary::Plain | Vocabulary::Atom, "content") => text.content = parts(child),
            (Vocabulary::Plain, "body" | "fulltext") => text.content = prose::parts(child),
            (Vocabulary::Plain | Vocabulary::Atom, "description" | "summary")
            | (Vocabulary::Podcast, "summary")
                if text.summary.is_empty() =>
            {
                text.summary = parts(child);
            }
            _ => {}
        }
    }
    if text.summary.is_empty() && text.content.is_empty() {
        text.summary = media_description(it)
            .map(|it| fragment::parts(&it))
            .unwrap_or_default();
    }
    text
}

/// Content as elements (XHTML), as escaped HTML, or as text.
fn parts(it: &Element<'_>) -> Vec<Part> {
    match it.elements().next() {
        Some(_) => prose::parts(it),
        None => fragment::parts(&it.raw_text()),
    }
}

fn is_media(it: &Element<'_>) -> bool {
    it.vocabulary == Vocabulary::Media
}

/// The description of an entry that has nothing but media.
fn media_description(it: &Element<'_>) -> Option<String> {
    let group = it.all("group").find(|it| is_media(it));
    let within = group.unwrap_or(it);
    let described = within.all("description").find(|it| is_media(it));
    described.map(Element::raw_text)
}

/// The pictures of an entry.
///
/// What is said beside a picture, rather than within it, is said of the first one. Sizes of one
/// picture, which differ in nothing but width, are one.
fn photos(it: &Element<'_>) -> Vec<Photo> {
    let mut found: Vec<(u32, Photo)> = Vec::new();
    for group in it.all("group").filter(|it| is_media(it)) {
        let widest = contents(group).into_iter().max_by_key(|(width, _)| *width);
        if let Some((width, mut photo)) = widest {
            describe(&mut photo, group);
            found.push((width, photo));
        }
    }
    let said = |it: &Photo| (folded(&it.caption), it.credit.clone());
    let mut places: HashMap<_, usize> = HashMap::new();
    for (index, (_, photo)) in found.iter().enumerate() {
        places.insert(said(photo), index);
    }
    for (width, photo) in contents(it) {
        let place = *places.entry(said(&photo)).or_insert(found.len());
        match found.get_mut(place) {
            Some(known) if width > known.0 && known.0 > 0 => *known = (width, photo),
            Some(known) if width > 0 && width < known.0 => {}
            _ => found.push((width, photo)),
        }
    }
    let mut photos: Vec<Photo> = found.into_iter().map(|(_, photo)| photo).collect();
    if photos.is_empty() {
        photos.extend(thumbnail(it));
    }
    if let Some(first) = photos.first_mut() {
        describe(first, it);
    }
    photos
}

/// The pictures directly within an entry or a group, with their widths (0 where not told).
fn contents(it: &Element<'_>) -> Vec<(u32, Photo)> {
    let media = it
        .all("content")
        .filter(|it| is_media(it) && shows_picture(it));
    let enclosed = it.all("enclosure").filter(|it| {
        it.attribute("type")
            .is_some_and(|it| it.starts_with("image/"))
    });
    let photo = |it: &Element<'_>| {
        let mut photo = Photo {
            source: it.attribute("url").and_then(web_address),
            ..Photo::default()
        };
        describe(&mut photo, it);
        let width = it.attribute("width").and_then(|it| it.parse().ok());
        (width.unwrap_or(0), photo)
    };
    media
        .chain(enclosed)
        .map(photo)
        .filter(|(_, it)| !it.is_empty())
        .collect()
}

/// Whether a `media:content` is a picture: as it says, or as its address ends.
fn shows_picture(it: &Element<'_>) -> bool {
    let kind = it.attribute("medium").or(it.attribute("type"));
    match kind {
        Some(kind) => kind.starts_with("image"),
        None => {
            let url = it.attribute("url").unwrap_or("").to_ascii_lowercase();
            let path = url.split('?').next().unwrap_or("");
            ["jpg", "jpeg", "png", "gif", "webp", "avif"]
                .iter()
                .any(|it| path.ends_with(it))
        }
    }
}

fn thumbnail(it: &Element<'_>) -> Option<Photo> {
    let thumbnail = it.all("thumbnail").find(|it| is_media(it))?;
    Some(Photo {
        source: Some(web_address(thumbnail.attribute("url")?)?),
        ..Photo::default()
    })
}

/// Adds what `it` says of a picture to what is known of it.
fn describe(photo: &mut Photo, it: &Element<'_>) {
    let said = |name: &str| {
        let element = it.all(name).find(|it| is_media(it))?;
        Some(fragment::text(&element.raw_text())).filter(|it| !it.is_empty())
    };
    if photo.caption.is_empty() {
        photo.caption = said("description")
            .or_else(|| said("text"))
            .unwrap_or_default();
    }
    if photo.alt.is_empty() {
        photo.alt = said("title").unwrap_or_default();
    }
    photo.credit = photo.credit.take().or_else(|| said("credit"));
}
