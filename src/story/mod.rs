//! Bytes to a [`Story`]: decode, recognise the format, parse, keep what was mended as notes.
//!
//! A story is one owned text and lists of spans into it. Everything readable in the input, image
//! captions included, is in that text once; everything else in the program points into it.
//!
//! Invariants (each checked by [`Story::check`], which the tests run on every input they have):
//! any bytes make a story; every span lies on character boundaries; blocks are in order and apart,
//! and nothing but white space lies between them; no character that a terminal would act on is in
//! the text or in any metadata.

pub mod anchor;
pub mod clean;
mod date;
pub mod decode;
pub mod draft;
mod formats;
mod front;
pub mod inflate;
pub mod language;
pub mod origin;
mod recognise;
mod title;
mod unreadable;
mod word_list;

use crate::span::{ImageId, Span};
use origin::Origin;
use title::first_words;

pub use title::Title;
pub use unreadable::{LONGEST_INPUT, Unreadable};

/// One story: its text, what its parts are, and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub(crate) name: String,
    pub(crate) origin: Origin,
    pub(crate) entry: String,
    pub(crate) format: Format,
    pub(crate) text: String,
    /// Where soft hyphens were in the text, in order.
    pub(crate) soft_hyphens: Vec<u32>,
    /// The blocks that are bold or italic throughout, in order.
    pub(crate) emphasised: Vec<u32>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) images: Vec<Image>,
    pub(crate) links: Vec<Link>,
    pub(crate) notes: Vec<Note>,
    pub(crate) byline: Option<Byline>,
    pub(crate) meta: Meta,
    pub(crate) is_summary: bool,
}

/// A piece of a story that stands by itself, such as a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words. Empty only for an image without a caption.
    pub span: Span,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// The title the story was published under.
    Headline,
    /// The sentence under the headline that sums the story up.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// Where (and when) it was filed.
    Dateline,
    /// A heading within the body; 2 to 6, smaller is more important.
    Heading(u8),
    /// A paragraph of the body.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A passage set off as a quotation by the page, not by marks.
    BlockQuote,
    /// Where an image stands. Its words are the caption.
    Image(ImageId),
    /// Anything readable that is none of these (a table row, preformatted text).
    Other,
}

/// A picture, or what is left of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The caption as it is printed, which may tell the credit; empty when there is none.
    pub span: Span,
    /// The text the page gives in place of the picture, as it came.
    pub alt: String,
    /// The agency or photographer.
    pub credit: Option<String>,
    /// Where the picture was. Never fetched unasked.
    pub source: Option<String>,
    /// Whether it belongs to the story.
    pub role: ImageRole,
}

/// Whether an image belongs to the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageRole {
    /// A picture of the story.
    Photo,
    /// A banner, logo or advertisement.
    Promo,
}

/// A web address under some words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub span: Span,
    /// The address, http or https or mailto, as it came.
    pub url: String,
}

/// What was mended or left out while reading, for the reader to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A sentence.
    pub text: String,
    /// Whether words of the story are missing because of it: the input breaks off, or is damaged.
    pub is_damage: bool,
}

/// Who wrote the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Byline {
    /// The byline's words.
    pub span: Span,
    /// The authors' names found in it, in order.
    pub names: Vec<String>,
    /// The author's role ("Senior political producer"), where it is told.
    pub role: Option<String>,
}

/// What is known about a story besides its text. Dates are as they came, ISO 8601 where possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// When it was first published.
    pub published: Option<String>,
    /// When it was last changed.
    pub modified: Option<String>,
    /// The newspaper, agency or site.
    pub publisher: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Its language as a BCP 47 tag.
    pub language: Option<String>,
}

/// The format a story was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Lines of text with image elements.
    TaggedText,
    /// Lines of text.
    PlainText,
    /// Markdown.
    Markdown,
    /// A web page.
    Html,
    /// A message (`.eml`), or a page saved as one (MHTML).
    Mail,
    /// RSS of any version.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed.
    JsonFeed,
    /// News Industry Text Format.
    Nitf,
    /// NewsML-G2.
    NewsMlG2,
    /// NewsML 1.
    NewsMl1,
    /// News in JSON.
    Ninjs,
    /// JSON with the words of a story under `text`.
    Json,
    /// IPTC 7901 or ANPA 1312.
    Iptc7901,
}

