//! From what is named on the command line to stories.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};

use thiserror::Error;

use crate::fetch::{self, FetchError, Limits, Progress};
use crate::span::Span;
use crate::story::origin::{self, Origin};
use crate::story::{self, Format, Hints, Story};

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

/// Why a story could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// There is nothing under that name.
    #[error("no such file")]
    Missing,
    /// It is a folder.
    #[error("is a folder, not a story")]
    Folder,
    /// It may not be read.
    #[error("permission denied")]
    Forbidden,
    /// It is not text.
    #[error("looks like {0}, not a story")]
    Binary(&'static str),
    /// It is longer than a story's text can be.
    #[error("is larger than 4 GB")]
    TooLarge,
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is a line, of a file with a story in each, that holds none.
    #[error("{0}")]
    NoStory(String),
    /// Reading it failed.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// The program failed over it.
    #[error("a fault of the program, please report it: {0}")]
    Fault(String),
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

    /// Opens and reads it: one story, or several when it is a feed.
    ///
    /// `go_on` is told how far fetching has come, and stops it by returning false.
    ///
    /// # Errors
    /// When it cannot be opened or read, or is clearly no text.
    pub fn open(
        &self,
        format: Option<Format>,
        go_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Vec<Story>, OpenError> {
        match self {
            Source::File(path) => self.parse(file_bytes(path)?, format),
            Source::Address(address) => fetched(address, format, go_on).map(|it| self.told(it)),
            Source::Stdin => self.parse(all_of(io::stdin().lock(), 0)?, format),
            Source::Sample => self.parse(SAMPLE.as_bytes().to_vec(), format),
        }
    }

    /// The beginning of a file so long that reading it takes a while; `None` for whatever is read at
    /// once, and for what does not start as lines of text.
    pub fn beginning(&self, format: Option<Format>) -> Option<Story> {
        let Source::File(path) = self else {
            return None;
        };
        // A pipe could be read only once.
        let known = fs::metadata(path).ok()?;
        if !known.is_file() || !LONG.contains(&known.len()) {
            return None;
        }
        let mut bytes = Vec::with_capacity(BEGINNING as usize);
        let file = File::open(path).ok()?;
        file.take(BEGINNING).read_to_end(&mut bytes).ok()?;
        if binary_kind(&bytes).filter(|_| format.is_none()).is_some() {
            return None;
        }
        let hints = Hints {
            name: &self.name(),
            format,
            ..Hints::default()
        };
        let beginning = story::beginning(bytes, &hints)?;
        self.told(vec![beginning]).pop()
    }

    /// How many bytes there are to read, if that is known: only files tell.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::File(path) => Some(fs::metadata(path).ok()?.len()),
            _ => None,
        }
    }

    /// Reads what it was found to hold: one story, or several when it is a feed.
    ///
    /// # Errors
    /// When it is clearly no text.
    pub fn parse(&self, bytes: Vec<u8>, format: Option<Format>) -> Result<Vec<Story>, OpenError> {
        refuse_binary(&bytes, format)?;
        let hints = Hints {
            name: &self.name(),
            format,
            ..Hints::default()
        };
        Ok(self.told(story::parse(bytes, &hints)))
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
}

/// How long files are, in bytes, whose beginning is shown before they are read as a whole.
const LONG: std::ops::RangeInclusive<u64> = 2 << 20..=Span::LONGEST_TEXT as u64;

/// How much of them is a beginning, in bytes: what a format is told by, and more than a screen.
const BEGINNING: u64 = 64 << 10;

fn fetched(
    address: &str,
    format: Option<Format>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<Vec<Story>, OpenError> {
    let fetched = fetch::get(address, Limits::default(), go_on)?;
    refuse_binary(&fetched.bytes, format)?;
    let hints = Hints {
        name: address,
        format,
        charset: fetched.charset.as_deref(),
        url: Some(&fetched.url),
    };
    Ok(story::parse(fetched.bytes, &hints))
}

/// Turns away what is clearly no text, unless a format was named for it.
fn refuse_binary(bytes: &[u8], format: Option<Format>) -> Result<(), OpenError> {
    match binary_kind(bytes).filter(|_| format.is_none()) {
        Some(what) => Err(OpenError::Binary(what)),
        None => Ok(()),
    }
}

fn file_bytes(path: &OsStr) -> Result<Vec<u8>, OpenError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => OpenError::Missing,
        io::ErrorKind::PermissionDenied => OpenError::Forbidden,
        io::ErrorKind::IsADirectory => OpenError::Folder,
        _ => OpenError::Io(error),
    })?;
    let known = file.metadata()?;
    if known.is_dir() {
        return Err(OpenError::Folder);
    }
    all_of(file, known.len())
}

/// Reads to the end, but never more than a span can reach.
pub(super) fn all_of(from: impl Read, expected: u64) -> Result<Vec<u8>, OpenError> {
    let longest = Span::LONGEST_TEXT as u64;
    if expected > longest {
        return Err(OpenError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(expected as usize + 1);
    from.take(longest + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > longest {
        true => Err(OpenError::TooLarge),
        false => Ok(bytes),
    }
}

/// How much is looked at to tell text from binary data, in bytes.
const LOOKED_AT: usize = 8 * 1024;

/// What kind of binary data some bytes are; `None` when they are text, or packed text.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a picture or sound"),
        (b"PK\x03\x04", "a zip archive or office document"),
        (b"\x7FELF", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
    ];
    let known = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, what)) = known {
        return Some(what);
    }
    if story::inflate::is_gzip(bytes) {
        return None;
    }
    if bytes.starts_with(b"\x1F\x8B") {
        return None;
    }
    let wide = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let is_control =
        |it: u8| it < 0x20 && !matches!(it, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    let controls = count(head, is_control);
    // UTF-16 without a mark has a zero in every other byte, and nothing else of the kind.
    let zeros = match controls {
        0 => 0,
        _ => count(head, |it| it == 0),
    };
    let wide = wide || (zeros == controls && zeros * 5 > head.len() * 2);
    (!wide && controls * 20 > head.len()).then_some("binary data")
}

/// How many bytes are `so`. So few are counted at a time that a byte holds their number, which lets
/// many be counted at once.
fn count(bytes: &[u8], so: impl Fn(u8) -> bool) -> usize {
    let few = bytes.chunks(usize::from(u8::MAX));
    few.map(|few| usize::from(few.iter().map(|&it| u8::from(so(it))).sum::<u8>()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_told_from_binary_data() {
        assert_eq!(
            binary_kind("“Words,” she said.\t\u{1b}[31m".as_bytes()),
            None
        );
        assert_eq!(binary_kind(b""), None);
        assert_eq!(binary_kind(b"a\0b\0c\0d\0"), None);
        assert_eq!(binary_kind(b"%PDF-1.7"), Some("a PDF document"));
        let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert_eq!(binary_kind(&noise), Some("binary data"));
    }

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
