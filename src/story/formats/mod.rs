//! One file or folder per format, each turning bytes into stories through a draft.

mod credit;
pub mod html;
mod lines;
pub mod plain;
pub mod tagged;

use super::decode::decode;
use super::draft::Draft;
use super::{Format, Hints, Story};

/// Reads `bytes` as `format`. At least one story comes back.
pub fn parse(format: Format, bytes: Vec<u8>, hints: &Hints<'_>) -> Vec<Story> {
    match format {
        Format::Html => vec![html::parse(&bytes, hints)],
        Format::TaggedText => vec![text(bytes, hints, Format::TaggedText, tagged::read)],
        _ => vec![text(bytes, hints, Format::PlainText, plain::read)],
    }
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
