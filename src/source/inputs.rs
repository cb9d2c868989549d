//! What there is to answer for: sources as they are named, and the records of those that hold many
//! (JSON Lines, JSON arrays, either of them packed), read as they are asked for.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufRead, Cursor, Read};
use std::path::Path;

use super::elements::Items;
use super::packed::unpacked;
use super::shape::{self, Shape};
use super::{Expected, OpenError, Source, all_of};
use crate::story::{self, Format, LONGEST_INPUT, Story, Unreadable, inflate};

/// Something that is read in one go.
pub enum Input<'a> {
    /// A source that is opened and read as a whole.
    Whole(&'a Source),
    /// A source of which all has been read already.
    Read {
        /// The source.
        source: &'a Source,
        /// What it holds, unpacked.
        bytes: Vec<u8>,
        /// Whether more could not be unpacked.
        is_torn: bool,
    },
    /// One of the stories of a source.
    Record {
        /// The source's name and the number of the line or item.
        name: String,
        /// The record.
        bytes: Vec<u8>,
        /// Whether its source was found to hold no other.
        is_lone: bool,
    },
    /// A source, or a record, that cannot be read.
    Broken(String, OpenError),
}

impl Input<'_> {
    /// The name it goes by in messages. Not yet safe to show.
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Input::Whole(source) | Input::Read { source, .. } => source.name(),
            Input::Record { name, .. } | Input::Broken(name, _) => name.into(),
        }
    }

    /// How many bytes it has, 0 if that is not known.
    pub fn size(&self) -> u64 {
        match self {
            Input::Whole(source) => source.size().unwrap_or(0),
            Input::Read { bytes, .. } | Input::Record { bytes, .. } => bytes.len() as u64,
            Input::Broken(..) => 0,
        }
    }

    /// Whether it is one of many of its source.
    pub fn is_one_of_many(&self) -> bool {
        matches!(self, Input::Record { is_lone: false, .. })
    }

    /// Whether it is a record of a source, and named by its number.
    pub fn is_record(&self) -> bool {
        matches!(self, Input::Record { .. })
    }

    /// Opens and reads it.
    ///
    /// # Errors
    /// When it cannot be opened or read, is clearly no text, or holds no story.
    pub fn open(self, expected: &Expected) -> Result<Vec<Story>, OpenError> {
        match self {
            Input::Whole(source) => source.open(expected, &mut |_| true),
            Input::Read {
                source,
                bytes,
                is_torn,
            } => {
                let mut stories = source.parse(bytes, expected)?;
                if let Some(first) = stories.first_mut().filter(|_| is_torn) {
                    first.tell_damage(inflate::DAMAGED);
                }
                Ok(stories)
            }
            Input::Broken(_, error) => Err(error),
            Input::Record { name, bytes, .. } => {
                Ok(story::read_record(bytes, &expected.hints(&name))?)
            }
        }
    }
}

/// The inputs of some sources, in order.
pub struct Inputs<'a> {
    sources: std::slice::Iter<'a, Source>,
    expected: &'a Expected,
    /// The source whose records are being read.
    records: Option<Records>,
}

