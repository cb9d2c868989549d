//! What a reader knows better: corrections to who said what.
//!
//! A correction names speakers by name and a quotation by its place and its first words, never by
//! number, so that it holds when the engine finds more quotations tomorrow, and does nothing when
//! the text is another one. Corrections are applied in the order they were made.

use std::collections::HashMap;

use super::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind, Voices};
use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::Story;

/// One thing a reader put right.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Correction {
    /// A quotation is somebody else's. A name nobody has yet makes a new speaker.
    Reassign {
        /// Which quotation.
        quote: QuoteKey,
        /// Who said it; `None` when nobody can tell.
        to: Option<String>,
    },
    /// Two speakers are one. When nobody is called `into`, the speaker is renamed.
    Merge {
        /// The name that goes.
        from: String,
        /// The name that stays.
        into: String,
    },
    /// Two people were taken for one: a quotation goes to a new speaker of the same kind.
    Split {
        /// Which quotation.
        quote: QuoteKey,
        /// What the new speaker is called.
        name: String,
    },
}

/// What a quotation is known by from one day to the next.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct QuoteKey {
    /// Where its first part stands.
    pub span: Span,
    /// The words its first part begins with.
    pub words: String,
}

/// How much of a quotation's words is kept in its key, in bytes.
const KEPT_WORDS: usize = 48;

impl QuoteKey {
    /// The key of a quotation; `None` when it has no words.
    pub fn of(story: &Story, quote: &Quote) -> Option<QuoteKey> {
        let span = *quote.parts.first()?;
        let words = story.slice(span);
        let (words, _) = words.split_at(words.floor_char_boundary(KEPT_WORDS));
        Some(QuoteKey {
            span,
            words: words.to_owned(),
        })
    }
}

/// Applies `corrections` in order and gives how many took effect.
///
/// The quotations changed say so: [`How::Hand`]. A reassigned one is certain; one whose speaker
/// was merged with another keeps its words of evidence and is as sure as before.
pub fn apply(story: &Story, voices: &mut Voices, corrections: &[Correction]) -> usize {
    if corrections.is_empty() {
        return 0;
    }
    let places = places(voices);
    let find = |key: &QuoteKey| {
        let id: QuoteId = *places.get(&key.span)?;
        story
            .text()
            .get(key.span.start()..key.span.end())?
            .starts_with(&key.words)
            .then_some(id)
    };
    let applied = corrections
        .iter()
        .filter(|it| apply_one(voices, it, find).is_some())
        .count();
    if applied > 0 {
        regroup(voices);
    }
    applied
}

/// Every quotation by where it begins.
fn places(voices: &Voices) -> HashMap<Span, QuoteId> {
    let first = |(id, quote): (usize, &Quote)| Some((*quote.parts.first()?, QuoteId(id as u32)));
    voices.quotes.iter().enumerate().filter_map(first).collect()
}

/// `None` when the story holds nothing for the correction to change.
fn apply_one(
    voices: &mut Voices,
    correction: &Correction,
    find: impl Fn(&QuoteKey) -> Option<QuoteId>,
) -> Option<()> {
    match correction {
        Correction::Reassign { quote, to } => {
            let quote = find(quote)?;
            let to = to.as_deref().map(|it| named_or_new(voices, it, None));
            reassign(voices, quote, to);
        }
        Correction::Split { quote, name } => {
            let quote = find(quote)?;
            let like = voices.quotes[quote.index()].speaker?;
            let to = named_or_new(voices, name, Some(like));
            reassign(voices, quote, Some(to));
        }
        Correction::Merge { from, into } => {
            let like = named(voices, from)?;
            if voices.speakers[like.index()].name == *into {
                return None;
            }
            // Renaming may change no more than the case.
            let name = std::mem::take(&mut voices.speakers[like.index()].name);
            let into = named_or_new(voices, into, Some(like));
            voices.speakers[like.index()].name = name;
            merge(voices, like, into);
        }
    }
    Some(())
}

/// The speaker called `name`, in any case if nobody is called exactly that.
fn named(voices: &Voices, name: &str) -> Option<SpeakerId> {
    let folded = name.to_lowercase();
    let exact = voices.speakers.iter().position(|it| it.name == name);
    let place = exact.or_else(|| {
        let mut speakers = voices.speakers.iter();
        speakers.position(|it| it.name.to_lowercase() == folded)
    });
    place.map(|it| SpeakerId(it as u32))
}

