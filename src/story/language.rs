//! The language of a text, told by its script and its commonest words.

use std::sync::OnceLock;

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 8 * 1024;

/// How many of a language's commonest words a text must hold to be in that language.
const ENOUGH: usize = 5;

/// How many make it certain, if no other language has half as many.
const PLENTY: usize = 8;

/// How many end the count, if no other language has a third as many.
const FAR_AHEAD: usize = 12;

/// A longer word is none of the commonest, in bytes.
const LONGEST: usize = 16;

/// What the words of a text say of its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its ISO 639-1 code.
    pub code: &'static str,
    /// Whether there are words enough, and hardly any of another language, so that a declaration
    /// that says otherwise is wrong.
    pub certain: bool,
}

/// The language that most of the commonest words in `text` are of; `None` if there are too few.
///
/// Names of another language and its borrowed words do not count enough to change the answer:
/// "the mayor of Aix-les-Bains, Jean de la Tour, said" is English.
pub fn tell(text: &str) -> Option<Told> {
    let head = &text.as_bytes()[..text.floor_char_boundary(LOOKED_AT)];
    let head = str::from_utf8(head).unwrap_or_default();
    let languages = languages();
    if let Some(code) = languages.of_script(head) {
        return Some(Told {
            code,
            certain: true,
        });
    }
    let votes = languages.votes(head);
    let best = (0..votes.len()).max_by_key(|&it| (votes[it], it))?;
    let others = votes.iter().enumerate().filter(|it| it.0 != best);
    let next = others.map(|it| *it.1).max().unwrap_or(0);
    let doubt = next.min(votes[languages.english]);
    (votes[best] >= ENOUGH).then(|| Told {
        code: languages.codes[best],
        certain: votes[best] >= PLENTY && votes[best] >= 2 * doubt,
    })
}

/// Whether a BCP 47 tag names the language with this code: `en-GB` is `en`.
pub fn is_tagged(tag: &str, code: &str) -> bool {
    let first = tag.split(['-', '_']).next().unwrap_or_default();
    first.trim().eq_ignore_ascii_case(code)
}

/// The lists of `assets/languages.txt`.
struct Languages {
    codes: Vec<&'static str>,
    /// The number of English among them.
    english: usize,
    /// Words and the languages that have them, sorted.
    words: Vec<(&'static str, Vec<usize>)>,
    /// Scripts and the language each tells.
    scripts: Vec<(&'static str, &'static str)>,
}

fn languages() -> &'static Languages {
    static LANGUAGES: OnceLock<Languages> = OnceLock::new();
    LANGUAGES.get_or_init(|| Languages::read(include_str!("../../assets/languages.txt")))
}

impl Languages {
    fn read(lists: &'static str) -> Languages {
        let mut codes = Vec::new();
        let mut scripts = Vec::new();
        let mut pairs: Vec<(&str, usize)> = Vec::new();
        for line in lists.lines().filter(|it| !it.starts_with('#')) {
            let (code, rest) = line.split_once(' ').unwrap_or((line, ""));
            let (script, words) = match rest.strip_prefix('(').and_then(|it| it.split_once(')')) {
                Some((script, words)) => (Some(script), words),
                None => (None, rest),
            };
            scripts.extend(script.map(|it| (it, code)));
            pairs.extend(words.split_whitespace().map(|it| (it, codes.len())));
            codes.push(code);
        }
        pairs.sort_unstable();
        let mut words: Vec<(&str, Vec<usize>)> = Vec::new();
        for (word, code) in pairs {
            match words.last_mut().filter(|it| it.0 == word) {
                Some(it) => it.1.push(code),
                None => words.push((word, vec![code])),
            }
        }
        Languages {
            english: codes.iter().position(|it| *it == "en").unwrap_or(0),
            codes,
            words,
            scripts,
        }
    }

    /// How many words of `text` are among the commonest of each language, until one is far ahead.
    fn votes(&self, text: &str) -> Vec<usize> {
        let mut res = vec![0_usize; self.codes.len()];
        let mut ahead = Vec::new();
        for word in text.split(|it: char| !it.is_alphabetic()) {
            for &it in self.of_word(word) {
                res[it] += 1;
                if res[it] >= FAR_AHEAD {
                    ahead.clone_from(&res);
                    ahead.sort_unstable();
                    let next = ahead.iter().rev().nth(1).copied().unwrap_or(0);
                    if ahead.last() == Some(&res[it]) && res[it] >= 3 * next {
                        return res;
                    }
                }
            }
        }
        res
    }

