//! What format some bytes are in, told by the bytes themselves. A name's ending only breaks ties.

use std::borrow::Cow;

use super::Format;

/// How much of the input is looked at, in bytes.
const LOOKED_AT: usize = 64 * 1024;

/// The format of `bytes`, which were found under `name`.
pub fn recognise(bytes: &[u8], name: &str) -> Format {
    let head = lossy_head(bytes);
    let text = head.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    match text.chars().next() {
        Some('<') => markup(text).unwrap_or_else(|| lines(text, name)),
        Some('{' | '[') => json(text).unwrap_or_else(|| lines(text, name)),
        Some('\u{01}' | '\u{16}') => Format::Iptc7901,
        _ if text.starts_with("ZCZC") => Format::Iptc7901,
        _ if is_mail(text) => Format::Mail,
        _ => lines(text, name),
    }
}

/// The first part of the input as text, whatever its encoding: enough to see its tags.
fn lossy_head(bytes: &[u8]) -> Cow<'_, str> {
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        let narrow: Vec<u8> = head.iter().copied().filter(|&it| it != 0).skip(2).collect();
        return String::from_utf8_lossy(&narrow).into_owned().into();
    }
    match std::str::from_utf8(head) {
        Ok(text) => text.into(),
        Err(_) => String::from_utf8_lossy(head),
    }
}

/// The format of a text that opens with `<`, by its first element.
fn markup(text: &str) -> Option<Format> {
    let root = first_element(text)?.to_ascii_lowercase();
    let (_, local) = root.rsplit_once(':').unwrap_or(("", &root));
    match local {
        "rss" | "rdf" | "channel" => Some(Format::Rss),
        "feed" | "entry" => Some(Format::Atom),
        "nitf" => Some(Format::Nitf),
        "newsml" => Some(Format::NewsMl1),
        "newsitem" | "newsmessage" | "packageitem" | "conceptitem" | "knowledgeitem"
        | "planningitem" | "catalogitem" => Some(Format::NewsMlG2),
        "html" => Some(Format::Html),
        "image" => None,
        _ => wrapped_wire(text).or_else(|| is_page(text).then_some(Format::Html)),
    }
}

/// The format of a wire within some other element, such as an agency's own envelope.
fn wrapped_wire(text: &str) -> Option<Format> {
    const ROOTS: [(&str, Format); 4] = [
        ("<nitf", Format::Nitf),
        ("<newsItem", Format::NewsMlG2),
        ("<NewsML", Format::NewsMl1),
        ("<rss", Format::Rss),
    ];
    let holds = |(root, _): &&(&str, Format)| {
        let (_, after) = text.split_once(root)?;
        after
            .starts_with(|it: char| it == '>' || it.is_whitespace())
            .then_some(())
    };
    let found = ROOTS.iter().find(|it| holds(it).is_some());
    found.map(|&(_, format)| format)
}

/// The name of the first element, past declarations, doctypes and comments.
fn first_element(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        let (_, from) = rest.split_once('<')?;
        let skipped = if let Some(comment) = from.strip_prefix("!--") {
            comment.split_once("-->")?.1
        } else if from.starts_with(['!', '?']) {
            after_declaration(from)?
        } else {
            let end = from.find(|it: char| it.is_whitespace() || matches!(it, '>' | '/'))?;
            return from.get(..end);
        };
        rest = skipped;
    }
}

/// After `<!DOCTYPE …>` with its internal subset, or `<?xml …?>`.
fn after_declaration(from: &str) -> Option<&str> {
    let (declared, rest) = from.split_once('>')?;
    match declared.contains('[') {
        true => Some(from.split_once("]>").map_or(rest, |(_, rest)| rest)),
        false => Some(rest),
    }
}

/// Whether a text has the look of a web page or a piece of one.
fn is_page(text: &str) -> bool {
    const TAGS: [&str; 12] = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<p>",
        "<p ",
        "<h1",
        "<section",
        "<a>",
    ];
    let lower = text.to_ascii_lowercase();
    TAGS.iter().any(|it| lower.contains(it))
}

