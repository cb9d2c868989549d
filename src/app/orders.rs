//! Doing what was typed: commands, corrections, names of files.

use super::commands::{Order, SETTINGS};
use super::copy::Copied;
use super::heard::Who;
use super::reading::Reading;
use super::screen::Pane;
use super::{App, Effect};
use crate::layout::Place;
use crate::quotes::corrections::{Correction, QuoteKey};
use crate::span::Span;

impl App {
    /// Does what a command says; what is left is for the shell.
    pub(super) fn obey(&mut self, order: Order) -> Vec<Effect> {
        match order {
            Order::Quit => return vec![Effect::Quit],
            Order::Open => return self.open_source(),
            Order::Recent => return self.turn_to_recent(),
            Order::Export(path) => return vec![Effect::Export(path)],
            Order::Merge(from, into) => {
                let from = self.full_name(&from);
                let into = self.full_name(&into);
                return self.correct(Correction::Merge { from, into });
            }
            Order::Split(name) => return self.split(name),
            Order::Undo => return self.undo(),
            Order::Tell(name) => self.tell_settings(&name),
            Order::Themes => self.tell_themes(),
            Order::Compare(names) => self.compare(&names),
            Order::Sort(sorting) => self.sort(Some(sorting)),
            Order::Help(topic) => self.help_about(&topic),
            Order::Speaker(name) => self.go_to_speaker(&name),
            Order::Image(number) => self.go_to_image(number),
            Order::Paragraph(number) => self.on_reading(|it| it.go_to_paragraph(number)),
            Order::Percent(percent) => self.on_reading(|it| it.go_to_percent(percent)),
            look => self.set_look(look),
        }
        Vec::new()
    }

    /// Does what an order to set something says; any other is none of its business.
    pub(super) fn set_look(&mut self, order: Order) {
        match order {
            Order::Theme(name) => self.set_theme(name),
            look => self.settings.set(look),
        }
        self.arrange();
    }

    fn on_reading(&mut self, change: impl FnOnce(&mut Reading)) {
        if let Some(reading) = self.shelf.reading_mut() {
            change(reading);
        }
    }

    pub(super) fn set_theme(&mut self, name: String) {
        if self.themes.contains(&name) {
            self.notice = Some(format!(
                "Theme: {name}. To keep it: theme = \"{name}\" in config.toml."
            ));
            self.settings.theme = name;
        } else {
            self.notice = Some(format!("There is no theme “{name}”."));
        }
    }

    /// Says how something is set, or everything.
    fn tell_settings(&mut self, name: &str) {
        let wanted = |it: &&(&str, &str)| name.is_empty() || it.0 == name;
        let told = SETTINGS.iter().filter(wanted).filter_map(|(name, _)| {
            let value = self.settings.value(name)?;
            Some(format!("{name}={value}"))
        });
        let told: Vec<String> = told.collect();
        self.notice = Some(told.join("  "));
    }

    /// Says which themes there are.
    fn tell_themes(&mut self) {
        self.notice = Some(format!(
            "Theme: {}. There are {}.",
            self.settings.theme,
            self.themes.join(", ")
        ));
    }

    /// To the theme after the present one.
    pub(super) fn next_theme(&mut self) {
        let here = self.themes.iter().position(|it| *it == self.settings.theme);
        let next = here.map_or(0, |it| (it + 1) % self.themes.len().max(1));
        if let Some(name) = self.themes.get(next) {
            self.set_theme(name.clone());
        }
    }

    fn go_to_speaker(&mut self, name: &str) {
        let quote = self.speaker_called(name).and_then(|who| {
            let heard = self.shelf.reading()?.heard()?;
            heard.said_by(who).next()
        });
        match quote {
            Some(quote) => self.on_reading(|it| it.go_to_quote(quote)),
            None => self.notice = Some(format!("Nobody called “{name}” is quoted.")),
        }
    }

    fn go_to_image(&mut self, number: usize) {
        let image = number.checked_sub(1).and_then(|it| {
            let story = self.shelf.reading()?.story();
            Some(story.images().get(it)?.span.start())
        });
        match image {
            Some(at) => self.on_reading(|it| it.jump(Place::of(at))),
            None => self.notice = Some(format!("There is no image {number}.")),
        }
    }

    /// The first speaker whose name holds `name`, in any case.
    pub(super) fn speaker_called(&self, name: &str) -> Option<Who> {
        let heard = self.shelf.reading()?.heard()?;
        let wanted = name.to_lowercase();
        heard
            .everybody()
            .find(|it| heard.name(*it).to_lowercase().contains(&wanted))
    }

    /// The whole name of a speaker of whom a part is typed; what is typed, when there is none.
    pub(super) fn full_name(&self, typed: &str) -> String {
        let known = self.speaker_called(typed).flatten();
        let heard = self.shelf.reading().and_then(Reading::heard);
        let speaker = heard.and_then(|it| it.speaker(known));
        speaker.map_or_else(|| typed.to_owned(), |it| it.name.clone())
    }

    /// Gives the quotation the reader is at to somebody; to nobody known, for an empty name.
    pub(super) fn reassign(&mut self, typed: &str) -> Vec<Effect> {
        let typed = typed.trim();
        let to = (!typed.is_empty()).then(|| self.full_name(typed));
        match self.quote_here() {
            Some(quote) => self.correct(Correction::Reassign { quote, to }),
            None => Vec::new(),
        }
    }

