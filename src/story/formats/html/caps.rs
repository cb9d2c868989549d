//! Bounds on a page's markup, kept before any parser sees it.
//!
//! Parsers and scorers of HTML take time that grows with the square of nesting and of the number of
//! attributes; browsers bound both. One pass over the text, linear in its length, does the same.
//! A page within the bounds, as every honest page is, keeps all its elements; the long programs and
//! style sheets among them, half of many a page, are emptied, since nothing reads them.

use std::borrow::Cow;

/// How deep elements may nest. Browsers stop at the same depth.
const DEEPEST: usize = 512;
/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 1_000;
/// How many elements that only style text may be open at once. Parsers reopen all of them in
/// every paragraph that follows.
const MOST_STYLES: usize = 8;

/// How often styles may be carried into another element, all told. A page that forgets to close one at
/// its top stays far below; beyond, no more styles open, and each element ends those around it.
const MOST_CARRIED: usize = 50_000;

/// A longer program or style sheet is emptied, in bytes.
const LONG_CODE: usize = 256;

/// The page with tags beyond the bounds left out. The words stay.
pub fn cap(page: &str) -> Cow<'_, str> {
    let mut pass = Pass::new(page);
    while let Some(at) = pass.next_markup() {
        pass.markup(at);
    }
    pass.finish()
}

struct Pass<'a> {
    page: &'a str,
    /// Where reading is.
    at: usize,
    /// Up to where the page has been copied.
    copied: usize,
    /// The page so far, once something has been left out.
    out: Option<String>,
    /// The names of the open elements.
    open: Vec<&'a str>,
    /// How many of those only style text.
    styles: usize,
    /// How often styles have been carried into an element.
    carried: usize,
    /// Whether an element has lost its tag, so that there may be end tags without one.
    lost: bool,
}

