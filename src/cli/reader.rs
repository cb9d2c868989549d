//! Opening the reader on the stories named.

use std::io;
use std::sync::Arc;

use super::complain;
use super::open::Source;
use crate::app::Settings;
use crate::app::shelf::Entry;
use crate::story::Format;
use crate::story::clean::clean;
use crate::term::{self, Options};

/// Reads the sources in the terminal until the reader leaves. False when none could be opened.
///
/// The first story that opens is read before the first frame, so that there is something to see;
/// the others when the reader comes to them.
pub fn read(sources: Vec<Source>, format: Option<Format>) -> io::Result<bool> {
    let mut all_read = true;
    for (index, source) in sources.iter().enumerate() {
        match source.open(format) {
            Ok(stories) => {
                let mut entries: Vec<Entry> = stories.into_iter().map(read_entry).collect();
                let before = entries.len();
                let rest = sources.get(index + 1..).unwrap_or_default().to_vec();
                entries.extend(rest.iter().map(|it| Entry::Unread(clean(&it.name()))));
                open_reader(entries, before, rest, format)?;
                return Ok(all_read);
            }
            Err(error) => {
                all_read = false;
                complain(&format!("{}: {error}", source.name()));
            }
        }
    }
    Ok(false)
}

fn read_entry(story: crate::story::Story) -> Entry {
    Entry::Read(Arc::new(story))
}

/// Shows the entries; those from number `before` on are still to be read from `rest`.
fn open_reader(
    entries: Vec<Entry>,
    before: usize,
    rest: Vec<Source>,
    format: Option<Format>,
) -> io::Result<()> {
    let open = move |number: usize| {
        let source = number.checked_sub(before).and_then(|it| rest.get(it));
        let source = source.ok_or_else(|| "there is no such story".to_owned())?;
        source.open(format).map_err(|error| error.to_string())
    };
    let options = Options {
        settings: Settings::default(),
        colour: std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty()),
    };
    term::read(entries, Box::new(open), &options).map_err(io::Error::other)
}
