//! A story while it is being written down: every format pushes its pieces here, in reading order.
//!
//! What is pushed is cleaned (see [`clean`](super::clean)), trimmed and appended to the one text.

use super::clean::{SOFT_HYPHEN, clean, clean_into};
use super::language;
use super::origin::Origin;
use super::{Block, BlockKind, Byline, Format, Image, ImageRole, Link, Meta, Note, Story};
use crate::span::{ImageId, Span};

/// A story being put together.
#[derive(Debug)]
pub struct Draft {
    story: Story,
    hidden: usize,
}

/// A run of words with the address it links to, if any.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The words, with their spaces.
    pub text: &'a str,
    /// Where they lead.
    pub url: Option<&'a str>,
}

/// A picture as a format describes it.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// The text in place of the picture, as it came.
    pub alt: &'a str,
    /// The caption without its credit; empty when there is none.
    pub caption: &'a str,
    /// The agency or photographer.
    pub credit: Option<&'a str>,
    /// Where the picture is.
    pub source: Option<&'a str>,
    /// Whether it belongs to the story.
    pub role: ImageRole,
}

impl Draft {
    /// An empty story opened under `name`.
    pub fn new(name: &str, format: Format) -> Draft {
        Draft {
            hidden: 0,
            story: Story {
                name: clean(name),
                origin: Origin::Nowhere,
                entry: String::new(),
                format,
                text: String::new(),
                soft_hyphens: Vec::new(),
                emphasised: Vec::new(),
                blocks: Vec::new(),
                images: Vec::new(),
                links: Vec::new(),
                notes: Vec::new(),
                byline: None,
                meta: Meta::default(),
                is_summary: false,
            },
        }
    }

    /// Makes room for `bytes` of text, so that a long story is not copied while it grows.
    pub fn reserve(&mut self, bytes: usize) {
        self.story.text.reserve(bytes);
    }

    /// Whether nothing has been pushed yet.
    pub fn is_empty(&self) -> bool {
        self.story.blocks.is_empty()
    }

    /// Appends a block of words. `None` when nothing readable is left of it.
    pub fn block(&mut self, kind: BlockKind, text: &str) -> Option<Span> {
        self.runs(kind, &[Run { text, url: None }])
    }

