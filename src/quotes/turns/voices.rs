//! Whose turn each is: the label's name, initials that fit somebody's, and for questions and answers
//! without a name whoever is said to talk to whom above them.

use super::{Role, wording};
use crate::quotes::cast::Cast;
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::{Placed, Reading};
use crate::quotes::tokens::Token;
use crate::span::Span;

/// The longest label made of initials, in letters.
const MOST_INITIALS: usize = 3;

/// Notes among the `mentions` whose the segments of the turns are, where that is known.
pub fn assign(reading: &Reading<'_>, mentions: &mut Mentions, cast: &mut Cast) {
    if reading.turns.is_empty() {
        return;
    }
    let labels: Vec<Option<usize>> = reading.turns.iter().map(|it| label(mentions, it)).collect();
    read_initials(reading, mentions, cast, &labels);
    let pair = Pair::find(reading, mentions, cast, &labels);
    let mut found = Vec::new();
    let mut voice = None;
    for (at, turn) in reading.turns.iter().enumerate() {
        voice = match turn.turn.role {
            Role::GoesOn => voice,
            Role::Labelled => {
                labelled(reading, &labels, at).map(|it| pair.named(reading, mentions, it))
            }
            Role::Question => pair.asks,
            Role::Answer => pair.answers,
            Role::SetOff => None,
        };
        found.extend(turn.segment.zip(voice));
    }
    mentions.transcript.append(&mut found);
    mentions.transcript.sort_by_key(|it| it.0);
}

/// The mention that a turn's label is.
fn label(mentions: &Mentions, turn: &Placed) -> Option<usize> {
    let label = turn.turn.label?;
    let mut own = mentions.of_paragraph[turn.paragraph].clone().rev();
    own.find(|&it| names(&mentions.all[it], label))
}

/// Whether a mention names somebody within a label.
pub fn names(mention: &Mention, label: Span) -> bool {
    let name = mention.kind.is_name() && mention.kind != MentionKind::Modifier;
    name && !mention.name.is_empty() && label.covers(mention.span)
}

/// The label of a turn; a passage set off has it below its last line.
fn labelled(reading: &Reading<'_>, labels: &[Option<usize>], at: usize) -> Option<usize> {
    let goes_on = |it: &usize| reading.turns[*it].turn.goes_on;
    let last = (at..reading.turns.len()).find(|it| !goes_on(it))?;
    (at..=last).find_map(|it| labels[it])
}

/// "SO:" is Sam Ode, if nobody else in the story is.
fn read_initials(
    reading: &Reading<'_>,
    mentions: &Mentions,
    cast: &mut Cast,
    labels: &[Option<usize>],
) {
    for &label in labels.iter().flatten() {
        let text = reading.slice(mentions.all[label].span);
        let letters: Vec<char> = text.chars().filter(|it| it.is_alphabetic()).collect();
        let initials = (2..=MOST_INITIALS).contains(&letters.len())
            && letters.iter().all(|it| it.is_uppercase());
        if !initials {
            continue;
        }
        let fits = |&it: &usize| {
            let entity = &cast.entities[it];
            let starts = |word, letter: char| {
                let first = reading.words.text(word).chars().next();
                first.is_some_and(|it| it.to_uppercase().eq(letter.to_uppercase()))
            };
            let [first, .., last] = letters[..] else {
                return false;
            };
            entity.words >= 2
                && entity.kind.can_be_person()
                && starts(entity.first, first)
                && starts(entity.last, last)
        };
        let mut fitting = (0..cast.entities.len().min(MOST_PEOPLE)).filter(fits);
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            cast.of_mention[label] = Some(one);
        }
    }
}

/// Initials are looked for among so many people.
const MOST_PEOPLE: usize = 64;

/// Who asks and who answers, as mentions.
#[derive(Default)]
struct Pair {
    asks: Option<usize>,
    answers: Option<usize>,
}

/// Somebody who may be one of the two.
struct Candidate {
    entity: usize,
    mention: usize,
    /// What speaks for being asked.
    score: i32,
    /// Whether somebody is said to talk to them, or they to somebody, as those do who ask.
    may_ask: bool,
}

impl Pair {
    fn find(
        reading: &Reading<'_>,
        mentions: &Mentions,
        cast: &Cast,
        labels: &[Option<usize>],
    ) -> Pair {
        let by_labels = Pair::of_labels(reading, mentions, cast, labels);
        let mut above = candidates(reading, mentions, cast);
        if let Some(known) = by_labels.answers.and_then(|it| cast.of_mention[it]) {
            above.retain(|it| it.entity != known);
        }
        above.sort_by_key(|it| -it.score);
        let mut above = above.into_iter();
        let answers = by_labels
            .answers
            .or_else(|| above.next().map(|it| it.mention));
        let asks = by_labels
            .asks
            .or_else(|| above.find(|it| it.may_ask).map(|it| it.mention));
        Pair { asks, answers }
    }

