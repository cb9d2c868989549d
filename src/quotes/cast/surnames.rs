//! Surnames that are titles, places or words of bodies elsewhere ("King", "York", "Hall").

use super::name_words;
use crate::quotes::lexicon::Word;
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::map::WordSet;
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;

/// What a lone word is taken for when no person of the story is called so.
const TAKEN_FOR: Classes = TITLE.or(PLACE).or(STANDALONE).or(ORGANISATION);

/// Makes a lone such word the name of a person where the story has one of that surname.
pub fn restore(reading: &Reading<'_>, mentions: &mut Mentions) {
    let people = mentions.all.iter();
    let people = people.filter(|it| it.kind == MentionKind::Person);
    let surnames: WordSet<Word> = people.filter_map(|it| surname(reading, it)).collect();
    if surnames.is_empty() {
        return;
    }
    for mention in &mut mentions.all {
        if surnames.contains(&mention.head) && stands_alone(reading, mention) {
            mention.kind = MentionKind::Single;
            mention.name = mention.tokens.clone();
            mention.honorific = None;
        }
    }
}

/// The surname of a full name, if it is a word that may be taken for something else.
fn surname(reading: &Reading<'_>, mention: &Mention) -> Option<Word> {
    let first = name_words(reading, mention.name.clone()).next()?;
    let last = name_words(reading, mention.name.clone()).last()?;
    let classes = reading.words.classes(last);
    let known = first != last && reading.words.classes(first).any(GIVEN);
    (known && classes.any(TAKEN_FOR) && !classes.any(CALENDAR)).then_some(last)
}

/// Whether a mention is one capitalised word, without an article.
fn stands_alone(reading: &Reading<'_>, mention: &Mention) -> bool {
    use MentionKind::*;
    let taken = matches!(
        mention.kind,
        Title | Place | Standalone | Organisation | People
    );
    let before = reading.before(mention.paragraph, mention.tokens.start);
    taken
        && mention.tokens.len() == 1
        && reading.tokens[mention.tokens.start].is(CAPITAL)
        && !before.is_some_and(|it| it.is(DETERMINER))
}
