//! Any keys on any story at any size: no panic, and the invariants of the screen hold.

mod marked;
#[path = "../src/term/painter/terminal.rs"]
mod terminal;

use std::sync::Arc;

use marked::{HARBOUR, open, press};
use proptest::prelude::*;
use pullquote::app::heard::Heard;
use pullquote::app::mouse::{Gesture, Mouse};
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Msg, Setup, update};
use pullquote::layout::width::columns;
use pullquote::story::clean::is_active;
use pullquote::story::{Hints, parse};
use pullquote::term::painter::Painter;
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use terminal::Terminal;

/// Keys that do something, some of them more often than others.
fn keys() -> impl Strategy<Value = String> {
    each_key().prop_map(|it| it.concat())
}

/// The same one by one.
fn each_key() -> impl Strategy<Value = Vec<&'static str>> {
    let names = [
        "j",
        "k",
        "d",
        "u",
        "<Space>",
        "b",
        "g",
        "G",
        "}",
        "{",
        "]",
        "[",
        ")",
        "(",
        "*",
        "&",
        "C",
        "<Tab>",
        "<S-Tab>",
        "<Enter>",
        "S",
        "i",
        "L",
        "/",
        "n",
        "N",
        "<Esc>",
        "ma",
        "'a",
        "''",
        "<^O>",
        "w",
        "<Left>",
        "<Del>",
        "<S-Tab>",
        "+",
        "-",
        "=",
        "z",
        "y",
        "Y",
        "J",
        "K",
        "?",
        "<^G>",
        "<^L>",
        "3",
        "0",
        "%",
        "a",
        "é",
        "“",
        "<Backspace>",
        "<^W>",
        "<Up>",
        "<Down>",
        "Z",
        "c",
        ":",
        "s",
        "v",
        "V",
        "R",
        "A",
        "O",
        "D",
        ":set mouse=on<Enter>",
        "o",
    ];
    prop::collection::vec(prop::sample::select(names.to_vec()), 0..60)
}

fn stories() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![HARBOUR.to_owned(), String::new(), "x".to_owned()]);
    let wild = "[a-c “”\"日e\u{301}❤\u{fe0f}\u{200d}\n\u{202e}\u{1b}<image>/=.,-—]{0,300}";
    let quoted = prop::collection::vec("“[a-z ,]{1,40}”( said [A-Z][a-z]{2,6})?[.\n ]{1,2}", 1..20);
    prop_oneof![fixed, wild, quoted.prop_map(|it| it.concat())]
}

/// A reader with a story, and whatever the engine hears in it.
fn listened(text: &str) -> App {
    let story = Arc::new(parse(text.as_bytes().to_vec(), &Hints::default()).remove(0));
    let size = Size {
        width: 80,
        height: 24,
    };
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let mut app = App::new(entries, Setup::default(), size).0;
    let heard = Heard::listen(&story, &[], false, &mut |_| ());
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    app
}

/// Whether the app keeps its promises at this moment.
fn check(app: &App) {
    let size = app.size();
    let mut frame = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    let cursor = draw(app, &Theme::terminal(), &mut frame);
    assert!(
        frame.area.is_empty() || frame.area.contains(cursor),
        "cursor at {cursor:?}"
    );
    for cell in frame.content() {
        assert!(
            !cell.symbol().chars().any(is_active),
            "{:?} in a cell",
            cell.symbol()
        );
    }
    let Some(reading) = app.reading() else { return };
    assert!(reading.window().len() <= usize::from(app.screen().body.height));
    let measure = usize::from(app.screen().measure);
    for row in reading.window().iter().filter_map(|it| it.row) {
        let words = reading.story().slice(row);
        assert!(
            columns(words) <= measure.max(2),
            "{words:?} in {measure} columns"
        );
    }
    let at = reading.position().cursor.at;
    assert!(
        reading.story().text().get(at..).is_some(),
        "the place is within a character"
    );
}

/// A terminal and what brings its screen up to date.
struct Sent {
    painter: Painter,
    terminal: Terminal,
}

impl Sent {
    fn new(Size { width, height }: Size, margins: bool) -> Sent {
        let mut painter = Painter::default();
        painter.has_margins(margins);
        Sent {
            painter,
            terminal: Terminal::new(height, width),
        }
    }

    /// Sends a frame; gives what is seen then, cell by cell, and where the cursor stands.
    fn send(&mut self, frame: &Buffer, cursor: Position) -> (Vec<String>, (u16, u16)) {
        let mut bytes = Vec::new();
        self.painter.paint(frame, cursor, &mut bytes);
        self.terminal.process(&bytes);
        let screen = self.terminal.screen();
        let cells = frame.area.positions();
        let cells = cells.map(|it| seen(screen.cell(it.y, it.x).unwrap()));
        (cells.collect(), screen.cursor_position())
    }
}

/// What can be seen of a cell: the colour of a blank's letters cannot, nor their weight.
fn seen(cell: &vt100::Cell) -> String {
    let isolates = ['\u{2066}', '\u{2067}', '\u{2069}'];
    let words = cell.contents().trim_matches(isolates).trim();
    let ground = (cell.bgcolor(), cell.inverse(), cell.underline());
    let ink = (cell.fgcolor(), cell.bold(), cell.dim(), cell.italic());
    let ink = (!words.is_empty() || cell.inverse()).then_some(ink);
    format!("{words:?} {ground:?} {ink:?}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn the_bytes_of_all_frames_show_what_those_of_the_last_alone_would(
        text in prop::sample::select(vec![
            HARBOUR.repeat(4),
            include_str!("scripts/hebrew.txt").repeat(2),
            include_str!("scripts/japanese.txt").repeat(2),
        ]),
        typed in prop::collection::vec((each_key(), 1u16..140, 1u16..50), 1..4),
    ) {
        let mut app = listened(&text);
        for (keys, width, height) in typed {
            let size = Size { width, height };
            update(&mut app, Msg::Resize(size));
            let mut each = [false, true].map(|margins| Sent::new(size, margins));
            for key in keys {
                press(&mut app, key);
                let mut frame = Buffer::empty(Rect::new(0, 0, width, height));
                let cursor = draw(&app, &Theme::terminal(), &mut frame);
                let alone = Sent::new(size, false).send(&frame, cursor);
                for all in &mut each {
                    prop_assert!(all.send(&frame, cursor) == alone, "after {key}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_keys_any_story_any_size(
        text in stories(),
        typed in prop::collection::vec((keys(), 0u16..140, 0u16..50), 1..4),
    ) {
        let mut app = listened(&text);
        for (keys, width, height) in typed {
            press(&mut app, &keys);
            check(&app);
            for gesture in [Gesture::Press, Gesture::Drag, Gesture::Release, Gesture::WheelDown] {
                let (x, y) = (height * 7 % 150, width % 60);
                update(&mut app, Msg::Mouse(Mouse { gesture, x, y }));
                check(&app);
            }
            update(&mut app, Msg::Resize(Size { width, height }));
            check(&app);
        }
    }

    #[test]
    fn the_same_keys_are_the_same_screen(keys in keys()) {
        let frame = || {
            let mut app = open(HARBOUR, 120, 24);
            press(&mut app, &keys);
            let mut frame = Buffer::empty(Rect::new(0, 0, 120, 24));
            draw(&app, &Theme::terminal(), &mut frame);
            frame
        };
        prop_assert_eq!(frame(), frame());
    }
}
