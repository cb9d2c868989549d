//! The images' captions, and the links.

use super::body::image_sign;
use super::paint::{put, put_cut, put_right};
use super::speakers::first_row;
use super::theme::Theme;
use crate::app::reading::Reading;
use crate::app::screen::Area;
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
    draw_heading(
        "CAPTIONS",
        reading.captions().len(),
        theme,
        focused,
        area,
        buf,
    );
    let current = reading.current_image();
    let row = reading
        .captions()
        .iter()
        .position(|it| Some(*it) == current);
    let height = usize::from(area.height.saturating_sub(1));
    let first = first_row(row, reading.captions().len(), height);
    let shown = reading
        .captions()
        .iter()
        .enumerate()
        .skip(first)
        .take(height);
    for ((number, _), y) in shown.zip(area.y + 1..) {
        draw_caption(reading, theme, number, y, area, buf);
    }
    if reading.captions().is_empty() {
        tell("There are no images in this story.", theme, area, buf);
    }
    cursor(row, first, area)
}

/// Draws the links, with where they lead; gives where the row of the current one is.
pub fn draw_links(reading: &Reading, theme: &Theme, area: Area, buf: &mut Buffer) -> Position {
    let links = reading.story().links();
    draw_heading("LINKS", links.len(), theme, true, area, buf);
    let current = reading.current_link();
    let height = usize::from(area.height.saturating_sub(1));
    let first = first_row(current, links.len(), height);
    let half = area.width / 2;
    for ((number, link), y) in links
        .iter()
        .enumerate()
        .skip(first)
        .take(height)
        .zip(area.y + 1..)
    {
        let style = if current == Some(number) {
            theme.current
        } else {
            theme.text
        };
        if current == Some(number) {
            put(buf, area.x + 1, y, "▸", 1, style);
        }
        let words = reading.story().slice(link.span);
        put_cut(buf, area.x + 3, y, words, half.saturating_sub(4), style);
        put_cut(
            buf,
            area.x + half,
            y,
            &link.url,
            area.width - half,
            theme.link,
        );
    }
    if links.is_empty() {
        tell("There are no links in this story.", theme, area, buf);
    }
    cursor(current, first, area)
}

fn draw_heading(
    name: &str,
    count: usize,
    theme: &Theme,
    focused: bool,
    area: Area,
    buf: &mut Buffer,
) {
    if area.height == 0 {
        return;
    }
    let style = if focused { theme.focused } else { theme.quiet };
    put(
        buf,
        area.x + 1,
        area.y,
        name,
        area.width.saturating_sub(1),
        style,
    );
    let right = area.x + area.width.saturating_sub(1);
    if count > 0 && usize::from(area.width) > name.len() + 12 {
        put_right(buf, right, area.y, &count.to_string(), theme.quiet);
    }
}

/// One row: sign, number, caption, and credit or role.
fn draw_caption(
    reading: &Reading,
    theme: &Theme,
    number: usize,
    y: u16,
    area: Area,
    buf: &mut Buffer,
) {
    let id = reading.captions()[number];
    let image = &reading.story().images()[id.index()];
    let current = reading.current_image() == Some(id);
    let style = if current { theme.current } else { theme.text };
    let right = area.x + area.width.saturating_sub(1);
    let tag = match (&image.credit, image.role) {
        (_, ImageRole::Promo) => "promo",
        (Some(credit), _) => credit,
        (None, _) => "",
    };
    let marker = format!("{} {}  ", image_sign(image.role), id.index() + 1);
    let x = put(
        buf,
        area.x + 1,
        y,
        &marker,
        area.width.saturating_sub(1),
        style,
    );
    let room = right.saturating_sub(x);
    let tag_width = u16::try_from(crate::layout::width::columns(tag)).unwrap_or(u16::MAX);
    let tagged = tag_width > 0 && tag_width.saturating_add(8) < room;
    let room = if tagged {
        put_right(buf, right, y, tag, theme.quiet);
        room - tag_width - 2
    } else {
        room
    };
    match reading.story().slice(image.span) {
        "" => put_cut(buf, x, y, "no caption", room, theme.quiet),
        caption => put_cut(buf, x, y, caption, room, style),
    };
}

fn tell(text: &str, theme: &Theme, area: Area, buf: &mut Buffer) {
    if area.height > 1 {
        put_cut(
            buf,
            area.x + 1,
            area.y + 1,
            text,
            area.width.saturating_sub(2),
            theme.quiet,
        );
    }
}

fn cursor(row: Option<usize>, first: usize, area: Area) -> Position {
    let below = row.map_or(0, |it| it.saturating_sub(first) + 1);
    Position::new(area.x, area.y + u16::try_from(below).unwrap_or(0))
}
