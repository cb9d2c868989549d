//! The words for the values of operands, for the readable form of features.

/// The words for an operand's values.
pub type Values = &'static [&'static str];

pub const NUMBER: Values = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
pub const FLAG: Values = &["no", "yes"];
pub const SIDE: Values = &[
    "before",
    "after",
    "around",
    "paragraph-before-colon-opening",
    "paragraph-before-opening",
    "paragraph-before-colon",
    "paragraph-before",
    "paragraph-after-closing",
    "paragraph-after",
];
pub const PLACE: Values = &[
    "before-0",
    "before-1",
    "before-2",
    "after-0",
    "after-1",
    "after-2",
    "around-0",
    "around-1",
    "around-2",
    "paragraph-before-colon-opening-0",
    "paragraph-before-colon-opening-1",
    "paragraph-before-colon-opening-2",
    "paragraph-before-opening-0",
    "paragraph-before-opening-1",
    "paragraph-before-opening-2",
    "paragraph-before-colon-0",
    "paragraph-before-colon-1",
    "paragraph-before-colon-2",
    "paragraph-before-0",
    "paragraph-before-1",
    "paragraph-before-2",
    "paragraph-after-closing-0",
    "paragraph-after-closing-1",
    "paragraph-after-closing-2",
    "paragraph-after-0",
    "paragraph-after-1",
    "paragraph-after-2",
];
pub const LINK: Values = &[
    "none",
    "subject",
    "subject-of",
    "apposition",
    "bracket",
    "conjunct",
    "inverted",
    "inverted-far",
    "after-quote",
    "after-quote-far",
    "by",
    "according",
    "colon",
    "signature",
    "owner",
    "passive",
];
pub const CUE: Values = &[
    "none",
    "say",
    "strong",
    "medium",
    "other",
    "auxiliary",
    "noun",
    "according",
    "colon",
];
pub const MENTION: Values = &[
    "name",
    "unsure",
    "single",
    "he",
    "his",
    "him",
    "who",
    "it",
    "they",
    "i",
    "their",
    "human",
    "document",
    "thing",
    "organisation",
    "acronym",
    "standalone",
    "people",
    "place",
    "title",
];
pub const END: Values = &[
    "comma",
    "stop",
    "question",
    "dash",
    "word",
    "word-stop",
    "word-comma",
];
pub const CASE: Values = &["lower", "upper", "neither"];
pub const BEFORE: Values = &[
    "paragraph",
    "sentence",
    "colon",
    "comma",
    "segment",
    "that",
    "determiner",
    "as",
    "cue",
    "word",
    "mark",
];
pub const BETWEEN: Values = &[
    "nothing", "comma", "colon", "that", "as", "article", "of", "dash", "it", "how", "word",
    "other",
];
pub const NEXT: Values = &[
    "end", "comma", "stop", "colon", "dash", "segment", "word", "other",
];
pub const NEXT_WORD: Values = &[
    "end",
    "segment",
    "comma",
    "colon",
    "mark",
    "that",
    "as",
    "of",
    "preposition",
    "pronoun",
    "determiner",
    "name",
    "auxiliary",
    "strong",
    "medium",
    "attitude",
    "past",
    "verb",
    "and",
    "function",
    "word",
    "possessive",
];
pub const NAMED: Values = &[
    "no",
    "naming",
    "work-before",
    "work-after",
    "title-of-owner",
    "title-of-place",
    "person-after",
];
pub const BEFORE_MENTION: Values = &["start", "preposition", "cue", "comma", "segment", "word"];
pub const WINDOW: Values = &["sentence", "paragraph", "next", "second", "further"];
pub const UNCLOSED: Values = &["none", "before", "around-before", "around"];
pub const WORK: Values = &["titled", "called", "named", "show", "other"];
pub const LENGTH: Values = &["1", "2", "3", "4-5", "6-8", "9-15", "16+"];
pub const GAP: Values = &["0", "1", "2", "3", "4-5", "6-8", "9-14", "15-25", "26+"];
pub const SCENE: Values = &[
    "same-sentence",
    "sentence-before",
    "paragraph",
    "1-back",
    "2-back",
    "3-back",
    "further",
];
pub const ROLE: Values = &[
    "quoted",
    "owner",
    "subject",
    "object",
    "preposition",
    "modifier",
];
pub const KIND: Values = &["person", "unsure", "single"];
pub const RECENT: Values = &["no", "source", "subject", "source-and-subject"];
pub const ENDING: Values = &[
    "a-man",
    "a-woman",
    "a-unknown",
    "other-man",
    "other-woman",
    "other-unknown",
];
pub const VERB: Values = &[
    "-", "add", "argue", "ask", "claim", "conclude", "continue", "declare", "explain", "insist",
    "joke", "note", "recall", "reply", "respond", "say", "state", "tell", "tweet", "warn", "write",
];
pub const PRECEDED: Values = &[
    "paragraph",
    "sentence",
    "colon",
    "comma",
    "segment",
    "bracket",
    "mark",
    "that",
    "the",
    "a",
    "his",
    "this",
    "name's",
    "noun's",
    "of",
    "in",
    "preposition",
    "as",
    "and",
    "work",
    "so-called",
    "say",
    "medium",
    "be",
    "name",
    "text",
    "past",
    "word",
    "to",
];
pub const FOLLOWED: Values = &[
    "end",
    "comma",
    "stop",
    "mark",
    "segment",
    "function",
    "verb",
    "name",
    "word",
    "possessive",
];
pub const WORDING: Values = &["lower", "capital", "title", "sentence", "other"];
pub const GRAMMAR: Values = &["content", "function", "verb"];
pub const PARAGRAPH_END: Values = &["segment", "colon", "words", "question"];

