//! Each payload in every place a reader sees or passes on: no cell, no copy, no answer and no
//! message has anything of it that a terminal would act on.

mod hostile;
mod marked;

use std::process::{Command, Stdio};
use std::sync::Arc;

use hostile::PAYLOADS;
use marked::press;
use proptest::prelude::ProptestConfig;
use pullquote::app::heard::Heard;
use pullquote::app::recent::Remembered;
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Effect, Input, Msg, Setup, message, update};
use pullquote::config::Config;
use pullquote::export::{Notation, Question, Subject};
use pullquote::quotes::find_with_statements;
use pullquote::state::{Kept, record};
use pullquote::story::clean::first_active;
use pullquote::story::{Hints, Story, parse};
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZE: Size = Size {
    width: 120,
    height: 30,
};

/// Stories with the payload in their words, captions, titles, bylines, links and names.
fn stories(payload: &str) -> Vec<Arc<Story>> {
    let escaped: String = payload
        .chars()
        .map(|it| format!("&#{};", it as u32))
        .collect();
    let page = format!(
        "<html><head><title>The {payload}quay</title></head><body><article><h1>The {escaped}quay\
         </h1><p class=byline>By Ada {payload} Marsh</p><p>“It is {payload}dry,” said Ada Marsh of \
         <a href='https://a.example/{payload}'>the {payload}board</a>.</p>\
         <figure><img src='a.png' alt='The {payload}tide'></figure></article></body></html>"
    );
    let feed = format!(
        "<rss><channel><title>News {escaped}{payload}</title><item><title>One {escaped}</title>\
         <link>https://a.example/{escaped}</link><description>“No,” said Ada {escaped}Marsh.\
         </description></item><item><title>Two</title></item></channel></rss>"
    );
    let tagged = format!(
        "The {payload}quay\nBy Ada {payload}Marsh\n“It is {payload}dry,” said Ada Marsh.\n\
         <x:image>a{payload}.png alt=\"Reuters The {payload}tide\"</x:image>\n"
    );
    let hints = Hints {
        name: payload,
        ..Hints::default()
    };
    let read = [page, feed, tagged].map(|it| parse(it.into_bytes(), &hints));
    read.into_iter().flatten().map(Arc::new).collect()
}

/// A reader with all of them.
fn reader(payload: &str) -> App {
    let entries = stories(payload).into_iter().map(Entry::Read);
    let unread = Entry::Unread(pullquote::story::clean::clean(payload));
    let (mut app, _) = App::new(entries.chain([unread]).collect(), Setup::default(), SIZE);
    hear(&mut app);
    app
}

fn hear(app: &mut App) {
    if let Some(story) = app.reading().map(|it| Arc::clone(it.story())) {
        let heard = Heard::listen(&story, &[], true, &mut |_| {});
        update(app, Msg::Heard(story, Box::new(heard)));
    }
}

#[track_caller]
fn check_text(text: &str, place: &str) {
    assert_eq!(first_active(text), None, "{place}: {text:?}");
}

#[track_caller]
fn check_frame(app: &App, place: &str) {
    let mut cells = Buffer::empty(Rect::new(0, 0, SIZE.width, SIZE.height));
    draw(app, &Theme::terminal(), &mut cells);
    for cell in cells.content() {
        check_text(cell.symbol(), place);
    }
}

/// Types keys, looks at the frame and at whatever is to be copied.
#[track_caller]
fn check_keys(app: &mut App, keys: &str) {
    for effect in press(app, keys) {
        if let Effect::Copy(text) = effect {
            check_text(&text, keys);
        }
    }
    check_frame(app, keys);
}

/// Pastes the payload where something is typed.
fn paste(app: &mut App, payload: &str) {
    let msg = message(app, Input::Paste(payload.to_owned()));
    msg.map(|it| update(app, it));
}

#[test]
fn no_payload_reaches_a_cell_or_the_clipboard() {
    for payload in PAYLOADS {
        let mut app = reader(payload);
        for _ in 0..6 {
            check_frame(&app, "a story");
            for keys in [
                "]y",
                "Y",
                "}y",
                "Sjj",
                "ijj",
                "L",
                "?",
                "<Esc><Esc><Esc><C-g>",
                "~",
            ] {
                check_keys(&mut app, keys);
            }
            check_keys(&mut app, "<Esc><Esc>I");
            check_keys(&mut app, "<Esc>J");
            hear(&mut app);
        }
    }
}

#[test]
fn no_payload_typed_or_pasted_is_echoed() {
    for payload in PAYLOADS {
        for prompt in ["/", "&", ":", ":theme ", ":export ", "|", "s"] {
            let mut app = reader(payload);
            press(&mut app, prompt);
            paste(&mut app, payload);
            check_frame(&app, prompt);
            check_keys(&mut app, "<Enter>");
            check_keys(&mut app, "n");
        }
    }
}

