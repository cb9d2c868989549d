//! The JSON contract: what `show --format json` says of a story, and the parts of it that `quotes`
//! and `images` say. All offsets are UTF-8 bytes into `text`.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::{Subject, Telling};
use crate::quotes::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind};
use crate::span::{Span, SpeakerId};
use crate::story::{Block, BlockKind, Image, ImageRole, Story};

/// The version of the contract.
const VERSION: u32 = 1;
const OFFSETS: &str = "utf-8 bytes into text";

/// Writes one story's answer as one JSON object, without a line end.
pub fn write(out: &mut impl Write, subject: Subject, telling: Telling<'_>) -> io::Result<()> {
    let res = match subject {
        Subject::Story => serde_json::to_writer(out, &whole(telling)),
        Subject::Quotes => serde_json::to_writer(out, &only_quotes(telling)),
        Subject::Images => serde_json::to_writer(out, &only_images(telling)),
    };
    res.map_err(io::Error::from)
}

/// Writes one story's answer as JSON objects, one a line: the story, or each quotation or image.
pub fn write_lines(out: &mut impl Write, subject: Subject, telling: Telling<'_>) -> io::Result<()> {
    match subject {
        Subject::Story => {
            write(out, subject, telling)?;
            out.write_all(b"\n")
        }
        Subject::Quotes => telling.quotes().try_for_each(|(id, quote)| {
            let source = telling.story.name();
            write_line(out, source, quote_json(telling, id, quote))
        }),
        Subject::Images => telling.images().try_for_each(|(id, image)| {
            let source = telling.story.name();
            write_line(out, source, image_json(telling.story, id, image))
        }),
    }
}

fn write_line<T: Serialize>(out: &mut impl Write, source: &str, item: T) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &LineJson { source, item })?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct LineJson<'a, T> {
    source: &'a str,
    #[serde(flatten)]
    item: T,
}

#[derive(Serialize)]
struct StoryJson<'a> {
    version: u32,
    source: &'a str,
    format: &'static str,
    offsets: &'static str,
    headline: Option<&'a str>,
    title: TitleJson<'a>,
    standfirst: Option<&'a str>,
    byline: Option<BylineJson<'a>>,
    dateline: Option<&'a str>,
    published: Option<&'a str>,
    modified: Option<&'a str>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Blocks<'a>,
    images: Vec<ImageJson<'a>>,
    speakers: Speakers<'a>,
    quotes: Quotes<'a>,
    links: Vec<LinkJson<'a>>,
    notes: Vec<NoteJson<'a>>,
}

/// The blocks of a story. Like quotations and speakers they are made one by one as they are written:
/// a long story has many.
struct Blocks<'a>(&'a [Block]);

impl Serialize for Blocks<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(block_json))
    }
}

/// The quotations asked for.
struct Quotes<'a>(Telling<'a>);

impl Serialize for Quotes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let all = self.0.quotes();
        serializer.collect_seq(all.map(|(id, quote)| quote_json(self.0, id, quote)))
    }
}

/// The speakers asked for.
struct Speakers<'a>(Telling<'a>);

impl Serialize for Speakers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let telling = self.0;
        let all = telling.voices.speakers.iter().enumerate();
        let wanted = all.filter(|(id, _)| telling.is_wanted(Some(SpeakerId(*id as u32))));
        serializer.collect_seq(wanted.map(|(id, it)| speaker_json(telling, id, it)))
    }
}

/// The places of some words.
struct Spans<'a>(&'a [Span]);

impl Serialize for Spans<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(span_json))
    }
}

#[derive(Serialize)]
struct QuotesJson<'a> {
    version: u32,
    source: &'a str,
    title: TitleJson<'a>,
    url: Option<&'a str>,
    speakers: Speakers<'a>,
    quotes: Quotes<'a>,
}

#[derive(Serialize)]
struct ImagesJson<'a> {
    version: u32,
    source: &'a str,
    title: TitleJson<'a>,
    url: Option<&'a str>,
    images: Vec<ImageJson<'a>>,
}

#[derive(Serialize)]
struct TitleJson<'a> {
    text: &'a str,
    derived: bool,
}

#[derive(Serialize)]
struct BylineJson<'a> {
    text: &'a str,
    names: &'a [String],
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct BlockJson {
    kind: &'static str,
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<usize>,
}

#[derive(Serialize)]
struct ImageJson<'a> {
    id: usize,
    alt: &'a str,
    caption: Option<&'a str>,
    credit: Option<&'a str>,
    source: Option<&'a str>,
    role: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct SpeakerJson<'a> {
    id: usize,
    name: &'a str,
    kind: &'static str,
    title: Option<&'a str>,
    quotes: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    statements: Vec<usize>,
    mentions: Spans<'a>,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    id: usize,
    kind: &'static str,
    text: Cow<'a, str>,
    parts: Spans<'a>,
    speaker: Option<usize>,
    speaker_name: Option<&'a str>,
    attribution: Option<AttributionJson<'a>>,
}

#[derive(Serialize)]
struct AttributionJson<'a> {
    source: Option<WordsJson<'a>>,
    cue: Option<WordsJson<'a>>,
    how: &'static str,
    confidence: f64,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct WordsJson<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct SpanJson {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct LinkJson<'a> {
    url: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct NoteJson<'a> {
    text: &'a str,
}

