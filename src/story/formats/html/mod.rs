//! Web pages.

mod article;
mod blocks;
mod byline;
pub mod caps;
mod charset;
mod clutter;
mod credits;
mod dates;
mod dom;
mod figures;
mod linked_data;
mod metadata;
mod order;
mod page_lines;
mod sizes;

use dom_query::Document;

use super::credit::role;
use crate::story::draft::{Draft, Picture, Run};
use crate::story::{BlockKind, Format, Hints, Story};
use blocks::Piece;
use metadata::About;

/// Reads a web page.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Story {
    let text = charset::decode(bytes, hints.charset);
    let page = Document::from(caps::cap(&text).as_ref());
    let about = metadata::read(&page);
    page.select("script, style, template").remove();
    let sizes = sizes::Sizes::of(&page);
    clutter::remove(&page, &sizes);
    let figures = figures::Figures::take(&page, &sizes);
    let kept = article::kept(&page, &sizes);
    let (mut pieces, home) = blocks::collect(&page, &kept, &figures);
    let standfirst = order::tidy(&page, home, &about, &mut pieces);
    let mut draft = Draft::new(hints.name, Format::Html);
    open(&mut draft, about, standfirst.as_deref());
    pieces.iter().for_each(|it| push(&mut draft, it));
    draft.finish()
}

/// Writes what stands above the body.
fn open(draft: &mut Draft, about: About, standfirst: Option<&str>) {
    if let Some(headline) = &about.headline {
        draft.block(BlockKind::Headline, headline);
    }
    if let Some(standfirst) = standfirst {
        draft.block(BlockKind::Standfirst, standfirst);
    }
    let authors = &about.authors;
    if !authors.names.is_empty() {
        draft.byline(&authors.line(), &authors.names, authors.role.as_deref());
    }
    *draft.meta() = about.meta;
}

fn push(draft: &mut Draft, piece: &Piece) {
    match piece {
        Piece::Words { kind, runs, .. } => {
            let runs = runs.iter().map(|it| Run {
                text: &it.text,
                url: it.url.as_deref(),
            });
            draft.runs(*kind, &runs.collect::<Vec<_>>());
        }
        Piece::Picture { figure, .. } => {
            draft.image(&Picture {
                alt: &figure.alt,
                caption: &figure.caption,
                credit: figure.credit.as_deref(),
                source: figure.source.as_deref(),
                role: role(&figure.caption),
            });
        }
    }
}

/// The entries of a list in `assets/`: its lines without comments.
fn labels(list: &'static str) -> Vec<&'static str> {
    list.lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
        .collect()
}
