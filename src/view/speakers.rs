//! Who is quoted, and with what.

use super::digest;
use super::paint::{put, put_cut, put_right};
use super::pane::ListPane;
use super::theme::{STATEMENT, Theme, sign};
use crate::app::heard::{Heard, Share, Who};
use crate::app::list::{self, Entry, Sorting};
use crate::app::reading::Reading;
use crate::app::screen::Area;
use crate::quotes::{SpeakerKind, Sureness};
use crate::span::QuoteId;
use crate::story::Story;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// Quotations are set in by this many columns.
const INDENT: u16 = 5;

/// Draws the pane; gives where the row of the current quotation is.
pub fn draw(
    reading: &Reading,
    theme: &Theme,
    focused: bool,
    area: Area,
    buf: &mut Buffer,
) -> Position {
    let rows = list::rows_area(area);
    let frame = ListPane {
        theme,
        area: rows,
        focused,
    };
    let pane = SpeakersPane {
        reading,
        theme,
        focused,
        area,
    };
    let Some(heard) = reading.heard() else {
        frame.heading("SPEAKERS", "", "", buf);
        frame.tell("The quotes are being found …", buf);
        return Position::new(area.x, area.y);
    };
    let count = match heard.reached() {
        Some(reached) => so_far(heard.spoken().len(), reached, reading.story()),
        None => counted(heard.spoken().len(), "quote"),
    };
    frame.heading("SPEAKERS", &pane.remark(), &count, buf);
    if rows.height < area.height {
        pane.draw_foot(heard, area.y + rows.height, buf);
    }
    if let (Some(who), false) = (
        reading.choice().isolated,
        reading.list().entries().is_empty(),
    ) {
        let quotes = list::digest_area(rows);
        if quotes.y > rows.y + 1 {
            pane.draw_speaker(heard, who, rows.y + 1, buf);
        }
        return digest::draw(reading, theme, who, quotes, buf);
    }
    pane.draw_entries(heard, frame, buf)
}

/// How many quotes there are in the part of a long story that was listened to.
fn so_far(quotes: usize, reached: usize, story: &Story) -> String {
    let percent = 100 * reached / story.text().len().max(1);
    format!("{quotes} quotes in {percent} %")
}

/// A number of things.
pub fn counted(number: usize, thing: &str) -> String {
    match number {
        1 => format!("1 {thing}"),
        n => format!("{n} {thing}s"),
    }
}

struct SpeakersPane<'a> {
    reading: &'a Reading,
    theme: &'a Theme,
    focused: bool,
    area: Area,
}

impl SpeakersPane<'_> {
    /// What is left out of the list, and how it is sorted, where that is unusual.
    fn remark(&self) -> String {
        let choice = self.reading.choice();
        let alone = choice.isolated.map(|_| "alone".to_owned());
        let filter = (!choice.filter.is_empty()).then(|| format!("& {}", choice.filter));
        let sorted = (choice.sorting != Sorting::Order && choice.isolated.is_none())
            .then(|| format!("by {}", choice.sorting.name()));
        let remarks: Vec<String> = alone.into_iter().chain(filter).chain(sorted).collect();
        remarks.join(" ")
    }

    fn draw_entries(&self, heard: &Heard, frame: ListPane<'_>, buf: &mut Buffer) -> Position {
        let entries = self.reading.list().entries();
        if entries.is_empty() {
            frame.tell(why_empty(heard), buf);
        }
        let quote = self.reading.current_quote();
        let current = quote.and_then(|it| self.reading.list().row_of(it));
        for (row, y) in frame.rows(current, entries.len()) {
            match entries[row] {
                Entry::Speaker(who) => self.draw_speaker(heard, who, y, buf),
                Entry::Quote(id) => self.draw_quote(heard, id, y, buf),
            }
        }
        frame.cursor(current, entries.len())
    }

    fn draw_speaker(&self, heard: &Heard, who: Who, y: u16, buf: &mut Buffer) {
        let Area { x, width, .. } = self.area;
        let right = x + width.saturating_sub(1);
        let share = heard.share(who);
        let mut figures = format!("{:>3} · {:>4} w", share.quotes, share.words);
        if list::is_roomy(self.area) {
            figures = format!(
                "{figures} · {:>9} · {:>8}",
                self.places(share),
                sureness(share)
            );
        }
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
        let end = put_cut(buf, x + 3, y, name, room, look);
        self.draw_title(heard, who, (end + 2, at.saturating_sub(1)), y, buf);
    }

    /// The office or description of a speaker, where there is room from one column to another.
    fn draw_title(
        &self,
        heard: &Heard,
        who: Who,
        (x, right): (u16, u16),
        y: u16,
        buf: &mut Buffer,
    ) {
        /// Fewer columns say nothing.
        const LEAST: u16 = 6;
        let title = heard.speaker(who).and_then(|it| it.title.as_deref());
        let room = right.saturating_sub(x);
        if let Some(title) = title.filter(|_| room >= LEAST) {
            put_cut(buf, x, y, title, room, self.theme.quiet);
        }
    }

    /// More about the speaker the reader is at.
    fn draw_foot(&self, heard: &Heard, y: u16, buf: &mut Buffer) {
        let Some(quote) = self.reading.current_quote() else {
            return;
        };
        let who = heard.who(quote);
        let share = heard.share(who);
        let title = heard.speaker(who).and_then(|it| it.title.clone());
        let known = [Some(self.places(share)), Some(sureness(share)), title];
        let known: Vec<String> = known.into_iter().flatten().collect();
        let Area { x, width, .. } = self.area;
        put(
            buf,
            x + 1,
            y,
            &sign(who, heard.name(who)),
            1,
            self.theme.speaker(who),
        );
        put_cut(
            buf,
            x + 3,
            y,
            &known.join(" · "),
            width.saturating_sub(4),
            self.theme.quiet,
        );
    }

    /// How far into the story the first and the last quotation are.
    fn places(&self, share: Share) -> String {
        let [first, last] = [share.first, share.last].map(|it| self.reading.percent_at(it));
        match share.quotes {
            1 => format!("{first} %"),
            _ => format!("{first}–{last} %"),
        }
    }

    fn draw_quote(&self, heard: &Heard, id: QuoteId, y: u16, buf: &mut Buffer) {
        let Area { x, width, .. } = self.area;
        let quote = heard.quote(id);
        let current = self.reading.current_quote() == Some(id);
        if current {
            put(buf, x + INDENT - 2, y, "▸", 1, self.theme.current);
        }
        // Beside a story that is read the sign is enough, and a page turned changes no more.
        let style = match current && self.focused {
            true => self.theme.current,
            false => self.theme.text,
        };
        let sure = quote
            .attribution
            .as_ref()
            .is_none_or(|it| it.sureness() > Sureness::Unsure);
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
        match heard.is_statement(id) {
            true => format!("{STATEMENT} {head}{more}"),
            false => format!("“{head}{more}”"),
        }
    }
}

fn why_empty(heard: &Heard) -> &'static str {
    if heard.spoken().is_empty() {
        "Nobody is quoted in this story."
    } else {
        "Nobody listed. Esc shows everybody."
    }
}

/// How sure it is that the words are this speaker's: of all, or of how many it is less than that.
fn sureness(share: Share) -> String {
    match share.doubt {
        None => "–".to_owned(),
        Some((Sureness::Sure, _)) => Sureness::Sure.as_str().to_owned(),
        Some((least, 1)) if share.quotes == 1 => least.as_str().to_owned(),
        Some((least, many)) => format!("{many} {}", least.as_str()),
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
