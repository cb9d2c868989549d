//! Weighed answers to a decision: answers that lead to one speaker are added up.

use super::facts::Facts;
use super::{Answer, Chooser, Decision, Key, Previous};
use crate::quotes::lexicon::classes::WHO;
use crate::quotes::links::Link;

/// A longer segment is no quotation only if that is likelier than all speakers together.
const MOSTLY: f32 = 0.5;
/// The shortest such segment, as a value of `LENGTH`: two words.
const LONG: u8 = 1;

impl Chooser<'_, '_, '_> {
    /// The likeliest speaker, all answers that lead to one being added up.
    pub(super) fn best(
        &self,
        facts: &Facts,
        answers: &[Answer],
        scores: &[f32],
        previous: Option<&Previous>,
    ) -> Decision {
        let keys: Vec<Option<Key>> = answers.iter().map(|it| self.key_of(it, previous)).collect();
        let spoken_of: Vec<f32> = (0..keys.len())
            .map(|at| scores[at] + self.by_rule(facts, &answers[at], keys[at], previous))
            .collect();
        let scores = &spoken_of;
        let (key, share) = likeliest(facts, &keys, scores);
        let of_speaker = (0..answers.len()).rev().filter(|&at| keys[at] == key);
        let heaviest = |a: &usize, b: &usize| scores[*a].total_cmp(&scores[*b]);
        let best = of_speaker.clone().max_by(heaviest);
        let answer = best.map_or(Answer::NoQuotation, |at| answers[at]);
        let (mention, certainty) = match (answer, previous) {
            (Answer::Pair(pair), _) => (
                Some(self.stands_for(pair.mention)),
                self.referents.certainty[pair.mention],
            ),
            (Answer::GoesOn, Some(previous)) => (Some(previous.mention), previous.probability),
            _ => (None, 1.0),
        };
        let link = |at: &usize| self.link_of(&answers[*at], mention);
        let linked = of_speaker.filter(|at| link(at).is_some()).max_by(heaviest);
        Decision {
            is_utterance: facts.is_utterance(),
            answer,
            key,
            mention,
            probability: share * certainty,
            link: linked.and_then(|at| link(&at)),
        }
    }

    /// The word of saying of an answer that names the speaker by `mention`.
    fn link_of(&self, answer: &Answer, mention: Option<usize>) -> Option<Link> {
        match answer {
            Answer::Pair(pair) if Some(self.stands_for(pair.mention)) == mention => pair.link,
            _ => None,
        }
    }

    /// The mention itself, or the one that "who" stands for.
    fn stands_for(&self, mention: usize) -> usize {
        let it = &self.mentions().all[mention];
        it.antecedent
            .filter(|_| it.head_classes.any(WHO))
            .unwrap_or(mention)
    }
}

/// The speaker with the largest share of all weight; `None` for no quotation.
fn likeliest(facts: &Facts, keys: &[Option<Key>], scores: &[f32]) -> (Option<Key>, f32) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut masses: Vec<(Option<Key>, f32)> = Vec::with_capacity(keys.len());
    let mut total = 0.0;
    for (key, score) in keys.iter().zip(scores) {
        let mass = (score - top).exp();
        total += mass;
        match masses.iter_mut().find(|it| it.0 == *key) {
            Some(known) => known.1 += mass,
            None => masses.push((*key, mass)),
        }
    }
    let none = masses.iter().find(|it| it.0.is_none());
    let none = none.map_or(0.0, |it| it.1);
    let long = facts.length >= LONG && !facts.title_case && !facts.near_work;
    let spoken = facts.is_utterance() || long && none <= MOSTLY * total;
    if spoken && masses.len() > 1 {
        masses.retain(|it| it.0.is_some());
    }
    let best = masses.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    best.map_or((None, 0.0), |it| (it.0, it.1 / total))
}
