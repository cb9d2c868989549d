//! Passages that a page sets off as quotations, without marks: with their source below them (`<cite>`,
//! "— Ann Roe"), as posts are embedded, or below a sentence that ends in a colon.

use super::{Line, Role, Turn};
use crate::story::BlockKind;

/// A source is at most so long, in bytes.
const LONGEST_SOURCE: usize = 120;

/// Puts the passages that are quotations into `turns`.
pub fn find(lines: &[Line<'_>], turns: &mut [Option<Turn>]) {
    let mut at = 0;
    while at < lines.len() {
        let end = end(lines, at);
        if end > at {
            passage(lines, at, end, turns);
        }
        at = end.max(at + 1);
    }
}

/// The end of the lines set off from `at` on.
fn end(lines: &[Line<'_>], at: usize) -> usize {
    let set_off = |it: &&Line<'_>| it.kind == BlockKind::BlockQuote;
    at + lines[at..].iter().take_while(set_off).count()
}

fn passage(lines: &[Line<'_>], from: usize, end: usize, turns: &mut [Option<Turn>]) {
    let free = turns[from..end].iter().all(Option::is_none);
    if !free || lines[from..end].iter().any(Line::has_marks) {
        return;
    }
    let last = &lines[end - 1];
    let split = source(last.text, end - from > 1);
    let led_to = from > 0 && lines[from - 1].text.trim_end().ends_with(':');
    if split.is_none() && !led_to {
        return;
    }
    let role = if split.is_some() {
        Role::Labelled
    } else {
        Role::SetOff
    };
    for at in from..end {
        let line = &lines[at];
        let is_last = at + 1 == end;
        let (words, label) = match split.clone().filter(|_| is_last) {
            Some((words, name)) => (line.within(0, words), line.within(name.start, name.end)),
            None => (line.within(0, line.text.len()), None),
        };
        turns[at] = Some(Turn {
            block: line.block,
            label,
            words,
            role: if at == from { role } else { Role::GoesOn },
            goes_on: !is_last,
        });
    }
}

/// Where the words of a passage end, and its source: behind a dash, or a line of its own.
fn source(text: &str, may_be_alone: bool) -> Option<(usize, std::ops::Range<usize>)> {
    let dash = text.char_indices().rev().find(|(at, it)| {
        let spaced = text
            .get(..*at)
            .is_some_and(|it| it.is_empty() || it.ends_with([' ', '.', '!', '?', '\u{A0}']));
        matches!(it, '—' | '–' | '―') && spaced
    });
    let (at, from) = match dash {
        Some((at, sign)) => (at, at + sign.len_utf8()),
        None if may_be_alone => (0, 0),
        None => return None,
    };
    let rest = text.get(from..)?;
    let name = rest.trim_start();
    let start = text.len() - name.len();
    let end = name.find([',', '(', '@', '|']).unwrap_or(name.len());
    let name = name.get(..end)?.trim_end();
    let words = || name.split_whitespace();
    let named = words()
        .next()
        .is_some_and(|it| it.starts_with(char::is_uppercase));
    let short = rest.len() <= LONGEST_SOURCE && (1..=7).contains(&words().count());
    let ends = rest.trim_end().ends_with(['.', '?', '!']) && !name.ends_with("r.");
    (named && short && !ends).then(|| (at, start..start + name.len()))
}
