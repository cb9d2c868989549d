//! Work in the background: reading stories, finding voices.

use crate::app::Msg;
use crate::app::heard::{Heard, News};
use crate::fetch::Progress;
use crate::quotes::corrections::Correction;
use crate::story::Story;
use std::fmt;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// What is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The entry with this number.
    Entry(usize),
    /// The file or address of this name.
    Named(String),
    /// What stands at this address.
    Address(String),
}

/// Reads what is wanted; gives its stories, or the reason why there are none. It tells how far it has
/// come, and stops when that returns false.
pub type Open = Arc<
    dyn Fn(Wanted, &mut dyn FnMut(Progress) -> bool) -> Result<Vec<Story>, String> + Send + Sync,
>;

/// How often the reader is told how far a fetch has come, at most.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// What is being done, and what has come of it.
pub struct Work {
    open: Open,
    /// Set when what is being read is to be given up.
    stopped: Arc<AtomicBool>,
    done: Receiver<Msg>,
    sender: Sender<Msg>,
    /// Readable when something is done.
    bell: UnixStream,
    rope: Arc<UnixStream>,
}

impl Work {
    /// Nothing to do yet. `open` reads the stories that the reader comes to.
    ///
    /// # Errors
    /// If the system gives no more descriptors.
    pub fn new(open: Open) -> io::Result<Work> {
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        rope.set_nonblocking(true)?;
        let (sender, done) = channel();
        Ok(Work {
            open,
            stopped: Arc::default(),
            done,
            sender,
            bell,
            rope: Arc::new(rope),
        })
    }

    /// Readable when something is done.
    pub fn bell(&self) -> &UnixStream {
        &self.bell
    }

    /// The next message from the background.
    pub fn take(&mut self) -> Option<Msg> {
        let msg = self.done.try_recv().ok();
        if msg.is_none() {
            // All is taken: the bell may fall silent. Its rope is pulled once for each message,
            // after it was sent, so none is missed.
            let mut pulls = [0; 64];
            while matches!(self.bell.read(&mut pulls), Ok(len) if len > 0) {}
            return self.done.try_recv().ok();
        }
        msg
    }

    /// Sends a message as if it came from the background.
    pub fn send(&self, msg: Msg) {
        self.post().send(msg);
    }

    /// Reads an entry.
    pub fn read(&self, source: usize) {
        self.load(
            Wanted::Entry(source),
            move |progress| Msg::Reading(source, progress),
            move |stories| Msg::Read { source, stories },
        );
    }

    /// Reads the file or address called `name` as an entry.
    pub fn read_named(&self, source: usize, name: String) {
        self.load(
            Wanted::Named(name),
            move |progress| Msg::Reading(source, progress),
            move |stories| Msg::Read { source, stories },
        );
    }

    /// Fetches what stands at the address of a story.
    pub fn fetch(&self, story: Arc<Story>) {
        let url = story.meta().url.clone().unwrap_or_default();
        let summary = Arc::clone(&story);
        self.load(
            Wanted::Address(url),
            move |progress| Msg::Fetching(Arc::clone(&summary), progress),
            move |stories| Msg::Fetched(story, stories),
        );
    }

    /// Gives up what is being read.
    pub fn cancel(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.stopped = Arc::default();
    }

    fn load(
        &self,
        wanted: Wanted,
        far: impl Fn(Progress) -> Msg + Send + 'static,
        done: impl FnOnce(Result<Vec<Arc<Story>>, String>) -> Msg + Send + 'static,
    ) {
        let (open, stopped, post) = (
            Arc::clone(&self.open),
            Arc::clone(&self.stopped),
            self.post(),
        );
        self.start(move || {
            let mut told = Instant::now();
            let stories = open(wanted, &mut |progress| {
                if told.elapsed() >= TOLD_EVERY {
                    told = Instant::now();
                    post.send(far(progress));
                }
                !stopped.load(Ordering::Relaxed)
            });
            done(stories.map(|it| it.into_iter().map(Arc::new).collect()))
        });
    }

    /// Finds the voices of a story, also what it reports without marks if `with_statements`.
    pub fn listen(&self, story: Arc<Story>, corrections: Vec<Correction>, with_statements: bool) {
        let post = self.post();
        self.start(move || {
            heard(story, &corrections, with_statements, &mut |msg| {
                post.send(msg)
            })
        });
    }

    /// Does a job in a thread of its own; what comes of it is sent.
    pub fn start(&self, job: impl FnOnce() -> Msg + Send + 'static) -> JoinHandle<()> {
        let post = self.post();
        thread::spawn(move || post.send(job()))
    }

    /// Does a job in a thread of its own, of which something may come.
    pub fn start_quietly(&self, job: impl FnOnce() -> Option<Msg> + Send + 'static) {
        let post = self.post();
        thread::spawn(move || job().into_iter().for_each(|it| post.send(it)));
    }

    fn post(&self) -> Post {
        Post {
            sender: self.sender.clone(),
            rope: Arc::clone(&self.rope),
        }
    }
}

/// Finds the voices of a story here and now; `news` are messages on the way.
pub fn heard(
    story: Arc<Story>,
    corrections: &[Correction],
    with_statements: bool,
    news: &mut dyn FnMut(Msg),
) -> Msg {
    let heard = Heard::listen(&story, corrections, with_statements, &mut |it| {
        news(match it {
            News::Reached(reached) => Msg::Reached(Arc::clone(&story), reached),
            News::SoFar(heard) => Msg::Heard(Arc::clone(&story), heard),
        });
    });
    Msg::Heard(story, Box::new(heard))
}

/// A way for a thread to say that it is done.
struct Post {
    sender: Sender<Msg>,
    rope: Arc<UnixStream>,
}

impl Post {
    fn send(&self, msg: Msg) {
        // Nobody listens any more while the reader leaves; a full bell is ringing already.
        let _ = self.sender.send(msg);
        let _ = (&*self.rope).write(b"!");
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Work").finish_non_exhaustive()
    }
}
