//! The terminal lent to other programs, and files written beside the story.

#![cfg(unix)]

mod terminal;

use std::fs;
use std::path::PathBuf;

use terminal::{Session, folder, start_in};

const STORY: &str = "\
The mill will open its doors again\n\
“We have waited long enough,” said Ora Pike, who owns the mill.\n\
Her brother, Jon Pike, was not so sure. “It will cost us the roof,” he said.\n";

/// A reader of the story in a home of its own, at its second quotation.
fn start(test: &str, shell: &str) -> (PathBuf, Session) {
    let home = folder(test);
    let story = home.join("mill.txt");
    fs::write(&story, STORY).unwrap();
    let mut session = start_in(&home, &story, Some(&format!("{shell} exec \"$@\"")));
    session.expect("The mill");
    session.press("]]");
    session.expect("Jon Pike ←");
    (home, session)
}

#[track_caller]
fn leave(mut session: Session) {
    session.press("q");
    assert_eq!(session.ended(), 0);
    session.check_restored();
}

#[test]
fn a_command_is_given_the_story_and_the_terminal() {
    let (home, mut session) = start("pipe", "cd \"$HOME\";");
    session.press("|cat >piped; echo heard on the way\r");
    session.expect_sent("heard on the way");
    session.expect_sent("Enter goes on reading");
    session.press("\r");
    session.expect("Jon Pike ←");
    let piped = fs::read_to_string(home.join("piped")).unwrap();
    assert!(
        piped.starts_with("The mill") && piped.contains("he said."),
        "{piped}"
    );

    // A command that does not listen, and one that is none.
    session.press("|exit 3\r");
    session.expect_sent("exit status: 3");
    session.press("\r");
    session.expect("Jon Pike ←");
    leave(session);
}

#[test]
fn an_editor_opens_the_file_at_the_line_that_is_read() {
    let shell = "printf '#!/bin/sh\\necho \"$@\" >\"$HOME/edited\"\\n' >\"$HOME/editor\"; \
        chmod +x \"$HOME/editor\"; export EDITOR=\"$HOME/editor --wait\";";
    let (home, mut session) = start("edit", shell);
    session.press("E");
    session.expect("Jon Pike ←");
    let edited = home.join("edited");
    session.wait_for(|| edited.exists());
    leave(session);
    let story = home.join("mill.txt");
    let want = format!("--wait +3 {}\n", story.display());
    assert_eq!(fs::read_to_string(&edited).unwrap(), want);
}

/// An editor that notes what it is given to edit.
const EDITOR: &str = "printf '#!/bin/sh\necho \"$@\" >\"$HOME/edited\"\n' >\"$HOME/editor\"; \
    chmod +x \"$HOME/editor\"; export EDITOR=\"$HOME/editor\"; cd \"$HOME\";";

#[test]
fn a_name_that_is_shown_is_never_taken_for_a_path() {
    let home = folder("sample");
    fs::write(home.join("sample"), "Mine.\n").unwrap();
    fs::write(home.join("-"), "Mine.\n").unwrap();
    for (input, told) in [("", ""), ("<mill.txt", "The mill")] {
        fs::write(home.join("mill.txt"), STORY).unwrap();
        let shell = format!("{EDITOR} exec \"$1\" {input}");
        let mut session = start_in(&home, &home, Some(&shell));
        if !input.is_empty() {
            session.expect(told);
        }
        session.press("E");
        session.expect("This story is no file that could be edited.");
        assert!(!home.join("edited").exists());
        leave(session);
    }
}

#[test]
fn a_file_is_edited_and_opened_again_whatever_its_name_is() {
    use std::os::unix::ffi::OsStringExt;
    let names: [&[u8]; 3] = [b"a\tb.txt", b"\xFF\xFE mill.txt", b" https:\x1b[7m "];
    for (number, bytes) in names.into_iter().enumerate() {
        let home = folder(&format!("odd-name-{number}"));
        let name = std::ffi::OsString::from_vec(bytes.to_vec());
        fs::write(home.join(&name), STORY).unwrap();
        let shell = format!("{EDITOR} exec \"$1\" *mill.txt *https* a*b.txt ");
        let shell = match number {
            0 => shell.replace("*mill.txt *https* ", ""),
            1 => shell.replace("*https* a*b.txt ", ""),
            _ => shell.replace("*mill.txt ", "").replace(" a*b.txt ", " "),
        };
        let mut session = start_in(&home, &home, Some(&shell));
        session.expect("The mill");
        session.press("]]");
        session.expect("Jon Pike ←");
        session.press("E");
        let edited = home.join("edited");
        session.wait_for(|| edited.exists() && fs::metadata(&edited).unwrap().len() > 0);
        leave(session);
        let told = fs::read(&edited).unwrap();
        let end: Vec<u8> = [bytes, b"\n"].concat();
        assert!(told.ends_with(&end), "{}", String::from_utf8_lossy(&told));
        let mut session = start_in(&home, std::path::Path::new("--last"), None);
        session.expect("The mill");
        leave(session);
    }
}

#[test]
fn an_editor_that_is_none_is_told() {
    let (_, mut session) = start("no-editor", "export VISUAL=no-such-editor;");
    session.press("E");
    session.expect("no-such-editor: ");
    leave(session);
}

#[test]
fn what_was_quoted_is_saved_and_nothing_is_written_over() {
    let (home, mut session) = start("save", "cd \"$HOME\";");
    session.press(":export quotes.csv\r");
    session.expect("Saved quotes.csv.");
    session.press(":export quotes.csv\r");
    session.expect("there is already a file quotes.csv");
    session.press(":export none/quotes.csv\r");
    session.expect("there is no such folder");
    session.press("*:export ~/one\r");
    session.expect("Saved ~/one, as Markdown: Jon Pike alone.");
    // The first closes what is over the story.
    session.press("q");
    leave(session);
    let saved = |name: &str| fs::read_to_string(home.join(name)).unwrap();
    let table = saved("quotes.csv");
    assert!(table.starts_with("source,id,speaker,"), "{table}");
    assert_eq!(table.lines().count(), 3);
    assert!(saved("one").contains("cost us the roof") && !saved("one").contains("waited"));
}