#[test]
fn no_payload_is_told() {
    for payload in PAYLOADS {
        let mut app = reader(payload);
        update(&mut app, Msg::Tell(format!("It is {payload}.")));
        check_frame(&app, "a notice");
        let failed = Msg::Read {
            source: 4,
            stories: Err(format!("there is no {payload}")),
        };
        press(&mut app, "9J");
        update(&mut app, failed);
        check_frame(&app, "a failure");
    }
}

#[test]
fn no_payload_comes_back_from_what_was_kept() {
    for payload in PAYLOADS {
        let hostile = Kept {
            title: format!("The {payload}quay"),
            source: format!("/a/{payload}"),
            isolated: Some(payload.to_owned()),
            emphasis: Some(payload.to_owned()),
            ..Kept::default()
        };
        let (kept, _) = record::read(&record::write(&hostile)).expect("a record");
        let mut app = reader(payload);
        let story = Arc::clone(app.reading().expect("a story").story());
        let remembered = Remembered {
            title: kept.title.clone(),
            source: kept.source.clone(),
            entry: kept.entry.clone(),
            day: String::new(),
            percent: 0,
        };
        update(&mut app, Msg::Recalled(story, Box::new(kept)));
        check_frame(&app, "what was kept");
        update(&mut app, Msg::Remembered(vec![remembered]));
        check_keys(&mut app, "R");
    }
}

#[test]
fn no_payload_is_in_an_answer() {
    for payload in PAYLOADS {
        for story in stories(payload) {
            let voices = find_with_statements(&story);
            for subject in [Subject::Story, Subject::Quotes, Subject::Images] {
                for notation in [
                    Notation::Text,
                    Notation::Json,
                    Notation::Csv,
                    Notation::Markdown,
                ] {
                    let question = Question {
                        subject,
                        notation,
                        speaker: None,
                        indirect: true,
                    };
                    let answer = question
                        .answer(story.name(), &story, &voices)
                        .expect("memory");
                    let answer = String::from_utf8(answer).expect("UTF-8");
                    check_text(&answer.replace("\r\n", "\n"), "an answer");
                }
            }
        }
    }
}

#[test]
fn no_payload_is_in_a_complaint_about_the_configuration() {
    for payload in PAYLOADS {
        let quoted: String = payload
            .chars()
            .map(|it| format!("\\U{:08x}", it as u32))
            .collect();
        for text in [
            format!("theme = \"{quoted}\"\n\"{quoted}\" = 1\n[keys]\ntop = \"{quoted}\"\n"),
            format!("{payload} = {payload}\n"),
        ] {
            let (_, complaints) = Config::read(&text);
            assert!(!complaints.is_empty(), "{text:?}");
            for complaint in complaints {
                check_text(&complaint.to_string(), "a complaint");
            }
        }
    }
}

#[test]
fn no_payload_is_in_an_error_line() {
    for payload in PAYLOADS {
        let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(["quotes", "--speaker", payload])
            .args([format!("no-{payload}.txt"), format!("ftp://{payload}")])
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(1));
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(told.lines().count(), 2, "{told:?}");
        check_text(&told, "an error line");
        let usage = Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(["quotes", "--format", payload])
            .stdin(Stdio::null())
            .output()
            .expect("the program starts");
        check_text(&String::from_utf8_lossy(&usage.stderr), "a usage line");
    }
}

/// Every way a string takes out of the program, as the words, the caption and the name of a story.
fn check_string(text: &str) {
    let bytes = format!("{text}\n<image>a alt=\"{text}\"</image>\n").into_bytes();
    let hints = Hints {
        name: text,
        ..Hints::default()
    };
    let story = Arc::new(parse(bytes, &hints).remove(0));
    story.check();
    let question = Question {
        subject: Subject::Story,
        notation: Notation::Text,
        speaker: None,
        indirect: false,
    };
    let answer = question
        .answer(story.name(), &story, &Default::default())
        .expect("memory");
    check_text(&String::from_utf8(answer).expect("UTF-8"), "shown");
    let size = Size {
        width: 30,
        height: 5,
    };
    let (mut app, _) = App::new(vec![Entry::Read(story)], Setup::default(), size);
    update(&mut app, Msg::Tell(text.to_owned()));
    check_text(app.notice().unwrap_or_default(), "told");
    for effect in press(&mut app, "y") {
        if let Effect::Copy(copied) = effect {
            check_text(&copied, "copied");
        }
    }
    let mut cells = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    draw(&app, &Theme::terminal(), &mut cells);
    for cell in cells.content() {
        check_text(cell.symbol(), "a cell");
    }
}

proptest::proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_string_acts_on_a_terminal(
        chars in proptest::collection::vec(proptest::char::any(), 0..40),
    ) {
        check_string(&String::from_iter(chars));
    }
}
