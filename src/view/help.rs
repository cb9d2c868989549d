//! The help, over the body.

use super::paint::{put, put_cut};
use super::theme::Theme;
use crate::app::App;
use crate::app::help::{HelpLine, HelpPage, lines};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Columns for keys, where there is room.
const KEYS: u16 = 18;

/// Draws the help from its first line on; gives where it starts.
pub fn draw(app: &App, theme: &Theme, help: &HelpPage, buf: &mut Buffer) -> Position {
    let body = app.screen().body;
    let width = app.size().width;
    let keys = KEYS.min(width / 3);
    let x = if width >= 60 { 4 } else { 0 };
    let shown = lines().into_iter().skip(help.top);
    for (line, y) in shown.take(usize::from(body.height)).zip(body.y..) {
        let (left, right) = line.columns(app.keymap());
        if matches!(line, HelpLine::Heading(_)) {
            put(buf, x, y, &left, width.saturating_sub(x), theme.heading);
            continue;
        }
        let (keys_look, words_look) = match line.has(&help.sought, app.keymap()) {
            true => (theme.hit, theme.hit),
            false => (theme.text, theme.quiet),
        };
        // What is longer than its column pushes the rest to the right.
        let least = x + keys;
        let end = put_cut(buf, x, y, &left, width.saturating_sub(x), keys_look);
        let at = least.max(end + 1);
        put_cut(buf, at, y, right, width.saturating_sub(at), words_look);
    }
    Position::new(0, body.y)
}
