//! The story's nodes in reading order as blocks: paragraphs, headings, list items, pictures.

use std::rc::Rc;

use dom_query::{Document, NodeId, NodeRef};

use super::article::Kept;
use super::dom;
use super::figures::{Figure, Figures};
use super::nodes::NodeMap;
use crate::story::BlockKind;

/// A block of the page.
#[derive(Debug)]
pub enum Piece {
    /// Words, some of them links.
    Words {
        /// What they are.
        kind: BlockKind,
        /// The last text node they were read from.
        at: NodeId,
        /// The words.
        runs: Vec<Words>,
        /// Whether all of them are bold or italic.
        emphasised: bool,
    },
    /// A picture with its caption.
    Picture {
        /// The node it stands at.
        at: NodeId,
        /// The picture.
        figure: Figure,
    },
}

/// A run of words with the address it links to.
#[derive(Debug, Default)]
pub struct Words {
    /// The words, white space collapsed.
    pub text: String,
    /// Where they lead.
    pub url: Option<Rc<str>>,
}

/// The blocks of the page's story, and the innermost element that holds nearly all of its words.
pub fn collect(page: &Document, kept: &Kept, figures: &Figures) -> (Vec<Piece>, Option<NodeId>) {
    let mut walk = Walk {
        kept,
        figures,
        pieces: Vec::new(),
        runs: Vec::new(),
        at: page.root().id,
        breaks: 0,
        lengths: Lengths::default(),
    };
    let root = page.body().unwrap_or_else(|| page.root());
    walk.children(&root, &Around::default());
    walk.flush(BlockKind::Paragraph);
    let home = home(page, &walk.pieces);
    (walk.pieces, home)
}

/// The innermost element that holds nearly all of the story's words.
fn home(page: &Document, pieces: &[Piece]) -> Option<NodeId> {
    let mut held: NodeMap<usize> = NodeMap::default();
    for piece in pieces {
        if let Piece::Words { at, runs, .. } = piece {
            let length: usize = runs.iter().map(|it| it.text.len()).sum();
            *held.entry(*at).or_default() += length;
        }
    }
    let nodes: Vec<NodeRef<'_>> = page.root().descendants_it().collect();
    for node in nodes.iter().rev() {
        let length = held.get(&node.id).copied().unwrap_or(0);
        if let Some(parent) = node.parent().filter(|_| length > 0) {
            *held.entry(parent.id).or_default() += length;
        }
    }
    let all = held.get(&page.root().id).copied()?;
    let nearly_all = |it: &&NodeRef<'_>| {
        it.is_element() && held.get(&it.id).is_some_and(|length| length * 5 >= all * 4)
    };
    nodes.iter().rev().find(nearly_all).map(|it| it.id)
}

/// Whether a node is under another.
pub fn is_within(page: &Document, id: NodeId, home: NodeId) -> bool {
    NodeRef::new(id, &page.tree)
        .ancestors_it(None)
        .any(|it| it.id == home)
}

impl Piece {
    /// The words of a block; none for a picture.
    pub fn words(&self) -> Option<String> {
        match self {
            Piece::Words { runs, .. } => {
                let text: String = runs.iter().map(|it| it.text.as_str()).collect();
                Some(dom::without_soft_hyphens(text.trim().to_owned()))
            }
            Piece::Picture { .. } => None,
        }
    }
}

/// What a piece of text stands in.
#[derive(Debug)]
struct Around {
    kind: BlockKind,
    url: Option<Rc<str>>,
    /// Whether it is bold or italic.
    emphasised: bool,
    /// Whether it is quoted by an element.
    quoted: bool,
}

impl Default for Around {
    fn default() -> Around {
        Around {
            kind: BlockKind::Paragraph,
            url: None,
            emphasised: false,
            quoted: false,
        }
    }
}

struct Walk<'a> {
    kept: &'a Kept,
    figures: &'a Figures,
    pieces: Vec<Piece>,
    /// The block being put together.
    runs: Vec<Words>,
    /// The last text node read.
    at: NodeId,
    /// Line breaks since the last words.
    breaks: usize,
    lengths: Lengths,
}

/// How long a block is, in bytes.
#[derive(Debug, Default)]
struct Lengths {
    all: usize,
    emphasised: usize,
}

