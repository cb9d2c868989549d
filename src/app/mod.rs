//! All the reader can see or change, and what each key changes of it.
//!
//! Inputs become messages in the reader's words ([`message`]); [`update`] changes the [`App`] and
//! says what is left for the shell to do, as values ([`Effect`]). Nothing in here has heard of a
//! terminal, a file or a clock: the same app and the same message always come to the same.

mod aloud;
pub mod bindings;
pub mod commands;
pub mod copy;
pub mod digest;
pub mod heard;
pub mod help;
pub mod keymap;
pub mod keys;
pub mod list;
pub mod mouse;
mod moving;
mod orders;
mod panes;
pub mod pictures;
pub mod prompt;
pub mod reading;
pub mod recent;
pub mod screen;
pub mod search;
pub mod selecting;
mod sentences;
pub mod shelf;
mod speakers;
mod stories;
pub mod trail;
mod typing;
mod update;

use crate::fetch::Progress;
use crate::layout::Typography;
use crate::picture::Picture;
use crate::quotes::corrections::Correction;
use crate::span::{ImageId, Span};
use crate::state::Kept;
use crate::story::Story;
use aloud::Aloud;
use heard::Heard;
use help::HelpPage;
use keymap::{Command, Keymap, Pending, Typed};
use keys::Key;
use mouse::Mouse;
use pictures::{PictureSource, Showing};
use prompt::{Asking, Edit, Prompt};
use reading::{Page, Reading};
use recent::{Recent, Remembered};
use screen::{Around, Pane, Screen, Size, Wishes};
use shelf::{Entry, Shelf, Slot};
use std::sync::Arc;

pub use update::update;

/// The whole state of the reader.
#[derive(Debug)]
pub struct App {
    shelf: Shelf,
    settings: Settings,
    size: Size,
    screen: Screen,
    focus: Pane,
    zen: bool,
    /// Whether the rule between body and panes is being dragged.
    dragging: bool,
    help: Option<HelpPage>,
    prompt: Option<Prompt>,
    history: Vec<(Asking, String)>,
    themes: Vec<String>,
    configured: Settings,
    pending: Pending,
    notice: Option<String>,
    keymap: Keymap,
    /// The stories read before, once they have been asked for.
    recent: Recent,
    /// Whether there is a program that reads aloud.
    can_speak: bool,
    aloud: Option<Aloud>,
    picture: Option<Showing>,
    /// How many pieces have been spoken.
    spoken_pieces: usize,
}

/// What the reader may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The widest a row may be, in columns.
    pub measure: u16,
    /// How quotations stand out in the body.
    pub emphasis: Emphasis,
    /// The theme's name.
    pub theme: String,
    /// Whether panes stand beside the body where there is room.
    pub panes: bool,
    /// How many columns they take; as many as suit, if none is set.
    pub side: Option<u16>,
    /// Whether the mouse is listened to, which keeps the terminal from selecting with it.
    pub mouse: bool,
    /// Whether rows have straight right edges.
    pub justify: bool,
    /// Whether paragraphs are told apart by an indented first row instead of a blank line.
    pub indented: bool,
    /// Whether words are broken with hyphens.
    pub hyphenate: bool,
    /// Rows from one line to the next.
    pub line_spacing: u16,
}

/// What a reader starts with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// What is set.
    pub settings: Settings,
    /// The keys.
    pub keymap: Keymap,
    /// The themes there are, in the order a key goes through them.
    pub themes: Vec<String>,
    /// Whether there is a program that reads aloud.
    pub can_speak: bool,
}

impl Default for Setup {
    fn default() -> Setup {
        let settings = Settings::default();
        Setup {
            themes: vec![settings.theme.clone()],
            settings,
            keymap: Keymap::usual(),
            can_speak: false,
        }
    }
}

/// The measure of a fresh reader: what typographers call comfortable.
pub const USUAL_MEASURE: u16 = 68;

/// The theme of a fresh reader: the terminal's own colours.
pub const USUAL_THEME: &str = "terminal";

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            measure: USUAL_MEASURE,
            emphasis: Emphasis::Tint,
            theme: USUAL_THEME.to_owned(),
            panes: true,
            side: None,
            mouse: false,
            justify: false,
            indented: false,
            hyphenate: false,
            line_spacing: 1,
        }
    }
}

/// How quotations stand out in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// Not at all, but for the sign in the gutter.
    Off,
    /// In their speaker's colour.
    Tint,
    /// In their speaker's colour, all else dimmed.
    Dim,
}

impl Emphasis {
    /// Every way, in the order a key goes through them.
    pub const ALL: [Emphasis; 3] = [Emphasis::Off, Emphasis::Tint, Emphasis::Dim];

