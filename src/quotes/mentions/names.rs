//! Runs of capitals to names: where a run ends, and which of its words are title, name, place.

use std::ops::{Deref, Range};

use super::joints::{end_before_letters, is_before_name, joins_body, names_body};
use super::{Mention, MentionKind, standing};
use crate::quotes::lexicon::{self, classes::*};
use crate::quotes::reading::Reading;
use crate::quotes::tokens::{Kind, Token};
use crate::span::Span;

/// Puts the capitalised runs among `tokens` that can be names into `out`, in order.
pub fn runs(reading: &Reading<'_>, tokens: Range<usize>, out: &mut Vec<Range<usize>>) {
    out.clear();
    let mut at = tokens.start;
    while at < tokens.end {
        let token = &reading.tokens[at];
        if !token.is(CAPITAL) {
            at += 1;
            continue;
        }
        let opens = opens_sentence(reading, &tokens, at);
        if is_compound(reading, token) {
            at += 1;
            continue;
        }
        if cannot_begin(reading, token, opens) || opens && says_who(reading, at, tokens.end) {
            at += 1;
            continue;
        }
        let end = run_end(reading, at, tokens.end);
        let ordinary = opens && end == at + 1 && is_ordinary_word(reading, token, end, tokens.end);
        if !ordinary && !is_shouted(reading, at..end, tokens.end) {
            out.push(at..end);
        }
        at = end;
    }
}

/// "Continued Roe: “…”", "Said Roe, “…”": whether a verb opens a sentence whose one name leads to
/// speech. "Said Ali left: “…”" begins with a given name.
fn says_who(reading: &Reading<'_>, at: usize, limit: usize) -> bool {
    let token = |at: usize| reading.tokens[..limit].get(at);
    let verb = token(at).is_some_and(|it| it.is(SAY.or(STRONG)) && it.is(PAST) && !it.is(UPPER));
    let named = |it: &Token| it.is(CAPITAL);
    if !verb || !token(at + 1).is_some_and(named) {
        return false;
    }
    let end = run_end(reading, at, limit);
    let leads = token(end).is_some_and(|it| it.is_any_mark(":,"));
    leads && token(end + 1).is_some_and(Token::is_segment)
}

/// Whether everyday words are only written in capital letters ("WHAT WE KNOW", "FULL TEXT"). Such
/// words before a colon may be who speaks.
fn is_shouted(reading: &Reading<'_>, run: Range<usize>, limit: usize) -> bool {
    let names = GIVEN
        .or(ORGANISATION)
        .or(TITLE)
        .or(PLACE)
        .or(HUMAN)
        .or(INITIAL);
    let shouted = |it: &Token| it.is(UPPER) && it.is(ORDINARY) && !it.is(names);
    let colon = reading.tokens[..limit].get(run.end);
    run.len() > 1
        && reading.tokens[run].iter().all(shouted)
        && !colon.is_some_and(|it| it.is_mark(':'))
}

fn opens_sentence(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let sentence = reading.tokens[at].sentence;
    at == tokens.start
        || reading.tokens[at - 1].sentence != sentence
        // The sentences of quoted words have no numbers.
        || reading.tokens[at - 1].is_any_mark(".?!…:")
}

/// "Skerry-born", "Crane-backed": a name that is only part of a describing word.
fn is_compound(reading: &Reading<'_>, token: &Token) -> bool {
    let word = reading.slice(token.span());
    let part = word.rsplit_once('-').map(|it| it.1);
    part.is_some_and(|it| it.len() > 2 && it.starts_with(|it: char| it.is_ascii_lowercase()))
}

/// Words whose capital says nothing: function words, and most words that open a sentence.
fn cannot_begin(reading: &Reading<'_>, token: &Token, opens: bool) -> bool {
    let pronoun = token.is(I) && !is_initial(token);
    let function = is_function_word(token) && !is_initial(token) && !is_body_in_capitals(token);
    if function || pronoun || token.is(PARTY_TAG) {
        return true;
    }
    let lower = reading.words.is_seen_in_lower_case(token.word);
    let capital = reading.words.is_seen_with_capital(token.word);
    // "Kelly" and "Reilly" end like adverbs.
    let adverb = token.is(LY) && !capital && !token.is(GIVEN.or(UPPER));
    let common =
        token.is(FUNCTION.or(PLURAL_HUMAN)) || adverb || lower && (token.is(CUE_VERB) || !capital);
    opens && common && !token.is(TITLE)
}

