//! NewsML 1: news told made of components within components.
//!
//! Each component may bring `NewsLines` (headline, byline, dateline, credit), metadata and
//! `ContentItem`s; its `Role` says what it is for. <https://iptc.org/std/NewsML/1.2/>

use super::nitf;
use crate::story::formats::body::{Part, Photo};
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::{Element, squeeze};
use crate::story::formats::{Reading, fragment, prose, xml};
use crate::story::{Format, Hints};

/// Reads a NewsML 1 document: a story for each item, or for each component that tells its own.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = xml::read(text);
    let mut told = Vec::new();
    for item in document.root.all("NewsItem") {
        match item.child("NewsComponent") {
            Some(component) => stories(component, &mut told, item),
            None => told.push(filed(item, item)),
        }
    }
    if told.is_empty() {
        told.push(Filed {
            body: prose::parts(&document.root),
            ..Filed::default()
        });
    }
    told[0].notes.extend(document.notes);
    told[0].damage = document.damage;
    let story = |it: Filed| it.into_story(Format::NewsMl1, hints);
    Ok(told.into_iter().map(story).collect())
}

/// One story, or one for each of several components with a headline and a text.
fn stories(component: &Element<'_>, told: &mut Vec<Filed>, item: &Element<'_>) {
    let inner: Vec<_> = component
        .all("NewsComponent")
        .filter(|it| is_story(it))
        .collect();
    if inner.len() < 2 {
        return told.push(filed(component, item));
    }
    for component in inner {
        stories(component, told, item);
    }
}

/// Whether a component has a headline and a text to go with it.
fn is_story(component: &Element<'_>) -> bool {
    let headed = component.path(&["NewsLines", "HeadLine"]).is_some()
        || component.all("NewsComponent").any(is_story);
    headed && role(component).may_be_story() && holds_text(component)
}

fn holds_text(component: &Element<'_>) -> bool {
    component
        .all("ContentItem")
        .any(|it| matches!(kind(it), Kind::Text))
        || component.all("NewsComponent").any(holds_text)
}

/// The story of a component and all within it.
fn filed(component: &Element<'_>, item: &Element<'_>) -> Filed {
    let mut filed = Filed::default();
    management(&mut filed, item);
    gather(&mut filed, component);
    filed
}

/// Dates and provider of an item.
fn management(filed: &mut Filed, item: &Element<'_>) {
    let empty = Element::default();
    let management = item.child("NewsManagement").unwrap_or(&empty);
    filed.published = management.text_of("FirstCreated");
    filed.modified = management.text_of("ThisRevisionCreated");
    filed.language = item.attribute("xml:lang").map(str::to_owned);
    let status = management
        .child("Status")
        .and_then(|it| it.attribute("FormalName"));
    if let Some(status) = status.filter(|it| !it.eq_ignore_ascii_case("usable")) {
        filed.notes.push(format!("the agency marks it as {status}"));
    }
}

/// What a component is for.
#[derive(PartialEq, Eq)]
enum Role {
    Main,
    Headline,
    Standfirst,
    Caption,
    Picture,
    Other,
}

impl Role {
    /// Whether what a component of this role holds can be a story by itself.
    fn may_be_story(&self) -> bool {
        matches!(self, Role::Main | Role::Other)
    }
}

fn role(component: &Element<'_>) -> Role {
    let name = component
        .child("Role")
        .and_then(|it| it.attribute("FormalName"));
    let name = name.unwrap_or("").to_ascii_lowercase();
    match name.as_str() {
        "main" | "main text" => Role::Main,
        "headline" | "title" => Role::Headline,
        "lead" => Role::Standfirst,
        it if it.contains("subhead") || it.contains("abstract") || it.contains("summary") => {
            Role::Standfirst
        }
        it if it.contains("caption") => Role::Caption,
        it if ["photo", "picture", "image", "graphic", "video", "logo"]
            .iter()
            .any(|kind| it.contains(kind)) =>
        {
            Role::Picture
        }
        _ => Role::Other,
    }
}

/// What a content item is.
enum Kind {
    Text,
    Picture,
    /// Style sheets, scripts, sound: nothing to read.
    Other,
}

fn kind(content: &Element<'_>) -> Kind {
    let named = ["MediaType", "MimeType", "Format"]
        .iter()
        .filter_map(|name| content.child(name)?.attribute("FormalName"));
    let names: Vec<String> = named.map(str::to_ascii_lowercase).collect();
    let has = |words: &[&str]| {
        names
            .iter()
            .any(|it| words.iter().any(|word| it.contains(word)))
    };
    if has(&["css", "script", "audio", "application/pdf"]) {
        Kind::Other
    } else if has(&["photo", "picture", "image", "graphic", "jpeg", "video"]) {
        Kind::Picture
    } else {
        Kind::Text
    }
}

/// Takes in a component: its lines, its content, then the components within it.
fn gather(filed: &mut Filed, component: &Element<'_>) {
    let role = role(component);
    let shows = pictures(component).next().is_some();
    if role == Role::Picture || shows && !holds_text(component) {
        return push_photo(filed, described_photo(component));
    }
    if let Some(lines) = component.child("NewsLines") {
        news_lines(filed, lines);
    }
    metadata(filed, component);
    for data in texts(component) {
        text(filed, data, &role);
    }
    if shows {
        push_photo(filed, photo(component));
    }
    for inner in component.all("NewsComponent") {
        gather(filed, inner);
    }
}

