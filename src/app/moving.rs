//! Moving through a story.

use super::heard::Who;
use super::reading::Reading;
use super::screen::Pane;
use crate::layout::Place;
use crate::span::{QuoteId, Span};
use crate::story::BlockKind;

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    On,
    /// Towards the start.
    Back,
}

impl Way {
    /// Which way some steps lead, and how many there are.
    pub fn of(steps: isize) -> (Way, usize) {
        let way = if steps < 0 { Way::Back } else { Way::On };
        (way, steps.unsigned_abs())
    }

    /// `count` steps this way, as a signed number.
    pub fn steps(self, count: usize) -> isize {
        let count = isize::try_from(count).unwrap_or(isize::MAX);
        match self {
            Way::On => count,
            Way::Back => -count,
        }
    }
}

impl Reading {
    /// Moves the page, and the reader with it; at the story's ends the reader alone.
    pub fn scroll(&mut self, lines: isize) {
        self.wanted.top = self.layout.moved(&self.story, self.shown.top, lines);
        self.wanted.cursor = self.layout.moved(&self.story, self.shown.cursor, lines);
        self.settle();
    }

    /// Goes to `place`, remembering where it was left.
    pub fn jump(&mut self, place: Place) {
        self.trail.leave(self.shown.cursor);
        self.look_at(place);
    }

    /// Goes to `place`. The page only moves if the place is not well in sight.
    pub fn look_at(&mut self, place: Place) {
        self.wanted.cursor = place;
        self.wanted.top = self.shown.top;
        let line = self.layout.moved(&self.story, place, 0);
        let below = self
            .layout
            .distance(&self.story, self.shown.top, line, self.height);
        // A quotation at the very bottom would be cut off.
        let room = (self.height / 8).min(3);
        if line < self.shown.top || below + room >= self.height {
            let above = isize::try_from(self.height / 3).unwrap_or(0);
            self.wanted.top = self.layout.moved(&self.story, line, -above);
        }
        self.settle();
    }

    /// To the first line.
    pub fn go_to_top(&mut self) {
        self.trail.leave(self.shown.cursor);
        self.wanted = super::reading::Position::default();
        self.settle();
    }

    /// To the last line.
    pub fn go_to_end(&mut self) {
        self.trail.leave(self.shown.cursor);
        let end = self.layout.line_start(&self.story, self.story.text().len());
        self.wanted.top = end;
        self.wanted.cursor = end;
        self.settle();
    }

    /// To paragraph `number` of the body, counted from one, or the last one.
    pub fn go_to_paragraph(&mut self, number: usize) {
        let blocks = self.story.blocks().iter();
        let paragraphs = blocks.filter(|it| it.kind == BlockKind::Paragraph);
        if let Some(block) = paragraphs.take(number.max(1)).last() {
            self.jump(Place::of(block.span.start()));
        }
    }

    /// Puts the line that far into the text on top.
    pub fn go_to_percent(&mut self, percent: usize) {
        self.trail.leave(self.shown.cursor);
        let at = self.story.text().len() / 100 * percent.min(100)
            + self.story.text().len() % 100 * percent.min(100) / 100;
        let line = self.layout.line_start(&self.story, at);
        self.wanted = super::reading::Position {
            top: line,
            cursor: line,
        };
        self.settle();
    }

    /// To the start of the next or previous paragraph (or image, or heading).
    pub fn go_by_paragraph(&mut self, way: Way, count: usize) {
        let at = self.shown.cursor.at;
        let here = self.story.block_at(at).unwrap_or(0);
        let inside = self
            .story
            .blocks()
            .get(here)
            .is_some_and(|it| it.span.start() < at);
        let goal = match way {
            Way::On => here + count,
            Way::Back => (here + usize::from(inside)).saturating_sub(count),
        };
        let last = self.story.blocks().len().saturating_sub(1);
        if let Some(block) = self.story.blocks().get(goal.min(last)) {
            self.look_at(Place::of(block.span.start()));
        }
    }

    /// To a quotation.
    pub fn go_to_quote(&mut self, quote: QuoteId) {
        if let Some(heard) = &self.heard {
            self.jump(Place::of(heard.start(quote)));
        }
    }

