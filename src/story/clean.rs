//! Nothing in a story may act on a terminal: the one place where that is seen to.
//!
//! Control characters (C0, DEL, C1), escape sequences whole, bidirectional overrides and isolates,
//! line and paragraph separators, stray tag characters and other invisible format characters are
//! taken out of every string before it enters a [`Story`](super::Story). Words are never lost.
//!
//! Soft hyphens go too. They are advice on where a word may be broken, and within a word they would hide
//! it from searches, from names and from whatever a copy is pasted into. The story's blocks remember
//! where they were ([`Story::soft_hyphens`](super::Story::soft_hyphens)).

/// Says that a word may be broken where it stands.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// What a tab becomes. Columns are the layout's business; words stay apart.
const TAB: &str = "    ";

/// Appends `text` to `out` without what a terminal would act on.
///
/// Tabs, line ends and separators become spaces. Returns how many characters were hidden.
pub fn clean_into(out: &mut String, text: &str) -> usize {
    let mut cleaning = Cleaning {
        hidden: 0,
        stop: usize::MAX,
    };
    let mut rest = text;
    while let Some((plain, from)) = split_at_active(rest) {
        out.push_str(plain);
        rest = cleaning.first(out, from);
    }
    out.push_str(rest);
    cleaning.hidden
}

/// The same as [`clean_into`], as a new string without white space at its ends.
pub fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    clean_into(&mut out, text);
    out.trim().to_owned()
}

/// The first character of `text` that [`clean_into`] would hide; `None` when it is clean.
///
/// Line ends are looked over: they part a story's blocks.
pub fn first_active(text: &str) -> Option<char> {
    let mut seen = String::new();
    text.chars().filter(|&it| it != '\n').find(|&it| {
        let spells_flag = is_tag(it) && in_flag(&seen);
        if is_tag(it) || it == BLACK_FLAG {
            seen.push(it);
        } else {
            seen.clear();
        }
        is_active(it) && !spells_flag
    })
}

/// Whether a terminal, or a reader's eye, could be led astray by `it`.
pub fn is_active(it: char) -> bool {
    it.is_control()
        || matches!(
            it,
            SOFT_HYPHEN
            | '\u{061C}'                  // Arabic letter mark
            | '\u{200E}' | '\u{200F}'     // left-to-right and right-to-left marks
            | '\u{2028}' | '\u{2029}'     // line and paragraph separators
            | '\u{202A}'..='\u{202E}'     // embeddings and overrides
            | '\u{2060}'..='\u{206F}'     // invisible operators, isolates, deprecated controls
            | '\u{FEFF}'                  // byte order mark
            | '\u{FFF9}'..='\u{FFFB}'     // interlinear annotation
            | '\u{E0000}'..='\u{E0FFF}' // tags, variation selectors supplement
        )
}

/// Whether a byte may start a character that is active, by byte. Few bytes of a text do.
const MAY_BE_ACTIVE: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    let leads = [0x7F, 0xC2, 0xD8, 0xE2, 0xEF, 0xF3];
    let mut lead = 0;
    while lead < leads.len() {
        table[leads[lead]] = true;
        lead += 1;
    }
    table
};

/// Splits `text` before its first active character.
fn split_at_active(text: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    loop {
        let tail = text.as_bytes().get(from..)?;
        // Sixteen at a time, each looked at whatever it is, so that they are looked at at once.
        let (chunks, _) = tail.as_chunks::<16>();
        let is_plain = |it: &&[u8; 16]| {
            it.iter()
                .fold(true, |so_far, it| so_far & (b' '..=b'~').contains(it))
        };
        from += 16 * chunks.iter().take_while(is_plain).count();
        let tail = text.as_bytes().get(from..)?;
        from += tail.iter().position(|&it| MAY_BE_ACTIVE[usize::from(it)])?;
        let (plain, rest) = text.split_at_checked(from)?;
        if rest.starts_with(is_active) {
            return Some((plain, rest));
        }
        from += 1;
    }
}

/// How far the cleaning of a text has come.
struct Cleaning {
    /// How many characters were hidden.
    hidden: usize,
    /// How many bytes follow the place where a command string was last found to stop. The next one
    /// stops there too, if it opens before: a line full of openings is searched once.
    stop: usize,
}

