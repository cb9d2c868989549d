//! A story, or one after another, to who said what in it.

use super::roll::Roll;
use super::speakers::Speakers;
use super::stretches::{LENGTH, stretches};
use super::weights::Weights;
use super::{Analysis, Quote, Voices, analyse, foreign, indirect, join};
use crate::span::Span;
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
    /// The last analysis: its words, and room for the next.
    room: Option<Analysis<'static>>,
    weights: Weights,
    /// How long a stretch of a long story is, in bytes.
    stretch: usize,
}

impl Finder {
    /// One that has read nothing yet.
    pub fn new() -> Finder {
        Finder {
            room: None,
            weights: Weights::built_in(),
            stretch: LENGTH,
        }
    }

    /// See [`find`].
    pub fn find(&mut self, story: &Story) -> Voices {
        self.listen(story, false, &mut |_| ())
    }

    /// See [`find_with_statements`].
    pub fn find_with_statements(&mut self, story: &Story) -> Voices {
        self.listen(story, true, &mut |_| ())
    }

    /// The same as [`Finder::find`], or [`Finder::find_with_statements`] where that is asked for. Of a
    /// long story it is told on the way how far it was listened to, and what was found so far.
    pub fn listen(
        &mut self,
        story: &Story,
        with_statements: bool,
        on_the_way: &mut dyn FnMut(SoFar<'_>),
    ) -> Voices {
        if foreign::is_foreign(story) {
            return foreign::find(story, self.stretch);
        }
        let mut room = self.room.take().unwrap_or_default();
        room.reading.words.begin_story();
        let (mut quotes, mut statements) = (Vec::new(), Vec::new());
        let mut roll = Roll::default();
        for stretch in stretches(story, self.stretch) {
            roll.turn();
            let analysis = analyse(story, &stretch, room, &self.weights);
            let mut speakers = Speakers::new(&analysis, &self.weights, &mut roll);
            add_quotations(&analysis, &self.weights, &mut speakers, &mut quotes);
            if with_statements {
                let more = indirect::statements(&analysis, &self.weights, &mut speakers);
                statements.extend(more);
            }
            room = analysis.done_with();
            if stretch.text.end < story.text().len() {
                on_the_way(SoFar {
                    reached: stretch.text.end,
                    quotes: &quotes,
                    roll: &roll,
                });
            }
        }
        // The lists of a long story are too long to be kept for others.
        self.room = (story.text().len() <= LENGTH).then_some(room);
        quotes.append(&mut statements);
        roll.finish(quotes)
    }
}

/// What was found in the beginning of a long story.
#[derive(Clone, Copy, Debug)]
pub struct SoFar<'a> {
    /// How much of the story's text was listened to, in bytes.
    pub reached: usize,
    quotes: &'a [Quote],
    roll: &'a Roll,
}

impl SoFar<'_> {
    /// The quotations so far and their speakers; not the statements.
    pub fn voices(&self) -> Voices {
        self.roll.clone().finish(self.quotes.to_vec())
    }
}

impl Default for Finder {
    fn default() -> Finder {
        Finder::new()
    }
}

