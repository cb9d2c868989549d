//! Compiles the word lists and weights of `assets/quotes/` into tables that need no parsing when
//! the program starts: one text, offsets into it, the number of a set of classes for each word, and
//! an open hash table. All of it is constant data without pointers, so that starting costs nothing.
//!
//! A release also learns which commit it was built from, for `--version`.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write as _};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[path = "src/quotes/weights/buckets.rs"]
#[allow(dead_code, reason = "shared with the library, which uses the rest")]
mod buckets;
#[path = "src/quotes/lexicon/classes.rs"]
#[allow(dead_code, reason = "shared with the library, which uses the rest")]
mod classes;
#[path = "src/quotes/features/mod.rs"]
#[allow(dead_code, reason = "shared with the library, which uses the rest")]
mod features;

use classes::Classes;
use features::Feature;

const LISTS: [&str; 7] = [
    "grammar",
    "people",
    "names",
    "bodies",
    "documents",
    "cues",
    "attitudes",
];

fn main() {
    println!("cargo:rerun-if-changed=assets/quotes");
    println!("cargo:rerun-if-changed=src/quotes/lexicon/classes.rs");
    println!("cargo:rerun-if-changed=src/quotes/features");
    println!("cargo:rerun-if-changed=src/quotes/weights/buckets.rs");
    println!("cargo:rustc-env=PULLQUOTE_VERSION={}", version());
    let mut lexicon = Lexicon::default();
    for list in LISTS {
        lexicon.read_list(&asset(list));
    }
    let mut tables = lexicon.ordinary_words(&asset("words"));
    tables += &lexicon.tables();
    write_out("lexicon.rs", &tables);
    let mut tables = placed_weights("WEIGHTS", &asset("weights"));
    tables += &hashed_weights("STATEMENT_WEIGHTS", &asset("statements"));
    write_out("weights.rs", &tables);
    write_out("given_names.rs", &given_names(&asset("given-names")));
}

/// Given names and how many in a hundred of their bearers are women, by name.
fn given_names(text: &str) -> String {
    let lines = text.lines().filter(|it| !it.starts_with('#'));
    let mut names: Vec<(&str, u8)> = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let share = words.next().and_then(|it| it.parse().ok());
        let share = share.unwrap_or_else(|| panic!("no share: {line}"));
        names.extend(words.map(|it| (it, share)));
    }
    names.sort_unstable();
    let mut res = String::new();
    array(&mut res, "GIVEN_NAMES", "(&str, u8)", &names);
    res
}

/// The version; with the commit, where the sources are a checkout and this is no debug build, which
/// would else be made anew for every commit.
fn version() -> String {
    let number = env::var("CARGO_PKG_VERSION").expect("cargo sets the version");
    let debug = env::var("PROFILE").is_ok_and(|it| it == "debug");
    match (!debug && Path::new(".git").exists())
        .then(commit)
        .flatten()
    {
        Some(commit) => format!("{number} ({commit})"),
        None => number,
    }
}

