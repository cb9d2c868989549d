//! What stands right beside a segment: "Roe said, “…”", "“…,” said Roe", "Roe: “…”". Hardly anything
//! further away speaks against it.

use super::facts::{Facts, IN_COMMA, IN_QUESTION, IN_STOP};
use super::{Chooser, Pair};
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, Link, LinkKind};
use crate::quotes::mentions::Mention;
use crate::quotes::tokens::{Kind, Token};

/// Values of `PRECEDED` and `BEFORE`.
const AFTER_COLON: u8 = 2;
const AFTER_COMMA: u8 = 3;
const OPENS_SENTENCE: u8 = 1;

/// Between a mention and its verb there are at most so many adverbs.
const ADVERBS: usize = 2;
/// A description before a name is at most so long ("former secretary of state Ann Roe:").
const DESCRIPTION: usize = 6;

impl Chooser<'_, '_, '_> {
    /// Whether the pair is what opens the marks, or stands right behind them.
    pub(super) fn adjoins(&self, facts: &Facts, pair: &Pair) -> bool {
        let mention = &self.mentions().all[pair.mention];
        let Some(link) = pair.link else {
            return false;
        };
        let here = mention.paragraph == facts.paragraph;
        match link.kind {
            LinkKind::Colon => link.cue + 1 == facts.token && self.labels(mention),
            _ if here && mention.tokens.start > facts.token => self.closes(facts, &link, mention),
            _ => self.opens(facts, &link, mention),
        }
    }

    /// "Roe: “…”", "former mayor Roe: “…”": whether nothing but a description stands before a name.
    fn labels(&self, mention: &Mention) -> bool {
        let reading = self.found.reading;
        let word = |back: &usize| {
            let token = reading.before(mention.paragraph, mention.tokens.start - back);
            token.is_some_and(Token::is_word)
        };
        let words = (0..DESCRIPTION).take_while(word).count();
        let acts = CUE_VERB.or(AUXILIARY).or(PREPOSITION).or(CONJOINS).or(THAT);
        let plain = |at: usize| {
            let of = |at: usize| reading.tokens[at].is(OF);
            of(at) || !reading.tokens[at].is(acts) || at > 0 && of(at - 1)
        };
        let mut described = mention.tokens.start - words..mention.tokens.start;
        mention.kind.is_name() && words < DESCRIPTION && described.all(plain)
    }

    /// "“…,” said Roe", "“…?” Roe pressed."
    fn closes(&self, facts: &Facts, link: &Link, mention: &Mention) -> bool {
        let reading = self.found.reading;
        let next = reading.within(facts.paragraph, link.cue + 1);
        let verb_last = link.kind == LinkKind::Subject && mention.tokens.end == link.cue;
        let verb_first = link.kind == LinkKind::AfterQuote;
        let first = self.without_description(facts, mention.tokens.start.min(link.cue));
        // "“…,” Roe said: “…”": what is said comes behind.
        let leads_on = next.is_some_and(|it| it.is_mark(':'));
        if first != facts.token + 1 || !(verb_last || verb_first) || leads_on {
            return false;
        }
        // "“… a guard.” He said that": the segment ends its sentence.
        let ended = facts.end == IN_STOP && verb_last && next.is_some_and(Token::is_word);
        let says = matches!(link.class, CueClass::Say | CueClass::Strong);
        says && !ended || verb_last && self.ends_sentence(facts, link.cue, next)
    }

    /// "“…,” an angry Roe shot back", "“…?” reporter Al Roe asked": where the words start that describe
    /// whom the name at `at` means.
    fn without_description(&self, facts: &Facts, at: usize) -> usize {
        let reading = self.found.reading;
        let words = &reading.tokens[at.min(facts.token + 1)..at];
        let article = |it: &Token| it.is_word() && it.is(DETERMINER.or(ARTICLE));
        let content = |it: &Token| it.is_word() && !it.is(FUNCTION);
        let plain = |it: &Token| content(it) && !it.is(CAPITAL.or(CUE_VERB));
        let opens = words.first().is_some_and(|it| article(it) || plain(it));
        let described = opens && words.len() <= ADVERBS + 1 && words[1..].iter().all(plain);
        // "“…,” Poe press secretary Al Roe said"
        let office = |it: &Token| it.is(HUMAN.or(OFFICE).or(TITLE));
        let titled = words.last().is_some_and(office)
            && words.len() <= DESCRIPTION
            && words.iter().all(content);
        // "“…,” Roe’s office said"
        let (owner, owns) = words.split_at(words.len().saturating_sub(1));
        let owned = owns.iter().all(|it| it.kind == Kind::Possessive)
            && !words.is_empty()
            && words.len() <= DESCRIPTION
            && owner.iter().all(Token::is_word);
        match described || titled || owned {
            true => facts.token + 1,
            false => at,
        }
    }

    /// "“Why not?” Roe pressed.": whether a verb, whatever it is, ends the sentence that the segment
    /// opens.
    fn ends_sentence(&self, facts: &Facts, cue: usize, next: Option<&Token>) -> bool {
        let verb = &self.found.reading.tokens[cue];
        // "“It is late,” Roe described": words before the comma lead nowhere else.
        let alone = facts.end == IN_COMMA && facts.before <= OPENS_SENTENCE;
        let ends = next.is_none_or(|it| it.is_any_mark(".") || it.is_segment());
        let open = facts.end == IN_COMMA || facts.end == IN_QUESTION;
        open && (alone && verb.is(PAST.or(ED)) || ends) && !verb.is(AUXILIARY)
    }

    /// "When Roe noted that it was late, Poe boasted, “…”": whether Poe opens the marks.
    fn opens(&self, facts: &Facts, link: &Link, mention: &Mention) -> bool {
        let subject = link.kind == LinkKind::Subject && link.class.introduces_speech();
        if !subject || !self.leads_to(facts, link.cue) || !self.is_before_verb(mention, link.cue) {
            return false;
        }
        let reading = self.found.reading;
        let before = |at: usize| reading.before(mention.paragraph, at);
        let article = before(mention.tokens.start).is_some_and(|it| it.is_word() && it.is(ARTICLE));
        let clause =
            |it: &Token| it.is(CONJOINS.or(THAT)) || reading.words.text(it.word) == "which";
        let joined = |it: &Token| it.is_word() && it.is(FUNCTION.or(JOINS_PHRASES)) && !clause(it);
        !before(mention.tokens.start - usize::from(article)).is_some_and(joined)
    }

    /// Whether nothing but adverbs stands between a mention and its verb ("Roe then replied").
    fn is_before_verb(&self, mention: &Mention, cue: usize) -> bool {
        let end = mention.tokens.end;
        let adverb = |it: &Token| it.is_word() && it.is(ADVERB.or(LY));
        end <= cue && cue - end <= ADVERBS && self.found.reading.tokens[end..cue].iter().all(adverb)
    }

    /// Whether the verb at `cue` leads to the segment over nothing but a comma or colon, be it at the
    /// end of the paragraph before.
    fn leads_to(&self, facts: &Facts, cue: usize) -> bool {
        let tokens = &self.found.reading.tokens;
        let own = &self.found.reading.paragraphs[facts.paragraph].tokens;
        if facts.token == own.start {
            return cue + 2 == own.start && tokens[cue + 1].is_mark(':');
        }
        let signed = facts.preceded == AFTER_COLON || facts.preceded == AFTER_COMMA;
        // "wrote back, “…”"
        let back = || self.found.reading.words.text(tokens[cue + 1].word) == "back";
        signed && (cue + 2 == facts.token || cue + 3 == facts.token && back())
    }
}
