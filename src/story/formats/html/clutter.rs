//! The parts of a page around a story, taken out before the story is looked for: share bars, sign-ups, teasers.

use dom_query::{Document, NodeRef};

use super::dom;
use super::labels::{Label, Labels};
use super::sizes::Sizes;

/// The share of the page's prose, one part in so many, that what is named as clutter may hold. With
/// more, the name is about something else: a form around the whole page, an "article with comments".
const SMALL_PART: usize = 4;
/// The same for all of the page's words.
const LESSER_PART: usize = 2;

/// Takes out what is named as no part of the story.
pub fn remove(page: &Document, sizes: &Sizes, labels: &Labels) {
    let Some(body) = page.body() else { return };
    let unseen = body.descendants_it().filter(|it| is_unseen(it, labels));
    let unseen: Vec<NodeRef<'_>> = unseen.collect();
    unseen.iter().for_each(NodeRef::remove_from_parent);
    let all = sizes.at(&body);
    let small = |it: &NodeRef<'_>| {
        let size = sizes.at(it);
        size.prose * SMALL_PART <= all.prose && size.text * LESSER_PART <= all.text
    };
    let clutter: Vec<NodeRef<'_>> = body
        .descendants_it()
        .filter(|it| it.is_element() && is_clutter(it, labels) && small(it))
        .collect();
    clutter.iter().for_each(NodeRef::remove_from_parent);
}

/// Whether an element is only for those who have the page read to them ("Image caption"), or opens over
/// the page when it is asked for: a gallery of another story, a menu.
fn is_unseen(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const OVERLAYS: [&str; 2] = ["amp-lightbox", "amp-sidebar"];
    let marked =
        !dom::is_any(node, &["body", "main", "article"]) && labels.has(node, Label::Unseen);
    node.is_element() && (marked || dom::is_any(node, &OVERLAYS))
}

fn is_clutter(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const ALWAYS: [&str; 4] = ["nav", "form", "button", "dialog"];
    const NEVER: [&str; 8] = ["body", "article", "main", "a", "h1", "p", "span", "img"];
    dom::is_any(node, &ALWAYS) || !dom::is_any(node, &NEVER) && labels.has(node, Label::Clutter)
}
