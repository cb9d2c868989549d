//! Quotation marks to segments: the stretches of a story that stand between marks.
//!
//! One pass a paragraph, a state machine with one question: does this mark open or close? Curly
//! marks mostly say so themselves, straight ones are told by what stands beside them. A mark that
//! opens while one is open, or the paragraph's end, ends a segment unclosed: so multi-paragraph
//! quotations come out as one segment a paragraph, and a lost mark harms one paragraph at most.
//!
//! Single marks count only in stories that quote with them (British style), because everywhere
//! else they are quotations within quotations, and apostrophes.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter, memchr3_iter, memmem, memrchr2};

use crate::span::Span;

/// What stands between two marks, within one paragraph.
#[derive(Clone, Debug)]
pub struct Segment {
    /// With the marks.
    pub outer: Span,
    /// Without them, and without white space at its ends.
    pub inner: Span,
    /// Whether a closing mark ended it.
    pub closed: bool,
    /// The paragraph it stands in.
    pub paragraph: usize,
    /// The token that stands for it among its paragraph's tokens.
    pub token: usize,
    /// The tokens between its marks.
    pub words: Range<usize>,
    /// The names between its marks, among the reading's mentions.
    pub names: Range<usize>,
    /// “I call “this” a day,” she said: where the words after it end that belong to a quotation
    /// around it; its own end, if there are none.
    pub around_until: usize,
}

impl Segment {
    /// Words that are quoted without marks. `ends` tells whether they are all of what is said.
    pub fn unmarked(words: Span, paragraph: usize, ends: bool) -> Segment {
        Segment {
            outer: words,
            inner: words,
            closed: ends,
            paragraph,
            token: 0,
            words: 0..0,
            names: 0..0,
            around_until: words.end(),
        }
    }
}

/// Which marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Guillemet,
    Corner,
    WhiteCorner,
}

/// One mark, with the characters beside it.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    at: usize,
    len: usize,
    sign: char,
    left: char,
    right: char,
    family: Family,
    /// Whether a colon or comma leads to it.
    introduced: bool,
    /// Whether an s or a dropped g stands before it, so that it may be an apostrophe.
    may_be_apostrophe: bool,
    /// What single marks follow it.
    singles: SinglesAhead,
}

/// What single marks follow a mark in its paragraph, worked out once for all of them.
#[derive(Clone, Copy, Debug, Default)]
struct SinglesAhead {
    /// Whether one ends a word before the next that starts one: a quotation opened here is closed.
    close: bool,
    /// Whether one of the next few ends a word, and is no apostrophe, before the next that starts one.
    surely: bool,
}

/// Appends the segments that `marks` make of the paragraph `span` of `text`, in order.
pub fn segments(text: &str, span: Span, paragraph: usize, marks: &[Mark], out: &mut Vec<Segment>) {
    let words = text.get(span.start()..span.end()).unwrap_or_default();
    let mut open: Option<Mark> = None;
    let mut around: Option<Mark> = None;
    let mut around_until = 0;
    let mut own = OwnMarks::default();
    let stretch = |open: Mark, end: usize, outer_end: usize, closed: bool| {
        let from = open.at + open.len;
        let inner = words.get(from..end).unwrap_or_default();
        let lead = inner.len() - inner.trim_start().len();
        let start = span.start();
        (!inner.trim().is_empty()).then(|| Segment {
            outer: Span::new(start + open.at, start + outer_end),
            inner: Span::new(start + from + lead, start + from + inner.trim_end().len()),
            closed,
            paragraph,
            token: 0,
            words: 0..0,
            names: 0..0,
            around_until: start + outer_end,
        })
    };
    for (at, mark) in marks.iter().enumerate() {
        match open {
            Some(first) if mark.family != first.family => {}
            Some(first) if closes(mark, &first) => {
                let end = mark.at + mark.len;
                let outer = around.take();
                let until =
                    outer.and_then(|it| goes_on_until(&it, &first, marks, at + 1, &mut own));
                around_until = until.unwrap_or(around_until).min(words.len());
                out.extend(stretch(first, mark.at, end, true).map(|it| Segment {
                    around_until: span.start() + around_until.max(end),
                    ..it
                }));
                open = None;
            }
            Some(first) if opens(mark, Some(first.sign)) => {
                out.extend(stretch(first, mark.at, mark.at, false));
                (around, open) = (Some(first), Some(*mark));
            }
            None if opens(mark, None) => open = Some(*mark),
            _ => {}
        }
    }
    if let Some(first) = open {
        out.extend(stretch(first, words.len(), words.len(), false));
    }
}

