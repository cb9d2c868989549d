//! What the mouse does, where the reader has switched it on: the wheel moves, a click goes to what
//! is clicked on, and the rule between the body and the panes can be dragged.

use super::App;
use super::heard::Who;
use super::list::{self, Entry, first_row};
use super::moving::Way;
use super::reading::Reading;
use super::screen::{Area, Pane};
use crate::layout::Place;
use crate::layout::setting::Setting;
use crate::span::Span;

/// Something done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub gesture: Gesture,
    /// The column it was done in.
    pub x: u16,
    /// The row.
    pub y: u16,
}

/// What can be done with a mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// The left button goes down.
    Press,
    /// The mouse is moved with the button down.
    Drag,
    /// The button comes up.
    Release,
    /// The wheel is turned towards the end.
    WheelDown,
    /// The wheel is turned towards the start.
    WheelUp,
}

/// Lines of the body that the wheel moves at once.
const WHEEL: usize = 3;

impl App {
    /// Does what the mouse asks for. While something is typed, it asks for nothing.
    pub(super) fn mouse(&mut self, Mouse { gesture, x, y }: Mouse) {
        if self.prompt.is_some() || !self.settings.mouse {
            return;
        }
        match gesture {
            Gesture::WheelDown => self.turn_wheel(Way::On, x, y),
            Gesture::WheelUp => self.turn_wheel(Way::Back, x, y),
            Gesture::Press if self.help.is_some() => {}
            Gesture::Press => self.press(x, y),
            Gesture::Drag if self.dragging => self.drag_rule_to(x),
            Gesture::Drag => {}
            Gesture::Release => self.dragging = false,
        }
    }

    fn turn_wheel(&mut self, way: Way, x: u16, y: u16) {
        if self.help.is_some() {
            self.scroll_help(way.steps(WHEEL));
            return;
        }
        let pane = self.pane_at(x, y).map_or(Pane::Body, |(pane, _)| pane);
        let steps = if pane == Pane::Body { WHEEL } else { 1 };
        if pane == Pane::Recent {
            let picked = self.recent().picked;
            return self.pick_recent(picked.saturating_add_signed(way.steps(steps)));
        }
        if pane == Pane::Why {
            return self.scroll_why(way.steps(steps));
        }
        if pane == Pane::Stories {
            return self.pick_stepped(way.steps(steps));
        }
        if let Some(reading) = self.shelf.reading_mut() {
            reading.step_in(pane, way.steps(steps));
        }
    }

    fn press(&mut self, x: u16, y: u16) {
        self.notice = None;
        match self.focus {
            Pane::Stories => return self.pick_at(y),
            Pane::Recent => return self.pick_recent_at(y),
            _ => {}
        }
        let rule = self.screen.side.map(|it| it.speakers.x - 1);
        if rule == Some(x) && self.screen.body.contains(0, y) && self.focus != Pane::Compared {
            self.dragging = true;
            return;
        }
        let place = self.place_at(x, y);
        let overlay = self.overlay();
        let Some((reading, place)) = self.shelf.reading_mut().zip(place) else {
            return;
        };
        // A second click on a row of an overlay goes to its words in the story.
        if overlay.is_some() && reading.shown.cursor == place {
            self.focus = Pane::Body;
        }
        reading.jump(place);
    }

    /// Picks the story in a row of the list of those read before.
    fn pick_recent_at(&mut self, y: u16) {
        let (area, recent) = (self.screen.between_rows(), self.recent());
        let row = row_at(area, y, Some(recent.picked), recent.stories.len());
        if let Some(row) = row {
            self.pick_recent(row);
        }
    }

    /// Picks the story in a row of their list.
    fn pick_at(&mut self, y: u16) {
        let (area, shelf) = (self.screen.between_rows(), &self.shelf);
        if let Some(row) = row_at(area, y, Some(shelf.picked()), shelf.len()) {
            self.shelf.pick(row);
        }
    }

    fn drag_rule_to(&mut self, x: u16) {
        self.settings.side = Some(self.size.width.saturating_sub(x + 1));
        self.arrange();
    }

