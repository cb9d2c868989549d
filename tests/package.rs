//! What a package installs: the program, its manual page, completions, and an entry for desktops.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn printed(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(args)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether a program that checks `text` is content with it; true where there is no such program.
fn is_accepted(checker: &[&str], text: &str) -> bool {
    let child = Command::new(checker[0])
        .args(&checker[1..])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn();
    let Ok(mut child) = child else {
        return true;
    };
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    child.wait().expect("it ends").success()
}

#[test]
fn the_version_names_the_commit_where_there_is_one() {
    let version = printed(&["--version"]);
    let rest = version
        .trim_end()
        .strip_prefix("pullquote ")
        .expect("its name");
    let rest = rest
        .strip_prefix(env!("CARGO_PKG_VERSION"))
        .expect("its version");
    let commit = rest.strip_prefix(" (").and_then(|it| it.strip_suffix(')'));
    let is_hash = |it: &str| it.len() >= 7 && it.bytes().all(|it| it.is_ascii_hexdigit());
    assert!(rest.is_empty() || commit.is_some_and(is_hash), "{version}");
}

#[test]
fn the_manual_page_has_every_section() {
    let page = printed(&["man"]);
    for section in [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "SUBCOMMANDS",
        "KEYS",
    ] {
        assert!(page.contains(&format!(".SH {section}")), "{section}");
    }
    for option in ["\\-\\-plain", "\\-\\-last", "\\-\\-input\\-format"] {
        assert!(page.contains(option), "{option}");
    }
    assert!(is_accepted(&["mandoc", "-T", "lint", "-W", "error"], &page));
}

#[test]
fn completions_are_scripts_their_shells_can_read() {
    for shell in ["bash", "zsh", "fish"] {
        let script = printed(&["completions", shell]);
        for word in ["quotes", "images", "show", "plain"] {
            assert!(script.contains(word), "{shell} does not complete {word}");
        }
        assert!(is_accepted(&[shell, "-n"], &script), "{shell}");
    }
}

#[test]
fn the_desktop_entry_has_what_its_specification_asks_for() {
    let entry = fs::read_to_string(Path::new(ROOT).join("assets/package/pullquote.desktop"));
    let entry = entry.expect("the entry");
    assert!(entry.starts_with("[Desktop Entry]\n"));
    for line in [
        "Type=Application",
        "Name=Pullquote",
        "Exec=pullquote %F",
        "Terminal=true",
    ] {
        assert!(entry.lines().any(|it| it == line), "{line}");
    }
}

/// The sources of the Debian package's files that are not made by `assets/package/build-deb` exist, and those that
/// are made, it makes.
#[test]
fn every_file_of_the_debian_package_comes_from_somewhere() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).expect("a manifest");
    let (_, deb) = manifest
        .split_once("[package.metadata.deb]")
        .expect("its metadata");
    let (_, assets) = deb.split_once("assets = [").expect("its files");
    let (assets, _) = assets.split_once("\n]").expect("their end");
    let script =
        fs::read_to_string(Path::new(ROOT).join("assets/package/build-deb")).expect("the script");
    let mut installed = Vec::new();
    for line in assets.lines().filter(|it| !it.trim().is_empty()) {
        let words: Vec<&str> = line.split('"').collect();
        let (source, target) = (words[1], words[3]);
        let made = source.starts_with("target/") && script.contains(source);
        assert!(made || Path::new(ROOT).join(source).exists(), "{source}");
        installed.push(target);
    }
    for folder in ["usr/bin/", "usr/share/man/man1/", "usr/share/applications/"] {
        assert!(installed.contains(&folder), "{folder}");
    }
}
