//! A terminal as the loop's world.

use super::Options;
use super::clipboard;
use super::errands::Errands;
use super::graphics::{Graphics, Protocol};
use super::guard::{ENTER, Guard, MOUSE_OFF, MOUSE_ON};
use super::input::Reader;
use super::links;
use super::margins::Question;
use super::outside;
use super::painter::Painter;
use super::run::Shell;
use super::wardrobe::Wardrobe;
use super::work::heard;
use crate::app::bindings::Action;
use crate::app::keymap::Command;
use crate::app::screen::Size;
use crate::app::{App, Effect, Input, Msg};
use crate::quotes::corrections::Correction;
use crate::story::Story;
use crate::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::tcgetwinsize;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use signal_hook::low_level::emulate_default_handler;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::time::Duration;

/// How long the rest of a key's sequence may take to come. Longer, and it was the Escape key.
const ESCAPE_DELAY: Duration = Duration::from_millis(25);

/// How long the rest of a sequence that is no Escape key may take to come: from far away, a while.
const SEQUENCE_DELAY: Duration = Duration::from_millis(600);

/// Stories up to this long, in bytes, are listened to right after they are shown, without a thread.
const SHORT: usize = 64 * 1024;

/// The size assumed where the terminal does not know its own.
const USUAL_SIZE: Size = Size {
    width: 80,
    height: 24,
};

/// The terminal, its signals and the work done in the background.
#[derive(Debug)]
pub struct Tty {
    keys: File,
    screen: File,
    guard: Guard,
    signals: SignalDelivery<UnixStream, SignalOnly>,
    errands: Errands,
    reader: Reader,
    painter: Painter,
    graphics: Graphics,
    canvas: Buffer,
    wardrobe: Wardrobe,
    /// Whether the terminal has been asked to report the mouse.
    mouse: bool,
    /// Whether the terminal knows about links, and the story whose links it has been told.
    links: bool,
    linked: Option<Arc<Story>>,
    /// Stories to listen to once the next frame is on screen.
    unheard: Vec<(Arc<Story>, Vec<Correction>)>,
    out: Vec<u8>,
    /// What the terminal is asked whenever it is taken.
    question: Question,
    /// The signal that ended it all.
    ended_by: Option<i32>,
}

/// What there is to read.
#[derive(Clone, Copy, Debug, Default)]
struct Waiting {
    keys: bool,
    gone: bool,
    signals: bool,
    work: bool,
}

impl Tty {
    /// Takes the terminal that standard output is.
    ///
    /// # Errors
    /// If there is no terminal to show on or to read keys from.
    pub fn open(options: Options, errands: Errands) -> io::Result<Tty> {
        let screen = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let keys = keys()?;
        let (read, write) = UnixStream::pair()?;
        read.set_nonblocking(true)?;
        write.set_nonblocking(true)?;
        let watched = [SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT];
        let mut res = Tty {
            signals: SignalDelivery::with_pipe(read, write, SignalOnly, watched)?,
            guard: Guard::take(&screen)?,
            keys,
            screen,
            errands,
            reader: Reader::default(),
            painter: Painter::default(),
            graphics: Graphics::new(Protocol::wanted(options.config.pictures)),
            canvas: Buffer::default(),
            wardrobe: Wardrobe::new(options.config.themes, options.colour),
            mouse: false,
            links: links::are_understood(|name| std::env::var(name).ok()),
            linked: None,
            unheard: Vec::new(),
            out: Vec::new(),
            question: Question::default(),
            ended_by: None,
        };
        res.enter();
        Ok(res)
    }

    fn enter(&mut self) {
        self.out.extend_from_slice(ENTER);
        self.question.is_asked();
    }

    /// Waits a moment for an answer that may be on its way: whoever has the terminal next would take
    /// it for keys.
    pub fn await_answer(&mut self) {
        while let Some(left) = self.question.left() {
            let mut keys = [PollFd::new(&self.keys, PollFlags::IN)];
            let timeout = Timespec::try_from(left).ok();
            if !matches!(poll(&mut keys, timeout.as_ref()), Ok(1..)) || self.read_keys().is_err() {
                return;
            }
        }
    }

    /// The screen's size.
    pub fn size(&self) -> Size {
        size_of(&self.screen)
    }

    /// The signal that ended the reading, if one did.
    pub fn ended_by(&self) -> Option<i32> {
        self.ended_by
    }

