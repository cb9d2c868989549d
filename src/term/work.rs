//! Work in the background: reading stories, finding voices.

use crate::app::Msg;
use crate::app::heard::Heard;
use crate::quotes::corrections::Correction;
use crate::story::Story;
use std::fmt;
use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

/// Reads the entry with a number; gives its stories, or the reason why there are none.
pub type Open = Box<dyn FnMut(usize) -> Result<Vec<Story>, String> + Send>;

/// What is being done, and what has come of it.
pub struct Work {
    open: Arc<Mutex<Open>>,
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
            open: Arc::new(Mutex::new(open)),
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
        Post {
            sender: self.sender.clone(),
            rope: Arc::clone(&self.rope),
        }
        .send(msg);
    }

    /// Reads an entry.
    pub fn read(&self, source: usize) {
        let open = Arc::clone(&self.open);
        self.start(move || {
            let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
            let stories = open(source);
            let stories = stories.map(|it| it.into_iter().map(Arc::new).collect());
            Msg::Read { source, stories }
        });
    }

    /// Finds the voices of a story.
    pub fn listen(&self, story: Arc<Story>, corrections: Vec<Correction>) {
        self.start(move || heard(story, &corrections));
    }

    /// Does a job in a thread of its own; what comes of it is sent.
    pub fn start(&self, job: impl FnOnce() -> Msg + Send + 'static) -> JoinHandle<()> {
        let post = Post {
            sender: self.sender.clone(),
            rope: Arc::clone(&self.rope),
        };
        thread::spawn(move || post.send(job()))
    }
}

/// Finds the voices of a story here and now.
pub fn heard(story: Arc<Story>, corrections: &[Correction]) -> Msg {
    let heard = Heard::listen(&story, corrections);
    Msg::Heard(story, Box::new(heard))
}

/// A way for a thread to say that it is done.
struct Post {
    sender: Sender<Msg>,
    rope: Arc<UnixStream>,
}

impl Post {
    fn send(self, msg: Msg) {
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
