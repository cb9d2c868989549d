//! A whole session as a reader has it, in a real pseudo-terminal with a fresh home: keys and a theme
//! of one's own, copying, putting a speaker right, saving, leaving, coming back.

#![cfg(unix)]

mod terminal;

use std::path::Path;
use std::process::Command;

use terminal::{Session, folder, start_in};

const STORY: &str = "\
The bakery on Lime Street will stay\n\
“We have signed for ten more years,” said Ruth Okell, who bakes there.\n\
Her landlord, Piers Dunmow, was pleased. “The ovens never went out,” he said.\n\
“He came for a loaf and left a lease,” Okell said.\n";

const CONFIG: &str = "\
theme = \"mine\"\n\
[themes.mine]\n\
base = \"dark\"\n\
speaker1 = 201\n\
[keys]\n\
next-quote = [\"w\"]\n\
command = [\";\", \"ctrl-x c\"]\n\
suspend = \"nop\"\n";

/// The colour of the first letter of `words` on screen.
fn colour_of(session: &Session, words: &str) -> vt100::Color {
    let screen = session.screen.screen();
    let (_, columns) = screen.size();
    for (row, y) in screen.rows(0, columns.into()).zip(0..) {
        if let Some(at) = row.find(words) {
            let x = row.get(..at).map_or(0, |before| before.chars().count());
            return screen.cell(y, x.try_into().unwrap()).unwrap().fgcolor();
        }
    }
    panic!("{words:?} is not on screen:\n{}", screen.contents());
}

/// What the program prints for a script.
fn printed(home: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(args)
        .env("HOME", home)
        .env("XDG_STATE_HOME", home.join("state"))
        .env_remove("XDG_CONFIG_HOME")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_reader_makes_it_theirs_and_comes_back() {
    let home = folder("a-session");
    let story = home.join("bakery.txt");
    std::fs::write(&story, STORY.repeat(12)).unwrap();
    let config = home.join(".config").join("pullquote");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("config.toml"), CONFIG).unwrap();

    let mut session = start_in(&home, &story, None);
    session.expect("The bakery on Lime Street");
    session.press("w");
    session.expect(" ● Ruth Okell ←");
    assert_eq!(
        colour_of(&session, "We have signed"),
        vt100::Color::Idx(201)
    );
    session.press(";theme light\r");
    session.expect("Theme: light");
    assert_ne!(
        colour_of(&session, "We have signed"),
        vt100::Color::Idx(201)
    );
    session.press("]");
    session.press("\u{18}cset measure=40\r");
    session.press("vlly");
    session.expect("Copied 3 words");
    assert!(String::from_utf8_lossy(&session.raw).contains("\u{1b}]52;"));
    session.press("xDun\t\r");
    session.expect("Piers Dunmow said it");
    session.press("xDun\t\r");
    session.expect("Checked: Piers Dunmow said it");
    session.press(";undo\r");
    session.expect("taken back");
    session.press(&format!(";export {}\r", home.join("all.json").display()));
    session.expect("Saved ");
    session.press("50%q");
    assert_eq!(session.ended(), 0);
    session.check_restored();
    let saved = std::fs::read_to_string(home.join("all.json")).unwrap();
    assert!(saved.contains("\"hand\""), "{saved}");

    let mut session = start_in(&home, Path::new("--last"), None);
    session.expect("Resumed at ");
    session.press("gw");
    session.expect("Piers Dunmow ← by hand");
    session.press("*");
    session.expect("We have signed");
    session.press("QQ");
    session.ended();
    session.check_restored();

    let mut session = start_in(&home, &story, None);
    session.expect("Only Piers Dunmow");
    session.press("q");
    session.ended();

    std::fs::write(config.join("config.toml"), "theme = \"seppia\"\nx = 1\n").unwrap();
    let mut session = start_in(&home, &story, None);
    session.expect(" ~/.config/pullquote/config.toml:1:9: there is no theme");
    session.expect("(1 more: pullquote config --check).");
    // It is at the top, so nothing is resumed; who is alone is said after it.
    session.expect("Only Piers Dunmow");
    session.press("q");
    session.ended();
    std::fs::write(config.join("config.toml"), CONFIG).unwrap();

    let other = home.join("other.txt");
    std::fs::write(&other, "Another story altogether\nNobody speaks in it.\n").unwrap();
    let mut session = start_in(&home, &other, None);
    session.expect("Another story altogether");
    session.press("R");
    session.expect("READ BEFORE");
    session.expect("The bakery on Lime Street will stay");
    session.press("\r");
    session.expect("2/2");
    session.expect("Only Piers Dunmow");
    session.press("Q");
    session.ended();

    let name = story.display().to_string();
    let theirs = printed(&home, &["quotes", "--speaker", "dunmow", &name]);
    assert!(theirs.contains("We have signed"), "{theirs}");
    assert!(printed(&home, &["keys"]).contains("; ^X c"));
}
