//! The README keeps step with the program: what it shows of the program's output is that output.
//!
//! Such a block stands under a comment naming the command, `<!-- pullquote keys -->`, or the size of
//! a screen and keys pressed on the built-in story, `<!-- screen 80x24 ]]] -->`. With
//! `UPDATE_README=1` set, this test writes the blocks anew.

mod marked;

use std::process::Command;
use std::sync::Arc;

use marked::press;
use pullquote::app::heard::Heard;
use pullquote::app::screen::Size;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Msg, Setup, update};
use pullquote::story::{Hints, parse};
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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

/// The screen, so large, after some keys in the story that is built in.
fn screen(size: &str, keys: &str) -> String {
    let (width, height) = size.split_once('x').expect("a size");
    let [width, height] = [width, height].map(|it| it.parse().expect("a number"));
    let sample = include_str!("../assets/sample.txt");
    let story = Arc::new(parse(sample.into(), &Hints::default()).remove(0));
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let (mut app, _) = App::new(entries, Setup::default(), Size { width, height });
    let heard = Heard::listen(&story, &[], false, &mut |_| ());
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    press(&mut app, keys);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw(&app, &Theme::without_colour(), &mut buffer);
    let row = |y| -> String { (0..width).map(|x| buffer[(x, y)].symbol()).collect() };
    let rows: Vec<_> = (0..height).map(|y| row(y).trim_end().to_owned()).collect();
    rows.join("\n")
}

/// What stands under a comment, by what it says.
fn shown(comment: &str) -> String {
    let words: Vec<_> = comment.split(' ').collect();
    match words[..] {
        ["pullquote", ref args @ ..] => printed(args),
        ["screen", size, keys] => screen(size, keys),
        _ => panic!("{comment}: what is to be shown?"),
    }
}

/// `readme` with the block under each comment being what the program shows.
fn brought_up_to_date(readme: &str) -> String {
    let mut fresh = String::new();
    let mut rest = readme;
    while let Some((before, after)) = rest.split_once("<!-- ") {
        let (comment, block) = after.split_once(" -->\n```text\n").expect("a block");
        let (_, tail) = block.split_once("\n```\n").expect("the block's end");
        let shown = shown(comment);
        fresh += &format!("{before}<!-- {comment} -->\n```text\n{shown}\n```\n");
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
fn it_shows_the_screen_the_keys_and_the_help() {
    for comment in ["screen 100x", "pullquote keys", "pullquote -h"] {
        assert!(README.contains(&format!("<!-- {comment}")));
    }
}

#[test]
fn every_format_is_in_the_table() {
    for format in pullquote::story::Format::ALL {
        let shown = format!("`{}`", format.as_str());
        assert!(README.contains(&shown), "{shown} is not in README.md");
    }
}
