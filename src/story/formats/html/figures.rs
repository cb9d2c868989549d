//! Pictures of a page and their captions, taken out of the page before its prose is looked for.
//!
//! Pictures that have only a text in their place are left out: on news pages many of those texts
//! are the names of files, agencies' keywords or the titles of other stories.

use dom_query::{Document, NodeId, NodeRef};

use super::labels::{Label, Labels};
use super::nodes::NodeMap;
use super::sizes::Sizes;
use super::{credits, dates, dom, page_lines};

/// The figures of a page, by the node they stand at.
#[derive(Debug, Default)]
pub struct Figures(NodeMap<Figure>);

/// A picture with what the page says about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The text in place of the picture.
    pub alt: String,
    /// The caption as it is printed, with the credit if that is printed within it.
    pub caption: String,
    /// Who took it or supplied it.
    pub credit: Option<String>,
    /// The address of the picture.
    pub source: Option<String>,
}

/// The longest caption, in bytes. What is longer is a story in a badly named element.
const LONGEST_CAPTION: usize = 2_000;
/// How much text besides the caption the box of a picture may hold, in bytes.
const BESIDE_CAPTION: usize = 600;
/// How many nodes the box of a picture may hold.
const MOST_NODES: usize = 400;
/// How far above its caption the box of a picture may be, in elements.
const BOX_WITHIN: usize = 5;

impl Figures {
    /// The figure that stands at `id`.
    pub fn at(&self, id: NodeId) -> Option<&Figure> {
        self.0.get(&id)
    }

    /// Finds the captions of a page, and takes their words out of it.
    ///
    /// A figure stands where its caption stood.
    pub fn take(page: &Document, sizes: &Sizes, labels: &Labels) -> Figures {
        let mut figures = Figures::default();
        let root = page.root();
        let small = |it: &NodeRef<'_>| it.is_element() && is_small(it, sizes);
        let captions = root
            .descendants_it()
            .filter(|it| small(it) && is_caption(it, labels));
        for caption in captions.collect::<Vec<_>>() {
            figures.add(&caption, |it| captioned(it, sizes, labels));
        }
        let boxes = root
            .descendants_it()
            .filter(|it| small(it) && is_box(it, labels));
        for around in boxes.collect::<Vec<_>>() {
            figures.add(&around, |it| boxed(it, labels));
        }
        figures
    }

    /// Adds what `read` makes of `node`, unless the node is within a figure already. Its words and
    /// those of its credit leave the page.
    fn add<'a>(&mut self, node: &NodeRef<'a>, read: impl Fn(&NodeRef<'a>) -> Option<Found<'a>>) {
        let taken = |id: NodeId| self.0.contains_key(&id);
        if taken(node.id) || node.ancestors_it(None).any(|it| taken(it.id)) {
            return;
        }
        let Some(found) = read(node) else { return };
        for part in std::iter::once(*node).chain(found.credit) {
            let texts: Vec<NodeRef<'_>> = part.descendants_it().filter(NodeRef::is_text).collect();
            texts.iter().for_each(NodeRef::remove_from_parent);
        }
        self.0.insert(node.id, found.figure);
    }
}

/// A figure, and the element that gives its credit.
struct Found<'a> {
    figure: Figure,
    credit: Option<NodeRef<'a>>,
}

impl Figure {
    /// Whether all that is printed under the picture is its credit.
    pub fn is_uncaptioned(&self) -> bool {
        let bare = credits::bare(&self.caption);
        bare.is_empty() || self.credit.as_deref() == Some(bare.as_str())
    }
}

/// Whether an element is no larger than a caption and its picture can be.
fn is_small(node: &NodeRef<'_>, sizes: &Sizes) -> bool {
    let size = sizes.at(node);
    size.text <= LONGEST_CAPTION + BESIDE_CAPTION && size.nodes <= MOST_NODES
}

