//! The words of a story that are in no list: one text, and where each ends.

/// The distinct words a story has of its own, counted from 0.
#[derive(Debug)]
pub(super) struct OwnWords {
    /// The words, one after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The set of classes of each.
    sets: Vec<u32>,
}

/// How many words there is room for at first: enough for most stories.
pub(super) const ROOM: usize = 512;

impl OwnWords {
    /// No words yet.
    pub(super) fn new() -> OwnWords {
        OwnWords {
            text: String::with_capacity(8 * ROOM),
            ends: Vec::with_capacity(ROOM),
            sets: Vec::with_capacity(ROOM),
        }
    }

    /// Adds `word`, folded but for the case of ASCII letters. Gives its number. Its set of classes
    /// comes next.
    pub(super) fn add(&mut self, word: &str) -> usize {
        let start = self.text.len();
        self.text.push_str(word);
        if let Some(added) = self.text.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        self.ends.push(self.text.len() as u32);
        self.ends.len() - 1
    }

    /// Gives the word added last its set of classes.
    pub(super) fn add_set(&mut self, set: u32) {
        self.sets.push(set);
    }

    /// The set of classes of the word numbered `at`.
    pub(super) fn set(&self, at: usize) -> u32 {
        self.sets[at]
    }

    /// The word numbered `at`.
    #[expect(clippy::string_slice, reason = "words end where they were added")]
    pub(super) fn text(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }
}
