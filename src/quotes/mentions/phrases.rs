//! Pronouns and noun phrases ("the senator", "a spokeswoman for the mayor", "officials").

use std::ops::Range;

use super::{Description, Mention, MentionKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};
use crate::span::Span;

/// What a word is, unless it is owned, that is a pronoun or that a noun phrase starts or ends with. Nearly
/// all words are told to be none of it at once.
const OPENING: Classes = PRONOUN.or(DETERMINER).or(HUMAN).or(DOCUMENT);
/// A plural that no list has is at least so long, in bytes.
const SHORTEST_PLURAL: u32 = 5;
/// A noun phrase is at most this long, in tokens.
const LONGEST_PHRASE: usize = 12;

/// Adds the pronouns and noun phrases of a paragraph to its names in `found`. `named` is room for
/// what is known of its tokens.
pub fn add(
    reading: &Reading<'_>,
    paragraph: usize,
    found: &mut Vec<Mention>,
    described: &mut Vec<Description>,
    named: &mut Vec<u32>,
) {
    let tokens = reading.paragraphs[paragraph].tokens.clone();
    fill_named(&tokens, found, named);
    let mut pass = Pass {
        reading,
        paragraph,
        end: tokens.end,
        named,
        start: tokens.start,
        covered: tokens.start,
    };
    let mut at = tokens.start;
    while at < tokens.end {
        at = pass.step(at, found, described);
    }
}

/// Puts into `named`, for each token of the paragraph, the mention that names it, if any.
fn fill_named(tokens: &Range<usize>, found: &[Mention], named: &mut Vec<u32>) {
    named.clear();
    named.resize(tokens.len(), u32::MAX);
    for (number, mention) in found.iter().enumerate() {
        for at in mention.tokens.clone() {
            named[at - tokens.start] = number as u32;
        }
    }
}

struct Pass<'r, 's> {
    reading: &'r Reading<'s>,
    paragraph: usize,
    start: usize,
    end: usize,
    named: &'r [u32],
    /// The end of the last noun phrase found.
    covered: usize,
}

/// How far a noun phrase reaches, and where its "of" stands.
struct Extent {
    end: usize,
    of: Option<usize>,
}

impl Pass<'_, '_> {
    fn token(&self, at: usize) -> Option<&Token> {
        (at < self.end).then(|| &self.reading.tokens[at])
    }

