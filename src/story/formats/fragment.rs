//! Pieces of HTML as feeds and wires carry them.

use std::borrow::Cow;

use dom_query::{Document, NodeData, NodeRef};

use super::body::Part;
use super::html::caps;
use super::markup::{DEPTH, Element, Node};
use super::prose;
use crate::story::BlockKind;

/// The blocks and pictures of a piece of HTML. Text without any markup is read as paragraphs with
/// blank lines between.
pub fn parts(html: &str) -> Vec<Part> {
    match is_markup(html) {
        true => prose::parts(&element(html)),
        false => paragraphs(html).collect(),
    }
}

/// A piece of HTML as nodes of a tree.
pub fn nodes(html: &str) -> Vec<Node<'static>> {
    element(html).children
}

/// The words of a piece of HTML, on one line.
pub fn text(html: &str) -> String {
    match is_markup(html) {
        true => element(html).text(),
        false => super::markup::squeeze(html),
    }
}

/// The longest name of an entity, in bytes.
const LONGEST_ENTITY: usize = 34;

/// Whether there is a tag or an entity in `text`.
pub fn is_markup(text: &str) -> bool {
    let opens = |(before, after): (&str, &str)| {
        let next = after.chars().next();
        let tag = |it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!');
        let entity = |it: char| it.is_ascii_alphabetic() || it == '#';
        match before {
            "<" => next.is_some_and(tag),
            _ => {
                next.is_some_and(entity) && after.bytes().take(LONGEST_ENTITY).any(|it| it == b';')
            }
        }
    };
    text.match_indices(['<', '&'])
        .filter_map(|(at, found)| Some((found, text.get(at + 1..)?)))
        .take(1_000)
        .any(opens)
}

/// Text without any markup as paragraphs with blank lines between.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Part> {
    let mut groups = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match groups.last_mut() {
            Some(group) if !line.is_empty() => {
                group.push_str(line);
                group.push(' ');
            }
            _ => groups.push(String::new()),
        }
    }
    groups
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(|it| Part::block(BlockKind::Paragraph, it.trim_end()))
}

/// A piece of HTML as a tree.
fn element(html: &str) -> Element<'static> {
    let document = Document::fragment(caps::cap(html).as_ref());
    Element {
        name: Cow::Borrowed("html"),
        children: children(&document.root(), 0),
        ..Element::default()
    }
}

fn children(node: &NodeRef<'_>, depth: usize) -> Vec<Node<'static>> {
    if depth > DEPTH {
        return Vec::new();
    }
    let mut children: Vec<_> = node
        .children_it(false)
        .filter_map(|it| convert(&it, depth + 1))
        .collect();
    children.shrink_to_fit();
    children
}

fn convert(node: &NodeRef<'_>, depth: usize) -> Option<Node<'static>> {
    let mut res = node.query(|it| match &it.data {
        NodeData::Text { contents } => Some(Node::Text(contents.to_string().into())),
        NodeData::Element(element) => Some(Node::Element(Element {
            name: element.name.local.to_string().into(),
            attributes: element
                .attrs
                .iter()
                .map(|it| {
                    (
                        it.name.local.to_string().into(),
                        it.value.to_string().into(),
                    )
                })
                .collect(),
            ..Element::default()
        })),
        _ => None,
    })??;
    if let Node::Element(element) = &mut res {
        element.children = children(node, depth);
    }
    Some(res)
}
