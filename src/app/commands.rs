//! The command line `:`: what can be typed there, and completing it.

use super::Emphasis;
use super::help::topics;
use super::list::Sorting;

/// A command as it is typed.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// Its first word.
    pub name: &'static str,
    /// What follows it, for help; empty when nothing does.
    pub takes: &'static str,
    /// What it does.
    pub help: &'static str,
}

/// Every command, in the order help lists them.
#[rustfmt::skip]
pub const VERBS: &[Verb] = &[
    Verb { name: "speaker", takes: "NAME", help: "to the first quote by somebody" },
    Verb { name: "image", takes: "NUMBER", help: "to an image" },
    Verb { name: "goto", takes: "NUMBER or PERCENT", help: "to a paragraph, or that far into the story; :40% too" },
    Verb { name: "compare", takes: "NAME, NAME", help: "two speakers side by side" },
    Verb { name: "sort", takes: "order, count or name", help: "how speakers are listed" },
    Verb { name: "merge", takes: "NAME = NAME", help: "two names are one speaker: the second one" },
    Verb { name: "split", takes: "NAME", help: "the quote here is by somebody else, so called" },
    Verb { name: "undo", takes: "", help: "take the last correction back" },
    Verb { name: "set", takes: "SETTING=VALUE", help: "change a setting; :set alone tells them all" },
    Verb { name: "theme", takes: "NAME", help: "change the theme; :theme alone lists them" },
    Verb { name: "export", takes: "FILE", help: "save the quotes: .md, .json, .csv or .txt" },
    Verb { name: "open", takes: "", help: "open the story, or the link, in the browser" },
    Verb { name: "recent", takes: "", help: "the stories read before" },
    Verb { name: "help", takes: "TOPIC", help: "the keys, or what a word means: :help why" },
    Verb { name: "quit", takes: "", help: "quit" },
];

/// A command that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// To the first quotation by a speaker whose name holds this.
    Speaker(String),
    /// To the image with this number, counted from one.
    Image(usize),
    /// To the paragraph with this number, counted from one.
    Paragraph(usize),
    /// That far into the story.
    Percent(usize),
    /// The first speaker is the second.
    Merge(String, String),
    /// The quotation here is by another speaker, who has this name.
    Split(String),
    /// Two speakers side by side, by parts of their names: one name, or two.
    Compare(Vec<String>),
    /// Speakers in another order.
    Sort(Sorting),
    /// Take the last correction back.
    Undo,
    /// Say how this is set; everything, for no name.
    Tell(String),
    /// Say which themes there are.
    Themes,
    /// Rows of at most so many columns.
    Measure(u16),
    /// How quotations stand out.
    Emphasis(Emphasis),
    /// So many columns for the panes beside the body, or as many as suit.
    Side(Option<u16>),
    /// Whether rows have straight right edges.
    Justify(bool),
    /// Whether paragraphs are indented.
    Indented(bool),
    /// Whether words are broken with hyphens.
    Hyphenate(bool),
    /// Rows from one line to the next.
    LineSpacing(u16),
    /// Whether panes stand beside the body.
    Panes(bool),
    /// Whether the mouse is listened to.
    Mouse(bool),
    /// Another theme.
    Theme(String),
    /// Save what was quoted.
    Export(String),
    /// Open the source.
    Open,
    /// The stories read before.
    Recent,
    /// The help, about something.
    Help(String),
    /// Leave.
    Quit,
}

/// Understands a line. The error is a sentence for the reader.
///
/// # Errors
/// When it starts with no command, or what follows is not what the command takes.
pub fn read(line: &str) -> Result<Order, String> {
    let (name, rest) = line
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((line.trim(), ""));
    // A place is one without a command before it.
    if let Some(order) = place(line.trim()) {
        return Ok(order);
    }
    // A beginning is enough; of several commands that begin so, the first one listed is meant.
    let called = |it: &&Verb| !name.is_empty() && it.name.starts_with(name);
    let Some(verb) = VERBS.iter().find(called) else {
        return Err(format!("There is no command “{name}”; Tab lists them."));
    };
    match verb.name {
        "set" => setting(rest.trim()),
        name => order(name, rest.trim()).ok_or_else(|| match verb.takes {
            "" => format!("“{name}” takes nothing."),
            takes => format!("“{name}” takes {takes}."),
        }),
    }
}

fn order(verb: &str, rest: &str) -> Option<Order> {
    let text = || (!rest.is_empty()).then(|| rest.to_owned());
    Some(match verb {
        "speaker" => Order::Speaker(text()?),
        "image" => Order::Image(rest.parse().ok()?),
        "goto" => place(rest)?,
        "merge" => {
            let (from, into) = rest.split_once('=')?;
            let named = |it: &str| !it.trim().is_empty();
            (named(from) && named(into))
                .then(|| Order::Merge(from.trim().to_owned(), into.trim().to_owned()))?
        }
        "compare" => {
            let names = rest.split(',').map(str::trim).filter(|it| !it.is_empty());
            Order::Compare(names.map(str::to_owned).collect())
        }
        "sort" => Order::Sort(Sorting::named(rest)?),
        "split" => Order::Split(text()?),
        "theme" if rest.is_empty() => Order::Themes,
        "theme" => Order::Theme(text()?),
        "export" => Order::Export(text()?),
        "undo" if rest.is_empty() => Order::Undo,
        "open" if rest.is_empty() => Order::Open,
        "recent" if rest.is_empty() => Order::Recent,
        "help" => Order::Help(rest.to_owned()),
        "quit" if rest.is_empty() => Order::Quit,
        _ => return None,
    })
}

