//! What is left of a page once its story is found, put in order: the lines around the first and the last
//! paragraph that name the page, the author and the date go, credits join their pictures.

use std::collections::HashSet;
use std::mem;

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::{Piece, is_within};
use super::figures::Figure;
use super::metadata::About;
use super::{byline, credits, dates, dom, page_lines};
use crate::story::BlockKind;

/// How many blocks at the end of a story may tell of its author.
const CLOSING: usize = 4;

/// Puts the pieces of a story in order, and notes its standfirst if that stands among them.
pub fn tidy(page: &Document, home: Option<NodeId>, about: &mut About, pieces: &mut Vec<Piece>) {
    join_credits(pieces);
    pieces.retain(|it| !is_page_line(it));
    let inside = |at: NodeId| home.is_none_or(|home| is_within(page, at, home));
    let standfirst = open(page, pieces, about, &inside);
    about.standfirst = standfirst.or_else(|| about.standfirst.take());
    if about.authors.names.is_empty() {
        let agency = agency(pieces).or_else(|| signature(pieces));
        about.authors.names.extend(agency);
    }
    close(pieces, about, &inside);
    without_repeats(pieces, about.headline.as_deref());
    about.standfirst = about.standfirst.take().filter(|it| !opens_with(pieces, it));
    let unread = about.under_headline.take();
    let unread = unread.filter(|it| !speaks_of_page(it, about) && !has(pieces, it));
    about.standfirst = about.standfirst.take().or(unread);
}

/// Whether one of the first pieces has these words.
fn has(pieces: &[Piece], line: &str) -> bool {
    /// What stands under the headline comes early.
    const LOOKED_AT: usize = 20;
    let line = letters(line);
    let mut words = pieces.iter().take(LOOKED_AT).filter_map(Piece::words);
    words.any(|it| letters(&it).contains(&line))
}

/// The agency in the dateline of the first paragraph.
fn agency(pieces: &[Piece]) -> Option<String> {
    let mut paragraphs = pieces.iter().filter(|it| is_kind(it, BlockKind::Paragraph));
    let first = paragraphs.next()?.words()?;
    byline::agency(&first).map(str::to_owned)
}

/// The agency that signs one of the last paragraphs.
fn signature(pieces: &[Piece]) -> Option<String> {
    let paragraphs = pieces.iter().filter(|it| is_kind(it, BlockKind::Paragraph));
    let mut last = paragraphs.rev().take(CLOSING).filter_map(Piece::words);
    last.find_map(|it| byline::signature(&it).map(str::to_owned))
}

/// Whether the body's first words are those of a standfirst: then it is no more than a teaser.
fn opens_with(pieces: &[Piece], standfirst: &str) -> bool {
    let first = pieces.iter().find_map(Piece::words).unwrap_or_default();
    letters(&first).starts_with(&letters(standfirst))
}

fn is_page_line(piece: &Piece) -> bool {
    match piece {
        Piece::Words { runs, .. } => {
            page_lines::is_page_line(runs, &piece.words().unwrap_or_default())
        }
        Piece::Picture { .. } => false,
    }
}

/// Gives a line that is only a credit to the picture it follows, or leads.
fn join_credits(pieces: &mut Vec<Piece>) {
    let mut ahead = mem::take(pieces).into_iter().peekable();
    while let Some(piece) = ahead.next() {
        let taken = credit_of(&piece).is_some_and(|credit| {
            pieces.last_mut().is_some_and(|it| take_credit(it, &credit))
                || ahead.peek_mut().is_some_and(|it| take_credit(it, &credit))
                || matches!(piece, Piece::Words { .. })
        });
        if !taken {
            pieces.push(piece);
        }
    }
}

/// The credit a piece consists of.
fn credit_of(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Words { .. } => {
            let line = piece.words()?;
            credits::is_credit(&line).then(|| credits::bare(&line))
        }
        Piece::Picture { figure, .. } => figure.credit.clone().filter(|_| figure.is_uncaptioned()),
    }
}

