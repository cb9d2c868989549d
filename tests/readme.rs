//! The README keeps step with the program.

use std::process::Command;

const README: &str = include_str!("../README.md");

/// What the program prints, with no configuration of the user's.
fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(args)
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("COLUMNS", "100")
        .output()
        .expect("the program starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[track_caller]
fn check_shown(args: &[&str]) {
    let printed = printed(args);
    let missing = printed.lines().find(|it| !README.contains(it.trim_end()));
    assert_eq!(
        missing, None,
        "README.md does not show the output of {args:?}"
    );
}

#[test]
fn the_keys_are_those_of_the_program() {
    check_shown(&["keys"]);
}

#[test]
fn the_help_is_that_of_the_program() {
    check_shown(&["-h"]);
}

#[test]
fn every_format_is_in_the_table() {
    for format in pullquote::story::Format::ALL {
        let shown = format!("`{}`", format.as_str());
        assert!(README.contains(&shown), "{shown} is not in README.md");
    }
}
