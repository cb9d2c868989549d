//! What there is to answer for: sources as they are named, and the lines of those that hold a
//! story a line (JSON Lines), read as they are asked for.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use super::open::{OpenError, Source, all_of};
use crate::story::{self, Format, Hints, Story};

/// Something that is read in one go.
pub enum Input<'a> {
    /// A source that is opened and read as a whole.
    Whole(&'a Source),
    /// A source of which all has been read already.
    Read(&'a Source, Vec<u8>),
    /// A line that holds a story.
    Line {
        /// The source's name and the number of the line.
        name: String,
        /// The line.
        bytes: Vec<u8>,
    },
    /// A source of which no more can be read.
    Broken(&'a Source, io::Error),
}

impl Input<'_> {
    /// The name it goes by in messages. Not yet safe to show.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Input::Whole(source) | Input::Read(source, _) | Input::Broken(source, _) => {
                source.name()
            }
            Input::Line { name, .. } => name.into(),
        }
    }

    /// How many bytes it has, 0 if that is not known.
    pub fn size(&self) -> u64 {
        match self {
            Input::Whole(source) => source.size().unwrap_or(0),
            Input::Read(_, bytes) | Input::Line { bytes, .. } => bytes.len() as u64,
            Input::Broken(..) => 0,
        }
    }

    /// Whether it is one of many of its source.
    pub fn is_line(&self) -> bool {
        matches!(self, Input::Line { .. })
    }

    /// Opens and reads it.
    ///
    /// # Errors
    /// When it cannot be opened or read, is clearly no text, or is a line without a story.
    pub fn open(self, format: Option<Format>) -> Result<Vec<Story>, OpenError> {
        match self {
            Input::Whole(source) => source.open(format, &mut |_| true),
            Input::Read(source, bytes) => source.parse(bytes, format),
            Input::Broken(_, error) => Err(error.into()),
            Input::Line { name, bytes } => {
                let hints = Hints {
                    name: &name,
                    format,
                    ..Hints::default()
                };
                story::parse_line(bytes, &hints).map_err(OpenError::NoStory)
            }
        }
    }
}

/// The inputs of some sources, in order.
pub struct Inputs<'a> {
    sources: std::slice::Iter<'a, Source>,
    format: Option<Format>,
    /// The source whose lines are being read.
    lines: Option<Lines<'a>>,
}

struct Lines<'a> {
    source: &'a Source,
    from: Box<dyn BufRead>,
    number: usize,
}

/// How much of a source is read at a time, in bytes.
const BUFFER: usize = 256 * 1024;

impl<'a> Inputs<'a> {
    /// The inputs of `sources`, which are in `format` if that is known.
    pub fn new(sources: &'a [Source], format: Option<Format>) -> Inputs<'a> {
        Inputs {
            sources: sources.iter(),
            format,
            lines: None,
        }
    }

    /// What a source is: its lines are started on if it has a story in each.
    fn begin(&mut self, source: &'a Source) -> Option<Input<'a>> {
        use Format::{Json, JsonFeed, Ninjs};
        let from: Box<dyn BufRead> = match source {
            _ if !matches!(self.format, None | Some(Json | JsonFeed | Ninjs)) => {
                return Some(Input::Whole(source));
            }
            Source::Stdin => Box::new(BufReader::with_capacity(BUFFER, io::stdin())),
            Source::File(path) => match look_into(path) {
                Some(Look::Lines(from)) => from,
                Some(Look::Whole(bytes)) => return Some(Input::Read(source, bytes)),
                None => return Some(Input::Whole(source)),
            },
            Source::Address(_) | Source::Sample => return Some(Input::Whole(source)),
        };
        self.begin_lines(source, from)
    }

    fn begin_lines(&mut self, source: &'a Source, mut from: Box<dyn BufRead>) -> Option<Input<'a>> {
        let mut first = Vec::new();
        let looked = from.read_until(b'\n', &mut first).and_then(|_| {
            let next = from.fill_buf()?;
            Ok(is_object(&first) && next.trim_ascii_start().starts_with(b"{"))
        });
        match (looked, source) {
            (Ok(true), _) => {
                self.lines = Some(Lines {
                    source,
                    from: Box::new(io::Cursor::new(first).chain(from)),
                    number: 0,
                });
                None
            }
            (Ok(false), Source::Stdin) => match from.read_to_end(&mut first) {
                Ok(_) => Some(Input::Read(source, first)),
                Err(error) => Some(Input::Broken(source, error)),
            },
            (Err(error), Source::Stdin) => Some(Input::Broken(source, error)),
            _ => Some(Input::Whole(source)),
        }
    }
}

impl<'a> Iterator for Inputs<'a> {
    type Item = Input<'a>;

    fn next(&mut self) -> Option<Input<'a>> {
        loop {
            match self.lines.as_mut().map(Lines::next) {
                Some(Some(line)) => return Some(line),
                Some(None) => self.lines = None,
                None => {
                    let source = self.sources.next()?;
                    if let Some(input) = self.begin(source) {
                        return Some(input);
                    }
                }
            }
        }
    }
}

impl<'a> Lines<'a> {
    /// The next line that is not empty.
    fn next(&mut self) -> Option<Input<'a>> {
        loop {
            let mut bytes = Vec::new();
            self.number += 1;
            match self.from.read_until(b'\n', &mut bytes) {
                Ok(0) => return None,
                Ok(_) if bytes.trim_ascii().is_empty() => {}
                Ok(_) => {
                    let name = format!("{}:{}", self.source.name(), self.number);
                    return Some(Input::Line { name, bytes });
                }
                Err(error) => {
                    self.from = Box::new(io::empty());
                    return Some(Input::Broken(self.source, error));
                }
            }
        }
    }
}

/// What a look into a file shows.
enum Look {
    /// It may hold lines of JSON: its first byte says so.
    Lines(Box<dyn BufRead>),
    /// It does not, and this is all of it.
    Whole(Vec<u8>),
}

/// A file that is no longer is read at the first look. To open it again takes longer than to read it.
const SHORT: u64 = 64 * 1024;

/// Looks into a file. What cannot be opened or looked at, and a long file that holds no lines of JSON,
/// is left to whoever reads it as a whole, and tells why it cannot.
fn look_into(path: &OsStr) -> Option<Look> {
    let mut file = File::open(path).ok()?;
    let known = file.metadata().ok()?;
    if !known.is_file() {
        return None;
    }
    if known.len() <= SHORT {
        let bytes = all_of(file, known.len()).ok()?;
        return Some(match may_be_lines(&bytes) {
            true => Look::Lines(Box::new(io::Cursor::new(bytes))),
            false => Look::Whole(bytes),
        });
    }
    let mut head = [0; 4];
    let read = file.read(&mut head).ok()?;
    may_be_lines(head.get(..read)?).then_some(())?;
    let file = BufReader::with_capacity(BUFFER, File::open(path).ok()?);
    Some(Look::Lines(Box::new(file)))
}

/// Whether the first bytes of a file may be those of lines of JSON.
fn may_be_lines(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    head.starts_with(b"{")
}

/// Whether a line is an object by itself.
fn is_object(line: &[u8]) -> bool {
    let line = line
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(line)
        .trim_ascii();
    line.starts_with(b"{") && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok()
}
