//! Up to eight bytes of a word as one number, so that they are looked at all at once.

use super::classes::*;

/// Each byte is 1.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The top bit of each byte.
const TOPS: u64 = 0x80 * EACH;

/// A short word of ASCII letters and digits.
#[derive(Clone, Copy, Debug)]
pub struct ShortWord {
    /// Its length in bytes, 1 to 7.
    pub len: usize,
    /// Its bytes in lower case, the first lowest.
    pub letters: u64,
    /// How it is written.
    pub written: Classes,
}

/// The word that `bytes` begin with, if it is a short one of ASCII letters and digits alone, to
/// which nothing that follows can belong.
pub fn short_word(bytes: [u8; 8]) -> Option<ShortWord> {
    let eight = u64::from_le_bytes(bytes);
    let letters = between(eight | (0x20 * EACH), b'a', b'z');
    let digits = between(eight, b'0', b'9');
    let others = !(letters | digits) & TOPS;
    if others == 0 {
        return None;
    }
    let len = others.trailing_zeros() / 8;
    let next = (eight >> (8 * len)) as u8;
    if len == 0 || !next.is_ascii() || matches!(next, b'\'' | b'-' | b'&' | b'.') {
        return None;
    }
    let within = (1 << (8 * len)) - 1;
    // The bit that lower case has and capitals have not, moved to the top.
    let capitals = letters & !(eight << 2) & within;
    Some(ShortWord {
        len: len as usize,
        letters: (eight & within) | (capitals >> 2),
        written: written(letters & within, capitals),
    })
}

/// How a word is written whose letters and capitals have these top bits.
fn written(letters: u64, capitals: u64) -> Classes {
    let [rest, rest_small] = [letters, letters & !capitals].map(|it| it >> 8);
    match () {
        () if capitals & 0x80 == 0 => Classes::NONE,
        () if rest != 0 && rest_small == 0 => CAPITAL.or(UPPER),
        () => CAPITAL,
    }
}

/// The bytes of a word of at most eight, ASCII letters in lower case, the first lowest.
pub fn packed(word: &[u8]) -> u64 {
    let eight = word
        .iter()
        .rev()
        .fold(0, |eight, &byte| (eight << 8) | u64::from(byte));
    eight | (between(eight, b'A', b'Z') >> 2)
}

/// The top bit of each byte that is an ASCII character from `first` to `last`.
fn between(eight: u64, first: u8, last: u8) -> u64 {
    let low = eight & !TOPS;
    let from_first = low + u64::from(0x80 - first) * EACH;
    let past_last = low + u64::from(0x7F - last) * EACH;
    from_first & !past_last & !eight & TOPS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_word_is_folded_and_measured_at_once() {
        for (text, word) in [
            ("The cat ", "the"),
            ("a, b c d", "a"),
            ("M25 was ", "m25"),
            ("UN\u{7f}_@[`{", "un"),
        ] {
            let found = short_word(*text.as_bytes().first_chunk().unwrap()).unwrap();
            assert_eq!(found.len, word.len(), "{text}");
            assert_eq!(found.letters, packed(word.as_bytes()), "{text}");
        }
    }

    #[test]
    fn what_may_be_joined_to_more_is_no_short_word() {
        for text in [
            "o'clock ",
            "co-host ",
            "R&D cost",
            "U.S. is ",
            "abcdefgh",
            "caf\u{e9} no",
            ", a b c ",
        ] {
            let bytes = *text.as_bytes().first_chunk().unwrap();
            assert!(short_word(bytes).is_none(), "{text}");
        }
    }

    #[test]
    fn capitals_are_told_as_they_are_written() {
        for (text, written) in [
            ("roe said", Classes::NONE),
            ("rOE said", Classes::NONE),
            ("Roe said", CAPITAL),
            ("A roe sa", CAPITAL),
            ("M25 said", CAPITAL),
            ("ROE said", CAPITAL.or(UPPER)),
            ("RO2 said", CAPITAL.or(UPPER)),
        ] {
            let found = short_word(*text.as_bytes().first_chunk().unwrap()).unwrap();
            assert_eq!(found.written, written, "{text}");
        }
    }
}
