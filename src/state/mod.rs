//! What is kept of a story between readings: the place, marks, corrections.
//!
//! What is kept is known by the story's text ([`StoryKey`]), so that a story is recognised when its
//! file was moved or its page fetched again. This module is pure; [`store`] is the one that touches
//! the disk, and [`record`] the one that knows how it is written down.

pub mod key;
pub mod record;
pub mod store;

use std::collections::BTreeMap;

use crate::quotes::corrections::{Correction, QuoteKey};
use crate::story::{Story, clean};

pub use key::StoryKey;

/// What is kept of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The title it is listed under.
    pub title: String,
    /// What opens it again: a file's full path or an address. Empty when nothing does.
    pub source: String,
    /// When it was last kept, in seconds since 1970. The store sets it.
    pub read_at: u64,
    /// How long its text is, in bytes; with the place it tells how far the reader is.
    pub length: u64,
    /// The reader's place, as a byte of the text.
    pub place: u64,
    /// Places marked with a letter from a to z, as bytes of the text.
    pub marks: BTreeMap<char, u64>,
    /// The widest line the reader wanted, in columns.
    pub measure: Option<u16>,
    /// The columns the reader gave to the panes beside the body.
    pub side: Option<u16>,
    /// Other looks the reader wanted, by the names they are set by.
    pub looks: BTreeMap<String, String>,
    /// The name of the speaker shown alone.
    pub isolated: Option<String>,
    /// The name of the way quotations stand out.
    pub emphasis: Option<String>,
    /// What the reader put right, in the order it was made.
    pub corrections: Vec<Correction>,
}

/// The longest text kept of a name, a title or a source, in bytes.
const LONGEST_TEXT: usize = 4096;

/// How many looks of one story are kept: more than there are.
const MOST_LOOKS: usize = 32;

/// How many corrections of one story are kept; the oldest go first.
const MOST_CORRECTIONS: usize = 1000;

impl Kept {
    /// How far into the story the place is, in percent.
    pub fn percent(&self) -> u64 {
        let all = u128::from(self.length.max(1));
        (u128::from(self.place) * 100 / all).min(100) as u64
    }

    /// What is to be kept when two readers had the same story open.
    ///
    /// `self` is what this reader leaves and `base` what it started from; what it changed is put
    /// on top of `theirs`, and what it left alone stays as it is there.
    pub fn merged(&self, base: &Kept, theirs: Kept) -> Kept {
        Kept {
            title: changed(&base.title, &self.title, theirs.title),
            source: changed(&base.source, &self.source, theirs.source),
            read_at: self.read_at.max(theirs.read_at),
            length: changed(&base.length, &self.length, theirs.length),
            place: changed(&base.place, &self.place, theirs.place),
            marks: merged_marks(&base.marks, &self.marks, theirs.marks),
            measure: changed(&base.measure, &self.measure, theirs.measure),
            side: changed(&base.side, &self.side, theirs.side),
            looks: changed(&base.looks, &self.looks, theirs.looks),
            isolated: changed(&base.isolated, &self.isolated, theirs.isolated),
            emphasis: changed(&base.emphasis, &self.emphasis, theirs.emphasis),
            corrections: merged_corrections(
                &base.corrections,
                &self.corrections,
                theirs.corrections,
            ),
        }
    }

    /// The same with every place on a character of `story`: a record may have been tampered with.
    pub fn fitted(mut self, story: &Story) -> Kept {
        let text = story.text();
        let fit =
            |place: u64| text.floor_char_boundary(usize::try_from(place).unwrap_or(usize::MAX));
        self.length = text.len() as u64;
        self.place = fit(self.place) as u64;
        for place in self.marks.values_mut() {
            *place = fit(*place) as u64;
        }
        self
    }

    /// The same with nothing in it that a terminal would act on, that points out of a text of
    /// `length` bytes, or that is longer than anybody means. Nothing read from a disk is trusted.
    pub fn tidy(mut self) -> Kept {
        self.title = tidy_text(&self.title);
        self.source = tidy_text(&self.source);
        self.place = self.place.min(self.length);
        let length = self.length;
        self.marks
            .retain(|letter, place| letter.is_ascii_lowercase() && *place <= length);
        let looks = self.looks.into_iter().take(MOST_LOOKS);
        let looks = looks.filter_map(|(name, it)| Some((tidy_name(&name)?, tidy_name(&it)?)));
        self.looks = looks.collect();
        self.isolated = self.isolated.as_deref().and_then(tidy_name);
        self.emphasis = self.emphasis.as_deref().and_then(tidy_name);
        let surplus = self.corrections.len().saturating_sub(MOST_CORRECTIONS);
        let kept = self.corrections.into_iter().skip(surplus);
        self.corrections = kept.filter_map(tidy_correction).collect();
        self
    }
}

/// Mine if I changed it, else theirs.
fn changed<T: Clone + PartialEq>(base: &T, mine: &T, theirs: T) -> T {
    if mine == base { theirs } else { mine.clone() }
}

type Marks = BTreeMap<char, u64>;

