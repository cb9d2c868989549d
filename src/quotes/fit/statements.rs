//! Fitting and measuring the search for statements without marks.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Value, json};

use super::descent::{self, Belief, Example};
use super::gold::Article;
use super::reliability::Reliability;
use crate::quotes::indirect::lessons::{
    self, Candidate, Content, Feature, Page, Report, Sorts, Trigger,
};
use crate::quotes::indirect::{self, Statement};
use crate::quotes::stretches::Stretch;
use crate::quotes::weights::Weights;
use crate::quotes::{Analysis, analyse};
use crate::span::Span;

/// Steps of each fit.
const STEPS: usize = 150;

/// The labelled statements of articles, by the articles' names.
pub type Relations = HashMap<String, Vec<Relation>>;

/// One labelled statement; spans are of code points of the article's text.
#[derive(Clone, Debug)]
pub struct Relation {
    content: Vec<(usize, usize)>,
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    /// Whether it is more than what stands in marks.
    unmarked: bool,
}

/// Reads labelled statements from JSON Lines.
///
/// # Errors
/// When a line is not JSON.
pub fn read_relations(lines: &str) -> serde_json::Result<Relations> {
    let lines = lines.lines().filter(|it| !it.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).map(|it| of_article(&it)))
        .collect()
}

fn of_article(value: &Value) -> (String, Vec<Relation>) {
    let relations = value["relations"].as_array().into_iter().flatten();
    let relation = |it: &Value| Relation {
        content: spans(&it["content"]),
        source: spans(&it["source"]),
        cue: spans(&it["cue"]),
        unmarked: it["quoted"] != "all",
    };
    let id = value["id"].as_str().unwrap_or_default().to_owned();
    (id, relations.map(relation).collect())
}

fn spans(value: &Value) -> Vec<(usize, usize)> {
    let pairs = value.as_array().into_iter().flatten();
    let number = |it: &Value| it.as_u64().unwrap_or(0) as usize;
    pairs.map(|it| (number(&it[0]), number(&it[1]))).collect()
}

/// The weights that fit the labelled statements best. Contents are fitted first, then sources,
/// then whether there is a statement at all, since that looks at what the others make of it.
pub fn fit_statements(articles: &[&Article], relations: &Relations) -> Vec<(Feature, f32)> {
    let built_in = Weights::built_in();
    let mut weights: Vec<(Feature, f32)> = Vec::new();
    for lesson in [Lesson::Contents, Lesson::Sources, Lesson::Detection] {
        let table = Weights::new(&weights);
        let mut examples = Vec::new();
        for article in articles {
            let taught = Taught::new(article, &relations[&article.id]);
            taught.with_pages(&built_in, &mut |page, gold| {
                lesson.examples(page, gold, &table, &mut examples);
            });
        }
        weights.extend(descent::fit(
            &examples,
            |_| false,
            (&[], |_| Belief::default()),
            STEPS,
        ));
    }
    weights.sort_unstable_by_key(|it| it.0);
    weights
}

/// What a fit is about.
#[derive(Clone, Copy, Debug)]
enum Lesson {
    Contents,
    Sources,
    Detection,
}

/// An article with its labels as spans of the story.
struct Taught<'a> {
    article: &'a Article,
    gold: Vec<Gold>,
    /// What is reported in marks alone.
    marked: Vec<Span>,
}

/// A labelled statement without marks, in bytes of the story.
struct Gold {
    content: Vec<Span>,
    source: Vec<Span>,
    cue: Vec<Span>,
}

