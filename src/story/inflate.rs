//! Stories kept in gzip.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::{LONGEST_INPUT, Unreadable};

/// What is told of a packed story that breaks off.
pub const DAMAGED: &str = "the packed file is damaged: what could be unpacked was read";

/// Whether some bytes are packed with gzip.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 0x08])
}

/// Unpacks bytes packed with gzip, with a sentence on what could not be unpacked. Others come back
/// as they are.
///
/// # Errors
/// When they are longer than a story may be, packed or not: a few kilobytes can hold gigabytes of nothing.
pub fn inflate(bytes: Vec<u8>) -> Result<(Vec<u8>, Option<&'static str>), Unreadable> {
    inflate_up_to(LONGEST_INPUT, bytes)
}

fn inflate_up_to(
    most: usize,
    bytes: Vec<u8>,
) -> Result<(Vec<u8>, Option<&'static str>), Unreadable> {
    if bytes.len() > most {
        return Err(Unreadable::TooLarge);
    }
    if !is_gzip(&bytes) {
        return Ok((bytes, None));
    }
    let mut res = Vec::new();
    let mut packed = MultiGzDecoder::new(bytes.as_slice()).take(most as u64 + 1);
    let damaged = packed.read_to_end(&mut res).is_err();
    match res.len() > most {
        true => Err(Unreadable::TooLarge),
        false => Ok((res, damaged.then_some(DAMAGED))),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        writer.write_all(bytes).unwrap();
        writer.finish().unwrap()
    }

    #[test]
    fn a_packed_story_is_unpacked_and_another_left_alone() {
        let story = b"Nobody laughed.\n";
        assert_eq!(inflate(packed(story)).unwrap(), (story.to_vec(), None));
        assert_eq!(inflate(story.to_vec()).unwrap(), (story.to_vec(), None));
        let twice = [packed(b"One."), packed(b"Two.")].concat();
        assert_eq!(inflate(twice).unwrap().0, b"One.Two.");
    }

    #[test]
    fn what_a_damaged_file_still_holds_is_read() {
        let mut bytes = packed("Nobody laughed at all. ".repeat(900).as_bytes());
        bytes.truncate(bytes.len() - 12);
        let (read, note) = inflate(bytes).unwrap();
        assert!(read.starts_with(b"Nobody laughed"));
        assert!(note.unwrap().contains("damaged"));
    }

    #[test]
    fn what_is_too_long_is_refused_packed_or_not() {
        let long = vec![b'a'; 1_001];
        for bytes in [packed(&long), long] {
            let refused = inflate_up_to(1_000, bytes);
            assert_eq!(refused, Err(Unreadable::TooLarge));
        }
        let fits = inflate_up_to(1_000, packed(&[b'a'; 1_000]));
        assert_eq!(fits.map(|it| it.0.len()), Ok(1_000));
    }
}
