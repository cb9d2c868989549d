//! What the passes before the choice find, as data: no weight has a say in it.
//!
//! A file of `tests/passes/` holds cases. A case is a line `# what is true`, then a story, one
//! paragraph a line (`H: ` opens a headline), then what is found, one thing a line, then an empty
//! line. The folder tells what is shown:
//!
//! - `mentions`: `- kind: words`, the name proper in brackets if it is not all of them, then what is known
//! - `links`: `- who | word of saying | its class | how they stand to each other`
//! - `cast`: `- kind: name`, its gender, how often it is named, what it is described with; `main` is
//!   named most, `opening` stands in the first paragraph
//!
//! `UPDATE_PASSES=1 cargo test passes` writes what is found today into the files, to be read with
//! care before it is kept.

use std::path::{Path, PathBuf};
use std::{env, fs};

use super::{Analysis, explore, stretches};
use crate::story::draft::Draft;
use crate::story::{BlockKind, Format, Story};

#[test]
fn passes_find_the_mentions() {
    check("mentions", mentions);
}

#[test]
fn passes_find_the_links() {
    check("links", links);
}

#[test]
fn passes_find_the_cast() {
    check("cast", cast);
}

/// Reads all cases of a folder again.
fn check(folder: &str, told: fn(&Analysis<'_>) -> Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/passes")
        .join(folder);
    let mut differ = Vec::new();
    for path in files(&folder) {
        let text = fs::read_to_string(&path).expect("a file of cases");
        let read: Vec<String> = text
            .split("\n\n")
            .map(|it| answer(it.trim(), told))
            .collect();
        if env::var_os("UPDATE_PASSES").is_some() {
            fs::write(&path, read.join("\n\n") + "\n").expect("the file can be written");
            continue;
        }
        let cases = text.split("\n\n").zip(&read);
        let other = cases.filter(|(want, got)| want.trim() != got.trim());
        differ.extend(other.map(|(want, got)| format!("wanted:\n{want}\nfound:\n{got}\n")));
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of cases");
    let mut res: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    res.sort();
    assert!(!res.is_empty(), "no cases");
    res
}

/// A case with what is found today.
fn answer(case: &str, told: fn(&Analysis<'_>) -> Vec<String>) -> String {
    let lines = case.lines();
    let asked: Vec<&str> = lines.take_while(|it| !it.starts_with("- ")).collect();
    assert!(
        asked[0].starts_with("# ") && asked.len() > 1,
        "no case: {case}"
    );
    let story = story(&asked[1..]);
    let stretch = stretches::stretches(&story, usize::MAX).remove(0);
    let analysis = explore(&story, &stretch, Analysis::default());
    let found = told(&analysis);
    let mut res: Vec<&str> = asked;
    res.extend(found.iter().map(String::as_str));
    res.join("\n")
}

fn story(lines: &[&str]) -> Story {
    let mut draft = Draft::new("case", Format::PlainText);
    for line in lines {
        match line.strip_prefix("H: ") {
            Some(words) => draft.block(BlockKind::Headline, words),
            None => draft.block(BlockKind::Paragraph, line),
        };
    }
    draft.finish()
}

fn mentions(analysis: &Analysis<'_>) -> Vec<String> {
    let numbers = 0..analysis.mentions.all.len();
    numbers.map(|it| mention(analysis, it)).collect()
}

fn mention(analysis: &Analysis<'_>, number: usize) -> String {
    let (reading, all) = (&analysis.reading, &analysis.mentions);
    let it = &all.all[number];
    let words = reading.slice(it.span);
    let mut res = match name(analysis, number) {
        Some(name) if name != words => format!(
            "- {:?}: {}",
            it.kind,
            words.replace(name, &format!("[{name}]"))
        ),
        _ => format!("- {:?}: {words}", it.kind),
    };
    if it.possessive {
        res += " ’s";
    }
    if it.quoted {
        res += ", in marks";
    }
    let head = reading.words.text(it.head);
    if !words.to_lowercase().ends_with(head) {
        res += &format!(", head {head}");
    }
    if let Some(title) = it.honorific {
        res += &format!(", called {}", reading.words.text(title));
    }
    if let Some(antecedent) = it.antecedent {
        res += &format!(", of {}", reading.slice(all.all[antecedent].span));
    }
    for description in all.descriptions.iter().filter(|it| it.mention == number) {
        let tokens = &description.tokens;
        if !tokens.is_empty() {
            res += &format!(", described: {}", reading.slice(reading.span_of(tokens)));
        }
    }
    if all.transcript.iter().any(|it| it.1 == number) {
        res += ", a label";
    }
    res
}

/// The name proper of a mention.
fn name<'s>(analysis: &Analysis<'s>, number: usize) -> Option<&'s str> {
    let name = &analysis.mentions.all[number].name;
    let reading = &analysis.reading;
    (!name.is_empty()).then(|| reading.slice(reading.span_of(name)))
}

fn links(analysis: &Analysis<'_>) -> Vec<String> {
    let reading = &analysis.reading;
    let show = |it: &super::Link| {
        let who = reading.slice(analysis.mentions.all[it.mention].span);
        let cue = reading.slice(reading.tokens[it.cue].span());
        let inner = if it.inner { " | inner" } else { "" };
        let outer = if it.outer { " | outer" } else { "" };
        format!(
            "- {who} | {cue} | {:?} | {:?}{inner}{outer}",
            it.class, it.kind
        )
    };
    analysis.links.all.iter().map(show).collect()
}

fn cast(analysis: &Analysis<'_>) -> Vec<String> {
    let words = &analysis.reading.words;
    let main = analysis
        .cast
        .main_person
        .and_then(|it| analysis.cast.of_mention[it]);
    let show = |(number, it): (usize, &super::cast::Entity)| {
        let mut res = format!("- {:?}: {}", it.kind, analysis.found().name(number));
        if let Some(gender) = it.gender() {
            res += &format!(", {gender:?}");
        }
        res += &format!(" ×{}", it.count);
        if main == Some(number) {
            res += ", main";
        }
        if it.in_headline {
            res += ", opening";
        }
        let described: Vec<&str> = it.descriptors.iter().map(|&it| words.text(it)).collect();
        if !described.is_empty() {
            res += &format!(": {}", described.join(" "));
        }
        res
    };
    analysis
        .cast
        .entities
        .iter()
        .enumerate()
        .map(show)
        .collect()
}
