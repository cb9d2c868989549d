//! All that is known of the quotation the reader is at: who said it, and why that is thought.

use super::bindings::Action;
use super::heard::{Heard, Who};
use super::keymap::Command;
use super::reading::Reading;
use super::screen::Pane;
use super::update::steps;
use super::{App, Effect};
use crate::layout::rows::wrapped;
use crate::quotes::{Attribution, How, Quote, QuoteKind, SpeakerKind};
use crate::span::QuoteId;

/// Something known of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it tells; empty where it goes on with the row above.
    pub label: &'static str,
    /// The words.
    pub text: String,
    /// Whether these are the story's own words.
    pub quoted: bool,
}

/// Columns for labels; on a narrow screen they stand before the words.
pub const LABELS: u16 = 11;

/// The narrowest pane with a column for labels.
const NARROW: u16 = 40;

/// In one word or two, how the words that stand for a speaker were understood.
pub fn how_told(how: How) -> Option<&'static str> {
    match how {
        How::Name => Some("full name"),
        How::Surname => Some("surname"),
        How::Title => Some("title"),
        How::Pronoun => Some("pronoun"),
        How::Organisation => Some("organisation"),
        How::Continuation => Some("goes on"),
        How::Sequence => Some("by turns"),
        How::Hand => Some("by hand"),
        How::None => None,
    }
}

impl App {
    /// Turns to what is known of the quotation the reader is at, or from it back to the story.
    pub(super) fn ask_why(&mut self) {
        let here = self.shelf.reading().and_then(Reading::quote_told_of);
        if here.is_none() && self.focus != Pane::Why {
            self.notice = Some("There is no quote here.".to_owned());
            return;
        }
        self.why_top = 0;
        self.turn_to(Pane::Why);
    }

    /// What a command does there; `None` if it does what it does everywhere.
    pub(super) fn act_in_why(&mut self, command: Command) -> Option<Vec<Effect>> {
        if self.focus != Pane::Why {
            return None;
        }
        let steps = match command.action {
            Action::Top => isize::MIN,
            Action::End => isize::MAX,
            _ => match steps(command, self.page()) {
                Some(steps) => steps,
                None => {
                    // Another quotation is told of from its beginning.
                    self.why_top = 0;
                    return None;
                }
            },
        };
        self.scroll_why(steps);
        Some(Vec::new())
    }

    pub(super) fn scroll_why(&mut self, steps: isize) {
        let room = usize::from(self.screen.body.height.saturating_sub(1));
        let last = self.why().len().saturating_sub(room);
        self.why_top = self.why_top.saturating_add_signed(steps).min(last);
    }

    /// The first row of it that is shown.
    pub fn why_top(&self) -> usize {
        self.why_top
    }

    /// All that is known of the quotation the reader is at, in rows as wide as the story's pane.
    pub fn why(&self) -> Vec<Row> {
        let mut told = self.shelf.reading().map(told).unwrap_or_default();
        told.extend([Row::new("", ""), Row::new("keys", self.what_to_do_then())]);
        let width = self.screen.body.width;
        told.into_iter().flat_map(|it| it.wrapped(width)).collect()
    }
}

impl App {
    /// What can be done about it, by the keys there are.
    fn what_to_do_then(&self) -> String {
        let key = |action| self.keymap.first_key(action);
        format!(
            "{} puts it right, {} goes to each name, {} goes to the next quote",
            key(Action::Correct),
            key(Action::Mentions),
            key(Action::NextQuote),
        )
    }
}

impl Row {
    fn new(label: &'static str, text: impl Into<String>) -> Row {
        Row {
            label,
            text: text.into(),
            quoted: false,
        }
    }

    fn wrapped(self, width: u16) -> Vec<Row> {
        let narrow = width < NARROW;
        let before = if narrow || self.quoted { 2 } else { LABELS + 2 };
        let text = match narrow && !self.label.is_empty() {
            true => format!("{}: {}", self.label, self.text),
            false => self.text,
        };
        let rows = wrapped(&text, usize::from(width.saturating_sub(before)).max(1));
        let label = |number| {
            if number == 0 && !narrow {
                self.label
            } else {
                ""
            }
        };
        let rows = rows.into_iter().enumerate();
        rows.map(|(number, it)| Row {
            quoted: self.quoted,
            ..Row::new(label(number), it)
        })
        .collect()
    }
}

