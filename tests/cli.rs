//! The command line as scripts use it: answers, exit codes, one-line errors.

mod program;

use program::run_with_input;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const TALE: &str = "Ada Marsh said: “The tide is in.”\n\
    <x:image>data:a,\"s3://b/1\" alt=\"Reuters The quay\"</x:image>\n\
    Nobody answered.\n";

fn pullquote() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pullquote"));
    command.stdin(Stdio::null()).env("NO_PROXY", "127.0.0.1");
    command
}

fn run(args: &[&str]) -> Output {
    pullquote().args(args).output().expect("the program starts")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A file of its own for each test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a file");
    path
}

fn tale(name: &str) -> String {
    file(name, TALE.as_bytes()).display().to_string()
}

#[track_caller]
fn check_refused(args: &[&str], code: i32, reason: &str) {
    let output = run(args);
    assert_eq!(output.status.code(), Some(code), "{args:?}");
    assert!(stderr(&output).starts_with("pullquote: "), "{output:?}");
    assert!(stderr(&output).contains(reason), "{output:?}");
    assert_eq!(stderr(&output).lines().count(), 1, "{output:?}");
}

#[test]
fn a_site_that_is_not_found_is_told_in_one_line() {
    for command in ["quotes", "images", "show"] {
        let args = [command, "http://nowhere.invalid/row"];
        check_refused(
            &args,
            1,
            "http://nowhere.invalid/row: the site is not found",
        );
    }
}

#[test]
fn show_describes_a_story_in_json() {
    let output = run(&["show", "--format", "json", &tale("json.txt")]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["version"], 1);
    assert_eq!(json["format"], "tagged-text");
    assert_eq!(json["offsets"], "utf-8 bytes into text");
    assert_eq!(json["images"][0]["credit"], "Reuters");
    assert_eq!(json["images"][0]["caption"], "The quay");
    assert_eq!(json["images"][0]["source"], "s3://b/1");
    assert_eq!(json["blocks"][1]["kind"], "image");
    assert_eq!(json["title"]["derived"], true);

    let wire = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/nitf.xml");
    let output = run(&["show", "--format", "json", wire]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let headline = "Ferry row deepens in Portwick";
    assert_eq!(json["headline"], headline);
    assert_eq!(
        json["title"],
        serde_json::json!({"text": headline, "derived": false})
    );
    assert_eq!(json["standfirst"], "Mayor says talks have failed");
    assert_eq!(
        json["byline"]["names"],
        serde_json::json!(["Ada Marsh", "Tom Reed"])
    );
    assert_eq!(json["byline"]["role"], "transport correspondents");
    assert_eq!(json["publisher"], "Coast News");
    assert_eq!(json["language"], "en-GB");
    assert_eq!(json["links"][0]["url"], "https://portwick.example/letter");
}

#[test]
fn quotes_are_the_same_in_every_notation() {
    let path = tale("notations.txt");
    for format in ["text", "json", "jsonl", "csv", "markdown"] {
        let output = run(&["quotes", "--format", format, &path]);
        assert!(output.status.success());
        assert!(
            stdout(&output).contains("The tide is in."),
            "{format}: {output:?}"
        );
        assert!(
            stdout(&output).contains("Ada Marsh"),
            "{format}: {output:?}"
        );
    }
}

#[test]
fn images_are_a_line_each_in_csv() {
    let output = run(&["images", "--format", "csv", &tale("images.csv.txt")]);
    let lines: Vec<&str> = stdout(&output).lines().collect();
    assert_eq!(lines[0], "source,id,role,caption,credit,alt,address");
    assert!(
        lines[1].ends_with(",0,photo,The quay,Reuters,Reuters The quay,s3://b/1"),
        "{lines:?}"
    );
    assert_eq!(lines.len(), 2);
}

#[test]
fn every_sort_of_block_is_told_apart() {
    let text = "# The quay\n\n## Monday\n\nIt rained.\n\n- one boat\n- two nets\n\n> We wait.\n";
    let path = file("blocks.md", text.as_bytes()).display().to_string();
    let markdown = run(&["show", "--format", "markdown", &path]);
    let same = "# The quay\n\n## Monday\n\nIt rained.\n\n- one boat\n\n- two nets\n\n> We wait.\n";
    assert_eq!(stdout(&markdown), same);
    let plain = run(&["show", "--format", "text", &path]);
    for line in ["• one boat", "• two nets", "    We wait."] {
        assert!(stdout(&plain).lines().any(|it| it == line), "{plain:?}");
    }
}

#[test]
fn quotes_can_be_asked_of_one_speaker() {
    let path = tale("speaker.txt");
    let marsh = run(&["quotes", "--format", "jsonl", "--speaker", "marsh", &path]);
    assert_eq!(stdout(&marsh).lines().count(), 1);
    let nobody = run(&["quotes", "--format", "jsonl", "--speaker", "reed", &path]);
    assert_eq!(stdout(&nobody), "");
}

#[test]
fn what_is_reported_without_marks_is_told_when_asked_for() {
    let text = "A day in Wexcombe.\nAda Marsh said the quay would close in May. “The tide is in,” she said.\n";
    let path = file("indirect.txt", text.as_bytes()).display().to_string();
    let words = "the quay would close in May";
    for format in ["text", "json", "jsonl", "csv", "markdown"] {
        let plain = run(&["quotes", "--format", format, &path]);
        assert!(!stdout(&plain).contains(words), "{format}: {plain:?}");
        let closely = run(&["quotes", "--indirect", "--format", format, &path]);
        assert!(stdout(&closely).contains(words), "{format}: {closely:?}");
        assert!(!stdout(&closely).contains(&format!("“{words}”")));
    }
    let show = run(&["show", "--format", "json", &path]);
    let json: serde_json::Value = serde_json::from_slice(&show.stdout).expect("JSON");
    assert_eq!(json["quotes"][0]["kind"], "direct");
    assert_eq!(json["quotes"][1]["kind"], "indirect");
    assert_eq!(json["quotes"][1]["text"], words);
    assert_eq!(json["quotes"][1]["attribution"]["cue"]["text"], "said");
    assert_eq!(json["speakers"][0]["quotes"], serde_json::json!([0]));
    assert_eq!(json["speakers"][0]["statements"], serde_json::json!([1]));
}

#[test]
fn a_story_can_be_piped_in() {
    let output = run_with_input(&["show", "-"], TALE);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("[image: The quay (Reuters)]"));
    assert_eq!(output.stdout, run_with_input(&[], TALE).stdout);
}

