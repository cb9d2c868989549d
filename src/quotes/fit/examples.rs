//! Labelled articles to examples: for each segment the possible answers, and which are right.

use super::super::cast::Entity;
use super::super::choose::{Answer, Chooser, Key, Previous};
use super::super::features::Feature;
use super::super::lexicon::classes::*;
use super::super::lexicon::{self, Words};
use super::super::mentions::MentionKind;
use super::super::resolve::{self, Listener, Referents};
use super::super::stretches::Stretch;
use super::super::weights::Weights;
use super::super::{Analysis, explore};
use super::descent::Example;
use super::gold::{Article, Label, LabelKind};

/// What an article teaches.
pub struct Lessons {
    /// Whom its pronouns stand for.
    pub pronouns: Vec<Example<Feature>>,
    /// Who says its segments.
    pub segments: Vec<Example<Feature>>,
}

/// The examples of an article, its pronouns resolved by `weights`.
pub fn of_article(article: &Article, weights: &Weights) -> Lessons {
    let analysis = explore(
        &article.story,
        &Stretch::whole(&article.story),
        Analysis::default(),
    );
    let found = analysis.found();
    let mut lessons = PronounLessons {
        meant: labelled_pronouns(article, &analysis),
        examples: Vec::new(),
        times: article.times,
    };
    let mut referents = Referents::default();
    resolve::resolve(found, weights, &mut lessons, &mut referents);
    let chooser = Chooser {
        found,
        referents: &referents,
        weights,
    };
    let mut segments = Vec::new();
    let mut previous: Option<(Previous, &Label)> = None;
    for segment in 0..analysis.reading.segments.len() {
        let inner = analysis.reading.segments[segment].inner;
        let label = article
            .quotes
            .iter()
            .find(|it| it.is_of(inner, &article.story));
        let lesson = Lesson::new(&chooser, segment, label, previous.as_ref());
        if let Some(example) = lesson.example(&chooser, previous.as_ref().map(|it| &it.0)) {
            let times = article.times;
            segments.push(Example { times, ..example });
        }
        previous = lesson.previous(&chooser, previous);
    }
    Lessons {
        pronouns: lessons.examples,
        segments,
    }
}

/// Learns from the pronouns whose person the labels tell.
struct PronounLessons {
    /// Mentions with the entities that are right.
    meant: Vec<(usize, Vec<usize>)>,
    examples: Vec<Example<Feature>>,
    /// How often each counts.
    times: f32,
}

impl Listener for PronounLessons {
    fn ranked(
        &mut self,
        mention: usize,
        options: &[usize],
        features: &[Vec<Feature>],
        best: usize,
    ) -> usize {
        let Some((_, meant)) = self.meant.iter().find(|it| it.0 == mention) else {
            return best;
        };
        let right: Vec<bool> = options.iter().map(|it| meant.contains(it)).collect();
        let Some(first) = right.iter().position(|&it| it) else {
            return best;
        };
        self.examples.push(Example {
            times: self.times,
            answers: features.to_vec(),
            right,
        });
        first
    }
}

fn labelled_pronouns(article: &Article, analysis: &Analysis<'_>) -> Vec<(usize, Vec<usize>)> {
    let usable = |it: &&Label| {
        it.by_pronoun && it.by_person && it.reliable && it.kind == LabelKind::Quotation
    };
    let mut res = Vec::new();
    for label in article.quotes.iter().filter(usable) {
        let Some(source) = label.source else { continue };
        for (at, mention) in analysis.mentions.all.iter().enumerate() {
            let pronoun = mention.kind == MentionKind::Pronoun
                && mention.head_classes.any(HE.or(HIS).or(HIM));
            if pronoun && mention.span.meet(source).is_some() {
                let people = analysis.cast.entities.iter().enumerate();
                let fits = people.filter(|(_, it)| {
                    it.kind.can_be_person()
                        && is_named(it, &label.speakers, &analysis.reading.words)
                });
                res.push((at, fits.map(|(number, _)| number).collect()));
            }
        }
    }
    res
}

/// Whether any of `names` can be the name of `entity`.
pub fn is_named(entity: &Entity, names: &[String], words: &Words) -> bool {
    names.iter().any(|name| {
        let parts: Vec<String> = name.split_whitespace().map(lexicon::folded).collect();
        let has_suffix = parts
            .iter()
            .any(|it| lexicon::listed_classes(it).any(SUFFIX));
        let plain: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|it| !lexicon::listed_classes(it).any(SUFFIX.or(HONORIFIC)))
            .collect();
        let (Some(first), Some(last)) = (plain.first(), plain.last()) else {
            return false;
        };
        let (own_first, own_last) = (words.text(entity.first), words.text(entity.last));
        if plain.len() == 1 || entity.words == 1 {
            return own_last == *last || entity.words == 1 && own_first == *first;
        }
        own_last == *last
            && words.fits_given_name(entity.first, first)
            && entity.suffix == has_suffix
    })
}

/// What the labels say of one segment.
struct Lesson<'g> {
    segment: usize,
    label: Option<&'g Label>,
    answers: Vec<Answer>,
    right: Vec<bool>,
}

