//! What the story says its people are: titles, apposition, words before the name, "as mayor".

use super::{Cast, Entity, EntityKind, Gender, unnamed};
use crate::quotes::lexicon::Word;
use crate::quotes::lexicon::classes::*;
use crate::quotes::lexicon::map::WordMap;
use crate::quotes::mentions::{Mention, MentionKind, Mentions};
use crate::quotes::reading::Reading;
use crate::quotes::tokens::Token;

/// At most so many describing words are kept for one entity.
const MOST_DESCRIPTORS: usize = 64;
/// An apposition is read so many tokens far.
const APPOSITION: usize = 13;

/// Adds the words among `tokens` to what describes `entity`.
pub fn add_words(entity: &mut Entity, tokens: &[Token]) {
    for token in tokens.iter().filter(|it| it.is_word()) {
        if entity.descriptors.len() < MOST_DESCRIPTORS && !entity.descriptors.contains(&token.word)
        {
            entity.descriptors.push(token.word);
        }
    }
}

/// Notes whom the first paragraph names.
pub fn note_headline(reading: &Reading<'_>, mentions: &Mentions, cast: &mut Cast) {
    let first = mentions.of_paragraph.first().cloned().unwrap_or_default();
    let quoted = reading
        .paragraphs
        .first()
        .map(|it| it.segments.clone())
        .unwrap_or_default();
    let quoted = quoted.flat_map(|it| reading.segments[it].names.clone());
    for entity in first.chain(quoted).filter_map(|at| cast.of_mention[at]) {
        cast.entities[entity].in_headline = true;
    }
}

/// Gives every entity the words that describe it, and phrases the names they describe.
pub fn describe(reading: &Reading<'_>, mentions: &mut Mentions, cast: &mut Cast) {
    for it in &mentions.descriptions {
        if let Some(entity) = cast.of_mention[it.mention] {
            add_words(
                &mut cast.entities[entity],
                &reading.tokens[it.tokens.clone()],
            );
        }
    }
    for paragraph in 0..reading.paragraphs.len() {
        let range = mentions.of_paragraph[paragraph].clone();
        for at in range.clone() {
            if let Some(entity) = cast.of_mention[at] {
                add_apposition(reading, &mentions.all[at], &mut cast.entities[entity]);
                add_words_before(reading, &mentions.all[at], &mut cast.entities[entity]);
            }
        }
        add_offices_held(reading, mentions, paragraph, cast);
        for at in range.clone() {
            mentions.all[at].antecedent = mentions.all[at]
                .antecedent
                .or_else(|| described_name(reading, mentions, at, range.end, cast));
        }
    }
    add_phrases(reading, mentions, cast);
    find_introduced(reading, mentions);
    let mut before = Bodies::default();
    for paragraph in 0..reading.paragraphs.len() {
        before = find_bodies(reading, mentions, cast, paragraph, before);
    }
    unnamed::find(reading, mentions, cast);
}

/// Finds what "the institute" and "the official" stand for: the body last named so, the official
/// introduced before ("an official").
fn find_introduced(reading: &Reading<'_>, mentions: &mut Mentions) {
    let mut introduced: WordMap<Word, usize> = WordMap::default();
    for at in 0..mentions.all.len() {
        let mention = &mentions.all[at];
        let definite = || reading.tokens[mention.tokens.start].is(ARTICLE);
        let stands = mention.head_classes.any(HUMAN.or(ORGANISATION));
        match mention.kind {
            _ if mention.quoted || !stands => {}
            MentionKind::Organisation => {
                introduced.insert(mention.head, at);
            }
            MentionKind::Phrase if definite() => {
                let bare =
                    mention.tokens.len() == 2 && !mention.head_classes.any(OFFICE.or(EPITHET));
                let meant = introduced.get(&mention.head).copied().filter(|_| bare);
                let meant = meant.map(|it| mentions.all[it].antecedent.unwrap_or(it));
                mentions.all[at].antecedent = mentions.all[at].antecedent.or(meant);
            }
            MentionKind::Phrase => {
                introduced.insert(mention.head, at);
            }
            _ => {}
        }
    }
}

