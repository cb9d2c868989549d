//! A line being typed at the bottom of the screen.

use super::keys::{Code, Key};
use super::reading::Position;
use crate::story::clean;
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
    /// Where the reader was when the line was opened.
    pub origin: Position,
    /// Which line of the history is shown, counted back from the latest.
    pub recalled: Option<usize>,
    /// What was typed before it was completed, and how often it has been.
    pub completing: Option<(String, usize)>,
}

/// A change to a line being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// These characters are appended.
    Type(String),
    /// The last character goes.
    Rub,
    /// The last word goes.
    RubWord,
    /// Everything goes.
    RubAll,
    /// An older line of the history is taken.
    Older,
    /// A newer one.
    Newer,
    /// The line is completed.
    Complete,
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
            text,
            origin,
            recalled: None,
            completing: None,
        }
    }

    /// Applies a change of the text; the others are the app's business.
    pub fn edit(&mut self, edit: &Edit) {
        self.completing = None;
        match edit {
            Edit::Type(text) => {
                clean::clean_into(&mut self.text, text);
            }
            Edit::Rub => {
                let last = self.text.grapheme_indices(true).next_back();
                self.text.truncate(last.map_or(0, |(at, _)| at));
            }
            Edit::RubWord => {
                let last = self.text.trim_end().split_word_bound_indices().next_back();
                self.text.truncate(last.map_or(0, |(at, _)| at));
            }
            Edit::RubAll => self.text.clear(),
            Edit::Older | Edit::Newer | Edit::Complete | Edit::Accept | Edit::GiveUp => {}
        }
    }
}

/// What a key does to a line being typed.
pub fn edit_of(key: Key) -> Option<Edit> {
    let edit = match key {
        Key {
            code: Code::Char(it),
            ctrl: true,
            ..
        } => match it {
            'u' => Edit::RubAll,
            'w' => Edit::RubWord,
            'h' => Edit::Rub,
            'p' => Edit::Older,
            'n' => Edit::Newer,
            'm' | 'j' => Edit::Accept,
            'c' | 'g' => Edit::GiveUp,
            _ => return None,
        },
        Key { alt: true, .. } => return None,
        Key { code, .. } => match code {
            Code::Char(it) => Edit::Type(it.to_string()),
            Code::Backspace | Code::Delete => Edit::Rub,
            Code::Enter => Edit::Accept,
            Code::Esc => Edit::GiveUp,
            Code::Tab => Edit::Complete,
            Code::Up => Edit::Older,
            Code::Down => Edit::Newer,
            _ => return None,
        },
    };
    Some(edit)
}
