//! A line being typed at the bottom of the screen.

use super::keys::{Code, Key};
use super::reading::Position;
use crate::story::clean;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a line is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// What to search for.
    Search,
    /// Which speakers and quotations to list.
    Filter,
    /// What to do.
    Command,
    /// Who said the quotation the reader is at.
    Speaker,
    /// Where to save the quotations.
    Export,
    /// Which command to give the text to.
    Pipe,
    /// Whether to fetch a picture.
    Picture,
    /// Whom to compare a speaker with.
    Compared,
    /// What to search the help for.
    Help,
}

impl Asking {
    /// What stands before the line where a whole question has no room.
    pub fn sign(self) -> &'static str {
        match self {
            Asking::Search | Asking::Help => "/",
            Asking::Filter => "& ",
            Asking::Command => ":",
            Asking::Speaker => "by: ",
            Asking::Export => "to: ",
            Asking::Pipe => "| ",
            Asking::Picture => "? ",
            Asking::Compared => "with: ",
        }
    }
}

/// A line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub asking: Asking,
    /// The question in full; shown where there is room for it.
    pub question: String,
    /// What has been typed. Cleaned: it is shown and compared with clean text.
    pub text: String,
    /// The byte of it before which the next character goes: an end, or between two graphemes.
    pub caret: usize,
    /// Where the reader was when the line was opened.
    pub origin: Position,
    /// Which line of the history is shown, counted back from the latest.
    pub recalled: Option<usize>,
    /// What was typed before it was completed, and the number of the line it was completed with.
    pub completing: Option<(String, usize)>,
}

/// A change to a line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// These characters are put in at the caret.
    Type(String),
    /// The character before the caret goes.
    Rub,
    /// The one after it goes.
    RubNext,
    /// The word before it goes.
    RubWord,
    /// Everything before it goes.
    RubBefore,
    /// Everything after it goes.
    RubAfter,
    /// The caret goes a character to the left.
    Left,
    /// A character to the right.
    Right,
    /// A word to the left.
    WordLeft,
    /// A word to the right.
    WordRight,
    /// Before the first character.
    Start,
    /// Behind the last one.
    End,
    /// An older line of the history is taken.
    Older,
    /// A newer one.
    Newer,
    /// The line is completed; again: with the next line it could become.
    Complete,
    /// With the one before that.
    CompleteBack,
    /// The line is done.
    Accept,
    /// The line is given up.
    GiveUp,
}

impl Prompt {
    /// A line opened at `origin`, with `text` in it.
    pub fn new(asking: Asking, text: String, origin: Position) -> Prompt {
        Prompt {
            asking,
            question: asking.sign().to_owned(),
            caret: text.len(),
            text,
            origin,
            recalled: None,
            completing: None,
        }
    }

    /// Has another text in the line, and the caret behind it.
    pub fn put(&mut self, text: String) {
        self.text = text;
        self.caret = self.text.len();
    }

    /// What stands before the caret, and what after it.
    pub fn around_caret(&self) -> (&str, &str) {
        self.text.split_at(self.caret)
    }

    /// Applies a change of the text or of the caret's place; the others are the app's business.
    pub fn edit(&mut self, edit: &Edit) {
        self.completing = None;
        match edit {
            Edit::Type(text) => self.put_in(text),
            Edit::Rub => self.rub(self.character_left()..self.caret),
            Edit::RubNext => self.rub(self.caret..self.character_right()),
            Edit::RubWord => self.rub(self.word_left()..self.caret),
            Edit::RubBefore => self.rub(0..self.caret),
            Edit::RubAfter => self.rub(self.caret..self.text.len()),
            Edit::Left => self.caret = self.character_left(),
            Edit::Right => self.caret = self.character_right(),
            Edit::WordLeft => self.caret = self.word_left(),
            Edit::WordRight => self.caret = self.word_right(),
            Edit::Start => self.caret = 0,
            Edit::End => self.caret = self.text.len(),
            Edit::Older
            | Edit::Newer
            | Edit::Complete
            | Edit::CompleteBack
            | Edit::Accept
            | Edit::GiveUp => {}
        }
    }

    fn put_in(&mut self, text: &str) {
        let after = self.text.split_off(self.caret);
        clean::clean_into(&mut self.text, text);
        let start = self.text.len();
        self.text.push_str(&after);
        self.stand_at(start);
    }

    /// Puts the caret at byte `at`, or behind the grapheme that this is within: what now stand side
    /// by side may have become one.
    fn stand_at(&mut self, at: usize) {
        let mut ends = self
            .text
            .grapheme_indices(true)
            .map(|(at, it)| at + it.len());
        self.caret = if at == 0 {
            0
        } else {
            ends.find(|it| *it >= at).unwrap_or(at)
        };
    }