impl Cleaning {
    /// Deals with the first character of `text`, which may be active, and gives the rest.
    fn first<'a>(&mut self, out: &mut String, text: &'a str) -> &'a str {
        let mut chars = text.chars();
        let Some(first) = chars.next() else {
            return text;
        };
        let rest = chars.as_str();
        match first {
            '\t' => out.push_str(TAB),
            '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{1B}' | '\u{90}' | '\u{98}' | '\u{9B}' | '\u{9D}' | '\u{9E}' | '\u{9F}' => {
                let rest = self.after_sequence(first, rest);
                self.hidden += text.len() - rest.len();
                return rest;
            }
            it if is_tag(it) && in_flag(out) => out.push(first),
            SOFT_HYPHEN => {}
            it if is_active(it) => self.hidden += 1,
            it => out.push(it),
        }
        rest
    }

    /// What follows an escape sequence opened by `first`.
    ///
    /// A sequence without its end is no sequence: only its introducer goes, and its words stay.
    fn after_sequence<'a>(&mut self, first: char, rest: &'a str) -> &'a str {
        let mut chars = rest.chars();
        let kind = match first {
            '\u{1B}' => chars.next(),
            '\u{9B}' => Some('['),
            _ => Some(']'),
        };
        let body = chars.as_str();
        match kind {
            Some('[') => after_control_sequence(body).unwrap_or(rest),
            Some(']' | 'P' | 'X' | '^' | '_') => self.after_string(body).unwrap_or(rest),
            Some('(' | ')' | '*' | '+' | '#' | '%' | ' ') => after_one(body),
            Some('0'..='~') => body,
            _ => rest,
        }
    }

    /// After the terminator (BEL or ST) of a command string on the same line.
    fn after_string<'a>(&mut self, body: &'a str) -> Option<&'a str> {
        let tail = self.after_words(body);
        match tail.chars().next() {
            Some('\u{07}' | '\u{9C}') => Some(after_one(tail)),
            Some('\u{1B}') => tail.strip_prefix("\u{1B}\\"),
            _ => None,
        }
    }

    /// What is left of a command string's `body` from where it stops; nothing, if it goes on for ever.
    fn after_words<'a>(&mut self, body: &'a str) -> &'a str {
        let known = body.len().checked_sub(self.stop);
        let at = known.or_else(|| body.find(['\u{07}', '\u{1B}', '\u{9C}', '\n']));
        let (_, tail) = body.split_at(at.unwrap_or(body.len()));
        self.stop = tail.len();
        tail
    }
}

/// What a region's flag opens with; tags after it spell the region.
const BLACK_FLAG: char = '\u{1F3F4}';

fn is_tag(it: char) -> bool {
    matches!(it, '\u{E0020}'..='\u{E007F}')
}

/// Whether `out` ends in a black flag and tags: what follows spells a region's flag.
fn in_flag(out: &str) -> bool {
    /// The longest region spelt in practice has six tags.
    const LONGEST: usize = 8;
    let mut before = out.chars().rev().take(LONGEST);
    before.find(|&it| !is_tag(it)) == Some(BLACK_FLAG)
}

/// After the final byte of `ESC [ parameters final`.
fn after_control_sequence(body: &str) -> Option<&str> {
    let at = body.find(|it| !matches!(it, ' '..='?'))?;
    let (_, tail) = body.split_at(at);
    matches!(tail.chars().next(), Some('@'..='~')).then(|| after_one(tail))
}

fn after_one(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_go_whole() {
        assert_eq!(clean("a\u{1b}[31mred"), "ared");
        assert_eq!(clean("a\u{1b}]0;owned\u{7}b"), "ab");
        assert_eq!(clean("a\u{1b}]8;;http://x\u{1b}\\b"), "ab");
        assert_eq!(
            clean("a\u{9b}31mb\u{9d}0;t\u{9c}c\u{1b}cd\u{1b}(0e"),
            "abcde"
        );
    }

    #[test]
    fn a_sequence_without_its_end_keeps_its_words() {
        assert_eq!(
            clean("a\u{1b}]8;;http://x said so"),
            "a]8;;http://x said so"
        );
        assert_eq!(clean("a\u{1b}["), "a[");
    }

    #[test]
    fn command_strings_end_where_each_of_them_would_alone() {
        assert_eq!(clean("a\u{9d}b\u{9d}c\u{7}d\u{9d}e"), "ade");
        assert_eq!(clean("a\u{1b}]b\u{1b}]c\u{1b}\\d"), "a]bd");
        assert_eq!(clean("a\u{9d}b\n\u{90}c\u{9c}d"), "ab d");
        assert_eq!(clean("a\u{9d}b\u{1b}c\u{90}d\u{1b}\\e"), "abe");
    }

    #[test]
    fn tabs_and_line_ends_keep_words_apart() {
        assert_eq!(clean("a\tb\u{c}c\u{2028}d\u{85}e"), "a    b c d e");
    }

    #[test]
    fn overrides_are_hidden_and_counted() {
        let mut out = String::new();
        assert_eq!(
            clean_into(&mut out, "never\u{202e} pay \u{2066}x\u{2069}"),
            3
        );
        assert_eq!(out, "never pay x");
    }

    #[test]
    fn a_flag_keeps_its_tags_and_a_stray_tag_goes() {
        let england = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        assert_eq!(clean(england), england);
        assert_eq!(clean("x\u{E0067}y"), "xy");
    }

    #[test]
    fn ordinary_text_of_every_script_is_left_alone() {
        for text in ["“Non !” — dit-elle…", "שלום «سلام» 你好 ❤️ 👨‍👩‍👧", "½ £2.5bn ™"]
        {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn a_flag_opens_the_way_for_nothing_but_its_tags() {
        assert_eq!(first_active("\u{1F3F4}\u{202e}"), Some('\u{202e}'));
        assert_eq!(first_active("\u{1F3F4}\u{E0067}\u{E007F} x\ny"), None);
    }
}
