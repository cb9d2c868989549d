//! When a page's story was published, told from all that declares or prints it.
//!
//! What is declared comes first, in the order of its trust: linked data of the article, `<meta>` elements,
//! marked times, linked data of the page. What is printed is weighed by where it stands, by what its
//! element is called and by what is beside it. The address comes last.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

use super::dom;
use super::labels::{Label, Labels};
use crate::story::date::{self, Order};
use crate::story::word_list::entries;

/// Where dates are looked for.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The page itself.
    pub page: &'a Document,
    /// What the names of its elements say.
    pub labels: &'a Labels,
    /// Its `<meta>` elements.
    pub metas: &'a HashMap<String, String>,
    /// Its address.
    pub url: Option<&'a str>,
    /// How it writes days and months as numbers.
    pub order: Order,
}

/// The order of days and months on a page in this language at this address.
pub fn order(language: Option<&str>, url: Option<&str>) -> Order {
    /// Where English is spoken and the day comes first.
    const DAY_FIRST: [&str; 9] = [
        ".uk", ".au", ".nz", ".ie", ".in", ".za", ".ng", ".ke", ".sg",
    ];
    let language = language.unwrap_or("en").to_ascii_lowercase();
    let american = matches!(language.as_str(), "en" | "en-us" | "en_us");
    let host = url.and_then(|it| it.split('/').nth(2)).unwrap_or("");
    match american && !DAY_FIRST.iter().any(|it| host.ends_with(it)) {
        true => Order::MonthFirst,
        false => Order::DayFirst,
    }
}

impl Places<'_> {
    /// The date of publication in ISO 8601. `article` and `others` are what linked data says of the article
    /// and of the page around it.
    pub fn published(&self, article: Option<&str>, others: &[String]) -> Option<String> {
        let keys = entries(include_str!("../../../../assets/html/published-keys.txt"));
        let metas = keys.filter_map(|it| self.metas.get(it).map(String::as_str));
        let declared = article.into_iter().chain(metas);
        self.first(declared)
            .or_else(|| self.marked())
            .or_else(|| self.first(others.iter().map(String::as_str)))
            .or_else(|| self.printed())
            .or_else(|| in_address(self.url?))
    }

    /// The first of some declared dates that is one.
    fn first<'b>(&self, mut declared: impl Iterator<Item = &'b str>) -> Option<String> {
        declared.find_map(|it| date::read(it, self.order))
    }

    /// The date of a time element that is marked as that of publication.
    fn marked(&self) -> Option<String> {
        let marked = r#"[itemprop="datePublished"], time[pubdate], article time[datetime]"#;
        let nodes = self.page.select(marked);
        let here = |it: &&NodeRef<'_>| !self.stands_elsewhere(it);
        nodes.nodes().iter().filter(here).find_map(|it| self.of(it))
    }

    /// The date an element holds in an attribute, else in its words.
    fn of(&self, node: &NodeRef<'_>) -> Option<String> {
        let told = ["datetime", "content", "title"].into_iter();
        let mut told = told.filter_map(|it| dom::attribute(node, it));
        let told = told.find_map(|it| date::read(&it, self.order));
        told.or_else(|| date::find(&dom::text(node), self.order).map(|it| it.iso))
    }

    /// The printed date for which most speaks, the first of such.
    fn printed(&self) -> Option<String> {
        /// So many elements are looked at: dates stand at the top, or right under the story.
        const LOOKED_AT: usize = 6_000;
        let root = self.page.root();
        let headline = root
            .descendants_it()
            .filter(NodeRef::is_element)
            .position(|it| dom::is_any(&it, &["h1"]));
        let elements = root.descendants_it().filter(NodeRef::is_element);
        let mut best: Option<(i32, String)> = None;
        for (number, node) in elements.take(LOOKED_AT).enumerate() {
            let Some((weight, iso)) = self.weigh(&node, number, headline) else {
                continue;
            };
            if best.as_ref().is_none_or(|(most, _)| weight > *most) {
                best = Some((weight, iso));
            }
        }
        best.map(|(_, iso)| iso)
    }

    /// A date that an element with few words prints, and what speaks for it; `None` if that is too little.
    fn weigh(
        &self,
        node: &NodeRef<'_>,
        number: usize,
        headline: Option<usize>,
    ) -> Option<(i32, String)> {
        /// What speaks for a date printed near the headline, or called a date, or said to be one.
        const ENOUGH: i32 = 3;
        /// So many elements after the headline the byline ends.
        const NEAR: usize = 60;
        let line = Line::of(node)?;
        let found = date::find(&line.text, self.order);
        let is_time = dom::is_any(node, &["time", "abbr"]);
        let iso = match is_time {
            true => self.of(node)?,
            false => found.as_ref()?.iso.clone(),
        };
        if found
            .as_ref()
            .is_some_and(|it| it.others > Line::MOST_OTHERS)
        {
            return None;
        }
        let after = headline.and_then(|it| number.checked_sub(it));
        let near = after.is_some_and(|it| it <= NEAR);
        let close_before = headline.is_some_and(|it| number < it && it - number <= NEAR / 2);
        let weight = [
            (is_time, 3),
            (self.is_called_date(node), 3),
            (line.is_said_published(), 2),
            (line.is_said_changed(), -2),
            (near, 3),
            (close_before, 2),
            (found.is_some_and(|it| it.others <= 2), 1),
            (self.stands_elsewhere(node), -6),
        ];
        let weight = weight.iter().filter(|(so, _)| *so).map(|(_, it)| it).sum();
        (weight >= ENOUGH).then_some((weight, iso))
    }

    /// Whether the element or the one around it is called a date.
    fn is_called_date(&self, node: &NodeRef<'_>) -> bool {
        let called = |it: &NodeRef<'_>| self.labels.has(it, Label::Date);
        called(node) || node.parent().is_some_and(|it| called(&it))
    }

    /// Whether an element stands among other stories, comments, captions and what belongs to the site.
    fn stands_elsewhere(&self, node: &NodeRef<'_>) -> bool {
        const WITHIN: usize = 6;
        const PARTS: [&str; 3] = ["aside", "nav", "footer"];
        const WHOLE: [&str; 4] = ["html", "body", "main", "article"];
        node.ancestors_it(Some(WITHIN))
            .chain([*node])
            .filter(|it| !dom::is_any(it, &WHOLE))
            .any(|it| {
                let told = |label| self.labels.has(&it, label);
                dom::is_any(&it, &PARTS) || told(Label::Elsewhere) || told(Label::Caption)
            })
    }
}

