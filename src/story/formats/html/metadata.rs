//! What a page says about its story outside the prose: headline, authors, dates, publisher.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::authors::{self, Told};
use super::labels::Labels;
use super::linked_data;
use super::published::{self, Places};
use super::{byline, declared, dom, printed};
use crate::story::Meta;
use crate::story::date;

/// What a page says about its story.
#[derive(Debug, Default)]
pub struct About {
    /// The headline.
    pub headline: Option<String>,
    /// The sentence that sums the story up, as it is given to search engines.
    pub description: Option<String>,
    /// The sentence under the headline.
    pub standfirst: Option<String>,
    /// What stands under the headline by nothing marked: the standfirst, if it is nowhere else.
    pub under_headline: Option<String>,
    /// Who wrote it.
    pub authors: byline::Authors,
    /// Dates, publisher, address, language.
    pub meta: Meta,
}

/// Reads linked data, `<meta>` elements and the page's own marks, in that order of trust.
pub fn read(page: &Document, labels: &Labels) -> About {
    let article = linked_data::read(page);
    let metas = metas(page);
    let first = |keys: &[&str]| keys.iter().find_map(|it| metas.get(*it).cloned());
    let publisher = first(&["og:site_name", "application-name"]);
    let publisher = article.publisher.clone().or(publisher);
    let told = Told {
        linked: article.authors.clone(),
        meta: declared::authors(page),
        printed: printed::byline(page, labels),
    };
    let url = canonical(page)
        .or_else(|| first(&["og:url"]))
        .or(article.url.clone());
    let language = language(page).or(article.language.clone());
    let order = published::order(language.as_deref(), url.as_deref());
    let places = Places {
        page,
        labels,
        metas: &metas,
        url: url.as_deref(),
        order,
    };
    let modified = article.modified.clone().or_else(|| first(&MODIFIED));
    let published = places.published(article.published.as_deref(), &article.page_dates);
    About {
        headline: headline(page, &article, &metas, publisher.as_deref()),
        description: first(&["og:description", "description", "twitter:description"]),
        standfirst: printed::standfirst(page, labels),
        under_headline: printed::plain_standfirst(page, labels),
        authors: authors::authors(&told, publisher.as_deref()),
        meta: Meta {
            published,
            modified: modified.map(|it| date::read(&it, order).unwrap_or(it)),
            publisher,
            url,
            language,
        },
    }
}

const MODIFIED: [&str; 5] = [
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
];

/// What a `<meta>` element is about, in lower case.
pub fn keys(meta: &NodeRef<'_>) -> impl Iterator<Item = String> {
    ["property", "name", "itemprop"]
        .into_iter()
        .filter_map(|it| dom::attribute(meta, it))
        .map(|it| it.to_ascii_lowercase())
}

/// The `<meta>` elements by property, name or microdata property in lower case; the first of each.
fn metas(page: &Document) -> HashMap<String, String> {
    let mut res = HashMap::new();
    for node in page.select("meta[content]").nodes() {
        let content = node.attr("content").unwrap_or_default();
        let content = dom::decode_entities(&content);
        for key in keys(node).filter(|_| !content.is_empty()) {
            res.entry(key).or_insert_with(|| content.clone());
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
    let title = title.map(|it| without_site(&it, publisher));
    let titles = [
        article.headline.clone(),
        meta("og:title"),
        meta("twitter:title"),
        title,
    ];
    let fits = |it: &String| !it.is_empty() && it.len() <= LONGEST_TITLE;
    let titles: Vec<String> = titles.into_iter().flatten().filter(fits).collect();
    let headings = page.select("h1");
    let headings: Vec<String> = headings
        .nodes()
        .iter()
        .map(dom::text)
        .filter(fits)
        .collect();
    let agreed = headings
        .iter()
        .find(|heading| titles.iter().any(|it| agree(heading, it)));
    let spelt_out = agreed.and_then(|heading| titles.iter().find(|it| spells_out(it, heading)));
    let alone = match headings.as_slice() {
        [only] if title_words(only).len() >= FEWEST_WORDS => Some(only),
        _ => None,
    };
    let chosen = spelt_out.or(agreed).or(alone).or(titles.first());
    chosen.or(headings.first()).cloned()
}

/// Whether a title is the heading with the spaces that the heading's layout makes up for.
fn spells_out(title: &str, heading: &str) -> bool {
    let spaced = title.split_whitespace().count() > heading.split_whitespace().count();
    spaced && title_words(title).concat() == title_words(heading).concat()
}

/// The longest title, in bytes.
const LONGEST_TITLE: usize = 500;

/// A heading of fewer words may name the paper or the section.
const FEWEST_WORDS: usize = 4;

/// Whether a heading and a title say the same, the name of the site and such aside.
fn agree(heading: &str, title: &str) -> bool {
    let (heading, title) = (title_words(heading), title_words(title));
    if heading.len() < 2 {
        return heading == title;
    }
    if heading.len() >= FEWEST_WORDS && title.starts_with(&heading) {
        return true;
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

fn canonical(page: &Document) -> Option<String> {
    let link = page.select_single(r#"link[rel="canonical"]"#);
    let url = dom::attribute(link.nodes().first()?, "href")?;
    url.starts_with("http").then_some(url)
}

fn language(page: &Document) -> Option<String> {
    let root: NodeRef<'_> = page.html_root();
    dom::attribute(&root, "lang").or_else(|| dom::attribute(&root, "xml:lang"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_and_a_title_agree_on_most_of_their_words() {
        for (heading, title, want) in [
            ("Ferry row deepens", "Ferry row deepens - Coast News", true),
            ("Ferry row deepens", "FERRY ROW: deepens!", true),
            ("Coast News", "Ferry row deepens", false),
            // Seven words in ten of the heading, and half of the title.
            ("a b c d e f g h i j", "a b c d e f g", true),
            ("a b c d e f g h i j", "a b c d e f", false),
            ("a b c d", "a b c d 1 2 3 4", true),
            ("a b c", "a b c 1 2 3 4", false),
            // A whole heading at the beginning, whatever follows.
            ("a b c d", "a b c d 1 2 3 4 5", true),
            ("Tides fall", "Tides rise", false),
            ("Tides fall", "Tides fall – Coast", true),
            ("Tides", "Tides", true),
            ("Tides", "Tides fall", false),
        ] {
            assert_eq!(agree(heading, title), want, "{heading} | {title}");
        }
    }
}
