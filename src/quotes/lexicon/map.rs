//! Maps and sets keyed by words and other small numbers of ours.
//!
//! The numbers are given out in order, so that a story has no say in where its keys go; a fast
//! hash is safe here and several times cheaper than that of the standard library.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::Word;
use super::classes::mix;

/// A map from words, or what is made of them.
pub type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<NumberHasher>>;
/// A set of words, or what is made of them.
pub type WordSet<K> = HashSet<K, BuildHasherDefault<NumberHasher>>;

/// One number for some words, by which the same words are found again without keeping them.
pub fn hash_of(words: impl IntoIterator<Item = Word>) -> u64 {
    let numbers = words.into_iter().map(|it| u64::from(it.0));
    numbers.fold(0xCBF2_9CE4_8422_2325, |hash, number| {
        (hash ^ number).wrapping_mul(0x0100_0000_01B3)
    })
}

/// Hashes numbers, one after the other.
#[derive(Debug, Default)]
pub struct NumberHasher(u64);

impl Hasher for NumberHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0.rotate_left(5) ^ number);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