/// A short line of a page that may tell a date.
struct Line {
    text: String,
    lower: String,
}

impl Line {
    const LONGEST: usize = 160;
    /// A line with more words beside the date is a sentence.
    const MOST_OTHERS: usize = 9;

    /// The line of an element that has words of its own, with digits; or that is a time.
    fn of(node: &NodeRef<'_>) -> Option<Line> {
        const MOST_NODES: usize = 16;
        if dom::is_any(node, &["script", "style", "head", "title", "option", "a"]) {
            return None;
        }
        let own = node.children_it(false).filter(NodeRef::is_text);
        let mut own = own.filter_map(|it| dom::own_text(&it));
        let tells = dom::is_any(node, &["time", "abbr"])
            || own
                .any(|it| it.len() <= Self::LONGEST && it.contains(|it: char| it.is_ascii_digit()));
        let small = || node.descendants_it().take(MOST_NODES).count() < MOST_NODES;
        let text = (tells && small()).then(|| dom::text(node))?;
        let lower = text.to_lowercase();
        (text.len() <= Self::LONGEST).then_some(Line { text, lower })
    }

    fn is_said_published(&self) -> bool {
        const WORDS: [&str; 12] = [
            "publish",
            "posted",
            "created",
            "erstellt",
            "veröffentlicht",
            "publi",
            "pubblicato",
            "stand",
            "gepubliceerd",
            "dodano",
            "написано",
            "опубликовано",
        ];
        WORDS.iter().any(|it| self.lower.starts_with(it))
    }

    fn is_said_changed(&self) -> bool {
        const WORDS: [&str; 8] = [
            "updated",
            "last updated",
            "last modified",
            "modified",
            "aktualisiert",
            "geändert",
            "mis à jour",
            "actualizado",
        ];
        WORDS.iter().any(|it| self.lower.starts_with(it))
    }
}

/// The day in an address: `/2031/05/04/`, `/2031-05-04-`, `/20310504/`.
fn in_address(url: &str) -> Option<String> {
    let path = url.splitn(4, '/').nth(3)?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let number = |it: &str, digits: usize| {
        let whole = it.len() == digits && it.bytes().all(|it| it.is_ascii_digit());
        whole.then(|| it.to_owned())
    };
    let apart = parts.windows(3).find_map(|it| {
        let [year, month, day] = it else { return None };
        let day = number(day, 2)?;
        Some(format!("{}-{}-{day}", number(year, 4)?, number(month, 2)?))
    });
    let together = || parts.iter().find_map(|it| number(it, 8));
    date::read(&apart.or_else(together)?, Order::DayFirst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_tell_days() {
        for (url, want) in [
            ("https://a.example/2031/05/04/mole/", Some("2031-05-04")),
            ("https://a.example/news/2031-05-04-mole", Some("2031-05-04")),
            ("https://a.example/n/20310504/mole", Some("2031-05-04")),
            ("https://a.example/2031/05/mole", None),
            ("https://a.example/20311504", None),
            ("https://2031.05.04.example/a", None),
        ] {
            assert_eq!(in_address(url).as_deref(), want, "{url}");
        }
    }

    #[test]
    fn the_day_comes_first_outside_america() {
        for (language, url, want) in [
            (None, None, Order::MonthFirst),
            (Some("en-US"), None, Order::MonthFirst),
            (Some("en"), Some("https://a.co.uk/b"), Order::DayFirst),
            (Some("en-GB"), None, Order::DayFirst),
            (Some("de"), Some("https://a.com/b"), Order::DayFirst),
        ] {
            assert_eq!(order(language, url), want, "{language:?} {url:?}");
        }
    }
}
