//! Why a speaker was chosen, in words: what weighed most, said plainly.

use super::choose::{Answer, Chooser, Decision, Facts, Pair, Previous};
use super::features::{Feature, Pattern, Template};
use super::lexicon::classes::ACCORDING;
use super::links::{CueClass, LinkKind};
use super::mentions::MentionKind;
use super::weights::priors::prior;

/// At most so many reasons are given.
const MOST_REASONS: usize = 4;

/// A pattern that counts so much for an answer had a say in it.
const DECISIVE: f32 = 1.5;

/// What several features together say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Cue,
    Nearness,
    Order,
    Shape,
    Continuity,
}

const THEMES: [Theme; 5] = [
    Theme::Cue,
    Theme::Nearness,
    Theme::Order,
    Theme::Shape,
    Theme::Continuity,
];

/// The leading reasons for a decision, what weighed most first.
pub fn reasons(
    chooser: &Chooser<'_, '_, '_>,
    facts: &Facts,
    decision: &Decision,
    previous: Option<&Previous>,
) -> Vec<String> {
    let segment = facts.segment;
    let mut sums = THEMES.map(|theme| (theme, 0.0));
    let mut patterns: Vec<(Pattern, f32)> = Vec::new();
    chooser.features(facts, &decision.answer, previous, &mut |feature| {
        if let Some(pattern) = feature.pattern() {
            patterns.push((pattern, chooser.weights.of(feature)));
        } else if let Some(sum) =
            theme(feature).and_then(|theme| sums.iter_mut().find(|it| it.0 == theme))
        {
            sum.1 += chooser.weights.of(feature);
        }
    });
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    patterns.sort_by(|a, b| b.1.total_cmp(&a.1));
    let mut res = Vec::with_capacity(MOST_REASONS);
    res.extend(pronoun_reason(chooser, decision));
    let decisive = patterns.iter().filter(|it| it.1 >= DECISIVE);
    res.extend(decisive.map(|it| prior(it.0).words.to_owned()));
    res.truncate(MOST_REASONS);
    for (theme, sum) in sums {
        if sum > 0.0 && res.len() < MOST_REASONS {
            res.extend(in_words(chooser, segment, decision, theme));
        }
    }
    res
}

fn theme(feature: Feature) -> Option<Theme> {
    use Template::*;
    Some(match feature.template() {
        PlaceLinkCue | PlaceCue | LinkMention | CueMention | Adjacent | AdjacentLink
        | AfterPair | Linked | Transcript => Theme::Cue,
        GapWords | GapSegments | GapCues | GapPeople => Theme::Nearness,
        PlaceMention | BeforeMention | FirstOfSentence | Owner => Theme::Order,
        EndCue | CaseCue | BeforeCue | LengthPlace | WholeSide | CuedSide => Theme::Shape,
        Goes | GoesUnclosed | GoesBefore | GoesEnd | GoesCase | GoesMentions | GoesCues
        | GoesCueAfter | GoesCued | GoesLength | GoesWhole | GoesAfterNone | GoesNamed
        | GoesLast | GoesParagraphEnd | GoesNamedBetween => Theme::Continuity,
        _ => return None,
    })
}

fn in_words(
    chooser: &Chooser<'_, '_, '_>,
    segment: usize,
    decision: &Decision,
    theme: Theme,
) -> Option<String> {
    match (decision.answer, theme) {
        (Answer::GoesOn, Theme::Continuity) => Some(continuity(chooser, segment).to_owned()),
        (Answer::Pair(pair), Theme::Cue) => cue(chooser, pair),
        (Answer::Pair(pair), Theme::Nearness) => Some(nearness(chooser, segment, pair).to_owned()),
        (Answer::Pair(pair), Theme::Order) => order(chooser, pair).map(str::to_owned),
        (Answer::Pair(_), Theme::Shape) => {
            Some("the quotation fits into the sentence there".to_owned())
        }
        _ => None,
    }
}

fn continuity(chooser: &Chooser<'_, '_, '_>, segment: usize) -> &'static str {
    let segments = &chooser.found.reading.segments;
    let before = segment.checked_sub(1).map(|it| &segments[it]);
    match before {
        Some(before) if !before.closed => "the quotation before was not closed",
        Some(before) if before.paragraph == segments[segment].paragraph => {
            "the quotation goes on within the paragraph"
        }
        _ => "the quotation goes on from the paragraph before",
    }
}

/// How the word of saying and the name stand to each other.
fn cue(chooser: &Chooser<'_, '_, '_>, pair: Pair) -> Option<String> {
    let reading = chooser.found.reading;
    let link = pair.link?;
    let cue = &reading.tokens[link.cue];
    let word = reading.slice(cue.span());
    Some(match (link.class, link.kind) {
        (CueClass::According, _) if cue.is(ACCORDING) => {
            "“according to” names the source".to_owned()
        }
        (CueClass::According, _) => format!("“{word}” tells whose words they are"),
        (CueClass::Colon, LinkKind::Signature) => "the name signs the quotation".to_owned(),
        (CueClass::Colon, _) => "a colon follows the name".to_owned(),
        (_, LinkKind::Subject | LinkKind::SubjectOf | LinkKind::Apposition | LinkKind::Bracket) => {
            format!("“{word}” follows the name")
        }
        (_, LinkKind::Conjunct) => format!("“{word}” has the same subject as the verb before"),
        (_, LinkKind::Passive) => format!("“{word}” is said of the name"),
        (_, LinkKind::Owner) => format!("“{word}” belongs to the name"),
        _ => format!("“{word}” comes before the name"),
    })
}

fn nearness(chooser: &Chooser<'_, '_, '_>, segment: usize, pair: Pair) -> &'static str {
    let mention = &chooser.found.mentions.all[pair.mention];
    let it = &chooser.found.reading.segments[segment];
    match () {
        () if mention.paragraph < it.paragraph => "named in the paragraph before",
        () if mention.paragraph > it.paragraph => "named in the paragraph after",
        () if mention.tokens.start < it.token => "named nearest before the quotation",
        () => "named nearest after the quotation",
    }
}

fn order(chooser: &Chooser<'_, '_, '_>, pair: Pair) -> Option<&'static str> {
    let mention = &chooser.found.mentions.all[pair.mention];
    let before = chooser
        .found
        .reading
        .before(mention.paragraph, mention.tokens.start);
    let first = before.is_none_or(|it| it.sentence != mention.sentence);
    first.then_some("the subject its sentence opens with")
}

/// What a pronoun or description was taken for.
fn pronoun_reason(chooser: &Chooser<'_, '_, '_>, decision: &Decision) -> Option<String> {
    let Answer::Pair(pair) = decision.answer else {
        return None;
    };
    let mention = &chooser.found.mentions.all[pair.mention];
    let entity = chooser.referents.entity[pair.mention]?;
    let words = chooser.found.reading.slice(mention.span);
    let name = chooser.found.name(entity);
    match mention.kind {
        MentionKind::Pronoun => Some(format!("“{words}” is most likely {name}")),
        MentionKind::Phrase => Some(format!("“{words}” describes {name}")),
        _ => None,
    }
}
