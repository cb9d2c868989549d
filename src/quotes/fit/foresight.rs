//! How well weights foresee labels: a finer measure than how many answers are right.

use std::fmt;

use super::super::features::Feature;
use super::super::weights::Weights;
use super::descent::Example;
use super::examples;
use super::gold::Article;

/// How well `weights` foresee the labels of articles they were not fitted on.
#[derive(Default)]
pub struct Foresight {
    pronouns: Tally,
    segments: Tally,
}

#[derive(Default)]
struct Tally {
    examples: usize,
    nats: f64,
    right: usize,
}

impl Foresight {
    /// Adds an article.
    pub fn add(&mut self, article: &Article, weights: &Weights) {
        let lessons = examples::of_article(article, weights);
        self.pronouns.add(&lessons.pronouns, weights);
        self.segments.add(&lessons.segments, weights);
    }
}

impl Tally {
    fn add(&mut self, examples: &[Example<Feature>], weights: &Weights) {
        for Example { answers, right, .. } in examples {
            let score = |it: &Vec<Feature>| it.iter().map(|&it| f64::from(weights.of(it))).sum();
            let masses: Vec<f64> = answers.iter().map(score).map(f64::exp).collect();
            let good: f64 = masses
                .iter()
                .zip(right)
                .filter(|it| *it.1)
                .map(|it| it.0)
                .sum();
            let best = (0..masses.len()).max_by(|&a, &b| masses[a].total_cmp(&masses[b]));
            self.examples += 1;
            self.nats -= (good / masses.iter().sum::<f64>()).ln();
            self.right += usize::from(best.is_some_and(|it| right[it]));
        }
    }
}

impl fmt::Display for Foresight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, it) in [("pronouns", &self.pronouns), ("segments", &self.segments)] {
            let share = 100.0 * it.right as f64 / it.examples.max(1) as f64;
            writeln!(
                f,
                "{name}: {} labelled, {:.1} nats of surprise, {share:.1} per cent likeliest right",
                it.examples, it.nats
            )?;
        }
        Ok(())
    }
}
