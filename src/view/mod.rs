//! The app into cells.
//!
//! Drawing only reads: the same app, theme and size are the same cells. Nothing is wrapped,
//! scrolled or decided here; that has happened in `app`.

mod absence;
mod body;
mod captions;
mod digest;
mod help;
mod paint;
mod pane;
pub mod picture;
mod places;
pub mod plain;
mod prompt;
mod recent;
mod speakers;
mod status;
mod stories;
pub mod theme;
mod title;
mod why;

use crate::app::App;
use crate::app::reading::Reading;
use crate::app::screen::{Area, Pane, Side};
use paint::put;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use theme::Theme;

/// Draws everything into `buf`, which is blank and of the app's size. Gives where the cursor stands.
pub fn draw(app: &App, theme: &Theme, buf: &mut Buffer) -> Position {
    // The ground of the whole screen; everything else is written over it.
    if theme.text != Style::default() {
        buf.set_style(buf.area, theme.text);
    }
    title::draw(app, theme, buf);
    let cursor = match app.help() {
        Some(top) => help::draw(app, theme, top, buf),
        None => draw_story(app, theme, buf),
    };
    let cursor = status::draw(app, theme, buf).unwrap_or(cursor);
    // A pane may have no row to stand on.
    let (right, bottom) = (buf.area.right(), buf.area.bottom());
    Position::new(
        cursor.x.min(right.saturating_sub(1)),
        cursor.y.min(bottom.saturating_sub(1)),
    )
}

/// The story and its panes, or why there is none.
fn draw_story(app: &App, theme: &Theme, buf: &mut Buffer) -> Position {
    let screen = app.screen();
    if app.focus() == Pane::Recent {
        return recent::draw(app.recent(), theme, screen.between_rows(), buf);
    }
    if app.focus() == Pane::Stories {
        return stories::draw(app.shelf(), theme, screen.between_rows(), buf);
    }
    let Some(reading) = app.reading() else {
        absence::draw(app, theme, buf);
        return Position::new(0, screen.body.y);
    };
    if let Some(showing) = app.picture() {
        return picture::draw(app, showing, theme, buf);
    }
    if let Some(speakers) = reading.compared().filter(|_| app.focus() == Pane::Compared) {
        let area = screen.between_rows();
        return digest::draw_compared(reading, theme, speakers, area, buf);
    }
    let mut cursor = match app.overlay() {
        Some(Pane::Links) => {
            // Where the current one leads may take more rows than the last.
            let height = screen.body.height.saturating_sub(status::rows_above(app));
            let area = Area {
                height,
                ..screen.body
            };
            places::draw_links(reading, theme, area, buf)
        }
        Some(Pane::Why) => why::draw(app, reading, theme, buf),
        Some(pane) => draw_overlay(pane, reading, theme, screen.body, buf),
        None => body::draw(app, reading, theme, buf),
    };
    if let Some(side) = screen.side {
        draw_rules(theme, screen.body, side, buf);
        let focus = app.focus();
        let there = speakers::draw(reading, theme, focus == Pane::Speakers, side.speakers, buf);
        let here = captions::draw(reading, theme, focus == Pane::Captions, side.captions, buf);
        cursor = match focus {
            Pane::Speakers => there,
            Pane::Captions => here,
            _ => cursor,
        };
    }
    cursor
}

/// A pane in the place of the body; gives where the cursor stands.
fn draw_overlay(
    pane: Pane,
    reading: &Reading,
    theme: &Theme,
    area: Area,
    buf: &mut Buffer,
) -> Position {
    match pane {
        Pane::Captions => captions::draw(reading, theme, true, area, buf),
        Pane::Mentions => places::draw_mentions(reading, theme, area, buf),
        _ => speakers::draw(reading, theme, true, area, buf),
    }
}

/// The rule between the body and the panes, and the one between the panes.
fn draw_rules(theme: &Theme, body: Area, side: Side, buf: &mut Buffer) {
    let x = side.speakers.x.saturating_sub(1);
    for y in body.y..body.y + body.height {
        put(buf, x, y, "│", 1, theme.rule);
    }
    let across = side.captions.y.saturating_sub(1);
    put(buf, x, across, "├", 1, theme.rule);
    let rule = "─".repeat(usize::from(side.captions.width));
    put(buf, x + 1, across, &rule, side.captions.width, theme.rule);
}
