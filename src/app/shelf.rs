//! The stories opened together, one of them on screen.

use super::reading::Reading;
use crate::app::reading::Page;
use crate::fetch::Progress;
use crate::layout::Typography;
use crate::story::Story;
use std::collections::HashMap;
use std::sync::Arc;

/// A story as it is given to the reader.
#[derive(Clone, Debug)]
pub enum Entry {
    /// Already read.
    Read(Arc<Story>),
    /// The beginning of a long one: something to see while the whole is being read.
    Begun(Arc<Story>),
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
        /// How far reading it has come, where that takes long.
        progress: Option<Progress>,
    },
    /// Not read yet, but its beginning is on screen.
    Begun {
        /// Which entry it was.
        source: usize,
        /// The beginning.
        reading: Box<Reading>,
    },
    /// Read, and never looked at yet.
    Closed(Arc<Story>),
    /// Looked at.
    Open(Box<Reading>),
    /// Could not be read.
    Failed {
        /// Which entry it was.
        source: usize,
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
    /// The one picked in the list of stories.
    picked: usize,
    /// How many entries the reader was given.
    given: usize,
    /// The number of the next entry to be added to those.
    next_entry: usize,
    /// Which of an entry's stories is wanted, by the entry's number, until it has been read.
    sought: HashMap<usize, String>,
}

impl Shelf {
    /// The entries, the first one on screen.
    pub fn new(entries: Vec<Entry>) -> Shelf {
        let slot = |(source, entry)| match entry {
            Entry::Read(story) => Slot::Closed(story),
            Entry::Begun(story) => Slot::Begun {
                source,
                reading: Box::new(Reading::new(story, Typography::default(), Page::default())),
            },
            Entry::Unread(name) => Slot::Unread {
                source,
                name,
                progress: None,
            },
        };
        Shelf {
            given: entries.len(),
            next_entry: entries.len(),
            slots: entries.into_iter().enumerate().map(slot).collect(),
            current: 0,
            picked: 0,
            sought: HashMap::new(),
        }
    }

    /// Every story's place, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The number of the story picked in the list, counted from 0.
    pub fn picked(&self) -> usize {
        self.picked
    }

    /// Picks a story in the list, or the last one.
    pub(super) fn pick(&mut self, number: usize) {
        self.picked = number.min(self.slots.len().saturating_sub(1));
    }

    /// Goes to the story picked.
    pub(super) fn go_to_picked(&mut self) {
        self.current = self.picked;
    }

    /// Goes to the story that was read from `source`, if it is here; to the one called `entry`, of
    /// several that were.
    pub(super) fn go_to_source(&mut self, source: &str, entry: &str) -> bool {
        let is_story = |it: &Story| it.origin().written() == source && it.entry() == entry;
        let is_it = |it: &Slot| match it {
            Slot::Open(reading) | Slot::Begun { reading, .. } => is_story(&reading.story),
            Slot::Closed(story) => is_story(story),
            Slot::Unread { name, .. } | Slot::Failed { name, .. } => name == source,
        };
        let found = self.slots.iter().position(is_it);
        self.current = found.unwrap_or(self.current);
        if let Some(Slot::Unread { source, .. } | Slot::Failed { source, .. }) = self.current() {
            self.sought.insert(*source, entry.to_owned());
        }
        found.is_some()
    }

    /// Says which story of the first entry to begin with.
    pub(super) fn begin_with(&mut self, entry: String) {
        let is_it = |it: &Slot| matches!(it, Slot::Closed(story) if story.entry() == entry);
        self.current = self.slots.iter().position(is_it).unwrap_or(0);
        self.sought.insert(0, entry);
    }

