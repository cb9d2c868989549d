//! TOML to settings, entry by entry.

use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::colour::{BUILT_IN, Colour, OwnTheme, Part};
use super::near::nearest;
use super::{Complaint, Config, Paragraphs, Pictures};
use crate::app::Emphasis;
use crate::app::bindings::{Action, BINDINGS};
use crate::app::keymap::Sequence;
use crate::story::clean::clean;

type Table<'a> = DeTable<'a>;
type Value<'a> = Spanned<DeValue<'a>>;

/// What is wrong with an entry, and where if not at its value.
struct Wrong {
    what: String,
    span: Range<usize>,
}

/// How many complaints are made of one file: nobody reads more.
const MOST_COMPLAINTS: usize = 100;

/// Reads the settings of `text`.
pub fn read(text: &str) -> (Config, Vec<Complaint>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader::default();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        reader.complain(span, error.message());
    }
    reader.read_top(table.get_ref());
    let mut wrong = reader.wrong;
    wrong.sort_by_key(|it| it.span.start);
    wrong.truncate(MOST_COMPLAINTS);
    let complaints = wrong.into_iter().map(|it| located(text, it)).collect();
    (reader.config, complaints)
}

fn located(text: &str, wrong: Wrong) -> Complaint {
    let before = text.get(..wrong.span.start).unwrap_or(text);
    let last_line = before.rsplit('\n').next().unwrap_or_default();
    Complaint {
        line: before.matches('\n').count() + 1,
        column: last_line.chars().count() + 1,
        what: clean(&wrong.what),
    }
}

#[derive(Default)]
struct Reader {
    config: Config,
    wrong: Vec<Wrong>,
}

/// The result of reading one entry.
type Read<T = ()> = Result<T, Wrong>;

/// What stands outside all tables, and under `[typography]`.
const SETTINGS: [&str; 10] = [
    "theme",
    "emphasis",
    "panes",
    "side",
    "mouse",
    "pictures",
    "speech",
    "typography",
    "themes",
    "keys",
];
const TYPOGRAPHY: [&str; 5] = [
    "measure",
    "justify",
    "hyphenate",
    "paragraphs",
    "line-spacing",
];

/// The columns that may be asked for beside the body.
const SIDES: RangeInclusive<u16> = 24..=400;

impl Reader {
    fn complain(&mut self, span: Range<usize>, what: &str) {
        let what = what.to_owned();
        self.wrong.push(Wrong { what, span });
    }

