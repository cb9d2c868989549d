//! What stands in the place of a story that is not there: why, and what can be done.

use super::paint::put;
use super::theme::Theme;
use crate::app::App;
use crate::app::bindings::Action;
use crate::app::shelf::Slot;
use crate::layout::rows::wrapped;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Draws it in as many rows as the words need.
pub fn draw(app: &App, theme: &Theme, buf: &mut Buffer) {
    let screen = app.screen();
    let width = screen.body.width.saturating_sub(screen.text_x + 1);
    let mut lines: Vec<(String, Style)> = Vec::new();
    let mut push = |text: &str, style| {
        let rows = wrapped(text, usize::from(width)).into_iter();
        lines.extend(rows.map(|it| (it.to_owned(), style)));
    };
    match app.shelf().current() {
        Some(Slot::Failed { name, reason, .. }) => {
            push(&format!("{name}:"), theme.notice);
            push(reason, theme.notice);
            push("", theme.quiet);
            push(&what_to_do(app), theme.quiet);
        }
        _ => {
            let loading = app.loading();
            let text = loading.as_deref().unwrap_or("There is no story here.");
            push(text, theme.notice);
        }
    }
    let body = screen.body;
    for ((line, style), y) in lines.iter().zip(body.y..body.y + body.height) {
        put(buf, screen.text_x, y, line, width, *style);
    }
}

fn what_to_do(app: &App) -> String {
    let key = |action| app.keymap().first_key(action);
    let (again, leaves) = (key(Action::Fetch), key(Action::Close));
    format!("{again} tries again, {leaves} leaves")
}