impl<'a> Taught<'a> {
    fn new(article: &'a Article, relations: &[Relation]) -> Taught<'a> {
        let spans = |it: &[(usize, usize)]| it.iter().map(|&it| article.to_story(it)).collect();
        let unmarked = relations.iter().filter(|it| it.unmarked);
        let gold = unmarked.map(|it| Gold {
            content: spans(&it.content),
            source: spans(&it.source),
            cue: spans(&it.cue),
        });
        let marked = relations.iter().filter(|it| !it.unmarked);
        Taught {
            article,
            gold: gold.collect(),
            marked: marked
                .flat_map(|it| it.content.iter().map(|&it| article.to_story(it)))
                .collect(),
        }
    }

    fn with_pages(&self, weights: &Weights, visit: &mut impl FnMut(&Page<'_, '_>, &[Gold])) {
        let analysis = analyse(
            &self.article.story,
            &Stretch::whole(&self.article.story),
            Analysis::default(),
            weights,
        );
        let chooser = analysis.chooser(weights);
        let sorts = Sorts::new();
        for paragraph in 0..analysis.reading.paragraphs.len() {
            visit(
                &Page::new(&analysis, &chooser, &sorts, paragraph),
                &self.gold,
            );
        }
    }
}

impl Lesson {
    /// Adds what the triggers of a paragraph teach.
    fn examples(
        self,
        page: &Page<'_, '_>,
        gold: &[Gold],
        weights: &Weights,
        out: &mut Vec<Example<Feature>>,
    ) {
        let triggers = lessons::triggers(page);
        for number in 0..triggers.len() {
            let trigger = &triggers[number];
            let cue = page.reading.tokens[trigger.at].span();
            let labelled = labelled(page, gold, &triggers, number);
            match (self, labelled) {
                (Lesson::Detection, _) => {
                    let Some(report) = Report::read(page, &triggers, number, weights) else {
                        continue;
                    };
                    let fits = |it: &Gold| {
                        touches(&it.cue, cue)
                            && shared(&spans_of(page, &report.content), &it.content) >= 0.5
                    };
                    let right = gold.iter().any(fits);
                    let mut features = Vec::new();
                    report.features(page, &mut |it| features.push(it));
                    out.push(Example {
                        times: 1.0,
                        answers: vec![features, Vec::new()],
                        right: vec![right, !right],
                    });
                }
                (Lesson::Contents, Some(label)) => {
                    let sentence = lessons::sentence(page, trigger);
                    let contents = lessons::contents(page, trigger, &sentence);
                    let shares: Vec<f32> = contents
                        .iter()
                        .map(|it| shared(&spans_of(page, it), &label.content))
                        .collect();
                    let best = shares.iter().copied().fold(0.0, f32::max);
                    if best < 0.5 {
                        continue;
                    }
                    let features = |it: &Content| {
                        let mut res = Vec::new();
                        it.features(page, trigger, &mut |it| res.push(it));
                        res
                    };
                    out.push(Example {
                        times: 1.0,
                        answers: contents.iter().map(features).collect(),
                        right: shares.iter().map(|&it| it >= best * 0.9).collect(),
                    });
                }
                (Lesson::Sources, Some(label)) => {
                    let sentence = lessons::sentence(page, trigger);
                    let contents = lessons::contents(page, trigger, &sentence);
                    let share = |it: &Content| shared(&spans_of(page, it), &label.content);
                    let best = contents.iter().max_by(|a, b| share(a).total_cmp(&share(b)));
                    let Some(content) = best.filter(|it| share(it) >= 0.5) else {
                        continue;
                    };
                    let sources = lessons::sources(page, trigger, &sentence, content);
                    let hits = |it: &Candidate| {
                        touches(
                            &label.source,
                            page.reading.span_of(&(it.tokens.0..it.tokens.1)),
                        )
                    };
                    let mut right: Vec<bool> = sources.iter().map(hits).collect();
                    right.push(label.source.is_empty() || !right.contains(&true));
                    let features = |at: usize| {
                        let mut res = Vec::new();
                        let nearer = &sources[..at];
                        sources[at]
                            .features(page, trigger, content, nearer, &mut |it| res.push(it));
                        res
                    };
                    let mut answers: Vec<Vec<Feature>> = (0..sources.len()).map(features).collect();
                    let mut none = Vec::new();
                    lessons::features_of_none(trigger, content, &mut |it| none.push(it));
                    answers.push(none);
                    out.push(Example {
                        answers,
                        right,
                        times: 1.0,
                    });
                }
                _ => {}
            }
        }
    }
}

/// The labelled statement that the trigger `number` reports: the last trigger of its cue does.
fn labelled<'g>(
    page: &Page<'_, '_>,
    gold: &'g [Gold],
    triggers: &[Trigger],
    number: usize,
) -> Option<&'g Gold> {
    let span = |it: &Trigger| page.reading.tokens[it.at].span();
    let own = span(&triggers[number]);
    let is_last = |it: &&Gold| {
        touches(&it.cue, own)
            && !triggers
                .get(number + 1)
                .is_some_and(|next| touches(&it.cue, span(next)))
    };
    gold.iter().find(is_last)
}