    /// Hands every entry of a table to `read`, with its full name.
    fn each(
        &mut self,
        table: &Table<'_>,
        mut read: impl FnMut(&mut Reader, &Spanned<&str>, &Value<'_>) -> Read,
    ) {
        // What the parser could not read has no extent, and has been complained of.
        let whole = table.iter().filter(|(_, value)| !value.span().is_empty());
        for (name, value) in whole {
            let name = Spanned::new(name.span(), name.get_ref().as_ref());
            if let Err(wrong) = read(self, &name, value) {
                self.wrong.push(wrong);
            }
        }
    }

    fn read_top(&mut self, table: &Table<'_>) {
        self.each(table, |reader, name, value| {
            let config = &mut reader.config;
            match *name.get_ref() {
                "theme" => {}
                "emphasis" => {
                    let names = Emphasis::ALL.map(|it| (it.name(), it));
                    config.emphasis = one_of(name, value, &names)?;
                }
                "panes" => config.panes = yes_or_no(name, value)?,
                "side" => config.side = Some(number(name, value, SIDES)?),
                "mouse" => config.mouse = yes_or_no(name, value)?,
                "pictures" => {
                    let names = [
                        ("auto", Pictures::Auto),
                        ("cells", Pictures::Cells),
                        ("kitty", Pictures::Kitty),
                        ("iterm", Pictures::Iterm),
                        ("sixel", Pictures::Sixel),
                    ];
                    config.pictures = one_of(name, value, &names)?;
                }
                "speech" => config.speech = program(name, value)?,
                "typography" => reader.read_typography(table_of(name, value)?),
                "themes" => reader.read_themes(table_of(name, value)?),
                "keys" => reader.read_keys(table_of(name, value)?),
                _ => return Err(unknown_setting(name)),
            }
            Ok(())
        });
        // Once all themes are known.
        self.each(table, |reader, name, value| match *name.get_ref() {
            "theme" => reader.read_theme(name, value),
            _ => Ok(()),
        });
    }

    fn read_theme(&mut self, name: &Spanned<&str>, value: &Value<'_>) -> Read {
        let theme = text(name, value)?;
        if !BUILT_IN.contains(&theme) && !self.config.themes.contains_key(theme) {
            let own = self.config.themes.keys().map(String::as_str);
            let meant = meant(theme, own.chain(BUILT_IN));
            return Err(wrong(value, format!("there is no theme “{theme}”{meant}")));
        }
        self.config.theme = theme.to_owned();
        Ok(())
    }

    fn read_typography(&mut self, table: &Table<'_>) {
        self.each(table, |reader, name, value| {
            let config = &mut reader.config;
            match *name.get_ref() {
                "measure" => config.measure = number(name, value, 20..=200)?,
                "justify" => config.justify = yes_or_no(name, value)?,
                "hyphenate" => config.hyphenate = yes_or_no(name, value)?,
                "paragraphs" => {
                    let names = [
                        ("spaced", Paragraphs::Spaced),
                        ("indented", Paragraphs::Indented),
                    ];
                    config.paragraphs = one_of(name, value, &names)?;
                }
                "line-spacing" => config.line_spacing = number(name, value, 1..=3)?,
                _ => return Err(unknown(name, "typography has no setting", &TYPOGRAPHY)),
            }
            Ok(())
        });
    }

    fn read_themes(&mut self, table: &Table<'_>) {
        self.each(table, |reader, name, value| {
            let own = clean(name.get_ref());
            if BUILT_IN.contains(&own.as_str()) {
                let what = format!("“{own}” comes with the program; choose another name");
                let span = name.span();
                return Err(Wrong { what, span });
            }
            let theme = reader.read_own_theme(table_of(name, value)?);
            reader.config.themes.insert(own, theme);
            Ok(())
        });
    }

    fn read_own_theme(&mut self, table: &Table<'_>) -> OwnTheme {
        let mut theme = OwnTheme::default();
        self.each(table, |_, name, value| {
            if *name.get_ref() == "base" {
                let names = BUILT_IN.map(|it| (it, it));
                theme.base = one_of(name, value, &names)?.to_owned();
                return Ok(());
            }
            let part = Part::named(name.get_ref());
            let part = part.ok_or_else(|| unknown(name, "themes have no colour for", &[]))?;
            theme.colours.insert(part, colour(name, value)?);
            Ok(())
        });
        theme
    }

    fn read_keys(&mut self, table: &Table<'_>) {
        self.each(table, |reader, name, value| {
            let binding = BINDINGS.iter().find(|it| it.name == *name.get_ref());
            let Some(binding) = binding else {
                let actions: Vec<&str> = BINDINGS.iter().map(|it| it.name).collect();
                let mut wrong = unknown(name, "there is no action", &actions);
                if !wrong.what.ends_with('?') {
                    wrong.what += "; `pullquote config --print-default` lists them";
                }
                return Err(wrong);
            };
            let sequences = reader.sequences(name, value);
            if !sequences.is_empty() || value.get_ref().as_str() == Some(NO_KEY) {
                reader.config.keys.push((binding.action, sequences));
            }
            Ok(())
        });
    }

    /// The key sequences of an entry that make sense.
    fn sequences(&mut self, name: &Spanned<&str>, value: &Value<'_>) -> Vec<Sequence> {
        let mut res = Vec::new();
        if value.get_ref().as_str() == Some(NO_KEY) {
            return res;
        }
        for item in items(value) {
            match self.sequence(name, item) {
                Ok(sequence) => res.push(sequence),
                Err(wrong) => self.wrong.push(wrong),
            }
        }
        res
    }

    fn sequence(&self, name: &Spanned<&str>, value: &Value<'_>) -> Read<Sequence> {
        let keys = text(name, value)?;
        let sequence: Sequence = keys.parse().map_err(|it| wrong(value, format!("{it}")))?;
        if sequence.starts_as_count() {
            let what = format!("“{keys}” starts with a digit, which counts");
            return Err(wrong(value, what));
        }
        match self.in_the_way(&sequence) {
            None => Ok(sequence),
            Some(other) => {
                let what = format!("{sequence} is in the way of “{other}”");
                Err(wrong(value, what))
            }
        }
    }

    /// The action, with keys of its own by now, whose keys and `sequence` cannot both be typed.
    fn in_the_way(&self, sequence: &Sequence) -> Option<&'static str> {
        let clash = |it: &Sequence| it.hides(sequence) || sequence.hides(it);
        let taken = self.config.keys.iter();
        let (action, _) = taken.into_iter().find(|(_, own)| own.iter().any(clash))?;
        name_of(*action)
    }
}

/// What an action is set to that shall have no key.
const NO_KEY: &str = "nop";

fn name_of(action: Action) -> Option<&'static str> {
    let binding = BINDINGS.iter().find(|it| it.action == action);
    binding.map(|it| it.name)
}

