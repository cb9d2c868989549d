//! A click lands on the word it is on, however the word's row is set.

mod marked;

use marked::{HARBOUR, open, press};
use pullquote::app::mouse::{Gesture, Mouse};
use pullquote::app::{App, Input, message, update};
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Clicks on a word of a story after some keys; checks that the reader is at that word then.
#[track_caller]
fn check(story: &str, keys: &str, word: &str) {
    let mut app = open(story, 80, 24);
    press(&mut app, ":set mouse=on<Enter>");
    press(&mut app, keys);
    let (x, y) = cell_of(&app, word);
    let gesture = Gesture::Press;
    let msg = message(&app, Input::Mouse(Mouse { gesture, x, y }));
    assert!(update(&mut app, msg.unwrap()).is_empty());
    let reading = app.reading().unwrap();
    let here = reading.story().text().get(reading.position().cursor.at..);
    assert!(here.unwrap().starts_with(word), "{here:?}");
}

/// The cell below the title in which a word starts.
fn cell_of(app: &App, word: &str) -> (u16, u16) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, app.size().width, app.size().height));
    draw(app, &Theme::terminal(), &mut buffer);
    let starts = |x: u16, y: u16| {
        let cells = (x..buffer.area.width).map(|x| buffer[(x, y)].symbol());
        cells.collect::<String>().starts_with(word)
    };
    let mut cells =
        (1..buffer.area.height).flat_map(|y| (0..buffer.area.width).map(move |x| (x, y)));
    cells.find(|(x, y)| starts(*x, *y)).expect("on screen")
}

#[test]
fn in_ragged_and_justified_rows() {
    check(HARBOUR, "", "Monday");
    check(
        HARBOUR,
        ":set measure=44<Enter>:set justify=on<Enter>",
        "Monday",
    );
    check(
        HARBOUR,
        ":set measure=44<Enter>:set justify=on<Enter>",
        "thirty",
    );
}

#[test]
fn in_rows_that_are_set_in() {
    check(HARBOUR, ":set indent=on<Enter>", "The song");
    check(
        "# Title\n\n- one\n- two words\n\n> Quoted words.\n",
        "",
        "words",
    );
}

#[test]
fn in_rows_read_from_right_to_left() {
    check("הרציף בנווה גלים סגור", "", "גלים");
    check(
        "הרציף סגור\n\nהרציף של נווה גלים סגור מאז תחילת החורף והסירות מחכות לאביב.",
        "",
        "והסירות",
    );
}
