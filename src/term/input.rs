//! Bytes from a terminal to keys and pasted text.
//!
//! Only what terminals send unasked, and two answers nobody waits for: no protocol has to be switched
//! on. Sequences and control strings nobody knows are passed over whole, however they are cut on their
//! way, so that their letters do not act as keys. So Alt cannot be held with what a control string
//! begins with: `]`, `P`, `X`, `^`, `_`.

use super::ground::{Ground, ground_told};
use super::margins::margins_told;
use crate::app::Input;
use crate::app::keys::{Code, Key};
use crate::app::mouse::{Gesture, Mouse};
use std::collections::VecDeque;

pub(super) const ESC: u8 = 0x1B;
const PASTE: &[u8] = b"\x1B[200~";
const PASTE_START: &[u8] = b"200";
const PASTE_END: &[u8] = b"\x1B[201~";

/// Pasted text longer than this, in bytes, is cut: a line to search for is short.
const LONGEST_PASTE: usize = 64 * 1024;

/// How much of a sequence or string is waited for before the rest is passed over unseen, in bytes.
const LONGEST_UNKNOWN: usize = 4096;

/// Bytes that have come, and what they have been understood as so far.
#[derive(Debug, Default)]
pub struct Reader {
    bytes: Vec<u8>,
    inputs: VecDeque<Input>,
    /// What is passed over until it ends.
    passing: Option<Passing>,
    /// How many bytes have come.
    fed: u64,
    /// Whether Escape was taken for the key and nothing has come since: the rest of a sequence might.
    after_escape: bool,
    ground: Option<Ground>,
    margins: Option<bool>,
}

/// What ends only after more bytes than are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passing {
    /// A control string.
    String,
    /// A control sequence.
    Sequence,
}

/// What the first bytes are.
#[derive(Debug)]
enum First {
    /// An input of so many bytes; none, if they mean nothing.
    Whole(Option<Input>, usize),
    /// The beginning of one.
    Part,
}

impl Reader {
    /// Takes in bytes as they come.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.fed = self.fed.wrapping_add(bytes.len() as u64);
        if std::mem::take(&mut self.after_escape) && goes_on_after_escape(bytes) {
            self.bytes.push(ESC);
        }
        self.bytes.extend_from_slice(bytes);
        let mut used = 0;
        while let Some(rest) = self.bytes.get(used..).filter(|it| !it.is_empty()) {
            if let Some(passing) = self.passing {
                let end = end_of(rest, passing);
                self.passing = end.is_none().then_some(passing);
                used += end.unwrap_or(rest.len());
                continue;
            }
            if let Some((ground, len)) = ground_told(rest) {
                self.ground = ground.or(self.ground);
                used += len;
                continue;
            }
            if let Some((known, len)) = margins_told(rest) {
                self.margins = Some(known);
                used += len;
                continue;
            }
            match first(rest) {
                First::Whole(input, len) => {
                    self.inputs.extend(input);
                    used += len;
                }
                First::Part if rest.len() < LONGEST_UNKNOWN || rest.starts_with(PASTE) => break,
                First::Part => {
                    self.passing = Some(match rest.get(1) {
                        Some(b'[') => Passing::Sequence,
                        _ => Passing::String,
                    });
                    used = self.bytes.len();
                }
            }
        }
        self.bytes.drain(..used);
    }

    /// How many bytes have come.
    pub fn fed(&self) -> u64 {
        self.fed
    }

    /// Whether a sequence has begun that may be the Escape key alone.
    pub fn is_waiting(&self) -> bool {
        self.has_begun() || self.bytes == [ESC]
    }

    /// Whether something has begun that is no key, and that may still go on.
    pub fn has_begun(&self) -> bool {
        self.bytes.len() > 1
            || self.bytes.first().is_some_and(|it| *it != ESC)
            || self.passing.is_some()
    }

    /// Takes a lone Escape for the key, and what else is unfinished for nothing: no more is coming.
    pub fn finish(&mut self) {
        if self.bytes == [ESC] {
            self.inputs.push_back(key(Code::Esc));
            self.after_escape = true;
        }
        self.bytes.clear();
        self.passing = None;
    }

    /// The ground the terminal has told of.
    pub fn take_ground(&mut self) -> Option<Ground> {
        self.ground.take()
    }

    /// Whether the terminal has margins left and right, once it has told.
    pub fn take_margins(&mut self) -> Option<bool> {
        self.margins.take()
    }

    /// The next input.
    pub fn take(&mut self) -> Option<Input> {
        self.inputs.pop_front()
    }
}

