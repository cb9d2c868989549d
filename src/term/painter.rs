//! Cells to the bytes that bring a terminal's screen up to date.
//!
//! What the screen shows is remembered, so a frame costs what has changed: nothing at all if
//! nothing has. Small gaps between changes are written again, which is shorter than moving the
//! cursor over them. A frame is one string of bytes, to be written at once.

use super::colours::Depth;
use crate::layout::direction::{has_leftward, is_leftward};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use std::io::Write;
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Holds the terminal's picture back until the frame is whole, where it knows how to.
const BEGIN_FRAME: &str = "\x1B[?2026h";
const END_FRAME: &str = "\x1B[?2026l";

/// Unchanged cells fewer than this are written again rather than jumped over.
const GAP: u16 = 5;

/// What is on a terminal's screen.
#[derive(Debug, Default)]
pub struct Painter {
    depth: Depth,
    front: Buffer,
    cursor: Option<Position>,
}

/// The terminal's state while a frame is written.
struct Pen<'a> {
    out: &'a mut Vec<u8>,
    /// Where the next character goes; unknown after the last column.
    at: Option<Position>,
    looks: Looks,
    depth: Depth,
}

/// Colours and weight of a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Looks {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

const PLAIN: Looks = Looks {
    fg: Color::Reset,
    bg: Color::Reset,
    modifier: Modifier::empty(),
};

impl Painter {
    /// For a terminal with so many colours, of whose screen nothing is known.
    pub fn new(depth: Depth) -> Painter {
        Painter {
            depth,
            ..Painter::default()
        }
    }

    /// Forgets what is on screen: it has been cleared, or is somebody else's.
    pub fn forget(&mut self) {
        self.front = Buffer::default();
        self.cursor = None;
    }

    /// Appends to `out` what turns the screen into `next` with the cursor at `cursor`.
    ///
    /// `next` is left with an older frame in it, to be drawn over.
    pub fn paint(&mut self, next: &mut Buffer, cursor: Position, out: &mut Vec<u8>) {
        let mut frame = Vec::new();
        if self.front.area != next.area {
            if self.front.area != Rect::default() {
                frame.extend_from_slice(b"\x1B[m\x1B[2J");
            }
            // A blank screen needs no cells of its own.
            self.front = Buffer::default();
            self.cursor = None;
        }
        let mut pen = Pen {
            out: &mut frame,
            at: self.cursor,
            looks: PLAIN,
            depth: self.depth,
        };
        let width = usize::from(next.area.width).max(1);
        let blank = vec![Cell::EMPTY; width];
        let mut old = self.front.content.chunks(width);
        for (next, y) in next.content.chunks(width).zip(0..) {
            let front = old.next().unwrap_or(&blank);
            if front == next {
                continue;
            }
            if front.iter().chain(next).any(|it| has_leftward(it.symbol())) {
                paint_leftward_row(next, y, &mut pen);
            } else {
                paint_row(front, next, y, &mut pen);
            }
        }
        pen.wear(PLAIN);
        if pen.at != Some(cursor) || self.cursor.is_none() {
            pen.move_to(cursor);
        }
        self.cursor = Some(cursor);
        if frame.is_empty() {
            return;
        }
        std::mem::swap(&mut self.front, next);
        out.extend_from_slice(BEGIN_FRAME.as_bytes());
        out.append(&mut frame);
        out.extend_from_slice(END_FRAME.as_bytes());
    }
}

fn paint_row(front: &[Cell], next: &[Cell], y: u16, pen: &mut Pen<'_>) {
    let filled = next.iter().rposition(|it| *it != Cell::EMPTY);
    let blank_from = filled.map_or(0, |it| it + 1);
    let (mut x, mut spoilt_to) = (0, 0);
    while let Some(cell) = next.get(x) {
        let after = x + columns(cell);
        if *cell == front[x] && x >= spoilt_to {
            x = after;
            continue;
        }
        // What is left of a wide character once its first half is gone, no terminal agrees about.
        for (covered, old) in front.iter().enumerate().take(after).skip(x) {
            spoilt_to = spoilt_to.max(covered + columns(old));
        }
        pen.go(next, Position::new(x as u16, y));
        // Blanks to the row's end take three bytes; the last columns are not worth it.
        if x >= blank_from && x + 3 < next.len() {
            pen.wear(PLAIN);
            pen.out.extend_from_slice(b"\x1B[K");
            return;
        }
        pen.write(cell, next.len() as u16);
        x = after;
    }
}

