//! What is printed on a page below its headline: byline and standfirst.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::byline::is_person;
use super::dom;
use super::labels::Labels;

/// More marks are a list of authors, not a byline.
const MOST_MARKS: usize = 12;
/// A byline that holds more nodes is more than one.
const MOST_NODES: usize = 60;

/// The texts of the byline on the page: of the first marked elements after the headline.
pub fn byline(page: &Document) -> Vec<String> {
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
        if is_marked(&node) {
            found.push(node);
        }
    }
    let inner = |it: &&NodeRef<'_>| !found.iter().any(|other| is_above(it, other));
    found.iter().filter(inner).flat_map(texts).collect()
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

/// The names an element marked as a byline holds: those of its links, else its whole text.
fn texts(node: &NodeRef<'_>) -> Vec<String> {
    let links = node.descendants_it().filter(|it| dom::is_any(it, &["a"]));
    let linked: Vec<String> = links
        .map(|it| dom::text(&it))
        .filter(|it| is_person(it))
        .collect();
    match linked.is_empty() {
        true => Some(dom::text(node)).into_iter().collect(),
        false => linked,
    }
}

/// The sentence that a page sets under its headline, by the name of its element.
pub fn standfirst(page: &Document) -> Option<String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 20..=500;
    /// How far below the headline it may be, in nodes.
    const WITHIN: usize = 100;
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let below = elements.skip_while(|it| !dom::is_any(it, &["h1"])).skip(1);
    let small = |it: &NodeRef<'_>| it.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let mut marked = below
        .take(WITHIN)
        .filter(|it| STANDFIRST.mark(it) && small(it) && !stands_elsewhere(it));
    let text = marked.find_map(|it| Some(dom::text(&it)).filter(|it| !it.is_empty()))?;
    LENGTHS.contains(&text.len()).then_some(text)
}

/// Whether an element is marked as naming the authors, outside lists of other stories and comments.
fn is_marked(node: &NodeRef<'_>) -> bool {
    const LONGEST: usize = 150;
    const NEVER: [&str; 6] = ["body", "main", "article", "img", "meta", "link"];
    if dom::is_any(node, &NEVER) {
        return false;
    }
    let author = |name: &str| dom::attribute(node, name).is_some_and(|it| it.contains("author"));
    let marked = author("rel") || BYLINE.mark(node);
    marked && !stands_elsewhere(node) && {
        let small = node.descendants_it().take(MOST_NODES).count() < MOST_NODES;
        small && (2..=LONGEST).contains(&dom::text(node).len())
    }
}

/// Whether an element is in a part of the page that tells of other stories.
fn stands_elsewhere(node: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 8;
    const PARTS: [&str; 4] = ["aside", "nav", "footer", "figure"];
    node.ancestors_it(Some(WITHIN))
        .any(|it| dom::is_any(&it, &PARTS) || ELSEWHERE.mark(&it))
}

static BYLINE: LazyLock<Labels> =
    LazyLock::new(|| Labels::of(include_str!("../../../../assets/html/byline-labels.txt")));
static ELSEWHERE: LazyLock<Labels> =
    LazyLock::new(|| Labels::of(include_str!("../../../../assets/html/elsewhere-labels.txt")));
static STANDFIRST: LazyLock<Labels> = LazyLock::new(|| {
    Labels::of(include_str!(
        "../../../../assets/html/standfirst-labels.txt"
    ))
});
