//! Which words of a page are the story: the readability method, asked about each piece of text.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};
use dom_smoothie::{Config, Readability};

/// The pieces of text that belong to the story.
#[derive(Debug)]
pub enum Kept {
    /// All of them: the page is a piece of a story already, or nothing stood out.
    All,
    /// These text nodes.
    Nodes(HashSet<NodeId>),
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

/// Scores the page by the readability method (Arc90, 2009, as Mozilla's Readability.js has it).
///
/// The scoring rebuilds the page as it goes, so it works on a copy; text nodes keep their ids
/// through that, and the ids are all that is taken from it.
pub fn kept(page: &Document) -> Kept {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let Ok(mut scored) = Readability::with_document(page.clone(), None, Some(config)) else {
        return Kept::All;
    };
    if scored.parse().is_err() {
        return Kept::All;
    }
    let content = scored.doc.select_single("#readability-page-1");
    let texts = content
        .nodes()
        .iter()
        .flat_map(NodeRef::descendants_it)
        .filter(NodeRef::is_text);
    Kept::Nodes(texts.map(|it| it.id).collect())
}
