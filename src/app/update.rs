//! What each message does.

use super::bindings::Action;
use super::copy;
use super::keymap::{Command, Pending};
use super::moving::Way;
use super::reading::Reading;
use super::screen::Pane;
use super::settings::MEASURES;
use super::typing::not_found;
use super::{App, Effect, Msg};
use crate::state::Kept;
use crate::story::Story;
use crate::story::clean::clean;
use std::sync::Arc;

/// Changes the app as the message says. What comes back is left for the shell to do.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Do(command) => {
            app.pending = Pending::default();
            app.notice = None;
            return app.perform(command);
        }
        Msg::Wait(pending) => app.pending = pending,
        Msg::Edit(edit) => return app.edit(&edit),
        Msg::Mouse(mouse) => app.mouse(mouse),
        Msg::Resize(size) => {
            app.size = size;
            app.arrange();
            app.scroll_help(0);
            app.scroll_why(0);
        }
        Msg::Hold(input) => app.hold(*input),
        Msg::Recalled(story, kept) => {
            let mut effects = app.recall(&story, *kept);
            effects.extend(app.take_up());
            return effects;
        }
        Msg::FetchAgain(story) => {
            let reading = app.shelf.reading_of(&story);
            return reading.map_or_else(Vec::new, |it| vec![it.fetch()]);
        }
        Msg::Kept(story, kept) => {
            if let Some(reading) = app.shelf.reading_of(&story) {
                reading.base = *kept;
            }
        }
        Msg::Heard(story, heard) => {
            let mut first = false;
            let foreign = heard.voices().foreign;
            let mut lost = heard.lost();
            if let Some(reading) = app.shelf.reading_of(&story) {
                first = reading.heard().is_none();
                // What was told once is known.
                lost = lost.saturating_sub(std::mem::replace(&mut reading.told_lost, lost));
                reading.hear(*heard);
            }
            if lost > 0 {
                app.add_notice(&corrections_lost(lost));
            }
            if foreign && first {
                app.add_notice("Quotations are attributed in English stories only.");
            }
        }
        Msg::Reached(story, reached) => {
            let reading = app.shelf.reading_of(&story);
            if let Some(heard) = reading.and_then(|it| it.heard.as_mut()) {
                heard.reach(reached);
            }
        }
        Msg::Read { source, stories } => {
            let failed = stories.is_err();
            app.shelf.fill(source, stories.map_err(|it| clean(&it)));
            let mut effects = app.open_current();
            if failed {
                effects.extend(app.take_up());
            }
            return effects;
        }
        Msg::Picture(image, read) => app.take_picture(image, read),
        Msg::Reading(source, progress) => app.shelf.progressed(source, progress),
        Msg::Fetching(story, progress) => {
            let reading = app.shelf.reading_of(&story);
            if let Some(fetching) = reading.and_then(|it| it.fetching.as_mut()) {
                *fetching = progress;
            }
        }
        Msg::Fetched(story, fetched) => {
            return app.fetched(&story, fetched.map_err(|it| clean(&it)));
        }
        Msg::Spoken(number, done) => {
            return app.spoke(number, done.map_err(|it| clean(&it)));
        }
        Msg::Remembered(stories) => app.list_recent(stories),
        Msg::Tell(text) => app.notice = Some(clean(&text)),
    }
    Vec::new()
}

/// How many columns of the measure one key changes.
const MEASURE_STEP: u16 = 4;

impl App {
    fn perform(&mut self, command: Command) -> Vec<Effect> {
        if self.help.is_some() && command.action != Action::Quit {
            self.act_in_help(command);
            return Vec::new();
        }
        if let Some(effects) = self.act_on_selection(command) {
            return effects;
        }
        let closes = [Action::Close, Action::Clear, Action::GoThere];
        if self.picture.take().is_some() && closes.contains(&command.action) {
            return Vec::new();
        }
        if let Some(effects) = self.act_in_stories(command) {
            return effects;
        }
        if let Some(effects) = self.act_in_recent(command) {
            return effects;
        }
        if let Some(effects) = self.act_in_why(command) {
            return effects;
        }
        match command.action {
            Action::Recent => return self.turn_to_recent(),
            Action::Clear if self.loading().is_some() => return vec![Effect::Cancel],
            Action::Fetch => return self.fetch(),
            Action::Quit => return vec![Effect::Quit],
            Action::Close => return self.close(),
            Action::Redraw => return vec![Effect::Redraw],
            Action::Suspend => return vec![Effect::Suspend],
            Action::Copy => return self.copy(copy::plain),
            Action::CopyWithSource => return self.copy(copy::with_source),
            Action::OpenSource => return self.open_source(),
            Action::EditSource => return self.edit_source(),
            Action::Statements => return self.toggle_statements(),
            Action::GoThere if self.is_at_image() => return self.show_picture(),
            Action::ReadAloud => return self.read_aloud(),
            Action::Clear if self.aloud.is_some() => return self.hush(),
            Action::NextStory => return self.step_story(Way::On, command),
            Action::PreviousStory => return self.step_story(Way::Back, command),
            _ => {}
        }
        if !self.change_looks(command.action) && !self.open_pane(command.action) {
            self.go(command);
        }
        Vec::new()
    }

