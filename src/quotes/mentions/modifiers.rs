//! Names that only describe another: "Roe spokesman Josh Poe", "Ann Roe’s top aide Al Poe".

use super::{Description, Mention, MentionKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Kind;

/// A description between two names is at most this long, in words.
const LONGEST_DESCRIPTION: usize = 6;

/// Makes the first of two such names a modifier, and the words between them a description of the
/// second. `found` are one paragraph's mentions.
pub fn demote(reading: &Reading<'_>, found: &mut Vec<Mention>, described: &mut Vec<Description>) {
    let mut people: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .filter(|(_, it)| matches!(it.kind, MentionKind::Person | MentionKind::Unsure))
        .map(|(number, it)| (it.tokens.start, number))
        .collect();
    people.sort_unstable();
    let mut swallowed = Vec::new();
    for (number, mention) in found.iter_mut().enumerate() {
        if !mention.kind.is_name()
            || matches!(mention.kind, MentionKind::Modifier | MentionKind::Place)
        {
            continue;
        }
        let owned = reading
            .within(mention.paragraph, mention.tokens.end)
            .is_some_and(|it| it.kind == Kind::Possessive);
        let from = mention.tokens.end + usize::from(owned);
        let to = description_end(reading, mention.paragraph, from);
        let Ok(second) = people.binary_search_by_key(&to, |it| it.0) else {
            continue;
        };
        let second = people[second].1;
        if second == number || to <= from {
            continue;
        }
        if reading.tokens[to - 1].is(HUMAN.or(TITLE)) {
            swallowed.push((mention.tokens.start, to));
            mention.kind = MentionKind::Modifier;
            described.push(Description {
                mention: second,
                tokens: from..to,
            });
        }
    }
    drop_swallowed_phrases(found, described, &swallowed);
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