/// Adds the quotations of a stretch to those before, their speakers among `speakers`.
fn add_quotations(
    analysis: &Analysis<'_>,
    weights: &Weights,
    speakers: &mut Speakers<'_, '_>,
    quotes: &mut Vec<Quote>,
) {
    let segments = &analysis.reading.segments;
    quotes.reserve(segments.len());
    let mut attributions = analysis.attributions(weights);
    for joined in join::join(analysis) {
        let first = joined.segments[0];
        let parts = joined.segments.iter().map(|&it| segments[it].inner);
        let mut parts: Vec<Span> = parts.collect();
        if analysis.reading.is_lead(parts[0]) {
            // What began in the lead was reported with the stretch before; it may go on.
            parts.retain(|it| !analysis.reading.is_lead(*it));
            if let Some(last) = quotes.last_mut() {
                last.parts.append(&mut parts);
            }
            continue;
        }
        let decision = &analysis.decisions[first];
        let said_by = decision.key.zip(decision.mention);
        quotes.push(Quote {
            kind: joined.kind,
            parts,
            speaker: said_by.map(|(key, mention)| speakers.number(key, mention)),
            attribution: attributions[first].take(),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::{QuoteKind, Speaker};
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

    /// Three people, one of whom speaks over paragraphs, again and again.
    fn long_story() -> Story {
        let scene = "Quarrymaster Ida Thornwhistle opened the gate.\n\n\
            “We wait,” she said. “We have always waited.”\n\n\
            Thornwhistle said: “The river rose.\n\n“The river fell.”\n\n\
            “Nobody asked us,” said Oren Bask, a ferryman.\n\n\
            A spokesman for the canal said it was “under review”.\n\n";
        parse(scene.repeat(40).into_bytes(), &Hints::default()).remove(0)
    }

    /// A finder that listens to so many bytes at a time.
    fn in_stretches(stretch: usize) -> Finder {
        Finder {
            stretch,
            ..Finder::new()
        }
    }

    #[test]
    fn a_story_heard_in_stretches_has_the_same_quotations_and_speakers() {
        let story = long_story();
        let at_once = find(&story);
        for stretch in [300, 1000, 5000] {
            let mut finder = in_stretches(stretch);
            let heard = finder.find(&story);
            let told = |voices: &Voices| -> Vec<(Vec<Span>, Option<String>)> {
                let name = |it: &Quote| {
                    let speaker = it.speaker.map(|it| &voices.speakers[it.index()]);
                    speaker.map(|it| it.name.clone())
                };
                let quotes = voices.quotes.iter();
                quotes.map(|it| (it.parts.clone(), name(it))).collect()
            };
            assert_eq!(told(&heard), told(&at_once), "{stretch}");
            let sum = |voices: &Voices| -> Vec<(String, usize, usize)> {
                let sum = |it: &Speaker| (it.name.clone(), it.quotes.len(), it.mentions.len());
                voices.speakers.iter().map(sum).collect()
            };
            assert_eq!(sum(&heard), sum(&at_once), "{stretch}");
        }
    }

    #[test]
    fn whoever_is_met_again_in_a_later_stretch_is_known_by_the_name() {
        let check = |scenes: [&str; 2], speakers: &[&str]| {
            let far = format!("\n\n{}", "The hall was cold.\n\n".repeat(20));
            let story = parse(scenes.join(&far).into_bytes(), &Hints::default()).remove(0);
            let heard = in_stretches(1).find(&story);
            let names = heard.speakers.iter().map(|it| it.name.as_str());
            assert_eq!(names.collect::<Vec<_>>(), speakers, "{scenes:?}");
        };
        let peter = "Peter Rudd came. “We wait,” Rudd said.";
        let alice = "Alice Rudd came. “We go,” Rudd said.";
        let rudd = "“It rains,” Rudd said.";
        check([peter, peter], &["Peter Rudd"]);
        check([peter, alice], &["Peter Rudd", "Alice Rudd"]);
        check([peter, rudd], &["Peter Rudd"]);
        check([rudd, peter], &["Peter Rudd"]);
        check(
            ["“We wait,” Mr. Rudd said.", "“We go,” Mrs. Rudd said."],
            &["Rudd", "Rudd"],
        );
        let trust = "The Tarn Trust met. “We wait,” it said.";
        let society = "The Tarn Society met. “We go,” it said.";
        check([trust, trust], &["Tarn Trust"]);
        check([trust, society], &["Tarn Trust", "Tarn Society"]);
        check(
            ["“We wait,” a sailor said.", "“We go,” a sailor said."],
            &["a sailor"],
        );
    }

    /// A quotation's number stands where a word's does: it must not be taken for one.
    #[test]
    fn a_story_of_more_quotations_than_there_are_words_is_heard_to_its_end() {
        let text = "“No,” said Roe. “No,” Roe said. ".repeat(9000);
        let story = parse(text.into_bytes(), &Hints::default()).remove(0);
        let voices = find(&story);
        let parts: usize = voices.quotes.iter().map(|it| it.parts.len()).sum();
        assert_eq!(parts, 18_000);
    }

    #[test]
    fn what_is_found_on_the_way_is_the_beginning_of_what_is_found_at_last() {
        let story = long_story();
        let mut finder = in_stretches(2000);
        let mut told = Vec::new();
        let all = finder.listen(&story, true, &mut |it| told.push((it.reached, it.voices())));
        assert!(told.len() > 3, "{}", told.len());
        assert!(told.is_sorted_by_key(|it| it.0));
        for (reached, so_far) in told {
            assert!(reached < story.text().len());
            let speaker = |voices: &Voices, it: usize| {
                let id = voices.quotes[it].speaker;
                id.map(|it| voices.speakers[it.index()].name.clone())
            };
            for it in 0..so_far.quotes.len() {
                assert_eq!(so_far.quotes[it].parts[0], all.quotes[it].parts[0]);
                assert_eq!(speaker(&so_far, it), speaker(&all, it));
            }
        }
    }

    #[test]
    fn statements_come_after_all_quotations_whatever_the_stretch() {
        let story = long_story();
        let mut finder = in_stretches(1000);
        let (heard, closely) = (finder.find(&story), finder.find_with_statements(&story));
        assert_eq!(closely.quotes[..heard.quotes.len()], heard.quotes);
        let more = &closely.quotes[heard.quotes.len()..];
        assert!(more.iter().all(|it| it.kind == QuoteKind::Indirect));
        let speakers = heard.speakers.iter().map(|it| &it.name);
        assert!(
            speakers.eq(closely
                .speakers
                .iter()
                .take(heard.speakers.len())
                .map(|it| &it.name))
        );
    }
}