/// What is known of some bytes before they are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// What they were opened under: a file name, an address, `-`.
    pub name: &'a str,
    /// The format the reader says they are in; otherwise the bytes tell.
    pub format: Option<Format>,
    /// The charset named outside the bytes, such as in an HTTP header.
    pub charset: Option<&'a str>,
    /// The address they came from.
    pub url: Option<&'a str>,
}

/// Reads the beginning of a story, of which `bytes` are the first: something to see while the rest is
/// being read. `None` if that may look another way once the rest is there.
pub fn beginning(mut bytes: Vec<u8>, hints: &Hints<'_>) -> Option<Story> {
    let format = hints
        .format
        .unwrap_or_else(|| recognise::recognise(&bytes, hints.name));
    if !matches!(format, Format::TaggedText | Format::PlainText) {
        return None;
    }
    let text = match str::from_utf8(&bytes) {
        Ok(text) => text,
        // The last character is not whole.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(&bytes[..error.valid_up_to()]).ok()?
        }
        Err(_) => return None,
    };
    // Whole lines; whole words of a line that does not end.
    let end = text.rfind('\n').or_else(|| text.rfind(' '))?;
    bytes.truncate(end);
    formats::read(format, bytes, hints).ok()?.into_iter().next()
}

/// Reads any bytes as a story, or as several when they are a feed or a package.
///
/// Never fails and never returns nothing: what cannot be understood is read as plain text, and
/// notes say what was mended. Where [`read`] gives no story, an empty one tells why.
pub fn parse(bytes: Vec<u8>, hints: &Hints<'_>) -> Vec<Story> {
    read(bytes, hints).unwrap_or_else(|why| {
        let mut draft = draft::Draft::new(hints.name, Format::PlainText);
        draft.damage(why.to_string());
        vec![draft.finish()]
    })
}

/// Reads bytes as a story, or as several when they are a feed or a package. What is packed with gzip is
/// unpacked.
///
/// Text, marked up or not, always makes a story; notes say what was mended.
///
/// # Errors
/// When they are longer than [`LONGEST_INPUT`], or are JSON without a story in it: data is never shown
/// as if it were prose.
pub fn read(bytes: Vec<u8>, hints: &Hints<'_>) -> Result<Vec<Story>, Unreadable> {
    let (bytes, damage) = inflate::inflate(bytes)?;
    let format = hints
        .format
        .unwrap_or_else(|| recognise::recognise(&bytes, hints.name));
    let mut stories = formats::read(format, bytes, hints)?;
    debug_assert!(!stories.is_empty(), "{format:?} made no story");
    if let (Some(first), Some(damage)) = (stories.first_mut(), damage) {
        first.tell_damage(damage);
    }
    Ok(stories)
}

/// Reads one record of many, such as a line of JSON Lines: the story it tells, or those of its package.
///
/// # Errors
/// When there is no story in it. A record is never shown as it stands.
pub fn read_record(record: Vec<u8>, hints: &Hints<'_>) -> Result<Vec<Story>, Unreadable> {
    if record.len() > LONGEST_INPUT {
        return Err(Unreadable::TooLarge);
    }
    let format = hints
        .format
        .unwrap_or_else(|| recognise::recognise(&record, hints.name));
    formats::read_record(format, record, hints)
}

impl Format {
    /// Every format, in the order help lists them.
    pub const ALL: [Format; 14] = [
        Format::TaggedText,
        Format::PlainText,
        Format::Markdown,
        Format::Html,
        Format::Mail,
        Format::Rss,
        Format::Atom,
        Format::JsonFeed,
        Format::Nitf,
        Format::NewsMlG2,
        Format::NewsMl1,
        Format::Ninjs,
        Format::Json,
        Format::Iptc7901,
    ];

    /// Whether it holds entries, each a story.
    pub fn is_feed(self) -> bool {
        matches!(self, Format::Rss | Format::Atom | Format::JsonFeed)
    }

    /// The name used on the command line and in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::TaggedText => "tagged-text",
            Format::PlainText => "plain-text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Mail => "mail",
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::JsonFeed => "json-feed",
            Format::Nitf => "nitf",
            Format::NewsMlG2 => "newsml-g2",
            Format::NewsMl1 => "newsml-1",
            Format::Ninjs => "ninjs",
            Format::Json => "json",
            Format::Iptc7901 => "iptc-7901",
        }
    }
}

impl Story {
    /// The name it was opened under (a file name, an address, `-`), safe to show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it was read from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Which of the stories read from there it is, by its address or title; empty where there is one.
    pub fn entry(&self) -> &str {
        &self.entry
    }

