//! What things look like.

use crate::app::heard::Who;
use crate::config::colour::{Colour, OwnTheme, Part};
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;

/// The looks of everything on screen, by what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether there are colours for pictures too.
    pub coloured: bool,
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
    /// The sentence being read aloud.
    pub spoken: Style,
    /// Words chosen to be copied.
    pub selected: Style,
    /// The row or quotation the reader is at.
    pub current: Style,
    /// The pane that keys move in.
    pub focused: Style,
    /// The status line.
    pub status: Style,
    /// What the reader is told.
    pub notice: Style,
    /// What cannot be said for sure.
    pub unsure: Style,
    /// The speakers, taken in turn.
    pub speakers: Vec<Style>,
}

/// A built-in theme's colours, as the terminal's 256 are numbered.
struct Palette {
    text: u8,
    ground: u8,
    quiet: u8,
    rule: u8,
    notice: u8,
    /// Told apart by people with any common kind of colour vision: blue, orange, bluish green,
    /// reddish purple, sky blue, yellow (after Okabe and Ito, "Color Universal Design", 2008).
    speakers: [u8; 6],
}

const LIGHT: Palette = Palette {
    text: 235,
    ground: 231,
    quiet: 243,
    rule: 250,
    notice: 25,
    speakers: [25, 130, 29, 126, 31, 94],
};

const DARK: Palette = Palette {
    text: 252,
    ground: 234,
    quiet: 245,
    rule: 240,
    notice: 117,
    speakers: [75, 214, 78, 176, 117, 227],
};

const SEPIA: Palette = Palette {
    text: 58,
    ground: 230,
    quiet: 101,
    rule: 180,
    notice: 88,
    speakers: [24, 130, 22, 90, 30, 88],
};

const HIGH_CONTRAST: Palette = Palette {
    text: 231,
    ground: 16,
    quiet: 252,
    rule: 231,
    notice: 226,
    speakers: [51, 214, 46, 213, 117, 226],
};

/// Signs for speakers, so that nobody is told apart by colour alone.
const SIGNS: [&str; 10] = ["●", "◆", "▲", "■", "▼", "○", "◇", "△", "□", "▽"];

/// The sign of a quotation nobody is known to have said.
const UNKNOWN: &str = "?";

impl Theme {
    /// The theme called `name`: one of the reader's own, or one that comes with the program; the
    /// terminal's own colours, if there is none called so. Without `colour`, no theme has any.
    pub fn named(name: &str, own: &BTreeMap<String, OwnTheme>, colour: bool) -> Theme {
        match own.get(name) {
            _ if !colour => Theme::without_colour(),
            Some(theme) => Theme::built_in(&theme.base).changed(&theme.colours),
            None => Theme::built_in(name),
        }
    }

    fn built_in(name: &str) -> Theme {
        match name {
            "monochrome" => Theme::without_colour(),
            "light" => Theme::of(&LIGHT),
            "dark" => Theme::of(&DARK),
            "sepia" => Theme::of(&SEPIA),
            "high-contrast" => Theme::of(&HIGH_CONTRAST),
            _ => Theme::terminal(),
        }
    }

    /// The terminal's own colours, which are right on light and on dark ground.
    pub fn terminal() -> Theme {
        let speakers = [
            Color::Cyan,
            Color::Magenta,
            Color::Green,
            // Blue as it is can hardly be read on black.
            Color::LightBlue,
            Color::Red,
            Color::Yellow,
        ];
        Theme {
            coloured: true,
            speakers: speakers.map(|it| Style::new().fg(it)).to_vec(),
            ..Theme::without_colour()
        }
    }

    fn of(palette: &Palette) -> Theme {
        let ink = |number: u8| Style::new().fg(Color::Indexed(number));
        let usual = Theme::without_colour();
        // What is quiet has a colour of its own here and need not be dim.
        let quiet = ink(palette.quiet);
        Theme {
            text: ink(palette.text).bg(Color::Indexed(palette.ground)),
            quiet,
            rule: ink(palette.rule),
            notice: usual.notice.patch(ink(palette.notice)),
            coloured: true,
            speakers: palette.speakers.map(ink).to_vec(),
            ..usual
        }
    }

