//! XML as it is found: a tolerant reading into a tree of [`Element`]s.
//!
//! Damage is mended and told (`Document::notes`): what stands before it is kept, elements left
//! open are closed. Nothing is ever fetched, and entities a document declares for itself are never
//! expanded, so neither "billion laughs" nor an external file can come in: such a reference stays
//! in the text as it was written.

use std::borrow::Cow;

use html_escape::decode_html_entities;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::markup::{DEPTH, Element, Node, Vocabulary};
use crate::story::decode::{self, Decoded};

/// How many attributes of one element are read.
const ATTRIBUTES: usize = 1_000;

/// Decodes XML: by a byte order mark, then by `charset`, then by what its declaration says.
///
/// A declared charset is not believed where the bytes are UTF-8 without a fault, which text in no
/// other charset is by chance.
pub fn decode(bytes: Vec<u8>, charset: Option<&str>) -> Decoded {
    let declared = declared_charset(&bytes);
    let utf_8 = std::str::from_utf8(&bytes).is_ok_and(|it| !it.is_ascii());
    let label = match charset {
        Some(_) => charset,
        None if utf_8 => Some("utf-8"),
        None => declared
            .as_deref()
            .filter(|it| !it.eq_ignore_ascii_case("utf-8")),
    };
    decode::decode(bytes, label)
}

/// The charset named in `<?xml … encoding="…"?>`.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..200).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let (declaration, _) = head.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let mut parts = value.split(['"', '\'']);
    parts.next()?;
    parts.next().map(str::to_owned)
}

/// How many prefixes are known at once.
const PREFIXES: usize = 100;

/// What was read of an XML document.
#[derive(Debug)]
pub struct Document<'a> {
    /// The outermost element; a nameless one when the text holds none.
    pub root: Element<'a>,
    /// What was mended or left out, as sentences.
    pub notes: Vec<String>,
    /// Why its end is missing, as a sentence.
    pub damage: Option<String>,
}

/// Reads `text` as XML. Never fails.
pub fn read(text: &str) -> Document<'_> {
    let mut builder = Builder::default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let damage = loop {
        match reader.read_event() {
            Ok(Event::Eof) => break None,
            Ok(event) => builder.take(event),
            Err(error) => break Some(error),
        }
    };
    let at = reader.error_position() as usize;
    let damage = damage.map(|error| {
        let line = text.bytes().take(at).filter(|&it| it == b'\n').count() + 1;
        format!("the XML is damaged in line {line} ({error}): what stands before was read")
    });
    builder.finish(damage)
}

/// The tree as far as it has been read.
#[derive(Default)]
struct Builder<'a> {
    /// The elements not closed yet, outermost first.
    open: Vec<Element<'a>>,
    /// Elements open beyond [`DEPTH`], read as part of the deepest one.
    too_deep: usize,
    /// Prefixes and what they mean, with the depth that declared them.
    prefixes: Vec<(usize, String, Vocabulary)>,
    root: Option<Element<'a>>,
    never_closed: bool,
    refused: usize,
}

