//! What the panes beside and over the body have in common: a heading, and rows under it.

use super::paint::{put, put_cut, put_right};
use super::theme::Theme;
use crate::app::list::first_row;
use crate::app::screen::Area;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// A pane: where it stands, and whether keys move in it.
#[derive(Clone, Copy)]
pub struct ListPane<'a> {
    pub theme: &'a Theme,
    pub area: Area,
    pub focused: bool,
}

impl ListPane<'_> {
    /// Writes the heading, a remark beside it, and at the right end a count of what is listed.
    pub fn heading(&self, name: &str, remark: &str, count: &str, buf: &mut Buffer) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        if height == 0 {
            return;
        }
        let theme = self.theme;
        let style = if self.focused {
            theme.focused
        } else {
            theme.quiet
        };
        let end = put_cut(buf, x + 1, y, name, width.saturating_sub(1), style);
        let mut right = self.right();
        if usize::from(width) > name.len() + count.len() + 4 {
            right = put_right(buf, right, y, count, theme.quiet);
        }
        let room = right.saturating_sub(end + 3);
        put_cut(buf, end + 2, y, remark, room, theme.notice);
    }

    /// Writes a sentence where rows would be.
    pub fn tell(&self, text: &str, buf: &mut Buffer) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        if height > 1 {
            let room = width.saturating_sub(2);
            put_cut(buf, x + 1, y + 1, text, room, self.theme.quiet);
        }
    }

    /// How many rows there are under the heading.
    pub fn height(&self) -> usize {
        usize::from(self.area.height.saturating_sub(1))
    }

    /// The numbers of the rows in sight of a list of `len`, and where each stands.
    pub fn rows(&self, current: Option<usize>, len: usize) -> impl Iterator<Item = (usize, u16)> {
        let first = first_row(current, len, self.height());
        (first..len).take(self.height()).zip(self.area.y + 1..)
    }

    /// Marks a row if it is the current one; gives the look of its words.
    pub fn begin_row(&self, current: bool, y: u16, buf: &mut Buffer) -> Style {
        if !current {
            return self.theme.text;
        }
        put(buf, self.area.x + 1, y, "▸", 1, self.theme.current);
        self.theme.current
    }

    /// Where the current row of a list of `len` stands.
    pub fn cursor(&self, current: Option<usize>, len: usize) -> Position {
        let first = first_row(current, len, self.height());
        let below = current.map_or(0, |it| it.saturating_sub(first) + 1);
        Position::new(self.area.x, self.area.y + u16::try_from(below).unwrap_or(0))
    }

    /// The column after the last one for words.
    pub fn right(&self) -> u16 {
        self.area.x + self.area.width.saturating_sub(1)
    }
}