    /// The languages that have `word` among their commonest.
    fn of_word(&self, word: &str) -> &[usize] {
        if word.is_empty() || word.len() > LONGEST {
            return &[];
        }
        let found = |word: &str| self.words.binary_search_by_key(&word, |it| it.0);
        let at = match word.bytes().all(|it| it.is_ascii_lowercase()) {
            true => found(word),
            false => found(&word.to_lowercase()),
        };
        at.map_or(&[], |it| &self.words[it].1)
    }

    /// The language of a text by its script, where one language has it nearly to itself and most
    /// letters are of it.
    fn of_script(&self, text: &str) -> Option<&'static str> {
        if text.is_ascii() {
            return None;
        }
        let mut counts = vec![0_usize; self.scripts.len()];
        let (mut letters, mut kana) = (0, 0);
        for script in text.chars().filter(|it| it.is_alphabetic()).map(script) {
            letters += 1;
            kana += usize::from(script == "Kana");
            if let Some(at) = self.scripts.iter().position(|it| it.0 == script) {
                counts[at] += 1;
            }
        }
        // Japanese is written with Han characters too.
        if kana * 10 > letters && kana > 0 {
            return Some("ja");
        }
        let most = (0..counts.len()).max_by_key(|&it| counts[it])?;
        let (script, code) = self.scripts[most];
        let by_words = matches!(script, "Cyrillic" | "Arabic");
        let told = counts[most] * 2 > letters && !(by_words && self.has_words(text));
        told.then_some(code)
    }

    /// Whether words enough of a text are known to tell its language by them.
    fn has_words(&self, text: &str) -> bool {
        let known = text.split(|it: char| !it.is_alphabetic());
        let known = known.filter(|it| !self.of_word(it).is_empty());
        known.take(ENOUGH * 2).count() >= ENOUGH * 2
    }
}

/// The script of a letter, as far as `assets/languages.txt` knows it.
fn script(letter: char) -> &'static str {
    match letter {
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => "Greek",
        '\u{0400}'..='\u{052F}' => "Cyrillic",
        '\u{0530}'..='\u{058F}' => "Armenian",
        '\u{0590}'..='\u{05FF}' => "Hebrew",
        '\u{0600}'..='\u{077F}' => "Arabic",
        '\u{0900}'..='\u{097F}' => "Devanagari",
        '\u{0980}'..='\u{09FF}' => "Bengali",
        '\u{0B80}'..='\u{0BFF}' => "Tamil",
        '\u{0E00}'..='\u{0E7F}' => "Thai",
        '\u{10A0}'..='\u{10FF}' => "Georgian",
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}' => "Hangul",
        '\u{3040}'..='\u{30FF}' => "Kana",
        '\u{3400}'..='\u{9FFF}' => "Han",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, code: Option<&str>) {
        assert_eq!(tell(text).map(|it| it.code), code, "{text}");
    }

    #[test]
    fn a_text_is_in_the_language_of_its_commonest_words() {
        check(
            "The town and the harbour of Wick said it was shut.",
            Some("en"),
        );
        check(
            "Die Mole ist seit Montag zu, und der Rat sagt nichts.",
            Some("de"),
        );
        check(
            "Le môle est fermé et la maire dit que les bateaux…",
            Some("fr"),
        );
        check(
            "El muelle está cerrado y la alcaldesa de la villa dijo que no.",
            Some("es"),
        );
        check(
            "O molhe está fechado e a prefeita da vila disse que não.",
            Some("pt"),
        );
        check(
            "Molo jest zamknięte i nie wiadomo, że się to zmieni.",
            Some("pl"),
        );
        check(
            "Il molo è chiuso e la sindaca del paese non dice che la…",
            Some("it"),
        );
        check(
            "Мол закрыт с понедельника, и никто не знает, что будет.",
            Some("ru"),
        );
        check("港の防波堤は月曜日から閉鎖されている。", Some("ja"));
        check("码头从星期一起关闭。", Some("zh"));
        check("부두는 월요일부터 폐쇄되었다.", Some("ko"));
        check("Port.", None);
        check("", None);
    }

    #[test]
    fn foreign_names_and_words_leave_a_text_in_its_language() {
        let english = "Jean de la Tour of the Parti de la Gauche said the vote in Aix-en-Provence \
                       was for “la liberté et le pain”, and that it was on.";
        check(english, Some("en"));
    }

    #[test]
    fn a_declaration_names_a_language_by_its_first_part() {
        assert!(is_tagged("en-GB", "en") && is_tagged("EN_us", "en") && is_tagged("en", "en"));
        assert!(!is_tagged("eng-GB", "en") && !is_tagged("de", "en"));
    }
}
