//! Labels: of turns ("SO:", "Moderator:", "THE COURT:"), which name somebody whatever words they are made
//! of, and of quotations in lists of voices ("Ann Roe, 41, driver: “…”").

use std::ops::Range;

use super::{Mention, MentionKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Token;
use crate::quotes::turns::voices::names;

/// Adds what the label of a paragraph names to its mentions, if none of them is that.
pub fn add(reading: &Reading<'_>, paragraph: usize, found: &mut Vec<Mention>) {
    let Some(label) = reading.label_of(paragraph) else {
        return;
    };
    let known = found.iter_mut().rfind(|it| names(it, label));
    if let Some(known) = known {
        if matches!(known.kind, MentionKind::Acronym | MentionKind::Place) {
            known.kind = MentionKind::Single;
        }
        return;
    }
    let all = reading.paragraphs[paragraph].tokens.clone();
    let within = |it: &usize| label.covers(reading.tokens[*it].span());
    let own: Vec<usize> = all.filter(within).collect();
    let words = own.iter().filter(|it| reading.tokens[**it].is_word());
    let (Some(&first), Some(&last), Some(&head)) =
        (own.first(), own.last(), words.clone().next_back())
    else {
        return;
    };
    let tokens = first..last + 1;
    found.push(Mention {
        paragraph,
        span: label,
        sentence: reading.tokens[first].sentence,
        kind: MentionKind::Single,
        head: reading.tokens[head].word,
        head_classes: reading.tokens[head].classes,
        name: tokens.clone(),
        honorific: None,
        possessive: false,
        quoted: false,
        antecedent: None,
        tokens,
    });
}

/// A role behind a name in a label has at most so many tokens.
const LONGEST_ROLE: usize = 16;

/// The segment that a label in the paragraph leads to, and the mention that labels it. `found` are the
/// paragraph's mentions.
pub fn of_segment(
    reading: &Reading<'_>,
    paragraph: usize,
    found: &[Mention],
) -> Option<(usize, usize)> {
    let tokens = reading.paragraphs[paragraph].tokens.clone();
    let first = found.iter().position(is_somebody)?;
    let before = list_mark(reading, tokens.clone());
    if found[first].tokens.start == before {
        let segment = before_segment(reading, tokens, &found[first])?;
        return Some((segment, first));
    }
    let named = found[..]
        .iter()
        .position(|it| it.kind == MentionKind::Person)?;
    let segment = below(reading, paragraph, &found[named])?;
    Some((segment, named))
}

/// Whether a mention names a human being, as far as is known.
fn is_somebody(mention: &Mention) -> bool {
    mention.kind.can_be_person() || mention.kind == MentionKind::Acronym
}

/// Where the words of an item begin, behind its number or bullet.
fn list_mark(reading: &Reading<'_>, tokens: Range<usize>) -> usize {
    let number = |it: &Token| {
        reading
            .slice(it.span())
            .bytes()
            .all(|it| it.is_ascii_digit())
    };
    let mark = |it: &Token| it.is_any_mark(".)•·*#") || it.is_dash() || it.is_word() && number(it);
    let marks = reading.tokens[tokens.clone()].iter().take(3);
    tokens.start + marks.take_while(|it| mark(it)).count()
}

/// "Ann Roe, 41, driver: “…”", "ROE: “…”": the segment that nothing but a role and a colon part from a
/// name, if it is all that is said in the paragraph. A name alone wants capitals.
fn before_segment(reading: &Reading<'_>, tokens: Range<usize>, name: &Mention) -> Option<usize> {
    let role = name.tokens.end..tokens.end;
    let colon = reading.tokens[role.clone()]
        .iter()
        .position(|it| it.is_mark(':'))?;
    let segment = reading.tokens[role.clone()].get(colon + 1)?.segment()?;
    let capitals = || {
        let mut words = reading.tokens[name.tokens.clone()].iter();
        words.all(|it| !it.is_word() || it.is(UPPER.or(INITIAL)))
    };
    let rest = role.start + colon + 1..tokens.end;
    let alone = !reading.tokens[rest].iter().any(Token::is_word);
    let role = role.start..role.start + colon;
    let fits = if role.is_empty() {
        capitals()
    } else {
        is_role(reading, role)
    };
    (alone && fits).then_some(segment)
}

/// Whether tokens are a role or a place behind a name: in brackets or behind a comma, without a verb.
fn is_role(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let opens = reading.tokens[tokens.start].is_any_mark(",([");
    let mut own = reading.tokens[tokens.clone()].iter();
    let verb = |it: &Token| {
        it.is_segment()
            || it.is_word() && it.is(CUE_VERB.or(AUXILIARY)) && !it.is(HUMAN.or(CAPITAL))
    };
    opens && tokens.len() <= LONGEST_ROLE && !own.any(verb)
}

/// "From the desk of Ann Roe, chief analyst:": the segment that opens the paragraph below, if this one
/// says nothing but whose it is.
fn below(reading: &Reading<'_>, paragraph: usize, name: &Mention) -> Option<usize> {
    let it = &reading.paragraphs[paragraph];
    let own = &reading.tokens[it.tokens.clone()];
    let ends = own.last()?.is_mark(':') && it.segments.is_empty() && own.len() <= 2 * LONGEST_ROLE;
    let verb =
        |it: &Token| it.is_word() && it.is(CUE_VERB.or(AUXILIARY)) && !it.is(HUMAN.or(CAPITAL));
    let before = reading.before(paragraph, name.tokens.start)?;
    let from = before.is_word() && matches!(reading.words.text(before.word), "from" | "of" | "by");
    let next = reading.paragraphs.get(paragraph + 1)?;
    let opens = reading.tokens[next.tokens.clone()].first()?.segment()?;
    let alone = !reading.tokens[next.tokens.clone()]
        .iter()
        .any(Token::is_word);
    (ends && from && alone && !own.iter().any(verb)).then_some(opens)
}