fn key(code: Code) -> Input {
    Input::Key(Key::plain(code))
}

/// Reads the first input of `bytes`, which are not empty.
fn first(bytes: &[u8]) -> First {
    match bytes {
        [ESC] => First::Part,
        [ESC, b']' | b'P' | b'X' | b'^' | b'_', rest @ ..] => {
            let end = end_of(rest, Passing::String);
            end.map_or(First::Part, |len| First::Whole(None, len + 2))
        }
        [ESC, b'[', rest @ ..] => control_sequence(rest),
        [ESC, b'O', rest @ ..] => from_the_keypad(rest),
        [ESC, ESC, ..] => First::Whole(Some(key(Code::Esc)), 1),
        [ESC, rest @ ..] => with_alt(rest),
        _ => typed(bytes),
    }
}

/// What follows `ESC O`: a letter, in some terminals after the number of what is held.
fn from_the_keypad(rest: &[u8]) -> First {
    let Some(at) = rest.iter().position(|it| !it.is_ascii_digit()) else {
        return First::Part;
    };
    match rest[at] {
        ESC => First::Whole(None, at + 2),
        b'M' if at == 0 => First::Whole(Some(key(Code::Enter)), 3),
        last => First::Whole(letter_key(last).map(key), at + 3),
    }
}

/// How many bytes of what is being passed over are at the start of `rest`; `None` if all are, and more
/// may come. What is broken off by another sequence ends before that.
fn end_of(rest: &[u8], passing: Passing) -> Option<usize> {
    const BELL: u8 = 0x07;
    const CANCEL: u8 = 0x18;
    const SUBSTITUTE: u8 = 0x1A;
    let ends = |it: &u8| match passing {
        Passing::String => matches!(*it, BELL | CANCEL | SUBSTITUTE | ESC),
        Passing::Sequence => matches!(*it, 0x40..=0x7E | CANCEL | SUBSTITUTE | ESC),
    };
    let at = rest.iter().position(ends)?;
    match (rest[at], rest.get(at + 1)) {
        (ESC, None) => None,
        (ESC, Some(b'\\')) => Some(at + 2),
        (ESC, Some(_)) => Some(at),
        _ => Some(at + 1),
    }
}

/// Whether bytes that came in one go after Escape had been taken for a key are the rest of a sequence
/// that it began: nobody types so fast.
fn goes_on_after_escape(bytes: &[u8]) -> bool {
    let whole = [&[ESC], bytes].concat();
    match bytes {
        [b'[', b'[', ..] => false,
        [b'[' | b'O', _, ..] => matches!(first(&whole), First::Whole(_, len) if len > 2),
        [b']' | b'P' | b'X' | b'^' | b'_', _, ..] => end_of(bytes, Passing::String).is_some(),
        _ => false,
    }
}

/// Escape before a character is Alt held with it.
fn with_alt(rest: &[u8]) -> First {
    match typed(rest) {
        First::Whole(Some(Input::Key(key)), len) => {
            First::Whole(Some(Input::Key(Key { alt: true, ..key })), len + 1)
        }
        First::Whole(_, len) => First::Whole(None, len + 1),
        First::Part => First::Part,
    }
}

/// A character, or a control character's key.
fn typed(bytes: &[u8]) -> First {
    let byte = bytes[0];
    let code = match byte {
        b'\r' | b'\n' => Code::Enter,
        b'\t' => Code::Tab,
        0x7F | 0x08 => Code::Backspace,
        0x00 => return First::Whole(Some(Input::Key(Key::ctrl(' '))), 1),
        0x01..=0x1A => {
            return First::Whole(Some(Input::Key(Key::ctrl(char::from(byte + 0x60)))), 1);
        }
        0x1B..=0x1F => {
            return First::Whole(Some(Input::Key(Key::ctrl(char::from(byte + 0x40)))), 1);
        }
        _ => return character(bytes),
    };
    First::Whole(Some(key(code)), 1)
}