    /// Closes what is on top; there being nothing, leaves.
    fn close(&mut self) -> Vec<Effect> {
        if self.overlay().is_some() {
            self.focus = Pane::Body;
        } else if self.zen {
            self.zen = false;
            self.arrange();
        } else {
            return vec![Effect::Quit];
        }
        Vec::new()
    }

    fn step_story(&mut self, way: Way, command: Command) -> Vec<Effect> {
        if !self.shelf.step(way.steps(command.count.unwrap_or(1))) {
            let end = if way == Way::On { "last" } else { "first" };
            self.notice = Some(format!("This is the {end} story."));
            return Vec::new();
        }
        self.focus = Pane::Body;
        self.open_current()
    }

    /// Goes on where a story was left, and has it heard.
    fn recall(&mut self, story: &Arc<Story>, kept: Kept) -> Vec<Effect> {
        let looks = self.configured.with_looks_kept(&kept);
        let (percent, place) = (kept.percent_of_place(), kept.place);
        let adrift = kept.adrift.clone();
        let corrections = kept.corrections.clone();
        let alone = kept.isolated.clone();
        if let Some(reading) = self.shelf.reading_of(story) {
            reading.recall(kept);
            reading.looks = looks;
        }
        self.put_on_looks();
        // What is wrong with the configuration is not to be missed.
        let mut told: Vec<String> = self.notice.take().into_iter().collect();
        if story.is_summary() && story.meta().url.is_some() {
            let key = self.keymap.first_key(Action::Fetch);
            told.push(format!("Only a summary; {key} fetches the story."));
        }
        if !adrift.is_empty() {
            let letters: Vec<String> = adrift.iter().map(char::to_string).collect();
            told.push(format!(
                "Not in the text any more: mark {}.",
                letters.join(", ")
            ));
        }
        if place > 0 {
            let key = self.keymap.first_key(Action::Top);
            told.push(format!("Resumed at {percent} %; {key} goes to the top."));
        }
        if let Some(name) = alone {
            let key = self.keymap.first_key(Action::Isolate);
            told.push(format!("Only {name}; {key} shows everybody."));
        }
        if !told.is_empty() {
            self.notice = Some(told.join(" "));
        }
        self.arrange();
        vec![Effect::Listen(Arc::clone(story), corrections)]
    }

    /// Says something after what is being said.
    fn add_notice(&mut self, told: &str) {
        let before = self.notice.take().map(|it| it + " ");
        self.notice = Some(before.unwrap_or_default() + told);
    }

    fn edit_source(&self) -> Vec<Effect> {
        let here = self.shelf.reading().and_then(|reading| {
            let story = reading.story();
            let block = story.block_at(reading.position().cursor.at)?;
            Some(Effect::Edit(story.blocks()[block].span))
        });
        here.into_iter().collect()
    }

    /// Shows what is reported without marks, or hides it again.
    fn toggle_statements(&mut self) -> Vec<Effect> {
        let Some(reading) = self.shelf.reading_mut() else {
            return Vec::new();
        };
        reading.with_statements = !reading.with_statements;
        let told = match reading.with_statements {
            true => "Also what is reported without marks, after a ~.",
            false => "Quotes alone.",
        };
        let effect = reading.listen();
        self.notice = Some(told.to_owned());
        vec![effect]
    }

    /// Actions that change how things look. `false` for any other.
    fn change_looks(&mut self, action: Action) -> bool {
        let (least, most) = MEASURES;
        let measure = self.settings.measure;
        match action {
            Action::Emphasis => self.settings.emphasis = self.settings.emphasis.next(),
            Action::Zen => self.zen = !self.zen,
            Action::Theme => self.next_theme(),
            Action::Wider => self.settings.measure = (measure + MEASURE_STEP).min(most),
            Action::Narrower => {
                // Narrower than what is seen, which may be less than what was asked for.
                let seen = measure.min(self.screen.measure);
                self.settings.measure = seen.saturating_sub(MEASURE_STEP).max(least);
            }
            Action::UsualMeasure => self.settings.measure = self.configured.measure,
            _ => return false,
        }
        if matches!(
            action,
            Action::Wider | Action::Narrower | Action::UsualMeasure
        ) {
            self.notice = Some(format!(
                "Lines of at most {} columns",
                self.settings.measure
            ));
        }
        self.arrange();
        true
    }

