//! Pictures with what is said of them: `figure` and `img` of HTML, `media` of NITF.

use super::body::Photo;
use super::markup::{Element, Node, squeeze};

/// Words of class and microdata attributes that tell a credit.
const CREDIT: [&str; 9] = [
    "attribution",
    "author",
    "byline",
    "copyright",
    "copyrightholder",
    "creator",
    "credit",
    "credits",
    "photographer",
];

/// Longer than this, in words, what stands beside a caption is no credit.
const LONGEST_CREDIT: usize = 12;

/// The pictures of a figure, the first with its caption and credit.
///
/// `None` when it is no picture: a table, a quotation, or a gallery of other figures.
pub fn photos(figure: &Element<'_>) -> Option<Vec<Photo>> {
    if figure.elements().any(|it| it.find("figure").is_some()) {
        return None;
    }
    let mut found = Found::default();
    found.gather(figure);
    if found.photos.is_empty() && figure.is("media") && !found.caption.trim().is_empty() {
        found.photos.push(Photo::default());
    }
    found.describe_first();
    (!found.photos.is_empty()).then_some(found.photos)
}

/// What an `img` shows; `None` for what is there to count readers, or for nothing at all.
pub fn image(img: &Element<'_>) -> Option<Photo> {
    let dot = |name| {
        img.attribute(name)
            .is_some_and(|it| matches!(it, "0" | "1"))
    };
    if dot("width") || dot("height") {
        return None;
    }
    let photo = Photo {
        alt: img.attribute("alt").map(squeeze).unwrap_or_default(),
        caption: img.attribute("caption").map(squeeze).unwrap_or_default(),
        source: source(img),
        ..Photo::default()
    };
    (!photo.is_empty()).then_some(photo)
}

/// Whether an `img` stands for a character.
pub fn is_emoji(img: &Element<'_>) -> bool {
    let class = img.attribute("class").unwrap_or("");
    class.contains("emoji") || class.contains("smiley")
}

/// The address of a picture, past the placeholders of pictures that load late.
fn source(img: &Element<'_>) -> Option<String> {
    const NAMES: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "src"];
    let real = |it: &&str| !it.starts_with("data:");
    let named = NAMES
        .iter()
        .find_map(|name| img.attribute(name).filter(real));
    let set = || img.attribute("srcset")?.split_whitespace().next();
    named.or_else(set).map(str::to_owned)
}

/// What a figure holds, as far as it has been read.
#[derive(Default)]
struct Found {
    photos: Vec<Photo>,
    caption: String,
    credit: String,
    /// Words that are marked neither as caption nor as credit.
    rest: String,
}

impl Found {
    fn gather(&mut self, it: &Element<'_>) {
        for node in &it.children {
            match node {
                Node::Text(text) => self.rest.push_str(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn element(&mut self, it: &Element<'_>) {
        const CAPTIONS: [&str; 2] = ["figcaption", "media-caption"];
        const SKIPPED: [&str; 7] = [
            "iframe",
            "media-metadata",
            "media-object",
            "noscript",
            "script",
            "style",
            "svg",
        ];
        if it.is("img") {
            self.photos.extend(image(it));
        } else if it.is("media-reference") {
            self.reference(it);
        } else if it.is_any(&CAPTIONS) {
            self.caption(it);
        } else if is_credit(it) {
            append(&mut self.credit, &it.text());
        } else if !it.is_any(&SKIPPED) {
            self.rest.push(' ');
            self.gather(it);
        }
    }

    /// A caption, without the credit that may stand within it.
    fn caption(&mut self, it: &Element<'_>) {
        let mut words = String::new();
        for node in &it.children {
            match node {
                Node::Text(text) => words.push_str(text),
                Node::Element(inner) if is_credit(inner) => append(&mut self.credit, &inner.text()),
                Node::Element(inner) if inner.elements().any(is_credit) => {
                    append(&mut self.caption, &words);
                    words.clear();
                    self.caption(inner);
                }
                Node::Element(inner) => {
                    let apart = inner.is_any(&["br", "p", "div"]);
                    let gap = if apart { " " } else { "" };
                    words.push_str(gap);
                    words.push_str(&inner.raw_text());
                    words.push_str(gap);
                }
            }
        }
        append(&mut self.caption, &words);
    }

    /// NITF's address of a picture. A second one is another size of the same.
    fn reference(&mut self, it: &Element<'_>) {
        if let Some(credit) = it.attribute("source-credit") {
            append(&mut self.credit, credit);
        }
        if self.photos.is_empty() {
            let alt = it.attribute("alternate-text").or(it.attribute("name"));
            self.photos.push(Photo {
                alt: alt.map(squeeze).unwrap_or_default(),
                source: it.attribute("source").map(str::to_owned),
                ..Photo::default()
            });
        }
    }

    /// Gives caption and credit to the first picture. Unmarked words are the caption where there
    /// is none, else the credit if they are few.
    fn describe_first(&mut self) {
        let Some(first) = self.photos.first_mut() else {
            return;
        };
        let rest = squeeze(&self.rest);
        let few = rest.split(' ').count() <= LONGEST_CREDIT;
        match (self.caption.is_empty(), self.credit.is_empty()) {
            (true, _) => self.caption = rest,
            (false, true) if few => self.credit = rest,
            _ => append(&mut self.caption, &rest),
        }
        if !self.caption.is_empty() {
            first.caption = std::mem::take(&mut self.caption);
        }
        let credit = std::mem::take(&mut self.credit);
        first.credit = Some(credit).filter(|it| !it.is_empty());
    }
}

/// Whether an element names who made a picture: by its name, or by a word of its class.
fn is_credit(it: &Element<'_>) -> bool {
    if it.is_any(&["cite", "media-producer"]) {
        return true;
    }
    ["class", "itemprop"].iter().any(|name| {
        let label = it.attribute(name).unwrap_or("").to_ascii_lowercase();
        let mut words = label.split(|it: char| !it.is_ascii_alphabetic());
        words.any(|it| CREDIT.contains(&it))
    })
}

fn append(out: &mut String, text: &str) {
    let text = squeeze(text);
    if !text.is_empty() {
        let gap = if out.is_empty() { "" } else { " " };
        out.push_str(gap);
        out.push_str(&text);
    }
}
