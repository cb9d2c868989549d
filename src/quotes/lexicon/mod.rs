//! Words to what they can be: the lists of `assets/quotes/`, compiled into the program.
//!
//! Every distinct word of a story gets a number once; after that the engine compares numbers and
//! tests bits. Words of the lists have the same number in every story.
//!
//! The tables are constant data written by `build.rs`: nothing is read, parsed or allocated when
//! the program starts, and a story pays only for the pages it touches.

pub mod classes;
pub mod letters;
pub mod map;
mod met;
mod own;

use classes::{Classes, are_same};
use letters::ShortWord;
pub use met::Letters;
use met::{Met, MetWords};
use own::OwnWords;

#[allow(clippy::unreadable_literal, reason = "generated")]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));
}

/// The number of a distinct word, upper and lower case alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

/// A distinct word with what it can be.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its number.
    pub word: Word,
    /// What it can be, however it is written.
    pub classes: Classes,
}

/// The distinct words of one story.
#[derive(Debug)]
pub struct Words {
    /// Those met so far, of the lists or not.
    met: MetWords,
    own: OwnWords,
    /// The sets of classes that words have: those of the lists first.
    sets: Vec<Classes>,
    /// How each word was last seen written, and in which story: the number of the story, and two
    /// bits. What was seen in one before is so forgotten without a look at it.
    seen: Vec<u16>,
    /// The number of the story, times four.
    story: u16,
    folded: String,
}

/// So many words of stories before are kept at most. Their table is a megabyte then.
const MOST_KEPT: usize = 32_000;

/// Seen in lower case somewhere in the story.
const IN_LOWER_CASE: u16 = 1;
/// Seen with a capital in the middle of a sentence.
const CAPITAL_INSIDE: u16 = 2;
/// How far apart the numbers of two stories are: the bits have room between them.
const STORY: u16 = 4;

impl Default for Words {
    fn default() -> Words {
        Words::new()
    }
}

impl Words {
    /// The words of the lists and none else.
    pub fn new() -> Words {
        let mut seen = Vec::with_capacity(tables::SET_OF.len() + own::ROOM);
        seen.resize(tables::SET_OF.len(), 0);
        Words {
            met: MetWords::new(own::ROOM),
            own: OwnWords::new(),
            sets: tables::SETS.iter().map(|&bits| Classes(bits)).collect(),
            seen,
            story: STORY,
            folded: String::new(),
        }
    }

    /// Another story begins, which nothing has been seen of. The words of those before are kept, since
    /// one on the same matter has many of them, up to a limit.
    pub fn begin_story(&mut self) {
        if self.met.len() > MOST_KEPT {
            *self = Words::new();
        }
        self.story = self.story.checked_add(STORY).unwrap_or_else(|| {
            self.seen.fill(0);
            STORY
        });
    }

    /// The number of `word` as the story writes it, and what it can be: case, a final full stop and
    /// the shape of the apostrophe make no difference.
    pub fn know(&mut self, word: &str) -> Known {
        let word = without_full_stops(word);
        if word.is_ascii() {
            return self.know_folded(word);
        }
        let mut folded = std::mem::take(&mut self.folded);
        fold(word, &mut folded);
        let res = self.know_folded(&folded);
        self.folded = folded;
        res
    }

    /// The letters of a word that is not long, by which it is known.
    pub fn letters_of(&self, short: &ShortWord) -> Letters {
        self.met.packed(short.letters)
    }

    /// Knows a word, folded but for the case of ASCII letters.
    fn know_folded(&mut self, word: &str) -> Known {
        let letters = self.met.letters(word);
        self.know_by(letters, || word)
    }

