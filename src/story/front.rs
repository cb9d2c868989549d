//! What leads a story in plain text: headline, byline and dateline, where they are clearly there.

use super::word_list::entries;

/// What the first lines of a story are. Lines are counted without the blank ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lead {
    /// The line that is the headline.
    pub headline: Option<usize>,
    /// The byline.
    pub byline: Option<Author>,
    /// The line that opens with a dateline, and the byte in it where that ends.
    pub dateline: Option<(usize, usize)>,
}

/// A line that names who wrote the story.
#[derive(Debug, PartialEq, Eq)]
pub struct Author {
    /// Which line it is.
    pub line: usize,
    /// The names in it.
    pub names: Vec<String>,
    /// The role, if it tells one.
    pub role: Option<String>,
}

impl Lead {
    /// How many lines the lead takes up.
    pub fn lines(&self) -> usize {
        let byline = self.byline.as_ref().map(|it| it.line);
        let dateline = self.dateline.map(|(line, _)| line);
        let last = [self.headline, byline, dateline]
            .into_iter()
            .flatten()
            .max();
        last.map_or(0, |it| it + 1)
    }
}

/// Job titles that end a byline, one a line.
const ROLES: &str = include_str!("../../assets/bylines.txt");
/// Words in capitals that open a story without being a place, one a line.
const SLUGS: &str = include_str!("../../assets/slugs.txt");

/// Finds the lead in a story's first lines, each given with whether a blank line follows it.
pub fn lead(lines: &[(&str, bool)]) -> Lead {
    let headline = is_headline(lines).then_some(0);
    let next = usize::from(headline.is_some());
    let byline = author(lines, next);
    let next = byline.as_ref().map_or(next, |it| it.line + 1);
    let dateline = lines
        .get(next)
        .and_then(|(line, _)| dateline_end(line))
        .map(|end| (next, end));
    Lead {
        headline,
        byline,
        dateline,
    }
}

/// Whether the first line is a headline: short, no sentence, and set off from what follows.
fn is_headline(lines: &[(&str, bool)]) -> bool {
    let [(first, blank), (second, _), ..] = lines else {
        return false;
    };
    let short = first.chars().count() <= 120 && first.split_whitespace().count() >= 2;
    let sentence = bare_end(first).is_some_and(|it| matches!(it, '.' | ':' | ',' | ';'));
    if !short || sentence || author(lines, 0).is_some() || dateline_end(first).is_some() {
        return false;
    }
    let led_on = author(lines, 1).is_some() || dateline_end(second).is_some();
    let body = bare_end(second).is_some_and(|it| matches!(it, '.' | '!' | '?'));
    let longer = second.chars().count() > first.chars().count();
    led_on || (body && (*blank || longer))
}

/// The last character that is no closing mark.
fn bare_end(line: &str) -> Option<char> {
    line.trim_end_matches(['”', '’', '"', '\'', '»', ')'])
        .chars()
        .next_back()
}

/// Reads the line at `index` as a byline.
fn author(lines: &[(&str, bool)], index: usize) -> Option<Author> {
    let (line, _) = lines.get(index)?;
    let by = ["By ", "BY ", "by "]
        .iter()
        .find_map(|it| line.strip_prefix(it));
    let (names, role) = match by {
        Some(rest) => named(rest)?,
        None => (Vec::new(), Some(lone_role(line)?)),
    };
    Some(Author {
        line: index,
        names,
        role,
    })
}

/// `Ada Marsh and Tom Reed, transport correspondents`.
fn named(rest: &str) -> Option<(Vec<String>, Option<String>)> {
    if rest.ends_with(['.', '!', '?', '”']) || rest.split_whitespace().count() > 20 {
        return None;
    }
    let mut names = Vec::new();
    let mut role = None;
    for part in rest.split([',', ';', '|']).map(str::trim) {
        if ends_in_role(part) || role.is_some() {
            role.get_or_insert_with(|| part.to_owned());
        } else {
            names.extend(part.split(" and ").map(str::trim).map(str::to_owned));
        }
    }
    names.retain(|it| !it.is_empty());
    let capital = names
        .iter()
        .all(|it| it.chars().next().is_some_and(char::is_uppercase));
    (capital && !names.is_empty()).then_some((names, role))
}

