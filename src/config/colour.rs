//! Colours, and what they are given to.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A colour as a theme names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own, of text or background.
    Default,
    /// One of the terminal's 256: 0 to 7 are its colours, 8 to 15 their bright ones.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// The names of the terminal's own colours, in the order it numbers them.
const NAMES: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// What is wrong with a colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no colour: a name such as cyan or bright-red, 0 to 255, or #rrggbb")]
pub struct NoSuchColour(String);

impl FromStr for Colour {
    type Err = NoSuchColour;

    fn from_str(text: &str) -> Result<Colour, NoSuchColour> {
        let found = match text.strip_prefix('#') {
            Some(digits) => rgb(digits),
            None if text == "default" => Some(Colour::Default),
            None => text
                .parse()
                .ok()
                .or_else(|| index(text))
                .map(Colour::Indexed),
        };
        found.ok_or_else(|| NoSuchColour(text.to_owned()))
    }
}

fn rgb(digits: &str) -> Option<Colour> {
    let valid = digits.len() == 6 && digits.bytes().all(|it| it.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| valid)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some(Colour::Rgb(red, green, blue))
}

fn index(name: &str) -> Option<u8> {
    let (name, bright) = match name.strip_prefix("bright-") {
        Some(name) => (name, 8),
        None => (name, 0),
    };
    let place = NAMES.iter().position(|it| *it == name)?;
    Some(place as u8 + bright)
}

/// What on the screen has a colour of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The story's words.
    Text,
    /// What they stand on.
    Background,
    /// Headline and headings.
    Heading,
    /// Byline, dateline, credits and counts.
    Byline,
    /// Captions.
    Caption,
    /// Words that link somewhere.
    Link,
    /// Quotations whose speaker has no colour.
    Quote,
    /// Quotations of unknown speakers, and what is not sure.
    Unsure,
    /// Places found.
    Search,
    /// Rules between panes.
    Border,
    /// The status line.
    Status,
    /// What the reader is told.
    Notice,
    /// A speaker, counted from 0. With more speakers the colours come round again.
    Speaker(u8),
}

/// How many speakers can have a colour.
pub const SPEAKERS: u8 = 8;

/// The names of the parts but for the speakers.
const PARTS: [(&str, Part); 12] = [
    ("text", Part::Text),
    ("background", Part::Background),
    ("heading", Part::Heading),
    ("byline", Part::Byline),
    ("caption", Part::Caption),
    ("link", Part::Link),
    ("quote", Part::Quote),
    ("unsure", Part::Unsure),
    ("search", Part::Search),
    ("border", Part::Border),
    ("status", Part::Status),
    ("notice", Part::Notice),
];

impl Part {
    /// The part called `name`: `text`, `search`, `speaker3` …
    pub fn named(name: &str) -> Option<Part> {
        if let Some((_, part)) = PARTS.iter().find(|(it, _)| *it == name) {
            return Some(*part);
        }
        let number: u8 = name.strip_prefix("speaker")?.parse().ok()?;
        (1..=SPEAKERS)
            .contains(&number)
            .then(|| Part::Speaker(number - 1))
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match PARTS.iter().find(|(_, part)| part == self) {
            Some((name, _)) => f.write_str(name),
            None => match self {
                Part::Speaker(number) => write!(f, "speaker{}", number + 1),
                other => write!(f, "{other:?}"),
            },
        }
    }
}

/// The theme that is light or dark as the terminal's ground is; the terminal's own colours where it
/// does not tell.
pub const AUTO: &str = "auto";

/// The themes that come with the program.
pub const BUILT_IN: [&str; 7] = [
    "terminal",
    AUTO,
    "light",
    "dark",
    "sepia",
    "high-contrast",
    "monochrome",
];

/// A theme of the reader's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// The theme of [`BUILT_IN`] that has what this one leaves out.
    pub base: String,
    /// What it changes.
    pub colours: BTreeMap<Part, Colour>,
}

impl Default for OwnTheme {
    fn default() -> OwnTheme {
        OwnTheme {
            base: BUILT_IN[0].to_owned(),
            colours: BTreeMap::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_every_notation() {
        for (text, colour) in [
            ("default", Some(Colour::Default)),
            ("cyan", Some(Colour::Indexed(6))),
            ("bright-black", Some(Colour::Indexed(8))),
            ("bright-white", Some(Colour::Indexed(15))),
            ("0", Some(Colour::Indexed(0))),
            ("255", Some(Colour::Indexed(255))),
            ("#8a8A0f", Some(Colour::Rgb(0x8A, 0x8A, 0x0F))),
            ("256", None),
            ("#8a8a0", None),
            ("#+a8a0f", None),
            ("#ééé", None),
            ("bright-bright-red", None),
            ("puce", None),
            ("", None),
        ] {
            assert_eq!(text.parse().ok(), colour, "{text}");
        }
    }

    #[test]
    fn every_part_is_called_by_its_name() {
        let speakers = (0..SPEAKERS).map(Part::Speaker);
        for part in PARTS.iter().map(|(_, part)| *part).chain(speakers) {
            assert_eq!(Part::named(&part.to_string()), Some(part));
        }
        for name in ["speaker0", "speaker9", "speaker", "speaker-1", "Text"] {
            assert_eq!(Part::named(name), None, "{name}");
        }
    }
}
