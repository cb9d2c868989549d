//! Who is quoted, and with what.

use super::paint::{put, put_cut, put_right};
use super::theme::{Theme, sign};
use crate::app::heard::{Heard, Who};
use crate::app::list::Entry;
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::quotes::SpeakerKind;
use crate::span::QuoteId;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Quotations are set in by this many columns.
const INDENT: u16 = 5;

/// Attributions less sure than this are marked.
const UNSURE: f32 = 0.6;

/// Draws the pane; gives where the row of the current quotation is.
pub fn draw(
    reading: &Reading,
    theme: &Theme,
    focused: bool,
    area: Area,
    buf: &mut Buffer,
) -> Position {
    let pane = SpeakersPane {
        reading,
        theme,
        area,
    };
    pane.draw_heading(focused, buf);
    let Some(heard) = reading.heard() else {
        pane.tell("The quotes are being found …", buf);
        return Position::new(area.x, area.y);
    };
    let entries = reading.list().entries();
    if entries.is_empty() {
        pane.tell(pane.why_empty(heard), buf);
    }
    let height = usize::from(area.height.saturating_sub(1));
    let current = reading
        .current_quote()
        .and_then(|it| reading.list().row_of(it));
    let first = first_row(current, entries.len(), height);
    for (entry, y) in entries.iter().skip(first).take(height).zip(area.y + 1..) {
        match entry {
            Entry::Speaker(who) => pane.draw_speaker(heard, *who, y, buf),
            Entry::Quote(id) => pane.draw_quote(heard, *id, y, buf),
        }
    }
    let row = current.map_or(0, |it| it - first + 1);
    Position::new(area.x, area.y + u16::try_from(row).unwrap_or(0))
}

/// The first row of a list to show so that `current` is in the middle, where possible.
pub fn first_row(current: Option<usize>, rows: usize, height: usize) -> usize {
    let wanted = current.map_or(0, |it| it.saturating_sub(height / 2));
    wanted.min(rows.saturating_sub(height))
}

struct SpeakersPane<'a> {
    reading: &'a Reading,
    theme: &'a Theme,
    area: Area,
}

impl SpeakersPane<'_> {
    fn draw_heading(&self, focused: bool, buf: &mut Buffer) {
        let Area { x, y, width, .. } = self.area;
        let style = if focused {
            self.theme.focused
        } else {
            self.theme.quiet
        };
        let end = put(buf, x + 1, y, "SPEAKERS", width.saturating_sub(1), style);
        let choice = self.reading.choice();
        let mut right = x + width.saturating_sub(1);
        if let Some(heard) = self.reading.heard() {
            let count = match heard.spoken().len() {
                1 => "1 quote".to_owned(),
                n => format!("{n} quotes"),
            };
            right = put_right(buf, right, y, &count, self.theme.quiet);
        }
        let room = right.saturating_sub(end + 3);
        let chosen = match (choice.isolated.is_some(), choice.filter.as_str()) {
            (true, "") => "alone".to_owned(),
            (false, "") => return,
            (true, filter) => format!("alone & {filter}"),
            (false, filter) => format!("& {filter}"),
        };
        put_cut(buf, end + 2, y, &chosen, room, self.theme.notice);
    }

    fn why_empty(&self, heard: &Heard) -> &'static str {
        if heard.spoken().is_empty() {
            "Nobody is quoted in this story."
        } else {
            "Nobody listed. Esc shows everybody."
        }
    }

    fn tell(&self, text: &str, buf: &mut Buffer) {
        let Area {
            x,
            y,
            width,
            height,
        } = self.area;
        if height > 1 {
            put_cut(
                buf,
                x + 1,
                y + 1,
                text,
                width.saturating_sub(2),
                self.theme.quiet,
            );
        }
    }

    fn draw_speaker(&self, heard: &Heard, who: Who, y: u16, buf: &mut Buffer) {
        let Area { x, width, .. } = self.area;
        let right = x + width.saturating_sub(1);
        let count = heard.said_by(who).count();
        let figures = format!("{count:>3} · {:>4} w", heard.words(who));
        let at = put_right(buf, right, y, &figures, self.theme.quiet);
        let kind = heard.speaker(who).map_or("", |it| kind_tag(it.kind));
        let at = put_right(buf, at.saturating_sub(1), y, kind, self.theme.quiet);
        let name = heard.name(who);
        put(buf, x + 1, y, &sign(who, name), 1, self.theme.speaker(who));
        let here = self.reading.current_quote().map(|it| heard.who(it)) == Some(who);
        let look = self.theme.text.patch(self.theme.speaker(who));
        let look = if here {
            look.patch(self.theme.current)
        } else {
            look
        };
        let room = at.saturating_sub(x + 4);
        put_cut(buf, x + 3, y, name, room, look);
    }

    fn draw_quote(&self, heard: &Heard, id: QuoteId, y: u16, buf: &mut Buffer) {
        let Area { x, width, .. } = self.area;
        let quote = heard.quote(id);
        let current = self.reading.current_quote() == Some(id);
        let style = if current {
            self.theme.current
        } else {
            self.theme.text
        };
        if current {
            put(buf, x + INDENT - 2, y, "▸", 1, style);
        }
        let sure = quote
            .attribution
            .as_ref()
            .is_none_or(|it| it.confidence >= UNSURE);
        let style = if sure {
            style
        } else {
            style.patch(self.theme.unsure)
        };
        let words = self.opening_words(heard, id);
        let mark = if sure { "" } else { " ?" };
        let room = width.saturating_sub(INDENT + 1 + mark.len() as u16);
        let end = put_cut(buf, x + INDENT, y, &words, room, style);
        put(buf, end, y, mark, 2, self.theme.quiet);
    }

    /// The first words of a quotation, between marks; more than fit.
    fn opening_words(&self, heard: &Heard, id: QuoteId) -> String {
        let parts = &heard.quote(id).parts;
        let text = parts
            .first()
            .map_or("", |it| self.reading.story().slice(*it));
        let near = text.floor_char_boundary(4 * usize::from(self.area.width));
        let head = text.get(..near).unwrap_or(text).trim();
        let more = if parts.len() > 1 { " …" } else { "" };
        format!("“{head}{more}”")
    }
}

/// What a speaker is, where it is not a person.
fn kind_tag(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "",
        SpeakerKind::Organisation => "org",
        SpeakerKind::Group => "group",
        SpeakerKind::Document => "text",
        SpeakerKind::Anonymous => "unnamed",
    }
}