    /// Actions that move through the story, or choose what is shown of it.
    fn go(&mut self, command: Command) {
        let (focus, page) = (self.focus, self.page());
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        if let Some(steps) = steps(command, page) {
            reading.step_in(focus, steps);
            return;
        }
        let count = command.count.unwrap_or(1);
        match command.action {
            Action::Top => reading.go_to_top(),
            Action::End => match command.count {
                Some(number) => reading.go_to_paragraph(number),
                None => reading.go_to_end(),
            },
            Action::Percent => reading.go_to_percent(command.count.unwrap_or(0)),
            Action::NextParagraph => reading.go_by_paragraph(Way::On, count),
            Action::PreviousParagraph => reading.go_by_paragraph(Way::Back, count),
            Action::SetMark | Action::GoToMark => self.mark(command),
            Action::GoThere => self.go_there(),
            Action::LastPlace => {
                if let Some(place) = reading.trail.swap(reading.shown.cursor) {
                    reading.look_at(place);
                }
            }
            Action::Back => match reading.trail.back() {
                Some(place) => reading.look_at(place),
                None => self.notice = Some("There is no place to go back to.".to_owned()),
            },
            Action::Clear => self.clear(),
            Action::NextHit => self.go_by_hit(Way::On, count),
            Action::PreviousHit => self.go_by_hit(Way::Back, count),
            Action::NextQuote => self.go_by_quote(Way::On, count),
            Action::PreviousQuote => self.go_by_quote(Way::Back, count),
            Action::NextBySpeaker => self.go_by_speaker(Way::On, count),
            Action::PreviousBySpeaker => self.go_by_speaker(Way::Back, count),
            Action::NextPhrase if !reading.go_by_phrase(count) => {
                self.notice = Some("There are no words in marks that nobody said.".to_owned());
            }
            Action::WhereAmI => self.notice = Some(where_am_i(reading)),
            _ => {}
        }
    }

    fn mark(&mut self, Command { action, letter, .. }: Command) {
        let (Some(letter), Some(reading)) = (letter, self.shelf.reading_mut()) else {
            return;
        };
        if action == Action::SetMark {
            reading.trail.mark(letter, reading.shown.cursor);
            self.notice = Some(format!("Marked {letter}."));
        } else if let Some(place) = reading.trail.marked(letter) {
            reading.jump(place);
        } else {
            self.notice = Some(format!("There is no mark {letter}."));
        }
    }

    fn go_by_hit(&mut self, way: Way, count: usize) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        if reading.search.is_none() {
            self.notice = Some("Nothing has been searched for yet.".to_owned());
        } else if !reading.go_by_hit(way, count) {
            self.notice = reading.search.as_ref().map(not_found);
        }
    }

    fn go_by_quote(&mut self, way: Way, count: usize) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        match reading.quote_that_way(way, count, |_| true) {
            Some(quote) => reading.go_to_quote(quote),
            None => self.notice = Some(no_more_quotes(reading, way)),
        }
    }

    fn go_by_speaker(&mut self, way: Way, count: usize) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        let who = match (&reading.heard, reading.current) {
            (Some(heard), Some(quote)) => heard.who(quote),
            _ => return,
        };
        match reading.quote_that_way(way, count, |it| it == who) {
            Some(quote) => reading.go_to_quote(quote),
            None => {
                let name = reading.heard.as_ref().map_or("", |it| it.name(who));
                let end = if way == Way::On { "last" } else { "first" };
                self.notice = Some(format!("This is the {end} quote by {name}."));
            }
        }
    }
}

/// What is said of corrections whose quotations are not in the story any more.
pub(crate) fn corrections_lost(many: usize) -> String {
    let (many, verb) = match many {
        1 => ("A correction".to_owned(), "finds"),
        many => (format!("{many} corrections"), "find"),
    };
    format!("{many} of yours no longer {verb} the words: the story has changed.")
}

/// How many rows a command moves, if it moves by rows.
pub(super) fn steps(command: Command, page: usize) -> Option<isize> {
    let count = command.count.unwrap_or(1);
    let overlap = usize::from(page > 2);
    let (way, rows) = match command.action {
        Action::LineDown => (Way::On, 1),
        Action::LineUp => (Way::Back, 1),
        Action::HalfPageDown => (Way::On, (page / 2).max(1)),
        Action::HalfPageUp => (Way::Back, (page / 2).max(1)),
        Action::PageDown => (Way::On, page - overlap),
        Action::PageUp => (Way::Back, page - overlap),
        _ => return None,
    };
    Some(way.steps(count.saturating_mul(rows)))
}

fn no_more_quotes(reading: &Reading, way: Way) -> String {
    let what = match (&reading.heard, way) {
        (None, _) => "The quotes are still being found.",
        (Some(heard), _) if heard.spoken().is_empty() => "Nobody is quoted in this story.",
        (_, Way::On) => "There is no further quote.",
        (_, Way::Back) => "There is no earlier quote.",
    };
    what.to_owned()
}

fn where_am_i(reading: &Reading) -> String {
    let story = reading.story();
    let block = story
        .block_at(reading.position().cursor.at)
        .map_or(0, |it| it + 1);
    format!(
        "{} · {} · paragraph {block} of {} · {} % · {} minutes left",
        story.name(),
        story.format().as_str(),
        story.blocks().len(),
        reading.percent(),
        reading.minutes_left(),
    )
}
