//! What is opened: a file, an address, a stream, the entries of a folder; and what stories it holds.
//!
//! A source is opened as a whole ([`Source::open`]), for somebody who reads it, or record by record
//! ([`Inputs`]), for whoever answers for a million of them in the memory that a few take. Both tell
//! what a source holds by the same rules (`shape`), and both refuse what is longer than
//! [`LONGEST_INPUT`], packed or not.

mod binary;
mod elements;
mod error;
mod folder;
mod inputs;
mod packed;
mod shape;

pub use error::OpenError;
pub use folder::within;
pub use inputs::{Input, Inputs};

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufRead, Cursor, Read};

use crate::fetch::{self, Limits, Progress};
use crate::story::origin::{self, Origin};
use crate::story::{self, Format, Hints, LONGEST_INPUT, Story, Unreadable, inflate};
use inputs::Records;
use shape::Shape;

/// Where a story comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(OsString),
    /// An address on the web.
    Address(String),
    /// Standard input.
    Stdin,
    /// The story that comes with the program.
    Sample,
}

/// What is known of sources before they are opened.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// The format they are in, if it is not to be told by their content.
    pub format: Option<Format>,
    /// Whether each of their lines holds a story (JSON Lines), whatever they look like.
    pub lines: bool,
}

impl Expected {
    /// What is known of the bytes opened under `name`.
    fn hints<'a>(&'a self, name: &'a str) -> Hints<'a> {
        Hints {
            name,
            format: self.format,
            ..Hints::default()
        }
    }
}

/// The story that opens when none is named.
const SAMPLE: &str = include_str!("../../assets/sample.txt");

impl Source {
    /// What a word on the command line names.
    pub fn named(word: impl AsRef<OsStr>) -> Source {
        match word.as_ref() {
            it if it == "-" => Source::Stdin,
            it => match it.to_str().filter(|it| it.contains("://")) {
                Some(address) => match origin::path_of(address) {
                    Some(path) => Source::File(path),
                    None => Source::Address(address.to_owned()),
                },
                None => Source::File(it.to_owned()),
            },
        }
    }

    /// Whether reading it may take long, and asks others for it.
    pub fn is_remote(&self) -> bool {
        matches!(self, Source::Address(_))
    }