/// Whether an element is marked as a caption.
fn is_caption(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const NEVER: [&str; 8] = [
        "html", "body", "table", "img", "video", "track", "input", "a",
    ];
    let holds_one = || dom::is_any(node, &["figure"]) && has_any(node, &["figcaption"]);
    node.is_element()
        && !dom::is_any(node, &NEVER)
        && (dom::is_any(node, &["figcaption"]) || labels.has(node, Label::Caption))
        && !holds_one()
}

/// Reads a marked caption with the picture it belongs to.
fn captioned<'a>(caption: &NodeRef<'a>, sizes: &Sizes, labels: &Labels) -> Option<Found<'a>> {
    let text = caption_text(caption)?;
    let figure = caption
        .ancestors_it(Some(3))
        .find(|it| dom::is_any(it, &["figure"]))
        .filter(|it| is_small(it, sizes));
    let around = match figure {
        Some(figure) if has_any(&figure, &["blockquote"]) || !shows(&figure, labels) => {
            return None;
        }
        Some(figure) => figure,
        None => picture_box(caption, sizes, labels)?,
    };
    let credit = marked_credit(&around, labels).or_else(|| credit_beside(caption, labels));
    Some(found(&around, text, credit))
}

/// Whether there is anything to see in a figure: some are the keys of tables and scales.
fn shows(figure: &NodeRef<'_>, labels: &Labels) -> bool {
    const SEEN: [&str; 14] = [
        "img",
        "amp-img",
        "picture",
        "source",
        "video",
        "amp-video",
        "audio",
        "iframe",
        "noscript",
        "svg",
        "canvas",
        "object",
        "embed",
        "math",
    ];
    let drawn =
        |it: &NodeRef<'_>| dom::attribute(it, "style").is_some_and(|it| it.contains("url("));
    let named = |it: &NodeRef<'_>| is_picture_label(it, labels) || drawn(it);
    std::iter::once(*figure)
        .chain(figure.descendants_it())
        .any(|it| dom::is_any(&it, &SEEN) || it.is_element() && named(&it))
}

/// The words of a caption; `None` when they are none: a player's menu, a date, the title of another
/// story.
fn caption_text(caption: &NodeRef<'_>) -> Option<String> {
    let text = dom::text(caption);
    let fits = !text.is_empty() && text.len() <= LONGEST_CAPTION;
    let foreign = is_teaser(caption)
        || has_any(caption, &["select", "textarea"])
        || page_lines::is_listed(&text)
        || dates::is_date_line(&text);
    (fits && !foreign).then_some(text)
}

/// The nearest element around a caption that holds a picture and little text besides.
fn picture_box<'a>(caption: &NodeRef<'a>, sizes: &Sizes, labels: &Labels) -> Option<NodeRef<'a>> {
    let beside = [
        caption.prev_element_sibling(),
        caption.next_element_sibling(),
    ];
    // A caption with a picture of its own leaves one with words to these: boxes in a row.
    let most_beside = match picture(caption) {
        Some(_) => 0,
        None => BESIDE_CAPTION,
    };
    let beside = beside.into_iter().flatten().find(|it| {
        let size = sizes.at(it);
        size.text <= most_beside && size.nodes <= MOST_NODES && picture(it).is_some()
    });
    let most = sizes.at(caption).text + BESIDE_CAPTION;
    let above = || {
        std::iter::once(*caption)
            .chain(caption.ancestors_it(Some(BOX_WITHIN)))
            .take_while(|it| sizes.at(it).text <= most && sizes.at(it).nodes <= MOST_NODES)
            .find(|it| picture(it).is_some() || is_picture_label(it, labels))
    };
    beside.or_else(above)
}

/// An element named after a picture, with a picture in it.
fn is_box(node: &NodeRef<'_>, labels: &Labels) -> bool {
    dom::is_any(node, &["div", "section", "figure", "p", "span"]) && is_picture_label(node, labels)
}

fn is_picture_label(node: &NodeRef<'_>, labels: &Labels) -> bool {
    node.is_element() && !dom::is_any(node, &["body", "html"]) && labels.has(node, Label::Picture)
}

