//! Patterns: a few words in a certain order that say at once who speaks, or who does not. Each is a
//! feature like all others, whose weight the fit starts from what `assets/quotes/patterns.txt` gives it.

use super::calling::{CALLING, LONGEST_OBJECT};
use super::facts::{Facts, IN_QUESTION};
use super::{Answer, Chooser, Key, Pair, Previous};
use crate::quotes::features::Pattern;
use crate::quotes::lexicon::classes::*;
use crate::quotes::links::{CueClass, Link, LinkKind};
use crate::quotes::mentions::MentionKind;
use crate::quotes::tokens::Token;

/// Behind a name and verb that close a sentence there are at most so many tokens ("on Monday in Skerry").
const LONGEST_END: usize = 8;
/// An inner verb stands at most so many tokens before its segment.
const NEAR: usize = 7;
/// Values of `PRECEDED` and `FOLLOWED`.
const AFTER_OF: u8 = 14;
const BEFORE_FUNCTION: u8 = 5;

impl Chooser<'_, '_, '_> {
    /// The patterns that an answer stands in, which leads to `key`.
    pub(super) fn patterns(
        &self,
        facts: &Facts,
        answer: &Answer,
        previous: Option<&Previous>,
        emit: &mut impl FnMut(Pattern),
    ) {
        let key = self.key_of(answer, previous);
        let inserted = |it| self.is_inserted(facts.segment, it);
        if key.and_then(Key::entity).is_some_and(inserted) {
            emit(Pattern::InsertedName);
        }
        let interviewed = key.is_some() && self.is_unlabelled_turn(facts.segment);
        if interviewed || self.is_interviewed(facts, key, previous) {
            emit(Pattern::Interviewed);
        }
        match key {
            Some(_) if facts.naming => emit(Pattern::GivenAsName),
            None if facts.called => emit(Pattern::Called),
            None => emit(Pattern::Nobody),
            _ => {}
        }
        if self.is_elsewhere(facts, answer) && previous.is_some_and(|it| self.is_inset(facts, it)) {
            emit(Pattern::OutsideInset);
        }
        if let Answer::Pair(pair) = answer {
            self.pair_patterns(facts, pair, emit);
        }
    }

    /// Whether an answer's speaker is known from outside the segment's paragraph.
    fn is_elsewhere(&self, facts: &Facts, answer: &Answer) -> bool {
        match answer {
            Answer::Pair(it) => {
                it.link.is_none() && self.mentions().all[it.mention].paragraph != facts.paragraph
            }
            Answer::GoesOn => true,
            Answer::NoQuotation => false,
        }
    }

    /// Whether a paragraph's own straight mark opens it between paragraphs of curly ones: then all of it
    /// is taken from elsewhere, and nobody's speech goes on in it.
    fn is_inset(&self, facts: &Facts, previous: &Previous) -> bool {
        let reading = self.found.reading;
        let straight = |it: usize| reading.slice(reading.segments[it].outer).starts_with('"');
        let it = &reading.segments[facts.segment];
        let opens = || reading.before(facts.paragraph, facts.token).is_none();
        !it.closed && opens() && straight(facts.segment) && !straight(previous.segment)
    }

    fn pair_patterns(&self, facts: &Facts, pair: &Pair, emit: &mut impl FnMut(Pattern)) {
        let chanted = facts.chanted;
        let patterns = [
            (self.is_inner(facts, pair), Pattern::InnerSpeech),
            (self.is_label(facts, pair), Pattern::Label),
            (pair.link.is_some_and(|it| it.outer), Pattern::OuterSource),
            (
                pair.link.is_none() && self.is_thing(pair.mention),
                Pattern::Thing,
            ),
            (self.owns_speaker(pair.mention), Pattern::OwnsSpeaker),
            (self.is_after_cry(facts, pair.mention), Pattern::AfterCry),
            (
                chanted && self.is_beside_chant(facts, pair),
                Pattern::BesideChant,
            ),
            (chanted && self.chants(facts, pair), Pattern::Chants),
            (self.is_it_alone(pair), Pattern::EmptyIt),
            (facts.hearers.contains(&pair.mention), Pattern::Hearer),
            (self.is_spoken_to(pair.mention), Pattern::SpokenTo),
            (self.is_agent(facts, pair), Pattern::Agent),
            (self.adjoins(facts, pair), Pattern::Adjoins),
            (
                self.is_named_after_colon(facts, pair.mention),
                Pattern::NamedAfterColon,
            ),
            (self.calls_so(facts, pair), Pattern::CallsSo),
            (self.signs(facts, pair), Pattern::Signs),
            (self.closes_sentence(facts, pair), Pattern::ClosesSentence),
        ];
        let found = patterns.into_iter().filter(|it| it.0);
        found.for_each(|it| emit(it.1));
    }

    /// Whether the speech is within reported speech, and its verb leads to this segment.
    fn is_inner(&self, facts: &Facts, pair: &Pair) -> bool {
        let near = |it: &Link| it.cue < facts.token && facts.token - it.cue <= NEAR;
        let link = pair.link.filter(|it| it.inner && near(it));
        link.is_some_and(|it| {
            self.found.reading.tokens[it.cue].sentence == facts.sentence
                && self.mentions().all[pair.mention].paragraph == facts.paragraph
        })
    }

    /// Whether the mention labels the segment.
    fn is_label(&self, facts: &Facts, pair: &Pair) -> bool {
        let labelled = !self.is_unlabelled_turn(facts.segment);
        labelled && pair.link.is_none() && self.transcript_name(facts.segment).is_some()
    }

    /// Whether a phrase is of no person, body or text.
    fn is_thing(&self, mention: usize) -> bool {
        let it = &self.mentions().all[mention];
        let source = HUMAN
            .or(EPITHET)
            .or(OFFICE)
            .or(DOCUMENT)
            .or(ORGANISATION)
            .or(COMPANY)
            .or(BODY);
        it.kind == MentionKind::Phrase
            && it.antecedent.is_none()
            && !self.found.reading.tokens[it.tokens.clone()]
                .iter()
                .any(|it| it.is(source))
    }

    /// "It was, said Roe, “…”": whether an "it" stands for no body and says nothing.
    fn is_it_alone(&self, pair: &Pair) -> bool {
        let it = &self.mentions().all[pair.mention];
        let says = pair
            .link
            .is_some_and(|it| !matches!(it.class, CueClass::Auxiliary | CueClass::Other));
        it.head_classes.any(IT) && it.antecedent.is_none() && !says
    }

    /// Whether a mention follows a cry that stands between "of" and another word of its phrase.
    fn is_after_cry(&self, facts: &Facts, mention: usize) -> bool {
        let it = &self.mentions().all[mention];
        it.paragraph == facts.paragraph
            && it.tokens.start > facts.token
            && facts.preceded == AFTER_OF
            && facts.followed == BEFORE_FUNCTION
            && facts.end == IN_QUESTION
    }

    /// "Poe was told by Roe: “…”", "Poe was described as “…”": the mentions to whom, or of whom, the
    /// segment's sentence has somebody say it.
    pub(super) fn hearers(&self, facts: &Facts) -> Vec<usize> {
        let links = || self.links_near(facts);
        let teller = |cue: usize| links().any(|it| it.cue == cue && it.kind == LinkKind::Subject);
        let told = links().filter(|it| {
            let same = self.found.reading.tokens[it.cue].sentence == facts.sentence;
            it.kind == LinkKind::Passive && same && (!self.says_on(it) || teller(it.cue))
        });
        told.map(|it| it.mention).collect()
    }

    /// "a man speaking to the Post said": whether a mention is only spoken to.
    fn is_spoken_to(&self, mention: usize) -> bool {
        let it = &self.mentions().all[mention];
        let reading = self.found.reading;
        let back = |steps: usize| {
            let at = it.tokens.start.checked_sub(steps)?;
            reading.within(it.paragraph, at).filter(|it| it.is_word())
        };
        let to = |it: &Token| matches!(reading.words.text(it.word), "to" | "with");
        let saying = |it: &Token| it.is(GERUND) && it.is(CUE_VERB);
        // "sent a message to the members saying"
        let sent = back(2).is_some_and(|it| it.is(CUE_NOUN));
        let after = reading.within(it.paragraph, it.tokens.end);
        let says = back(2).is_some_and(saying) || sent && after.is_some_and(saying);
        says && back(1).is_some_and(to)
    }

    /// "“I dream of it”: an actor on his art": whether a headline names who said it behind a colon.
    fn is_named_after_colon(&self, facts: &Facts, mention: usize) -> bool {
        let reading = self.found.reading;
        let it = &self.mentions().all[mention];
        let opens = reading.paragraphs[facts.paragraph].tokens.start == facts.token;
        let colon = reading.within(facts.paragraph, facts.token + 1);
        let colon = colon.is_some_and(|it| it.is_mark(':'));
        opens && colon && it.paragraph == facts.paragraph && it.tokens.start == facts.token + 2
    }

    /// "was quoted as saying", "was heard to shout": whether a verb of saying follows that of a link.
    fn says_on(&self, link: &Link) -> bool {
        let reading = self.found.reading;
        let paragraph = self.mentions().all[link.mention].paragraph;
        let after = |steps: usize| reading.within(paragraph, link.cue + steps);
        let mut after = (1..=3).filter_map(after);
        let quoted = reading.words.text(reading.tokens[link.cue].word) == "quoted";
        quoted || after.any(|it| it.is_word() && it.is(CUE_VERB))
    }

    /// "was branded “a disgrace” by Roe": whether "by" gives the segment's words to the mention.
    fn is_agent(&self, facts: &Facts, pair: &Pair) -> bool {
        let reading = self.found.reading;
        let by = reading.within(facts.paragraph, facts.token + 1);
        let calls = |it: &Link| {
            let between = reading.tokens.get(it.cue + 1..facts.token);
            let joins = |it: &Token| it.is_word() && it.is(AS.or(NOUN_FOLLOWS));
            let near = between.is_some_and(|it| it.len() <= 2 && it.iter().all(joins));
            near && reading.tokens[it.cue].is(PAST) && it.class != CueClass::Other
        };
        by.is_some_and(|it| it.is_word() && it.is(BY))
            && !facts.title_case
            && pair.link.filter(calls).is_some()
            && self.mentions().all[pair.mention].tokens.start > facts.token
    }

    /// "Roe called it an “odd” plan", "who described it as “odd”": whether the mention calls something
    /// so.
    fn calls_so(&self, facts: &Facts, pair: &Pair) -> bool {
        let reading = self.found.reading;
        let Some(link) = pair.link.filter(|it| it.cue < facts.token) else {
            return false;
        };
        let between = &reading.tokens[link.cue + 1..facts.token];
        let mention = &self.mentions().all[pair.mention];
        if mention.paragraph != facts.paragraph || between.len() > LONGEST_OBJECT {
            return false;
        }
        let acts = AUXILIARY.or(CUE_VERB).or(ED).or(THAT).or(WHO).or(CONJOINS);
        let plain = |it: &Token| it.is_word() && !it.is(acts);
        let before = reading.before(mention.paragraph, mention.tokens.start);
        let joins = |it: &Token| it.is(JOINS_PHRASES) && reading.words.text(it.word) != "with";
        let part = before.is_some_and(|it| it.is_word() && joins(it));
        // "Roe’s office wants what it calls “…”": the office is named, and comes first.
        let named = !mention.head_classes.any(IT);
        let subject = match link.kind {
            LinkKind::Subject => !part && named,
            kind => kind == LinkKind::SubjectOf,
        };
        if !subject || !between.iter().all(plain) {
            return false;
        }
        let last = between
            .iter()
            .rev()
            .find(|it| !it.is(DETERMINER.or(ARTICLE)));
        let would = reading.before(facts.paragraph, link.cue);
        if would.is_some_and(|it| it.is_word() && reading.words.text(it.word) == "would") {
            return false;
        }
        let verb = reading.words.text(reading.tokens[link.cue].word);
        let calls = CALLING.iter().any(|it| verb.starts_with(it));
        let so = link.class == CueClass::Medium && last.is_some_and(|it| it.is(AS));
        calls || so
    }

    /// "The task is to “mend” the wall, Roe said on Monday": whether name and verb close the sentence over
    /// a comma that does not adjoin the segment.
    fn closes_sentence(&self, facts: &Facts, pair: &Pair) -> bool {
        let reading = self.found.reading;
        let mention = &self.mentions().all[pair.mention];
        let says = |it: &Link| {
            matches!(it.class, CueClass::Say | CueClass::Strong) && it.cue > facts.token
        };
        let Some(link) = pair.link.filter(says) else {
            return false;
        };
        let sentence = reading.sentence(facts.paragraph, facts.sentence);
        let (start, end) = (
            mention.tokens.start.min(link.cue),
            mention.tokens.end.max(link.cue + 1),
        );
        let comma = start > facts.token + 2 && reading.tokens[start - 1].is_mark(',');
        let between = facts.token + 1..start.max(facts.token + 1);
        let others = reading.tokens[between].iter();
        let others = others.filter(|it| it.is_segment() || it.is_word() && it.is(SAY.or(WHO)));
        let last = sentence.contains(&start) && sentence.end.saturating_sub(end) <= LONGEST_END;
        comma && last && others.count() == 0
    }

    /// "“…” — Ann Roe": whether the mention signs the segment's paragraph, all of which is quoted.
    fn signs(&self, facts: &Facts, pair: &Pair) -> bool {
        let mention = &self.mentions().all[pair.mention];
        let own_line = self.found.reading.paragraphs[mention.paragraph]
            .segments
            .is_empty();
        let below = mention.paragraph == facts.paragraph + 1 && own_line;
        let opens = self.found.reading.paragraphs[facts.paragraph].tokens.start;
        let quoted = self.found.reading.tokens[opens].is_segment();
        let signature = pair.link.is_some_and(|it| it.kind == LinkKind::Signature);
        signature && quoted && (below || mention.paragraph == facts.paragraph)
    }

    /// "Roe’s father said": whether what a mention owns speaks.
    fn owns_speaker(&self, mention: usize) -> bool {
        let all = &self.mentions().all;
        if !all[mention].possessive || all[mention].head_classes.any(POSSESSIVE) {
            return false;
        }
        let end = all[mention].tokens.end;
        let mut after = all[mention + 1..].iter().take(3);
        let owned = after.position(|it| it.tokens.start == end + 1);
        owned.is_some_and(|it| self.found.links.roles[mention + 1 + it].acts)
    }

    /// “I know what he [Lord Roe] spent”: whether an editor put the entity's name in brackets
    /// between the marks. Nobody is called so in his own words.
    fn is_inserted(&self, segment: usize, entity: usize) -> bool {
        let names = self.found.reading.segments[segment].names.clone();
        let tokens = &self.found.reading.tokens;
        let inserted = |at: usize| {
            let before = self.mentions().all[at].tokens.start.checked_sub(1);
            before.is_some_and(|it| tokens[it].is_mark('['))
        };
        let mut theirs = names
            .take(64)
            .filter(|&it| self.found.cast.of_mention[it] == Some(entity));
        theirs.any(inserted)
    }
}