impl<'a> Pass<'a> {
    fn new(page: &'a str) -> Pass<'a> {
        Pass {
            page,
            at: 0,
            copied: 0,
            out: None,
            open: Vec::new(),
            styles: 0,
            carried: 0,
            lost: false,
        }
    }

    /// Where the next `<` is that could open a tag or a comment.
    fn next_markup(&mut self) -> Option<usize> {
        let rest = self.page.as_bytes().get(self.at..)?;
        let found = memchr::memchr(b'<', rest).map(|it| self.at + it);
        self.at = found.map_or(self.page.len(), |it| it + 1);
        found
    }

    /// Deals with the markup that starts at `start`.
    fn markup(&mut self, start: usize) {
        let bytes = self.page.as_bytes();
        match bytes.get(self.at) {
            Some(b'!')
                if bytes
                    .get(self.at..)
                    .is_some_and(|it| it.starts_with(b"!--")) =>
            {
                self.at = after_comment(bytes, self.at + 3);
            }
            Some(b'!' | b'?') => self.at = after(bytes, self.at, b'>'),
            Some(b'/') if bytes.get(self.at + 1).is_some_and(u8::is_ascii_alphabetic) => {
                let name = self.name(self.at + 1);
                self.at = after_tag(bytes, self.at + 1 + name.len()).end;
                self.close(start, name);
            }
            Some(it) if it.is_ascii_alphabetic() => {
                let name = self.name(self.at);
                let tag = after_tag(bytes, self.at + name.len());
                self.at = tag.end;
                self.open(start, name, &tag);
            }
            _ => {}
        }
    }

    /// The name of the tag whose name starts at `from`.
    fn name(&self, from: usize) -> &'a str {
        let rest = self.page.get(from..).unwrap_or("");
        let end = rest.find(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>'));
        rest.get(..end.unwrap_or(rest.len())).unwrap_or("")
    }

    fn open(&mut self, start: usize, name: &'a str, tag: &Tag) {
        if is_one_of(name, &VOID) {
            self.cut_attributes(tag);
            return;
        }
        if is_one_of(name, &RAW) && !self.in_drawing() {
            self.cut_attributes(tag);
            self.raw(start, name);
            return;
        }
        let style = is_one_of(name, &STYLES);
        if !style {
            self.carried += self.styles;
            if self.styles > 0 && self.carried > MOST_CARRIED {
                self.end_styles(start);
            }
        }
        let replaces = self.replaces(name);
        if !replaces && (self.open.len() >= DEEPEST || style && self.has_enough(name)) {
            self.leave_out(start, self.at);
            self.lost = true;
            return;
        }
        if !replaces {
            self.open.push(name);
            self.styles += usize::from(style);
        }
        self.cut_attributes(tag);
    }

    /// Passes over the content of an element that holds no markup. That of long programs and style
    /// sheets goes, but for linked data, and for what hides tags in comments: there the parser knows
    /// better where the element ends.
    fn raw(&mut self, start: usize, name: &str) {
        let content = self.at;
        self.at = after_raw(self.page.as_bytes(), content, name);
        let part = |from, to| self.page.get(from..to).unwrap_or("");
        let (tag, code) = (part(start, content), part(content, self.at));
        let unread = is_one_of(name, &["script", "style"]) && !tag.contains("json");
        if unread && code.len() > LONG_CODE && !code.contains("<!--") {
            self.leave_out(content, self.at);
        }
    }

    /// Whether no more elements of this name, which style text, may open here. Links lead somewhere,
    /// and are fewer.
    fn has_enough(&self, name: &str) -> bool {
        let all_told = self.carried > MOST_CARRIED && !is_one_of(name, &["a"]);
        all_told || self.styles >= MOST_STYLES
    }

    /// Whether an element ends the one around it, as a paragraph in a paragraph does, and so with items
    /// and cells: no deeper for that. Styles between the two do not keep the outer one open.
    fn replaces(&self, name: &str) -> bool {
        let same = |it: &&str| it.eq_ignore_ascii_case(name);
        let mut around = self.open.iter().rev();
        let inner = self.open.last().is_some_and(same);
        let mut outer = || around.find(|it| !is_one_of(it, &STYLES)).is_some_and(same);
        is_one_of(name, &UNCLOSED) && (inner || outer())
    }

    /// Closes every element that only styles text, before `at`.
    fn end_styles(&mut self, at: usize) {
        let (styles, others): (Vec<&str>, Vec<&str>) =
            self.open.iter().partition(|it| is_one_of(it, &STYLES));
        self.open = others;
        self.styles = 0;
        self.lost = true;
        self.leave_out(at, at);
        if let Some(out) = &mut self.out {
            out.extend(styles.iter().rev().map(|it| format!("</{it}>")));
        }
    }

    /// Closes the innermost element of this name. One that was left out has no end to keep either.
    fn close(&mut self, start: usize, name: &str) {
        const LOOKED_UP: usize = 64;
        let inner = self.open.iter().rev().take(LOOKED_UP);
        match inner.clone().position(|it| it.eq_ignore_ascii_case(name)) {
            Some(above) => {
                let closed = self.open.split_off(self.open.len() - above - 1);
                self.styles -= closed.iter().filter(|it| is_one_of(it, &STYLES)).count();
            }
            None if self.lost => self.leave_out(start, self.at),
            None => {}
        }
    }

    /// Whether the place read is in a drawing or formula, where no element holds raw text.
    fn in_drawing(&self) -> bool {
        self.open.iter().any(|it| is_one_of(it, &["svg", "math"]))
    }

    /// Leaves out the attributes beyond the bound.
    fn cut_attributes(&mut self, tag: &Tag) {
        if let Some(from) = tag.surplus {
            self.leave_out(from, tag.end.saturating_sub(1));
        }
    }

    fn leave_out(&mut self, from: usize, to: usize) {
        let out = self.out.get_or_insert_default();
        out.push_str(self.page.get(self.copied..from).unwrap_or(""));
        self.copied = to;
    }

    fn finish(self) -> Cow<'a, str> {
        match self.out {
            None => Cow::Borrowed(self.page),
            Some(mut out) => {
                out.push_str(self.page.get(self.copied..).unwrap_or(""));
                Cow::Owned(out)
            }
        }
    }
}

