//! Stories, quotations and captions as output for people and scripts.
//!
//! The only place that serialises: the inner types know nothing of JSON. The JSON of `show` is a
//! contract with scripts: fields may be added, never renamed.

pub mod csv;
pub mod json;
pub mod markdown;
mod object;
pub mod text;

use std::io::{self, Write};

use crate::quotes::{Quote, QuoteKind, Voices};
use crate::span::SpeakerId;
use crate::story::{Image, ImageRole, Story};

/// What is asked of the stories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole story.
    Story,
    /// Who said what.
    Quotes,
    /// The image captions.
    Images,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// For reading.
    Text,
    /// One JSON value for everything.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// Comma-separated values with a line of names (RFC 4180).
    Csv,
    /// Markdown.
    Markdown,
}

/// A story with its quotations, as asked for.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The name of its source, with its number there when it is one of many. Safe to show.
    pub source: &'a str,
    /// The story.
    pub story: &'a Story,
    /// Its quotations and speakers.
    pub voices: &'a Voices,
    /// Only quotations by speakers whose name holds this, in any case.
    pub speaker: Option<&'a str>,
}

impl<'a> Telling<'a> {
    /// The quotations asked for, with their place in the list.
    pub fn quotes(self) -> impl Iterator<Item = (usize, &'a Quote)> {
        let all = self.voices.quotes.iter().enumerate();
        all.filter(move |(_, quote)| self.is_wanted(quote.speaker))
    }

    /// How many quotations, and how many statements without marks, are asked for, in words; by
    /// one speaker or by all.
    pub fn counted(self, speaker: Option<SpeakerId>) -> String {
        let theirs = |it: &&Quote| speaker.is_none() || it.speaker == speaker;
        let all: Vec<&Quote> = self.quotes().map(|it| it.1).filter(theirs).collect();
        let indirect = all
            .iter()
            .filter(|it| it.kind == QuoteKind::Indirect)
            .count();
        let quotations = text::counted(all.len() - indirect, "quotation");
        match indirect {
            0 => quotations,
            _ => format!("{quotations}, {}", text::counted(indirect, "statement")),
        }
    }

    /// The name shown for a speaker, if known.
    pub fn name_of(self, speaker: Option<SpeakerId>) -> Option<&'a str> {
        let speaker = self.voices.speakers.get(speaker?.index())?;
        Some(&speaker.name)
    }

    /// Whether a speaker is one of those asked for.
    pub fn is_wanted(self, speaker: Option<SpeakerId>) -> bool {
        let Some(wanted) = self.speaker else {
            return true;
        };
        let wanted = wanted.to_lowercase();
        self.name_of(speaker)
            .is_some_and(|it| it.to_lowercase().contains(&wanted))
    }

    /// The words of a quotation for people: its paragraphs on lines of their own, an ellipsis where
    /// the reporter interrupts.
    pub fn words_of(self, quote: &Quote) -> String {
        quote.paragraphs(self.story, " … ").join("\n")
    }

    /// The images, those of the story before the banners.
    pub fn images(self) -> impl Iterator<Item = (usize, &'a Image)> {
        let of = move |role: ImageRole| {
            let all = self.story.images().iter().enumerate();
            all.filter(move |(_, image)| image.role == role)
        };
        of(ImageRole::Photo).chain(of(ImageRole::Promo))
    }
}

/// What is asked, and how the answer is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is asked of the stories.
    pub subject: Subject,
    /// How the answer is written.
    pub notation: Notation,
    /// Only quotations by speakers whose name holds this, in any case.
    pub speaker: Option<String>,
    /// Whether statements without marks are asked for too, where quotations are.
    pub indirect: bool,
}

impl Question {
    /// Whether the quotations must be found to answer.
    pub fn needs_voices(&self) -> bool {
        let prose = matches!(self.notation, Notation::Text | Notation::Markdown);
        match self.subject {
            Subject::Images => false,
            Subject::Story => !prose,
            Subject::Quotes => true,
        }
    }

    /// Whether statements without marks must be found to answer. Everything known of a story has them.
    pub fn needs_statements(&self) -> bool {
        self.needs_voices() && (self.indirect || self.subject == Subject::Story)
    }

    /// How many bytes the answer for a story takes, more or less.
    fn likely_length(&self, story: &Story) -> usize {
        match (self.subject, self.needs_voices()) {
            (Subject::Story, true) => 3 * story.text().len(),
            (Subject::Story | Subject::Quotes, _) => story.text().len(),
            (Subject::Images, _) => 0,
        }
    }

    /// The answer for one story, to be put between others by an [`Exporter`].
    ///
    /// # Errors
    /// Only those of serialising; writing to memory does not fail.
    pub fn answer(&self, source: &str, story: &Story, voices: &Voices) -> io::Result<Vec<u8>> {
        let telling = Telling {
            source,
            story,
            voices,
            speaker: self.speaker.as_deref(),
        };
        let mut out = Vec::with_capacity(self.likely_length(story));
        let to = &mut out;
        match (self.notation, self.subject) {
            (Notation::Json, _) => json::write(to, self.subject, telling),
            (Notation::JsonLines, _) => json::write_lines(to, self.subject, telling),
            (Notation::Csv, _) => csv::write(to, self.subject, telling)?,
            (Notation::Markdown, Subject::Story) => markdown::story(to, telling)?,
            (Notation::Markdown, Subject::Quotes) => markdown::quotes(to, telling)?,
            (Notation::Markdown, Subject::Images) => markdown::images(to, telling)?,
            (Notation::Text, Subject::Story) => text::story(to, telling)?,
            (Notation::Text, Subject::Quotes) => text::quotes(to, telling)?,
            (Notation::Text, Subject::Images) => text::images(to, telling)?,
        }
        Ok(out)
    }
}

/// Puts the answers for several stories together as one output.
#[derive(Debug)]
pub struct Exporter<W> {
    out: W,
    subject: Subject,
    notation: Notation,
    /// Whether JSON is an array of several.
    several: bool,
    written: usize,
}

impl<W: Write> Exporter<W> {
    /// Writes to `out`. With `several`, JSON is an array with an object a story.
    pub fn new(out: W, question: &Question, several: bool) -> Exporter<W> {
        Exporter {
            out,
            subject: question.subject,
            notation: question.notation,
            several,
            written: 0,
        }
    }

    /// Writes one story's answer.
    ///
    /// # Errors
    /// Those of the output.
    pub fn write(&mut self, answer: &[u8]) -> io::Result<()> {
        match (self.notation, self.several, self.written) {
            (Notation::Json, true, 0) => self.out.write_all(b"[\n")?,
            (Notation::Json, true, _) => self.out.write_all(b",\n")?,
            (Notation::Csv, _, 0) => csv::write_names(&mut self.out, self.subject)?,
            (Notation::Text | Notation::Markdown, _, 1..) => self.out.write_all(b"\n")?,
            _ => {}
        }
        self.written += 1;
        self.out.write_all(answer)
    }

    /// Closes what is open and hands everything on.
    ///
    /// # Errors
    /// Those of the output.
    pub fn finish(mut self) -> io::Result<()> {
        match (self.notation, self.several, self.written) {
            (Notation::Json, true, 0) => self.out.write_all(b"[]\n")?,
            (Notation::Json, true, _) => self.out.write_all(b"\n]\n")?,
            (Notation::Json, false, 1..) => self.out.write_all(b"\n")?,
            _ => {}
        }
        self.out.flush()
    }
}
