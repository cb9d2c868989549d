//! Names that only describe another: "Roe spokesman Josh Poe", "Ann Roe’s top aide Al Poe".

use std::ops::Range;

use super::{Description, Mention, MentionKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};

/// A description between two names is at most this long, in words.
const LONGEST_DESCRIPTION: usize = 6;

/// Makes the first of two such names a modifier, and the words between them a description of the
/// second. `found` are one paragraph's mentions.
pub fn demote(reading: &Reading<'_>, found: &mut Vec<Mention>, described: &mut Vec<Description>) {
    let numbered = found.iter().enumerate();
    let may_modify =
        numbered.filter_map(|(number, it)| Some((number, description_after(reading, it)?)));
    let may_modify: Vec<(usize, Range<usize>)> = may_modify.collect();
    if may_modify.is_empty() {
        return;
    }
    let people = people(found);
    let mut swallowed = Vec::new();
    for (number, tokens) in may_modify {
        let Ok(second) = people.binary_search_by_key(&tokens.end, |it| it.0) else {
            continue;
        };
        let second = people[second].1;
        let titled = found[second].name.start > found[second].tokens.start;
        if second != number && (titled || !tokens.is_empty()) {
            swallowed.push((found[number].tokens.start, tokens.end));
            found[number].kind = MentionKind::Modifier;
            let description = Description {
                mention: second,
                tokens,
            };
            described.extend((!description.tokens.is_empty()).then_some(description));
        }
    }
    drop_swallowed_phrases(found, described, &swallowed);
}

/// "Bridge Trust Chief Executive, Ann Roe, said": makes an office in capitals that is set off from the
/// name behind it a modifier.
pub fn demote_offices(reading: &Reading<'_>, found: &mut [Mention]) {
    let comma = |paragraph: usize, at: usize| {
        let token = reading.within(paragraph, at);
        token.is_some_and(|it| it.is_mark(','))
    };
    for at in 0..found.len() {
        let office = &found[at];
        let behind = office.tokens.end + 1;
        let named = found[at + 1..].iter().take(3).any(|it| {
            it.kind == MentionKind::Person
                && it.tokens.start == behind
                && comma(it.paragraph, it.tokens.end)
        });
        if office.kind == MentionKind::Title && comma(office.paragraph, office.tokens.end) && named
        {
            found[at].kind = MentionKind::Modifier;
        }
    }
}

/// Where each person's name starts, with its number, in order.
fn people(found: &[Mention]) -> Vec<(usize, usize)> {
    let numbered = found.iter().enumerate();
    let people =
        numbered.filter(|(_, it)| matches!(it.kind, MentionKind::Person | MentionKind::Unsure));
    let mut res: Vec<_> = people
        .map(|(number, it)| (it.tokens.start, number))
        .collect();
    res.sort_unstable();
    res
}

/// The words after a name that may describe another right behind them.
fn description_after(reading: &Reading<'_>, name: &Mention) -> Option<Range<usize>> {
    if !name.kind.is_name() || matches!(name.kind, MentionKind::Modifier | MentionKind::Place) {
        return None;
    }
    let owned = reading
        .within(name.paragraph, name.tokens.end)
        .is_some_and(|it| it.kind == Kind::Possessive);
    let from = name.tokens.end + usize::from(owned);
    // "Roe told presenter Al Poe"
    let verb = |it: &Token| it.is(CUE_VERB.or(PAST).or(ED)) && !it.is(CUE_NOUN);
    let acts = reading.within(name.paragraph, from).is_some_and(verb);
    if acts && !owned {
        return None;
    }
    let to = description_end(reading, name.paragraph, from);
    // "Roe’s Director Al Poe": the title is part of the second name.
    let directly = owned && to == from;
    let told = to > from && reading.tokens[to - 1].is(HUMAN.or(TITLE));
    (told || directly).then_some(from..to)
}

fn description_end(reading: &Reading<'_>, paragraph: usize, from: usize) -> usize {
    let describes = |at: &usize| {
        let token = reading.within(paragraph, *at);
        token.is_some_and(|it| it.is_word() && !it.is(CAPITAL.or(FUNCTION).or(LY)))
    };
    (from..from + LONGEST_DESCRIPTION)
        .find(|at| !describes(at))
        .unwrap_or(from + LONGEST_DESCRIPTION)
}

/// Removes the noun phrases within descriptions. Both lists are in the order of tokens.
fn drop_swallowed_phrases(
    found: &mut Vec<Mention>,
    described: &mut [Description],
    swallowed: &[(usize, usize)],
) {
    if swallowed.is_empty() {
        return;
    }
    let within = |it: &Mention| {
        let at = swallowed.partition_point(|&(start, _)| start <= it.tokens.start);
        it.kind == MentionKind::Phrase && at > 0 && it.tokens.end <= swallowed[at - 1].1
    };
    let mut place = vec![0; found.len()];
    let mut kept = 0;
    for (number, mention) in found.iter().enumerate() {
        place[number] = kept;
        kept += usize::from(!within(mention));
    }
    for it in described {
        it.mention = place[it.mention];
    }
    found.retain(|it| !within(it));
}
