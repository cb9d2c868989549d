//! Interviews without labels: questions that are bold, italic or headings, and plain answers below
//! them in which somebody speaks of himself. Explainers ask as well, but nobody answers as "I".

use super::wording;
use super::{Line, Role, Turn};
use std::ops::Range;

/// Questions without any emphasis must be so many.
const FEWEST_PLAIN: usize = 3;
/// The longest question, in bytes.
const LONGEST: usize = 500;

/// Puts questions and answers that no label has told into `turns`.
pub fn find(lines: &[Line<'_>], turns: &mut [Option<Turn>]) {
    let labelled = turns.iter().any(Option::is_some);
    let set = |at: usize| is_set_question(&lines[at]) && turns[at].is_none();
    let mut questions: Vec<usize> = (0..lines.len()).filter(|&it| set(it)).collect();
    let plain = questions.len() < 2 && !labelled;
    if plain {
        questions = (0..lines.len())
            .filter(|&it| is_plain_question(&lines[it]))
            .collect();
        if questions.len() < FEWEST_PLAIN {
            return;
        }
    }
    let answers: Vec<Range<usize>> = (0..questions.len())
        .map(|it| answer(lines, &questions, it, turns))
        .collect();
    if !is_interview(lines, &questions, &answers, plain, labelled) {
        return;
    }
    for (&question, answer) in questions.iter().zip(&answers) {
        if answer.is_empty() {
            continue;
        }
        turns[question] = turn(&lines[question], Role::Question, false);
        for at in answer.clone() {
            let role = if at == answer.start {
                Role::Answer
            } else {
                Role::GoesOn
            };
            turns[at] = turn(&lines[at], role, at + 1 < answer.end);
        }
    }
}

fn turn(line: &Line<'_>, role: Role, goes_on: bool) -> Option<Turn> {
    Some(Turn {
        block: line.block,
        label: None,
        words: line.within(0, line.text.len()),
        role,
        goes_on,
    })
}

fn is_set_question(line: &Line<'_>) -> bool {
    let set = line.emphasised || line.is_heading();
    set && line.text.len() <= LONGEST
        && (wording::is_question(line.text) || line.emphasised && asks(line.text))
}

/// "Tell us about your foxes."
fn asks(text: &str) -> bool {
    wording::speaks_to_one(text) && wording::is_sentence(text)
}

fn is_plain_question(line: &Line<'_>) -> bool {
    let text = line.text;
    text.len() <= LONGEST
        && wording::is_question(text)
        && wording::speaks_to_one(text)
        && !line.has_marks()
}

/// The lines that answer a question; below the last one only as long as somebody speaks of himself.
fn answer(
    lines: &[Line<'_>],
    questions: &[usize],
    number: usize,
    turns: &[Option<Turn>],
) -> Range<usize> {
    let from = questions[number] + 1;
    let next = questions.get(number + 1).copied();
    let mut end = from;
    for at in from..next.unwrap_or(lines.len()) {
        let line = &lines[at];
        let told = at == from || next.is_some() || wording::speaks_of_self(line.text);
        let closed =
            line.is_heading() || line.emphasised || line.is_bracketed() || turns[at].is_some();
        if closed || !told || line.has_marks() && at > from {
            break;
        }
        end = at + 1;
    }
    match lines.get(from) {
        Some(line) if line.text.trim_start().starts_with(super::MARKS) => from..from,
        _ => from..end,
    }
}

/// Whether somebody answers: speaks of himself in half of the answers, and is spoken to.
fn is_interview(
    lines: &[Line<'_>],
    questions: &[usize],
    answers: &[Range<usize>],
    plain: bool,
    labelled: bool,
) -> bool {
    let answered = answers.iter().filter(|it| !it.is_empty());
    let of_self = |it: &&Range<usize>| {
        let mut lines = lines[(*it).clone()].iter();
        lines.any(|it| wording::speaks_of_self(it.text))
    };
    let (all, personal) = (
        answered.clone().count(),
        answered.clone().filter(of_self).count(),
    );
    let you = questions
        .iter()
        .any(|&it| wording::speaks_to_one(lines[it].text));
    let few = if labelled { 1 } else { 2 };
    let share = if plain {
        personal * 3 >= all * 2
    } else {
        personal * 2 >= all
    };
    all >= few && share && personal > 0 && (you || labelled)
}