impl Reading {
    /// The phrase the reader is at, or else the quotation.
    pub fn quote_told_of(&self) -> Option<QuoteId> {
        self.phrase_here().or(self.current_quote())
    }
}

/// What is known of the quotation the reader is at.
fn told(reading: &Reading) -> Vec<Row> {
    let Some((heard, id)) = reading.heard().zip(reading.quote_told_of()) else {
        return Vec::new();
    };
    let quote = heard.quote(id);
    let mut res = words_of(reading, quote);
    res.extend([Row::new("", ""), Row::new("this is", kind_told(quote.kind))]);
    if quote.kind != QuoteKind::Other {
        res.extend(about_speaker(reading, heard, quote.speaker));
    }
    if let Some(attribution) = &quote.attribution {
        res.extend(about_attribution(reading, quote, attribution));
    }
    res
}

/// The words themselves, each paragraph after an opening mark as it is printed.
fn words_of(reading: &Reading, quote: &Quote) -> Vec<Row> {
    let mut paragraphs = quote.paragraphs(reading.story(), " … ");
    if quote.kind != QuoteKind::Indirect {
        paragraphs.iter_mut().for_each(|it| it.insert(0, '“'));
        paragraphs
            .last_mut()
            .into_iter()
            .for_each(|it| it.push('”'));
    }
    let row = |text| Row {
        quoted: true,
        ..Row::new("", text)
    };
    paragraphs.into_iter().map(row).collect()
}

fn kind_told(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "a whole utterance, in marks",
        QuoteKind::Partial => "words in marks within the reporter’s sentence",
        QuoteKind::Indirect => "reported without marks, in the reporter’s words",
        QuoteKind::Other => "a phrase in marks that nobody said: a title, a nickname",
    }
}

/// Who it is, how much they are quoted, and what else they are called.
fn about_speaker(reading: &Reading, heard: &Heard, who: Who) -> Vec<Row> {
    let share = heard.share(who);
    let quoted = format!(
        "{} of {} quotes, {} words",
        share.quotes,
        heard.spoken().len(),
        share.words
    );
    let Some(speaker) = heard.speaker(who) else {
        return vec![
            Row::new("said by", "nobody known: the story does not tell"),
            Row::new("quoted", quoted),
        ];
    };
    let mut res = vec![Row::new(
        "said by",
        format!("{}, {}", speaker.name, what(speaker.kind)),
    )];
    res.extend(speaker.title.as_ref().map(|it| Row::new("described", it)));
    res.push(Row::new("quoted", quoted));
    let names = reading.names_of(who).into_iter();
    let names: Vec<String> = names
        .map(|(name, times)| format!("{name} {times}"))
        .collect();
    if !names.is_empty() {
        res.push(Row::new("called", names.join(", ")));
    }
    res
}

fn what(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "a person",
        SpeakerKind::Organisation => "an organisation",
        SpeakerKind::Group => "a group",
        SpeakerKind::Document => "a document",
        SpeakerKind::Anonymous => "somebody without a name",
    }
}

/// By which words, how sure, and for which reasons.
fn about_attribution(reading: &Reading, quote: &Quote, attribution: &Attribution) -> Vec<Row> {
    let story = reading.story();
    let marked = |it| format!("“{}”", story.slice(it));
    let how = how_told(attribution.how);
    let told_by = match (attribution.source.map(marked), how) {
        (Some(words), Some(how)) => Some(format!("{words}, {how}")),
        (words, how) => words.or(how.map(str::to_owned)),
    };
    let mut res: Vec<Row> = Vec::new();
    res.extend(told_by.map(|it| Row::new("named by", it)));
    res.extend(attribution.cue.map(|it| Row::new("cue", marked(it))));
    if quote.speaker.is_some() || quote.kind == QuoteKind::Other {
        res.push(Row::new("how sure", how_sure(attribution)));
    }
    let reasons = attribution.reasons.iter().enumerate();
    res.extend(
        reasons.map(|(number, it)| Row::new(if number == 0 { "because" } else { "and" }, it)),
    );
    res
}

fn how_sure(attribution: &Attribution) -> String {
    let grade = attribution.sureness().as_str();
    match attribution.how {
        _ if attribution.is_checked() => format!("{grade}: you checked it"),
        How::Hand if attribution.confidence >= 1.0 => format!("{grade}: you said so"),
        _ => {
            let right = (attribution.confidence * 100.0).round().clamp(1.0, 99.0);
            format!("{grade}: of 100 like it, about {right} are right")
        }
    }
}
