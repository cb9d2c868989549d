//! The News Industry Text Format, version 3, alone or within NewsML.
//!
//! Fields as the standard names them: `body.head` holds `hedline` (`hl1`, `hl2`), `byline`,
//! `dateline` and `abstract`; `body.content` the text, with `media` for pictures; `head/docdata`
//! dates and rights. <https://iptc.org/std/NITF/>

use crate::story::formats::body::Part;
use crate::story::formats::byline::{self, Byline};
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::{Element, Node, squeeze};
use crate::story::formats::{Reading, prose, xml};
use crate::story::{BlockKind, Format, Hints};

/// Reads a NITF document.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let document = xml::read(text);
    let mut filed = match document.root.find("nitf") {
        Some(nitf) => filed(nitf),
        None => Filed {
            body: prose::parts(&document.root),
            ..Filed::default()
        },
    };
    filed.notes.extend(document.notes);
    filed.damage = document.damage;
    Ok(vec![filed.into_story(Format::Nitf, hints)])
}

/// Reads a `nitf` element.
pub fn filed(nitf: &Element<'_>) -> Filed {
    let empty = Element::default();
    let head = nitf.child("head").unwrap_or(&empty);
    let body = nitf.child("body").unwrap_or(nitf);
    let lead = body.child("body.head").unwrap_or(&empty);
    let docdata = head.child("docdata").unwrap_or(&empty);
    let norm = |element: &Element<'_>, name| {
        let date = element.child(name)?.attribute("norm")?;
        date.starts_with(|it: char| it.is_ascii_digit())
            .then(|| date.to_owned())
    };
    let mut filed = Filed {
        headline: headline(lead).or_else(|| head.text_of("title")),
        standfirsts: standfirsts(lead),
        byline: nitf.find("byline").and_then(byline),
        dateline: nitf.find("dateline").and_then(dateline),
        published: norm(docdata, "date.issue").or_else(|| norm(docdata, "date.release")),
        modified: norm(head, "revision-history"),
        publisher: publisher(lead, head),
        language: language(nitf).or_else(|| language(body)),
        notes: notes(lead, docdata),
        ..Filed::default()
    };
    filed.body = match body.child("body.content") {
        Some(_) => body.all("body.content").flat_map(prose::parts).collect(),
        None => prose::parts(body),
    };
    filed.body.extend(ending(body));
    filed
}

fn headline(lead: &Element<'_>) -> Option<String> {
    let hedline = lead.child("hedline")?;
    hedline
        .text_of("hl1")
        .or_else(|| Some(hedline.text()).filter(|it| !it.is_empty()))
}

/// Secondary headlines, then the abstract.
fn standfirsts(lead: &Element<'_>) -> Vec<String> {
    let secondary = lead
        .child("hedline")
        .into_iter()
        .flat_map(|it| it.all("hl2"));
    let told = secondary.chain(lead.all("abstract")).map(Element::text);
    told.filter(|it| !it.is_empty()).collect()
}

fn byline(element: &Element<'_>) -> Option<Byline> {
    let mut byline = Byline::from_text(&listed(element))?;
    let persons: Vec<String> = element.all("person").map(Element::text).collect();
    if !persons.is_empty() {
        byline.names = byline::listed(&persons.join(", "));
    }
    byline.role = element.text_of("byttl");
    Some(byline)
}

fn dateline(element: &Element<'_>) -> Option<String> {
    Some(listed(element)).filter(|it| !it.is_empty())
}

/// The words of a field. Where they stand in elements alone (`city`, `state`), commas part them.
fn listed(element: &Element<'_>) -> String {
    let has_own_words = element.children.iter().any(|it| match it {
        Node::Text(text) => text.contains(char::is_alphanumeric),
        Node::Element(_) => false,
    });
    if has_own_words {
        return element.text();
    }
    let parts = element.elements().map(listed).filter(|it| !it.is_empty());
    let parts: Vec<String> = parts.collect();
    match parts.is_empty() {
        true => squeeze(&element.raw_text()),
        false => parts.join(", "),
    }
}

fn publisher(lead: &Element<'_>, head: &Element<'_>) -> Option<String> {
    let holder = || {
        let copyright = head.path(&["docdata", "doc.copyright"])?;
        copyright.attribute("holder").map(squeeze)
    };
    let paper = || head.child("pubdata")?.attribute("name").map(squeeze);
    lead.text_of("distributor").or_else(holder).or_else(paper)
}

fn language(element: &Element<'_>) -> Option<String> {
    let tag = element.attribute("xml:lang").or(element.attribute("lang"));
    tag.map(str::to_owned)
}

fn notes(lead: &Element<'_>, docdata: &Element<'_>) -> Vec<String> {
    let mut res: Vec<String> = lead.all("note").map(Element::text).collect();
    res.extend(
        docdata
            .all("ed-msg")
            .filter_map(|it| it.attribute("info"))
            .map(squeeze),
    );
    res.retain(|it| !it.is_empty());
    let mut notes: Vec<String> = res
        .iter()
        .map(|it| format!("note to editors: {it}"))
        .collect();
    let status = docdata.attribute("management-status").unwrap_or("usable");
    if !status.eq_ignore_ascii_case("usable") {
        notes.push(format!("the agency marks it as {status}"));
    }
    notes
}

/// Tagline and bibliography.
fn ending(body: &Element<'_>) -> Vec<Part> {
    let end = body.all("body.end").flat_map(Element::elements);
    let words = end.map(Element::text).filter(|it| !it.is_empty());
    words.map(|it| Part::block(BlockKind::Other, it)).collect()
}
