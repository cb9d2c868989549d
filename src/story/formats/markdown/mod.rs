//! Markdown: CommonMark with tables, footnotes and front matter.

mod front_matter;

use std::borrow::Cow;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use super::body::Part;
use super::byline::Byline;
use super::filed::Filed;
use super::markup::{DEPTH, Element, Node};
use super::{Reading, fragment, prose};
use crate::story::{Format, Hints, front};

/// Reads a Markdown document.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let mut document = Document::default();
    for event in Parser::new_ext(text, options()) {
        document.take(event);
    }
    let mut filed = document.front_matter;
    let mut root = Element {
        name: Cow::Borrowed("html"),
        children: document.nodes,
        ..Element::default()
    };
    if filed.headline.is_none() {
        filed.headline = take_headline(&mut root);
    }
    filed.body = prose::parts(&root);
    lead(&mut filed);
    Ok(vec![filed.into_story(Format::Markdown, hints)])
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
}

/// The document as a tree of the HTML elements it stands for, as far as it has been read.
#[derive(Default)]
struct Document {
    nodes: Vec<Node<'static>>,
    open: Vec<Element<'static>>,
    /// Elements open beyond [`DEPTH`], read as part of the deepest one.
    too_deep: usize,
    /// HTML that stands in the document, until its block ends.
    html: String,
    /// What kind of metadata is being read.
    metadata: Option<MetadataBlockKind>,
    front_matter: Filed,
}

impl Document {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => self.metadata = Some(kind),
            Event::End(TagEnd::MetadataBlock(_)) => self.metadata = None,
            Event::Start(Tag::HtmlBlock) => self.html.clear(),
            Event::End(TagEnd::HtmlBlock) => self.html_block(),
            Event::Html(html) => self.html.push_str(&html),
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => match self.metadata {
                Some(kind) => self.front_matter = front_matter::read(&text, kind),
                None => self.push(Node::Text(Cow::Owned(text.into_string()))),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(Node::Text(Cow::Owned(text.into_string())));
            }
            Event::InlineHtml(html) if html.starts_with("<br") => self.push(element("br", &[])),
            Event::HardBreak => self.push(element("br", &[])),
            Event::SoftBreak => self.push(Node::Text(Cow::Borrowed("\n"))),
            Event::Rule => self.push(element("hr", &[])),
            Event::FootnoteReference(label) => {
                self.push(Node::Text(Cow::Owned(format!("[{label}]"))));
            }
            Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.open.len() >= DEPTH {
            self.too_deep += 1;
            return;
        }
        let opened = match &tag {
            Tag::Link { dest_url, .. } => element("a", &[("href", dest_url)]),
            Tag::Image {
                dest_url, title, ..
            } => element("img", &[("src", dest_url), ("caption", title)]),
            _ => element(name(&tag), &[]),
        };
        if let Node::Element(opened) = opened {
            self.open.push(opened);
        }
    }

    fn end(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let Some(mut closed) = self.open.pop() else {
            return;
        };
        closed.children.shrink_to_fit();
        if closed.is("img") {
            describe(&mut closed);
        } else if closed.is("p") {
            caption_image(&mut closed);
        }
        self.push(Node::Element(closed));
    }

    fn push(&mut self, node: Node<'static>) {
        match self.open.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.nodes.push(node),
        }
    }

    fn html_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        let nodes = fragment::nodes(&html);
        match self.open.last_mut() {
            Some(parent) => parent.children.extend(nodes),
            None => self.nodes.extend(nodes),
        }
    }
}

/// The HTML element that a piece of Markdown stands for.
fn name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::Heading { level, .. } => match level {
            HeadingLevel::H1 => "h1",
            HeadingLevel::H2 => "h2",
            HeadingLevel::H3 => "h3",
            HeadingLevel::H4 => "h4",
            HeadingLevel::H5 => "h5",
            HeadingLevel::H6 => "h6",
        },
        Tag::BlockQuote(_) => "blockquote",
        Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => "pre",
        Tag::List(_) => "ul",
        Tag::Item => "li",
        Tag::Table(_) => "table",
        Tag::TableHead | Tag::TableRow => "tr",
        Tag::TableCell => "td",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        Tag::FootnoteDefinition(_) => "div",
        _ => "span",
    }
}

fn element(name: &'static str, attributes: &[(&'static str, &str)]) -> Node<'static> {
    let owned =
        |&(key, value): &(&'static str, &str)| (Cow::Borrowed(key), Cow::Owned(value.to_owned()));
    Node::Element(Element {
        name: Cow::Borrowed(name),
        attributes: attributes.iter().map(owned).collect(),
        ..Element::default()
    })
}

/// Makes what stands within an image its alternative text, and its caption if it has no title.
fn describe(image: &mut Element<'static>) {
    let alt = image.text();
    image.children.clear();
    if image.attribute("caption").is_none() {
        image.attributes.retain(|(key, _)| key != "caption");
        image
            .attributes
            .push((Cow::Borrowed("caption"), Cow::Owned(alt.clone())));
    }
    image
        .attributes
        .push((Cow::Borrowed("alt"), Cow::Owned(alt)));
}

/// An image with nothing but emphasised words after it has those as its caption.
fn caption_image(paragraph: &mut Element<'static>) {
    let only_blanks = paragraph.children.iter().all(|it| match it {
        Node::Text(text) => text.trim().is_empty(),
        Node::Element(it) => it.is_any(&["br", "em", "img"]),
    });
    let caption = paragraph.text_of("em");
    let images = paragraph.all("img").count();
    let (true, Some(caption), 1) = (only_blanks, caption, images) else {
        return;
    };
    paragraph
        .children
        .retain(|it| matches!(it, Node::Element(it) if it.is("img")));
    if let Some(Node::Element(image)) = paragraph.children.first_mut() {
        image.attributes.retain(|(key, _)| key != "caption");
        image
            .attributes
            .push((Cow::Borrowed("caption"), Cow::Owned(caption)));
    }
}

/// Takes the headline out: the first heading of the first rank, if no prose stands before it.
fn take_headline(root: &mut Element<'static>) -> Option<String> {
    let at = root.children.iter().position(|it| match it {
        Node::Element(it) => it.is_any(&["h1", "p", "ul", "ol", "blockquote"]) && !is_image(it),
        Node::Text(_) => false,
    })?;
    match &root.children[at] {
        Node::Element(heading) if heading.is("h1") => {
            let headline = heading.text();
            root.children.remove(at);
            Some(headline)
        }
        _ => None,
    }
}

fn is_image(paragraph: &Element<'_>) -> bool {
    paragraph.elements().any(|it| it.is("img")) && paragraph.text().is_empty()
}

/// Makes a byline of the first paragraph, and a dateline of what opens the one after it, where
/// they are clearly that.
fn lead(filed: &mut Filed) {
    let first = |body: &[Part]| {
        let at = body.iter().position(Part::is_prose)?;
        Some((at, body[at].text()))
    };
    if let Some((at, text)) = first(&filed.body).filter(|_| filed.byline.is_none())
        && let Some(author) = front::lead(&[(text.trim(), true)]).byline
    {
        filed.byline = Some(Byline {
            text: text.trim().to_owned(),
            names: author.names,
            role: author.role,
        });
        filed.body.remove(at);
    }
    if let Some((_, text)) = first(&filed.body) {
        let dateline = front::lead(&[(text.trim(), true)]).dateline;
        let dateline = dateline.and_then(|(_, end)| text.trim().get(..end));
        filed.dateline = dateline.map(|it| it.trim().to_owned());
    }
}
