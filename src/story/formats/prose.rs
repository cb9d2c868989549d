//! The body of a story out of a tree of elements: HTML, XHTML within a wire, or NITF.
//!
//! White space is collapsed and inline elements are read through; each block element ends the
//! paragraph before it. Captions and credits go with their pictures, never into the prose.

use super::body::{Part, Photo, Words};
use super::figure;
use super::markup::{Element, Node};
use crate::story::BlockKind;

/// Elements whose content is not for reading.
const HIDDEN: [&str; 17] = [
    "audio",
    "button",
    "canvas",
    "embed",
    "head",
    "iframe",
    "media-metadata",
    "media-object",
    "noscript",
    "object",
    "option",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "video",
];

/// Elements that stand by themselves, of HTML and of NITF.
const BLOCKS: [&str; 52] = [
    "abstract",
    "address",
    "article",
    "aside",
    "bibliography",
    "block",
    "body",
    "body.content",
    "body.end",
    "body.head",
    "byline",
    "caption",
    "center",
    "col",
    "dateline",
    "dd",
    "details",
    "distributor",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "footer",
    "form",
    "header",
    "hedline",
    "hgroup",
    "html",
    "main",
    "media-caption",
    "media-producer",
    "nav",
    "nitf",
    "nitf-table",
    "note",
    "ol",
    "p",
    "search",
    "section",
    "series",
    "summary",
    "table",
    "tagline",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "li",
];

/// The blocks and pictures within `element`, in order.
pub fn parts(element: &Element<'_>) -> Vec<Part> {
    let mut writer = Writer::default();
    writer.element(element);
    writer.flush();
    writer.parts
}

/// The body as far as it has been read.
#[derive(Default)]
struct Writer {
    parts: Vec<Part>,
    /// The block being gathered.
    runs: Vec<Words>,
    /// What blocks are where the walk stands, unless their element says otherwise.
    kind: Kind,
    link: Option<String>,
    /// Whether the walk stands in bold or italic words.
    emphasised: bool,
    /// Whether it stands in words quoted by an element.
    quoted: bool,
    /// Pictures met within the block being gathered; they follow it.
    photos: Vec<Photo>,
    /// Line breaks met since the last word.
    breaks: usize,
}

/// [`BlockKind`], a paragraph unless told otherwise.
#[derive(Clone, Copy)]
struct Kind(BlockKind);

impl Default for Kind {
    fn default() -> Kind {
        Kind(BlockKind::Paragraph)
    }
}

impl Writer {
    fn element(&mut self, it: &Element<'_>) {
        let name = it.name.to_ascii_lowercase();
        match name.as_str() {
            name if HIDDEN.contains(&name) => {}
            "br" => self.line_break(),
            "hr" => self.flush(),
            "a" => self.link(it),
            "q" => self.quoted(it),
            "b" | "strong" | "i" | "em" if !stands_alone(it, &name) => self.emphasised(it),
            "img" => self.image(it),
            "figure" | "media" => self.figure(it),
            "h1" | "h2" | "hl1" | "hl2" => self.block(BlockKind::Heading(2), it),
            "h3" => self.block(BlockKind::Heading(3), it),
            "h4" => self.block(BlockKind::Heading(4), it),
            "h5" => self.block(BlockKind::Heading(5), it),
            "h6" => self.block(BlockKind::Heading(6), it),
            "li" | "dt" | "dd" => self.block(BlockKind::ListItem, it),
            "blockquote" | "bq" => self.block(BlockKind::BlockQuote, it),
            "pre" => self.preformatted(it),
            "tr" => self.row(it),
            _ if stands_alone(it, &name) => self.block(self.kind.0, it),
            _ => self.children(it),
        }
    }

