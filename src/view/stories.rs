//! The list of the stories open together: when each was published, its title, what is to be known of it.

use super::paint::{put_cut, put_right};
use super::pane::ListPane;
use super::theme::Theme;
use crate::app::screen::Area;
use crate::app::shelf::{Listed, Shelf};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the list; gives where the row of the picked one is.
pub fn draw(shelf: &Shelf, theme: &Theme, area: Area, buf: &mut Buffer) -> Position {
    let pane = ListPane {
        theme,
        area,
        focused: true,
    };
    let slots = shelf.slots();
    let count = format!("{}/{}", shelf.picked() + 1, slots.len());
    pane.heading("STORIES", "", &count, buf);
    let dated = slots
        .iter()
        .take(DATED_AMONG)
        .any(|it| it.listed().date.is_some());
    let columns = if dated { date_columns(area.width) } else { 0 };
    let picked = Some(shelf.picked());
    for (number, y) in pane.rows(picked, slots.len()) {
        draw_story(
            slots[number].listed(),
            picked == Some(number),
            columns,
            pane,
            y,
            buf,
        );
    }
    pane.cursor(picked, slots.len())
}

/// A list of which none of the first stories has a date has no column for dates.
const DATED_AMONG: usize = 200;

/// How much of a date there is room for: with the time, without, or nothing.
fn date_columns(width: u16) -> u16 {
    match width {
        0..40 => 0,
        40..80 => 10,
        _ => 16,
    }
}

/// One row: date, title, remark.
pub fn draw_story(
    story: Listed<'_>,
    picked: bool,
    columns: u16,
    pane: ListPane<'_>,
    y: u16,
    buf: &mut Buffer,
) {
    let theme = pane.theme;
    let style = pane.begin_row(picked, y, buf);
    let x = pane.area.x + 3;
    let right = put_right(buf, pane.right(), y, story.remark, theme.quiet);
    let date = story.date.unwrap_or_default().replacen('T', " ", 1);
    let title = match columns {
        0 => x,
        columns => {
            let shown: String = date.chars().take(usize::from(columns)).collect();
            put_cut(buf, x, y, &shown, columns, theme.quiet);
            x + columns + 2
        }
    };
    let gap = if story.remark.is_empty() { 0 } else { 2 };
    let room = right.saturating_sub(title + gap);
    put_cut(buf, title, y, story.title, room, style);
}
