//! NewsML-G2: news items, alone or in a news message, and packages that list them.
//!
//! Fields as the standard names them: `itemMeta` (provider, dates, links), `contentMeta`
//! (headline, by, dateline, creditline, `description` by role), `contentSet` with the body as
//! `inlineXML` (XHTML or NITF) or `inlineData`, or addresses as `remoteContent`.
//! <https://iptc.org/standards/newsml-g2/>

use super::{Byline, Wire, nitf};
use crate::story::formats::body::{Part, Photo};
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
    let mut items = Vec::new();
    collect(&document.root, &mut items);
    let stories = items.iter().filter(|it| !is_told_elsewhere(it, &items));
    let mut wires: Vec<Wire> = stories.map(|it| wire(it, &items)).collect();
    if wires.is_empty() {
        wires.push(Wire {
            body: prose::parts(&document.root),
            ..Wire::default()
        });
    }
    wires[0].notes.extend(document.notes);
    let story = |it: Wire| it.into_story(Format::NewsMlG2, hints);
    Ok(wires.into_iter().map(story).collect())
}

fn collect<'e, 'a>(element: &'e Element<'a>, items: &mut Vec<&'e Element<'a>>) {
    if element.is_any(&ITEMS) {
        items.push(element);
        return;
    }
    for inner in element.elements() {
        collect(inner, items);
    }
}

/// Whether an item is a picture of another item here, or a list of items here.
fn is_told_elsewhere(item: &Element<'_>, items: &[&Element<'_>]) -> bool {
    let guid = item.attribute("guid");
    if item.is("packageItem") {
        let mut listed = refs(item).peekable();
        let has = |id: &str| items.iter().any(|it| it.attribute("guid") == Some(id));
        return listed.peek().is_some() && listed.all(has);
    }
    let refers = |it: &&&Element<'_>| !it.is("packageItem") && refs(it).any(|id| Some(id) == guid);
    is_visual(item) && items.iter().any(|it| refers(&it) && !is_visual(it))
}

/// The items that an item refers to.
fn refs<'e>(item: &'e Element<'_>) -> impl Iterator<Item = &'e str> {
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
    found.into_iter()
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

fn wire(item: &Element<'_>, items: &[&Element<'_>]) -> Wire {
    let empty = Element::default();
    let meta = item.child("itemMeta").unwrap_or(&empty);
    let content = item.child("contentMeta").unwrap_or(&empty);
    let mut wire = Wire {
        published: meta
            .text_of("firstCreated")
            .or_else(|| meta.text_of("versionCreated")),
        modified: meta.text_of("versionCreated"),
        publisher: named(meta.child("provider")).or_else(|| content.text_of("creditline")),
        language: language(item, content),
        dateline: content.text_of("dateline"),
        notes: notes(meta),
        ..Wire::default()
    };
    headlines(&mut wire, content);
    wire.headline = wire.headline.take().or_else(|| meta.text_of("title"));
    let by: Vec<String> = content.all("by").map(Element::text).collect();
    wire.byline = Byline::from_text(&by.join(", "));
    for set in item.all("contentSet") {
        contents(&mut wire, set);
    }
    descriptions(&mut wire, item, content);
    pictures_of_others(&mut wire, item, meta, items);
    if let Some(groups) = item.child("groupSet") {
        listed(&mut wire, groups);
    }
    for definition in item.all("concept").flat_map(|it| it.elements()) {
        if definition.is_any(&["name", "definition", "note"]) {
            wire.body
                .push(Part::block(BlockKind::Paragraph, definition.text()));
        }
    }
    wire
}

/// The first headline leads; one that says it is secondary, or comes later, stands under it.
fn headlines(wire: &mut Wire, content: &Element<'_>) {
    for headline in content.all("headline") {
        let text = headline.text();
        let role = headline
            .attribute("role")
            .unwrap_or("")
            .to_ascii_lowercase();
        let secondary = role.rsplit(':').next().is_some_and(|it| it.contains("sub"));
        match &wire.headline {
            _ if text.is_empty() => {}
            None if !secondary => wire.headline = Some(text),
            _ => wire.standfirsts.push(text),
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

/// What the agency says to editors, unless it is not for publication; embargo and withdrawal.
fn notes(meta: &Element<'_>) -> Vec<String> {
    let public = |it: &&Element<'_>| {
        let said = |name| it.attribute(name).unwrap_or("").to_ascii_lowercase();
        !said("pubconstraint").contains("nonpublic") && !said("role").contains("private")
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
fn contents(wire: &mut Wire, set: &Element<'_>) {
    let inline = set.all("inlineXML").chain(set.all("inlineData"));
    for content in inline {
        let found = match content.find("nitf") {
            Some(nitf) => merge_nitf(wire, nitf::wire(nitf)),
            None => body(content, wire.headline.is_some()),
        };
        if wire.body.is_empty() {
            wire.body = found;
        }
    }
    wire.photos.extend(remote_picture(set));
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

/// Takes over what NITF within an item tells and the item does not.
fn merge_nitf(wire: &mut Wire, inner: Wire) -> Vec<Part> {
    wire.headline = wire.headline.take().or(inner.headline);
    wire.byline = wire.byline.take().or(inner.byline);
    wire.dateline = wire.dateline.take().or(inner.dateline);
    wire.standfirsts.extend(inner.standfirsts);
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
fn descriptions(wire: &mut Wire, item: &Element<'_>, content: &Element<'_>) {
    let visual = is_visual(item);
    for description in content.all("description") {
        let text = description.text();
        let role = description
            .attribute("role")
            .unwrap_or("")
            .to_ascii_lowercase();
        if text.is_empty() {
        } else if visual || role.contains("caption") {
            caption(wire, text, content);
        } else if wire.body.is_empty() {
            wire.body.push(Part::block(BlockKind::Paragraph, text));
        } else {
            wire.standfirsts.push(text);
        }
    }
}

/// Gives a caption to the picture of the item, with its credit.
fn caption(wire: &mut Wire, text: String, content: &Element<'_>) {
    let credit = content.text_of("creditline");
    match wire.photos.iter_mut().find(|it| it.caption.is_empty()) {
        Some(photo) => {
            photo.caption = text;
            photo.credit = photo.credit.take().or(credit);
        }
        None => wire.photos.push(Photo {
            caption: text,
            credit,
            ..Photo::default()
        }),
    }
}

/// Pictures an item refers to: as told in the same message, else as told by the reference.
fn pictures_of_others(
    wire: &mut Wire,
    item: &Element<'_>,
    meta: &Element<'_>,
    items: &[&Element<'_>],
) {
    if is_visual(item) {
        return;
    }
    for link in meta.all("link") {
        let id = link.attribute("residref");
        let told = items
            .iter()
            .find(|it| id.is_some() && it.attribute("guid") == id);
        if let Some(other) = told.filter(|it| is_visual(it)) {
            let picture = self::wire(other, &[]);
            wire.photos.extend(picture.photos);
        } else if matches!(class(link), "picture" | "graphic" | "photo") {
            wire.photos.push(reference(link));
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
fn listed(wire: &mut Wire, groups: &Element<'_>) {
    for item in groups.all("group").flat_map(|it| it.all("itemRef")) {
        if matches!(class(item), "picture" | "graphic" | "photo") {
            wire.photos.push(reference(item));
            continue;
        }
        if let Some(title) = item.text_of("title") {
            wire.body.push(Part::block(BlockKind::Heading(2), title));
        }
        for description in item.all("description") {
            wire.body
                .push(Part::block(BlockKind::Paragraph, description.text()));
        }
    }
}