/// Reads the little text beside the one picture of a box as its caption.
fn boxed<'a>(around: &NodeRef<'a>, labels: &Labels) -> Option<Found<'a>> {
    let text = caption_text(around)?;
    let pictures = around
        .descendants_it()
        .filter(|it| dom::is_any(it, &["img", "amp-img"]));
    let headed = has_any(
        around,
        &["h1", "h2", "h3", "h4", "h5", "h6", "ul", "li", "a"],
    );
    let sole = pictures.count() == 1 && !headed && text.len() <= BESIDE_CAPTION;
    (sole && text.split_whitespace().count() >= 2)
        .then(|| found(around, text, marked_credit(around, labels)))
}

fn found<'a>(around: &NodeRef<'a>, caption: String, credit: Option<NodeRef<'a>>) -> Found<'a> {
    let picture = picture(around);
    let marked = credit.map(|it| credits::bare(&dom::text(&it)));
    let figure = Figure {
        alt: picture
            .and_then(|it| dom::attribute(&it, "alt"))
            .unwrap_or_default(),
        credit: marked.or_else(|| credits::named(&caption)),
        source: picture.and_then(|it| dom::picture_source(&it)),
        caption,
    };
    Found { figure, credit }
}

/// The element marked as a credit in the box of a picture.
fn marked_credit<'a>(around: &NodeRef<'a>, labels: &Labels) -> Option<NodeRef<'a>> {
    around.descendants_it().find(|it| is_credit(it, labels))
}

/// The element marked as a credit that follows a caption.
fn credit_beside<'a>(caption: &NodeRef<'a>, labels: &Labels) -> Option<NodeRef<'a>> {
    caption
        .next_element_sibling()
        .filter(|it| is_credit(it, labels))
}

fn is_credit(node: &NodeRef<'_>, labels: &Labels) -> bool {
    /// The longest credit, in bytes.
    const LONGEST: usize = 200;
    const MOST_NODES: usize = 20;
    node.is_element()
        && labels.has(node, Label::Credit)
        && node.descendants_it().take(MOST_NODES).count() < MOST_NODES
        && {
            let text = dom::text(node);
            text.len() <= LONGEST && !credits::bare(&text).is_empty()
        }
}

/// The first picture, film or frame in an element that is larger than an icon or a portrait.
fn picture<'a>(around: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    const PICTURES: [&str; 6] = ["img", "picture", "video", "amp-img", "iframe", "source"];
    around
        .descendants_it()
        .find(|it| dom::is_any(it, &PICTURES) && !is_tiny(it))
}

/// Whether a picture is said to be no larger than an icon.
fn is_tiny(picture: &NodeRef<'_>) -> bool {
    const SMALLEST: u32 = 80;
    let side = |name: &str| {
        dom::attribute(picture, name)?
            .trim_end_matches("px")
            .parse()
            .ok()
    };
    let sides = [side("width"), side("height")];
    sides
        .iter()
        .flatten()
        .any(|it: &u32| (2..SMALLEST).contains(it))
}

fn has_any(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.descendants_it().any(|it| dom::is_any(&it, names))
}

/// Whether a caption is a link, or in one, to another page: the title of another story.
fn is_teaser(caption: &NodeRef<'_>) -> bool {
    let linked = caption.descendants_it().filter(is_link_away);
    let linked: usize = linked.map(|it| dom::text(&it).len()).sum();
    linked * 5 >= dom::text(caption).len() * 4 || is_in_teaser(caption)
}

fn is_in_teaser(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|it| is_link_away(&it))
}

fn is_link_away(node: &NodeRef<'_>) -> bool {
    dom::is_any(node, &["a"]) && leads_away(node)
}

/// Whether a link leads to another page, rather than to a larger picture.
fn leads_away(link: &NodeRef<'_>) -> bool {
    const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];
    dom::attribute(link, "href").is_some_and(|it| {
        let it = it.to_ascii_lowercase();
        let stays = it.starts_with(['#', '?']) || it.starts_with("javascript:");
        !stays && !PICTURES.iter().any(|end| it.contains(end))
    })
}
