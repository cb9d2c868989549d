//! The story's own words, with its quotations set off.

use super::paint::{put, put_right};
use super::theme::{STATEMENT, Theme, linked, sign};
use crate::app::heard::Part;
use crate::app::reading::Reading;
use crate::app::{App, Emphasis};
use crate::layout::setting::Setting;
use crate::layout::width::columns;
use crate::layout::{Line, margins};
use crate::span::{QuoteId, Span};
use crate::story::{BlockKind, ImageRole, Link, Story};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Modifier, Style};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Draws the lines on screen; gives the column and row of the reader's line.
pub fn draw(app: &App, reading: &Reading, theme: &Theme, buf: &mut Buffer) -> Position {
    let screen = app.screen();
    if reading.window().is_empty() {
        let width = screen.body.width.saturating_sub(screen.text_x);
        put(
            buf,
            screen.text_x,
            screen.body.y,
            NO_WORDS,
            width,
            theme.notice,
        );
    }
    let body = Body {
        here: reading.current_quote().filter(|_| reading.is_at_quote()),
        app,
        reading,
        theme,
    };
    let rows = reading.window_rows();
    for (line, below) in reading.window().iter().zip(&rows) {
        if let Some(row) = line.row {
            body.draw_row(*line, row, screen.body.y + below, buf);
        }
    }
    let below = rows.get(reading.cursor_row()).copied().unwrap_or(0);
    let y = screen.body.y + below;
    let last = (screen.body.y + screen.body.height).saturating_sub(1);
    let x = match reading.selected() {
        Some(_) => body.column_of_cursor(),
        None => screen.text_x.saturating_sub(GUTTER),
    };
    Position::new(x, y.min(last))
}

/// Stands in place of a story.
pub const NO_WORDS: &str = "This story has no words.";

/// Columns from the cursor's place to the story's words.
const GUTTER: u16 = 4;

/// Ends a row whose last word goes on in the next. It is on the screen only, not in the text.
const HYPHEN: &str = "-";

struct Body<'a> {
    /// The quotation on the reader's line.
    here: Option<QuoteId>,
    app: &'a App,
    reading: &'a Reading,
    theme: &'a Theme,
}

