//! Maximum likelihood with a Gaussian prior, by Adam over the whole data: deterministic.

use std::collections::HashMap;
use std::hash::Hash;

/// One choice: the features of each possible answer, and which answers are right.
pub struct Example<F> {
    /// The features of each answer.
    pub answers: Vec<Vec<F>>,
    /// Which answers are right; at least one is.
    pub right: Vec<bool>,
    /// How often it counts.
    pub times: f32,
}

/// What is thought of a weight before any example is seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Belief {
    /// Its likeliest value.
    pub mean: f64,
    /// Whether no example changes it.
    pub pinned: bool,
}

impl Belief {
    /// Whether it says anything: then the feature is kept, however seldom it was seen.
    fn is_kept(self) -> bool {
        self.mean != 0.0
    }
}

/// Features of fewer answers than this are left out.
const SEEN_LEAST: usize = 20;
/// The strength of the prior.
const PRIOR: f64 = 3.0;
/// The length of a step, and the part of it taken towards the end.
const RATE: f64 = 0.1;
const LATE_RATE: f64 = 0.03;
/// Smaller weights are left out.
const LEAST_WEIGHT: f64 = 0.12;

/// The examples with features as dense numbers, laid out flat.
struct Data<F> {
    features: Vec<F>,
    /// The features of all answers, one after another.
    flat: Vec<u32>,
    /// Where each answer's features end.
    answers: Vec<u32>,
    right: Vec<bool>,
    /// Where each example's answers end, and how often it counts.
    examples: Vec<(u32, f64)>,
}

/// The weights that make the right answers likeliest, sorted by feature, each pulled towards what
/// `believed` says of it. Features that `is_left_out` are no part of it; those of `always` are, whether
/// or not they were seen.
pub fn fit<F: Copy + Ord + Hash>(
    examples: &[Example<F>],
    is_left_out: impl Fn(F) -> bool,
    (always, believed): (&[F], impl Fn(F) -> Belief),
    steps: usize,
) -> Vec<(F, f32)> {
    let data = Data::new(examples, is_left_out, always);
    let beliefs: Vec<Belief> = data.features.iter().map(|it| believed(*it)).collect();
    let weights = descend(&data, &beliefs, steps);
    let all = data.features.iter().zip(&weights).zip(&beliefs);
    let kept = all.filter(|((_, weight), belief)| weight.abs() > LEAST_WEIGHT || belief.is_kept());
    let mut res: Vec<(F, f32)> = kept
        .map(|((&feature, &it), _)| (feature, (it * 100.0).round() as f32 / 100.0))
        .collect();
    res.sort_unstable_by_key(|it| it.0);
    res
}

impl<F: Copy + Ord + Hash> Data<F> {
    fn new(examples: &[Example<F>], is_left_out: impl Fn(F) -> bool, always: &[F]) -> Data<F> {
        let mut seen: HashMap<F, usize> = HashMap::new();
        for feature in examples.iter().flat_map(|it| it.answers.iter().flatten()) {
            *seen.entry(*feature).or_default() += 1;
        }
        let mut features: Vec<F> = seen
            .into_iter()
            .filter(|it| it.1 >= SEEN_LEAST && !is_left_out(it.0))
            .map(|it| it.0)
            .chain(always.iter().copied())
            .collect();
        features.sort_unstable();
        features.dedup();
        let number: HashMap<F, u32> = features
            .iter()
            .zip(0..)
            .map(|(&it, number)| (it, number))
            .collect();
        let mut res = Data {
            features,
            flat: Vec::new(),
            answers: Vec::new(),
            right: Vec::new(),
            examples: Vec::new(),
        };
        for example in examples {
            for (answer, &right) in example.answers.iter().zip(&example.right) {
                res.flat
                    .extend(answer.iter().filter_map(|it| number.get(it)));
                res.answers.push(res.flat.len() as u32);
                res.right.push(right);
            }
            let times = f64::from(example.times);
            res.examples.push((res.answers.len() as u32, times));
        }
        res
    }

    /// Adds the gradient of the negative log-likelihood at `weights` to `gradient`.
    fn add_gradient(&self, weights: &[f64], gradient: &mut [f64]) {
        let features = |answer: usize| {
            let start = answer.checked_sub(1).map_or(0, |it| self.answers[it]);
            &self.flat[start as usize..self.answers[answer] as usize]
        };
        let mut mass = Vec::new();
        let mut first = 0;
        for &(end, times) in &self.examples {
            let answers = first..end as usize;
            first = end as usize;
            mass.clear();
            mass.extend(answers.clone().map(|it| {
                features(it)
                    .iter()
                    .map(|&at| weights[at as usize])
                    .sum::<f64>()
            }));
            let top = mass.iter().copied().fold(f64::MIN, f64::max);
            let (mut all, mut good) = (0.0, 1e-12);
            for (value, answer) in mass.iter_mut().zip(answers.clone()) {
                *value = (*value - top).exp();
                all += *value;
                good += if self.right[answer] { *value } else { 0.0 };
            }
            for (value, answer) in mass.iter().zip(answers) {
                let wanted = if self.right[answer] {
                    value / good
                } else {
                    0.0
                };
                let step = times * (value / all - wanted);
                if step.abs() > 1e-9 {
                    features(answer)
                        .iter()
                        .for_each(|&at| gradient[at as usize] += step);
                }
            }
        }
    }
}

fn descend<F: Copy + Ord + Hash>(data: &Data<F>, beliefs: &[Belief], steps: usize) -> Vec<f64> {
    let count = data.features.len();
    let mut weights: Vec<f64> = beliefs.iter().map(|it| it.mean).collect();
    let (mut mean, mut square) = (vec![0.0; count], vec![0.0; count]);
    for step in 1..=steps {
        let pulled = weights.iter().zip(beliefs);
        let mut gradient: Vec<f64> = pulled.map(|(it, to)| PRIOR * (it - to.mean)).collect();
        data.add_gradient(&weights, &mut gradient);
        let rate = if step * 5 < steps * 3 {
            RATE
        } else {
            LATE_RATE
        };
        let (unbias_mean, unbias_square) = (
            1.0 - 0.9_f64.powi(step as i32),
            1.0 - 0.99_f64.powi(step as i32),
        );
        for at in (0..count).filter(|it| !beliefs[*it].pinned) {
            mean[at] = 0.9 * mean[at] + 0.1 * gradient[at];
            square[at] = 0.99 * square[at] + 0.01 * gradient[at] * gradient[at];
            weights[at] -=
                rate * (mean[at] / unbias_mean) / ((square[at] / unbias_square).sqrt() + 1e-8);
        }
    }
    weights
}