/// Where the quotation that `outer` opened ends, after one within it that `inner` opened; `None` if
/// its mark seems to be lost. The marks behind the inner one start at `from`.
fn goes_on_until(
    outer: &Mark,
    inner: &Mark,
    marks: &[Mark],
    from: usize,
    own: &mut OwnMarks,
) -> Option<usize> {
    if outer.sign == inner.sign {
        let next = marks.get(from)?;
        let closes = closes(next, outer) && !opens(next, None);
        return closes.then_some(next.at);
    }
    // Other marks within these: it ends with its own, else with a paragraph that is all quotation.
    let sign = if outer.sign == '“' {
        '”'
    } else {
        outer.sign
    };
    let close = own.next(sign, marks, from);
    close.or((outer.at == 0).then_some(usize::MAX))
}

/// Where each sign was last found in a paragraph, so that the way to it is gone once.
#[derive(Default)]
struct OwnMarks {
    found: Vec<(char, usize)>,
}

impl OwnMarks {
    /// The place of the first mark of this sign from `from` on, which never goes back.
    fn next(&mut self, sign: char, marks: &[Mark], from: usize) -> Option<usize> {
        let known = self.found.iter().position(|it| it.0 == sign);
        let number = known.unwrap_or_else(|| {
            self.found.push((sign, 0));
            self.found.len() - 1
        });
        let at = &mut self.found[number].1;
        *at = from.max(*at);
        *at += marks
            .get(*at..)?
            .iter()
            .take_while(|it| it.sign != sign)
            .count();
        marks.get(*at).map(|it| it.at)
    }
}

/// Whether a single mark that opens a quotation may stand in a text: one before a word.
pub fn may_open_with_singles(text: &str) -> bool {
    let bytes = text.as_bytes();
    let opens = |at: usize| {
        let before = at.checked_sub(1).map(|it| bytes[it]);
        !before.is_some_and(|it| it.is_ascii_alphanumeric())
    };
    memchr_iter(b'\'', bytes).any(opens) || memmem::find(bytes, "‘".as_bytes()).is_some()
}

/// Whether a story quotes with single marks: more of its quotations stand in single marks, not
/// within double ones, than in double marks, not within single ones.
pub fn quotes_with_singles<'a>(paragraphs: impl Iterator<Item = &'a str> + Clone) -> bool {
    if !paragraphs.clone().any(has_opening_single) {
        return false;
    }
    let (mut single, mut double) = (0_usize, 0_usize);
    for words in paragraphs.filter(|it| may_quote(it)) {
        let found = |singles| {
            let mut res = of_words(words, singles);
            let in_single = |it: &Segment| {
                words
                    .get(it.outer.start()..)
                    .is_some_and(|rest| rest.starts_with(['‘', '\'']))
            };
            res.retain(|it| it.closed && in_single(it) == singles);
            res
        };
        let (in_doubles, in_singles) = (found(false), found(true));
        single += outside(&in_singles, &in_doubles);
        double += outside(&in_doubles, &in_singles);
    }
    single > double
}

/// The segments of a paragraph by itself.
fn of_words(words: &str, singles: bool) -> Vec<Segment> {
    let (mut marks, mut res) = (Vec::new(), Vec::new());
    let span = Span::new(0, words.len());
    find(words, span, singles, &mut marks);
    segments(words, span, 0, &marks, &mut res);
    res
}

/// Whether one of `' " ‘ “` stands in a paragraph.
fn may_quote(words: &str) -> bool {
    let bytes = words.as_bytes();
    let curly = |at: usize| matches!(bytes[at..], [0xE2, 0x80, 0x98 | 0x9C, ..]);
    memchr3_iter(b'\'', b'"', 0xE2, bytes).any(|at| bytes[at].is_ascii() || curly(at))
}

