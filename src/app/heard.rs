//! What was found of a story's voices, in the order the screen asks for it.

use crate::quotes::corrections::{Correction, apply};
use crate::quotes::{Attribution, Finder, Quote, QuoteKind, SoFar, Speaker, Sureness, Voices};
use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::Story;

/// Who said it: a speaker, or nobody known.
pub type Who = Option<SpeakerId>;

/// The voices of a story, with the orders and figures that every frame needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    voices: Voices,
    /// Every part of every quotation, by where it starts.
    parts: Vec<Part>,
    /// The quotations somebody said, in reading order. Titles and nicknames are not among them.
    spoken: Vec<QuoteId>,
    /// Those of each speaker, and last those nobody is known to have said.
    said: Vec<Vec<QuoteId>>,
    /// Whether statements without marks were listened for too.
    with_statements: bool,
    /// How much of the story's text was listened to, in bytes, while there is more.
    reached: Option<usize>,
    /// How many corrections are of quotations that are not there any more.
    lost: usize,
    /// How much each speaker is quoted, and last how much is quoted of nobody known.
    shares: Vec<Share>,
}

/// What there is to tell before all of a long story was listened to.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// So many bytes of its text were.
    Reached(usize),
    /// This was heard so far.
    SoFar(Box<Heard>),
}

/// How much of a story is one speaker's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many quotations.
    pub quotes: usize,
    /// How many words in them.
    pub words: usize,
    /// Where the first quotation starts.
    pub first: usize,
    /// Where the last one does.
    pub last: usize,
    /// How sure the least sure attributions are, and how many of them there are.
    pub doubt: Option<(Sureness, usize)>,
}

/// A piece of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its words.
    pub span: Span,
    /// The quotation it belongs to.
    pub quote: QuoteId,
    /// The furthest end of this part and all before it.
    reach: usize,
}

