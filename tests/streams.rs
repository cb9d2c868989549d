//! Inputs that hold many stories, or are damaged: nothing is lost without a word.

mod program;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;
use program::run_with_input;
use serde_json::Value;

/// A file of its own for each test.
fn file(name: &str, content: &[u8]) -> String {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("streams");
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, content).expect("a file");
    path.display().to_string()
}

fn run(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pullquote"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    writing.join().expect("it was read").expect("all of it");
    output
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory")
}

fn stderr(output: &Output) -> Vec<&str> {
    let text = std::str::from_utf8(&output.stderr).expect("UTF-8");
    text.lines().collect()
}

/// The sources of the rows that are answered.
fn sources(output: &Output) -> Vec<String> {
    let lines = std::str::from_utf8(&output.stdout).expect("UTF-8").lines();
    let rows = lines.map(|it| serde_json::from_str::<Value>(it).expect("JSON"));
    rows.map(|it| it["source"].as_str().expect("a source").to_owned())
        .collect()
}

const GOOD: &str = "{\"text\":\"“We wait,” said Ada Marsh.\"}\n";
const ROWS: [&str; 3] = ["quotes", "--format", "jsonl"];

/// `good` stories behind a bad line.
fn spoilt(bad: &str, good: usize) -> String {
    format!("{bad}\n{}", GOOD.repeat(good))
}

#[test]
fn one_bad_line_takes_no_other_with_it_wherever_it_stands() {
    let bad = ["{\"text\":\"Wor", "ds.\"}", "null", "[1]", "Words.", "{}"];
    for (number, bad) in bad.into_iter().enumerate() {
        let stream = spoilt(bad, 20);
        let expected: Vec<String> = (2..=21).map(|it| format!(":{it}")).collect();
        let path = file(&format!("spoilt-{number}.json"), stream.as_bytes());
        let gz = file(&format!("spoilt-{number}.gz"), &packed(stream.as_bytes()));
        for output in [
            run_with_input(&ROWS, &stream),
            run(&[ROWS.as_slice(), &[&path]].concat(), b""),
            run(&[ROWS.as_slice(), &[&gz]].concat(), b""),
            run(
                &[ROWS.as_slice(), &["-"]].concat(),
                &packed(stream.as_bytes()),
            ),
        ] {
            assert_eq!(output.status.code(), Some(1), "{bad}");
            let sources = sources(&output);
            assert_eq!(sources.len(), 20, "{bad}: {:?}", stderr(&output));
            let ends = sources.iter().zip(&expected);
            assert!(
                ends.into_iter().all(|(it, end)| it.ends_with(end)),
                "{bad}: {sources:?}"
            );
            let [told] = stderr(&output)[..] else {
                panic!("{bad}: {:?}", stderr(&output));
            };
            assert!(told.contains(":1: the JSON"), "{told}");
        }
    }
}

#[test]
fn lines_that_are_asked_for_are_never_anything_else() {
    let lines = "Words.\nMore of them.\n{\"text\":\"“We wait,” said Ada Marsh.\"}\n";
    let output = run_with_input(&[&ROWS[..], &["--input-format", "jsonl"]].concat(), lines);
    assert_eq!(sources(&output), ["-:3"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stderr(&output).len(), 2);
    let output = run_with_input(&[&ROWS[..], &["--input-format", "jsonl"]].concat(), "");
    assert_eq!((output.status.code(), output.stdout), (Some(0), Vec::new()));
}

#[test]
fn a_stream_of_one_line_is_numbered_as_well() {
    let output = run_with_input(&ROWS, GOOD);
    assert_eq!(sources(&output), ["-:1"]);
    let path = file("one.jsonl", GOOD.as_bytes());
    let output = run(&[&ROWS[..], &[&path]].concat(), b"");
    assert_eq!(sources(&output), [format!("{path}:1")]);
    let path = file("one.json", GOOD.as_bytes());
    let output = run(&[&ROWS[..], &[&path]].concat(), b"");
    assert_eq!(sources(&output), [path]);
}

#[test]
fn stories_of_arrays_and_feeds_are_numbered() {
    let one = GOOD.trim_end();
    let array = format!("[{one},\n{{\"id\":1}},{one}]\n");
    let path = file("array.json", array.as_bytes());
    let gz = file("array.json.gz", &packed(array.as_bytes()));
    for (name, output) in [
        ("-", run_with_input(&ROWS, &array)),
        (&path, run(&[&ROWS[..], &[&path]].concat(), b"")),
        (&gz, run(&[&ROWS[..], &[&gz]].concat(), b"")),
    ] {
        assert_eq!(sources(&output), [format!("{name}:1"), format!("{name}:3")]);
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output)[0].contains(":2: the JSON holds no story"));
    }
    let entry =
        "<item><title>Tide</title><description>“We wait,” said Ada Marsh.</description></item>";
    for count in [1, 2] {
        let feed = format!("<rss><channel>{}</channel></rss>", entry.repeat(count));
        let output = run_with_input(&ROWS, &feed);
        let expected: Vec<String> = (1..=count).map(|it| format!("-:{it}")).collect();
        assert_eq!(sources(&output), expected, "{:?}", stderr(&output));
    }
}

