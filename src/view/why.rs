//! All that is known of one quotation, over the body.

use super::paint::put;
use super::pane::ListPane;
use super::theme::Theme;
use crate::app::App;
use crate::app::reading::Reading;
use crate::app::why::LABELS;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Draws it; gives where its first row is.
pub fn draw(app: &App, reading: &Reading, theme: &Theme, buf: &mut Buffer) -> Position {
    let area = app.screen().body;
    let pane = ListPane {
        theme,
        area,
        focused: true,
    };
    pane.heading("WHO SAID IT, AND WHY", "", "", buf);
    let who = reading.heard().zip(reading.quote_told_of());
    let who = who.and_then(|(heard, quote)| heard.who(quote));
    let words = theme.text.patch(theme.speaker(who));
    let rows = app.why();
    let labelled = rows.iter().any(|it| !it.label.is_empty());
    let shown = rows.iter().skip(app.why_top()).take(pane.height());
    for (row, y) in shown.zip(area.y + 1..) {
        let x = area.x + 1;
        put(buf, x, y, row.label, LABELS, theme.quiet);
        let x = if labelled && !row.quoted {
            x + LABELS
        } else {
            x
        };
        let look = if row.quoted { words } else { theme.text };
        put(buf, x, y, &row.text, pane.right().saturating_sub(x), look);
    }
    Position::new(area.x, area.y + area.height.min(2) - area.height.min(1))
}