impl<'a> Inputs<'a> {
    /// The inputs of `sources`, of which so much is known.
    pub fn new(sources: &'a [Source], expected: &'a Expected) -> Inputs<'a> {
        Inputs {
            sources: sources.iter(),
            expected,
            records: None,
        }
    }

    /// What a source is: its records are started on if it has some.
    fn begin(&mut self, source: &'a Source) -> Option<Input<'a>> {
        let begun = match source {
            Source::Stdin => self.begin_stream(source, io::stdin()),
            Source::File(path) => self.begin_file(source, path),
            Source::Address(_) | Source::Sample => Ok(Some(Input::Whole(source))),
        };
        begun.unwrap_or_else(|error| Some(Input::Broken(source.name().into_owned(), error)))
    }

    fn begin_file(
        &mut self,
        source: &'a Source,
        path: &OsStr,
    ) -> Result<Option<Input<'a>>, OpenError> {
        let mut file = File::open(path)?;
        let known = file.metadata()?;
        if !known.is_file() {
            return match known.is_dir() {
                true => Err(OpenError::Folder),
                false => self.begin_stream(source, file),
            };
        }
        if self.expected.lines || is_named_for_lines(path) && self.may_hold_records() {
            return self.begin_stream(source, file);
        }
        if known.len() <= SHORT {
            let bytes = all_of(file, known.len())?;
            return match self.may_be_records(&bytes, true) {
                true => self.begin_stream(source, Cursor::new(bytes)),
                false => Ok(Some(read(source, bytes))),
            };
        }
        let mut head = Vec::with_capacity(SHORT as usize);
        file.by_ref().take(SHORT).read_to_end(&mut head)?;
        match self.may_be_records(&head, false) {
            true => self.begin_stream(source, Cursor::new(head).chain(file)),
            false => Ok(Some(Input::Whole(source))),
        }
    }

    /// Whether what begins so must be read as a stream. What is packed must be unpacked to tell.
    fn may_be_records(&self, head: &[u8], ended: bool) -> bool {
        self.may_hold_records()
            && (inflate::is_gzip(head) || shape::of(head, ended) != Some(Shape::Whole))
    }

    /// Begins on a source that can be read only once.
    fn begin_stream(
        &mut self,
        source: &'a Source,
        from: impl Read + 'static,
    ) -> Result<Option<Input<'a>>, OpenError> {
        if !self.may_hold_records() {
            return Ok(Some(read(source, all_of(from, 0)?)));
        }
        let mut from = unpacked(from)?;
        let Look {
            mut head,
            shape,
            mut is_torn,
        } = match self.expected.lines {
            true => Look::at_nothing(),
            false => look_at(&mut from)?,
        };
        let numbered =
            matches!(source, Source::Stdin) || is_named_for_lines(source.name().as_ref().as_ref());
        let is_record = match shape {
            Shape::Whole => false,
            Shape::Line => numbered,
            Shape::Lines | Shape::Array => true,
        };
        if !is_record {
            is_torn = is_torn || read_rest(&mut from, &mut head)?;
            return Ok(Some(Input::Read {
                source,
                bytes: head,
                is_torn,
            }));
        }
        let from: Box<dyn BufRead> = match is_torn {
            true => Box::new(Cursor::new(head).chain(Torn)),
            false => Box::new(Cursor::new(head).chain(from)),
        };
        let name = source.name().into_owned();
        let records = match shape {
            Shape::Array => Records::items(name, from),
            _ => Records::lines(name, from),
        };
        self.records = Some(Records {
            is_lone: shape == Shape::Line,
            ..records
        });
        Ok(None)
    }

    fn may_hold_records(&self) -> bool {
        use Format::{Json, JsonFeed, Ninjs};
        let format = self.expected.format;
        self.expected.lines || matches!(format, None | Some(Json | JsonFeed | Ninjs))
    }
}

impl<'a> Iterator for Inputs<'a> {
    type Item = Input<'a>;

