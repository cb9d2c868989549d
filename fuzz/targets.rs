//! What is run on every input: the whole way of a story, from bytes to cells and exports.

use std::sync::Arc;

use pullquote::app::heard::Heard;
use pullquote::app::keys::Key;
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Effect, Input, Msg, Setup, message, update};
use pullquote::export::{Notation, Question, Subject};
use pullquote::quotes;
use pullquote::story::clean::first_active;
use pullquote::story::{Format, Hints, Story, parse};
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::mutate::Dice;

/// A name, and what it does with an input. It panics when a promise is broken.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 6] = [
    ("told", told),
    ("formats", formats),
    ("quotes", quoted),
    ("exports", exported),
    ("keys", keys),
    ("names", names),
];

fn read(bytes: &[u8], format: Option<Format>, name: &str) -> Vec<Story> {
    let hints = Hints {
        name,
        format,
        ..Hints::default()
    };
    let stories = parse(bytes.to_vec(), &hints);
    assert!(!stories.is_empty(), "no story came back");
    stories.iter().for_each(Story::check);
    stories
}

/// Bytes whose format is told by their content.
fn told(bytes: &[u8]) {
    read(bytes, None, "story");
}

/// Bytes read as every format in turn.
fn formats(bytes: &[u8]) {
    for format in Format::ALL {
        read(bytes, Some(format), "story");
    }
}

/// Plain text and its quotations.
fn quoted(bytes: &[u8]) {
    for story in read(bytes, Some(Format::PlainText), "story") {
        quotes::find(&story).check(&story);
    }
}

/// Every notation of every answer.
fn exported(bytes: &[u8]) {
    let notations = [
        Notation::Text,
        Notation::Json,
        Notation::JsonLines,
        Notation::Csv,
        Notation::Markdown,
    ];
    for story in read(bytes, None, "story") {
        let voices = quotes::find_with_statements(&story);
        voices.check(&story);
        for subject in [Subject::Story, Subject::Quotes, Subject::Images] {
            for notation in notations {
                let question = Question {
                    subject,
                    notation,
                    speaker: None,
                    indirect: true,
                };
                let answer = question.answer("story", &story, &voices).expect("memory");
                let answer = std::str::from_utf8(&answer).expect("UTF-8");
                assert_eq!(first_active(&answer.replace('\r', "")), None);
            }
        }
    }
}

/// Keys pressed in a reader of some size, a frame after each.
fn keys(bytes: &[u8]) {
    let mut dice = Dice::new(bytes.len() as u64);
    let entries: Vec<Entry> = read(bytes, None, "story")
        .into_iter()
        .map(|it| Entry::Read(Arc::new(it)))
        .collect();
    let size = Size {
        width: dice.below(130) as u16,
        height: dice.below(50) as u16,
    };
    let (mut app, effects) = App::new(entries, Setup::default(), size);
    for effect in effects {
        if let Effect::Recall(story) = effect {
            let heard = Heard::listen(&story, &[], false, &mut |_| ());
            update(&mut app, Msg::Heard(story, Box::new(heard)));
        }
    }
    let pressed: Vec<char> = "jkdu bgG}{][)(*&CSiL/nNm'+-=zyYJK?:\r\t3%qx"
        .chars()
        .collect();
    for _ in 0..40 {
        let input = Input::Key(Key::char(*dice.pick(&pressed)));
        if let Some(msg) = message(&app, input) {
            update(&mut app, msg);
        }
        frame(&app, size);
    }
}

fn frame(app: &App, size: Size) {
    let area = Rect::new(0, 0, size.width, size.height);
    let mut cells = Buffer::empty(area);
    draw(app, &Theme::terminal(), &mut cells);
    for cell in cells.content() {
        assert_eq!(first_active(cell.symbol()), None, "in a cell");
    }
}

/// Bytes as the name a story is opened under.
fn names(bytes: &[u8]) {
    read(b"Words.\n", None, &String::from_utf8_lossy(bytes));
}