    /// To the `count`th phrase in marks from here that nobody said, around the end. `false` if there
    /// is none.
    pub fn go_by_phrase(&mut self, count: usize) -> bool {
        let Some(heard) = &self.heard else {
            return false;
        };
        let mut found = None;
        for _ in 0..count.min(heard.voices().quotes.len()) {
            let at = found.map_or(self.shown.cursor.at, |it| heard.start(it));
            found = heard.phrase_after(at);
        }
        found.inspect(|it| self.go_to_quote(*it)).is_some()
    }

    /// The `count`th quotation that way among those listed and by a speaker who is `wanted`.
    pub fn quote_that_way(
        &self,
        way: Way,
        count: usize,
        wanted: impl Fn(Who) -> bool,
    ) -> Option<QuoteId> {
        let heard = self.heard.as_ref()?;
        let wanted = |it: QuoteId| self.list.row_of(it).is_some() && wanted(heard.who(it));
        let mut found = None;
        let mut at = self.shown.cursor.at;
        for _ in 0..count {
            let next = match way {
                // On a blank line, or where nothing is quoted, the cursor may stand at a quotation.
                Way::On => heard.next_after(at, wanted),
                Way::Back => heard.last_before(at, wanted),
            };
            let Some(quote) = next else { break };
            at = heard.start(quote);
            found = next;
        }
        found
    }

    /// To the next or previous place found, around the ends. `false` if nothing was found.
    pub fn go_by_hit(&mut self, way: Way, count: usize) -> bool {
        let Some(search) = &self.search else {
            return false;
        };
        let hits = search.hits();
        let at = self.shown.cursor.at;
        let number = match way {
            Way::On => search.from(at + 1).unwrap_or(0) + count - 1,
            Way::Back => {
                search.before(at).unwrap_or(hits.len().wrapping_sub(1)) + hits.len()
                    - (count - 1) % hits.len().max(1)
            }
        };
        let Some(hit) = hits.get(number.checked_rem(hits.len()).unwrap_or(0)) else {
            return false;
        };
        self.jump(Place::of(hit.start()));
        true
    }

    /// Moves `steps` rows in a pane beside the body; the body follows.
    pub fn step_in(&mut self, pane: Pane, steps: isize) {
        let place = match pane {
            Pane::Body => return self.scroll(steps),
            Pane::Speakers => {
                let quote = self.list.stepped(self.current, steps);
                quote.and_then(|it| Some(self.heard.as_ref()?.start(it)))
            }
            Pane::Captions => self.image_stepped(steps),
            Pane::Links => {
                let links = self.story.links().iter();
                let spans: Vec<Span> = links.map(|it| it.span).collect();
                stepped_from(self.shown.cursor.at, steps, &spans)
            }
            Pane::Mentions => stepped_from(self.shown.cursor.at, steps, self.mentions()),
            Pane::Compared => {
                let (way, count) = Way::of(steps);
                let compared = |who| self.compared.is_some_and(|it| it.contains(&who));
                let quote = self.quote_that_way(way, count, compared);
                quote.and_then(|it| Some(self.heard.as_ref()?.start(it)))
            }
            // Its rows are no places in the story.
            Pane::Stories | Pane::Recent | Pane::Why => None,
        };
        if let Some(at) = place {
            self.look_at(Place::of(at));
        }
    }

    /// Where the caption `steps` further on in the list stands.
    fn image_stepped(&self, steps: isize) -> Option<usize> {
        let current = self.current_image();
        let row = self.captions().iter().position(|it| Some(*it) == current);
        let row = stepped(row, steps, self.captions().len())?;
        let image = &self.story.images()[self.captions()[row].index()];
        Some(image.span.start())
    }
}

/// Where the span `steps` further on than byte `at` starts, of spans in reading order.
fn stepped_from(at: usize, steps: isize, spans: &[Span]) -> Option<usize> {
    let next = spans.partition_point(|it| it.end() <= at);
    let is_within = spans.get(next).is_some_and(|it| it.start() <= at);
    // From between two of them, the first step leads to the next one.
    let steps = if is_within {
        steps
    } else {
        steps - steps.signum().max(0)
    };
    let last = spans.len().checked_sub(1)?;
    let row = next.saturating_add_signed(steps).min(last);
    Some(spans[row].start())
}

/// The row `steps` from `row` in a list of `len`; the first one if there is no row yet.
fn stepped(row: Option<usize>, steps: isize, len: usize) -> Option<usize> {
    let last = len.checked_sub(1)?;
    Some(
        row.map_or(0, |it| it.saturating_add_signed(steps))
            .min(last),
    )
}
