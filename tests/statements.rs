//! Statements without marks: what is reported, and by whom, as data.
//!
//! Each file of `tests/statements/` holds cases. A case is a line `# what is true`, then a story,
//! one paragraph a line, then an empty line. `{who|words}` marks reported words and their source,
//! by the speaker's name, `?` if there is none; one statement may stand in another. The further
//! piece of a statement is `{+|…}`. A case called `wrong: …` keeps a wrong answer that is known.
//!
//! `UPDATE_STATEMENTS=1 cargo test --test statements` writes today's answers into the files, to be
//! read with care before they are kept.

use std::path::PathBuf;
use std::{env, fs};

use pullquote::quotes::{Quote, QuoteKind, Voices, find, find_with_statements};
use pullquote::story::{Hints, Story, parse};

#[test]
fn statements_are_read_as_marked() {
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file of cases");
        let read: Vec<String> = text.split("\n\n").map(|it| answer(it.trim())).collect();
        let read = read.join("\n\n").trim_end().to_owned() + "\n";
        if env::var_os("UPDATE_STATEMENTS").is_some() {
            fs::write(&path, &read).expect("the file can be written");
        }
        let cases = text.split("\n\n").zip(read.split("\n\n"));
        for (want, got) in cases {
            assert_eq!(got.trim(), want.trim(), "{}", path.display());
        }
    }
}

#[test]
fn quotations_stay_what_they_are_beside_statements() {
    let text = "Nora Quill said the dam would hold. “We shall see,” said Ivo Marsh.\n\
        Quill hopes for rain. “It will come,” she said.\n";
    let story = read(text);
    let (quotations, all) = (find(&story), find_with_statements(&story));
    let number = quotations.quotes.len();
    assert_eq!(all.quotes[..number], quotations.quotes[..]);
    let rest = &all.quotes[number..];
    assert!(rest.len() >= 2 && rest.iter().all(|it| it.kind == QuoteKind::Indirect));
    let names = |voices: &Voices| -> Vec<String> {
        let speakers = voices.speakers.iter();
        speakers.map(|it| it.name.clone()).collect()
    };
    assert_eq!(
        names(&all)[..quotations.speakers.len()],
        names(&quotations)[..]
    );
    all.check(&story);
}

#[test]
fn a_report_that_breaks_off_is_read_all_the_same() {
    let story = read("The dam held, according to Nora Quill.\nThe dam will hold, according");
    let voices = find_with_statements(&story);
    assert_eq!(voices.quotes.len(), 1);
    voices.check(&story);
}

#[test]
fn a_sentence_that_never_ends_is_read_all_the_same() {
    let story = read(&"Nora Quill said the dam held and ".repeat(2_000));
    let voices = find_with_statements(&story);
    assert!(voices.quotes.len() > 1_000, "{}", voices.quotes.len());
    voices.check(&story);
}

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/statements");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    entries.filter_map(|it| Some(it.ok()?.path())).collect()
}

fn read(text: &str) -> Story {
    parse(text.as_bytes().to_vec(), &Hints::default()).remove(0)
}

/// A case with the statements that the engine finds.
fn answer(case: &str) -> String {
    let (name, marked) = case.split_once('\n').expect("a name and a story");
    let story = read(&unmarked(marked));
    let voices = find_with_statements(&story);
    format!("{name}\n{}", mark(&story, &voices).trim_end())
}

/// A story without its marks: `{who|` and `}`.
fn unmarked(marked: &str) -> String {
    let mut pieces = marked.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.map(|it| it.split_once('|').expect("`{who|words}`").1);
    (first + &rest.collect::<String>()).replace('}', "")
}

/// The story's text with its statements marked.
fn mark(story: &Story, voices: &Voices) -> String {
    // Where something is put in: the ends before the starts, the longer statements first.
    let mut signs: Vec<(usize, usize, String)> = Vec::new();
    let statements = voices.quotes.iter();
    for quote in statements.filter(|it| it.kind == QuoteKind::Indirect) {
        for (number, part) in quote.parts.iter().enumerate() {
            let who = if number > 0 { "+" } else { who(voices, quote) };
            let opening = format!("{{{who}|");
            signs.push((part.start(), usize::MAX - part.len(), opening));
            signs.push((part.end(), 0, "}".to_owned()));
        }
    }
    signs.sort();
    let mut res = story.text().to_owned();
    for (at, _, sign) in signs.iter().rev() {
        res.insert_str(*at, sign);
    }
    res
}

fn who<'v>(voices: &'v Voices, quote: &Quote) -> &'v str {
    let speaker = quote.speaker.map(|it| &voices.speakers[it.index()]);
    speaker.map_or("?", |it| &it.name)
}
