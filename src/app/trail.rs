//! Marks, and the way back.

use crate::layout::Place;
use std::collections::BTreeMap;

/// Where the reader has been, and what was marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    marks: BTreeMap<char, Place>,
    left: Vec<Place>,
    last: Option<Place>,
}

/// Places remembered for going back.
const LONGEST: usize = 100;

impl Trail {
    /// Remembers `place` as one that a jump left.
    pub fn leave(&mut self, place: Place) {
        self.last = Some(place);
        if self.left.last() != Some(&place) {
            self.left.push(place);
        }
        if self.left.len() > LONGEST {
            self.left.remove(0);
        }
    }

    /// The place left last, one further back each time.
    pub fn back(&mut self) -> Option<Place> {
        self.left.pop()
    }

    /// The place left last; `here` is remembered in its stead, so that asking again returns.
    pub fn swap(&mut self, here: Place) -> Option<Place> {
        let last = self.last?;
        self.leave(here);
        Some(last)
    }

    /// Marks `place` with a letter.
    pub fn mark(&mut self, letter: char, place: Place) {
        self.marks.insert(letter, place);
    }

    /// Every mark, by its letter.
    pub fn marks(&self) -> &BTreeMap<char, Place> {
        &self.marks
    }

    /// The place marked with a letter.
    pub fn marked(&self, letter: char) -> Option<Place> {
        self.marks.get(&letter).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_the_way_here() {
        let mut trail = Trail::default();
        trail.leave(Place::of(1));
        trail.leave(Place::of(2));
        assert_eq!(trail.back(), Some(Place::of(2)));
        assert_eq!(trail.back(), Some(Place::of(1)));
        assert_eq!(trail.back(), None);
    }

    #[test]
    fn the_last_place_and_this_one_change_places() {
        let mut trail = Trail::default();
        assert_eq!(trail.swap(Place::of(9)), None);
        trail.leave(Place::of(1));
        assert_eq!(trail.swap(Place::of(9)), Some(Place::of(1)));
        assert_eq!(trail.swap(Place::of(1)), Some(Place::of(9)));
    }
}
