//! What a story was read from, so that it can be opened again, edited, recognised.
//!
//! It is no name to show: a name may have lost what a terminal would act on, and the bytes that are
//! no characters.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::clean;

/// What a story was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// Nothing that could be opened again: standard input, the sample.
    #[default]
    Nowhere,
    /// The file with this full path.
    File(PathBuf),
    /// This address on the web.
    Address(String),
}

/// How the address of a file begins.
const FILE: &str = "file://";

impl Origin {
    /// The file.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Origin::File(path) => Some(path),
            _ => None,
        }
    }

    /// It as one line of clean text, which [`path_of`] or the web leads back from: a path as it is, or
    /// as the address of a file if there is more in it than a line can hold. Empty when nothing does.
    pub fn written(&self) -> String {
        match self {
            Origin::Nowhere => String::new(),
            Origin::Address(address) => clean::clean(address),
            Origin::File(path) => match path.to_str() {
                Some(plain) if clean::clean(plain) == plain && !plain.contains("://") => {
                    plain.to_owned()
                }
                _ => address_of(path),
            },
        }
    }
}

/// The address of a file: every byte that is no plain sign is written as a number.
fn address_of(path: &Path) -> String {
    let mut res = FILE.to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                res.push(char::from(byte));
            }
            _ => res.push_str(&format!("%{byte:02X}")),
        }
    }
    res
}

/// The file that an address of one leads to.
pub fn path_of(address: &str) -> Option<OsString> {
    let path = address.strip_prefix(FILE)?;
    // A file is here or nowhere: another machine's name is not part of its path.
    let path = path.strip_prefix("localhost").unwrap_or(path);
    path.starts_with('/').then(|| os_string(unescaped(path)))?
}

fn unescaped(text: &str) -> Vec<u8> {
    let digit = |it: &u8| char::from(*it).to_digit(16).map(|it| it as u8);
    let mut res = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let number = match (first, after) {
            (b'%', [high, low, ..]) => digit(high).zip(digit(low)),
            _ => None,
        };
        let (byte, taken) = number.map_or((first, 0), |(high, low)| (high << 4 | low, 2));
        res.push(byte);
        rest = after.split_at(taken).1;
    }
    res
}

#[cfg(unix)]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    use std::os::unix::ffi::OsStringExt;
    Some(OsString::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> Option<OsString> {
    String::from_utf8(bytes).ok().map(OsString::from)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::ffi::OsStrExt;

    #[test]
    fn every_path_is_written_in_a_clean_line_and_found_again() {
        let written = |bytes: &[u8]| {
            let path = PathBuf::from(OsString::from(std::ffi::OsStr::from_bytes(bytes)));
            Origin::File(path).written()
        };
        assert_eq!(
            written("/news/Ærø 100%.txt".as_bytes()),
            "/news/Ærø 100%.txt"
        );
        assert_eq!(written(b"/a/b\tc"), "file:///a/b%09c");
        let paths: [&[u8]; 7] = [
            b"/a/\xFF\xFE.txt",
            b"/a/b\tc\nd",
            b"/a/\x1b]0;x\x07",
            b"/a/ ends with a blank ",
            b"/a/https://x.example/100%25",
            b"/a/%41",
            "/a/\u{202e}txt.exe".as_bytes(),
        ];
        for path in paths {
            let line = written(path);
            assert_eq!(clean::clean(&line), line);
            let found = path_of(&line).unwrap_or_else(|| OsString::from(&line));
            assert_eq!(found.as_bytes(), path, "{line}");
        }
    }

    #[test]
    fn only_the_address_of_a_file_leads_to_one() {
        let path = |address: &str| path_of(address).map(|it| it.to_string_lossy().into_owned());
        assert_eq!(path("file:///a%20b%zz%4").as_deref(), Some("/a b%zz%4"));
        assert_eq!(path("file://localhost/a").as_deref(), Some("/a"));
        assert_eq!(path("file://elsewhere/a"), None);
        assert_eq!(path("https://a.example/"), None);
    }
}
