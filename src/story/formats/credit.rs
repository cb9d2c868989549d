//! Credits joined to descriptions, and banners among the pictures.

use std::sync::LazyLock;

use crate::story::ImageRole;
use crate::story::word_list::entries;

/// Agency labels.
static AGENCIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../assets/agencies.txt")).collect());
/// Phrases of banners.
static PROMO: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../assets/promo.txt")).collect());

/// Splits `EPA A man at a gate` into the credit and the description.
///
/// Several labels may lead ("AFP/Getty Images A man"). What follows must open like a description,
/// with a capital, a number or a mark, so that "PA system fails" keeps its first word.
pub fn leading_credit(text: &str) -> Option<(&str, &str)> {
    let mut end = label_len(text)?;
    while let Some(more) = next_label(text, end) {
        end = more;
    }
    let (credit, rest) = text.split_at_checked(end)?;
    let rest = rest.strip_prefix([' ', ':', ',', '.'])?.trim_start();
    let opens = |it: char| it.is_uppercase() || it.is_numeric() || !it.is_alphanumeric();
    rest.starts_with(opens).then_some((credit, rest))
}

/// The end of a label that follows the one that ends at `end`: `/Getty Images`.
fn next_label(text: &str, end: usize) -> Option<usize> {
    let (_, rest) = text.split_at_checked(end)?;
    let joint = ["/", " / ", " via "]
        .iter()
        .find(|it| rest.starts_with(**it))?;
    let from = end + joint.len();
    Some(from + label_len(text.get(from..)?)?)
}

/// The length of the longest agency label that `text` opens with, as whole words.
fn label_len(text: &str) -> Option<usize> {
    let whole = |label: &str| {
        let rest = text.strip_prefix(label);
        rest.is_some_and(|it| !it.starts_with(|it: char| it.is_alphanumeric() || it == '-'))
    };
    let fitting = AGENCIES.iter().filter(|it| whole(it));
    fitting.map(|it| it.len()).max()
}

/// Whether `text` is an agency's label and nothing else.
pub fn is_label(text: &str) -> bool {
    AGENCIES.iter().any(|it| it.eq_ignore_ascii_case(text))
}

/// Whether the description of a picture is that of a banner, logo or advertisement.
pub fn role(description: &str) -> ImageRole {
    let lower = description.to_lowercase();
    let lower = lower.trim_end_matches(['.', '!']);
    let is_promo = |phrase: &str| match phrase.strip_suffix('$') {
        Some(phrase) => lower.ends_with(phrase) && lower.split_whitespace().count() <= 6,
        None => lower.contains(phrase),
    };
    match PROMO.iter().any(|it| is_promo(it)) {
        true => ImageRole::Promo,
        false => ImageRole::Photo,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_agency_is_the_credit() {
        assert_eq!(leading_credit("EPA Ada Marsh"), Some(("EPA", "Ada Marsh")));
        assert_eq!(
            leading_credit("AFP via Getty Images A gate"),
            Some(("AFP via Getty Images", "A gate"))
        );
        assert_eq!(
            leading_credit("EPA/Shutterstock 3 men"),
            Some(("EPA/Shutterstock", "3 men"))
        );
    }

    #[test]
    fn words_that_only_look_like_an_agency_are_kept() {
        assert_eq!(leading_credit("PA system fails at the gate"), None);
        assert_eq!(leading_credit("APRIL in Portwick"), None);
        assert_eq!(leading_credit("Reuters"), None);
        assert_eq!(leading_credit("EPA-Style gates"), None);
    }

    #[test]
    fn banners_are_told_from_pictures_of_banners() {
        assert_eq!(
            role("Blue banner promoting the Tides newsletter"),
            ImageRole::Promo
        );
        assert_eq!(role("Coast Check logo"), ImageRole::Promo);
        assert_eq!(role("Strikers hold a banner at the gate"), ImageRole::Photo);
        assert_eq!(
            role("A man walks past the tall building that bears the ferry company's logo"),
            ImageRole::Photo
        );
    }

    #[test]
    fn a_label_alone_is_told_in_any_case() {
        assert!(is_label("Reuters") && is_label("reuters"));
        assert!(!is_label("Reuters A man") && !is_label("Marsh"));
    }
}