fn news_lines(filed: &mut Filed, lines: &Element<'_>) {
    filed.headline = filed.headline.take().or_else(|| lines.text_of("HeadLine"));
    filed.dateline = filed.dateline.take().or_else(|| lines.text_of("DateLine"));
    let byline = || Byline::from_text(&lines.text_of("ByLine")?);
    filed.byline = filed.byline.take().or_else(byline);
    filed.standfirsts.extend(lines.text_of("SubHeadLine"));
}

fn metadata(filed: &mut Filed, component: &Element<'_>) {
    let named = |path: &[&str]| component.path(path)?.attribute("FormalName").map(squeeze);
    let provider = || named(&["AdministrativeMetadata", "Provider", "Party"]);
    filed.publisher = filed.publisher.take().or_else(provider);
    if let Some(language) = named(&["DescriptiveMetadata", "Language"]) {
        filed.language = Some(language);
    }
}

/// A text goes where the role of its component says.
fn text(filed: &mut Filed, data: &Element<'_>, role: &Role) {
    let parts = match data.find("nitf") {
        Some(inner) => nitf(filed, inner),
        None => body(data),
    };
    let joined = || {
        let words: Vec<String> = parts.iter().map(Part::text).collect();
        squeeze(&words.join(" "))
    };
    match role {
        Role::Headline => filed.headline = filed.headline.take().or_else(|| Some(joined())),
        Role::Standfirst => filed.standfirsts.push(joined()),
        Role::Caption => caption(filed, joined()),
        Role::Main | Role::Picture | Role::Other => filed.body.extend(parts),
    }
}

fn nitf(filed: &mut Filed, inner: &Element<'_>) -> Vec<Part> {
    let inner = nitf::filed(inner);
    filed.headline = filed.headline.take().or(inner.headline);
    filed.byline = filed.byline.take().or(inner.byline);
    filed.dateline = filed.dateline.take().or(inner.dateline);
    filed.standfirsts.extend(inner.standfirsts);
    inner.body
}

/// XHTML, elements of its own, or text.
fn body(data: &Element<'_>) -> Vec<Part> {
    match (data.find("body"), data.elements().next()) {
        (Some(body), _) => prose::parts(body),
        (None, Some(_)) => prose::parts(data),
        (None, None) => fragment::parts(&data.raw_text()),
    }
}

/// The texts among a component's content.
fn texts<'e, 'a>(component: &'e Element<'a>) -> impl Iterator<Item = &'e Element<'a>> {
    let texts = component
        .all("ContentItem")
        .filter(|it| matches!(kind(it), Kind::Text));
    texts.filter_map(|it| it.child("DataContent"))
}

/// The addresses of pictures among a component's content.
fn pictures<'e>(component: &'e Element<'_>) -> impl Iterator<Item = &'e str> {
    let pictures = component
        .all("ContentItem")
        .filter(|it| matches!(kind(it), Kind::Picture));
    pictures.filter_map(|it| it.attribute("Href"))
}

/// The picture among a component's content: what there is of them are sizes of one, the last the
/// largest.
fn photo(component: &Element<'_>) -> Photo {
    Photo {
        source: pictures(component).last().map(str::to_owned),
        credit: credit(component),
        ..Photo::default()
    }
}

/// The picture that a component is there for, with what it and the components within it say of
/// it. A headline of its own is no caption, but tells what is to be seen.
fn described_photo(component: &Element<'_>) -> Photo {
    let mut said = Filed::default();
    for inner in component.all("NewsComponent") {
        gather(&mut said, inner);
    }
    said.body.extend(texts(component).flat_map(body));
    let words: Vec<String> = said.body.iter().map(Part::text).collect();
    let headline = component
        .child("NewsLines")
        .and_then(|it| it.text_of("HeadLine"));
    let inner = said.photos.pop().unwrap_or_default();
    let own = photo(component);
    Photo {
        caption: Some(inner.caption)
            .filter(|it| !it.is_empty())
            .unwrap_or_else(|| words.join(" ")),
        alt: headline.unwrap_or(inner.alt),
        credit: own.credit.or(inner.credit),
        source: own.source.or(inner.source),
    }
}

/// Adds a picture, unless it is the one that the caption before it is about.
fn push_photo(filed: &mut Filed, photo: Photo) {
    let awaits = |it: &&mut Photo| it.source.is_none() && it.alt.is_empty();
    match filed.photos.last_mut().filter(awaits) {
        Some(last) if photo.caption.is_empty() => {
            let caption = std::mem::take(&mut last.caption);
            *last = Photo { caption, ..photo };
        }
        _ if photo.is_empty() => {}
        _ => filed.photos.push(photo),
    }
}

fn credit(component: &Element<'_>) -> Option<String> {
    let lines = component.child("NewsLines")?;
    lines
        .text_of("CreditLine")
        .or_else(|| lines.text_of("ByLine"))
}

/// Gives a caption to the picture before it, unless that has one.
fn caption(filed: &mut Filed, text: String) {
    match filed.photos.last_mut().filter(|it| it.caption.is_empty()) {
        Some(photo) => photo.caption = text,
        None => filed.photos.push(Photo {
            caption: text,
            ..Photo::default()
        }),
    }
}
