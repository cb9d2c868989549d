//! Reading a picture the reader has asked for: from a file, or from the web where they agreed.

use crate::app::pictures::PictureSource;
use crate::fetch::{self, Limits};
use crate::picture::{LONGEST_FILE, Picture};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads and decodes a picture of a story that lies in `folder`, if it lies anywhere.
///
/// # Errors
/// A sentence, when there is no such picture or it cannot be shown.
pub fn load(source: &PictureSource, folder: Option<&Path>) -> Result<Arc<Picture>, String> {
    let bytes = match source {
        PictureSource::File(name) => read_file(name, folder),
        PictureSource::Address(url) => fetched(url),
    };
    let picture = Picture::decode(bytes?).map_err(|error| format!("{error}."))?;
    Ok(Arc::new(picture))
}

fn fetched(url: &str) -> Result<Vec<u8>, String> {
    let limits = Limits {
        bytes: LONGEST_FILE,
        ..Limits::default()
    };
    let fetched = fetch::get(url, limits, &mut |_| true);
    fetched
        .map(|it| it.bytes)
        .map_err(|error| format!("{url}: {error}"))
}

/// The bytes of a file. Nothing but a file is opened: a pipe or a device might never end.
fn read_file(name: &str, folder: Option<&Path>) -> Result<Vec<u8>, String> {
    let path = path_of(name, folder).ok_or_else(|| format!("There is no picture {name} here."))?;
    let read = || {
        let mut bytes = Vec::new();
        let file = File::open(&path)?;
        file.take(LONGEST_FILE + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes: std::io::Result<Vec<u8>> = read();
    match bytes {
        Ok(bytes) if bytes.len() as u64 > LONGEST_FILE => Err(format!("{name} is too large.")),
        Ok(bytes) => Ok(bytes),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

/// The file a name stands for, as it is written or with its percent signs undone.
fn path_of(name: &str, folder: Option<&Path>) -> Option<PathBuf> {
    let folder = folder.unwrap_or(Path::new(""));
    let names = [name.to_owned(), without_percent_signs(name)];
    let mut paths = names.iter().map(|it| folder.join(it));
    paths.find(|it| it.is_file())
}

/// `a%20b` as `a b`.
fn without_percent_signs(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|it| str::from_utf8(it).ok());
        let byte = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_saved_pages_are_understood() {
        assert_eq!(
            without_percent_signs("My%20page_files/a%C3%A9.jpg"),
            "My page_files/aé.jpg"
        );
        assert_eq!(without_percent_signs("100%.png"), "100%.png");
    }

    #[test]
    fn what_is_no_file_is_told() {
        let load = |name: &str| load(&PictureSource::File(name.to_owned()), None).unwrap_err();
        assert_eq!(load("nowhere.png"), "There is no picture nowhere.png here.");
        assert_eq!(load("/dev/zero"), "There is no picture /dev/zero here.");
        assert!(load("Cargo.toml").starts_with("this "), "no picture");
    }
}
