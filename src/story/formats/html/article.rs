//! Which words of a page are the story: the readability method, asked about each piece of text.

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

use super::dom;
use super::nodes::{NodeMap, NodeSet};
use super::sizes::Sizes;

/// The pieces of text that belong to the story.
#[derive(Debug)]
pub enum Kept {
    /// All of them: the page is a piece of a story already, or nothing stood out.
    All,
    /// These text nodes.
    Nodes(NodeSet),
}

impl Kept {
    /// Whether the text node `id` belongs to the story.
    pub fn has(&self, id: NodeId) -> bool {
        match self {
            Kept::All => true,
            Kept::Nodes(nodes) => nodes.contains(&id),
        }
    }
}

/// The dearest page that is scored, as [`Sizes::depths`] and [`Sizes::lists`]. The scoring reads the whole
/// of every element, and every list again for each element around it; a long honest page costs a fifth
/// of this.
const DEAREST: usize = 1_000_000;
/// The longest piece of text that is scored, in bytes: the scoring takes time in its square.
const LONGEST_TEXT: usize = 64 * 1024;

/// A shorter piece of text, in bytes, may be a cell or an entry of a list.
const LONG_LINE: usize = 60;

/// The words of the page's story: what scoring keeps, unless that misses the page's longest column
/// of paragraphs, as it does when a table outweighs the prose.
pub fn kept(page: &Document, sizes: &Sizes) -> Kept {
    if sizes.depths + sizes.lists > DEAREST || sizes.longest_text > LONGEST_TEXT {
        return Kept::All;
    }
    let Some(scored) = scored(page) else {
        return Kept::All;
    };
    match longest_column(page, sizes) {
        Some(column) if missed(&column, &scored, sizes) => Kept::Nodes(texts(&column).collect()),
        _ => Kept::Nodes(with_sources(page, scored)),
    }
}

/// Scores the page by the readability method (Arc90, 2009, as Mozilla's Readability.js has it).
///
/// The scoring rebuilds the page as it goes, so it works on a copy; text nodes keep their ids
/// through that, and the ids are all that is taken from it.
fn scored(page: &Document) -> Option<NodeSet> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let mut scored = Readability::with_document(page.clone(), None, Some(config)).ok()?;
    scored.parse().ok()?;
    let content = scored.doc.select_single("#readability-page-1");
    Some(content.nodes().iter().flat_map(texts).collect())
}

/// The words kept, and with those of a passage set off as a quotation all of that: its source stands
/// beside its paragraphs.
fn with_sources(page: &Document, mut kept: NodeSet) -> NodeSet {
    let root = page.root();
    let quotes = root
        .descendants_it()
        .filter(|it| dom::is_any(it, &["blockquote"]));
    for quote in quotes {
        if texts(&quote).any(|it| kept.contains(&it)) {
            kept.extend(texts(&quote));
        }
    }
    kept
}

fn texts(node: &NodeRef<'_>) -> impl Iterator<Item = NodeId> {
    node.descendants_it()
        .filter(NodeRef::is_text)
        .map(|it| it.id)
}

/// The element with the most prose in paragraphs right under it.
fn longest_column<'a>(page: &'a Document, sizes: &Sizes) -> Option<NodeRef<'a>> {
    let mut prose: NodeMap<usize> = NodeMap::default();
    for paragraph in page
        .root()
        .descendants_it()
        .filter(|it| dom::is_any(it, &["p"]))
    {
        if let Some(parent) = paragraph.parent() {
            *prose.entry(parent.id).or_default() += sizes.at(&paragraph).prose;
        }
    }
    let (id, _) = prose.into_iter().max_by_key(|&(id, length)| (length, id))?;
    Some(NodeRef::new(id, &page.tree))
}

/// Whether most of a column's prose is not among the words kept, and is more than these.
fn missed(column: &NodeRef<'_>, kept: &NodeSet, sizes: &Sizes) -> bool {
    let paragraphs = column
        .children_it(false)
        .filter(|it| sizes.at(it).prose > 0);
    let is_kept = |it: &NodeRef<'_>| texts(it).any(|it| kept.contains(&it));
    let (inside, outside): (Vec<_>, Vec<_>) = paragraphs.partition(is_kept);
    let prose = |of: &[NodeRef<'_>]| -> usize { of.iter().map(|it| sizes.at(it).prose).sum() };
    let lines = kept
        .iter()
        .map(|it| dom::text_len(&NodeRef::new(*it, column.tree)));
    let long: usize = lines.filter(|it| *it >= LONG_LINE).sum();
    prose(&outside) > prose(&inside) && prose(&outside) > long
}
