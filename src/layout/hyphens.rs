//! Where words may be broken with a hyphen, by the rules of the story's language.
//!
//! The patterns are Liang's ("Word Hy-phen-a-tion by Com-put-er", 1983), as TeX keeps them for each
//! language. A hyphen is drawn at the end of a row and never becomes part of the text.
//!
//! Where a story marks such places itself, with soft hyphens, these are taken, whatever is configured.

use super::words::Word;
use crate::story::{BlockKind, Story};
use hypher::{Lang, hyphenate};
use std::ops::Range;

/// Words with fewer letters than this stay whole.
const SHORTEST: usize = 6;

/// Words longer than this, in bytes, are no words of a language.
const LONGEST: usize = 64;

/// The language a story's words are hyphenated in: the one it names or is told to be in. `None` when
/// that is not known or there are no rules for it.
pub fn language(story: &Story) -> Option<Lang> {
    named(story.meta().language.as_deref()?)
}

/// Whether words of such a block may be broken. Names on their own lines are not.
pub fn are_allowed_in(kind: BlockKind) -> bool {
    use BlockKind::{BlockQuote, ListItem, Paragraph};
    matches!(kind, Paragraph | ListItem | BlockQuote)
}

/// `words` of `text` in the pieces that may stand on rows of their own: cut where the story itself says
/// so (`soft`, as bytes of `text`), and other words by the rules of a language.
pub fn split(
    words: Vec<Word>,
    text: &str,
    soft: impl Fn(&Word) -> Vec<usize>,
    language: Option<Lang>,
) -> Vec<Word> {
    let mut res = Vec::with_capacity(words.len() * 2);
    for word in words {
        let mut cuts = soft(&word);
        if let (true, Some(language)) = (cuts.is_empty(), language) {
            let letters = text.get(word.start..word.end).unwrap_or_default();
            cuts = breaks(letters, language);
            cuts.iter_mut().for_each(|it| *it += word.start);
        }
        let mut rest = word;
        for at in cuts {
            res.push(rest.cut_off(text, at));
        }
        res.push(rest);
    }
    res
}

/// The bytes of `word` before which a hyphen may stand.
fn breaks(word: &str, language: Lang) -> Vec<usize> {
    let Some(letters) = letters(word) else {
        return Vec::new();
    };
    let mut at = letters.start;
    let syllables = hyphenate(word.get(letters.clone()).unwrap_or_default(), language);
    let ends = syllables.map(|it| {
        at += it.len();
        at
    });
    ends.filter(|it| *it < letters.end).collect()
}

/// The letters of a word without the punctuation around it; `None` if it is an address, a number,
/// an abbreviation, or too short to be broken.
fn letters(word: &str) -> Option<Range<usize>> {
    let start = word.find(char::is_alphabetic)?;
    let (last, it) = word.char_indices().rfind(|(_, it)| it.is_alphabetic())?;
    let range = start..last + it.len_utf8();
    let core = word.get(range.clone())?;
    let whole = core.len() <= LONGEST && core.chars().all(char::is_alphabetic);
    let spelt = core.chars().skip(1).any(char::is_lowercase);
    let digits = word.chars().any(char::is_numeric);
    (whole && spelt && !digits && core.chars().count() >= SHORTEST).then_some(range)
}

/// The language with a tag such as `en` or `de-AT`.
fn named(tag: &str) -> Option<Lang> {
    let code = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    Lang::from_iso(code.as_bytes().try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::words::words;
    use crate::story::Format;
    use crate::story::draft::Draft;

    /// The pieces of `text` between bars.
    #[track_caller]
    fn check(tag: &str, text: &str, expected: &str) {
        let pieces = split(words(text, 80), text, |_| Vec::new(), named(tag));
        let shown: Vec<&str> = pieces
            .iter()
            .map(|it| text.get(it.start..it.end).unwrap())
            .collect();
        assert_eq!(shown.join("|"), expected);
        let end = pieces.windows(2).all(|it| it[0].end <= it[1].start);
        assert!(end, "{pieces:?}");
    }

    #[test]
    fn words_are_broken_by_the_rules_of_their_language() {
        check("en", "extensive hyphenation", "ex|ten|sive|hy|phen|ation");
        check("en-GB", "“Residents,”", "“Res|i|dents,”");
        check("de_AT", "Regierungserklärung", "Re|gie|rungs|er|klä|rung");
        check("fr", "gouvernement", "gou|ver|ne|ment");
    }

    #[test]
    fn what_is_no_word_stays_whole() {
        check(
            "en",
            "https://news.example/story",
            "https://news.example/|story",
        );
        check(
            "en",
            "Covid19 UNESCO wa@home.example",
            "Covid19|UNESCO|wa@home.example",
        );
        check("en", "paper a.m. don’t", "paper|a.m.|don’t");
    }

    #[test]
    fn the_story_tells_its_language() {
        let told = |text: &str| {
            let mut draft = Draft::new("test", Format::PlainText);
            draft.block(BlockKind::Paragraph, text);
            language(&draft.finish())
        };
        let english = "The head of the school said that it was closed, and that he was sorry.";
        let german = "Die Schule ist seit dem Morgen zu, und der Leiter hat das nicht erklärt.";
        assert_eq!(told(english), Some(Lang::English));
        assert_eq!(told(german), Some(Lang::German));
        assert_eq!(told("Words only"), None);
        assert_eq!(named("xx"), None);
    }
}
