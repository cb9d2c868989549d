//! A story while it is being read for quotations: its paragraphs as tokens, and what each pass
//! has found in them so far.

use std::ops::Range;

use super::lexicon::Words;
use super::lexicon::classes::*;
use super::marks::{self, Segment};
use super::tokens::{self, Token};
use crate::span::Span;
use crate::story::{BlockKind, Story};

/// The paragraphs of a story that can hold speech, taken apart.
#[derive(Debug)]
pub struct Reading<'s> {
    /// The story's text.
    pub text: &'s str,
    /// Its distinct words.
    pub words: Words,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Their quoted segments, in order.
    pub segments: Vec<Segment>,
    /// All tokens: those of each paragraph, followed by those within its segments.
    pub tokens: Vec<Token>,
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
    /// Whether its words are written with capitals throughout, as headlines are.
    pub title_case: bool,
    /// The index of the first token of each sentence.
    pub sentences: Vec<usize>,
}

impl<'s> Reading<'s> {
    /// Takes a story's paragraphs apart.
    pub fn new(story: &'s Story) -> Reading<'s> {
        let body = || {
            let blocks = story.blocks().iter();
            blocks.filter(|it| can_hold_speech(it.kind))
        };
        let singles = marks::quotes_with_singles(body().map(|it| story.slice(it.span)));
        let mut res = Reading {
            text: story.text(),
            words: Words::new(),
            paragraphs: Vec::new(),
            segments: Vec::new(),
            // A token is some five bytes long, with the space behind it. A long story's list grows.
            tokens: Vec::with_capacity((story.text().len() / 4).min(1 << 16)),
        };
        for block in body() {
            res.add_paragraph(block.span, singles);
        }
        for image in story.images().iter().filter(|it| !it.span.is_empty()) {
            res.add_caption(image.span);
        }
        res.note_spellings();
        res
    }

    fn add_paragraph(&mut self, span: Span, singles: bool) {
        let (number, first) = (self.paragraphs.len(), self.segments.len());
        marks::segments(self.text, span, number, singles, &mut self.segments);
        let from = self.tokens.len();
        let segments = &mut self.segments[first..];
        tokens::of_paragraph(
            self.text,
            span,
            segments,
            first as u32,
            &mut self.words,
            &mut self.tokens,
        );
        let outer = from..self.tokens.len();
        for segment in segments {
            let start = self.tokens.len();
            tokens::of_text(self.text, segment.inner, &mut self.words, &mut self.tokens);
            segment.words = start..self.tokens.len();
        }
        self.paragraphs.push(Paragraph {
            caption: false,
            title_case: is_title_case(&self.tokens[outer.clone()]),
            sentences: sentence_starts(&self.tokens, outer.clone()),
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
            &mut self.tokens,
        );
        self.paragraphs.push(Paragraph {
            caption: true,
            title_case: false,
            sentences: sentence_starts(&self.tokens, from..self.tokens.len()),
            tokens: from..self.tokens.len(),
            segments: number..number,
        });
    }

    /// Notes which words the story writes in lower case, and which with a capital within sentences.
    fn note_spellings(&mut self) {
        let mut before: Option<Token> = None;
        for token in &self.tokens {
            if token.is_word() && !token.is(CAPITAL) {
                self.words.saw_in_lower_case(token.word);
            } else if token.is_word()
                && before.is_some_and(|it| it.is_word() && it.sentence == token.sentence)
            {
                self.words.saw_capital_inside(token.word);
            }
            before = Some(*token);
        }
    }

    /// The words a span covers.
    pub fn slice(&self, span: Span) -> &'s str {
        self.text.get(span.start()..span.end()).unwrap_or_default()
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
        let number = number as usize;
        let start = it.sentences.get(number).copied().unwrap_or(it.tokens.end);
        start
            ..it.sentences
                .get(number + 1)
                .copied()
                .unwrap_or(it.tokens.end)
    }
}

/// Captions, bylines and datelines are not speech.
fn can_hold_speech(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Image(_)
    )
}

/// Whether more than seven in ten of the longer words have capitals, and nearly all of those that
/// are no function words.
fn is_title_case(tokens: &[Token]) -> bool {
    let longer = || {
        tokens
            .iter()
            .filter(|it| it.is_word() && it.end - it.start > 3)
    };
    let capitals = longer().filter(|it| it.is(CAPITAL)).count();
    let plain = longer().filter(|it| !it.is(CAPITAL.or(FUNCTION))).count();
    let count = longer().count();
    count > 3 && capitals * 10 > count * 7 && plain * 20 <= count
}

fn sentence_starts(tokens: &[Token], range: Range<usize>) -> Vec<usize> {
    let mut res = Vec::new();
    for at in range {
        if tokens[at].sentence as usize == res.len() {
            res.push(at);
        }
    }
    res
}