    /// Knows the word with these letters, which is asked for itself if it is new.
    pub fn know_by<'w>(&mut self, letters: Letters, word: impl FnOnce() -> &'w str) -> Known {
        let met = self.met.find(letters);
        let met = met.unwrap_or_else(|| self.meet(letters, word()));
        Known {
            word: Word(met.word),
            classes: self.sets[met.set as usize],
        }
    }

    /// Notes a word that is new.
    #[cold]
    fn meet(&mut self, letters: Letters, word: &str) -> Met {
        let word = listed(word).unwrap_or_else(|| self.add_own(word));
        let met = Met {
            word: word.0,
            set: self.set_of(word),
        };
        self.met.add(letters, met);
        met
    }

    /// The number of a word that is none of the lists.
    fn add_own(&mut self, word: &str) -> Word {
        let own = self.own.add(word);
        let classes = own_classes(self.own.text(own));
        let listed = tables::SETS.len();
        let known = self.sets[listed..].iter().position(|it| *it == classes);
        let set = known.map_or(self.sets.len(), |it| listed + it);
        if set == self.sets.len() {
            self.sets.push(classes);
        }
        self.own.add_set(set as u32);
        self.seen.push(0);
        Word((tables::SET_OF.len() + own) as u32)
    }

    /// What `word` can be.
    pub fn classes(&self, word: Word) -> Classes {
        self.sets[self.set_of(word) as usize]
    }

    /// The number of the set of classes of `word`.
    fn set_of(&self, word: Word) -> u32 {
        match tables::SET_OF.get(word.0 as usize) {
            Some(&set) => u32::from(set),
            None => self.own.set(word.0 as usize - tables::SET_OF.len()),
        }
    }

    /// Whether it is "this".
    pub fn is_this(word: Word) -> bool {
        word.0 == u32::from(tables::THIS)
    }

    /// The number of the verb, or singular noun, of saying or attitude that `word` is a form of; 0
    /// for other words.
    pub fn lemma(word: Word) -> u16 {
        tables::LEMMAS.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// Whether `word` is of the lists.
    pub fn is_listed(word: Word) -> bool {
        (word.0 as usize) < tables::SET_OF.len()
    }

    /// The word itself, folded.
    pub fn text(&self, word: Word) -> &str {
        match (word.0 as usize).checked_sub(tables::SET_OF.len()) {
            Some(own) => self.own.text(own),
            None => listed_text(word.0 as usize),
        }
    }

    /// Remembers that the story writes `word` in lower case.
    pub fn saw_in_lower_case(&mut self, word: Word) {
        self.saw(word, IN_LOWER_CASE);
    }

    /// Remembers that the story writes `word` with a capital in the middle of a sentence.
    pub fn saw_capital_inside(&mut self, word: Word) {
        self.saw(word, CAPITAL_INSIDE);
    }

    fn saw(&mut self, word: Word, written: u16) {
        let before = self.seen(word);
        self.seen[word.0 as usize] = self.story | before | written;
    }

    /// How the story was seen to write `word`, as bits.
    fn seen(&self, word: Word) -> u16 {
        let seen = self.seen[word.0 as usize];
        if seen >= self.story {
            seen & (STORY - 1)
        } else {
            0
        }
    }

    /// Whether the story writes `word` in lower case anywhere.
    pub fn is_seen_in_lower_case(&self, word: Word) -> bool {
        self.seen(word) & IN_LOWER_CASE != 0
    }

    /// Whether the story writes `word` with a capital in the middle of a sentence.
    pub fn is_seen_with_capital(&self, word: Word) -> bool {
        self.seen(word) & CAPITAL_INSIDE != 0
    }

    /// Whether one given name may be written for the other: the same, an initial, a short form.
    pub fn same_given_name(&self, a: Word, b: Word) -> bool {
        a == b
            || self.is_initial_of(a, b)
            || self.is_initial_of(b, a)
            || listed_pair(&tables::NICKNAMES, a, b)
    }

    /// Whether the folded text `name` may be written for the given name `word`.
    #[cfg(feature = "fit")]
    pub fn fits_given_name(&self, word: Word, name: &str) -> bool {
        let initials = self.text(word).len() == 1 || name.len() == 1;
        let same_letter = self.text(word).as_bytes().first() == name.as_bytes().first();
        self.text(word) == name
            || initials && same_letter
            || listed(name).is_some_and(|it| self.same_given_name(word, it))
    }

    fn is_initial_of(&self, initial: Word, name: Word) -> bool {
        self.classes(initial).any(classes::INITIAL)
            && self.text(name).as_bytes().first() == self.text(initial).as_bytes().first()
    }

    /// What a person called `noun` may have been introduced as.
    pub fn synonyms(noun: Word) -> Synonyms {
        let pairs = &tables::SYNONYMS[..];
        let number = |pair: &(u16, u16)| u32::from(pair.0);
        let from = pairs.partition_point(|it| number(it) < noun.0);
        let theirs = pairs[from..].partition_point(|it| number(it) == noun.0);
        Synonyms {
            noun,
            others: &pairs[from..from + theirs],
        }
    }
}