fn character(bytes: &[u8]) -> First {
    let near = bytes.get(..4).unwrap_or(bytes);
    let valid = match str::from_utf8(near) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            str::from_utf8(&near[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) if error.error_len().is_none() => return First::Part,
        Err(_) => return First::Whole(None, 1),
    };
    match valid.chars().next() {
        Some(it) => First::Whole(Some(key(Code::Char(it))), it.len_utf8()),
        None => First::Part,
    }
}

/// What follows `ESC [`: parameters and a final byte.
fn control_sequence(rest: &[u8]) -> First {
    const INTRODUCER: usize = 2;
    /// Longer parameters than these are none of a key.
    const LONGEST_KEY: usize = 64;
    if let [b'[', _, ..] = rest {
        // The Linux console's function keys: ESC [ [ A to E.
        let number = rest[1].wrapping_sub(b'A');
        let code = (number < 5).then(|| key(Code::F(number + 1)));
        return First::Whole(code, INTRODUCER + 2);
    }
    // rxvt ends keys held with Shift in a sign that elsewhere stands within a sequence.
    if let [b'2'..=b'8', b'$', ..] = rest {
        return First::Whole(
            sequence_key(&rest[..1], b'~').map(Input::Key),
            INTRODUCER + 2,
        );
    }
    let ends = |it: &u8| matches!(*it, 0x40..=0x7E | 0x18 | 0x1A | ESC);
    let Some(end) = rest.iter().position(ends) else {
        return First::Part;
    };
    if rest[end] == ESC {
        // Broken off by another one.
        return First::Whole(None, INTRODUCER + end);
    }
    let (parameters, len) = (&rest[..end], INTRODUCER + end + 1);
    if parameters.len() > LONGEST_KEY {
        return First::Whole(None, len);
    }
    if rest[end] == b'~' && parameters == PASTE_START {
        return pasted(&rest[end + 1..], len);
    }
    if rest[end] == b'M' && parameters.is_empty() {
        // An old mouse report: three more bytes.
        return if rest.len() < end + 4 {
            First::Part
        } else {
            First::Whole(None, len + 3)
        };
    }
    if let (Some(report), b'M' | b'm') = (parameters.strip_prefix(b"<"), rest[end]) {
        return First::Whole(mouse(report, rest[end] == b'm').map(Input::Mouse), len);
    }
    First::Whole(sequence_key(parameters, rest[end]).map(Input::Key), len)
}

/// A mouse report in the SGR notation: button and modifiers, column and row, counted from one.
fn mouse(report: &[u8], released: bool) -> Option<Mouse> {
    /// Shift, Alt and Control held meanwhile.
    const HELD: u16 = 4 | 8 | 16;
    let text = str::from_utf8(report).ok()?;
    let mut numbers = text.split(';').map(|it| it.parse::<u16>().ok());
    let button = numbers.next()?? & !HELD;
    let gesture = match button {
        0 | 32 if released => Gesture::Release,
        0 => Gesture::Press,
        32 => Gesture::Drag,
        64 => Gesture::WheelUp,
        65 => Gesture::WheelDown,
        _ => return None,
    };
    let (x, y) = (numbers.next()??, numbers.next()??);
    Some(Mouse {
        gesture,
        x: x.checked_sub(1)?,
        y: y.checked_sub(1)?,
    })
}

/// Text between the marks of a paste; `before` bytes have been read of it.
fn pasted(rest: &[u8], before: usize) -> First {
    let Some(end) = memchr::memmem::find(rest, PASTE_END) else {
        return First::Part;
    };
    let text = String::from_utf8_lossy(&rest[..end.min(LONGEST_PASTE)]).into_owned();
    First::Whole(Some(Input::Paste(text)), before + end + PASTE_END.len())
}

fn sequence_key(parameters: &[u8], last: u8) -> Option<Key> {
    let text = str::from_utf8(parameters).ok()?;
    let mut numbers = text.split(';').map(|it| it.parse::<u8>().ok());
    let first = numbers.next().flatten();
    let held = numbers.next().flatten().unwrap_or(1).saturating_sub(1);
    let code = match last {
        b'~' => numbered_key(first?)?,
        b'Z' => Code::BackTab,
        // st's Delete; F1 has `O` before it, or numbers.
        b'P' if parameters.is_empty() => Code::Delete,
        _ => letter_key(last)?,
    };
    Some(Key {
        code,
        alt: held & 2 != 0,
        ctrl: held & 4 != 0,
    })
}

