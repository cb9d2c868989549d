//! What a word can be, as one bit each: the vocabulary that the lists in `assets/quotes/` are
//! written in. The build script compiles those lists with this very file.

/// The classes a word belongs to, and how it is written where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Classes(pub [u32; 3]);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident $bit:literal $label:literal;)*) => {
        $($(#[$doc])* #[allow(dead_code, reason = "some matter to the fitting command alone")] pub const $name: Classes = Classes::of_bit($bit);)*

        // Two classes with one bit would be one class.
        const _: () = {
            let mut taken = 0_u128;
            $(
                assert!(taken & (1 << $bit) == 0, $label);
                taken |= 1 << $bit;
            )*
            assert!(taken < 1 << (64 + LEMMA_SHIFT));
        };

        /// The class a list's heading names.
        #[allow(dead_code, reason = "used by the build script alone")]
        pub fn named(label: &str) -> Option<Classes> {
            match label { $($label => Some($name),)* _ => None }
        }
    };
}

classes! {
    /// Articles, prepositions, conjunctions, auxiliaries, common adverbs.
    FUNCTION 0 "function";
    /// What may open a noun phrase.
    DETERMINER 1 "determiner";
    /// What stands for a noun phrase by itself ("some", "another").
    QUANTIFIER 2 "quantifier";
    /// Adverbs found between a subject and its verb.
    ADVERB 3 "adverb";
    /// Forms of be, have, do and the modals.
    AUXILIARY 4 "auxiliary";
    /// Prepositions and what behaves like them.
    PREPOSITION 5 "preposition";
    /// Lower-case words inside names ("van", "de").
    PARTICLE 6 "particle";
    /// I, we, you and their forms.
    FIRST_PERSON 7 "first person";
    /// Written with a full stop.
    ABBREVIATION 8 "abbreviation";
    /// Days and months.
    CALENDAR 9 "weekday or month";
    /// What comes before the title of a work ("called", "film").
    BEFORE_WORK 10 "work before";
    /// Nouns for people.
    HUMAN 11 "human";
    /// Their plurals.
    PLURAL_HUMAN 12 "plural human";
    /// Nouns that, with "the", stand for one person already introduced.
    EPITHET 13 "epithet";
    /// Titles before a name.
    TITLE 14 "title";
    /// Titles that are part of how a person is addressed.
    HONORIFIC 15 "honorific";
    /// Offices of which one person holds one.
    OFFICE 16 "office";
    /// Words that tell a man.
    MALE 17 "male";
    /// Words that tell a woman.
    FEMALE 18 "female";
    /// Given names, of either or an unknown gender.
    GIVEN 19 "given name";
    /// Given names of men.
    GIVEN_MALE 20 "given name male";
    /// Given names of women.
    GIVEN_FEMALE 21 "given name female";
    /// Given names that are as likely surnames.
    SURNAME_TOO 22 "surname too";
    /// Jr., III.
    SUFFIX 23 "suffix";
    /// Names that are also function words ("Will").
    NAME_OR_WORD 24 "name or word";
    /// Words of which names of organisations are made.
    ORGANISATION 25 "organisation";
    /// Places and institutions that speak under their own name.
    STANDALONE 26 "standalone";
    /// Capitalised words that are never a person by themselves.
    PLACE 27 "place";
    /// Nouns for texts and broadcasts.
    DOCUMENT 28 "document";
    /// Nouns of saying ("claim", "vow").
    CUE_NOUN 29 "cue noun";
    /// Verbs so common in news that each has weights of its own.
    SAY 30 "cue say";
    /// Verbs that introduce speech.
    STRONG 31 "cue strong";
    /// Verbs of speaking about something, or of doing something in words.
    MEDIUM 32 "cue medium";
    /// he, she.
    HE 33 "pronoun he";
    /// his, her.
    HIS 34 "pronoun his";
    /// him.
    HIM 35 "pronoun him";
    /// who.
    WHO 36 "pronoun who";
    /// it.
    IT 37 "pronoun it";
    /// they.
    THEY 38 "pronoun they";
    /// I, we.
    I 39 "pronoun i";
    /// their, its, them.
    THEIR 40 "pronoun their";
    /// The base form of a verb of saying.
    BASE 41 "base form";
    /// Its form in -s.
    PRESENT 42 "form in -s";
    /// Its form in -ing.
    GERUND 43 "form in -ing";
    /// Its past form or participle.
    PAST 44 "past form";
    /// Ends in -ly.
    LY 45 "in -ly";
    /// Ends in -ed.
    ED 46 "in -ed";
    /// Ends in -s.
    FINAL_S 47 "in -s";
    /// Written with a capital first letter, where it stands.
    CAPITAL 48 "capital";
    /// Written in capitals alone, at least two of them.
    UPPER 49 "capitals";
    /// A party and a state ("R-Wis.").
    PARTY_TAG 50 "party tag";
    /// A single letter, perhaps with a full stop.
    INITIAL 51 "initial";
    /// The word "that".
    THAT 52 "that";
    /// The word "of".
    OF 53 "of";
    /// The word "the".
    ARTICLE 54 "article";
    /// Words of quantity and order within a phrase ("first", "two").
    ORDINAL 55 "ordinal";
    /// The word "former".
    FORMER 56 "former";
    /// Words of institutions that are surnames after a given name ("Hall").
    ORGANISATION_OR_SURNAME 57 "organisation or surname";
    /// The word "as".
    AS 58 "as";
    /// The word "by".
    BY 59 "by";
    /// The word "according".
    ACCORDING 60 "according";
    /// What joins a verb to the subject of the one before ("and", "to", "after").
    CONJOINS 61 "conjoins";
    /// What joins one phrase to the next ("of", "from").
    JOINS_PHRASES 62 "joins phrases";
    /// Before the giver of a statement ("by", "from", "of").
    GIVEN_BY 63 "given by";
    /// Words between a subject and its verb that are no adverbs ("ago", "herself").
    BETWEEN_SUBJECT_AND_VERB 64 "between subject and verb";
    /// Words before the name of a place ("in", "near").
    BEFORE_PLACE 65 "before a place";
    /// Words that a noun follows ("a", "his", "of").
    NOUN_FOLLOWS 66 "noun follows";
    /// Titles that stay with a name ("Sir").
    KNIGHTHOOD 67 "knighthood";
    /// Nouns for works of art and what else has a title.
    WORK 69 "work";
    /// Titles that tell no office ("Mr", "Sir").
    ADDRESS 68 "address";
    /// Forms of "be".
    BE 73 "be";
    /// Nouns for stretches of time ("week").
    TIME 80 "time";
    /// Things with words on them ("banner").
    SIGN 81 "sign";
    /// Forms of common verbs that are hardly ever nouns or adjectives ("kept", "includes").
    PLAIN_VERB 74 "plain verb";
    /// The noun of "in the words of".
    WORDS 75 "words";
    /// The verb of "as she put it".
    PUT 76 "put";
    /// Letters after a name ("KC").
    POSTNOMINAL 77 "postnominal";
    /// Nouns that, with "the", stand for a body already named ("company").
    COMPANY 78 "company";
    /// Nouns for bodies that are listed as nouns for people.
    BODY 79 "body";
    /// Words that give something a name ("dubbed", "pseudonym").
    NAMING 82 "naming";
    /// Words of everyday English, written with a small letter.
    ORDINARY 83 "ordinary";
    /// Who broadcasts ("ITV", "channel").
    BROADCASTER 84 "broadcaster";
    /// Nouns for who makes or plays in a work ("singer", "star").
    MAKER 85 "maker";
    /// Words for what crowds call ("chant").
    CRY 87 "cry";
    /// Names of languages.
    LANGUAGE 86 "language";
    /// Verbs of thinking, wanting and judging.
    ATTITUDE 70 "attitude";
    /// Nouns for what is thought, wanted or judged ("hope", "decision").
    ATTITUDE_NOUN 71 "attitude noun";
    /// Adjectives for who thinks, wants or judges ("confident", "eager").
    ATTITUDE_ADJECTIVE 72 "attitude adjective";
}