    /// Says what stories were read from, and which of them each is.
    pub fn came_from(stories: &mut [Story], origin: &Origin) {
        let several = stories.len() > 1;
        for story in stories {
            story.origin.clone_from(origin);
            let is_entry = matches!(story.format, Format::Rss | Format::Atom | Format::JsonFeed);
            if several || is_entry {
                let url = story.meta.url.as_deref();
                story.entry = url.unwrap_or(story.title().text).to_owned();
            }
        }
    }

    /// The format it was read from.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words a span covers: the one place a story's text is indexed.
    #[expect(clippy::string_slice, reason = "every Span is on char boundaries")]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.start()..span.end()]
    }

    /// The blocks, in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The images, in reading order.
    pub fn images(&self) -> &[Image] {
        &self.images
    }

    /// The credit of an image, unless its caption tells it already, as those of web pages do.
    pub fn credit_beside<'a>(&'a self, image: &'a Image) -> Option<&'a str> {
        let credit = image.credit.as_deref()?;
        (!self.slice(image.span).contains(credit)).then_some(credit)
    }

    /// The links, in reading order.
    pub fn links(&self) -> &[Link] {
        &self.links
    }

    /// What was mended or left out.
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// Adds what was mended while reading, if anything was.
    pub(crate) fn add_note(&mut self, note: Option<&str>) {
        self.notes.extend(note.map(|it| Note {
            text: it.to_owned(),
            is_damage: false,
        }));
    }

    /// Adds why words of the story are missing.
    pub(crate) fn tell_damage(&mut self, why: &str) {
        self.notes.push(Note {
            text: clean::clean(why),
            is_damage: true,
        });
    }

    /// Why words of the story are missing, if some are: one sentence for each reason.
    pub fn damages(&self) -> impl Iterator<Item = &str> {
        let damages = self.notes.iter().filter(|it| it.is_damage);
        damages.map(|it| it.text.as_str())
    }

    /// Changes the name it goes by.
    pub(crate) fn rename(&mut self, name: &str) {
        self.name = clean::clean(name);
    }

    /// Who wrote it.
    pub fn byline(&self) -> Option<&Byline> {
        self.byline.as_ref()
    }

    /// What else is known about it.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Whether it is no more than a summary of a story that stands elsewhere, as many feeds hold.
    pub fn is_summary(&self) -> bool {
        self.is_summary
    }

    /// The headline, if the story has one.
    pub fn headline(&self) -> Option<&str> {
        self.first(BlockKind::Headline)
    }

    /// The standfirst, if the story has one.
    pub fn standfirst(&self) -> Option<&str> {
        self.first(BlockKind::Standfirst)
    }

    /// The dateline, if the story has one.
    pub fn dateline(&self) -> Option<&str> {
        self.first(BlockKind::Dateline)
    }

    /// The headline, or else the first words of the body, or else the name it was opened under.
    pub fn title(&self) -> Title<'_> {
        if let Some(text) = self.headline() {
            return Title {
                text,
                derived: false,
                cut: false,
            };
        }
        let body = self.first(BlockKind::Paragraph);
        let body = body.or_else(|| self.first(BlockKind::Heading(2)));
        let (text, cut) = body.map_or((self.name(), false), first_words);
        Title {
            text,
            derived: true,
            cut,
        }
    }

    /// The bytes within a span, its ends included, at which the story says that a word may be broken:
    /// where it had soft hyphens, which are no part of the text.
    pub fn soft_hyphens(&self, span: Span) -> &[u32] {
        let before = |end: usize| self.soft_hyphens.partition_point(|it| (*it as usize) < end);
        let within = before(span.start())..before(span.end() + 1);
        self.soft_hyphens.get(within).unwrap_or_default()
    }

    /// Whether the block with this index is bold or italic throughout, as questions of interviews are.
    pub fn is_emphasised(&self, block: usize) -> bool {
        let has = |block| self.emphasised.binary_search(&block).is_ok();
        u32::try_from(block).is_ok_and(has)
    }

    /// The index of the block that holds byte `at`, or of the last one before it.
    pub fn block_at(&self, at: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|it| it.span.start() <= at);
        after.checked_sub(1)
    }

    fn first(&self, kind: BlockKind) -> Option<&str> {
        let block = self.blocks.iter().find(|it| it.kind == kind)?;
        Some(self.slice(block.span))
    }

    /// Panics if the story breaks its own rules; tests call it on everything they read.
    pub fn check(&self) {
        let mut at = 0;
        for block in &self.blocks {
            let gap = self.slice(Span::new(at, block.span.start()));
            assert!(gap.chars().all(char::is_whitespace), "lost text {gap:?}");
            at = block.span.end();
            if let BlockKind::Image(id) = block.kind {
                assert_eq!(self.images[id.index()].span, block.span);
            }
        }
        let rest = self.slice(Span::new(at, self.text.len()));
        assert!(rest.chars().all(char::is_whitespace), "lost text {rest:?}");
        for shown in self.every_string() {
            assert_eq!(
                clean::first_active(shown),
                None,
                "active character in {shown:?}"
            );
        }
        for link in &self.links {
            assert!(!self.slice(link.span).is_empty(), "link without words");
        }
    }

    fn every_string(&self) -> Vec<&str> {
        let mut res = vec![self.text.as_str(), self.name.as_str()];
        for image in &self.images {
            res.push(&image.alt);
            res.extend(image.credit.as_deref());
            res.extend(image.source.as_deref());
        }
        res.extend(self.links.iter().map(|it| it.url.as_str()));
        res.extend(self.notes.iter().map(|it| it.text.as_str()));
        if let Some(byline) = &self.byline {
            res.extend(byline.names.iter().map(String::as_str));
            res.extend(byline.role.as_deref());
        }
        let meta = &self.meta;
        for field in [
            &meta.published,
            &meta.modified,
            &meta.publisher,
            &meta.url,
            &meta.language,
        ] {
            res.extend(field.as_deref());
        }
        res
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An escape in a field that may be missing.
    fn escape(field: &mut Option<String>) {
        field.get_or_insert_default().push('\u{1B}');
    }

    #[test]
    fn an_active_character_in_any_field_is_noticed() {
        const WIRE: &[u8] = include_bytes!("../../tests/formats/nitf.xml");
        let spoils: [fn(&mut Story); 12] = [
            |it| it.name.push('\u{1B}'),
            |it| it.images[0].alt.push('\u{1B}'),
            |it| escape(&mut it.images[0].credit),
            |it| escape(&mut it.images[0].source),
            |it| it.links[0].url.push('\u{1B}'),
            |it| it.add_note(Some("an escape \u{1B}")),
            |it| it.byline.as_mut().unwrap().names[0].push('\u{1B}'),
            |it| escape(&mut it.byline.as_mut().unwrap().role),
            |it| escape(&mut it.meta.published),
            |it| escape(&mut it.meta.publisher),
            |it| escape(&mut it.meta.url),
            |it| escape(&mut it.meta.language),
        ];
        for (number, spoil) in spoils.into_iter().enumerate() {
            let mut story = parse(WIRE.to_vec(), &Hints::default()).remove(0);
            story.check();
            spoil(&mut story);
            let noticed = std::panic::catch_unwind(|| story.check());
            assert!(noticed.is_err(), "{number}");
        }
    }

    #[test]
    fn a_line_of_json_is_read_as_what_it_is() {
        for (line, format, words) in [
            (
                r#"{"version":"https://jsonfeed.org/version/1.1","items":[{"content_text":"One."}]}"#,
                Format::JsonFeed,
                "One.",
            ),
            (
                r#"{"headline":"Tide","body_text":"Two."}"#,
                Format::Ninjs,
                "Two.",
            ),
            (r#"{"text":"Three."}"#, Format::Json, "Three."),
        ] {
            let stories = read_record(line.into(), &Hints::default()).expect(line);
            assert_eq!(stories.len(), 1, "{line}");
            assert_eq!(stories[0].format(), format);
            assert!(stories[0].text().contains(words), "{line}");
        }
        assert!(read_record(b"Words.".to_vec(), &Hints::default()).is_err());
    }

    #[test]
    fn a_credit_stands_beside_a_caption_that_does_not_tell_it() {
        let caption = |words: &str| {
            let text = format!("Words.\n<x:image>a alt=\"EPA {words}\"</x:image>\n");
            let story = parse(text.into(), &Hints::default()).remove(0);
            story.credit_beside(&story.images()[0]).map(str::to_owned)
        };
        assert_eq!(caption("A gate").as_deref(), Some("EPA"));
        assert_eq!(caption("A gate (EPA)"), None);
    }
}
