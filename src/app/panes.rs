//! Which pane keys move in, and what it lists.

use super::App;
use super::bindings::Action;
use super::prompt::Asking;
use super::screen::Pane;
use super::selecting::Unit;

impl App {
    /// Actions that open or change a pane or a line to type in. `false` for any other.
    pub(super) fn open_pane(&mut self, action: Action) -> bool {
        match action {
            Action::Help => self.help_about(""),
            Action::Speakers => self.turn_to(Pane::Speakers),
            Action::Captions => self.turn_to(Pane::Captions),
            Action::Links => self.turn_to(Pane::Links),
            Action::Stories => self.turn_to_stories(),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(2),
            Action::Search => self.ask(Asking::Search, String::new()),
            Action::Filter => self.ask(Asking::Filter, String::new()),
            Action::CommandLine => self.ask(Asking::Command, String::new()),
            Action::Pipe => self.ask(Asking::Pipe, String::new()),
            Action::Export => self.ask_for_file(),
            Action::Correct => self.ask_who(),
            Action::Isolate => self.isolate(),
            Action::Select => self.select(Unit::Words),
            Action::SelectRows => self.select(Unit::Rows),
            Action::Sort => self.sort(None),
            Action::Mentions => self.list_mentions(),
            Action::Why => self.ask_why(),
            Action::Compare => self.ask_whom_to_compare(),
            _ => return false,
        }
        true
    }

    /// Turns to a pane, or from it back to the body.
    pub(super) fn turn_to(&mut self, pane: Pane) {
        if self.focus == pane {
            self.focus = Pane::Body;
            return;
        }
        self.focus = pane;
        if let Some(reading) = self.shelf.reading_mut() {
            reading.trail.leave(reading.shown.cursor);
        }
    }

    fn step_pane(&mut self, steps: usize) {
        const ROUND: [Pane; 3] = [Pane::Body, Pane::Speakers, Pane::Captions];
        let here = ROUND.iter().position(|it| *it == self.focus).unwrap_or(0);
        let pane = ROUND[(here + steps) % ROUND.len()];
        if pane == Pane::Body {
            self.focus = pane;
        } else {
            self.turn_to(pane);
        }
    }

    /// The rows of the pane that keys move in.
    pub(super) fn page(&self) -> usize {
        if self.focus == Pane::Body {
            return self.body_page().lines();
        }
        let side = self.screen.side.map(|it| match self.focus {
            Pane::Speakers => it.speakers.height,
            Pane::Captions => it.captions.height,
            _ => self.screen.body.height,
        });
        usize::from(side.unwrap_or(self.screen.body.height)).max(1)
    }

    /// From a pane into the body; in the body, to where the reader was before.
    pub(super) fn go_there(&mut self) {
        if self.focus != Pane::Body {
            self.choose_a_caption();
            self.focus = Pane::Body;
        } else if let Some(reading) = self.shelf.reading_mut()
            && let Some(place) = reading.trail.swap(reading.shown.cursor)
        {
            reading.look_at(place);
        }
    }

    /// Among the captions, with none of them chosen yet, the first is meant.
    fn choose_a_caption(&mut self) {
        let focus = self.focus;
        if let Some(reading) = self.shelf.reading_mut()
            && focus == Pane::Captions
            && reading.current_image().is_none()
        {
            reading.step_in(focus, 1);
        }
    }

    /// Takes back one thing that was set: the pane, the search, the choice of speakers.
    pub(super) fn clear(&mut self) {
        let Some(reading) = self.shelf.reading_mut() else {
            return;
        };
        if self.focus != Pane::Body {
            self.focus = Pane::Body;
            if let Some(place) = reading.trail.back() {
                reading.look_at(place);
            }
        } else if reading.search.take().is_none() && reading.choice.leaves_out() {
            reading.choose(reading.choice.of_everybody());
        }
    }
}
