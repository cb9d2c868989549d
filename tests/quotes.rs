//! Marked stories: who says what, as data.
//!
//! Each file of `tests/quotes/` holds cases. A case is a line `# what is true`, then a story, one
//! paragraph a line, then an empty line. In the story `{who|words}` marks a quotation and its
//! speaker, by the fullest name:
//!
//! - `{Ann Roe|…}` a whole utterance, `{Ann Roe~|…}` words within the reporter's sentence
//! - `{+|…}` a further piece of the quotation before
//! - `{-|…}` words in marks that nobody is said to have said
//!
//! A line may open with `H:` (headline), `I:` (image with this caption) or `>` (quotation set off
//! by the page). Lines `= name, kind, title` after the story list its speakers.
//! A case called `wrong: …` keeps a wrong answer that is known, so that a change is noticed.
//!
//! `UPDATE_QUOTES=1 cargo test --test quotes` writes today's answers into the files, to be read
//! with care before they are kept.

use std::path::PathBuf;
use std::{env, fs};

use pullquote::quotes::{self, QuoteKind, SpeakerKind, Sureness, Voices};
use pullquote::story::draft::{Draft, Picture};
use pullquote::story::{BlockKind, Format, ImageRole, Story};

#[test]
fn every_marked_story_is_read_as_marked() {
    let mut wrong = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file of cases");
        let read: Vec<String> = text.split("\n\n").map(|it| answer(it.trim())).collect();
        let read = read.join("\n\n").trim_end().to_owned() + "\n";
        if env::var_os("UPDATE_QUOTES").is_some() {
            fs::write(&path, &read).expect("the file can be written");
        }
        let cases = text.split("\n\n").zip(read.split("\n\n"));
        wrong.extend(
            cases
                .filter(|(want, got)| want.trim() != got.trim())
                .map(|(want, got)| format!("{}\nwanted:\n{want}\nread:\n{got}\n", path.display())),
        );
    }
    assert!(
        wrong.is_empty(),
        "{} cases differ\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_case_says_what_is_true_and_says_it_once() {
    let mut names = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).expect("a file of cases");
        for case in text.split("\n\n") {
            let name = case.trim().lines().next().unwrap_or_default().to_owned();
            assert!(
                name.starts_with("# "),
                "{}: no name: {case}",
                path.display()
            );
            assert!(!names.contains(&name), "{}: twice: {name}", path.display());
            names.push(name);
        }
    }
    assert!(names.len() >= 250, "only {} cases", names.len());
}

/// In files called `…_foreign_XX.txt` every story is in a language whose grammar is not known.
#[test]
fn nothing_is_sure_in_a_language_that_is_not_known() {
    let mut seen = 0;
    for path in files() {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let foreign = name.split_once("_foreign_");
        let Some((_, code)) = foreign else { continue };
        let text = fs::read_to_string(&path).expect("a file of cases");
        for case in text.split("\n\n") {
            let lines = case.lines().filter(|it| !it.starts_with("# "));
            let story = story(&lines.map(unmarked).collect::<Vec<_>>());
            let voices = quotes::find_with_statements(&story);
            let language = story.meta().language.as_deref();
            let is_foreign = code != "names";
            assert_eq!(voices.foreign, is_foreign, "{case}");
            assert!(
                !is_foreign || language == Some(code),
                "{language:?}: {case}"
            );
            let mut sureness = voices
                .quotes
                .iter()
                .filter_map(|it| it.attribution.as_ref());
            let unsure = sureness.all(|it| it.sureness() == Sureness::Unsure);
            assert!(!is_foreign || unsure, "{case}");
            let statements = voices
                .quotes
                .iter()
                .any(|it| it.kind == QuoteKind::Indirect);
            assert!(!is_foreign || !statements, "{case}");
            seen += 1;
        }
    }
    assert!(seen >= 60, "only {seen} cases");
}

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/quotes");
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut res: Vec<PathBuf> = entries.filter_map(|it| Some(it.ok()?.path())).collect();
    res.retain(|it| it.extension().is_some_and(|it| it == "txt"));
    res.sort();
    res
}

