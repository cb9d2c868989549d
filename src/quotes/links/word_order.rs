//! Word order to links: where the subject of a word of saying may stand.

mod actors;
mod between;
mod chains;
mod introductions;
mod inversion;

use std::ops::Range;

use super::{CueClass, Link, LinkKind};
use crate::quotes::lexicon::classes::*;
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};

/// How far left of a verb an apposition's name is looked for, in tokens.
const APPOSITION: usize = 40;
/// At most so many links back is looked for who "was quoted by Poe as saying".
const LINKS_BACK: usize = 8;
/// How far a bracket reaches, in tokens.
const BRACKET: usize = 12;

/// What a word is that may link a mention to what is said. Nearly all words are told to be none of it at
/// once.
const LINKING: Classes = ACCORDING
    .or(WORDS)
    .or(PUT)
    .or(CUE_NOUN)
    .or(CUE_VERB)
    .or(AUXILIARY)
    .or(ED)
    .or(PLAIN_VERB);

/// Where the mentions of a paragraph begin and end. One is filled anew for each paragraph, so that
/// it is allocated once.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// The longest mention that starts at each token, and that ends before it.
    starting: Vec<u32>,
    ending: Vec<u32>,
}

/// No mention.
const NOBODY: u32 = u32::MAX;

impl Edges {
    /// Makes these the edges of the paragraph numbered `paragraph`.
    pub(super) fn fill(&mut self, reading: &Reading<'_>, mentions: &Mentions, paragraph: usize) {
        let tokens = reading.paragraphs[paragraph].tokens.clone();
        for edge in [&mut self.starting, &mut self.ending] {
            edge.clear();
            edge.resize(tokens.len() + 1, NOBODY);
        }
        for at in mentions.of_paragraph[paragraph].clone() {
            let it = &mentions.all[at];
            let day = it.kind == MentionKind::Place && it.head_classes.any(CALENDAR);
            let time = it.kind == MentionKind::Phrase && it.head_classes.any(TIME);
            if it.kind == MentionKind::Modifier || day || time {
                continue;
            }
            let start = &mut self.starting[it.tokens.start - tokens.start];
            let end = &mut self.ending[it.tokens.end - tokens.start];
            for edge in [start, end] {
                let longer =
                    |other: u32| mentions.all[other as usize].tokens.len() < it.tokens.len();
                if *edge == NOBODY || longer(*edge) {
                    *edge = at as u32;
                }
            }
        }
    }
}

/// One pass over a paragraph.
pub(super) struct Pass<'r, 's> {
    reading: &'r Reading<'s>,
    mentions: &'r Mentions,
    paragraph: usize,
    tokens: Range<usize>,
    edges: &'r Edges,
    /// The subject of the sentence's last verb of saying, and of its last verb of any kind.
    last_subject: Option<(u32, usize)>,
    last_actor: Option<(u32, usize)>,
    out: &'r mut Vec<Link>,
}

impl<'r, 's> Pass<'r, 's> {
    /// A pass over the paragraph numbered `paragraph`, whose mentions have these `edges`. It appends
    /// to `out`.
    pub(super) fn new(
        reading: &'r Reading<'s>,
        mentions: &'r Mentions,
        paragraph: usize,
        edges: &'r Edges,
        out: &'r mut Vec<Link>,
    ) -> Pass<'r, 's> {
        Pass {
            reading,
            mentions,
            paragraph,
            tokens: reading.paragraphs[paragraph].tokens.clone(),
            edges,
            last_subject: None,
            last_actor: None,
            out,
        }
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.reading.within(self.paragraph, at)
    }

    fn is(&self, at: usize, classes: Classes) -> bool {
        self.token(at).is_some_and(|it| it.is(classes))
    }

    fn mention_from(&self, at: usize) -> Option<usize> {
        let edge = *self
            .edges
            .starting
            .get(at.checked_sub(self.tokens.start)?)?;
        (edge != NOBODY).then_some(edge as usize)
    }

    fn mention_until(&self, at: usize) -> Option<usize> {
        let edge = *self.edges.ending.get(at.checked_sub(self.tokens.start)?)?;
        (edge != NOBODY).then_some(edge as usize)
    }

    fn mention(&self, number: usize) -> &Mention {
        &self.mentions.all[number]
    }

    fn add(&mut self, cue: usize, class: CueClass, kind: LinkKind, mention: Option<usize>) {
        self.out.extend(mention.map(|mention| Link {
            mention,
            cue,
            class,
            kind,
            inner: false,
            outer: false,
        }));
    }

