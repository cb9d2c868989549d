//! How the time to read hostile input grows with its size: nesting, attributes, entities, links,
//! long feeds. Prints, for each kind, the seconds at each size and the largest ratio from one size
//! to its double; more than 2.5 is more than linear growth.

use std::io::{self, Write};
use std::time::Instant;

use pullquote::story::{Format, Hints, parse};

/// The sizes, in bytes.
const SIZES: [usize; 5] = [256 << 10, 512 << 10, 1 << 20, 2 << 20, 4 << 20];

/// Shorter times say nothing about growth, in seconds.
const SHORTEST: f64 = 0.02;

/// The largest ratio that still is linear growth.
const MOST: f64 = 2.5;

/// A kind of input: what it opens with, and what is repeated until it is long enough.
type Kind = (&'static str, Format, &'static str, String);

fn kinds() -> Vec<Kind> {
    let prose = "<p>“We have eggs,” said Jan Veld, who keeps the shop, and sat down to wait.</p>";
    let stack = |open: &str, deep: usize, close: &str| {
        format!("{}{prose}{}", open.repeat(deep), close.repeat(deep))
    };
    let attributes: String = (0..900).map(|it| format!(" a{it}=1")).collect();
    let item = "<item><title>a</title><link>/a</link><description>b</description></item>";
    vec![
        ("prose", Format::Html, "<article>", prose.to_owned()),
        ("nesting", Format::Html, "", "<div>".to_owned()),
        (
            "stacks of 500",
            Format::Html,
            "",
            stack("<div>", 500, "</div>"),
        ),
        (
            "stacks of 50",
            Format::Html,
            "",
            stack("<div>", 50, "</div>"),
        ),
        (
            "tables",
            Format::Html,
            "",
            stack("<table><tr><td>", 50, "</table>"),
        ),
        ("lists", Format::Html, "", stack("<ul><li>", 100, "</ul>")),
        (
            "styles never closed",
            Format::Html,
            "",
            "<p><b><i>x".to_owned(),
        ),
        ("empty styles", Format::Html, "", "<p><b><i>".to_owned()),
        (
            "attributes",
            Format::Html,
            "",
            format!("<p{attributes}>x</p>"),
        ),
        ("entities", Format::Html, "<p>", "&notin".to_owned()),
        (
            "links",
            Format::Html,
            "",
            format!("<p>A <a href=/a>link</a> in a line.</p>{prose}"),
        ),
        ("comments", Format::Html, "", "<!-- x -->".to_owned()),
        ("feed", Format::Rss, "<rss><channel>", item.to_owned()),
        ("XML nesting", Format::Nitf, "<nitf>", "<a>".to_owned()),
        (
            "namespaces",
            Format::Rss,
            "<rss>",
            "<item xmlns:a='b'><a:t>x</a:t></item>".to_owned(),
        ),
        (
            "XML never closed",
            Format::Rss,
            "<rss>",
            "<item><b>".to_owned(),
        ),
        ("Markdown quotes", Format::Markdown, "", "> ".to_owned()),
        ("Markdown brackets", Format::Markdown, "", "[".to_owned()),
        ("Markdown stars", Format::Markdown, "", "*a **b ".to_owned()),
        (
            "JSON nesting",
            Format::Ninjs,
            "{\"associations\":",
            "[".to_owned(),
        ),
        (
            "parts of a message",
            Format::Mail,
            "MIME-Version: 1.0\r\n",
            PART.to_owned(),
        ),
    ]
}

/// A part that holds the rest of the message.
const PART: &str = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for (name, format, opening, unit) in kinds() {
        let times: Vec<f64> = SIZES
            .iter()
            .map(|size| time(format, &input(opening, &unit, *size)))
            .collect();
        let doubled = times.windows(2).filter(|it| it[1] >= SHORTEST);
        let ratio = doubled.map(|it| it[1] / it[0]).fold(0.0, f64::max);
        let shown: Vec<String> = times.iter().map(|it| format!("{it:7.3}")).collect();
        let verdict = if ratio > MOST {
            "  more than linear"
        } else {
            ""
        };
        writeln!(out, "{name:20} {}  {ratio:5.2}{verdict}", shown.join(" "))?;
    }
    Ok(())
}

fn input(opening: &str, unit: &str, size: usize) -> Vec<u8> {
    let mut input = opening.to_owned();
    input.push_str(&unit.repeat(size / unit.len()));
    input.into_bytes()
}

/// The seconds it takes to read `input`: the best of three.
fn time(format: Format, input: &[u8]) -> f64 {
    let hints = Hints {
        format: Some(format),
        ..Hints::default()
    };
    let once = || {
        let bytes = input.to_vec();
        let start = Instant::now();
        parse(bytes, &hints);
        start.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::MAX, f64::min)
}
