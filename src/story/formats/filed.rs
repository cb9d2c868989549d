//! A story as it was filed, each thing in a field of its own: wires and entries of feeds.

use std::collections::{HashMap, HashSet};

use super::body::{Part, Photo, Words, folded};
use super::byline::Byline;
use crate::story::date;
use crate::story::draft::Draft;
use crate::story::{BlockKind, Format, Hints, Story};

/// A story as it was filed, before it is written down.
#[derive(Debug, Default)]
pub struct Filed {
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
    /// The agency, newspaper or site.
    pub publisher: Option<String>,
    /// Where it stands on the web.
    pub url: Option<String>,
    /// What the addresses in it start from, where that is told.
    pub base: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// The body, which may tell some of the above again.
    pub body: Vec<Part>,
    /// Pictures sent beside the body.
    pub photos: Vec<Photo>,
    /// Whether the body is only a summary.
    pub is_summary: bool,
    /// What the sender says to editors, and what was mended.
    pub notes: Vec<String>,
    /// Why its end is missing.
    pub damage: Option<String>,
}

impl Filed {
    /// Writes the story down, each thing once.
    pub fn into_story(mut self, format: Format, hints: &Hints<'_>) -> Story {
        // Some senders put the time where the place belongs.
        self.dateline
            .take_if(|it| it.starts_with(|it: char| it.is_ascii_digit()));
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
        if self.is_summary {
            draft.mark_as_summary();
        }
        for note in &self.notes {
            draft.note(note);
        }
        if let Some(damage) = &self.damage {
            draft.damage(damage);
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
        const OPENING: usize = 4_000;
        let mut told = HashSet::from([folded(self.headline.as_deref().unwrap_or(""))]);
        let mut opening = String::new();
        for part in self.body.iter().filter(|it| it.is_prose()) {
            if opening.len() > OPENING {
                break;
            }
            let words: String = part.text().chars().take(OPENING).collect();
            opening.push_str(&folded(&words));
        }
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

    /// Takes the dateline off the paragraph that opens with it, where it has a block of its own.
    /// What stands before that paragraph leads the story.
    fn cut_dateline(&mut self) {
        const LOOKED_AT: usize = 3;
        let Some(dateline) = self.dateline.as_deref().map(str::trim) else {
            return;
        };
        let prose = self
            .body
            .iter_mut()
            .filter(|it| it.is_prose())
            .take(LOOKED_AT);
        let mut before: Vec<&mut BlockKind> = Vec::new();
        for part in prose {
            let words = part.text();
            let Part::Words(kind, runs) = part else {
                continue;
            };
            if words.trim_start().starts_with(dateline) {
                let margin = words.len() - words.trim_start().len();
                cut(runs, margin + dateline.len());
                before
                    .into_iter()
                    .for_each(|it| *it = BlockKind::Standfirst);
                return;
            }
            before.push(kind);
        }
    }

    /// A picture beside the body that also stands in it only adds what it knows more.
    fn leave_out_repeated_photos(&mut self) {
        let mut all: Vec<&mut Photo> = Vec::new();
        all.extend(self.body.iter_mut().filter_map(|it| match it {
            Part::Photo(photo) => Some(photo),
            Part::Words(..) => None,
        }));
        let in_body = all.len();
        all.extend(&mut self.photos);
        let mut first_told: HashMap<String, usize> = HashMap::new();
        let mut repeats = vec![false; all.len()];
        for index in 0..all.len() {
            let keys = keys(all[index]);
            let known = keys.iter().find_map(|it| first_told.get(it).copied());
            if let Some(known) = known.filter(|_| index >= in_body) {
                let more = std::mem::take(all[index]);
                complete(all[known], more);
                repeats[index] = true;
            }
            for key in keys {
                first_told.entry(key).or_insert(known.unwrap_or(index));
            }
        }
        let mut repeats = repeats.into_iter().skip(in_body);
        self.photos.retain(|_| repeats.next() == Some(false));
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

/// What makes two pictures the same: their words, or their address.
fn keys(photo: &Photo) -> Vec<String> {
    let words = match photo.caption.is_empty() {
        true => folded(&photo.alt),
        false => folded(&photo.caption),
    };
    let words = Some(words).filter(|it| !it.is_empty());
    words.into_iter().chain(photo.source.clone()).collect()
}

fn complete(known: &mut Photo, more: Photo) {
    if known.caption.is_empty() {
        known.caption = more.caption;
    }
    known.credit = known.credit.take().or(more.credit);
    known.source = known.source.take().or(more.source);
}
