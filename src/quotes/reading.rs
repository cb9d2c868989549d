//! A story while it is being read for quotations: its paragraphs as tokens, and what each pass
//! has found in them so far.

use std::ops::Range;

use super::lexicon::Words;
use super::lexicon::classes::*;
use super::marks::{self, Mark, Segment};
use super::stretches::{Stretch, can_hold_speech};
use super::tokens::{self, Token, Waiting};
use super::turns::{self, Role, Turn};
use crate::span::Span;
use crate::story::{BlockKind, Story};

/// The paragraphs of a stretch of a story that can hold speech, taken apart.
#[derive(Debug, Default)]
pub struct Reading<'s> {
    /// The story's text.
    pub text: &'s str,
    /// Its distinct words.
    pub words: Words,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Their quoted segments, in order.
    pub segments: Vec<Segment>,
    /// The turns of transcripts and interviews, in order.
    pub turns: Vec<Placed>,
    /// The words that belong to a quotation around another, in order.
    around: Vec<Span>,
    /// All tokens: those of each paragraph, followed by those within its segments.
    pub tokens: Vec<Token>,
    /// The first token of each sentence of each paragraph.
    sentences: Vec<usize>,
    /// Where in the text the stretch begins; what is before it is its lead.
    start: usize,
    /// Room for the marks of one paragraph, and for its words until they are looked up.
    marks: Vec<Mark>,
    waiting: Waiting,
}

/// A turn where it stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Its paragraph.
    pub paragraph: usize,
    /// The segment of its words, if it has any.
    pub segment: Option<usize>,
    /// What it is.
    pub turn: Turn,
    /// What tells that it is said: for one that goes on, what tells that of the one before.
    pub role: Role,
}

/// One paragraph of the body, a heading, or the headline.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its tokens, without those between marks.
    pub tokens: Range<usize>,
    /// Its quoted segments.
    pub segments: Range<usize>,
    /// Whether it is the caption of an image. Captions come after all paragraphs of the body and
    /// hold no speech; they are read for the names in them.
    pub caption: bool,
    /// Whether it is an item of a list.
    pub item: bool,
    /// Whether its words are written with capitals throughout, as headlines are.
    pub title_case: bool,
    /// Its sentences, among those of the reading.
    sentences: Range<usize>,
}