/// Any pronoun.
pub const PRONOUN: Classes = HE.or(HIS).or(HIM).or(WHO).or(IT).or(THEY).or(I).or(THEIR);
/// Pronouns that own what follows ("his").
pub const POSSESSIVE: Classes = HIS.or(THEIR);
/// Any verb of saying.
pub const CUE_VERB: Classes = SAY.or(STRONG).or(MEDIUM);

/// Where the number of a verb's lemma starts among the last bits.
const LEMMA_SHIFT: u32 = 24;

impl Classes {
    /// No class.
    pub const NONE: Classes = Classes([0; 3]);

    /// The class of the bit with this number, below 88.
    const fn of_bit(number: usize) -> Classes {
        let mut bits = [0; 3];
        bits[number / 32] = 1 << (number % 32);
        Classes(bits)
    }

    /// Both sets together.
    pub const fn or(self, other: Classes) -> Classes {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Classes([a | x, b | y, c | z])
    }

    /// What both sets have.
    pub const fn and(self, other: Classes) -> Classes {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Classes([a & x, b & y, c & z])
    }

    /// These without those of `other`.
    #[allow(dead_code, reason = "used by the build script alone")]
    pub const fn without(self, other: Classes) -> Classes {
        let ([a, b, c], [x, y, z]) = (self.0, other.0);
        Classes([a & !x, b & !y, c & !z])
    }