/// "WHO": letters of a body that spell a pronoun.
fn is_body_in_capitals(token: &Token) -> bool {
    token.is(WHO) && token.is(UPPER)
}

/// "I." in "I. B. Roe"
fn is_initial(token: &Token) -> bool {
    token.is(INITIAL) && token.end - token.start == 2
}

fn is_function_word(token: &Token) -> bool {
    token.is(FUNCTION) && !token.is(NAME_OR_WORD)
}

/// The end of the run of capitals from `at`, with what may stand between them.
fn run_end(reading: &Reading<'_>, at: usize, limit: usize) -> usize {
    let token = |at: usize| reading.tokens[..limit].get(at);
    let capital = |at: usize| token(at).is_some_and(|it| it.is(CAPITAL));
    let mut to = at + 1;
    while let Some(next) = token(to).filter(|_| to - at < LONGEST_NAME) {
        let last = &reading.tokens[to - 1];
        let of_office = last.is(TITLE)
            && token(to + 1).is_some_and(|it| !it.is(GIVEN))
            && token(to + 2).is_some_and(|it| it.is(CAPITAL) && it.is(GIVEN));
        let of_body = next.is(OF) && (last.is(ORGANISATION) || of_office);
        let joins = next.is_mark('&') || of_body;
        let particles = particles(&reading.tokens[..limit], to);
        let nickname = next.is_any_mark("‘'\"")
            && capital(to + 1)
            && token(to + 2).is_some_and(|it| it.is_any_mark("’'\""));
        to += match () {
            () if next.is(CAPITAL) && (!is_function_word(next) || is_initial(next)) => 1,
            () if names_body(reading, to, at, limit) => 2,
            () if joins_body(reading, to, at, limit) => 2,
            () if joins && capital(to + 1) => 1,
            () if particles > 0 && capital(to + particles) => particles,
            () if next.is_mark(',') && token(to + 1).is_some_and(|it| it.is(SUFFIX)) => 2,
            () if nickname && capital(to + 3) => 3,
            () if is_quoted_nickname(reading, next) && capital(to + 1) => 1,
            () => break,
        };
    }
    to
}

/// How many particles stand at `at` ("van der").
fn particles(tokens: &[Token], at: usize) -> usize {
    tokens[at..]
        .iter()
        .take(3)
        .take_while(|it| it.is(PARTICLE))
        .count()
}

/// "Peter “Pip” Roe": one or two words in marks within a name.
fn is_quoted_nickname(reading: &Reading<'_>, token: &Token) -> bool {
    let Some(segment) = token.segment() else {
        return false;
    };
    let words = &reading.tokens[reading.segments[segment].words.clone()];
    words.len() <= 2 && words.iter().all(|it| it.is(CAPITAL))
}

/// Longer runs of capitals are no name; cutting them keeps every pass linear.
const LONGEST_NAME: usize = 16;
/// What may be joined to a run at once.
const LONGEST_JOINT: usize = 3;

/// Whether a lone capitalised word that opens a sentence is most likely no name.
fn is_ordinary_word(reading: &Reading<'_>, token: &Token, next: usize, limit: usize) -> bool {
    let known =
        reading.words.is_seen_with_capital(token.word) || token.is(GIVEN.or(UPPER).or(TITLE));
    let after = |at: usize| reading.tokens[..limit].get(at);
    let verb = |at: usize| after(at).is_some_and(|it| it.is(CUE_VERB.or(AUXILIARY)));
    let acts = verb(next)
        || after(next).is_some_and(|it| it.is(LY)) && verb(next + 1)
        || after(next).is_some_and(|it| it.kind == Kind::Possessive || it.is_any_mark(",:"));
    !known && !acts && token.is(ORDINARY.or(LY))
}

