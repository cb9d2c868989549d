//! Credits in captions: who took a picture or supplied it.

use std::sync::LazyLock;

use super::labels;

/// Words that announce a credit, in lower case, the longer first.
static CUES: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/html/credit-cues.txt")));
static AGENCIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/agencies.txt")));

/// The longest credit, in bytes.
const LONGEST: usize = 120;

/// The credit that a caption ends with: after a cue ("Photo:"), in brackets, or an agency's label.
pub fn named(caption: &str) -> Option<String> {
    let credit = after_cue(caption)
        .or_else(|| in_brackets(caption))
        .or_else(|| after_sentence(caption))?;
    Some(bare(credit)).filter(|it| !it.is_empty() && it.len() <= LONGEST)
}

/// A credit without brackets, cues and marks around it: `(Image credit: Ada Marsh)` is `Ada Marsh`.
pub fn bare(credit: &str) -> String {
    const AROUND: [char; 12] = [
        ' ', '(', ')', '[', ']', ':', '|', '.', ',', '…', '-', '\u{A0}',
    ];
    let mut rest = credit.trim_matches(AROUND);
    while let Some(after) = CUES.iter().find_map(|cue| without_prefix(rest, cue)) {
        rest = after.trim_start_matches(AROUND);
    }
    rest.to_owned()
}

/// Whether a line is a credit and nothing else.
pub fn is_credit(line: &str) -> bool {
    let line = line.trim();
    let inner = line.trim_start_matches(['(', '[', ' ']);
    line.len() <= LONGEST
        && CUES
            .iter()
            .any(|cue| without_prefix(inner, cue).is_some_and(opens_credit))
}

/// Whether what follows a cue is a name: after a colon, or with a capital.
fn opens_credit(rest: &str) -> bool {
    let named = rest.trim_start_matches([' ', ':', '.', '…', '\u{A0}']);
    named.starts_with(char::is_uppercase) || rest.trim_start().starts_with(':')
}

fn without_prefix<'a>(text: &'a str, cue: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(cue.len())?;
    let whole = !cue.ends_with(char::is_alphanumeric)
        || !rest.starts_with(char::is_alphanumeric)
        || rest.starts_with(char::is_uppercase);
    (whole && head.eq_ignore_ascii_case(cue)).then_some(rest)
}

/// After the last cue that stands at the start of a word, follows a colon or a capital.
fn after_cue(caption: &str) -> Option<&str> {
    let starts = caption
        .char_indices()
        .filter(|&(at, it)| it.is_alphabetic() || it == '©' || at == 0);
    let mut found = None;
    let mut before = ' ';
    for (at, it) in starts.map(|(at, it)| (at, it)).collect::<Vec<_>>() {
        let (_, rest) = caption.split_at(at);
        let fresh = !before.is_alphanumeric() || (it.is_uppercase() && before.is_lowercase());
        before = it;
        if fresh && found.is_none() && is_credit(rest) {
            found = Some(rest);
        }
    }
    found
}

/// The last brackets of a caption, if an agency or a photographer's slash is in them.
fn in_brackets(caption: &str) -> Option<&str> {
    let inner = caption.trim_end_matches(['.', ' ']).strip_suffix(')')?;
    let (_, inner) = inner.rsplit_once('(')?;
    (inner.contains('/') || has_agency(inner)).then_some(inner)
}

/// What follows the last sentence of a caption, if it names an agency.
fn after_sentence(caption: &str) -> Option<&str> {
    let (_, last) = caption.trim_end_matches('.').rsplit_once(". ")?;
    (last.split_whitespace().count() <= 8 && has_agency(last)).then_some(last)
}

fn has_agency(text: &str) -> bool {
    AGENCIES.iter().any(|agency| {
        text.match_indices(agency).any(|(at, _)| {
            let (before, from) = text.split_at(at);
            let after = from.split_at(agency.len()).1;
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
    })
}