#[test]
fn what_breaks_off_is_told_and_what_stands_before_is_answered() {
    let text = "“We wait,” said Ada Marsh.\n".repeat(2000);
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 12].to_vec();
    let noise: String = (0..400)
        .map(|it| format!("{GOOD}{{\"text\":\"{}\"}}\n", it * it))
        .collect();
    let wire = "<nitf><body><body.content><p>“We wait,” said Ada Marsh.</p><p>Nobody";
    let array = format!("[{},{{\"text\":\"Wo", GOOD.trim_end());
    for (name, bytes, at_least) in [
        ("cut.txt.gz", cut(packed(text.as_bytes())), 1),
        ("cut.jsonl.gz", cut(packed(noise.as_bytes())), 300),
        (
            "cut-short.jsonl.gz",
            cut(packed(GOOD.repeat(3).as_bytes())),
            0,
        ),
        ("cut.xml", wire.as_bytes().to_vec(), 1),
        ("cut-array.json", array.into_bytes(), 1),
    ] {
        let path = file(name, &bytes);
        for output in [
            run(&[&ROWS[..], &[&path]].concat(), b""),
            run(&[&ROWS[..], &["-"]].concat(), &bytes),
        ] {
            assert_eq!(output.status.code(), Some(1), "{name}");
            let rows = sources(&output).len();
            assert!(rows >= at_least, "{name}: {rows}");
            let told = stderr(&output);
            assert_eq!(told.len(), 1, "{name}: {told:?}");
        }
    }
    let path = file("noted.txt.gz", &cut(packed(text.as_bytes())));
    let output = run(&["show", "--format", "json", &path], b"");
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert!(
        shown["notes"][0]["text"]
            .as_str()
            .unwrap()
            .contains("damaged")
    );
}

#[test]
fn an_object_without_a_story_is_no_prose() {
    for (text, told) in [
        (
            "{\"id\":7,\"said\":\"“We wait,” said Ada Marsh.\"}",
            "the keys id, said",
        ),
        (
            "{\n\"said\": \"“We wait,” said Ada Marsh.\"\n}",
            "the keys said",
        ),
        ("{\"text\":\"“We wait,” said Ada", "cannot be read"),
    ] {
        let path = file("object.json", text.as_bytes());
        for args in [
            &["quotes", &path][..],
            &["show", &path],
            &["images", &path],
            &[&path],
            &["quotes", "--format", "json", &path],
        ] {
            let output = run(args, b"");
            assert_eq!(output.status.code(), Some(1), "{args:?}");
            assert_eq!(output.stdout, b"", "{args:?}");
            assert_eq!(stderr(&output).len(), 1);
            assert!(stderr(&output)[0].contains(told), "{:?}", stderr(&output));
        }
    }
}

#[test]
fn a_folder_is_its_stories() {
    file(
        "folder/b/story.txt",
        "“We wait,” said Ada Marsh.".as_bytes(),
    );
    file("folder/a.json", GOOD.as_bytes());
    file("folder/b/page.css", b"p {}");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("streams/folder");
    let folder = folder.display().to_string();
    let output = run(&[&ROWS[..], &[&folder]].concat(), b"");
    assert_eq!(output.status.code(), Some(0), "{:?}", stderr(&output));
    let names = ["a.json", "b/story.txt"].map(|it| format!("{folder}/{it}"));
    assert_eq!(sources(&output), names);
}