    fn is(&self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|it| it.is(classes))
    }

    fn name_at(&self, at: usize) -> Option<usize> {
        let number = *self.named.get(at - self.start)?;
        (number != u32::MAX).then_some(number as usize)
    }

    /// Deals with the token at `at` and gives the next one to look at.
    fn step(
        &mut self,
        at: usize,
        found: &mut Vec<Mention>,
        described: &mut Vec<Description>,
    ) -> usize {
        let token = &self.reading.tokens[at];
        if token.is(SAY) && !token.is(GERUND) && at > self.start {
            self.bare_plural(at - 1, found);
        }
        if !token.is(OPENING) && !self.is_owned(at) {
            return at + 1;
        }
        let initial = token.is(INITIAL) && token.end - token.start == 2;
        if token.is(PRONOUN) && !token.is(UPPER) && !initial {
            let mut mention = self.mention(at..at + 1, at, MentionKind::Pronoun);
            mention.possessive = token.is(POSSESSIVE);
            found.push(mention);
            if !token.is(POSSESSIVE) {
                return at + 1;
            }
        }
        let phrase = self
            .opens_phrase(at)
            .then(|| self.phrase(at, found, described));
        if let Some(next) = phrase.flatten() {
            return next;
        }
        self.bare_noun(at, found);
        at + 1
    }

    fn opens_phrase(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        let starts = token.is(DETERMINER) || self.is_owned(at);
        starts && (self.name_at(at).is_none() || token.is(ARTICLE))
    }

    /// Whether a ’s stands before a token.
    fn is_owned(&self, at: usize) -> bool {
        at > self.start && self.reading.tokens[at - 1].kind == Kind::Possessive
    }

    /// A phrase from a determiner on; `None` when none follows.
    fn phrase(
        &mut self,
        at: usize,
        found: &mut Vec<Mention>,
        described: &mut Vec<Description>,
    ) -> Option<usize> {
        let owned = self.is_owned(at);
        let Extent { mut end, of } = self.extent(at, if owned { at } else { at + 1 });
        if end <= at + 1 && !self.is(at, QUANTIFIER) {
            return None;
        }
        let head = of.unwrap_or(end).saturating_sub(1).max(at);
        if of == Some(end - 1) {
            end -= 1;
        }
        end = end.max(at + 1);
        if let Some(body) = self.name_at(at + 1).filter(|_| self.is(at, ARTICLE)) {
            self.settle_after_article(&mut found[body]);
        }
        let article = self.is(at, ARTICLE);
        let office =
            |it: usize| article && found[it].tokens.start == at + 1 && is_office(&found[it]);
        if let Some(name) = self
            .name_at(head)
            .filter(|&it| found[it].kind.can_be_person() && found[it].tokens.start > at)
            .filter(|&it| !office(it))
        {
            let start = found[name].tokens.start;
            described.push(Description {
                mention: name,
                tokens: at + 1..start,
            });
            return Some(end);
        }
        let body = self
            .name_at(head)
            .filter(|&it| found[it].tokens.start == at + 1);
        let whole = |it: &usize| of.is_none() || found[*it].tokens.end >= end;
        if let Some(body) = body.filter(whole).filter(|_| self.is(at, ARTICLE)) {
            if is_office(&found[body]) {
                let end = found[body].tokens.end.max(end);
                found[body].kind = MentionKind::Modifier;
                found.push(self.mention(at..end, head, MentionKind::Phrase));
                self.covered = end;
                return Some(end);
            }
            let start = self.reading.tokens[at].span();
            found[body].tokens.start = at;
            found[body].span = start.join(found[body].span);
            return Some(found[body].tokens.end.max(end));
        }
        if self.name_at(at).is_some() && !self.is(at, ARTICLE) {
            return None;
        }
        for name in (at..=head).filter_map(|it| self.name_at(it)) {
            let within = found[name].tokens.start > at && found[name].tokens.end <= head;
            if within {
                found[name].kind = MentionKind::Modifier;
            }
        }
        found.push(self.mention(at..end, head, MentionKind::Phrase));
        self.covered = end;
        Some(end)
    }

    /// "the Poe Strip": two unknown words after an article name no person.
    fn settle_after_article(&self, name: &mut Mention) {
        if name.kind == MentionKind::Unsure && name.name.start == name.tokens.start {
            name.kind = MentionKind::Organisation;
        }
    }

    /// How far the phrase that starts at `at` reaches, its first noun being looked for from `from`.
    fn extent(&self, at: usize, from: usize) -> Extent {
        let (mut end, mut of) = (from, None);
        let several = self.is_several(at) || self.is_several(at + 1);
        let mut nouns = usize::from(self.is(at, QUANTIFIER));
        while let Some(token) = self
            .token(end)
            .filter(|_| end - at < LONGEST_PHRASE)
            .filter(|it| it.is_word() || of.is_some() && self.owns_more(end))
        {
            if !token.is_word() {
                end += 1;
                continue;
            }
            if token.is(OF) {
                if nouns == 0 || of.is_some() || self.is(end - 1, WORDS) {
                    break;
                }
                of = Some(end);
                end += if self.is(end + 1, DETERMINER) { 2 } else { 1 };
                continue;
            }
            if nouns > 0 && self.joins_another_office(end, of.unwrap_or(end)) {
                end += 1;
                continue;
            }
            let numbered = token.is(CAPITAL) && self.is_number(end + 1);
            if token.is(FUNCTION) && !token.is(ORDINAL) && !numbered
                || nouns > 0 && self.is_verb(end) && !(several && token.is(PRESENT))
                || token.is(ADVERB) && !token.is(ORDINAL)
            {
                break;
            }
            nouns += 1;
            end += 1;
        }
        Extent {
            end: end.min(self.end),
            of,
        }
    }

    /// "the head of Roe’s party": whether the ’s at `at` leads on to a noun.
    fn owns_more(&self, at: usize) -> bool {
        self.reading.tokens[at].kind == Kind::Possessive && self.is_content(at + 1)
    }

    /// "a No 10 spokesman": whether a word is a number.
    fn is_number(&self, at: usize) -> bool {
        let token = self.token(at).filter(|it| it.is_word());
        token.is_some_and(|it| self.reading.text.as_bytes()[it.start as usize].is_ascii_digit())
    }

    /// "a few shouts": whether a word tells that what follows is a plural, not a verb in -s.
    fn is_several(&self, at: usize) -> bool {
        let token = self.token(at).filter(|it| it.is(QUANTIFIER));
        token.is_some_and(|it| {
            matches!(self.reading.words.text(it.word), "few" | "many" | "several")
        })
    }

    /// "the former minister and current mayor": one person with two offices.
    fn joins_another_office(&self, and: usize, head_end: usize) -> bool {
        let one_person = |at: usize| self.is(at, EPITHET) && !self.is(at, PLURAL_HUMAN);
        let tokens = &self.reading.tokens;
        let plain = |it: &usize| self.is_content(*it);
        let joined = tokens[and].is(CONJOINS) && self.reading.words.text(tokens[and].word) == "and";
        joined && one_person(head_end - 1) && (and + 1..and + 5).take_while(plain).any(one_person)
    }

    fn is_content(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|it| it.is_word() && !it.is(FUNCTION))
    }

    /// Whether a word within a phrase is its verb rather than one of its nouns.
    fn is_verb(&self, at: usize) -> bool {
        let token = &self.reading.tokens[at];
        let noun = token.is(DOCUMENT.or(HUMAN));
        let says = token.is(CUE_VERB) && (token.is(PAST.or(PRESENT)) || token.is(SAY)) && !noun;
        let past = token.is(ED) && !token.is(HUMAN) && at + 1 < self.end && !self.is(at + 1, HUMAN);
        let puts_it = token.is(PUT) && self.is(at + 1, IT);
        !token.is(CAPITAL) && (says || past || puts_it || token.is(LY.or(PLAIN_VERB)))
    }

    /// A plural or title without determiner that acts: "officials said", "campaign aides say".
    fn bare_noun(&mut self, at: usize, found: &mut Vec<Mention>) {
        let token = &self.reading.tokens[at];
        let opens = at == self.start || self.reading.tokens[at - 1].sentence != token.sentence;
        let noun = token.is(HUMAN.or(DOCUMENT)) && !token.is(FUNCTION.or(CUE_VERB).or(LY));
        let lower = !token.is(CAPITAL) || opens;
        let determined = at > self.start && self.is(at - 1, DETERMINER);
        if !noun
            || !lower
            || determined
            || self.name_at(at).is_some()
            || self.covered > at
            || self.leads_to_name(at + 1)
        {
            return;
        }
        let next_is_noun = self
            .token(at + 1)
            .is_some_and(|it| it.is_word() && it.is(CAPITAL.or(HUMAN)));
        if next_is_noun {
            return;
        }
        self.push_bare(at, 4, found);
    }

    /// "local weavers said": whoever the plural before a verb of saying names, though no list has it.
    fn bare_plural(&mut self, at: usize, found: &mut Vec<Mention>) {
        let token = &self.reading.tokens[at];
        let opens = at == self.start || self.reading.tokens[at - 1].sentence != token.sentence;
        let other = FUNCTION
            .or(CUE_VERB)
            .or(HUMAN)
            .or(DOCUMENT)
            .or(TIME)
            .or(CALENDAR)
            .or(ED);
        let plural = token.is_word() && token.is(FINAL_S) && !token.is(other);
        let short = token.end - token.start < SHORTEST_PLURAL;
        let lower = !token.is(CAPITAL) || opens && token.is(ORDINARY);
        if !plural || short || !lower || self.name_at(at).is_some() || self.covered > at {
            return;
        }
        let unnamed = |it: &usize| self.name_at(*it).is_none();
        let most = (self.start..at).rev().take(3).take_while(unnamed).count();
        self.push_bare(at, most, found);
    }

    /// Adds the noun at `at` with at most so many words before it that describe it.
    fn push_bare(&mut self, at: usize, most: usize, found: &mut Vec<Mention>) {
        let sentence = self.reading.tokens[at].sentence;
        let first = self.start.max(self.covered).max(at.saturating_sub(most));
        let before = (first..at).rev();
        let words = before.take_while(|&it| self.describes(it, sentence));
        let from = at - words.count();
        found.push(self.mention(from..at + 1, at, MentionKind::Phrase));
        self.covered = at + 1;
    }

    fn describes(&self, at: usize, sentence: u32) -> bool {
        let token = &self.reading.tokens[at];
        token.is_word() && !token.is(FUNCTION.or(CUE_VERB)) && token.sentence == sentence
    }

    /// Whether lower-case words lead from `at` to a name, which they then describe.
    fn leads_to_name(&self, at: usize) -> bool {
        let mut to = at;
        while let Some(token) = self
            .token(to)
            .filter(|it| it.is_word() && to - at < LONGEST_PHRASE)
        {
            let says = token.is(CUE_VERB) && (token.is(PAST.or(PRESENT)) || token.is(SAY));
            if token.is(CAPITAL.or(FUNCTION)) || says {
                break;
            }
            to += 1;
        }
        self.token(to)
            .is_some_and(|it| it.is(CAPITAL) && !it.is(FUNCTION))
    }

    fn mention(&self, tokens: Range<usize>, head: usize, kind: MentionKind) -> Mention {
        let all = &self.reading.tokens;
        let (first, last) = (&all[tokens.start], &all[tokens.end - 1]);
        Mention {
            paragraph: self.paragraph,
            span: Span::new(first.start as usize, last.end as usize),
            sentence: first.sentence,
            kind,
            head: all[head].word,
            head_classes: all[head].classes,
            name: tokens.end..tokens.end,
            honorific: None,
            possessive: self
                .token(tokens.end)
                .is_some_and(|it| it.kind == Kind::Possessive),
            quoted: false,
            antecedent: None,
            tokens,
        }
    }
}

/// "the Conservative MP", "the PM": a noun for people that is written like a name.
fn is_office(mention: &Mention) -> bool {
    use MentionKind::{Acronym, Single, Title};
    let alone = matches!(mention.kind, Acronym | Single | Title);
    alone && mention.head_classes.any(HUMAN.or(EPITHET).or(OFFICE))
}
