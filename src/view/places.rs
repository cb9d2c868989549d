//! Lists of places in the story: its links, and what a speaker is called.

use super::paint::{put, put_cut, put_right};
use super::pane::ListPane;
use super::theme::{Theme, linked, sign};
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::layout::width::fitting_end;
use crate::span::Span;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// The narrowest list that has room for addresses beside the words.
const NARROW: u16 = 40;

/// Draws the links, with where they lead; gives where the row of the current one is.
pub fn draw_links(reading: &Reading, theme: &Theme, area: Area, buf: &mut Buffer) -> Position {
    let pane = ListPane {
        theme,
        area,
        focused: true,
    };
    let links = reading.story().links();
    let count = match links.len() {
        0 => String::new(),
        n => n.to_string(),
    };
    pane.heading("LINKS", "", &count, buf);
    if links.is_empty() {
        pane.tell("There are no links in this story.", buf);
    }
    let current = reading.current_link();
    // Where there is no room for both, the words: the status line tells the address.
    let half = if area.width < NARROW {
        area.width
    } else {
        area.width / 2
    };
    for (number, y) in pane.rows(current, links.len()) {
        let style = pane.begin_row(current == Some(number), y, buf);
        let words = reading.story().slice(links[number].span);
        put_cut(buf, area.x + 3, y, words, half.saturating_sub(4), style);
        let url = &links[number].url;
        let look = linked(theme.link, number);
        put_cut(buf, area.x + half, y, url, area.width - half, look);
    }
    pane.cursor(current, links.len())
}

/// Draws every mention of the speaker looked at, each among the words around it; gives where the
/// row of the current one is.
pub fn draw_mentions(reading: &Reading, theme: &Theme, area: Area, buf: &mut Buffer) -> Position {
    let pane = ListPane {
        theme,
        area,
        focused: true,
    };
    let (mentions, who) = (reading.mentions(), reading.called());
    let name = reading.heard().map_or("", |it| it.name(who));
    let names = reading.names_of(who).into_iter();
    let names: Vec<String> = names
        .map(|(name, times)| format!("{name} {times}"))
        .collect();
    let heading = format!("{} {name}", sign(who, name));
    pane.heading(
        &heading,
        &names.join(", "),
        &mentions.len().to_string(),
        buf,
    );
    let current = reading.current_mention();
    for (number, y) in pane.rows(current, mentions.len()) {
        pane.begin_row(current == Some(number), y, buf);
        draw_mention(reading, mentions[number], pane, y, buf);
    }
    pane.cursor(current, mentions.len())
}

/// One row: how far into the story, and the mention in its paragraph, set in a column of its own.
fn draw_mention(reading: &Reading, mention: Span, pane: ListPane<'_>, y: u16, buf: &mut Buffer) {
    /// Columns for the sign of the current row and the percentage.
    const BEFORE: u16 = 9;
    let (theme, Area { x, width, .. }) = (pane.theme, pane.area);
    let story = reading.story();
    let percent = format!("{} %", reading.percent_at(mention.start()));
    put_right(buf, x + BEFORE - 1, y, &percent, theme.quiet);
    let Some(block) = story.block_at(mention.start()) else {
        return;
    };
    let whole = story.blocks()[block].span;
    let left = x + BEFORE + width.saturating_sub(BEFORE) / 3;
    let room = usize::from(left.saturating_sub(x + BEFORE + 1));
    let before = story
        .slice(Span::new(whole.start(), mention.start()))
        .trim_end();
    put_right(
        buf,
        left.saturating_sub(1),
        y,
        fitting_end(before, room),
        theme.quiet,
    );
    let look = theme.text.patch(theme.speaker(reading.called()));
    let end = put(
        buf,
        left,
        y,
        story.slice(mention),
        pane.right().saturating_sub(left),
        look,
    );
    let after = Span::new(mention.end(), whole.end().max(mention.end()));
    put_cut(
        buf,
        end,
        y,
        story.slice(after),
        pane.right().saturating_sub(end),
        theme.quiet,
    );
}