/// A paragraph's number, or how far into the story.
fn place(text: &str) -> Option<Order> {
    Some(match text.strip_suffix('%') {
        Some(percent) => Order::Percent(percent.trim().parse().ok()?),
        None => Order::Paragraph(text.parse().ok()?),
    })
}

/// What can be set, and what each of them takes.
#[rustfmt::skip]
pub const SETTINGS: &[(&str, &str)] = &[
    ("measure", "a number of columns"),
    ("line-spacing", "1 to 3"),
    ("justify", "on or off"),
    ("hyphenate", "on or off"),
    ("indent", "on or off"),
    ("theme", "a theme's name"),
    ("emphasis", "off, tint or dim"),
    ("panes", "on or off"),
    ("side", "a number of columns, or auto"),
    ("mouse", "on or off"),
];

/// Understands `NAME=VALUE`; also `NAME VALUE`. A name alone asks how that is set.
fn setting(text: &str) -> Result<Order, String> {
    let parts = text.split_once('=').or_else(|| text.split_once(' '));
    let (name, value) = parts.map_or((text, None), |(name, value)| (name.trim(), Some(value)));
    let known = SETTINGS.iter().find(|(it, _)| *it == name);
    match (known, value) {
        (None, None) if name.is_empty() => Ok(Order::Tell(String::new())),
        (None, _) => Err(format!("There is no setting “{name}”; Tab lists them.")),
        (Some(_), None) => Ok(Order::Tell(name.to_owned())),
        (Some((_, takes)), Some(value)) => {
            set(name, value.trim()).ok_or_else(|| format!("“{name}” takes {takes}."))
        }
    }
}

/// The order that sets `name` to `value`.
pub(super) fn set(name: &str, value: &str) -> Option<Order> {
    Some(match (name, value) {
        ("measure", value) => Order::Measure(value.parse().ok()?),
        ("side", "auto") => Order::Side(None),
        ("side", value) => Order::Side(Some(value.parse().ok()?)),
        ("emphasis", value) => Order::Emphasis(Emphasis::named(value)?),
        ("theme", "") => return None,
        ("theme", value) => Order::Theme(value.to_owned()),
        ("justify", value) => Order::Justify(switch(value)?),
        ("indent", value) => Order::Indented(switch(value)?),
        ("mouse", value) => Order::Mouse(switch(value)?),
        ("hyphenate", value) => Order::Hyphenate(switch(value)?),
        ("line-spacing", value) => Order::LineSpacing(value.parse().ok()?),
        ("panes", value) => Order::Panes(switch(value)?),
        _ => return None,
    })
}

/// On or off.
fn switch(value: &str) -> Option<bool> {
    match value {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

/// Every line that `typed` could become, given the names of speakers and themes.
pub fn completions(typed: &str, speakers: &[&str], themes: &[String]) -> Vec<String> {
    let typed = &spelled_out(typed);
    let mut lines: Vec<String> = Vec::new();
    for verb in VERBS {
        let space = if verb.takes.is_empty() { "" } else { " " };
        match verb.name {
            _ if !typed.contains(' ') => lines.push(format!("{}{space}", verb.name)),
            "speaker" => lines.extend(speakers.iter().map(|it| format!("speaker {it}"))),
            "merge" => lines.extend(pairs(typed, "merge", " = ", speakers)),
            "compare" => lines.extend(pairs(typed, "compare", ", ", speakers)),
            "help" => lines.extend(topics().iter().map(|it| format!("help {it}"))),
            "sort" => lines.extend(Sorting::ALL.map(|it| format!("sort {}", it.name()))),
            "theme" => lines.extend(themes.iter().map(|it| format!("theme {it}"))),
            "set" => {
                lines.extend(
                    SETTINGS
                        .iter()
                        .flat_map(|(it, takes)| values(it, takes, themes)),
                );
            }
            _ => {}
        }
    }
    let typed = typed.to_lowercase();
    lines.retain(|it| fits(&it.to_lowercase(), &typed));
    lines
}

/// Whether a line may be meant by what is typed: a speaker by any part of the name.
fn fits(line: &str, typed: &str) -> bool {
    let names = line
        .strip_prefix("speaker ")
        .zip(typed.strip_prefix("speaker "));
    line.starts_with(typed) || names.is_some_and(|(name, part)| name.contains(part))
}

/// What is typed, with the command's name in full where only its beginning is.
fn spelled_out(typed: &str) -> String {
    let parts = typed.split_once(' ');
    let verb = parts.and_then(|(name, _)| {
        let begins = |it: &&Verb| !name.is_empty() && it.name.starts_with(name);
        VERBS.iter().find(begins)
    });
    match parts.zip(verb) {
        Some(((_, rest), verb)) => format!("{} {rest}", verb.name),
        None => typed.to_owned(),
    }
}

/// Lines with a first name, or where that is typed, with it and a second one.
fn pairs<'a>(
    typed: &'a str,
    verb: &'a str,
    between: &'a str,
    speakers: &'a [&str],
) -> impl Iterator<Item = String> + 'a {
    let first = typed.split_once(between).map(|(first, _)| first);
    let named = first
        .and_then(|it| it.split_once(' '))
        .map_or("", |it| it.1);
    speakers.iter().filter_map(move |it| match first {
        None => Some(format!("{verb} {it}{between}")),
        Some(_) if *it == named => None,
        Some(first) => Some(format!("{first}{between}{it}")),
    })
}

