//! How time grows with length, for stories made to be slow: bytes to the answer in JSON.
//!
//! ```sh
//! cargo bench --bench growth
//! ```
//!
//! Prints, for each family, the time for stories of 0.25 to 4 MB, and the most it grew by when the
//! length doubled. Work that is linear grows by 2.

#![expect(clippy::print_stdout, reason = "a table is what this is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use pullquote::export::{Notation, Question, Subject};
use pullquote::quotes::find;
use pullquote::story::{Hints, parse};

/// A name, what the story begins with, what is repeated, and what it ends with. `#` in the
/// repeated part is a number of its own.
type Family = (&'static str, &'static str, &'static str, &'static str);

const FAMILIES: [Family; 24] = [
    ("opening marks", "", "“a ", ""),
    ("straight marks", "", "\" a", ""),
    ("single marks", "", "‘It is ’ ", ""),
    ("marks in marks", "", "“so ‘well “ ‘", ""),
    (
        "closed quotations",
        "",
        "“We shall see how it goes,” he said. ",
        "",
    ),
    (
        "paragraphs opened only",
        "",
        "“We shall see how it goes\n\n",
        "",
    ),
    ("names", "", "Ada Brook#, ", ""),
    (
        "names that speak",
        "",
        "“Well it is,” said Ada Brook#. ",
        "",
    ),
    (
        "pronouns",
        "Ada Brook came. ",
        "he said she told him that they ",
        "",
    ),
    ("verbs of saying", "", "said told asked claimed ", ""),
    ("one word", "", "word", ""),
    ("one line", "", "a word of it ", ""),
    ("empty lines", "", "\n\n", ""),
    ("combining marks", "", "e\u{301}\u{302}\u{303}", ""),
    ("image elements", "", "<x:image>a, \"b\" alt=\"c", ""),
    ("open tags of a page", "<!doctype html><body>", "<div>", ""),
    (
        "paragraphs of a page",
        "<!doctype html><body>",
        "<p>Said “so it is” she.</p>",
        "",
    ),
    ("attributes", "<!doctype html><body><p ", "a#=b ", ">so</p>"),
    (
        "entities",
        "<!doctype html><body><p>",
        "&amp;&#8220;",
        "</p>",
    ),
    (
        "links",
        "<!doctype html><body><p>",
        "<a href='/#'>so</a> ",
        "</p>",
    ),
    ("nested block quotes", "# So\n\n", "> ", ""),
    ("brackets", "# So\n\n", "[a](", ""),
    (
        "feed entries",
        "<rss><channel>",
        "<item><title>So #</title><description>It is.</description></item>",
        "</channel></rss>",
    ),
    ("nested elements", "<nitf><body>", "<block>", ""),
];

/// The shortest story; each further one is twice as long.
const SHORTEST: usize = 1 << 18;
const LENGTHS: u32 = 5;

fn main() {
    println!(
        "{:24}{:>9}{:>9}{:>9}{:>9}{:>9}  growth",
        "", "0.25 MB", "0.5", "1", "2", "4"
    );
    for family in FAMILIES {
        let times: Vec<_> = (0..LENGTHS)
            .map(|it| time(&story(family, SHORTEST << it)))
            .collect();
        let growth = times
            .windows(2)
            .map(|it| it[1].as_secs_f64() / it[0].as_secs_f64());
        let shown: String = times
            .iter()
            .map(|it| format!("{:>8.1} ", millis(*it)))
            .collect();
        println!("{:24}{shown} {:.2}", family.0, growth.fold(0.0, f64::max));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A story of about `bytes` bytes.
fn story((_, before, repeated, after): Family, bytes: usize) -> Vec<u8> {
    let mut text = before.to_owned();
    let mut number = 0;
    while text.len() < bytes {
        text += &repeated.replace('#', &number.to_string());
        number += 1;
    }
    (text + after).into_bytes()
}

/// The shortest of three runs, the least disturbed one.
fn time(bytes: &[u8]) -> Duration {
    let run = |_| {
        let start = Instant::now();
        black_box(answer(bytes.to_vec()));
        start.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}

/// The number of bytes answered.
fn answer(bytes: Vec<u8>) -> usize {
    let question = Question {
        subject: Subject::Story,
        notation: Notation::Json,
        speaker: None,
    };
    let stories = parse(bytes, &Hints::default());
    let answers = stories.iter().map(|it| question.answer(it, &find(it)));
    answers.map(|it| it.expect("memory suffices").len()).sum()
}
