//! What may stand between a subject and its verb: adverbs, times ("Roe last week said"), a clause set
//! off by commas.

use super::Pass;
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::Token;

/// A time between a subject and its verb has at most so many tokens ("on Monday night").
const LONGEST_TIME: usize = 4;
/// What a time opens with.
const OPENS_TIME: [&str; 8] = [
    "last", "next", "this", "that", "earlier", "later", "on", "in",
];

impl Pass<'_, '_> {
    /// Where the words end that stand before the verb at `at`, less adverbs and times.
    pub(super) fn end_of_subject(&self, at: usize, start: usize) -> usize {
        let mut end = at;
        while end > start && self.mention_until(end).is_none() {
            let time = self.start_of_time(end, start);
            match () {
                () if time < end => end = time,
                () if self.is_skipped(end - 1) => end -= 1,
                () => break,
            }
        }
        end
    }

    /// "Roe last week said", "Roe on Monday night said": where the time starts that ends at `end`;
    /// `end` if there is none.
    fn start_of_time(&self, end: usize, start: usize) -> usize {
        let mut at = end;
        while at > start && end - at < LONGEST_TIME && self.is_of_time(at - 1) {
            at -= 1;
        }
        let noun = at < end && self.is(end - 1, TIME.or(CALENDAR));
        let opened = noun && (self.is(at, FUNCTION) || self.is(end - 1, CALENDAR));
        if opened { at } else { end }
    }

    /// Whether a word may be part of a time.
    fn is_of_time(&self, at: usize) -> bool {
        let opens =
            |it: &Token| it.is(FUNCTION) && OPENS_TIME.contains(&self.reading.words.text(it.word));
        self.is(at, TIME.or(CALENDAR)) || self.token(at).is_some_and(opens)
    }

    /// Words that may stand between a subject and its verb.
    fn is_skipped(&self, at: usize) -> bool {
        self.is(
            at,
            ADVERB
                .or(AUXILIARY)
                .or(LY)
                .or(CALENDAR)
                .or(BETWEEN_SUBJECT_AND_VERB),
        )
    }

    /// "Roe, who is the mayor, rang": what opens the sentence of the verb at `at`, set off from it
    /// by commas.
    pub(super) fn set_off(&self, at: usize) -> Option<usize> {
        let comma = |at: usize| self.token(at).is_some_and(|it| it.is_mark(','));
        let start = self
            .reading
            .sentence(self.paragraph, self.token(at)?.sentence)
            .start;
        let subject = self
            .mention_from(start)
            .filter(|_| at > start && comma(at - 1))?;
        let end = self.mention(subject).tokens.end;
        (comma(end) && end + 1 < at).then_some(subject)
    }
}
