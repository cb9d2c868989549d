//! Lines of text as the loop's world: what is new is printed, and commands are typed as lines.
//!
//! The terminal stays as it is: it echoes and edits what is typed, and nothing on it moves. So this
//! works on a terminal that can do nothing else, and with programs that read a screen aloud. All the
//! keys of the reader can be typed, one or several on a line; an empty line goes on.

use super::errands::Errands;
use super::outside;
use super::run::Shell;
use super::tty::{command, keys, size_of};
use super::work::heard;
use crate::app::bindings::Action;
use crate::app::keys::{Code, Key};
use crate::app::reading::{Position, Reading};
use crate::app::screen::Size;
use crate::app::shelf::Slot;
use crate::app::{App, Effect, Input, Msg, Setup};
use crate::layout::Line;
use crate::story::Story;
use crate::view::plain;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::sync::Arc;

/// What comes before a line is typed.
const READY: &str = "> ";

/// The widest lines printed. On wider screens panes would stand beside the story.
const WIDEST: u16 = 80;

/// Lines printed and lines typed.
#[derive(Debug)]
pub struct Lines {
    /// Where commands are typed; nobody types where output is not a terminal.
    keys: Option<File>,
    errands: Errands,
    /// What has been typed of a line.
    typed: Vec<u8>,
    inputs: VecDeque<Input>,
    seen: Option<Seen>,
    /// Whether the story itself is looked at, not something over it.
    on_story: bool,
    ended: bool,
}

/// What was printed last.
#[derive(Debug)]
struct Seen {
    story: Arc<Story>,
    window: Vec<Line>,
    position: Position,
}

/// Settings for a screen on which nothing stands beside the story.
pub fn without_panes(mut setup: Setup) -> Setup {
    setup.settings.panes = false;
    setup
}

impl Lines {
    /// Takes standard output, and for typing the terminal, if output is one.
    ///
    /// # Errors
    /// If there is no terminal to type on.
    pub fn open(errands: Errands) -> io::Result<Lines> {
        let keys = io::stdout().is_terminal().then(keys).transpose()?;
        Ok(Lines {
            keys,
            errands,
            typed: Vec::new(),
            inputs: VecDeque::new(),
            seen: None,
            on_story: true,
            ended: false,
        })
    }

    /// The size of a page. What is said of its quotations needs room too.
    pub fn size(&self) -> Size {
        let Size { width, height } = size_of(io::stdout());
        Size {
            width: width.min(WIDEST),
            height: (height - height / 3).max(6),
        }
    }

    /// The lines to print for what has changed.
    fn news(&self, app: &App) -> Vec<String> {
        let Some(reading) = app.reading().filter(|_| is_story_itself(app)) else {
            return plain::over_the_story(app);
        };
        let Some(seen) = self.seen_of(reading) else {
            let title = plain::derived_title(reading);
            let blank = title.is_some().then(String::new);
            let page = plain::story(reading, reading.window());
            return title.into_iter().chain(blank).chain(page).collect();
        };
        let position = reading.position();
        let typed = self.keys.is_some();
        if typed && position.cursor != seen.position.cursor && position.cursor != position.top {
            return plain::story(reading, &paragraph_here(reading));
        }
        let new = |it: &&Line| !seen.window.contains(it);
        let lines: Vec<Line> = reading.window().iter().filter(new).copied().collect();
        plain::story(reading, &lines)
    }

    fn seen_of(&self, reading: &Reading) -> Option<&Seen> {
        let seen = self.seen.as_ref()?;
        (Arc::ptr_eq(&seen.story, reading.story())).then_some(seen)
    }

    fn remember(&mut self, app: &App) {
        self.on_story = is_story_itself(app);
        let Some(reading) = app.reading().filter(|_| self.on_story) else {
            return;
        };
        self.seen = Some(Seen {
            story: Arc::clone(reading.story()),
            window: reading.window().to_vec(),
            position: reading.position(),
        });
    }

    /// Where nobody types: to the next page, the next story, the end.
    fn go_on_printing(&mut self, app: &App) {
        if matches!(app.shelf().current(), Some(Slot::Unread { .. })) {
            return;
        }
        let at_end = app.reading().is_none_or(|it| {
            let seen = self.seen_of(it);
            seen.is_some_and(|seen| seen.window == it.window())
        });
        if !at_end {
            self.inputs.push_back(Input::Key(Key::char(' ')));
        } else if app.shelf().number() + 1 < app.shelf().len() {
            self.inputs.push_back(command(Action::NextStory));
        } else {
            self.ended = true;
        }
    }