impl Heard {
    /// Listens to a story, also for the statements that it reports without marks if `with_statements`,
    /// and puts right what the reader knows better. Of a long story there is `news` on the way.
    pub fn listen(
        story: &Story,
        corrections: &[Correction],
        with_statements: bool,
        news: &mut dyn FnMut(News),
    ) -> Heard {
        let heard = |mut voices: Voices, reached: Option<usize>| {
            let lost = apply(story, &mut voices, corrections).lost;
            Heard {
                with_statements,
                reached,
                lost,
                ..Heard::new(story, voices)
            }
        };
        let mut next = 0;
        let voices = Finder::new().listen(story, with_statements, &mut |so_far: SoFar<'_>| {
            let reached = so_far.reached;
            news(News::Reached(reached));
            // Each time there is twice as much to tell, so that telling costs no more than finding.
            if reached >= next {
                next = 2 * reached;
                let heard = heard(so_far.voices(), Some(reached));
                news(News::SoFar(Box::new(heard)));
            }
        });
        heard(voices, None)
    }

    /// Puts the voices of `story` in order.
    pub fn new(story: &Story, voices: Voices) -> Heard {
        let all = || (0..voices.quotes.len() as u32).map(QuoteId);
        let quote = |id: QuoteId| &voices.quotes[id.index()];
        let mut spoken: Vec<QuoteId> = all().filter(|it| is_spoken(quote(*it))).collect();
        spoken.sort_by_key(|it| start(quote(*it)));
        let mut shares = vec![Share::default(); voices.speakers.len() + 1];
        let mut said = vec![Vec::new(); voices.speakers.len() + 1];
        for &id in &spoken {
            let who = quote(id).speaker;
            let who = who.map_or(voices.speakers.len(), SpeakerId::index);
            shares[who].add(story, quote(id));
            said[who].push(id);
        }
        Heard {
            parts: parts(&voices),
            said,
            with_statements: false,
            reached: None,
            lost: 0,
            spoken,
            shares,
            voices,
        }
    }

    /// The voices themselves.
    pub fn voices(&self) -> &Voices {
        &self.voices
    }

    /// How much of the story's text was listened to, in bytes; nothing when all of it was.
    pub fn reached(&self) -> Option<usize> {
        self.reached
    }

    /// How many corrections are of quotations that are not there, once all of the story was listened to.
    pub fn lost(&self) -> usize {
        self.reached.map_or(self.lost, |_| 0)
    }

    /// Remembers that the story was listened to so far.
    pub(super) fn reach(&mut self, reached: usize) {
        self.reached = self.reached.map(|it| it.max(reached));
    }

    /// Whether statements without marks are among the quotations.
    pub fn with_statements(&self) -> bool {
        self.with_statements
    }

    /// Whether the words are reported without marks.
    pub fn is_statement(&self, id: QuoteId) -> bool {
        self.quote(id).kind == QuoteKind::Indirect
    }

    /// The quotation called `id`.
    pub fn quote(&self, id: QuoteId) -> &Quote {
        &self.voices.quotes[id.index()]
    }

    /// Whether somebody, known or not, said it: it is no title, nickname or phrase.
    pub fn is_spoken(&self, id: QuoteId) -> bool {
        is_spoken(self.quote(id))
    }

    /// Where the first word of a quotation stands.
    pub fn start(&self, id: QuoteId) -> usize {
        start(self.quote(id))
    }

    /// Who said a quotation.
    pub fn who(&self, id: QuoteId) -> Who {
        self.quote(id).speaker
    }

    /// A speaker, if one is known.
    pub fn speaker(&self, who: Who) -> Option<&Speaker> {
        self.voices.speakers.get(who?.index())
    }

    /// The speaker's name, or what to call nobody known.
    pub fn name(&self, who: Who) -> &str {
        self.speaker(who)
            .map_or("nobody known", |it| it.name.as_str())
    }

    /// The quotations somebody said, in reading order.
    pub fn spoken(&self) -> &[QuoteId] {
        &self.spoken
    }

    /// What one speaker said, in reading order.
    pub fn said_by(&self, who: Who) -> impl Iterator<Item = QuoteId> {
        let unknown = self.voices.speakers.len();
        let said = self.said.get(who.map_or(unknown, SpeakerId::index));
        said.into_iter().flatten().copied()
    }

    /// How much a speaker is quoted.
    pub fn share(&self, who: Who) -> Share {
        self.shares[who.map_or(self.voices.speakers.len(), SpeakerId::index)]
    }

    /// Everybody who said something, in the order they are first quoted; nobody known comes last.
    pub fn everybody(&self) -> impl Iterator<Item = Who> {
        let speakers = (0..self.voices.speakers.len() as u32).map(|it| Some(SpeakerId(it)));
        let known = speakers.filter(|it| self.said_by(*it).next().is_some());
        let unknown = self.said_by(None).next().map(|_| None);
        known.chain(unknown)
    }

    /// The parts of quotations within `span`, last first.
    pub fn parts_in(&self, span: Span) -> impl Iterator<Item = Part> {
        let before = self
            .parts
            .partition_point(|it| it.span.start() < span.end());
        let near = self.parts[..before].iter().rev();
        near.take_while(move |it| it.reach > span.start())
            .filter(move |it| it.span.meet(span).is_some())
            .copied()
    }

    /// The first spoken quotation that starts after byte `at`.
    pub fn next_after(&self, at: usize, wanted: impl Fn(QuoteId) -> bool) -> Option<QuoteId> {
        let from = self.spoken.partition_point(|it| self.start(*it) <= at);
        self.spoken[from..].iter().copied().find(|it| wanted(*it))
    }

    /// The first phrase in marks, said by nobody, that starts after byte `at`; else the first of all.
    pub fn phrase_after(&self, at: usize) -> Option<QuoteId> {
        let after = self.parts.partition_point(|it| it.span.start() <= at);
        let (before, after) = self.parts.split_at(after);
        let phrases = after.iter().chain(before).map(|it| it.quote);
        phrases.into_iter().find(|it| !self.is_spoken(*it))
    }

    /// The last spoken quotation that starts before byte `at`.
    pub fn last_before(&self, at: usize, wanted: impl Fn(QuoteId) -> bool) -> Option<QuoteId> {
        let until = self.spoken.partition_point(|it| self.start(*it) < at);
        self.spoken[..until]
            .iter()
            .rev()
            .copied()
            .find(|it| wanted(*it))
    }
}

impl Share {
    /// Adds a quotation, which comes after those added before.
    fn add(&mut self, story: &Story, quote: &Quote) {
        if self.quotes == 0 {
            self.first = start(quote);
        }
        self.last = start(quote);
        self.quotes += 1;
        self.words += count_words(story, quote);
        let sureness = quote.attribution.as_ref().map(Attribution::sureness);
        self.doubt = match (self.doubt, sureness) {
            (Some((least, many)), Some(it)) if it == least => Some((least, many + 1)),
            (Some((least, _)), Some(it)) if it < least => Some((it, 1)),
            (None, Some(it)) => Some((it, 1)),
            (known, _) => known,
        };
    }
}

fn is_spoken(quote: &Quote) -> bool {
    quote.kind != QuoteKind::Other && !quote.parts.is_empty()
}

fn start(quote: &Quote) -> usize {
    quote.parts.first().map_or(0, |it| it.start())
}

fn count_words(story: &Story, quote: &Quote) -> usize {
    let words = |part: &Span| story.slice(*part).split_whitespace().count();
    quote.parts.iter().map(words).sum()
}

fn parts(voices: &Voices) -> Vec<Part> {
    let mut res = Vec::new();
    for (id, quote) in voices.quotes.iter().enumerate() {
        let quote_id = QuoteId(id as u32);
        let part = |span: &Span| Part {
            span: *span,
            quote: quote_id,
            reach: 0,
        };
        res.extend(quote.parts.iter().map(part));
    }
    res.sort_by_key(|it| it.span);
    let mut reach = 0;
    for part in &mut res {
        reach = reach.max(part.span.end());
        part.reach = reach;
    }
    res
}
