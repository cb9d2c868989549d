//! Whether a terminal can move rows between two columns alone (left and right margins, DECLRMM).
//!
//! It is asked when it is taken (DECRQM), and nobody waits for the answer. The environment could not
//! tell: xterm can, and many that call themselves xterm cannot.

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
