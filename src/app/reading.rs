//! One story being read: where the reader is in it, and what follows from that.

use super::heard::{Heard, Part, Who};
use super::list::{Choice, SpeakerList};
use super::search::Search;
use super::selecting::Selection;
use super::trail::Trail;
use super::{Effect, Settings};
use crate::fetch::Progress;
use crate::layout::{Layout, Line, Place, Typography};
use crate::quotes::corrections::Correction;
use crate::span::{ImageId, QuoteId, Span};
use crate::state::Kept;
use crate::story::{BlockKind, ImageRole, Story};
use std::sync::Arc;

/// A story on screen.
///
/// What the reader asked for (`wanted`) is kept apart from what the screen can show of it
/// (`shown`), so that making a window small and large again leads back to the same words.
#[derive(Debug)]
pub struct Reading {
    pub(super) story: Arc<Story>,
    pub(super) heard: Option<Heard>,
    pub(super) layout: Layout,
    page: Page,
    /// How many lines are sure to have room.
    pub(super) height: usize,
    pub(super) wanted: Position,
    pub(super) shown: Position,
    pub(super) window: Vec<Line>,
    pub(super) current: Option<QuoteId>,
    pub(super) search: Option<Search>,
    pub(super) trail: Trail,
    pub(super) choice: Choice,
    pub(super) list: SpeakerList,
    /// What is being chosen, and the words that comes to.
    pub(super) selection: Option<Selection>,
    pub(super) selected: Option<Span>,
    /// Two speakers looked at side by side.
    pub(super) compared: Option<[Who; 2]>,
    /// The speaker whose mentions are listed.
    pub(super) called: Who,
    /// Whether statements without marks are wanted too.
    pub(super) with_statements: bool,
    /// What the reader put right.
    pub(super) corrections: Vec<Correction>,
    /// Of how many corrections it was told that their words are gone.
    pub(super) told_lost: usize,
    /// How it looks: the settings that are kept of each story by itself.
    pub(super) looks: Settings,
    /// What was kept of the story when it was opened.
    pub(super) base: Kept,
    /// How far fetching the whole of the story has come, while that is being done.
    pub(super) fetching: Option<Progress>,
    captions: Vec<ImageId>,
}

/// What is on top of the screen, and where on it the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// The first line on screen.
    pub top: Place,
    /// The line the reader is at; the quotation shown in the status line is the one here.
    pub cursor: Place,
}

/// The room for a story's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Rows of the screen.
    pub rows: u16,
    /// Rows from one line to the next.
    pub step: u16,
}

impl Page {
    /// How many lines are sure to have room.
    pub fn lines(self) -> usize {
        usize::from(self.rows.div_ceil(self.step.max(1)))
    }

    /// The row on which each of `lines` stands, as far as there is room for them.
    pub fn rows_of(self, lines: &[Line]) -> Vec<u16> {
        let mut below = 0;
        let rows = lines.iter().map(|line| {
            let row = below;
            // The blank line between paragraphs is one more row and not wider.
            below += if line.row.is_some() { self.step } else { 1 };
            row
        });
        rows.take_while(|it| *it < self.rows).collect()
    }
}

impl Reading {
    /// Opens a story at its top.
    pub fn new(story: Arc<Story>, typography: Typography, page: Page) -> Reading {
        let mut res = Reading {
            fetching: None,
            captions: captions(&story),
            layout: Layout::new(typography),
            heard: None,
            page,
            height: page.lines(),
            wanted: Position::default(),
            shown: Position::default(),
            window: Vec::new(),
            current: None,
            search: None,
            trail: Trail::default(),
            choice: Choice::default(),
            list: SpeakerList::default(),
            selection: None,
            selected: None,
            compared: None,
            called: None,
            with_statements: false,
            corrections: Vec::new(),
            told_lost: 0,
            looks: Settings::default(),
            base: Kept::default(),
            story,
        };
        res.settle();
        res
    }

    /// The story.
    pub fn story(&self) -> &Arc<Story> {
        &self.story
    }

    /// Its voices, once they have been found.
    pub fn heard(&self) -> Option<&Heard> {
        self.heard.as_ref()
    }

