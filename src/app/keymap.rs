//! Keys to actions.

use super::bindings::{Action, BINDINGS};
use super::keys::{Code, Key, NoSuchKey};

/// What stands for any letter in a binding.
const ANY_LETTER: &str = "{a-z}";

/// Which keys ask for what.
#[derive(Clone, Debug)]
pub struct Keymap {
    sequences: Vec<(Sequence, Action)>,
}

/// Keys pressed one after the other, and whether a letter of the reader's choice follows.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sequence {
    keys: Vec<Key>,
    letter: bool,
}

/// What has been typed of a command so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// The digits typed first.
    pub count: Option<usize>,
    /// The first keys of a sequence.
    pub keys: Vec<Key>,
}

/// A whole command: what, how often, and with which letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is asked for.
    pub action: Action,
    /// The number typed before it.
    pub count: Option<usize>,
    /// The letter typed after it.
    pub letter: Option<char>,
}

/// The largest count: more lines than anybody means.
const LARGEST_COUNT: usize = 99_999;

/// What a key comes to after what has been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A whole command.
    Whole(Command),
    /// The beginning of one.
    Part(Pending),
    /// Nothing: no command starts like this.
    Nothing,
}

impl Keymap {
    /// The keys of [`BINDINGS`].
    pub fn usual() -> Keymap {
        let mut res = Keymap {
            sequences: Vec::new(),
        };
        for binding in BINDINGS {
            for keys in binding.keys.split(' ') {
                let read = Sequence::read(keys);
                res.sequences
                    .extend(read.ok().map(|it| (it, binding.action)));
            }
        }
        res
    }

    /// What `key` comes to when `pending` has been typed.
    pub fn typed(&self, pending: &Pending, key: Key) -> Typed {
        if let Some(count) = longer_count(pending, key) {
            return Typed::Part(Pending {
                count: Some(count),
                keys: Vec::new(),
            });
        }
        let mut keys = pending.keys.clone();
        keys.push(key);
        let whole = self.sequences.iter().find_map(|(sequence, action)| {
            let letter = sequence.matched(&keys)?;
            Some(Command {
                action: *action,
                count: pending.count,
                letter,
            })
        });
        match whole {
            Some(command) => Typed::Whole(command),
            None if self.sequences.iter().any(|(it, _)| it.goes_on(&keys)) => {
                Typed::Part(Pending {
                    count: pending.count,
                    keys,
                })
            }
            None => Typed::Nothing,
        }
    }
}

/// The count with one more digit, if `key` is one and belongs to a count.
fn longer_count(pending: &Pending, key: Key) -> Option<usize> {
    let Key {
        code: Code::Char(it),
        ctrl: false,
        alt: false,
    } = key
    else {
        return None;
    };
    let digit = it.to_digit(10)? as usize;
    let allowed = pending.keys.is_empty() && (digit > 0 || pending.count.is_some());
    allowed.then(|| (pending.count.unwrap_or(0) * 10 + digit).min(LARGEST_COUNT))
}

impl Sequence {
    /// Reads keys written together: one named key, or characters one after the other.
    fn read(text: &str) -> Result<Sequence, NoSuchKey> {
        let (text, letter) = match text.strip_suffix(ANY_LETTER) {
            Some(before) => (before, true),
            None => (text, false),
        };
        if let Ok(key) = text.parse() {
            return Ok(Sequence {
                keys: vec![key],
                letter,
            });
        }
        let keys = text.chars().map(|it| it.to_string().parse());
        Ok(Sequence {
            keys: keys.collect::<Result<_, _>>()?,
            letter,
        })
    }

    /// Whether `keys` are the whole sequence; then also the letter at its end, if it has one.
    fn matched(&self, keys: &[Key]) -> Option<Option<char>> {
        if !self.letter {
            return (self.keys == keys).then_some(None);
        }
        let (last, before) = keys.split_last()?;
        let Code::Char(letter @ 'a'..='z') = last.code else {
            return None;
        };
        (self.keys == before && !last.ctrl).then_some(Some(letter))
    }

    fn goes_on(&self, keys: &[Key]) -> bool {
        let whole = self.keys.len() + usize::from(self.letter);
        keys.len() < whole && self.keys.starts_with(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The command `keys` come to, typed one after the other.
    fn command(keys: &str) -> Option<Command> {
        let map = Keymap::usual();
        let mut pending = Pending::default();
        for it in keys.chars() {
            match map.typed(&pending, Key::char(it)) {
                Typed::Whole(command) => return Some(command),
                Typed::Part(more) => pending = more,
                Typed::Nothing => return None,
            }
        }
        None
    }

    fn plain(action: Action) -> Option<Command> {
        Some(Command {
            action,
            count: None,
            letter: None,
        })
    }

    #[test]
    fn every_binding_can_be_typed_and_none_hides_another() {
        let map = Keymap::usual();
        let written: usize = BINDINGS.iter().map(|it| it.keys.split(' ').count()).sum();
        assert_eq!(map.sequences.len(), written);
        for (at, (sequence, _)) in map.sequences.iter().enumerate() {
            let clash = map.sequences.iter().enumerate().find(|(other, (it, _))| {
                *other != at && sequence.keys.starts_with(&it.keys) && !it.letter
            });
            assert!(clash.is_none(), "{sequence:?} cannot be reached");
        }
    }

    #[test]
    fn every_action_has_a_name_of_its_own() {
        for (at, binding) in BINDINGS.iter().enumerate() {
            let same = |it: &crate::app::bindings::Binding| {
                it.name == binding.name || it.action == binding.action
            };
            assert!(!BINDINGS.iter().skip(at + 1).any(same), "{}", binding.name);
        }
    }

    #[test]
    fn digits_are_counts() {
        let percent = Command {
            action: Action::Percent,
            count: Some(40),
            letter: None,
        };
        assert_eq!(command("40%"), Some(percent));
        assert_eq!(command("0"), None);
        assert_eq!(command("j"), plain(Action::LineDown));
        let huge = command("99999999999999999999999j").and_then(|it| it.count);
        assert_eq!(huge, Some(LARGEST_COUNT));
    }

    #[test]
    fn marks_take_a_letter() {
        let mark = Command {
            action: Action::SetMark,
            count: None,
            letter: Some('a'),
        };
        assert_eq!(command("ma"), Some(mark));
        assert_eq!(command("''"), plain(Action::LastPlace));
        assert_eq!(command("m?"), None);
        assert_eq!(command("ZZ"), plain(Action::Quit));
    }
}
