//! The JSON contract: what `show --format json` says of a story, and the parts of it that `quotes`
//! and `images` say. All offsets are UTF-8 bytes into `text`.

use std::borrow::Cow;

use super::object::{Json, Object};
use super::{Subject, Telling};
use crate::quotes::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind};
use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::{Block, BlockKind, Byline, Image, ImageRole, Link, Note, Story, Title};

/// The version of the contract.
const VERSION: usize = 1;
const OFFSETS: &str = "utf-8 bytes into text";

/// Writes one story's answer as one JSON object, without a line end.
pub fn write(out: &mut Vec<u8>, subject: Subject, telling: Telling<'_>) {
    match subject {
        Subject::Story => whole(out, telling),
        Subject::Quotes => only_quotes(out, telling),
        Subject::Images => only_images(out, telling),
    }
}

/// Writes one story's answer as JSON objects, one a line: the story, or each quotation or image.
pub fn write_lines(out: &mut Vec<u8>, subject: Subject, telling: Telling<'_>) {
    let source = telling.source;
    match subject {
        Subject::Story => {
            whole(out, telling);
            out.push(b'\n');
        }
        Subject::Quotes => quotes(telling).for_each(|it| {
            it.fields(Object::new(out).field("source", source)).end();
            out.push(b'\n');
        }),
        Subject::Images => images(telling).for_each(|it| {
            it.fields(Object::new(out).field("source", source)).end();
            out.push(b'\n');
        }),
    }
}

fn whole(out: &mut Vec<u8>, telling: Telling<'_>) {
    let story = telling.story;
    let meta = story.meta();
    let all = story.images().iter().enumerate();
    Object::new(out)
        .field("version", VERSION)
        .field("source", telling.source)
        .field("format", story.format().as_str())
        .field("offsets", OFFSETS)
        .field("headline", story.headline())
        .field("title", story.title())
        .field("standfirst", story.standfirst())
        .field("byline", story.byline().map(|it| Authors(story, it)))
        .field("dateline", story.dateline())
        .field("published", meta.published.as_deref())
        .field("modified", meta.modified.as_deref())
        .field("publisher", meta.publisher.as_deref())
        .field("url", meta.url.as_deref())
        .field("language", meta.language.as_deref())
        .field("text", story.text())
        .list("blocks", story.blocks())
        .list(
            "images",
            all.map(|(id, image)| Picture { story, id, image }),
        )
        .list("speakers", speakers(telling))
        .list("quotes", quotes(telling))
        .list("links", story.links())
        .list("notes", story.notes())
        .end();
}

fn only_quotes(out: &mut Vec<u8>, telling: Telling<'_>) {
    Object::new(out)
        .field("version", VERSION)
        .field("source", telling.source)
        .field("title", telling.story.title())
        .field("url", telling.story.meta().url.as_deref())
        .list("speakers", speakers(telling))
        .list("quotes", quotes(telling))
        .end();
}

fn only_images(out: &mut Vec<u8>, telling: Telling<'_>) {
    Object::new(out)
        .field("version", VERSION)
        .field("source", telling.source)
        .field("title", telling.story.title())
        .field("url", telling.story.meta().url.as_deref())
        .list("images", images(telling))
        .end();
}

/// The speakers asked for.
fn speakers(telling: Telling<'_>) -> impl Iterator<Item = Voice<'_>> {
    let all = telling.voices.speakers.iter().enumerate();
    let wanted = all.filter(move |(id, _)| telling.is_wanted(Some(SpeakerId(*id as u32))));
    wanted.map(move |(id, speaker)| Voice {
        telling,
        id,
        speaker,
    })
}

/// The quotations asked for.
fn quotes(telling: Telling<'_>) -> impl Iterator<Item = Quotation<'_>> {
    telling
        .quotes()
        .map(move |(id, quote)| Quotation { telling, id, quote })
}

/// The images, those of the story before the banners.
fn images(telling: Telling<'_>) -> impl Iterator<Item = Picture<'_>> {
    telling.images().map(move |(id, image)| Picture {
        story: telling.story,
        id,
        image,
    })
}

impl Json for Title<'_> {
    fn write(self, out: &mut Vec<u8>) {
        Object::new(out)
            .field("text", self.text)
            .field("derived", self.derived)
            .end();
    }
}

/// The byline of a story.
struct Authors<'a>(&'a Story, &'a Byline);

impl Json for Authors<'_> {
    fn write(self, out: &mut Vec<u8>) {
        let Authors(story, byline) = self;
        Object::new(out)
            .field("text", story.slice(byline.span))
            .list("names", byline.names.iter().map(String::as_str))
            .field("role", byline.role.as_deref())
            .end();
    }
}

impl Json for &Block {
    fn write(self, out: &mut Vec<u8>) {
        let object = Object::new(out)
            .field("kind", block_kind(self.kind))
            .span(self.span);
        match self.kind {
            BlockKind::Heading(level) => object.field("level", usize::from(level)),
            BlockKind::Image(id) => object.field("image", id.index()),
            _ => object,
        }
        .end();
    }
}

/// An image of a story, with its number.
struct Picture<'a> {
    story: &'a Story,
    id: usize,
    image: &'a Image,
}

