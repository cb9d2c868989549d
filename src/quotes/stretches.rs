//! A story in stretches: a long one is listened to piece by piece, so that the memory this takes
//! does not grow with the story.
//!
//! Nearly all stories are one stretch. A further stretch is read with some paragraphs before it, the
//! *lead*, so that who was speaking there is known; nothing of the lead is reported again.

use std::ops::Range;

use super::marks;
use crate::span::Span;
use crate::story::{BlockKind, Story};

/// A stretch usually ends with the block that makes it so long, in bytes.
pub const LENGTH: usize = 1 << 20;
/// So many blocks before a stretch are read with it.
const LEAD: usize = 12;
/// A lead is at most so long, in bytes.
const LONGEST_LEAD: usize = 1 << 16;

/// A piece of a story that is read at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its blocks, with the lead.
    pub blocks: Range<usize>,
    /// Its bytes of the story's text, without the lead.
    pub text: Range<usize>,
    /// Whether the story quotes with single marks.
    pub singles: bool,
}

/// The stretches of a story, in order, at least one; each ends with the block that makes it `length`
/// bytes long.
pub fn stretches(story: &Story, length: usize) -> Vec<Stretch> {
    let singles = quotes_with_singles(story);
    let mut res = Vec::new();
    let mut from = 0;
    loop {
        let to = end(story, from, length);
        res.push(Stretch::new(story, from..to, singles));
        from = to;
        if from == story.blocks().len() {
            return res;
        }
    }
}

impl Stretch {
    fn new(story: &Story, blocks: Range<usize>, singles: bool) -> Stretch {
        let start = start(story, blocks.start);
        let next = story.blocks().get(blocks.end);
        let end = next.map_or(story.text().len(), |it| it.span.start());
        Stretch {
            blocks: lead(story, blocks.start)..blocks.end,
            text: start..end,
            singles,
        }
    }

    /// A story as one stretch, however long it is.
    #[cfg(feature = "fit")]
    pub fn whole(story: &Story) -> Stretch {
        Stretch::new(story, 0..story.blocks().len(), quotes_with_singles(story))
    }
}

/// Whether what stands in a block may be speech. Captions, bylines and datelines are none.
pub fn can_hold_speech(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Byline | BlockKind::Dateline | BlockKind::Image(_)
    )
}

fn quotes_with_singles(story: &Story) -> bool {
    let body = || {
        let blocks = story.blocks().iter();
        blocks.filter(|it| can_hold_speech(it.kind))
    };
    marks::may_open_with_singles(story.text())
        && marks::quotes_with_singles(body().map(|it| story.slice(it.span)))
}

/// The end of the stretch that begins with the block `from`.
fn end(story: &Story, from: usize, length: usize) -> usize {
    let limit = start(story, from) + length;
    let blocks = &story.blocks()[from..];
    let within = blocks.iter().position(|it| it.span.end() >= limit);
    within.map_or(story.blocks().len(), |it| from + it + 1)
}

/// The first block of the lead of the stretch that begins with the block `from`.
fn lead(story: &Story, from: usize) -> usize {
    let begins = start(story, from);
    let near = |it: &usize| begins - start(story, *it) <= LONGEST_LEAD;
    let before = (from.saturating_sub(LEAD)..from).rev();
    before.take_while(near).last().unwrap_or(from)
}

/// Where the block numbered `at` begins; the first one with the story.
fn start(story: &Story, at: usize) -> usize {
    let span = story.blocks().get(at).map(|it| it.span);
    span.filter(|_| at > 0).map_or(0, Span::start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Hints, parse};

    fn story(paragraphs: usize, words: usize) -> Story {
        let paragraph = format!("{}.\n\n", "word ".repeat(words));
        let text = paragraph.repeat(paragraphs);
        parse(text.into_bytes(), &Hints::default()).remove(0)
    }

    #[test]
    fn a_story_of_usual_length_is_one_stretch() {
        let story = story(200, 100);
        let [only] = &stretches(&story, LENGTH)[..] else {
            panic!("several stretches")
        };
        assert_eq!(only.blocks, 0..story.blocks().len());
        assert_eq!(only.text, 0..story.text().len());
        let empty = parse(Vec::new(), &Hints::default()).remove(0);
        assert_eq!(stretches(&empty, LENGTH).len(), 1);
    }

    #[test]
    fn stretches_follow_one_another_and_leave_nothing_out() {
        let story = story(9000, 100);
        let all = stretches(&story, LENGTH);
        assert!(all.len() > 3, "{}", all.len());
        for pair in all.windows(2) {
            let [one, next] = pair else { unreachable!() };
            assert_eq!(one.text.end, next.text.start);
            assert_eq!(next.blocks.start + LEAD, one.blocks.end);
        }
        assert_eq!(all[all.len() - 1].blocks.end, story.blocks().len());
    }

    #[test]
    fn a_long_paragraph_is_no_lead() {
        let story = story(20, 60_000);
        assert!(stretches(&story, LENGTH)[1..].iter().all(|it| {
            let first = story.blocks()[it.blocks.start].span;
            first.start() == it.text.start
        }));
    }
}
