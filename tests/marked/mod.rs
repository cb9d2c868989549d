//! Stories whose quotations are marked by hand: tests of the reader do not depend on the engine.

#![allow(dead_code, reason = "each test program uses what it needs")]
#![allow(clippy::string_slice, reason = "cut where something was found")]

use std::sync::Arc;

use pullquote::app::heard::Heard;
use pullquote::app::keys::{Code, Key};
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Effect, Input, Msg, Setup, message, update};
use pullquote::quotes::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind, Voices};
use pullquote::span::{QuoteId, Span, SpeakerId};
use pullquote::story::{Hints, Story, parse};

/// A story for most tests: three speakers, a quotation over two paragraphs, a title in marks, pictures.
pub const HARBOUR: &str = "\
The quay at Wexcombe will close for a year\n\
By Ines Albrow\n\
The harbour board said on Monday that the old quay is “{Board|no longer safe}” for boats.\n\
<x:image>a.jpg alt=\"Reuters The quay at low tide\"</x:image>\n\
Ada Fenn, who has run the ferry for thirty years, said: “{Ada Fenn|We were told nothing. I read it on a poster.}”\n\
“{Tom Vesey/harbour master|It is a wall and some steps,}” said Tom Vesey, the harbour master. “{Tom Vesey|It can be mended.}”\n\
The song “{-|The Long Ebb}” was written about it.\n\
Fenn, who wants the board to think again, added: “{Ada Fenn|There is one road out of here, and it floods.\n\
“{+|Without the ferry we are an island.}”\n\
A notice on the gate read: “{?|Keep out.}”\n\
<x:image>b.jpg alt=\"Advertisement banner for the newsletter\"</x:image>\n\
Work starts in spring.\n";

/// Reads a marked story: `{Name|words}` is a quotation, at first `{Name/title|…}`, `{?|…}` one by nobody known, `{-|…}` a
/// title, `{~Name|…}` a statement without marks, and `{+|…}` goes on with the quotation before.
pub fn story(marked: &str) -> (Arc<Story>, Heard) {
    let mut plain = String::new();
    let mut quotes: Vec<(&str, &str)> = Vec::new();
    for piece in marked.split('{') {
        match piece
            .split_once('|')
            .filter(|_| !plain.is_empty() || marked.starts_with('{'))
        {
            Some((who, rest)) => {
                let end = rest.find(['}', '\n']).unwrap_or(rest.len());
                quotes.push((who, &rest[..end]));
                plain.extend([&rest[..end], rest[end..].trim_start_matches('}')]);
            }
            None => plain.push_str(piece),
        }
    }
    let story = parse(
        plain.into_bytes(),
        &Hints {
            name: "harbour.txt",
            ..Hints::default()
        },
    )
    .remove(0);
    let heard = Heard::new(&story, voices(&story, &quotes));
    (Arc::new(story), heard)
}

fn voices(story: &Story, quotes: &[(&str, &str)]) -> Voices {
    let mut res = Voices::default();
    let mut at = 0;
    for (who, words) in quotes {
        let start = at
            + story.text()[at..]
                .find(words)
                .expect("the words are in the story");
        at = start + words.len();
        let part = Span::new(start, at);
        match *who {
            "+" => res
                .quotes
                .last_mut()
                .expect("a quotation to go on with")
                .parts
                .push(part),
            who => push(&mut res, who, part),
        }
    }
    for speaker in &mut res.speakers {
        let last = speaker.name.split(' ').next_back().unwrap_or_default();
        let named = story.text().match_indices(last);
        speaker.mentions = named
            .map(|(at, _)| Span::new(at, at + last.len()))
            .collect();
    }
    res
}

fn push(voices: &mut Voices, who: &str, part: Span) {
    let id = QuoteId(voices.quotes.len() as u32);
    let statement = who.strip_prefix('~');
    let who = statement.unwrap_or(who);
    let speaker = (!["?", "-"].contains(&who)).then(|| speaker(voices, who));
    if let Some(speaker) = speaker {
        voices.speakers[speaker.index()].quotes.push(id);
    }
    voices.quotes.push(Quote {
        kind: match who {
            _ if statement.is_some() => QuoteKind::Indirect,
            "-" => QuoteKind::Other,
            _ => QuoteKind::Direct,
        },
        parts: vec![part],
        speaker,
        attribution: speaker.map(|_| Attribution {
            source: None,
            cue: None,
            how: How::Surname,
            confidence: 0.95,
            reasons: Vec::new(),
        }),
    });
}

fn speaker(voices: &mut Voices, who: &str) -> SpeakerId {
    let (name, title) = match who.split_once('/') {
        Some((name, title)) => (name, Some(title.to_owned())),
        None => (who, None),
    };
    let known = voices.speakers.iter().position(|it| it.name == name);
    let number = known.unwrap_or_else(|| {
        voices.speakers.push(Speaker {
            name: name.to_owned(),
            kind: if name == "Board" {
                SpeakerKind::Organisation
            } else {
                SpeakerKind::Person
            },
            title,
            quotes: Vec::new(),
            mentions: Vec::new(),
        });
        voices.speakers.len() - 1
    });
    SpeakerId(number as u32)
}

/// A reader with one marked story, on a screen of that size.
pub fn open(marked: &str, width: u16, height: u16) -> App {
    let (story, heard) = story(marked);
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let (mut app, _) = App::new(entries, Setup::default(), Size { width, height });
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    app
}

/// Presses keys: characters, and named keys in angle brackets. Gives what the shell is asked for.
pub fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in read_keys(keys) {
        if let Some(msg) = message(app, Input::Key(key)) {
            effects.extend(update(app, msg));
        }
    }
    effects
}

fn read_keys(keys: &str) -> Vec<Key> {
    let mut res = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|it| it.split_once('>'));
        match named {
            Some((name, after)) => {
                res.push(name.parse().expect("a key's name"));
                rest = after;
            }
            None => {
                res.push(Key::plain(Code::Char(first)));
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    res
}
