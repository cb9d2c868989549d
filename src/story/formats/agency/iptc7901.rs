//! Wires of the teleprinter's days: IPTC 7901 (and its telex form, `ZCZC … NNNN`) and ANPA 1312.
//!
//! Both are a header, the text between STX and ETX, and a trailer. IPTC 7901 opens with SOH, a
//! source and number, then keywords; its text begins with the headline. ANPA 1312 opens with two
//! SYN and SOH; within its text, lines from `^` to `<` are headline and byline, and a tab opens
//! each paragraph.

use super::text;
use crate::story::formats::Reading;
use crate::story::formats::body::Part;
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::squeeze;
use crate::story::{BlockKind, Format, Hints, front};

const SOH: char = '\u{01}';
const STX: char = '\u{02}';
const ETX: char = '\u{03}';
const SYN: char = '\u{16}';

/// Reads one filed, or several that follow each other.
pub fn parse(text: &str, hints: &Hints<'_>) -> Reading {
    let mut stories = Vec::new();
    for message in messages(text) {
        let filed = match message.starts_with(SYN) {
            true => anpa(message),
            false => iptc(message),
        };
        stories.push(filed.into_story(Format::Iptc7901, hints));
    }
    match stories.is_empty() {
        true => Err("there is no message in it".to_owned()),
        false => Ok(stories),
    }
}

/// The messages in a text, each from its start of heading on.
fn messages(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text
        .match_indices(SOH)
        .map(|(at, _)| {
            text.get(..at)
                .map_or(at, |it| it.trim_end_matches(SYN).len())
        })
        .chain(text.match_indices("ZCZC").map(|(at, _)| at))
        .collect();
    if starts.is_empty() && !text.trim().is_empty() {
        starts.push(0);
    }
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let cut = |(&start, end): (&usize, usize)| text.get(start..end);
    starts
        .iter()
        .zip(ends.collect::<Vec<_>>())
        .filter_map(cut)
        .collect()
}

/// Splits a message into what stands before its text, the text, and what follows.
fn envelope(message: &str) -> (&str, &str, &str) {
    let (header, rest) = match message.split_once(STX) {
        Some(parts) => parts,
        None => message.split_once('\n').unwrap_or(("", message)),
    };
    let end = rest.find(ETX).or_else(|| rest.find("\nNNNN"));
    let (body, trailer) = rest
        .split_at_checked(end.unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    (header, body, trailer)
}

fn iptc(message: &str) -> Filed {
    let (header, body, trailer) = envelope(message);
    let mut filed = Filed {
        publisher: source(header),
        published: date(trailer),
        ..Filed::default()
    };
    let body = body.trim_start_matches(['\r', '\n']);
    let (body, note) = without_notes(body);
    filed.notes.extend(note);
    let lines: Vec<&str> = body.lines().collect();
    let filled: Vec<(&str, bool)> = with_blanks(&lines).into_iter().take(8).collect();
    let lead = front::lead(&filled);
    filed.headline = filled.first().map(|it| squeeze(it.0));
    let byline = lead.byline.as_ref().filter(|it| it.line > 0);
    let byline_line = byline.and_then(|it| filled.get(it.line)).map(|it| it.0);
    filed.byline = byline_line.and_then(Byline::from_text);
    let skipped = |line: &&&str| {
        let line = line.trim();
        Some(line) == filled.first().map(|it| it.0) || Some(line) == byline_line
    };
    let lead_lines = lines
        .iter()
        .take_while(|it| it.trim().is_empty() || skipped(it));
    let rest = lines.get(lead_lines.count()..).unwrap_or(&[]).join("\n");
    filed.body = text::parts(&rest);
    dateline(&mut filed);
    filed
}

/// The lines with words in them, with whether a blank line follows each.
fn with_blanks<'a>(lines: &[&'a str]) -> Vec<(&'a str, bool)> {
    let mut res: Vec<(&str, bool)> = Vec::new();
    for line in lines.iter().map(|it| it.trim()) {
        match res.last_mut() {
            Some(last) if line.is_empty() => last.1 = true,
            _ if line.is_empty() => {}
            _ => res.push((line, false)),
        }
    }
    res
}

/// The letters before the message's number: `CNA0042 3 POL 120` is from CNA.
fn source(header: &str) -> Option<String> {
    let first = header.trim_start_matches([SOH, '\r', '\n', ' ']);
    let name: String = first
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    let telex = name == "ZCZC";
    (!telex && name.len() > 1).then_some(name)
}