    fn children(&mut self, it: &Element<'_>) {
        for node in &it.children {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    /// Reads an element that is a block, or several, of this kind.
    fn block(&mut self, kind: BlockKind, it: &Element<'_>) {
        self.flush();
        let outer = std::mem::replace(&mut self.kind, Kind(kind));
        self.children(it);
        self.flush();
        self.kind = outer;
    }

    /// Appends words with runs of white space as one space. Two line breaks end a paragraph.
    fn text(&mut self, text: &str) {
        let blank = |it: char| it.is_ascii_whitespace();
        if text.chars().all(blank) {
            return self.space();
        }
        if self.breaks > 1 {
            self.flush();
        }
        let mut apart = std::mem::take(&mut self.breaks) > 0 || text.starts_with(blank);
        for word in text.split_ascii_whitespace() {
            self.word(word, apart);
            apart = true;
        }
        if text.ends_with(blank) {
            self.space();
        }
    }

    fn word(&mut self, word: &str, apart: bool) {
        if apart {
            self.space();
        }
        self.run().push_str(word);
    }

    /// A space, where words stand before it that do not end in one.
    fn space(&mut self) {
        let last = self.runs.last().and_then(|it| it.text.chars().next_back());
        if last.is_some_and(|it| it != ' ' && it != '\t') {
            self.run().push(' ');
        }
    }

    /// The run that words go to: the last one if it leads to the same place.
    fn run(&mut self) -> &mut String {
        let fits = |it: &Words| it.url == self.link && it.emphasised == self.emphasised;
        if !self.runs.last().is_some_and(fits) {
            self.runs.push(Words {
                text: String::new(),
                url: self.link.clone(),
                emphasised: self.emphasised,
            });
        }
        let last = self.runs.len() - 1;
        &mut self.runs[last].text
    }

    fn line_break(&mut self) {
        self.breaks += 1;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let runs = std::mem::take(&mut self.runs);
        if runs.iter().any(|it| !it.text.trim().is_empty()) {
            self.parts.push(Part::Words(self.kind.0, runs));
        }
        let photos = std::mem::take(&mut self.photos);
        self.parts.extend(photos.into_iter().map(Part::Photo));
    }

    fn link(&mut self, it: &Element<'_>) {
        let url = it.attribute("href").map(str::to_owned);
        let outer = std::mem::replace(&mut self.link, url);
        self.children(it);
        self.link = outer;
    }

    /// Reads an element that quotes, with the marks that browsers put around it.
    fn quoted(&mut self, it: &Element<'_>) {
        let words = it.text();
        if words.trim().is_empty() || words.trim_start().starts_with(['“', '"', '‘', '\'']) {
            return self.children(it);
        }
        let outer = std::mem::replace(&mut self.quoted, true);
        let (open, close) = if outer {
            ("‘", "’")
        } else {
            ("“", "”")
        };
        self.text(open);
        self.children(it);
        self.text(close);
        self.quoted = outer;
    }

    fn emphasised(&mut self, it: &Element<'_>) {
        let outer = std::mem::replace(&mut self.emphasised, true);
        self.children(it);
        self.emphasised = outer;
    }

    fn image(&mut self, it: &Element<'_>) {
        if figure::is_emoji(it) {
            return self.text(it.attribute("alt").unwrap_or(""));
        }
        self.photos.extend(figure::image(it));
        if self.runs.is_empty() {
            self.flush();
        }
    }

    fn figure(&mut self, it: &Element<'_>) {
        match figure::photos(it) {
            Some(photos) => {
                self.flush();
                self.parts.extend(photos.into_iter().map(Part::Photo));
            }
            None => self.block(self.kind.0, it),
        }
    }

    /// Each line of preformatted text is a block, with its spaces.
    fn preformatted(&mut self, it: &Element<'_>) {
        self.flush();
        for line in it.raw_text().split('\n').filter(|it| !it.trim().is_empty()) {
            self.parts.push(Part::block(BlockKind::Other, line));
        }
    }

    /// The cells of a table's row are one block, a tab apart, unless they hold blocks themselves.
    fn row(&mut self, it: &Element<'_>) {
        let cells: Vec<_> = it
            .elements()
            .filter(|it| it.is_any(&["td", "th"]))
            .collect();
        let plain = |cell: &&Element<'_>| !cell.elements().any(holds_blocks);
        if cells.len() < 2 || !cells.iter().all(plain) {
            return self.block(self.kind.0, it);
        }
        self.flush();
        let outer = std::mem::replace(&mut self.kind, Kind(BlockKind::Other));
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.run().push('\t');
            }
            self.children(cell);
        }
        self.flush();
        self.kind = outer;
    }
}

/// Whether an element is a block: by its name or, where that is unknown, by what is in it.
fn stands_alone(it: &Element<'_>, name: &str) -> bool {
    BLOCKS.contains(&name) || it.elements().any(|it| it.is_any(&BLOCKS))
}

fn holds_blocks(it: &Element<'_>) -> bool {
    const FINE: [&str; 2] = ["br", "p"];
    !it.is_any(&FINE) && (it.is_any(&BLOCKS) || it.is_any(&["figure", "img", "media", "pre"]))
}