impl Picture<'_> {
    fn fields<'o>(&self, object: Object<'o>) -> Object<'o> {
        let Picture { story, id, image } = *self;
        let caption = story.slice(image.span);
        object
            .field("id", id)
            .field("alt", image.alt.as_str())
            .field("caption", Some(caption).filter(|it| !it.is_empty()))
            .field("credit", image.credit.as_deref())
            .field("source", image.source.as_deref())
            .field("role", image_role(image.role))
            .span(image.span)
    }
}

impl Json for Picture<'_> {
    fn write(self, out: &mut Vec<u8>) {
        self.fields(Object::new(out)).end();
    }
}

/// A speaker with its number.
struct Voice<'a> {
    telling: Telling<'a>,
    id: usize,
    speaker: &'a Speaker,
}

impl Json for Voice<'_> {
    fn write(self, out: &mut Vec<u8>) {
        let Voice {
            telling, speaker, ..
        } = self;
        let all = &telling.voices.quotes;
        let is_statement = |it: &&QuoteId| all[it.index()].kind == QuoteKind::Indirect;
        let of = |statements: bool| {
            let theirs = speaker.quotes.iter();
            theirs.filter(move |it| is_statement(it) == statements)
        };
        let object = Object::new(out)
            .field("id", self.id)
            .field("name", speaker.name.as_str())
            .field("kind", speaker_kind(speaker.kind))
            .field("title", speaker.title.as_deref())
            .list("quotes", of(false).map(|it| it.index()));
        match of(true).next() {
            Some(_) => object.list("statements", of(true).map(|it| it.index())),
            None => object,
        }
        .list("mentions", speaker.mentions.iter().copied())
        .end();
    }
}

/// A quotation with its number.
struct Quotation<'a> {
    telling: Telling<'a>,
    id: usize,
    quote: &'a Quote,
}

impl Quotation<'_> {
    fn fields<'o>(&self, object: Object<'o>) -> Object<'o> {
        let Quotation { telling, id, quote } = *self;
        let story = telling.story;
        object
            .field("id", id)
            .field("kind", quote_kind(quote.kind))
            .field("text", &*words(story, quote))
            .list("parts", quote.parts.iter().copied())
            .field("speaker", quote.speaker.map(|it| it.index()))
            .field("speaker_name", telling.name_of(quote.speaker))
            .field(
                "attribution",
                quote.attribution.as_ref().map(|it| Reasoned(story, it)),
            )
    }
}

impl Json for Quotation<'_> {
    fn write(self, out: &mut Vec<u8>) {
        self.fields(Object::new(out)).end();
    }
}

/// The words of a quotation, its paragraphs on lines of their own.
fn words<'a>(story: &'a Story, quote: &Quote) -> Cow<'a, str> {
    match quote.parts[..] {
        [only] => story.slice(only).trim().into(),
        _ => quote.paragraphs(story, " ").join("\n").into(),
    }
}

/// The attribution of a quotation of a story.
struct Reasoned<'a>(&'a Story, &'a Attribution);

impl Json for Reasoned<'_> {
    fn write(self, out: &mut Vec<u8>) {
        let Reasoned(story, attribution) = self;
        let words = |span: Span| Words(story.slice(span), span);
        Object::new(out)
            .field("source", attribution.source.map(words))
            .field("cue", attribution.cue.map(words))
            .field("how", how(attribution.how))
            .thousandths("confidence", attribution.confidence)
            .list("reasons", attribution.reasons.iter().map(String::as_str))
            .end();
    }
}

/// Some words of the text with their place.
struct Words<'a>(&'a str, Span);

impl Json for Words<'_> {
    fn write(self, out: &mut Vec<u8>) {
        Object::new(out).field("text", self.0).span(self.1).end();
    }
}

impl Json for Span {
    fn write(self, out: &mut Vec<u8>) {
        Object::new(out).span(self).end();
    }
}

impl Json for &Link {
    fn write(self, out: &mut Vec<u8>) {
        Object::new(out)
            .field("url", self.url.as_str())
            .span(self.span)
            .end();
    }
}

impl Json for &Note {
    fn write(self, out: &mut Vec<u8>) {
        Object::new(out).field("text", self.text.as_str()).end();
    }
}

/// The contract's name for a kind of block.
pub fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Standfirst => "standfirst",
        BlockKind::Byline => "byline",
        BlockKind::Dateline => "dateline",
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::BlockQuote => "block_quote",
        BlockKind::Image(_) => "image",
        BlockKind::Other => "other",
    }
}

/// The contract's name for the role of an image.
pub fn image_role(role: ImageRole) -> &'static str {
    match role {
        ImageRole::Photo => "photo",
        ImageRole::Promo => "promo",
    }
}

/// The contract's name for a kind of quotation.
pub fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Partial => "partial",
        QuoteKind::Other => "other",
        QuoteKind::Indirect => "indirect",
    }
}

/// The contract's name for a kind of speaker.
pub fn speaker_kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Group => "group",
        SpeakerKind::Document => "document",
        SpeakerKind::Anonymous => "anonymous",
    }
}

/// The contract's name for how a source was understood.
pub fn how(how: How) -> &'static str {
    match how {
        How::Name => "name",
        How::Surname => "surname",
        How::Title => "title",
        How::Pronoun => "pronoun",
        How::Organisation => "organisation",
        How::Continuation => "continuation",
        How::Sequence => "sequence",
        How::Hand => "hand",
        How::None => "none",
    }
}
