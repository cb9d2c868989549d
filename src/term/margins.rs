//! Whether a terminal can move rows between two columns alone (left and right margins, DECLRMM).
//!
//! It is asked when it is taken (DECRQM), and nothing that is shown waits for the answer. The
//! environment could not tell: xterm can, and many that call themselves xterm cannot.

use std::time::{Duration, Instant};

/// How long the answer may be on its way.
const ON_ITS_WAY: Duration = Duration::from_millis(150);

/// Whether the question has been asked and not answered.
#[derive(Debug, Default)]
pub(super) struct Question {
    asked: Option<Instant>,
}

impl Question {
    pub(super) fn is_asked(&mut self) {
        self.asked = Some(Instant::now());
    }

    pub(super) fn is_answered(&mut self) {
        self.asked = None;
    }

    /// How much longer the answer may be on its way; `None` if none is.
    pub(super) fn left(&self) -> Option<Duration> {
        ON_ITS_WAY.checked_sub(self.asked?.elapsed())
    }
}

/// How the answer begins.
const ANSWER: &[u8] = b"\x1B[?69;";

/// The terminal's answer at the start of `bytes`, and its length.
pub(super) fn margins_told(bytes: &[u8]) -> Option<(bool, usize)> {
    let [state, b'$', b'y', ..] = bytes.strip_prefix(ANSWER)? else {
        return None;
    };
    // On or off, they can be switched. Any other answer is no.
    Some((matches!(state, b'1' | b'2'), ANSWER.len() + 3))
}