    /// The name it has in configuration and on disk.
    pub fn name(self) -> &'static str {
        match self {
            Emphasis::Off => "off",
            Emphasis::Tint => "tint",
            Emphasis::Dim => "dim",
        }
    }

    /// The way called `name`.
    pub fn named(name: &str) -> Option<Emphasis> {
        Emphasis::ALL.into_iter().find(|it| it.name() == name)
    }

    fn next(self) -> Emphasis {
        match self {
            Emphasis::Off => Emphasis::Tint,
            Emphasis::Tint => Emphasis::Dim,
            Emphasis::Dim => Emphasis::Off,
        }
    }
}

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
    /// The screen has a new size.
    Resize(Size),
    /// What was kept of a story has been looked up.
    Recalled(Arc<Story>, Box<Kept>),
    /// What is kept of a story has been written down.
    Kept(Arc<Story>, Box<Kept>),
    /// The voices of a story have been found.
    Heard(Arc<Story>, Box<Heard>),
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

/// What only the shell can do. [`update`] asks; `term` performs.
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

impl App {
    /// A reader with these stories, the first one on screen, and what is to be done for it.
    pub fn new(entries: Vec<Entry>, setup: Setup, size: Size) -> (App, Vec<Effect>) {
        let Setup {
            settings,
            keymap,
            themes,
            can_speak,
        } = setup;
        let mut app = App {
            shelf: Shelf::new(entries),
            screen: Screen::new(size, Wishes::default()),
            configured: settings.clone(),
            settings,
            themes,
            size,
            focus: Pane::Body,
            zen: false,
            dragging: false,
            help: None,
            prompt: None,
            history: Vec::new(),
            pending: Pending::default(),
            notice: None,
            keymap,
            recent: Recent::default(),
            can_speak,
            aloud: None,
            picture: None,
            spoken_pieces: 0,
        };
        let effects = app.open_current();
        (app, effects)
    }

    /// The stories.
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The story on screen, if it has been read.
    pub fn reading(&self) -> Option<&Reading> {
        self.shelf.reading()
    }

    /// Where everything stands.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The screen's size.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The pane that keys move in.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The pane that stands over the body, because there is no room beside it.
    pub fn overlay(&self) -> Option<Pane> {
        match self.focus {
            Pane::Body => None,
            Pane::Speakers | Pane::Captions if self.screen.side.is_some() => None,
            pane => Some(pane),
        }
    }

    /// The help, if it is open.
    pub fn help(&self) -> Option<&HelpPage> {
        self.help.as_ref()
    }

    /// The line being typed.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// What has been typed of a command.
    pub fn pending(&self) -> &Pending {
        &self.pending
    }

    /// What the reader should know just now.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// What the reader has set.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The keys.
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// What is to be kept of each story looked at: what was kept before, and what is now.
    pub fn keepsakes(&self) -> impl Iterator<Item = (&Arc<Story>, &Kept, Kept)> {
        let readings = self.shelf.readings();
        readings.map(|it| {
            (
                &it.story,
                &it.base,
                it.kept(&self.settings, &self.configured),
            )
        })
    }

    /// Works out where everything stands, and what the body shows of its story.
    fn arrange(&mut self) {
        let images = self
            .shelf
            .reading()
            .map_or(0, |it| it.story().images().len());
        let around = match (self.zen, self.settings.panes) {
            (true, _) => Around::Nothing,
            (false, true) => Around::Panes,
            (false, false) => Around::Title,
        };
        let wishes = Wishes {
            measure: self.settings.measure,
            side: self.settings.side,
            images,
            around,
        };
        self.screen = Screen::new(self.size, wishes);
        let (typography, page) = self.fitting();
        if let Some(reading) = self.shelf.reading_mut() {
            reading.fit(typography, page);
        }
    }

    fn fitting(&self) -> (Typography, Page) {
        let typography = Typography {
            measure: usize::from(self.screen.measure),
            indented: self.settings.indented,
            hyphenated: self.settings.hyphenate,
        };
        (typography, self.body_page())
    }

    /// The room for the story's lines. On a low screen they stand closer than is set.
    fn body_page(&self) -> Page {
        const FEWEST_LINES: u16 = 6;
        let rows = self.screen.body.height;
        let step = self.settings.line_spacing.min(rows / FEWEST_LINES).max(1);
        Page { rows, step }
    }

    /// Makes the current story readable, as far as that can be done at once.
    fn open_current(&mut self) -> Vec<Effect> {
        let (typography, page) = self.fitting();
        let mut effects = Vec::new();
        match self.shelf.current_mut() {
            Some(Slot::Unread { source, .. }) => effects.push(Effect::Read(*source)),
            Some(slot @ Slot::Closed(_)) => {
                let Slot::Closed(story) = slot else {
                    return effects;
                };
                effects.push(Effect::Recall(Arc::clone(story)));
                let reading = Reading::new(Arc::clone(story), typography, page);
                *slot = Slot::Open(Box::new(reading));
            }
            Some(Slot::Open(_) | Slot::Failed { .. }) | None => {}
        }
        self.arrange();
        effects
    }
}

/// What an input means to the reader. Nothing, for a key without a meaning here.
pub fn message(app: &App, input: Input) -> Option<Msg> {
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
