//! Answers to a reporter's question in a paragraph of its own. It asks "you", or nobody by name: who
//! answers is whom the story is about.

use super::facts::Facts;
use super::{Chooser, Key, Previous, QUESTION};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::MentionKind;

impl Chooser<'_, '_, '_> {
    /// Whether the paragraph before is a reporter's question, without speech of its own.
    pub(super) fn answers_question(&self, facts: &Facts) -> bool {
        let Some(before) = facts.paragraph.checked_sub(1).filter(|_| facts.before == 0) else {
            return false;
        };
        let quoted = !self.found.reading.paragraphs[before].segments.is_empty();
        self.paragraph_end(before) == QUESTION && !quoted
    }

    /// The first mention of whoever is asked in the question before a segment, where it names nobody.
    pub(super) fn interviewed(&self, facts: &Facts) -> Option<usize> {
        if !self.answers_question(facts) || facts.cued {
            return None;
        }
        let question = facts.paragraph - 1;
        let about = |it: &usize| {
            let mention = &self.mentions().all[*it];
            mention.kind != MentionKind::Modifier
                && (mention.kind.is_name() || mention.head_classes.any(HE.or(HIM)))
        };
        let tokens = self.found.reading.paragraphs[question].tokens.clone();
        let you = self.found.reading.tokens[tokens].iter().any(|it| {
            it.is(FIRST_PERSON) && self.found.reading.words.text(it.word).starts_with("you")
        });
        let mut mentions = self.mentions().of_paragraph[question].clone().take(8);
        let asked = you || !mentions.any(|it| about(&it));
        let main = self.found.cast.main_person.filter(|_| asked);
        main.filter(|&it| self.mentions().all[it].paragraph < question)
    }

    /// Whether `key` is who is asked, or goes on answering.
    pub(super) fn is_interviewed(
        &self,
        facts: &Facts,
        key: Option<Key>,
        previous: Option<&Previous>,
    ) -> bool {
        let Some(interviewed) = facts.interviewed else {
            return false;
        };
        let before = previous.filter(|it| {
            let paragraph = self.found.reading.segments[it.segment].paragraph;
            facts.paragraph - paragraph <= 2
        });
        key == Some(before.map_or(self.key(interviewed), |it| it.key))
    }
}
