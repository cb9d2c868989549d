//! Web pages.

mod article;
mod authors;
mod blocks;
mod byline;
pub mod caps;
mod charset;
mod clutter;
mod credits;
mod dates;
mod declared;
mod dom;
mod figures;
mod labels;
mod linked_data;
mod metadata;
mod nodes;
mod order;
mod page_lines;
mod printed;
mod published;
mod sizes;

use dom_query::Document;

use super::addresses;
use super::credit::role;
use crate::story::draft::{Draft, Picture, Run};
use crate::story::{BlockKind, Format, Hints, Story};
use blocks::Piece;
use figures::Figures;
use labels::Labels;
use metadata::About;
use sizes::Sizes;

/// Reads a web page.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Story {
    let text = charset::decode(bytes, hints.charset);
    let page = Document::from(caps::cap(&text).as_ref());
    let labels = Labels::of(&page);
    let mut about = metadata::read(&page, &labels);
    let address = about
        .meta
        .url
        .get_or_insert_with(|| hints.url.unwrap_or("").to_owned())
        .clone();
    let pieces = pieces(&page, &labels, &mut about);
    let mut draft = Draft::new(hints.name, Format::Html);
    open(&mut draft, about);
    for piece in &pieces {
        push(&mut draft, piece, &address);
    }
    if draft.is_empty() {
        draft.note("there is nothing to read in it");
    }
    draft.finish()
}

/// The blocks of the page's story, without what is around it.
fn pieces(page: &Document, labels: &Labels, about: &mut About) -> Vec<Piece> {
    page.select("script, style, template").remove();
    let sizes = Sizes::of(page);
    clutter::remove(page, &sizes, labels);
    let figures = Figures::take(page, &sizes, labels);
    let kept = article::kept(page, &sizes);
    let (mut pieces, home) = blocks::collect(page, &kept, &figures);
    order::tidy(page, home, about, &mut pieces);
    pieces
}

/// Writes what stands above the body.
fn open(draft: &mut Draft, about: About) {
    if let Some(headline) = &about.headline {
        draft.block(BlockKind::Headline, headline);
    }
    if let Some(standfirst) = &about.standfirst {
        draft.block(BlockKind::Standfirst, standfirst);
    }
    let authors = &about.authors;
    if !authors.names.is_empty() {
        draft.byline(&authors.line(), &authors.names, authors.role.as_deref());
    }
    *draft.meta() = about.meta;
}

/// Writes a block of the body. Addresses are made whole by that of the page.
fn push(draft: &mut Draft, piece: &Piece, page: &str) {
    let whole = |link: &str| addresses::resolve(Some(page), link);
    match piece {
        Piece::Words {
            kind,
            runs,
            emphasised,
            ..
        } => {
            let urls = runs.iter().map(|it| whole(it.url.as_deref()?));
            let urls: Vec<Option<String>> = urls.collect();
            let runs = runs.iter().zip(&urls).map(|(run, url)| Run {
                text: &run.text,
                url: url.as_deref(),
            });
            let pushed = draft.runs(*kind, &runs.collect::<Vec<_>>());
            if *emphasised && pushed.is_some() {
                draft.emphasise();
            }
        }
        Piece::Picture { figure, .. } => {
            let source = figure.source.as_deref().and_then(whole);
            draft.image(&Picture {
                alt: &figure.alt,
                caption: &figure.caption,
                credit: figure.credit.as_deref(),
                source: source.as_deref().or(figure.source.as_deref()),
                role: role(&figure.caption),
            });
        }
    }
}