/// The mention that a run of capitals is.
///
/// `around` are the tokens it was found among.
pub fn mention(
    reading: &Reading<'_>,
    paragraph: usize,
    run: Range<usize>,
    around: &Range<usize>,
) -> Mention {
    let opens = opens_sentence(reading, around, run.start);
    let parts = parts(reading, run.clone(), opens);
    let first = &reading.tokens[run.start];
    let last = &reading.tokens[run.end - 1];
    let titles = run.start..parts.name.start;
    let before = (run.start > around.start).then(|| &reading.tokens[run.start - 1]);
    let before = before.filter(|it| it.is(TITLE)).map(|it| it.word);
    let honorific = reading.tokens[titles]
        .iter()
        .rev()
        .find(|it| it.is(HONORIFIC.or(TITLE)));
    let next = reading.tokens[..around.end].get(run.end);
    let head = reading.tokens[parts.name.clone()]
        .iter()
        .rev()
        .find(|it| it.is_word())
        .unwrap_or(last);
    Mention {
        paragraph,
        span: Span::new(first.start as usize, last.end as usize),
        sentence: first.sentence,
        kind: match parts.kind {
            MentionKind::Unsure if standing::names_person(reading, &run, around) => {
                MentionKind::Person
            }
            kind => kind,
        },
        head: head.word,
        head_classes: match is_body_in_capitals(head) {
            true => CAPITAL.or(UPPER),
            false => head.classes,
        },
        name: parts.name,
        honorific: honorific.map(|it| it.word).or(before),
        possessive: next.is_some_and(|it| {
            it.kind == Kind::Possessive || it.is_any_mark("’'") && last.is(FINAL_S)
        }),
        quoted: false,
        antecedent: None,
        tokens: run,
    }
}

struct Parts {
    kind: MentionKind,
    name: Range<usize>,
}

/// The tokens of a run that are words.
struct RunWords {
    tokens: [usize; LONGEST_NAME + LONGEST_JOINT],
    count: usize,
}

impl RunWords {
    fn new(tokens: impl Iterator<Item = usize>) -> RunWords {
        let mut res = RunWords {
            tokens: [0; LONGEST_NAME + LONGEST_JOINT],
            count: 0,
        };
        for (place, token) in res.tokens.iter_mut().zip(tokens) {
            *place = token;
            res.count += 1;
        }
        res
    }
}

impl Deref for RunWords {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        &self.tokens[..self.count]
    }
}

/// Splits a run into what precedes the name (titles, parties, places) and the name, and tells its kind.
fn parts(reading: &Reading<'_>, run: Range<usize>, opens: bool) -> Parts {
    let tokens = &reading.tokens;
    let run = run.start..end_before_letters(tokens, &run);
    let words = RunWords::new(run.clone().filter(|&at| tokens[at].is_word()));
    let last = words.len().saturating_sub(1);
    let titled = words[..last]
        .iter()
        .rposition(|&at| tokens[at].is(TITLE) || calls_person(tokens, at))
        .map_or(
            usize::from(opens && opens_with_role(tokens, &words)),
            |at| at + 1,
        );
    let surname = tokens[words[last]].is(ORGANISATION_OR_SURNAME)
        && tokens[words[0]].is(GIVEN_MALE.or(GIVEN_FEMALE));
    let ends_in_title = tokens[words[last]].is(TITLE) && !tokens[words[last]].is(GIVEN) && !surname;
    // "Chief Executive" is an office, "Chief King" a man.
    let surnames = ORGANISATION_OR_SURNAME.or(SURNAME_TOO);
    let honoured = titled > 0 && tokens[words[titled - 1]].is(HONORIFIC);
    let twofold = titled == last && !tokens[words[last]].is(surnames) && !honoured;
    if (titled == 0 || twofold) && words.len() > 1 && ends_in_title {
        return Parts {
            kind: MentionKind::Title,
            name: run.end..run.end,
        };
    }
    let skipped = match bears_name_of_place(reading, &run, &words[titled..]) {
        true => titled,
        false => skip_leading_places(reading, &words, titled),
    };
    let honoured = words[..skipped].iter().any(|&at| tokens[at].is(TITLE));
    let start = skip_to_given_name(tokens, &words, skipped);
    let start = match opens && start == 0 && is_before_name(reading, &words) {
        true => 1,
        false => start,
    };
    let core = words[start..].iter().copied();
    let core = RunWords::new(core.filter(|&at| !tokens[at].is(SUFFIX)));
    let kind = match kind(reading, &core, honoured) {
        // "Mrs May"
        MentionKind::Place if words[..skipped].iter().any(|&at| tokens[at].is(HONORIFIC)) => {
            MentionKind::Person
        }
        kind => kind,
    };
    let name = if kind == MentionKind::Title {
        run.end..run.end
    } else {
        words[start]..run.end
    };
    Parts { kind, name }
}

