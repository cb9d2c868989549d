//! The README keeps step with the program: what it shows of the program's output is that output.
//!
//! Such a block stands under a comment naming the command, `<!-- pullquote keys -->`. With
//! `UPDATE_README=1` set, this test writes the blocks anew.

use std::process::Command;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const README: &str = include_str!("../README.md");

/// What the program prints, with no configuration of the user's.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(args)
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("COLUMNS", "100")
        .output()
        .expect("the program starts");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let lines: Vec<_> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// `readme` with the block under each comment being what the command in it prints.
fn brought_up_to_date(readme: &str) -> String {
    let mut fresh = String::new();
    let mut rest = readme;
    while let Some((before, after)) = rest.split_once("<!-- pullquote ") {
        let (command, block) = after.split_once(" -->\n```text\n").expect("a block");
        let (_, tail) = block.split_once("\n```\n").expect("the block's end");
        let args: Vec<_> = command.split(' ').collect();
        let output = printed(&args);
        fresh += &format!("{before}<!-- pullquote {command} -->\n```text\n{output}\n```\n");
        rest = tail;
    }
    fresh + rest
}

#[test]
fn what_it_shows_is_what_the_program_prints() {
    let fresh = brought_up_to_date(README);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(PATH, &fresh).expect("README.md can be written");
        return;
    }
    let old = README
        .lines()
        .zip(fresh.lines())
        .find(|(old, new)| old != new);
    assert_eq!(old, None, "run this test with UPDATE_README=1");
    assert_eq!(
        README.len(),
        fresh.len(),
        "run this test with UPDATE_README=1"
    );
}

#[test]
fn it_shows_the_keys_and_the_help() {
    for command in ["keys", "-h"] {
        assert!(README.contains(&format!("<!-- pullquote {command} -->")));
    }
}

#[test]
fn every_format_is_in_the_table() {
    for format in pullquote::story::Format::ALL {
        let shown = format!("`{}`", format.as_str());
        assert!(README.contains(&shown), "{shown} is not in README.md");
    }
}
