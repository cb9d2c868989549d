//! Choosing words of the body, to take them along: the motions extend, `y` copies.
//!
//! Words are chosen in the story's text, from where the choosing was begun to where the reader is;
//! the rows on screen only show them.

use super::bindings::Action;
use super::keymap::Command;
use super::moving::Way;
use super::reading::Reading;
use super::screen::Pane;
use super::{App, Effect, copy};
use crate::layout::Place;
use crate::layout::width::{columns, fitting};
use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What is being chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun, as a byte of the text.
    pub anchor: usize,
    /// Whole words, or whole rows of the screen.
    pub unit: Unit,
}

/// What is chosen as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Words, and punctuation between them.
    Words,
    /// Rows, as they are broken now.
    Rows,
}

impl App {
    /// Begins choosing words or rows; ends it, if that was being done.
    pub(super) fn select(&mut self, unit: Unit) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        self.focus = Pane::Body;
        reading.selection = match reading.selection {
            Some(selection) if selection.unit == unit => None,
            Some(selection) => Some(Selection { unit, ..selection }),
            None => Some(Selection {
                anchor: reading.shown.cursor.at,
                unit,
            }),
        };
        reading.settle();
    }

    /// What a command does while words are chosen; nothing, if it does what it always does.
    pub(super) fn act_on_selection(&mut self, command: Command) -> Option<Vec<Effect>> {
        let focus = self.focus;
        let reading = self.shelf.reading_mut()?;
        if reading.selection.is_none() || focus != Pane::Body {
            return None;
        }
        let count = command.count.unwrap_or(1);
        match command.action {
            Action::Clear | Action::Close => reading.stop_selecting(),
            Action::Copy => return Some(self.copy_selection(copy::plain)),
            Action::CopyWithSource => return Some(self.copy_selection(copy::with_source)),
            Action::NextPane => reading.go_by_word(Way::On, count),
            Action::PreviousPane => reading.go_by_word(Way::Back, count),
            Action::LineDown => reading.go_by_row(Way::On, count),
            Action::LineUp => reading.go_by_row(Way::Back, count),
            Action::End if command.count.is_none() => reading.go_to_last_word(),
            _ => return None,
        }
        Some(Vec::new())
    }

    fn copy_selection(&mut self, what: fn(&Reading) -> Option<copy::Copied>) -> Vec<Effect> {
        let effects = self.copy(what);
        if let Some(reading) = self.shelf.reading_mut() {
            reading.stop_selecting();
        }
        effects
    }
}

impl Reading {
    /// The words chosen.
    pub fn selected(&self) -> Option<Span> {
        self.selected
    }

    pub(super) fn stop_selecting(&mut self) {
        self.selection = None;
        self.settle();
    }

    /// Works out what is chosen now.
    pub(super) fn selected_now(&mut self) -> Option<Span> {
        let Selection { anchor, unit } = self.selection?;
        let ends = [anchor, self.shown.cursor.at];
        let [first, second] = match unit {
            Unit::Words => ends.map(|it| word_at(self.story.text(), it)),
            Unit::Rows => ends.map(|it| self.row_at(it)),
        };
        Some(first.join(second))
    }

    fn row_at(&mut self, at: usize) -> Span {
        let lines = self.layout.lines(&self.story, Place::of(at), 1);
        let row = lines.first().and_then(|it| it.row);
        row.unwrap_or_else(|| Span::new(at, at))
    }

    fn go_by_word(&mut self, way: Way, count: usize) {
        let mut at = self.shown.cursor.at;
        for _ in 0..count {
            let word = word_at(self.story.text(), at);
            let next = match way {
                Way::On => word_after(self.story.text(), word.end()),
                Way::Back => word_before(self.story.text(), word.start()),
            };
            let Some(next) = next else { break };
            at = next.start();
        }
        self.look_at(Place::of(at));
    }

