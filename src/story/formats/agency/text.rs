//! Wire text without markup: where its paragraphs are.

use crate::story::BlockKind;
use crate::story::formats::body::Part;

/// Lines longer than this, in characters, were not broken by hand.
const WIDEST: usize = 90;

/// The paragraphs of a text.
///
/// Wires mark them in one of three ways: by blank lines, by indenting the first line, or by
/// writing each on a line of its own. The text shows which.
pub fn parts(text: &str) -> Vec<Part> {
    let lines: Vec<&str> = text.lines().collect();
    let filled = || lines.iter().filter(|it| !it.trim().is_empty());
    let indented = filled().filter(|it| it.starts_with([' ', '\t'])).count();
    let by_indent = indented > 1 && indented < filled().count();
    let broken = filled().count() > 1 && filled().all(|it| it.chars().count() <= WIDEST);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = line.trim();
        let starts = !open || !broken || (by_indent && line.starts_with([' ', '\t']));
        open = !words.is_empty();
        match paragraphs.last_mut() {
            _ if words.is_empty() => {}
            Some(last) if !starts => {
                last.push(' ');
                last.push_str(words);
            }
            _ => paragraphs.push(words.to_owned()),
        }
    }
    let block = |it| Part::block(BlockKind::Paragraph, it);
    paragraphs.into_iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let found: Vec<String> = parts(text).iter().map(Part::text).collect();
        assert_eq!(found, want);
    }

    #[test]
    fn paragraphs_are_found_by_blank_lines_indents_or_lines() {
        check("one\ntwo\n\nthree\n", &["one two", "three"]);
        check("   one\ntwo\n   three\nfour", &["one two", "three four"]);
        let long = "word ".repeat(30);
        check(&format!("{long}\nshort"), &[long.trim(), "short"]);
        check("one", &["one"]);
        check("", &[]);
    }

    #[test]
    fn lines_all_indented_are_parted_by_blank_ones() {
        check("  one\n  two\n\n  three", &["one two", "three"]);
    }
}
