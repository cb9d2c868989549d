//! Names in headlines written with capitals throughout.
//!
//! There every word runs into the next; what the body calls by name tells where a name begins.

use super::name_words;
use crate::quotes::lexicon::Word;
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::map::{WordSet, hash_of};
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Token;

/// The names of the story's body, outside headlines.
pub struct BodyNames {
    /// Those of several words, by a hash of these.
    full: WordSet<u64>,
    single: WordSet<Word>,
}

impl BodyNames {
    /// Collects them from the mentions numbered `names`.
    pub fn new(reading: &Reading<'_>, mentions: &Mentions, names: &[usize]) -> BodyNames {
        let mut res = BodyNames {
            full: WordSet::default(),
            single: WordSet::default(),
        };
        if !reading.paragraphs.iter().any(|it| it.title_case) {
            return res;
        }
        for mention in names.iter().map(|&at| &mentions.all[at]) {
            if reading.paragraphs[mention.paragraph].title_case {
                continue;
            }
            let words = || name_words(reading, mention.name.clone());
            if !mention.quoted {
                res.single.extend(words());
            }
            if words().nth(1).is_some() {
                res.full.insert(hash_of(words()));
            }
        }
        res
    }

    /// Cuts a headline's run of capitals down to the longest name of the body within it.
    /// Whether anything is left that can be a name.
    pub fn cut_down(&self, reading: &Reading<'_>, mention: &mut Mention) -> bool {
        if !reading.paragraphs[mention.paragraph].title_case {
            return true;
        }
        let words: Vec<usize> = mention
            .name
            .clone()
            .filter(|&at| reading.tokens[at].is_word())
            .collect();
        if let [] | [_] = words[..] {
            let named = mention.honorific.is_some() || mention.kind != MentionKind::Single;
            return named || words.iter().all(|&at| self.may_name(&reading.tokens[at]));
        }
        // "Ann Roe met Al Poe on Monday.": short sentences may look like headlines.
        let person = mention.kind == MentionKind::Person && words.len() == 2;
        if person && !reading.tokens[words[1]].is(ORDINARY) {
            return true;
        }
        let Some((from, to)) = self.longest_name(reading, &words) else {
            let plain = words.iter().any(|&it| reading.tokens[it].is(ORDINARY));
            let nickname = mention.name.len() > words.len();
            if mention.kind == MentionKind::Unsure || plain && nickname {
                mention.name = mention.name.end..mention.name.end;
            }
            return !mention.name.is_empty();
        };
        mention.name = words[from]..words[to - 1] + 1;
        if to - from == 1 {
            mention.kind = MentionKind::Single;
        }
        true
    }

    /// Whether a word of a headline can be a name by itself: an everyday one only if the body has it.
    fn may_name(&self, token: &Token) -> bool {
        !token.is(ORDINARY) || self.single.contains(&token.word)
    }

    fn longest_name(&self, reading: &Reading<'_>, words: &[usize]) -> Option<(usize, usize)> {
        let token = |at: usize| &reading.tokens[words[at]];
        let is_name = |from: usize, to: usize| match to - from {
            1 => self.single.contains(&token(from).word) && !token(from).is(ORGANISATION),
            _ => {
                let name = name_words(reading, words[from]..words[to - 1] + 1);
                self.full.contains(&hash_of(name))
            }
        };
        let lengths = (1..=words.len()).rev();
        let mut runs = lengths
            .flat_map(|length| (0..=words.len() - length).map(move |from| (from, from + length)));
        runs.find(|&(from, to)| is_name(from, to))
    }
}
