//! Segments to quotations: the pieces of one utterance put together, and its kind told.

use super::Analysis;
use super::QuoteKind;
use super::choose::Decision;
use super::lexicon::classes::*;
use super::tokens;
use super::turns::Role;

/// Segments that are one quotation.
#[derive(Clone, Debug)]
pub struct Joined {
    /// How much of an utterance it is.
    pub kind: QuoteKind,
    /// Its segments, in order.
    pub segments: Vec<usize>,
}

/// Words of attribution between two pieces of one utterance are at most so many tokens.
const LONGEST_INTERRUPTION: usize = 30;

/// Joins the segments of a story to quotations, in reading order.
pub fn join(analysis: &Analysis<'_>) -> Vec<Joined> {
    let mut res: Vec<Joined> = Vec::new();
    for (segment, decision) in analysis.decisions.iter().enumerate() {
        let role = analysis.reading.turn_of(segment);
        if role == Some(Role::Question) && decision.key.is_none() {
            // The reporter's own.
            continue;
        }
        let last = res.last_mut().filter(|_| decision.key.is_some());
        match last.filter(|it| goes_on(analysis, it, segment)) {
            Some(last) => last.segments.push(segment),
            None => res.push(Joined {
                kind: kind(analysis, segment, decision),
                segments: vec![segment],
            }),
        }
    }
    res
}

/// Whether `segment` is a further piece of the quotation `last`.
fn goes_on(analysis: &Analysis<'_>, last: &Joined, segment: usize) -> bool {
    let Some(&before) = last.segments.last().filter(|&&it| it + 1 == segment) else {
        return false;
    };
    if analysis.decisions[before].key != analysis.decisions[segment].key {
        return false;
    }
    let [first, second] = [before, segment].map(|it| &analysis.reading.segments[it]);
    if first.paragraph != second.paragraph {
        let opens = analysis
            .reading
            .before(second.paragraph, second.token)
            .is_none();
        return !first.closed && first.paragraph + 1 == second.paragraph && opens;
    }
    last.kind == QuoteKind::Direct && is_interruption(analysis, before, segment)
}

/// “A,” he said, “b.” and “A,” he said. “B.”: nothing but the attribution stands between.
fn is_interruption(analysis: &Analysis<'_>, before: usize, segment: usize) -> bool {
    let reading = &analysis.reading;
    let [first, second] = [before, segment].map(|it| &reading.segments[it]);
    let between = first.token + 1..second.token;
    let unfinished = tokens::last_sign(reading.slice(first.inner))
        .is_some_and(|it| matches!(it, ',' | '?' | '!' | '—' | '–' | '-' | ';'));
    let link = |at: usize| analysis.decisions[at].link;
    let said_between = link(before).is_some_and(|it| between.contains(&it.cue));
    let said_after = link(segment).is_some_and(|it| it.cue > second.token);
    unfinished && said_between && !said_after && between.len() <= LONGEST_INTERRUPTION
}

/// How much of an utterance the quotation is that begins with `segment`.
fn kind(analysis: &Analysis<'_>, segment: usize, decision: &Decision) -> QuoteKind {
    let words = analysis
        .reading
        .slice(analysis.reading.segments[segment].inner);
    let speech =
        decision.is_utterance || is_introduced(analysis, segment) || is_long_without_case(words);
    if decision.key.is_none() && !speech {
        return QuoteKind::Other;
    }
    let reading = &analysis.reading;
    let it = &reading.segments[segment];
    let inner = reading.slice(it.inner);
    let before = reading
        .before(it.paragraph, it.token)
        .filter(|other| other.sentence == reading.tokens[it.token].sentence);
    let lower = inner
        .chars()
        .find(|it| it.is_alphanumeric())
        .is_some_and(char::is_lowercase);
    let stands_alone = before.is_none_or(|it| it.is_mark(':'));
    let governed = before.is_some_and(|it| it.is(THAT.or(NOUN_FOLLOWS).or(AS)));
    let finished = tokens::last_sign(inner)
        .is_some_and(|it| matches!(it, '.' | ',' | '?' | '!' | '…' | '—' | '–'));
    let whole =
        stands_alone && !lower || finished && !lower && !governed || stands_alone && finished;
    if whole {
        QuoteKind::Direct
    } else {
        QuoteKind::Partial
    }
}

/// Whether words of a script without capitals are too many for a title or term. Nothing else tells
/// speech there, and the verbs of saying are not known.
fn is_long_without_case(words: &str) -> bool {
    let mut letters = words.chars().filter(|it| it.is_alphabetic());
    let cased = letters
        .clone()
        .next()
        .is_none_or(|it| it.is_uppercase() || it.is_lowercase());
    !cased && letters.nth(LONGEST_TERM).is_some()
}

/// A title or term in such a script has at most so many letters.
const LONGEST_TERM: usize = 12;

/// Whether a verb of speech and a colon lead to a segment: then somebody says it, known or not.
fn is_introduced(analysis: &Analysis<'_>, segment: usize) -> bool {
    let reading = &analysis.reading;
    let it = &reading.segments[segment];
    let before = |back: usize| {
        let at = it.token.checked_sub(back)?;
        reading.within(it.paragraph, at)
    };
    before(1).is_some_and(|it| it.is_mark(':')) && before(2).is_some_and(|it| it.is(SAY.or(STRONG)))
}
