//! The names that pages give their elements, and the lists of `assets/html` that say what they mean.

use std::collections::HashSet;

use dom_query::NodeRef;

use crate::story::word_list::entries;

/// Words and phrases that mark an element.
#[derive(Debug)]
pub struct Labels {
    words: HashSet<&'static str>,
    /// With a space at both ends.
    phrases: Vec<String>,
}

impl Labels {
    /// The labels of a list, one a line.
    pub fn of(list: &'static str) -> Labels {
        let (phrases, words): (Vec<_>, Vec<_>) = entries(list).partition(|it| it.contains(' '));
        Labels {
            words: words.into_iter().collect(),
            phrases: phrases.iter().map(|it| format!(" {it} ")).collect(),
        }
    }

    /// Whether an element bears one of the labels.
    pub fn mark(&self, node: &NodeRef<'_>) -> bool {
        self.are_in(&names(node))
    }

    /// Whether one of the labels is among the words of an element's [`names`].
    pub fn are_in(&self, names: &str) -> bool {
        names
            .split_ascii_whitespace()
            .any(|it| self.words.contains(it))
            || self.phrases.iter().any(|it| names.contains(it.as_str()))
    }
}

/// The words that class, id and such attributes are made of, in lower case, with a space before and
/// after each: `ArticleBody__photo-caption` is ` article body photo caption `. Empty if there are none.
pub fn names(node: &NodeRef<'_>) -> String {
    const NAMING: [&str; 5] = ["class", "id", "itemprop", "data-testid", "data-component"];
    let mut names = String::new();
    if let Some(element) = node.element_ref() {
        for attr in &element.attrs {
            if NAMING.contains(&attr.name.local.as_ref()) {
                split_into(&mut names, &attr.value);
            }
        }
    }
    names
}

/// Splits at everything that is no letter, and before a capital that follows a small letter.
fn split_into(names: &mut String, name: &str) {
    let mut small = false;
    for it in name.chars() {
        let starts = !it.is_alphabetic() || (small && it.is_uppercase());
        if (starts || names.is_empty()) && !names.ends_with(' ') {
            names.push(' ');
        }
        if it.is_alphabetic() {
            names.extend(it.to_lowercase());
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
    use dom_query::Document;

    #[test]
    fn names_are_split_into_words() {
        let page = Document::from(r#"<p class="ArticleBody__photo-caption x2" id="imageLead">"#);
        let node = page.select_single("p");
        assert_eq!(
            names(&node.nodes()[0]),
            " article body photo caption x image lead "
        );
    }

    #[test]
    fn phrases_are_words_in_a_row() {
        let labels = Labels::of("# a comment\npromo\nread more");
        assert!(labels.are_in(" read more box "));
        assert!(labels.are_in(" promo "));
        assert!(!labels.are_in(" read much more promotion "));
    }
}