    /// The name it goes by in titles and messages. Not yet safe to show.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Source::File(path) => path.to_string_lossy(),
            Source::Address(address) => address.into(),
            Source::Stdin => "-".into(),
            Source::Sample => "sample".into(),
        }
    }

    /// Opens and reads it: one story, or several when it is a feed or holds records.
    ///
    /// `go_on` is told how far fetching has come, and stops it by returning false.
    ///
    /// # Errors
    /// When it cannot be opened or read, is clearly no text, or holds no story.
    pub fn open(
        &self,
        expected: &Expected,
        go_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Vec<Story>, OpenError> {
        match self {
            Source::File(path) => self.parse(file_bytes(path)?, expected),
            Source::Address(address) => fetched(address, expected, go_on).map(|it| self.told(it)),
            Source::Stdin => self.parse(all_of(io::stdin().lock(), 0)?, expected),
            Source::Sample => self.parse(SAMPLE.as_bytes().to_vec(), expected),
        }
    }

    /// The beginning of a file so long that reading it takes a while; `None` for whatever is read at
    /// once, and for what does not start as lines of text.
    pub fn beginning(&self, expected: &Expected) -> Option<Story> {
        let Source::File(path) = self else {
            return None;
        };
        // A pipe could be read only once.
        let known = fs::metadata(path).ok()?;
        if !known.is_file() || !LONG.contains(&known.len()) || expected.lines {
            return None;
        }
        let mut bytes = Vec::with_capacity(BEGINNING as usize);
        let file = File::open(path).ok()?;
        file.take(BEGINNING).read_to_end(&mut bytes).ok()?;
        refuse_binary(&bytes, expected).ok()?;
        let beginning = story::beginning(bytes, &expected.hints(&self.name()))?;
        self.told(vec![beginning]).pop()
    }

    /// How many bytes there are to read, if that is known: only files tell.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => Some(fs::metadata(path).ok()?.len()),
            _ => None,
        }
    }

    /// Reads all of what it was found to hold: one story, or several when it is a feed or holds records.
    ///
    /// # Errors
    /// When it is clearly no text, or holds no story.
    pub fn parse(&self, bytes: Vec<u8>, expected: &Expected) -> Result<Vec<Story>, OpenError> {
        let (bytes, damage) = inflate::inflate(bytes)?;
        refuse_binary(&bytes, expected)?;
        let mut stories = match self.records(&bytes, expected) {
            Some(Shape::Array) => self.stories_of(Records::items, bytes, expected)?,
            Some(_) => self.stories_of(Records::lines, bytes, expected)?,
            None => story::read(bytes, &expected.hints(&self.name()))?,
        };
        if let (Some(first), Some(damage)) = (stories.first_mut(), damage) {
            first.tell_damage(damage);
        }
        Ok(self.told(stories))
    }

    /// What opens it again.
    fn origin(&self) -> Origin {
        match self {
            Source::File(path) => std::path::absolute(path).map_or(Origin::Nowhere, Origin::File),
            Source::Address(address) => Origin::Address(address.clone()),
            Source::Stdin | Source::Sample => Origin::Nowhere,
        }
    }

    /// The stories, told that they were read from here.
    fn told(&self, mut stories: Vec<Story>) -> Vec<Story> {
        Story::came_from(&mut stories, &self.origin());
        stories
    }

    /// How these bytes hold records, if they do.
    fn records(&self, bytes: &[u8], expected: &Expected) -> Option<Shape> {
        use Format::{Json, JsonFeed, Ninjs};
        if expected.lines {
            return Some(Shape::Lines);
        }
        let may = matches!(expected.format, None | Some(Json | JsonFeed | Ninjs));
        let shape = may.then(|| shape::of(bytes, true)).flatten();
        shape.filter(|it| matches!(it, Shape::Lines | Shape::Array))
    }

    /// The stories of records of which some may hold none: the first story tells of these.
    fn stories_of(
        &self,
        records: fn(String, Box<dyn BufRead>) -> Records,
        bytes: Vec<u8>,
        expected: &Expected,
    ) -> Result<Vec<Story>, OpenError> {
        let (mut stories, mut bad) = (Vec::new(), Vec::new());
        for record in records(self.name().into_owned(), Box::new(Cursor::new(bytes))) {
            let name = record.name().into_owned();
            match record.open(expected) {
                Ok(read) => stories.extend(read),
                Err(error) => bad.push((name, error)),
            }
        }
        let number = bad.len();
        match (stories.first_mut(), bad.into_iter().next()) {
            (None, Some((_, error))) => return Err(error),
            (None, None) => return Err(Unreadable::NoStory("it is empty".into()).into()),
            (Some(_), None) => {}
            (Some(first), Some((name, error))) => {
                let more = match number {
                    1 => String::new(),
                    _ => format!(" ({} more hold none)", number - 1),
                };
                first.tell_damage(&format!("{name} holds no story: {error}{more}"));
            }
        }
        // Whoever opens one of them again opens the whole.
        stories.iter_mut().for_each(|it| it.rename(&self.name()));
        Ok(stories)
    }
}

/// How long files are, in bytes, whose beginning is shown before they are read as a whole.
const LONG: std::ops::RangeInclusive<u64> = 2 << 20..=LONGEST_INPUT as u64;

/// How much of them is a beginning, in bytes: what a format is told by, and more than a screen.
const BEGINNING: u64 = 64 << 10;

fn refuse_binary(bytes: &[u8], expected: &Expected) -> Result<(), OpenError> {
    let told = expected.format.is_some() || expected.lines;
    match binary::kind(bytes).filter(|_| !told) {
        Some(what) => Err(OpenError::Binary(what)),
        None => Ok(()),
    }
}

fn fetched(
    address: &str,
    expected: &Expected,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<Story>, OpenError> {
    let fetched = fetch::get(address, Limits::default(), go_on)?;
    refuse_binary(&fetched.bytes, expected)?;
    let hints = Hints {
        charset: fetched.charset.as_deref(),
        url: Some(&fetched.url),
        ..expected.hints(address)
    };
    Ok(story::read(fetched.bytes, &hints)?)
}

fn file_bytes(path: &OsStr) -> Result<Vec<u8>, OpenError> {
    let file = File::open(path)?;
    let known = file.metadata()?;
    if known.is_dir() {
        return Err(OpenError::Folder);
    }
    all_of(file, known.len())
}

/// Reads to the end, but never more than a story may have.
fn all_of(from: impl Read, expected: u64) -> Result<Vec<u8>, OpenError> {
    let longest = LONGEST_INPUT as u64;
    if expected > longest {
        return Err(Unreadable::TooLarge.into());
    }
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    from.take(longest + 1).read_to_end(&mut bytes)?;
    match bytes.len() > LONGEST_INPUT {
        true => Err(Unreadable::TooLarge.into()),
        false => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_standard_input() {
        assert_eq!(Source::named("-"), Source::Stdin);
        assert_eq!(Source::named("--"), Source::File("--".into()));
        let address = Source::named("https://news.example/story");
        assert_eq!(
            address,
            Source::Address("https://news.example/story".into())
        );
    }
}