/// Lines that set something: one for each value it may have, where there are few.
fn values(name: &str, takes: &str, themes: &[String]) -> Vec<String> {
    let set = |value: &str| format!("set {name}={value}");
    match takes {
        "on or off" => ["on", "off"].map(set).to_vec(),
        _ if name == "emphasis" => Emphasis::ALL.map(|it| set(it.name())).to_vec(),
        _ if name == "theme" => themes.iter().map(|it| set(it)).collect(),
        _ => vec![set("")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_understood() {
        assert_eq!(
            read("speaker Ada Fenn"),
            Ok(Order::Speaker("Ada Fenn".to_owned()))
        );
        assert_eq!(read("sp ada"), Ok(Order::Speaker("ada".to_owned())));
        assert_eq!(read(" goto 40 % "), Ok(Order::Percent(40)));
        assert_eq!(read("goto 3"), Ok(Order::Paragraph(3)));
        assert_eq!(read("40%"), Ok(Order::Percent(40)));
        assert_eq!(read("3"), Ok(Order::Paragraph(3)));
        assert_eq!(read("set measure = 72"), Ok(Order::Measure(72)));
        assert_eq!(read("set side=50"), Ok(Order::Side(Some(50))));
        assert_eq!(read("set side=auto"), Ok(Order::Side(None)));
        assert_eq!(read("set hyphenate=on"), Ok(Order::Hyphenate(true)));
        assert_eq!(read("set line-spacing=2"), Ok(Order::LineSpacing(2)));
        assert_eq!(
            read("merge A = B C"),
            Ok(Order::Merge("A".to_owned(), "B C".to_owned()))
        );
        assert_eq!(read("split B C"), Ok(Order::Split("B C".to_owned())));
        assert_eq!(read("q"), Ok(Order::Quit));
    }

    #[test]
    fn a_setting_is_asked_for_by_its_name() {
        assert_eq!(read("set"), Ok(Order::Tell(String::new())));
        assert_eq!(read("set measure"), Ok(Order::Tell("measure".to_owned())));
        assert_eq!(read("set measure 72"), Ok(Order::Measure(72)));
        assert_eq!(read("theme"), Ok(Order::Themes));
        let everything = SETTINGS.iter().map(|(it, takes)| values(it, takes, &[]));
        let lines: Vec<String> = everything.flatten().collect();
        assert!(lines.iter().all(|it| it.starts_with("set ")), "{lines:?}");
    }

    #[test]
    fn what_is_no_command_is_explained() {
        assert_eq!(
            read("dance"),
            Err("There is no command “dance”; Tab lists them.".to_owned())
        );
        assert_eq!(read("image x"), Err("“image” takes NUMBER.".to_owned()));
        assert_eq!(read("quit now"), Err("“quit” takes nothing.".to_owned()));
        assert!(read("").is_err() && read("merge A =").is_err());
        assert_eq!(
            read("set x=y"),
            Err("There is no setting “x”; Tab lists them.".to_owned())
        );
        assert_eq!(
            read("set justify=yes"),
            Err("“justify” takes on or off.".to_owned())
        );
    }

    #[test]
    fn lines_are_completed() {
        let themes = ["sepia".to_owned()];
        let complete = |typed| completions(typed, &["Ada Fenn"], &themes);
        assert_eq!(complete("sp"), ["speaker ", "split "]);
        assert_eq!(complete("speaker a"), ["speaker Ada Fenn"]);
        assert_eq!(complete("speaker fe"), ["speaker Ada Fenn"]);
        assert_eq!(complete("spe fe"), ["speaker Ada Fenn"]);
        assert_eq!(complete("th "), ["theme sepia"]);
        assert_eq!(complete("theme "), ["theme sepia"]);
        assert_eq!(complete("set emphasis=d"), ["set emphasis=dim"]);
        assert_eq!(complete("").len(), VERBS.len());
        let names = |typed| completions(typed, &["Ada Fenn", "Tom Vesey"], &[]);
        assert_eq!(names("merge a"), ["merge Ada Fenn = "]);
        assert_eq!(names("merge Ada Fenn = "), ["merge Ada Fenn = Tom Vesey"]);
        assert_eq!(
            names("compare tom, "),
            ["compare tom, Ada Fenn", "compare tom, Tom Vesey"]
        );
    }
}
