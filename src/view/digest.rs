//! One speaker's quotations in full, and two speakers side by side.

use super::paint::{put, put_cut};
use super::pane::ListPane;
use super::speakers::counted;
use super::theme::{STATEMENT, Theme, sign};
use crate::app::digest::{INDENT, MARKS, Row, Shows};
use crate::app::heard::Who;
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::layout::width::{columns, fitting_end};
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// Draws what one speaker said; gives where the current quotation is.
pub fn draw(reading: &Reading, theme: &Theme, who: Who, area: Area, buf: &mut Buffer) -> Position {
    let mut cursor = Position::new(area.x, area.y);
    let mut found = false;
    for (row, y) in reading.digest_of(who, area).iter().zip(area.y..) {
        let current = reading.current_quote() == Some(row.quote);
        if current && !found && row.shows != Shows::Blank {
            cursor.y = y;
            found = true;
        }
        draw_row(
            reading,
            theme,
            (who, current),
            *row,
            Area { y, ..area },
            buf,
        );
    }
    cursor
}

/// Draws two speakers side by side, or where there is no room for that, one above the other.
pub fn draw_compared(
    reading: &Reading,
    theme: &Theme,
    speakers: [Who; 2],
    area: Area,
    buf: &mut Buffer,
) -> Position {
    let Some(heard) = reading.heard() else {
        return Position::new(area.x, area.y);
    };
    let current = reading.current_quote().map(|it| heard.who(it));
    let mut cursor = Position::new(area.x, area.y);
    for (who, half) in speakers.into_iter().zip(area.halves()) {
        if half.x > area.x {
            draw_rule(half, theme, buf);
        }
        let frame = ListPane {
            theme,
            area: half,
            focused: current == Some(who),
        };
        let share = heard.share(who);
        let count = format!("{} · {} w", counted(share.quotes, "quote"), share.words);
        let name = heard.name(who);
        frame.heading(&format!("{} {name}", sign(who, name)), "", &count, buf);
        let there = draw(reading, theme, who, half.below_heading(), buf);
        if current == Some(who) {
            cursor = there;
        }
    }
    cursor
}

/// The rule before the right one of two panes.
fn draw_rule(right: Area, theme: &Theme, buf: &mut Buffer) {
    for y in right.y..right.y + right.height {
        put(buf, right.x - 1, y, "│", 1, theme.rule);
    }
}

fn draw_row(
    reading: &Reading,
    theme: &Theme,
    (who, current): (Who, bool),
    row: Row,
    area: Area,
    buf: &mut Buffer,
) {
    let Area { x, y, width, .. } = area;
    let room = width.saturating_sub(INDENT + 1);
    let left = x + INDENT;
    match row.shows {
        Shows::Blank => {}
        Shows::Before(span) => {
            let text = last_of(reading, span, usize::from(room));
            put(buf, left, y, &text, room, theme.quiet);
        }
        Shows::After(span) => {
            put_cut(buf, left, y, reading.story().slice(span), room, theme.quiet);
        }
        Shows::Words {
            span,
            opens,
            closes,
        } => {
            let look = theme.text.patch(theme.speaker(who));
            let look = if current {
                look.patch(theme.current)
            } else {
                look
            };
            let parts = reading.heard().map(|it| &it.quote(row.quote).parts);
            let begins = parts.and_then(|it| it.first()).map(|it| it.start());
            if current && begins == Some(span.start()) {
                put(buf, x + 1, y, "▸", 1, look);
            }
            let statement = reading.heard().is_some_and(|it| it.is_statement(row.quote));
            let marks = match statement {
                true => [STATEMENT, ""],
                false => ["“", "”"],
            };
            let opening = if opens { marks[0] } else { "" };
            let closing = if closes { marks[1] } else { "" };
            draw_words(
                reading,
                (span, opening, closing),
                (left, y, room),
                look,
                buf,
            );
        }
    }
}

fn draw_words(
    reading: &Reading,
    (span, opening, closing): (Span, &str, &str),
    (x, y, room): (u16, u16, u16),
    look: Style,
    buf: &mut Buffer,
) {
    put(buf, x, y, opening, MARKS, look);
    let words = reading.story().slice(span);
    let end = put(buf, x + MARKS, y, words, room.saturating_sub(MARKS), look);
    put(buf, end, y, closing, MARKS, look);
}

/// The last words of a span that fit into so many columns, with a sign where some are left out.
fn last_of(reading: &Reading, span: Span, room: usize) -> String {
    let text = reading.story().slice(span);
    let tail = fitting_end(text, room);
    if tail.len() == text.len() || columns(text) <= room {
        return text.to_owned();
    }
    let tail = fitting_end(text, room.saturating_sub(1));
    let words = tail.split_once(' ').map_or(tail, |(_, words)| words);
    format!("…{words}")
}
