//! The story as lines of text, for a terminal without a cursor and for a reader who listens.
//!
//! Nothing is drawn and nothing stands beside anything else: each quotation is named on a line of
//! its own after its paragraph, with its number and its speaker.

use super::body::NO_WORDS;
use super::theme::Theme;
use crate::app::App;
use crate::app::heard::Heard;
use crate::app::reading::Reading;
use crate::layout::Line;
use crate::layout::width::{columns, fitting};
use crate::span::{QuoteId, Span};
use crate::story::{Block, BlockKind, ImageRole};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How much of a quotation is said again beside its number, in columns.
const REMINDER: usize = 50;

/// Some lines of the story, and the quotations of the paragraphs that end with them.
pub fn story(reading: &Reading, lines: &[Line]) -> Vec<String> {
    if reading.story().text().is_empty() {
        return vec![NO_WORDS.to_owned()];
    }
    let mut res = Vec::new();
    for line in lines {
        let Some(row) = line.row else {
            res.push(String::new());
            continue;
        };
        let block = reading.story().blocks()[line.block];
        res.push(text_of(reading, *line, row, block));
        if row.end() == block.span.end() {
            res.extend(quotes_of(reading, block.span));
        }
    }
    res
}

/// The title, where the story has no headline to show.
pub fn derived_title(reading: &Reading) -> Option<String> {
    let title = reading.story().title();
    title
        .derived
        .then(|| format!("{} (no headline; its first words)", title.shown()))
}

/// What stands over the story: help, or a pane.
pub fn over_the_story(app: &App) -> Vec<String> {
    let frame = frame(app);
    let body = app.screen().body;
    // What the reader is told is said by `status`.
    let shown = body.height.saturating_sub(super::status::rows_above(app));
    let rows = (body.y..body.y + shown).map(|y| row_of(&frame, y));
    let mut res: Vec<String> = rows.collect();
    let filled = res.iter().rposition(|it| !it.is_empty());
    res.truncate(filled.map_or(0, |it| it + 1));
    res
}

/// What the reader is told, or who speaks where they are and why; and how far they have come.
pub fn status(app: &App) -> String {
    if let Some(notice) = app.notice() {
        let far = app.reading().map(|it| format!(" {} %", it.percent()));
        return format!("{notice}{}", far.unwrap_or_default());
    }
    let row = row_of(&frame(app), app.screen().status.y);
    let parts = row.split("  ").map(str::trim).filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}

fn text_of(reading: &Reading, line: Line, row: Span, block: Block) -> String {
    let story = reading.story();
    let first = row.start() == block.span.start();
    let last = row.end() == block.span.end();
    let mut res = " ".repeat(line.indent);
    match block.kind {
        BlockKind::BlockQuote => res.push_str("> "),
        BlockKind::ListItem if first => res.push_str("- "),
        BlockKind::Image(id) if first => {
            let what = match story.images()[id.index()].role {
                ImageRole::Photo => "Picture",
                ImageRole::Promo => "Advertisement",
            };
            res.push_str(&format!("{what} {}: ", id.index() + 1));
        }
        _ => {}
    }
    res.push_str(story.slice(row));
    if line.hyphen {
        res.push('-');
    }
    if let BlockKind::Image(id) = block.kind
        && last
        && let Some(credit) = story.credit_beside(&story.images()[id.index()])
    {
        res.push_str(&format!(" ({credit})"));
    }
    res
}

/// The quotations that begin in a paragraph: number, speaker, how sure, first words.
fn quotes_of(reading: &Reading, paragraph: Span) -> Vec<String> {
    let Some(heard) = reading.heard() else {
        return Vec::new();
    };
    let spoken = heard.spoken();
    let from = spoken.partition_point(|it| heard.start(*it) < paragraph.start());
    let here = spoken.iter().enumerate().skip(from);
    let here = here.take_while(|(_, it)| heard.start(**it) < paragraph.end());
    here.map(|(number, it)| quote_line(reading, heard, number + 1, *it))
        .collect()
}

fn quote_line(reading: &Reading, heard: &Heard, number: usize, id: QuoteId) -> String {
    let quote = heard.quote(id);
    let name = heard.name(quote.speaker);
    let sure = quote.attribution.as_ref();
    let sure = sure.map_or(String::new(), |it| format!(", {}", it.sureness().as_str()));
    let words = quote
        .parts
        .first()
        .map_or("", |it| reading.story().slice(*it));
    let head = fitting(words, REMINDER);
    let more = if head.len() < words.len() || quote.parts.len() > 1 {
        " …"
    } else {
        ""
    };
    format!(
        "  Quote {number}, {name}{sure}: “{}{more}”",
        head.trim_end()
    )
}

fn frame(app: &App) -> Buffer {
    let size = app.size();
    let mut frame = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    super::draw(app, &Theme::without_colour(), &mut frame);
    frame
}

/// The words of a row of cells.
fn row_of(frame: &Buffer, y: u16) -> String {
    let mut res = String::new();
    let mut x = 0;
    while x < frame.area.width && y < frame.area.height {
        let symbol = frame[(x, y)].symbol();
        res.push_str(symbol);
        x += u16::try_from(columns(symbol)).unwrap_or(1).max(1);
    }
    res.truncate(res.trim_end().len());
    res
}
