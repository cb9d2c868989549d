//! Somebody without a name who speaks, and whom "he" or "she" stands for afterwards: "A neighbour
//! said she saw smoke. “It was black,” she said."

use super::{Cast, Gender};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;

/// Words between a phrase and its verb are at most so many tokens ("who did not want to be named").
const LONGEST_CLAUSE: usize = 14;
/// Whoever speaks so is forgotten after so many paragraphs.
const REMEMBERED: usize = 2;

/// Finds whom pronouns stand for that follow such a phrase, before anybody else is named.
pub fn find(reading: &Reading<'_>, mentions: &mut Mentions, cast: &Cast) {
    let mut speaker: Option<usize> = None;
    let mut paragraph = 0;
    for at in 0..mentions.all.len() {
        let mention = &mentions.all[at];
        if mention.quoted {
            continue;
        }
        if speaker.is_some() && mention.paragraph > paragraph + REMEMBERED {
            speaker = None;
        }
        if mention.kind == MentionKind::Pronoun && mention.head_classes.any(HE) {
            let meant = speaker.filter(|&it| agree(&mentions.all[it], mention));
            if meant.is_some() && mention.antecedent.is_none() {
                paragraph = mention.paragraph;
                mentions.all[at].antecedent = meant;
            }
        } else if is_unnamed_speaker(reading, mentions, cast, at) {
            (speaker, paragraph) = (Some(at), mention.paragraph);
        } else if may_be_meant(mentions, cast, at) {
            speaker = None;
        }
    }
}

/// Whether no gender tells a phrase and a pronoun apart.
fn agree(phrase: &Mention, pronoun: &Mention) -> bool {
    let [a, b] = [phrase, pronoun].map(|it| Gender::of_word(it.head_classes));
    a.is_none() || a == b
}

/// "A neighbour … said": one human being, introduced without a name, who opens a sentence and speaks.
fn is_unnamed_speaker(reading: &Reading<'_>, mentions: &Mentions, cast: &Cast, at: usize) -> bool {
    let mention = &mentions.all[at];
    if mention.kind != MentionKind::Phrase {
        return false;
    }
    let first = &reading.tokens[mention.tokens.start];
    let one = || {
        let word = || reading.words.text(first.word);
        first.is(DETERMINER) && matches!(word(), "a" | "an" | "one" | "another")
    };
    let not_one = BODY.or(QUANTIFIER).or(FUNCTION);
    let human = mention.head_classes.any(HUMAN.or(EPITHET)) && !mention.head_classes.any(not_one);
    let single = !mention.head_classes.any(PLURAL_HUMAN);
    let before = reading.before(mention.paragraph, mention.tokens.start);
    let opens = before.is_none_or(|it| it.sentence != mention.sentence);
    human
        && single
        && mention.antecedent.is_none()
        && cast.of_mention[at].is_none()
        && opens
        && one()
        && speaks(reading, mention)
        && !is_then_named(reading, mentions, at)
}

/// "A neighbour, Ann Roe, said"
fn is_then_named(reading: &Reading<'_>, mentions: &Mentions, at: usize) -> bool {
    let phrase = &mentions.all[at];
    let mut after = mentions.all[at + 1..].iter().take(4);
    after.any(|it| {
        let near = it.paragraph == phrase.paragraph && it.sentence == phrase.sentence;
        let before = reading.before(it.paragraph, it.tokens.start);
        near && it.kind.is_name() && before.is_some_and(|it| it.is_mark(','))
    })
}

/// Whether a verb of saying follows within the sentence, over a relative clause.
fn speaks(reading: &Reading<'_>, mention: &Mention) -> bool {
    let from = mention.tokens.end;
    let mut after = (from..from + LONGEST_CLAUSE).map_while(|it| {
        let token = reading.within(mention.paragraph, it);
        token.filter(|it| it.sentence == mention.sentence && !it.is_segment())
    });
    after.any(|it| it.is(SAY.or(STRONG)) && it.is(PAST.or(PRESENT)))
}

/// Whether a mention may take the pronouns that follow.
fn may_be_meant(mentions: &Mentions, cast: &Cast, at: usize) -> bool {
    let mention = &mentions.all[at];
    let person = cast.of_mention[at].is_some_and(|it| cast.entities[it].kind.can_be_person());
    let other = mention.kind == MentionKind::Phrase
        && mention.head_classes.any(EPITHET)
        && !mention.head_classes.any(PLURAL_HUMAN);
    !mention.possessive && (person && mention.kind != MentionKind::Modifier || other)
}