/// The format of a text that opens as an object of JSON does, or as a list of them; `None` for words in
/// brackets. However damaged, an object is never prose.
fn json(text: &str) -> Option<Format> {
    const NINJS: [&str; 7] = [
        "\"versioncreated\"",
        "\"body_text\"",
        "\"body_xhtml\"",
        "\"body_html\"",
        "\"bodies\"",
        "\"headlines\"",
        "\"associations\"",
    ];
    /// What stands beside the headline of a wire that has no text.
    const BESIDE: [&str; 4] = ["\"type\"", "\"uri\"", "\"guid\"", "\"description_"];
    let holds = |it: &&str| memchr::memmem::find(text.as_bytes(), it.as_bytes()).is_some();
    let told = || {
        super::formats::told::TEXT
            .iter()
            .any(|it| has_key(text, it))
    };
    match () {
        () if !opens_object(text) => None,
        () if holds(&"jsonfeed.org/version") => Some(Format::JsonFeed),
        () if NINJS.iter().any(holds) => Some(Format::Ninjs),
        () if told() => Some(Format::Json),
        () if holds(&"\"headline\"") && BESIDE.iter().any(holds) => Some(Format::Ninjs),
        () => Some(Format::Json),
    }
}

/// Whether a text opens an object of JSON, by itself or in a list.
fn opens_object(text: &str) -> bool {
    let text = text.strip_prefix('[').unwrap_or(text).trim_start();
    let inner = text.strip_prefix('{').map(str::trim_start);
    inner.is_some_and(|it| it.starts_with(['"', '}']))
}

/// Whether a key of this name stands somewhere in some JSON.
fn has_key(text: &str, name: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), name.as_bytes()).any(|at| {
        let before = at.checked_sub(1).and_then(|it| text.as_bytes().get(it));
        let after = text.get(at + name.len()..).unwrap_or_default();
        let after = after.strip_prefix('"').map(str::trim_start);
        before == Some(&b'"') && after.is_some_and(|it| it.starts_with(':'))
    })
}

/// Whether a text opens with the headers of a message, up to a blank line.
fn is_mail(text: &str) -> bool {
    /// One of these tells a message from lines that only look like headers.
    const TELLING: [&str; 3] = ["mime-version", "message-id", "received"];
    let mut told = false;
    for line in text.lines() {
        if line.is_empty() {
            return told;
        }
        let name = line.split_once(':').map_or("", |(name, _)| name);
        let is_name = |it: u8| it.is_ascii_alphanumeric() || it == b'-';
        let folded = line.starts_with([' ', '\t']);
        if !folded && (name.is_empty() || !name.bytes().all(is_name)) {
            return false;
        }
        told |= TELLING.iter().any(|it| it.eq_ignore_ascii_case(name));
    }
    false
}

/// The format of lines of text.
fn lines(text: &str, name: &str) -> Format {
    // Most texts have none of the signs that any other format is told by.
    let plain = memchr::memchr3(b'<', b'[', b'#', text.as_bytes()).is_none();
    if !plain && text.contains('<') && text.lines().any(super::formats::tagged::has_image) {
        return Format::TaggedText;
    }
    let markdown = ["md", "markdown", "mkd"]
        .iter()
        .any(|it| extension(name).eq_ignore_ascii_case(it));
    match markdown || has_front_matter(text) || !plain && has_markdown(text) {
        true => Format::Markdown,
        false => Format::PlainText,
    }
}