    /// The lines on screen.
    pub fn window(&self) -> &[Line] {
        &self.window
    }

    /// The rows on which those lines stand, counted from the top of the body.
    pub fn window_rows(&self) -> Vec<u16> {
        self.page.rows_of(&self.window)
    }

    /// Where the reader is.
    pub fn position(&self) -> Position {
        self.shown
    }

    /// The typography the rows are broken for.
    pub fn typography(&self) -> Typography {
        self.layout.typography()
    }

    /// What was searched for.
    pub fn search(&self) -> Option<&Search> {
        self.search.as_ref()
    }

    /// Which speakers and quotations are listed.
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// The rows of the speakers pane.
    pub fn list(&self) -> &SpeakerList {
        &self.list
    }

    /// The images in the order they are listed: advertisements last.
    pub fn captions(&self) -> &[ImageId] {
        &self.captions
    }

    /// The quotation the reader is at: on the cursor's line, else the nearest one on screen.
    pub fn current_quote(&self) -> Option<QuoteId> {
        self.current
    }

    /// Whether the reader's own line has words of the current quotation, or is the blank one over which
    /// it goes on. It may else be further up or down on the screen.
    pub fn is_at_quote(&self) -> bool {
        let Some(quote) = self.current else {
            return false;
        };
        if self.shown.cursor.gap {
            return self.quote_over_gap() == Some(quote);
        }
        let row = self.window.get(self.cursor_row()).and_then(|it| it.row);
        let parts = self.heard.as_ref().zip(row);
        parts.is_some_and(|(heard, row)| heard.parts_in(row).any(|it| it.quote == quote))
    }

    /// The title, nickname or phrase in marks that the reader is at: at its words, or on its line if
    /// nothing is quoted there.
    pub fn phrase_here(&self) -> Option<QuoteId> {
        let row = self.window.get(self.cursor_row())?.row?;
        let heard = self.heard.as_ref()?;
        if self.shown.cursor.gap {
            return None;
        }
        let at_quote = self.is_at_quote();
        let at_words = |it: &Part| it.span.contains(self.shown.cursor.at);
        let phrases = heard.parts_in(row).filter(|it| !heard.is_spoken(it.quote));
        let phrases = phrases.filter(|it| !at_quote || at_words(it));
        phrases.last().map(|it| it.quote)
    }

    /// The image the reader is at.
    pub fn current_image(&self) -> Option<ImageId> {
        let block = self.story.block_at(self.shown.cursor.at)?;
        match self.story.blocks()[block].kind {
            BlockKind::Image(id) => Some(id),
            _ => None,
        }
    }

    /// The number of the link the reader is at: the first that does not end before the cursor.
    pub fn current_link(&self) -> Option<usize> {
        let links = self.story.links();
        let number = links.partition_point(|it| it.span.end() <= self.shown.cursor.at);
        (number < links.len()).then_some(number)
    }

    /// How far into the story byte `at` is, in percent.
    pub fn percent_at(&self, at: usize) -> usize {
        at * 100 / self.story.text().trim_end().len().max(1)
    }

    /// How far into the story the screen is, in percent.
    pub fn percent(&self) -> usize {
        let all = self.story.text().trim_end().len().max(1);
        if self.last_shown() >= all {
            return 100;
        }
        self.percent_at(self.shown.top.at)
    }

    /// Roughly how many minutes of reading lie before the reader.
    pub fn minutes_left(&self) -> usize {
        /// 230 words a minute at six bytes a word; scripts written without spaces come out alike.
        const BYTES_A_MINUTE: usize = 1_400;
        let left = self.story.text().len() - self.shown.top.at.min(self.story.text().len());
        left.div_ceil(BYTES_A_MINUTE)
    }

    /// Gives the rows another measure or the body another height. The words on top stay.
    pub fn fit(&mut self, typography: Typography, page: Page) {
        if self.layout.typography() != typography {
            self.layout = Layout::new(typography);
        }
        self.page = page;
        self.height = page.lines();
        self.settle();
    }

