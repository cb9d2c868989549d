//! The images' captions.

use super::body::image_sign;
use super::paint::{put, put_cut, put_right};
use super::pane::ListPane;
use super::theme::Theme;
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::layout::width::columns;
use crate::span::ImageId;
use crate::story::ImageRole;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the captions; gives where the row of the current one is.
pub fn draw(
    reading: &Reading,
    theme: &Theme,
    focused: bool,
    area: Area,
    buf: &mut Buffer,
) -> Position {
    let pane = ListPane {
        theme,
        area,
        focused,
    };
    let captions = reading.captions();
    let count = match captions.len() {
        0 => String::new(),
        n => n.to_string(),
    };
    pane.heading("CAPTIONS", "", &count, buf);
    if captions.is_empty() {
        pane.tell("There are no images in this story.", buf);
    }
    let current = reading.current_image();
    let row = captions.iter().position(|it| Some(*it) == current);
    for (number, y) in pane.rows(row, captions.len()) {
        draw_caption(reading, captions[number], pane, y, buf);
    }
    pane.cursor(row, captions.len())
}

/// One row: sign, number, caption, and credit or role.
fn draw_caption(reading: &Reading, id: ImageId, pane: ListPane<'_>, y: u16, buf: &mut Buffer) {
    let (theme, Area { x, width, .. }) = (pane.theme, pane.area);
    let image = &reading.story().images()[id.index()];
    let current = reading.current_image() == Some(id);
    let style = if current { theme.current } else { theme.text };
    let tag = match (&image.credit, image.role) {
        (_, ImageRole::Promo) => "promo",
        (Some(credit), _) => credit,
        (None, _) => "",
    };
    let marker = format!("{} {}  ", image_sign(image.role), id.index() + 1);
    let x = put(buf, x + 1, y, &marker, width.saturating_sub(1), style);
    let room = pane.right().saturating_sub(x);
    let tag_width = u16::try_from(columns(tag)).unwrap_or(u16::MAX);
    let tagged = tag_width > 0 && tag_width.saturating_add(8) < room;
    let room = if tagged {
        put_right(buf, pane.right(), y, tag, theme.quiet);
        room - tag_width - 2
    } else {
        room
    };
    match reading.story().slice(image.span) {
        "" => put_cut(buf, x, y, "no caption", room, theme.quiet),
        caption => put_cut(buf, x, y, caption, room, style),
    };
}
