//! Words in quotation marks survive the reading of a web page, to the letter.
//!
//! With `PULLQUOTE_PAGES` set to a manifest of saved pages (a list of objects with `file`, beside
//! it, and `body`, as text), the share that survives there is counted and printed too.

use std::path::Path;
use std::{env, fs};

use pullquote::story::{Format, Hints, Story, parse};

/// A shorter quotation, in characters, may stand anywhere by chance.
const SHORTEST: usize = 8;

#[test]
fn the_quotations_of_a_page_are_in_its_story() {
    let body = "“We have eggs,” said Jan Veld. \n “You cannot spread <i>butter</i> on an egg.”";
    let page = format!(
        "<article><h1>Eggs</h1><p>{}</article>",
        body.replace('\n', "<p>")
    );
    let (kept, all) = count(
        &body.replace("<i>", "").replace("</i>", ""),
        &read(page.as_bytes()),
    );
    assert_eq!((kept, all), (2, 2));
}

#[test]
#[expect(clippy::print_stdout, reason = "the count is what the run is for")]
fn nearly_all_quotations_of_saved_pages_are_in_their_stories() {
    let Some(manifest) = env::var_os("PULLQUOTE_PAGES") else {
        return assert_eq!(quotations("“Twelve dozen eggs,” she said.").len(), 1);
    };
    let folder = Path::new(&manifest).parent().unwrap();
    let pages: serde_json::Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let (mut kept, mut all) = (0, 0);
    for page in pages.as_array().unwrap() {
        if let (Some(body), Some("full")) = (page["body"].as_str(), page["body_kind"].as_str()) {
            let bytes = fs::read(folder.join(page["file"].as_str().unwrap())).unwrap();
            let counted = count(body, &read(&bytes));
            kept += counted.0;
            all += counted.1;
        }
    }
    println!("{kept} of {all} quotations kept");
    assert!(kept * 100 >= all * 99, "{kept} of {all}");
}

fn read(page: &[u8]) -> Story {
    let hints = Hints {
        format: Some(Format::Html),
        ..Hints::default()
    };
    parse(page.to_vec(), &hints).remove(0)
}

/// How many of the quotations in `body` are in the story, and how many there are.
fn count(body: &str, story: &Story) -> (usize, usize) {
    let text = unspaced(story.text());
    let quotations = quotations(body);
    let kept = quotations.iter().filter(|it| text.contains(it.as_str()));
    (kept.count(), quotations.len())
}

/// What stands in curly or straight double marks within a paragraph, marks included.
fn quotations(body: &str) -> Vec<String> {
    let mut res = Vec::new();
    for paragraph in body.lines() {
        let mut opened = None;
        for (at, it) in paragraph.char_indices() {
            match (it, opened) {
                ('“', _) | ('"', None) => opened = Some(at),
                ('”' | '"', Some(from)) => {
                    let quotation = unspaced(paragraph.get(from..at + it.len_utf8()).unwrap());
                    res.extend((quotation.chars().count() >= SHORTEST + 2).then_some(quotation));
                    opened = None;
                }
                _ => {}
            }
        }
    }
    res
}

/// Without white space: where a copy of a page has it around marks and links is chance.
fn unspaced(text: &str) -> String {
    text.split_whitespace().collect()
}