    /// Has the story's voices found, with the corrections and all that is wanted.
    pub(super) fn listen(&self) -> Effect {
        let (story, corrections) = (Arc::clone(&self.story), self.corrections.clone());
        match self.with_statements {
            true => Effect::ListenClosely(story, corrections),
            false => Effect::Listen(story, corrections),
        }
    }

    /// Takes in what was found of the story's voices, unless more is known already, or the other kind
    /// is asked for. Who was alone last time is so again.
    pub fn hear(&mut self, heard: Heard) {
        let reach = |it: &Heard| it.reached().unwrap_or(usize::MAX);
        let asked_for = heard.with_statements() == self.with_statements;
        let known = self.heard.as_ref();
        if known.is_some_and(|it| !asked_for || reach(it) > reach(&heard)) {
            return;
        }
        let first = known.is_none_or(|it| it.reached().is_some());
        let alone = self.base.isolated.as_deref();
        let alone = alone.filter(|_| first && self.choice.isolated.is_none());
        let isolated = alone.and_then(|name| heard.everybody().find(|it| heard.name(*it) == name));
        let known = self
            .choice
            .isolated
            .filter(|it| heard.everybody().any(|who| who == *it));
        let choice = std::mem::take(&mut self.choice);
        self.heard = Some(heard);
        self.choose(Choice {
            isolated: isolated.or(known),
            ..choice
        });
    }

    /// Goes on where the story was left the last time.
    pub(super) fn recall(&mut self, kept: Kept) {
        let place = |at: u64| Place::of(usize::try_from(at).unwrap_or(0));
        for (letter, at) in &kept.marks {
            self.trail.mark(*letter, place(*at));
        }
        let top = place(kept.place);
        self.wanted = Position { top, cursor: top };
        self.corrections.clone_from(&kept.corrections);
        self.base = kept;
        self.settle();
    }

    /// The name of the speaker who is shown alone.
    pub fn isolated(&self) -> Option<&str> {
        let speaker = self.heard.as_ref()?.speaker(self.choice.isolated?)?;
        Some(&speaker.name)
    }

    /// What is to be kept of the story; settings only where they differ from `configured`.
    pub(super) fn kept(&self, configured: &Settings) -> Kept {
        let marks = self.trail.marks().iter();
        let settings = &self.looks;
        let emphasis = settings.emphasis;
        let kept = Kept {
            title: self.story.title().text.to_owned(),
            source: self.story.origin().written(),
            entry: self.story.entry().to_owned(),
            length: self.story.text().len() as u64,
            place: self.first_shown() as u64,
            seen: self.seen().max(self.base.seen as usize) as u64,
            adrift: Vec::new(),
            marks: marks
                .map(|(letter, place)| (*letter, place.at as u64))
                .collect(),
            measure: (settings.measure != configured.measure).then_some(settings.measure),
            side: settings.side.filter(|_| settings.side != configured.side),
            looks: settings.looks(configured),
            isolated: self.isolated().map(str::to_owned),
            emphasis: (emphasis != configured.emphasis).then(|| emphasis.name().to_owned()),
            corrections: self.corrections.clone(),
            ..self.base.clone()
        };
        let words = kept.words_in(&self.story);
        Kept { words, ..kept }
    }

    /// How far the screen shows the story: to the end of its text with its last words.
    fn seen(&self) -> usize {
        match self.percent() {
            100 => self.story.text().len(),
            _ => self.last_shown(),
        }
    }

    /// Lists and dims as `choice` says.
    pub fn choose(&mut self, choice: Choice) {
        self.choice = choice;
        if let Some(heard) = &self.heard {
            self.list = SpeakerList::new(&self.story, heard, &self.choice);
        }
        self.settle();
    }

    /// Whether a speaker is among those chosen.
    pub fn is_chosen(&self, who: Who) -> bool {
        self.choice.isolated.is_none_or(|only| only == who)
    }

