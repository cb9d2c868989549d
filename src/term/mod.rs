//! The shell around the app: the terminal, its signals, the work in the background.
//!
//! The terminal is given back on every way out: leaving, an error, a panic, a signal. A terminal
//! that has gone ends the reading at once: the loop sleeps in `poll`, which tells.

pub mod guard;
pub mod input;
pub mod painter;
pub mod run;
mod tty;
pub mod work;

use crate::app::shelf::Entry;
use crate::app::{App, Settings};
use crate::view::theme::Theme;
use signal_hook::low_level::emulate_default_handler;
use std::io;
use tty::Tty;
use work::{Open, Work};

/// How to read.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// What the reader has set.
    pub settings: Settings,
    /// Whether colours may be used.
    pub colour: bool,
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

/// Reads stories in the terminal until the reader leaves.
///
/// `open` reads those that are [`Entry::Unread`], by their number, when the reader comes to them.
/// If a signal ends the reading, the program dies of it here, the terminal restored.
///
/// # Errors
/// If there is no terminal, or it goes away.
pub fn read(stories: Vec<Entry>, open: Open, options: &Options) -> Result<(), TermError> {
    let theme = if options.colour {
        Theme::terminal()
    } else {
        Theme::without_colour()
    };
    let work = Work::new(open).map_err(TermError::NoTerminal)?;
    let mut tty = Tty::open(theme, work).map_err(TermError::NoTerminal)?;
    let (mut app, effects) = App::new(stories, options.settings, tty.size());
    let read = run::run(&mut app, effects, &mut tty);
    let ended_by = tty.ended_by();
    drop(tty);
    if let Some(signal) = ended_by {
        emulate_default_handler(signal).map_err(TermError::Gone)?;
    }
    read.map_err(TermError::Gone)
}
