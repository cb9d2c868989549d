//! Fits the attribution weights on labelled articles, and measures them.

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Parser;
use pullquote::quotes::fit::{
    Article, Foresight, Relations, Reliability, Weights, fit, fit_statements, judge_statements,
    predicted_statements, prediction, read_articles, read_relations, statements_to_text, to_text,
};

/// Fits the weights of the quote engine on labelled articles (JSON Lines).
///
/// Without further options the fitted weights are written to the weights' file of the project;
/// the next build has them. The same articles give the same weights, to the last digit.
#[derive(Parser)]
struct Arguments {
    /// The labelled articles.
    gold: PathBuf,
    /// Where the weights go, if not to their place in the project.
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Fit nothing: write what the built-in weights predict, and print how far their confidence
    /// can be trusted.
    #[arg(long, value_name = "FILE")]
    predict: Option<PathBuf>,
    /// Labelled articles that are no part of the fit: with `--predict`, fit on the others and write what that
    /// predicts for these.
    #[arg(long, value_name = "LABELLED", requires = "predict")]
    held_out: Option<PathBuf>,
    /// Fit on four fifths at a time; write what each fit predicts for the fifth left out, and
    /// print how far the confidence can be trusted.
    #[arg(long, value_name = "FILE")]
    cross_validate: Option<PathBuf>,
    /// Labelled statements of the same articles (JSON Lines): fit, or measure, what finds those
    /// without marks instead.
    #[arg(long, value_name = "RELATIONS")]
    indirect: Option<PathBuf>,
    /// Leave out the features of a template, by its name in the weights' file: what is it worth?
    #[arg(long, value_name = "NAME")]
    without: Vec<String>,
}

/// The articles are split into so many parts for cross-validation.
const FOLDS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let articles = read_articles(&fs::read_to_string(&arguments.gold)?)?;
    if let Some(relations) = &arguments.indirect {
        return statements(&arguments, &articles, relations);
    }
    if let (Some(path), Some(held_out)) = (&arguments.predict, &arguments.held_out) {
        let held_out = read_articles(&fs::read_to_string(held_out)?)?;
        let all: Vec<&Article> = articles.iter().collect();
        let weights = Weights::new(&fit(&all, &arguments.without));
        return measure(path, held_out.iter().map(|it| (it, &weights)));
    }
    if let Some(path) = &arguments.predict {
        let weights = Weights::built_in();
        return measure(path, articles.iter().map(|it| (it, &weights)));
    }
    if let Some(path) = &arguments.cross_validate {
        let folds = (0..FOLDS).map(|fold| fit_without_fold(&articles, fold, &arguments.without));
        let folds: Vec<Weights> = folds.collect();
        let pairs = || {
            articles
                .iter()
                .enumerate()
                .map(|(at, it)| (it, &folds[at % FOLDS]))
        };
        let mut foresight = Foresight::default();
        pairs().for_each(|(article, weights)| foresight.add(article, weights));
        write!(io::stdout(), "{foresight}")?;
        return measure(path, pairs());
    }
    let weights = fit(&articles.iter().collect::<Vec<_>>(), &arguments.without);
    let path = match &arguments.weights {
        Some(path) => path,
        None => Path::new("assets/quotes/weights.txt"),
    };
    fs::write(path, to_text(&weights))?;
    Ok(())
}

/// The same for statements without marks.
fn statements(
    arguments: &Arguments,
    articles: &[Article],
    relations: &Path,
) -> Result<(), Box<dyn Error>> {
    let relations = read_relations(&fs::read_to_string(relations)?)?;
    if let Some(path) = &arguments.predict {
        let weights = [Weights::of_statements()];
        return measure_statements(path, articles, &relations, &weights);
    }
    if let Some(path) = &arguments.cross_validate {
        let folds = (0..FOLDS).map(|fold| {
            let others = articles.iter().enumerate();
            let others = others.filter(|(at, _)| at % FOLDS != fold).map(|it| it.1);
            Weights::new(&fit_statements(&others.collect::<Vec<_>>(), &relations))
        });
        let folds: Vec<Weights> = folds.collect();
        return measure_statements(path, articles, &relations, &folds);
    }
    let path = match &arguments.weights {
        Some(path) => path,
        None => Path::new("assets/quotes/statements.txt"),
    };
    let weights = fit_statements(&articles.iter().collect::<Vec<_>>(), &relations);
    fs::write(path, statements_to_text(&weights))?;
    Ok(())
}

/// Writes the statements predicted for each article, by the weights of its fold, and prints the
/// table of reliability.
fn measure_statements(
    path: &Path,
    articles: &[Article],
    relations: &Relations,
    folds: &[Weights],
) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(path)?;
    let mut reliability = Reliability::default();
    for (at, article) in articles.iter().enumerate() {
        let weights = &folds[at % folds.len()];
        writeln!(file, "{}", predicted_statements(article, weights))?;
        judge_statements(article, relations, weights, &mut reliability);
    }
    write!(io::stdout(), "{}", reliability.table())?;
    Ok(())
}

fn fit_without_fold(articles: &[Article], fold: usize, without: &[String]) -> Weights {
    let others = articles
        .iter()
        .enumerate()
        .filter(|(at, _)| at % FOLDS != fold);
    let others: Vec<&Article> = others.map(|(_, it)| it).collect();
    Weights::new(&fit(&others, without))
}

/// Writes the predictions for each article by its weights, and prints the table of reliability.
fn measure<'a>(
    path: &Path,
    articles: impl Iterator<Item = (&'a Article, &'a Weights)>,
) -> Result<(), Box<dyn Error>> {
    let mut file = File::create(path)?;
    let mut reliability = Reliability::default();
    for (article, weights) in articles {
        writeln!(file, "{}", prediction(article, weights))?;
        reliability.add(article, weights);
    }
    write!(io::stdout(), "{}", reliability.table())?;
    Ok(())
}
