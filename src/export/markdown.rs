//! Answers as Markdown, to paste into a note or a draft.

use std::io::{self, Write};

use super::{Telling, text};
use crate::quotes::{Quote, QuoteKind};
use crate::span::SpeakerId;
use crate::story::{BlockKind, Image, Story};

/// The story itself.
pub fn story(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    let story = telling.story;
    for (index, block) in story.blocks().iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let words = escape(story.slice(block.span));
        match block.kind {
            BlockKind::Headline => writeln!(out, "# {words}")?,
            BlockKind::Standfirst => writeln!(out, "**{words}**")?,
            BlockKind::Byline | BlockKind::Dateline => writeln!(out, "*{words}*")?,
            BlockKind::Heading(level) => {
                writeln!(out, "{} {words}", "#".repeat(usize::from(level)))?;
            }
            BlockKind::ListItem => writeln!(out, "- {words}")?,
            BlockKind::BlockQuote => writeln!(out, "> {words}")?,
            BlockKind::Image(id) => {
                writeln!(out, "{}", image_line(story, &story.images()[id.index()]))?;
            }
            BlockKind::Paragraph | BlockKind::Other => writeln!(out, "{words}")?,
        }
    }
    Ok(())
}

/// Who said what: a heading a speaker, a block quote a quotation.
pub fn quotes(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    writeln!(out, "# {}", escape(&telling.story.title().shown()))?;
    writeln!(out, "\n{}", origin(telling.story))?;
    for (index, speaker) in telling.voices.speakers.iter().enumerate() {
        if !telling.is_wanted(Some(SpeakerId(index as u32))) {
            continue;
        }
        let title = speaker.title.as_deref();
        let title = title.map_or(String::new(), |it| format!(", {}", escape(it)));
        writeln!(out, "\n## {}{title}", escape(&speaker.name))?;
        for quote in &speaker.quotes {
            quotation(out, telling, &telling.voices.quotes[quote.index()])?;
        }
    }
    let unknown: Vec<_> = telling
        .quotes()
        .filter(|(_, it)| it.speaker.is_none())
        .collect();
    if !unknown.is_empty() {
        writeln!(out, "\n## Nobody named")?;
    }
    unknown
        .iter()
        .try_for_each(|(_, quote)| quotation(out, telling, quote))
}

fn quotation(out: &mut impl Write, telling: Telling<'_>, quote: &Quote) -> io::Result<()> {
    writeln!(
        out,
        "\n{}",
        block_quote(quote.kind, &telling.words_of(quote))
    )?;
    match &quote.attribution {
        Some(why) => writeln!(out, ">\n> — {}", escape(&text::reason(telling.story, why))),
        None => Ok(()),
    }
}

fn block_quote(kind: QuoteKind, words: &str) -> String {
    let lines: Vec<String> = words.lines().map(escape).collect();
    let words = lines.join("\n>\n> ");
    match kind {
        QuoteKind::Indirect => format!("> *reported:* {words}"),
        _ => format!("> “{words}”"),
    }
}

/// The image captions as a list.
pub fn images(out: &mut impl Write, telling: Telling<'_>) -> io::Result<()> {
    writeln!(out, "# {}\n", escape(&telling.story.title().shown()))?;
    telling
        .images()
        .try_for_each(|(_, image)| writeln!(out, "- {}", image_line(telling.story, image)))
}

fn image_line(story: &Story, image: &Image) -> String {
    let caption = escape(story.slice(image.span));
    let source = image.source.as_deref().unwrap_or("");
    let source = source.replace([' ', '(', ')', '<', '>'], "");
    let credit = story.credit_beside(image);
    let credit = credit.map_or(String::new(), |it| format!(" *{}*", escape(it)));
    format!("![{caption}]({source}){credit}")
}

/// The publisher, date and address of a story, or the name it was opened under.
fn origin(story: &Story) -> String {
    let meta = story.meta();
    let known = [&meta.publisher, &meta.published, &meta.url];
    let parts: Vec<&str> = known.into_iter().flatten().map(String::as_str).collect();
    match parts.is_empty() {
        true => escape(story.name()),
        false => escape(&parts.join(", ")),
    }
}

/// Text that Markdown shows as it is, on a line of its own or behind other words.
fn escape(text: &str) -> String {
    let mut res = String::with_capacity(text.len());
    let digits = text.len()
        - text
            .trim_start_matches(|it: char| it.is_ascii_digit())
            .len();
    for (at, it) in text.char_indices() {
        let marks = matches!(
            it,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '!' | '$'
        );
        let opens = at == 0 && matches!(it, '#' | '-' | '+' | '=' | ':');
        // "1986. A year" is no list.
        let numbers = at == digits && digits > 0 && matches!(it, '.' | ')');
        if marks || opens || numbers {
            res.push('\\');
        }
        res.push(it);
    }
    res
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::escape;

    #[test]
    fn what_markdown_would_read_is_escaped() {
        assert_eq!(escape("# *not* [a](b)"), "\\# \\*not\\* \\[a\\](b)");
        assert_eq!(escape("plain - text"), "plain - text");
        assert_eq!(escape("1986. A year"), "1986\\. A year");
        assert_eq!(escape("&lt;b&gt; 3) x"), "\\&lt;b\\&gt; 3) x");
    }

    /// What a reader of the Markdown sees of a line, and whether it is plain words in one paragraph.
    fn shown(markdown: &str) -> (String, bool) {
        let mut plain = true;
        let mut res = String::new();
        // Marks and dashes that a reader sets more finely are no change of the words.
        let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => res.push_str(&text),
                Event::Start(Tag::Paragraph) | Event::End(_) => (),
                _ => plain = false,
            }
        }
        (res, plain)
    }

    proptest! {
        #[test]
        fn a_line_is_shown_as_it_stands(line in "[-+#=*_`~|!<>&;:.()\\[\\]\\\\$a-c0-9 ]{1,24}") {
            let line = line.trim();
            prop_assume!(!line.is_empty());
            let (words, plain) = shown(&escape(line));
            prop_assert!(plain, "{}", escape(line));
            prop_assert_eq!(words, line);
        }
    }
}
