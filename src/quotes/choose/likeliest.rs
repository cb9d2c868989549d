//! Weighed answers to a decision: answers that lead to one speaker are added up.

use super::facts::Facts;
use super::{Answer, Chooser, Decision, Key, Previous};
use crate::quotes::lexicon::classes::WHO;
use crate::quotes::links::Link;

/// About three in a hundred labels are not met even where everything speaks for one speaker.
const SUREST: f32 = 0.97;

impl Chooser<'_, '_, '_> {
    /// The likeliest speaker, all answers that lead to one being added up.
    pub(super) fn best(
        &self,
        facts: &Facts,
        answers: &[Answer],
        scores: &[f32],
        previous: Option<&Previous>,
        room: &mut Room,
    ) -> Decision {
        let Room { readings, masses } = room;
        self.put_readings(answers, scores, previous, readings);
        let (key, share) = likeliest(facts, readings, masses);
        let of_speaker = readings.iter().rev().filter(|it| it.key == key);
        let heaviest = |a: &&Reading, b: &&Reading| a.score.total_cmp(&b.score);
        let best = of_speaker.clone().max_by(heaviest);
        let answer = best.map_or(Answer::NoQuotation, |it| answers[it.answer]);
        let certainty = best.map_or(1.0, |it| it.certainty);
        let mention = match (answer, previous) {
            (Answer::Pair(pair), _) => Some(self.stands_for(pair.mention)),
            (Answer::GoesOn, Some(previous)) => Some(previous.mention),
            _ => None,
        };
        let link = |it: &&Reading| self.link_of(&answers[it.answer], mention);
        let linked = of_speaker.filter(|it| link(it).is_some()).max_by(heaviest);
        Decision {
            is_utterance: facts.is_utterance() || facts.chanted || facts.called,
            answer,
            key,
            mention,
            probability: share * certainty,
            link: linked.and_then(|it| link(&it)),
        }
    }

    /// Makes `res` the speakers that the answers lead to. An answer whose pronoun may stand for two
    /// people leads to both.
    fn put_readings(
        &self,
        answers: &[Answer],
        scores: &[f32],
        previous: Option<&Previous>,
        res: &mut Vec<Reading>,
    ) {
        res.clear();
        for (at, answer) in answers.iter().enumerate() {
            let key = self.key_of(answer, previous);
            let mut first = Reading {
                answer: at,
                key,
                score: scores[at],
                certainty: 1.0,
            };
            match (answer, previous) {
                (Answer::Pair(pair), _) => {
                    first.certainty = SUREST * self.referents.certainty[pair.mention];
                    if let Some((second, share)) = self.referents.second[pair.mention] {
                        res.push(Reading {
                            key: Some(Key::Entity(second)),
                            score: first.score + share.ln(),
                            certainty: SUREST,
                            ..first
                        });
                        first.score += (1.0 - share).ln();
                        first.certainty /= 1.0 - share;
                    }
                }
                (Answer::GoesOn, Some(previous)) => first.certainty = previous.probability,
                _ => {}
            }
            res.push(first);
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

/// Room for what is weighed for one segment.
#[derive(Default)]
pub(super) struct Room {
    readings: Vec<Reading>,
    /// What speaks for each speaker.
    masses: Vec<(Option<Key>, f32)>,
}

/// A speaker that an answer leads to.
#[derive(Clone, Copy)]
struct Reading {
    /// The place of the answer.
    answer: usize,
    /// The speaker; `None` for no quotation.
    key: Option<Key>,
    /// What speaks for it.
    score: f32,
    /// How sure it is that the answer leads there.
    certainty: f32,
}

/// The speaker with the largest share of all weight; `None` for no quotation.
fn likeliest(
    facts: &Facts,
    readings: &[Reading],
    masses: &mut Vec<(Option<Key>, f32)>,
) -> (Option<Key>, f32) {
    let top = readings.iter().map(|it| it.score).fold(f32::MIN, f32::max);
    masses.clear();
    let mut total = 0.0;
    for Reading { key, score, .. } in readings {
        let mass = (score - top).exp();
        total += mass;
        match masses.iter_mut().find(|it| it.0 == *key) {
            Some(known) => known.1 += mass,
            None => masses.push((*key, mass)),
        }
    }
    if facts.is_utterance() && masses.len() > 1 {
        masses.retain(|it| it.0.is_some());
    }
    let best = masses.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    best.map_or((None, 0.0), |it| (it.0, it.1 / total))
}