/// Writes a whole row that has, or had, text read from right to left, and isolates that text:
/// a terminal that orders such text must not carry it across a pane's border (UAX #9, isolates).
fn paint_leftward_row(next: &[Cell], y: u16, pen: &mut Pen<'_>) {
    pen.move_to(Position::new(0, y));
    let mut x = 0;
    while x < next.len() {
        let run = run_at(next, x);
        let text: String = next[run.clone()].iter().map(Cell::symbol).collect();
        let isolate = match (has_leftward(&text), is_leftward(&text)) {
            (false, _) => "",
            (true, true) => RIGHT_TO_LEFT_ISOLATE,
            (true, false) => LEFT_TO_RIGHT_ISOLATE,
        };
        pen.out.extend_from_slice(isolate.as_bytes());
        x = run.start;
        while x < run.end {
            pen.go(next, Position::new(x as u16, y));
            pen.write(&next[x], next.len() as u16);
            x += columns(&next[x]);
        }
        if !isolate.is_empty() {
            pen.out.extend_from_slice(POP_ISOLATE.as_bytes());
        }
    }
}

const LEFT_TO_RIGHT_ISOLATE: &str = "\u{2066}";
const RIGHT_TO_LEFT_ISOLATE: &str = "\u{2067}";
const POP_ISOLATE: &str = "\u{2069}";

/// The cells from `x` on that belong together: words up to a wide gap or a rule, or what parts them.
fn run_at(row: &[Cell], x: usize) -> Range<usize> {
    let is_blank = |at: usize| row.get(at).is_none_or(|it| it.symbol() == " ");
    let is_rule = |at: usize| row[at].symbol().starts_with(|it| matches!(it, '─'..='╿'));
    let parts = |at: usize| is_rule(at) || (is_blank(at) && is_blank(at + 1));
    let kind = parts(x);
    let mut end = x;
    while end < row.len() && parts(end) == kind {
        end += columns(&row[end]);
    }
    x..end.min(row.len())
}

/// The columns a cell takes.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        it if it.len() == 1 => 1,
        it => it.width().max(1),
    }
}

impl Pen<'_> {
    /// Goes to `goal`: by writing what is there already, if that is short and looks the same.
    fn go(&mut self, row: &[Cell], goal: Position) {
        let Some(at) = self.at.filter(|it| it.y == goal.y && it.x <= goal.x) else {
            return self.move_to(goal);
        };
        let gap = &row[usize::from(at.x)..usize::from(goal.x)];
        let cheap = goal.x - at.x < GAP;
        let alike = |it: &Cell| Looks::of(it) == self.looks && it.symbol().len() == 1;
        if cheap && gap.iter().all(alike) {
            for cell in gap {
                self.out.extend_from_slice(cell.symbol().as_bytes());
            }
        } else {
            push(self.out, format_args!("\x1B[{}C", goal.x - at.x));
        }
        self.at = Some(goal);
    }

    fn move_to(&mut self, goal: Position) {
        match self.at {
            Some(at) if goal.x == 0 && goal.y == at.y + 1 => self.out.extend_from_slice(b"\r\n"),
            _ => push(
                self.out,
                format_args!("\x1B[{};{}H", goal.y + 1, goal.x + 1),
            ),
        }
        self.at = Some(goal);
    }

    fn write(&mut self, cell: &Cell, width: u16) {
        self.wear(Looks::of(cell));
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.at = self.at.and_then(|it| {
            let x = it.x + columns(cell) as u16;
            // After the last column terminals differ about where the cursor is.
            (x < width).then_some(Position { x, ..it })
        });
        if !cell.symbol().is_ascii() {
            // Terminals differ about the width of other characters; the next cell says where it is.
            self.at = self.at.filter(|_| is_certain(cell.symbol()));
        }
    }

    /// Changes the looks of what is written next.
    fn wear(&mut self, looks: Looks) {
        if looks == self.looks {
            return;
        }
        let mut codes: Vec<String> = Vec::new();
        let mut from = self.looks;
        if looks == PLAIN || !looks.modifier.contains(from.modifier) {
            codes.push(if looks == PLAIN {
                String::new()
            } else {
                "0".to_owned()
            });
            from = PLAIN;
        }
        for (modifier, code) in MODIFIERS {
            if (looks.modifier - from.modifier).contains(modifier) {
                codes.push(code.to_owned());
            }
        }
        if looks.fg != from.fg {
            codes.push(colour_code(self.depth.fit(looks.fg), 30));
        }
        if looks.bg != from.bg {
            codes.push(colour_code(self.depth.fit(looks.bg), 40));
        }
        push(self.out, format_args!("\x1B[{}m", codes.join(";")));
        self.looks = looks;
    }
}

