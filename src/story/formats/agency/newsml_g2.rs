//! NewsML-G2: news items, alone or in a news message, and packages that list them.
//!
//! Fields as the standard names them: `itemMeta` (provider, dates, links), `contentMeta`
//! (headline, by, dateline, creditline, `description` by role), `contentSet` with the body as
//! `inlineXML` (XHTML or NITF) or `inlineData`, or addresses as `remoteContent`.
//! <https://iptc.org/standards/newsml-g2/>

use std::collections::{HashMap, HashSet};

use super::nitf;
use crate::story::formats::body::{Part, Photo};
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::{Element, Node, squeeze};
use crate::story::formats::{Reading, fragment, prose, xml};
use crate::story::{BlockKind, Format, Hints};

/// The items a document may hold.
const ITEMS: [&str; 7] = [
    "catalogItem",
    "conceptItem",
    "knowledgeItem",
    "newsItem",
    "packageItem",
    "planningItem",
    "eventItem",
];

/// Reads a NewsML-G2 document: a story for each item. Pictures that an item of text refers to are
/// its own, and a package whose items came with it is no story besides them.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = xml::read(text);
    let message = Message::of(&document.root);
    let mut told: Vec<Filed> = message.stories().map(|it| story(it, &message)).collect();
    if told.is_empty() {
        told.push(Filed {
            body: prose::parts(&document.root),
            ..Filed::default()
        });
    }
    told[0].notes.extend(document.notes);
    told[0].damage = document.damage;
    let finished = |it: Filed| it.into_story(Format::NewsMlG2, hints);
    Ok(told.into_iter().map(finished).collect())
}

/// The items that came together.
#[derive(Default)]
struct Message<'e, 'a> {
    items: Vec<&'e Element<'a>>,
    by_guid: HashMap<&'e str, &'e Element<'a>>,
    /// What items of text refer to.
    referred: HashSet<&'e str>,
}

impl<'e, 'a> Message<'e, 'a> {
    fn of(root: &'e Element<'a>) -> Message<'e, 'a> {
        let mut message = Message::default();
        message.collect(root);
        for item in &message.items {
            if let Some(guid) = item.attribute("guid") {
                message.by_guid.insert(guid, item);
            }
            if !item.is("packageItem") && !is_visual(item) {
                message.referred.extend(refs(item));
            }
        }
        message
    }

    fn collect(&mut self, element: &'e Element<'a>) {
        if element.is_any(&ITEMS) {
            return self.items.push(element);
        }
        for inner in element.elements() {
            self.collect(inner);
        }
    }

    /// The items that are stories, not pictures of another one nor lists of others.
    fn stories(&self) -> impl Iterator<Item = &'e Element<'a>> {
        let told_elsewhere = |item: &Element<'_>| {
            let referred = || {
                item.attribute("guid")
                    .is_some_and(|it| self.referred.contains(it))
            };
            let mut listed = refs(item).into_iter().peekable();
            match item.is("packageItem") {
                true => listed.peek().is_some() && listed.all(|it| self.by_guid.contains_key(it)),
                false => is_visual(item) && referred(),
            }
        };
        self.items
            .iter()
            .copied()
            .filter(move |it| !told_elsewhere(it))
    }
}

/// The items that an item refers to.
fn refs<'e>(item: &'e Element<'_>) -> Vec<&'e str> {
    let mut found = Vec::new();
    let links = item
        .child("itemMeta")
        .into_iter()
        .flat_map(|it| it.all("link"));
    found.extend(links.filter_map(|it| it.attribute("residref")));
    if let Some(groups) = item.child("groupSet") {
        let listed = groups.all("group").flat_map(|it| it.all("itemRef"));
        found.extend(listed.filter_map(|it| it.attribute("residref")));
    }
    found
}

/// The class of an item without its scheme: `text`, `picture`, `video`.
fn class<'e>(meta: &'e Element<'_>) -> &'e str {
    let class = meta.child("itemClass").and_then(|it| it.attribute("qcode"));
    class.map_or("", |it| it.rsplit(':').next().unwrap_or(it))
}

fn is_visual(item: &Element<'_>) -> bool {
    let class = item.child("itemMeta").map_or("", class);
    matches!(class, "picture" | "graphic" | "photo")
}

