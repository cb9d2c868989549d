//! Looking at speakers: one alone, two together, what they are called, in which order.

use super::App;
use super::digest;
use super::heard::{Heard, Who};
use super::list::{Choice, Sorting};
use super::prompt::Asking;
use super::reading::Reading;
use super::screen::{Area, Pane};
use crate::span::{QuoteId, Span};

impl Reading {
    /// The rows to show of what one speaker said, as far as it is listed.
    pub fn digest_of(&self, who: Who, area: Area) -> Vec<digest::Row> {
        let Some(heard) = &self.heard else {
            return Vec::new();
        };
        let listed = |it: &QuoteId| self.list.row_of(*it).is_some();
        let quotes: Vec<QuoteId> = heard.said_by(who).filter(listed).collect();
        let width = area.width.saturating_sub(digest::INDENT + 1);
        let size = (usize::from(width), usize::from(area.height));
        digest::window(&self.story, heard, &quotes, self.current, size)
    }

    /// The two speakers looked at side by side.
    pub fn compared(&self) -> Option<[Who; 2]> {
        self.compared
    }

    /// The speaker whose mentions are listed.
    pub fn called(&self) -> Who {
        self.called
    }

    /// Every place that names or stands for the speaker looked at, in reading order.
    pub fn mentions(&self) -> &[Span] {
        let heard = self.heard.as_ref();
        let speaker = heard.and_then(|it| it.speaker(self.called));
        speaker.map_or(&[], |it| &it.mentions)
    }

    /// The number of the mention the reader is at: the first that does not end before the cursor.
    pub fn current_mention(&self) -> Option<usize> {
        let mentions = self.mentions();
        let number = mentions.partition_point(|it| it.end() <= self.shown.cursor.at);
        (number < mentions.len()).then_some(number)
    }

    /// What a speaker is called, and how often; the most frequent first.
    pub fn names_of(&self, who: Who) -> Vec<(&str, usize)> {
        let mut res: Vec<(&str, usize)> = Vec::new();
        let speaker = self.heard.as_ref().and_then(|it| it.speaker(who));
        for mention in speaker.map_or(&[][..], |it| &it.mentions) {
            let words = self.story.slice(*mention);
            let same = |it: &&mut (&str, usize)| it.0.to_lowercase() == words.to_lowercase();
            match res.iter_mut().find(same) {
                Some((_, times)) => *times += 1,
                None => res.push((words, 1)),
            }
        }
        res.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        res
    }

    /// Who is said to speak where the reader is.
    fn speaker_here(&self) -> Option<Who> {
        Some(self.heard.as_ref()?.who(self.current?))
    }
}

impl App {
    /// Shows the speaker the reader is at alone, or everybody again.
    pub(super) fn isolate(&mut self) {
        let has_panes = self.screen.side.is_some();
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        let isolated = match (reading.choice.isolated, reading.speaker_here()) {
            (Some(_), _) => None,
            (None, Some(who)) => Some(who),
            (None, None) => {
                self.notice = Some("There is no quote here.".to_owned());
                return;
            }
        };
        let choice = reading.choice.clone();
        reading.choose(Choice { isolated, ..choice });
        if isolated.is_some() && !has_panes && self.focus == Pane::Body {
            self.turn_to(Pane::Speakers);
        }
    }

    /// Lists the speakers in another order.
    pub(super) fn sort(&mut self, sorting: Option<Sorting>) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        let sorting = sorting.unwrap_or(reading.choice.sorting.next());
        let choice = reading.choice.clone();
        reading.choose(Choice { sorting, ..choice });
        self.notice = Some(
            match sorting {
                Sorting::Order => "Speakers in the order they are first quoted.",
                Sorting::Count => "Speakers by how many quotes they have.",
                Sorting::Name => "Speakers by name.",
            }
            .to_owned(),
        );
    }

    /// Lists what the speaker the reader is at is called, or goes back from that to the body.
    pub(super) fn list_mentions(&mut self) {
        if self.focus == Pane::Mentions {
            self.focus = Pane::Body;
            return;
        }
        let who = self.shelf.reading().and_then(Reading::speaker_here);
        match (who, self.shelf.reading_mut()) {
            (Some(Some(speaker)), Some(reading)) => {
                reading.called = Some(speaker);
                self.turn_to(Pane::Mentions);
            }
            _ => self.notice = Some("Nobody known is quoted here.".to_owned()),
        }
    }

    /// Opens a line to say whom to compare with the speaker the reader is at, or goes back from
    /// comparing to the body.
    pub(super) fn ask_whom_to_compare(&mut self) {
        let known = self.shelf.reading().and_then(|reading| {
            let name = reading.heard()?.name(reading.speaker_here()?);
            Some(format!("compare {name} with: "))
        });
        match known {
            _ if self.focus == Pane::Compared => self.focus = Pane::Body,
            Some(question) => self.ask_about(Asking::Compared, question),
            None => self.notice = Some("There is no quote here.".to_owned()),
        }
    }

    /// Shows two speakers side by side: those of whom a part of the name is typed, for one name the
    /// speaker the reader is at as well, for none also the one quoted most.
    pub(super) fn compare(&mut self, names: &[String]) {
        let mut speakers = Vec::new();
        for name in names {
            match self.speaker_called(name) {
                Some(who) => speakers.push(who),
                None => {
                    self.notice = Some(format!("Nobody called “{name}” is quoted."));
                    return;
                }
            }
        }
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        match reading.pair(&speakers) {
            Some(pair) => {
                reading.compared = Some(pair);
                reading.choose(reading.choice.of_everybody());
                if self.focus != Pane::Compared {
                    self.turn_to(Pane::Compared);
                }
            }
            None => self.notice = Some("It takes two speakers to compare.".to_owned()),
        }
    }
}

impl Reading {
    /// Two different speakers: those given, completed by the one here and the one quoted most.
    fn pair(&self, given: &[Who]) -> Option<[Who; 2]> {
        let heard = self.heard.as_ref()?;
        let here = self.speaker_here();
        let by_count = most_quoted(heard);
        let mut pair: Vec<Who> = Vec::new();
        let completed = match given {
            [_] => here.into_iter().chain(given.iter().copied()).collect(),
            [] => here.into_iter().collect(),
            _ => given.to_vec(),
        };
        for who in completed.into_iter().chain(by_count) {
            if pair.len() < 2 && !pair.contains(&who) {
                pair.push(who);
            }
        }
        <[Who; 2]>::try_from(pair).ok()
    }
}

/// Everybody, the speaker quoted most first.
fn most_quoted(heard: &Heard) -> Vec<Who> {
    let mut everybody: Vec<Who> = heard.everybody().collect();
    Sorting::Count.sort(heard, &mut everybody);
    everybody
}
