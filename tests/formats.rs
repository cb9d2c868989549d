//! Every format by example: a file in `tests/formats` and, beside it, what is read of it
//! (`NAME.told`). With `UPDATE_TOLD=1` in the environment the latter are written anew, to be read
//! over before they are kept.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pullquote::story::{BlockKind, Hints, ImageRole, Story, parse};

#[test]
fn every_format_is_read_as_told() {
    let update = env::var_os("UPDATE_TOLD").is_some();
    let mut wrong = Vec::new();
    for path in examples() {
        let name = path.file_name().unwrap().to_string_lossy();
        let hints = Hints {
            name: &name,
            ..Hints::default()
        };
        let stories = parse(fs::read(&path).unwrap(), &hints);
        stories.iter().for_each(Story::check);
        let found: Vec<String> = stories.iter().map(told).collect();
        let found = found.join("\n");
        let expected = PathBuf::from(format!("{}.told", path.display()));
        if update {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            wrong.push(format!("{name} is read as\n{found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

fn examples() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut examples: Vec<PathBuf> = files
        .filter(|it| it.extension().is_none_or(|it| it != "told"))
        .collect();
    examples.sort();
    assert!(examples.len() > 20, "too few examples: {examples:?}");
    examples
}

/// A story in lines: its metadata, its blocks, its notes. `[words](address)` is a link, and what
/// is in doubt between fields is parted by ` | `.
fn told(story: &Story) -> String {
    let mut out = format!("format: {}\n", story.format().as_str());
    let meta = story.meta();
    for (key, value) in [
        ("published", &meta.published),
        ("modified", &meta.modified),
        ("publisher", &meta.publisher),
        ("url", &meta.url),
        ("language", &meta.language),
    ] {
        if let Some(value) = value {
            writeln!(out, "{key}: {value}").unwrap();
        }
    }
    if let Some(byline) = story.byline() {
        let role = byline.role.as_deref().unwrap_or("-");
        writeln!(out, "authors: {} | {role}", byline.names.join(", ")).unwrap();
    }
    for block in story.blocks() {
        let words = words(story, block.span);
        match block.kind {
            BlockKind::Image(id) => {
                let image = &story.images()[id.index()];
                let fields = [
                    Some(words.as_str()),
                    Some(image.alt.as_str()),
                    image.credit.as_deref(),
                    image.source.as_deref(),
                    (image.role == ImageRole::Promo).then_some("promo"),
                ];
                let fields: Vec<&str> = fields.iter().map(|it| it.unwrap_or("-")).collect();
                writeln!(out, "[image] {}", fields.join(" | ")).unwrap();
            }
            kind => writeln!(out, "[{kind:?}] {words}").unwrap(),
        }
    }
    for note in story.notes() {
        writeln!(out, "note: {}", note.text).unwrap();
    }
    out
}

/// The words of a block, with its links as Markdown writes them.
fn words(story: &Story, span: pullquote::span::Span) -> String {
    let mut out = String::new();
    let mut at = span.start();
    for link in story.links().iter().filter(|it| span.covers(it.span)) {
        out.push_str(story.slice(pullquote::span::Span::new(at, link.span.start())));
        write!(out, "[{}]({})", story.slice(link.span), link.url).unwrap();
        at = link.span.end();
    }
    out.push_str(story.slice(pullquote::span::Span::new(at, span.end())));
    out
}

/// A page of `tests/page-bylines.txt` and its like: its name and its lines.
#[derive(Default)]
struct Page<'a> {
    name: &'a str,
    lines: String,
}

#[test]
fn the_authors_of_pages_are_found() {
    check_pages(include_str!("page-bylines.txt"), authors);
}

#[test]
fn the_dates_of_pages_are_found() {
    check_pages(include_str!("page-dates.txt"), published);
}

#[test]
fn the_headlines_and_standfirsts_of_pages_are_found() {
    check_pages(include_str!("page-headlines.txt"), |story| {
        let of = |kind| story.blocks().iter().find(|it| it.kind == kind);
        let words = |kind| of(kind).map_or("-", |it| story.slice(it.span));
        format!(
            "{} | {}",
            words(BlockKind::Headline),
            words(BlockKind::Standfirst)
        )
    });
}

/// Compares what is told of each page in a list with what `told` finds.
#[track_caller]
fn check_pages(list: &str, told: impl Fn(&Story) -> String) {
    let mut wrong = Vec::new();
    let mut page = Page::default();
    for line in list.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            page = Page {
                name,
                ..Page::default()
            };
        } else if let Some(expected) = line.strip_prefix("=>") {
            let found = told(&read_page(&page.lines));
            if found != expected.trim() {
                wrong.push(format!("{}: {found:?} is not {expected:?}", page.name));
            }
        } else {
            page.lines.push_str(line);
            page.lines.push('\n');
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The story in the lines of a page.
fn read_page(lines: &str) -> Story {
    let page = format!("<!doctype html><body>{lines}");
    let mut stories = parse(page.into_bytes(), &Hints::default());
    stories.remove(0)
}

/// When a page says it was published; nothing if it does not.
fn published(story: &Story) -> String {
    story.meta().published.clone().unwrap_or_default()
}

/// The authors and the role found on a page; nothing if there is no byline.
fn authors(story: &Story) -> String {
    let byline = story.byline();
    byline.map_or_else(String::new, |it| {
        let role = it.role.as_deref().unwrap_or("-");
        format!("{} | {role}", it.names.join("; "))
    })
}
