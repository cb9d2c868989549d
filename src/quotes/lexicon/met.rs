//! The words met so far, found again by their letters: a hash table that is small enough to stay
//! near, where those of the lists are not.

use std::hash::{BuildHasher, RandomState};

use super::classes::{hash, mix};
use super::letters::packed;

/// What tells a word from others: its letters where they fit into the number; else a hash of them
/// with a random seed, which has the top bit that the letters never have. Two longer words share
/// their hash about once in ten thousand million stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letters(u64);

const HASHED: u64 = 1 << 63;
/// The longest word whose bytes are packed.
const LONGEST_PACKED: usize = 15;

/// A word met, and what it can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Met {
    /// The number of the word.
    pub(super) word: u32,
    /// The number of its set of classes.
    pub(super) set: u32,
}

/// Words met.
#[derive(Debug)]
pub(super) struct MetWords {
    /// An open table at most half full.
    buckets: Vec<Bucket>,
    count: usize,
    /// A random number, so that no story can be written to make its words collide.
    seed: u64,
}

/// Up to four words that share a place, in one line of the processor's cache. They are looked at side by
/// side: in which place a word is cannot be foreseen, and a wrong guess costs more than the search. A
/// free place has no letters.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Bucket {
    letters: [Letters; 4],
    met: [Met; 4],
}

const FREE: Letters = Letters(0);
const EMPTY: Bucket = Bucket {
    letters: [FREE; 4],
    met: [Met { word: 0, set: 0 }; 4],
};

impl Bucket {
    /// The place of a word among the four; 4 if it has none.
    fn place_of(&self, letters: Letters) -> usize {
        let places = self.letters.iter().enumerate();
        places.fold(
            4,
            |found, (place, it)| {
                if *it == letters { place } else { found }
            },
        )
    }

    fn is_full(&self) -> bool {
        self.letters[3] != FREE
    }
}

impl MetWords {
    /// None yet, and room for so many.
    pub(super) fn new(room: usize) -> MetWords {
        MetWords {
            buckets: vec![EMPTY; (room / 2).next_power_of_two()],
            count: 0,
            seed: RandomState::new().hash_one(0),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The letters of a word, folded but for the case of ASCII letters; not of an empty one.
    pub(super) fn letters(&self, word: &str) -> Letters {
        if word.len() <= LONGEST_PACKED && word.is_ascii() {
            return self.packed(packed(word.as_bytes()));
        }
        Letters(hash(word.as_bytes(), self.seed) | HASHED)
    }

    /// Those of a word of ASCII characters that is not long, as they are packed.
    pub(super) fn packed(&self, [first, second]: [u64; 2]) -> Letters {
        match second {
            0 => Letters(first),
            _ => Letters(mix(mix(first ^ self.seed) ^ second) | HASHED),
        }
    }

    /// The word with these letters, if it was met.
    pub(super) fn find(&self, letters: Letters) -> Option<Met> {
        let mut at = self.first(letters);
        loop {
            let bucket = &self.buckets[at];
            if let Some(met) = bucket.met.get(bucket.place_of(letters)) {
                return Some(*met);
            }
            if !bucket.is_full() {
                return None;
            }
            at = self.next(at);
        }
    }

    /// Adds a word that was not found.
    pub(super) fn add(&mut self, letters: Letters, met: Met) {
        self.count += 1;
        if self.count > 2 * self.buckets.len() {
            let larger = vec![EMPTY; 2 * self.buckets.len()];
            for bucket in std::mem::replace(&mut self.buckets, larger) {
                let words = bucket.letters.into_iter().zip(bucket.met);
                let taken = words.filter(|it| it.0 != FREE);
                taken.for_each(|(letters, met)| self.place(letters, met));
            }
        }
        self.place(letters, met);
    }

    fn place(&mut self, letters: Letters, met: Met) {
        let mut at = self.first(letters);
        while self.buckets[at].is_full() {
            at = self.next(at);
        }
        let bucket = &mut self.buckets[at];
        if let Some(free) = bucket.letters.iter().position(|it| *it == FREE) {
            bucket.letters[free] = letters;
            bucket.met[free] = met;
        }
    }

    fn first(&self, letters: Letters) -> usize {
        mix(letters.0 ^ self.seed) as usize & (self.buckets.len() - 1)
    }

    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.buckets.len() - 1)
    }
}
