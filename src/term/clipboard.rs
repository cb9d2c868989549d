//! The clipboard of the desktop the reader sits at, where there is one.
//!
//! The terminal is asked too, by OSC 52, which reaches through ssh; not every terminal listens.

use super::base64::base64;
use std::io::Write;
use std::process::{Command, Stdio};

/// A program and its arguments.
type Words = &'static [&'static str];

/// The largest text the terminal is asked to take, in bytes: terminals drop longer ones.
const LONGEST: usize = 75_000 / 4 * 3;

/// What asks the terminal to take `text` (xterm's OSC 52).
///
/// # Errors
/// If the text is too long, in words for the reader.
pub fn request(text: &str) -> Result<Vec<u8>, String> {
    if text.len() > LONGEST {
        let kilobytes = LONGEST / 1000;
        return Err(format!("That is too long to copy: over {kilobytes} kB."));
    }
    Ok([b"\x1B]52;c;", &*base64(text.as_bytes()), b"\x1B\\"].concat())
}

/// Puts `text` on the desktop's clipboard when it is called, which takes a while; `false` when there is
/// none.
pub fn copying(text: &str) -> impl FnOnce() -> bool + Send + 'static {
    let programs = programs(|name| std::env::var_os(name).is_some_and(|it| !it.is_empty()));
    let text = text.to_owned();
    move || programs.iter().any(|it| give(it, &text))
}

/// What may know the clipboard, by the environment. The one next to a reader who comes over ssh is
/// not on this machine.
fn programs(is_set: impl Fn(&str) -> bool) -> Vec<Words> {
    if is_set("SSH_CONNECTION") || is_set("SSH_TTY") {
        return Vec::new();
    }
    let mut res: Vec<Words> = Vec::new();
    if cfg!(target_os = "macos") {
        res.push(&["pbcopy"]);
    }
    if is_set("WAYLAND_DISPLAY") {
        res.push(&["wl-copy"]);
    }
    if is_set("DISPLAY") {
        res.push(&["xclip", "-selection", "clipboard"]);
        res.push(&["xsel", "--clipboard", "--input"]);
    }
    res
}

/// Gives the text to a program; `false` when there is no such program or it fails.
fn give(program: &[&str], text: &str) -> bool {
    let Some((name, arguments)) = program.split_first() else {
        return false;
    };
    let child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return false;
    };
    let written = child
        .stdin
        .take()
        .map(|mut it| it.write_all(text.as_bytes()));
    let ended = child.wait();
    written.is_some_and(|it| it.is_ok()) && ended.is_ok_and(|it| it.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_is_asked_for_no_more_than_it_takes() {
        assert_eq!(request("words").unwrap(), b"\x1B]52;c;d29yZHM=\x1B\\");
        let most = "x".repeat(LONGEST);
        assert!(request(&most).unwrap().len() <= 75_000 + 16);
        assert!(request(&format!("{most}x")).is_err());
    }

    #[test]
    fn the_desktop_is_known_by_the_environment() {
        let names = |set: &[&str]| {
            let programs = programs(|it| set.contains(&it));
            programs.iter().map(|it| it[0]).collect::<Vec<_>>()
        };
        let desktop = names(&["WAYLAND_DISPLAY", "DISPLAY"]);
        assert!(
            desktop.ends_with(&["wl-copy", "xclip", "xsel"]),
            "{desktop:?}"
        );
        assert!(names(&["DISPLAY"]).ends_with(&["xclip", "xsel"]));
        assert_eq!(names(&["DISPLAY", "SSH_CONNECTION"]), [""; 0]);
    }

    #[test]
    fn a_program_is_given_the_text() {
        assert!(give(
            &["sh", "-c", "test \"$(cat)\" = 'two words'"],
            "two words"
        ));
        assert!(!give(&["/nowhere/clip"], "words"));
        assert!(!give(&["false"], "words"));
    }
}
