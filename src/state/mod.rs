//! What is kept of a story between readings: the place, marks, corrections.
//!
//! What is kept is known by the story's text ([`StoryKey`]), so that a story is recognised when its
//! file was moved, and by what it was read from, so that it is when its text changed: then places are
//! found again by the words that stand there. This module is pure; [`store`] is the one that touches
//! the disk, and [`record`] the one that knows how it is written down.

pub mod key;
pub mod record;
pub mod store;

use std::collections::BTreeMap;

use crate::quotes::corrections::{Correction, QuoteKey};
use crate::story::{Story, anchor, clean};

pub use key::StoryKey;

/// What is kept of one story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// The title it is listed under.
    pub title: String,
    /// What opens it again: a file's full path or an address. Empty when nothing does.
    pub source: String,
    /// Which of the stories read from there it is. Empty where there is but one.
    pub entry: String,
    /// When it was last kept, in seconds since 1970. The store sets it.
    pub read_at: u64,
    /// How long its text is, in bytes; with the place it tells how far the reader is.
    pub length: u64,
    /// The reader's place, as a byte of the text.
    pub place: u64,
    /// How far the reader has seen it, as a byte of the text.
    pub seen: u64,
    /// The words that begin at the place and at the marks, by the bytes they begin at.
    pub words: BTreeMap<u64, String>,
    /// Marks whose words are gone from the text. They are not written down.
    pub adrift: Vec<char>,
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
    /// How much of the story was read, in percent: up to the place, or all when its end was seen.
    pub fn percent(&self) -> u64 {
        match self.seen >= self.length && self.length > 0 {
            true => 100,
            false => self.percent_of_place(),
        }
    }

    /// How far into the story the place is, in percent.
    pub fn percent_of_place(&self) -> u64 {
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
            entry: changed(&base.entry, &self.entry, theirs.entry),
            read_at: self.read_at.max(theirs.read_at),
            length: changed(&base.length, &self.length, theirs.length),
            place: changed(&base.place, &self.place, theirs.place),
            seen: changed(&base.seen, &self.seen, theirs.seen),
            words: theirs.words.into_iter().chain(self.words.clone()).collect(),
            adrift: Vec::new(),
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

    /// The same for `story`, whose text may have changed: every place is where its words are now, and
    /// on a character, for a record may have been tampered with. Marks whose words are gone are told
    /// apart.
    pub fn fitted(mut self, story: &Story) -> Kept {
        let text = story.text();
        let words = std::mem::take(&mut self.words);
        let fit = |at: u64| {
            let byte = usize::try_from(at).unwrap_or(usize::MAX);
            match words.get(&at) {
                Some(words) => anchor::find(text, byte, words),
                None => Some(text.floor_char_boundary(byte)),
            }
        };
        let whole = self.seen >= self.length && self.length > 0;
        let share = self.place as f64 / self.length.max(1) as f64;
        let about = text.floor_char_boundary((share * text.len() as f64) as usize);
        let (place, marks) = (fit(self.place), std::mem::take(&mut self.marks));
        self.place = place.unwrap_or(about) as u64;
        for (letter, at) in marks {
            match fit(at) {
                Some(at) => drop(self.marks.insert(letter, at as u64)),
                None => self.adrift.push(letter),
            }
        }
        self.length = text.len() as u64;
        let seen = if whole { self.length } else { self.seen };
        self.seen = text.floor_char_boundary(seen as usize) as u64;
        if !words.is_empty() {
            self.words = self.words_in(story);
        }
        self
    }

    /// The words that places are found again by.
    pub fn words_in(&self, story: &Story) -> BTreeMap<u64, String> {
        let places = self.marks.values().chain([&self.place]);
        let words = places.filter_map(|at| {
            let words = anchor::words_at(story.text(), usize::try_from(*at).ok()?);
            Some((*at, words.to_owned()))
        });
        words.collect()
    }

    /// Whether what is kept of a text that was read from the same place is about `story`, and not
    /// about another one that stands there now: the title or some words are the same.
    pub fn is_about(&self, story: &Story) -> bool {
        let is_there = |words: &str| anchor::find(story.text(), usize::MAX, words).is_some();
        let corrected = self.corrections.iter().filter_map(|it| match it {
            Correction::Reassign { quote, .. } | Correction::Split { quote, .. } => {
                Some(quote.words.as_str())
            }
            Correction::Merge { .. } => None,
        });
        let mut words = self.words.values().map(String::as_str).chain(corrected);
        self.title == story.title().text || words.any(is_there)
    }

    /// The same with nothing in it that a terminal would act on, that points out of a text of
    /// `length` bytes, or that is longer than anybody means. Nothing read from a disk is trusted.
    pub fn tidy(mut self) -> Kept {
        self.title = tidy_text(&self.title);
        self.source = tidy_text(&self.source);
        self.entry = tidy_text(&self.entry);
        self.place = self.place.min(self.length);
        self.seen = self.seen.min(self.length);
        let length = self.length;
        self.marks
            .retain(|letter, place| letter.is_ascii_lowercase() && *place <= length);
        let places: Vec<u64> = self.marks.values().copied().chain([self.place]).collect();
        self.words.retain(|at, _| places.contains(at));
        for words in self.words.values_mut() {
            words.truncate(words.floor_char_boundary(anchor::KEPT));
        }
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
    use crate::story::{Hints, parse};

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
        let seen = |seen| Kept {
            seen,
            ..kept(330, &[], &[])
        };
        assert_eq!((seen(999).percent(), seen(1000).percent()), (33, 100));
        assert_eq!(seen(1000).percent_of_place(), 33);
    }

    fn story(text: &str) -> Story {
        parse(text.as_bytes().to_vec(), &Hints::default()).remove(0)
    }

    const BEFORE: &str = "The quay is shut.\n\nNobody told the ferry about the works.\n\n\
        “No boats before the spring,” says a notice on the gate.\n";

    #[test]
    fn places_are_found_again_in_a_text_that_changed() {
        let before = story(BEFORE);
        let at = |words: &str| before.text().find(words).unwrap() as u64;
        let mut kept = Kept {
            length: before.text().len() as u64,
            marks: [('a', at("“No")), ('b', at("told"))].into(),
            seen: before.text().len() as u64,
            ..kept(at("Nobody"), &[], &[])
        };
        kept.words = kept.words_in(&before);
        assert_eq!(kept.clone().fitted(&before), kept);
        let longer = BEFORE.replace("shut.", "shut until the spring, the board says.");
        let longer = longer.replace("Nobody told the ferry about the works.", "Nobody came.");
        let after = story(&longer);
        let fitted = kept.fitted(&after);
        assert_eq!(fitted.marks[&'a'], after.text().find("“No").unwrap() as u64);
        assert_eq!(
            (fitted.adrift.as_slice(), fitted.percent()),
            (&['b'][..], 100)
        );
        assert!(fitted.place > 0 && fitted.place < fitted.marks[&'a']);
        assert_eq!(fitted.words, fitted.words_in(&after));
    }

    #[test]
    fn what_is_kept_is_told_from_what_is_kept_of_another_story() {
        let before = story(BEFORE);
        let mut kept = Kept {
            length: before.text().len() as u64,
            ..kept(before.text().find("Nobody").unwrap() as u64, &[], &[])
        };
        kept.words = kept.words_in(&before);
        assert!(kept.is_about(&story(&BEFORE.replace("shut", "closed"))));
        assert!(!kept.is_about(&story("Another story altogether.\n\nNobody came.\n")));
    }
}
