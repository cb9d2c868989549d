//! How far a long answer has come, on one line of standard error, when somebody looks there.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::source::Source;

/// A bar of progress. It shows itself only once the work has taken a while.
pub struct Progress {
    /// How many bytes there are to read, if that is known.
    total: Option<u64>,
    done: u64,
    stories: usize,
    started: Instant,
    /// When it was last drawn; `None` when it is not on the screen.
    drawn: Option<Instant>,
    seen: bool,
}

/// What is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the bar is drawn anew.
const RATE: Duration = Duration::from_millis(100);
/// How wide the bar is, in columns.
const WIDTH: u64 = 24;

impl Progress {
    /// Nothing done yet. The bar stays away when standard error is no terminal, and when the
    /// answer itself goes to the terminal.
    pub fn new(sources: &[Source]) -> Progress {
        let seen = io::stderr().is_terminal() && !io::stdout().is_terminal();
        let sizes = sources.iter().map(Source::size);
        Progress {
            total: if seen { sizes.sum() } else { None },
            done: 0,
            stories: 0,
            started: Instant::now(),
            drawn: None,
            seen,
        }
    }

    /// So many bytes more were read, and so many stories told.
    pub fn advance(&mut self, bytes: u64, stories: usize) {
        self.done += bytes;
        self.stories += stories;
        let due = match self.drawn {
            Some(drawn) => drawn.elapsed() >= RATE,
            None => self.started.elapsed() >= PATIENCE,
        };
        if self.seen && due {
            self.drawn = Some(Instant::now());
            let line = self.line(self.started.elapsed().as_secs_f64());
            show(&format!("\r{line}\x1b[K"));
        }
    }

    /// Takes the bar away, so that something else can be said.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            show("\r\x1b[K");
        }
    }

    /// What the bar says after so many seconds.
    fn line(&self, seconds: f64) -> String {
        let megabytes = self.done as f64 / 1e6;
        let counts = format!("{} stories, {:.1} MB/s", self.stories, megabytes / seconds);
        match self.total.filter(|&it| it > 0) {
            Some(total) => {
                let done = self.done.min(total);
                let filled = "#".repeat((done * WIDTH / total) as usize);
                let percent = done * 100 / total;
                format!("[{filled:<24}] {percent:3} %  {counts}")
            }
            None => format!("{megabytes:.0} MB, {counts}"),
        }
    }
}

fn show(words: &str) {
    let mut out = io::stderr().lock();
    // Nothing can be done when standard error is gone.
    let _ = out.write_all(words.as_bytes());
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_tells_what_is_done() {
        let mut progress = Progress::new(&[]);
        progress.total = Some(10_000_000);
        progress.advance(5_000_000, 20);
        assert_eq!(
            progress.line(2.0),
            "[############            ]  50 %  20 stories, 2.5 MB/s"
        );
        progress.total = None;
        assert_eq!(progress.line(2.0), "5 MB, 20 stories, 2.5 MB/s");
    }
}