/// The items of a list; anything else is a list of itself.
fn items<'a, 'i>(value: &'a Value<'i>) -> Vec<&'a Value<'i>> {
    match value.get_ref().as_array() {
        Some(list) => list.iter().collect(),
        None => vec![value],
    }
}

fn wrong(value: &Value<'_>, what: String) -> Wrong {
    let span = value.span();
    Wrong { what, span }
}

/// A name that is none of those `known`, with the one that may have been meant.
fn unknown(name: &Spanned<&str>, what: &str, known: &[&str]) -> Wrong {
    let meant = meant(name.get_ref(), known.iter().copied());
    Wrong {
        what: format!("{what} “{}”{meant}", name.get_ref()),
        span: name.span(),
    }
}

/// A setting that is not known, or not where it stands.
fn unknown_setting(name: &Spanned<&str>) -> Wrong {
    let written = *name.get_ref();
    let near = nearest(written, TYPOGRAPHY).filter(|_| nearest(written, SETTINGS).is_none());
    let hint = match near {
        Some(it) if it == written => "it belongs under [typography]".to_owned(),
        Some(it) => format!("did you mean {it}, under [typography]?"),
        None => return unknown(name, "there is no setting", &SETTINGS),
    };
    Wrong {
        what: format!("there is no setting “{written}” here; {hint}"),
        span: name.span(),
    }
}

/// A question after the word that may have been meant, if there is one.
fn meant<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let near = nearest(written, known);
    near.map_or_else(String::new, |it| format!("; did you mean {it}?"))
}

fn unfit(name: &Spanned<&str>, value: &Value<'_>, wanted: &str) -> Wrong {
    let kind = match value.get_ref() {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    let what = format!("{} is {wanted}, not {kind}", name.get_ref());
    wrong(value, what)
}

fn table_of<'a, 'i>(name: &Spanned<&str>, value: &'a Value<'i>) -> Read<&'a Table<'i>> {
    let table = value.get_ref().as_table();
    table.ok_or_else(|| unfit(name, value, "a table"))
}

fn text<'a>(name: &Spanned<&str>, value: &'a Value<'_>) -> Read<&'a str> {
    let text = value.get_ref().as_str();
    text.ok_or_else(|| unfit(name, value, "a text in quotes"))
}

fn yes_or_no(name: &Spanned<&str>, value: &Value<'_>) -> Read<bool> {
    let yes = value.get_ref().as_bool();
    yes.ok_or_else(|| unfit(name, value, "true or false"))
}

fn number(name: &Spanned<&str>, value: &Value<'_>, allowed: RangeInclusive<u16>) -> Read<u16> {
    let wanted = format!("a number from {} to {}", allowed.start(), allowed.end());
    let written = match value.get_ref() {
        DeValue::Integer(it) => it.to_string(),
        DeValue::Float(it) => it.to_string(),
        _ => return Err(unfit(name, value, &wanted)),
    };
    let number = written.parse().ok().filter(|it| allowed.contains(it));
    number.ok_or_else(|| {
        let what = format!("{} is {wanted}, not {written}", name.get_ref());
        wrong(value, what)
    })
}

fn one_of<T: Copy>(name: &Spanned<&str>, value: &Value<'_>, known: &[(&str, T)]) -> Read<T> {
    let chosen = text(name, value)?;
    let found = known.iter().find(|(it, _)| *it == chosen);
    found.map(|(_, it)| *it).ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(it, _)| *it).collect();
        let names = alternatives(&names);
        let what = format!("{} is {names}, not “{chosen}”", name.get_ref());
        wrong(value, what)
    })
}

/// Two or three names as a phrase, more as a list.
fn alternatives(names: &[&str]) -> String {
    match names.split_last() {
        Some((last, rest)) if names.len() <= 3 => format!("{} or {last}", rest.join(", ")),
        _ => format!("one of {}", names.join(", ")),
    }
}

/// A program and its arguments: a list, or the program alone.
fn program(name: &Spanned<&str>, value: &Value<'_>) -> Read<Vec<String>> {
    let words: Vec<&str> = items(value)
        .into_iter()
        .map(|it| text(name, it))
        .collect::<Read<_>>()?;
    match words.first().is_none_or(|it| it.trim().is_empty()) {
        true => Err(wrong(value, format!("{} names no program", name.get_ref()))),
        false => Ok(words.into_iter().map(str::to_owned).collect()),
    }
}

fn colour(name: &Spanned<&str>, value: &Value<'_>) -> Read<Colour> {
    let written = match value.get_ref() {
        DeValue::Integer(it) => it.to_string(),
        DeValue::String(it) => it.to_string(),
        _ => return Err(unfit(name, value, "a colour")),
    };
    written.parse().map_err(|it| wrong(value, format!("{it}")))
}
