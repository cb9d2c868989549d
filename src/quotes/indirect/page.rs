//! One paragraph as the search for statements sees it.

use std::ops::Range;

use super::sorts::{Sort, Sorts};
use super::triggers::{self, Trigger};
use crate::quotes::Analysis;
use crate::quotes::choose::Chooser;
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, MentionKind};
use crate::quotes::reading::Reading;

/// A paragraph with the sorts of its words.
pub struct Page<'a, 's> {
    /// All that was found before.
    pub analysis: &'a Analysis<'s>,
    /// The story taken apart.
    pub reading: &'a Reading<'s>,
    /// Its number.
    pub paragraph: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether its words are written with capitals throughout.
    pub title_case: bool,
    chooser: &'a Chooser<'a, 'a, 'a>,
    sorts: Vec<Sort>,
}

impl<'a, 's> Page<'a, 's> {
    /// The paragraph numbered `paragraph`.
    pub fn new(
        analysis: &'a Analysis<'s>,
        chooser: &'a Chooser<'a, 'a, 'a>,
        sorts: &Sorts,
        paragraph: usize,
    ) -> Page<'a, 's> {
        let reading = &analysis.reading;
        let it = &reading.paragraphs[paragraph];
        let tokens = it.tokens.clone();
        Page {
            analysis,
            reading,
            paragraph,
            chooser,
            sorts: reading.tokens[tokens.clone()]
                .iter()
                .map(|it| sorts.of(it))
                .collect(),
            title_case: it.title_case,
            tokens,
        }
    }

    /// The sort of the token at `at`; `Nothing` outside the paragraph.
    pub fn sort(&self, at: usize) -> Sort {
        let place = at.checked_sub(self.tokens.start);
        place
            .and_then(|it| self.sorts.get(it))
            .copied()
            .unwrap_or(Sort::Nothing)
    }

    /// The sorts of the tokens before `at`, nearest first, within the paragraph.
    pub fn words_before(&self, at: usize) -> impl Iterator<Item = Sort> {
        (self.tokens.start..at).rev().map(|it| self.sort(it))
    }

    /// The sort of the token before `at`.
    pub fn sort_before(&self, at: usize) -> Sort {
        at.checked_sub(1).map_or(Sort::Nothing, |it| self.sort(it))
    }

    /// The sort of the token at `at`, plain words told apart further: finite verbs, verbs in -ing
    /// or to be, nouns for people.
    pub fn code(&self, at: usize) -> u8 {
        let sort = self.sort(at);
        let Some(token) = self.reading.tokens.get(at).filter(|_| sort == Sort::Word) else {
            return sort as u8;
        };
        let verb = token.is(CUE_VERB.or(ATTITUDE));
        Sort::Word as u8
            + match () {
                () if verb && token.is(PAST.or(PRESENT)) => 1,
                () if token.is(ED) => 2,
                () if verb && token.is(GERUND) => 3,
                () if token.is(HUMAN) => 4,
                () if verb => 5,
                () if token.is(ATTITUDE_ADJECTIVE) => 6,
                () if token.is(FINAL_S) => 7,
                () => 0,
            }
    }

    /// Whether the token at `at` is a finite verb, as far as words tell.
    pub fn is_verb(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        self.sort(at).is_auxiliary()
            || self.sort(at) == Sort::Word && token.is(PAST.or(PRESENT).or(ED))
    }

    /// The first token of the sentence of a trigger.
    pub fn sentence_start(&self, trigger: &Trigger) -> usize {
        triggers::sentence(self, trigger).start
    }

    /// The kind of a mention, as the attribution of quotations has them.
    pub fn mention_kind(&self, mention: usize) -> u8 {
        self.chooser.mention_kind(mention)
    }

    /// The mentions of the paragraph that touch `range`, with their numbers, in order.
    pub fn mentions_within(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (usize, &'a Mention)> {
        let all = &self.analysis.mentions.all;
        let own = self.analysis.mentions.of_paragraph[self.paragraph].clone();
        let first =
            own.start + all[own.clone()].partition_point(|it| it.tokens.start < range.start);
        let numbered = (first..own.end).map(|it| (it, &all[it]));
        numbered
            .take_while(move |it| it.1.tokens.start < range.end)
            .filter(|it| it.1.kind != MentionKind::Modifier)
    }

    /// The longest mention that starts at the token `at`.
    pub fn mention_from(&self, at: usize) -> Option<(usize, &'a Mention)> {
        self.mentions_within(at..at + 1)
            .max_by_key(|it| it.1.tokens.len())
    }
}