/// The body and the group that were the last subjects of a sentence.
#[derive(Clone, Copy, Default)]
struct Bodies {
    /// The body that was named last, for "the company".
    named: Option<usize>,
    body: Option<usize>,
    group: Option<usize>,
}

/// Finds the body that "it said" stands for, and the group that "they said" does: the subject of
/// the last sentence that has one, in the paragraph or the one `before`. Gives the paragraph's own.
fn find_bodies(
    reading: &Reading<'_>,
    mentions: &mut Mentions,
    cast: &Cast,
    paragraph: usize,
    before: Bodies,
) -> Bodies {
    let (mut here, mut known) = (Bodies::default(), before);
    for at in mentions.of_paragraph[paragraph].clone() {
        let mention = &mentions.all[at];
        if is_the_body(reading, mention) && mention.antecedent.is_none() {
            let named = known.named.filter(|&it| cast.of_mention[it].is_some());
            mentions.all[at].antecedent = named;
        }
        let mention = &mentions.all[at];
        if mention.kind == MentionKind::Pronoun && speaks(reading, mention) {
            let meant = match mention.head_classes {
                it if it.any(IT) => known.body,
                it if it.any(THEY) => known.group.or(known.body),
                _ => None,
            };
            mentions.all[at].antecedent = mention.antecedent.or(meant);
        } else {
            here.note_name(reading, mentions, cast, at);
            if let Some(body) = Body::of(reading, &mentions.all[at]) {
                here.note(mentions, at, body);
                known.note(mentions, at, body);
            }
            known.named = here.named.or(known.named);
        }
    }
    Bodies {
        named: known.named,
        ..here
    }
}

/// What a mention may be to the pronouns after it.
#[derive(Clone, Copy)]
struct Body {
    kind: BodyKind,
    /// Whether it may be the subject of its sentence.
    acts: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum BodyKind {
    Body,
    /// A name of which nothing is known: a body if there is no other.
    Unsure,
    Group,
}

impl Body {
    /// What `mention` is, if it is a body or a group.
    fn of(reading: &Reading<'_>, mention: &Mention) -> Option<Body> {
        use MentionKind::*;
        let classes = mention.head_classes;
        let kind = match mention.kind {
            Organisation | Acronym | Standalone => BodyKind::Body,
            Unsure => BodyKind::Unsure,
            People => BodyKind::Group,
            Phrase if classes.any(PLURAL_HUMAN) => BodyKind::Group,
            Phrase if classes.any(ORGANISATION) => BodyKind::Body,
            Phrase if classes.any(DOCUMENT) && !classes.any(HUMAN) => BodyKind::Body,
            _ => return None,
        };
        let before = reading.before(mention.paragraph, mention.tokens.start);
        let object = before.is_some_and(|it| it.sentence == mention.sentence && it.is(PREPOSITION));
        Some(Body {
            kind,
            acts: !object && !mention.possessive,
        })
    }
}

impl Bodies {
    /// Notes the mention `at`, if it names what may be called "the company".
    fn note_name(&mut self, reading: &Reading<'_>, mentions: &Mentions, cast: &Cast, at: usize) {
        if is_named_body(reading, mentions, cast, at) {
            self.named = Some(at);
        }
    }