/// Whether a single mark that opens may stand in a paragraph.
fn has_opening_single(words: &str) -> bool {
    let bytes = words.as_bytes();
    memchr2_iter(b'\'', 0xE2, bytes).any(|at| match bytes[at] {
        b'\'' => at.checked_sub(1).is_none_or(|before| bytes[before] == b' '),
        _ => bytes[at..].starts_with("‘".as_bytes()),
    })
}

/// How many of `inner` lie within none of `outer`; both in order.
fn outside(inner: &[Segment], outer: &[Segment]) -> usize {
    let mut around = outer.iter().peekable();
    let is_outside = |it: &&Segment| {
        while around
            .next_if(|around| around.outer.end() <= it.outer.start())
            .is_some()
        {}
        !around
            .peek()
            .is_some_and(|around| around.outer.covers(it.outer))
    };
    inner.iter().filter(is_outside).count()
}

/// Makes `res` the quotation marks of the paragraph `span` of `text`, in order. Marks within a tag's
/// attributes are none.
///
/// With `singles`, single marks quote and double marks within them do not.
pub fn find(text: &str, span: Span, singles: bool, res: &mut Vec<Mark>) {
    res.clear();
    let words = text.get(span.start()..span.end()).unwrap_or_default();
    let mut in_attribute = false;
    let mut from = 0;
    while let Some(at) = may_be_mark(words, from) {
        from = at + 1;
        let Some(mark) = mark_at(words, at, singles) else {
            continue;
        };
        if mark.sign == '"' && (in_attribute || mark.left == '=') {
            in_attribute = !in_attribute && is_in_tag(words, at);
            continue;
        }
        from = at + mark.len;
        res.push(mark);
    }
    if singles {
        look_ahead(res);
    }
}

/// Works out what single marks follow each mark, from the last one on.
fn look_ahead(marks: &mut [Mark]) {
    let mut ahead = SinglesAhead::default();
    // How many singles further on the next sure end is; out of reach, if there is none.
    let mut sure_end = usize::MAX;
    for mark in marks.iter_mut().rev() {
        ahead.surely = sure_end < SURER_WITHIN;
        mark.singles = ahead;
        if mark.family != Family::Single {
            continue;
        }
        let (starts, ends) = (starts_word(mark), ends_word(mark));
        ahead.close = !starts && (ends || ahead.close);
        sure_end = match () {
            () if starts => usize::MAX,
            () if ends && !mark.may_be_apostrophe => 0,
            () => sure_end.saturating_add(1),
        };
    }
}

/// The first byte from `from` on that a mark may start with.
fn may_be_mark(words: &str, from: usize) -> Option<usize> {
    let mut at = from;
    let rest = words.as_bytes().get(from..)?;
    let (chunks, _) = rest.as_chunks();
    at += 16 * chunks.iter().take_while(|it| !have_mark(it)).count();
    let mut rest = words.as_bytes().get(at..)?.iter();
    let ahead = rest.position(|&byte| MAY_BE_MARK[usize::from(byte)])?;
    Some(at + ahead)
}

/// Whether a mark may start with a byte.
const MAY_BE_MARK: [bool; 256] = {
    let mut res = [false; 256];
    let starts = [b'"', b'\'', b'`', 0xE2, 0xE3, 0xC2];
    let mut at = 0;
    while at < starts.len() {
        res[starts[at] as usize] = true;
        at += 1;
    }
    res
};

/// Whether a mark may start among sixteen bytes; any beyond ASCII counts. Each is looked at whatever the
/// others are, so that they are looked at all at once.
fn have_mark(bytes: &[u8; 16]) -> bool {
    let starts = |byte: u8| !byte.is_ascii() | (byte == b'"') | (byte == b'\'') | (byte == b'`');
    bytes.iter().fold(false, |found, &it| found | starts(it))
}

/// How far back a tag's `<` is looked for, in bytes.
const LONGEST_TAG: usize = 2000;

