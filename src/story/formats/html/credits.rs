//! Credits in captions: who took a picture or supplied it.

use std::sync::LazyLock;

use crate::story::word_list::entries;

/// Words that announce a credit, in lower case, the longer first.
static CUES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/credit-cues.txt")).collect());
static AGENCIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/agencies.txt")).collect());

/// The longest credit, in bytes.
const LONGEST: usize = 120;

/// The credit that a caption ends with: after a cue ("Photo:"), in brackets, or an agency's label.
pub fn named(caption: &str) -> Option<String> {
    let credit = after_cue(caption)
        .or_else(|| in_brackets(caption))
        .or_else(|| after_sentence(caption))
        .or_else(|| at_the_end(caption))?;
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

/// Whether a line is a credit and nothing else: announced, in brackets, or an agency's label.
pub fn is_credit(line: &str) -> bool {
    let line = line.trim();
    let all = |inner: &str| inner.len() + 2 >= line.len();
    let bracketed = || line.starts_with('(') && in_brackets(line).is_some_and(all);
    is_agency(line) || is_announced(line) || line.len() <= LONGEST && bracketed()
}

/// Whether a text is an agency's label and nothing else.
pub fn is_agency(text: &str) -> bool {
    AGENCIES.contains(&text.trim())
}

/// Whether a short text opens with a cue.
fn is_announced(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[', ' ']);
    let mut after = CUES.iter().filter_map(|cue| without_prefix(inner, cue));
    text.len() <= LONGEST && after.any(opens_credit)
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

/// From the first cue in a caption on. A cue starts a word, or, where a page has left out the space,
/// a capital after a small letter.
fn after_cue(caption: &str) -> Option<&str> {
    let mut before = ' ';
    for (at, it) in caption.char_indices() {
        let starts = !before.is_alphanumeric() || (it.is_uppercase() && before.is_lowercase());
        before = it;
        let (_, rest) = caption.split_at(at);
        if starts && (it.is_alphabetic() || it == '©') && is_announced(rest) {
            return Some(rest);
        }
    }
    None
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

/// The longest agency's label that a caption ends with, set off by a space.
fn at_the_end(caption: &str) -> Option<&str> {
    let labels = AGENCIES.iter().filter(|it| {
        let before = caption.strip_suffix(**it);
        before.is_some_and(|it| it.ends_with([' ', '\u{A0}']))
    });
    labels.max_by_key(|it| it.len()).copied()
}

/// Whether an agency is named in a text.
pub fn has_agency(text: &str) -> bool {
    AGENCIES.iter().any(|agency| {
        text.match_indices(agency).any(|(at, _)| {
            let (before, from) = text.split_at(at);
            let after = from.split_at(agency.len()).1;
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_credit_of_a_caption_is_found() {
        for (caption, credit) in [
            (
                "The quay at dawn. Photo: Ada Marsh/Coast Press",
                "Ada Marsh/Coast Press",
            ),
            ("The quay at dawnCredit: Ada Marsh", "Ada Marsh"),
            ("The quay (Image credit: Tide Lab)", "Tide Lab"),
            (
                "The quay at dawn.Credit...Ada Marsh for The Tide",
                "Ada Marsh for The Tide",
            ),
            (
                "The quay. (Ada Marsh/The Tide via AP)",
                "Ada Marsh/The Tide via AP",
            ),
            (
                "The quay at dawn. Ada Marsh/AFP via Getty Images",
                "Ada Marsh/AFP via Getty Images",
            ),
            ("Der Kai am Morgen. Foto: Ada Marsh/dpa", "Ada Marsh/dpa"),
            ("The quay at dawn Getty Images", "Getty Images"),
            ("© Ada Marsh", "Ada Marsh"),
        ] {
            assert_eq!(named(caption).as_deref(), Some(credit), "{caption}");
        }
    }

    #[test]
    fn captions_that_speak_of_pictures_have_no_credit() {
        for caption in [
            "A photo of the quay hangs in the hall.",
            "The photographer at the quay (left).",
            "Credit unions by the quay",
            "A gate",
        ] {
            assert_eq!(named(caption), None, "{caption}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_credit_is_known() {
        assert!(is_credit("Reuters"));
        assert!(is_credit("(Ada Marsh / Associated Press)"));
        assert!(is_credit("Image: Ada Marsh"));
        assert!(!is_credit("Reuters reported on Monday."));
        assert!(!is_credit("Photo finishes are rare."));
    }

    #[test]
    fn brackets_hold_a_credit_with_a_slash_or_an_agency() {
        assert_eq!(
            in_brackets("Dawn (Ada Marsh/Tide)."),
            Some("Ada Marsh/Tide")
        );
        assert_eq!(in_brackets("Dawn (Reuters)"), Some("Reuters"));
        assert_eq!(in_brackets("Dawn (in May)"), None);
    }

    #[test]
    fn a_credit_is_no_longer_than_a_line() {
        let long = "x".repeat(121);
        assert_eq!(named(&format!("Dawn ({long}/Tide)")), None);
        assert!(is_credit("(Ada Marsh/Tide)"));
        assert!(!is_credit("(At dawn) The quay (Ada Marsh/Tide)"));
        assert!(!is_credit("(At dawn) (Ada Marsh/Tide)"));
    }
}