fn letter_key(letter: u8) -> Option<Code> {
    Some(match letter {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'H' => Code::Home,
        b'F' => Code::End,
        b'P'..=b'S' => Code::F(letter - b'P' + 1),
        _ => return None,
    })
}

fn numbered_key(number: u8) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        11..=15 => Code::F(number - 10),
        17..=21 => Code::F(number - 11),
        23 | 24 => Code::F(number - 12),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inputs `bytes` come to, by the keys' names; pasted text in quotes.
    fn read(bytes: &[u8]) -> String {
        let mut reader = Reader::default();
        reader.feed(bytes);
        reader.finish();
        names(&mut reader)
    }

    fn names(reader: &mut Reader) -> String {
        let mut res = Vec::new();
        while let Some(input) = reader.take() {
            res.push(match input {
                Input::Key(key) => key.to_string(),
                other => format!("{other:?}"),
            });
        }
        res.join(" ")
    }

    #[test]
    fn keys_are_told_apart() {
        assert_eq!(read(b"jG \r\t\x7F\x05"), "j G Space Enter Tab Backspace ^E");
        assert_eq!(
            read(b"\x1B[A\x1BOB\x1B[5~\x1B[1;5C\x1B[Z"),
            "↑ ↓ PgUp → S-Tab"
        );
        assert_eq!(read(b"\x1BOP\x1B[15~\x1B[24~\x1B[[A"), "F1 F5 F12 F1");
        assert_eq!(read("é日\u{1F600}".as_bytes()), "é 日 \u{1F600}");
    }

    #[test]
    fn escape_alone_is_a_key_and_before_a_letter_is_alt() {
        assert_eq!(read(b"\x1B"), "Esc");
        assert_eq!(read(b"\x1B\x1B"), "Esc Esc");
        assert_eq!(read(b"\x1Bx"), "A-x");
        assert_eq!(read(b"\x1B["), "");
    }

    #[test]
    fn the_mouse_is_reported() {
        let mut reader = Reader::default();
        reader.feed(b"\x1B[<0;10;5M\x1B[<32;11;5M\x1B[<0;11;5m\x1B[<65;1;1M\x1B[<4;2;2M");
        let mut gestures = Vec::new();
        while let Some(Input::Mouse(it)) = reader.take() {
            gestures.push((it.gesture, it.x, it.y));
        }
        let press = |x, y| (Gesture::Press, x, y);
        let expected = [
            press(9, 4),
            (Gesture::Drag, 10, 4),
            (Gesture::Release, 10, 4),
            (Gesture::WheelDown, 0, 0),
            press(1, 1),
        ];
        assert_eq!(gestures, expected);
        assert_eq!(
            read(b"\x1B[<0;0;1Mj\x1B[<0;70000;1Mj\x1B[<2;1;1Mj\x1B[<;Mj"),
            "j j j j"
        );
    }

    #[test]
    fn unknown_sequences_do_not_act() {
        assert_eq!(read(b"\x1B[?1;2cq"), "q");
        assert_eq!(read(b"\x1B[M abj"), "j");
        assert_eq!(read(b"\xFF\xC3j"), "j");
    }

    #[test]
    fn the_ground_is_told_and_never_typed() {
        for (answer, ground) in [
            ("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\j", Some(Ground::Light)),
            ("\u{1B}]11;rgb:1e/1e/2e\u{7}j", Some(Ground::Dark)),
            ("\u{1B}]11;rgb:nonsense\u{7}j", None),
        ] {
            let mut reader = Reader::default();
            for byte in answer.bytes() {
                reader.feed(&[byte]);
            }
            assert_eq!(reader.take_ground(), ground);
            assert_eq!(names(&mut reader), "j");
        }
        assert_eq!(read(b"\x1B]x"), "");
        assert_eq!(read(b"\x1B]"), "");
        assert_eq!(read(b"\x1B]11;rgb:ff"), "");
    }

    #[test]
    fn margins_are_told_and_never_typed() {
        for (answer, known) in [
            ("\x1B[?69;2$yj", Some(true)),
            ("\x1B[?69;1$yj", Some(true)),
            ("\x1B[?69;0$yj", Some(false)),
            ("\x1B[?69;4$yj", Some(false)),
            ("\x1B[?2026;2$yj", None),
        ] {
            let mut reader = Reader::default();
            for byte in answer.bytes() {
                reader.feed(&[byte]);
            }
            assert_eq!(reader.take_margins(), known, "{answer:?}");
            assert_eq!(names(&mut reader), "j");
        }
        assert_eq!(read(b"\x1B[?69;"), "");
    }

    #[test]
    fn pasted_text_is_one_input() {
        assert_eq!(
            read(b"\x1B[200~a\x1B[Ab\x1B[201~j"),
            "Paste(\"a\\u{1b}[Ab\") j"
        );
    }

    #[test]
    fn bytes_may_come_one_by_one() {
        let bytes = "\u{1B}[1;5Cé\u{1B}[200~x\u{1B}[201~".as_bytes();
        let mut reader = Reader::default();
        for byte in bytes {
            reader.feed(&[*byte]);
        }
        assert_eq!(names(&mut reader), "→ é Paste(\"x\")");
    }

    #[test]
    fn keys_that_some_terminals_tell_otherwise() {
        assert_eq!(read(b"\x1B[Pj"), "Del j");
        assert_eq!(read(b"\x1B[7$j\x1B[8$k"), "Home j End k");
        assert_eq!(read(b"\x1BO5Aj\x1B[1;2P"), "↑ j F1");
    }

    #[test]
    fn a_sequence_broken_off_leaves_what_follows() {
        assert_eq!(read(b"\x1B[12\x1B[Aj"), "↑ j");
        assert_eq!(read(b"\x1B]52;c;\x18j"), "j");
        assert_eq!(read(b"\x1BPabc\x1B[Bj"), "↓ j");
    }

    #[test]
    fn what_never_ends_is_not_kept_and_ends_in_silence() {
        let mut reader = Reader::default();
        for _ in 0..100 {
            reader.feed(b"\x1B_");
            reader.feed(&[b'q'; 1000]);
        }
        assert!(reader.bytes.len() <= LONGEST_UNKNOWN && reader.has_begun());
        reader.finish();
        reader.feed(b"j");
        assert_eq!(names(&mut reader), "j");
        let digits = [b"\x1B[".as_slice(), &[b'1'; 9000], b"Zj"].concat();
        assert_eq!(read(&digits), "j");
    }

    /// What a terminal may answer, or a program before this one may have asked it to.
    fn control_string() -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
        use proptest::prelude::*;
        let body = "[ -~é日]{0,40}";
        let string = ("[\\]PX^_]", body, "(\u{7}|\u{1b}\\\\)").prop_filter_map(
            "only one kind of string ends with a bell",
            |(kind, body, end)| {
                let is_osc = kind == "]";
                (is_osc || end != "\u{7}").then(|| format!("\u{1b}{kind}{body}{end}"))
            },
        );
        let answer = "\u{1b}\\[[?>=][0-9;:]{0,20}( c|\\$y|c|u|n|t|q)";
        prop_oneof![string, answer].prop_map(String::into_bytes)
    }

    proptest::proptest! {
        #[test]
        fn no_control_string_acts_as_a_key_however_it_is_cut(
            strings in proptest::collection::vec(control_string(), 1..4),
            cuts in proptest::collection::vec(1_usize..60, 0..40),
        ) {
            let mut reader = Reader::default();
            let all = strings.concat();
            let mut rest = all.as_slice();
            for cut in cuts {
                let (now, later) = rest.split_at(cut.min(rest.len()));
                reader.feed(now);
                rest = later;
            }
            reader.feed(rest);
            reader.feed(b"j");
            proptest::prop_assert_eq!(names(&mut reader), "j");
        }

        #[test]
        fn a_string_whose_escape_came_too_early_is_silent_after_it(string in control_string()) {
            let mut reader = Reader::default();
            reader.feed(&string[..1]);
            reader.finish();
            reader.feed(&string[1..]);
            reader.feed(b"j");
            proptest::prop_assert_eq!(names(&mut reader), "Esc j");
        }
    }
}
