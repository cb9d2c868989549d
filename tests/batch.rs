//! Many stories at once: streams with a story a line, answered in order, past bad ones.

mod program;

use std::process::Output;

use program::{run_in, run_with_input};
use serde_json::{Value, json};

fn objects(output: &Output) -> Vec<Value> {
    let lines = std::str::from_utf8(&output.stdout).expect("UTF-8").lines();
    lines
        .map(|it| serde_json::from_str(it).expect("JSON"))
        .collect()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("UTF-8")
}

/// A line with a story in which somebody of this name speaks.
fn line(name: &str) -> String {
    let text = format!("The quay was dry.\n“We wait,” said Ada {name}.");
    json!({"headline": "Low tide", "text": text}).to_string() + "\n"
}

/// A name for each number.
fn name(number: usize) -> String {
    let letters = number.to_string().into_bytes();
    let letters = letters.iter().map(|it| char::from(it - b'0' + b'a'));
    format!("Ro{}", letters.collect::<String>())
}

#[test]
fn a_story_a_line_is_answered_in_order() {
    let stream: String = (0..1000).map(|it| line(&name(it))).collect();
    let output = run_with_input(&["quotes", "--format", "jsonl"], &stream);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let quotes = objects(&output);
    assert_eq!(quotes.len(), 1000);
    for (number, quote) in quotes.iter().enumerate() {
        assert_eq!(quote["source"], format!("-:{}", number + 1));
        assert_eq!(quote["speaker_name"], format!("Ada {}", name(number)));
    }
    assert_eq!(stderr(&output), "", "a bar is for terminals");
}

#[test]
fn bad_lines_are_told_and_passed_over() {
    let stream = format!(
        "{}{{\"text\": 7}}\n\n{{\"text\":\n{}not a story\n[1]\n",
        line("Marsh"),
        line("Reed"),
    );
    let output = run_with_input(&["quotes", "--format", "jsonl", "-"], &stream);
    assert_eq!(output.status.code(), Some(1));
    let speakers: Vec<Value> = objects(&output)
        .into_iter()
        .map(|mut it| it["speaker_name"].take())
        .collect();
    assert_eq!(speakers, ["Ada Marsh", "Ada Reed"]);
    let told: Vec<&str> = stderr(&output).lines().collect();
    assert_eq!(told.len(), 4, "{told:?}");
    for (line, told) in [2, 4, 6, 7].iter().zip(told) {
        assert!(
            told.starts_with(&format!("pullquote: -:{line}: the JSON")),
            "{told}"
        );
    }
}

#[test]
fn a_fault_over_one_story_is_told_and_the_others_are_answered() {
    let stream: String = (0..9).map(|it| line(&name(it))).collect();
    let args = ["quotes", "--format", "jsonl", "-"];
    // Only builds with assertions know the switch.
    let output = run_in(&[("PULLQUOTE_TEST_PANIC", "-:4")], &args, &stream);
    assert_eq!(output.status.code(), Some(1));
    let sources: Vec<Value> = objects(&output)
        .into_iter()
        .map(|mut it| it["source"].take())
        .collect();
    let others = (1..=9).filter(|it| *it != 4).map(|it| format!("-:{it}"));
    assert_eq!(sources, others.collect::<Vec<_>>());
    let told: Vec<&str> = stderr(&output).lines().collect();
    let [told] = told.as_slice() else {
        panic!("not one line: {told:?}");
    };
    let expected = "pullquote: -:4: a fault of the program, please report it: src/cli/answer.rs:";
    assert!(told.starts_with(expected), "{told}");
    assert!(told.ends_with("what a fault leaves undone"), "{told}");
    // A release must be able to go on too.
    assert!(!include_str!("../Cargo.toml").contains("panic = \"abort\""));
}

#[test]
fn what_show_prints_is_read_again_as_it_was() {
    let tale = "Ada Marsh said: “The tide is in.”\n\
        <x:image>data:a,\"s3://b/1\" alt=\"Reuters The quay\"</x:image>\n\
        “We wait,” she said.\n";
    let shown = run_with_input(&["show", "--format", "jsonl", "-"], tale);
    let first = objects(&shown).remove(0);
    let twice = format!("{first}\n{first}\n");
    let again = objects(&run_with_input(&["show", "--format", "jsonl", "-"], &twice));
    assert_eq!(again.len(), 2);
    for part in ["text", "blocks", "images", "quotes", "speakers"] {
        assert_eq!(again[1][part], first[part], "{part}");
    }
    assert_eq!(again[1]["format"], "json");
}

#[test]
fn every_kind_of_block_is_read_again_as_it_was() {
    let wire = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/formats/nitf.xml");
    let shown = run_with_input(&["show", "--format", "jsonl", wire], "");
    let first = objects(&shown).remove(0);
    let kinds = first["blocks"].as_array().unwrap();
    assert!(kinds.iter().any(|it| it["kind"] == "list_item"));
    let again = run_with_input(&["show", "--format", "jsonl", "-"], &first.to_string());
    let again = objects(&again).remove(0);
    for part in [
        "headline",
        "standfirst",
        "byline",
        "dateline",
        "blocks",
        "language",
    ] {
        assert_eq!(again[part], first[part], "{part}");
    }
}

#[test]
fn json_over_several_lines_is_one_story() {
    let story = "{\n  \"text\": \"“We wait,” said Ada Marsh.\"\n}\n";
    let output = run_with_input(&["quotes", "--format", "json", "-"], story);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["quotes"][0]["speaker_name"], "Ada Marsh");
    assert_eq!(answer["source"], "-");
}

#[test]
fn a_stream_as_one_json_answer_is_an_array() {
    let stream = line("Marsh") + &line("Reed");
    let output = run_with_input(&["quotes", "--format", "json"], &stream);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer.as_array().map(Vec::len), Some(2));
}
