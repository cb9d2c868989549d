//! What the reader may set, and what a reader starts with.

use super::keymap::Keymap;
use std::collections::BTreeMap;

/// What the reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The widest a row may be, in columns.
    pub measure: u16,
    /// How quotations stand out in the body.
    pub emphasis: Emphasis,
    /// The theme's name.
    pub theme: String,
    /// Whether panes stand beside the body where there is room.
    pub panes: bool,
    /// How many columns they take; as many as suit, if none is set.
    pub side: Option<u16>,
    /// Whether the mouse is listened to, which keeps the terminal from selecting with it.
    pub mouse: bool,
    /// Whether rows have straight right edges.
    pub justify: bool,
    /// Whether paragraphs are told apart by an indented first row instead of a blank line.
    pub indented: bool,
    /// Whether words are broken with hyphens.
    pub hyphenate: bool,
    /// Rows from one line to the next.
    pub line_spacing: u16,
}

/// What a reader starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is set.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// The themes there are, in the order a key goes through them.
    pub themes: Vec<String>,
    /// Whether there is a program that reads aloud.
    pub can_speak: bool,
}

impl Default for Setup {
    fn default() -> Setup {
        let settings = Settings::default();
        Setup {
            themes: vec![settings.theme.clone()],
            settings,
            keymap: Keymap::usual(),
            can_speak: false,
        }
    }
}

/// The measure of a fresh reader: what typographers call comfortable.
pub const USUAL_MEASURE: u16 = 68;

/// The theme of a fresh reader: the terminal's own colours.
pub const USUAL_THEME: &str = "terminal";

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            measure: USUAL_MEASURE,
            emphasis: Emphasis::Tint,
            theme: USUAL_THEME.to_owned(),
            panes: true,
            side: None,
            mouse: false,
            justify: false,
            indented: false,
            hyphenate: false,
            line_spacing: 1,
        }
    }
}

/// What is kept of a story's looks by its name, beside the measure, the panes' width and the emphasis.
pub(super) const LOOKS: [&str; 4] = ["justify", "hyphenate", "indent", "line-spacing"];

impl Settings {
    /// The looks that differ from what is configured, for a story to have them again.
    pub(super) fn looks(&self, configured: &Settings) -> BTreeMap<String, String> {
        let looks = LOOKS.into_iter().filter_map(|name| {
            let value = self.value(name)?;
            (Some(&value) != configured.value(name).as_ref()).then(|| (name.to_owned(), value))
        });
        looks.collect()
    }

    /// The value of the setting called `name`, as it would be typed.
    pub fn value(&self, name: &str) -> Option<String> {
        let switch = |on| if on { "on" } else { "off" }.to_owned();
        Some(match name {
            "measure" => self.measure.to_string(),
            "line-spacing" => self.line_spacing.to_string(),
            "justify" => switch(self.justify),
            "hyphenate" => switch(self.hyphenate),
            "indent" => switch(self.indented),
            "theme" => self.theme.clone(),
            "emphasis" => self.emphasis.name().to_owned(),
            "panes" => switch(self.panes),
            "side" => self
                .side
                .map_or_else(|| "auto".to_owned(), |it| it.to_string()),
            "mouse" => switch(self.mouse),
            _ => return None,
        })
    }
}

/// How quotations stand out in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all, but for the sign in the gutter.
    Off,
    /// In their speaker's colour.
    Tint,
    /// In their speaker's colour, all else dimmed.
    Dim,
}

impl Emphasis {
    /// Every way, in the order a key goes through them.
    pub const ALL: [Emphasis; 3] = [Emphasis::Off, Emphasis::Tint, Emphasis::Dim];

    /// The name it has in configuration and on disk.
    pub fn name(self) -> &'static str {
        match self {
            Emphasis::Off => "off",
            Emphasis::Tint => "tint",
            Emphasis::Dim => "dim",
        }
    }

    /// The way called `name`.
    pub fn named(name: &str) -> Option<Emphasis> {
        Emphasis::ALL.into_iter().find(|it| it.name() == name)
    }

    pub(super) fn next(self) -> Emphasis {
        match self {
            Emphasis::Off => Emphasis::Tint,
            Emphasis::Tint => Emphasis::Dim,
            Emphasis::Dim => Emphasis::Off,
        }
    }
}
