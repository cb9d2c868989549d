//! The line being typed, and what it could become.

use super::paint::{clear, put, put_cut, put_right};
use super::theme::Theme;
use crate::app::App;
use crate::app::prompt::Prompt;
use crate::app::screen::Area;
use crate::layout::width::{columns, fitting};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the line being typed, its caret always in sight, beside what it has `found`, and over it what
/// it could become. Gives where the caret is.
pub fn draw(app: &App, prompt: &Prompt, found: &str, theme: &Theme, buf: &mut Buffer) -> Position {
    draw_candidates(app, theme, buf);
    let area = app.screen().status;
    let sign = question(prompt, area.width);
    let right = put_right(
        buf,
        area.x + area.width.saturating_sub(1),
        area.y,
        found,
        theme.quiet,
    );
    let x = put(buf, area.x, area.y, sign, area.width, theme.notice);
    let room = right.saturating_sub(x + 2);
    let (before, _) = prompt.around_caret();
    let hidden = columns(before).saturating_sub(usize::from(room));
    let hidden = fitting(&prompt.text, hidden);
    let seen = prompt.text.strip_prefix(hidden).unwrap_or_default();
    put(buf, x, area.y, seen, room, theme.text);
    let before = before.strip_prefix(hidden).unwrap_or_default();
    let caret = x.saturating_add(u16::try_from(columns(before)).unwrap_or(u16::MAX));
    Position::new(caret.min(area.x + area.width.saturating_sub(1)), area.y)
}

/// The question in full where an answer has room beside it.
fn question(prompt: &Prompt, width: u16) -> &str {
    const ANSWER: usize = 8;
    match columns(&prompt.question) + ANSWER <= usize::from(width) {
        true => &prompt.question,
        false => prompt.asking.sign(),
    }
}

/// In the row above the line being typed, what it could become.
fn draw_candidates(app: &App, theme: &Theme, buf: &mut Buffer) {
    const GAP: u16 = 2;
    let Area { x, y, width, .. } = app.screen().status;
    let (lines, chosen) = app.candidates();
    if lines.is_empty() || y <= app.screen().body.y {
        return;
    }
    let y = y - 1;
    clear(
        Area {
            x,
            y,
            width,
            height: 1,
        },
        theme.text,
        buf,
    );
    let words: Vec<&str> = lines.iter().map(|it| last_words(&lines, it)).collect();
    let (mut at, right) = (x + 1, x + width.saturating_sub(1));
    for (number, it) in words
        .iter()
        .enumerate()
        .skip(first_candidate(&words, chosen, width))
    {
        let look = if chosen == Some(number) {
            theme.selected
        } else {
            theme.quiet
        };
        at = put_cut(
            buf,
            at,
            y,
            it,
            right.saturating_sub(at),
            theme.text.patch(look),
        ) + GAP;
        if at >= right {
            break;
        }
    }
}

/// The number of the first candidate shown, so that the chosen one is in sight.
fn first_candidate(words: &[&str], chosen: Option<usize>, width: u16) -> usize {
    let chosen = chosen.unwrap_or(0);
    let mut room = usize::from(width).saturating_sub(2);
    let mut first = chosen;
    for (number, it) in words.iter().enumerate().take(chosen + 1).rev() {
        let taken = columns(it) + 2;
        if taken > room {
            break;
        }
        room -= taken;
        first = number;
    }
    first
}

/// What tells a candidate from the others: not the words that all of them begin with.
fn last_words<'a>(lines: &[String], line: &'a str) -> &'a str {
    let ends = line.match_indices([' ', '=']).map(|(at, it)| at + it.len());
    let shared = |at: &usize| {
        let head = line.get(..*at).unwrap_or_default();
        *at < line.len() && lines.iter().all(|it| it.starts_with(head))
    };
    let common = ends.take_while(shared).last().unwrap_or(0);
    line.get(common..).unwrap_or(line).trim_end()
}