impl Body<'_> {
    fn draw_row(&self, line: Line, row: Span, y: u16, buf: &mut Buffer) {
        let parts = self.listed_parts(row);
        self.draw_signs(&parts, y, buf);
        self.draw_margins(line, row, y, buf);
        self.draw_words(line, row, &parts, y, buf);
    }

    /// The quotations on a row, in reading order; none that the reader has put aside.
    fn listed_parts(&self, row: Span) -> Vec<Part> {
        let Some(heard) = self.reading.heard() else {
            return Vec::new();
        };
        let listed = |it: &Part| self.reading.list().row_of(it.quote).is_some();
        let mut parts: Vec<Part> = heard.parts_in(row).filter(listed).collect();
        parts.reverse();
        parts
    }

    /// Who speaks on this row, in the gutter: at most two signs.
    fn draw_signs(&self, parts: &[Part], y: u16, buf: &mut Buffer) {
        let (Some(heard), text_x) = (self.reading.heard(), self.app.screen().text_x) else {
            return;
        };
        let said = parts
            .iter()
            .map(|it| (heard.who(it.quote), heard.is_statement(it.quote)));
        let mut signs: Vec<_> = said.collect();
        signs.dedup();
        let room = text_x.saturating_sub(1).min(2);
        let first = text_x.saturating_sub(room + 1);
        for ((who, statement), x) in signs.into_iter().zip(first..first + room) {
            let sign = match statement {
                true => STATEMENT.to_owned(),
                false => sign(who, heard.name(who)),
            };
            put(buf, x, y, &sign, 1, self.theme.speaker(who));
        }
    }

    /// What stands beside the words.
    fn draw_margins(&self, line: Line, row: Span, y: u16, buf: &mut Buffer) {
        let story = self.reading.story();
        let block = story.blocks()[line.block];
        let margins = margins::of(story, line.block, self.reading.typography().measure);
        let left = u16::try_from(margins.left).unwrap_or(0);
        let (x, first) = (self.app.screen().text_x, row.start() == block.span.start());
        match block.kind {
            BlockKind::BlockQuote if left > 0 => {
                put(buf, x + 1, y, "│", 1, self.theme.rule);
            }
            BlockKind::ListItem if left > 0 && first => {
                put(buf, x, y, "•", 1, self.theme.quiet);
            }
            BlockKind::Image(id) if first => {
                let image = &story.images()[id.index()];
                let sign = image_sign(image.role);
                if left == 0 {
                    put(buf, x.saturating_sub(2), y, sign, 1, self.theme.quiet);
                    return;
                }
                let marker = format!("{sign} {}", id.index() + 1);
                put(buf, x, y, &marker, left, self.theme.quiet);
                if let Some(credit) = story.credit_beside(image).filter(|_| margins.right > 0) {
                    put_right(buf, x + margins.whole as u16, y, credit, self.theme.quiet);
                }
            }
            _ => {}
        }
    }

    fn draw_words(&self, line: Line, row: Span, parts: &[Part], y: u16, buf: &mut Buffer) {
        let text = self.reading.story().slice(row);
        let layers = self.layers(row, parts);
        let base = self.base(line.block);
        let right = self.app.screen().body.width;
        let setting = self.setting(line, row);
        let mut spread = setting.spread();
        let mut x = self.app.screen().text_x + setting.start as u16;
        for (at, word) in text.split_inclusive(' ').scan(row.start(), after_each) {
            for (style, run) in runs(word, at, base, &layers) {
                put(buf, x, y, run, right.saturating_sub(x), style);
                x += columns(run) as u16;
            }
            if word.ends_with(' ') {
                x += spread.next().unwrap_or(0) as u16;
            }
        }
        if line.hyphen {
            let last = row.end().saturating_sub(1);
            let style = layers_at(base, &layers, last);
            put(buf, x, y, HYPHEN, right.saturating_sub(x), style);
        }
    }

    /// The column of the word the reader is at.
    fn column_of_cursor(&self) -> u16 {
        let (reading, text_x) = (self.reading, self.app.screen().text_x);
        let Some(line) = reading.window().get(reading.cursor_row()) else {
            return text_x;
        };
        let Some(row) = line.row else {
            return text_x;
        };
        let at = reading.position().cursor.at.clamp(row.start(), row.end());
        let words = reading.story().slice(row);
        let column = self.setting(*line, row).column_of(words, at - row.start());
        text_x + u16::try_from(column).unwrap_or(0)
    }

    /// How the words of a row are set.
    fn setting(&self, line: Line, row: Span) -> Setting {
        let measure = self.reading.typography().measure;
        let justify = self.app.settings().justify;
        Setting::of(self.reading.story(), line, row, measure, justify)
    }

    /// The look of a block's words by themselves.
    fn base(&self, block: usize) -> Style {
        let theme = self.theme;
        let style = match self.reading.story().blocks()[block].kind {
            BlockKind::Headline | BlockKind::Heading(_) => theme.heading,
            BlockKind::Byline | BlockKind::Dateline => theme.quiet,
            BlockKind::Image(_) | BlockKind::Standfirst => theme.caption,
            _ => theme.text,
        };
        let alone = self.reading.choice().isolated.is_some();
        if alone || self.app.settings().emphasis == Emphasis::Dim {
            return style.patch(theme.quiet);
        }
        style
    }

    /// What lies over the words of a row, the topmost last.
    fn layers(&self, row: Span, parts: &[Part]) -> Vec<(Span, Style)> {
        let theme = self.theme;
        let links = self.reading.story().links();
        let from = links.partition_point(|it| it.span.end() <= row.start());
        let near = links.iter().enumerate().skip(from);
        let near = near.take_while(|(_, it)| it.span.start() < row.end());
        let look = |(number, link): (usize, &Link)| (link.span, linked(theme.link, number));
        let mut res: Vec<(Span, Style)> = near.map(look).collect();
        if let Some(heard) = self.reading.heard() {
            for part in parts {
                let mut look = self.quoted(theme.speaker(heard.who(part.quote)), *part);
                let statement = heard.is_statement(part.quote);
                if statement && self.app.settings().emphasis != Emphasis::Off {
                    look = look.add_modifier(Modifier::ITALIC);
                }
                let span = match statement {
                    true => part.span,
                    false => with_marks(self.reading.story(), part.span),
                };
                res.push((span, look));
            }
        }
        res.extend(self.app.spoken().map(|it| (it, theme.spoken)));
        if let Some(search) = self.reading.search() {
            res.extend(search.hits_in(row).map(|it| (it, theme.hit)));
        }
        let selected = self.reading.selected().and_then(|it| it.meet(row));
        res.extend(selected.map(|it| (it, theme.selected)));
        res
    }

    /// The look of quoted words, given their speaker's.
    fn quoted(&self, speaker: Style, part: Part) -> Style {
        let look = match self.app.settings().emphasis {
            Emphasis::Off => self.theme.text,
            Emphasis::Tint | Emphasis::Dim => speaker,
        };
        let look = look.remove_modifier(self.theme.quiet.add_modifier);
        if self.here == Some(part.quote) {
            return look.patch(self.theme.current);
        }
        look
    }
}

