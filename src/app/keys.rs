//! Keys as the reader knows them, and their names.

use std::fmt;
use std::str::FromStr;

/// A key, or a key held together with Control or Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether Control is held. Always with a lower-case letter.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A key that types a character, Shift already applied.
    Char(char),
    /// A function key, from F1.
    F(u8),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Keys with a name of more than one letter, as help and configuration write them.
const NAMES: [(&str, Code); 27] = [
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("S-Tab", Code::BackTab),
    ("Backspace", Code::Backspace),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    ("↑", Code::Up),
    ("↓", Code::Down),
    ("←", Code::Left),
    ("→", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    // Other names people write; the first name of a key is the one shown.
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Escape", Code::Esc),
    ("Return", Code::Enter),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Shift-Tab", Code::BackTab),
];

/// What may stand before a letter held together with Control. The first is the one shown.
const CONTROL: [&str; 3] = ["^", "Ctrl-", "C-"];

/// What may stand before a key held together with Alt. The first is the one shown.
const ALT: [&str; 3] = ["A-", "Alt-", "M-"];

impl Key {
    /// A key by itself.
    pub const fn plain(code: Code) -> Key {
        Key {
            code,
            ctrl: false,
            alt: false,
        }
    }

    /// The key that types `it`.
    pub const fn char(it: char) -> Key {
        Key::plain(Code::Char(it))
    }

    /// Control and the letter `it`.
    pub const fn ctrl(it: char) -> Key {
        Key {
            code: Code::Char(it),
            ctrl: true,
            alt: false,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("A-")?;
        }
        let named = NAMES.iter().find(|(_, code)| *code == self.code);
        match (self.code, named) {
            (Code::Char(it), _) if self.ctrl => write!(f, "^{}", it.to_uppercase()),
            (_, Some((name, _))) => f.write_str(name),
            (Code::F(number), None) => write!(f, "F{number}"),
            (Code::Char(it), None) => write!(f, "{it}"),
            (code, None) => write!(f, "{code:?}"),
        }
    }
}

/// What is wrong with a key's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no key “{0}”")]
pub struct NoSuchKey(String);

impl FromStr for Key {
    type Err = NoSuchKey;

    /// Reads a key's name, in any case.
    fn from_str(name: &str) -> Result<Key, NoSuchKey> {
        let same = |it: &&(&str, Code)| it.0.eq_ignore_ascii_case(name);
        if let Some((_, code)) = NAMES.iter().find(same) {
            return Ok(Key::plain(*code));
        }
        if let Some(it) = only_char(name) {
            return Ok(Key::char(it));
        }
        if let Some(letter) = held_with(&CONTROL, name).and_then(only_char) {
            return Ok(Key::ctrl(letter.to_ascii_lowercase()));
        }
        if let Some(rest) = held_with(&ALT, name) {
            return Ok(Key {
                alt: true,
                ..rest.parse()?
            });
        }
        let number = name.strip_prefix(['F', 'f']).and_then(|it| it.parse().ok());
        number
            .filter(|it| (1..=24).contains(it))
            .map(|it| Key::plain(Code::F(it)))
            .ok_or_else(|| NoSuchKey(name.to_owned()))
    }
}

/// What follows one of the `prefixes` in `name`, if anything does.
fn held_with<'a>(prefixes: &[&str], name: &'a str) -> Option<&'a str> {
    let rest = prefixes.iter().find_map(|it| {
        let (prefix, rest) = name.split_at_checked(it.len())?;
        prefix.eq_ignore_ascii_case(it).then_some(rest)
    });
    rest.filter(|it| !it.is_empty())
}

/// The one character of a text of one character.
fn only_char(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let first = chars.next()?;
    chars.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_called_by_its_name() {
        for name in [
            "j", "^E", "Space", "PgDn", "S-Tab", "F1", "A-x", "}", "^", "↓", "F",
        ] {
            let key: Key = name.parse().unwrap();
            assert_eq!(key.to_string(), name);
        }
        assert_eq!("Down".parse(), "↓".parse::<Key>());
        for (other, name) in [
            ("ctrl-d", "^D"),
            ("C-d", "^D"),
            ("alt-x", "A-x"),
            ("M-ctrl-x", "A-^X"),
            ("space", "Space"),
            ("pagedown", "PgDn"),
            ("shift-tab", "S-Tab"),
            ("f12", "F12"),
        ] {
            let key: Key = other.parse().unwrap();
            assert_eq!(key.to_string(), name);
        }
        assert!("ctrl-".parse::<Key>().is_err() && "".parse::<Key>().is_err());
        assert!("Nope".parse::<Key>().is_err() && "F99".parse::<Key>().is_err());
    }
}