fn story(item: &Element<'_>, message: &Message<'_, '_>) -> Filed {
    let empty = Element::default();
    let meta = item.child("itemMeta").unwrap_or(&empty);
    let content = item.child("contentMeta").unwrap_or(&empty);
    let mut filed = Filed {
        published: meta
            .text_of("firstCreated")
            .or_else(|| meta.text_of("versionCreated")),
        modified: meta.text_of("versionCreated"),
        publisher: named(meta.child("provider")).or_else(|| content.text_of("creditline")),
        language: language(item, content),
        dateline: content.text_of("dateline"),
        notes: notes(meta),
        ..Filed::default()
    };
    headlines(&mut filed, content);
    filed.headline = filed.headline.take().or_else(|| meta.text_of("title"));
    let by: Vec<String> = content.all("by").map(Element::text).collect();
    filed.byline = Byline::from_names(&by);
    for set in item.all("contentSet") {
        contents(&mut filed, set);
    }
    descriptions(&mut filed, item, content);
    pictures_of_others(&mut filed, item, meta, message);
    if let Some(groups) = item.child("groupSet") {
        listed(&mut filed, groups);
    }
    for definition in item.all("concept").flat_map(|it| it.elements()) {
        if definition.is_any(&["name", "definition", "note"]) {
            filed
                .body
                .push(Part::block(BlockKind::Paragraph, definition.text()));
        }
    }
    filed
}

/// The first headline leads; one that says it is secondary, or comes later, stands under it.
fn headlines(filed: &mut Filed, content: &Element<'_>) {
    for headline in content.all("headline") {
        let text = headline.text();
        let role = headline
            .attribute("role")
            .unwrap_or("")
            .to_ascii_lowercase();
        let secondary = role.rsplit(':').next().is_some_and(|it| it.contains("sub"));
        match &filed.headline {
            _ if text.is_empty() => {}
            None if !secondary => filed.headline = Some(text),
            _ => filed.standfirsts.push(text),
        }
    }
}

fn named(element: Option<&Element<'_>>) -> Option<String> {
    let element = element?;
    let literal = || element.attribute("literal").map(squeeze);
    let code = || {
        let code = element.attribute("qcode")?;
        Some(code.rsplit(':').next().unwrap_or(code).to_owned())
    };
    element.text_of("name").or_else(literal).or_else(code)
}

fn language(item: &Element<'_>, content: &Element<'_>) -> Option<String> {
    let tag = content.child("language").and_then(|it| it.attribute("tag"));
    tag.or_else(|| item.attribute("xml:lang"))
        .map(str::to_owned)
}

/// What the agency says to editors in plain words, unless it is not for publication; embargo and
/// withdrawal.
fn notes(meta: &Element<'_>) -> Vec<String> {
    let public = |it: &&Element<'_>| {
        let said = |name| it.attribute(name).unwrap_or("").to_ascii_lowercase();
        let barred =
            said("pubconstraint").contains("nonpublic") || said("role").contains("private");
        !barred && it.elements().next().is_none()
    };
    let told = meta.all("edNote").filter(public).map(Element::text);
    let mut notes: Vec<String> = told
        .filter(|it| !it.is_empty())
        .map(|it| format!("note to editors: {it}"))
        .collect();
    notes.extend(
        meta.text_of("embargoed")
            .map(|it| format!("under embargo until {it}")),
    );
    let status = meta.child("pubStatus").and_then(|it| it.attribute("qcode"));
    let status = status.map_or("usable", |it| it.rsplit(':').next().unwrap_or(it));
    if status != "usable" {
        notes.push(format!("the agency marks it as {status}"));
    }
    notes
}

/// The body. Several renditions of one body are alternatives: the richest is read.
fn contents(filed: &mut Filed, set: &Element<'_>) {
    let inline = set.all("inlineXML").chain(set.all("inlineData"));
    for content in inline {
        let found = match content.find("nitf") {
            Some(nitf) => merge_nitf(filed, nitf::filed(nitf)),
            None => body(content, filed.headline.is_some()),
        };
        if filed.body.is_empty() {
            filed.body = found;
        }
    }
    filed.photos.extend(remote_picture(set));
}

