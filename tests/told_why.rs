//! Why words are given to somebody: how the name was understood, and what is told of it.

use pullquote::quotes::{self, Attribution, How, Sureness};
use pullquote::story::{Hints, parse};

/// A story, and for its last quotation how the speaker was told and one of the reasons given.
const CASES: [(&str, How, &str); 21] = [
    (
        "“We wait,” said Ada Roe.",
        How::Name,
        "“said” comes before the name",
    ),
    (
        "“We wait,” Ada Roe said.",
        How::Name,
        "“said” follows the name",
    ),
    (
        "“We wait,” according to Ada Roe.",
        How::Name,
        "“according to” names the source",
    ),
    (
        "As Ada Roe put it, “we wait for the tide”.",
        How::Name,
        "“put” tells whose words they are",
    ),
    (
        "Ada Roe shut the quay. “We wait,” Roe said.",
        How::Surname,
        "named nearest after the quotation",
    ),
    (
        "Ada Roe shut the quay. “We wait,” she said.",
        How::Pronoun,
        "“she” is most likely Ada Roe",
    ),
    (
        "Ada Roe shut the quay. “We wait,” she said.\n“Nobody comes.”",
        How::Continuation,
        "the quotation goes on from the paragraph before",
    ),
    (
        "“We wait,” Ada Roe said on Monday at the quay.\n“And nobody comes.”",
        How::Continuation,
        "the quotation goes on from the paragraph before",
    ),
    (
        "“We wait for the tide.”\n— Ada Roe",
        How::Sequence,
        "the name signs the quotation",
    ),
    (
        "Ada Roe: “We wait for the tide.”",
        How::Name,
        "a colon follows the name",
    ),
    (
        "On Monday the pilot was reported as saying “we wait for the tide”.",
        How::Organisation,
        "“reported” is said of the name",
    ),
    (
        "Ada Roe’s words were clear: “We wait for the tide.”",
        How::Name,
        "the subject its sentence opens with",
    ),
    (
        "Ada Roe, the mayor, shut the quay. “We wait,” the mayor said.",
        How::Title,
        "“the mayor” describes Ada Roe",
    ),
    (
        "Ada Roe, the mayor, said: “We wait.”",
        How::Name,
        "named nearest before the quotation",
    ),
    (
        "The plan was called “a disgrace” by Ada Roe.",
        How::Name,
        "named nearest after the quotation",
    ),
    (
        "The plan was branded “a disgrace” by Ada Roe.",
        How::Name,
        "“by” gives the words to the speaker",
    ),
    (
        "Ada Roe called it “an odd little plan”.",
        How::Name,
        "the speaker calls something so",
    ),
    (
        "Ada Roe said: “We wait.”",
        How::Name,
        "name and verb stand right beside the words",
    ),
    (
        "Ada Roe said that Tom Poe told her: “We wait.”",
        How::Name,
        "the speaker’s words are reported by somebody else",
    ),
    (
        "In the words of Ada Roe, “we wait for the tide”.",
        How::Name,
        "“words” tells whose words they are",
    ),
    (
        "The report was out. “We wait,” it said.",
        How::Pronoun,
        "“said” follows the name",
    ),
];

#[test]
fn who_said_it_is_told_with_how_and_why() {
    for (text, how, reason) in CASES {
        let story = parse(text.into(), &Hints::default()).remove(0);
        let voices = quotes::find(&story);
        let last = voices.quotes.last().expect("a quotation");
        let told = last.attribution.as_ref().expect("a speaker");
        assert_eq!(told.how, how, "{text}");
        assert!(
            told.reasons.iter().any(|it| it == reason),
            "{text}: {:?}",
            told.reasons
        );
    }
}

#[test]
fn confidence_has_three_grades() {
    for (confidence, grade, word) in [
        (0.0, Sureness::Unsure, "unsure"),
        (0.59, Sureness::Unsure, "unsure"),
        (0.6, Sureness::Likely, "likely"),
        (0.89, Sureness::Likely, "likely"),
        (0.9, Sureness::Sure, "sure"),
        (1.0, Sureness::Sure, "sure"),
    ] {
        let attribution = Attribution {
            source: None,
            cue: None,
            how: How::Name,
            confidence,
            reasons: Vec::new(),
        };
        assert_eq!(attribution.sureness(), grade, "{confidence}");
        assert_eq!(grade.as_str(), word);
    }
}