    /// Waits for a line or for work to be done.
    fn poll(&mut self) -> io::Result<()> {
        let bell = self.errands.work.bell();
        let mut fds = vec![PollFd::new(bell, PollFlags::IN)];
        fds.extend(self.keys.as_ref().map(|it| PollFd::new(it, PollFlags::IN)));
        match poll(&mut fds, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let typed = fds.get(1).is_some_and(|it| !it.revents().is_empty());
        if typed { self.read_typed() } else { Ok(()) }
    }

    fn read_typed(&mut self) -> io::Result<()> {
        let mut bytes = [0; 4096];
        let len = match self.keys.as_mut() {
            Some(keys) => keys.read(&mut bytes)?,
            None => 0,
        };
        self.ended |= len == 0;
        self.typed.extend_from_slice(&bytes[..len]);
        while let Some(end) = self.typed.iter().position(|it| *it == b'\n') {
            let line: Vec<u8> = self.typed.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\r', '\n']);
            self.inputs.extend(keys_of(line, self.on_story));
        }
        Ok(())
    }

    fn print(&self, lines: &[String]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        for line in lines {
            writeln!(out, "{line}")?;
        }
        out.flush()
    }
}

/// The lines of the paragraph the reader is at, as far as the page shows it.
fn paragraph_here(reading: &Reading) -> Vec<Line> {
    let at = reading.position().cursor.at;
    let block = reading.story().block_at(at);
    let lines = reading.window().iter();
    let here = lines.filter(|it| Some(it.block) == block && it.row.is_some());
    here.copied().collect()
}

fn is_story_itself(app: &App) -> bool {
    app.help().is_none() && app.overlay().is_none()
}

/// What a typed line asks for: each character is a key, or the line names one (`^G`, `Esc`). An empty line goes on with the story, or
/// takes what is chosen in what stands over it.
fn keys_of(line: &str, on_story: bool) -> Vec<Input> {
    if line.is_empty() {
        let code = if on_story {
            Code::Char(' ')
        } else {
            Code::Enter
        };
        return vec![Input::Key(Key::plain(code))];
    }
    // A key that types no character is called by its name, as the help has it.
    let named = line.chars().nth(1).and_then(|_| line.parse::<Key>().ok());
    if let Some(key) = named {
        return vec![Input::Key(key)];
    }
    line.chars().map(|it| Input::Key(Key::char(it))).collect()
}

impl Shell for Lines {
    fn draw(&mut self, app: &App) -> io::Result<()> {
        if app.prompt().is_some() {
            // The line is typed to its end.
            self.inputs.push_back(Input::Key(Key::plain(Code::Enter)));
            return Ok(());
        }
        self.print(&self.news(app))?;
        if self.keys.is_none() {
            self.go_on_printing(app);
            self.remember(app);
            return Ok(());
        }
        self.remember(app);
        let mut out = io::stdout().lock();
        write!(out, "\n{}\n{READY}", plain::status(app))?;
        out.flush()
    }

    fn wait(&mut self) -> io::Result<Option<Input>> {
        loop {
            if let Some(input) = self.ready()? {
                return Ok(Some(input));
            }
            if self.ended {
                return Ok(None);
            }
            self.poll()?;
        }
    }

    fn ready(&mut self) -> io::Result<Option<Input>> {
        let done = |msg: Msg| Some(Input::Done(msg));
        Ok(self
            .errands
            .work
            .take()
            .and_then(done)
            .or_else(|| self.inputs.pop_front()))
    }

    fn perform(&mut self, app: &App, effect: Effect) -> io::Result<()> {
        // Whoever reads line by line cannot be told later whose words those were.
        let found = |story: &Arc<Story>, corrections, with_statements| {
            heard(Arc::clone(story), corrections, with_statements, &mut |_| ())
        };
        let heard = match &effect {
            Effect::Listen(story, corrections) => Some(found(story, corrections, false)),
            Effect::ListenClosely(story, corrections) => Some(found(story, corrections, true)),
            _ => None,
        };
        if let Some(heard) = heard {
            self.errands.work.send(heard);
            return Ok(());
        }
        if let Effect::ReadPicture { image, .. } = effect {
            let reason = "Lines of text show no pictures.".to_owned();
            self.errands.work.send(Msg::Picture(image, Err(reason)));
            return Ok(());
        }
        let Some(effect) = self.errands.run(app, effect) else {
            return Ok(());
        };
        let story = app.reading().map(|it| Arc::clone(it.story()));
        let done = match (effect, &self.keys, story) {
            (Effect::Pipe { command, span }, Some(keys), Some(story)) => {
                outside::pipe(&command, story.slice(span), keys)
            }
            (Effect::Edit(span), Some(_), Some(story)) => outside::edit(&story, span),
            (Effect::Redraw, ..) => {
                self.seen = None;
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(reason) = done {
            self.errands.work.send(Msg::Tell(reason));
        }
        Ok(())
    }
}