/// A body in XHTML, in other elements, or written out as text.
///
/// A `header` on top of a page repeats the item's own fields (`titled`) and is left out.
fn body(content: &Element<'_>, titled: bool) -> Vec<Part> {
    if let Some(page) = content.find("html") {
        let mut body = page.child("body").unwrap_or(page).clone();
        let repeats = |it: &Node<'_>| matches!(it, Node::Element(it) if it.is("header"));
        body.children.retain(|it| !titled || !repeats(it));
        return prose::parts(&body);
    }
    match content.elements().next() {
        Some(_) => prose::parts(content),
        None => fragment::parts(&content.raw_text()),
    }
}

/// Takes over what NITF within an item tells and the item does not. Its headline is the one meant
/// for readers.
fn merge_nitf(filed: &mut Filed, inner: Filed) -> Vec<Part> {
    filed.headline = inner.headline.or(filed.headline.take());
    filed.byline = filed.byline.take().or(inner.byline);
    filed.dateline = filed.dateline.take().or(inner.dateline);
    filed.standfirsts.extend(inner.standfirsts);
    inner.body
}

/// The picture an item is, by its addresses: renditions of one, of which the widest is named.
fn remote_picture(set: &Element<'_>) -> Option<Photo> {
    let is_picture = |it: &&Element<'_>| {
        let kind = it.attribute("contenttype").unwrap_or("image/");
        kind.starts_with("image/")
    };
    let width = |it: &&Element<'_>| it.attribute("width").and_then(|it| it.parse().ok());
    let widest = set
        .all("remoteContent")
        .filter(is_picture)
        .max_by_key(|it| width(it).unwrap_or(0_u32))?;
    Some(Photo {
        source: widest.attribute("href").map(str::to_owned),
        ..Photo::default()
    })
}

/// Descriptions by their role: captions go to the picture, the others lead the body or, where an
/// item has no text of its own, are the body.
fn descriptions(filed: &mut Filed, item: &Element<'_>, content: &Element<'_>) {
    let visual = is_visual(item);
    for description in content.all("description") {
        let text = description.text();
        let role = description
            .attribute("role")
            .unwrap_or("")
            .to_ascii_lowercase();
        if text.is_empty() {
        } else if visual || role.contains("caption") {
            caption(filed, text, content);
        } else if filed.body.is_empty() {
            filed.body.push(Part::block(BlockKind::Paragraph, text));
        } else {
            filed.standfirsts.push(text);
        }
    }
}

/// Gives a caption to the picture of the item, with its credit.
fn caption(filed: &mut Filed, text: String, content: &Element<'_>) {
    let credit = content.text_of("creditline");
    match filed.photos.last_mut().filter(|it| it.caption.is_empty()) {
        Some(photo) => {
            photo.caption = text;
            photo.credit = photo.credit.take().or(credit);
        }
        None => filed.photos.push(Photo {
            caption: text,
            credit,
            ..Photo::default()
        }),
    }
}

/// Pictures an item refers to: as told in the same message, else as told by the reference.
fn pictures_of_others(
    filed: &mut Filed,
    item: &Element<'_>,
    meta: &Element<'_>,
    message: &Message<'_, '_>,
) {
    if is_visual(item) {
        return;
    }
    for link in meta.all("link") {
        let id = link.attribute("residref");
        let told = id.and_then(|it| message.by_guid.get(it));
        if let Some(other) = told.filter(|it| is_visual(it)) {
            let picture = story(other, &Message::default());
            filed.photos.extend(picture.photos);
        } else if matches!(class(link), "picture" | "graphic" | "photo") {
            filed.photos.push(reference(link));
        }
    }
}

fn reference(link: &Element<'_>) -> Photo {
    let caption = link.all("description").map(Element::text).next();
    Photo {
        caption: caption
            .or_else(|| link.text_of("title"))
            .unwrap_or_default(),
        source: link.attribute("href").map(str::to_owned),
        ..Photo::default()
    }
}

/// What a package lists: a heading and a summary for each item, captions for its pictures.
fn listed(filed: &mut Filed, groups: &Element<'_>) {
    for item in groups.all("group").flat_map(|it| it.all("itemRef")) {
        if matches!(class(item), "picture" | "graphic" | "photo") {
            filed.photos.push(reference(item));
            continue;
        }
        if let Some(title) = item.text_of("title") {
            filed.body.push(Part::block(BlockKind::Heading(2), title));
        }
        for description in item.all("description") {
            filed
                .body
                .push(Part::block(BlockKind::Paragraph, description.text()));
        }
    }
}
