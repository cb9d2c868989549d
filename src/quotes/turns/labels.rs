//! Labels: the words at the head of a paragraph that name whoever speaks in it.
//!
//! `BRASK (on camera):`, `Minister Olga Pahl:`, `Lise Orban, engineer:`, `[00:12] SO:`, `Q.`

use std::ops::Range;

/// A label is at most so long, in bytes.
const LONGEST: usize = 80;
/// A name in a label has at most so many words.
const MOST_WORDS: usize = 6;

/// Small words within names and titles.
const PARTICLES: [&str; 22] = [
    "of", "the", "for", "and", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "van",
    "von", "der", "den", "ter", "al", "bin", "ibn", "y",
];

/// What a paragraph opens with, as bytes of its text.
pub struct Label {
    /// The words that name the speaker, without role, brackets and time.
    pub name: Range<usize>,
    /// Where what is said begins.
    pub end: usize,
    /// Whether a role stands after the name.
    pub has_role: bool,
}

/// The label that opens a paragraph.
pub fn parse(text: &str) -> Option<Label> {
    let start = opening(text);
    let near = text.as_bytes().get(start..)?;
    let near = near.get(..LONGEST).unwrap_or(near);
    let named = || memchr::memchr2(b':', b'.', near).and_then(|_| Scan::new(start).label(text));
    single_letter(text, start).or_else(named)
}

/// Where the words begin, behind a list's mark and a time ("[00:01:12]").
fn opening(text: &str) -> usize {
    let marked = text.trim_start_matches(['•', '·', '*', '-', '–', '—', ' ', '\t', '\u{A0}']);
    let at = text.len() - marked.len();
    let word = marked.split_whitespace().next().unwrap_or_default();
    match is_time(word) {
        true => {
            let rest = marked.get(word.len()..).unwrap_or_default();
            let rest = rest.trim_start_matches(['-', '–', '—', ' ', '\t']);
            text.len() - rest.len()
        }
        false => at,
    }
}

/// Whether a word is a time ("12:03", "[00:01:12]").
fn is_time(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')', '[', ']', ',', '-', '–']);
    let bare = bare
        .strip_suffix(':')
        .unwrap_or(bare)
        .trim_matches([')', ']']);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let others = |it: u8| matches!(it, b':' | b'.') || it.is_ascii_digit();
    digits >= 3 && bare.contains(':') && bare.bytes().all(others)
}

/// `Q.` and `A.`, or with a dash or a bracket: questions and answers of hearings.
fn single_letter(text: &str, start: usize) -> Option<Label> {
    let rest = text.get(start..)?;
    let letter = rest.starts_with(['Q', 'A']).then_some(1)?;
    let mut behind = rest.chars().skip(letter);
    let glued = rest.starts_with('Q') && behind.next().is_some_and(char::is_uppercase);
    if glued && behind.next().is_some_and(char::is_lowercase) {
        // "QWhere were you?", as pages have it that put the letter in a box.
        return Some(Label {
            name: start..start + letter,
            end: start + letter,
            has_role: false,
        });
    }
    let sign = ['.', ')', '-', '–', '—'];
    let after = rest.get(letter..)?;
    let after = after
        .strip_prefix(' ')
        .filter(|it| it.starts_with(['-', '–', '—']))
        .unwrap_or(after);
    let said = after.strip_prefix(sign)?;
    said.starts_with(char::is_whitespace).then(|| Label {
        name: start..start + letter,
        end: text.len() - said.len(),
        has_role: false,
    })
}

/// A label while it is read, word by word.
struct Scan {
    start: usize,
    at: usize,
    words: usize,
    name_end: usize,
    has_role: bool,
    in_brackets: bool,
}

impl Scan {
    fn new(start: usize) -> Scan {
        Scan {
            start,
            at: start,
            words: 0,
            name_end: start,
            has_role: false,
            in_brackets: false,
        }
    }

    fn label(mut self, text: &str) -> Option<Label> {
        loop {
            let rest = text.get(self.at..)?;
            self.at += rest.len() - rest.trim_start().len();
            let word = text.get(self.at..)?.split_whitespace().next()?;
            if self.at - self.start > LONGEST || self.words > MOST_WORDS {
                return None;
            }
            let ends = self.take(word)?;
            self.at += word.len();
            if ends && self.words > 0 {
                return Some(Label {
                    name: self.start..self.name_end,
                    end: self.at,
                    has_role: self.has_role,
                });
            }
        }
    }

    /// Takes a word in, and tells whether the label ends with it.
    fn take(&mut self, word: &str) -> Option<bool> {
        let bare = word.strip_suffix(':').unwrap_or(word);
        let ends = bare.len() < word.len();
        let opens = bare.starts_with(['(', '[']);
        if is_time(word) {
            return Some(ends && self.words > 0);
        }
        if self.in_brackets || opens {
            self.in_brackets = !bare.ends_with([')', ']']);
            return Some(ends && !self.in_brackets);
        }
        if self.has_role {
            return Some(ends);
        }
        let name = bare.trim_end_matches(',');
        if !self.is_of_name(name) {
            return None;
        }
        self.has_role = name.len() < bare.len();
        self.words += 1;
        self.name_end = self.at + name.len();
        Some(ends)
    }

    /// Whether a word can be of a name or an office.
    fn is_of_name(&self, word: &str) -> bool {
        let letters = |it: char| it.is_alphabetic() || matches!(it, '.' | '-' | '’' | '\'' | '&');
        let numbered = word.starts_with(['Q', 'A', '#']) && word.len() <= 3;
        let capital = word
            .trim_start_matches(['’', '\''])
            .starts_with(char::is_uppercase);
        let particle = self.words > 0 && (word == "&" || PARTICLES.contains(&word));
        (word.chars().all(letters) || numbered) && (capital || particle)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_told_from_other_words_before_a_colon() {
        let name =
            |text: &str| parse(text).map(|it| text.get(it.name).unwrap_or_default().to_owned());
        for (text, want) in [
            ("BRASK (on camera): How long?", Some("BRASK")),
            ("Minister Olga Pahl: In May.", Some("Minister Olga Pahl")),
            (
                "Lise Orban, engineer at the mole: It stands.",
                Some("Lise Orban"),
            ),
            ("[00:01:12] SO: And then?", Some("SO")),
            ("Ada Marsh (00:12): Yes.", Some("Ada Marsh")),
            ("Ada Marsh [via link]: Yes.", Some("Ada Marsh")),
            ("J. R. Quirk: No.", Some("J. R. Quirk")),
            ("Q. Where were you?", Some("Q")),
            ("A – In the shed.", Some("A")),
            ("Q1: Where?", Some("Q1")),
            ("QWhere were you?", Some("Q")),
            ("– PAHL: No.", Some("PAHL")),
            ("The doors open at 10:30 on Monday.", None),
            ("The rule is simple: wait.", None),
            ("10:30 We begin.", None),
            ("A man was seen.", None),
        ] {
            assert_eq!(name(text).as_deref(), want, "{text}");
        }
    }
}
