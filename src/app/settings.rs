//! What the reader may set, and what a reader starts with.

use super::commands::{Order, set};
use super::keymap::Keymap;
use crate::state::Kept;
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
    /// Which story of the first entry to begin with; the first one, if it is empty.
    pub sought: String,
}

impl Default for Setup {
    fn default() -> Setup {
        let settings = Settings::default();
        Setup {
            themes: vec![settings.theme.clone()],
            settings,
            keymap: Keymap::usual(),
            can_speak: false,
            sought: String::new(),
        }
    }
}

/// The measure of a fresh reader: what typographers call comfortable.
pub const USUAL_MEASURE: u16 = 68;

/// The smallest and largest measure.
pub(super) const MEASURES: (u16, u16) = (20, 200);

/// The fewest and the most rows from one line to the next.
const LINE_SPACINGS: (u16, u16) = (1, 3);

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
    /// These with the looks of `other`: all that is kept of each story by itself.
    pub(super) fn with_looks_of(&self, other: &Settings) -> Settings {
        Settings {
            theme: self.theme.clone(),
            panes: self.panes,
            mouse: self.mouse,
            ..other.clone()
        }
    }

    /// These with the looks kept of a story, where some are.
    pub(super) fn with_looks_kept(&self, kept: &Kept) -> Settings {
        let mut res = self.clone();
        let looks = kept.looks.iter();
        let looks = looks.filter(|(name, _)| LOOKS.contains(&name.as_str()));
        looks
            .filter_map(|(name, value)| set(name, value))
            .for_each(|it| res.set(it));
        res.measure = kept.measure.unwrap_or(res.measure);
        res.side = kept.side.or(res.side);
        let emphasis = kept.emphasis.as_deref().and_then(Emphasis::named);
        res.emphasis = emphasis.unwrap_or(res.emphasis);
        res
    }

    /// Does what an order to set something says, within what makes sense; any other is none of its
    /// business, and a theme is only one if there is one of that name.
    pub(super) fn set(&mut self, order: Order) {
        let ((narrowest, widest), (closest, widely)) = (MEASURES, LINE_SPACINGS);
        match order {
            Order::Emphasis(emphasis) => self.emphasis = emphasis,
            Order::Measure(measure) => self.measure = measure.clamp(narrowest, widest),
            Order::Side(width) => self.side = width,
            Order::Justify(on) => self.justify = on,
            Order::Indented(on) => self.indented = on,
            Order::Mouse(on) => self.mouse = on,
            Order::Hyphenate(on) => self.hyphenate = on,
            Order::LineSpacing(rows) => self.line_spacing = rows.clamp(closest, widely),
            Order::Panes(on) => self.panes = on,
            _ => {}
        }
    }

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
