//! The names that pages give their elements, and the lists of `assets/html` that say what they mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use dom_query::{Document, NodeRef};

use super::nodes::NodeMap;
use crate::story::word_list::entries;

/// What the names of an element say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A byline.
    Byline,
    /// What stands in a byline beside the names.
    BesideByline,
    /// The caption of a picture.
    Caption,
    /// No part of the story.
    Clutter,
    /// The credit of a picture.
    Credit,
    /// When the story was published.
    Date,
    /// A part of the page about other stories.
    Elsewhere,
    /// The box of a picture.
    Picture,
    /// The standfirst.
    Standfirst,
    /// Only for those who have the page read to them.
    Unseen,
}

/// The words and phrases that mark each, one a line.
const LISTS: [(Label, &str); 10] = [
    (
        Label::Byline,
        include_str!("../../../../assets/html/byline-labels.txt"),
    ),
    (
        Label::BesideByline,
        include_str!("../../../../assets/html/beside-byline-labels.txt"),
    ),
    (
        Label::Caption,
        include_str!("../../../../assets/html/caption-labels.txt"),
    ),
    (
        Label::Clutter,
        include_str!("../../../../assets/html/clutter-labels.txt"),
    ),
    (
        Label::Credit,
        include_str!("../../../../assets/html/credit-labels.txt"),
    ),
    (
        Label::Date,
        include_str!("../../../../assets/html/date-labels.txt"),
    ),
    (
        Label::Elsewhere,
        include_str!("../../../../assets/html/elsewhere-labels.txt"),
    ),
    (
        Label::Picture,
        include_str!("../../../../assets/html/picture-labels.txt"),
    ),
    (
        Label::Standfirst,
        include_str!("../../../../assets/html/standfirst-labels.txt"),
    ),
    (
        Label::Unseen,
        include_str!("../../../../assets/html/unseen-labels.txt"),
    ),
];

/// A set of labels, a bit for each.
type Set = u16;

const fn bit(label: Label) -> Set {
    1 << label as Set
}

/// The labels of a page's elements. Their names are read once; many passes ask for them.
#[derive(Debug, Default)]
pub struct Labels(NodeMap<Set>);

impl Labels {
    /// Reads the names of every element of a page.
    pub fn of(page: &Document) -> Labels {
        let mut labels = NodeMap::default();
        let mut names = String::new();
        for node in page.root().descendants_it() {
            names.clear();
            names_into(&mut names, &node);
            let found = told_by(&names);
            if found != 0 {
                labels.insert(node.id, found);
            }
        }
        Labels(labels)
    }

    /// Whether an element's names say that it is `label`.
    pub fn has(&self, node: &NodeRef<'_>, label: Label) -> bool {
        let found = self.0.get(&node.id);
        found.is_some_and(|it| it & bit(label) != 0)
    }
}

/// The entries of the lists by their first word: each with a space after every word, and what it says.
static ENTRIES: LazyLock<HashMap<&str, Vec<(String, Set)>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&str, Vec<(String, Set)>> = HashMap::new();
    for (label, list) in LISTS {
        for entry in entries(list) {
            let word = entry.split(' ').next().unwrap_or(entry);
            let told = (format!("{entry} "), bit(label));
            by_word.entry(word).or_default().push(told);
        }
    }
    by_word
});

/// What the words of [`names_into`] say.
fn told_by(names: &str) -> Set {
    let mut found = 0;
    let mut rest = names.trim_start();
    while let Some((word, after)) = rest.split_once(' ') {
        let told = ENTRIES.get(word).into_iter().flatten();
        let told = told.filter(|(entry, _)| rest.starts_with(entry.as_str()));
        found |= told.fold(0, |all, (_, set)| all | set);
        rest = after;
    }
    found
}

/// Appends the words that class, id and such attributes are made of, in lower case, with a space before
/// and after each: `ArticleBody__photo-caption` is ` article body photo caption `. Nothing if there are none.
fn names_into(names: &mut String, node: &NodeRef<'_>) {
    const NAMING: [&str; 5] = ["class", "id", "itemprop", "data-testid", "data-component"];
    if let Some(element) = node.element_ref() {
        for attr in &element.attrs {
            if NAMING.contains(&attr.name.local.as_ref()) {
                split_into(names, &attr.value);
            }
        }
    }
}

/// Splits at everything that is no letter, and before a capital that follows a small letter.
fn split_into(names: &mut String, name: &str) {
    let mut small = false;
    for it in name.chars() {
        let starts = !it.is_alphabetic() || (small && it.is_uppercase());
        if (starts || names.is_empty()) && !names.ends_with(' ') {
            names.push(' ');
        }
        match it {
            'a'..='z' | 'A'..='Z' => names.push(it.to_ascii_lowercase()),
            _ if it.is_alphabetic() => names.extend(it.to_lowercase()),
            _ => {}
        }
        small = it.is_lowercase();
    }
    if !names.ends_with(' ') {
        names.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_into_words() {
        let page = Document::from(r#"<p class="ArticleBody__photo-caption x2" id="imageLead">"#);
        let node = page.select_single("p");
        let mut names = String::new();
        names_into(&mut names, &node.nodes()[0]);
        assert_eq!(names, " article body photo caption x image lead ");
    }

    #[test]
    fn phrases_are_words_in_a_row() {
        let clutter = bit(Label::Clutter);
        assert_eq!(told_by(" read more box ") & clutter, clutter);
        assert_eq!(told_by(" the promo ") & clutter, clutter);
        assert_eq!(told_by(" read much more promotional ") & clutter, 0);
        assert_eq!(told_by(""), 0);
    }

    #[test]
    fn an_element_may_have_several_labels() {
        let page = Document::from(r#"<p class="photo caption">Words</p><p>More</p>"#);
        let labels = Labels::of(&page);
        let told = |label| {
            let nodes = page.select("p");
            let told = nodes.nodes().iter().map(|it| labels.has(it, label));
            told.collect::<Vec<_>>()
        };
        assert_eq!(told(Label::Caption), [true, false]);
        assert_eq!(told(Label::Picture), [true, false]);
        assert_eq!(told(Label::Credit), [false, false]);
    }

    #[test]
    fn letters_of_any_script_are_parts_of_names() {
        let mut names = String::new();
        split_into(&mut names, "bildÜber-text");
        assert_eq!(names, " bild über text ");
    }
}
