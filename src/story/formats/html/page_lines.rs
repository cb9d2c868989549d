//! Lines among the paragraphs of a story that speak for the page: prompts, dates, links to other stories.

use std::sync::LazyLock;

use super::blocks::{Piece, Words};
use super::labels;
use crate::story::BlockKind;

static LINES: LazyLock<Vec<&str>> =
    LazyLock::new(|| labels(include_str!("../../../../assets/html/page-lines.txt")));

/// Leaves out the lines that are no part of the story.
pub fn remove(pieces: &mut Vec<Piece>) {
    pieces.retain(|it| match it {
        Piece::Words { kind, runs, .. } => !is_page_line(*kind, runs),
        Piece::Figure(_) => true,
    });
}

fn is_page_line(_kind: BlockKind, runs: &[Words]) -> bool {
    let text: String = runs.iter().map(|it| it.text.as_str()).collect();
    let text = text.trim();
    is_listed(text) || is_only_link(runs, text) || is_date(text) || is_address(text)
}

/// The longest line that speaks for the page, in bytes.
const LONGEST: usize = 300;

pub fn is_listed(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let lower = text.to_lowercase().replace('’', "'");
    let bare = lower.trim_matches(|it: char| !it.is_alphanumeric());
    LINES.iter().any(|line| match line.strip_suffix('*') {
        Some(start) => lower.starts_with(start) || bare.starts_with(start),
        None => bare == *line,
    })
}

/// Whether all of a line is one or several links: the title of another story, a list of topics.
fn is_only_link(runs: &[Words], text: &str) -> bool {
    let linked: usize = runs
        .iter()
        .filter(|it| it.url.is_some())
        .map(|it| it.text.trim().len())
        .sum();
    linked * 10 >= text.len() * 9 && !text.ends_with(['.', '”'])
}

const MONTHS: [&str; 24] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mai",
    "okt", "dez", "janv", "févr", "avr", "juin", "juil", "août", "déc", "ene", "dic",
];

/// Whether a line says when something was published and nothing else.
fn is_date(text: &str) -> bool {
    if text.len() > 120 || text.ends_with(['.', '?', '!']) && !text.ends_with("m.") {
        return false;
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let numbers = words
        .iter()
        .filter(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        .count();
    let months = words
        .iter()
        .any(|it| MONTHS.iter().any(|m| it.starts_with(m)));
    let clock = lower.contains(':') || lower.contains('/') || lower.contains('.');
    let says = [
        "published",
        "updated",
        "posted",
        "created",
        "publié",
        "veröffentlicht",
        "publicado",
        "aktualisiert",
        "mis à jour",
        "first published",
        "last updated",
    ]
    .iter()
    .any(|it| lower.starts_with(it));
    let rest = words.len().saturating_sub(numbers);
    (numbers >= 2 && (months || clock) && rest <= 8 && numbers * 3 >= rest)
        || (says && numbers >= 1 && words.len() <= 16)
}

/// Whether a line is an address or a name on a network.
fn is_address(text: &str) -> bool {
    text.split_whitespace().count() <= 2
        && (text.contains('@') || text.contains("twitter.com/") || text.starts_with("http"))
}
