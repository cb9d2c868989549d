//! Transcripts: paragraphs that labels open.
//!
//! One colon makes no transcript. There must be several turns, of two at least, most of them sentences
//! and some of them spoken to somebody, and no more narration between them than that.

use std::collections::HashMap;

use super::labels::{self, Label};
use super::wording;
use super::{Line, MARKS, Role, Turn};
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::{classes_of, folded};
use crate::span::Span;

/// A paragraph that a label opens.
struct Head {
    /// The line.
    at: usize,
    label: Span,
    /// What is said; none where the label stands alone.
    words: Option<Span>,
    /// The last word of the name, by which a speaker is known again.
    name: String,
    has_role: bool,
    /// Whether the label has a given name and a surname, or more.
    is_full: bool,
    is_upper: bool,
    is_sentence: bool,
    is_personal: bool,
}

/// Puts the turns of a transcript into `turns`, one for each line that is one.
pub fn find(lines: &[Line<'_>], turns: &mut [Option<Turn>]) {
    let mut heads: Vec<Head> = (0..lines.len()).filter_map(|at| head(lines, at)).collect();
    drop_doubtful(&mut heads);
    let asked = lines
        .iter()
        .any(|it| it.emphasised && wording::is_question(it.text));
    if !is_transcript(&heads, asked) {
        return;
    }
    for (number, head) in heads.iter().enumerate() {
        turns[head.at] = Some(Turn {
            block: lines[head.at].block,
            label: Some(head.label),
            words: head.words,
            role: Role::Labelled,
            goes_on: false,
        });
        let next = heads.get(number + 1).map(|it| it.at);
        go_on(lines, &heads, head.at, next, turns);
    }
}

fn head(lines: &[Line<'_>], at: usize) -> Option<Head> {
    let line = &lines[at];
    if line.is_heading() {
        return None;
    }
    let label = labels::parse(line.text)?;
    let said = line.text.get(label.end..)?.trim();
    let quoted = said.starts_with(MARKS) || said.starts_with('‘');
    // A label alone wants a turn below.
    let alone = said.is_empty();
    let below = lines.get(at + 1).map(|it| it.text);
    if quoted || alone && below.is_none_or(|it| it.contains(MARKS)) {
        return None;
    }
    let spoken = if alone { below? } else { said };
    let name = line.text.get(label.name.clone())?;
    Some(Head {
        at,
        label: line.within(label.name.start, label.name.end)?,
        words: line.within(label.end, line.text.len()),
        is_full: is_full(&label, name),
        has_role: label.has_role,
        is_upper: !name.contains(char::is_lowercase),
        is_sentence: wording::is_sentence(spoken),
        is_personal: wording::is_personal(spoken),
        name: key(name),
    })
}

/// Whether a label names somebody by two words at least, the first of them no title.
fn is_full(label: &Label, name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    words.next().is_some() && (label.has_role || !classes_of(first).any(FUNCTION.or(DETERMINER)))
}

/// What makes two labels the same speaker's: the last word, but `Q1` and `Q2` are one.
fn key(name: &str) -> String {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    let letter = last.trim_end_matches(|it: char| it.is_ascii_digit());
    match letter {
        "Q" | "Question" | "QUESTION" => "q".to_owned(),
        "A" | "Answer" | "ANSWER" => "a".to_owned(),
        _ => folded(last),
    }
}

/// Drops labels that everyday words make ("Verdict:", "Note:") and nobody speaks under.
fn drop_doubtful(heads: &mut Vec<Head>) {
    let mut spoken: HashMap<String, bool> = HashMap::new();
    for head in heads.iter() {
        *spoken.entry(head.name.clone()).or_default() |= head.is_personal || head.is_full;
    }
    let is_text = |it: &Head| {
        !it.has_role && classes_of(&it.name).any(DOCUMENT) && !classes_of(&it.name).any(GIVEN)
    };
    heads.retain(|it| {
        !is_text(it) && (spoken.get(&it.name) == Some(&true) || names_somebody(&it.name))
    });
}

/// Whether a word of a label may be somebody's name or role: no everyday word, or one for people.
fn names_somebody(name: &str) -> bool {
    let classes = classes_of(name);
    let people = HUMAN.or(OFFICE).or(TITLE).or(GIVEN).or(PLURAL_HUMAN);
    let letter = matches!(name, "q" | "a");
    letter || classes.any(people) || !classes.any(ORDINARY.or(FUNCTION).or(PLACE).or(CALENDAR))
}

/// Whether the labelled paragraphs are turns. `asked` tells whether bold or italic questions stand
/// among them.
fn is_transcript(heads: &[Head], asked: bool) -> bool {
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else {
        return false;
    };
    let mut turns: HashMap<&str, usize> = HashMap::new();
    for head in heads {
        *turns.entry(&head.name).or_default() += 1;
    }
    let count = |is: &dyn Fn(&Head) -> bool| heads.iter().filter(|it| is(it)).count();
    let all = heads.len();
    let sentences = count(&|it| it.is_sentence);
    let personal = count(&|it| it.is_personal);
    let dense = all * 4 > last.at - first.at;
    if sentences * 3 < all * 2 || personal * 4 < all || personal == 0 || !dense {
        return false;
    }
    let letters = turns.contains_key("q") && turns.contains_key("a");
    let several = turns.len() >= 2 && all >= 3;
    let again = turns.values().any(|it| *it > 1);
    let named = count(&|it| it.is_upper || it.is_full);
    let once = personal * 2 >= all && named * 3 >= all * 2;
    letters || several && (again || once) || asked && all >= 2
}

/// Takes the paragraphs below a turn in that go on with it: all up to the next label, and below the
/// last turn those in which somebody speaks of himself.
fn go_on(
    lines: &[Line<'_>],
    heads: &[Head],
    from: usize,
    next: Option<usize>,
    turns: &mut [Option<Turn>],
) {
    let alone = turns[from].is_some_and(|it| it.words.is_none());
    for at in from + 1..next.unwrap_or(lines.len()) {
        let line = &lines[at];
        let first = alone && at == from + 1;
        let told = next.is_some() || wording::speaks_of_self(line.text);
        if !first && (!told || !is_open(line) || tells_of_speaker(line.text, heads)) {
            return;
        }
        if let Some(before) = &mut turns[at - 1] {
            before.goes_on = before.words.is_some();
        }
        turns[at] = Some(Turn {
            block: line.block,
            label: None,
            words: line.within(0, line.text.len()),
            role: Role::GoesOn,
            goes_on: false,
        });
    }
}

/// Whether a paragraph can go on with a turn: no heading, no question set in bold, no stage direction, no
/// speech of others, no lead-in.
fn is_open(line: &Line<'_>) -> bool {
    let closed = line.is_heading() || line.emphasised || line.is_bracketed() || line.has_marks();
    !closed && !line.text.trim_end().ends_with(':')
}

/// Whether narration opens a paragraph: one of its first words names a speaker.
fn tells_of_speaker(text: &str, heads: &[Head]) -> bool {
    const FIRST: usize = 5;
    const LOOKED_AT: usize = 40;
    let names = || heads.iter().take(LOOKED_AT).filter(|it| it.name.len() > 1);
    let words = text.split_whitespace().take(FIRST);
    let mut words = words
        .filter(|it| it.starts_with(char::is_uppercase))
        .map(folded_word);
    words.any(|word| names().any(|it| it.name == word))
}

fn folded_word(word: &str) -> String {
    let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
    let bare = bare
        .strip_suffix("’s")
        .or_else(|| bare.strip_suffix("'s"))
        .unwrap_or(bare);
    folded(bare)
}
