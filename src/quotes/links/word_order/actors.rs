//! Who acts in a sentence, to be the subject of what its verbs are followed by: "Roe rang Poe and told
//! him".

use super::Pass;
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, MentionKind};
use crate::quotes::tokens::Token;

/// What comes before "of" and those of whom there are so many, but for plurals ("dozens").
const HOW_MANY: [&str; 4] = ["group", "crowd", "handful", "number"];
/// What comes before a number.
const ABOUT: [&str; 6] = ["about", "around", "nearly", "almost", "roughly", "over"];

impl Pass<'_, '_> {
    /// "Roe rang Poe and told him": who acts, to be the subject of what comes after "and".
    pub(super) fn note_subject(&mut self, at: usize, token: &Token) {
        let subject = self.mention_until(at).or_else(|| self.set_off(at));
        let subject = subject.filter(|&it| {
            let mention = self.mention(it);
            let place = matches!(mention.kind, MentionKind::Place);
            !place && !mention.possessive && self.opens_clause(mention)
        });
        if let Some(subject) = subject.filter(|_| !token.is(CAPITAL) && !self.is_passive(at)) {
            let start = self.reading.sentence(self.paragraph, token.sentence).start;
            let owner = self.phrase_before_preposition(subject, start);
            self.last_actor = Some((token.sentence, owner.unwrap_or(subject)));
        }
    }

    /// Whether what stands before a mention is no verb or preposition that it is the object of.
    pub(super) fn opens_clause(&self, mention: &Mention) -> bool {
        let start = self.start_of_quantity(mention.tokens.start);
        let before = self.reading.before(self.paragraph, start);
        let Some(before) = before.filter(|it| it.sentence == mention.sentence) else {
            return true;
        };
        let joins = before.is(CONJOINS) && !before.is(JOINS_PHRASES);
        let plain = before.is(FUNCTION) && !before.is(PREPOSITION.or(DETERMINER));
        !before.is_word() || joins && !self.is_coordinate(mention) || plain
    }

    /// "hundreds of demonstrators", "about 200 demonstrators": where what starts at `at` starts with
    /// the words that say how many.
    fn start_of_quantity(&self, at: usize) -> usize {
        let before = |back: usize| {
            let token = self.reading.before(self.paragraph, at.checked_sub(back)?)?;
            token.is_word().then_some(token)
        };
        let text = |it: &Token| self.reading.words.text(it.word);
        let Some(first) = before(0).filter(|it| it.is(FUNCTION.or(ADVERB).or(LY))) else {
            return at;
        };
        if first.is(OF) {
            let many = before(1).is_some_and(|it| it.is(FINAL_S) || HOW_MANY.contains(&text(it)));
            return if many { at - 2 } else { at };
        }
        at - usize::from(ABOUT.contains(&text(first)))
    }

    /// "Roe and other leaders": whether another mention stands before the "and" before this one.
    pub(super) fn is_coordinate(&self, mention: &Mention) -> bool {
        let and = mention.tokens.start.checked_sub(1);
        and.is_some_and(|it| self.mention_until(it).is_some())
    }

    /// "Then he cut in, calling": the name or pronoun right before what must be its verb, at the start
    /// of the sentence that starts at `start`.
    pub(super) fn opener(&self, start: usize) -> Option<usize> {
        let joins =
            |at: usize| self.is(at, ADVERB.or(CONJOINS)) || self.is_any_of(at, &["but", "so"]);
        let at = start + usize::from(joins(start));
        let opener = self.mention_from(at)?;
        let mention = self.mention(opener);
        let person = mention.kind.is_name() || mention.head_classes.any(HE.or(THEY).or(I));
        let plain = self.is_content(mention.tokens.end) && !self.is(mention.tokens.end, CAPITAL);
        (person && plain && !mention.possessive).then_some(opener)
    }
}