    fn rub(&mut self, span: Range<usize>) {
        let start = span.start;
        self.text.drain(span);
        self.stand_at(start);
    }

    fn character_left(&self) -> usize {
        let (before, _) = self.around_caret();
        let last = before.grapheme_indices(true).next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn character_right(&self) -> usize {
        let (_, after) = self.around_caret();
        self.caret + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        let (before, _) = self.around_caret();
        let last = before.trim_end().split_word_bound_indices().next_back();
        last.map_or(0, |(at, _)| at)
    }

    fn word_right(&self) -> usize {
        let (_, after) = self.around_caret();
        let spaces = after.len() - after.trim_start().len();
        let word = after.trim_start().split_word_bounds().next();
        self.caret + spaces + word.map_or(0, str::len)
    }
}

/// What a key does to a line being typed: as in a shell.
pub fn edit_of(key: Key) -> Option<Edit> {
    let Key {
        code, ctrl, alt, ..
    } = key;
    Some(match code {
        Code::Char(it) if ctrl => return edit_with_ctrl(it),
        Code::Char('b') if alt => Edit::WordLeft,
        Code::Char('f') if alt => Edit::WordRight,
        Code::Char(_) if alt => return None,
        Code::Char(it) => Edit::Type(it.to_string()),
        Code::Backspace if alt || ctrl => Edit::RubWord,
        Code::Backspace => Edit::Rub,
        Code::Delete => Edit::RubNext,
        Code::Left if alt || ctrl => Edit::WordLeft,
        Code::Left => Edit::Left,
        Code::Right if alt || ctrl => Edit::WordRight,
        Code::Right => Edit::Right,
        Code::Home => Edit::Start,
        Code::End => Edit::End,
        Code::Enter => Edit::Accept,
        Code::Esc => Edit::GiveUp,
        Code::Tab => Edit::Complete,
        Code::BackTab => Edit::CompleteBack,
        Code::Up => Edit::Older,
        Code::Down => Edit::Newer,
        _ => return None,
    })
}

fn edit_with_ctrl(letter: char) -> Option<Edit> {
    Some(match letter {
        'u' => Edit::RubBefore,
        'k' => Edit::RubAfter,
        'w' => Edit::RubWord,
        'h' => Edit::Rub,
        'd' => Edit::RubNext,
        'a' => Edit::Start,
        'e' => Edit::End,
        'b' => Edit::Left,
        'f' => Edit::Right,
        'p' => Edit::Older,
        'n' => Edit::Newer,
        'm' | 'j' => Edit::Accept,
        'c' | 'g' => Edit::GiveUp,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Place;

    /// The line after some keys, `|` where the caret is.
    fn typed(keys: &[&str]) -> String {
        let here = Position {
            top: Place::of(0),
            cursor: Place::of(0),
        };
        let mut prompt = Prompt::new(Asking::Command, String::new(), here);
        for key in keys {
            match key.parse::<Key>() {
                Ok(key) => prompt.edit(&edit_of(key).expect("a key that edits")),
                Err(_) => prompt.edit(&Edit::Type((*key).to_owned())),
            }
        }
        let (before, after) = prompt.around_caret();
        format!("{before}|{after}")
    }

    #[test]
    fn a_line_is_edited_where_the_caret_is() {
        assert_eq!(typed(&["quay", "Left", "Left", "-"]), "qu-|ay");
        assert_eq!(typed(&["quay", "Home", "Delete", "Right"]), "u|ay");
        assert_eq!(typed(&["the old quay", "^W", "^W"]), "the |");
        assert_eq!(typed(&["the old quay", "A-b", "A-b", "^U"]), "|old quay");
        assert_eq!(typed(&["the old quay", "^A", "A-f", "^K"]), "the|");
        assert_eq!(typed(&["ab", "^B", "^H", "^E", "^F", "c"]), "bc|");
        assert_eq!(
            typed(&["ab", "Right", "^D", "Home", "Left", "Backspace"]),
            "|ab"
        );
    }

    #[test]
    fn the_caret_stands_between_graphemes() {
        assert_eq!(typed(&["e\u{301}a", "Left", "Left", "x"]), "x|e\u{301}a");
        assert_eq!(typed(&["日本", "Left", "^H"]), "|本");
        // A mark put in behind a letter is one grapheme with it, and a letter taken away may make one.
        assert_eq!(typed(&["ea", "Left", "\u{301}"]), "e\u{301}|a");
        assert_eq!(typed(&["ab\u{301}", "Left", "Right", "^H"]), "a|");
    }
}
