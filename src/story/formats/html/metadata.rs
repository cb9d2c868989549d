//! What a page says about its story outside the prose: headline, authors, dates, publisher.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::linked_data;
use super::{byline, dom};
use crate::story::Meta;

/// What a page says about its story.
#[derive(Debug, Default)]
pub struct About {
    /// The headline.
    pub headline: Option<String>,
    /// Who wrote it.
    pub authors: byline::Authors,
    /// Dates, publisher, address, language.
    pub meta: Meta,
}

/// Reads linked data, `<meta>` elements and the page's own marks, in that order of trust.
pub fn read(page: &Document) -> About {
    let article = linked_data::read(page);
    let metas = metas(page);
    let first = |keys: &[&str]| keys.iter().find_map(|it| metas.get(*it).cloned());
    let publisher = first(&["og:site_name", "application-name"]);
    let publisher = article.publisher.clone().or(publisher);
    About {
        headline: headline(page, &article, &metas, publisher.as_deref()),
        authors: byline::authors(page, &article.authors, first(&AUTHOR), publisher.as_deref()),
        meta: Meta {
            published: article
                .published
                .or_else(|| first(&PUBLISHED))
                .or_else(|| time(page)),
            modified: article.modified.or_else(|| first(&MODIFIED)),
            publisher,
            url: canonical(page)
                .or_else(|| first(&["og:url"]))
                .or(article.url),
            language: language(page).or(article.language),
        },
    }
}

const AUTHOR: [&str; 9] = [
    "author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "og:article:author",
    "dcsext.author",
];
const PUBLISHED: [&str; 9] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "date",
];
const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
];

/// The `<meta>` elements by property, name or microdata property in lower case; the first of each.
fn metas(page: &Document) -> HashMap<String, String> {
    let mut res = HashMap::new();
    for node in page.select("meta[content]").nodes() {
        let content = node.attr("content").unwrap_or_default();
        let content = dom::decode_entities(&content);
        let keys = ["property", "name", "itemprop"];
        for key in keys.iter().filter_map(|it| dom::attribute(node, it)) {
            if !content.is_empty() {
                res.entry(key.to_ascii_lowercase())
                    .or_insert_with(|| content.clone());
            }
        }
    }
    res
}

/// The headline: of the page's main headings the one its titles agree with, else a title.
fn headline(
    page: &Document,
    article: &linked_data::Article,
    metas: &HashMap<String, String>,
    publisher: Option<&str>,
) -> Option<String> {
    let meta = |key: &str| metas.get(key).cloned();
    let title = page.select_single("head title");
    let title = title.nodes().first().map(dom::text);
    let titles = [
        article.headline.clone(),
        meta("og:title"),
        meta("twitter:title"),
        title,
    ];
    let titles: Vec<String> = titles
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    let headings = page.select("h1");
    let headings: Vec<String> = headings.nodes().iter().map(dom::text).collect();
    let headings = headings.iter().filter(|it| !it.is_empty());
    let agreed = headings
        .clone()
        .find(|heading| titles.iter().any(|it| agree(heading, it)));
    agreed
        .cloned()
        .or_else(|| titles.first().map(|it| without_site(it, publisher)))
        .or_else(|| headings.clone().next().cloned())
}

/// Whether a heading and a title say the same, the name of the site and such aside.
fn agree(heading: &str, title: &str) -> bool {
    let (heading, title) = (title_words(heading), title_words(title));
    if heading.len() < 2 {
        return heading == title;
    }
    let shared = heading.iter().filter(|it| title.contains(it)).count();
    shared * 10 >= heading.len() * 7 && shared * 2 >= title.len()
}

fn title_words(text: &str) -> Vec<String> {
    text.split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A title without the name of the site at its end.
fn without_site(title: &str, publisher: Option<&str>) -> String {
    const SEPARATORS: [&str; 5] = [" | ", " - ", " – ", " — ", " · "];
    let parts = SEPARATORS.iter().filter_map(|it| title.rsplit_once(it));
    let named = |site: &str| publisher.is_some_and(|it| it.eq_ignore_ascii_case(site.trim()));
    let bare = parts.filter(|(_, site)| named(site)).map(|(bare, _)| bare);
    bare.min_by_key(|it| it.len())
        .unwrap_or(title)
        .trim()
        .to_owned()
}

/// The time element that a page marks as the date of publication.
fn time(page: &Document) -> Option<String> {
    let marked = r#"[itemprop="datePublished"], time[pubdate], article time[datetime]"#;
    let node = page.select_single(marked);
    let node = node.nodes().first()?;
    dom::attribute(node, "datetime").or_else(|| dom::attribute(node, "content"))
}

fn canonical(page: &Document) -> Option<String> {
    let link = page.select_single(r#"link[rel="canonical"]"#);
    let url = dom::attribute(link.nodes().first()?, "href")?;
    url.starts_with("http").then_some(url)
}

fn language(page: &Document) -> Option<String> {
    let root: NodeRef<'_> = page.html_root();
    dom::attribute(&root, "lang").or_else(|| dom::attribute(&root, "xml:lang"))
}