/// The speaker called `name`, or a new one of the same kind as `like`.
fn named_or_new(voices: &mut Voices, name: &str, like: Option<SpeakerId>) -> SpeakerId {
    if let Some(known) = named(voices, name) {
        return known;
    }
    let mut new = newcomer(name);
    if let Some(like) = like {
        new.kind = voices.speakers[like.index()].kind;
    }
    voices.speakers.push(new);
    SpeakerId(voices.speakers.len() as u32 - 1)
}

fn newcomer(name: &str) -> Speaker {
    Speaker {
        name: name.to_owned(),
        kind: SpeakerKind::Person,
        title: None,
        quotes: Vec::new(),
        mentions: Vec::new(),
    }
}

fn reassign(voices: &mut Voices, quote: QuoteId, to: Option<SpeakerId>) {
    let quote = &mut voices.quotes[quote.index()];
    let before = quote.speaker.and_then(|it| voices.speakers.get(it.index()));
    let before = before.map_or("nobody", |it| &it.name);
    quote.attribution = Some(Attribution {
        source: None,
        cue: None,
        how: How::Hand,
        confidence: 1.0,
        reasons: vec![format!("corrected by hand; was {before}")],
    });
    quote.speaker = to;
    if to.is_some() && quote.kind == QuoteKind::Other {
        // Somebody said it after all.
        quote.kind = QuoteKind::Partial;
    }
}

fn merge(voices: &mut Voices, from: SpeakerId, into: SpeakerId) {
    let gone = voices.speakers[from.index()].clone();
    let theirs = |it: &&mut Quote| it.speaker == Some(from);
    for quote in voices.quotes.iter_mut().filter(theirs) {
        quote.speaker = Some(into);
        if let Some(attribution) = &mut quote.attribution {
            attribution.how = How::Hand;
            let reason = format!("{} taken for the same speaker by hand", gone.name);
            attribution.reasons.insert(0, reason);
        }
    }
    voices.speakers[from.index()].mentions.clear();
    let stays = &mut voices.speakers[into.index()];
    stays.title = stays.title.take().or(gone.title);
    stays.mentions.extend(gone.mentions);
    stays.mentions.sort_unstable();
    stays.mentions.dedup();
}

