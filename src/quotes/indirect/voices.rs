//! Statements as quotations of the kind `Indirect`, with their speakers and evidence.

use std::ops::Range;

use super::{Source, Statement, TriggerClass};
use crate::quotes::choose::{Chooser, Key};
use crate::quotes::mentions::MentionKind;
use crate::quotes::speakers::Speakers;
use crate::quotes::weights::Weights;
use crate::quotes::{Analysis, Attribution, How, Quote, QuoteKind};
use crate::span::{Span, SpeakerId};

/// The statements of a stretch, in reading order, their speakers entered among `speakers`.
pub fn statements(
    analysis: &Analysis<'_>,
    weights: &Weights,
    speakers: &mut Speakers<'_, '_>,
) -> Vec<Quote> {
    let chooser = analysis.chooser(weights);
    let found = super::find(analysis, &chooser, &Weights::of_statements()).into_iter();
    found
        .map(|statement| Quote {
            kind: QuoteKind::Indirect,
            parts: parts(analysis, &statement),
            speaker: speaker(&chooser, &statement, speakers),
            attribution: Some(attribution(analysis, &chooser, &statement)),
        })
        .collect()
}

fn parts(analysis: &Analysis<'_>, statement: &Statement) -> Vec<Span> {
    let pieces = statement.pieces.iter();
    pieces.map(|it| analysis.reading.span_of(it)).collect()
}

fn speaker(
    chooser: &Chooser<'_, '_, '_>,
    statement: &Statement,
    speakers: &mut Speakers<'_, '_>,
) -> Option<SpeakerId> {
    let source = statement.source.as_ref()?;
    Some(match source.mention {
        Some(mention) => speakers.number(chooser.key(mention), mention),
        None => speakers.number_of_words(source.tokens.clone()),
    })
}

fn attribution(
    analysis: &Analysis<'_>,
    chooser: &Chooser<'_, '_, '_>,
    statement: &Statement,
) -> Attribution {
    let source = statement.source.as_ref();
    let key = source.and_then(|it| it.mention).map(|it| chooser.key(it));
    Attribution {
        source: source.map(|it| analysis.reading.span_of(&it.tokens)),
        cue: Some(analysis.reading.span_of(&cue(statement))),
        how: match source {
            None => How::None,
            Some(Source { mention: None, .. }) => How::Organisation,
            Some(Source {
                mention: Some(it), ..
            }) => analysis.how_named(key, *it),
        },
        confidence: statement.confidence(),
        reasons: reasons(analysis, statement, key),
    }
}

/// The tokens of the words that report a statement.
fn cue(statement: &Statement) -> Range<usize> {
    let length = match statement.class {
        TriggerClass::According => 2,
        _ => 1,
    };
    statement.cue..statement.cue + length
}

/// The reasons for a statement and its source, in words.
fn reasons(analysis: &Analysis<'_>, statement: &Statement, key: Option<Key>) -> Vec<String> {
    let words = |tokens: &Range<usize>| analysis.reading.slice(analysis.reading.span_of(tokens));
    let report = words(&cue(statement));
    let mut res = vec![match statement.class {
        TriggerClass::According => format!("“{report}” reports it"),
        TriggerClass::Noun | TriggerClass::AttitudeNoun => {
            format!("“{report}” names what is said or thought")
        }
        TriggerClass::Attitude | TriggerClass::Adjective => {
            format!("“{report}” tells what is thought, wanted or judged")
        }
        _ => format!("“{report}” reports speech"),
    }];
    let source = statement.source.as_ref();
    let pronoun = source.filter(|it| {
        let mention = it.mention.map(|it| &analysis.mentions.all[it]);
        mention.is_some_and(|it| it.kind == MentionKind::Pronoun)
    });
    if let Some((source, entity)) = pronoun.zip(key.and_then(Key::entity)) {
        let name = analysis.found().name(entity);
        res.push(format!("“{}” is most likely {name}", words(&source.tokens)));
    }
    res
}
