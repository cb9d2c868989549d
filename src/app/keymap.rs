//! Keys to actions.

use std::fmt;
use std::str::FromStr;

use super::bindings::{Action, BINDINGS};
use super::keys::{Code, Key, NoSuchKey};

/// What stands for any letter in a binding.
const ANY_LETTER: &str = "{a-z}";

/// Which keys ask for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    sequences: Vec<(Sequence, Action)>,
}

/// Keys pressed one after the other, and whether a letter of the reader's choice follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
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

/// What stands for the key of an action that has none.
const NO_KEY: &str = "no key";

impl Keymap {
    /// The keys of [`BINDINGS`].
    pub fn usual() -> Keymap {
        let mut res = Keymap {
            sequences: Vec::new(),
        };
        for binding in BINDINGS {
            for keys in binding.keys.split(' ') {
                let read = keys.parse();
                res.sequences
                    .extend(read.ok().map(|it| (it, binding.action)));
            }
        }
        res
    }

    /// The usual keys, but for the actions in `changes`, which have these and no others. Keys that
    /// would get in their way lose their usual meaning. One can always leave.
    pub fn changed(changes: &[(Action, Vec<Sequence>)]) -> Keymap {
        let mut res = Keymap::usual();
        let is_changed = |action: Action| changes.iter().any(|(it, _)| *it == action);
        res.sequences.retain(|(_, action)| !is_changed(*action));
        for (action, sequences) in changes {
            for new in sequences {
                res.sequences
                    .retain(|(it, _)| !it.hides(new) && !new.hides(it));
                res.sequences.push((new.clone(), *action));
            }
        }
        let leaves = |(_, action): &(_, Action)| matches!(action, Action::Quit | Action::Close);
        if !res.sequences.iter().any(leaves) {
            let keys = vec![Key::ctrl('c')];
            let interrupt = Sequence {
                keys,
                letter: false,
            };
            res.sequences.retain(|(it, _)| !interrupt.hides(it));
            res.sequences.push((interrupt, Action::Quit));
        }
        res
    }

    /// The keys of an action, as help shows them, apart by spaces.
    pub fn keys_of(&self, action: Action) -> String {
        let own = self.sequences.iter().filter(|(_, it)| *it == action);
        let keys: Vec<String> = own.map(|(it, _)| it.to_string()).collect();
        keys.join(" ")
    }

    /// The first keys that come to an action, for a sentence about it.
    pub fn first_key(&self, action: Action) -> String {
        let mut own = self.sequences.iter().filter(|(_, it)| *it == action);
        own.next()
            .map_or_else(|| NO_KEY.to_owned(), |(it, _)| it.to_string())
    }

    /// The keys of an action for a list; it is said if there are none.
    pub fn listed_keys(&self, action: Action) -> String {
        match self.keys_of(action) {
            none if none.is_empty() => format!("({NO_KEY})"),
            keys => keys,
        }
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

impl FromStr for Sequence {
    type Err = NoSuchKey;

    /// Reads one named key, characters written together, or keys apart by spaces: `^D`, `ZZ`,
    /// `g Home`, `m{a-z}`.
    fn from_str(text: &str) -> Result<Sequence, NoSuchKey> {
        let (text, letter) = match text.strip_suffix(ANY_LETTER) {
            Some(before) => (before.trim_end(), true),
            None => (text, false),
        };
        let keys = match text.parse() {
            Ok(key) => vec![key],
            Err(unknown) => several_keys(text).ok_or(unknown)?,
        };
        Ok(Sequence { keys, letter })
    }
}

fn several_keys(text: &str) -> Option<Vec<Key>> {
    let apart = text.contains(' ');
    let keys: Vec<Key> = match apart {
        true => text
            .split_whitespace()
            .map(|it| it.parse().ok())
            .collect::<Option<_>>()?,
        false if is_one_name(text) => return None,
        false => text.chars().map(Key::char).collect(),
    };
    (!keys.is_empty()).then_some(keys)
}

/// Whether `text` is meant as the name of one key: nobody types `Ctrl-5-x` or `Pgdwn` as a
/// sequence of letters.
fn is_one_name(text: &str) -> bool {
    const MOST_LETTERS: usize = 3;
    text.chars().count() > MOST_LETTERS || text.chars().nth(1) == Some('-')
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.keys.iter().map(Key::to_string).collect();
        let together = names.iter().all(|it| it.chars().count() == 1);
        f.write_str(&names.join(if together { "" } else { " " }))?;
        f.write_str(if self.letter { ANY_LETTER } else { "" })
    }
}

impl Sequence {
    /// Whether its first key is taken for the first digit of a count.
    pub fn starts_as_count(&self) -> bool {
        let first = self.keys.first().copied();
        first.is_some_and(|it| longer_count(&Pending::default(), it).is_some())
    }

