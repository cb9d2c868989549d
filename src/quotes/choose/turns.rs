//! Turns of transcripts and interviews: whose they are is known before anything is weighed.

use super::facts::Facts;
use super::{Answer, Chooser, Decision, Pair};
use crate::quotes::turns::Role;

/// How sure a label is.
const BY_LABEL: f32 = 0.97;
/// How sure it is who answers the questions of an interview.
const BY_ANSWERING: f32 = 0.88;

impl Chooser<'_, '_, '_> {
    /// The decision for a segment that is a turn; `None` for what is weighed.
    pub(super) fn of_turn(&self, facts: &Facts) -> Option<Decision> {
        let role = self.found.reading.turn_of(facts.segment)?;
        if role == Role::SetOff {
            return None;
        }
        let mention = self.transcript_name(facts.segment);
        let answer = mention.map(|mention| Pair {
            mention,
            key: self.key(mention),
            link: None,
        });
        let sure = match role {
            Role::Labelled => BY_LABEL,
            _ => BY_ANSWERING,
        };
        Some(Decision {
            answer: answer.map_or(Answer::NoQuotation, Answer::Pair),
            key: answer.map(|it| it.key),
            mention,
            probability: mention.map_or(0.0, |it| sure * self.referents.certainty[it]),
            is_utterance: true,
            link: None,
        })
    }

    /// Whether a segment is of an interview and has no label.
    pub(super) fn is_unlabelled_turn(&self, segment: usize) -> bool {
        let role = self.found.reading.turn_of(segment);
        matches!(role, Some(Role::Question | Role::Answer))
    }
}
