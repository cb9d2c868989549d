//! The help, over the body.

use super::paint::{put, put_cut};
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{HelpLine, HelpPage, margin};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws the help from its first row on; gives where it starts.
pub fn draw(app: &App, theme: &Theme, help: &HelpPage, buf: &mut Buffer) -> Position {
    let (body, width) = (app.screen().body, app.size().width);
    let x = margin(width);
    let shown = app.help_rows().into_iter().skip(help.top);
    for (row, y) in shown.take(usize::from(body.height)).zip(body.y..) {
        let (left_look, right_look) = match row.line {
            HelpLine::Heading(_) => (theme.heading, theme.heading),
            it if it.has(&help.sought, app.keymap()) => (theme.hit, theme.hit),
            _ => (theme.text, theme.quiet),
        };
        put_cut(buf, x, y, &row.left, width.saturating_sub(x), left_look);
        let (at, words) = row.right;
        put(buf, at, y, &words, width.saturating_sub(at), right_look);
    }
    Position::new(0, body.y)
}
