//! Voices without marks: the turns of transcripts and interviews, and passages that the page sets off
//! as quotations.
//!
//! The shape of the page tells them, before a word is looked up: several paragraphs that a label opens
//! and that speak as people do (`transcript`), questions that are bold, italic or headings with answers
//! in the first person (`interview`), a passage set off with its source (`set_off`). The words of a
//! turn become a segment, as if they stood between marks; `voices` finds whose turn it is once the
//! cast is known.

mod interview;
mod labels;
mod set_off;
mod transcript;
pub mod voices;
mod wording;

use super::stretches::{Stretch, can_hold_speech};
use crate::span::Span;
use crate::story::{BlockKind, Story};

/// What somebody says in one block.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// The block, counted from the first of the stretch.
    pub block: usize,
    /// The words that name the speaker in this block.
    pub label: Option<Span>,
    /// The words said; none where the label stands alone.
    pub words: Option<Span>,
    /// What tells that they are said.
    pub role: Role,
    /// Whether the next block goes on with it.
    pub goes_on: bool,
}

/// What tells that words are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The label beside them.
    Labelled,
    /// Nothing ends the turn before.
    GoesOn,
    /// A question of an interview without a label.
    Question,
    /// The answer to one.
    Answer,
    /// The page sets them off. Whose they are is weighed as for any quotation.
    SetOff,
}

/// A block that may hold speech.
struct Line<'t> {
    /// Its number, counted from the first of the stretch.
    block: usize,
    text: &'t str,
    span: Span,
    kind: BlockKind,
    /// Whether it is bold or italic throughout.
    emphasised: bool,
}

impl Line<'_> {
    fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    /// The span of some bytes of its text without white space at their ends; `None` if nothing is left.
    fn within(&self, from: usize, to: usize) -> Option<Span> {
        let words = self.text.get(from..to)?;
        let lead = words.len() - words.trim_start().len();
        let len = words.trim().len();
        let start = self.span.start() + from + lead;
        (len > 0).then(|| Span::new(start, start + len))
    }

    /// Whether a quotation mark stands in it.
    fn has_marks(&self) -> bool {
        self.text.contains(MARKS)
    }

    /// Whether brackets hold all of it ("[Applause]").
    fn is_bracketed(&self) -> bool {
        let text = self.text.trim();
        text.starts_with(['(', '[']) && text.trim_end_matches('.').ends_with([')', ']'])
    }
}

/// Marks that quotations stand between.
const MARKS: [char; 8] = ['"', '“', '”', '„', '«', '»', '「', '」'];

/// The turns of a stretch of a story, in order.
pub fn find(story: &Story, stretch: &Stretch) -> Vec<Turn> {
    let first = stretch.blocks.start;
    let blocks = story.blocks()[stretch.blocks.clone()].iter().enumerate();
    let body = blocks.filter(|(_, it)| {
        let lead = matches!(it.kind, BlockKind::Headline | BlockKind::Standfirst);
        can_hold_speech(it.kind) && !lead
    });
    let lines: Vec<Line<'_>> = body
        .map(|(block, it)| Line {
            block,
            text: story.slice(it.span),
            span: it.span,
            kind: it.kind,
            emphasised: story.is_emphasised(first + block),
        })
        .collect();
    let mut turns: Vec<Option<Turn>> = vec![None; lines.len()];
    transcript::find(&lines, &mut turns);
    interview::find(&lines, &mut turns);
    set_off::find(&lines, &mut turns);
    turns.into_iter().flatten().collect()
}
