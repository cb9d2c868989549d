//! What the reader has configured: the text of a `config.toml` to a [`Config`] and complaints.
//!
//! Reading never fails: a wrong entry is named with its line and column and ignored, and the rest
//! holds. [`mod@file`] is the one part that touches the disk.

pub mod colour;
pub mod file;
pub mod near;
mod read;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::app::bindings::{Action, BINDINGS, Topic};
use crate::app::keymap::{Keymap, Sequence};
use crate::app::{Emphasis, USUAL_MEASURE};
use colour::{BUILT_IN, OwnTheme};

/// Everything that can be configured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The theme's name: one of [`BUILT_IN`] or of `themes`.
    pub theme: String,
    /// How quotations stand out.
    pub emphasis: Emphasis,
    /// Whether quotes and captions stand beside the story where there is room.
    pub panes: bool,
    /// How many columns they take; as many as suit, if none is set.
    pub side: Option<u16>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// How pictures are drawn.
    pub pictures: Pictures,
    /// The program that reads aloud, and its arguments; empty when there is none.
    pub speech: Vec<String>,
    /// The widest line, in columns.
    pub measure: u16,
    /// Whether lines have straight right edges.
    pub justify: bool,
    /// Whether words are broken with hyphens.
    pub hyphenate: bool,
    /// How paragraphs are told apart.
    pub paragraphs: Paragraphs,
    /// Rows from one line to the next.
    pub line_spacing: u16,
    /// The reader's own themes, by name.
    pub themes: BTreeMap<String, OwnTheme>,
    /// Actions with keys of the reader's own; without any, the action has no key.
    pub keys: Vec<(Action, Vec<Sequence>)>,
}

/// How paragraphs are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paragraphs {
    /// By an empty line.
    Spaced,
    /// By an indented first line.
    Indented,
}

/// How pictures are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pictures {
    /// As the terminal is known to.
    Auto,
    /// In half blocks.
    Cells,
    /// As kitty and Ghostty take them.
    Kitty,
    /// As iTerm2 and WezTerm take them.
    Iterm,
    /// As sixels.
    Sixel,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            theme: BUILT_IN[0].to_owned(),
            emphasis: Emphasis::Tint,
            panes: true,
            side: None,
            mouse: false,
            pictures: Pictures::Auto,
            speech: Vec::new(),
            measure: USUAL_MEASURE,
            justify: false,
            hyphenate: false,
            paragraphs: Paragraphs::Spaced,
            line_spacing: 1,
            themes: BTreeMap::new(),
            keys: Vec::new(),
        }
    }
}

/// An entry that is ignored, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Complaint {
    /// The line it is on, counted from 1.
    pub line: usize,
    /// The character it starts at, counted from 1.
    pub column: usize,
    /// What is wrong. Safe to show.
    pub what: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.what)
    }
}

impl Config {
    /// Reads a configuration, and what is wrong with it in the order of its lines.
    pub fn read(text: &str) -> (Config, Vec<Complaint>) {
        read::read(text)
    }

    /// A configuration with everything as it usually is, explained for people.
    pub fn default_text() -> String {
        let mut res = include_str!("../../assets/config.toml").to_owned();
        for topic in Topic::ALL {
            let _ = writeln!(res, "\n# {}", topic.heading());
            for binding in BINDINGS.iter().filter(|it| it.topic == topic) {
                let keys: Vec<String> = binding.keys.split(' ').map(quoted).collect();
                let line = format!("# {} = [{}]", binding.name, keys.join(", "));
                let _ = writeln!(res, "{line:<42} # {}", binding.help);
            }
        }
        res
    }

    /// The keys as configured.
    pub fn keymap(&self) -> Keymap {
        Keymap::changed(&self.keys)
    }
}

