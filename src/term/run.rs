//! The loop.

use crate::app::{App, Effect, Input, message, update};
use std::io;

/// The world outside: a terminal, or a test with a list of keys.
pub trait Shell {
    /// Shows the app.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn draw(&mut self, app: &App) -> io::Result<()>;

    /// Waits for the next input; `None` when there will never be another.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn wait(&mut self) -> io::Result<Option<Input>>;

    /// The next input, if it is already here.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn ready(&mut self) -> io::Result<Option<Input>>;

    /// Does what the app asked for. What comes of it later arrives as an input.
    ///
    /// # Errors
    /// If the terminal is gone.
    fn perform(&mut self, app: &App, effect: Effect) -> io::Result<()>;
}

/// Shows the app and feeds it inputs until the reader leaves or the inputs end.
///
/// All inputs that are waiting are taken before the next frame is drawn: a held-down key costs one
/// frame, not thirty. While nothing comes, nothing runs.
///
/// # Errors
/// Whatever `shell` fails with.
pub fn run(app: &mut App, effects: Vec<Effect>, shell: &mut impl Shell) -> io::Result<()> {
    if !perform(app, effects, shell)? {
        return Ok(());
    }
    let mut next = shell.ready()?;
    loop {
        while let Some(input) = next {
            let effects = message(app, input).map_or_else(Vec::new, |it| update(app, it));
            if !perform(app, effects, shell)? {
                return Ok(());
            }
            next = shell.ready()?;
        }
        shell.draw(app)?;
        next = shell.wait()?;
        if next.is_none() {
            return Ok(());
        }
    }
}

/// Does what was asked for, in order; `false` if that was to leave.
fn perform(app: &App, effects: Vec<Effect>, shell: &mut impl Shell) -> io::Result<bool> {
    for effect in effects {
        if matches!(effect, Effect::Quit) {
            return Ok(false);
        }
        shell.perform(app, effect)?;
    }
    Ok(true)
}
