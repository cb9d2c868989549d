//! The words met so far, found again by their letters: a hash table that is small enough to stay
//! near, where those of the lists are not.

use std::hash::{BuildHasher, RandomState};

use super::classes::{hash, mix};
use super::letters::packed;

/// What tells a word from others: its letters where they fit into the number; else a hash of them
/// with a random seed, which has the top bit that the letters never have. Two longer words share
/// their hash about once in ten thousand million stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(u64);

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
    /// An open table at most three quarters full: it is the smaller for it, and stays near.
    slots: Vec<Slot>,
    count: usize,
    /// A random number, so that no story can be written to make its words collide.
    seed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    letters: Letters,
    met: Met,
}

const FREE: Slot = Slot {
    letters: Letters(0),
    met: Met { word: 0, set: 0 },
};

impl MetWords {
    /// None yet, and room for so many.
    pub(super) fn new(room: usize) -> MetWords {
        MetWords {
            slots: vec![FREE; (room + room / 3 + 1).next_power_of_two()],
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
            let slot = &self.slots[at];
            if slot.letters == letters {
                return Some(slot.met);
            }
            if slot.letters == FREE.letters {
                return None;
            }
            at = self.next(at);
        }
    }

    /// Adds a word that was not found.
    pub(super) fn add(&mut self, letters: Letters, met: Met) {
        self.count += 1;
        if 4 * self.count > 3 * self.slots.len() {
            let larger = vec![FREE; 2 * self.slots.len()];
            let slots = std::mem::replace(&mut self.slots, larger);
            let taken = slots.into_iter().filter(|it| it.letters != FREE.letters);
            taken.for_each(|it| self.place(it));
        }
        self.place(Slot { letters, met });
    }

    fn place(&mut self, slot: Slot) {
        let mut at = self.first(slot.letters);
        while self.slots[at].letters != FREE.letters {
            at = self.next(at);
        }
        self.slots[at] = slot;
    }

    fn first(&self, letters: Letters) -> usize {
        mix(letters.0 ^ self.seed) as usize & (self.slots.len() - 1)
    }

    fn next(&self, at: usize) -> usize {
        (at + 1) & (self.slots.len() - 1)
    }
}