#[test]
fn several_stories_are_an_array() {
    let (one, two) = (tale("one.txt"), tale("two.txt"));
    let output = run(&["show", "--format", "json", &one, &two]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(2));
    let lines = run(&["show", "--format", "jsonl", &one, &two]);
    assert_eq!(stdout(&lines).lines().count(), 2);
}

#[test]
fn a_story_that_fails_does_not_stop_the_others() {
    let output = run(&["show", "no-such-story.txt", &tale("good.txt")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("Nobody answered."));
    assert_eq!(
        stderr(&output),
        "pullquote: no-such-story.txt: no such file\n"
    );
}

#[test]
fn what_cannot_be_read_is_told_in_one_line() {
    check_refused(&["show", "no-such-story.txt"], 1, "no such file");
    let empty = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("empty folder");
    std::fs::create_dir_all(&empty).expect("a folder");
    check_refused(&["show", &empty.display().to_string()], 1, "is a folder");
    let noise: Vec<u8> = (0..=255).cycle().take(9000).collect();
    let noise = file("noise.bin", &noise).display().to_string();
    check_refused(&["show", &noise], 1, "binary data");
    let pdf = file("paper.pdf", b"%PDF-1.7\n").display().to_string();
    check_refused(&["quotes", &pdf], 1, "a PDF document");
    let evil = run(&["show", "no\u{1b}[31msuch\u{7}.txt"]);
    assert_eq!(stderr(&evil), "pullquote: nosuch.txt: no such file\n");
}

#[test]
fn wrong_usage_is_told_in_one_line() {
    check_refused(
        &["quotes", "--format", "yaml"],
        2,
        "possible values: text, json",
    );
    check_refused(&["--frobnicate"], 2, "--frobnicate");
    check_refused(&["completions", "tcsh"], 2, "tcsh");
}

#[test]
fn an_empty_story_says_so() {
    let empty = file("empty.txt", b"").display().to_string();
    let output = run(&["show", &empty]);
    assert_eq!(output.status.code(), Some(0));
    assert!(stdout(&output).contains("nothing to read"));
    let quotes = run(&["quotes", &empty]);
    assert!(stdout(&quotes).contains("no quotations"));
    let images = run(&["images", &empty]);
    assert!(stdout(&images).contains("no images"));
}

#[test]
fn an_answer_nobody_reads_to_its_end_is_no_error() {
    let long = file("long.txt", "A line of words.\n".repeat(50_000).as_bytes());
    let mut child = pullquote()
        .args(["show", &long.display().to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stderr(&output), "");
}

#[test]
fn completions_and_the_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        assert!(stdout(&script).contains("quotes"), "{shell}");
    }
    let keys = run(&["keys"]);
    assert!(stdout(&keys).contains("next quote by the same speaker"));
    let manual = run(&["man"]);
    assert!(stdout(&manual).contains("next quote by the same speaker"));
    assert!(stdout(&manual).contains(".TH pullquote 1"));
    assert!(stdout(&manual).contains("images"));
    for section in ["FILES", "EXIT STATUS", "EXAMPLES", "KEYS"] {
        assert!(
            stdout(&manual).contains(&format!(".SH {section}")),
            "{section}"
        );
    }
    for command in [
        "quotes",
        "images",
        "show",
        "completions",
        "man",
        "keys",
        "config",
    ] {
        let page = run(&["man", command]);
        let title = format!(".TH pullquote-{command} 1");
        assert!(stdout(&page).contains(&title), "{command}");
    }
    let none = run(&["man", "quote"]);
    assert_eq!(none.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&none.stderr),
        "pullquote: quote: there is no command of this name\n"
    );
}

