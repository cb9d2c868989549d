//! Cells to the bytes that bring a terminal's screen up to date.
//!
//! What the screen shows is remembered, so a frame costs what has changed: nothing at all if
//! nothing has. Small gaps between changes are written again, which is shorter than moving the
//! cursor over them; where most rows have only moved, the terminal is asked to move them
//! (`scroll`). A frame is one string of bytes, to be written at once.

mod leftward;
mod pen;
mod scroll;
mod seen;

use leftward::paint_leftward_row;
use pen::{PLAIN, Pen};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use scroll::Scroll;
use seen::{BLANK, Eye, Seen};
use unicode_width::UnicodeWidthStr;

/// Holds the terminal's picture back until the frame is whole, where it knows how to.
const BEGIN_FRAME: &str = "\x1B[?2026h";
const END_FRAME: &str = "\x1B[?2026l";

/// A frame of no more bytes than this is not worth looking for a shorter one.
const SHORT: usize = 200;

/// What brings a terminal's screen up to date.
#[derive(Debug, Default)]
pub struct Painter {
    screen: Screen,
    /// Room for the cells of the next frame.
    spare: Vec<Seen>,
    eye: Eye,
    /// The addresses that cells link to, by their numbers.
    addresses: Vec<String>,
    /// Whether cells on screen may link to other addresses of the same numbers.
    mislinked: bool,
}

/// What is on a terminal's screen.
#[derive(Debug, Default)]
struct Screen {
    area: Rect,
    /// Its cells, row by row; none if it has been cleared.
    cells: Vec<Seen>,
    /// Where the cursor is, if that is known.
    cursor: Option<Position>,
}

/// What is to be on it.
struct Frame<'a> {
    cells: &'a [Cell],
    /// The same as they are seen.
    seen: &'a [Seen],
    cursor: Position,
    addresses: &'a [String],
}

impl Painter {
    /// Forgets what is on screen: it has been cleared, or is somebody else's.
    pub fn forget(&mut self) {
        self.screen = Screen::default();
    }

    /// Makes cells link to other addresses. Those that look the same are written anew all the same.
    pub fn link_to(&mut self, addresses: Vec<String>) {
        self.mislinked |= self.addresses != addresses;
        self.addresses = addresses;
    }

    /// Appends to `out` what turns the screen into `next` with the cursor at `cursor`.
    pub fn paint(&mut self, next: &Buffer, cursor: Position, out: &mut Vec<u8>) {
        let mut frame = Vec::new();
        let mislinked = std::mem::take(&mut self.mislinked);
        if self.screen.area != next.area || mislinked {
            if self.screen.area != Rect::default() {
                frame.extend_from_slice(b"\x1B[m\x1B[2J");
            }
            self.screen.clear(next.area);
        }
        self.spare.clear();
        let seen = next.content.iter().map(|it| self.eye.see(it));
        self.spare.extend(seen);
        let next = Frame {
            cells: &next.content,
            seen: &self.spare,
            cursor,
            addresses: &self.addresses,
        };
        let changes = self.screen.changes(&next);
        let shorter = match changes.len() {
            0..=SHORT => None,
            _ => self.screen.changes_by_moving(&next),
        };
        let shorter = shorter.filter(|it| it.len() < changes.len());
        frame.append(&mut shorter.unwrap_or(changes));
        std::mem::swap(&mut self.screen.cells, &mut self.spare);
        self.screen.cursor = Some(cursor);
        if !frame.is_empty() {
            out.extend_from_slice(BEGIN_FRAME.as_bytes());
            out.append(&mut frame);
            out.extend_from_slice(END_FRAME.as_bytes());
        }
    }
}

impl Screen {
    /// Has been cleared, and may have another size.
    fn clear(&mut self, area: Rect) {
        self.area = area;
        self.cells.clear();
        self.cursor = None;
    }

    /// Columns of a row, at least one.
    fn width(&self) -> usize {
        usize::from(self.area.width).max(1)
    }

    /// What turns the screen into `next`.
    fn changes(&self, next: &Frame<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        let mut pen = Pen {
            out: &mut out,
            at: self.cursor,
            looks: PLAIN,
            addresses: next.addresses,
            linked: false,
        };
        let width = self.width();
        let blank = vec![BLANK; width];
        let mut old = self.cells.chunks(width);
        let rows = next.cells.chunks(width).zip(next.seen.chunks(width));
        for ((cells, seen), y) in rows.zip(0..) {
            let old = old.next().unwrap_or(&blank);
            if old == seen {
                continue;
            }
            if old.iter().chain(seen).any(|it| it.is_leftward) {
                paint_leftward_row(cells, y, &mut pen);
            } else {
                paint_row(old, seen, cells, y, &mut pen);
            }
        }
        pen.wear(PLAIN);
        if pen.at != Some(next.cursor) {
            pen.move_to(next.cursor);
        }
        out
    }