    /// Gives the quotation the reader is at to a speaker of this very name, whom the story was taken
    /// not to have.
    fn split(&mut self, name: String) -> Vec<Effect> {
        match self.quote_here() {
            Some(quote) => self.correct(Correction::Split { quote, name }),
            None => {
                self.notice = Some("There is no quote here.".to_owned());
                Vec::new()
            }
        }
    }

    /// What the quotation or phrase the reader is at is known by.
    fn quote_here(&self) -> Option<QuoteKey> {
        let reading = self.shelf.reading()?;
        let quote = reading.phrase_here().or(reading.current_quote())?;
        let quote = reading.heard()?.quote(quote);
        QuoteKey::of(reading.story(), quote)
    }

    /// Remembers a correction and has the story heard again with it.
    fn correct(&mut self, correction: Correction) -> Vec<Effect> {
        let told = match &correction {
            Correction::Reassign { to: None, .. } => "Nobody is known to have said it".to_owned(),
            Correction::Reassign { to: Some(name), .. } => {
                match self.speaker_told() == Some(name) {
                    true => format!("Checked: {name} said it"),
                    false => format!("{name} said it"),
                }
            }
            Correction::Merge { from, into } => format!("{from} is {into}"),
            Correction::Split { name, .. } => format!("{name}, somebody else, said it"),
        };
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        reading.corrections.push(correction);
        self.notice = Some(format!("{told}; :undo takes that back."));
        self.corrected()
    }

    /// Who is taken to have said the quotation or phrase the reader is at.
    fn speaker_told(&self) -> Option<&String> {
        let reading = self.shelf.reading()?;
        let quote = reading.phrase_here().or(reading.current_quote())?;
        let heard = reading.heard()?;
        Some(&heard.speaker(heard.who(quote))?.name)
    }

    /// Takes the last correction back.
    fn undo(&mut self) -> Vec<Effect> {
        let reading = self.shelf.reading_mut();
        if reading.and_then(|it| it.corrections.pop()).is_none() {
            self.notice = Some("Nothing was put right by hand.".to_owned());
            return Vec::new();
        }
        self.notice = Some("The last correction is taken back.".to_owned());
        self.corrected()
    }

    /// Has the story heard again with its corrections, and these kept.
    fn corrected(&self) -> Vec<Effect> {
        let Some(reading) = self.shelf.reading() else {
            return Vec::new();
        };
        vec![Effect::Keep, reading.listen()]
    }

    /// The address of the link the reader is at, in the links; else the story's.
    pub(super) fn open_source(&mut self) -> Vec<Effect> {
        let address = self.shelf.reading().and_then(|reading| {
            let story = reading.story();
            match (self.focus, reading.current_link()) {
                (Pane::Links, Some(number)) => Some(story.links()[number].url.clone()),
                _ => story.meta().url.clone(),
            }
        });
        match address.filter(|it| is_web(it)) {
            Some(url) => {
                self.notice = Some(format!("Opening {url}"));
                vec![Effect::Open(url)]
            }
            None => {
                self.notice = Some("This story has no address on the web.".to_owned());
                Vec::new()
            }
        }
    }

    /// Gives the words chosen, or else the whole story, to a command.
    pub(super) fn pipe(&mut self, command: String) -> Vec<Effect> {
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        let whole = Span::new(0, reading.story.text().len());
        let span = reading.selected().unwrap_or(whole);
        reading.stop_selecting();
        vec![Effect::Pipe { command, span }]
    }

    pub(super) fn copy(&mut self, what: fn(&Reading) -> Option<Copied>) -> Vec<Effect> {
        let Some(copied) = self.shelf.reading().and_then(what) else {
            self.notice = Some("There is nothing here to copy.".to_owned());
            return Vec::new();
        };
        self.notice = Some(format!("Copied {}.", copied.what));
        vec![Effect::Copy(copied.text)]
    }

    /// What there is to be saved where the reader is.
    pub(super) fn what_is_saved(&self) -> String {
        let alone = self.shelf.reading().and_then(Reading::isolated);
        match (self.focus, alone) {
            (Pane::Captions, _) => "captions".to_owned(),
            (_, Some(name)) => format!("{name} quotes"),
            _ => "quotes".to_owned(),
        }
    }

    /// What to call a file of this story's quotations, or captions: safe in any folder.
    pub(super) fn file_name(&self) -> String {
        const LONGEST: usize = 60;
        let title = self
            .shelf
            .reading()
            .map_or("story", |it| it.story().title().text);
        let name = in_file_name(title, LONGEST);
        let name = if name.is_empty() { "story" } else { &name };
        format!("{name}-{}.md", in_file_name(&self.what_is_saved(), LONGEST))
    }
}

/// The words of a text, as many as may be, in lower case and with nothing between them that a file
/// system or a shell would mind.
fn in_file_name(text: &str, longest: usize) -> String {
    let mut res = String::new();
    let words = text.split(|it: char| !it.is_alphanumeric());
    for word in words.filter(|it| !it.is_empty()) {
        if res.len() + word.len() > longest {
            break;
        }
        if !res.is_empty() {
            res.push('-');
        }
        res.extend(word.chars().flat_map(char::to_lowercase));
    }
    res
}

/// Whether an address may be handed to a browser.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
}