/// Lists each speaker's quotations anew, and the speakers by their first one. Who says nothing any
/// more is no speaker.
fn regroup(voices: &mut Voices) {
    let mut old = std::mem::take(&mut voices.speakers);
    let mut new_ids: HashMap<SpeakerId, SpeakerId> = HashMap::new();
    for (number, quote) in voices.quotes.iter_mut().enumerate() {
        let Some(speaker) = quote.speaker else {
            continue;
        };
        let id = *new_ids.entry(speaker).or_insert_with(|| {
            let mut moved = std::mem::replace(&mut old[speaker.index()], newcomer(""));
            moved.quotes.clear();
            voices.speakers.push(moved);
            SpeakerId(voices.speakers.len() as u32 - 1)
        });
        quote.speaker = Some(id);
        voices.speakers[id.index()]
            .quotes
            .push(QuoteId(number as u32));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Hints, parse};

    /// A story and its voices out of marked text: `{who|words}` is a quotation (`?` unknown).
    fn read(marked: &str) -> (Story, Voices) {
        let (mut text, mut found) = (String::new(), Vec::new());
        for piece in marked.split('}') {
            let (before, quoted) = piece.split_once('{').unwrap_or((piece, ""));
            text.push_str(before);
            if let Some((who, words)) = quoted.split_once('|') {
                let start = text.len();
                text.push_str(words);
                found.push((who.to_owned(), Span::new(start, text.len())));
            }
        }
        let story = parse(text.clone().into_bytes(), &Hints::default()).remove(0);
        assert_eq!(story.text().trim_end(), text, "not one tidy paragraph");
        let mut voices = Voices::default();
        for (who, span) in found {
            let said = named_or_new(&mut voices, &who, None);
            voices.quotes.push(Quote {
                kind: QuoteKind::Direct,
                parts: vec![span],
                speaker: Some(said).filter(|_| who != "?"),
                attribution: Some(Attribution {
                    source: None,
                    cue: None,
                    how: How::Name,
                    confidence: 0.8,
                    reasons: Vec::new(),
                }),
            });
        }
        regroup(&mut voices);
        (story, voices)
    }

    /// The story in the same notation, `!` before the speaker of what was corrected by hand.
    fn mark(story: &Story, voices: &Voices) -> String {
        let mut res = String::new();
        let mut at = 0;
        for quote in &voices.quotes {
            let span = quote.parts[0];
            res.push_str(story.slice(Span::new(at, span.start())));
            let by_hand = quote.attribution.as_ref().map(|it| it.how) == Some(How::Hand);
            let speaker = quote.speaker.map(|it| &voices.speakers[it.index()]);
            res.push('{');
            res.push_str(if by_hand { "!" } else { "" });
            res.push_str(speaker.map_or("?", |it| &it.name));
            res.push('|');
            res.push_str(story.slice(span));
            res.push('}');
            at = span.end();
        }
        res + story.slice(Span::new(at, story.text().len())).trim_end()
    }

    fn assert_in_order(voices: &Voices) {
        let mut last = None;
        for (id, speaker) in voices.speakers.iter().enumerate() {
            assert!(!speaker.quotes.is_empty() && speaker.quotes.first() > last);
            last = speaker.quotes.first();
            for quote in &speaker.quotes {
                let said = voices.quotes[quote.index()].speaker;
                assert_eq!(said, Some(SpeakerId(id as u32)));
            }
        }
    }

    /// Corrections as text: `2 -> NAME`, `2 -> ?`, `2 off NAME`, `NAME = NAME`.
    fn correction(story: &Story, voices: &Voices, text: &str) -> Correction {
        let quote = |number: &str| {
            let number: usize = number.trim().parse().unwrap();
            QuoteKey::of(story, &voices.quotes[number - 1]).unwrap()
        };
        if let Some((number, to)) = text.split_once(" -> ") {
            let to = Some(to.to_owned()).filter(|it| it != "?");
            return Correction::Reassign {
                quote: quote(number),
                to,
            };
        }
        if let Some((number, name)) = text.split_once(" off ") {
            return Correction::Split {
                quote: quote(number),
                name: name.to_owned(),
            };
        }
        let (from, into) = text.split_once(" = ").unwrap();
        Correction::Merge {
            from: from.to_owned(),
            into: into.to_owned(),
        }
    }

    #[track_caller]
    fn check(before: &str, corrections: &[&str], after: &str) -> Voices {
        let (story, mut voices) = read(before);
        let made: Vec<_> = corrections
            .iter()
            .map(|it| correction(&story, &voices, it))
            .collect();
        assert_eq!(apply(&story, &mut voices, &made), made.len());
        assert_eq!(mark(&story, &voices), after);
        assert_in_order(&voices);
        voices
    }

    #[test]
    fn a_quotation_goes_to_another_speaker() {
        let voices = check(
            "“{Ada Fenn|We mend it}” and “{Bo Marsh|we sell it}”.",
            &["2 -> Ada Fenn"],
            "“{Ada Fenn|We mend it}” and “{!Ada Fenn|we sell it}”.",
        );
        let whole = |it: &Quote| it.kind == QuoteKind::Direct;
        assert!(voices.quotes.iter().all(whole));
        check(
            "“{Ada Fenn|We mend it}” and “{Bo Marsh|we sell it}”.",
            &["1 -> bo marsh"],
            "“{!Bo Marsh|We mend it}” and “{Bo Marsh|we sell it}”.",
        );
    }

    #[test]
    fn a_new_name_makes_a_speaker_and_nobody_is_an_answer() {
        check(
            "“{Ada Fenn|We mend it}” and “{?|we sell it}”.",
            &["2 -> Cy Holt", "1 -> ?"],
            "“{!?|We mend it}” and “{!Cy Holt|we sell it}”.",
        );
    }

    #[test]
    fn two_names_become_one_speaker() {
        check(
            "“{Ada Fenn|One}”, “{Mrs Fenn|two}”, “{Bo Marsh|three}”.",
            &["Ada Fenn = Mrs Fenn"],
            "“{!Mrs Fenn|One}”, “{Mrs Fenn|two}”, “{Bo Marsh|three}”.",
        );
    }

    #[test]
    fn merging_into_a_new_name_renames() {
        check(
            "“{Fenn|One}” and “{Bo Marsh|two}”.",
            &["Fenn = Ada Fenn"],
            "“{!Ada Fenn|One}” and “{Bo Marsh|two}”.",
        );
        check("“{ada|One}” two.", &["ada = Ada"], "“{!Ada|One}” two.");
    }

    #[test]
    fn a_speaker_taken_for_two_people_is_split() {
        let before = "“{Fenn|One}”, “{Fenn|two}”, “{Fenn|three}”.";
        let after = "“{Fenn|One}”, “{!Ida Fenn|two}”, “{!Ida Fenn|three}”.";
        let (story, mut voices) = read(before);
        voices.speakers[0].kind = SpeakerKind::Organisation;
        let made = ["2 off Ida Fenn", "3 off Ida Fenn"];
        let made = made.map(|it| correction(&story, &voices, it));
        assert_eq!(apply(&story, &mut voices, &made), 2);
        assert_eq!(mark(&story, &voices), after);
        assert_eq!(voices.speakers[1].kind, SpeakerKind::Organisation);
    }

    #[test]
    fn the_last_correction_of_a_quotation_holds() {
        check(
            "“{Ada Fenn|One}” and “{Bo Marsh|two}”.",
            &["1 -> Bo Marsh", "Bo Marsh = Bo M. Marsh", "1 -> Ada Fenn"],
            "“{!Ada Fenn|One}” and “{!Bo M. Marsh|two}”.",
        );
    }

    #[test]
    fn a_merged_speaker_keeps_the_evidence_and_the_mentions_of_both() {
        let (story, mut voices) = read("“{Ada Fenn|One}”, “{Mrs Fenn|two}” (Mrs Fenn).");
        voices.quotes[1].attribution = Some(Attribution {
            source: Some(Span::new(1, 2)),
            cue: None,
            how: How::Surname,
            confidence: 0.5,
            reasons: vec!["named right after".to_owned()],
        });
        voices.speakers[0].mentions = vec![Span::new(9, 12)];
        voices.speakers[1].mentions = vec![Span::new(4, 5)];
        voices.speakers[1].title = Some("mender".to_owned());
        let made = correction(&story, &voices, "Mrs Fenn = Ada Fenn");
        assert_eq!(apply(&story, &mut voices, &[made]), 1);
        let kept = voices.quotes[1].attribution.clone().unwrap();
        assert_eq!((kept.how, kept.confidence), (How::Hand, 0.5));
        assert_eq!(kept.source, Some(Span::new(1, 2)));
        let one = &voices.speakers[0];
        assert_eq!(one.mentions, [Span::new(4, 5), Span::new(9, 12)]);
        assert_eq!(one.title.as_deref(), Some("mender"));
    }

    #[test]
    fn a_phrase_somebody_said_is_no_longer_a_title() {
        let (story, mut voices) = read("“{?|One}” two.");
        voices.quotes[0].kind = QuoteKind::Other;
        let made = correction(&story, &voices, "1 -> Ada Fenn");
        apply(&story, &mut voices, &[made]);
        assert_eq!(voices.quotes[0].kind, QuoteKind::Partial);
    }

    #[test]
    fn nothing_is_applied_to_another_text() {
        let (story, voices) = read("“{Ada Fenn|We mend it}” she said.");
        let made = [
            correction(&story, &voices, "1 -> Bo Marsh"),
            correction(&story, &voices, "1 off Bo Marsh"),
            correction(&story, &voices, "Cy Holt = Ada Fenn"),
            correction(&story, &voices, "Ada Fenn = Ada Fenn"),
        ];
        for other in ["“{Ada Fenn|We bend it}” she said.", "“{Ada Fenn|We}”", "é"] {
            let (story, mut voices) = read(other);
            let before = voices.clone();
            assert_eq!(apply(&story, &mut voices, &made), 0, "{other}");
            assert_eq!(voices, before);
        }
    }
}
