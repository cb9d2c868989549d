//! Who may be the source of a statement: the mentions of its sentence.

use std::ops::Range;

use super::contents::Content;
use super::features::{Feature, Template};
use super::page::Page;
use super::sorts::Sort;
use super::triggers::{Trigger, TriggerClass};
use crate::quotes::features::{at_most, bucket};
use crate::quotes::lexicon::classes::GERUND;
use crate::quotes::links::Link;
use crate::quotes::mentions::MentionKind;

/// The kind of a candidate that is no mention.
const BARE: u8 = 30;
/// Mentions looked at on either side of the trigger.
const BEFORE: usize = 8;
const AFTER: usize = 4;

/// Who may be the source of what `trigger` reports, those before it first, nearest first; nobody
/// within the reported words is.
pub fn sources(
    page: &Page<'_, '_>,
    trigger: &Trigger,
    sentence: &Range<usize>,
    content: &Content,
) -> Vec<Candidate> {
    let within = |tokens: &Range<usize>| {
        content
            .pieces()
            .any(|it| it.start < tokens.end && tokens.start < it.end)
    };
    let free = |range: Range<usize>| {
        page.mentions_within(range)
            .filter(|it| !within(&it.1.tokens) && it.1.kind != MentionKind::Place)
    };
    let mut before: Vec<usize> = free(sentence.start..trigger.at).map(|it| it.0).collect();
    before.reverse();
    before.truncate(BEFORE);
    before.extend(
        free(trigger.at + 1..sentence.end)
            .map(|it| it.0)
            .take(AFTER),
    );
    let words = bare_subject(page, trigger, sentence.start).filter(|it| !within(it));
    let words = words.map(|it| Candidate::new(page, trigger, None, it));
    let mentions = before.into_iter().map(|it| {
        let tokens = page.analysis.mentions.all[it].tokens.clone();
        Candidate::new(page, trigger, Some(it), tokens)
    });
    words.into_iter().chain(mentions).collect()
}

/// "Recent polling shows": plain words right before a verb that no mention covers.
fn bare_subject(page: &Page<'_, '_>, trigger: &Trigger, start: usize) -> Option<Range<usize>> {
    let light = page
        .words_before(trigger.at)
        .take_while(|it| it.is_light())
        .count();
    let end = (trigger.at - light).max(start);
    let mention = page.mentions_within(end.saturating_sub(LONGEST_SUBJECT)..end);
    if trigger.class as u8 > TriggerClass::Attitude as u8
        || mention.into_iter().any(|it| it.1.tokens.end == end)
    {
        return None;
    }
    let plain = |it: &Sort| matches!(it, Sort::Word | Sort::Name | Sort::Determiner);
    let length = page
        .words_before(end)
        .take_while(plain)
        .take(LONGEST_SUBJECT)
        .count();
    let first = end.saturating_sub(length).max(start);
    // "saying nobody asked": not the verb before.
    let says = |it: usize| page.reading.tokens[it].is(GERUND);
    let subject = (first..end).rev().take_while(|&it| !says(it));
    subject.last().map(|first| first..end)
}

/// The words of a subject that no mention covers are at most so many.
const LONGEST_SUBJECT: usize = 5;

/// What is known of a possible source.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// Its tokens.
    pub tokens: (usize, usize),
    /// The mention; none for a few words that no mention covers.
    pub mention: Option<usize>,
    /// How the word order joins it to the trigger: 0 for not at all, else a kind of link.
    pub link: u8,
    /// Where it stands.
    pub place: Place,
    /// A kind of mention, as the attribution of quotations has them.
    pub kind: u8,
    /// Tokens between it and the trigger.
    pub gap: usize,
    /// Whether a verb follows it.
    pub subject: bool,
}

/// Where a source stands to the trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// There is none.
    Nowhere = 0,
    /// Before it.
    Before,
    /// Before it with nothing but auxiliaries and adverbs between.
    RightBefore,
    /// Owning it, with at most adjectives between.
    Owner,
    /// After it.
    After,
    /// Right after it.
    RightAfter,
}

