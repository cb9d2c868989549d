//! Text told from what is clearly none.

use crate::story::inflate;

/// How much is looked at to tell text from binary data, in bytes.
const LOOKED_AT: usize = 8 * 1024;

/// What kind of binary data some bytes are; `None` when they are text, or packed text.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
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
    if inflate::is_gzip(bytes) {
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
        assert_eq!(kind("“Words,” she said.\t\u{1b}[31m".as_bytes()), None);
        assert_eq!(kind(b""), None);
        assert_eq!(kind(b"a\0b\0c\0d\0"), None);
        assert_eq!(kind(b"%PDF-1.7"), Some("a PDF document"));
        let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert_eq!(kind(&noise), Some("binary data"));
    }
}
