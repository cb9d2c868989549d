//! What a reader knows better: corrections to who said what.
//!
//! A correction names speakers by name and a quotation by its place and its first words, never by
//! number, so that it holds when the engine finds more quotations tomorrow, and when the text changes
//! elsewhere. It does nothing when its quotation is gone, which is told. Corrections are applied in the order they were made.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::{Attribution, How, Quote, QuoteKind, Speaker, SpeakerKind, Voices};
use crate::span::{QuoteId, Span, SpeakerId};
use crate::story::{Story, anchor};

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

/// What came of some corrections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many took effect.
    pub effective: usize,
    /// How many are of quotations that are not in the story any more.
    pub lost: usize,
}

/// Applies `corrections` in order.
///
/// A quotation is the one at its place, else the one that has its words now. The quotations changed
/// say so: [`How::Hand`]. A reassigned one is certain; one whose speaker was merged with another keeps
/// its words of evidence and is as sure as before; one given to the speaker it has already keeps them
/// as well, and is [checked](Attribution::is_checked).
pub fn apply(story: &Story, voices: &mut Voices, corrections: &[Correction]) -> Applied {
    let mut res = Applied::default();
    if corrections.is_empty() {
        return res;
    }
    let places = Places::new(story, voices);
    let found: Vec<Option<QuoteId>> = corrections.iter().map(|it| places.of(it)).collect();
    for (correction, quote) in corrections.iter().zip(found) {
        let is_lost = correction.quote().is_some() && quote.is_none();
        res.lost += usize::from(is_lost);
        res.effective += usize::from(apply_one(voices, correction, quote).is_some());
    }
    if res.effective > 0 {
        regroup(voices);
    }
    res
}

impl Correction {
    /// The quotation it is about, if it is about one.
    fn quote(&self) -> Option<&QuoteKey> {
        match self {
            Correction::Reassign { quote, .. } | Correction::Split { quote, .. } => Some(quote),
            Correction::Merge { .. } => None,
        }
    }
}

/// Where quotations stand, and which words they begin with.
struct Places<'a> {
    story: &'a Story,
    by_span: HashMap<Span, QuoteId>,
    parts: Vec<(Span, QuoteId)>,
    /// The letters of each part, for words that stand elsewhere now; most stories need none.
    letters: OnceCell<Vec<String>>,
}

