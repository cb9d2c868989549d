//! How much is under each element, worked out once, so that no pass reads a large part of a page twice.

use dom_query::{Document, NodeRef};

use super::dom;
use super::nodes::NodeMap;

/// What is under an element.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Nodes.
    pub nodes: usize,
    /// Bytes of text.
    pub text: usize,
    /// Bytes of text in longer paragraphs.
    pub prose: usize,
}

impl Size {
    /// What reading it costs, in nodes.
    fn work(self) -> usize {
        /// So many bytes of text are read as fast as a node is visited.
        const BYTES: usize = 16;
        self.nodes + self.text / BYTES
    }
}

/// The sizes of a page's elements.
#[derive(Debug)]
pub struct Sizes {
    of: NodeMap<Size>,
    /// The depths of all nodes, added up: what a pass costs that reads the whole of every element.
    pub depths: usize,
    /// What a pass costs that reads the whole of every list for every element around it, in nodes.
    pub lists: usize,
    /// The longest piece of text, in bytes.
    pub longest_text: usize,
}

/// A paragraph of fewer bytes may be anything: a teaser, a menu entry.
const LONG_PARAGRAPH: usize = 80;

impl Sizes {
    /// Measures a page, from its leaves up.
    pub fn of(page: &Document) -> Sizes {
        let root = page.root();
        let mut sizes = Sizes {
            of: NodeMap::default(),
            depths: 0,
            lists: 0,
            longest_text: 0,
        };
        let nodes: Vec<NodeRef<'_>> = root.descendants_it().collect();
        for node in nodes.iter().rev() {
            sizes.measure(node);
        }
        let mut depth: NodeMap<usize> = NodeMap::default();
        for node in &nodes {
            let above = node.parent().and_then(|it| depth.get(&it.id).copied());
            let own = above.unwrap_or(0) + 1;
            sizes.depths += own;
            if dom::is_any(node, &["ul", "ol"]) {
                sizes.lists += own * sizes.at(node).work();
            }
            if node.is_element() {
                depth.insert(node.id, own);
            }
        }
        sizes
    }

    /// What is under `node`; nothing if it has come into the page since.
    pub fn at(&self, node: &NodeRef<'_>) -> Size {
        self.of.get(&node.id).copied().unwrap_or_default()
    }

    /// Adds a node, whose children have been added, to its parent.
    fn measure(&mut self, node: &NodeRef<'_>) {
        let own = dom::text_len(node);
        self.longest_text = self.longest_text.max(own);
        let mut size = self.at(node);
        if size.text > LONG_PARAGRAPH && dom::is_any(node, &["p"]) {
            size.prose = size.text;
            self.of.insert(node.id, size);
        }
        if let Some(parent) = node.parent() {
            let sum = self.of.entry(parent.id).or_default();
            sum.nodes += size.nodes + 1;
            sum.text += size.text + own;
            sum.prose += size.prose;
        }
    }
}
