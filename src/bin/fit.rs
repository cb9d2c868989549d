//! Fits the attribution weights on labelled articles, and measures them.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use clap::Parser;
use pullquote::quotes::fit::{Article, Weights, fit, prediction, read_articles, to_text};

/// Fits the weights of the quote engine on labelled articles (JSON Lines).
///
/// Without further options the fitted weights are written to the weights' file of the project;
/// the next build has them.
#[derive(Parser)]
struct Arguments {
    /// The labelled articles.
    gold: PathBuf,
    /// Where the weights go.
    #[arg(long, default_value = "assets/quotes/weights.txt")]
    weights: PathBuf,
    /// Fit nothing: write what the built-in weights predict for the articles.
    #[arg(long, value_name = "FILE")]
    predict: Option<PathBuf>,
    /// Fit on four fifths at a time, and write what each fit predicts for the fifth left out.
    #[arg(long, value_name = "FILE")]
    cross_validate: Option<PathBuf>,
    /// Leave out the features of a template, by its name in the weights' file: what is it worth?
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
}

/// The articles are split into so many parts for cross-validation.
const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let articles = read_articles(&fs::read_to_string(&arguments.gold)?)?;
    if let Some(path) = &arguments.predict {
        let weights = Weights::built_in();
        return write_predictions(path, articles.iter().map(|it| (it, &weights)));
    }
    if let Some(path) = &arguments.cross_validate {
        let folds: Vec<Weights> = (0..FOLDS)
            .map(|fold| fit_fold(&articles, fold, &arguments.without))
            .collect();
        return write_predictions(
            path,
            articles
                .iter()
                .enumerate()
                .map(|(at, it)| (it, &folds[at % FOLDS])),
        );
    }
    let weights = fit(&articles.iter().collect::<Vec<_>>(), &arguments.without);
    fs::write(&arguments.weights, to_text(&weights))?;
    Ok(())
}

fn fit_fold(articles: &[Article], fold: usize, without: &[String]) -> Weights {
    let others = articles
        .iter()
        .enumerate()
        .filter(|(at, _)| at % FOLDS != fold);
    let others: Vec<&Article> = others.map(|(_, it)| it).collect();
    let mut w = fit(&others, without);
    if let Ok(lean) = std::env::var("LEAN") {
        let lean: f32 = lean.parse().unwrap();
        for it in &mut w {
            if it.0.label() == "no quotation" {
                it.1 += lean;
            }
        }
    }
    Weights::new(&w)
}

fn write_predictions<'a>(
    path: &PathBuf,
    articles: impl Iterator<Item = (&'a Article, &'a Weights)>,
) -> Result<(), Box<dyn Error>> {
    let mut file = fs::File::create(path)?;
    for (article, weights) in articles {
        writeln!(file, "{}", prediction(article, weights))?;
    }
    Ok(())
}
