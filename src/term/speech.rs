//! Reading aloud through the program the reader has chosen.

use super::work::Work;
use crate::app::Msg;
use std::io::{self, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// An argument that stands for the words. Without it they come on standard input.
const WORDS: &str = "{}";

/// How often a speaking program is looked at.
const GLANCE: Duration = Duration::from_millis(30);

/// The program that speaks, and what it is speaking.
#[derive(Debug)]
pub struct Speech {
    program: Vec<String>,
    speaking: Option<Speaking>,
}

#[derive(Debug)]
struct Speaking {
    /// Dropped, it ends the program.
    _hush: Sender<()>,
    thread: JoinHandle<()>,
}

impl Speech {
    /// `program` with its arguments, saying nothing yet.
    pub fn new(program: Vec<String>) -> Speech {
        Speech {
            program,
            speaking: None,
        }
    }

    /// Speaks `text`; when that is done, `work` is told so with `number`.
    pub fn say(&mut self, text: String, number: usize, work: &Work) {
        self.hush();
        let program = self.program.clone();
        let (hush, hushed) = channel();
        let thread = work.start(move || Msg::Spoken(number, speak(&program, &text, &hushed)));
        self.speaking = Some(Speaking {
            _hush: hush,
            thread,
        });
    }

    /// Ends what is being spoken, and waits for its program to be gone.
    pub fn hush(&mut self) {
        if let Some(Speaking { _hush, thread }) = self.speaking.take() {
            drop(_hush);
            // A thread that panicked has nothing more to say.
            let _ = thread.join();
        }
    }
}

impl Drop for Speech {
    fn drop(&mut self) {
        self.hush();
    }
}

/// Runs the program to its end, or until hushed.
fn speak(program: &[String], text: &str, hushed: &Receiver<()>) -> Result<(), String> {
    let name = program.first().map_or("", String::as_str);
    let ended = start(program, text).and_then(|child| wait(child, hushed));
    match ended {
        Ok(None) => Ok(()),
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(format!("{name} stopped reading aloud: {status}.")),
        Err(error) => Err(format!("{name} cannot read aloud: {error}.")),
    }
}

/// Starts the program, without a shell, and gives it the words.
fn start(program: &[String], text: &str) -> io::Result<Child> {
    let (name, arguments) = program.split_first().ok_or(io::ErrorKind::NotFound)?;
    let as_argument = arguments.iter().any(|it| it == WORDS);
    // Words that begin with a dash are no option.
    let words = text.trim_start_matches('-');
    let mut child = Command::new(name)
        .args(
            arguments
                .iter()
                .map(|it| if it == WORDS { words } else { it }),
        )
        .stdin(if as_argument {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        // A sentence fits into a pipe. A program that does not read it will say so by its end.
        let _ = input
            .write_all(text.as_bytes())
            .and_then(|()| input.write_all(b"\n"));
    }
    Ok(child)
}

/// Waits until the program has ended; `None` when it was ended by being hushed.
fn wait(mut child: Child, hushed: &Receiver<()>) -> io::Result<Option<ExitStatus>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if hushed.recv_timeout(GLANCE) != Err(RecvTimeoutError::Timeout) {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(words: &[&str]) -> Vec<String> {
        words.iter().map(|it| (*it).to_owned()).collect()
    }

    #[test]
    fn words_come_on_standard_input_or_as_an_argument() {
        let (_hush, hushed) = channel();
        let by_input = program(&["sh", "-c", "read words; test \"$words\" = '-one two'"]);
        assert_eq!(speak(&by_input, "-one two", &hushed), Ok(()));
        let by_argument = program(&["test", "{}", "=", "one two"]);
        assert_eq!(speak(&by_argument, "-one two", &hushed), Ok(()));
    }

    #[test]
    fn what_cannot_speak_is_told() {
        let (_hush, hushed) = channel();
        let missing = speak(&program(&["/nowhere/voice"]), "", &hushed).unwrap_err();
        assert!(
            missing.starts_with("/nowhere/voice cannot read aloud"),
            "{missing}"
        );
        let failing = speak(&program(&["false"]), "", &hushed).unwrap_err();
        assert!(
            failing.starts_with("false stopped reading aloud"),
            "{failing}"
        );
    }

    #[test]
    fn hushed_it_is_gone_at_once() {
        let (hush, hushed) = channel();
        drop(hush);
        let child = start(&program(&["sleep", "1000"]), "").unwrap();
        assert!(wait(child, &hushed).unwrap().is_none());
    }
}