    /// Takes in everything that has come, waiting for it at most `timeout`.
    fn take_in(&mut self, timeout: Option<Duration>) -> io::Result<Option<Input>> {
        let waiting = self.poll(timeout)?;
        if waiting.keys {
            self.read_keys()?;
        } else if waiting.gone {
            return Err(io::ErrorKind::NotConnected.into());
        }
        if waiting.signals
            && let Some(input) = self.take_signal()
        {
            return Ok(Some(input));
        }
        if waiting.work
            && let Some(msg) = self.errands.work.take()
        {
            return Ok(Some(Input::Done(msg)));
        }
        if let Some(ground) = self.reader.take_ground() {
            self.wardrobe.ground(ground);
            // The same size again: a new frame in the theme that goes with the ground.
            return Ok(Some(Input::Resize(self.size())));
        }
        Ok(self.reader.take())
    }

    /// Waits until there is something to read, or the time is over.
    fn poll(&self, timeout: Option<Duration>) -> io::Result<Waiting> {
        let mut fds = [
            PollFd::new(&self.keys, PollFlags::IN),
            PollFd::new(self.signals.get_read(), PollFlags::IN),
            PollFd::new(self.errands.work.bell(), PollFlags::IN),
        ];
        let timeout = timeout.and_then(|it| Timespec::try_from(it).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let [keys, signals, work] = fds.map(|it| it.revents());
        Ok(Waiting {
            keys: keys.contains(PollFlags::IN),
            gone: keys.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL),
            signals: !signals.is_empty(),
            work: !work.is_empty(),
        })
    }

