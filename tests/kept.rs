//! What is configured and what is kept, as the command line uses it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use pullquote::quotes::corrections::{Correction, QuoteKey};
use pullquote::quotes::find;
use pullquote::state::store::Store;
use pullquote::state::{Kept, StoryKey};
use pullquote::story::{Hints, Story, parse};

const TALE: &str = "“The tide is in,” said Ada Marsh.\n\
    “We shall all need boats before the week is out,” she added.\n";

/// A home of its own for each test, with a story in it.
struct Home {
    folder: PathBuf,
}

impl Home {
    fn new(name: &str) -> Home {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("kept")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(".config/pullquote")).expect("a folder");
        fs::write(folder.join("tale.txt"), TALE).expect("a story");
        Home { folder }
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_pullquote"))
            .args(args)
            .env("HOME", &self.folder)
            .env_remove("XDG_STATE_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("the program starts")
    }

    fn configure(&self, text: &str) {
        let path = self.folder.join(".config/pullquote/config.toml");
        fs::write(path, text).expect("a configuration");
    }

    fn store(&self) -> Store {
        Store::at(self.folder.join(".local/state/pullquote/stories"))
    }

    /// Keeps a correction of the tale: its second quotation is somebody else's.
    fn correct(&self) -> StoryKey {
        self.correct_as(&tale())
    }

    /// The same in the tale as some version of the program reads it.
    fn correct_as(&self, story: &Story) -> StoryKey {
        let voices = find(story);
        let last = voices.quotes.last().expect("a quotation");
        let correction = Correction::Reassign {
            quote: QuoteKey::of(story, last).expect("words"),
            to: Some("Ida Quill".to_owned()),
        };
        let kept = Kept {
            title: story.title().text.to_owned(),
            source: self.folder.join("tale.txt").display().to_string(),
            length: story.text().len() as u64,
            corrections: vec![correction],
            ..Kept::default()
        };
        let key = StoryKey::of(story);
        let saved = self.store().save(key, &Kept::default(), &kept);
        saved.expect("kept");
        key
    }
}

