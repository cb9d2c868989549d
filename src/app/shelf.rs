//! The stories opened together, one of them on screen.

use super::reading::Reading;
use crate::story::Story;
use std::sync::Arc;

/// A story as it is given to the reader.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Already read.
    Read(Arc<Story>),
    /// To be read when the reader comes to it; known by the name it will be opened under.
    Unread(String),
}

/// A story's place on the shelf.
#[derive(Debug)]
pub enum Slot {
    /// Not read yet. `source` is its number among the entries the reader was given.
    Unread {
        /// Which entry it was.
        source: usize,
        /// What to call it.
        name: String,
    },
    /// Read, and never looked at yet.
    Closed(Arc<Story>),
    /// Looked at.
    Open(Box<Reading>),
    /// Could not be read.
    Failed {
        /// What to call it.
        name: String,
        /// Why.
        reason: String,
    },
}

/// The stories, and which of them is on screen.
#[derive(Debug)]
pub struct Shelf {
    slots: Vec<Slot>,
    current: usize,
}

impl Shelf {
    /// The entries, the first one on screen.
    pub fn new(entries: Vec<Entry>) -> Shelf {
        let slot = |(source, entry)| match entry {
            Entry::Read(story) => Slot::Closed(story),
            Entry::Unread(name) => Slot::Unread { source, name },
        };
        Shelf {
            slots: entries.into_iter().enumerate().map(slot).collect(),
            current: 0,
        }
    }

    /// How many stories there are.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The number of the story on screen, counted from 0.
    pub fn number(&self) -> usize {
        self.current
    }

    /// The story on screen.
    pub fn current(&self) -> Option<&Slot> {
        self.slots.get(self.current)
    }

    /// The story on screen, if it has been read.
    pub fn reading(&self) -> Option<&Reading> {
        match self.current()? {
            Slot::Open(reading) => Some(reading),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Slot> {
        self.slots.get_mut(self.current)
    }

    pub(super) fn reading_mut(&mut self) -> Option<&mut Reading> {
        match self.current_mut()? {
            Slot::Open(reading) => Some(reading),
            _ => None,
        }
    }

    /// Every story that has been looked at.
    pub(super) fn readings(&self) -> impl Iterator<Item = &Reading> {
        self.slots.iter().filter_map(|it| match it {
            Slot::Open(reading) => Some(&**reading),
            _ => None,
        })
    }

    /// The reading of `story`, on screen or not.
    pub(super) fn reading_of(&mut self, story: &Arc<Story>) -> Option<&mut Reading> {
        self.slots.iter_mut().find_map(|it| match it {
            Slot::Open(reading) if Arc::ptr_eq(&reading.story, story) => Some(&mut **reading),
            _ => None,
        })
    }

    /// Moves `steps` along the shelf; `false` at its ends.
    pub(super) fn step(&mut self, steps: isize) -> bool {
        let last = self.slots.len().saturating_sub(1);
        let goal = self.current.saturating_add_signed(steps).min(last);
        std::mem::replace(&mut self.current, goal) != goal
    }

    /// Puts what was read of an entry in its place: its stories, or the reason why there are none.
    pub(super) fn fill(&mut self, source: usize, read: Result<Vec<Arc<Story>>, String>) {
        let waiting = |it: &Slot| matches!(it, Slot::Unread { source: own, .. } if *own == source);
        let Some(at) = self.slots.iter().position(waiting) else {
            return;
        };
        let Slot::Unread { name, .. } = &self.slots[at] else {
            return;
        };
        let filled: Vec<Slot> = match read {
            Ok(stories) if stories.is_empty() => vec![Slot::Failed {
                name: name.clone(),
                reason: "there is no story in it".to_owned(),
            }],
            Ok(stories) => stories.into_iter().map(Slot::Closed).collect(),
            Err(reason) => vec![Slot::Failed {
                name: name.clone(),
                reason,
            }],
        };
        if at < self.current {
            self.current += filled.len() - 1;
        }
        self.slots.splice(at..=at, filled);
    }
}
