//! Fitting the weights on labelled articles, and measuring what they are worth.
//!
//! Behind the feature `fit`: the program itself never reads labelled articles. The labels' words
//! stay outside; what is kept are numbers for general features.

mod descent;
mod examples;
mod gold;
mod reliability;
mod statements;

pub use gold::{Article, read_articles};
pub use reliability::Reliability;
pub use statements::{
    Relations, fit_statements, judge_statements, predicted_statements, read_relations,
};

use serde_json::{Value, json};

use super::features::Feature;
use super::indirect::lessons;
pub use super::weights::{Weighed, Weights};
use super::{Analysis, analyse};
use crate::quotes::lexicon::Words;
use crate::quotes::stretches::Stretch;
use descent::Example;

/// Steps of each fit. The examples are made anew for the second, with the pronouns resolved by
/// the first, which need not be exact.
const STEPS: [usize; 2] = [60, 200];

/// The weights that fit the labels of `articles` best, by size of the key, of all features but
/// those of the templates called `without`.
pub fn fit(articles: &[&Article], without: &[String]) -> Vec<(Feature, f32)> {
    let mut weights = Vec::new();
    for steps in STEPS {
        let table = Weights::new(&weights);
        let examples: Vec<Example<Feature>> = articles
            .iter()
            .flat_map(|it| examples::of_article(it, &table))
            .collect();
        let is_left_out = |it: Feature| without.iter().any(|name| name == it.label());
        weights = descent::fit(&examples, is_left_out, steps);
    }
    weights
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
# Source: fitted on the labelled quotations of the PolNeAR corpus (numbers over general features;
# none of its text). Licence: as the project, MIT or Apache-2.0.
";

/// What `weights` make of an article, as an object that scoring scripts read: offsets are code
/// points of the article's text.
pub fn prediction(article: &Article, weights: &Weights) -> Value {
    let analysis = analyse(
        &article.story,
        &Stretch::whole(&article.story),
        Words::new(),
        weights,
    );
    let quotes =
        (0..analysis.reading.segments.len()).filter_map(|it| predicted(article, &analysis, it));
    let chooser = analysis.chooser(weights);
    let mut previous = None;
    let mut nones: Vec<Vec<String>> = Vec::new();
    for (segment, decision) in analysis.decisions.iter().enumerate() {
        let facts = chooser.facts(segment);
        let mut these = Vec::new();
        chooser.features(&facts, &super::choose::Answer::NoQuotation, previous.as_ref(), &mut |it| these.push(it.to_string()));
        nones.push(these);
        previous = super::choose::after(previous, segment, decision);
    }
    let all = analysis.decisions.iter().enumerate().map(|(at, it)| {
        let (start, end) = article.to_labels(analysis.reading.segments[at].inner);
        json!({"start": start, "end": end, "f": nones[at], "none": it.none, "ns": it.none_score, "lse": it.pairs, "p": it.probability, "said": it.key.is_some(), "kind": format!("{:?}", it.answer), "cue": it.link.map(|it| it.class as u8), "lk": it.link.map(|it| it.kind as u8)})
    });
    let all: Vec<Value> = if std::env::var_os("DUMP").is_some() { all.collect() } else { Vec::new() };
    json!({ "id": article.id, "quotes": quotes.collect::<Vec<_>>(), "all": all })
}

fn predicted(article: &Article, analysis: &Analysis<'_>, segment: usize) -> Option<Value> {
    let decision = analysis.decisions[segment];
    let key = decision.key?;
    let (start, end) = article.to_labels(analysis.reading.segments[segment].inner);
    let source = decision
        .mention
        .map(|it| article.to_labels(analysis.mentions.all[it].span));
    Some(json!({
        "start": start,
        "end": end,
        "speaker": analysis.name(key, decision.mention?),
        "source_start": source.map(|it| it.0),
        "source_end": source.map(|it| it.1),
        "conf": decision.probability,
    }))
}

/// TEMP
pub fn loss(article: &Article, weights: &Weights, sums: &mut [(f64, usize); 3]) {
    for example in examples::of_article(article, weights) {
        let scores: Vec<f64> = example.answers.iter().map(|it| it.iter().map(|f| f64::from(weights.of(*f))).sum()).collect();
        let top = scores.iter().copied().fold(f64::MIN, f64::max);
        let all: f64 = scores.iter().map(|it| (it - top).exp()).sum();
        let good: f64 = scores.iter().zip(&example.right).filter(|it| *it.1).map(|it| (it.0 - top).exp()).sum();
        let label = example.answers.last().and_then(|it| it.first()).map_or("", |it| it.label());
        let who = !label.starts_with("no quotation") && label != "name at the head of a transcript" && !label.is_empty();
        let kind = if who { 2 } else if example.right.last() == Some(&true) { 1 } else { 0 };
        sums[kind].0 -= (good / all).max(1e-9).ln();
        sums[kind].1 += 1;
    }
}