impl Walk<'_> {
    fn children(&mut self, node: &NodeRef<'_>, around: &Around) {
        for child in node.children_it(false) {
            self.node(&child, around);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, around: &Around) {
        if node.is_text() {
            if self.kept.has(node.id) {
                self.at = node.id;
                self.text(&dom::own_text(node).unwrap_or_default(), around);
            }
            return;
        }
        if !node.is_element() || dom::is_any(node, &UNREAD) {
            return;
        }
        if let Some(figure) = self.figures.at(node.id) {
            self.flush(around.kind);
            self.pieces.push(Piece::Picture {
                at: node.id,
                figure: figure.clone(),
            });
        }
        let name = dom::name(node);
        match name.as_ref() {
            "br" => self.line_break(around),
            "a" => {
                let url = dom::attribute(node, "href").map(Rc::from);
                let inner = Around { url, ..*around };
                self.children(node, &inner);
            }
            "q" => self.quoted(node, around),
            "b" | "strong" | "i" | "em" => {
                let inner = Around {
                    url: around.url.clone(),
                    emphasised: true,
                    ..*around
                };
                self.children(node, &inner);
            }
            _ if dom::is_inline_name(&name) => self.children(node, around),
            "tr" if is_data(node) => self.row(node, around),
            _ => {
                self.flush(around.kind);
                let kind = kind_within(&name, around.kind);
                let inner = Around {
                    kind,
                    url: around.url.clone(),
                    ..*around
                };
                self.children(node, &inner);
                self.flush(inner.kind);
            }
        }
    }

    /// Reads an element that quotes, with the marks that browsers put around it.
    fn quoted(&mut self, node: &NodeRef<'_>, around: &Around) {
        let words = dom::text(node);
        let marked = words.starts_with(['“', '"', '‘', '\'', '«', '„']);
        let kept = || node.descendants_it().any(|it| self.kept.has(it.id));
        if words.is_empty() || marked || !kept() {
            return self.children(node, around);
        }
        let (open, close) = if around.quoted {
            ("‘", "’")
        } else {
            ("“", "”")
        };
        let inner = Around {
            url: around.url.clone(),
            quoted: true,
            ..*around
        };
        self.text(open, &inner);
        self.children(node, &inner);
        self.text(close, &inner);
    }

    /// Reads a row of a table of data as one block, cells apart.
    fn row(&mut self, row: &NodeRef<'_>, around: &Around) {
        self.flush(around.kind);
        for cell in row.children_it(false).filter(NodeRef::is_element) {
            let empty = self.runs.iter().all(|it| it.text.trim().is_empty());
            if !empty && cell.descendants_it().any(|it| it.is_nonempty_text()) {
                self.text(CELL, &Around::default());
            }
            for text in cell.descendants_it().filter(|it| self.kept.has(it.id)) {
                self.at = text.id;
                self.text(
                    &dom::own_text(&text).unwrap_or_default(),
                    &Around::default(),
                );
            }
        }
        self.flush(BlockKind::Other);
    }

    /// Adds words to the block, to its last run if that leads to the same place.
    fn text(&mut self, text: &str, around: &Around) {
        if !text.trim().is_empty() {
            self.breaks = 0;
            self.lengths.all += text.trim().len();
            self.lengths.emphasised += usize::from(around.emphasised) * text.trim().len();
        }
        let spaced = self.runs.last().is_none_or(|it| it.text.ends_with(' '));
        if self.runs.last().is_none_or(|it| it.url != around.url) {
            self.runs.push(Words {
                text: String::new(),
                url: around.url.clone(),
            });
        }
        if let Some(run) = self.runs.last_mut() {
            if run.text.is_empty() && !spaced && text.starts_with(char::is_whitespace) {
                run.text.push(' ');
            }
            dom::push_collapsed(&mut run.text, text);
        }
    }

    /// One break is a space; two in a row end the paragraph.
    fn line_break(&mut self, around: &Around) {
        self.breaks += 1;
        match self.breaks {
            1 => self.text(" ", around),
            _ => self.flush(around.kind),
        }
    }

    fn flush(&mut self, kind: BlockKind) {
        let runs = std::mem::take(&mut self.runs);
        let lengths = std::mem::take(&mut self.lengths);
        if runs.iter().any(|it| !it.text.trim().is_empty()) {
            self.pieces.push(Piece::Words {
                kind,
                at: self.at,
                runs,
                emphasised: lengths.emphasised == lengths.all,
            });
        }
    }
}

/// Elements whose words are not read: code, drawings, what is to be clicked.
const UNREAD: [&str; 14] = [
    "rt", "rp", "script", "style", "noscript", "template", "svg", "head", "button", "select",
    "textarea", "iframe", "object", "math",
];

/// What sets the cells of a row apart.
const CELL: &str = " | ";

/// Whether a row of a table holds data rather than a part of the page's layout.
fn is_data(row: &NodeRef<'_>) -> bool {
    const LONGEST: usize = 300;
    const MOST_CELLS: usize = 50;
    const MOST_NODES: usize = 400;
    let inner: Vec<NodeRef<'_>> = row.descendants_it().take(MOST_NODES).collect();
    let cells = row
        .children_it(false)
        .filter(|it| dom::is_any(it, &["td", "th"]));
    let plain = !inner
        .iter()
        .any(|it| dom::is_any(it, &["table", "ul", "figure", "div"]));
    let small = inner.len() < MOST_NODES && dom::text(row).len() <= LONGEST;
    small && plain && (2..=MOST_CELLS).contains(&cells.count())
}

fn kind_within(name: &str, outer: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" => BlockKind::Heading(2),
        "h3" => BlockKind::Heading(3),
        "h4" => BlockKind::Heading(4),
        "h5" => BlockKind::Heading(5),
        "h6" => BlockKind::Heading(6),
        "li" | "dt" | "dd" => BlockKind::ListItem,
        "blockquote" => BlockKind::BlockQuote,
        _ => outer,
    }
}
