//! A story, or one after another, to who said what in it.

use super::lexicon::Words;
use super::speakers::Speakers;
use super::weights::Weights;
use super::{Analysis, Quote, Voices, analyse, indirect, join};
use crate::span::QuoteId;
use crate::story::Story;

/// Every quotation of a story in reading order, and who said it.
pub fn find(story: &Story) -> Voices {
    Finder::new().find(story)
}

/// Every quotation of a story as [`find`] gives them, with the same ids, and after them the
/// statements that it reports without marks, in reading order too.
pub fn find_with_statements(story: &Story) -> Voices {
    Finder::new().find_with_statements(story)
}

/// Finds the quotations of one story after another. What it has learnt of words in one helps it
/// through the next; what it finds does not depend on that.
#[derive(Debug)]
pub struct Finder {
    words: Option<Words>,
    weights: Weights,
}

impl Finder {
    /// One that has read nothing yet.
    pub fn new() -> Finder {
        Finder {
            words: None,
            weights: Weights::built_in(),
        }
    }

    /// See [`find`].
    pub fn find(&mut self, story: &Story) -> Voices {
        self.listen(story, false)
    }

    /// See [`find_with_statements`].
    pub fn find_with_statements(&mut self, story: &Story) -> Voices {
        self.listen(story, true)
    }

    fn listen(&mut self, story: &Story, closely: bool) -> Voices {
        let words = self
            .words
            .take()
            .map_or_else(Words::new, Words::for_next_story);
        let analysis = analyse(story, words, &self.weights);
        let mut speakers = Speakers::new(&analysis, &self.weights);
        let mut quotes = quotations(&analysis, &self.weights, &mut speakers);
        if closely {
            indirect::add_statements(&analysis, &self.weights, &mut speakers, &mut quotes);
        }
        let speakers = speakers.finish();
        self.words = Some(analysis.reading.words);
        Voices { quotes, speakers }
    }
}

impl Default for Finder {
    fn default() -> Finder {
        Finder::new()
    }
}

/// The quotations of a story, their speakers added to `speakers`.
fn quotations(
    analysis: &Analysis<'_>,
    weights: &Weights,
    speakers: &mut Speakers<'_, '_>,
) -> Vec<Quote> {
    let mut attributions = analysis.attributions(weights);
    let mut quotes = Vec::new();
    for joined in join::join(analysis) {
        let id = QuoteId(quotes.len() as u32);
        let first = joined.segments[0];
        let decision = &analysis.decisions[first];
        let said_by = decision.key.zip(decision.mention);
        quotes.push(Quote {
            kind: joined.kind,
            parts: joined
                .segments
                .iter()
                .map(|&it| analysis.reading.segments[it].inner)
                .collect(),
            speaker: said_by.map(|(key, mention)| speakers.add(key, mention, id)),
            attribution: attributions[first].take(),
        });
    }
    quotes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Hints, parse};

    #[test]
    fn what_was_read_before_does_not_change_what_is_found() {
        let stories: Vec<Story> = [
            "Quarrymaster Ida Thornwhistle said: “We wait.”\nThornwhistle left. “We go,” she said.\n",
            "“It’s late,” said Thornwhistle Quarrymaster. Waits are long, ida said.\n",
        ]
        .iter()
        .flat_map(|text| parse(text.as_bytes().to_vec(), &Hints::default()))
        .collect();
        let mut finder = Finder::new();
        for story in stories.iter().chain(&stories) {
            assert_eq!(finder.find(story), find(story), "{}", story.text());
        }
    }
}
