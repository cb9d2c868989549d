//! What `y` and `Y` put on the clipboard: chosen words, a quotation or a paragraph, in whole lines.

use super::heard::Heard;
use super::reading::Reading;
use crate::quotes::{Quote, Speaker};
use crate::span::Span;
use crate::story::Story;

/// Stands for what the reporter put between two pieces of a quotation.
const LEFT_OUT: &str = " … ";

/// What was copied, and what to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The words for the clipboard.
    pub text: String,
    /// What it is, for the notice.
    pub what: String,
}

/// What there is to copy where the reader is.
struct Excerpt<'a> {
    paragraphs: Vec<String>,
    speaker: Option<&'a Speaker>,
    what: String,
}

/// The words chosen, or else the quotation the reader is at, or else the paragraph.
pub fn plain(reading: &Reading) -> Option<Copied> {
    let excerpt = excerpt(reading)?;
    Some(Copied {
        text: excerpt.paragraphs.join("\n"),
        what: excerpt.what,
    })
}

/// The same as Markdown, with speaker and source.
pub fn with_source(reading: &Reading) -> Option<Copied> {
    let excerpt = excerpt(reading)?;
    let name = excerpt.speaker.map(|it| match &it.title {
        Some(title) => format!("{}, {title}", it.name),
        None => it.name.clone(),
    });
    let credits: Vec<String> = name.into_iter().chain(source(reading.story())).collect();
    Some(Copied {
        text: format!(
            "> {}\n>\n> — {}\n",
            excerpt.paragraphs.join("\n>\n> "),
            credits.join(", ")
        ),
        what: format!("{} with its source", excerpt.what),
    })
}

fn excerpt(reading: &Reading) -> Option<Excerpt<'_>> {
    if let Some(span) = reading.selected() {
        return chosen_words(reading, span);
    }
    if let Some((heard, quote)) = quote_here(reading) {
        return Some(Excerpt {
            paragraphs: quote.paragraphs(reading.story(), LEFT_OUT),
            speaker: heard.speaker(quote.speaker),
            what: format!("the quote by {}", heard.name(quote.speaker)),
        });
    }
    Some(Excerpt {
        paragraphs: vec![paragraph(reading)?],
        speaker: None,
        what: "the paragraph".to_owned(),
    })
}

/// The words chosen; their speaker, if they are all within one quotation.
fn chosen_words(reading: &Reading, span: Span) -> Option<Excerpt<'_>> {
    let text = reading.story().slice(span);
    let paragraphs: Vec<String> = text.lines().map(str::to_owned).collect();
    let words = text.split_whitespace().count();
    let speaker = reading.heard().and_then(|heard| {
        let mut parts = heard.parts_in(span);
        let quote = parts.find(|it| it.span.covers(span))?.quote;
        heard.speaker(heard.who(quote))
    });
    (!paragraphs.is_empty()).then(|| Excerpt {
        paragraphs,
        speaker,
        what: if words == 1 {
            "1 word".to_owned()
        } else {
            format!("{words} words")
        },
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

/// The name of a Markdown link; brackets in it would end it.
fn in_brackets(name: &str) -> String {
    name.replace('[', "\\[").replace(']', "\\]")
}

/// The address of a Markdown link; what would end it is written as browsers do.
fn in_parentheses(url: &str) -> String {
    url.replace('(', "%28")
        .replace(')', "%29")
        .replace(' ', "%20")
}

/// Where the story is from: its title, linked where its address is known, publisher and date.
fn source(story: &Story) -> Vec<String> {
    let meta = story.meta();
    let title = story.title();
    let title = match &meta.url {
        Some(url) => format!("[{}]({})", in_brackets(&title.shown()), in_parentheses(url)),
        None => format!("“{}”", title.shown()),
    };
    let rest = [&meta.publisher, &meta.published];
    let rest = rest.into_iter().flatten().cloned();
    std::iter::once(title).chain(rest).collect()
}
