//! The shell around the app: the terminal, its signals, the work in the background.
//!
//! The terminal is given back on every way out: leaving, an error, a panic, a signal. A terminal
//! that has gone ends the reading at once: the loop sleeps in `poll`, which tells.

mod base64;
mod clipboard;
mod colours;
mod errands;
mod graphics;
mod ground;
pub mod guard;
pub mod input;
pub mod links;
mod margins;
pub mod outside;
pub mod painter;
mod pictures;
mod plain;
pub mod run;
mod sixel;
mod speech;
mod tty;
mod wardrobe;
pub mod work;

use crate::app::shelf::Entry;
use crate::app::{App, Msg, Settings, Setup, update};
use crate::config::colour::BUILT_IN;
use crate::config::{Config, Paragraphs};
use crate::state::store::{Store, StoreError};
use crate::state::{Kept, StoryKey};
use crate::story::Story;
use errands::Errands;
use plain::Lines;
use signal_hook::low_level::emulate_default_handler;
use speech::Speech;
use std::io;
use std::sync::Arc;
use tty::Tty;
use work::{Open, Work};

/// How to read.
#[derive(Clone, Debug)]
pub struct Options {
    /// What the reader has configured.
    pub config: Config,
    /// What is wrong with the configuration, for the reader to know. Empty when nothing is.
    pub complaint: String,
    /// Whether colours may be used.
    pub colour: bool,
    /// Where places and marks are kept; nowhere, if there is no such place.
    pub store: Option<Store>,
    /// Which story of the first entry to begin with; the first one, if it is empty.
    pub sought: String,
}

/// Why reading ended early.
#[derive(Debug, thiserror::Error)]
pub enum TermError {
    /// There is no terminal to read on.
    #[error("no terminal to read on: {0}")]
    NoTerminal(#[source] io::Error),
    /// The terminal has gone.
    #[error("the terminal is gone: {0}")]
    Gone(#[source] io::Error),
}

/// What is to be told once the reader has left, in sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The stories named that could not be read, each with the reason.
    pub unread: Vec<String>,
    /// Why places and marks could not be kept.
    pub unkept: Vec<String>,
}

/// Reads stories in the terminal until the reader leaves.
///
/// `open` reads those that are [`Entry::Unread`], by their number, when the reader comes to them, and
/// what stands at an address, when the reader asks for it.
/// If a signal ends the reading, the program dies of it here, the terminal restored.
///
/// # Errors
/// If there is no terminal, or it goes away.
pub fn read(stories: Vec<Entry>, open: Open, options: Options) -> Result<Ending, TermError> {
    let (setup, store) = (setup(&options), options.store.clone());
    let complaint = options.complaint.clone();
    let errands = errands(open, &options).map_err(TermError::NoTerminal)?;
    let mut tty = Tty::open(options, errands).map_err(TermError::NoTerminal)?;
    let (mut app, effects) = App::new(stories, setup, tty.size());
    if !complaint.is_empty() {
        update(&mut app, Msg::Tell(complaint));
    } else if store.as_ref().is_some_and(|it| !it.exists()) {
        let told = app.where_help_is();
        update(&mut app, Msg::Tell(told));
    }
    let read = run::run(&mut app, effects, &mut tty);
    let ended_by = tty.ended_by();
    if ended_by.is_none() {
        tty.await_answer();
    }
    drop(tty);
    let ending = end(&app, store.as_ref());
    if let Some(signal) = ended_by {
        emulate_default_handler(signal).map_err(TermError::Gone)?;
    }
    read.map(|()| ending).map_err(TermError::Gone)
}

/// Reads stories as lines of text, for a terminal that knows nothing else and for whoever listens to
/// a screen. Where nobody types, everything is printed.
///
/// # Errors
/// If nothing can be printed any more.
pub fn read_plain(stories: Vec<Entry>, open: Open, options: Options) -> Result<Ending, TermError> {
    let (setup, store) = (setup(&options), options.store.clone());
    let complaint = options.complaint.clone();
    let errands = errands(open, &options).map_err(TermError::NoTerminal)?;
    let mut lines = Lines::open(errands).map_err(TermError::NoTerminal)?;
    let setup = plain::without_panes(setup);
    let (mut app, effects) = App::new(stories, setup, lines.size());
    if !complaint.is_empty() {
        update(&mut app, Msg::Tell(complaint));
    }
    run::run(&mut app, effects, &mut lines).map_err(TermError::Gone)?;
    Ok(end(&app, store.as_ref()))
}

/// Keeps what is to be kept, and gathers what is to be told.
fn end(app: &App, store: Option<&Store>) -> Ending {
    let kept = store.map_or_else(Vec::new, |it| keep(app, it));
    let first_trouble = kept.into_iter().find_map(Result::err);
    let failures = app.shelf().failures();
    Ending {
        unread: failures
            .map(|(name, why)| format!("{name}: {why}"))
            .collect(),
        unkept: first_trouble.iter().map(StoreError::to_string).collect(),
    }
}

fn errands(open: Open, options: &Options) -> io::Result<Errands> {
    let speech = Speech::new(options.config.speech.clone());
    Ok(Errands::new(
        Work::new(open)?,
        options.store.clone(),
        speech,
    ))
}

fn setup(options: &Options) -> Setup {
    let config = &options.config;
    let own = config.themes.keys().cloned();
    Setup {
        settings: Settings {
            measure: config.measure,
            emphasis: config.emphasis,
            theme: config.theme.clone(),
            panes: config.panes,
            side: config.side,
            mouse: config.mouse,
            justify: config.justify,
            indented: config.paragraphs == Paragraphs::Indented,
            hyphenate: config.hyphenate,
            line_spacing: config.line_spacing,
        },
        keymap: config.keymap(),
        can_speak: !config.speech.is_empty(),
        sought: options.sought.clone(),
        themes: BUILT_IN.map(str::to_owned).into_iter().chain(own).collect(),
    }
}

/// Keeps where the reader left each story; gives what is kept of it now.
fn keep(app: &App, store: &Store) -> Vec<Result<(Arc<Story>, Kept), StoreError>> {
    let each = app.keepsakes().map(|(story, base, kept)| {
        let saved = store.save(StoryKey::of(story), base, &kept)?;
        Ok((Arc::clone(story), saved))
    });
    each.collect()
}