/// A short line that is a job title and nothing else: what is left of a byline without its name.
fn lone_role(line: &str) -> Option<String> {
    let short = line.split_whitespace().count() <= 6;
    let open = line.ends_with(char::is_alphabetic);
    (short && open && ends_in_role(line)).then(|| line.to_owned())
}

fn ends_in_role(part: &str) -> bool {
    let last = part.split_whitespace().next_back().unwrap_or("");
    entries(ROLES).any(|it| it.eq_ignore_ascii_case(last))
}

/// Where the dateline ends that opens `line`: `PORTWICK, Sept 3 (Agency) —`.
fn dateline_end(line: &str) -> Option<usize> {
    const DASHES: [&str; 5] = [" - ", " – ", " — ", " -- ", "— "];
    const LONGEST: usize = 90;
    let (end, before) = DASHES
        .iter()
        .filter_map(|dash| {
            let at = line.find(dash).filter(|&at| at <= LONGEST)?;
            Some((at + dash.len(), line.get(..at)?))
        })
        .min()?;
    is_place(before).then_some(end)
}

/// Whether the words before the dash name a place and perhaps a date and an agency.
fn is_place(words: &str) -> bool {
    let city = words.split([',', '(']).next().unwrap_or("").trim();
    let letters = city.chars().filter(|it| it.is_alphabetic());
    let upper = letters.clone().count() >= 3 && letters.clone().all(char::is_uppercase);
    let named = city.chars().next().is_some_and(char::is_uppercase) && words.ends_with(')');
    let rest = words
        .split_whitespace()
        .all(|it| it.starts_with(|it: char| it.is_uppercase() || it.is_numeric() || it == '('));
    let slug = entries(SLUGS).any(|it| it.eq_ignore_ascii_case(city));
    (upper || named) && !slug && rest && city.split_whitespace().count() <= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dateline_needs_a_place() {
        assert_eq!(dateline_end("PORTWICK (Coast) — The row"), Some(21));
        assert_eq!(dateline_end("Portwick, Kent (CN) - The row"), Some(22));
        assert_eq!(dateline_end("THE row — it was one — went on"), None);
        assert_eq!(dateline_end("He said so - twice"), None);
        assert_eq!(dateline_end("EXCLUSIVE – The row"), None);
    }

    #[test]
    fn a_sentence_that_starts_with_by_is_no_byline() {
        assert_eq!(author(&[("By noon the quay was empty.", false)], 0), None);
        assert_eq!(author(&[("By then nobody cared", false)], 0), None);
    }

    #[test]
    fn no_headline_without_a_story_under_it() {
        assert_eq!(lead(&[("A line of words", false)]), Lead::default());
    }

    #[test]
    fn a_headline_is_short_and_set_off() {
        let body = "Nobody sailed on Sunday, and nobody will sail today.";
        for (first, second, blank, want) in [
            ("Ferry row deepens", body, true, true),
            ("Ferry row deepens", body, false, true),
            ("Ferry", body, true, false),
            ("Ferry row deepens.", body, true, false),
            ("Ferry row deepens", "No boat.", true, true),
            ("Ferry row deepens", "No boat.", false, false),
            ("Ferry row deepens", "It sank. And so.", false, false),
            ("Ferry row deepens", "The next line", true, false),
        ] {
            let found = is_headline(&[(first, blank), (second, false)]);
            assert_eq!(found, want, "{first} | {second} | {blank}");
        }
        let long = "row ".repeat(31);
        assert!(!is_headline(&[(long.trim(), true), (body, false)]));
    }

    #[test]
    fn a_byline_has_at_most_twenty_words() {
        let twenty = format!("By {}and Tom Reed", "Ada ".repeat(17));
        assert!(author(&[(&twenty, false)], 0).is_some());
        let more = format!("By {}and Tom Reed", "Ada ".repeat(18));
        assert_eq!(author(&[(&more, false)], 0), None);
    }
}