    /// Appends a block made of runs, some of them links.
    pub fn runs(&mut self, kind: BlockKind, runs: &[Run<'_>]) -> Option<Span> {
        let start = self.story.text.len();
        let first_link = self.story.links.len();
        for run in runs {
            self.run(run);
        }
        match self.trim_from(start) {
            Some(span) => {
                self.keep_links_within(first_link, span);
                self.close(Block { kind, span });
                Some(span)
            }
            None => {
                self.story.links.truncate(first_link);
                self.cut_back(start);
                None
            }
        }
    }

    /// Says that the last block is bold or italic throughout.
    pub fn emphasise(&mut self) {
        let last = self.story.blocks.len().checked_sub(1);
        self.story.emphasised.extend(last.map(|it| it as u32));
    }

    /// Appends a byline with what is known of its authors.
    pub fn byline(&mut self, text: &str, names: &[String], role: Option<&str>) -> Option<Span> {
        let span = self.block(BlockKind::Byline, text)?;
        self.story.byline = Some(Byline {
            span,
            names: names.iter().map(|it| clean(it)).collect(),
            role: role.map(clean),
        });
        Some(span)
    }

    /// Appends an image where it stands in the story.
    pub fn image(&mut self, picture: &Picture<'_>) -> ImageId {
        let id = ImageId(self.story.images.len() as u32);
        let start = self.story.text.len();
        self.words(picture.caption);
        let span = self.trim_from(start).unwrap_or_else(|| {
            self.cut_back(start);
            Span::new(start, start)
        });
        self.close(Block {
            kind: BlockKind::Image(id),
            span,
        });
        self.story.images.push(Image {
            span,
            alt: clean(picture.alt),
            credit: picture.credit.map(clean).filter(|it| !it.is_empty()),
            source: picture.source.map(clean).filter(|it| !it.is_empty()),
            role: picture.role,
        });
        id
    }

    /// Tells the reader something about how the story was read.
    pub fn note(&mut self, text: impl AsRef<str>) {
        self.story.notes.push(Note {
            text: clean(text.as_ref()),
            is_damage: false,
        });
    }

    /// Tells the reader why words of the story are missing.
    pub fn damage(&mut self, why: impl AsRef<str>) {
        self.story.tell_damage(why.as_ref());
    }

    /// Says that the story is only a summary of one that stands elsewhere.
    pub fn mark_as_summary(&mut self) {
        self.story.is_summary = true;
        self.note("the feed holds only a summary of this story");
    }

    /// What is known besides the text. Cleaned when the story is finished.
    pub fn meta(&mut self) -> &mut Meta {
        &mut self.story.meta
    }

    /// The finished story.
    pub fn finish(mut self) -> Story {
        match self.hidden {
            0 => {}
            1 => self.note("1 control character was hidden"),
            n => self.note(format!("{n} control characters were hidden")),
        }
        let meta = &mut self.story.meta;
        for field in [
            &mut meta.published,
            &mut meta.modified,
            &mut meta.publisher,
            &mut meta.url,
            &mut meta.language,
        ] {
            *field = field
                .take()
                .map(|it| clean(&it))
                .filter(|it| !it.is_empty());
        }
        if meta.language.is_none() {
            meta.language = language::tell(&self.story.text).map(|it| it.code.to_owned());
        }
        self.story
    }

    fn run(&mut self, run: &Run<'_>) {
        let start = self.story.text.len();
        self.words(run.text);
        let end = self.story.text.len();
        let Some(url) = run.url.filter(|it| is_web_address(it)) else {
            return;
        };
        self.story.links.push(Link {
            span: Span::new(start, end),
            url: clean(url),
        });
    }

    /// Appends words to the text, and notes where a soft hyphen was in them.
    fn words(&mut self, words: &str) {
        // The byte that a soft hyphen starts with is found faster, and seldom there.
        if memchr::memchr(0xC2, words.as_bytes()).is_none() {
            self.hidden += clean_into(&mut self.story.text, words);
            return;
        }
        for (number, part) in words.split(SOFT_HYPHEN).enumerate() {
            if number > 0 {
                self.story.soft_hyphens.push(self.story.text.len() as u32);
            }
            self.hidden += clean_into(&mut self.story.text, part);
        }
    }

    /// Takes back what was appended after byte `end`.
    fn cut_back(&mut self, end: usize) {
        self.story.text.truncate(end);
        let kept = self.story.soft_hyphens.iter();
        let kept = kept.rev().skip_while(|it| **it as usize > end).count();
        self.story.soft_hyphens.truncate(kept);
    }

    /// The span from `start` to the text's end without white space at its ends; the text is cut there.
    fn trim_from(&mut self, start: usize) -> Option<Span> {
        let added = self.story.text.get(start..)?;
        let kept = added.trim_end().len();
        let lead = added.len() - added.trim_start().len();
        if lead >= kept {
            return None;
        }
        self.cut_back(start + kept);
        Some(Span::new(start + lead, start + kept))
    }

    /// Cuts the links pushed since `first` to `span`, and forgets those with no words left.
    fn keep_links_within(&mut self, first: usize, span: Span) {
        let pushed = self.story.links.split_off(first);
        let kept = pushed.into_iter().filter_map(|link| {
            let within = link.span.meet(span)?;
            Some(Link {
                span: within,
                ..link
            })
        });
        self.story.links.extend(kept);
    }

    fn close(&mut self, block: Block) {
        self.story.blocks.push(block);
        self.story.text.push('\n');
    }
}

/// Whether `url` is an address a reader may be offered to open.
fn is_web_address(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    ["http", "https", "mailto"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft::new("test", Format::PlainText)
    }

    #[test]
    fn blocks_are_trimmed_and_apart() {
        let mut draft = draft();
        draft.block(BlockKind::Headline, "  A headline ");
        draft.block(BlockKind::Paragraph, "\t ");
        draft.block(BlockKind::Paragraph, "Words.");
        let story = draft.finish();
        story.check();
        assert_eq!(story.text(), "  A headline\nWords.\n");
        assert_eq!(story.headline(), Some("A headline"));
        assert_eq!(story.blocks().len(), 2);
    }

    #[test]
    fn an_image_without_caption_keeps_its_place() {
        let mut draft = draft();
        draft.block(BlockKind::Paragraph, "Before.");
        draft.image(&Picture {
            alt: "",
            caption: " ",
            credit: None,
            source: Some("a.jpg"),
            role: ImageRole::Photo,
        });
        draft.block(BlockKind::Paragraph, "After.");
        let story = draft.finish();
        story.check();
        assert_eq!(story.text(), "Before.\n\nAfter.\n");
        assert_eq!(story.images()[0].span, Span::new(8, 8));
    }

    #[test]
    fn links_keep_to_their_words_and_to_the_web() {
        let mut draft = draft();
        let runs = [
            Run {
                text: "See ",
                url: None,
            },
            Run {
                text: "this ",
                url: Some("https://a.example/"),
            },
            Run {
                text: "that",
                url: Some("javascript:alert(1)"),
            },
        ];
        draft.runs(BlockKind::Paragraph, &runs);
        let story = draft.finish();
        story.check();
        assert_eq!(story.links().len(), 1);
        assert_eq!(story.slice(story.links()[0].span), "this ");
    }

    #[test]
    fn soft_hyphens_are_remembered_and_no_part_of_the_words() {
        let mut draft = draft();
        draft.block(BlockKind::Paragraph, "The har\u{ad}bour\u{ad}");
        draft.block(BlockKind::Paragraph, " \u{ad} ");
        draft.block(BlockKind::Paragraph, "ex\u{ad}tra\u{ad} words \u{ad} ");
        let story = draft.finish();
        story.check();
        assert_eq!(story.text(), "The harbour\nextra words\n");
        assert_eq!(story.soft_hyphens(story.blocks()[0].span), [7, 11]);
        assert_eq!(story.soft_hyphens(story.blocks()[1].span), [14, 17]);
        assert!(story.notes().is_empty());
    }

    #[test]
    fn hidden_characters_are_told() {
        let mut draft = draft();
        draft.block(BlockKind::Paragraph, "a\u{1b}[31mb");
        assert_eq!(
            draft.finish().notes()[0].text,
            "5 control characters were hidden"
        );
    }

    #[test]
    fn what_is_hidden_is_counted_in_every_block() {
        let mut draft = draft();
        draft.block(BlockKind::Paragraph, "One\u{202e}.");
        draft.block(BlockKind::Paragraph, "T\u{AD}wo\u{202e}\u{202e}.");
        let story = draft.finish();
        assert_eq!(story.text(), "One.\nTwo.\n");
        let notes: Vec<&str> = story.notes().iter().map(|it| it.text.as_str()).collect();
        assert!(notes.iter().any(|it| it.contains('3')), "{notes:?}");
    }
}
