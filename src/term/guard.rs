//! Borrowing the terminal, and giving it back on every way out.

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use std::fs::File;
use std::io::{self, Write};
use std::sync::{Mutex, Once};

/// Alternate screen, blank, all of whose rows and columns move; pasted text is marked as such. Whether
/// there are margins left and right is asked before the screen is cleared: some terminals, Apple's for
/// one, print the question's last letter.
pub const ENTER: &[u8] = b"\x1B[?1049h\x1B[?69l\x1B[?69$p\x1B[r\x1B[2J\x1B[?2004h";

/// All of it taken back, and the cursor and looks as they were.
const LEAVE: &[u8] =
    b"\x1B[?69l\x1B[r\x1B[?2026l\x1B[?1006l\x1B[?1002l\x1B[?2004l\x1B[m\x1B[?25h\x1B[?1049l";

/// The mouse is reported: buttons, the wheel, and movement with a button down.
pub const MOUSE_ON: &[u8] = b"\x1B[?1002h\x1B[?1006h";

/// It is no longer.
pub const MOUSE_OFF: &[u8] = b"\x1B[?1006l\x1B[?1002l";

/// The terminal as it was found, while it is ours. A panic must find it from any thread.
static BORROWED: Mutex<Option<Borrowed>> = Mutex::new(None);

#[derive(Debug)]
struct Borrowed {
    terminal: File,
    modes: Termios,
}

/// The terminal is ours as long as this lives.
#[derive(Debug)]
pub struct Guard {
    terminal: File,
}

impl Guard {
    /// Takes the terminal into raw mode: keys come one by one, unechoed. [`ENTER`] is yet to be
    /// written, with the first frame.
    ///
    /// # Errors
    /// If `terminal` is not a terminal, or is gone.
    pub fn take(terminal: &File) -> io::Result<Guard> {
        end_at_faults();
        let res = Guard {
            terminal: terminal.try_clone()?,
        };
        res.take_again()?;
        Ok(res)
    }

    /// Takes the terminal again after it was given back.
    ///
    /// # Errors
    /// If the terminal is gone.
    pub fn take_again(&self) -> io::Result<()> {
        let modes = tcgetattr(&self.terminal)?;
        let mut raw = modes.clone();
        raw.make_raw();
        tcsetattr(&self.terminal, OptionalActions::Now, &raw)?;
        let terminal = self.terminal.try_clone()?;
        *lock() = Some(Borrowed { terminal, modes });
        Ok(())
    }

    /// Gives the terminal back for a while.
    pub fn give_back(&self) {
        restore();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, if it is ours. A terminal that is gone needs nothing.
fn restore() {
    if let Some(Borrowed {
        mut terminal,
        modes,
    }) = lock().take()
    {
        let _ = terminal.write_all(LEAVE);
        let _ = tcsetattr(&terminal, OptionalActions::Now, &modes);
    }
}

/// From now on a panic ends the program, in whatever thread it happens, so that nobody waits for what
/// never comes. What it has to say must be readable: in cooked mode, on the usual screen.
pub fn end_at_faults() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            restore();
            usual(panic);
            std::process::abort();
        }));
    });
}

fn lock() -> std::sync::MutexGuard<'static, Option<Borrowed>> {
    BORROWED
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