    /// The same by way of moving rows, if enough of them seem to have moved.
    fn changes_by_moving(&self, next: &Frame<'_>) -> Option<Vec<u8>> {
        let scroll = Scroll::between(self, next.seen)?;
        let changes = scroll.of(self).changes(next);
        Some([scroll.bytes(), changes].concat())
    }
}

/// Writes what differs between a row as it was and `seen`, which shows `cells`.
fn paint_row(old: &[Seen], seen: &[Seen], cells: &[Cell], y: u16, pen: &mut Pen<'_>) {
    let filled = seen.iter().rposition(|it| *it != BLANK);
    let blank_from = filled.map_or(0, |it| it + 1);
    let (mut x, mut spoilt_to) = (0, 0);
    while let (Some(it), Some(cell)) = (seen.get(x), cells.get(x)) {
        let after = x + usize::from(it.columns);
        if *it == old[x] && x >= spoilt_to {
            x = after;
            continue;
        }
        // What is left of a wide character once its first half is gone, no terminal agrees about.
        for (covered, old) in old.iter().enumerate().take(after).skip(x) {
            spoilt_to = spoilt_to.max(covered + usize::from(old.columns));
        }
        pen.go(cells, Position::new(x as u16, y));
        // Blanks to the row's end take three bytes; the last columns are not worth it.
        if x >= blank_from && x + 3 < cells.len() {
            pen.wear(PLAIN);
            pen.out.extend_from_slice(b"\x1B[K");
            return;
        }
        pen.write(cell, cells.len() as u16);
        x = after;
    }
}

