//! All the reader can see or change, and what each key changes of it.
//!
//! Inputs become messages in the reader's words ([`message`]); [`update`] changes the [`App`] and
//! says what is left for the shell to do, as values ([`Effect`]). Nothing in here has heard of a
//! terminal, a file or a clock: the same app and the same message always come to the same.

mod aloud;
mod beginning;
pub mod bindings;
pub mod commands;
pub mod copy;
pub mod digest;
pub mod heard;
pub mod help;
pub mod keymap;
pub mod keys;
pub mod list;
pub mod messages;
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
pub mod settings;
pub mod shelf;
mod speakers;
mod stories;
pub mod trail;
mod typing;
mod update;
pub mod why;

use crate::layout::Typography;
use crate::state::Kept;
use crate::story::Story;
use aloud::Aloud;
use help::HelpPage;
use keymap::{Keymap, Pending};
use pictures::Showing;
use prompt::{Asking, Prompt};
use reading::{Page, Reading};
use recent::Recent;
use screen::{Around, Pane, Screen, Size, Wishes};
use shelf::{Entry, Shelf, Slot};
use std::sync::Arc;

pub use messages::{Effect, Input, Msg, message};
pub use settings::{Emphasis, Settings, Setup, USUAL_MEASURE, USUAL_THEME};
pub(crate) use update::corrections_lost;
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
    /// The first row shown of what is known of a quotation.
    why_top: usize,
    /// How many pieces have been spoken.
    spoken_pieces: usize,
    /// What was typed while only the beginning of the story was there.
    held: Vec<Input>,
}

impl App {
    /// A reader with these stories, the first one on screen, and what is to be done for it.
    pub fn new(entries: Vec<Entry>, setup: Setup, size: Size) -> (App, Vec<Effect>) {
        let Setup {
            settings,
            keymap,
            themes,
            can_speak,
            sought,
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
            why_top: 0,
            spoken_pieces: 0,
            held: Vec::new(),
        };
        if !sought.is_empty() {
            app.shelf.begin_with(sought);
        }
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
        readings.map(|it| (&it.story, &it.base, it.kept(&self.configured)))
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
            reading.looks.clone_from(&self.settings);
        }
    }

    /// Gives the screen the looks of the story on it: none of another story stay.
    fn put_on_looks(&mut self) {
        let looks = match self.shelf.current() {
            Some(Slot::Open(reading)) => &reading.looks,
            _ => &self.configured,
        };
        self.settings = self.settings.with_looks_of(looks);
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
        self.put_on_looks();
        let (typography, page) = self.fitting();
        let mut effects = Vec::new();
        match self.shelf.current_mut() {
            Some(Slot::Unread { source, .. } | Slot::Begun { source, .. }) => {
                effects.push(Effect::Read(*source));
            }
            Some(slot @ Slot::Closed(_)) => {
                let Slot::Closed(story) = slot else {
                    return effects;
                };
                effects.push(Effect::Recall(Arc::clone(story)));
                let mut reading = Reading::new(Arc::clone(story), typography, page);
                reading.looks.clone_from(&self.configured);
                *slot = Slot::Open(Box::new(reading));
            }
            Some(Slot::Open(_) | Slot::Failed { .. }) | None => {}
        }
        self.arrange();
        effects
    }
}
