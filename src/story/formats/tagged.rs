//! Lines of text with image elements among them: `<x:image>data:…,"source" alt="…"</x:image>`.
//!
//! The element is no XML: its content is neither escaped nor well-formed, and files in the wild
//! leave it unclosed, nest it, or break it over lines. An element ends at its closing tag, else at
//! the end of its line (if an alternative text is open, at most three lines on), so that a broken
//! one never swallows the story.

use super::credit;
use super::lines::{self, Piece};
use crate::story::ImageRole;
use crate::story::draft::Draft;

/// An image element.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag {
    /// The alternative text, entities decoded.
    pub alt: String,
    /// The agency that opens the alternative text.
    pub credit: Option<String>,
    /// Where the caption starts in the alternative text, in bytes.
    caption_start: usize,
    /// The address of the picture.
    pub source: Option<String>,
    /// Whether it belongs to the story.
    pub role: ImageRole,
}

impl Tag {
    /// The alternative text without the agency.
    pub fn caption(&self) -> &str {
        self.alt.get(self.caption_start..).unwrap_or("")
    }

    /// Reads what stands between the tags.
    fn from_content(content: &str) -> Tag {
        let at = alt_start(content).unwrap_or(content.len());
        let (before, after) = content.split_at(at);
        let alt = after.get(ALT.len()..).map_or("", alt_text);
        let alt = html_escape::decode_html_entities(alt);
        let alt: Vec<&str> = alt.split_whitespace().collect();
        let alt = alt.join(" ");
        let (credit, caption) = match credit::leading_credit(&alt) {
            Some((credit, caption)) => (Some(credit.to_owned()), caption.len()),
            None => (None, alt.len()),
        };
        Tag {
            source: source(before),
            role: credit::role(&alt),
            credit,
            caption_start: alt.len() - caption,
            alt,
        }
    }
}

/// What opens the alternative text, in lower case.
const ALT: &str = "alt=";
/// The longest address kept, in bytes: pictures written out in the text are not addresses.
const LONGEST_SOURCE: usize = 2048;
/// How many lines an element may go on for while its alternative text is open.
const LINES_ON: usize = 3;

/// Whether an image element opens in this line.
pub fn has_image(line: &str) -> bool {
    next_tag(line, 0).is_some_and(|it| !it.closing)
}

/// Reads text with image elements into `draft`.
pub fn read(draft: &mut Draft, text: &str) {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        rest = match next_tag(line_of(rest), 0) {
            Some(_) => mended_line(&mut pieces, rest),
            None => plain_line(&mut pieces, rest),
        };
    }
    lines::push(draft, &pieces);
}

fn plain_line<'a>(pieces: &mut Vec<Piece<'a>>, rest: &'a str) -> &'a str {
    let line = line_of(rest);
    pieces.push(Piece::line(line));
    after_line(rest, line.len())
}

/// Takes the elements out of a line. What is left of it is one line, before the images in it
/// unless they opened it.
fn mended_line<'a>(pieces: &mut Vec<Piece<'a>>, mut rest: &'a str) -> &'a str {
    let mut words = String::new();
    let mut images = Vec::new();
    let opens_with_image = next_tag(line_of(rest), 0).is_some_and(|it| it.start == 0);
    while let Some(tag) = next_tag(line_of(rest), 0) {
        let (before, _) = rest.split_at(tag.start);
        join(&mut words, before);
        rest = if tag.closing {
            rest.split_at(tag.end).1
        } else {
            let (content, after) = element(rest.split_at(tag.end).1);
            images.push(Piece::Image(Tag::from_content(&without_tags(content))));
            after
        };
    }
    let line = line_of(rest);
    join(&mut words, line);
    let words = Some(words).filter(|it| !it.is_empty()).map(Piece::Mended);
    match opens_with_image {
        true => pieces.extend(images.into_iter().chain(words)),
        false => pieces.extend(words.into_iter().chain(images)),
    }
    after_line(rest, line.len())
}

