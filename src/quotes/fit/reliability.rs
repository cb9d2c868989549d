//! How far confidence can be trusted: of the attributions at some confidence, how many are right.

use super::examples::is_named;
use super::gold::{Article, Label, LabelKind};
use crate::quotes::stretches::Stretch;
use crate::quotes::weights::Weights;
use crate::quotes::{Analysis, analyse};

/// The lower ends of the bins, highest first.
const BINS: [f32; 8] = [0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.0];

/// Confidence and truth of every attribution that the labels can judge.
#[derive(Debug, Default)]
pub struct Reliability {
    judged: Vec<(f32, bool)>,
}

impl Reliability {
    /// Judges what `weights` make of an article.
    pub fn add(&mut self, article: &Article, weights: &Weights) {
        let analysis = analyse(
            &article.story,
            &Stretch::whole(&article.story),
            Analysis::default(),
            weights,
        );
        for (segment, decision) in analysis.decisions.iter().enumerate() {
            let inner = analysis.reading.segments[segment].inner;
            let label = article
                .quotes
                .iter()
                .find(|it| it.is_of(inner, &article.story));
            let right = label.and_then(|it| is_right(&analysis, segment, it));
            if let Some(right) = right.filter(|_| decision.key.is_some()) {
                self.judged.push((decision.probability, right));
            }
        }
    }

    /// Notes whether something said with `confidence` is right.
    pub fn judge(&mut self, confidence: f32, right: bool) {
        self.judged.push((confidence, right));
    }

    /// A row for each bin, then one for everything from .9 up, then the expected calibration error.
    pub fn table(&self) -> String {
        let mut res = String::from("confidence   share  right  said\n");
        let mut error = 0.0;
        let mut above = f32::MAX;
        for low in BINS {
            let bin = self.summary(|it| it >= low && it < above);
            above = low;
            error += bin.share * (bin.right - bin.said).abs();
            res += &format!("from {low:.2}   {bin}\n");
        }
        res += &format!("sure (.90+)  {}\n", self.summary(|it| it >= 0.9));
        res + &format!(
            "expected calibration error {error:.3} over {} attributions\n",
            self.judged.len()
        )
    }

    fn summary(&self, within: impl Fn(f32) -> bool) -> Bin {
        let bin = || self.judged.iter().filter(|it| within(it.0));
        let count = bin().count().max(1) as f64;
        Bin {
            share: bin().count() as f64 / self.judged.len().max(1) as f64,
            right: bin().filter(|it| it.1).count() as f64 / count,
            said: bin().map(|it| f64::from(it.0)).sum::<f64>() / count,
        }
    }
}

/// The attributions of one range of confidence.
struct Bin {
    /// Their share of all.
    share: f64,
    /// The share of them that is right.
    right: f64,
    /// Their mean confidence.
    said: f64,
}

impl std::fmt::Display for Bin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:5.1}  {:5.1}  {:4.1}",
            100.0 * self.share,
            100.0 * self.right,
            100.0 * self.said
        )
    }
}

/// Whether the speaker of a segment is the labelled one; `None` where the label cannot tell.
fn is_right(analysis: &Analysis<'_>, segment: usize, label: &Label) -> Option<bool> {
    let decision = &analysis.decisions[segment];
    match label.kind {
        LabelKind::Other => return Some(false),
        LabelKind::Quotation if label.reliable && !label.speakers.is_empty() => {}
        _ => return None,
    }
    let entity = decision.key?.entity().map(|it| &analysis.cast.entities[it]);
    if label.by_person {
        return Some(
            entity.is_some_and(|it| is_named(it, &label.speakers, &analysis.reading.words)),
        );
    }
    let source = decision.mention.map(|it| analysis.mentions.all[it].span);
    Some(
        source
            .zip(label.source)
            .is_some_and(|(it, labelled)| it.meet(labelled).is_some()),
    )
}