    /// To the word in the same column of another row.
    fn go_by_row(&mut self, way: Way, count: usize) {
        let at = self.shown.cursor.at;
        let row = self.row_at(at);
        let column = columns(
            self.story
                .slice(Span::new(row.start(), at.max(row.start()))),
        );
        let mut place = Place::of(row.start());
        for _ in 0..count {
            let mut next = self.layout.moved(&self.story, place, way.steps(1));
            if next.gap {
                next = self.layout.moved(&self.story, next, way.steps(1));
            }
            if next.gap || next == place {
                break;
            }
            place = next;
        }
        let goal = self.row_at(place.at);
        let before = fitting(self.story.slice(goal), column).len();
        let word = word_at(self.story.text(), goal.start() + before);
        self.look_at(Place::of(word.start().clamp(goal.start(), goal.end())));
    }

    fn go_to_last_word(&mut self) {
        let last = word_before(self.story.text(), self.story.text().len());
        self.jump(Place::of(last.map_or(0, Span::start)));
    }
}

/// How far a word is looked for on either side, in bytes: some scripts put no spaces between words.
const NEAR: usize = 256;

/// The word or run of punctuation that holds byte `at`; in white space, the one before it.
fn word_at(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at);
    let is_word = |it: &&str| !it.starts_with(char::is_whitespace);
    let Some(rest) = text.get(at..).filter(|it| !it.is_empty()).filter(is_word) else {
        return word_before(text, at).unwrap_or_else(|| Span::new(at, at));
    };
    let near = rest.floor_char_boundary(NEAR);
    let end = rest.find(char::is_whitespace).unwrap_or(near).min(near);
    let before = text.get(text.ceil_char_boundary(at.saturating_sub(NEAR))..at);
    let before = before.unwrap_or_default();
    let joined = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let start = at - joined.len();
    let chunk = text.get(start..at + end).unwrap_or_default();
    let held = words_in(chunk)
        .into_iter()
        .find(|it| it.contains(at - start));
    let held = held.unwrap_or_else(|| Span::new(0, chunk.len()));
    Span::new(start + held.start(), start + held.end())
}

/// The first word at or after byte `at`.
fn word_after(text: &str, at: usize) -> Option<Span> {
    let rest = text.get(at..)?;
    let start = rest.find(|it: char| !it.is_whitespace())?;
    Some(word_at(text, at + start))
}

/// The last word that ends at or before byte `at`.
fn word_before(text: &str, at: usize) -> Option<Span> {
    let before = text.get(..at)?.trim_end();
    let (last, _) = before.char_indices().next_back()?;
    Some(word_at(text, last))
}

/// The words of a text without spaces, and the runs of punctuation between them.
fn words_in(text: &str) -> Vec<Span> {
    let mut res: Vec<(Span, bool)> = Vec::new();
    for (start, piece) in text.split_word_bound_indices() {
        let span = Span::new(start, start + piece.len());
        let is_word = piece.contains(char::is_alphanumeric);
        match res.last_mut() {
            Some((last, false)) if !is_word => *last = last.join(span),
            _ => res.push((span, is_word)),
        }
    }
    res.into_iter().map(|(span, _)| span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text one after the other, gone through both ways.
    #[track_caller]
    fn check(text: &str, words: &[&str]) {
        let slice = |it: Span| text.get(it.start()..it.end()).unwrap();
        let next = |it: &Span| word_after(text, it.end());
        let there = std::iter::successors(word_after(text, 0), next);
        assert_eq!(there.map(slice).collect::<Vec<_>>(), words);
        let previous = |it: &Span| word_before(text, it.start());
        let back = std::iter::successors(word_before(text, text.len()), previous);
        let mut back: Vec<&str> = back.map(slice).collect();
        back.reverse();
        assert_eq!(back, words);
    }

    #[test]
    fn words_and_punctuation_are_stops() {
        check(
            "said: “We\nwere.” ",
            &["said", ":", "“", "We", "were", ".”"],
        );
        check("the ferry’s 3.5 m", &["the", "ferry’s", "3.5", "m"]);
        check("港の", &["港", "の"]);
        check("", &[]);
        check(" \n ", &[]);
    }

    #[test]
    fn long_words_end_some_time() {
        let text = "日".repeat(1000);
        let count = std::iter::successors(word_after(&text, 0), |it| word_after(&text, it.end()));
        assert_eq!(count.count(), 1000);
    }
}
