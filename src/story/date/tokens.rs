//! The numbers, words and signs a written date is made of, and what the words mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::story::word_list::entries;

/// A piece of a written date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// A number and how many digits spell it.
    Number(u32, usize),
    /// A word, in lower case.
    Word(&'a str),
    /// Any other character.
    Sign(char),
}

/// A piece and where it stands, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// Splits a text in lower case into its pieces. Those that count in years, months and days in Chinese,
/// Japanese and Korean are signs.
pub fn tokens(lower: &str) -> Vec<Token<'_>> {
    let mut res = Vec::new();
    let mut rest = lower.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let class = class(first);
        let mut end = start + first.len_utf8();
        while class != Class::Sign
            && let Some((at, it)) = rest.next_if(|(_, it)| self::class(*it) == class)
        {
            end = at + it.len_utf8();
        }
        let Some(text) = lower.get(start..end) else {
            continue;
        };
        let kind = match class {
            Class::Digit => Kind::Number(text.parse().unwrap_or(u32::MAX), text.len()),
            Class::Letter => Kind::Word(text),
            Class::Sign => Kind::Sign(first),
        };
        res.push(Token { kind, start, end });
    }
    res
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Sign,
}

fn class(it: char) -> Class {
    const COUNTED: [char; 6] = ['年', '月', '日', '년', '월', '일'];
    match it {
        '0'..='9' => Class::Digit,
        it if it.is_alphabetic() && !COUNTED.contains(&it) => Class::Letter,
        _ => Class::Sign,
    }
}

static MONTHS: LazyLock<HashMap<&str, i8>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/dates/months.txt");
    let of = |line: &'static str| {
        let (number, names) = line.split_once(' ')?;
        let number = number.parse().ok()?;
        Some(names.split(' ').map(move |it| (it, number)))
    };
    entries(list).filter_map(of).flatten().collect()
});

static ZONES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/dates/zones.txt");
    entries(list).filter_map(|it| it.split_once(' ')).collect()
});

/// The number of a month, from 1, by a name or short form in lower case.
pub fn month(word: &str) -> Option<i8> {
    MONTHS.get(word).copied()
}

/// Whether a word in lower case is the name of a month or short for one.
pub fn is_month(word: &str) -> bool {
    month(word).is_some()
}

/// The offset of a zone by its short name in lower case.
pub fn zone(word: &str) -> Option<&'static str> {
    ZONES.get(word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_of_two_months() {
        let list = include_str!("../../../assets/dates/months.txt");
        let told = entries(list).flat_map(|it| it.split(' ').skip(1).map(move |name| (name, it)));
        for (name, line) in told {
            let number = month(name).expect("a month");
            assert!(line.starts_with(&format!("{number} ")), "{name}");
        }
        assert_eq!(entries(list).count(), 12);
    }
}
