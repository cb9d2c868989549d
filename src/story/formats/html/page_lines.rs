//! Lines among the paragraphs of a story that speak for the page: prompts, dates, links to other stories.

use std::sync::LazyLock;

use super::blocks::Words;
use crate::story::word_list::entries;

static LINES: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/page-lines.txt")).collect());

/// Whether a block speaks for the page, wherever it stands.
pub fn is_page_line(runs: &[Words], text: &str) -> bool {
    is_listed(text) || is_only_link(runs, text) || is_address(text)
}

/// The longest line that speaks for the page, in bytes.
const LONGEST: usize = 300;

/// Whether a line is one of those that pages put among their paragraphs.
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

/// Whether a line is an address or a name on a network.
fn is_address(text: &str) -> bool {
    text.split_whitespace().count() <= 2
        && (text.contains('@') || text.contains("twitter.com/") || text.starts_with("http"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_alone() {
        for (line, want) in [
            ("ada@coast.example", true),
            ("twitter.com/adamarsh", true),
            ("http://coast.example", true),
            ("Ada Marsh", false),
            ("Write to ada@coast.example", false),
        ] {
            assert_eq!(is_address(line), want, "{line}");
        }
    }

    #[test]
    fn lines_are_listed_as_they_are_or_by_their_opening() {
        for (line, want) in [
            ("Advertisement", true),
            ("— Advertisement —", true),
            ("Advertisements are dear", false),
            ("Also on the quay: nets", true),
            ("» Also on the quay: nets", true),
            ("Follow @adamarsh", true),
            ("The quay", false),
        ] {
            assert_eq!(is_listed(line), want, "{line}");
        }
        assert!(!is_listed(&format!("Also on {}", "x".repeat(300))));
    }
}
