//! The program in a real pseudo-terminal, with a home of its own.

#![allow(dead_code, reason = "each test program uses what it needs")]

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take before a test fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Session {
    pub master: Option<Box<dyn MasterPty + Send>>,
    pub writer: Option<Box<dyn Write + Send>>,
    pub child: Box<dyn Child + Send + Sync>,
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub raw: Vec<u8>,
    pub modes: String,
}

pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("pty")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Starts the program on a story, or with one argument.
pub fn start_in(home: &Path, story: &Path, shell: Option<&str>) -> Session {
    start_with(home, &[story.to_str().unwrap()], shell, "xterm-256color")
}

pub fn start_with(home: &Path, args: &[&str], shell: Option<&str>, term: &str) -> Session {
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let program = env!("CARGO_BIN_EXE_pullquote");
    let mut command = match shell {
        Some(script) => {
            let mut command = CommandBuilder::new("/bin/sh");
            command.args(["-c", script, "sh", program]);
            command
        }
        None => CommandBuilder::new(program),
    };
    command.args(args);
    command.env_clear();
    for (name, value) in [("HOME", home), ("XDG_STATE_HOME", &home.join("state"))] {
        command.env(name, value);
    }
    command.env("TERM", term);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let modes = format!("{:?}", pair.master.get_termios());
    let child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (sender, output) = channel();
    thread::spawn(move || {
        let mut bytes = [0; 65536];
        while let Ok(len @ 1..) = reader.read(&mut bytes) {
            if sender.send(bytes[..len].to_vec()).is_err() {
                break;
            }
        }
    });
    Session {
        writer: Some(pair.master.take_writer().unwrap()),
        master: Some(pair.master),
        child,
        output,
        screen: vt100::Parser::default(),
        raw: Vec::new(),
        modes,
    }
}

impl Session {
    pub fn press(&mut self, keys: &str) {
        self.writer
            .as_mut()
            .unwrap()
            .write_all(keys.as_bytes())
            .unwrap();
    }

    /// Waits until a whole frame shows `words`.
    #[track_caller]
    pub fn expect(&mut self, words: &str) {
        self.expect_screen(&format!("{words:?}"), |it| it.contains(words));
    }

    /// Waits until a whole frame no longer shows `words`.
    #[track_caller]
    pub fn expect_gone(&mut self, words: &str) {
        self.expect_screen(&format!("no {words:?}"), |it| !it.contains(words));
    }

    #[track_caller]
    fn expect_screen(&mut self, what: &str, is_there: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !(self.frame_is_whole() && is_there(&self.screen.screen().contents())) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!(
                    "{what} is not on screen:\n{}",
                    self.screen.screen().contents()
                ),
            }
        }
    }

    /// Whether nothing of a frame is still to come: a terminal passes bytes on in pieces.
    fn frame_is_whole(&self) -> bool {
        let last = |mark| memchr::memmem::rfind(&self.raw, mark);
        last(b"\x1B[?2026h") <= last(b"\x1B[?2026l")
    }

    /// Waits until something outside the terminal is so.
    #[track_caller]
    pub fn wait_for(&self, is_so: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < PATIENCE, "it is not so");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until `words` have been written to the terminal, whatever was written over them since.
    #[track_caller]
    pub fn expect_sent(&mut self, words: &str) {
        let start = Instant::now();
        while !String::from_utf8_lossy(&self.raw).contains(words) {
            let left = PATIENCE.saturating_sub(start.elapsed());
            let bytes = self.output.recv_timeout(left);
            self.take(&bytes.unwrap_or_else(|_| panic!("{words:?} was not sent")));
        }
    }

    pub fn take(&mut self, bytes: &[u8]) {
        self.raw.extend_from_slice(bytes);
        self.screen.process(bytes);
    }

    pub fn resize(&mut self, cols: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.as_ref().unwrap().resize(size).unwrap();
        self.screen
            .screen_mut()
            .set_size(rows.try_into().unwrap(), cols.try_into().unwrap());
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &pid])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits until the program has ended; gives its exit code.
    #[track_caller]
    pub fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            while let Ok(bytes) = self.output.try_recv() {
                self.take(&bytes);
            }
            if let Some(status) = self.child.try_wait().unwrap() {
                self.take_the_rest();
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "still running");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Takes what an ended program has written: all of it, or, where another program keeps the
    /// terminal open, what comes before a silence.
    fn take_the_rest(&mut self) {
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_secs(1)) {
            self.take(&bytes);
        }
    }

    /// Hangs up: nobody is at the terminal any more.
    pub fn hang_up(&mut self) {
        self.writer = None;
        self.output = channel().1;
        // The thread that reads notices that nobody listens once there is something to read.
        self.resize(81, 24);
        self.master = None;
    }

    /// The terminal is as it was: usual screen, cooked modes, no paste marks, cursor shown.
    #[track_caller]
    pub fn check_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        let modes = self
            .master
            .as_ref()
            .map(|it| format!("{:?}", it.get_termios()));
        assert_eq!(modes.as_deref(), Some(self.modes.as_str()));
    }
}