/// Whether every terminal agrees that a character takes one column.
fn is_certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let first = chars.next();
    chars.next().is_none()
        && first.is_some_and(|it| it < '\u{300}' || matches!(it, '‐'..='…' | '─'..='╿'))
}

const MODIFIERS: [(Modifier, &str); 6] = [
    (Modifier::BOLD, "1"),
    (Modifier::DIM, "2"),
    (Modifier::ITALIC, "3"),
    (Modifier::UNDERLINED, "4"),
    (Modifier::REVERSED, "7"),
    (Modifier::CROSSED_OUT, "9"),
];

/// The code of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour_code(colour: Color, base: u8) -> String {
    let basic = |number: u8| (base + number).to_string();
    let bright = |number: u8| (base + 60 + number).to_string();
    match colour {
        Color::Reset => basic(9),
        Color::Black => basic(0),
        Color::Red => basic(1),
        Color::Green => basic(2),
        Color::Yellow => basic(3),
        Color::Blue => basic(4),
        Color::Magenta => basic(5),
        Color::Cyan => basic(6),
        Color::Gray => basic(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number @ 0..8) => basic(number),
        Color::Indexed(number @ 8..16) => bright(number - 8),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}

impl Looks {
    fn of(cell: &Cell) -> Looks {
        Looks {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory does not fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::Style;

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
        let mut painter = Painter::default();
        let mut terminal = vt100::Parser::default();
        terminal.screen_mut().set_size(
            AREA.height.try_into().unwrap(),
            AREA.width.try_into().unwrap(),
        );
        let mut bytes = Vec::new();
        for frame in frames {
            bytes.clear();
            painter.paint(&mut frame.clone(), Position::new(2, 1), &mut bytes);
            terminal.process(&bytes);
            for position in AREA.positions() {
                let cell = &frame[position];
                let shown = terminal.screen().cell(position.y, position.x).unwrap();
                if !shown.is_wide_continuation() {
                    let words = shown.contents().trim_matches(ISOLATES).trim();
                    assert_eq!(words, cell.symbol().trim(), "{position:?}");
                    assert_eq!(
                        shown.bold(),
                        cell.modifier.contains(Modifier::BOLD),
                        "{position:?}"
                    );
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
        painter.paint(&mut frame.clone(), Position::ORIGIN, &mut bytes);
        let sent = String::from_utf8(bytes).unwrap();
        let kept: String = sent.chars().filter(|it| !it.is_ascii()).collect();
        let expected = "\u{2067}אבגד\u{2069}│\u{2067}הו\u{2069}";
        assert_eq!(kept, expected);
    }

    #[test]
    fn another_size_is_another_screen() {
        let mut painter = Painter::default();
        let mut bytes = Vec::new();
        painter.paint(&mut Buffer::empty(AREA), Position::ORIGIN, &mut bytes);
        bytes.clear();
        painter.paint(
            &mut Buffer::empty(Rect::new(0, 0, 5, 2)),
            Position::ORIGIN,
            &mut bytes,
        );
        assert!(bytes.windows(4).any(|it| it == b"\x1B[2J"));
    }

    proptest! {
        #[test]
        fn any_frame_follows_any_other(
            texts in prop::collection::vec(prop::collection::vec("[ab 日é…א│]{0,12}", 3), 1..5),
            bold in any::<bool>(),
        ) {
            let style = if bold { Style::new().add_modifier(Modifier::BOLD) } else { Style::new() };
            let frame = |rows: &Vec<String>| {
                let rows: Vec<_> = rows.iter().map(|it| (it.as_str(), style)).collect();
                buffer(&rows)
            };
            let frames: Vec<Buffer> = texts.iter().map(frame).collect();
            check(&frames);
        }
    }
}
