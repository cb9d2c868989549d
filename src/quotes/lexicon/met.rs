//! The words a story has used so far, found again by their letters: a hash table that is small
//! enough to stay near, where those of the lists are not.

use std::hash::{BuildHasher, RandomState};

use super::classes::{Classes, hash, mix};
use super::letters::packed;
use super::{Known, Word};

/// What tells a word from others: its letters where they fit into the number, else a hash of them,
/// which has the top bit that the letters never have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters(u64);

const HASHED: u64 = 1 << 63;

impl Letters {
    /// Those of a short word of ASCII characters, in lower case.
    pub(super) fn of_short(packed: u64) -> Letters {
        Letters(packed)
    }

    /// Whether they are all there; if not, other words may share them.
    pub(super) fn are_whole(self) -> bool {
        self.0 & HASHED == 0
    }
}

/// Words met, with what they can be.
#[derive(Debug)]
pub(super) struct MetWords {
    /// An open table at most half full.
    slots: Vec<Slot>,
    count: usize,
    /// A random number, so that no story can be written to make its words collide.
    seed: u64,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    letters: Letters,
    /// The number of the word, counted from 1; 0 where there is none.
    number: u32,
    classes: Classes,
}

const FREE: Slot = Slot {
    letters: Letters(0),
    number: 0,
    classes: Classes::NONE,
};

impl MetWords {
    /// None yet, and room for so many.
    pub(super) fn new(room: usize) -> MetWords {
        MetWords {
            slots: vec![FREE; (2 * room).next_power_of_two()],
            count: 0,
            seed: RandomState::new().hash_one(0),
        }
    }

    /// The letters of a word, folded but for the case of ASCII letters.
    pub(super) fn letters(&self, word: &str) -> Letters {
        if word.len() <= 8 && word.is_ascii() {
            return Letters(packed(word.as_bytes()));
        }
        Letters(hash(word.as_bytes(), self.seed) | HASHED)
    }

    /// The word with these letters, of which `is_same` tells whether it is the one sought.
    pub(super) fn find(&self, letters: Letters, is_same: impl Fn(Word) -> bool) -> Option<Known> {
        let mut at = self.first(letters);
        loop {
            let slot = &self.slots[at];
            if slot.number == 0 {
                return None;
            }
            let word = Word(slot.number - 1);
            if slot.letters == letters && is_same(word) {
                return Some(Known {
                    word,
                    classes: slot.classes,
                });
            }
            at = self.next(at);
        }
    }

    /// Adds a word that was not found.
    pub(super) fn add(&mut self, letters: Letters, known: Known) {
        self.count += 1;
        if 2 * self.count > self.slots.len() {
            let larger = vec![FREE; 2 * self.slots.len()];
            let slots = std::mem::replace(&mut self.slots, larger);
            for slot in slots.into_iter().filter(|it| it.number != 0) {
                self.place(slot);
            }
        }
        self.place(Slot {
            letters,
            number: known.word.0 + 1,
            classes: known.classes,
        });
    }

    fn place(&mut self, slot: Slot) {
        let mut at = self.first(slot.letters);
        while self.slots[at].number != 0 {
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