/// A noun with what else may be meant by it.
#[derive(Clone, Copy, Debug)]
pub struct Synonyms {
    noun: Word,
    others: &'static [(u16, u16)],
}

impl Synonyms {
    /// Whether `word` is the noun or one of the others.
    pub fn have(&self, word: Word) -> bool {
        word == self.noun || self.others.iter().any(|it| u32::from(it.1) == word.0)
    }
}

/// What a word that is not listed can be: what its spelling tells, and for a compound whom its
/// last part tells ("co-host", "ex-wife", "40-year-old").
fn own_classes(folded: &str) -> Classes {
    let hyphen = folded.bytes().rposition(|it| it == b'-');
    let last = hyphen.and_then(|at| listed(folded.get(at + 1..)?));
    let last = last.map_or(Classes::NONE, classes_of_listed);
    let aged = match folded {
        it if it.ends_with("-year-old") => classes::HUMAN.or(classes::EPITHET),
        it if it.ends_with("-year-olds") => classes::HUMAN.or(classes::PLURAL_HUMAN),
        _ => Classes::NONE,
    };
    let ordinary = match is_ordinary(folded) {
        true => classes::ORDINARY,
        false => Classes::NONE,
    };
    last.and(PERSON_NOUN)
        .or(aged)
        .or(ordinary)
        .or(classes::by_spelling(folded))
}

/// Whether a word that is not listed is one of everyday English.
pub fn is_ordinary(folded: &str) -> bool {
    let hash = (classes::hash(folded.as_bytes(), 0) >> 32) as u32;
    let top = (hash >> 20) as usize;
    let [from, to] = [top, top + 1].map(|it| usize::from(tables::ORDINARY_FROM[it]));
    tables::ORDINARY[from..to].contains(&hash)
}

fn classes_of_listed(word: Word) -> Classes {
    Classes(tables::SETS[usize::from(tables::SET_OF[word.0 as usize])])
}

/// The classes a compound has from its last part.
const PERSON_NOUN: Classes = classes::HUMAN
    .or(classes::PLURAL_HUMAN)
    .or(classes::EPITHET)
    .or(classes::OFFICE)
    .or(classes::MALE)
    .or(classes::FEMALE);

/// "U.S." is the same word as "U.S".
fn without_full_stops(word: &str) -> &str {
    match word.as_bytes().last() {
        Some(b'.') => word.trim_end_matches('.'),
        _ => word,
    }
}

fn fold(word: &str, folded: &mut String) {
    folded.clear();
    for c in without_full_stops(word).chars() {
        match c {
            '’' => folded.push('\''),
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c => folded.extend(c.to_lowercase()),
        }
    }
}

/// What a word can be, by the lists and its spelling.
pub fn classes_of(word: &str) -> Classes {
    let word = folded(word);
    listed(&word).map_or_else(|| own_classes(&word), classes_of_listed)
}

/// A word as the lists have it.
pub fn folded(word: &str) -> String {
    let mut res = String::new();
    fold(word, &mut res);
    res
}

