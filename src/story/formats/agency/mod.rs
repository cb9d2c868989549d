//! What news agencies send: one file per format, all of them ending in a [`Wire`].

mod byline;
pub mod iptc7901;
pub mod newsml1;
pub mod newsml_g2;
pub mod ninjs;
pub mod nitf;
mod text;

use std::collections::HashSet;

pub use byline::Byline;

use super::body::{Part, Photo, Words, folded};
use crate::story::date;
use crate::story::draft::Draft;
use crate::story::{BlockKind, Format, Hints, Story};

/// An item as an agency tells it, each thing in its own field.
#[derive(Debug, Default)]
pub struct Wire {
    /// The headline.
    pub headline: Option<String>,
    /// Secondary headlines, abstract, teaser.
    pub standfirsts: Vec<String>,
    /// Who wrote it.
    pub byline: Option<Byline>,
    /// Where it was filed.
    pub dateline: Option<String>,
    /// When it was first sent.
    pub published: Option<String>,
    /// When this version was made.
    pub modified: Option<String>,
    /// The agency.
    pub publisher: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The body, which may tell some of the above again.
    pub body: Vec<Part>,
    /// Pictures sent beside the body.
    pub photos: Vec<Photo>,
    /// What the agency says to editors, and what was mended.
    pub notes: Vec<String>,
}

impl Wire {
    /// Writes the item down, each thing once.
    pub fn into_story(mut self, format: Format, hints: &Hints<'_>) -> Story {
        self.leave_out_repeated_standfirsts();
        self.leave_out_what_the_body_tells_again();
        self.leave_out_repeated_photos();
        let mut draft = Draft::new(hints.name, format);
        self.push_lead(&mut draft);
        for part in &self.body {
            part.push(&mut draft);
        }
        for photo in &self.photos {
            photo.push(&mut draft);
        }
        if draft.is_empty() {
            draft.note("there is nothing to read in it");
        }
        for note in &self.notes {
            draft.note(note);
        }
        let meta = draft.meta();
        meta.published = self.published.as_deref().map(date::iso);
        meta.modified = self.modified.as_deref().map(date::iso);
        meta.publisher = self.publisher;
        meta.url = self.url.or(hints.url.map(str::to_owned));
        meta.language = self.language;
        draft.finish()
    }

    fn push_lead(&self, draft: &mut Draft) {
        if let Some(headline) = &self.headline {
            draft.block(BlockKind::Headline, headline);
        }
        for standfirst in &self.standfirsts {
            draft.block(BlockKind::Standfirst, standfirst);
        }
        if let Some(byline) = &self.byline {
            draft.byline(&byline.text, &byline.names, byline.role.as_deref());
        }
        if let Some(dateline) = &self.dateline {
            draft.block(BlockKind::Dateline, dateline);
        }
    }

    /// A teaser that only repeats how the body begins, or the headline, is no standfirst.
    fn leave_out_repeated_standfirsts(&mut self) {
        let mut told = HashSet::from([folded(self.headline.as_deref().unwrap_or(""))]);
        let opening: String = self
            .body
            .iter()
            .filter(|it| it.is_prose())
            .map(Part::text)
            .collect();
        let opening = folded(&opening);
        self.standfirsts.retain(|it| {
            let it = folded(it);
            !opening.contains(&it) && told.insert(it)
        });
    }

    /// Leaves out the lines on top of the body that repeat the headline, byline or dateline.
    fn leave_out_what_the_body_tells_again(&mut self) {
        let byline = self.byline.as_ref().map(|it| it.text.as_str());
        let lead = [self.headline.as_deref(), byline, self.dateline.as_deref()];
        let mut told: HashSet<String> = lead.into_iter().flatten().map(folded).collect();
        told.extend(self.standfirsts.iter().map(|it| folded(it)));
        let mut in_lead = true;
        self.body.retain(|part| {
            let repeats = in_lead && told.contains(&folded(&part.text()));
            in_lead &= repeats || !part.is_prose();
            !repeats || matches!(part, Part::Photo(_))
        });
        self.cut_dateline();
    }

    /// Takes the dateline off the first paragraph, where it has a block of its own.
    fn cut_dateline(&mut self) {
        let Some(dateline) = self.dateline.as_deref().map(str::trim) else {
            return;
        };
        let first = self.body.iter_mut().find(|it| it.is_prose());
        if let Some(Part::Words(_, runs)) = first {
            let joined: String = runs.iter().map(|it| it.text.as_str()).collect();
            if joined.trim_start().starts_with(dateline) {
                let lead = joined.len() - joined.trim_start().len();
                cut(runs, lead + dateline.len());
            }
        }
    }

    /// A picture beside the body that also stands in it only adds what it knows more.
    fn leave_out_repeated_photos(&mut self) {
        let mut kept: Vec<Photo> = Vec::new();
        for photo in std::mem::take(&mut self.photos) {
            let in_body = self.body.iter_mut().filter_map(|it| match it {
                Part::Photo(photo) => Some(photo),
                Part::Words(..) => None,
            });
            let same = in_body.chain(&mut kept).find(|it| is_same(it, &photo));
            match same {
                Some(known) => complete(known, photo),
                None => kept.push(photo),
            }
        }
        self.photos = kept;
    }
}

/// Cuts the first `bytes` bytes off a block's words.
fn cut(runs: &mut [Words], mut bytes: usize) {
    for run in runs {
        let here = bytes.min(run.text.len());
        run.text.drain(..here);
        bytes -= here;
    }
}

fn is_same(one: &Photo, other: &Photo) -> bool {
    let words = |it: &Photo| match it.caption.is_empty() {
        true => folded(&it.alt),
        false => folded(&it.caption),
    };
    let same_words = !words(one).is_empty() && words(one) == words(other);
    same_words || (one.source.is_some() && one.source == other.source)
}

fn complete(known: &mut Photo, more: Photo) {
    if known.caption.is_empty() {
        known.caption = more.caption;
    }
    known.credit = known.credit.take().or(more.credit);
    known.source = known.source.take().or(more.source);
}