/// The short name of the commit checked out; `None` without git.
fn commit() -> Option<String> {
    println!(
        "cargo:rerun-if-changed={}",
        git(&["rev-parse", "--git-path", "logs/HEAD"])?
    );
    git(&["rev-parse", "--short=9", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    (output.status.success() && !text.trim().is_empty()).then(|| text.trim().to_owned())
}

fn asset(name: &str) -> String {
    let path = format!("assets/quotes/{name}.txt");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write_out(name: &str, text: &str) {
    let folder = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join(name), text).expect("the build folder can be written");
}

/// The words of all lists, with their classes, and the groups of words that go together.
#[derive(Default)]
struct Lexicon {
    words: BTreeMap<String, Classes>,
    lemmas: u8,
    /// For each form of a verb of saying or attitude the verb.
    verbs: BTreeMap<String, String>,
    nicknames: Vec<Vec<String>>,
    synonyms: Vec<Vec<String>>,
}

impl Lexicon {
    fn read_list(&mut self, text: &str) {
        let mut heading = String::new();
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
                Some(label) => heading = label.to_owned(),
                None => self.read_line(&heading, line),
            }
        }
    }

    fn read_line(&mut self, heading: &str, line: &str) {
        let words = || line.split_whitespace().map(str::to_owned);
        match heading {
            "nicknames" => self.nicknames.push(words().collect()),
            "synonyms" => self.synonyms.push(words().collect()),
            "cue say" | "cue strong" | "cue medium" | "attitude" => self.add_verb(heading, line),
            _ => {
                let class = classes::named(heading);
                let class = class.unwrap_or_else(|| panic!("no class is called {heading:?}"));
                let class = match heading {
                    "given name male" | "given name female" => class.or(classes::GIVEN),
                    _ => class,
                };
                words().for_each(|word| self.add(&word, class));
            }
        }
    }

    fn add(&mut self, word: &str, class: Classes) {
        let entry = self.words.entry(word.to_owned()).or_default();
        *entry = entry.or(class);
    }

    /// A verb and all its forms. The first verb to claim a form keeps it.
    fn add_verb(&mut self, heading: &str, line: &str) {
        let mut parts = line.split_whitespace();
        let verb = parts.next().expect("the line is not empty");
        let mut class = classes::named(heading).expect("a class of verbs");
        if heading == "cue say" {
            self.lemmas += 1;
            class = class.with_lemma(self.lemmas);
        }
        for (form, kind) in inflect(verb, parts.next()) {
            let known = self.words.get(&form).copied().unwrap_or_default();
            if !known.any(classes::CUE_VERB.or(classes::ATTITUDE)) {
                self.add(&form, class.or(kind));
                self.verbs.insert(form, verb.to_owned());
            }
        }
    }

    /// Marks those of the lists that are ordinary words. The others go into a table of hashes: there
    /// are so many that their letters would make the program larger than all else it knows. Another
    /// table has where the hashes with each top twelve bits start.
    fn ordinary_words(&mut self, text: &str) -> String {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let mut others = Vec::new();
        for word in lines.flat_map(str::split_whitespace) {
            match self.words.get_mut(word) {
                Some(known) => *known = known.or(classes::ORDINARY),
                None => others.push((classes::hash(word.as_bytes(), 0) >> 32) as u32),
            }
        }
        others.sort_unstable();
        others.dedup();
        let starts = (0..=1 << 12)
            .map(|top: u64| others.partition_point(|&hash| u64::from(hash) >> 20 < top) as u16);
        let mut res = String::new();
        array(&mut res, "ORDINARY", "u32", &others);
        array(
            &mut res,
            "ORDINARY_FROM",
            "u16",
            &starts.collect::<Vec<_>>(),
        );
        res
    }

    fn tables(&self) -> String {
        let mut res = String::new();
        let text: String = self.words.keys().map(String::as_str).collect();
        let mut offsets = vec![0];
        for word in self.words.keys() {
            offsets.push(offsets[offsets.len() - 1] + word.len() as u32);
        }
        let bits = self.words.iter();
        let bits: Vec<[u32; 3]> = bits
            .map(|(word, class)| whole_class(word, *class).0)
            .collect();
        let mut sets = bits.clone();
        sets.sort_unstable();
        sets.dedup();
        let set = |it: &[u32; 3]| sets.partition_point(|other| other < it) as u16;
        let lemmas: Vec<u16> = self.words.keys().map(|it| self.lemma(it)).collect();
        let hashes: Vec<u64> = self
            .words
            .keys()
            .map(|it| classes::hash(it.as_bytes(), 0))
            .collect();
        let slots = open_table(2, hashes.iter(), |&&hash| hash as u32);
        let slots = slots.iter().map(|slot| match *slot {
            Some(at) => ((hashes[at] >> 48) as u16, at as u16),
            None => (0, u16::MAX),
        });
        let slots: Vec<(u16, u16)> = slots.collect();
        define(&mut res, "TEXT", "&str", &text);
        array(&mut res, "OFFSETS", "u32", &offsets);
        array(&mut res, "SETS", "[u32; 3]", &sets);
        let numbers: Vec<u16> = bits.iter().map(set).collect();
        array(&mut res, "SET_OF", "u16", &numbers);
        let this = self.id("this").expect("the lists have the word");
        define(&mut res, "THIS", "u16", &this);
        array(&mut res, "LEMMAS", "u16", &lemmas);
        array(&mut res, "SLOTS", "(u16, u16)", &slots);
        array(
            &mut res,
            "NICKNAMES",
            "(u16, u16)",
            &self.pairs(&self.nicknames),
        );
        array(&mut res, "SYNONYMS", "(u16, u16)", &self.synonym_pairs());
        res
    }

    /// The number of the verb, or of the noun in the singular, that a word of saying or attitude
    /// is a form of; 0 for other words. It comes from the spelling, so that it stays the same when
    /// lists grow.
    fn lemma(&self, word: &str) -> u16 {
        if let Some(verb) = self.verbs.get(word) {
            return classes::lemma_number(verb);
        }
        let reports = classes::CUE_NOUN
            .or(classes::ATTITUDE_NOUN)
            .or(classes::ATTITUDE_ADJECTIVE);
        if !self.words[word].any(reports) {
            return 0;
        }
        let singular = word.strip_suffix('s');
        classes::lemma_number(
            singular
                .filter(|it| self.words.contains_key(*it))
                .unwrap_or(word),
        )
    }

    /// Every two words of a group, both ways, sorted.
    fn pairs(&self, groups: &[Vec<String>]) -> Vec<(u16, u16)> {
        let mut res = Vec::new();
        for group in groups {
            let ids: Vec<u16> = group.iter().filter_map(|it| self.id(it)).collect();
            for &a in &ids {
                res.extend(ids.iter().filter(|&&b| a != b).map(|&b| (a, b)));
            }
        }
        res.sort_unstable();
        res.dedup();
        res
    }

    /// The first word of each group with each of the others: what else the first may be called.
    fn synonym_pairs(&self) -> Vec<(u16, u16)> {
        let mut res = Vec::new();
        for group in &self.synonyms {
            let Some(head) = self.id(&group[0]) else {
                continue;
            };
            res.extend(
                group[1..]
                    .iter()
                    .filter_map(|it| Some((head, self.id(it)?))),
            );
        }
        res.sort_unstable();
        res
    }

    fn id(&self, word: &str) -> Option<u16> {
        let at = self.words.keys().position(|it| it == word)?;
        Some(at as u16)
    }
}