fn whole<'a>(telling: Telling<'a>) -> StoryJson<'a> {
    let story = telling.story;
    let meta = story.meta();
    StoryJson {
        version: VERSION,
        source: story.name(),
        format: story.format().as_str(),
        offsets: OFFSETS,
        headline: story.headline(),
        title: title(story),
        standfirst: story.standfirst(),
        byline: story.byline().map(|it| BylineJson {
            text: story.slice(it.span),
            names: &it.names,
            role: it.role.as_deref(),
        }),
        dateline: story.dateline(),
        published: meta.published.as_deref(),
        modified: meta.modified.as_deref(),
        publisher: meta.publisher.as_deref(),
        url: meta.url.as_deref(),
        language: meta.language.as_deref(),
        text: story.text(),
        blocks: Blocks(story.blocks()),
        images: images(telling, story.images().iter().enumerate()),
        speakers: Speakers(telling),
        quotes: Quotes(telling),
        links: story.links().iter().map(link_json).collect(),
        notes: story
            .notes()
            .iter()
            .map(|it| NoteJson { text: &it.text })
            .collect(),
    }
}

fn only_quotes<'a>(telling: Telling<'a>) -> QuotesJson<'a> {
    QuotesJson {
        version: VERSION,
        source: telling.story.name(),
        title: title(telling.story),
        url: telling.story.meta().url.as_deref(),
        speakers: Speakers(telling),
        quotes: Quotes(telling),
    }
}

fn only_images<'a>(telling: Telling<'a>) -> ImagesJson<'a> {
    ImagesJson {
        version: VERSION,
        source: telling.story.name(),
        title: title(telling.story),
        url: telling.story.meta().url.as_deref(),
        images: images(telling, telling.images()),
    }
}

fn title(story: &Story) -> TitleJson<'_> {
    let title = story.title();
    TitleJson {
        text: title.text,
        derived: title.derived,
    }
}

fn block_json(block: &Block) -> BlockJson {
    let (level, image) = match block.kind {
        BlockKind::Heading(level) => (Some(level), None),
        BlockKind::Image(id) => (None, Some(id.index())),
        _ => (None, None),
    };
    BlockJson {
        kind: block_kind(block.kind),
        start: block.span.start(),
        end: block.span.end(),
        level,
        image,
    }
}

fn images<'a>(
    telling: Telling<'a>,
    images: impl Iterator<Item = (usize, &'a Image)>,
) -> Vec<ImageJson<'a>> {
    images
        .map(|(id, image)| image_json(telling.story, id, image))
        .collect()
}

fn image_json<'a>(story: &'a Story, id: usize, image: &'a Image) -> ImageJson<'a> {
    let caption = story.slice(image.span);
    ImageJson {
        id,
        alt: &image.alt,
        caption: Some(caption).filter(|it| !it.is_empty()),
        credit: image.credit.as_deref(),
        source: image.source.as_deref(),
        role: image_role(image.role),
        start: image.span.start(),
        end: image.span.end(),
    }
}

fn speaker_json<'a>(telling: Telling<'a>, id: usize, speaker: &'a Speaker) -> SpeakerJson<'a> {
    let ids = speaker.quotes.iter().map(|it| it.index());
    let indirect = |id: &usize| telling.voices.quotes[*id].kind == QuoteKind::Indirect;
    let (statements, quotes) = ids.partition(indirect);
    SpeakerJson {
        id,
        name: &speaker.name,
        kind: speaker_kind(speaker.kind),
        title: speaker.title.as_deref(),
        quotes,
        statements,
        mentions: Spans(&speaker.mentions),
    }
}

fn quote_json<'a>(telling: Telling<'a>, id: usize, quote: &'a Quote) -> QuoteJson<'a> {
    let attribution = quote.attribution.as_ref();
    QuoteJson {
        id,
        kind: quote_kind(quote.kind),
        text: words(telling.story, quote),
        parts: Spans(&quote.parts),
        speaker: quote.speaker.map(|it| it.index()),
        speaker_name: telling.name_of(quote.speaker),
        attribution: attribution.map(|it| attribution_json(telling.story, it)),
    }
}

/// The words of a quotation, its paragraphs on lines of their own.
fn words<'a>(story: &'a Story, quote: &Quote) -> Cow<'a, str> {
    match quote.parts[..] {
        [only] => story.slice(only).trim().into(),
        _ => quote.paragraphs(story, " ").join("\n").into(),
    }
}

fn attribution_json<'a>(story: &'a Story, attribution: &'a Attribution) -> AttributionJson<'a> {
    let words = |span: Span| WordsJson {
        text: story.slice(span),
        start: span.start(),
        end: span.end(),
    };
    AttributionJson {
        source: attribution.source.map(words),
        cue: attribution.cue.map(words),
        how: how(attribution.how),
        confidence: (f64::from(attribution.confidence) * 1000.0).round() / 1000.0,
        reasons: &attribution.reasons,
    }
}

fn link_json(link: &crate::story::Link) -> LinkJson<'_> {
    LinkJson {
        url: &link.url,
        start: link.span.start(),
        end: link.span.end(),
    }
}

fn span_json(span: &Span) -> SpanJson {
    SpanJson {
        start: span.start(),
        end: span.end(),
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