/// Whether an unclosed `<` stands shortly before `at`.
fn is_in_tag(words: &str, at: usize) -> bool {
    let before = &words.as_bytes()[at.saturating_sub(LONGEST_TAG)..at];
    let edge = memrchr2(b'<', b'>', before);
    edge.is_some_and(|at| before[at] == b'<')
}

/// The mark at `at`, if there is one. Single marks are marks only with `singles`.
fn mark_at(words: &str, at: usize, singles: bool) -> Option<Mark> {
    let (before, from) = words.split_at_checked(at)?;
    let mut chars = from.chars();
    let sign = chars.next()?;
    let doubled = matches!(sign, '\'' | '’' | '‘' | '`') && chars.as_str().starts_with(sign);
    let family = match sign {
        '"' | '“' | '”' | '„' | '‟' | '＂' => Family::Double,
        '`' if doubled => Family::Double,
        '\'' | '’' | '‘' if doubled => Family::Double,
        '\'' | '’' | '‘' | '‚' if singles => Family::Single,
        '«' | '»' => Family::Guillemet,
        '「' | '」' => Family::Corner,
        '『' | '』' => Family::WhiteCorner,
        _ => return None,
    };
    let left = before.chars().next_back().unwrap_or(' ');
    let len = sign.len_utf8() * if doubled { 2 } else { 1 };
    let mut after = from.get(len..)?.chars();
    let right = after.next().unwrap_or(' ');
    let and_shortened =
        matches!(right, 'n' | 'N') && after.next().is_some_and(|it| matches!(it, '’' | '\''));
    if family == Family::Single
        && (and_shortened || ["’n", "'n", "‘n"].iter().any(|it| before.ends_with(it)))
    {
        return None;
    }
    Some(Mark {
        at,
        len,
        sign,
        left,
        right,
        family,
        introduced: before.trim_end().ends_with([':', ',']),
        may_be_apostrophe: right == ' ' && (left == 's' || before.ends_with("in")),
        singles: SinglesAhead::default(),
    })
}

/// Whether `mark` opens a quotation. `open` is the mark that is open already.
fn opens(mark: &Mark, open: Option<char>) -> bool {
    let before_word = mark.left.is_whitespace() && !mark.right.is_whitespace();
    match mark.sign {
        '„' | '「' | '『' | '`' | '«' | '“' | '‟' => true,
        '”' | '»' => open.is_none() && before_word,
        '‘' if mark.len > '‘'.len_utf8() => true,
        '‘' | '\'' if mark.family == Family::Single => opens_single(mark),
        '"' | '\'' | '’' | '＂' if mark.family == Family::Double => match side(mark) {
            Side::Before => true,
            Side::After => false,
            Side::Either => open.is_none() && !mark.left.is_ascii_digit(),
        },
        _ => false,
    }
}

/// Whether `mark` closes the quotation that `open` opened.
fn closes(mark: &Mark, open: &Mark) -> bool {
    match mark.sign {
        '”' | '」' | '』' => true,
        '»' => open.sign == '«',
        '«' => open.sign == '»',
        '“' => open.sign == '„' || !mark.left.is_whitespace() && " .,;".contains(mark.right),
        '’' | '\'' if mark.family == Family::Single => closes_single(mark),
        '"' | '\'' | '’' | '＂' => match side(mark) {
            Side::Before => false,
            Side::After => true,
            Side::Either => true,
        },
        _ => false,
    }
}

/// Where the word stands that a straight mark belongs to.
enum Side {
    Before,
    After,
    Either,
}

fn side(mark: &Mark) -> Side {
    let left = mark.left.is_whitespace() || "([{—–-‘'/".contains(mark.left);
    let right = mark.right.is_whitespace() || ")]}.,;:!?—–-’'/".contains(mark.right);
    match (left, right) {
        (true, false) => Side::Before,
        (false, true) => Side::After,
        _ => Side::Either,
    }
}

/// A single mark opens before a word, not within one, when something may close it.
fn opens_single(mark: &Mark) -> bool {
    let free = mark.left.is_whitespace() || "([{—–-“\"/".contains(mark.left);
    let before_word = free && !mark.right.is_whitespace() && !")]}.,;:!?".contains(mark.right);
    let year = mark.sign == '\'' && mark.right.is_ascii_digit();
    let paragraph_start = mark.at == 0;
    before_word && !year && (mark.singles.close || paragraph_start || mark.introduced)
}