#[test]
fn without_a_name_what_is_piped_in_is_read_even_if_empty() {
    let output = run(&["show"]);
    assert!(stdout(&output).contains("nothing to read"));
}

#[test]
fn an_address_is_fetched_and_its_story_read() {
    let server = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/tale", server.local_addr().expect("an address"));
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = server.accept().expect("a caller");
        let mut request = [0; 1024];
        assert!(stream.read(&mut request).expect("a request") > 0);
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8";
        let length = TALE.len();
        write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{TALE}").expect("it listens");
    });
    let output = run(&["show", &address]);
    answering.join().expect("it answered");
    assert!(stdout(&output).contains("“The tide is in.”"), "{output:?}");
    check_refused(&["show", "ftp://127.0.0.1/tale"], 1, "only http and https");
}

#[test]
fn plain_lines_tell_every_quotation_and_its_speaker() {
    let output = run(&["--plain", &tale("plain.txt"), &tale("plain-too.txt")]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let quote = "  Quote 1, Ada Marsh, sure: “The tide is in.”";
    assert_eq!(text.lines().filter(|it| *it == quote).count(), 2, "{text}");
    assert!(text.contains("Picture 1: The quay (Reuters)"), "{text}");
    assert!(!text.contains('\u{1b}') && !text.contains("> "), "{text}");
    let long = file(
        "long-plain.txt",
        "A line of words.\n\n".repeat(300).as_bytes(),
    );
    let output = run(&["--plain", &long.display().to_string()]);
    let lines = stdout(&output)
        .lines()
        .filter(|it| *it == "A line of words.");
    assert_eq!(lines.count(), 300);
    let empty = file("empty-plain.txt", b"").display().to_string();
    assert!(stdout(&run(&["--plain", &empty])).contains("no words"));
}

/// Serves these bytes once, as a page of text; gives its address.
fn served(bytes: &'static [u8]) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}/a", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request");
        let _ = stream.read(&mut [0; 4096]);
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
        let _ = stream.write_all(bytes);
    });
    address
}

#[test]
fn binary_data_is_refused_however_it_comes() {
    let pdf = b"%PDF-1.7 (\"Words,\" she said.)";
    check_refused(&["quotes", &served(pdf)], 1, "looks like a PDF document");
    let noise = b"\x01\x02\x03\x04\x05\x06";
    check_refused(&["quotes", &served(noise)], 1, "looks like binary data");
    let file = file("a.pdf", pdf).display().to_string();
    check_refused(&["quotes", &file], 1, "looks like a PDF document");
    let words = run(&["quotes", &served(b"<p>\"Words,\" said Ada Marsh.</p>")]);
    assert!(stdout(&words).contains("Ada Marsh"), "{words:?}");
}
