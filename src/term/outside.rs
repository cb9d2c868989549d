//! What is done outside the reader: files, commands, editor, browser.

use crate::app::App;
use crate::app::screen::Pane;
use crate::export::{Exporter, Notation, Question, Subject};
use crate::quotes::Voices;
use crate::span::Span;
use crate::story::Story;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Saves the quotations in a new file, or the captions if the reader looks at those. Gives a
/// sentence about it.
///
/// # Errors
/// A sentence, when the quotations are not found yet or the file cannot be made. A file that is
/// there already is never written over.
pub fn export(app: &App, path: &str) -> Result<String, String> {
    let reading = app.reading().ok_or("There is nothing to save.")?;
    let heard = reading.heard().ok_or("The quotes are still being found.")?;
    let asked = notation(path);
    let subject = match app.focus() {
        Pane::Captions => Subject::Images,
        _ => Subject::Quotes,
    };
    let question = Question {
        subject,
        notation: asked.unwrap_or(Notation::Markdown),
        speaker: reading.isolated().map(str::to_owned),
        // What is shown is what was heard: the voices tell.
        indirect: false,
    };
    let answer = whole_answer(&question, reading.story(), heard.voices());
    let saved = answer.and_then(|it| save_new(&at_home(path), &it));
    let how = if asked.is_none() { ", as Markdown" } else { "" };
    match saved {
        Ok(()) => Ok(match &question.speaker {
            Some(name) => format!("Saved {path}{how}: {name} alone."),
            None => format!("Saved {path}{how}."),
        }),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(format!(
            "Not saved: there is already a file {path}. Choose another name."
        )),
        Err(error) => Err(format!("Not saved in {path}: {}.", reason(&error))),
    }
}

/// The answer for a story as a file of its own, with the names of its columns where it has any.
fn whole_answer(question: &Question, story: &Story, voices: &Voices) -> io::Result<Vec<u8>> {
    let mut whole = Vec::new();
    let mut exporter = Exporter::new(&mut whole, question, false);
    exporter.write(&question.answer(story.name(), story, voices)?)?;
    exporter.finish()?;
    Ok(whole)
}

/// Why a file could not be made, in words where the usual reasons have some.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be written there".to_owned(),
        io::ErrorKind::IsADirectory => "that is a folder".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

/// A path as a shell reads it: `~/` is the reader's home.
fn at_home(path: &str) -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let below = path.strip_prefix("~/");
    let inside = home.zip(below).map(|(home, below)| home.join(below));
    inside.unwrap_or_else(|| PathBuf::from(path))
}

/// The notation a file's name asks for, if it asks for one.
fn notation(path: &str) -> Option<Notation> {
    let extension = Path::new(path).extension().and_then(|it| it.to_str());
    Some(match extension.unwrap_or_default() {
        "json" => Notation::Json,
        "jsonl" => Notation::JsonLines,
        "csv" => Notation::Csv,
        "txt" => Notation::Text,
        "md" | "markdown" => Notation::Markdown,
        _ => return None,
    })
}

fn save_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)
}

/// Opens an address in the browser; the address is one argument, and no shell sees it.
///
/// # Errors
/// A sentence, when there is no browser.
pub fn open_address(url: &str) -> Result<String, String> {
    match open::that_detached(url) {
        Ok(()) => Ok(format!("Opening {url}")),
        Err(error) => Err(format!("{url} could not be opened: {error}")),
    }
}

/// Gives `text` to a shell command, shows what it prints, and waits for Enter.
///
/// # Errors
/// A sentence, when the command could not be run.
pub fn pipe(command: &str, text: &str, mut keys: &File) -> Result<(), String> {
    let run = || {
        let mut child = Command::new("sh")
            .args(["-c", command])
            .stdin(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A command that has seen enough is no error.
            let _ = input.write_all(text.as_bytes());
        }
        child.wait()
    };
    let status = run().map_err(|error| format!("{command}: {error}"))?;
    let _ = write!(io::stdout(), "\n[{status}; Enter goes on reading]");
    let _ = io::stdout().flush();
    let mut line = [0; 256];
    let _ = keys.read(&mut line);
    Ok(())
}

/// Opens the story's file in the reader's editor, at the line that holds the words of `span`.
///
/// # Errors
/// A sentence, when the story is no file or the editor could not be run.
pub fn edit(story: &Story, span: Span) -> Result<(), String> {
    let path = file_of(story).ok_or("This story is no file that could be edited.")?;
    let editor = ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|it| std::env::var(it).ok());
    let editor = editor
        .filter(|it| !it.trim().is_empty())
        .unwrap_or_else(|| "vi".to_owned());
    let mut words = editor.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("vi"));
    command.args(words);
    if let Some(line) = line_of(&path, story.slice(span)) {
        command.arg(format!("+{line}"));
    }
    let status = command.arg(&path).status();
    status
        .map(|_| ())
        .map_err(|error| format!("{editor}: {error}"))
}

/// The file a story was read from, if it is one.
pub fn file_of(story: &Story) -> Option<PathBuf> {
    let path = story.origin().file()?;
    path.is_file().then(|| path.to_owned())
}

/// The line of a file, counted from one, on which some words begin.
fn line_of(path: &Path, words: &str) -> Option<usize> {
    const ENOUGH: usize = 40;
    let start = words.get(..words.floor_char_boundary(ENOUGH))?;
    let text = fs::read_to_string(path).ok()?;
    Some(text.lines().position(|it| it.contains(start))? + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ask_for_notations() {
        assert_eq!(notation("a.json"), Some(Notation::Json));
        assert_eq!(notation("b/a.csv"), Some(Notation::Csv));
        assert_eq!(notation("a.md"), Some(Notation::Markdown));
        assert_eq!((notation("a"), notation("a.doc")), (None, None));
    }

    #[test]
    fn nothing_is_written_over() {
        let path = std::env::temp_dir().join(format!("pullquote-{}.md", std::process::id()));
        fs::write(&path, "mine").unwrap();
        let error = save_new(&path, b"other").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
        fs::remove_file(&path).unwrap();
    }
}