impl<'a> Places<'a> {
    fn new(story: &'a Story, voices: &Voices) -> Places<'a> {
        let quotes = (0_u32..).map(QuoteId).zip(&voices.quotes);
        let first = |(id, quote): (QuoteId, &Quote)| Some((*quote.parts.first()?, id));
        let parts = |(id, quote): (QuoteId, &'_ Quote)| -> Vec<(Span, QuoteId)> {
            quote.parts.iter().map(|it| (*it, id)).collect()
        };
        Places {
            story,
            by_span: quotes.clone().filter_map(first).collect(),
            parts: quotes.flat_map(parts).collect(),
            letters: OnceCell::new(),
        }
    }

    fn of(&self, correction: &Correction) -> Option<QuoteId> {
        let key = correction.quote()?;
        self.at_its_place(key)
            .or_else(|| self.with_its_letters(key))
            .or_else(|| self.around_its_words(key))
    }

    fn at_its_place(&self, key: &QuoteKey) -> Option<QuoteId> {
        let id = self.by_span.get(&key.span)?;
        let words = self.story.slice(key.span);
        words.starts_with(&key.words).then_some(*id)
    }

    /// The quotation nearest to the place, a part of which has the same letters at its beginning, or
    /// in all, if the words of the key are all there are.
    fn with_its_letters(&self, key: &QuoteKey) -> Option<QuoteId> {
        let wanted = letters(&key.words);
        let is_whole = key.words.len() >= key.span.len();
        let same = |it: &str| match is_whole {
            true => it == wanted,
            false => it.starts_with(&wanted),
        };
        let parts = self.parts.iter();
        let known = self.letters.get_or_init(|| {
            let parts = parts.clone();
            parts
                .map(|(span, _)| letters(self.story.slice(*span)))
                .collect()
        });
        let same = parts
            .zip(known)
            .filter(|(_, it)| !wanted.is_empty() && same(it));
        let nearest = same.min_by_key(|((span, _), _)| span.start().abs_diff(key.span.start()));
        nearest.map(|((_, id), _)| *id)
    }

    /// The quotation with a part in which the words stand now, where they are enough to tell.
    fn around_its_words(&self, key: &QuoteKey) -> Option<QuoteId> {
        const ENOUGH: usize = 16;
        let words = Some(&key.words).filter(|it| it.len() >= ENOUGH)?;
        let at = anchor::find(self.story.text(), key.span.start(), words)?;
        let part = self.parts.iter().find(|(span, _)| span.contains(at));
        part.map(|(_, id)| *id)
    }
}

/// The letters and digits of some words, in lower case: what a better parser or another hand at the
/// type leaves as it is. Not many more than a key holds.
fn letters(words: &str) -> String {
    let letters = words.chars().filter(|it| it.is_alphanumeric());
    letters
        .flat_map(char::to_lowercase)
        .take(2 * KEPT_WORDS)
        .collect()
}

/// The reason of an attribution that a reader has found right.
const CHECKED: &str = "checked by hand";

impl Attribution {
    /// Whether a reader has found it right.
    pub fn is_checked(&self) -> bool {
        self.reasons.iter().any(|it| it == CHECKED)
    }
}

/// `None` when the story holds nothing for the correction to change.
fn apply_one(voices: &mut Voices, correction: &Correction, quote: Option<QuoteId>) -> Option<()> {
    match correction {
        Correction::Reassign { to, .. } => {
            let quote = quote?;
            let to = to.as_deref().map(|it| named_or_new(voices, it, None));
            match to.is_some() && voices.quotes[quote.index()].speaker == to {
                true => check(voices, quote),
                false => reassign(voices, quote, to),
            }
        }
        Correction::Split { name, .. } => {
            let quote = quote?;
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

/// Marks an attribution as right. What was said by hand before stays so.
fn check(voices: &mut Voices, quote: QuoteId) {
    let quote = &mut voices.quotes[quote.index()];
    let attribution = quote.attribution.get_or_insert_with(|| Attribution {
        source: None,
        cue: None,
        how: How::Hand,
        confidence: 1.0,
        reasons: Vec::new(),
    });
    if !attribution.is_checked() {
        attribution.reasons.insert(0, CHECKED.to_owned());
    }
    attribution.confidence = 1.0;
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
    fn corrected(before: &str, corrections: &[&str], after: &str) -> Voices {
        let (story, mut voices) = read(before);
        let made: Vec<_> = corrections
            .iter()
            .map(|it| correction(&story, &voices, it))
            .collect();
        assert_eq!(apply(&story, &mut voices, &made).effective, made.len());
        assert_eq!(mark(&story, &voices), after);
        assert_in_order(&voices);
        voices
    }

    #[test]
    fn a_quotation_goes_to_another_speaker() {
        let voices = corrected(
            "“{Ada Fenn|We mend it}” and “{Bo Marsh|we sell it}”.",
            &["2 -> Ada Fenn"],
            "“{Ada Fenn|We mend it}” and “{!Ada Fenn|we sell it}”.",
        );
        let whole = |it: &Quote| it.kind == QuoteKind::Direct;
        assert!(voices.quotes.iter().all(whole));
        corrected(
            "“{Ada Fenn|We mend it}” and “{Bo Marsh|we sell it}”.",
            &["1 -> bo marsh"],
            "“{!Bo Marsh|We mend it}” and “{Bo Marsh|we sell it}”.",
        );
    }

    #[test]
    fn a_new_name_makes_a_speaker_and_nobody_is_an_answer() {
        corrected(
            "“{Ada Fenn|We mend it}” and “{?|we sell it}”.",
            &["2 -> Cy Holt", "1 -> ?"],
            "“{!?|We mend it}” and “{!Cy Holt|we sell it}”.",
        );
    }

    #[test]
    fn two_names_become_one_speaker() {
        corrected(
            "“{Ada Fenn|One}”, “{Mrs Fenn|two}”, “{Bo Marsh|three}”.",
            &["Ada Fenn = Mrs Fenn"],
            "“{!Mrs Fenn|One}”, “{Mrs Fenn|two}”, “{Bo Marsh|three}”.",
        );
    }

    #[test]
    fn merging_into_a_new_name_renames() {
        corrected(
            "“{Fenn|One}” and “{Bo Marsh|two}”.",
            &["Fenn = Ada Fenn"],
            "“{!Ada Fenn|One}” and “{Bo Marsh|two}”.",
        );
        corrected("“{ada|One}” two.", &["ada = Ada"], "“{!Ada|One}” two.");
    }

    #[test]
    fn a_speaker_taken_for_two_people_is_split() {
        let before = "“{Fenn|One}”, “{Fenn|two}”, “{Fenn|three}”.";
        let after = "“{Fenn|One}”, “{!Ida Fenn|two}”, “{!Ida Fenn|three}”.";
        let (story, mut voices) = read(before);
        voices.speakers[0].kind = SpeakerKind::Organisation;
        let made = ["2 off Ida Fenn", "3 off Ida Fenn"];
        let made = made.map(|it| correction(&story, &voices, it));
        assert_eq!(apply(&story, &mut voices, &made).effective, 2);
        assert_eq!(mark(&story, &voices), after);
        assert_eq!(voices.speakers[1].kind, SpeakerKind::Organisation);
    }

    #[test]
    fn the_last_correction_of_a_quotation_holds() {
        corrected(
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
        assert_eq!(apply(&story, &mut voices, &[made]).effective, 1);
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
            let none = Applied {
                effective: 0,
                lost: 2,
            };
            assert_eq!(apply(&story, &mut voices, &made), none, "{other}");
            assert_eq!(voices, before);
        }
    }

    const MENDED: &str = "“{Ada Fenn|We mend it},” she said. “{Bo Marsh|It cost us thirty thousand \
        pounds and the whole of a summer},” he said. “{Ada Fenn|No},” she said.";

    /// What corrections made in one text do in another.
    #[track_caller]
    fn carried(made: &[&str], after: &str, lost: usize) {
        let (story, voices) = read(MENDED);
        let made: Vec<_> = made
            .iter()
            .map(|it| correction(&story, &voices, it))
            .collect();
        let (story, mut voices) = read(&after.replace("!Cy Holt", "Ada Fenn"));
        let applied = apply(&story, &mut voices, &made);
        assert_eq!(mark(&story, &voices), after);
        assert_eq!(applied.lost, lost);
    }

    #[test]
    fn corrections_are_placed_by_their_words_in_a_text_that_changed() {
        let made = ["1 -> Cy Holt", "2 -> Cy Holt", "3 -> Cy Holt"];
        let (one, two, three) = (
            "“{!Cy Holt|We mend it},” she said. ",
            "“{!Cy Holt|It cost us thirty thousand pounds and the whole of a summer},” he said. ",
            "“{!Cy Holt|No},” she said.",
        );
        // A paragraph before, a line after, another order.
        carried(&made, &format!("It rained. {one}{two}{three} The end."), 0);
        carried(&made, &format!("{two}{three} {one}The end."), 0);
        // Other type, a quotation that goes on, a figure further on.
        let typed = one.replace("We mend it", "we MEND - it");
        carried(&made[..1], typed.trim_end(), 0);
        carried(
            &made[1..2],
            two.replace("a summer", "two summers").trim_end(),
            0,
        );
        // What is gone is told, and nothing else is taken for it.
        carried(&made, &(two.to_owned() + "“{Di Orr|Nobody},” she said."), 2);
        carried(&made[..1], "“{Di Orr|We mend it all},” she said.", 1);
    }

    #[test]
    fn a_speaker_found_right_is_checked_and_keeps_the_evidence() {
        let (story, mut voices) = read(MENDED);
        let evidence = Attribution {
            source: Some(Span::new(1, 2)),
            cue: Some(Span::new(2, 3)),
            how: How::Pronoun,
            confidence: 0.5,
            reasons: vec!["named right after".to_owned()],
        };
        voices.quotes[0].attribution = Some(evidence.clone());
        let made = ["1 -> ada fenn", "1 -> Ada Fenn"].map(|it| correction(&story, &voices, it));
        assert_eq!(apply(&story, &mut voices, &made).effective, 2);
        let checked = voices.quotes[0].attribution.clone().unwrap();
        assert!(checked.is_checked() && !evidence.is_checked());
        let (source, cue) = (checked.source, checked.cue);
        assert_eq!((source, cue), (evidence.source, evidence.cue));
        assert_eq!((checked.how, checked.confidence), (How::Pronoun, 1.0));
        assert_eq!(checked.reasons, ["checked by hand", "named right after"]);
    }
}
