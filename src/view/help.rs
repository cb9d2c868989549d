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
        let (left, right) = match line {
            HelpLine::Blank => continue,
            HelpLine::Heading(heading) => {
                put(buf, x, y, heading, width.saturating_sub(x), theme.heading);
                continue;
            }
            HelpLine::Key(binding) => (app.keymap().keys_of(binding.action), binding.help),
            HelpLine::Command(verb) => (format!(":{} {}", verb.name, verb.takes), verb.help),
        };
        // What is longer than its column pushes the rest to the right.
        let least = x + keys;
        let end = put_cut(buf, x, y, &left, width.saturating_sub(x), theme.text);
        let at = least.max(end + 1);
        put_cut(buf, at, y, right, width.saturating_sub(at), theme.quiet);
    }
    Position::new(0, body.y)
}
