//! Titles of works in marks: "the album “Low Water”", "on ITV’s “Today”", "“Low Water”, a film by Ann
//! Roe", "the “Low Water” singer".

use std::ops::Range;

use super::Chooser;
use super::facts::{Facts, IN_QUESTION};
use crate::quotes::lexicon::classes::*;
use crate::quotes::tokens::{Kind, Token};

/// The title of a work has at most so many tokens.
const LONGEST_TITLE: usize = 12;
/// The name of a broadcast has at most so many.
const LONGEST_PROGRAMME: usize = 6;
/// Between a title and the word for the work behind it there are at most so many tokens.
const APART: usize = 4;
/// The name of a broadcaster has at most so many.
const OWNER: usize = 2;

impl Chooser<'_, '_, '_> {
    /// Whether a segment is the title of a work. The words before it in its sentence end with `last`.
    pub(super) fn is_title(&self, facts: &Facts, last: usize, sentence: &Range<usize>) -> bool {
        let length = self.found.reading.segments[facts.segment].words.len();
        if facts.case == 0 || length > LONGEST_TITLE || !self.is_written_as_title(facts) {
            return false;
        }
        let behind = facts.token + 1..sentence.end;
        self.is_of_works(facts.token, sentence)
            || length <= LONGEST_PROGRAMME && self.is_on_air(facts, last, sentence)
            || facts.title_case && self.is_explained(behind.clone())
            || facts.title_case && self.is_made(facts.paragraph, last)
            || facts.end > IN_QUESTION && self.is_before_maker(behind)
    }

    /// Whether every word that counts starts with a capital or is a number.
    fn is_written_as_title(&self, facts: &Facts) -> bool {
        let reading = self.found.reading;
        let words = reading.tokens[reading.segments[facts.segment].words.clone()].iter();
        let mut content = words
            .filter(|it| it.is_word() && !it.is(FUNCTION))
            .peekable();
        let number = |it: &Token| {
            let word = reading.words.text(it.word);
            word.starts_with(|it: char| it.is_ascii_digit())
        };
        content.peek().is_some() && content.all(|it| it.is(CAPITAL) || number(it))
    }

    /// "the album “Low Water”", "her first film, “Low Water”"
    fn is_after_work(&self, last: usize, sentence: &Range<usize>) -> bool {
        let tokens = &self.found.reading.tokens;
        let before = match self.word(last) {
            "as" if last > sentence.start && self.word(last - 1) == "such" => 2,
            "like" | "including" => 1,
            _ => usize::from(tokens[last].is_mark(',')),
        };
        let noun = last.checked_sub(before).filter(|it| sentence.contains(it));
        noun.is_some_and(|it| {
            tokens[it].is_word() && tokens[it].is(WORK) && !tokens[it].is(CAPITAL)
        })
    }

    /// "films such as “Low Water” and “Riverbed”"
    fn is_of_works(&self, token: usize, sentence: &Range<usize>) -> bool {
        let after_work = |it: usize| {
            let last = it.checked_sub(1).filter(|it| sentence.contains(it));
            last.is_some_and(|it| self.is_after_work(it, sentence))
        };
        self.holds_in_list(token, sentence.start, after_work)
    }

    /// "on ITV’s “Today”", "ITV News’ “Today”", "the channel’s “Today”", "on “The Low Water Hour”"
    fn is_on_air(&self, facts: &Facts, last: usize, sentence: &Range<usize>) -> bool {
        let tokens = &self.found.reading.tokens;
        let owns = |it: usize| {
            let words = (it.saturating_sub(OWNER)..it).rev();
            let mut name = words.take_while(|it| sentence.contains(it) && tokens[*it].is_word());
            name.any(|it| tokens[it].is(BROADCASTER))
        };
        match tokens[last].kind {
            Kind::Possessive => owns(last),
            // "CBS’"
            Kind::Mark('’' | '\'') => owns(last),
            Kind::Word => facts.title_case && self.word(last) == "on",
            _ => false,
        }
    }

    /// "the author of “Low Water”"
    fn is_made(&self, paragraph: usize, last: usize) -> bool {
        let maker = last
            .checked_sub(1)
            .and_then(|it| self.found.reading.within(paragraph, it));
        self.word(last) == "of" && maker.is_some_and(|it| it.is_word() && it.is(MAKER))
    }

    /// "“Low Water”, a film about the dam", "“Low Water”, by Ann Roe": whether what stands behind says
    /// which work it is.
    fn is_explained(&self, behind: Range<usize>) -> bool {
        let tokens = &self.found.reading.tokens;
        let mut words = behind.skip_while(|&it| tokens[it].is_mark(','));
        let Some(first) = words.next().filter(|&it| tokens[it].is_word()) else {
            return false;
        };
        if tokens[first].is(BY) {
            return words.next().is_some_and(|it| tokens[it].is(CAPITAL));
        }
        let opens = tokens[first].is(NOUN_FOLLOWS);
        let work = words.take(APART).find(|&it| tokens[it].is(WORK));
        let owns = |it: usize| {
            let next = tokens.get(it + 1);
            next.is_some_and(|it| it.kind == Kind::Possessive || it.is(HUMAN))
        };
        opens && work.is_some_and(|it| !owns(it))
    }

    /// "the “Low Water” singer", not "“Absolutely,” singer Ann Roe said"
    fn is_before_maker(&self, behind: Range<usize>) -> bool {
        let tokens = &self.found.reading.tokens;
        let mut behind = behind.map(|it| &tokens[it]);
        behind.next().is_some_and(|it| it.is_word() && it.is(MAKER))
    }
}