impl<'g> Lesson<'g> {
    fn new(
        chooser: &Chooser<'_, '_, '_>,
        segment: usize,
        label: Option<&'g Label>,
        previous: Option<&(Previous, &Label)>,
    ) -> Lesson<'g> {
        let facts = chooser.facts(segment);
        let mut answers = Vec::new();
        chooser.put_answers(&facts, previous.map(|it| &it.0), &mut answers);
        let right = match label {
            Some(label) if label.kind == LabelKind::Other => answers
                .iter()
                .map(|it| matches!(it, Answer::NoQuotation))
                .collect(),
            Some(label) if label.kind == LabelKind::Quotation => {
                right_answers(chooser, &answers, label, previous)
            }
            _ => vec![false; answers.len()],
        };
        Lesson {
            segment,
            label,
            answers,
            right,
        }
    }

    fn example(
        &self,
        chooser: &Chooser<'_, '_, '_>,
        previous: Option<&Previous>,
    ) -> Option<Example<Feature>> {
        if !self.right.contains(&true) {
            return None;
        }
        let facts = chooser.facts(self.segment);
        let features = |answer: &Answer| {
            let mut res = Vec::new();
            chooser.features(&facts, answer, previous, &mut |it| res.push(it));
            res
        };
        Some(Example {
            times: 1.0,
            answers: self.answers.iter().map(features).collect(),
            right: self.right.clone(),
        })
    }

    /// The quotation before the next segment, as the labels have it.
    fn previous(
        &self,
        chooser: &Chooser<'_, '_, '_>,
        before: Option<(Previous, &'g Label)>,
    ) -> Option<(Previous, &'g Label)> {
        let Some(label) = self.label else {
            return before;
        };
        if label.kind == LabelKind::Other {
            return before.map(|(it, label)| {
                (
                    Previous {
                        then_none: true,
                        ..it
                    },
                    label,
                )
            });
        }
        if label.kind != LabelKind::Quotation || label.source.is_none() {
            return before;
        }
        let right = self
            .answers
            .iter()
            .zip(&self.right)
            .filter(|it| *it.1)
            .map(|it| it.0);
        let named = right.clone().find_map(|it| match it {
            Answer::Pair(pair) => Some((chooser.key(pair.mention), pair.mention)),
            _ => before.map(|it| (it.0.key, it.0.mention)),
        });
        let (key, mention) = named
            .or(before.map(|it| (Key::Phrase(0), it.0.mention)))
            .unwrap_or((Key::Phrase(0), 0));
        let cast = chooser.found.cast.entities.iter();
        let known = label.reliable && label.by_person;
        let meant = cast.clone().position(|it| {
            known
                && it.kind.can_be_person()
                && is_named(it, &label.speakers, &chooser.found.reading.words)
        });
        let key = meant.map_or(key, Key::Entity);
        Some((
            Previous {
                segment: self.segment,
                key,
                mention,
                probability: 1.0,
                then_none: false,
            },
            label,
        ))
    }
}

/// The answers that lead to the labelled source.
fn right_answers(
    chooser: &Chooser<'_, '_, '_>,
    answers: &[Answer],
    label: &Label,
    previous: Option<&(Previous, &Label)>,
) -> Vec<bool> {
    let mut res = vec![false; answers.len()];
    let Some(source) = label.source else {
        return res;
    };
    let all = &chooser.found.mentions.all;
    let mention = |at: usize| match &answers[at] {
        Answer::Pair(pair) => Some(pair.mention),
        _ => None,
    };
    let hits: Vec<usize> = (0..answers.len())
        .filter(|&at| mention(at).is_some_and(|it| all[it].span.meet(source).is_some()))
        .collect();
    for at in best_hits(chooser, &hits, &mention, label) {
        res[at] = true;
    }
    let found = res.contains(&true);
    let goes_on = answers.iter().position(|it| matches!(it, Answer::GoesOn));
    if let (Some(at), Some((_, before))) = (goes_on, previous) {
        let same_source = before.source.is_some_and(|it| it.start() == source.start());
        let same_attribution =
            before.attribution.is_some() && before.attribution == label.attribution;
        let same_speaker =
            !label.speakers.is_empty() && before.speakers.first() == label.speakers.first();
        let apart =
            (!found || !label.cue_in_sentence) && same_speaker && label.reliable && before.reliable;
        res[at] = same_source || same_attribution || apart;
    }
    res
}

/// Of the mentions within a labelled source those that stand for it: the speaker's name, else the first.
fn best_hits(
    chooser: &Chooser<'_, '_, '_>,
    hits: &[usize],
    mention: &impl Fn(usize) -> Option<usize>,
    label: &Label,
) -> Vec<usize> {
    let all = &chooser.found.mentions.all;
    let at_mention = |at: &usize| mention(*at).map(|it| &all[it]);
    let long = label.source.is_some_and(|it| it.len() >= 8);
    let pronoun = |at: &usize| at_mention(at).is_some_and(|it| it.kind == MentionKind::Pronoun);
    let stands = |at: &usize| {
        !pronoun(at) || !long || at_mention(at).is_some_and(|it| it.head_classes.any(WHO.or(HE)))
    };
    let big: Vec<usize> = hits.iter().copied().filter(stands).collect();
    if big.is_empty() {
        return hits.to_vec();
    }
    if label.by_person && label.reliable {
        let names = |at: &usize| {
            let key = mention(*at).map(|it| chooser.key(it));
            let entity = key
                .and_then(Key::entity)
                .map(|it| &chooser.found.cast.entities[it]);
            entity.is_some_and(|it| is_named(it, &label.speakers, &chooser.found.reading.words))
        };
        let named: Vec<usize> = big
            .iter()
            .copied()
            .filter(|at| names(at) || pronoun(at))
            .collect();
        return if named.is_empty() { big } else { named };
    }
    let first = big
        .iter()
        .filter_map(at_mention)
        .map(|it| it.tokens.start)
        .min();
    big.iter()
        .copied()
        .filter(|at| at_mention(at).map(|it| it.tokens.start) == first)
        .collect()
}
