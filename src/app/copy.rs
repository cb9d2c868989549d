//! What `y` and `Y` put on the clipboard: a quotation or a paragraph, in whole lines.

use super::heard::Heard;
use super::reading::Reading;
use crate::quotes::Quote;
use crate::span::Span;
use crate::story::Story;

/// What was copied, and what to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The words for the clipboard.
    pub text: String,
    /// What it is, for the notice.
    pub what: String,
}

/// The quotation the reader is at, or else the paragraph.
pub fn plain(reading: &Reading) -> Option<Copied> {
    if let Some((heard, quote)) = quote_here(reading) {
        return Some(Copied {
            text: paragraphs(reading.story(), quote).join("\n"),
            what: format!("the quote by {}", heard.name(quote.speaker)),
        });
    }
    let text = paragraph(reading)?;
    Some(Copied {
        text,
        what: "the paragraph".to_owned(),
    })
}

/// The same as Markdown, with speaker and source.
pub fn with_source(reading: &Reading) -> Option<Copied> {
    let quote = quote_here(reading);
    let words = match quote {
        Some((_, quote)) => paragraphs(reading.story(), quote),
        None => vec![paragraph(reading)?],
    };
    let speaker = quote.and_then(|(heard, it)| heard.speaker(it.speaker));
    let name = speaker.map(|it| match &it.title {
        Some(title) => format!("{}, {title}", it.name),
        None => it.name.clone(),
    });
    let credits: Vec<String> = name.into_iter().chain(source(reading.story())).collect();
    let copied = plain(reading)?;
    Some(Copied {
        text: format!(
            "> {}\n>\n> — {}\n",
            words.join("\n>\n> "),
            credits.join(", ")
        ),
        what: format!("{} with its source", copied.what),
    })
}

fn quote_here(reading: &Reading) -> Option<(&Heard, &Quote)> {
    let heard = reading.heard()?;
    Some((heard, heard.quote(reading.current_quote()?)))
}

/// The block the reader is at.
fn paragraph(reading: &Reading) -> Option<String> {
    let story = reading.story();
    let block = story
        .blocks()
        .get(story.block_at(reading.position().cursor.at)?)?;
    let text = story.slice(block.span);
    (!text.is_empty()).then(|| text.to_owned())
}

/// A quotation's words, one string for each paragraph it runs through.
fn paragraphs(story: &Story, quote: &Quote) -> Vec<String> {
    let mut res: Vec<(Option<usize>, String)> = Vec::new();
    for part in &quote.parts {
        let block = story.block_at(part.start());
        let words = words(story, *part);
        match res.last_mut().filter(|(last, _)| *last == block) {
            // What the reporter put between the two pieces is left out.
            Some((_, text)) => text.extend([" … ", words]),
            None => res.push((block, words.to_owned())),
        }
    }
    res.into_iter().map(|(_, text)| text).collect()
}

fn words(story: &Story, part: Span) -> &str {
    story.slice(part).trim()
}

/// Where the story is from: its title, linked where its address is known, publisher and date.
fn source(story: &Story) -> Vec<String> {
    let meta = story.meta();
    let title = story.title().text;
    let title = match &meta.url {
        Some(url) => format!("[{title}]({url})"),
        None => format!("“{title}”"),
    };
    let rest = [&meta.publisher, &meta.published];
    let rest = rest.into_iter().flatten().cloned();
    std::iter::once(title).chain(rest).collect()
}