fn tale() -> Story {
    parse(TALE.as_bytes().to_vec(), &Hints::default()).remove(0)
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

#[test]
fn corrections_are_made_in_every_answer_and_marked_as_made_by_hand() {
    let home = Home::new("corrected");
    home.correct();
    for args in [
        ["quotes", "--format=json", "tale.txt"],
        ["quotes", "--format=jsonl", "tale.txt"],
        ["quotes", "--format=csv", "tale.txt"],
        ["show", "--format=json", "tale.txt"],
    ] {
        let output = home.run(&args);
        let text = stdout(&output);
        assert!(
            text.contains("Ida Quill") && text.contains("hand"),
            "{text}"
        );
        assert!(text.contains("Ada Marsh"), "{text}");
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    }
    let output = home.run(&["quotes", "--speaker=quill", "tale.txt"]);
    assert!(stdout(&output).contains("boats"), "{output:?}");
}

#[test]
fn corrections_hold_for_a_page_that_another_version_reads_otherwise() {
    let home = Home::new("versions");
    // The other version takes a menu and a line at the end for parts of the story.
    let text = format!("Home, News, Weather\n{TALE}Read more about tides.\n");
    home.correct_as(&parse(text.into_bytes(), &Hints::default()).remove(0));
    let output = home.run(&["quotes", "tale.txt"]);
    assert!(stdout(&output).contains("Ida Quill"), "{}", stdout(&output));
    assert!(output.stderr.is_empty());
}

#[test]
fn corrections_hold_for_a_story_that_changed_and_those_that_do_not_are_told() {
    let home = Home::new("mended");
    home.correct();
    let answer = |text: &str| {
        fs::write(home.folder.join("tale.txt"), text).expect("a story");
        home.run(&["quotes", "tale.txt"])
    };
    let mended = answer(&format!("{TALE}This story was mended on Monday.\n"));
    assert!(stdout(&mended).contains("Ida Quill"), "{}", stdout(&mended));
    let gone = answer(&TALE.replace("We shall all need boats", "Nobody needs a boat"));
    assert!(!stdout(&gone).contains("Ida Quill"));
    let told = String::from_utf8_lossy(&gone.stderr);
    assert_eq!(
        told,
        "pullquote: tale.txt: A correction of yours no longer finds the words: the story has changed.\n"
    );
    assert!(gone.status.success());
}

#[test]
fn corrections_can_be_left_out() {
    let home = Home::new("left-out");
    home.correct();
    for subject in ["quotes", "show"] {
        let output = home.run(&[subject, "--format=json", "--no-corrections", "tale.txt"]);
        assert!(!stdout(&output).contains("Ida Quill"), "{output:?}");
        assert!(stdout(&output).contains("Ada Marsh"), "{output:?}");
    }
}

#[test]
fn corrections_hold_for_a_story_that_was_moved_and_for_no_other() {
    let home = Home::new("moved");
    home.correct();
    fs::rename(home.folder.join("tale.txt"), home.folder.join("moved.txt")).expect("moved");
    fs::write(home.folder.join("other.txt"), TALE.replace("tide", "moon")).expect("a story");
    let moved = home.run(&["quotes", "--format=csv", "moved.txt"]);
    assert!(stdout(&moved).contains("Ida Quill"), "{moved:?}");
    let other = home.run(&["quotes", "--format=csv", "other.txt"]);
    assert!(!stdout(&other).contains("Ida Quill"), "{other:?}");
}

#[test]
fn answers_leave_nothing_behind() {
    let home = Home::new("nothing");
    home.run(&["quotes", "tale.txt"]);
    assert!(!home.folder.join(".local").exists());
}

#[test]
fn a_damaged_record_is_told_once_and_the_answer_is_given() {
    let home = Home::new("damaged");
    let key = home.correct();
    let record = home
        .folder
        .join(format!(".local/state/pullquote/stories/{key}.json"));
    fs::write(record, b"{\x1b]0;owned\x07").expect("damaged");
    let output = home.run(&["quotes", "tale.txt"]);
    assert!(stdout(&output).contains("boats"));
    assert_eq!(output.status.code(), Some(0));
    let told = stderr(&output);
    assert!(told.ends_with(".damaged: it is damaged\n"), "{told}");
    assert_eq!(told.lines().count(), 1);
    assert_eq!(stderr(&home.run(&["quotes", "tale.txt"])), "");
}

#[test]
fn the_story_read_last_opens_again() {
    let home = Home::new("last");
    let output = home.run(&["--last"]);
    assert_eq!(
        stderr(&output),
        "pullquote: no story of yours has been read yet\n"
    );
    assert_eq!(output.status.code(), Some(1));
    home.correct();
    let output = home.run(&["--last"]);
    assert!(stdout(&output).contains("boats"), "{output:?}");
}

#[test]
fn the_default_configuration_is_printed_and_has_nothing_wrong() {
    let home = Home::new("default");
    let printed = home.run(&["config", "--print-default"]);
    home.configure(stdout(&printed));
    let checked = home.run(&["config", "--check"]);
    assert!(
        stdout(&checked).ends_with("config.toml: nothing wrong\n"),
        "{checked:?}"
    );
    assert_eq!(checked.status.code(), Some(0));
}

#[test]
fn what_is_wrong_with_the_configuration_is_named_where_it_is() {
    let home = Home::new("wrong");
    home.configure("mouse = true\nmesure = 3\n[keys]\ntop = [\"Nope!\"]\n");
    let checked = home.run(&["config", "--check"]);
    let lines: Vec<&str> = stderr(&checked).lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("config.toml:2:1: there is no setting “mesure”"));
    assert!(lines[1].ends_with("config.toml:4:8: there is no key “Nope!”"));
    assert_eq!((checked.status.code(), stdout(&checked)), (Some(1), ""));
}

#[test]
fn a_configuration_can_be_named_or_missing() {
    let home = Home::new("named");
    let missing = home.run(&["config", "--check"]);
    assert!(stdout(&missing).ends_with("not there; everything is as usual\n"));
    let named = home.run(&["config", "--check", "other.toml"]);
    assert_eq!(stderr(&named), "pullquote: other.toml: no such file\n");
    assert_eq!(home.run(&["config"]).status.code(), Some(2));
}

#[test]
fn the_keys_are_those_configured() {
    let home = Home::new("keys");
    home.configure("[keys]\nnext-quote = [\"ctrl-n\", \"gq\"]\n");
    let output = home.run(&["keys"]);
    let line = stdout(&output)
        .lines()
        .find(|it| it.ends_with("  next quote"));
    let words: Vec<&str> = line.unwrap_or_default().split_whitespace().collect();
    assert_eq!(words, ["^N", "gq", "next", "quote"]);
}
