//! Dates as pages print them, told from prose.

use std::sync::LazyLock;

use crate::story::date::is_month;
use crate::story::word_list::entries;

static DAYS: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/days.txt")).collect());

/// Words that open a line about when something was published, in lower case.
const OPENINGS: [&str; 12] = [
    "published",
    "updated",
    "posted",
    "created",
    "first published",
    "last updated",
    "last modified",
    "publié",
    "mis à jour",
    "veröffentlicht",
    "aktualisiert",
    "publicado",
];

/// Whether a line says when something was published, and nothing else.
pub fn is_date_line(line: &str) -> bool {
    const LONGEST: usize = 120;
    const MOST_WORDS: usize = 16;
    if line.len() > LONGEST {
        return false;
    }
    let lower = line.to_lowercase();
    let words: Vec<&str> = words(&lower).collect();
    if words.len() > MOST_WORDS {
        return false;
    }
    let numbers = words
        .iter()
        .filter(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        .count();
    let opens = OPENINGS.iter().any(|it| lower.starts_with(it));
    let year = words
        .iter()
        .any(|it| it.len() == 4 && (it.starts_with("19") || it.starts_with("20")));
    let month = words.iter().any(|it| is_of_calendar(it));
    let dated = numbers >= 2 && year && (month || numbers >= 3);
    let sentence = lower.ends_with('.') && !lower.ends_with("m.");
    numbers >= 1 && !sentence && (opens || dated && words.len() - numbers <= 8)
}

/// `text` without the names of months and days at its end.
pub fn without_calendar(text: &str) -> &str {
    let mut rest = text.trim_end();
    while let Some((before, last)) = rest.rsplit_once(char::is_whitespace) {
        let last = last.to_lowercase();
        if !words(&last).all(is_of_calendar) {
            break;
        }
        rest = before.trim_end();
    }
    rest
}

fn is_of_calendar(word: &str) -> bool {
    is_month(word) || DAYS.contains(&word)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_line_says_when_and_nothing_else() {
        for (line, want) in [
            ("4 May 2031, 10:30", true),
            ("Published 4 May", true),
            ("04.05.2031 10:30", true),
            ("Monday 4 May 2031", true),
            ("4.5.31 10", false),
            ("4 2031", false),
            ("Rooms 4 5 6 of 1031", false),
            ("4 boats, 9 nets 2031", true),
            ("May", false),
            ("The ferry sailed on 4 May 2031.", false),
            ("Updated 4 May 2031 at 10:30 a.m.", true),
        ] {
            assert_eq!(is_date_line(line), want, "{line}");
        }
        assert!(is_date_line(&format!("Published 4 {}", "x".repeat(108))));
        assert!(!is_date_line(&format!("Published 4 {}", "x".repeat(109))));
        assert!(!is_date_line("May 4 2031 a b c d e f g h i j k l m"));
        let sixteen = format!("Published 4{}", " x".repeat(14));
        assert!(is_date_line(&sixteen));
        assert!(!is_date_line(&(sixteen + " x")));
    }
}
