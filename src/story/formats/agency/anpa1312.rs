//! ANPA 1312, the wire of American agencies.
//!
//! Within its text, lines from `^` to `<` or `=` are slug, headline, byline and agency; a tab opens
//! each paragraph; a backspace each line of a table; `_` stands for a dash.

use super::iptc7901::{dateline, envelope};
use crate::story::BlockKind;
use crate::story::formats::body::Part;
use crate::story::formats::byline::Byline;
use crate::story::formats::filed::Filed;
use crate::story::formats::markup::squeeze;

/// What opens a line of a table: the tab line indicator, or a space of fixed width.
const TABLE: [char; 2] = ['\u{08}', '\u{10}'];

/// Reads one message.
pub fn read(message: &str) -> Filed {
    let (_, body, trailer) = envelope(message);
    let mut filed = Filed {
        published: date(trailer),
        ..Filed::default()
    };
    let (headers, lines): (Vec<&str>, Vec<&str>) = body.lines().partition(|it| it.starts_with('^'));
    headlines(&mut filed, &headers);
    for line in lines {
        push_line(&mut filed.body, line);
    }
    dateline(&mut filed);
    filed
}

/// A line opens a paragraph, or goes on with the last one.
fn push_line(body: &mut Vec<Part>, line: &str) {
    let words = bare(line);
    let words = words.replace(" _ ", " — ");
    match body.last_mut() {
        _ if words.is_empty() => {}
        _ if line.starts_with(TABLE) => body.push(Part::block(BlockKind::Other, words)),
        Some(Part::Words(BlockKind::Paragraph, runs)) if !line.starts_with('\t') => {
            for run in runs {
                run.text.push(' ');
                run.text.push_str(&squeeze(&words));
            }
        }
        _ => body.push(Part::block(BlockKind::Paragraph, squeeze(&words))),
    }
}

/// A line without what steers typesetting at its ends.
fn bare(line: &str) -> &str {
    line.trim_matches(|it: char| it.is_whitespace() || it.is_control() || "^<=".contains(it))
}

/// The lines before the text: the slug, the headline, then byline, agency and notes.
fn headlines(filed: &mut Filed, lines: &[&str]) {
    for line in lines.iter().map(|it| bare(it)).filter(|it| !it.is_empty()) {
        let by = line
            .get(..3)
            .is_some_and(|it| it.eq_ignore_ascii_case("by "));
        if line.contains("EDITOR'S NOTE") || line.starts_with("Eds") {
            filed
                .notes
                .push(format!("note to editors: {}", squeeze(line)));
        } else if by {
            filed.byline = filed.byline.take().or_else(|| Byline::from_text(line));
        } else if filed.headline.is_none() && !(is_slug(line) && lines.len() > 1) {
            filed.headline = Some(squeeze(line));
        } else if filed.byline.is_some() {
            filed.publisher = filed.publisher.take().or_else(|| Some(squeeze(line)));
        }
    }
}

/// A slug opens with the cycle it was sent for: `BC-`, `AM-`, `PM-`.
fn is_slug(line: &str) -> bool {
    line.split_once('-').is_some_and(|(cycle, _)| {
        cycle.len() == 2 && cycle.bytes().all(|it| it.is_ascii_uppercase())
    })
}

/// The trailer's `AP-NY-05-04-31 1030GMT`.
fn date(trailer: &str) -> Option<String> {
    let stamp = trailer.split_once("GMT")?.0;
    let (date, time) = stamp.rsplit_once(' ')?;
    let mut parts = date.rsplit('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("20{year}{month}{day}T{time}Z"))
}
