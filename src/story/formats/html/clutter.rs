//! The parts of a page around a story, taken out before the story is looked for: share bars, sign-ups, teasers.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::dom;
use super::labels::Labels;
use super::sizes::Sizes;

static CLUTTER: LazyLock<Labels> =
    LazyLock::new(|| Labels::of(include_str!("../../../../assets/html/clutter-labels.txt")));
static UNSEEN: LazyLock<Labels> =
    LazyLock::new(|| Labels::of(include_str!("../../../../assets/html/unseen-labels.txt")));

/// The share of the page's prose, one part in so many, that what is named as clutter may hold. With
/// more, the name is about something else: a form around the whole page, an "article with comments".
const SMALL_PART: usize = 4;
/// The same for all of the page's words.
const LESSER_PART: usize = 2;

/// Takes out what is named as no part of the story.
pub fn remove(page: &Document, sizes: &Sizes) {
    let Some(body) = page.body() else { return };
    let unseen: Vec<NodeRef<'_>> = body.descendants_it().filter(is_unseen).collect();
    unseen.iter().for_each(NodeRef::remove_from_parent);
    let all = sizes.at(&body);
    let small = |it: &NodeRef<'_>| {
        let size = sizes.at(it);
        size.prose * SMALL_PART <= all.prose && size.text * LESSER_PART <= all.text
    };
    let clutter: Vec<NodeRef<'_>> = body
        .descendants_it()
        .filter(|it| it.is_element() && is_clutter(it) && small(it))
        .collect();
    clutter.iter().for_each(NodeRef::remove_from_parent);
}

/// Whether an element is only for those who have the page read to them: "Image caption".
fn is_unseen(node: &NodeRef<'_>) -> bool {
    node.is_element() && !dom::is_any(node, &["body", "main", "article"]) && UNSEEN.mark(node)
}

fn is_clutter(node: &NodeRef<'_>) -> bool {
    const ALWAYS: [&str; 4] = ["nav", "form", "button", "dialog"];
    const NEVER: [&str; 8] = ["body", "article", "main", "a", "h1", "p", "span", "img"];
    dom::is_any(node, &ALWAYS) || !dom::is_any(node, &NEVER) && CLUTTER.mark(node)
}