/// A listed word's classes with those its spelling tells. A noun for people is no adverb ("family").
fn whole_class(word: &str, listed: Classes) -> Classes {
    let spelt = classes::by_spelling(word);
    match listed.any(classes::HUMAN) {
        true => listed.or(spelt.without(classes::LY)),
        false => listed.or(spelt),
    }
}

/// The forms of an English verb: base, -s, -ing and past, the past forms given when irregular.
fn inflect(verb: &str, irregular: Option<&str>) -> Vec<(String, Classes)> {
    let (stem, last) = verb.split_at(verb.len() - 1);
    let consonant_y = last == "y" && !stem.ends_with(['a', 'e', 'i', 'o', 'u']);
    let (ing, ed) = match last {
        "e" => (format!("{stem}ing"), format!("{verb}d")),
        _ if consonant_y => (format!("{verb}ing"), format!("{stem}ied")),
        _ if doubles(verb) => (format!("{verb}{last}ing"), format!("{verb}{last}ed")),
        _ => (format!("{verb}ing"), format!("{verb}ed")),
    };
    let hisses = ["s", "sh", "ch", "x", "z", "go"];
    let present = match () {
        () if consonant_y => format!("{stem}ies"),
        () if hisses.iter().any(|it| verb.ends_with(it)) => format!("{verb}es"),
        () => format!("{verb}s"),
    };
    let mut res = vec![
        (verb.to_owned(), classes::BASE),
        (present, classes::PRESENT),
        (ing, classes::GERUND),
    ];
    let past = irregular.map_or(vec![ed], |it| it.split(',').map(str::to_owned).collect());
    for form in past {
        if form != verb {
            res.push((form, classes::PAST));
        }
    }
    res
}

/// Whether the last consonant is doubled before an ending ("quip", "admit").
fn doubles(verb: &str) -> bool {
    let vowel = |it: &u8| b"aeiou".contains(it);
    let listed = ["admit", "refer", "rebut", "quip", "transmit"].contains(&verb);
    let [.., before, middle, last] = verb.as_bytes() else {
        return listed;
    };
    let short = verb.len() <= 4 && verb != "open";
    listed || short && !vowel(before) && vowel(middle) && b"bdgmnprt".contains(last)
}

/// Lines of `key weight # feature` as the weights of all features that can be formed, each at its place.
fn placed_weights(name: &str, text: &str) -> String {
    let mut placed = vec![0.0; features::COUNT];
    for (key, weight) in weights(text) {
        let feature = Feature::of_key(key).unwrap_or_else(|| panic!("not a feature: {key:x}"));
        placed[feature.place()] = weight;
    }
    let mut res = String::new();
    array(&mut res, name, "f32", &placed);
    res
}

/// The same for features that have no place, as a hash table of keys and weights.
fn hashed_weights(name: &str, text: &str) -> String {
    let mut res = String::new();
    let table = buckets::table(&weights(text).collect::<Vec<_>>());
    array(&mut res, name, "Bucket", &table);
    res
}

fn weights(text: &str) -> impl Iterator<Item = (u32, f32)> {
    let lines = text.lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(weight)
}

fn weight(line: &str) -> (u32, f32) {
    let mut parts = line.split_whitespace();
    let key = parts.next().and_then(|it| u32::from_str_radix(it, 16).ok());
    let value = parts.next().and_then(|it| it.parse().ok());
    key.zip(value)
        .unwrap_or_else(|| panic!("not a weight: {line:?}"))
}

/// Places for `keys` in a table of `room` slots for each at least, found by hash and then the next
/// free slot.
fn open_table<K>(
    room: usize,
    keys: impl ExactSizeIterator<Item = K>,
    hash: impl Fn(&K) -> u32,
) -> Vec<Option<usize>> {
    let size = (keys.len() * room).next_power_of_two().max(2);
    let mut slots = vec![None; size];
    for (at, key) in keys.enumerate() {
        let mut slot = hash(&key) as usize & (size - 1);
        while slots[slot].is_some() {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = Some(at);
    }
    slots
}

fn define(res: &mut String, name: &str, kind: &str, value: &impl Debug) {
    writeln!(res, "pub(super) static {name}: {kind} = {value:?};")
        .expect("a String takes any text");
}

fn array<T: Debug>(res: &mut String, name: &str, kind: &str, values: &[T]) {
    writeln!(
        res,
        "pub(super) static {name}: [{kind}; {}] = {values:?};",
        values.len()
    )
    .expect("a String takes any text");
}