const OPENING: [char; 11] = ['“', '„', '‟', '"', '‘', '‚', '\'', '«', '»', '「', '『'];
const CLOSING: [char; 9] = ['”', '“', '"', '’', '\'', '»', '«', '」', '』'];

/// Quoted words with the marks they stand between: one look for both.
fn with_marks(story: &Story, words: Span) -> Span {
    let text = story.text();
    let before = text.get(..words.start());
    let before = before.and_then(|it| it.strip_suffix(OPENING));
    let after = text.get(words.end()..);
    let after = after.and_then(|it| it.strip_prefix(CLOSING));
    let start = before.map_or(words.start(), str::len);
    Span::new(start, after.map_or(words.end(), |it| text.len() - it.len()))
}

/// Each piece of a text with the byte it starts at.
#[expect(
    clippy::unnecessary_wraps,
    reason = "the shape Iterator::scan asks for"
)]
fn after_each<'a>(at: &mut usize, piece: &'a str) -> Option<(usize, &'a str)> {
    let start = *at;
    *at += piece.len();
    Some((start, piece))
}

/// The look of what stands at byte `here`.
fn layers_at(base: Style, layers: &[(Span, Style)], here: usize) -> Style {
    let over = layers.iter().filter(|(span, _)| span.contains(here));
    over.fold(base, |style, (_, it)| style.patch(*it))
}

/// A text, which starts at byte `at` of the story, cut where its looks change between graphemes.
fn runs<'a>(
    text: &'a str,
    at: usize,
    base: Style,
    layers: &[(Span, Style)],
) -> Vec<(Style, &'a str)> {
    let look = |here: usize| layers_at(base, layers, here);
    if layers.is_empty() {
        return vec![(base, text)];
    }
    let mut res: Vec<(Style, Range<usize>)> = Vec::new();
    for (start, grapheme) in text.grapheme_indices(true) {
        let (style, end) = (look(at + start), start + grapheme.len());
        match res.last_mut().filter(|(last, _)| *last == style) {
            Some((_, range)) => range.end = end,
            None => res.push((style, start..end)),
        }
    }
    let words =
        |(style, range): (Style, Range<usize>)| (style, text.get(range).unwrap_or_default());
    res.into_iter().map(words).collect()
}

/// The sign of an image.
pub fn image_sign(role: ImageRole) -> &'static str {
    match role {
        ImageRole::Photo => "▣",
        ImageRole::Promo => "◇",
    }
}
