//! Stories kept in gzip.

use std::io::Read;

use flate2::read::MultiGzDecoder;

/// How much is unpacked at most, in bytes: a few kilobytes can hold gigabytes of nothing.
const MOST: u64 = 64 * 1024 * 1024;

/// Whether some bytes are packed with gzip.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 0x08])
}

/// Unpacks bytes packed with gzip, with a sentence on what could not be unpacked. Others come back
/// as they are.
pub fn inflate(bytes: Vec<u8>) -> (Vec<u8>, Option<&'static str>) {
    if !is_gzip(&bytes) {
        return (bytes, None);
    }
    let mut res = Vec::new();
    let mut packed = MultiGzDecoder::new(bytes.as_slice()).take(MOST + 1);
    let damaged = packed.read_to_end(&mut res).is_err();
    let note = if res.len() as u64 > MOST {
        res.truncate(MOST as usize);
        Some("only the first 64 MB of the packed file were read")
    } else {
        damaged.then_some("the packed file is damaged: what could be unpacked was read")
    };
    (res, note)
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
        assert_eq!(inflate(packed(story)), (story.to_vec(), None));
        assert_eq!(inflate(story.to_vec()), (story.to_vec(), None));
        let twice = [packed(b"One."), packed(b"Two.")].concat();
        assert_eq!(inflate(twice).0, b"One.Two.");
    }

    #[test]
    fn what_a_damaged_file_still_holds_is_read() {
        let mut bytes = packed("Nobody laughed at all. ".repeat(900).as_bytes());
        bytes.truncate(bytes.len() - 12);
        let (read, note) = inflate(bytes);
        assert!(read.starts_with(b"Nobody laughed"));
        assert!(note.unwrap().contains("damaged"));
    }

    #[test]
    fn a_bomb_is_cut_off() {
        let (read, note) = inflate(packed(&vec![b'a'; MOST as usize + 10]));
        assert_eq!(read.len() as u64, MOST);
        assert!(note.unwrap().contains("64 MB"));
    }
}
