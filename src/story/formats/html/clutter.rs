//! The parts of a page around a story, taken out before the story is looked for: share bars, sign-ups, teasers.

use std::sync::LazyLock;

use dom_query::{Document, NodeId, NodeRef};

use super::{dom, labels};

static CLUTTER: LazyLock<Vec<String>> = LazyLock::new(|| {
    let list = labels(include_str!("../../../../assets/html/clutter-labels.txt"));
    list.iter().map(|it| format!(" {it} ")).collect()
});

/// The share of the page's words, one in so many, that a part named as clutter may hold. More, and
/// the name is about something else.
const SMALL_PART: usize = 4;

/// Takes out what is named as no part of the story.
pub fn remove(page: &Document) {
    let Some(body) = page.body() else { return };
    let all = words_of_prose(&body);
    let marked: Vec<NodeId> = body
        .descendants_it()
        .filter(|it| it.is_element() && is_clutter(it))
        .map(|it| it.id)
        .collect();
    for id in marked {
        let node = NodeRef::new(id, &page.tree);
        if words_of_prose(&node) * SMALL_PART <= all {
            node.remove_from_parent();
        }
    }
}

fn is_clutter(node: &NodeRef<'_>) -> bool {
    if dom::is_any(node, &["nav", "form", "button", "dialog"]) {
        return true;
    }
    if dom::is_any(
        node,
        &["body", "article", "main", "a", "h1", "p", "span", "img"],
    ) {
        return false;
    }
    let words = dom::label_words(node);
    if words.is_empty() {
        return false;
    }
    let words = format!(" {} ", words.join(" "));
    CLUTTER.iter().any(|it| words.contains(it.as_str()))
}

/// The length of the text in paragraphs under `node` that is no link.
fn words_of_prose(node: &NodeRef<'_>) -> usize {
    let paragraphs = node.descendants_it().filter(|it| dom::is_any(it, &["p"]));
    paragraphs
        .map(|it| dom::text(&it).len())
        .filter(|it| *it > 80)
        .sum()
}