/// "Chief Engineer Ann Roe": a noun for people before a given name.
fn calls_person(tokens: &[Token], at: usize) -> bool {
    let given = tokens
        .get(at + 1)
        .is_some_and(|it| it.is(GIVEN) && it.is(CAPITAL));
    given && tokens[at].is(HUMAN) && !tokens[at].is(GIVEN)
}

/// "Striker Wang Xiuying": a noun for one human being that opens a sentence, and two words or more that
/// name no body.
fn opens_with_role(tokens: &[Token], words: &[usize]) -> bool {
    let [first, rest @ ..] = words else {
        return false;
    };
    let role = tokens[*first].is(HUMAN) && !tokens[*first].is(GIVEN.or(FINAL_S).or(PLURAL_HUMAN));
    let body = ORGANISATION.or(PLACE).or(ORDINARY).or(TITLE);
    role && rest.len() >= 2 && rest.iter().all(|&it| !tokens[it].is(body))
}

/// "Republican Ann Roe", "Former Senator": party and place before a name are no part of it.
fn skip_leading_places(reading: &Reading<'_>, words: &[usize], from: usize) -> usize {
    let tokens = &reading.tokens;
    let mut from = from;
    while words.len() - from > 1 {
        let first = &tokens[words[from]];
        let second = &tokens[words[from + 1]];
        let given =
            first.is(GIVEN) && words.len() - from == 2 && !second.is(ORGANISATION.or(PLACE));
        // "Riga News": what is left alone would name no body.
        let body = words.len() - from == 2 && first.is(PLACE) && second.is(ORGANISATION);
        let place = first.is(FORMER) || is_place(reading, first);
        if !place || given || body {
            break;
        }
        from += 1;
    }
    from
}

/// Whether a word is a place's: "Mo." is a state, and "Mo" somebody.
fn is_place(reading: &Reading<'_>, token: &Token) -> bool {
    let cut = || reading.slice(token.span()).ends_with('.');
    token.is(PLACE) && (!token.is(ABBREVIATION) || token.is(UPPER) || cut())
}

/// "London Farrell said": a place and an unknown word that stand where a person does.
fn bears_name_of_place(reading: &Reading<'_>, run: &Range<usize>, words: &[usize]) -> bool {
    let [first, second] = words else {
        return false;
    };
    let [first, second] = [first, second].map(|&at| &reading.tokens[at]);
    let known = ORGANISATION
        .or(PLACE)
        .or(TITLE)
        .or(HUMAN)
        .or(UPPER)
        .or(FINAL_S);
    let of_place = ["ish", "an", "ese", "ch", "i"];
    let word = reading.slice(first.span());
    let adjective = of_place.iter().any(|it| word.ends_with(it));
    let says = |at: Option<usize>| {
        let token = at.and_then(|it| reading.tokens.get(it));
        token.is_some_and(|it| {
            it.is_word() && it.sentence == first.sentence && it.is(SAY.or(STRONG))
        })
    };
    // "said Ireland Moss": an everyday word behind the verb is a surname, before it most likely none.
    let named_behind = says(run.start.checked_sub(1));
    let stands = named_behind || says(Some(run.end)) && !second.is(ORDINARY);
    first.is(PLACE) && !adjective && !second.is(known) && stands
}

