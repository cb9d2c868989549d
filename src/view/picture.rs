//! A picture over the story: two pixels a cell, one above the other.

use super::body::image_sign;
use super::paint::{put, put_cut};
use super::theme::Theme;
use crate::app::App;
use crate::app::pictures::Showing;
use crate::app::screen::Area;
use crate::picture::{Picture, Pixel};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Style};

/// The upper half of a cell.
const UPPER_HALF: &str = "▀";

/// From dark to light, where there are no colours.
const SHADES: [&str; 5] = [" ", "░", "▒", "▓", "█"];

/// Where a picture stands: as large as the body allows, with a row for its caption below.
pub fn area(app: &App, picture: &Picture) -> Area {
    let body = app.screen().body;
    let rows = u32::from(body.height.saturating_sub(1));
    let (width, height) = picture.fitting(app.size().width.into(), 2 * rows);
    let (width, height) = (width as u16, height.div_ceil(2) as u16);
    Area {
        x: app.size().width.saturating_sub(width) / 2,
        y: body.y,
        width,
        height,
    }
}

/// Draws the picture; gives where its caption is.
pub fn draw(app: &App, showing: &Showing, theme: &Theme, buf: &mut Buffer) -> Position {
    let body = app.screen().body;
    let below = match &showing.picture {
        Some(picture) => {
            let area = area(app, picture);
            draw_pixels(picture, area, theme, buf);
            area.y + area.height
        }
        None => body.y,
    };
    let words = match &showing.picture {
        Some(_) => caption(app, showing),
        None => "The picture is being read …".to_owned(),
    };
    put_cut(
        buf,
        1,
        below,
        &words,
        app.size().width.saturating_sub(2),
        theme.caption,
    );
    Position::new(0, below)
}

fn caption(app: &App, showing: &Showing) -> String {
    let Some(reading) = app.reading() else {
        return String::new();
    };
    let story = reading.story();
    let image = &story.images()[showing.image.index()];
    let number = showing.image.index() + 1;
    format!(
        "{} {number}  {}",
        image_sign(image.role),
        story.slice(image.span)
    )
}

fn draw_pixels(picture: &Picture, area: Area, theme: &Theme, buf: &mut Buffer) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let pixels = picture.scaled(area.width.into(), 2 * u32::from(area.height));
    for y in 0..area.height {
        for x in 0..area.width {
            let above = pixels.pixel(x.into(), 2 * u32::from(y));
            let below = pixels.pixel(x.into(), 2 * u32::from(y) + 1);
            let (sign, style) = cell(above, below, theme);
            put(buf, area.x + x, area.y + y, sign, 1, style);
        }
    }
}

/// What shows two pixels, one above the other.
fn cell(above: Pixel, below: Pixel, theme: &Theme) -> (&'static str, Style) {
    if theme.coloured {
        let ink = |[red, green, blue]: Pixel| Color::Rgb(red, green, blue);
        return (UPPER_HALF, Style::new().fg(ink(above)).bg(ink(below)));
    }
    let light = (luma(above) + luma(below)) / 2;
    let shade = light * SHADES.len() / 256;
    (SHADES[shade], theme.text)
}

/// How light a pixel is, from 0 to 255 (ITU-R BT.601).
fn luma([red, green, blue]: Pixel) -> usize {
    (usize::from(red) * 299 + usize::from(green) * 587 + usize::from(blue) * 114) / 1000
}
