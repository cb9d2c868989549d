//! Frames held against a terminal that is sent them.

use super::terminal::Terminal;
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

/// Checks that a terminal that is sent the frames shows each in turn, whether it has margins or not;
/// gives the bytes of the last without and with them.
fn check_both(frames: &[Buffer]) -> [usize; 2] {
    [false, true].map(|margins| check_with(margins, frames))
}

/// The same; gives the bytes without.
fn check(frames: &[Buffer]) -> usize {
    check_both(frames)[0]
}

fn check_with(margins: bool, frames: &[Buffer]) -> usize {
    let area = frames[0].area;
    let mut painter = Painter::default();
    painter.has_margins(margins);
    let mut terminal = Terminal::new(area.height, area.width);
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
                let filled = shown.bgcolor() != vt100::Color::Default;
                assert_eq!(filled, cell.bg != Color::Reset, "{position:?}");
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
fn bold_and_dim_come_out_the_same_whatever_was_written_before() {
    let [bold, dim] = [Style::new().bold(), Style::new().dim()];
    let both = bold.dim();
    let after = |before: Style| {
        let frame = buffer(&[("one", before), ("two", both)]);
        let mut painter = Painter::default();
        let mut terminal = Terminal::new(3, 12);
        let mut bytes = Vec::new();
        painter.paint(&frame, Position::ORIGIN, &mut bytes);
        terminal.process(&bytes);
        let cell = terminal.screen().cell(1, 0).unwrap();
        (cell.bold(), cell.dim())
    };
    // The terminal of these tests keeps one of them, as some do.
    assert_eq!(after(bold), after(Style::new()));
    assert_eq!(after(dim), after(Style::new()));
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

/// A page of a story with signs of speakers, and a pane beside it that stays as it is.
fn page(rows: &[&str]) -> Buffer {
    let mut res = Buffer::empty(Rect::new(0, 0, 60, 12));
    for (text, y) in rows.iter().cycle().zip(0..12) {
        res.set_string(1, y, "●", Style::new().fg(Color::Cyan));
        res.set_stringn(4, y, text, 40, Style::new());
        res.set_string(46, y, "│ a pane", Style::new().dim());
    }
    res
}

#[test]
fn a_page_costs_hardly_more_than_its_letters() {
    let before = page(&["some words, then others that are longer", "short", "of it"]);
    let rows = ["another", "and here is a row that is quite long"];
    let letters: usize = rows.iter().cycle().take(12).map(|it| it.len()).sum();
    let bytes = check(&[before, page(&rows)]);
    assert!(bytes < letters + 12 * 10 + 24, "{bytes}");
}

#[test]
fn a_pane_beside_rows_that_move_costs_no_more_than_where_it_has_words() {
    let window = |from: usize| {
        let mut res = Buffer::empty(Rect::new(0, 0, 80, 24));
        for y in 0..24 {
            let row = format!(
                "the story goes on with row {} of many",
                from + usize::from(y)
            );
            res.set_string(0, y, row, Style::new());
            let pane = if y < 3 {
                format!("│ {y} listed")
            } else {
                "│".to_owned()
            };
            res.set_string(50, y, pane, Style::new());
        }
        res
    };
    let bytes = check(&[window(100), window(101)]);
    assert!(bytes < 150, "{bytes}");
}

/// A page of a story from its row `from` on, beside a list that stands.
fn beside_a_list(from: usize) -> Buffer {
    let mut res = Buffer::empty(Rect::new(0, 0, 80, 24));
    for y in 1..23 {
        let row = from + usize::from(y);
        let sign = if row.is_multiple_of(3) { "●" } else { " " };
        res.set_string(1, y, sign, Style::new().fg(Color::Cyan));
        let words = ["row of a story", "and another one", "then some words"][row % 3];
        res.set_string(4, y, format!("{row} {words}"), Style::new());
        let listed = format!("│ {} is listed here", 9 * y + 100);
        res.set_string(40, y, listed, Style::new());
    }
    res
}

#[test]
fn a_list_beside_rows_that_move_costs_nothing_where_the_terminal_has_margins() {
    let bytes = |from: usize, to: usize| check_both(&[beside_a_list(from), beside_a_list(to)])[1];
    assert!(bytes(100, 101) < 90, "{}", bytes(100, 101));
    assert!(bytes(101, 100) < 90, "{}", bytes(101, 100));
    assert!(bytes(100, 103) < 160, "{}", bytes(100, 103));
}

#[test]
fn what_stands_below_rows_that_move_between_margins_is_not_torn() {
    for start in [0, 1] {
        let frames = [100, 101].map(|from| {
            let mut res = beside_a_list(from);
            res.set_string(start, 23, "日".repeat(39), Style::new());
            res
        });
        check_both(&frames);
    }
}

#[test]
fn a_terminal_that_is_taken_again_is_asked_again_for_margins() {
    let mut painter = Painter::default();
    painter.has_margins(true);
    painter.forget();
    let mut bytes = Vec::new();
    for from in [100, 101] {
        painter.paint(&beside_a_list(from), Position::ORIGIN, &mut bytes);
    }
    assert!(!String::from_utf8(bytes).unwrap().contains("\x1B[?69"));
}

#[test]
fn blanks_before_the_cursor_are_erased_at_once() {
    let frame = |row: &str, below: &str| buffer(&[(row, Style::new()), (below, Style::new())]);
    let [before, after] = [frame("some", "  words"), frame("some words", "")];
    assert_eq!(
        check(&[before, after]),
        "\x1B[1;6Hwords\n\x1B[1K\x1B[3G".len()
    );
}

#[test]
fn a_character_of_unsure_width_is_not_counted_on() {
    let mut painter = Painter::default();
    let mut bytes = Vec::new();
    painter.paint(&page(&["words"]), Position::ORIGIN, &mut bytes);
    let sent = String::from_utf8(bytes).unwrap();
    for after in sent.split('●').skip(1) {
        assert!(after.starts_with("\x1B[5G"), "{after:?}");
    }
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
        beside in prop_oneof![
            "[xyz ]{5}".prop_map(|it| vec![it; 14]),
            prop::collection::vec("[xyz]{0,5}", 14),
        ],
        below in "[ab 日…]{0,30}",
    ) {
        let window = |top: &usize| {
            let mut res = Buffer::empty(Rect::new(0, 0, 40, 15));
            for ((text, style), y) in rows.iter().skip(*top).zip(1..14) {
                res.set_stringn(0, y, text, 30, *style);
                res.set_string(35, y, &beside[usize::from(y)], Style::new());
            }
            res.set_stringn(0, 14, format!("{top} {below}"), 40, Style::new());
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
    let colours = [
        Style::new(),
        Style::new().fg(Color::Red),
        Style::new().bg(Color::Blue),
    ];
    (
        prop::sample::select(modifiers.to_vec()),
        prop::sample::select(colours.to_vec()),
    )
        .prop_map(|(modifier, colour)| colour.add_modifier(modifier))
}