/// "Acme Institute Director Ann Roe": unknown words before a known given name are no part of it.
fn skip_to_given_name(tokens: &[Token], words: &[usize], from: usize) -> usize {
    let core = &words[from..];
    let Some(first) = core.first().map(|&at| &tokens[at]) else {
        return from;
    };
    if core.len() < 3 || first.is(GIVEN.or(INITIAL)) {
        return from;
    }
    for at in 1..core.len() - 1 {
        let token = &tokens[core[at]];
        let given = token.is(GIVEN) && !token.is(PLACE.or(ORGANISATION));
        let skipped_plain = !core[..at]
            .iter()
            .any(|&it| tokens[it].is(SUFFIX.or(PARTICLE)));
        let describes = first.is(ORGANISATION.or(HUMAN).or(PLACE).or(FINAL_S)) || at > 1;
        if given && skipped_plain && describes {
            return from + at;
        }
    }
    from
}

fn kind(reading: &Reading<'_>, core: &[usize], honoured: bool) -> MentionKind {
    match core {
        [] => MentionKind::Organisation,
        [only] => kind_of_one(&reading.tokens[*only], honoured),
        _ => kind_of_many(reading, core, honoured),
    }
}

/// "Seo-yeon", "Ji-hoon": a second word in two parts, the later one small and no English word. Names of
/// East Asia are written so behind the surname.
fn is_hyphenated_name(reading: &Reading<'_>, token: &Token) -> bool {
    let parts = reading.slice(token.span()).split_once('-');
    parts.is_some_and(|(first, later)| {
        let small = later.chars().all(char::is_lowercase) && (2..=6).contains(&later.len());
        let capital = first.chars().next().is_some_and(char::is_uppercase);
        let known = lexicon::listed_classes(later) != Classes::NONE || lexicon::is_ordinary(later);
        small && capital && !known
    })
}

fn kind_of_one(only: &Token, honoured: bool) -> MentionKind {
    match () {
        () if only.is(TITLE) && !honoured => MentionKind::Title,
        () if only.is(STANDALONE) => MentionKind::Standalone,
        () if only.is(PLACE) && only.is(FINAL_S) && !only.is(CALENDAR.or(STANDALONE)) => {
            MentionKind::People
        }
        () if only.is(PLACE) => MentionKind::Place,
        () if only.is(ORGANISATION) && !honoured => MentionKind::Organisation,
        () if honoured => MentionKind::Person,
        () if only.is(UPPER) => MentionKind::Acronym,
        () => MentionKind::Single,
    }
}

fn kind_of_many(reading: &Reading<'_>, core: &[usize], honoured: bool) -> MentionKind {
    let tokens = &reading.tokens;
    let token = |at: &usize| &tokens[*at];
    let (first, rest) = (token(&core[0]), &core[1..]);
    let body = ORGANISATION.or(PLACE);
    let of_body = |it: &usize| token(it).is(body) && !token(it).is(PARTICLE);
    let hyphenated = rest.len() == 1 && is_hyphenated_name(reading, token(&rest[0]));
    let institution =
        rest.iter().any(of_body) || first.is(ORGANISATION) && !first.is(GIVEN) && !hyphenated;
    // "Carrie Hall" is a person: some words of institutions are surnames after a known given name.
    let surname = rest.len() == 1
        && token(&rest[0]).is(ORGANISATION_OR_SURNAME)
        && first.is(GIVEN_MALE.or(GIVEN_FEMALE));
    let before_last = &core[..core.len() - 1];
    let initial = before_last
        .iter()
        .map(token)
        .any(|it| it.is(INITIAL) && it.is(CAPITAL));
    match () {
        () if honoured && !institution => MentionKind::Person,
        () if first.is(GIVEN) && !first.is(PLACE) && (!institution || surname) => {
            MentionKind::Person
        }
        () if core.iter().map(token).all(|it| it.is(PLACE)) => MentionKind::Standalone,
        () if institution => MentionKind::Organisation,
        () if initial || hyphenated => MentionKind::Person,
        () => MentionKind::Unsure,
    }
}
