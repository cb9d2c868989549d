//! What the passes over a page ask of its nodes.

use dom_query::{Document, LocalName, NodeData, NodeRef};

use crate::story::clean::SOFT_HYPHEN;

/// The name of an element in lower case, without a copy of it; empty for anything else.
pub fn name(node: &NodeRef<'_>) -> LocalName {
    node.qual_name_ref()
        .map_or_else(LocalName::default, |it| it.local.clone())
}

/// Whether `node` is an element with one of `names`.
pub fn is_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.qual_name_ref()
        .is_some_and(|it| names.contains(&it.local.as_ref()))
}

/// The value of an attribute without white space at its ends; `None` when nothing is left.
pub fn attribute(node: &NodeRef<'_>, name: &str) -> Option<String> {
    let value = node.attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The words of a node and of all under it, white space collapsed, blocks and line breaks apart.
pub fn text(node: &NodeRef<'_>) -> String {
    let mut res = String::new();
    for it in std::iter::once(*node).chain(node.descendants_it()) {
        if it.is_text() && it.parent().is_some_and(|it| is_any(&it, &SILENT)) {
            continue;
        }
        it.query(|data| match &data.data {
            NodeData::Text { contents } => push_collapsed(&mut res, contents),
            NodeData::Element(element) if !is_inline_name(element.name.local.as_ref()) => {
                push_collapsed(&mut res, " ");
            }
            _ => {}
        });
    }
    let kept = res.trim_end().len();
    res.truncate(kept);
    without_soft_hyphens(res)
}

/// The words by themselves, as they are compared.
pub fn without_soft_hyphens(text: String) -> String {
    match text.contains(SOFT_HYPHEN) {
        true => text.replace(SOFT_HYPHEN, ""),
        false => text,
    }
}

/// Elements whose words are no part of the text around them: code, and the reading over a word.
pub const SILENT: [&str; 6] = ["script", "style", "noscript", "template", "rt", "rp"];

/// Appends `text` with runs of white space as one space, and without spaces that have no width.
pub fn push_collapsed(out: &mut String, text: &str) {
    for it in text.chars() {
        match it {
            '\u{200B}' => {}
            ' ' | '\t' | '\n' | '\r' | '\u{C}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            _ => out.push(it),
        }
    }
}

/// The contents of a text node.
pub fn own_text(node: &NodeRef<'_>) -> Option<String> {
    node.query(|it| match &it.data {
        NodeData::Text { contents } => Some(contents.to_string()),
        _ => None,
    })?
}

/// The length of a text node in bytes, without white space at its ends.
pub fn text_len(node: &NodeRef<'_>) -> usize {
    node.query_or(0, |it| match &it.data {
        NodeData::Text { contents } => contents.trim().len(),
        _ => 0,
    })
}

/// Whether an element of this name stands within a line of text.
pub fn is_inline_name(name: &str) -> bool {
    const INLINE: [&str; 38] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn",
        "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
        "tspan",
    ];
    INLINE.contains(&name)
}

/// `text` with its character references decoded and its white space collapsed.
pub fn decode_entities(text: &str) -> String {
    match text.contains('&') {
        true => self::text(&Document::fragment(text).root()),
        false => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The address of a picture, also when it is loaded late: then `src` is absent or holds a blank.
pub fn picture_source(picture: &NodeRef<'_>) -> Option<String> {
    const PLACES: [&str; 8] = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-url",
        "src",
        "data-srcset",
        "srcset",
        "poster",
    ];
    let first = |list: String| {
        list.split_whitespace()
            .next()
            .map(|it| it.trim_end_matches(',').to_owned())
    };
    PLACES
        .iter()
        .filter_map(|it| first(attribute(picture, it)?))
        .find(|it| !it.starts_with("data:") && it.contains(['/', '.']))
}