/// What a folded word can be by the lists alone.
pub fn listed_classes(folded: &str) -> Classes {
    listed(folded).map_or(Classes::NONE, classes_of_listed)
}

/// The verb or noun of saying or attitude with the number `lemma`.
#[cfg(feature = "fit")]
pub fn lemma_text(lemma: u16) -> Option<&'static str> {
    let words = (0..tables::LEMMAS.len()).filter(|&at| lemma != 0 && tables::LEMMAS[at] == lemma);
    words
        .map(listed_text)
        .find(|it| classes::lemma_number(it) == lemma)
}

/// The number of a word of the lists, folded but for the case of ASCII letters; `None` for any
/// other.
pub fn listed(word: &str) -> Option<Word> {
    let hash = classes::hash(word.as_bytes(), 0);
    let mask = tables::SLOTS.len() - 1;
    let mut slot = hash as usize & mask;
    loop {
        let (tag, at) = tables::SLOTS[slot];
        if at == u16::MAX {
            return None;
        }
        let same = || are_same(listed_text(usize::from(at)).as_bytes(), word.as_bytes());
        if tag == (hash >> 48) as u16 && same() {
            return Some(Word(u32::from(at)));
        }
        slot = (slot + 1) & mask;
    }
}

#[expect(
    clippy::string_slice,
    reason = "the build script's offsets are ends of words"
)]
fn listed_text(at: usize) -> &'static str {
    &tables::TEXT[tables::OFFSETS[at] as usize..tables::OFFSETS[at + 1] as usize]
}

fn listed_pair(pairs: &[(u16, u16)], a: Word, b: Word) -> bool {
    let pair = u16::try_from(a.0).ok().zip(u16::try_from(b.0).ok());
    pair.is_some_and(|pair| pairs.binary_search(&pair).is_ok())
}

#[cfg(test)]
mod tests {
    use super::classes::*;
    use super::*;

    fn classes_of(word: &str) -> Classes {
        let mut words = Words::new();
        words.know(word).classes
    }

    #[test]
    fn verbs_are_known_in_every_form() {
        for (form, kind) in [
            ("said", PAST),
            ("quipped", PAST),
            ("replies", PRESENT),
            ("insisting", GERUND),
        ] {
            let classes = classes_of(form);
            assert!(classes.any(CUE_VERB) && classes.any(kind), "{form}");
        }
    }

    #[test]
    fn case_stops_and_apostrophes_make_no_difference() {
        let mut words = Words::new();
        let mut number = |word| words.know(word).word;
        assert_eq!(number("Mr."), number("mr"));
        assert_eq!(number("Zubrówka’s"), number("ZUBRÓWKA's"));
        assert_ne!(number("Zubrówka"), number("Zubrow"));
        assert_eq!(number("Zubrowkaville"), number("zubrowkaVILLE"));
    }

    #[test]
    fn a_word_keeps_its_text() {
        let mut words = Words::new();
        for word in ["said", "qwertz", "senator"] {
            let number = words.know(word).word;
            assert_eq!(words.text(number), word);
        }
    }

    #[test]
    fn words_are_found_again_however_many_there_are() {
        let mut words = Words::new();
        let all: Vec<String> = (0..20_000).map(|it| format!("word{it}")).collect();
        let numbers: Vec<Word> = all.iter().map(|it| words.know(it).word).collect();
        for (text, number) in all.iter().zip(numbers) {
            assert_eq!(words.know(text).word, number);
            assert_eq!(words.text(number), text);
        }
    }

    #[test]
    fn initials_and_short_forms_fit_a_given_name() {
        let mut words = Words::new();
        let [bill, william, w, mary] =
            ["Bill", "William", "W.", "Mary"].map(|it| words.know(it).word);
        assert!(words.same_given_name(bill, william) && words.same_given_name(w, william));
        assert!(!words.same_given_name(mary, william));
    }
}
