//! Bytes of a page to text. Pages declare their charset in more places than text files do, and lie more often.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its charset may be declared, in bytes. The standard says 1,024; real pages
/// put long comments and scripts first.
const DECLARED_WITHIN: usize = 8 * 1024;

/// How much of a page that declares nothing is looked at, in bytes.
const DETECTED_FROM: usize = 256 * 1024;

/// Decodes a page: by its byte order mark, as UTF-8 if it is that, by the charset of the HTTP
/// header, by its own declaration, else by what its bytes look like.
///
/// Text beyond ASCII that is valid UTF-8 is never anything else by chance, whereas pages saved by
/// a browser keep a declaration that is no longer true: so the bytes go before what is declared.
pub fn decode<'a>(bytes: &'a [u8], header: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (_, rest) = bytes.split_at(mark);
        return encoding.decode_without_bom_handling(rest).0;
    }
    let text = std::str::from_utf8(bytes);
    let declared = || header.and_then(label).or_else(|| declared(bytes));
    match text {
        Ok(text) if !text.is_ascii() => Cow::Borrowed(text),
        _ => {
            let encoding = declared().unwrap_or_else(|| detected(bytes));
            encoding.decode_without_bom_handling(bytes).0
        }
    }
}

fn label(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes())
}

/// The charset a `<meta>` element names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.match_indices("<meta").find_map(|(at, _)| {
        let (_, from) = head.split_at(at);
        let (element, _) = from.split_once('>')?;
        let (_, value) = element.split_once("charset")?;
        let value = value.trim_start().strip_prefix('=')?;
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | ';' | '/'));
        readable_ascii(label(value.split_at(end.unwrap_or(value.len())).0)?)
    })
}

/// A declaration that could be read as ASCII cannot name UTF-16; the standard takes it for UTF-8.
fn readable_ascii(encoding: &'static Encoding) -> Option<&'static Encoding> {
    Some(match encoding == UTF_16BE || encoding == UTF_16LE {
        true => UTF_8,
        false => encoding,
    })
}

fn detected(bytes: &[u8]) -> &'static Encoding {
    let sample = bytes.get(..DETECTED_FROM).unwrap_or(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Allow)
}