/// The columns a cell takes.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        it if it.len() == 1 => 1,
        it => it.width().max(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::theme::linked;
    use proptest::prelude::*;
    use ratatui::style::{Color, Modifier, Style};

    const ISOLATES: [char; 3] = ['\u{2066}', '\u{2067}', '\u{2069}'];
    const AREA: Rect = Rect::new(0, 0, 12, 3);

    fn buffer(rows: &[(&str, Style)]) -> Buffer {
        let mut res = Buffer::empty(AREA);
        for ((text, style), y) in rows.iter().zip(0..) {
            res.set_stringn(0, y, text, 12, *style);
        }
        res
    }

    /// Checks that a terminal that is sent the frames shows each in turn; gives the bytes of the last.
    fn check(frames: &[Buffer]) -> usize {
        let area = frames[0].area;
        let mut painter = Painter::default();
        let mut terminal = vt100::Parser::new(
            area.height.try_into().unwrap(),
            area.width.try_into().unwrap(),
            0,
        );
        let mut bytes = Vec::new();
        for frame in frames {
            bytes.clear();
            painter.paint(frame, Position::new(2, 1), &mut bytes);
            terminal.process(&bytes);
            for position in area.positions() {
                let cell = &frame[position];
                let shown = terminal.screen().cell(position.y, position.x).unwrap();
                if !shown.is_wide_continuation() {
                    let words = shown.contents().trim_matches(ISOLATES).trim();
                    assert_eq!(words, cell.symbol().trim(), "{position:?}");
                    let has = |it| cell.modifier.contains(it);
                    assert_eq!(shown.inverse(), has(Modifier::REVERSED), "{position:?}");
                    assert_eq!(shown.underline(), has(Modifier::UNDERLINED), "{position:?}");
                    let blank = cell.symbol() == " ";
                    assert!(blank || shown.bold() == has(Modifier::BOLD), "{position:?}");
                }
            }
            assert_eq!(terminal.screen().cursor_position(), (1, 2));
        }
        bytes.len()
    }

    #[test]
    fn nothing_changed_is_nothing_written() {
        let frame = buffer(&[("words", Style::new()), ("日本", Style::new())]);
        assert_eq!(check(&[frame.clone(), frame]), 0);
    }

    #[test]
    fn a_small_change_is_few_bytes() {
        let before = buffer(&[("one two", Style::new())]);
        let after = buffer(&[("one too", Style::new())]);
        assert!(check(&[before, after]) < 32);
    }

    #[test]
    fn links_are_opened_closed_and_forgotten_with_their_story() {
        let linked = |number| linked(Style::new(), number);
        let frame = buffer(&[("one", linked(0)), ("two", linked(1)), ("no", linked(7))]);
        let mut painter = Painter::default();
        let mut paint = |addresses: &[&str]| {
            let mut bytes = Vec::new();
            painter.link_to(addresses.iter().map(|it| (*it).to_owned()).collect());
            painter.paint(&frame, Position::ORIGIN, &mut bytes);
            String::from_utf8(bytes).unwrap()
        };
        let first = paint(&["https://a.example", ""]);
        let link = "\x1B]8;id=0;https://a.example\x1B\\one";
        assert!(first.contains(link), "{first:?}");
        assert_eq!(first.matches("\x1B]8;").count(), 2, "{first:?}");
        assert_eq!(paint(&["https://a.example", ""]), "");
        assert!(paint(&["https://b.example", ""]).contains("https://b.example"));
        assert_eq!(paint(&[]).matches("\x1B]8;").count(), 0);
    }

    #[test]
    fn looks_change_with_the_words() {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let dim = Style::new().add_modifier(Modifier::DIM).fg(Color::Red);
        let before = buffer(&[("aaa", bold), ("bbb", dim)]);
        let after = buffer(&[("aaa", dim), ("bbb", bold), ("c", bold)]);
        check(&[before, after]);
    }

    #[test]
    fn text_read_leftwards_is_isolated_from_what_is_beside_it() {
        let frame = buffer(&[("אב גד  │ הו", Style::new()), ("plain", Style::new())]);
        check(&[buffer(&[("│ אב", Style::new())]), frame.clone()]);
        let mut bytes = Vec::new();
        let mut painter = Painter::default();
        painter.paint(&frame, Position::ORIGIN, &mut bytes);
        let sent = String::from_utf8(bytes).unwrap();
        let kept: String = sent.chars().filter(|it| !it.is_ascii()).collect();
        let expected = "\u{2067}אבגד\u{2069}│\u{2067}הו\u{2069}";
        assert_eq!(kept, expected);
        for mark in ["\u{2067}א", "ד\u{2069}", "\u{2067}ה", "ו\u{2069}"] {
            assert!(
                sent.contains(mark),
                "a blank is isolated with the words: {sent:?}"
            );
        }
    }

    #[test]
    fn another_size_is_another_screen() {
        let mut painter = Painter::default();
        let mut bytes = Vec::new();
        painter.paint(&Buffer::empty(AREA), Position::ORIGIN, &mut bytes);
        bytes.clear();
        painter.paint(
            &Buffer::empty(Rect::new(0, 0, 5, 2)),
            Position::ORIGIN,
            &mut bytes,
        );
        assert!(bytes.windows(4).any(|it| it == b"\x1B[2J"));
    }

    #[test]
    fn rows_that_only_moved_are_moved() {
        let style = Style::new().fg(Color::Red);
        let words = [
            "much the same",
            "as before it was",
            "but elsewhere",
            "on the screen",
        ];
        let rows: Vec<_> = words.iter().cycle().take(40).enumerate().collect();
        let rows: Vec<String> = rows.iter().map(|(i, it)| format!("{i} {it}")).collect();
        let screen = |from: usize| {
            let mut res = Buffer::empty(Rect::new(0, 0, 40, 20));
            for (text, y) in rows[from..from + 18].iter().zip(1..) {
                res.set_stringn(0, y, text, 40, style);
            }
            res
        };
        assert!(check(&[screen(0), screen(1)]) < 80);
        assert!(check(&[screen(9), screen(6)]) < 150);
    }

    proptest! {
        #[test]
        fn any_frame_follows_any_other(
            texts in prop::collection::vec(prop::collection::vec("[ab 日é…א│]{0,12}", 3), 1..5),
            style in styles(),
        ) {
            let frame = |rows: &Vec<String>| {
                let rows: Vec<_> = rows.iter().map(|it| (it.as_str(), style)).collect();
                buffer(&rows)
            };
            let frames: Vec<Buffer> = texts.iter().map(frame).collect();
            check(&frames);
        }

        #[test]
        fn any_window_on_a_long_text_follows_any_other(
            rows in prop::collection::vec(("[ab 日]{0,30}", styles()), 40),
            tops in prop::collection::vec(0..25_usize, 2..6),
            beside in "[xyz ]{5}",
        ) {
            let window = |top: &usize| {
                let mut res = Buffer::empty(Rect::new(0, 0, 40, 15));
                for ((text, style), y) in rows.iter().skip(*top).zip(1..14) {
                    res.set_stringn(0, y, text, 30, *style);
                    res.set_string(35, y, &beside, Style::new());
                }
                res.set_string(0, 14, format!("at {top}"), Style::new());
                res
            };
            let frames: Vec<Buffer> = tops.iter().map(window).collect();
            check(&frames);
        }
    }

    fn styles() -> impl Strategy<Value = Style> {
        let modifiers = [
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::UNDERLINED,
            Modifier::REVERSED,
        ];
        (prop::sample::select(modifiers.to_vec()), any::<bool>()).prop_map(|(modifier, red)| {
            let style = Style::new().add_modifier(modifier);
            if red { style.fg(Color::Red) } else { style }
        })
    }
}