pub const DEGREE: Values = &["leaning", "likely", "plain"];

macro_rules! operands {
    ($(#[$doc:meta])* $name:ident $values:ident { $($(#[$one:meta])* $variant:ident $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(dead_code, reason = "the build script forms none")]
        pub enum $name { $($(#[$one])* $variant),* }

        impl $name {
            /// Every one of them.
            #[allow(dead_code, reason = "the build script forms none")]
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The words for it in the weights' file and in `patterns.txt`.
            #[allow(dead_code, reason = "the build script forms none")]
            pub fn label(self) -> &'static str {
                $values[self as usize]
            }
        }

        /// The words for each.
        pub const $values: Values = &[$($label),*];
    };
}

operands! {
    /// What a few words in a certain order say at once. `assets/quotes/patterns.txt` has for each what
    /// it counts before any label is seen, and what a reader is told.
    Pattern PATTERN {
        /// “I know what he [Lord Roe] spent”: an editor put the speaker's own name between the marks.
        InsertedName "inserted-name",
        /// A reporter asks somebody a question that the segment answers.
        Interviewed "interviewed",
        /// The words around the segment give it as a name: somebody says it.
        GivenAsName "given-as-name",
        /// Somebody is called so: nobody says it.
        Called "called",
        /// Nobody says it, and nothing tells that somebody is called so.
        Nobody "nobody",
        /// Whoever stands outside a paragraph that is taken from elsewhere.
        OutsideInset "outside-inset",
        /// The speech is within reported speech, and this is the inner speaker.
        InnerSpeech "inner-speech",
        /// "Roe: “…”" in a transcript.
        Label "label",
        /// Where something was read, when somebody said it.
        OuterSource "outer-source",
        /// A thing that no word of saying belongs to ("the answer").
        Thing "thing",
        /// "Roe’s father said": Roe.
        OwnsSpeaker "owns-speaker",
        /// Named after “cries of “Shame!” from the seats”.
        AfterCry "after-cry",
        /// Beside a chant without chanting it.
        BesideChant "beside-chant",
        /// Whoever chants, sings or shouts it.
        Chants "chants",
        /// "It was, said Roe": an "it" that stands for no body.
        EmptyIt "empty-it",
        /// "Poe was told by Roe: “…”": Poe.
        Hearer "hearer",
        /// "a man speaking to the Post said": the Post.
        SpokenTo "spoken-to",
        /// "was branded “a disgrace” by Roe": Roe.
        Agent "agent",
        /// The mention's verb of saying adjoins the segment over a comma or colon.
        Adjoins "adjoins",
        /// "“I dream of it”: an actor on his art".
        NamedAfterColon "named-after-colon",
        /// "Roe called it “odd”".
        CallsSo "calls-so",
        /// "“…” — Ann Roe" under a paragraph of quoted words.
        Signs "signs",
        /// "The task is to “mend” the wall, Roe said": a name and verb that close the sentence over a comma
        /// say all of it.
        ClosesSentence "closes-sentence",
    }
}