    /// Whether `other` can never be typed, because this one is whole first.
    pub fn hides(&self, other: &Sequence) -> bool {
        let Some(rest) = other.keys.strip_prefix(self.keys.as_slice()) else {
            return false;
        };
        match rest.first() {
            _ if !self.letter => true,
            None => other.letter,
            Some(key) => a_to_z(*key).is_some(),
        }
    }

    /// Whether `keys` are the whole sequence; then also the letter at its end, if it has one.
    fn matched(&self, keys: &[Key]) -> Option<Option<char>> {
        if !self.letter {
            return (self.keys == keys).then_some(None);
        }
        let (last, before) = keys.split_last()?;
        let letter = a_to_z(*last)?;
        (self.keys == before).then_some(Some(letter))
    }

    fn goes_on(&self, keys: &[Key]) -> bool {
        let whole = self.keys.len() + usize::from(self.letter);
        keys.len() < whole && self.keys.starts_with(keys)
    }
}

/// The letter a key types, if it is one a place can be marked with.
fn a_to_z(key: Key) -> Option<char> {
    match key.code {
        Code::Char(letter @ 'a'..='z') if !key.ctrl && !key.alt => Some(letter),
        _ => None,
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
            let others = map.sequences.iter().enumerate();
            let clash = others
                .filter(|(other, _)| *other != at)
                .find(|(_, (it, _))| it.hides(sequence));
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

    fn sequences(texts: &[&str]) -> Vec<Sequence> {
        texts.iter().map(|it| it.parse().unwrap()).collect()
    }

    #[test]
    fn a_sequence_is_read_as_it_is_shown() {
        for (text, shown) in [
            ("ZZ", "ZZ"),
            ("g g", "gg"),
            ("ctrl-x ctrl-s", "^X ^S"),
            ("g home", "g Home"),
            ("m{a-z}", "m{a-z}"),
            ("space", "Space"),
            (" ", "Space"),
        ] {
            let read: Sequence = text.parse().unwrap();
            assert_eq!(read.to_string(), shown);
            assert_eq!(shown.parse(), Ok(read));
        }
        for text in ["", "Pgdwn", "Ctrl-Nope", "C-5x", "g Nope", "{a-z}"] {
            assert!(text.parse::<Sequence>().is_err(), "{text}");
        }
    }

    #[test]
    fn changed_keys_are_the_only_ones_and_go_first() {
        let map = Keymap::changed(&[
            (Action::NextQuote, sequences(&["n", "ctrl-x n"])),
            (Action::Suspend, Vec::new()),
            (Action::Top, sequences(&["gg"])),
            (Action::SetMark, sequences(&["M{a-z}"])),
        ]);
        assert_eq!(map.keys_of(Action::NextQuote), "n ^X n");
        assert_eq!(map.keys_of(Action::NextHit), "");
        assert_eq!(map.listed_keys(Action::NextHit), "(no key)");
        let several = Keymap::changed(&[(Action::Top, sequences(&["ctrl-x n"]))]);
        assert_eq!(several.first_key(Action::Top), "^X n");
        assert_eq!(map.first_key(Action::NextHit), "no key");
        assert_eq!(map.keys_of(Action::Suspend), "");
        assert_eq!(map.keys_of(Action::Top), "gg");
        assert_eq!(map.keys_of(Action::SetMark), "M{a-z}");
        assert_eq!(map.keys_of(Action::LineDown), "j ↓ ^E");
        assert_eq!(Keymap::changed(&[]), Keymap::usual());
    }

    #[test]
    fn a_key_in_the_way_of_a_sequence_loses_its_meaning() {
        let changes = [(Action::NextQuote, sequences(&["jq", "mm"]))];
        let map = Keymap::changed(&changes);
        assert_eq!(map.keys_of(Action::LineDown), "↓ ^E");
        assert_eq!(map.keys_of(Action::SetMark), "");
    }

    #[test]
    fn one_can_always_leave() {
        let nothing = [(Action::Quit, Vec::new()), (Action::Close, Vec::new())];
        assert_eq!(Keymap::changed(&nothing).keys_of(Action::Quit), "^C");
        let no_quit = [(Action::Quit, Vec::new())];
        assert_eq!(Keymap::changed(&no_quit).keys_of(Action::Quit), "");
    }
}
