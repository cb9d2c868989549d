//! Web pages.

mod article;
mod blocks;
mod byline;
mod charset;
mod clutter;
mod credits;
mod dom;
mod figures;
mod linked_data;
mod metadata;
mod page_lines;

use dom_query::Document;

use super::credit::role;
use crate::story::draft::{Draft, Picture, Run};
use crate::story::{BlockKind, Format, Hints, Story};
use blocks::Piece;

/// Reads a web page.
pub fn parse(bytes: &[u8], hints: &Hints<'_>) -> Story {
    let text = charset::decode(bytes, hints.charset);
    let page = Document::from(text.as_ref());
    let about = metadata::read(&page);
    clutter::remove(&page);
    let figures = figures::Figures::take(&page);
    let kept = article::kept(&page);
    let mut pieces = blocks::collect(&page, &kept, &figures);
    page_lines::remove(&mut pieces);
    write(hints, &about, &pieces, &figures)
}

fn write(
    hints: &Hints<'_>,
    about: &metadata::About,
    pieces: &[Piece],
    figures: &figures::Figures,
) -> Story {
    let mut draft = Draft::new(hints.name, Format::Html);
    if let Some(t) = &about.headline {
        draft.block(BlockKind::Headline, t);
    }
    if !about.authors.names.is_empty() {
        draft.byline(&about.authors.names.join(", "), &about.authors.names, None);
    }
    *draft.meta() = about.meta.clone();
    for piece in pieces {
        match piece {
            Piece::Words { kind, runs, .. } => {
                let runs: Vec<Run> = runs
                    .iter()
                    .map(|r| Run {
                        text: &r.text,
                        url: r.url.as_deref(),
                    })
                    .collect();
                draft.runs(*kind, &runs);
            }
            Piece::Figure(id) => {
                let Some(f) = figures.at(*id) else { continue };
                draft.image(&Picture {
                    alt: &f.alt,
                    caption: &f.caption,
                    credit: f.credit.as_deref(),
                    source: f.source.as_deref(),
                    role: role(&f.caption),
                });
            }
        }
    }
    draft.finish()
}

/// The entries of a list in `assets/`: its lines without comments.
fn labels(list: &'static str) -> Vec<&'static str> {
    list.lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
        .collect()
}
