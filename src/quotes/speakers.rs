//! Who was quoted, for the reader: names in their fullest form, kinds, titles, every mention.

use std::ops::Range;

use super::cast::{EntityKind, name_words};
use super::choose::Key;
use super::lexicon::classes::*;
use super::lexicon::map::WordMap;
use super::mentions::{Mention, MentionKind};
use super::roll::{Identity, Roll};
use super::weights::Weights;
use super::{Analysis, Speaker, SpeakerKind};
use crate::span::{Span, SpeakerId};

/// The speakers of a stretch, as they are entered on the story's roll.
pub struct Speakers<'a, 's> {
    analysis: &'a Analysis<'s>,
    roll: &'a mut Roll,
    numbers: WordMap<Key, SpeakerId>,
    /// The mentions of whoever says something, in the order of the text.
    mentions: WordMap<Key, Vec<usize>>,
}

impl<'a, 's> Speakers<'a, 's> {
    /// No speakers of this stretch yet.
    pub fn new(
        analysis: &'a Analysis<'s>,
        weights: &Weights,
        roll: &'a mut Roll,
    ) -> Speakers<'a, 's> {
        let keys = analysis.decisions.iter().filter_map(|it| it.key);
        let mut mentions: WordMap<Key, Vec<usize>> = keys.map(|key| (key, Vec::new())).collect();
        // Most of the cast say nothing.
        let mut silent = vec![true; analysis.cast.entities.len()];
        for it in mentions.keys().filter_map(|it| it.entity()) {
            silent[it] = false;
        }
        let chooser = analysis.chooser(weights);
        for &at in &analysis.mentions.in_text_order {
            let key = chooser.key(at);
            if key.entity().is_some_and(|it| silent[it]) {
                continue;
            }
            if let Some(theirs) = mentions.get_mut(&key) {
                theirs.push(at);
            }
        }
        Speakers {
            analysis,
            roll,
            numbers: WordMap::default(),
            mentions,
        }
    }

    /// The number of `key`, as named by `mention`.
    pub fn number(&mut self, key: Key, mention: usize) -> SpeakerId {
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let speaker = self.speaker(key, mention);
        self.enter(key, speaker)
    }

    /// The number of whoever is called by these words, which no mention covers.
    pub fn number_of_words(&mut self, tokens: Range<usize>) -> SpeakerId {
        let key = self.analysis.words_key(tokens.clone());
        if let Some(&number) = self.numbers.get(&key) {
            return number;
        }
        let speaker = self.speaker_of_words(tokens);
        self.enter(key, speaker)
    }

    fn enter(&mut self, key: Key, speaker: Speaker) -> SpeakerId {
        let identity = match key.entity() {
            Some(it) => Identity::Named(&self.analysis.cast.entities[it]),
            None => Identity::Phrase(key),
        };
        let number = self
            .roll
            .meet(identity, speaker, &self.analysis.reading.words);
        self.numbers.insert(key, number);
        number
    }

    fn speaker_of_words(&self, tokens: Range<usize>) -> Speaker {
        let words = &self.analysis.reading.tokens[tokens];
        let span = words[0].span().join(words[words.len() - 1].span());
        let told = words
            .iter()
            .fold(Classes::NONE, |all, it| all.or(it.classes));
        Speaker {
            name: self.text(span),
            kind: match () {
                () if told.any(DOCUMENT) => SpeakerKind::Document,
                () if words[words.len() - 1].is(FINAL_S) => SpeakerKind::Group,
                () => SpeakerKind::Anonymous,
            },
            title: None,
            quotes: Vec::new(),
            mentions: vec![span],
        }
    }

    fn speaker(&self, key: Key, mention: usize) -> Speaker {
        let numbers = self.mentions.get(&key).map_or(&[][..], |it| it);
        let mut mentions: Vec<Span> = numbers.iter().map(|&it| self.mention(it).span).collect();
        mentions.dedup_by(|next, kept| kept.covers(*next));
        Speaker {
            name: self.name(key, mention, numbers),
            kind: self.kind(key, mention, numbers),
            title: self.title(key, numbers),
            quotes: Vec::new(),
            mentions,
        }
    }

    fn mention(&self, at: usize) -> &Mention {
        &self.analysis.mentions.all[at]
    }

    /// The fullest name, with "Sir" and its like, or the words of the phrase.
    fn name(&self, key: Key, mention: usize, numbers: &[usize]) -> String {
        let name = self.analysis.name(key, mention);
        let addressed = numbers.iter().find_map(|&it| {
            let mention = self.mention(it);
            let titles =
                self.analysis.reading.tokens[mention.tokens.start..mention.name.start].iter();
            titles
                .rev()
                .find(|it| it.is(KNIGHTHOOD) && mention.kind.is_name())
        });
        match addressed.filter(|_| key.entity().is_some()) {
            Some(title) => format!("{} {name}", self.analysis.reading.slice(title.span())),
            None => name,
        }
    }

    fn kind(&self, key: Key, mention: usize, numbers: &[usize]) -> SpeakerKind {
        let Some(entity) = key.entity() else {
            return kind_of_phrase(self.mention(self.analysis.named_by(mention)));
        };
        match self.analysis.cast.entities[entity].kind {
            EntityKind::Unsure if self.is_treated_as_body(numbers) => SpeakerKind::Organisation,
            EntityKind::Person | EntityKind::Unsure => SpeakerKind::Person,
            EntityKind::Single
                if self.is_treated_as_person(numbers) || self.takes_turns(numbers) =>
            {
                SpeakerKind::Person
            }
            EntityKind::People => SpeakerKind::Group,
            _ => SpeakerKind::Organisation,
        }
    }