/// Elements that have no content.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
/// Elements that need no end tag before the next of their kind.
const UNCLOSED: [&str; 9] = ["p", "li", "dt", "dd", "tr", "td", "th", "option", "a"];
/// Elements that a parser opens again in the next paragraph if they were not closed.
const STYLES: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// A tag from after its name.
struct Tag {
    /// The byte after its `>`.
    end: usize,
    /// Where the first attribute beyond the bound starts.
    surplus: Option<usize>,
}

/// Reads attributes as the HTML standard does: `>` ends a tag unless it is within quotes after `=`.
fn after_tag(bytes: &[u8], mut at: usize) -> Tag {
    let mut count = 0;
    let mut surplus = None;
    loop {
        at = skip(bytes, at, |it| it.is_ascii_whitespace() || it == b'/');
        match bytes.get(at) {
            None => {
                return Tag {
                    end: bytes.len(),
                    surplus,
                };
            }
            Some(b'>') => {
                return Tag {
                    end: at + 1,
                    surplus,
                };
            }
            Some(_) => {}
        }
        count += 1;
        if count > MOST_ATTRIBUTES {
            surplus = surplus.or(Some(at));
        }
        at = after_attribute(bytes, at);
    }
}

fn after_attribute(bytes: &[u8], at: usize) -> usize {
    // The first byte is part of the name whatever it is, even `=`.
    let name_end = skip(bytes, at + 1, |it| {
        !it.is_ascii_whitespace() && !matches!(it, b'/' | b'>' | b'=')
    });
    let at = skip(bytes, name_end, |it| it.is_ascii_whitespace());
    if bytes.get(at) != Some(&b'=') {
        return name_end;
    }
    let at = skip(bytes, at + 1, |it| it.is_ascii_whitespace());
    match bytes.get(at) {
        Some(&quote @ (b'"' | b'\'')) => after(bytes, at + 1, quote),
        _ => skip(bytes, at, |it| !it.is_ascii_whitespace() && it != b'>'),
    }
}

fn skip(bytes: &[u8], from: usize, part: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    let length = rest.iter().position(|&it| !part(it));
    from + length.unwrap_or(rest.len())
}

/// After the next `byte`, or the end.
fn after(bytes: &[u8], from: usize, byte: u8) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    memchr::memchr(byte, rest).map_or(bytes.len(), |it| from + it + 1)
}

/// After a comment whose text starts at `from`. `<!-->` and `<!--->` are whole comments.
fn after_comment(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    if rest.starts_with(b">") {
        return from + 1;
    }
    if rest.starts_with(b"->") {
        return from + 2;
    }
    let mut at = from;
    loop {
        at = after(bytes, at, b'>');
        let text = bytes.get(from..at).unwrap_or(&[]);
        if at == bytes.len() || text.ends_with(b"-->") || text.ends_with(b"--!>") {
            return at;
        }
    }
}

