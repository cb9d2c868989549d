//! What the terminal answers when asked for the colour of its ground.

use super::input::ESC;

/// How the answer about the ground begins, and how long it may be, in bytes.
const GROUND: &[u8] = b"\x1B]11;";
const LONGEST_ANSWER: usize = 64;

/// What a terminal's words stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Dark words on light ground.
    Light,
    /// Light words on dark ground.
    Dark,
}

/// The terminal's answer about its ground at the start of `bytes`, and its length. An answer that
/// nobody understands, or that comes late, is passed over whole: its letters are no keys.
pub(super) fn ground_told(bytes: &[u8]) -> Option<(Option<Ground>, usize)> {
    let rest = bytes.strip_prefix(GROUND)?;
    let near = rest.get(..LONGEST_ANSWER).unwrap_or(rest);
    let end = near.iter().position(|it| matches!(*it, 0x07 | ESC))?;
    let after = match near[end] {
        ESC if near.get(end + 1) == Some(&b'\\') => end + 2,
        ESC => return None,
        _ => end + 1,
    };
    let colour = str::from_utf8(&near[..end]).ok();
    Some((colour.and_then(ground_of), GROUND.len() + after))
}

/// What a colour such as `rgb:ffff/ffff/ffff` is for the eye (luma after ITU-R BT.601).
fn ground_of(colour: &str) -> Option<Ground> {
    let parts = colour.strip_prefix("rgb:")?.split('/');
    let shares: Vec<f64> = parts.map(share_of).collect::<Option<_>>()?;
    let [red, green, blue] = shares.try_into().ok()?;
    let luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    Some(if luma > 0.5 {
        Ground::Light
    } else {
        Ground::Dark
    })
}

/// One to four hexadecimal digits as a share of the most they can say.
fn share_of(digits: &str) -> Option<f64> {
    let value = u16::from_str_radix(digits, 16).ok()?;
    let most = 16_u32.pow(u32::try_from(digits.len()).ok()?) - 1;
    Some(f64::from(value) / f64::from(most))
}
