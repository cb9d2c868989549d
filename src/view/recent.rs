//! The list of the stories read before: when, the title, how far.

use super::pane::ListPane;
use super::stories::draw_story;
use super::theme::Theme;
use crate::app::recent::Recent;
use crate::app::screen::Area;
use crate::app::shelf::Listed;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Columns of a day; on a narrow screen it is left out.
const DAY: u16 = 10;
const NARROW: u16 = 40;

/// Draws the list; gives where the row of the picked one is.
pub fn draw(recent: &Recent, theme: &Theme, area: Area, buf: &mut Buffer) -> Position {
    let pane = ListPane {
        theme,
        area,
        focused: true,
    };
    let picked = Some(recent.picked);
    let source = recent.stories.get(recent.picked);
    let source = source.map_or("", |it| it.source.as_str());
    let count = format!("{}/{}", recent.picked + 1, recent.stories.len());
    pane.heading("READ BEFORE", source, &count, buf);
    let columns = if area.width < NARROW { 0 } else { DAY };
    for (number, y) in pane.rows(picked, recent.stories.len()) {
        let story = &recent.stories[number];
        let percent = format!("{} %", story.percent);
        let listed = Listed {
            title: &story.title,
            date: Some(&story.day),
            remark: &percent,
        };
        draw_story(listed, picked == Some(number), columns, pane, y, buf);
    }
    pane.cursor(picked, recent.stories.len())
}