/// Splits what follows an opening tag into the element's content and the rest.
fn element(from: &str) -> (&str, &str) {
    let line = line_of(from);
    if let Some(close) = closing(line) {
        let (content, rest) = from.split_at(close.start);
        return (content, rest.split_at(close.end - close.start).1);
    }
    let open_alt = alt_start(line).is_some_and(|at| is_open(line.split_at(at + ALT.len()).1));
    match open_alt.then(|| closing_on_later_lines(from)).flatten() {
        Some((start, end)) => (from.split_at(start).0, from.split_at(end).1),
        None => from.split_at(line.len()),
    }
}

/// The closing tag that fits the opening one: elements within are passed over.
fn closing(line: &str) -> Option<TagAt> {
    let mut depth = 0;
    let mut last = None;
    let mut at = 0;
    while let Some(tag) = next_tag(line, at) {
        at = tag.end;
        match (tag.closing, depth) {
            (true, 0) => return Some(tag),
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
        if tag.closing {
            last = Some(tag);
        }
    }
    last
}

/// Where the closing tag stands on one of the next lines, unless another element opens first.
fn closing_on_later_lines(from: &str) -> Option<(usize, usize)> {
    let mut at = line_of(from).len();
    for _ in 0..LINES_ON {
        let next = from.get(at + 1..)?;
        let line = line_of(next);
        if let Some(tag) = next_tag(line, 0) {
            let found = (at + 1 + tag.start, at + 1 + tag.end);
            return tag.closing.then_some(found);
        }
        at += 1 + line.len();
    }
    None
}

/// Whether an alternative text that starts here lacks its closing mark.
fn is_open(alt: &str) -> bool {
    let mut chars = alt.chars();
    let mark = chars.next();
    matches!(mark, Some('"' | '\'')) && !chars.any(|it| Some(it) == mark)
}

/// The text after `alt=`: up to the last mark like the first one.
fn alt_text(from: &str) -> &str {
    let Some(mark) = from.chars().next().filter(|it| matches!(it, '"' | '\'')) else {
        return from.split_whitespace().next().unwrap_or("");
    };
    let inner = from.trim_start_matches(mark);
    let skipped = from.len() - inner.len();
    match from.rfind(mark).filter(|&at| at >= skipped) {
        Some(at) => from.get(skipped..at).unwrap_or(""),
        None => inner,
    }
}

/// Where `alt=` stands as a word of its own.
fn alt_start(content: &str) -> Option<usize> {
    memchr::memchr_iter(b'=', content.as_bytes()).find_map(|equals| {
        let start = equals.checked_sub(3)?;
        let word = content.get(start..equals)?;
        let before = content.get(..start)?.chars().next_back();
        let apart = before.is_none_or(|it| it.is_whitespace() || matches!(it, '"' | '\''));
        (apart && word.eq_ignore_ascii_case("alt")).then_some(start)
    })
}

/// The address: what stands in marks after `data:…,`, or else the words themselves.
fn source(before: &str) -> Option<String> {
    let words = before.trim();
    let marked = words
        .split_once(['"', '\''])
        .map(|(_, inner)| inner.trim_end_matches(['"', '\'', ' ']));
    let address = marked.unwrap_or(words);
    let fits = !address.is_empty() && address.len() <= LONGEST_SOURCE;
    fits.then(|| address.to_owned())
}

/// The content without the tags of elements nested in it.
fn without_tags(content: &str) -> String {
    let mut res = String::with_capacity(content.len().min(LONGEST_SOURCE));
    let mut at = 0;
    while let Some(tag) = next_tag(content, at) {
        res.push_str(content.get(at..tag.start).unwrap_or(""));
        at = tag.end;
    }
    res.push_str(content.get(at..).unwrap_or(""));
    res
}

/// Where a tag stands in a line, in bytes.
#[derive(Debug)]
struct TagAt {
    start: usize,
    end: usize,
    closing: bool,
}

/// The next image tag at or after byte `from`.
fn next_tag(line: &str, from: usize) -> Option<TagAt> {
    let bytes = line.as_bytes().get(from..)?;
    memchr::memchr_iter(b'<', bytes).find_map(|at| tag_at(line, from + at))
}

/// Reads `<x:image>` or `</x:image>` at `start`, with any prefix or none, in any case.
fn tag_at(line: &str, start: usize) -> Option<TagAt> {
    /// No prefix in use comes near this many bytes.
    const LONGEST_NAME: usize = 64;
    let inner = line.get(start + 1..)?;
    let (closing, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let name_len = inner
        .bytes()
        .take(LONGEST_NAME)
        .position(|it| it == b'>' || it.is_ascii_whitespace())?;
    let (name, rest) = inner.split_at_checked(name_len)?;
    let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
    let prefixed = prefix
        .chars()
        .all(|it| it.is_alphanumeric() || "-_.".contains(it));
    if !prefixed || !local.trim_end_matches('/').eq_ignore_ascii_case("image") {
        return None;
    }
    let name_end = line.len() - rest.len();
    let end = if rest.starts_with('>') {
        name_end + 1
    } else {
        name_end
    };
    Some(TagAt {
        start,
        end,
        closing,
    })
}

fn line_of(rest: &str) -> &str {
    match memchr::memchr(b'\n', rest.as_bytes()) {
        Some(at) => rest.split_at(at).0,
        None => rest,
    }
}

fn after_line(rest: &str, line: usize) -> &str {
    rest.get(line + 1..).unwrap_or("")
}

/// Joins what stands before and after an element with one space.
fn join(words: &mut String, more: &str) {
    let more = more.trim();
    if !words.is_empty() && !more.is_empty() {
        words.push(' ');
    }
    words.push_str(more);
}

#[cfg(test)]
mod tests {
    use crate::story::{BlockKind, Format, Hints, ImageRole, Story, parse};

    fn story(text: &str) -> Story {
        let hints = Hints {
            format: Some(Format::TaggedText),
            ..Hints::default()
        };
        let story = parse(text.as_bytes().to_vec(), &hints).remove(0);
        story.check();
        story
    }

    /// Shows a story as one line a block, an image as `[credit] caption`.
    fn shown(text: &str) -> String {
        let story = story(text);
        let line = |kind: BlockKind, words: &str| match kind {
            BlockKind::Image(id) => {
                let credit = story.images()[id.index()].credit.as_deref();
                format!("[{}] {words}\n", credit.unwrap_or("-"))
            }
            _ => format!("{words}\n"),
        };
        let blocks = story.blocks().iter();
        blocks
            .map(|it| line(it.kind, story.slice(it.span)))
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected);
    }

    const IMAGE: &str = "<x:image>data:image/s3,\"s3://b/1\" alt=\"EPA Ada Marsh\"</x:image>";

    #[test]
    fn an_element_on_its_own_line_is_an_image() {
        check(
            &format!("Before.\n{IMAGE}\nAfter.\n"),
            "Before.\n[EPA] Ada Marsh\nAfter.\n",
        );
        let story = story(IMAGE);
        assert_eq!(story.images()[0].source.as_deref(), Some("s3://b/1"));
        assert_eq!(story.images()[0].alt, "EPA Ada Marsh");
    }

    #[test]
    fn prefix_and_case_do_not_matter() {
        check("<IMAGE>data:a,'b' ALT='It’s'</image>\n", "[-] It’s\n");
        check("<a.b:Image>data:a,'b' alt=\"c\"</other:image>\n", "[-] c\n");
    }

    #[test]
    fn the_words_around_an_element_are_one_line() {
        check(
            &format!("Before {IMAGE} after."),
            "Before after.\n[EPA] Ada Marsh\n",
        );
        check(
            &format!("{IMAGE}{IMAGE} After."),
            "[EPA] Ada Marsh\n[EPA] Ada Marsh\nAfter.\n",
        );
    }

    #[test]
    fn the_alternative_text_runs_to_the_last_mark() {
        check(
            "<image>data:a,\"b\" alt=\"A sign saying \"Keep off\" at a > b & c < d\"</image>",
            "[-] A sign saying \"Keep off\" at a > b & c < d\n",
        );
        check(
            "<image>data:a,\"b\" alt=\"\"</image>\nWords.",
            "[-] \nWords.\n",
        );
        check("<image>data:a,\"b\"</image>\nWords.", "[-] \nWords.\n");
    }

    #[test]
    fn entities_are_decoded_once_and_never_to_controls() {
        check(
            "<image>data:a,\"b\" alt=\"Tom &amp;amp; Ash &#8217;s &#x1b;[31mred\"</image>",
            "[-] Tom &amp; Ash ’s &#x1b;[31mred\n",
        );
    }

    #[test]
    fn an_unclosed_element_ends_with_its_line() {
        check(
            "<image>data:a,\"b\" alt=\"No end\"\nWords.\n",
            "[-] No end\nWords.\n",
        );
        check(
            "<image>data:a,\"b\" alt=\"No end\nWords.\nMore.\n",
            "[-] No end\nWords.\nMore.\n",
        );
    }

    #[test]
    fn an_open_alternative_text_may_go_on_for_three_lines() {
        check(
            "<image>data:a,\"b\" alt=\"one\ntwo\"</image>\nWords.\n",
            "[-] one two\nWords.\n",
        );
        // Not without a mark that could be closed.
        check(
            "<image>data:a,\"b\" alt=one\ntwo</image>\n",
            "[-] one\ntwo\n",
        );
        let far = "<image>data:a,\"b\" alt=\"one\n2\n3\n4\n5\"</image>\n";
        check(far, "[-] one\n2\n3\n4\n5\"\n");
    }

    #[test]
    fn nested_and_stray_tags_leave_no_markup() {
        check(
            "<image><image>data:a,\"b\" alt=\"x\"</image></image>\nWords.",
            "[-] x\nWords.\n",
        );
        check("</image>\nWords.\n", "Words.\n");
    }

    #[test]
    fn a_banner_is_told_from_a_picture() {
        let story = story("<image>data:a,\"b\" alt=\"Banner promoting the Tides letter\"</image>");
        assert_eq!(story.images()[0].role, ImageRole::Promo);
    }

    #[test]
    fn a_picture_written_out_has_no_address() {
        let data = "A".repeat(100_000);
        let story = story(&format!(
            "<image>data:image/png;base64,{data}\" alt=\"big\"</image>"
        ));
        assert_eq!(story.images()[0].source, None);
        assert_eq!(story.text(), "big\n");
    }

    #[test]
    fn other_elements_within_an_image_do_not_end_it() {
        check(
            "<x:image>a <b:image>b</b:image> alt=\"EPA Ada Marsh\"</x:image> After.\n",
            "[EPA] Ada Marsh\nAfter.\n",
        );
        check(
            "<x:image>a<b:image>b</b:image></x:image> Between. <x:image>c</x:image> After.\n",
            "[-] \n[-] \nBetween. After.\n",
        );
    }

    #[test]
    fn an_image_need_not_tell_its_source() {
        let source = |text: &str| story(text).images()[0].source.clone();
        assert_eq!(source("<x:image> alt=\"Ada Marsh\"</x:image>\n"), None);
        let told = source("<x:image>a.jpg alt=\"Ada Marsh\"</x:image>\n");
        assert_eq!(told.as_deref(), Some("a.jpg"));
    }

    #[test]
    fn an_alternative_text_is_a_word_of_its_own() {
        check(
            "<x:image>a data-alt=\"no\" alt=\"EPA Ada Marsh\"</x:image>\n",
            "[EPA] Ada Marsh\n",
        );
    }

    #[test]
    fn an_image_may_end_three_lines_on() {
        check(
            "<x:image>a alt=\"EPA Ada\nMarsh\non the quay\"</x:image>\nAfter.\n",
            "[EPA] Ada Marsh on the quay\nAfter.\n",
        );
        check("<x:image>a\n</x:image>\nAfter.\n", "[-] \nAfter.\n");
        check("<x:image>a\nb\n</x:image>\nAfter.\n", "[-] \nb\nAfter.\n");
    }
}
