//! What a story is known by: a fingerprint of its text, and one of what it was read from.

use std::fmt;

use crate::story::Story;

/// A fingerprint of a story's text: the same text has the same one on every machine and in every
/// version of the program.
///
/// It recognises stories; it does not protect anything. 128 bits keep chance collisions away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StoryKey(u128);

impl StoryKey {
    /// The fingerprint of a story.
    pub fn of(story: &Story) -> StoryKey {
        StoryKey(fingerprint(story.text().as_bytes()))
    }

    /// The fingerprint of what a story is read from: a file or an address, and which of the stories
    /// there it is. It stays when the text changes. `None` for what cannot be opened again.
    pub fn of_source(source: &str, entry: &str) -> Option<StoryKey> {
        // No source holds a line end.
        let both = format!("{source}\n{entry}");
        (!source.is_empty()).then(|| StoryKey(fingerprint(both.as_bytes())))
    }

    /// Reads a key as it is written.
    pub fn read(written: &str) -> Option<StoryKey> {
        u128::from_str_radix(written.trim_end(), 16)
            .ok()
            .map(StoryKey)
    }
}

impl fmt::Display for StoryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Odd numbers without a pattern: the binary digits of π.
const PI: [u64; 4] = [
    0x243F_6A88_85A3_08D3,
    0x1319_8A2E_0370_7345,
    0xA409_3822_299F_31D1,
    0x082E_FA98_EC4E_6C89,
];

/// Two running products over sixteen bytes at a time, folded so that every bit of a product
/// counts, as in wyhash (public domain). Reads two gigabytes a second.
fn fingerprint(bytes: &[u8]) -> u128 {
    let (mut one, mut two) = (PI[0] ^ bytes.len() as u64, PI[1]);
    let mut mix = |sixteen: [u8; 16]| {
        let both = u128::from_le_bytes(sixteen);
        let (low, high) = (both as u64, (both >> 64) as u64);
        one = folded(one ^ low, PI[2] ^ high);
        // The second product takes its halves the other way round, so that no sixteen bytes
        // bring both to nothing.
        two = folded(two ^ high, PI[3] ^ low).rotate_left(23);
    };
    let (whole, rest) = bytes.as_chunks::<16>();
    whole.iter().for_each(|it| mix(*it));
    let mut last = [0; 16];
    last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
    mix(last);
    let (one, two) = (
        folded(one ^ PI[3], two ^ PI[2]),
        folded(two ^ PI[0], one ^ PI[1]),
    );
    u128::from(one) << 64 | u128::from(two)
}

fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_fingerprint_never_changes() {
        let printed = |text: &str| StoryKey(fingerprint(text.as_bytes())).to_string();
        assert_eq!(printed(""), "b670bc20b268d48889400a9531257fdc");
        assert_eq!(
            printed("The tide is in."),
            "3ab18466f1c9e91bd7c2dc857baa43d4"
        );
        assert_eq!(
            printed("“The tide is in,” said Ada Fenn."),
            "a99421103197e3ef4849241ef82af9ba"
        );
    }

    #[test]
    fn texts_alike_have_fingerprints_of_their_own() {
        let mut seen = HashSet::new();
        let mut halves = HashSet::new();
        let mut texts = 0;
        for length in 0..80 {
            let mut text = vec![b'a'; length];
            for at in 0..=length {
                for bit in 0..8 {
                    let flip = |text: &mut Vec<u8>| {
                        text.get_mut(at).is_some_and(|it| {
                            *it ^= 1 << bit;
                            true
                        })
                    };
                    if !flip(&mut text) && bit > 0 {
                        continue;
                    }
                    let print = fingerprint(&text);
                    seen.insert(print);
                    halves.extend([print as u64, (print >> 64) as u64]);
                    texts += 1;
                    flip(&mut text);
                }
            }
        }
        assert_eq!((seen.len(), halves.len()), (texts, 2 * texts));
    }
}