/// A single mark closes after a word. After an s it may be a plural's apostrophe: then it closes
/// only if no surer mark follows before the next one that opens.
fn closes_single(mark: &Mark) -> bool {
    ends_word(mark) && !(mark.may_be_apostrophe && mark.singles.surely)
}

/// How many marks ahead a surer closing mark is looked for.
const SURER_WITHIN: usize = 8;

fn starts_word(mark: &Mark) -> bool {
    mark.sign == '‘' || mark.left.is_whitespace() && mark.right.is_alphanumeric()
}

fn ends_word(mark: &Mark) -> bool {
    mark.sign != '‘' && !mark.left.is_whitespace() && !mark.right.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inner words of each segment; an unclosed one ends in `…`.
    fn found(words: &str) -> Vec<String> {
        let singles = quotes_with_singles(std::iter::once(words));
        let res = of_words(words, singles);
        let show = |it: &Segment| {
            words
                .get(it.inner.start()..it.inner.end())
                .unwrap()
                .to_owned()
                + if it.closed { "" } else { "…" }
        };
        res.iter().map(show).collect()
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        for text in [
            "“a b” c",
            "\"a b\" c",
            "''a b'' c",
            "``a b'' c",
            "”a b” c",
            "“a b“, c",
            "„a b“ c",
            "« a b » c",
            "»a b« c",
            "「a b」c",
            "‘‘a b’’ c",
        ] {
            assert_eq!(found(text), ["a b"], "{text}");
        }
    }

    #[test]
    fn single_marks_quote_where_no_others_do() {
        assert_eq!(
            found("‘It’s the workers’ vote,’ she said. ‘Don’t wait.’"),
            ["It’s the workers’ vote,", "Don’t wait."]
        );
        assert_eq!(
            found("'It's late,' she said, 'and dark.'"),
            ["It's late,", "and dark."]
        );
        assert_eq!(
            found("The dogs’ dinner, the ’90s, rock ’n’ roll, don’t"),
            Vec::<String>::new()
        );
        assert_eq!(
            found("“He told me ‘never again’ twice,” she said."),
            ["He told me ‘never again’ twice,"]
        );
        assert_eq!(
            found("‘She sang “Blue Moon” well,’ he said."),
            ["She sang “Blue Moon” well,"]
        );
    }

    #[test]
    fn a_surer_end_is_looked_for_among_a_few_marks() {
        assert_eq!(
            found("‘The workers’ vote,’ she said."),
            ["The workers’ vote,"]
        );
        let many = format!("‘The workers’ {}vote.’", "o’c ".repeat(SURER_WITHIN));
        assert_eq!(found(&many)[0], "The workers");
        let few = format!("‘The workers’ {}vote.’", "o’c ".repeat(SURER_WITHIN - 1));
        assert_eq!(found(&few)[0], few.trim_matches(['‘', '’']));
    }

    #[test]
    fn a_paragraph_ends_what_is_open() {
        assert_eq!(found("He said: “One. Two."), ["One. Two.…"]);
        assert_eq!(found("“One “two” three"), ["One…", "two"]);
    }

    #[test]
    fn words_after_a_quotation_within_another_belong_to_the_outer() {
        let after = |words: &str| {
            let res = of_words(words, false);
            let last = res.last().expect("a segment");
            words
                .get(last.outer.end()..last.around_until)
                .unwrap()
                .to_owned()
        };
        assert_eq!(after("“One “two” three,” she said."), " three,");
        assert_eq!(after("\"One “two” three,\" she said."), " three,");
        assert_eq!(after("\"One “two” three. Four."), " three. Four.");
        assert_eq!(after("“One, she said. “Two,” she said."), "");
        assert_eq!(after("“One,” she said. “Two,” she said."), "");
    }

    #[test]
    fn inches_and_attributes_are_no_marks() {
        assert_eq!(found("a 12\" pipe and \"good luck\""), ["good luck"]);
        assert_eq!(found("<a href=\"x y\" title=\"z\">go</a> \"b c\""), ["b c"]);
    }
}
