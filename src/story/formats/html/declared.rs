//! The authors that a page declares in its `<meta>` elements.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::dom;
use super::metadata::keys;
use crate::story::word_list::entries;

/// The keys that name authors, the most telling first.
static KEYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/author-keys.txt")).collect());

/// The authors in `<meta>` elements: all under the first key that names any, or in microdata, or in
/// what the page tells those who share it.
pub fn authors(page: &Document) -> Vec<String> {
    let metas = page.select("meta[content]");
    let metas = metas.nodes();
    let mut found = KEYS.iter().map(|key| under(metas, key));
    let found = found.find(|it| !it.is_empty());
    let found = found.unwrap_or_else(|| names_of_authors(metas));
    match found.is_empty() {
        true => written_by(metas).into_iter().collect(),
        false => found,
    }
}

/// What is under `key`, addresses aside.
fn under(metas: &[NodeRef<'_>], key: &str) -> Vec<String> {
    let named = metas.iter().filter(|it| keys(it).any(|it| it == key));
    let contents = named.filter_map(content);
    contents.filter(|it| !it.contains("://")).collect()
}

/// The names of the microdata items that are authors.
fn names_of_authors(metas: &[NodeRef<'_>]) -> Vec<String> {
    let property = |it: &NodeRef<'_>| dom::attribute(it, "itemprop").unwrap_or_default();
    let of_author = |it: &&NodeRef<'_>| {
        property(it) == "name"
            && it
                .parent()
                .is_some_and(|it| property(&it).contains("author"))
    };
    metas.iter().filter(of_author).filter_map(content).collect()
}

/// The name in the pair of elements that label it: `twitter:label1` and `twitter:data1`.
fn written_by(metas: &[NodeRef<'_>]) -> Option<String> {
    const LABELS: [&str; 5] = [
        "written by",
        "author",
        "verfasst von",
        "écrit par",
        "escrito por",
    ];
    let first = |key| under(metas, key).into_iter().next();
    let label = first("twitter:label1")?.to_lowercase();
    LABELS
        .contains(&label.trim_end_matches(':'))
        .then(|| first("twitter:data1"))?
}

fn content(meta: &NodeRef<'_>) -> Option<String> {
    dom::attribute(meta, "content").map(|it| dom::decode_entities(&it))
}