    /// The pane that a cell of the screen belongs to, and where it stands.
    fn pane_at(&self, x: u16, y: u16) -> Option<(Pane, Area)> {
        let screen = &self.screen;
        let over = match self.overlay() {
            Some(pane @ (Pane::Compared | Pane::Stories | Pane::Recent)) => {
                (pane, screen.between_rows())
            }
            overlay => (overlay.unwrap_or(Pane::Body), screen.body),
        };
        let side = screen
            .side
            .map(|it| [(Pane::Speakers, it.speakers), (Pane::Captions, it.captions)]);
        let mut panes = std::iter::once(over).chain(side.into_iter().flatten());
        panes.find(|(_, area)| area.contains(x, y))
    }

    /// The place in the story that a cell of the screen stands for.
    fn place_at(&self, x: u16, y: u16) -> Option<Place> {
        let reading = self.shelf.reading()?;
        let ribbon = self.screen.ribbon();
        if ribbon.contains(x, y) {
            let at = reading.story().text().len() * usize::from(x - ribbon.x);
            let at = at / usize::from(ribbon.width);
            return Some(Place::of(reading.story().text().floor_char_boundary(at)));
        }
        let (pane, area) = self.pane_at(x, y)?;
        let at = match pane {
            Pane::Body => return self.place_in_body(reading, x, y),
            Pane::Speakers => reading.quoted_at(area, y)?,
            Pane::Captions => reading.image_at(area, y)?.start(),
            Pane::Links => {
                let links = reading.story().links();
                let row = row_at(area, y, reading.current_link(), links.len())?;
                links[row].span.start()
            }
            Pane::Mentions => {
                let mentions = reading.mentions();
                let row = row_at(area, y, reading.current_mention(), mentions.len())?;
                mentions[row].start()
            }
            Pane::Compared => reading.compared_at(area, x, y)?,
            Pane::Stories | Pane::Recent | Pane::Why => return None,
        };
        Some(Place::of(at))
    }

    fn place_in_body(&self, reading: &Reading, x: u16, y: u16) -> Option<Place> {
        let below = y - self.screen.body.y;
        let rows = reading.window_rows();
        let number = rows.partition_point(|it| *it <= below).checked_sub(1)?;
        let line = reading.window().get(number)?;
        let row = line.row?;
        let (story, measure) = (reading.story(), reading.typography().measure);
        let setting = Setting::of(story, *line, row, measure, self.settings.justify);
        let column = usize::from(x.saturating_sub(self.screen.text_x));
        Some(Place::of(
            row.start() + setting.byte_at(story.slice(row), column),
        ))
    }
}

impl Reading {
    /// Where the quotation in a row of the speakers pane starts; for a speaker, the first one.
    fn quoted_at(&self, area: Area, y: u16) -> Option<usize> {
        let heard = self.heard()?;
        let rows = list::rows_area(area);
        if let Some(who) = self.choice().isolated {
            return self.digested_at(who, list::digest_area(rows), y);
        }
        let entries = self.list().entries();
        let current = self.current_quote().and_then(|it| self.list().row_of(it));
        match entries[row_at(rows, y, current, entries.len())?] {
            Entry::Quote(id) => Some(heard.start(id)),
            Entry::Speaker(who) => Some(heard.share(who).first),
        }
    }

    /// Where the quotation in a row of a digest starts.
    fn digested_at(&self, who: Who, area: Area, y: u16) -> Option<usize> {
        let rows = self.digest_of(who, area);
        let row = rows.get(usize::from(y.checked_sub(area.y)?))?;
        Some(self.heard()?.start(row.quote))
    }

    fn compared_at(&self, area: Area, x: u16, y: u16) -> Option<usize> {
        let mut halves = self.compared()?.into_iter().zip(area.halves());
        let (who, half) = halves.find(|(_, half)| half.contains(x, y))?;
        self.digested_at(who, half.below_heading(), y)
    }

    fn image_at(&self, area: Area, y: u16) -> Option<Span> {
        let captions = self.captions();
        let current = self.current_image();
        let current = captions.iter().position(|it| Some(*it) == current);
        let row = row_at(area, y, current, captions.len())?;
        Some(self.story().images()[captions[row].index()].span)
    }
}

/// The number of the row of a list of `len` that is shown in row `y` of the screen, under the
/// heading of a pane.
fn row_at(area: Area, y: u16, current: Option<usize>, len: usize) -> Option<usize> {
    let height = usize::from(area.height.saturating_sub(1));
    let below = usize::from(y.checked_sub(area.y + 1)?);
    let row = first_row(current, len, height) + below;
    (below < height && row < len).then_some(row)
}