    /// Notes the mention `at`, a body or a group.
    fn note(&mut self, mentions: &Mentions, at: usize, body: Body) {
        let kept = match body.kind {
            BodyKind::Unsure if self.body.is_some() => return,
            BodyKind::Body | BodyKind::Unsure => &mut self.body,
            BodyKind::Group => &mut self.group,
        };
        let sentence = |it: usize| (mentions.all[it].paragraph, mentions.all[it].sentence);
        let same = kept.is_some_and(|it| sentence(it) == sentence(at));
        if kept.is_none() || !same && body.acts {
            *kept = Some(at);
        }
    }
}

/// "the company": two words for a body that has a name.
fn is_the_body(reading: &Reading<'_>, mention: &Mention) -> bool {
    mention.kind == MentionKind::Phrase
        && mention.tokens.len() == 2
        && mention.head_classes.any(COMPANY)
        && reading.tokens[mention.tokens.start].is(ARTICLE)
}

/// Whether a mention names what may be called "the company".
fn is_named_body(reading: &Reading<'_>, mentions: &Mentions, cast: &Cast, at: usize) -> bool {
    let mention = &mentions.all[at];
    let kind = cast.of_mention[at].map(|it| cast.entities[it].kind);
    let may_be = match kind {
        Some(EntityKind::Organisation | EntityKind::Acronym) => true,
        Some(EntityKind::Single | EntityKind::Unsure) => {
            !mention.possessive && !mention.head_classes.any(GIVEN)
        }
        _ => false,
    };
    let plain = mention.honorific.is_none() && mention.kind != MentionKind::Modifier;
    may_be && plain && {
        let before = reading.before(mention.paragraph, mention.tokens.start);
        !before.is_some_and(|it| it.is(BEFORE_PLACE))
    }
}

/// Whether a verb of saying follows, perhaps after an auxiliary or adverb.
fn speaks(reading: &Reading<'_>, mention: &Mention) -> bool {
    let is = |after: usize, classes: Classes| {
        let token = reading.within(mention.paragraph, mention.tokens.end + after);
        token.is_some_and(|it| it.is(classes))
    };
    is(0, CUE_VERB) || is(0, AUXILIARY.or(ADVERB)) && is(1, CUE_VERB)
}

/// The words of a phrase describe the name it belongs to.
fn add_phrases(reading: &Reading<'_>, mentions: &Mentions, cast: &mut Cast) {
    for phrase in mentions
        .all
        .iter()
        .filter(|it| it.kind == MentionKind::Phrase)
    {
        if let Some(entity) = phrase.antecedent.and_then(|it| cast.of_mention[it]) {
            let it = &mut cast.entities[entity];
            it.told_gender = it.told_gender.or(Gender::of_word(phrase.head_classes));
            add_words(
                &mut cast.entities[entity],
                &reading.tokens[phrase.tokens.clone()],
            );
        }
    }
}

/// "Ann Roe, the Labour candidate,"
fn add_apposition(reading: &Reading<'_>, mention: &Mention, entity: &mut Entity) {
    let end = reading.paragraphs[mention.paragraph].tokens.end;
    let from = mention.tokens.end;
    if !reading
        .within(mention.paragraph, from)
        .is_some_and(|it| it.is_mark(','))
    {
        return;
    }
    let after = &reading.tokens[from + 1..end.min(from + 1 + APPOSITION)];
    let stops = |it: &Token| {
        it.is_any_mark(",.;") || it.is_segment() || it.is(WHO) || it.is(SAY) && it.is(PAST)
    };
    let length = after.iter().position(stops).unwrap_or(after.len());
    // "According to Ann Roe, the guard shouted “…”"
    let acts = |it: &Token| it.is_word() && it.is(CUE_VERB) && it.is(PAST);
    let clause =
        after.get(length).is_some_and(Token::is_segment) && after[..length].iter().any(acts);
    if !clause {
        add_words(entity, &after[..length]);
        entity.told_gender = entity.told_gender.or(gender_of_role(&after[..length]));
    }
}

/// "a mother of three", "34, a deckhand and father of two": what the nouns of an apposition tell.
fn gender_of_role(apposition: &[Token]) -> Option<Gender> {
    let heads = apposition
        .iter()
        .take_while(|it| !it.is(PREPOSITION.or(OF)));
    let mut nouns = heads.filter(|it| it.is_word() && it.is(HUMAN) && !it.is(CAPITAL));
    nouns.find_map(|it| Gender::of_word(it.classes))
}

/// "campaign manager Ann Roe"
fn add_words_before(reading: &Reading<'_>, mention: &Mention, entity: &mut Entity) {
    let mut at = mention.tokens.start;
    while mention.tokens.start - at < 4 {
        let before = reading.before(mention.paragraph, at);
        let describes = |it: &&Token| {
            it.is_word() && !it.is(CAPITAL.or(PREPOSITION).or(AUXILIARY).or(CUE_VERB))
        };
        if before.filter(describes).is_none() {
            break;
        }
        at -= 1;
    }
    add_words(entity, &reading.tokens[at..mention.tokens.start]);
}

/// "in her first year as prime minister": the office of the first person of the sentence.
fn add_offices_held(reading: &Reading<'_>, mentions: &Mentions, paragraph: usize, cast: &mut Cast) {
    let tokens = reading.paragraphs[paragraph].tokens.clone();
    for at in tokens.clone().filter(|&at| reading.tokens[at].is(AS)) {
        let after = reading.tokens[at + 1..tokens.end.min(at + 4)].iter();
        let mut after = after.take_while(|it| it.is_word() && !it.is(PREPOSITION));
        let Some(office) = after.find(|it| it.is(EPITHET)) else {
            continue;
        };
        let sentence = reading.tokens[at].sentence;
        let range = mentions.of_paragraph[paragraph].clone();
        let from =
            range.start + mentions.all[range.clone()].partition_point(|it| it.sentence < sentence);
        let people = (from..range.end)
            .take(12)
            .take_while(|&it| mentions.all[it].sentence == sentence);
        let is_person = |entity: &usize| cast.entities[*entity].kind.can_be_person();
        let named = people.filter(|&it| mentions.all[it].kind != MentionKind::Modifier);
        if let Some(entity) = named.filter_map(|it| cast.of_mention[it]).find(is_person) {
            add_words(&mut cast.entities[entity], std::slice::from_ref(office));
        }
    }
}

/// The end of a phrase with what a preposition joins to it ("the member for Poe").
fn end_with_place(reading: &Reading<'_>, mentions: &Mentions, at: usize, end: usize) -> usize {
    let phrase = &mentions.all[at];
    let joins = reading.within(phrase.paragraph, phrase.tokens.end);
    let joins = joins.is_some_and(|it| it.is(JOINS_PHRASES));
    let mut after = mentions.all[at + 1..end].iter().take(3);
    let joined = after.find(|it| it.tokens.start == phrase.tokens.end + 1);
    joined
        .filter(|_| joins)
        .map_or(phrase.tokens.end, |it| it.tokens.end)
}

/// The name a phrase describes: "a spokesman, Al Poe,", "her lawyer Al Poe", "Al Poe, a lawyer,".
fn described_name(
    reading: &Reading<'_>,
    mentions: &Mentions,
    at: usize,
    end: usize,
    cast: &Cast,
) -> Option<usize> {
    let phrase = &mentions.all[at];
    if phrase.kind != MentionKind::Phrase {
        return None;
    }
    let human = phrase.head_classes.any(HUMAN);
    let comma_at = |token: usize| {
        let token = reading.within(phrase.paragraph, token);
        token.is_some_and(|it| it.is_mark(','))
    };
    let article_at = |token: usize| {
        let token = reading.within(phrase.paragraph, token);
        token.is_some_and(|it| it.is(ARTICLE))
    };
    let is_person = |it: &usize| {
        let entity = cast.of_mention[*it].map(|it| cast.entities[it].kind);
        matches!(entity, Some(EntityKind::Person | EntityKind::Unsure))
    };
    let ends = end_with_place(reading, mentions, at, end);
    let follows = |it: &usize| {
        let name = &mentions.all[*it].tokens;
        let article = usize::from(article_at(ends + 1));
        let apposed = comma_at(ends) && name.start == ends + 1 + article;
        human && (apposed || name.start == phrase.tokens.end) || apposed && comma_at(name.end)
    };
    let precedes = |it: &usize| {
        let apposed = mentions.all[*it].tokens.end + 1 == phrase.tokens.start;
        let closed = reading.within(phrase.paragraph, phrase.tokens.end);
        let closed = closed.is_none_or(|it| it.is_any_mark(",.;") || it.is(JOINS_PHRASES));
        human && apposed && closed && comma_at(phrase.tokens.start - 1)
    };
    let first = mentions.of_paragraph[phrase.paragraph].start;
    let after = (at + 1..end).take(3).filter(is_person).find(follows);
    after.or_else(|| (first..at).rev().take(3).filter(is_person).find(precedes))
}
