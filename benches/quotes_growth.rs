//! How the time to find quotations grows with the story, for texts that would show a pass that is
//! not linear: each family of texts is read at 0.25, 0.5, 1, 2 and 4 MB. Twice the text should take
//! about twice as long, never more than 2.5 times.
//!
//! `cargo bench --bench quotes_growth` prints the seconds of each size and the ratios between them, and
//! `cargo bench --bench quotes_growth -- NAME` those of the families whose name holds NAME.

use std::hint::black_box;
use std::time::Instant;

use pullquote::quotes::find;
use pullquote::story::{Format, Hints, parse};

/// A family of texts: its name, and what makes a text of about so many bytes.
type Family = (&'static str, fn(usize) -> String);

const FAMILIES: [Family; 18] = [
    ("opening marks", |size| "“a ".repeat(size / 5)),
    ("closing marks", |size| "a” ".repeat(size / 5)),
    ("straight marks", |size| "\"a b\" ".repeat(size / 6)),
    ("single marks", |size| "the dogs’ ‘bone ".repeat(size / 20)),
    ("marks within marks", |size| {
        "“a ‘b “c ‘d ".repeat(size / 20)
    }),
    ("marks of attributes", |size| "=\"".repeat(size / 2)),
    ("quotations in one paragraph", |size| {
        "“We wait,” said Ann Roe. She left. ".repeat(size / 39)
    }),
    ("colons", |size| "Roe: “a b” ".repeat(size / 15)),
    ("names in one sentence", |size| {
        "Ann Roe said she, Al Poe, and he, ".repeat(size / 34)
    }),
    ("capitals", |size| "Ann Roe Poe Al ".repeat(size / 15)),
    ("people of one surname", |size| {
        people(size, " Roe", "Roe left.\n")
    }),
    ("people of many surnames", |size| {
        people(size, "", "He left.\n")
    }),
    ("people in one paragraph", |size| {
        people(size, "", "He left. ")
    }),
    ("pronouns", |size| {
        "He told him she said they left. ".repeat(size / 32)
    }),
    ("verbs of saying", |size| {
        "said told asked says ".repeat(size / 20)
    }),
    ("commas", |size| "Roe, a, b, said, ".repeat(size / 17)),
    ("articles", |size| {
        "the mayor of the city of the ".repeat(size / 29)
    }),
    ("combining marks", |size| {
        "a".to_owned() + &"\u{301}".repeat(size / 2)
    }),
];

/// People with names of their own, each of whom says something.
fn people(size: usize, surname: &str, after: &str) -> String {
    let letter = |it: usize| char::from(b'a' + (it % 26) as u8);
    let mut res = String::with_capacity(size + 64);
    for number in 0.. {
        let name: String = (0..4)
            .map(|place| letter(number / 26_usize.pow(place)))
            .collect();
        res += &format!("“We wait,” said Ro{name}{surname}. {after}");
        if res.len() >= size {
            break;
        }
    }
    res
}

/// The seconds it takes to find the quotations of a text, the best of three.
fn seconds(text: &str) -> f64 {
    let hints = Hints {
        format: Some(Format::PlainText),
        ..Hints::default()
    };
    let stories = parse(text.as_bytes().to_vec(), &hints);
    let once = || {
        let started = Instant::now();
        black_box(find(black_box(&stories[0])));
        started.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::MAX, f64::min)
}

#[expect(clippy::print_stdout, reason = "what a bench is for")]
fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let wanted = arguments.iter().find(|it| !it.starts_with('-'));
    for (name, text) in FAMILIES {
        if wanted.is_some_and(|it| !name.contains(it.as_str())) {
            continue;
        }
        let sizes = (18..=22).map(|power| seconds(&text(1 << power)));
        let times: Vec<f64> = sizes.collect();
        print!("{name:28}");
        times.iter().for_each(|it| print!(" {it:7.3} s"));
        let ratios = times.windows(2).map(|it| it[1] / it[0]);
        let worst = ratios.clone().fold(0.0, f64::max);
        ratios.for_each(|it| print!("  x{it:.2}"));
        println!(
            "{}",
            if worst > 2.5 {
                "  MORE THAN LINEAR"
            } else {
                ""
            }
        );
    }
}