    fn next(&mut self) -> Option<Input<'a>> {
        loop {
            match self.records.as_mut().map(Records::next) {
                Some(Some(record)) => return Some(record),
                Some(None) => self.records = None,
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

/// The records of a source.
pub(super) struct Records {
    name: String,
    from: From,
    number: usize,
    is_lone: bool,
}

/// How the records of a source stand in it.
enum From {
    Lines(Box<dyn BufRead>),
    Items(Items),
    Nothing,
}

impl Records {
    /// A record for each line that is not empty, numbered as lines are.
    pub fn lines(name: String, from: Box<dyn BufRead>) -> Records {
        Records {
            name,
            from: From::Lines(from),
            number: 0,
            is_lone: false,
        }
    }

    /// A record for each item of a JSON array, counted from 1.
    pub fn items(name: String, from: Box<dyn BufRead>) -> Records {
        Records {
            from: From::Items(Items::new(from)),
            ..Records::lines(name, Box::new(io::empty()))
        }
    }

    /// The bytes of the next record.
    fn read(&mut self) -> Result<Option<Vec<u8>>, OpenError> {
        loop {
            self.number += 1;
            let bytes = match &mut self.from {
                From::Nothing => None,
                From::Items(items) => return items.next(),
                From::Lines(from) => read_line(from)?,
            };
            match bytes {
                Some(bytes) if bytes.trim_ascii().is_empty() => {}
                bytes => return Ok(bytes),
            }
        }
    }
}

impl Iterator for Records {
    type Item = Input<'static>;

    fn next(&mut self) -> Option<Input<'static>> {
        match self.read() {
            Ok(None) => None,
            Ok(Some(bytes)) => Some(Input::Record {
                name: format!("{}:{}", self.name, self.number),
                bytes,
                is_lone: self.is_lone,
            }),
            Err(error) => {
                let of_a_line = matches!(
                    (&self.from, &error),
                    (From::Lines(_), OpenError::Unreadable(_))
                );
                if !of_a_line {
                    self.from = From::Nothing;
                }
                let name = format!("{}:{}", self.name, self.number);
                Some(Input::Broken(name, error))
            }
        }
    }
}

/// The next line with its end. One that is too long is passed over.
fn read_line(mut from: &mut dyn BufRead) -> Result<Option<Vec<u8>>, OpenError> {
    let mut line = Vec::new();
    let most = LONGEST_INPUT as u64 + 1;
    let read = (&mut from).take(most).read_until(b'\n', &mut line);
    match read.map_err(broken)? {
        0 => Ok(None),
        _ if line.len() > LONGEST_INPUT => {
            drop(line);
            from.skip_until(b'\n').map_err(broken)?;
            Err(Unreadable::TooLarge.into())
        }
        _ => Ok(Some(line)),
    }
}

/// What ails a stream that could not be read on: those that are packed are damaged.
fn broken(error: io::Error) -> OpenError {
    match is_torn(&error) {
        true => OpenError::Packing,
        false => OpenError::Io(error),
    }
}

/// Whether reading failed because what is packed is damaged.
fn is_torn(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    matches!(error.kind(), UnexpectedEof | InvalidInput | InvalidData)
}

/// The end of a packed stream that is damaged.
struct Torn;

impl Read for Torn {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

impl BufRead for Torn {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    fn consume(&mut self, _: usize) {}
}

/// What the beginning of a stream shows.
struct Look {
    head: Vec<u8>,
    shape: Shape,
    /// Whether nothing can be unpacked beyond it.
    is_torn: bool,
}

impl Look {
    /// Where somebody says that lines hold stories, nothing needs to be looked at.
    fn at_nothing() -> Look {
        Look {
            head: Vec::new(),
            shape: Shape::Lines,
            is_torn: false,
        }
    }
}

/// Reads as much as tells what a source holds.
fn look_at(from: &mut dyn BufRead) -> Result<Look, OpenError> {
    let mut head = Vec::new();
    // Looked at anew only when there is twice as much of it: a long line is not looked at for ever.
    let mut due = 0;
    loop {
        let (ended, is_torn, more) = match from.fill_buf() {
            Ok(buffered) => {
                head.extend_from_slice(buffered);
                (buffered.is_empty(), false, buffered.len())
            }
            Err(error) if is_torn(&error) => (true, true, 0),
            Err(error) => return Err(OpenError::Io(error)),
        };
        from.consume(more);
        if !ended && head.len() < due && !head.ends_with(b"\n") {
            continue;
        }
        due = head.len() * 2;
        let shape = match head.len() > LONGEST_INPUT {
            true => Some(Shape::Whole),
            false => shape::of(&head, ended),
        };
        if let Some(shape) = shape {
            return Ok(Look {
                head,
                shape,
                is_torn,
            });
        }
    }
}

/// Reads what follows `head`. True when not all of it could be unpacked.
fn read_rest(from: &mut dyn BufRead, head: &mut Vec<u8>) -> Result<bool, OpenError> {
    let left = (LONGEST_INPUT + 1).saturating_sub(head.len()) as u64;
    let torn = match from.take(left).read_to_end(head) {
        Ok(_) => false,
        Err(error) if is_torn(&error) => true,
        Err(error) => return Err(OpenError::Io(error)),
    };
    match head.len() > LONGEST_INPUT {
        true => Err(Unreadable::TooLarge.into()),
        false => Ok(torn),
    }
}

fn read(source: &Source, bytes: Vec<u8>) -> Input<'_> {
    Input::Read {
        source,
        bytes,
        is_torn: false,
    }
}

/// A file that is no longer is read at the first look. To open it again takes longer than to read it.
const SHORT: u64 = 64 * 1024;

/// Whether a file's name says that it holds a story a line.
fn is_named_for_lines(path: &OsStr) -> bool {
    let ending = |path: &Path| path.extension().map(OsStr::to_ascii_lowercase);
    let path = Path::new(path);
    let inner = match ending(path) {
        Some(it) if it == "gz" => path.file_stem().map(Path::new).and_then(ending),
        ending => ending,
    };
    inner.is_some_and(|it| it == "jsonl" || it == "ndjson")
}
