//! One file or folder per format, each turning bytes into stories through a draft.

mod addresses;
mod agency;
mod body;
mod byline;
mod credit;
mod feed;
mod figure;
mod filed;
mod fragment;
pub mod html;
mod json;
mod lines;
mod mail;
mod markdown;
mod markup;
pub mod plain;
mod prose;
pub mod tagged;
pub mod told;
mod xml;

use super::decode::{Decoded, decode, decode_only};
use super::draft::Draft;
use super::{Format, Hints, Story, Unreadable};

/// Reads `bytes` as `format`. At least one story comes back.
///
/// # Errors
/// When they are JSON without a story: data is not prose.
pub fn read(format: Format, bytes: Vec<u8>, hints: &Hints<'_>) -> Result<Vec<Story>, Unreadable> {
    Ok(match format {
        Format::Html => vec![html::parse(&bytes, hints)],
        Format::Mail => match mail::parse(&bytes, hints) {
            Some(story) => vec![story],
            None => vec![text(bytes, hints, Format::PlainText, plain::read)],
        },
        Format::TaggedText => vec![text(bytes, hints, Format::TaggedText, tagged::read)],
        Format::Markdown => read_or_show(decode(bytes, hints.charset), hints, markdown::parse),
        Format::Nitf => marked_up(bytes, hints, agency::nitf::parse),
        Format::NewsMlG2 => marked_up(bytes, hints, agency::newsml_g2::parse),
        Format::NewsMl1 => marked_up(bytes, hints, agency::newsml1::parse),
        Format::Rss => marked_up(bytes, hints, |text, hints| {
            feed::syndication::parse(text, Format::Rss, hints)
        }),
        Format::Atom => marked_up(bytes, hints, |text, hints| {
            feed::syndication::parse(text, Format::Atom, hints)
        }),
        Format::JsonFeed | Format::Ninjs | Format::Json => json(format, bytes, hints)?,
        Format::Iptc7901 => {
            let decoded = decode(bytes, hints.charset);
            read_or_show(decoded, hints, agency::iptc7901::parse)
        }
        Format::PlainText => vec![text(bytes, hints, Format::PlainText, plain::read)],
    })
}

/// Reads one record of many as `format`, or as a story told in JSON when that is none of JSON.
///
/// # Errors
/// When there is no story in it.
pub fn read_record(
    format: Format,
    record: Vec<u8>,
    hints: &Hints<'_>,
) -> Result<Vec<Story>, Unreadable> {
    let format = match format {
        Format::JsonFeed | Format::Ninjs => format,
        _ => Format::Json,
    };
    json(format, record, hints)
}

/// Stories, or a sentence that says why there are none.
type Reading = Result<Vec<Story>, String>;

type Reader = fn(&str, &Hints<'_>) -> Reading;

fn marked_up(bytes: Vec<u8>, hints: &Hints<'_>, read: Reader) -> Vec<Story> {
    read_or_show(xml::decode(bytes, hints.charset), hints, read)
}

fn json(format: Format, bytes: Vec<u8>, hints: &Hints<'_>) -> Result<Vec<Story>, Unreadable> {
    let decoded = decode_only(bytes, hints.charset);
    let read = match format {
        Format::JsonFeed => feed::json_feed::parse,
        Format::Ninjs => agency::ninjs::parse,
        _ => told::parse,
    };
    let mut stories = read(&decoded.text, hints).map_err(Unreadable::NoStory)?;
    if let Some(first) = stories.first_mut() {
        first.add_note(decoded.note);
    }
    Ok(stories)
}

/// Reads a format that may turn out to be something else; then it is shown as plain text.
fn read_or_show(decoded: Decoded, hints: &Hints<'_>, read: Reader) -> Vec<Story> {
    let mut stories = read(&decoded.text, hints).unwrap_or_else(|why| {
        let mut draft = Draft::new(hints.name, Format::PlainText);
        plain::read(&mut draft, &decoded.text);
        draft.note(format!("{why}, so it is shown as it stands"));
        vec![draft.finish()]
    });
    if let Some(first) = stories.first_mut() {
        first.add_note(decoded.note);
    }
    stories
}

/// Reads a format that is lines of text.
fn text(bytes: Vec<u8>, hints: &Hints<'_>, format: Format, read: fn(&mut Draft, &str)) -> Story {
    let decoded = decode(bytes, hints.charset);
    let mut draft = Draft::new(hints.name, format);
    draft.reserve(decoded.text.len());
    read(&mut draft, &decoded.text);
    if draft.is_empty() {
        draft.note("there is nothing to read in it");
    }
    if let Some(note) = decoded.note {
        draft.note(note);
    }
    draft.finish()
}