impl Candidate {
    fn new(
        page: &Page<'_, '_>,
        trigger: &Trigger,
        mention: Option<usize>,
        tokens: Range<usize>,
    ) -> Candidate {
        let after = tokens.start > trigger.at;
        let between = if after {
            trigger.at + 1..tokens.start
        } else {
            tokens.end..trigger.at
        };
        let light = |at: usize| page.sort(at).is_light();
        let owns = mention.is_some_and(|it| page.analysis.mentions.all[it].possessive);
        let plain = |at: usize| matches!(page.sort(at), Sort::Word | Sort::Adverb | Sort::Owner);
        let place = match () {
            () if after && between.is_empty() => Place::RightAfter,
            () if after => Place::After,
            () if owns && between.clone().all(plain) => Place::Owner,
            () if between.clone().all(light) => Place::RightBefore,
            () => Place::Before,
        };
        let verb = (tokens.end..page.tokens.end)
            .find(|&it| !page.sort(it).is_light() || page.sort(it).is_auxiliary());
        Candidate {
            tokens: (tokens.start, tokens.end),
            mention,
            link: mention.map_or(0, |it| link_kind(page, trigger, it)),
            place,
            kind: mention.map_or(BARE, |it| page.mention_kind(it)),
            gap: between.len(),
            subject: verb.is_some_and(|it| page.is_verb(it)),
        }
    }

    /// Gives its features. `nearer` are the possible sources nearer to the trigger.
    pub fn features(
        &self,
        page: &Page<'_, '_>,
        trigger: &Trigger,
        content: &Content,
        nearer: &[Candidate],
        emit: &mut impl FnMut(Feature),
    ) {
        let (start, end) = self.tokens;
        let (class, place) = (trigger.class as u8, self.place as u8);
        let between = if start > trigger.at {
            trigger.at + 1..start
        } else {
            end..trigger.at
        };
        let distance = bucket(self.gap, &[0, 1, 2, 3, 5, 8, 12, 20]);
        let marks = between
            .clone()
            .filter(|&at| page.sort(at) == Sort::Comma)
            .count();
        let verbs = between.clone().filter(|&at| page.is_verb(at)).count();
        let first = page
            .mentions_within(page.sentence_start(trigger)..trigger.at)
            .next();
        let is_first = u8::from(first.is_some_and(|it| Some(it.0) == self.mention));
        emit(Feature::new(Template::SourceLink, [self.link, class]));
        emit(Feature::new(
            Template::SourcePlace,
            [place, distance, class],
        ));
        emit(Feature::new(Template::SourceMention, [self.kind, class]));
        emit(Feature::new(
            Template::SourceMentionPlace,
            [self.kind, place],
        ));
        emit(Feature::new(
            Template::SourceBetween,
            [place, at_most(nearer.len(), 5), at_most(marks, 3)],
        ));
        emit(Feature::new(
            Template::SourceVerbs,
            [place, at_most(verbs, 4), at_most(marks, 2)],
        ));
        emit(Feature::new(
            Template::SourceBefore,
            [page.sort_before(start) as u8, place],
        ));
        emit(Feature::new(
            Template::SourceForm,
            [place, trigger.form as u8, distance],
        ));
        emit(Feature::new(
            Template::SourceFirst,
            [is_first, place, trigger.form as u8],
        ));
        emit(Feature::new(Template::SourceNext, [page.code(end), place]));
        emit(Feature::of_verb(
            Template::SourceVerb,
            trigger.lemma,
            [place],
        ));
        let subjects = nearer.iter().filter(|it| it.subject).count();
        let subject = u8::from(self.subject);
        emit(Feature::new(
            Template::SourceSubject,
            [subject, at_most(subjects, 3), trigger.form as u8],
        ));
        emit(Feature::new(
            Template::SourceSubjectPlace,
            [subject, place, at_most(subjects, 1), class],
        ));
        emit(Feature::new(
            Template::SourceShape,
            [place, content.start as u8, class],
        ));
    }
}

fn link_kind(page: &Page<'_, '_>, trigger: &Trigger, mention: usize) -> u8 {
    let links = &page.analysis.links;
    let own = &links.all[links.of_paragraph[page.paragraph].clone()];
    let first = own.partition_point(|it| it.cue < trigger.at);
    let of_trigger = own[first..].iter().take_while(|it| it.cue == trigger.at);
    let joined = of_trigger.into_iter().find(|it| it.mention == mention);
    joined.map_or(0, |it: &Link| it.kind as u8)
}

/// Gives the features of no source at all.
pub fn features_of_none(trigger: &Trigger, content: &Content, emit: &mut impl FnMut(Feature)) {
    let class = trigger.class as u8;
    emit(Feature::new(
        Template::SourceNone,
        [class, trigger.form as u8],
    ));
    emit(Feature::of_verb(
        Template::SourceNoneVerb,
        trigger.lemma,
        [],
    ));
    emit(Feature::new(
        Template::SourceNoneShape,
        [content.start as u8, content.anchor as u8, class],
    ));
}