    /// Whether any class of `other` is among these.
    pub const fn any(self, other: Classes) -> bool {
        let Classes([a, b, c]) = self.and(other);
        (a | b | c) != 0
    }

    /// Marks the word as a form of the `lemma`th verb of [`SAY`], counted from 1.
    #[allow(dead_code, reason = "used by the build script alone")]
    pub const fn with_lemma(self, lemma: u8) -> Classes {
        self.or(Classes([0, 0, (lemma as u32) << LEMMA_SHIFT]))
    }

    /// The number of the verb it is a form of, counted from 1; 0 for none.
    #[allow(dead_code, reason = "the build script has no use for it")]
    pub const fn lemma(self) -> u8 {
        (self.0[2] >> LEMMA_SHIFT) as u8
    }
}

/// What a word's spelling alone tells.
pub fn by_spelling(word: &str) -> Classes {
    let mut res = Classes::NONE;
    for (ending, class) in [("ly", LY), ("ed", ED), ("s", FINAL_S)] {
        if word.ends_with(ending) {
            res = res.or(class);
        }
    }
    if word.len() == 1 && word.as_bytes()[0].is_ascii_alphabetic() {
        res = res.or(INITIAL);
    }
    res
}

/// The hash that spreads words over a table. The case of ASCII letters makes no difference.
///
/// The table of the lists is laid out with the seed 0. A table of a story's own words takes a
/// random one, so that no story can be written to make its words collide.
pub fn hash(word: &[u8], seed: u64) -> u64 {
    let mut res = seed ^ word.len() as u64;
    let mut rest = word;
    while let Some((eight, after)) = rest.split_first_chunk() {
        res = mix(res ^ lower_case(u64::from_le_bytes(*eight)));
        rest = after;
    }
    mix(res ^ lower_case(fewer_than_eight(rest)))
}

/// Whether two words are the same but for the case of ASCII letters.
#[allow(dead_code, reason = "the build script has no use for it")]
pub fn are_same(a: &[u8], b: &[u8]) -> bool {
    let (mut a, mut b) = (a, b);
    if a.len() != b.len() {
        return false;
    }
    while let (Some((x, after_x)), Some((y, after_y))) =
        (a.split_first_chunk(), b.split_first_chunk())
    {
        if lower_case(u64::from_le_bytes(*x)) != lower_case(u64::from_le_bytes(*y)) {
            return false;
        }
        (a, b) = (after_x, after_y);
    }
    lower_case(fewer_than_eight(a)) == lower_case(fewer_than_eight(b))
}

/// Bytes as one number, a different one for each: two halves that may overlap.
fn fewer_than_eight(bytes: &[u8]) -> u64 {
    match (bytes, bytes.first_chunk(), bytes.last_chunk()) {
        (_, Some(head), Some(tail)) => {
            u64::from(u32::from_le_bytes(*head)) << 32 | u64::from(u32::from_le_bytes(*tail))
        }
        ([first, .., last], ..) => {
            let middle = bytes[bytes.len() / 2];
            u64::from(*first) << 16 | u64::from(middle) << 8 | u64::from(*last)
        }
        ([only], ..) => u64::from(*only),
        _ => 0,
    }
}

/// Eight characters at once, the ASCII letters among them in lower case.
fn lower_case(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low_bits = eight & (0x7F * EACH);
    // The top bit of a byte tells whether it is from A on, and whether it is past Z.
    let from_a = low_bits + (0x80 - b'A' as u64) * EACH;
    let past_z = low_bits + (0x7F - b'Z' as u64) * EACH;
    let capitals = from_a & !past_z & !eight & (0x80 * EACH);
    eight | capitals >> 2
}

/// Spreads every bit of `x` over all bits: the halves of a long product, folded.
pub fn mix(x: u64) -> u64 {
    let product = u128::from(x) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

/// The number of a verb or noun of saying or attitude, from its spelling (FNV-1a, folded); never
/// 0. Fitted weights are kept by these numbers, so they must stay what they are.
#[allow(dead_code, reason = "used by the build script and the fitting command")]
pub fn lemma_number(lemma: &str) -> u16 {
    let hash = lemma.bytes().fold(0x811C_9DC5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    ((hash ^ (hash >> 16)) as u16).max(1)
}
