//! The time of day beside a date, with its offset if that is told.

use jiff::civil::Date;

use super::tokens::{Kind, Token, zone};

/// A time of day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    hour: u32,
    minute: u32,
    second: u32,
    /// The offset from UTC as ISO 8601 has it; empty if none is told.
    offset: String,
}

impl Time {
    /// Date and time together. The hour 24 is the next day's first.
    pub fn on(&self, date: Date) -> String {
        let next = (self.hour == 24).then(|| date.tomorrow().ok()).flatten();
        let (date, hour) = next.map_or((date, self.hour), |it| (it, 0));
        let Time {
            minute,
            second,
            offset,
            ..
        } = self;
        format!("{date}T{hour:02}:{minute:02}:{second:02}{offset}")
    }
}

/// The time that stands shortly after the date in `tokens[start..end]`, within it, or before it.
pub fn beside(tokens: &[Token<'_>], start: usize, end: usize) -> Option<Time> {
    const WITHIN: usize = 5;
    let first = |mut places: std::ops::Range<usize>| places.find_map(|it| at(tokens, it));
    let after = first(end..(end + WITHIN).min(tokens.len()));
    let found = after
        .or_else(|| first(start..end))
        .or_else(|| first(start.saturating_sub(10)..start));
    found.map(|(time, _)| time)
}

/// The token after a time that starts at `at`.
pub fn after(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    self::at(tokens, at).map(|(_, end)| end)
}

/// `10:30`, `10:30:00.000`, `10h30`, `10.30 Uhr`, `103000` after a T; with what follows of halves of the
/// day and of offsets.
fn at(tokens: &[Token<'_>], at: usize) -> Option<(Time, usize)> {
    let kind = |at: usize| tokens.get(at).map(|it| it.kind);
    let is_sign = |at: usize, sign: char| kind(at) == Some(Kind::Sign(sign));
    let (hour, minute, mut second, mut end) = match (kind(at)?, kind(at + 1), kind(at + 2)) {
        (
            Kind::Number(hour, 1 | 2),
            Some(Kind::Sign(':') | Kind::Word("h")),
            Some(Kind::Number(minute, 2)),
        ) => (hour, minute, 0, at + 3),
        (Kind::Number(hour, 1 | 2), Some(Kind::Sign('.')), Some(Kind::Number(minute, 2)))
            if matches!(kind(at + 3), Some(Kind::Word("uhr" | "am" | "pm"))) =>
        {
            (hour, minute, 0, at + 3)
        }
        (Kind::Word("t"), Some(Kind::Number(digits, 4)), _) => {
            (digits / 100, digits % 100, 0, at + 2)
        }
        (Kind::Word("t"), Some(Kind::Number(digits, 6)), _) => {
            (digits / 10_000, digits / 100 % 100, digits % 100, at + 2)
        }
        _ => return None,
    };
    if is_sign(end, ':')
        && let Some(Kind::Number(it, 1 | 2)) = kind(end + 1)
    {
        (second, end) = (it, end + 2);
    }
    if is_sign(end, '.') && matches!(kind(end + 1), Some(Kind::Number(..))) {
        end += 2;
    }
    let (hour, end) = half(tokens, end, hour);
    let (offset, end) = offset(tokens, end);
    let valid = hour <= 24 && minute < 60 && second <= 60;
    let time = Time {
        hour,
        minute,
        second,
        offset,
    };
    valid.then_some((time, end))
}

/// The hour in the half of the day that is named at `at`, and the token after its name.
fn half(tokens: &[Token<'_>], at: usize, hour: u32) -> (u32, usize) {
    let word = |at: usize| match tokens.get(at).map(|it| it.kind) {
        Some(Kind::Word(it)) => it,
        Some(Kind::Sign('.')) => ".",
        _ => "",
    };
    let (name, end) = match (word(at), word(at + 1), word(at + 2)) {
        (name @ ("am" | "pm"), ..) => (name, at + 1),
        ("a", ".", "m") => ("am", at + 3),
        ("p", ".", "m") => ("pm", at + 3),
        _ => return (hour, at),
    };
    let end = end + usize::from(end > at + 1 && word(end) == ".");
    match (name, hour) {
        ("am", 12) => (0, end),
        ("pm", 1..=11) => (hour + 12, end),
        _ => (hour, end),
    }
}

/// The offset told at `at`, and the token after it. A number counts only right after its sign.
fn offset(tokens: &[Token<'_>], at: usize) -> (String, usize) {
    let none = (String::new(), at);
    let Some(token) = tokens.get(at) else {
        return none;
    };
    let sign = match token.kind {
        Kind::Word(word) => {
            // A zone whose name means several is passed over, so that a year behind it is found.
            let told = zone(word).map(|it| (it.to_owned(), at + 1));
            return told.unwrap_or((String::new(), at + usize::from(word.len() <= 4)));
        }
        Kind::Sign(sign @ ('+' | '-')) => sign,
        _ => return none,
    };
    let number = |at: usize, before: &Token<'_>| {
        let token = tokens.get(at).filter(|it| it.start == before.end)?;
        match token.kind {
            Kind::Number(number, digits) => Some((number, digits, token)),
            _ => None,
        }
    };
    let Some((digits, length, last)) = number(at + 1, token) else {
        return none;
    };
    let colon = tokens
        .get(at + 2)
        .filter(|it| it.kind == Kind::Sign(':') && it.start == last.end);
    let minutes = colon.and_then(|it| number(at + 3, it));
    let (hours, minutes, end) = match (length, minutes) {
        (4, _) => (digits / 100, digits % 100, at + 2),
        (2, Some((minutes, 2, _))) => (digits, minutes, at + 4),
        (2, None) => (digits, 0, at + 2),
        _ => return none,
    };
    match hours <= 14 && minutes < 60 {
        true => (format!("{sign}{hours:02}:{minutes:02}"), end),
        false => none,
    }
}
