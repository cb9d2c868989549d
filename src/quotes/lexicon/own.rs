//! The words of a story that are in no list: one text, where each ends, and a hash table of them.

use std::hash::{BuildHasher, RandomState};

use super::classes::{Classes, are_same, hash};

/// The distinct words a story has of its own, counted from 0.
#[derive(Debug)]
pub(super) struct OwnWords {
    /// The words, one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    classes: Vec<Classes>,
    /// A table at most half full: part of a word's hash, and its number counted from 1.
    slots: Vec<(u32, u32)>,
    seed: u64,
}

/// How many words there is room for at first: enough for most stories.
pub(super) const ROOM: usize = 512;

impl OwnWords {
    /// No words yet.
    pub(super) fn new() -> OwnWords {
        OwnWords {
            text: String::with_capacity(8 * ROOM),
            ends: Vec::with_capacity(ROOM),
            classes: Vec::with_capacity(ROOM),
            slots: vec![(0, 0); 2 * ROOM],
            seed: RandomState::new().hash_one(0),
        }
    }

    /// The number of `word`, folded but for the case of ASCII letters, which is added with what it
    /// can be if it is new.
    pub(super) fn number(&mut self, word: &str, classes: impl Fn(&str) -> Classes) -> usize {
        let hash = hash(word.as_bytes(), self.seed);
        let tag = (hash >> 32) as u32;
        let mut slot = self.first_slot(hash as u32);
        loop {
            match self.slots[slot] {
                (_, 0) => break,
                (other, number) if other == tag && self.is(number as usize - 1, word) => {
                    return number as usize - 1;
                }
                _ => slot = self.next_slot(slot),
            }
        }
        self.push(word);
        self.classes.push(classes(self.text(self.ends.len() - 1)));
        self.slots[slot] = (tag, self.ends.len() as u32);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.ends.len() - 1
    }

    fn is(&self, at: usize, word: &str) -> bool {
        are_same(self.text(at).as_bytes(), word.as_bytes())
    }

    fn push(&mut self, word: &str) {
        let lower = word.chars().map(|it| it.to_ascii_lowercase());
        self.text.extend(lower);
        self.ends.push(self.text.len() as u32);
    }

    /// What the word numbered `at` can be.
    pub(super) fn classes(&self, at: usize) -> Classes {
        self.classes[at]
    }

    /// The word numbered `at`.
    #[expect(clippy::string_slice, reason = "words end where they were pushed")]
    pub(super) fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }

    fn first_slot(&self, hash: u32) -> usize {
        hash as usize & (self.slots.len() - 1)
    }

    fn next_slot(&self, slot: usize) -> usize {
        (slot + 1) & (self.slots.len() - 1)
    }

    /// Makes the table twice as large.
    fn grow(&mut self) {
        self.slots = vec![(0, 0); self.slots.len() * 2];
        for number in 0..self.ends.len() {
            let hash = hash(self.text(number).as_bytes(), self.seed);
            let mut slot = self.first_slot(hash as u32);
            while self.slots[slot].1 != 0 {
                slot = self.next_slot(slot);
            }
            self.slots[slot] = ((hash >> 32) as u32, number as u32 + 1);
        }
    }
}
