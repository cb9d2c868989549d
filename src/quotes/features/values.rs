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
