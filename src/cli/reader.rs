//! Opening the reader on the stories named.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::complain;
use super::meant;
use crate::app::shelf::Entry;
use crate::config::file;
use crate::fetch::Progress;
use crate::source::{Expected, OpenError, Source};
use crate::state::store::Store;
use crate::story::Story;
use crate::story::clean::clean;
use crate::term::work::Wanted;
use crate::term::{self, Options};

/// How the reader was asked to read, beyond the configuration.
#[derive(Clone, Debug)]
pub struct Manner {
    /// What is known of the stories before they are read.
    pub expected: Expected,
    /// Whether the mouse is listened to, whatever is configured.
    pub mouse: bool,
    /// Whether to read line by line. A terminal that can do nothing else is read so anyway.
    pub plain: bool,
    /// Which story of the first source to begin with; the first one, if it is empty.
    pub sought: String,
}

impl Manner {
    /// Whether what is read is printed line by line.
    fn is_plain(&self) -> bool {
        self.plain || is_simple_terminal()
    }
}

/// Reads the sources in the terminal until the reader leaves. False when some could not be opened.
///
/// The first story is read before the first frame, so that there is something to see, unless it
/// has to be fetched; of a long one only the beginning. The others are when the reader comes to them.
pub fn read(sources: Vec<Source>, manner: &Manner) -> io::Result<bool> {
    term::guard::end_at_faults();
    let mut all_read = true;
    for (index, source) in sources.iter().enumerate() {
        let first = first_entries(source, manner);
        match first {
            Ok(entries) => {
                let (_, rest) = sources.split_at(index + 1);
                let rest_read = open_reader(entries, source, rest, manner)?;
                return Ok(all_read && rest_read);
            }
            Err(error) => {
                all_read = false;
                complain(&meant::complaint(&source.name(), &error));
            }
        }
    }
    Ok(all_read)
}

/// What there is to see of the first source.
fn first_entries(source: &Source, manner: &Manner) -> Result<Vec<Entry>, OpenError> {
    if source.is_remote() {
        return Ok(vec![unread(source)]);
    }
    if !manner.is_plain()
        && let Some(beginning) = source.beginning(&manner.expected)
    {
        return Ok(vec![Entry::Begun(Arc::new(beginning))]);
    }
    source
        .open(&manner.expected, &mut |_| true)
        .map(read_entries)
}

fn read_entries(stories: Vec<Story>) -> Vec<Entry> {
    let entries = stories.into_iter();
    entries.map(|it| Entry::Read(Arc::new(it))).collect()
}

fn unread(source: &Source) -> Entry {
    Entry::Unread(clean(&source.name()))
}

/// Shows the entries of the first source, and those still to be read from the rest. False when some
/// of these could not be read.
fn open_reader(
    mut entries: Vec<Entry>,
    first: &Source,
    rest: &[Source],
    manner: &Manner,
) -> io::Result<bool> {
    let mut by_entry = vec![first.clone(); entries.len()];
    by_entry.extend_from_slice(rest);
    entries.extend(rest.iter().map(unread));
    let named = manner.expected.clone();
    let open = move |wanted: Wanted, go_on: &mut dyn FnMut(Progress) -> bool| {
        let (source, expected) = match wanted {
            Wanted::Entry(number) => (by_entry.get(number).cloned(), named.clone()),
            Wanted::Named(name) => (Some(Source::named(name)), Expected::default()),
            Wanted::Address(address) => (Some(Source::Address(address)), Expected::default()),
        };
        let source = source.ok_or_else(|| "there is no such story".to_owned())?;
        let stories = source.open(&expected, go_on);
        stories.map_err(|error| error.to_string())
    };
    let read = if manner.is_plain() {
        term::read_plain
    } else {
        term::read
    };
    let ending = read(entries, Arc::new(open), options(manner)).map_err(io::Error::other)?;
    let troubles = ending.unread.iter().chain(&ending.unkept);
    troubles.for_each(|it| complain(it));
    Ok(ending.unread.is_empty())
}

/// Whether the terminal cannot move its cursor, or does not say what it can do.
fn is_simple_terminal() -> bool {
    let term = std::env::var("TERM").unwrap_or_default();
    matches!(term.as_str(), "" | "dumb" | "unknown")
}

/// The first complaint, and how many more there are.
fn in_one_sentence(complaints: &[String]) -> String {
    let Some((first, rest)) = complaints.split_first() else {
        return String::new();
    };
    let home = std::env::var("HOME").unwrap_or_default();
    let first = match first.strip_prefix(&home) {
        Some(below) if below.starts_with('/') && !home.is_empty() => format!("~{below}"),
        _ => first.clone(),
    };
    match rest.len() {
        0 => format!("{first}."),
        more => format!("{first} ({more} more: pullquote config --check)."),
    }
}

/// The configuration, what is wrong with it, and where things are kept.
fn options(manner: &Manner) -> Options {
    let path = file::usual_path();
    let (mut config, complaints) = path.map_or_else(Default::default, |it| file::load(&it));
    config.mouse |= manner.mouse;
    let mut complaint = in_one_sentence(&complaints);
    let store = Store::usual();
    if let (Err(error), true) = (&store, complaint.is_empty()) {
        complaint = error.to_string();
    }
    Options {
        config,
        complaint,
        colour: std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
        // What is only printed is not read, and its place not kept.
        sought: manner.sought.clone(),
        store: store.ok().filter(|_| io::stdout().is_terminal()),
    }
}
