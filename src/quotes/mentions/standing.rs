//! What the place of a name in its sentence tells: that it is a person's, whether or not a list knows it.
//!
//! "the mate, Eirik Solvang,", "Eirik Solvang, 43,", "Eirik Solvang, who", "passenger Eirik Solvang",
//! "Eirik Solvang from the Upland Farmers’ Union": no body is named so.

use std::ops::Range;

use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Token;

/// A description before a name is at most so long, in tokens ("the deputy head of the clinic,").
const LONGEST_DESCRIPTION: usize = 9;

/// Nobody who speaks is older.
const OLDEST: u32 = 115;

/// What calls one human being.
const ROLE: Classes = HUMAN.or(OFFICE).or(TITLE).or(EPITHET);

/// Whether whoever is named by `run` stands where a person is named. `around` are the tokens it was
/// found among.
pub(super) fn names_person(
    reading: &Reading<'_>,
    run: &Range<usize>,
    around: &Range<usize>,
) -> bool {
    let tokens = &reading.tokens[..around.end];
    is_followed_by_age(reading, tokens, run.end)
        || is_followed_by_who(tokens, run.end)
        || is_called_before(&tokens[around.start..run.start])
        || is_set_off_behind_role(tokens, run, around.start)
        || comes_from_body(reading, tokens, run.end)
}

/// "Eirik Solvang, 43,", "Eirik Solvang (43)"
fn is_followed_by_age(reading: &Reading<'_>, tokens: &[Token], end: usize) -> bool {
    let opens = tokens.get(end).is_some_and(|it| it.is_any_mark(",("));
    let closes = tokens
        .get(end + 2)
        .is_none_or(|it| it.is_any_mark(",).;") || it.is_segment());
    let age = tokens.get(end + 1).map(|it| reading.slice(it.span()));
    let age = age.and_then(|it| it.parse::<u32>().ok());
    opens && closes && age.is_some_and(|it| (1..=OLDEST).contains(&it))
}

/// "Eirik Solvang, who"
fn is_followed_by_who(tokens: &[Token], end: usize) -> bool {
    let comma = tokens.get(end).is_some_and(|it| it.is_mark(','));
    let who = tokens.get(end + usize::from(comma));
    who.is_some_and(|it| it.is_word() && it.is(WHO) && !it.is(UPPER))
}

/// "passenger Eirik Solvang": a noun for one human being before the name.
fn is_called_before(before: &[Token]) -> bool {
    let role = before.last();
    role.is_some_and(|it| it.is_word() && !it.is(CAPITAL) && is_role(it))
}

/// "the museum’s director, Eirik Solvang, told": the name between commas, behind whoever it names.
fn is_set_off_behind_role(tokens: &[Token], run: &Range<usize>, first: usize) -> bool {
    let comma = run.start.checked_sub(1).filter(|it| *it >= first);
    let Some(comma) = comma.filter(|it| tokens[*it].is_mark(',')) else {
        return false;
    };
    let closes = tokens
        .get(run.end)
        .is_some_and(|it| it.is_any_mark(",.") || it.is_segment());
    let from = comma.saturating_sub(LONGEST_DESCRIPTION).max(first);
    let described = tokens[from..comma].iter().rev();
    let mut described = described.take_while(|it| is_part_of_description(it));
    closes && described.any(is_role)
}

/// "Eirik Solvang from the Upland Farmers’ Union", "… of the University of Marrick"
fn comes_from_body(reading: &Reading<'_>, tokens: &[Token], end: usize) -> bool {
    let Some(joint) = tokens.get(end).filter(|it| it.is_word()) else {
        return false;
    };
    let article = tokens.get(end + 1).is_some_and(|it| it.is(ARTICLE));
    let body = tokens.get(end + 1 + usize::from(article));
    let body = body.is_some_and(|it| it.is_word() && it.is(CAPITAL) && !it.is(PLACE));
    let from = reading.words.text(joint.word) == "from";
    body && (from || article && joint.is(OF))
}

fn is_role(token: &Token) -> bool {
    token.is_word() && token.is(ROLE) && !token.is(PLURAL_HUMAN.or(FINAL_S).or(GIVEN))
}

/// Whether a description before a name goes on over a token: a clause does not.
fn is_part_of_description(token: &Token) -> bool {
    let acts = token.is(CUE_VERB.or(AUXILIARY)) && !token.is(ROLE.or(CAPITAL).or(CUE_NOUN));
    !token.is_segment() && !token.is_any_mark(".:;?!—–") && !acts
}