    /// Links of the word or mark at `at`.
    pub(super) fn step(&mut self, at: usize) {
        let token = &self.reading.tokens[at];
        match token.kind {
            Kind::Mark(':') => self.colon(at),
            Kind::Word if !token.is(LINKING) => self.signature(at),
            Kind::Word if token.is(ACCORDING) => self.according(at),
            Kind::Word => {
                self.signature(at);
                if token.is(WORDS) {
                    self.in_words_of(at);
                }
                if token.is(PUT) {
                    self.put_it(at);
                }
                if token.is(CUE_NOUN) && !token.is(CAPITAL) {
                    self.noun(at);
                }
                self.word(at, token);
            }
            _ => {}
        }
    }

    /// Where the bracket opens that closes just before `at`.
    fn bracket_start(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).filter(|it| self.tokens.contains(it))?;
        if !self.reading.tokens[before].is_mark(')') {
            return None;
        }
        let from = before.saturating_sub(BRACKET).max(self.tokens.start);
        (from..before)
            .rev()
            .find(|&it| self.reading.tokens[it].is_mark('('))
    }

    /// Links of a verb of saying, or of any word in -ed or auxiliary right after a mention.
    fn word(&mut self, at: usize, token: &Token) {
        let inside_name =
            token.is(CAPITAL) && at > self.tokens.start && self.reading.tokens[at - 1].is_word();
        let class = match () {
            () if inside_name && self.reading.tokens[at - 1].sentence == token.sentence => return,
            () if token.is(SAY) => CueClass::Say,
            () if token.is(STRONG) => CueClass::Strong,
            () if token.is(MEDIUM) => CueClass::Medium,
            () if token.is(AUXILIARY) => CueClass::Auxiliary,
            () if token.is(ED) => CueClass::Other,
            () if token.is(PLAIN_VERB) => return self.note_subject(at, token),
            () => return,
        };
        if matches!(class, CueClass::Auxiliary | CueClass::Other) {
            if class == CueClass::Other {
                self.note_subject(at, token);
            }
            let subject = self.mention_until(at).filter(|_| !token.is(CAPITAL));
            return self.add(at, class, LinkKind::Subject, subject);
        }
        if class == CueClass::Medium && self.is_noun(at, token) {
            return;
        }
        let first = self.out.len();
        self.subject(at, class, token.sentence);
        let direct = self.out[first..]
            .iter()
            .any(|it| it.kind == LinkKind::Subject);
        if self.is_passive(at) {
            self.make_passive(first);
        }
        self.is_how(at);
        if !token.is(GERUND) && !direct {
            self.inverted(at, class);
        }
        // "was called “a disgrace” by Roe"
        let mut quote = at + 1 + usize::from(self.is(at + 1, AS));
        let article = self.token(quote + 1).is_some_and(Token::is_segment)
            && self.is_any_of(quote, &["a", "an", "the"]);
        quote += usize::from(article);
        let quoted = self.token(quote).is_some_and(Token::is_segment);
        let after = if quoted { quote + 1 } else { at + 1 };
        if self.is(after, BY) {
            let words = (after + 1..after + 5)
                .take_while(|&it| self.is_content(it) || self.mention_from(it).is_some());
            let by = words.filter_map(|it| self.mention_from(it)).next();
            let kind = match self.is_passive(at) {
                true => LinkKind::Subject,
                false => LinkKind::By,
            };
            self.add(at, class, kind, by);
            // "was quoted by Roe as saying": Roe only tells it.
            let quotes = self.reading.words.text(token.word).starts_with("quot");
            if let Some(link) = self.out.last_mut().filter(|it| quotes && it.cue == at) {
                link.outer |= Some(link.mention) == by;
            }
        }
    }

    /// "Roe, the mayor, was called odd", "Roe left and was called odd": the links from the one numbered
    /// `first` on are to whom it is said, or of whom.
    fn make_passive(&mut self, first: usize) {
        use LinkKind::{Apposition, Bracket, Conjunct};
        for link in &mut self.out[first..] {
            if matches!(link.kind, Apposition | Bracket | Conjunct) {
                link.kind = LinkKind::Passive;
            }
        }
    }

    /// "Roe press secretary Al Poe": whether what may be a verb has no ending behind one person's
    /// name.
    fn is_noun(&self, at: usize, token: &Token) -> bool {
        let ends = token.is(PAST.or(ED).or(GERUND));
        let one = |it: &Mention| {
            use MentionKind::{Person, Single, Unsure};
            matches!(it.kind, Person | Single | Unsure) && !self.is_coordinate(it)
        };
        !ends
            && !self.reading.words.text(token.word).ends_with('s')
            && self
                .mention_until(at)
                .is_some_and(|it| one(self.mention(it)))
    }

    fn is_any_of(&self, at: usize, words: &[&str]) -> bool {
        let word = self.token(at).filter(|it| it.is_word());
        word.is_some_and(|it| words.contains(&self.reading.words.text(it.word)))
    }

    fn is_content(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|it| it.is_word() && !it.is(FUNCTION))
    }

    /// The subject before a verb.
    fn subject(&mut self, at: usize, class: CueClass, sentence: u32) {
        let start = self.reading.sentence(self.paragraph, sentence).start;
        let end = self.end_of_subject(at, start);
        let of_sentence =
            |it: Option<(u32, usize)>| it.filter(|it| it.0 == sentence).map(|it| it.1);
        let last = of_sentence(self.last_subject);
        let actor = of_sentence(self.last_actor);
        if let Some(subject) = self
            .mention_until(end)
            .filter(|&it| self.mention(it).tokens.start >= start && !self.mention(it).possessive)
        {
            let kind = match self.is_passive(at) {
                true => LinkKind::Passive,
                false => LinkKind::Subject,
            };
            let owner = self.phrase_before_preposition(subject, start);
            let place = owner.is_some() && self.is_where(subject, start);
            self.add(at, class, kind, if place { owner } else { Some(subject) });
            self.add(at, class, LinkKind::SubjectOf, owner);
            if kind != LinkKind::Passive {
                self.last_subject = Some((sentence, owner.unwrap_or(subject)));
                self.last_actor = self.last_subject;
            }
            return;
        }
        let Some(before) = (end > start).then(|| self.reading.tokens[end - 1]) else {
            return;
        };
        if before.is_mark(',') || before.is_dash() {
            self.apposition(at, class, start, end - 1);
            let actor = || actor.or_else(|| self.opener(start));
            // "having called it"
            let doing = self.is(at, GERUND) || end < at && self.is_any_of(end, &["having"]);
            let last = last.or_else(|| actor().filter(|_| doing));
            self.add(at, class, LinkKind::Conjunct, last);
        } else if before.is_mark(')') {
            let name = self
                .bracket_start(end)
                .and_then(|it| self.mention_until(it));
            self.add(at, class, LinkKind::Bracket, name);
        } else if before.is(AS) && self.is(at, GERUND) {
            self.add(
                at,
                class,
                LinkKind::Subject,
                self.quoted_as(end - 1, start).or(last),
            );
        } else if before.is_segment() || before.is(CONJOINS) {
            self.add(at, class, LinkKind::Conjunct, actor);
        } else if self.is(at, GERUND) && before.is(CUE_VERB.or(ED)) {
            // "she remembered telling him"
            self.add(at, class, LinkKind::Conjunct, actor.or(last));
        }
    }

    /// "quoted Roe as saying": who stands before "as"; in "Roe was quoted by Poe as saying", who was
    /// quoted.
    fn quoted_as(&self, before: usize, start: usize) -> Option<usize> {
        let by = |it: usize| {
            let by = self
                .reading
                .before(self.paragraph, self.mention(it).tokens.start);
            by.is_some_and(|it| it.is(BY))
        };
        let quoted = || {
            let links = self.out.iter().rev().take(LINKS_BACK);
            links
                .take_while(|it| it.cue >= start)
                .find(|it| it.kind == LinkKind::Passive)
                .map(|it| it.mention)
        };
        match self.mention_until(before) {
            Some(it) if by(it) => quoted(),
            it => it.filter(|&it| !self.mention(it).possessive),
        }
    }

    /// "was told", "had been asked": whether a form of "be" stands before a past form.
    fn is_passive(&self, at: usize) -> bool {
        let from = at.saturating_sub(4).max(self.tokens.start);
        let mut before = (from..at).rev();
        let auxiliary = before.find(|&it| !self.is(it, ADVERB.or(LY)));
        self.is(at, PAST) && auxiliary.is_some_and(|it| self.is(it, BE))
    }

    /// "Roe, the mayor of Poe, said": the mentions before each comma to the left.
    fn apposition(&mut self, cue: usize, class: CueClass, start: usize, comma: usize) {
        let sign = self.reading.tokens[comma].kind;
        let (mut found, mut person) = (0, false);
        // "Roe’s chairman, Al Poe, said"
        let inside = self.mention_until(comma).filter(|&it| {
            let mention = self.mention(it);
            let before = self.reading.before(self.paragraph, mention.tokens.start);
            mention.kind == MentionKind::Person && before.is_some_and(|it| it.kind == sign)
        });
        self.add(cue, class, LinkKind::Apposition, inside);
        for at in (start.max(comma.saturating_sub(APPOSITION))..comma).rev() {
            if self.reading.tokens[at].kind != sign || found == 3 {
                continue;
            }
            let name = self
                .mention_until(at)
                .or_else(|| self.mention_until(self.bracket_start(at)?));
            if let Some(name) = name.filter(|&it| !self.mention(it).possessive) {
                self.add(cue, class, LinkKind::Apposition, Some(name));
                let whole = self.phrase_before_preposition(name, start);
                let whole = whole.filter(|&it| !person && self.opens_clause(self.mention(it)));
                self.add(cue, class, LinkKind::Apposition, whole);
                person |= self.mention(name).kind.can_be_person();
                found += 1;
            }
        }
    }
}