    /// Of those named by labels the one who asks most and the one who asks least.
    fn of_labels(
        reading: &Reading<'_>,
        mentions: &Mentions,
        cast: &Cast,
        labels: &[Option<usize>],
    ) -> Pair {
        // Mention, entity, questions, turns.
        let mut people: Vec<(usize, usize, usize, usize)> = Vec::new();
        for (turn, label) in reading.turns.iter().zip(labels) {
            let Some(label) = label.filter(|&it| letter(reading, mentions, it).is_none()) else {
                continue;
            };
            let Some(entity) = cast.of_mention[label] else {
                continue;
            };
            let asks = turn
                .turn
                .words
                .is_some_and(|it| wording::is_question(reading.slice(it)));
            match people
                .iter_mut()
                .take(MOST_PEOPLE)
                .find(|it| it.1 == entity)
            {
                Some(known) => {
                    known.2 += usize::from(asks);
                    known.3 += 1;
                }
                None => people.push((label, entity, usize::from(asks), 1)),
            }
        }
        let share = |it: &&(usize, usize, usize, usize)| it.2 * 100 / it.3;
        let asks = people.iter().max_by_key(share).filter(|it| share(it) >= 50);
        let answers = people
            .iter()
            .filter(|it| asks.is_none_or(|asks| asks.1 != it.1));
        let answers = answers.min_by_key(share);
        Pair {
            asks: asks.map(|it| it.0),
            answers: answers.map(|it| it.0),
        }
    }

    /// Whose a turn is whose label is this mention: `Q` and `A` are somebody with a name, if one is told.
    fn named(&self, reading: &Reading<'_>, mentions: &Mentions, label: usize) -> usize {
        let known = match letter(reading, mentions, label) {
            Some('Q') => self.asks,
            Some(_) => self.answers,
            None => None,
        };
        known.unwrap_or(label)
    }
}

/// Whether a label only says that it is a question, or an answer.
fn letter(reading: &Reading<'_>, mentions: &Mentions, label: usize) -> Option<char> {
    let text = reading.slice(mentions.all[label].span);
    let bare = text.trim_end_matches(|it: char| it.is_ascii_digit() || it == '.');
    ["Q", "Question", "QUESTION", "A", "Answer", "ANSWER"]
        .contains(&bare)
        .then(|| bare.chars().next())
        .flatten()
}

/// The people named above the first turn.
fn candidates(reading: &Reading<'_>, mentions: &Mentions, cast: &Cast) -> Vec<Candidate> {
    const LOOKED_AT: usize = 200;
    let first = reading.turns[0].paragraph;
    let mut res: Vec<Candidate> = Vec::new();
    let above = mentions.of_paragraph[..first].iter().flat_map(Clone::clone);
    for at in above.take(LOOKED_AT) {
        let mention = &mentions.all[at];
        let Some(entity) = cast.of_mention[at] else {
            continue;
        };
        let it = &cast.entities[entity];
        if !it.kind.can_be_person() || it.words < 2 || mention.kind == MentionKind::Modifier {
            continue;
        }
        let headline = mention.paragraph == 0;
        let (score, asks) = talk(reading, mentions, cast, at);
        let score = 1 + 3 * i32::from(headline) + score + i32::from(!it.descriptors.is_empty());
        match res.iter_mut().find(|it| it.entity == entity) {
            Some(known) => {
                known.score += score;
                known.may_ask |= asks;
            }
            None => res.push(Candidate {
                entity,
                mention: at,
                score,
                may_ask: asks,
            }),
        }
    }
    res
}

/// A verb of talking stands at most so many tokens from a name.
const NEAR: usize = 7;

/// What the words before a name tell: how much they speak for somebody who answers, and whether for one
/// who asks. "She spoke to Sam Ode" tells who asked; "we spoke to Vera Lund" who answered; of "Sam Ode
/// talks to Vera Lund" the first asks.
fn talk(reading: &Reading<'_>, mentions: &Mentions, cast: &Cast, at: usize) -> (i32, bool) {
    let mention = &mentions.all[at];
    let sentence = reading.sentence(mention.paragraph, mention.sentence);
    let before = &reading.tokens[sentence.start..mention.tokens.start.max(sentence.start)];
    let word = |token: &Token| reading.words.text(token.word);
    let is = |all: &'static [&str]| move |it: &&Token| it.is_word() && all.contains(&word(it));
    let near = || before.iter().rev().take(NEAR);
    let talks = |it: &Token| it.is_word() && (it.is(CUE_VERB) || word(it).starts_with("interview"));
    let led_to = near().take(3).any(|it| is(&["to", "by", "with"])(&it)) && near().any(talks);
    let person = |it: &usize| {
        let other = cast.of_mention[*it].filter(|it| cast.entities[*it].kind.can_be_person());
        other.is_some() && mentions.all[*it].tokens.start >= sentence.start
    };
    let named = mentions.of_paragraph[mention.paragraph].clone();
    let earlier = (named.start..at).any(|it| person(&it));
    let after = &reading.tokens[mention.tokens.end..sentence.end.max(mention.tokens.end)];
    let mut behind = after.iter().take(NEAR).skip_while(|it| !talks(it));
    let talks_to = behind.any(|it| is(&["to", "with"])(&it));
    let we = before.iter().any(|it| it.is_word() && it.is(FIRST_PERSON));
    match led_to {
        true if we => (2, false),
        true if earlier => (1, true),
        true => (-4, true),
        false => (0, talks_to),
    }
}
