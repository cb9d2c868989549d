//! Bytes to text: the one place where encodings and line endings exist.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text with `\n` line ends only, and what had to be mended to get it.
#[derive(Debug)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What was mended, as a sentence.
    pub note: Option<&'static str>,
}

/// Decodes a story that declares no charset of its own.
///
/// A byte order mark decides; then `charset`, a label from outside such as an HTTP header; then
/// UTF-8 if the bytes look like it, with U+FFFD for what is broken; else windows-1252.
pub fn decode(bytes: Vec<u8>, charset: Option<&str>) -> Decoded {
    let decoded = decode_only(bytes, charset);
    Decoded {
        text: with_plain_line_ends(decoded.text),
        ..decoded
    }
}

/// The same as [`decode`], with the line ends as they stand: JSON allows only some in its strings.
pub fn decode_only(bytes: Vec<u8>, charset: Option<&str>) -> Decoded {
    let (text, note) = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => with_encoding(encoding, bytes, mark),
        None => match charset.and_then(|it| Encoding::for_label(it.as_bytes())) {
            Some(encoding) => with_encoding(encoding, bytes, 0),
            None => unmarked(bytes),
        },
    };
    Decoded { text, note }
}

const BROKEN: &str = "some bytes were not valid text and are shown as \u{FFFD}";
const WINDOWS: &str = "read as windows-1252";

/// Decodes by a known encoding, leaving out the first `skip` bytes.
fn with_encoding(
    encoding: &'static Encoding,
    mut bytes: Vec<u8>,
    skip: usize,
) -> (String, Option<&'static str>) {
    bytes.drain(..skip);
    if encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(broken) => lossy(broken.as_bytes()),
        };
    }
    let (text, broken) = encoding.decode_without_bom_handling(&bytes);
    (text.into_owned(), broken.then_some(BROKEN))
}

/// Decodes bytes that nobody has labelled.
fn unmarked(bytes: Vec<u8>) -> (String, Option<&'static str>) {
    if let Some(encoding) = utf_16_without_mark(&bytes) {
        return with_encoding(encoding, bytes, 0);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(broken) if looks_like_utf8(broken.as_bytes()) => lossy(broken.as_bytes()),
        Err(broken) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(broken.as_bytes());
            (text.into_owned(), Some(WINDOWS))
        }
    }
}

fn lossy(bytes: &[u8]) -> (String, Option<&'static str>) {
    (String::from_utf8_lossy(bytes).into_owned(), Some(BROKEN))
}

/// Whether broken UTF-8 is more likely that than an older encoding: most of its sequences hold, or
/// only its end is cut off.
fn looks_like_utf8(bytes: &[u8]) -> bool {
    let mut good = 0;
    let mut bad = 0;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut_off = std::str::from_utf8(bytes).is_err_and(|it| it.error_len().is_none());
    good >= bad || (cut_off && bad == 1)
}

/// UTF-16 text in a European script has a zero in nearly every other byte.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(512) & !1)?;
    if sample.len() < 16 {
        return None;
    }
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&it| it == 0);
    let most = sample.len() * 2 / 5;
    match (zeros(0).count(), zeros(1).count()) {
        (0, odd) if odd > most => Some(UTF_16LE),
        (even, 0) if even > most => Some(UTF_16BE),
        _ => None,
    }
}

/// `\r\n`, form feeds, and the separators of Unicode become `\n`; a `\r` alone does only in a text
/// that has no other line ends, where it is the line end of old.
pub fn with_plain_line_ends(text: String) -> String {
    let bytes = text.as_bytes();
    let returns = memchr::memchr(b'\r', bytes).is_some();
    let feeds = memchr::memchr2(0x0B, 0x0C, bytes).is_some();
    let separators = ["\u{2028}", "\u{2029}", "\u{85}"]
        .iter()
        .any(|it| memchr::memmem::find(bytes, it.as_bytes()).is_some());
    if !(returns || feeds || separators) {
        return text;
    }
    let old = memchr::memchr(b'\n', bytes).is_none();
    let text: Cow<'_, str> = match (returns, old) {
        (true, false) => text.replace("\r\n", "\n").into(),
        (true, true) => text.replace('\r', "\n").into(),
        (false, _) => text.into(),
    };
    text.replace(['\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), None).text
    }

    #[test]
    fn every_encoding_of_a_story_is_the_same_story() {
        let story = "Mr Ash said: “It is fine.”\nNobody – but nobody – laughed.\n";
        let utf_16: Vec<u8> = story.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf_16be: Vec<u8> = story.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (windows, _, _) = WINDOWS_1252.encode(story);
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            story.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", story.as_bytes()),
            marked(b"\xFF\xFE", &utf_16),
            marked(b"\xFE\xFF", &utf_16be),
            utf_16,
            utf_16be,
            windows.into_owned(),
            story.replace('\n', "\r\n").into_bytes(),
            story.replace('\n', "\r").into_bytes(),
            story.replace('\n', "\u{2028}").into_bytes(),
        ] {
            assert_eq!(text(&bytes), story);
        }
    }

    #[test]
    fn broken_bytes_are_shown_in_their_place() {
        assert_eq!(text(b"plain \xFF"), "plain ÿ");
        assert_eq!(text(b"\xE2\x80\x9Ca\xE2\x80\x9D \xFF b"), "“a” \u{FFFD} b");
        assert_eq!(text(b"It ends in \xE2\x80"), "It ends in \u{FFFD}");
        // Not so many zeros as UTF-16 has.
        let zeros = text(b"a\0b\0c\0d\0e\0f\0 and then plainly on");
        assert!(zeros.ends_with(" and then plainly on"), "{zeros:?}");
    }

    #[test]
    fn a_label_from_outside_is_believed() {
        let decoded = decode(vec![b'a', 0xA4], Some("iso-8859-15"));
        assert_eq!(decoded.text, "a€");
    }

    #[test]
    fn a_return_within_a_line_is_no_line_end() {
        assert_eq!(text(b"AAAA\rBBBB\nC\n"), "AAAA\rBBBB\nC\n");
    }
}