fn extension(name: &str) -> &str {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn has_front_matter(text: &str) -> bool {
    text.starts_with("---\n") && text.contains("\n---\n")
}

/// Signs of Markdown that prose does not bear by chance.
fn has_markdown(text: &str) -> bool {
    let linked = || text.contains('[') && (text.contains("](http") || text.contains("!["));
    let headed = || {
        let is_heading = |it: &str| it.trim_start_matches('#').starts_with(' ');
        let mut lines = text.lines().filter(|it| it.starts_with('#'));
        text.contains('#') && lines.any(is_heading)
    };
    linked() || headed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, format: Format) {
        assert_eq!(recognise(text.as_bytes(), "story"), format);
    }

    #[test]
    fn markup_is_told_by_its_root() {
        check(
            "<?xml version=\"1.0\"?>\n<!-- x --><rss version='2.0'>",
            Format::Rss,
        );
        check(
            "<!DOCTYPE l [<!ENTITY a \"b\">]><nitf><body/>",
            Format::Nitf,
        );
        check("<rdf:RDF xmlns='x'>", Format::Rss);
        check("<feed xmlns='http://www.w3.org/2005/Atom'>", Format::Atom);
        check("<NewsML Version='1.2'>", Format::NewsMl1);
        check("<newsMessage xmlns='x'>", Format::NewsMlG2);
        check("<envelope>\n<nitf>\n<body/>", Format::Nitf);
        let about_feeds = "<html><body><p>A feed opens with <rss version='2.0'>.</p>";
        check(about_feeds, Format::Html);
        check("<!doctype html><title>x</title>", Format::Html);
        check("<article a1=1><p>x", Format::Html);
    }

    #[test]
    fn json_is_told_by_its_keys() {
        check(
            "{\"version\":\"https://jsonfeed.org/version/1.1\"}",
            Format::JsonFeed,
        );
        check("{\"headline\":\"x\",\"body_text\":\"y\"}", Format::Ninjs);
        check("{\"headline\":\"x\",\"text\" : \"y\"}", Format::Json);
        check("{\"headline\":\"x\",\"type\":\"text\"}", Format::Ninjs);
        check("{\"headline\":\"x\",\"body\":\"y\"}", Format::Json);
        for object in ["{\"a\": 1}", "{}", "{ \"a", "[{\"a\": 1}]", "[\n{\"a\""] {
            check(object, Format::Json);
        }
        for words in [
            "{aside} Words.",
            "[A note.] Words.",
            "[\"Yes,\" he said.]",
            "{",
        ] {
            check(words, Format::PlainText);
        }
    }

    #[test]
    fn messages_are_told_by_their_headers() {
        let message = "From: Ada <ada@coast.example>\r\nMIME-Version: 1.0\r\n\r\nWords.\r\n";
        check(message, Format::Mail);
        check(
            "Ada: We have eggs.\nTom: Received: none.\n\nWords.\n",
            Format::PlainText,
        );
        check("Subject: eggs\n\nWords.\n", Format::PlainText);
    }

    #[test]
    fn lines_are_told_by_what_stands_in_them() {
        check(
            "Words.\n<x:image>data:a,\"b\" alt=\"c\"</x:image>\n",
            Format::TaggedText,
        );
        check("# A heading\n\nWords.\n", Format::Markdown);
        check(
            "Words with #hashtags and nothing else.\n",
            Format::PlainText,
        );
        check("---\ntitle: Row\n---\nWords.\n", Format::Markdown);
        // Rules alone.
        check("---\nWords.\n", Format::PlainText);
        check("Words.\n---\nMore words.\n", Format::PlainText);
        assert_eq!(recognise(b"Words.", "note.md"), Format::Markdown);
    }

    #[test]
    fn unknown_markup_is_a_page_only_if_it_has_the_tags_of_one() {
        check("<span>Words.</span>", Format::PlainText);
        check("<span>Words.</span><p>More.", Format::Html);
        check("<X:NITF><body/>", Format::Nitf);
        check("<envelope><nitfish/></envelope>", Format::PlainText);
    }

    #[test]
    fn wide_letters_are_seen_as_narrow_ones() {
        let wide = |text: &str| -> Vec<u8> {
            let marked = std::iter::once('\u{FEFF}').chain(text.chars());
            marked.flat_map(|it| (it as u16).to_le_bytes()).collect()
        };
        assert_eq!(recognise(&wide("<rss version='2'>"), "story"), Format::Rss);
    }
}
