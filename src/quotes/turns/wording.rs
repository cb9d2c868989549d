//! How people speak: what tells the words of a turn from a score, a credit or a recipe's list.

use crate::quotes::lexicon::classes::FIRST_PERSON;
use crate::quotes::lexicon::classes_of;

/// So many words of a turn are looked at.
const LOOKED_AT: usize = 60;

fn words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|it: char| !it.is_alphanumeric() && !matches!(it, '’' | '\''));
    let stems = words.filter_map(|it| it.split(['’', '\'']).find(|it| !it.is_empty()));
    stems.take(LOOKED_AT)
}

/// Whether somebody speaks to somebody: says I, we or you, or asks.
pub fn is_personal(text: &str) -> bool {
    let person = |it: &str| classes_of(it).any(FIRST_PERSON);
    is_question(text) || words(text).any(person)
}

/// Whether somebody speaks of himself.
pub fn speaks_of_self(text: &str) -> bool {
    words(text).any(|it| it == "I" || is_any(it, &["my", "me", "mine", "myself"]))
}

/// Whether somebody is spoken to.
pub fn speaks_to_one(text: &str) -> bool {
    words(text).any(|it| is_any(it, &["you", "your", "yours", "yourself"]))
}

fn is_any(word: &str, all: &[&str]) -> bool {
    all.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether a text ends in a question.
pub fn is_question(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')', ']', ' '])
        .ends_with('?')
}

/// Whether a text has words and ends as sentences do.
pub fn is_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', ')', ']', ' ']);
    let ends =
        bare.ends_with(['.', '?', '!', '…', '—', '–', '-', ';', ':']) || bare.len() < text.len();
    ends && text
        .chars()
        .filter(|it| it.is_alphabetic())
        .nth(1)
        .is_some()
}