/// A string in TOML's notation.
fn quoted(text: &str) -> String {
    format!("{text:?}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use colour::{Colour, Part};

    fn complaints(text: &str) -> Vec<String> {
        let (_, complaints) = Config::read(text);
        complaints.iter().map(Complaint::to_string).collect()
    }

    #[track_caller]
    fn check_ignored(text: &str, complaint: &str) {
        let (config, _) = Config::read(text);
        assert_eq!(complaints(text), [complaint]);
        assert_eq!(config, Config::default());
    }

    #[test]
    fn the_default_text_says_what_is_usual() {
        let text = Config::default_text();
        assert_eq!(Config::read(&text), (Config::default(), Vec::new()));
        assert!(text.lines().all(|it| it.chars().count() <= 110));
    }

    #[test]
    fn every_example_in_the_default_text_is_right() {
        let example = |line: &str| {
            let entry = line.strip_prefix("# ").unwrap_or(line);
            let is_entry = entry.starts_with('[') || entry.contains(" = ");
            if is_entry {
                entry.to_owned()
            } else {
                line.to_owned()
            }
        };
        let lines: Vec<String> = Config::default_text().lines().map(example).collect();
        let (config, complaints) = Config::read(&lines.join("\n"));
        assert_eq!(complaints, []);
        assert_eq!(config.speech, ["espeak-ng", "--stdin"]);
        assert_eq!(config.themes["mine"].colours.len(), 13);
        assert_eq!(config.keys.len(), BINDINGS.len());
        for binding in BINDINGS {
            assert_eq!(config.keymap().keys_of(binding.action), binding.keys);
        }
    }

    #[test]
    fn every_setting_is_read() {
        let (config, complaints) = Config::read(
            r##"
            theme = "dusk"
            emphasis = "dim"
            panes = false
            side = 44
            mouse = true
            pictures = "sixel"
            speech = "say"
            [typography]
            measure = 72
            justify = true
            hyphenate = true
            paragraphs = "indented"
            line-spacing = 2
            [themes.dusk]
            base = "dark"
            text = 250
            speaker8 = "#0a0B0c"
            [keys]
            quit = "nop"
            next-quote = ["]", "ctrl-n", "g q"]
            top = "gg"
            "##,
        );
        assert_eq!(complaints, []);
        let sequences = |texts: &[&str]| texts.iter().map(|it| it.parse().unwrap()).collect();
        let colours = [
            (Part::Text, Colour::Indexed(250)),
            (Part::Speaker(7), Colour::Rgb(10, 11, 12)),
        ];
        let dusk = OwnTheme {
            base: "dark".to_owned(),
            colours: colours.into(),
        };
        let expected = Config {
            theme: "dusk".to_owned(),
            emphasis: Emphasis::Dim,
            panes: false,
            side: Some(44),
            mouse: true,
            pictures: Pictures::Sixel,
            speech: vec!["say".to_owned()],
            measure: 72,
            justify: true,
            hyphenate: true,
            paragraphs: Paragraphs::Indented,
            line_spacing: 2,
            themes: [("dusk".to_owned(), dusk)].into(),
            keys: vec![
                (Action::NextQuote, sequences(&["]", "^N", "g q"])),
                (Action::Quit, Vec::new()),
                (Action::Top, sequences(&["gg"])),
            ],
        };
        assert_eq!(config, expected);
    }

    #[test]
    fn a_wrong_entry_is_named_and_ignored() {
        for (text, complaint) in [
            ("theme = 3", "1:9: theme is a text in quotes, not a number"),
            (
                "\n  mouse = \"yes\"",
                "2:11: mouse is true or false, not a text",
            ),
            (
                "mesure = 3",
                "1:1: there is no setting “mesure” here; did you mean measure, under [typography]?",
            ),
            (
                "measure = 60",
                "1:1: there is no setting “measure” here; it belongs under [typography]",
            ),
            ("fount = 3", "1:1: there is no setting “fount”"),
            (
                "moues = true",
                "1:1: there is no setting “moues”; did you mean mouse?",
            ),
            (
                "emphasis = \"loud\"",
                "1:12: emphasis is off, tint or dim, not “loud”",
            ),
            (
                "speech = [\"say\", 3]",
                "1:18: speech is a text in quotes, not a number",
            ),
            ("speech = []", "1:10: speech names no program"),
            (
                "typography = 3",
                "1:14: typography is a table, not a number",
            ),
            ("theme = \"dusk\"", "1:9: there is no theme “dusk”"),
            (
                "theme = \"seppia\"",
                "1:9: there is no theme “seppia”; did you mean sepia?",
            ),
        ] {
            check_ignored(text, complaint);
        }
        for (entry, complaint) in [
            (
                "measure = 7",
                "2:11: measure is a number from 20 to 200, not 7",
            ),
            (
                "measure = 7.5",
                "2:11: measure is a number from 20 to 200, not 7.5",
            ),
            (
                "measure = 0x1F4",
                "2:11: measure is a number from 20 to 200, not 0x1F4",
            ),
            (
                "line-spacing = 99999999999999999999",
                "2:16: line-spacing is a number from 1 to 3, not 99999999999999999999",
            ),
            (
                "paragraphs = \"\"",
                "2:14: paragraphs is spaced or indented, not “”",
            ),
            ("width = 3", "2:1: typography has no setting “width”"),
            (
                "paragraph = \"indented\"",
                "2:1: typography has no setting “paragraph”; did you mean paragraphs?",
            ),
        ] {
            check_ignored(&format!("[typography]\n{entry}"), complaint);
        }
    }

    #[test]
    fn a_wrong_key_or_colour_is_named_and_the_others_hold() {
        for (entry, complaint) in [
            ("top = \"Pgdwn\"", "2:7: there is no key “Pgdwn”"),
            (
                "jump = \"j\"",
                "2:1: there is no action “jump”; `pullquote config --print-default` lists them",
            ),
            (
                "next-quot = \"n\"",
                "2:1: there is no action “next-quot”; did you mean next-quote?",
            ),
            ("top = 3", "2:7: top is a text in quotes, not a number"),
            (
                "top = [\"3x\"]",
                "2:8: “3x” starts with a digit, which counts",
            ),
            (
                "top = [\"x\"]\nend = [\"xy\"]",
                "2:8: x is in the way of “end”",
            ),
        ] {
            let found = complaints(&format!("[keys]\n{entry}"));
            assert_eq!(found, [complaint]);
        }
        let (config, found) = Config::read("[keys]\ntop = [\"gg\", \"Nope\"]");
        assert_eq!(
            (config.keymap().keys_of(Action::Top), found.len()),
            ("gg".to_owned(), 1)
        );
        for (entry, complaint) in [
            (
                "text = \"puce\"",
                "“puce” is no colour: a name such as cyan or bright-red, 0 to 255, or #rrggbb",
            ),
            (
                "text = 256",
                "“256” is no colour: a name such as cyan or bright-red, 0 to 255, or #rrggbb",
            ),
            ("text = true", "text is a colour, not true or false"),
            (
                "base = \"dusk\"",
                "base is one of terminal, auto, light, dark, sepia, high-contrast, monochrome, not “dusk”",
            ),
        ] {
            let found = complaints(&format!("[themes.dusk]\n{entry}"));
            assert_eq!(found, [format!("2:8: {complaint}")]);
        }
        let found = complaints("[themes.dusk]\nspeaker9 = 1");
        assert_eq!(found, ["2:1: themes have no colour for “speaker9”"]);
        let found = complaints("[themes.dark]\ntext = 1");
        assert_eq!(
            found,
            ["1:9: “dark” comes with the program; choose another name"]
        );
    }

    #[test]
    fn what_is_no_toml_spares_the_rest() {
        let text = "mouse = true\ntheme == dark\nemphasis = \"dim\"\n";
        let (config, complaints) = Config::read(text);
        let spared = (config.mouse, config.emphasis, config.theme.as_str());
        assert_eq!(spared, (true, Emphasis::Dim, "terminal"));
        assert!(!complaints.is_empty() && complaints.iter().all(|it| it.line == 2));
    }

    #[test]
    fn complaints_come_in_order_and_end_some_time() {
        let found = complaints("[keys]\ntop = 3\nx = 1\n[typography]\ny = 2\n");
        let lines: Vec<_> = found.iter().map(|it| it.split(':').next()).collect();
        assert_eq!(lines, [Some("2"), Some("3"), Some("5")]);
        let many: String = (0..5000).map(|it| format!("x{it} = 1\n")).collect();
        assert_eq!(complaints(&many).len(), 100);
    }

    #[test]
    fn complaints_are_safe_to_show() {
        let found = complaints("\"\\u001b[2J\\u202e\" = 1\ntheme = \"\\u009b31m\"");
        assert_eq!(found.len(), 2);
        for line in found {
            assert_eq!(crate::story::clean::first_active(&line), None, "{line:?}");
        }
    }

    #[test]
    fn any_text_makes_a_configuration() {
        let hostile = [
            "[[[[",
            "a.b.c = 1",
            "keys = []",
            "themes = { x = 1 }",
            "themes.x.y.z = 1",
            "[keys]\ntop = [[[\"x\"]]]",
            "\u{FEFF}mouse = true",
            "\0",
            "speech = [\"\\u0000\"]",
        ];
        for text in hostile {
            Config::read(text);
            assert!(!complaints(&text.repeat(2000)).is_empty(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_spoilt_configuration_is_still_one(
            at in 0_usize..4000,
            length in 0_usize..40,
            put in "[\\[\\]{}=\"'#.,a-z0-9 \n\u{0}\u{1b}é]{0,12}",
        ) {
            let mut text = Config::default_text().replace("\n# ", "\n");
            let start = text.floor_char_boundary(at);
            let end = text.floor_char_boundary(start + length);
            text.replace_range(start..end, &put);
            for complaint in Config::read(&text).1 {
                let lines = text.matches('\n').count() + 1;
                proptest::prop_assert!((1..=lines).contains(&complaint.line));
            }
        }
    }
}