/// Sets the credit of a picture that has a caption of its own and no credit yet.
fn take_credit(piece: &mut Piece, credit: &str) -> bool {
    match piece {
        Piece::Picture { figure, .. } if !figure.is_uncaptioned() => {
            figure.credit.get_or_insert_with(|| credit.to_owned());
            true
        }
        _ => false,
    }
}

/// Leaves out what stands before the first paragraph and only names the page, author and date;
/// gives the sentence that sums the story up, if it is there.
fn open(
    page: &Document,
    pieces: &mut Vec<Piece>,
    about: &About,
    inside: &impl Fn(NodeId) -> bool,
) -> Option<String> {
    let first = pieces.iter().position(|it| is_paragraph(it, inside));
    let body = pieces.split_off(first.unwrap_or(0));
    let mut standfirst = None;
    pieces.retain(|piece| {
        let Some(text) = piece.words() else {
            return true;
        };
        if speaks_of_page(&text, about) {
            return false;
        }
        let under_headline = is_heading(piece) && !heads_section(page, piece, body.first());
        let long = text.split_whitespace().count() >= 5;
        if standfirst.is_none() && (under_headline && long || sums_up(&text, about)) {
            standfirst = Some(text);
            return false;
        }
        let kicker = text.split_whitespace().count() <= 6 && !ends_sentence(&text);
        !kicker || is_heading(piece)
    });
    pieces.extend(body);
    standfirst
}

/// Whether a line is the story summed up, as the page marks it or tells search engines.
fn sums_up(text: &str, about: &About) -> bool {
    let told = [&about.description, &about.standfirst];
    told.into_iter().flatten().any(|it| same(it, text))
}

/// Whether a heading stands in the same section as the paragraph it is before, without the headline.
fn heads_section(page: &Document, heading: &Piece, paragraph: Option<&Piece>) -> bool {
    let (Some(Piece::Words { at: below, .. }), Piece::Words { at, .. }) = (paragraph, heading)
    else {
        return false;
    };
    let mut around = NodeRef::new(*at, &page.tree);
    while let Some(above) = around.parent() {
        let was_heading = dom::is_any(&around, &HEADINGS);
        around = above;
        if was_heading {
            break;
        }
    }
    let headline = around
        .children_it(false)
        .any(|it| dom::is_any(&it, &["h1"]));
    !headline && is_within(page, *below, around.id)
}

const HEADINGS: [&str; 5] = ["h2", "h3", "h4", "h5", "h6"];

/// Leaves out what follows the last paragraph and tells of the author or belongs to the page.
fn close(pieces: &mut Vec<Piece>, about: &About, inside: &impl Fn(NodeId) -> bool) {
    let last = pieces
        .iter()
        .rposition(|it| matches!(it, Piece::Words { .. }));
    let from = last.map_or(0, |it| (it + 1).saturating_sub(CLOSING));
    let mut at = 0..;
    pieces.retain(|piece| {
        let at = at.next().unwrap_or(0);
        match (piece, piece.words()) {
            (Piece::Picture { at: stands, figure }, _) => {
                at < last.unwrap_or(0) || inside(*stands) && !is_of_author(&figure.caption, about)
            }
            (_, Some(text)) => {
                at < from || !(is_of_author(&text, about) || dates::is_date_line(&text))
            }
            _ => true,
        }
    });
    while pieces.last().is_some_and(is_heading) {
        pieces.pop();
    }
}

