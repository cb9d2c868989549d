//! Putting words into cells.

use crate::app::screen::Area;
use crate::layout::width::{
    EMOJI_PRESENTATION, columns, fitting, grapheme_columns, has_sound_marks, is_simple,
};
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

/// What stands for words that did not fit.
const CUT: &str = "…";

/// Writes `text` at `(x, y)` in at most `width` columns; gives the column after it.
///
/// Words outside the screen are left out.
pub fn put(buf: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
    if y >= buf.area.bottom() || x >= buf.area.right() || width == 0 {
        return x;
    }
    if is_simple(text) {
        return put_simple(buf, x, y, text, width, style);
    }
    if has_sound_marks(text) {
        return put_with_sound_marks(buf, x, y, text, width, style);
    }
    let width = usize::from(width);
    let (end, _) = if text.contains(EMOJI_PRESENTATION) {
        buf.set_stringn(x, y, text.replace(EMOJI_PRESENTATION, ""), width, style)
    } else {
        buf.set_stringn(x, y, text, width, style)
    };
    end
}

/// The same for a text of which each character takes one cell.
fn put_simple(buf: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
    let room = width.min(buf.area.right() - x);
    let start = buf.index_of(x, y);
    let cells = buf.content.iter_mut().skip(start).take(usize::from(room));
    let mut written = 0;
    for (cell, it) in cells.zip(text.chars()) {
        cell.set_char(it).set_style(style);
        written += 1;
    }
    x + written
}

/// The same for a text with sound marks, which the buffer itself would count twice.
fn put_with_sound_marks(
    buf: &mut Buffer,
    mut x: u16,
    y: u16,
    text: &str,
    width: u16,
    style: Style,
) -> u16 {
    let end = x + width.min(buf.area.right() - x);
    for grapheme in text.graphemes(true) {
        let columns = u16::try_from(grapheme_columns(grapheme)).unwrap_or(u16::MAX);
        if columns > end - x {
            break;
        }
        if !has_sound_marks(grapheme) {
            x = put(buf, x, y, grapheme, columns, style);
            continue;
        }
        (x..x + columns).for_each(|it| buf[(it, y)].reset());
        let shown = grapheme.replace(EMOJI_PRESENTATION, "");
        buf[(x, y)].set_symbol(&shown).set_style(style);
        x += columns;
    }
    x
}

/// Writes `text` into `width` columns, with a sign at its end if it does not fit.
pub fn put_cut(buf: &mut Buffer, x: u16, y: u16, text: &str, width: u16, style: Style) -> u16 {
    let limit = usize::from(width);
    // A text much longer than the row need not be measured to its end.
    let head = fitting(text, limit + 1);
    if columns(head) <= limit {
        return put(buf, x, y, text, width, style);
    }
    let end = put(
        buf,
        x,
        y,
        fitting(text, limit.saturating_sub(1)).trim_end(),
        width,
        style,
    );
    put(buf, end, y, CUT, (x + width).saturating_sub(end), style)
}

/// Blanks the first row of an area.
pub fn clear(area: Area, look: Style, buf: &mut Buffer) {
    let blank = " ".repeat(usize::from(area.width));
    put(buf, area.x, area.y, &blank, area.width, look);
}

/// Writes `text` so that it ends before column `right`; gives the column it starts at.
pub fn put_right(buf: &mut Buffer, right: u16, y: u16, text: &str, style: Style) -> u16 {
    let width = u16::try_from(columns(text)).unwrap_or(u16::MAX);
    let x = right.saturating_sub(width);
    put(buf, x, y, text, right - x, style);
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn katakana_with_sound_marks_stands_without_gaps() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        assert_eq!(put(&mut buf, 0, 0, "ｶﾞｷx\u{1b}日", 8, Style::new()), 6);
        let symbols: Vec<&str> = buf.content.iter().map(|it| it.symbol()).collect();
        assert_eq!(symbols, ["ｶﾞ", " ", "ｷ", "x", "日", " ", " ", " "]);
        assert_eq!(put(&mut buf, 0, 0, "ｶﾞｶﾞ", 3, Style::new()), 2);
    }
}
