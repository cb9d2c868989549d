//! The help, over the body.

use super::paint::{put, put_cut};
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{HelpLine, lines};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Columns for keys, where there is room.
const KEYS: u16 = 18;

/// Draws the help from line `top` on; gives where it starts.
pub fn draw(app: &App, theme: &Theme, top: usize, buf: &mut Buffer) -> Position {
    let body = app.screen().body;
    let width = app.size().width;
    let keys = KEYS.min(width / 3);
    let x = if width >= 60 { 4 } else { 0 };
    let shown = lines().into_iter().skip(top).take(usize::from(body.height));
    for (line, y) in shown.zip(body.y..) {
        match line {
            HelpLine::Blank => {}
            HelpLine::Heading(topic) => {
                put(
                    buf,
                    x,
                    y,
                    topic.heading(),
                    width.saturating_sub(x),
                    theme.heading,
                );
            }
            HelpLine::Key(binding) => {
                let live = app.keymap().keys_of(binding.action);
                put_cut(buf, x, y, &live, keys.saturating_sub(1), theme.text);
                let room = width.saturating_sub(x + keys);
                put_cut(buf, x + keys, y, binding.help, room, theme.quiet);
            }
        }
    }
    Position::new(0, body.y)
}