impl<'a> Builder<'a> {
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::Empty(tag) => {
                self.start(&tag);
                self.end(tag.name().as_ref());
            }
            Event::End(tag) => self.end(tag.name().as_ref()),
            Event::Text(text) => self.text(text.into_inner()),
            Event::CData(text) => self.text(text.into_inner()),
            Event::GeneralRef(reference) => self.reference(&reference),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
    }

    fn start(&mut self, tag: &BytesStart<'a>) {
        if self.open.len() >= DEPTH {
            self.too_deep += 1;
            return;
        }
        let attributes = self.attributes(tag);
        let depth = self.open.len();
        for (name, value) in &attributes {
            let declared = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.trim_start_matches(':'),
                None => continue,
            };
            if self.prefixes.len() >= PREFIXES {
                break;
            }
            let meaning = Vocabulary::of(value);
            self.prefixes.push((depth, declared.to_owned(), meaning));
        }
        let qualified = tag.name();
        let (name, prefix) = qualified.decompose();
        let prefix = prefix.map_or("", |it| it.into_inner());
        self.open.push(Element {
            vocabulary: self.meaning(prefix),
            name: Cow::Owned(name.into_inner().to_owned()),
            attributes,
            children: Vec::new(),
        });
    }

    fn attributes(&mut self, tag: &BytesStart<'a>) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let mut res = Vec::new();
        let mut attributes = tag.html_attributes();
        for attribute in attributes.with_checks(false).flatten().take(ATTRIBUTES) {
            let name = attribute.key.as_ref().to_owned();
            let value = decode_html_entities(&attribute.value).into_owned();
            res.push((Cow::Owned(name), Cow::Owned(value)));
        }
        res
    }

    fn meaning(&self, prefix: &str) -> Vocabulary {
        let declared = self.prefixes.iter().rev().find(|(_, it, _)| it == prefix);
        match declared {
            Some(&(_, _, meaning)) => meaning,
            None => Vocabulary::of(prefix),
        }
    }

    /// Closes the innermost open element called `name`, and what it left open. A closing tag
    /// that closes nothing is passed over.
    fn end(&mut self, name: &str) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            return;
        }
        let local = name.rsplit(':').next().unwrap_or(name);
        let Some(at) = self.open.iter().rposition(|it| it.name == local) else {
            return;
        };
        self.never_closed |= at + 1 < self.open.len();
        while self.open.len() > at {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(mut element) = self.open.pop() else {
            return;
        };
        element.children.shrink_to_fit();
        let depth = self.open.len();
        while self.prefixes.last().is_some_and(|it| it.0 >= depth) {
            self.prefixes.pop();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None if self.root.is_none() => self.root = Some(element),
            None => {}
        }
    }

    fn text(&mut self, text: Cow<'a, str>) {
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.to_mut().push_str(&text),
            _ => parent.children.push(Node::Text(text)),
        }
    }

    /// A character reference, a predefined entity or one of HTML's becomes its character.
    fn reference(&mut self, reference: &BytesRef<'a>) {
        let name: &str = reference;
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            return self.text(Cow::Owned(character.to_string()));
        }
        let written = format!("&{name};");
        let decoded = decode_html_entities(&written).into_owned();
        self.refused += usize::from(decoded == written);
        self.text(Cow::Owned(decoded));
    }

    fn finish(mut self, damage: Option<String>) -> Document<'a> {
        let ends_early = !self.open.is_empty();
        let damage = damage.or_else(|| {
            let why = "the XML ends before its elements are closed: what stands before was read";
            ends_early.then(|| why.to_owned())
        });
        while !self.open.is_empty() {
            self.close();
        }
        let mut notes = Vec::new();
        if self.never_closed && damage.is_none() {
            notes.push("elements of the XML that were never closed were closed".into());
        }
        match self.refused {
            0 => {}
            1 => notes.push("an entity the document defines itself was left as it stands".into()),
            n => notes.push(format!(
                "{n} entities of the document's own were left as they stand"
            )),
        }
        Document {
            root: self.root.unwrap_or_default(),
            notes,
            damage,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Element<'_> {
        read(text).root
    }

    #[test]
    fn names_attributes_and_words_are_read() {
        let root =
            root("<?xml version='1.0'?><a x='1 &amp; 2'><n:b>one</n:b> <![CDATA[<two>]]></a>");
        assert_eq!(root.name, "a");
        assert_eq!(root.attribute("X"), Some("1 & 2"));
        assert_eq!(root.text_of("b").as_deref(), Some("one"));
        assert_eq!(root.text(), "one <two>");
    }

    #[test]
    fn the_declared_charset_is_used_unless_the_bytes_are_utf_8() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xE9</a>";
        assert!(decode(latin.to_vec(), None).text.contains("café"));
        let wrong = "<?xml version='1.0' encoding='iso-8859-1'?><a>café</a>";
        assert_eq!(decode(wrong.as_bytes().to_vec(), None).text, wrong);
        let label = decode(b"<a>\xA4</a>".to_vec(), Some("iso-8859-15"));
        assert_eq!(label.text, "<a>€</a>");
    }

    #[test]
    fn a_namespace_holds_within_the_element_that_declares_it() {
        let root = root("<r><a xmlns='http://www.w3.org/2005/Atom'><b/></a><b/></r>");
        let inner = root.path(&["a", "b"]).map(|it| it.vocabulary);
        assert_eq!(inner, Some(Vocabulary::Atom));
        assert_eq!(
            root.child("b").map(|it| it.vocabulary),
            Some(Vocabulary::Plain)
        );
    }

    #[test]
    fn entities_of_html_are_known_and_those_of_the_document_refused() {
        let text = "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'><!ENTITY y 'yy'>]>\
                    <r>&rsquo;&#8212;&#x41;&nbsp;&x;&y; R&D</r>";
        let document = read(text);
        assert_eq!(document.root.text(), "’—A\u{a0}&x;&y; R&D");
        assert_eq!(
            document.notes,
            ["2 entities of the document's own were left as they stand"]
        );
    }

    #[test]
    fn damage_keeps_what_stands_before_it_and_is_told() {
        for (text, words, note) in [
            ("<a><b>one</b><c>two", "onetwo", "ends before"),
            ("<a>one\n<b x='</a>", "one", "in line 2"),
            ("<a>one<!-- two</a>", "one", "damaged in line 1"),
        ] {
            let document = read(text);
            assert_eq!(document.root.text(), words, "{text}");
            let damage = document.damage.unwrap_or_default();
            assert!(damage.contains(note), "{damage}");
        }
        let document = read("<a><b>one</a>");
        assert_eq!(document.damage, None);
        assert!(document.notes[0].contains("never closed"));
        assert_eq!(read("no markup at all").root, Element::default());
    }

    #[test]
    fn depth_and_attributes_are_capped_and_words_kept() {
        let deep = format!("{}x{}y", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert_eq!(root(&deep).text(), "x");
        let wide: String = (0..100_000).map(|i| format!(" a{i}='1'")).collect();
        let wide = format!("<a{wide}>x</a>");
        assert_eq!(root(&wide).attributes.len(), ATTRIBUTES);
    }

    #[test]
    fn what_is_nested_too_deep_closes_nothing_above_it() {
        let (open, close) = ("<a>".repeat(DEPTH + 5), "</a>".repeat(DEPTH + 5));
        let text = format!("<r><x>{open}deep{close}</x><b>after</b></r>");
        let root = root(&text);
        assert_eq!(root.text_of("b").as_deref(), Some("after"));
        assert!(root.child("x").is_some_and(|it| it.child("b").is_none()));
    }
}
