//! Answers for reading: plain lines, no colours, safe on any terminal.

use std::io::{self, Write};

use super::{Telling, json};
use crate::quotes::{Attribution, Quote, QuoteKind};
use crate::span::SpeakerId;
use crate::story::{BlockKind, Image, ImageRole, Story};

/// The longest line written, in columns.
const MEASURE: usize = 80;

/// The story itself, its blocks apart by blank lines.
pub fn story(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    let story = telling.story;
    for (index, block) in story.blocks().iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let words = story.slice(block.span);
        match block.kind {
            BlockKind::Image(id) => {
                writeln!(out, "[{}]", image_line(story, &story.images()[id.index()]))?;
            }
            BlockKind::ListItem => writeln!(out, "• {words}")?,
            BlockKind::BlockQuote => writeln!(out, "    {words}")?,
            _ => writeln!(out, "{words}")?,
        }
    }
    notes(out, story)
}

/// Who said what, grouped by speaker in the order they first speak.
pub fn quotes(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    let title = telling.story.title();
    let title = title.shown();
    writeln!(out, "{title}: {}", telling.counted(None))?;
    for id in 0..telling.voices.speakers.len() {
        let id = SpeakerId(id as u32);
        if telling.is_wanted(Some(id)) {
            speaker(out, telling, id)?;
        }
    }
    let unknown = |quote: &Quote| quote.speaker.is_none();
    if telling.quotes().any(|(_, it)| unknown(it)) {
        writeln!(out, "\nNobody named")?;
        for (_, quote) in telling.quotes().filter(|(_, it)| unknown(it)) {
            quotation(out, telling, quote)?;
        }
    }
    Ok(())
}

fn speaker(out: &mut impl Write, telling: Telling<'_>, id: SpeakerId) -> io::Result<()> {
    let speaker = &telling.voices.speakers[id.index()];
    let title = speaker.title.as_deref();
    let title = title.map_or(String::new(), |it| format!(", {it}"));
    let number = telling.counted(Some(id));
    writeln!(out, "\n{}{title} ({number})", speaker.name)?;
    for quote in &speaker.quotes {
        quotation(out, telling, &telling.voices.quotes[quote.index()])?;
    }
    Ok(())
}

fn quotation(out: &mut impl Write, telling: Telling<'_>, quote: &Quote) -> io::Result<()> {
    let words = telling.words_of(quote).replace('\n', " ");
    let (opening, closing) = match quote.kind {
        QuoteKind::Indirect => ("  ~ ", ""),
        _ => ("  “", "”"),
    };
    let options = textwrap::Options::new(MEASURE)
        .initial_indent(opening)
        .subsequent_indent("   ");
    writeln!(out, "{}{closing}", textwrap::fill(&words, options))?;
    match &quote.attribution {
        Some(why) => writeln!(out, "      {}", reason(telling.story, why)),
        None => Ok(()),
    }
}

/// The words that justify an attribution, in one line.
pub fn reason(story: &Story, why: &Attribution) -> String {
    let marked = |words: &str| format!("“{words}”");
    let mut parts = Vec::new();
    parts.extend(why.source.map(|it| marked(story.slice(it))));
    parts.extend(why.cue.map(|it| format!("cue {}", marked(story.slice(it)))));
    parts.push(json::how(why.how).to_owned());
    parts.push(why.sureness().as_str().to_owned());
    parts.join(", ")
}

/// The image captions, those of the story before the banners.
pub fn images(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    let found = telling.images().count();
    writeln!(
        out,
        "{}: {}",
        telling.story.title().shown(),
        counted(found, "image")
    )?;
    for (id, image) in telling.images() {
        writeln!(out, "{:>3}  {}", id + 1, image_line(telling.story, image))?;
    }
    Ok(())
}

fn image_line(story: &Story, image: &Image) -> String {
    let caption = match story.slice(image.span) {
        "" => "no caption",
        caption => caption,
    };
    let credit = story.credit_beside(image);
    let credit = credit.map_or(String::new(), |it| format!(" ({it})"));
    let promo = match image.role {
        ImageRole::Photo => "image",
        ImageRole::Promo => "promo",
    };
    format!("{promo}: {caption}{credit}")
}

fn notes(out: &mut impl Write, story: &Story) -> io::Result<()> {
    story
        .notes()
        .iter()
        .try_for_each(|it| writeln!(out, "\n[note: {}]", it.text))
}

/// A number of things, in words.
pub fn counted(number: usize, thing: &str) -> String {
    match number {
        0 => format!("no {thing}s"),
        1 => format!("1 {thing}"),
        _ => format!("{number} {thing}s"),
    }
}
