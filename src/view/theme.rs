//! What things look like.

use crate::app::heard::Who;
use ratatui::style::{Color, Modifier, Style};

/// The looks of everything on screen, by what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The story's own words.
    pub text: Style,
    /// Headline and headings.
    pub heading: Style,
    /// What stands back: bylines, counts, credits, all that is not quoted when quotes alone matter.
    pub quiet: Style,
    /// Captions.
    pub caption: Style,
    /// Words that link somewhere.
    pub link: Style,
    /// Rules between panes.
    pub rule: Style,
    /// Places found.
    pub hit: Style,
    /// The row or quotation the reader is at.
    pub current: Style,
    /// The pane that keys move in.
    pub focused: Style,
    /// What the reader is told.
    pub notice: Style,
    /// What cannot be said for sure.
    pub unsure: Style,
    /// The speakers, taken in turn.
    pub speakers: Vec<Style>,
}

/// Signs for speakers, so that nobody is told apart by colour alone.
const SIGNS: [&str; 10] = ["●", "◆", "▲", "■", "▼", "○", "◇", "△", "□", "▽"];

/// The sign of a quotation nobody is known to have said.
const UNKNOWN: &str = "?";

impl Theme {
    /// The terminal's own colours, which are right on light and on dark ground.
    pub fn terminal() -> Theme {
        let speakers = [
            Color::Cyan,
            Color::Magenta,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Red,
        ];
        Theme {
            speakers: speakers.map(|it| Style::new().fg(it)).to_vec(),
            ..Theme::without_colour()
        }
    }

    /// No colours at all: meaning is carried by weight, slant and underline.
    pub fn without_colour() -> Theme {
        let plain = Style::new();
        Theme {
            text: plain,
            heading: plain.add_modifier(Modifier::BOLD),
            quiet: plain.add_modifier(Modifier::DIM),
            caption: plain.add_modifier(Modifier::ITALIC),
            link: plain.add_modifier(Modifier::UNDERLINED),
            rule: plain.add_modifier(Modifier::DIM),
            hit: plain.add_modifier(Modifier::REVERSED),
            current: plain.add_modifier(Modifier::BOLD),
            focused: plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            notice: plain.add_modifier(Modifier::BOLD),
            unsure: plain.add_modifier(Modifier::ITALIC),
            speakers: vec![plain],
        }
    }

    /// The look of a speaker's words.
    pub fn speaker(&self, who: Who) -> Style {
        let number = who.and_then(|it| it.index().checked_rem(self.speakers.len()));
        number.map_or(self.unsure, |it| self.speakers[it])
    }
}

/// The sign of a speaker: a shape for the first ones, for others the first letter of their name.
pub fn sign(who: Who, name: &str) -> String {
    let Some(id) = who else {
        return UNKNOWN.to_owned();
    };
    match SIGNS.get(id.index()) {
        Some(sign) => (*sign).to_owned(),
        None => initial(name),
    }
}

/// The first letter of the last word of a name.
fn initial(name: &str) -> String {
    let word = name.split_whitespace().next_back().unwrap_or(UNKNOWN);
    let letter = word.chars().find(|it| it.is_alphanumeric());
    letter.map_or(UNKNOWN.to_owned(), |it| it.to_uppercase().collect())
}