    /// Works out what the screen shows of what is wanted.
    pub(super) fn settle(&mut self) {
        let last = self.layout.line_start(&self.story, self.story.text().len());
        let above = 1 - isize::try_from(self.height.max(1)).unwrap_or(isize::MAX);
        let lowest_top = self.layout.moved(&self.story, last, above);
        let top = self.layout.moved(&self.story, self.wanted.top, 0);
        self.shown.top = top.min(lowest_top);
        let most = usize::from(self.page.rows);
        self.window = self.layout.lines(&self.story, self.shown.top, most);
        self.window.truncate(self.page.rows_of(&self.window).len());
        self.shown.cursor = self.cursor_on_screen();
        self.current = self.nearest_quote();
        self.selected = self.selected_now();
    }

    /// The cursor wanted, or the line nearest to it on screen.
    fn cursor_on_screen(&mut self) -> Place {
        let cursor = self.layout.moved(&self.story, self.wanted.cursor, 0);
        if cursor < self.shown.top {
            return self.shown.top;
        }
        let lines = self.window.len();
        let below = self
            .layout
            .distance(&self.story, self.shown.top, cursor, lines);
        if below < lines || lines == 0 {
            return self.wanted.cursor;
        }
        self.layout
            .moved(&self.story, self.shown.top, lines as isize - 1)
    }

    /// The screen row of the cursor, counted from the top of the body.
    pub fn cursor_row(&self) -> usize {
        let at = self.shown.cursor;
        let covers = |line: &Line| match line.row {
            Some(row) => !at.gap && row.start() <= at.at,
            None => at.gap && line.block == self.story.block_at(at.at).unwrap_or(0),
        };
        self.window.iter().rposition(covers).unwrap_or(0)
    }

    fn nearest_quote(&self) -> Option<QuoteId> {
        let heard = self.heard.as_ref()?;
        let cursor = self.shown.cursor;
        let row = self.window.get(self.cursor_row()).and_then(|it| it.row);
        let here = match row.filter(|_| !cursor.gap) {
            Some(row) => self.quote_on(row, cursor.at),
            None => self.quote_over_gap(),
        };
        if here.is_some() {
            return here;
        }
        let listed = |it: QuoteId| self.list.row_of(it).is_some();
        let (first, last) = (self.shown.top.at, self.last_shown());
        let next = heard
            .next_after(cursor.at, listed)
            .filter(|it| heard.start(*it) < last);
        next.or_else(|| {
            heard
                .last_before(cursor.at, listed)
                .filter(|it| heard.start(*it) >= first)
        })
    }

    /// The quotation that goes on from one paragraph to the next over the blank line the reader is at.
    fn quote_over_gap(&self) -> Option<QuoteId> {
        let cursor = self.shown.cursor;
        let block = self.story.block_at(cursor.at).filter(|_| cursor.gap)?;
        let next = self.story.blocks().get(block + 1)?.span;
        let heard = self.heard.as_ref()?;
        let listed = |it: &QuoteId| self.list.row_of(*it).is_some();
        let first = heard
            .parts_in(next)
            .map(|it| it.quote)
            .filter(listed)
            .last();
        first.filter(|it| heard.start(*it) < next.start())
    }

    /// The quotation on a row: the one at byte `at`, else the row's first.
    fn quote_on(&self, row: Span, at: usize) -> Option<QuoteId> {
        let heard = self.heard.as_ref()?;
        let listed = |it: &Part| self.list.row_of(it.quote).is_some();
        let parts: Vec<_> = heard.parts_in(row).filter(listed).collect();
        let here = parts.iter().find(|it| it.span.contains(at));
        here.or(parts.last()).map(|it| it.quote)
    }

    /// The first byte on screen.
    fn first_shown(&self) -> usize {
        let rows = self.window.iter().find_map(|it| it.row);
        rows.map_or(self.shown.top.at, |it| it.start())
    }

    /// The byte after the last one on screen.
    fn last_shown(&self) -> usize {
        let rows = self.window.iter().rev();
        rows.filter_map(|it| it.row).next().map_or(0, |it| it.end())
    }
}

fn captions(story: &Story) -> Vec<ImageId> {
    let mut res: Vec<ImageId> = (0..story.images().len() as u32).map(ImageId).collect();
    res.sort_by_key(|it| story.images()[it.index()].role == ImageRole::Promo);
    res
}
