//! The first row: the title, and a ribbon of where in the story who is quoted.

use super::paint::{put, put_cut, put_right};
use super::theme::{Theme, sign};
use crate::app::App;
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::app::shelf::Slot;
use crate::span::Span;
use crate::story::Story;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use std::borrow::Cow;

/// The narrowest title that is said to be none of the story's own.
const ROOM_FOR_NOTE: u16 = 30;

/// Draws the row.
pub fn draw(app: &App, theme: &Theme, buf: &mut Buffer) {
    let area = app.screen().title;
    if area.height == 0 {
        return;
    }
    let mut right = area.x + area.width.saturating_sub(1);
    let ribbon = app.screen().ribbon();
    if let Some(reading) = app.reading().filter(|_| ribbon.width > 0) {
        draw_ribbon(reading, theme, ribbon, buf);
        right = ribbon.x.saturating_sub(2);
    }
    let shelf = app.shelf();
    if shelf.len() > 1 {
        let number = format!("{}/{}", shelf.number() + 1, shelf.len());
        right = put_right(buf, right, area.y, &number, theme.quiet).saturating_sub(2);
    }
    let (title, remark): (Cow<'_, str>, _) = match shelf.current() {
        Some(Slot::Open(reading) | Slot::Begun { reading, .. }) => {
            (reading.story().title().shown(), remark(reading.story()))
        }
        Some(Slot::Unread { name, .. } | Slot::Failed { name, .. }) => (name.as_str().into(), ""),
        _ => ("".into(), ""),
    };
    draw_title(
        &title,
        remark,
        theme,
        Area {
            width: right.saturating_sub(area.x),
            ..area
        },
        buf,
    );
}

/// What is to be known of a story's title, or of the story.
fn remark(story: &Story) -> &'static str {
    match (story.is_summary(), story.title().derived) {
        (true, _) => "  (summary)",
        (false, true) => "  (no headline)",
        (false, false) => "",
    }
}

fn draw_title(title: &str, remark: &str, theme: &Theme, area: Area, buf: &mut Buffer) {
    let note = if area.width >= ROOM_FOR_NOTE {
        remark
    } else {
        ""
    };
    let room = area.width.saturating_sub(1 + note.len() as u16);
    let end = put_cut(buf, area.x + 1, area.y, title, room, theme.heading);
    put(buf, end, area.y, note, note.len() as u16, theme.quiet);
}

/// One cell for each stretch of the story: who is quoted there, an image, or nothing.
fn draw_ribbon(reading: &Reading, theme: &Theme, area: Area, buf: &mut Buffer) {
    let len = reading.story().text().len();
    let cells = usize::from(area.width).max(1);
    let bound = |number: usize| (len as u64 * number as u64 / cells as u64) as usize;
    let here = reading.position().cursor.at;
    for (number, x) in (0..cells).zip(area.x..) {
        let stretch = Span::new(bound(number), bound(number + 1).max(bound(number)));
        let (cell, style) = ribbon_cell(reading, theme, stretch);
        let found = reading
            .search()
            .is_some_and(|it| it.hits_in(stretch).next().is_some());
        let style = if found { style.patch(theme.hit) } else { style };
        let at = stretch.contains(here);
        let style = if at {
            style.add_modifier(Modifier::UNDERLINED)
        } else {
            style
        };
        put(buf, x, area.y, &cell, 1, style);
    }
}

fn ribbon_cell(reading: &Reading, theme: &Theme, stretch: Span) -> (String, Style) {
    let listed = |it: &crate::app::heard::Part| reading.list().row_of(it.quote).is_some();
    let quoted = reading
        .heard()
        .and_then(|it| it.parts_in(stretch).find(listed));
    if let (Some(part), Some(heard)) = (quoted, reading.heard()) {
        let who = heard.who(part.quote);
        return (sign(who, heard.name(who)), theme.speaker(who));
    }
    let images = reading.story().images();
    let from = images.partition_point(|it| it.span.start() < stretch.start());
    let image = images
        .get(from)
        .is_some_and(|it| it.span.start() < stretch.end());
    (if image { "▫" } else { "·" }.to_owned(), theme.quiet)
}
