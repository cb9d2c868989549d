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
const NAMES: [(&str, Code); 18] = [
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
];

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

    fn from_str(name: &str) -> Result<Key, NoSuchKey> {
        let unknown = || NoSuchKey(name.to_owned());
        if let Some((_, code)) = NAMES.iter().find(|(it, _)| *it == name) {
            return Ok(Key::plain(*code));
        }
        if let Some(letter) = name.strip_prefix('^').and_then(only_char) {
            return Ok(Key::ctrl(letter.to_ascii_lowercase()));
        }
        if let Some(rest) = name.strip_prefix("A-").filter(|it| !it.is_empty()) {
            return Ok(Key {
                alt: true,
                ..rest.parse()?
            });
        }
        if let Some(it) = only_char(name) {
            return Ok(Key::char(it));
        }
        let number = name.strip_prefix('F').and_then(|it| it.parse().ok());
        number
            .filter(|it| (1..=24).contains(it))
            .map(|it| Key::plain(Code::F(it)))
            .ok_or_else(unknown)
    }
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
        assert!("Nope".parse::<Key>().is_err() && "F99".parse::<Key>().is_err());
    }
}