/// Where the end tag of a raw element starts, or the end.
fn after_raw(bytes: &[u8], from: usize, name: &str) -> usize {
    let rest = bytes.get(from..).unwrap_or(&[]);
    memchr::memmem::find_iter(rest, b"</")
        .find(|&at| {
            let tail = rest.get(at + 2..).unwrap_or(&[]);
            let named = tail.get(..name.len());
            named.is_some_and(|it| it.eq_ignore_ascii_case(name.as_bytes()))
                && !tail.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
        })
        .map_or(bytes.len(), |at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_page_is_left_as_it_is() {
        let page = "<!DOCTYPE html><p a='>' b=\">\" c=d>One<br>two<!-- <div> --><p>three\
            <script>if (a<b) '<div>'</script><ul><li>x<li>y</ul></p>";
        assert!(matches!(cap(page), Cow::Borrowed(_)));
        let paragraphs = "<p>One <i>more</i>".repeat(2_000);
        assert!(matches!(cap(&paragraphs), Cow::Borrowed(_)));
    }

    #[test]
    fn nesting_stops_and_the_words_stay() {
        let page = format!("{}deep{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
        let capped = cap(&page);
        assert_eq!(capped.matches("<div>").count(), DEEPEST);
        assert!(capped.contains("deep"));
    }

    #[test]
    fn styles_that_are_never_closed_are_few() {
        let page: String = (0..2_000)
            .map(|it| format!("<b a={it}>x<p>y</p>"))
            .collect();
        assert_eq!(cap(&page).matches("<b ").count(), MOST_STYLES);
    }

    #[test]
    fn styles_are_not_carried_through_a_whole_long_page() {
        let page = "<p><b>x".repeat(20_000);
        let capped = cap(&page);
        assert_eq!(capped.matches("<p>").count(), 20_000);
        assert_eq!(capped.matches('x').count(), 20_000);
        assert!(capped.ends_with("<p>x<p>x"));
        assert!(capped.matches("<b>").count() < MOST_CARRIED / MOST_STYLES + MOST_STYLES);
        let honest = format!("<font>{}", "<p>Words <b>more</b></p>".repeat(5_000));
        assert!(matches!(cap(&honest), Cow::Borrowed(_)));
    }

    #[test]
    fn surplus_attributes_go() {
        let attributes: String = (0..3_000).map(|it| format!(" a{it}='>'")).collect();
        let page = format!("<article{attributes}><p>Words</p></article>");
        let capped = cap(&page);
        assert_eq!(capped.matches("='>'").count(), MOST_ATTRIBUTES);
        assert!(capped.ends_with("><p>Words</p></article>"));
    }

    #[test]
    fn links_stay_where_styles_go() {
        let page = "<p><b><a href=x>link</a>".repeat(20_000);
        let links = cap(&page).matches("<a href=x>link</a>").count();
        assert!(links > 20_000 - MOST_CARRIED / MOST_STYLES - MOST_STYLES);
    }

    #[test]
    fn long_programs_are_emptied_and_linked_data_is_not() {
        let code = "if (a < b) { c(); }\n".repeat(50);
        for (open, kept) in [
            ("<script>", false),
            ("<STYLE media=all>", false),
            ("<script type='application/ld+json'>", true),
            ("<script><!--", true),
            ("<title>", true),
        ] {
            let name: String = open
                .chars()
                .skip(1)
                .take_while(|it| it.is_alphabetic())
                .collect();
            let page = format!("<p>One{open}{code}</{name}><p>Two");
            let capped = cap(&page);
            assert_eq!(capped.contains(&code), kept, "{open}");
            let emptied = format!("<p>One{open}</{name}><p>Two");
            assert_eq!(capped.replace(&code, ""), emptied);
        }
    }

    #[test]
    fn an_emptied_program_costs_no_end_tag() {
        let page = format!(
            "<script>{}</script><div><p>One</div></p>Two",
            "x;".repeat(500)
        );
        assert!(cap(&page).ends_with("<script></script><div><p>One</div></p>Two"));
    }

    #[test]
    fn nothing_hides_from_the_bound() {
        for opening in ["<svg><style>", "<!-->", "<a =\">", "<p \"'>", "<!x>"] {
            let page = format!("{opening}{}", "<div>".repeat(3_000));
            assert!(cap(&page).matches("<div>").count() <= DEEPEST, "{opening}");
        }
    }

    #[test]
    fn broken_markup_ends_with_the_page() {
        for page in [
            "<", "</", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!--x", "<script>", "<!",
        ] {
            assert_eq!(cap(page), page);
        }
    }
}
