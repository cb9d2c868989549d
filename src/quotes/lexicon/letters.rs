//! Eight bytes of a word as one number, so that they are looked at all at once.

use super::classes::*;

/// Each byte is 1.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The top bit of each byte.
const TOPS: u64 = 0x80 * EACH;

/// A word of ASCII letters and digits that is not long.
#[derive(Clone, Copy, Debug)]
pub struct ShortWord {
    /// Its length in bytes, 1 to 15.
    pub len: usize,
    /// Its bytes in lower case, the first lowest: the first eight, and those after them.
    pub letters: [u64; 2],
    /// How it is written.
    pub written: Classes,
}

/// The word that `bytes` begin with, if it is one of at most seven ASCII letters and digits, to which
/// nothing that follows can belong but a full stop or what begins with no ASCII character.
pub fn short_word(bytes: [u8; 8]) -> Option<ShortWord> {
    let eight = Eight::new(bytes);
    let len = eight.len();
    if len == 0 || len == 8 || !eight.ends_after(len) {
        return None;
    }
    let within = (1 << (8 * len)) - 1;
    let (letters, capitals) = (eight.letters & within, eight.capitals & within);
    Some(ShortWord {
        len,
        letters: [eight.folded(within), 0],
        written: written([letters, 0], [capitals, 0]),
    })
}

/// The same for a word of eight to fifteen letters and digits.
pub fn longer_word(bytes: [u8; 16]) -> Option<ShortWord> {
    let [first, second] = halves(bytes).map(Eight::new);
    let len = second.len();
    if first.len() < 8 || len == 8 || !second.ends_after(len) {
        return None;
    }
    let within = (1_u64 << (8 * len)) - 1;
    Some(ShortWord {
        len: 8 + len,
        letters: [first.folded(u64::MAX), second.folded(within)],
        written: written(
            [first.letters, second.letters & within],
            [first.capitals, second.capitals & within],
        ),
    })
}

fn halves(bytes: [u8; 16]) -> [[u8; 8]; 2] {
    let all = u128::from_le_bytes(bytes);
    [all as u64, (all >> 64) as u64].map(u64::to_le_bytes)
}

/// Eight bytes, with the top bit of those that are letters, capitals, neither letters nor digits.
#[derive(Clone, Copy)]
struct Eight {
    bytes: u64,
    letters: u64,
    capitals: u64,
    others: u64,
}

impl Eight {
    fn new(bytes: [u8; 8]) -> Eight {
        let bytes = u64::from_le_bytes(bytes);
        let letters = between(bytes | (0x20 * EACH), b'a', b'z');
        let digits = between(bytes, b'0', b'9');
        Eight {
            bytes,
            letters,
            // The bit that lower case has and capitals have not, moved to the top.
            capitals: letters & !(bytes << 2),
            others: !(letters | digits) & TOPS,
        }
    }

    /// How many letters and digits they begin with.
    fn len(&self) -> usize {
        self.others.trailing_zeros() as usize / 8
    }

    /// Whether a word ends before the byte at `at`, as far as ASCII characters tell.
    fn ends_after(&self, at: usize) -> bool {
        let next = (self.bytes >> (8 * at)) as u8;
        !matches!(next, b'\'' | b'-' | b'&')
    }

    /// Those `within` a mask, in lower case.
    fn folded(&self, within: u64) -> u64 {
        (self.bytes & within) | ((self.capitals & within) >> 2)
    }
}

/// How a word is written whose letters and capitals have these top bits.
fn written(letters: [u64; 2], capitals: [u64; 2]) -> Classes {
    let rest = (letters[0] >> 8) | letters[1];
    let small = ((letters[0] & !capitals[0]) >> 8) | (letters[1] & !capitals[1]);
    match () {
        () if capitals[0] & 0x80 == 0 => Classes::NONE,
        () if rest != 0 && small == 0 => CAPITAL.or(UPPER),
        () => CAPITAL,
    }
}

/// The bytes of a word of at most fifteen, ASCII letters in lower case, the first lowest.
pub fn packed(word: &[u8]) -> [u64; 2] {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(word) {
        *place = *byte;
    }
    halves(bytes).map(|it| {
        let eight = u64::from_le_bytes(it);
        eight | (between(eight, b'A', b'Z') >> 2)
    })
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
        for text in ["o'clock ", "co-host ", "R&D cost", "abcdefgh", ", a b c "] {
            let bytes = *text.as_bytes().first_chunk().unwrap();
            assert!(short_word(bytes).is_none(), "{text}");
        }
    }

    #[test]
    fn a_longer_word_is_folded_and_measured_at_once() {
        for (text, word, written) in [
            ("Senators did not", "senators", CAPITAL),
            ("representatives ", "representatives", Classes::NONE),
            ("UNITED9KINGDOM, ", "united9kingdom", CAPITAL.or(UPPER)),
            ("MacDonaldsX said", "macdonaldsx", CAPITAL),
        ] {
            let found = longer_word(*text.as_bytes().first_chunk().unwrap()).unwrap();
            assert_eq!(found.len, word.len(), "{text}");
            assert_eq!(found.letters, packed(word.as_bytes()), "{text}");
            assert_eq!(found.written, written, "{text}");
        }
        for text in [
            "seven7s and more",
            "co-operation was",
            "sixteenletters16",
            "president-elect ",
        ] {
            let bytes = *text.as_bytes().first_chunk().unwrap();
            assert!(longer_word(bytes).is_none(), "{text}");
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
