//! Labelled articles, and where their labels lie in the stories made of them.

use serde_json::Value;

use crate::span::Span;
use crate::story::draft::Draft;
use crate::story::{BlockKind, Format, Story};

/// A labelled article.
pub struct Article {
    /// Its name.
    pub id: String,
    /// Its text as a story.
    pub story: Story,
    /// Its labelled quotations.
    pub quotes: Vec<Label>,
    /// How often it counts in a fit, so that no one beat rules.
    pub times: f32,
    /// The byte of the story at each code point of the labelled text.
    bytes: Vec<usize>,
}

/// One labelled quotation.
pub struct Label {
    /// The words between the marks.
    pub span: Span,
    /// What the labels say it is.
    pub kind: LabelKind,
    /// The words that name the source.
    pub source: Option<Span>,
    /// Whether the source is a person.
    pub by_person: bool,
    /// Whether the source is worded as a pronoun.
    pub by_pronoun: bool,
    /// The speaker's names; any of them is right.
    pub speakers: Vec<String>,
    /// Whether the speaker is sure enough to be scored.
    pub reliable: bool,
    /// The quotation the segment is part of.
    pub attribution: Option<String>,
    /// Whether the verb of saying stands in the segment's own sentence.
    pub cue_in_sentence: bool,
}

/// What a label says of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelKind {
    /// Somebody's words.
    Quotation,
    /// A title, a nickname, a scare quote.
    Other,
    /// Not to be learnt from.
    Ignored,
}

/// Reads articles from JSON Lines.
///
/// # Errors
/// When a line is not JSON.
pub fn read_articles(lines: &str) -> serde_json::Result<Vec<Article>> {
    let lines = lines.lines().filter(|it| !it.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).map(|it| Article::new(&it)))
        .collect()
}

impl Article {
    fn new(value: &Value) -> Article {
        let text = value["text"].as_str().unwrap_or_default();
        let mut draft = Draft::new("labelled", Format::PlainText);
        for line in text.lines() {
            draft.block(BlockKind::Paragraph, line);
        }
        let story = draft.finish();
        let bytes = align(text, story.text());
        let span = |it: &Value| {
            let at = |key: &str| it[key].as_u64().map(|it| it as usize);
            Some(trimmed(&bytes, at("start")?, at("end")?))
        };
        let quotes = value["quotes"].as_array().into_iter().flatten();
        let quotes = quotes
            .filter_map(|it| Some(label(it, span(it)?, span(&it["source"]))))
            .collect();
        Article {
            id: value["id"].as_str().unwrap_or_default().to_owned(),
            story,
            quotes,
            times: value["times"].as_f64().unwrap_or(1.0) as f32,
            bytes,
        }
    }

    /// The words of the story at some code points of the labelled text.
    pub fn to_story(&self, (start, end): (usize, usize)) -> Span {
        trimmed(&self.bytes, start, end)
    }

    /// The code points of the labelled text that a span of the story covers.
    pub fn to_labels(&self, span: Span) -> (usize, usize) {
        let start = self.bytes.partition_point(|&it| it < span.start());
        (start, self.bytes.partition_point(|&it| it < span.end()))
    }
}

fn label(value: &Value, span: Span, source: Option<Span>) -> Label {
    let text = |key: &str| value[key].as_str().unwrap_or_default();
    let speakers = value["speakers"].as_array().into_iter().flatten();
    Label {
        span,
        kind: match text("kind") {
            "direct" | "mixed" => LabelKind::Quotation,
            "other" if value["suspect"] != true => LabelKind::Other,
            _ => LabelKind::Ignored,
        },
        source,
        by_person: text("speaker_type") == "person",
        by_pronoun: text("source_kind") == "pronoun",
        speakers: speakers
            .filter_map(|it| it.as_str().map(str::to_owned))
            .collect(),
        reliable: value["reliable"] == true,
        attribution: value["attr"].as_str().map(str::to_owned),
        cue_in_sentence: text("cue_loc") == "sentence",
    }
}

/// The byte of `story` at each code point of `text`; what the story leaves out lies at the next
/// one it keeps. One more entry gives the end.
fn align(text: &str, story: &str) -> Vec<usize> {
    let mut kept = story
        .char_indices()
        .filter(|it| !it.1.is_whitespace())
        .peekable();
    let mut res = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        res.push(kept.peek().map_or(story.len(), |it| it.0));
        kept.next_if(|it| it.1 == c);
    }
    res.push(story.len());
    res
}

/// The span of the code points from `start` to `end`, without white space at its ends.
fn trimmed(bytes: &[usize], start: usize, end: usize) -> Span {
    let (first, after) = (bytes[start], bytes[end]);
    // The last code point kept starts at the greatest byte before `after`; the caller compares
    // with spans whose ends are trimmed the same way.
    Span::new(first, after.max(first))
}

impl Label {
    /// Whether this is the label of the segment with these words: same start, and ends with
    /// nothing but marks and white space between.
    pub fn is_of(&self, inner: Span, story: &Story) -> bool {
        if self.span.start() != inner.start() {
            return false;
        }
        let (low, high) = (
            self.span.end().min(inner.end()),
            self.span.end().max(inner.end()),
        );
        !story
            .slice(Span::new(low, high))
            .contains(char::is_alphanumeric)
    }
}