    fn read_keys(&mut self) -> io::Result<()> {
        let mut bytes = [0; 4096];
        match self.keys.read(&mut bytes) {
            Ok(0) => Err(io::ErrorKind::NotConnected.into()),
            Ok(len) => {
                self.reader.feed(&bytes[..len]);
                if let Some(known) = self.reader.take_margins() {
                    self.painter.has_margins(known);
                    self.question.is_answered();
                }
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The first signal that has come, as an input. One that ends the reading is remembered.
    fn take_signal(&mut self) -> Option<Input> {
        let come: Vec<i32> = self.signals.pending().collect();
        for signal in come {
            match signal {
                SIGWINCH => {}
                SIGTSTP => return Some(command(Action::Suspend)),
                SIGCONT => return Some(command(Action::Redraw)),
                signal => self.ended_by = Some(signal),
            }
        }
        // Whatever came, the size may have changed meanwhile.
        Some(Input::Resize(self.size()))
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.await_answer();
        self.guard.give_back();
        emulate_default_handler(SIGTSTP)?;
        self.take_back()
    }

    /// Gives the terminal to another program, and takes it back when that is done.
    fn lend(&mut self, program: impl FnOnce(&File) -> Result<(), String>) -> io::Result<()> {
        self.await_answer();
        self.guard.give_back();
        let done = program(&self.keys);
        self.take_back()?;
        if let Err(reason) = done {
            self.errands.work.send(Msg::Tell(reason));
        }
        Ok(())
    }

    fn take_back(&mut self) -> io::Result<()> {
        self.guard.take_again()?;
        self.mouse = false;
        self.painter.forget();
        self.graphics.forget();
        self.enter();
        self.errands.work.send(Msg::Resize(self.size()));
        Ok(())
    }

    /// Gives the painter the addresses of the story on screen, if the terminal knows about links.
    fn link(&mut self, app: &App) {
        let story = app.reading().map(|it| it.story());
        let same = |(old, new): (&Arc<Story>, &Arc<Story>)| Arc::ptr_eq(old, new);
        if self.links && !self.linked.as_ref().zip(story).is_some_and(same) {
            let addresses = story.map(|it| links::addresses(it));
            self.painter.link_to(addresses.unwrap_or_default());
            self.linked = story.cloned();
        }
    }

    fn listen_to_mouse(&mut self, on: bool) {
        if self.mouse != on {
            self.mouse = on;
            self.out
                .extend_from_slice(if on { MOUSE_ON } else { MOUSE_OFF });
        }
    }

    fn copy(&mut self, text: &str) {
        // Whether what is too long for the terminal was copied all the same, the errand tells.
        if let Ok(request) = clipboard::request(text) {
            self.out.extend_from_slice(&request);
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        self.screen.write_all(&self.out)?;
        self.out.clear();
        Ok(())
    }
}

impl Shell for Tty {
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let size = app.size();
        self.canvas.resize(Rect::new(0, 0, size.width, size.height));
        self.canvas.reset();
        let theme = &app.settings().theme;
        self.wardrobe.wear(theme);
        self.listen_to_mouse(app.settings().mouse);
        self.link(app);
        let cursor = view::draw(app, self.wardrobe.worn(), &mut self.canvas);
        if app.picture().is_some() {
            Wardrobe::fit_colours(&mut self.canvas);
        }
        self.painter.paint(&self.canvas, cursor, &mut self.out);
        self.graphics
            .update(app, || cell_size(&self.screen), &mut self.out);
        self.out.extend_from_slice(self.wardrobe.question(theme));
        self.flush()?;
        #[cfg(debug_assertions)]
        assert!(
            std::env::var_os("PULLQUOTE_TEST_PANIC").is_none(),
            "a test wants to see what a fault leaves behind"
        );
        Ok(())
    }

    fn wait(&mut self) -> io::Result<Option<Input>> {
        loop {
            if let Some((story, corrections)) = self.unheard.pop() {
                return Ok(Some(Input::Done(heard(
                    story,
                    &corrections,
                    false,
                    &mut |_| (),
                ))));
            }
            if let Some(input) = self.ready()? {
                return Ok(Some(input));
            }
            if self.ended_by.is_some() {
                return Ok(None);
            }
            let delay = match self.reader.has_begun() {
                true => SEQUENCE_DELAY,
                false => ESCAPE_DELAY,
            };
            let timeout = self.reader.is_waiting().then_some(delay);
            let fed = self.reader.fed();
            if let Some(input) = self.take_in(timeout)? {
                return Ok(self.ended_by.is_none().then_some(input));
            }
            if timeout.is_some() && self.reader.fed() == fed {
                self.reader.finish();
            }
        }
    }

    fn ready(&mut self) -> io::Result<Option<Input>> {
        // Keys typed ahead are meant for a story whose quotations are known.
        if self.ended_by.is_some() || !self.unheard.is_empty() {
            return Ok(None);
        }
        match self.reader.take() {
            Some(input) => Ok(Some(input)),
            None => self.take_in(Some(Duration::ZERO)),
        }
    }

    fn perform(&mut self, app: &App, effect: Effect) -> io::Result<()> {
        let effect = match effect {
            Effect::Listen(story, corrections) if story.text().len() <= SHORT => {
                self.unheard.push((story, corrections));
                return Ok(());
            }
            effect => self.errands.run(app, effect),
        };
        match effect {
            Some(Effect::Copy(text)) => self.copy(&text),
            Some(Effect::Pipe { command, span }) => {
                let story = app.reading().map(|it| Arc::clone(it.story()));
                let text = story.as_ref().map_or("", |it| it.slice(span));
                self.lend(|keys| outside::pipe(&command, text, keys))?;
            }
            Some(Effect::Edit(span)) => {
                let story = app.reading().map(|it| Arc::clone(it.story()));
                let story = story.as_deref();
                self.lend(|_| story.map_or(Ok(()), |it| outside::edit(it, span)))?;
            }
            Some(Effect::Redraw) => {
                self.painter.forget();
                self.graphics.forget();
                self.enter();
            }
            Some(Effect::Suspend) => self.suspend()?,
            _ => {}
        }
        Ok(())
    }
}

/// The size of a terminal.
pub(super) fn size_of(screen: impl AsFd) -> Size {
    match tcgetwinsize(screen) {
        Ok(it) if it.ws_col > 0 && it.ws_row > 0 => Size {
            width: it.ws_col,
            height: it.ws_row,
        },
        _ => USUAL_SIZE,
    }
}

/// The width and height of a cell, in pixels, if the terminal tells.
fn cell_size(screen: impl AsFd) -> Option<(u32, u32)> {
    let it = tcgetwinsize(screen).ok()?;
    let width = it.ws_xpixel.checked_div(it.ws_col)?;
    let height = it.ws_ypixel.checked_div(it.ws_row)?;
    Some((width.into(), height.into()))
}

/// A command as if it had been typed.
pub(super) fn command(action: Action) -> Input {
    Input::Done(Msg::Do(Command {
        action,
        count: None,
        letter: None,
    }))
}

/// Where keys come from: standard input, or the terminal itself if a story comes from there.
pub(super) fn keys() -> io::Result<File> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Ok(File::from(stdin.as_fd().try_clone_to_owned()?));
    }
    OpenOptions::new().read(true).write(true).open("/dev/tty")
}