    /// Adds a story to be read after the one on screen, and goes to it; gives which entry it is. Of
    /// several stories that come of it, the one called `sought` will be on screen.
    pub(super) fn add(&mut self, name: String, sought: String) -> usize {
        let source = self.next_entry;
        self.sought.insert(source, sought);
        self.next_entry += 1;
        let at = (self.current + 1).min(self.slots.len());
        let slot = Slot::Unread {
            source,
            name,
            progress: None,
        };
        self.slots.insert(at, slot);
        self.current = at;
        source
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

    /// Whether only the beginning of the story on screen has been read.
    pub fn is_begun(&self) -> bool {
        matches!(self.current(), Some(Slot::Begun { .. }))
    }

    /// The story on screen, if it has been read, or its beginning.
    pub fn reading(&self) -> Option<&Reading> {
        match self.current()? {
            Slot::Open(reading) | Slot::Begun { reading, .. } => Some(reading),
            _ => None,
        }
    }

    pub(super) fn current_mut(&mut self) -> Option<&mut Slot> {
        self.slots.get_mut(self.current)
    }

    pub(super) fn reading_mut(&mut self) -> Option<&mut Reading> {
        match self.current_mut()? {
            Slot::Open(reading) | Slot::Begun { reading, .. } => Some(reading),
            _ => None,
        }
    }

    /// The names of those, of the entries given, that could not be read, and why.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &str)> {
        self.slots.iter().filter_map(|it| match it {
            Slot::Failed {
                source,
                name,
                reason,
            } if *source < self.given => Some((name.as_str(), reason.as_str())),
            _ => None,
        })
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

    /// Notes how far reading an entry has come.
    pub(super) fn progressed(&mut self, entry: usize, further: Progress) {
        for slot in &mut self.slots {
            if let Slot::Unread {
                source, progress, ..
            } = slot
                && *source == entry
            {
                *progress = Some(further);
            }
        }
    }

    /// Makes the story on screen one to be read again, if it could not be; gives which entry it is.
    pub(super) fn retry(&mut self) -> Option<usize> {
        let slot = self.current_mut()?;
        let Slot::Failed { source, name, .. } = slot else {
            return None;
        };
        let (source, name) = (*source, std::mem::take(name));
        *slot = Slot::Unread {
            source,
            name,
            progress: None,
        };
        Some(source)
    }

    /// Puts what was read of an entry in its place: its stories, or the reason why there are none.
    pub(super) fn fill(&mut self, entry: usize, read: Result<Vec<Arc<Story>>, String>) {
        let waiting = |it: &Slot| match it {
            Slot::Unread { source, .. } | Slot::Begun { source, .. } => *source == entry,
            _ => false,
        };
        let Some(at) = self.slots.iter().position(waiting) else {
            return;
        };
        match some_stories(read) {
            Ok(stories) => {
                let sought = self.sought.remove(&entry).filter(|_| at == self.current);
                let wanted = stories
                    .iter()
                    .position(|it| Some(it.entry()) == sought.as_deref());
                self.put(at, stories);
                self.current += wanted.unwrap_or(0);
            }
            Err(reason) => {
                let name = match &self.slots[at] {
                    Slot::Unread { name, .. } => name.clone(),
                    Slot::Begun { reading, .. } => reading.story.name().to_owned(),
                    _ => String::new(),
                };
                self.slots[at] = Slot::Failed {
                    source: entry,
                    name,
                    reason,
                };
            }
        }
    }

    /// Puts what was fetched in the place of the summary it was fetched for.
    ///
    /// # Errors
    /// The reason why there is nothing; then the summary stays.
    pub(super) fn replace(
        &mut self,
        summary: &Arc<Story>,
        fetched: Result<Vec<Arc<Story>>, String>,
    ) -> Result<(), String> {
        let is_it = |it: &Slot| matches!(it, Slot::Open(it) if Arc::ptr_eq(&it.story, summary));
        let at = self.slots.iter().position(is_it);
        let stories = some_stories(fetched)?;
        if let Some(at) = at {
            self.put(at, stories);
        }
        Ok(())
    }

    /// Puts stories in the place of one slot. What is on screen stays there.
    fn put(&mut self, at: usize, stories: Vec<Arc<Story>>) {
        let more = stories.len() - 1;
        for number in [&mut self.current, &mut self.picked] {
            if at < *number {
                *number += more;
            }
        }
        let slots = stories.into_iter().map(Slot::Closed);
        self.slots.splice(at..=at, slots);
    }
}

/// At least one story, or the reason why there is none.
fn some_stories(read: Result<Vec<Arc<Story>>, String>) -> Result<Vec<Arc<Story>>, String> {
    match read {
        Ok(stories) if stories.is_empty() => Err("there is no story in it".to_owned()),
        read => read,
    }
}

/// What a list of stories shows of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed<'a> {
    /// Its title, or its name as long as it has not been read.
    pub title: &'a str,
    /// When it was published, as it came.
    pub date: Option<&'a str>,
    /// What else is to be known of it; empty, if nothing.
    pub remark: &'a str,
}

impl Slot {
    /// What a list of stories shows of it.
    pub fn listed(&self) -> Listed<'_> {
        let of_name = |title, remark| Listed {
            title,
            date: None,
            remark,
        };
        match self {
            Slot::Unread { name, .. } => of_name(name, "not read yet"),
            Slot::Failed { name, .. } => of_name(name, "failed"),
            Slot::Closed(story) => of_story(story),
            Slot::Open(reading) | Slot::Begun { reading, .. } => of_story(reading.story()),
        }
    }
}

fn of_story(story: &Story) -> Listed<'_> {
    Listed {
        title: story.title().text,
        date: story.meta().published.as_deref(),
        remark: if story.is_summary() { "summary" } else { "" },
    }
}
