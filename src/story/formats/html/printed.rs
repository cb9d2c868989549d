//! What is printed on a page below its headline: byline and standfirst.

use dom_query::{Document, NodeRef};

use super::byline::{self, is_person};
use super::labels::{Label, Labels};
use super::{credits, dom};

/// More marks are a list of authors, not a byline.
const MOST_MARKS: usize = 12;
/// A byline that holds more nodes is more than one.
const MOST_NODES: usize = 60;

/// The texts of the byline on the page: of the first marked elements after the headline, else of
/// the first line that reads like one.
pub fn byline(page: &Document, labels: &Labels) -> Vec<String> {
    let marked = marked_byline(page, labels);
    if !marked.is_empty() {
        return marked;
    }
    let plain = plain_byline(page, labels).or_else(|| editor_line(page));
    plain.into_iter().collect()
}

/// The line that names the editor on pages in Chinese and Japanese, wherever it stands: `责任编辑：马晓`.
fn editor_line(page: &Document) -> Option<String> {
    const LONGEST: usize = 90;
    let root = page.root();
    let texts = root.descendants_it().filter(NodeRef::is_text);
    let mut opening = texts
        .filter(|it| dom::own_text(it).is_some_and(|it| byline::opens_in_han(it.trim_start())));
    let opening = opening.next()?;
    let lines = [dom::text(&opening), dom::text(&opening.parent()?)];
    let names = |line: &String| !byline::read(&[line]).names.is_empty();
    lines
        .into_iter()
        .find(|it| it.len() <= LONGEST && names(it))
}

fn marked_byline(page: &Document, labels: &Labels) -> Vec<String> {
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    for node in elements.skip_while(|it| !dom::is_any(it, &["h1"])) {
        let beyond = found
            .first()
            .is_some_and(|first| !are_near(first, &node) || is_prose(&node));
        if beyond || found.len() > MOST_MARKS {
            break;
        }
        if is_marked(&node, labels) {
            found.push(node);
        }
    }
    let inner = |it: &&NodeRef<'_>| !found.iter().any(|other| is_above(it, other));
    let found = found.iter().filter(inner);
    found.flat_map(|it| texts(it, labels)).collect()
}

/// Whether an element is a paragraph of the body: no byline that is still to come is the story's.
fn is_prose(node: &NodeRef<'_>) -> bool {
    const SHORTEST: usize = 200;
    dom::is_any(node, &["p"]) && dom::text(node).len() >= SHORTEST
}

fn is_above(node: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 6;
    other.ancestors_it(Some(WITHIN)).any(|it| it.id == node.id)
}

/// Whether `node` stands in the same part of the page as the first mark found.
fn are_near(first: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 2;
    let around = first.ancestors_it(Some(WITHIN)).last();
    around.is_none_or(|it| is_above(&it, node))
}

/// What an element marked as a byline holds: its whole text if that is names and roles; else the
/// names it links; else its pieces of text, which may set a role apart from a name.
fn texts(node: &NodeRef<'_>, labels: &Labels) -> Vec<String> {
    let inner = node.descendants_it();
    let links = inner.filter(|it| dom::is_any(it, &["a"]) && !labels.has(it, Label::BesideByline));
    let linked: Vec<String> = links
        .map(|it| dom::text(&it))
        .filter(|it| is_person(it))
        .collect();
    let pieces = pieces(node, labels);
    let whole = pieces.join(" ").replace(" ,", ",");
    let read = byline::read(&[&whole]);
    if byline::is_byline(&whole) && linked.iter().all(|it| read.has(it)) {
        return vec![whole];
    }
    if !linked.is_empty() {
        return linked;
    }
    let apart = pieces.join("\n");
    match byline::read(&[&apart]).names.iter().any(|it| is_person(it)) {
        true => vec![apart],
        false => vec![whole],
    }
}

/// The pieces of text of a byline, without places, dates and what is to be clicked.
fn pieces(byline: &NodeRef<'_>, labels: &Labels) -> Vec<String> {
    let beside = |it: &NodeRef<'_>| {
        let within = it.ancestors_it(None).take_while(|it| it.id != byline.id);
        within
            .into_iter()
            .any(|it| labels.has(&it, Label::BesideByline))
    };
    let texts = byline.descendants_it().filter(|it| it.is_text());
    let texts = texts
        .filter(|it| !beside(it))
        .filter_map(|it| dom::own_text(&it));
    let texts = texts.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|it| !it.is_empty()).collect()
}

/// The first line between the headline and the prose that opens and reads like a byline, or is an
/// agency's name.
fn plain_byline(page: &Document, labels: &Labels) -> Option<String> {
    /// How far below the headline it may be, in elements.
    const WITHIN: usize = 300;
    const LONGEST: usize = 120;
    const MOST_NODES: usize = 16;
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let below = elements.skip_while(|it| !dom::is_any(it, &["h1"])).skip(1);
    let other = |it: &NodeRef<'_>| is_prose(it) || dom::is_any(it, &["h2", "h3", "h4"]);
    let lines = below.take(WITHIN).take_while(|it| !other(it));
    let small = |it: &NodeRef<'_>| it.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let mut lines = lines
        .filter(|it| !dom::is_any(it, &dom::SILENT) && small(it))
        .map(|it| (it, dom::text(&it)));
    let reads = |text: &str| {
        let led = byline::opens(text) && byline::is_byline(text);
        text.len() <= LONGEST && (led || credits::is_agency(text))
    };
    let found = lines.find(|(node, text)| reads(text) && !stands_elsewhere(node, labels));
    found.map(|(_, text)| text)
}

/// The sentence that a page sets under its headline, by the name of its element.
pub fn standfirst(page: &Document, labels: &Labels) -> Option<String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 20..=500;
    /// How far below the headline it may be, in nodes.
    const WITHIN: usize = 100;
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let below = elements.skip_while(|it| !dom::is_any(it, &["h1"])).skip(1);
    let small = |it: &NodeRef<'_>| it.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let mut marked = below.take(WITHIN).filter(|it| {
        labels.has(it, Label::Standfirst) && small(it) && !stands_elsewhere(it, labels)
    });
    let text = marked.find_map(|it| Some(dom::text(&it)).filter(|it| !it.is_empty()))?;
    LENGTHS.contains(&text.len()).then_some(text)
}

/// Whether an element is marked as naming the authors, outside lists of other stories and comments.
fn is_marked(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const LONGEST: usize = 150;
    const NEVER: [&str; 6] = ["body", "main", "article", "img", "meta", "link"];
    if dom::is_any(node, &NEVER) {
        return false;
    }
    let author = |name: &str| dom::attribute(node, name).is_some_and(|it| it.contains("author"));
    let marked =
        author("rel") || labels.has(node, Label::Byline) && !labels.has(node, Label::BesideByline);
    marked && !stands_elsewhere(node, labels) && {
        let small = node.descendants_it().take(MOST_NODES).count() < MOST_NODES;
        small && (2..=LONGEST).contains(&dom::text(node).len())
    }
}

/// Whether an element is in a part of the page that tells of other stories.
fn stands_elsewhere(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const WITHIN: usize = 8;
    const PARTS: [&str; 4] = ["aside", "nav", "footer", "figure"];
    node.ancestors_it(Some(WITHIN))
        .any(|it| dom::is_any(&it, &PARTS) || labels.has(&it, Label::Elsewhere))
}
