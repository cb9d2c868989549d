//! The rules that quotations and speakers keep, checked.

use super::{Quote, Voices};
use crate::story::Story;
use crate::story::clean::first_active;

impl Voices {
    /// Panics if the voices break the rules of this module; tests call it on everything they read.
    ///
    /// Parts are in order, apart, not empty, and each within one block; evidence points at words;
    /// speakers and quotations know each other.
    pub fn check(&self, story: &Story) {
        for (index, quote) in self.quotes.iter().enumerate() {
            check_parts(story, quote);
            check_evidence(story, quote);
            if let Some(speaker) = quote.speaker {
                let theirs = &self.speakers[speaker.index()].quotes;
                assert!(theirs.iter().any(|it| it.index() == index), "quote {index}");
            }
        }
        for speaker in &self.speakers {
            assert!(!speaker.name.is_empty(), "a speaker without a name");
            assert_eq!(first_active(&speaker.name), None, "in {:?}", speaker.name);
            for mention in &speaker.mentions {
                assert!(!story.slice(*mention).is_empty(), "an empty mention");
            }
        }
    }
}

fn check_parts(story: &Story, quote: &Quote) {
    assert!(!quote.parts.is_empty(), "a quotation without words");
    for pair in quote.parts.windows(2) {
        assert!(pair[0].end() <= pair[1].start(), "parts out of order");
    }
    for part in &quote.parts {
        assert!(!story.slice(*part).is_empty(), "an empty part");
        let block = story.block_at(part.start()).map(|it| story.blocks()[it]);
        let within = block.is_some_and(|it| it.span.covers(*part));
        assert!(within, "a part leaves its block");
    }
}

fn check_evidence(story: &Story, quote: &Quote) {
    let Some(why) = &quote.attribution else {
        return;
    };
    assert!((0.0..=1.0).contains(&why.confidence), "{}", why.confidence);
    for span in [why.source, why.cue].into_iter().flatten() {
        assert!(!story.slice(span).is_empty(), "empty evidence");
    }
}