/// Leaves out pictures that have been shown with the same caption or say no more than the headline, as
/// films do, and pulled quotes: words of the story set large a second time.
fn without_repeats(pieces: &mut Vec<Piece>, headline: Option<&str>) {
    /// More are no pulled quotes, and looking them all up would take its time.
    const MOST_PULLED: usize = 30;
    let prose: Vec<String> = pieces
        .iter()
        .filter(|it| is_kind(it, BlockKind::Paragraph))
        .filter_map(Piece::words)
        .collect();
    let prose = letters(&prose.join(" "));
    let mut looked_up = 0;
    let mut seen: HashSet<String> = HashSet::new();
    pieces.retain(|piece| match piece {
        Piece::Picture {
            figure: Figure { caption, .. },
            ..
        } => {
            let titled = headline.is_some_and(|it| repeats(caption, it));
            caption.is_empty() || !titled && seen.insert(caption.clone())
        }
        Piece::Words { .. } if is_kind(piece, BlockKind::BlockQuote) && looked_up < MOST_PULLED => {
            looked_up += 1;
            !prose.contains(&letters(&piece.words().unwrap_or_default()))
        }
        Piece::Words { .. } => true,
    });
}

fn is_kind(piece: &Piece, kind: BlockKind) -> bool {
    matches!(piece, Piece::Words { kind: it, .. } if *it == kind)
}

/// Whether a piece can be the first of the body: prose, where most of the prose is.
fn is_paragraph(piece: &Piece, inside: &impl Fn(NodeId) -> bool) -> bool {
    let Piece::Words { kind, at, .. } = piece else {
        return false;
    };
    let text = piece.words().unwrap_or_default();
    let prose = text.len() >= 80 || text.len() >= 30 && ends_sentence(&text);
    prose && !matches!(kind, BlockKind::Heading(_)) && inside(*at) && !dates::is_date_line(&text)
}

fn is_heading(piece: &Piece) -> bool {
    matches!(
        piece,
        Piece::Words {
            kind: BlockKind::Heading(_),
            ..
        }
    )
}

/// Whether a line before the body repeats the headline, or names the author or the date.
fn speaks_of_page(text: &str, about: &About) -> bool {
    const LONGEST: usize = 160;
    let headline = about.headline.as_deref().is_some_and(|it| same(it, text));
    let byline = text.len() <= LONGEST
        && about
            .authors
            .names
            .iter()
            .any(|it| text.contains(it.as_str()));
    headline || byline || dates::is_date_line(text)
}

/// Whether a line at the end tells of an author: opens with the name.
fn is_of_author(text: &str, about: &About) -> bool {
    const LONGEST: usize = 600;
    let named = |name: &String| {
        let at = text.find(name.as_str());
        name.contains(' ') && at.is_some_and(|at| at <= 30)
    };
    text.len() <= LONGEST && about.authors.names.iter().any(named)
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['”', '"', '’', '»', ')', ']']);
    bare.ends_with(['.', '!', '?', ':', '…', '。', '！', '？'])
}

/// Whether a line is made of the headline's words, all or most of them.
fn repeats(line: &str, headline: &str) -> bool {
    let (line, headline) = (words(line), words(headline));
    line.len() * 4 >= headline.len() * 3 && line.iter().all(|it| headline.contains(it))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|it: char| !it.is_alphanumeric());
    let words = words.filter(|it| !it.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether two lines have the same letters and digits.
fn same(one: &str, other: &str) -> bool {
    let alike = one.len() <= 2 * other.len() && other.len() <= 2 * one.len();
    alike && letters(one) == letters(other)
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_repeats_a_headline_in_most_of_its_words() {
        for (line, headline, want) in [
            ("Ferry row deepens", "Ferry row deepens", true),
            ("ferry row deepens", "Ferry row deepens again", true),
            ("Ferry row", "Ferry row deepens again", false),
            ("Ferry row deepens fast", "Ferry row deepens", false),
        ] {
            assert_eq!(repeats(line, headline), want, "{line} | {headline}");
        }
    }

    #[test]
    fn lines_are_the_same_by_their_letters() {
        assert!(same("Sellin waits.", "SELLIN WAITS"));
        assert!(!same("Sellin waits.", "Sellin sails."));
        // Signs alone make one more than twice as long.
        assert!(!same("Ab", "A . . . b"));
        assert!(!same("A . . . b", "Ab"));
    }
}