/// Splits off what is not for publication.
fn without_notes(body: &str) -> (&str, Option<String>) {
    const OPENINGS: [&str; 2] = [
        "The following information is not for publication",
        "The following information is not intended for publication",
    ];
    match OPENINGS.iter().find_map(|it| body.find(it)) {
        Some(at) => {
            let (body, note) = body.split_at_checked(at).unwrap_or((body, ""));
            let note = squeeze(note);
            (body, Some(format!("note to editors: {note}")))
        }
        None => (body, None),
    }
}

/// The trailer's day, hour, month and year: `041030 may 31`.
fn date(trailer: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let words: Vec<&str> = trailer
        .split(|it: char| !it.is_ascii_alphanumeric())
        .collect();
    let at = words
        .iter()
        .position(|it| it.len() == 6 && it.parse::<u32>().is_ok())?;
    let (day, time) = words[at].split_at_checked(2)?;
    let (hour, minute) = time.split_at_checked(2)?;
    let rest = words.get(at + 1..)?;
    let month = |it: &&str| {
        MONTHS
            .iter()
            .position(|month| it.to_ascii_lowercase().starts_with(month))
    };
    let month = rest.iter().find_map(month)? + 1;
    let year: u32 = rest.iter().find_map(|it| it.parse().ok())?;
    let year = if year < 100 { 2000 + year } else { year };
    Some(format!("{year}{month:02}{day}T{hour}{minute}Z"))
}

/// Makes the dateline that opens the text a block of its own.
fn dateline(filed: &mut Filed) {
    let first = filed.body.iter().find(|it| it.is_prose()).map(Part::text);
    let Some(first) = first else { return };
    if let Some((0, end)) = front::lead(&[(&first, false)]).dateline {
        filed.dateline = first.get(..end).map(|it| it.trim().to_owned());
    }
}

fn anpa(message: &str) -> Filed {
    let (_, body, trailer) = envelope(message);
    let (mut headers, mut paragraphs, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    for line in body.lines() {
        let words = line.trim_matches(|it: char| it.is_whitespace() || it.is_control());
        let words = words.trim_matches(['^', '<', '=', ' ']);
        if words.is_empty() {
        } else if line.starts_with('^') {
            headers.push(words);
        } else if line.starts_with(['\u{08}', '\u{10}']) {
            tables.push(Part::block(BlockKind::Other, words));
        } else if line.starts_with('\t') || paragraphs.is_empty() {
            paragraphs.push(squeeze(words));
        } else if let Some(last) = paragraphs.last_mut() {
            last.push(' ');
            last.push_str(&squeeze(words));
        }
    }
    let mut filed = Filed {
        published: anpa_date(trailer),
        ..Filed::default()
    };
    anpa_headers(&mut filed, &headers);
    let block = |it| Part::block(BlockKind::Paragraph, it);
    filed.body = paragraphs.into_iter().map(block).chain(tables).collect();
    dateline(&mut filed);
    filed
}

/// Header lines are the slug, the headline, then the byline, the agency and notes.
fn anpa_headers(filed: &mut Filed, headers: &[&str]) {
    let is_slug = |line: &str| {
        line.contains("--") && !line.contains(' ')
            || line
                .split(['-', ','])
                .next()
                .is_some_and(|it| it.len() == 2)
    };
    for line in headers {
        let by = line
            .get(..3)
            .is_some_and(|it| it.eq_ignore_ascii_case("by "));
        if line.contains("EDITOR'S NOTE") || line.starts_with("Eds") {
            filed
                .notes
                .push(format!("note to editors: {}", squeeze(line)));
        } else if by {
            filed.byline = filed.byline.take().or_else(|| Byline::from_text(line));
        } else if filed.headline.is_none() && !(is_slug(line) && headers.len() > 1) {
            filed.headline = Some(squeeze(line));
        } else if filed.headline.is_some() && filed.byline.is_some() {
            filed.publisher = filed.publisher.take().or_else(|| Some(squeeze(line)));
        }
    }
}

/// The trailer's `AP-NY-05-04-31 1030GMT`.
fn anpa_date(trailer: &str) -> Option<String> {
    let stamp = trailer.split_once("GMT")?.0;
    let (date, time) = stamp.rsplit_once(' ')?;
    let mut parts = date.rsplit('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("20{year}{month}{day}T{time}Z"))
}