fn merged_marks(base: &Marks, mine: &Marks, mut theirs: Marks) -> Marks {
    for letter in 'a'..='z' {
        let place = mine.get(&letter);
        if place != base.get(&letter) {
            match place {
                Some(place) => theirs.insert(letter, *place),
                None => theirs.remove(&letter),
            };
        }
    }
    theirs
}

/// Theirs without those I took back, then those I made.
fn merged_corrections(
    base: &[Correction],
    mine: &[Correction],
    mut theirs: Vec<Correction>,
) -> Vec<Correction> {
    let unchanged = base.iter().zip(mine).take_while(|(a, b)| a == b).count();
    let (_, taken_back) = base.split_at(unchanged);
    let (_, made) = mine.split_at(unchanged);
    theirs.retain(|it| !taken_back.contains(it));
    theirs.extend(made.iter().cloned());
    theirs
}

fn tidy_text(text: &str) -> String {
    let mut res = clean::clean(text);
    res.truncate(res.floor_char_boundary(LONGEST_TEXT));
    res
}

fn tidy_name(name: &str) -> Option<String> {
    Some(tidy_text(name)).filter(|it| !it.is_empty())
}

/// `None` for a correction without a name to correct to.
fn tidy_correction(correction: Correction) -> Option<Correction> {
    Some(match correction {
        Correction::Reassign { quote, to: None } => Correction::Reassign {
            quote: tidy_key(quote),
            to: None,
        },
        Correction::Reassign {
            quote,
            to: Some(name),
        } => Correction::Reassign {
            quote: tidy_key(quote),
            to: Some(tidy_name(&name)?),
        },
        Correction::Merge { from, into } => Correction::Merge {
            from: tidy_name(&from)?,
            into: tidy_name(&into)?,
        },
        Correction::Split { quote, name } => Correction::Split {
            quote: tidy_key(quote),
            name: tidy_name(&name)?,
        },
    })
}

/// The words are only ever compared with the text, and end where the key's words would.
fn tidy_key(mut quote: QuoteKey) -> QuoteKey {
    quote
        .words
        .truncate(quote.words.floor_char_boundary(LONGEST_TEXT));
    quote
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(place: u64, marks: &[(char, u64)], merges: &[&str]) -> Kept {
        Kept {
            length: 1000,
            place,
            marks: marks.iter().copied().collect(),
            corrections: merges.iter().map(|it| merge(it)).collect(),
            ..Kept::default()
        }
    }

    fn merge(from: &str) -> Correction {
        Correction::Merge {
            from: from.to_owned(),
            into: "Ada Fenn".to_owned(),
        }
    }

    #[test]
    fn two_readers_lose_nothing() {
        let base = kept(10, &[('a', 1), ('b', 2)], &["Fenn"]);
        let mine = kept(50, &[('a', 1), ('b', 9), ('c', 3)], &["Fenn", "Mrs Fenn"]);
        let theirs = kept(70, &[('a', 7), ('b', 2), ('d', 4)], &["Fenn", "Ada"]);
        let both = mine.merged(&base, theirs);
        let marks = [('a', 7), ('b', 9), ('c', 3), ('d', 4)];
        assert_eq!(both, kept(50, &marks, &["Fenn", "Ada", "Mrs Fenn"]));
    }

    #[test]
    fn what_is_taken_back_stays_gone() {
        let base = kept(10, &[('a', 1), ('b', 2)], &["Fenn", "Ada"]);
        let mine = kept(10, &[('b', 2)], &["Ada"]);
        let both = mine.merged(&base, kept(70, &[('a', 1), ('b', 2)], &["Fenn", "Ada"]));
        assert_eq!(both, kept(70, &[('b', 2)], &["Ada"]));
    }

    #[test]
    fn nothing_read_from_a_disk_is_trusted() {
        let hostile = Kept {
            title: "News\u{1b}]0;owned\u{7}\u{202e}".to_owned(),
            isolated: Some("\u{1b}[2J".to_owned()),
            looks: [("justify".to_owned(), "on\u{202e}".to_owned())].into(),
            marks: [('a', 5), ('A', 5), ('é', 5), ('z', 2000)].into(),
            corrections: vec![merge("A\u{9b}31mda"), merge("\u{7}")],
            ..kept(5000, &[], &[])
        };
        let tidy = Kept {
            title: "News".to_owned(),
            looks: [("justify".to_owned(), "on".to_owned())].into(),
            ..kept(1000, &[('a', 5)], &["Ada"])
        };
        assert_eq!(hostile.tidy(), tidy);
    }

    #[test]
    fn nothing_kept_grows_without_end() {
        let long = Kept {
            title: "é".repeat(LONGEST_TEXT),
            ..kept(0, &[], &vec!["Fenn"; MOST_CORRECTIONS + 5])
        };
        let tidy = long.tidy();
        assert_eq!(tidy.title.len(), LONGEST_TEXT);
        assert_eq!(tidy.corrections.len(), MOST_CORRECTIONS);
    }

    #[test]
    fn how_far_the_reader_is() {
        assert_eq!(kept(430, &[], &[]).percent(), 43);
        assert_eq!(Kept::default().percent(), 0);
    }
}
