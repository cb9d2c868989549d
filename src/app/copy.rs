//! What `y` and `Y` put on the clipboard: a quotation or a paragraph, in whole lines.

use super::heard::Heard;
use super::reading::Reading;
use crate::quotes::Quote;
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

/// The quotation the reader is at, or else the paragraph.
pub fn plain(reading: &Reading) -> Option<Copied> {
    if let Some((heard, quote)) = quote_here(reading) {
        return Some(Copied {
            text: quote.paragraphs(reading.story(), LEFT_OUT).join("\n"),
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
        Some((_, quote)) => quote.paragraphs(reading.story(), LEFT_OUT),
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