fn spans_of(page: &Page<'_, '_>, content: &Content) -> Vec<Span> {
    content
        .pieces()
        .map(|it| page.reading.span_of(it))
        .collect()
}

fn touches(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|it| it.meet(span).is_some())
}

/// The share of common bytes among all bytes of two contents.
fn shared(a: &[Span], b: &[Span]) -> f32 {
    let count = |it: &[Span]| it.iter().map(|it| it.len()).sum::<usize>();
    let common = a
        .iter()
        .flat_map(|it| b.iter().filter_map(move |other| it.meet(*other)));
    let common: usize = common.map(Span::len).sum();
    common as f32 / (count(a) + count(b) - common).max(1) as f32
}

/// Judges what `weights` make of an article's statements: one is right if it shares half of its
/// words with a labelled one and has its source. Those about words in marks are not judged.
pub fn judge_statements(
    article: &Article,
    relations: &Relations,
    weights: &Weights,
    reliability: &mut Reliability,
) {
    let built_in = Weights::built_in();
    let analysis = analyse(
        &article.story,
        &Stretch::whole(&article.story),
        Analysis::default(),
        &built_in,
    );
    let taught = Taught::new(article, &relations[&article.id]);
    let span = |tokens: &Range<usize>| analysis.reading.span_of(tokens);
    for found in indirect::find(&analysis, &analysis.chooser(&built_in), weights) {
        let pieces: Vec<Span> = found.pieces.iter().map(span).collect();
        if pieces.iter().any(|it| touches(&taught.marked, *it)) {
            continue;
        }
        let source = found.source.as_ref().map(|it| span(&it.tokens));
        let has_source = |it: &Gold| match source {
            Some(source) => touches(&it.source, source),
            None => it.source.is_empty(),
        };
        let mut labels = taught.gold.iter();
        let right = labels.any(|it| shared(&pieces, &it.content) >= 0.5 && has_source(it));
        reliability.judge(found.confidence(), right);
    }
}

/// What `weights` make of an article's statements, as scoring scripts read them.
pub fn predicted_statements(article: &Article, weights: &Weights) -> Value {
    let built_in = Weights::built_in();
    let analysis = analyse(
        &article.story,
        &Stretch::whole(&article.story),
        Analysis::default(),
        &built_in,
    );
    let chooser = analysis.chooser(&built_in);
    let found = indirect::find(&analysis, &chooser, weights);
    let span = |tokens: &Range<usize>| article.to_labels(analysis.reading.span_of(tokens));
    let shown = |it: &Statement| {
        json!({
            "content": it.pieces.iter().map(span).collect::<Vec<_>>(),
            "cue": span(&(it.cue..it.cue + 1)),
            "source": it.source.as_ref().map(|it| span(&it.tokens)),
            "conf": it.probability,
            "source_conf": it.source_probability,
            "class": it.class as u8,
        })
    };
    json!({ "id": article.id, "indirect": found.iter().map(shown).collect::<Vec<_>>() })
}
