//! Feeds: each entry is a story. RSS of every version and Atom are read by one parser, since feeds
//! in the wild mix their elements; JSON Feed by another.
//!
//! Both read into [`Filed`] stories over our own tolerant readers rather than through feed-rs: that
//! refuses a whole feed for one damaged or unusual entry, and keeps one caption for all the
//! pictures of an entry.

pub mod json_feed;
pub mod syndication;

use super::body::{Part, folded};
use super::filed::Filed;
use super::{addresses, fragment};
use crate::story::{BlockKind, Format, Hints, Story};

/// What a feed says of itself.
#[derive(Debug, Default)]
struct Channel {
    title: Option<String>,
    description: Option<String>,
    url: Option<String>,
    /// What its relative addresses start from, where the feed says so.
    base: Option<String>,
    language: Option<String>,
}

/// An entry's text, as the feed has it.
#[derive(Debug, Default)]
struct Text {
    /// The whole of it.
    content: Vec<Part>,
    /// What stands for it, or leads it.
    summary: Vec<Part>,
}

/// A summary longer than this, in letters and digits, is a whole story.
const LONGEST_SUMMARY: usize = 1_200;

impl Text {
    /// Gives an entry its body: the content, led by the summary; or the summary, with a note.
    fn fill(self, entry: &mut Filed) {
        let is_whole = !self.content.is_empty();
        let (body, lead) = match is_whole {
            true => (self.content, self.summary),
            false => (self.summary, Vec::new()),
        };
        let (words, pictures): (Vec<Part>, Vec<Part>) = lead
            .into_iter()
            .partition(|it| matches!(it, Part::Words(..)));
        let lead: Vec<String> = words.iter().map(Part::text).collect();
        entry
            .standfirsts
            .extend((!lead.is_empty()).then(|| lead.join(" ")));
        entry
            .photos
            .extend(pictures.into_iter().filter_map(|it| match it {
                Part::Photo(photo) => Some(photo),
                Part::Words(..) => None,
            }));
        let length: usize = body.iter().map(|it| folded(&it.text()).len()).sum();
        let short = !is_whole && length <= LONGEST_SUMMARY;
        entry.is_summary = short || is_cut_off(&body);
        entry.body = body;
    }
}

/// Whether a text breaks off with the marks of a "read more".
fn is_cut_off(body: &[Part]) -> bool {
    const MARKS: [&str; 4] = ["[…]", "[...]", "[&hellip;]", "(more)"];
    let last = body.iter().rev().find(|it| it.is_prose()).map(Part::text);
    last.is_some_and(|it| MARKS.iter().any(|mark| it.trim_end().ends_with(mark)))
}

/// The stories of a feed; one that tells of the feed itself when it has no entries.
fn stories(
    mut entries: Vec<Filed>,
    channel: Channel,
    notes: Vec<String>,
    format: Format,
    hints: &Hints<'_>,
) -> Vec<Story> {
    if entries.is_empty() {
        entries.push(Filed {
            headline: channel.title.clone(),
            url: channel.url.clone(),
            body: channel
                .description
                .iter()
                .flat_map(|it| fragment::parts(it))
                .collect(),
            notes: vec!["the feed holds no stories".to_owned()],
            ..Filed::default()
        });
    }
    entries[0].notes.extend(notes);
    let base = channel.base.as_deref().or(channel.url.as_deref());
    let base = base.and_then(|it| addresses::resolve(hints.url, it));
    let base = base.as_deref().or(hints.url);
    let finish = |mut entry: Filed| {
        complete(&mut entry, base);
        entry.publisher = channel.title.clone();
        entry.language = entry.language.or_else(|| channel.language.clone());
        if entry.headline.is_none() && entry.body.is_empty() && entry.standfirsts.is_empty() {
            entry.body.extend(
                entry
                    .url
                    .clone()
                    .map(|it| Part::block(BlockKind::Other, it)),
            );
        }
        entry.into_story(format, hints)
    };
    entries.into_iter().map(finish).collect()
}

/// An address on the web, or one that may be made whole to lead there.
fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let may_lead = addresses::is_web(url) || !url.contains(':') && !url.is_empty();
    may_lead.then(|| url.to_owned())
}

/// Makes the addresses of an entry whole. Its own is told from where the feed says, and those in
/// its words from there too, or else from where the entry stands.
fn complete(entry: &mut Filed, feed: Option<&str>) {
    let base = entry
        .base
        .take()
        .and_then(|it| addresses::resolve(feed, &it));
    let from = base.as_deref().or(feed);
    let url = entry
        .url
        .take()
        .and_then(|it| addresses::resolve(from, &it));
    entry.url = url.filter(|it| addresses::is_web(it));
    let from = base.as_deref().or(entry.url.as_deref()).or(feed);
    let complete = |address: &mut Option<String>| {
        if let Some(whole) = address
            .as_deref()
            .and_then(|it| addresses::resolve(from, it))
        {
            *address = Some(whole);
        }
    };
    for part in &mut entry.body {
        match part {
            Part::Words(_, runs) => runs.iter_mut().for_each(|it| complete(&mut it.url)),
            Part::Photo(photo) => complete(&mut photo.source),
        }
    }
    entry
        .photos
        .iter_mut()
        .for_each(|it| complete(&mut it.source));
}
