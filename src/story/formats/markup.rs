//! A tree of elements and text: what [`xml`](super::xml) and [`fragment`](super::fragment) read,
//! and what every parser of XML wires, feeds and HTML bodies works on.

use std::borrow::Cow;

/// How many elements may be open at once. Deeper ones are read as if they stood at this depth,
/// so that no input can exhaust the stack of a walk. Browsers stop at the same depth.
pub const DEPTH: usize = 512;

/// An element with its attributes and what it holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Element<'a> {
    /// What its namespace says it is about.
    pub vocabulary: Vocabulary,
    /// Its name without prefix, as written.
    pub name: Cow<'a, str>,
    /// Names (with their prefix) and values, in order.
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// What stands between its tags, in order.
    pub children: Vec<Node<'a>>,
}

/// A piece of an element's content.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'a> {
    /// An element within it.
    Element(Element<'a>),
    /// Words, with entities decoded.
    Text(Cow<'a, str>),
}

/// The namespaces whose elements share names, so that only the namespace tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Vocabulary {
    /// No namespace, or one that needs no telling apart.
    #[default]
    Plain,
    /// Atom, alone or within RSS.
    Atom,
    /// `content:encoded` of RSS.
    Content,
    /// Dublin Core.
    DublinCore,
    /// Media RSS.
    Media,
    /// Podcasts.
    Podcast,
}

impl Vocabulary {
    /// The vocabulary of a namespace name, or of a prefix that was never declared.
    pub fn of(namespace: &str) -> Vocabulary {
        const KNOWN: [(&str, Vocabulary); 12] = [
            ("w3.org/2005/Atom", Vocabulary::Atom),
            ("purl.org/atom/", Vocabulary::Atom),
            ("purl.org/rss/1.0/modules/content", Vocabulary::Content),
            ("purl.org/dc/", Vocabulary::DublinCore),
            ("search.yahoo.com/mrss", Vocabulary::Media),
            ("itunes.com/dtds/", Vocabulary::Podcast),
            ("podcastindex.org/", Vocabulary::Podcast),
            ("atom", Vocabulary::Atom),
            ("content", Vocabulary::Content),
            ("dc", Vocabulary::DublinCore),
            ("media", Vocabulary::Media),
            ("itunes", Vocabulary::Podcast),
        ];
        let known = KNOWN.iter().find(|(name, _)| {
            let is_address = name.contains('/');
            *name == namespace || (is_address && namespace.contains(name))
        });
        known.map_or(Vocabulary::Plain, |&(_, vocabulary)| vocabulary)
    }
}

impl<'a> Element<'a> {
    /// Whether this is its name, in any case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Whether its name is among `names`, in any case.
    pub fn is_any(&self, names: &[&str]) -> bool {
        names.iter().any(|it| self.is(it))
    }

    /// The value of the attribute `name`, in any case. Empty values count as absent.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let named = |(key, _): &&(Cow<'_, str>, Cow<'_, str>)| key.eq_ignore_ascii_case(name);
        let (_, value) = self.attributes.iter().find(named)?;
        Some(value.trim()).filter(|it| !it.is_empty())
    }

    /// The elements directly within it.
    pub fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The elements called `name` directly within it.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element<'a>> {
        self.elements().filter(move |it| it.is(name))
    }

    /// The first element called `name` directly within it.
    pub fn child(&self, name: &str) -> Option<&Element<'a>> {
        self.elements().find(|it| it.is(name))
    }

    /// The element reached by going down through `names`.
    pub fn path(&self, names: &[&str]) -> Option<&Element<'a>> {
        names.iter().try_fold(self, |at, name| at.child(name))
    }

    /// The first element called `name` at any depth within it, or itself.
    pub fn find(&self, name: &str) -> Option<&Element<'a>> {
        if self.is(name) {
            return Some(self);
        }
        self.elements().find_map(|it| it.find(name))
    }

    /// Its words, and those of all within it, with single spaces.
    pub fn text(&self) -> String {
        let mut raw = String::new();
        self.append_text(&mut raw, " ", " ");
        squeeze(&raw)
    }

    /// The words of the element called `name` directly within it; `None` when there are none.
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.all(name).map(Element::text).find(|it| !it.is_empty())
    }

    /// Its words, and those of all within it, as they stand; each line break is one.
    pub fn raw_text(&self) -> String {
        let mut raw = String::new();
        self.append_text(&mut raw, "\n", "");
        raw
    }

    fn append_text(&self, out: &mut String, line_break: &str, gap: &str) {
        const APART: [&str; 6] = ["div", "h1", "li", "p", "td", "tr"];
        for node in &self.children {
            match node {
                Node::Text(text) => out.push_str(text),
                Node::Element(it) if it.is("br") => out.push_str(line_break),
                Node::Element(it) => {
                    let gap_here = if it.is_any(&APART) { gap } else { "" };
                    out.push_str(gap_here);
                    it.append_text(out, line_break, gap);
                    out.push_str(gap_here);
                }
            }
        }
    }
}

/// `text` with every run of white space as one space, and none at its ends.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vocabulary_is_told_by_its_namespace_or_its_usual_prefix() {
        for (namespace, want) in [
            ("http://www.w3.org/2005/Atom", Vocabulary::Atom),
            ("http://search.yahoo.com/mrss/", Vocabulary::Media),
            ("media", Vocabulary::Media),
            ("http://purl.org/dc/elements/1.1/", Vocabulary::DublinCore),
            ("http://purl.org/rss/1.0/", Vocabulary::Plain),
            ("social-media", Vocabulary::Plain),
        ] {
            assert_eq!(Vocabulary::of(namespace), want, "{namespace}");
        }
    }
}
