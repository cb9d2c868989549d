//! What plain and tagged text share: lines to paragraphs, and what leads them.

use crate::story::BlockKind;
use crate::story::draft::{Draft, Picture};
use crate::story::front::{self, Lead};

/// A line, or an image that stands among the lines.
#[derive(Debug)]
pub enum Piece<'a> {
    /// A line of text, which may be blank.
    Line(&'a str),
    /// Words that were one line before an image was taken out of it.
    Mended(String),
    /// An image.
    Image(super::tagged::Tag),
}

impl<'a> Piece<'a> {
    /// A line without the white space at its ends.
    pub fn line(line: &'a str) -> Piece<'a> {
        Piece::Line(line.trim())
    }

    fn words(&self) -> Option<&str> {
        match self {
            Piece::Line(line) => Some(line),
            Piece::Mended(line) => Some(line),
            Piece::Image(_) => None,
        }
    }

    fn is_blank(&self) -> bool {
        self.words().is_some_and(str::is_empty)
    }
}

/// Writes the pieces down as blocks.
pub fn push(draft: &mut Draft, pieces: &[Piece<'_>]) {
    let wrapped = is_hard_wrapped(pieces);
    let lead = front::lead(&first_lines(pieces));
    let mut lines_seen = 0;
    let mut paragraph = String::new();
    for piece in pieces {
        match piece.words() {
            Some("") => flush(draft, &mut paragraph),
            Some(line) if lines_seen < lead.lines() => {
                push_lead(draft, &lead, lines_seen, line);
                lines_seen += 1;
            }
            Some(line) if wrapped => {
                if begins_anew(line, &paragraph) {
                    flush(draft, &mut paragraph);
                }
                let gap = if paragraph.is_empty() { "" } else { " " };
                paragraph.push_str(gap);
                paragraph.push_str(line);
            }
            Some(line) => push_line(draft, line),
            None => {
                flush(draft, &mut paragraph);
                push_image(draft, piece);
            }
        }
    }
    flush(draft, &mut paragraph);
}

/// The first lines with words in them, with whether a blank line follows each.
fn first_lines<'a>(pieces: &'a [Piece<'_>]) -> Vec<(&'a str, bool)> {
    const ENOUGH: usize = 8;
    let mut res: Vec<(&str, bool)> = Vec::with_capacity(ENOUGH);
    for piece in pieces {
        match piece.words() {
            Some("") => {
                if let Some(last) = res.last_mut() {
                    last.1 = true;
                }
            }
            Some(line) if res.len() < ENOUGH => res.push((line, false)),
            Some(_) => break,
            None => {}
        }
    }
    res
}

fn push_lead(draft: &mut Draft, lead: &Lead, index: usize, line: &str) {
    if lead.headline == Some(index) {
        draft.block(BlockKind::Headline, line);
    } else if let Some(author) = lead.byline.as_ref().filter(|it| it.line == index) {
        draft.byline(line, &author.names, author.role.as_deref());
    } else if lead.dateline.is_some_and(|(at, _)| at == index) {
        let split = lead.dateline.map_or(0, |(_, end)| end);
        let (dateline, rest) = line.split_at_checked(split).unwrap_or(("", line));
        draft.block(BlockKind::Dateline, dateline);
        push_line(draft, rest.trim_start());
    } else {
        push_line(draft, line);
    }
}

/// What items of lists open with.
const BULLETS: [&str; 4] = ["- ", "* ", "• ", "· "];

fn is_item(line: &str) -> bool {
    BULLETS.iter().any(|it| line.starts_with(it))
}

/// Whether a line of a group begins a paragraph of its own: the next item of a list, the next turn of a
/// transcript ("ROE: …").
fn begins_anew(line: &str, paragraph: &str) -> bool {
    let list = paragraph.ends_with(':') || is_item(paragraph);
    let turns = opens_turn(paragraph) || ends_sentence(paragraph);
    is_item(line) && list || opens_turn(line) && turns
}

/// Whether a name in capitals and a colon open a line.
fn opens_turn(line: &str) -> bool {
    const LONGEST: usize = 40;
    let label = line.split_once(": ").map_or("", |it| it.0);
    let letters = label.chars().filter(|it| it.is_alphabetic()).count();
    (2..=LONGEST).contains(&label.len()) && letters > 1 && !label.contains(char::is_lowercase)
}

fn ends_sentence(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '”', '"', ':', ')', ']'])
}

fn push_line(draft: &mut Draft, line: &str) {
    let item = BULLETS.iter().find_map(|it| line.strip_prefix(it));
    match item {
        Some(item) => draft.block(BlockKind::ListItem, item),
        None => draft.block(BlockKind::Paragraph, line),
    };
}

fn push_image(draft: &mut Draft, piece: &Piece<'_>) {
    let Piece::Image(tag) = piece else {
        return;
    };
    draft.image(&Picture {
        alt: &tag.alt,
        caption: tag.caption(),
        credit: tag.credit.as_deref(),
        source: tag.source.as_deref(),
        role: tag.role,
    });
}

fn flush(draft: &mut Draft, paragraph: &mut String) {
    if !paragraph.is_empty() {
        push_line(draft, paragraph);
        paragraph.clear();
    }
}

/// Whether paragraphs are groups of lines broken at some width, with blank lines between.
///
/// Looks at the first lines only. Lines broken by hand are nearly as long as each other, and most
/// end in mid-sentence.
fn is_hard_wrapped(pieces: &[Piece<'_>]) -> bool {
    const LOOKED_AT: usize = 400;
    let sample = pieces.get(..LOOKED_AT).unwrap_or(pieces);
    let inner = sample
        .windows(2)
        .filter(|it| it.iter().all(|piece| piece.words().is_some()))
        .filter(|it| !it[0].is_blank() && !it[1].is_blank())
        .filter(|it| {
            !it[1]
                .words()
                .is_some_and(|it| is_item(it) || opens_turn(it))
        })
        .filter_map(|it| it[0].words());
    let (mut all, mut broken) = (0, 0);
    for line in inner {
        all += 1;
        let full = (40..=100).contains(&line.chars().count());
        let goes_on = !line.ends_with(['.', '!', '?', '”', '"', ':']);
        broken += usize::from(full && goes_on);
    }
    broken > 0 && broken * 3 >= all * 2
}
