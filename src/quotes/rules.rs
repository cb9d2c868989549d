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

#[cfg(test)]
mod tests {
    use super::super::{Quote, SpeakerId, find};
    use super::*;
    use crate::span::Span;
    use crate::story::{Hints, parse};

    /// Whether the voices of a story of two paragraphs keep the rules after `change`.
    fn keeps(change: impl FnOnce(&mut Voices)) -> bool {
        let text = "“We wait,” said Ada Roe.\n“Nobody comes,” said Bo Marsh.\n";
        let story = parse(text.into(), &Hints::default()).remove(0);
        let mut voices = find(&story);
        change(&mut voices);
        std::panic::catch_unwind(|| voices.check(&story)).is_ok()
    }

    fn first(voices: &mut Voices) -> &mut Quote {
        &mut voices.quotes[0]
    }

    #[test]
    fn what_is_found_keeps_the_rules() {
        assert!(keeps(|_| ()));
        assert!(keeps(|it| first(it).attribution = None));
    }

    #[test]
    fn a_broken_rule_is_noticed() {
        let part = |it: &mut Voices| first(it).parts[0];
        assert!(!keeps(|it| first(it).parts.clear()), "no parts");
        assert!(
            !keeps(|it| {
                let part = part(it);
                first(it).parts.push(part);
            }),
            "parts out of order"
        );
        assert!(
            !keeps(|it| first(it).parts = vec![Span::new(5, 5)]),
            "an empty part"
        );
        assert!(
            !keeps(|it| first(it).parts = vec![Span::new(5, 40)]),
            "over two blocks"
        );
        assert!(
            !keeps(|it| first(it).speaker = Some(SpeakerId(1))),
            "not the speaker’s"
        );
        assert!(!keeps(|it| it.speakers[0].name.clear()), "no name");
        assert!(
            !keeps(|it| it.speakers[0].name.push('\u{202e}')),
            "a name that turns"
        );
        assert!(
            !keeps(|it| it.speakers[0].mentions.push(Span::new(3, 3))),
            "nowhere"
        );
    }

    #[test]
    fn evidence_is_words_and_a_share() {
        let evidence = |it: &mut Voices| first(it).attribution.clone().expect("a speaker");
        for confidence in [-0.1, 1.1, f32::NAN] {
            let broken = keeps(|it| {
                let told = evidence(it);
                first(it).attribution = Some(super::super::Attribution { confidence, ..told });
            });
            assert!(!broken, "{confidence}");
        }
        let nowhere = Some(Span::new(3, 3));
        assert!(!keeps(|it| {
            let told = evidence(it);
            first(it).attribution = Some(super::super::Attribution {
                cue: nowhere,
                ..told
            });
        }));
    }
}