    /// The same with some colours changed.
    fn changed(mut self, colours: &BTreeMap<Part, Colour>) -> Theme {
        for (part, colour) in colours {
            let ink = Style::new().fg(colour_of(*colour));
            match part {
                Part::Background => self.text = self.text.bg(colour_of(*colour)),
                Part::Text => self.text = self.text.patch(ink),
                Part::Heading => self.heading = self.heading.patch(ink),
                Part::Byline => self.quiet = ink,
                Part::Caption => self.caption = self.caption.patch(ink),
                Part::Link => self.link = self.link.patch(ink),
                Part::Quote => self.speakers = vec![ink],
                Part::Unsure => self.unsure = self.unsure.patch(ink),
                Part::Search => self.hit = self.hit.patch(ink),
                Part::Border => self.rule = ink,
                Part::Status => self.status = ink,
                Part::Notice => self.notice = self.notice.patch(ink),
                Part::Speaker(number) => self.paint_speaker(usize::from(*number), ink),
            }
        }
        self
    }

    fn paint_speaker(&mut self, number: usize, ink: Style) {
        if self.speakers.len() <= number {
            self.speakers.resize(number + 1, ink);
        }
        self.speakers[number] = ink;
    }

    /// The same with every colour made another.
    pub fn recoloured(mut self, other: impl Fn(Color) -> Color) -> Theme {
        let styles = [
            &mut self.text,
            &mut self.heading,
            &mut self.quiet,
            &mut self.caption,
            &mut self.link,
            &mut self.rule,
            &mut self.hit,
            &mut self.spoken,
            &mut self.selected,
            &mut self.current,
            &mut self.focused,
            &mut self.status,
            &mut self.notice,
            &mut self.unsure,
        ];
        for style in styles.into_iter().chain(&mut self.speakers) {
            style.fg = style.fg.map(&other);
            style.bg = style.bg.map(&other);
        }
        self
    }

    /// No colours at all: meaning is carried by weight, slant and underline.
    pub fn without_colour() -> Theme {
        let plain = Style::new();
        Theme {
            coloured: false,
            text: plain,
            heading: plain.add_modifier(Modifier::BOLD),
            quiet: plain.add_modifier(Modifier::DIM),
            caption: plain.add_modifier(Modifier::ITALIC),
            link: plain.add_modifier(Modifier::UNDERLINED),
            rule: plain.add_modifier(Modifier::DIM),
            hit: plain.add_modifier(Modifier::REVERSED),
            spoken: plain.add_modifier(Modifier::UNDERLINED),
            selected: plain.add_modifier(Modifier::REVERSED),
            current: plain.add_modifier(Modifier::BOLD),
            focused: plain.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
            status: plain,
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

/// The sign of words reported without marks.
pub const STATEMENT: &str = "~";

/// A look for the words of the link with this number.
///
/// A cell of the screen has no field for it. The colour of its underline, which no theme sets, holds
/// the number: [`link_of`] tells it again.
pub fn linked(look: Style, number: usize) -> Style {
    let [_, high, middle, low] = u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes();
    look.underline_color(Color::Rgb(high, middle, low))
}

/// The number of the link that a cell belongs to.
pub fn link_of(cell: &Cell) -> Option<usize> {
    match cell.underline_color {
        Color::Rgb(high, middle, low) => Some(u32::from_be_bytes([0, high, middle, low]) as usize),
        _ => None,
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

fn colour_of(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Indexed(number) => Color::Indexed(number),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

/// The first letter of the last word of a name.
fn initial(name: &str) -> String {
    let word = name.split_whitespace().next_back().unwrap_or(UNKNOWN);
    let letter = word.chars().find(|it| it.is_alphanumeric());
    letter.map_or(UNKNOWN.to_owned(), |it| it.to_uppercase().collect())
}
