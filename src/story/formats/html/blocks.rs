//! The story's nodes in reading order as blocks: paragraphs, headings, list items, pictures.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::article::Kept;
use super::dom;
use super::figures::Figures;
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
    },
    /// The figure that stands at this node.
    Figure(NodeId),
}

/// A run of words with the address it links to.
#[derive(Debug, Default)]
pub struct Words {
    /// The words, white space collapsed.
    pub text: String,
    /// Where they lead.
    pub url: Option<String>,
}

/// The blocks of the page's story.
pub fn collect(page: &Document, kept: &Kept, figures: &Figures) -> Vec<Piece> {
    let mut walk = Walk {
        kept,
        figures,
        pieces: Vec::new(),
        runs: Vec::new(),
        at: page.root().id,
        breaks: 0,
    };
    let root = page.body().unwrap_or_else(|| page.root());
    walk.children(&root, &Around::default());
    walk.flush(BlockKind::Paragraph);
    within_story(page, walk.pieces)
}

/// Leaves out the figures after the story's last words that stand outside its element.
fn within_story(page: &Document, pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.iter().rposition(Piece::is_prose).unwrap_or(0);
    let home = home(page, &pieces);
    let stays = |at: usize, piece: &Piece| match piece {
        Piece::Words { .. } => true,
        Piece::Figure(id) => at < last || home.is_some_and(|it| is_within(page, *id, it)),
    };
    let mut at = 0..;
    let mut pieces = pieces;
    pieces.retain(|it| at.next().is_some_and(|at| stays(at, it)));
    pieces
}

/// The innermost element that holds nearly all of the story's words.
fn home(page: &Document, pieces: &[Piece]) -> Option<NodeId> {
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    let mut all = 0;
    let mut longest = None;
    for piece in pieces {
        let Piece::Words { at, runs, .. } = piece else {
            continue;
        };
        let length: usize = runs.iter().map(|it| it.text.len()).sum();
        all += length;
        longest = longest.max(Some((length, *at)));
        for ancestor in NodeRef::new(*at, &page.tree).ancestors_it(None) {
            *held.entry(ancestor.id).or_default() += length;
        }
    }
    let (_, at) = longest?;
    let at = NodeRef::new(at, &page.tree);
    let mut around = at.ancestors_it(None).map(|it| it.id);
    around.find(|it| held.get(it).is_some_and(|held| held * 5 >= all * 4))
}

fn is_within(page: &Document, id: NodeId, home: NodeId) -> bool {
    NodeRef::new(id, &page.tree)
        .ancestors_it(None)
        .any(|it| it.id == home)
}

impl Piece {
    fn is_prose(&self) -> bool {
        matches!(self, Piece::Words { .. })
    }
}

/// What a piece of text stands in.
#[derive(Clone, Debug)]
struct Around {
    kind: BlockKind,
    url: Option<String>,
}

impl Default for Around {
    fn default() -> Around {
        Around {
            kind: BlockKind::Paragraph,
            url: None,
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
}

impl Walk<'_> {
    fn children(&mut self, node: &NodeRef<'_>, around: &Around) {
        for child in node.children_it(false) {
            self.node(&child, around);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, around: &Around) {
        if let Some(text) = dom::own_text(node) {
            if self.kept.has(node.id) {
                self.at = node.id;
                self.text(&text, around);
            }
            return;
        }
        if !node.is_element() || dom::is_any(node, &UNREAD) {
            return;
        }
        if self.figures.at(node.id).is_some() {
            self.flush(around.kind);
            self.pieces.push(Piece::Figure(node.id));
        }
        let name = dom::name(node);
        match name.as_str() {
            "br" => self.line_break(around),
            "a" => {
                let url = dom::attribute(node, "href");
                self.children(
                    node,
                    &Around {
                        url,
                        ..around.clone()
                    },
                );
            }
            _ if dom::is_inline_name(&name) => self.children(node, around),
            _ => {
                self.flush(around.kind);
                let inner = Around {
                    kind: kind_within(&name, around.kind),
                    ..around.clone()
                };
                self.children(node, &inner);
                self.flush(inner.kind);
            }
        }
    }

    fn text(&mut self, text: &str, around: &Around) {
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        let same = self.runs.last().is_some_and(|it| it.url == around.url);
        if !same {
            self.runs.push(Words {
                text: String::new(),
                url: around.url.clone(),
            });
        }
        let spaced = self.runs.len() > 1 && !same;
        if let Some(run) = self.runs.last_mut() {
            if spaced && text.starts_with(char::is_whitespace) {
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
        if runs.iter().any(|it| !it.text.trim().is_empty()) {
            self.pieces.push(Piece::Words {
                kind,
                at: self.at,
                runs,
            });
        }
    }
}

const UNREAD: [&str; 14] = [
    "rt", "rp", "script", "style", "noscript", "template", "svg", "head", "button", "select",
    "textarea", "iframe", "object", "math",
];

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