impl<'s> Reading<'s> {
    /// Takes the paragraphs of a stretch of a story apart. `room` has the words that are known already.
    pub fn new(story: &'s Story, stretch: &Stretch, room: Reading<'static>) -> Reading<'s> {
        let room: Reading<'s> = room;
        let mut res = Reading {
            text: story.text(),
            start: stretch.text.start,
            ..room
        };
        let blocks = &story.blocks()[stretch.blocks.clone()];
        let turns = turns::find(story, stretch);
        let mut turns = turns.into_iter().peekable();
        for (number, block) in blocks.iter().enumerate() {
            if !can_hold_speech(block.kind) {
                continue;
            }
            let item = block.kind == BlockKind::ListItem;
            match turns.next_if(|it| it.block == number) {
                Some(turn) => res.add_turn(block.span, item, turn),
                None => res.add_paragraph(block.span, item, stretch.singles),
            }
        }
        let captions = story.images().iter().map(|it| it.span);
        for caption in captions.filter(|it| !it.is_empty() && stretch.text.contains(&it.start())) {
            res.add_caption(caption);
        }
        res.note_spellings();
        res
    }

    /// The words it knows and its lists, emptied: room for the next.
    pub fn done_with(self) -> Reading<'static> {
        Reading {
            text: "",
            words: self.words,
            paragraphs: emptied(self.paragraphs),
            segments: emptied(self.segments),
            turns: emptied(self.turns),
            around: emptied(self.around),
            tokens: emptied(self.tokens),
            sentences: emptied(self.sentences),
            start: 0,
            marks: self.marks,
            waiting: self.waiting,
        }
    }

    /// What tells that a segment is a turn, if it is one.
    pub fn turn_of(&self, segment: usize) -> Option<Role> {
        let at = self
            .turns
            .partition_point(|it| it.segment.is_none_or(|it| it < segment));
        let turn = self.turns.get(at).filter(|it| it.segment == Some(segment));
        turn.map(|it| it.role)
    }

    /// The words that label a paragraph as somebody's turn.
    pub fn label_of(&self, paragraph: usize) -> Option<Span> {
        let at = self
            .turns
            .binary_search_by_key(&paragraph, |it| it.paragraph);
        self.turns[at.ok()?].turn.label
    }

    /// Whether a span is of the lead, of which nothing is reported.
    pub fn is_lead(&self, span: Span) -> bool {
        span.start() < self.start
    }

    fn add_paragraph(&mut self, span: Span, item: bool, singles: bool) {
        let (number, first) = (self.paragraphs.len(), self.segments.len());
        marks::find(self.text, span, singles, &mut self.marks);
        marks::segments(self.text, span, number, &self.marks, &mut self.segments);
        self.take_apart(span, item, first);
    }

    /// Adds a paragraph whose words are somebody's turn.
    fn add_turn(&mut self, span: Span, item: bool, turn: Turn) {
        let (paragraph, first) = (self.paragraphs.len(), self.segments.len());
        let segment = turn.words.map(|words| {
            self.segments
                .push(Segment::unmarked(words, paragraph, !turn.goes_on));
            first
        });
        let role = match (turn.role, self.turns.last()) {
            (Role::GoesOn, Some(before)) => before.role,
            (role, _) => role,
        };
        self.turns.push(Placed {
            paragraph,
            segment,
            turn,
            role,
        });
        self.take_apart(span, item, first);
    }

    /// Takes the words of a paragraph apart whose segments are those from `first` on.
    fn take_apart(&mut self, span: Span, item: bool, first: usize) {
        let from = self.tokens.len();
        let segments = &mut self.segments[first..];
        tokens::of_paragraph(
            self.text,
            span,
            segments,
            first as u32,
            &mut self.words,
            &mut self.waiting,
            &mut self.tokens,
        );
        let outer = from..self.tokens.len();
        for segment in segments {
            let start = self.tokens.len();
            tokens::of_text(
                self.text,
                segment.inner,
                &mut self.words,
                &mut self.waiting,
                &mut self.tokens,
            );
            segment.words = start..self.tokens.len();
            if segment.around_until > segment.outer.end() {
                let around = Span::new(segment.outer.end(), segment.around_until);
                self.around.push(around);
            }
        }
        self.paragraphs.push(Paragraph {
            caption: false,
            item,
            title_case: is_title_case(&self.tokens[outer.clone()]),
            sentences: add_sentences(&self.tokens, outer.clone(), &mut self.sentences),
            tokens: outer,
            segments: first..self.segments.len(),
        });
    }

    fn add_caption(&mut self, span: Span) {
        let from = self.tokens.len();
        let number = self.segments.len();
        tokens::of_paragraph(
            self.text,
            span,
            &mut [],
            0,
            &mut self.words,
            &mut self.waiting,
            &mut self.tokens,
        );
        self.paragraphs.push(Paragraph {
            caption: true,
            item: false,
            title_case: false,
            sentences: add_sentences(&self.tokens, from..self.tokens.len(), &mut self.sentences),
            tokens: from..self.tokens.len(),
            segments: number..number,
        });
    }

    /// Notes which words the story writes in lower case, and which with a capital within sentences.
    fn note_spellings(&mut self) {
        // The sentence of the word before, if that was a word.
        let mut after_word = None;
        for token in &self.tokens {
            if !token.is_word() {
                after_word = None;
                continue;
            }
            if !token.is(CAPITAL) {
                self.words.saw_in_lower_case(token.word);
            } else if after_word == Some(token.sentence) {
                self.words.saw_capital_inside(token.word);
            }
            after_word = Some(token.sentence);
        }
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &'s str {
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }

    /// Whether the reporter's words at `span` are none: they go on a quotation around another.
    pub fn is_quoted(&self, span: Span) -> bool {
        let at = self.around.partition_point(|it| it.start() <= span.start());
        at > 0 && span.start() < self.around[at - 1].end()
    }

    /// The words of some tokens, at least one.
    pub fn span_of(&self, tokens: &Range<usize>) -> Span {
        let first = self.tokens[tokens.start].span();
        first.join(self.tokens[tokens.end - 1].span())
    }

    /// The token before `at`, in the same paragraph.
    pub fn before(&self, paragraph: usize, at: usize) -> Option<&Token> {
        let first = self.paragraphs[paragraph].tokens.start;
        (at > first).then(|| &self.tokens[at - 1])
    }

    /// The token at `at`, if it is one of the paragraph's.
    pub fn within(&self, paragraph: usize, at: usize) -> Option<&Token> {
        self.paragraphs[paragraph]
            .tokens
            .contains(&at)
            .then(|| &self.tokens[at])
    }

    /// The tokens of a sentence of a paragraph.
    pub fn sentence(&self, paragraph: usize, number: u32) -> Range<usize> {
        let it = &self.paragraphs[paragraph];
        let starts = &self.sentences[it.sentences.clone()];
        let start = |number: usize| starts.get(number).copied().unwrap_or(it.tokens.end);
        start(number as usize)..start(number as usize + 1)
    }
}

fn emptied<T>(mut list: Vec<T>) -> Vec<T> {
    list.clear();
    list
}

/// Whether more than seven in ten of the longer words have capitals, and nearly all of those that
/// are no function words.
fn is_title_case(tokens: &[Token]) -> bool {
    let (mut count, mut capitals, mut plain) = (0, 0, 0);
    for token in tokens {
        let longer = token.is_word() && token.end - token.start > 3;
        count += usize::from(longer);
        capitals += usize::from(longer && token.is(CAPITAL));
        plain += usize::from(longer && !token.is(CAPITAL.or(FUNCTION)));
        // Most paragraphs are told to be none by their first words.
        if plain * 20 > tokens.len() {
            return false;
        }
    }
    count > 3 && capitals * 10 > count * 7 && plain * 20 <= count
}

/// Appends the first token of each sentence of the paragraph with these tokens.
fn add_sentences(tokens: &[Token], paragraph: Range<usize>, out: &mut Vec<usize>) -> Range<usize> {
    let from = out.len();
    for at in paragraph {
        if tokens[at].sentence as usize == out.len() - from {
            out.push(at);
        }
    }
    from..out.len()
}