    /// Whether a name labels a turn of a transcript.
    fn takes_turns(&self, numbers: &[usize]) -> bool {
        let reading = &self.analysis.reading;
        let labels = |it: &usize| {
            let mention = self.mention(*it);
            let label = reading.label_of(mention.paragraph);
            label.is_some_and(|it| it.covers(mention.span))
        };
        numbers.iter().any(labels)
    }

    /// Whether a pronoun or an honorific tells that a bare name is a person's.
    fn is_treated_as_person(&self, numbers: &[usize]) -> bool {
        numbers.iter().any(|&it| {
            let mention = self.mention(it);
            mention.honorific.is_some()
                || mention.kind == MentionKind::Pronoun
                    && mention.head_classes.any(HE.or(HIS).or(HIM))
        })
    }

    /// Whether "it" tells that an unknown name is a body's.
    fn is_treated_as_body(&self, numbers: &[usize]) -> bool {
        let it = |at: &usize| {
            let mention = self.mention(*at);
            mention.kind == MentionKind::Pronoun && mention.head_classes.any(IT)
        };
        numbers.iter().any(it) && !self.is_treated_as_person(numbers)
    }

    /// The office or description the story gives: before the name, else as a phrase of its own,
    /// else in apposition.
    fn title(&self, key: Key, numbers: &[usize]) -> Option<String> {
        key.entity()?;
        let before = numbers.iter().find_map(|&it| self.title_before(it));
        let phrase = || numbers.iter().find_map(|&it| self.title_phrase(it));
        before
            .or_else(phrase)
            .or_else(|| numbers.iter().find_map(|&it| self.apposition(it)))
    }

    /// "Foreign Secretary Ann Roe", "spokesman Al Poe"
    fn title_before(&self, at: usize) -> Option<String> {
        let mention = self.mention(at);
        if !mention.kind.is_name() || mention.quoted {
            return None;
        }
        let tokens = &self.analysis.reading.tokens;
        let capitals = mention.tokens.start..mention.name.start;
        let opens = |it: &usize| {
            tokens[*it].is(CAPITAL)
                && !tokens[*it].is(FUNCTION)
                && tokens[*it].sentence == mention.sentence
        };
        let before = capitals
            .start
            .checked_sub(1)
            .filter(opens)
            .filter(|_| !capitals.is_empty());
        let capitals = before.unwrap_or(capitals.start)..capitals.end;
        let described = self.analysis.description_of(at);
        let range = described.map_or(capitals.clone(), |it| it.start..capitals.end);
        let told = tokens[range.clone()]
            .iter()
            .any(|it| it.is(HUMAN.or(OFFICE).or(EPITHET)) || it.is(TITLE) && !it.is(ADDRESS));
        let words = tokens.get(range).filter(|_| told)?;
        let words = words.split(|it| !it.is_word()).next_back()?;
        let words = &words[words.iter().position(|it| !it.is(ADDRESS.or(DETERMINER)))?..];
        Some(self.text(words.first()?.span().join(words.last()?.span())))
    }

    /// "the prime minister"
    fn title_phrase(&self, at: usize) -> Option<String> {
        let mention = self.mention(at);
        let tokens = &self.analysis.reading.tokens[mention.tokens.clone()];
        let definite = tokens.first()?.is(ARTICLE) && mention.head_classes.any(OFFICE.or(HUMAN));
        if mention.kind != MentionKind::Phrase || !definite || tokens.len() < 2 {
            return None;
        }
        Some(self.text(tokens[1].span().join(tokens.last()?.span())))
    }

    /// "Ann Roe, the Labour candidate,"
    fn apposition(&self, at: usize) -> Option<String> {
        let mention = self.mention(at);
        let reading = &self.analysis.reading;
        if !mention.kind.is_name()
            || !reading
                .within(mention.paragraph, mention.tokens.end)?
                .is_mark(',')
        {
            return None;
        }
        let range = self.analysis.mentions.of_paragraph[mention.paragraph].clone();
        let mut after = (at + 1..range.end).take(3).map(|it| self.mention(it));
        let phrase = after.find(|it| {
            it.kind == MentionKind::Phrase && it.tokens.start == mention.tokens.end + 1
        })?;
        let closes = reading
            .within(mention.paragraph, phrase.tokens.end)?
            .is_any_mark(",.");
        let tokens = &reading.tokens[phrase.tokens.clone()];
        let first = tokens.iter().find(|it| !it.is(DETERMINER))?;
        let told = phrase.head_classes.any(HUMAN.or(EPITHET)) && closes;
        told.then(|| self.text(first.span().join(phrase.span)))
    }

    fn text(&self, span: Span) -> String {
        self.analysis.reading.slice(span).to_owned()
    }
}

fn kind_of_phrase(mention: &Mention) -> SpeakerKind {
    let head = mention.head_classes;
    match mention.kind {
        MentionKind::Phrase | MentionKind::Pronoun if head.any(PLURAL_HUMAN.or(THEY).or(THEIR)) => {
            SpeakerKind::Group
        }
        MentionKind::Phrase if head.any(EPITHET) => SpeakerKind::Anonymous,
        MentionKind::Phrase if head.any(DOCUMENT) => SpeakerKind::Document,
        MentionKind::Phrase if head.any(ORGANISATION) => SpeakerKind::Organisation,
        MentionKind::Phrase if head.any(HUMAN) => SpeakerKind::Anonymous,
        MentionKind::Pronoun | MentionKind::Phrase | MentionKind::Title => SpeakerKind::Anonymous,
        _ => SpeakerKind::Organisation,
    }
}

/// Whether a name is given with more than a surname.
pub fn is_full(analysis: &Analysis<'_>, mention: &Mention) -> bool {
    name_words(&analysis.reading, mention.name.clone())
        .nth(1)
        .is_some()
}