/// A case with the marks that the engine sets.
fn answer(case: &str) -> String {
    let mut res: Vec<&str> = case.lines().take_while(|it| it.starts_with("# ")).collect();
    let lines: Vec<&str> = case.lines().skip(res.len()).collect();
    let listed = lines.iter().any(|it| it.starts_with('='));
    let plain: Vec<String> = lines
        .iter()
        .filter(|it| !it.starts_with('='))
        .map(|it| unmarked(it))
        .collect();
    let story = story(&plain);
    let voices = quotes::find(&story);
    let prefixes = plain.iter().map(|it| opening(it).0);
    let marked: Vec<String> = prefixes
        .zip(marked(&story, &voices))
        .map(|(prefix, it)| prefix.to_owned() + &it)
        .collect();
    res.extend(marked.iter().map(String::as_str));
    let speakers: Vec<String> = if listed {
        speakers(&voices)
    } else {
        Vec::new()
    };
    res.extend(speakers.iter().map(String::as_str));
    res.join("\n")
}

/// A line without its marks.
fn unmarked(line: &str) -> String {
    let mut res = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let (_, words) = after.split_once('|').expect("`{who|words}`");
        let (words, after) = words.split_once('}').expect("`{who|words}`");
        res.push_str(before);
        res.push_str(words);
        rest = after;
    }
    res + rest
}

/// What a line opens with, the kind of block it is, and its words.
fn opening(line: &str) -> (&str, BlockKind, &str) {
    for (prefix, kind) in [
        ("H: ", BlockKind::Headline),
        ("> ", BlockKind::BlockQuote),
        ("I: ", BlockKind::Other),
    ] {
        if let Some(words) = line.strip_prefix(prefix) {
            return (prefix, kind, words);
        }
    }
    ("", BlockKind::Paragraph, line)
}

fn story(lines: &[String]) -> Story {
    let mut draft = Draft::new("case", Format::PlainText);
    for line in lines {
        match opening(line) {
            ("I: ", _, caption) => {
                draft.image(&Picture {
                    alt: caption,
                    caption,
                    credit: None,
                    source: None,
                    role: ImageRole::Photo,
                });
            }
            (_, kind, words) => {
                draft.block(kind, words);
            }
        }
    }
    draft.finish()
}

/// The blocks of a story with its quotations marked.
fn marked(story: &Story, voices: &Voices) -> Vec<String> {
    let mut marks = Vec::new();
    for quote in &voices.quotes {
        let who = match (quote.kind, quote.speaker) {
            (QuoteKind::Other, _) => "-".to_owned(),
            (_, None) => "?".to_owned(),
            (kind, Some(id)) => {
                let part = if kind == QuoteKind::Partial { "~" } else { "" };
                voices.speakers[id.index()].name.clone() + part
            }
        };
        for (at, part) in quote.parts.iter().enumerate() {
            marks.push((*part, if at == 0 { who.clone() } else { "+".to_owned() }));
        }
    }
    let show = |block: &pullquote::story::Block| {
        let mut res = String::new();
        let mut at = block.span.start();
        for (span, who) in marks.iter().filter(|it| block.span.covers(it.0)) {
            let before = pullquote::span::Span::new(at, span.start());
            res.push_str(&format!(
                "{}{{{who}|{}}}",
                story.slice(before),
                story.slice(*span)
            ));
            at = span.end();
        }
        res + story.slice(pullquote::span::Span::new(at, block.span.end()))
    };
    story.blocks().iter().map(show).collect()
}

fn speakers(voices: &Voices) -> Vec<String> {
    let kind = |kind| match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Group => "group",
        SpeakerKind::Document => "document",
        SpeakerKind::Anonymous => "anonymous",
    };
    let show = |it: &quotes::Speaker| {
        let title = it.title.as_ref().map(|title| format!(", {title}"));
        format!(
            "= {}, {}{}",
            it.name,
            kind(it.kind),
            title.unwrap_or_default()
        )
    };
    voices.speakers.iter().map(show).collect()
}
