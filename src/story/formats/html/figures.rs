//! Pictures of a page and their captions, taken out of the page before its prose is looked for.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::{Document, NodeId, NodeRef};

use super::{dom, labels};

/// The figures of a page, by the node they stand at.
#[derive(Debug, Default)]
pub struct Figures(HashMap<NodeId, Figure>);

/// A picture with what the page says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The text in place of the picture.
    pub alt: String,
    /// The caption as it is printed.
    pub caption: String,
    /// Who took it or supplied it.
    pub credit: Option<String>,
    /// The address of the picture.
    pub source: Option<String>,
}

impl Figures {
    pub fn stands_at(&self, id: NodeId) -> bool { self.0.contains_key(&id) }
    pub fn at(&self, id: NodeId) -> &Figure { &self.0[&id] }
}

/// The longest caption, in bytes. What is longer is a story in a badly named element.
const LONGEST_CAPTION: usize = 2_000;
/// How far above its caption a picture's container may be, in elements.
const CONTAINER_WITHIN: usize = 5;

static CAPTION: LazyLock<Vec<&str>> = LazyLock::new(|| labels(include_str!("../../../../assets/html/caption-labels.txt")));
static CREDIT: LazyLock<Vec<&str>> = LazyLock::new(|| labels(include_str!("../../../../assets/html/credit-labels.txt")));

/// Finds every picture, and takes the captions out of the page.
pub fn take(page: &Document) -> Figures {
    let mut figures = HashMap::new();
    let root = page.root();
    let captions: Vec<NodeRef> = root.descendants_it().filter(is_caption).collect();
    for caption in captions {
        if figures.contains_key(&caption.id) || caption.ancestors_it(None).any(|it| figures.contains_key(&it.id)) {
            continue;
        }
        if let Some(figure) = captioned(&caption) {
            caption.remove_children();
            figures.insert(caption.id, figure);
        }
    }
    Figures(figures)
}

fn is_caption(node: &NodeRef<'_>) -> bool {
    if !node.is_element() || dom::is_any(node, &["input", "body", "html", "img", "video", "track", "table"]) { return false; }
    dom::is_any(node, &["figcaption"]) || dom::label_words(node).iter().any(|it| CAPTION.contains(&it.as_str()))
}

fn captioned(caption: &NodeRef<'_>) -> Option<Figure> {
    let text = dom::text(caption);
    if text.is_empty() || text.len() > LONGEST_CAPTION { return None; }
    if !caption.find(&["p"]).is_empty() && caption.find(&["img"]).len() > 0 && caption.find(&["p"]).len() > 3 { return None; }
    if is_teaser(caption) || !caption.find(&["select"]).is_empty() { return None; }
    let figure = caption.ancestors_it(Some(3)).find(|it| dom::is_any(it, &["figure"]));
    if figure.is_some_and(|it| !it.find(&["blockquote"]).is_empty()) { return None; }
    let container = figure.or_else(|| container(caption, text.len()))?;
    let picture = picture(&container);
    Some(Figure {
        alt: picture.and_then(|it| dom::attribute(&it, "alt")).unwrap_or_default(),
        caption: text,
        credit: None,
        source: None,
    })
}

/// Whether a caption is (in) a link to another page: the title of another story.
fn is_teaser(caption: &NodeRef<'_>) -> bool {
    let length = dom::text(caption).len();
    let under = caption.descendants_it().filter(|it| dom::is_any(it, &["a"]) && leads_away(it));
    let linked: usize = under.map(|it| dom::text(&it).len()).sum();
    linked * 5 >= length * 4
        || caption.ancestors_it(None).any(|it| dom::is_any(&it, &["a"]) && leads_away(&it))
}

/// Whether a link leads to another page, rather than to a larger picture.
fn leads_away(link: &NodeRef<'_>) -> bool {
    const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
    dom::attribute(link, "href").is_some_and(|it| {
        let it = it.to_ascii_lowercase();
        !it.starts_with(['#', '?']) && !it.starts_with("javascript:") && !PICTURES.iter().any(|end| it.contains(end))
    })
}

/// The nearest element around a caption that holds a picture and little else.
fn container<'a>(caption: &NodeRef<'a>, length: usize) -> Option<NodeRef<'a>> {
    std::iter::once(*caption).chain(caption
        .ancestors_it(Some(CONTAINER_WITHIN)))
        .find(|it| picture(it).is_some()).filter(|it| dom::text(it).len() <= length + 600)
}

fn picture<'a>(container: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    const PICTURES: [&str; 6] = ["img", "picture", "video", "amp-img", "iframe", "source"];
    container.descendants_it().find(|it| dom::is_any(it, &PICTURES))
}
