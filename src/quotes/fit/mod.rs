//! Fitting the weights on labelled articles, and measuring what they are worth.
//!
//! Behind the feature `fit`: the program itself never reads labelled articles. The labels' words
//! stay outside; what is kept are numbers for general features.

mod descent;
mod examples;
mod foresight;
mod gold;
mod reliability;
mod statements;

pub use foresight::Foresight;
pub use gold::{Article, read_articles};
pub use reliability::Reliability;
pub use statements::{
    Relations, fit_statements, judge_statements, predicted_statements, read_relations,
};

use serde_json::{Value, json};

use super::features::{Feature, Pattern, Template};
use super::indirect::lessons;
use super::join::join;
use super::weights::priors::{Hold, Prior, prior};
pub use super::weights::{Weighed, Weights};
use super::{Analysis, QuoteKind, analyse};
use crate::quotes::stretches::Stretch;
use descent::{Belief, Example};

/// Steps of each fit. The examples are made anew for the second, with the pronouns resolved by
/// the first, which need not be exact.
const STEPS: [usize; 2] = [60, 200];

/// The weights that fit the labels of `articles` best, by size of the key, of all features but
/// those of the templates called `without`.
pub fn fit(articles: &[&Article], without: &[String]) -> Vec<(Feature, f32)> {
    let (added, believable): (Vec<Feature>, Vec<Feature>) =
        believed_in().partition(|it| is_added(*it));
    let as_believed = |it: &Feature| (*it, believed(*it).mean as f32);
    // Before anything is fitted they count what they are believed to.
    let mut weights: Vec<(Feature, f32)> = believable.iter().map(as_believed).collect();
    for steps in STEPS {
        let table = Weights::new(&weights);
        let examples: Vec<Example<Feature>> = articles
            .iter()
            .map(|it| examples::of_article(it, &table))
            .flat_map(|it| it.pronouns.into_iter().chain(it.segments))
            .collect();
        let is_left_out =
            |it: Feature| is_added(it) || without.iter().any(|name| name == it.label());
        weights = descent::fit(&examples, is_left_out, (&believable, believed), steps);
        weights.extend(added.iter().map(as_believed));
        weights.sort_unstable_by_key(|it| it.0);
    }
    weights
}

/// What it counts against somebody that the name is leaning, likely, plainly of another gender: in American
/// news hardly anybody is called otherwise than is usual there, so that little can be learnt of it.
const NAME_OF_ANOTHER_GENDER: [f64; 3] = [-1.5, -4.0, -6.0];

/// Every feature of which something is thought before any label is seen.
fn believed_in() -> impl Iterator<Item = Feature> {
    let patterns = Pattern::ALL.iter().map(|it| Feature::of_pattern(*it));
    let degrees = 0..NAME_OF_ANOTHER_GENDER.len() as u8;
    patterns.chain(degrees.map(|it| Feature::new(Template::WhoAgainst, [it])))
}

/// What is thought of a weight before any label is seen: of most nothing.
fn believed(feature: Feature) -> Belief {
    let degrees = NAME_OF_ANOTHER_GENDER.iter().enumerate();
    let mut degrees =
        degrees.map(|(it, mean)| (Feature::new(Template::WhoAgainst, [it as u8]), mean));
    if let Some((_, &mean)) = degrees.find(|it| it.0 == feature) {
        return Belief {
            mean,
            pinned: false,
        };
    }
    feature.pattern().map_or(Belief::default(), |it| {
        let Prior { counts, hold, .. } = prior(it);
        Belief {
            mean: f64::from(counts),
            pinned: hold != Hold::Free,
        }
    })
}

/// Whether the fit is not to see a feature.
fn is_added(feature: Feature) -> bool {
    let pattern = feature.pattern().map(prior);
    pattern.is_some_and(|it| it.hold == Hold::Added)
}

/// The weights as the text of `assets/quotes/weights.txt`.
pub fn to_text(weights: &[(Feature, f32)]) -> String {
    let mut res = String::from(HEADING);
    for (feature, weight) in weights {
        res.push_str(&format!("{:08x} {weight:+.2} # {feature}\n", feature.key()));
    }
    res
}

/// The weights of statements as the text of `assets/quotes/statements.txt`.
pub fn statements_to_text(weights: &[(lessons::Feature, f32)]) -> String {
    let mut res = HEADING.replace("fit --bin fit", "fit --bin fit -- --indirect");
    for (feature, weight) in weights {
        res.push_str(&format!("{:08x} {weight:+.2} # {feature}\n", feature.key()));
    }
    res
}

const HEADING: &str = "\
# What each feature of an answer counts: its key, its weight, and the feature in words.
# Written by `cargo run --release --features fit --bin fit`; do not edit by hand.
# Source: fitted on the labelled quotations of the PolNeAR corpus and on two thirds of the labels in
# `assets/labels` (numbers over general features; none of their text). Licence: as the project.
";

/// What `weights` make of an article, as an object that scoring scripts read: offsets are code
/// points of the article's text.
pub fn prediction(article: &Article, weights: &Weights) -> Value {
    let analysis = analyse(
        &article.story,
        &Stretch::whole(&article.story),
        Analysis::default(),
        weights,
    );
    let said = join(&analysis);
    let said = said.iter().filter(|it| it.kind != QuoteKind::Other);
    let segments = said.flat_map(|it| &it.segments);
    let quotes = segments.map(|&it| predicted(article, &analysis, it));
    json!({ "id": article.id, "quotes": quotes.collect::<Vec<_>>() })
}

fn predicted(article: &Article, analysis: &Analysis<'_>, segment: usize) -> Value {
    let decision = analysis.decisions[segment];
    let speaker = decision.key.zip(decision.mention);
    let (start, end) = article.to_labels(analysis.reading.segments[segment].inner);
    let source = decision
        .mention
        .map(|it| article.to_labels(analysis.mentions.all[it].span));
    json!({
        "start": start,
        "end": end,
        "speaker": speaker.map(|(key, mention)| analysis.name(key, mention)),
        "source_start": source.map(|it| it.0),
        "source_end": source.map(|it| it.1),
        "conf": decision.probability,
    })
}
