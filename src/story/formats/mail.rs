//! Messages (RFC 5322, MIME), and pages that browsers save as one (MHTML, RFC 2557).

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::byline::Byline;
use super::filed::Filed;
use super::{fragment, html};
use crate::story::{Format, Hints, Story};

/// Reads a message, or the page in it; `None` when there is neither.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Option<Story> {
    let message = MessageParser::default().parse(bytes)?;
    match saved_page(&message) {
        Some((page, address)) => Some(read_page(page, address, hints)),
        None => Some(read_message(&message, hints)),
    }
}

/// The page that a browser has saved, and the address it was at.
fn saved_page<'m>(message: &'m Message<'_>) -> Option<(&'m str, &'m str)> {
    let page = message.html_bodies().next()?;
    let address = page.content_location()?;
    match &page.body {
        PartType::Html(text) => Some((text, address)),
        _ => None,
    }
}

fn read_page(page: &str, address: &str, hints: &Hints<'_>) -> Story {
    let hints = Hints {
        charset: Some("utf-8"),
        url: Some(address),
        ..*hints
    };
    let mut story = html::parse(page.as_bytes(), &hints);
    story.format = Format::Mail;
    story
}

/// A message as a story: the subject is its headline, the sender its author.
fn read_message(message: &Message<'_>, hints: &Hints<'_>) -> Story {
    let sender = message.from().and_then(|it| it.first());
    let name = sender.and_then(|it| it.name()).map(str::to_owned);
    let body = message.html_bodies().chain(message.text_bodies());
    let filed = Filed {
        headline: message.subject().map(str::to_owned),
        byline: name.and_then(|it| Byline::from_names(&[it])),
        published: message.date().map(|it| it.to_rfc3339()),
        body: body
            .map(parts)
            .find(|it| !it.is_empty())
            .unwrap_or_default(),
        ..Filed::default()
    };
    filed.into_story(Format::Mail, hints)
}

fn parts(part: &MessagePart<'_>) -> Vec<super::body::Part> {
    match &part.body {
        PartType::Html(text) => fragment::parts(text),
        PartType::Text(text) => fragment::paragraphs(text).collect(),
        _ => Vec::new(),
    }
}
