//! What comes in, what it means, and what only the shell can do about it.

use super::App;
use super::heard::Heard;
use super::keymap::{Command, Pending, Typed};
use super::keys::Key;
use super::mouse::Mouse;
use super::pictures::PictureSource;
use super::prompt::{self, Edit};
use super::recent::Remembered;
use super::screen::Size;
use crate::fetch::Progress;
use crate::picture::Picture;
use crate::quotes::corrections::Correction;
use crate::span::{ImageId, Span};
use crate::state::Kept;
use crate::story::Story;
use std::sync::Arc;

/// What comes in from outside.
#[derive(Clone, Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used.
    Mouse(Mouse),
    /// The screen has a new size.
    Resize(Size),
    /// Background work is done.
    Done(Msg),
}

/// Something the reader asked for, or that was done for them.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A whole command was typed.
    Do(Command),
    /// The beginning of one was typed.
    Wait(Pending),
    /// The line being typed changes.
    Edit(Edit),
    /// The mouse was used.
    Mouse(Mouse),
    /// Something was typed that is meant for the whole of a story, which is not here yet.
    Hold(Box<Input>),
    /// The screen has a new size.
    Resize(Size),
    /// What was kept of a story has been looked up.
    Recalled(Arc<Story>, Box<Kept>),
    /// What a story is a summary of was fetched another time, and is wanted again.
    FetchAgain(Arc<Story>),
    /// What is kept of a story has been written down.
    Kept(Arc<Story>, Box<Kept>),
    /// The voices of a story have been found.
    Heard(Arc<Story>, Box<Heard>),
    /// So many bytes of a story's text were listened to.
    Reached(Arc<Story>, usize),
    /// A story has been read, or could not be.
    Read {
        /// Which entry it was.
        source: usize,
        /// The stories in it, or the reason why there are none.
        stories: Result<Vec<Arc<Story>>, String>,
    },
    /// A picture has been read, or could not be.
    Picture(ImageId, Result<Arc<Picture>, String>),
    /// Reading the entry with this number has come so far.
    Reading(usize, Progress),
    /// Fetching the whole of this story has come so far.
    Fetching(Arc<Story>, Progress),
    /// What a story is a summary of has been fetched, or could not be.
    Fetched(Arc<Story>, Result<Vec<Arc<Story>>, String>),
    /// The piece with this number has been spoken, or could not be.
    Spoken(usize, Result<(), String>),
    /// These stories were read before, the latest first.
    Remembered(Vec<Remembered>),
    /// Something the reader should know.
    Tell(String),
}

/// What only the shell can do. [`update`](super::update()) asks; `term` performs.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Put this text on the clipboard.
    Copy(String),
    /// Read the entry with this number.
    Read(usize),
    /// Read a story that was read before, as the entry with a new number.
    ReadAlso {
        /// The number.
        entry: usize,
        /// The file's path or the address.
        source: String,
    },
    /// Look up which stories were read before.
    Remember,
    /// Fetch what stands at the story's address.
    Fetch(Arc<Story>),
    /// Give up everything that is being fetched.
    Cancel,
    /// Look up what was kept of a story.
    Recall(Arc<Story>),
    /// Find the voices of a story with these corrections, and say so when done.
    Listen(Arc<Story>, Vec<Correction>),
    /// The same, with the statements that it reports without marks.
    ListenClosely(Arc<Story>, Vec<Correction>),
    /// Write down what is to be kept of every story, now.
    Keep,
    /// Save the quotations, or the captions if those are looked at, in a new file.
    Export(String),
    /// Give some of the story's text to a shell command.
    Pipe {
        /// The command.
        command: String,
        /// The text.
        span: Span,
    },
    /// Open an address, which is http or https, in the browser.
    Open(String),
    /// Edit the story's file at the words that start here.
    Edit(Span),
    /// Read a picture of the current story.
    ReadPicture {
        /// Which image it is.
        image: ImageId,
        /// Where it is.
        from: PictureSource,
    },
    /// Speak a text, and say so when that is done.
    Speak {
        /// The words.
        text: String,
        /// What to call the piece when it is done.
        number: usize,
    },
    /// Say nothing more.
    Hush,
    /// Draw everything again.
    Redraw,
    /// Give the terminal back for a while.
    Suspend,
    /// Leave.
    Quit,
}

/// What an input means to the reader. Nothing, for a key without a meaning here.
pub fn message(app: &App, input: Input) -> Option<Msg> {
    if app.holds(&input) {
        return Some(Msg::Hold(Box::new(input)));
    }
    let key = match input {
        Input::Key(key) => key,
        Input::Paste(text) => return app.prompt.is_some().then_some(Msg::Edit(Edit::Type(text))),
        Input::Mouse(mouse) => return Some(Msg::Mouse(mouse)),
        Input::Resize(size) => return Some(Msg::Resize(size)),
        Input::Done(msg) => return Some(msg),
    };
    if app.prompt.is_some() {
        return prompt::edit_of(key).map(Msg::Edit);
    }
    match app.keymap.typed(&app.pending, key) {
        Typed::Whole(command) => Some(Msg::Do(command)),
        Typed::Part(pending) => Some(Msg::Wait(pending)),
        // An unfinished command is given up by any other key.
        Typed::Nothing => Some(Msg::Wait(Pending::default())),
    }
}
