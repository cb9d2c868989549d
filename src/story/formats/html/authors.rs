//! Who wrote a story: what a page tells of its authors in several places, weighed.

use std::sync::LazyLock;

use super::byline::{self, Authors, is_agency, is_han_name, is_person};
use crate::story::word_list::entries;

/// What a page tells of its authors, in each place as it came.
#[derive(Debug, Default)]
pub struct Told {
    /// In linked data.
    pub linked: Vec<String>,
    /// In `<meta>` elements.
    pub meta: Vec<String>,
    /// In the byline printed on the page.
    pub printed: Vec<String>,
}

/// The authors of a story.
///
/// What is declared for machines holds, unless it is the name of an account or of the paper while the
/// printed byline names a person, or the printed byline has all of its names and more; and what `<meta>`
/// elements alone declare holds only if the printed byline agrees: it is the house or who uploaded it.
pub fn authors(told: &Told, publisher: Option<&str>) -> Authors {
    let mut printed = byline::read(&told.printed);
    let own = |it: &str| is_part_of(it, publisher);
    printed.names.retain(|it| {
        let somebody = is_person(it) && !stands_for_nobody(it);
        somebody || is_han_name(it) || is_agency(it) && !own(it)
    });
    let declared = declared(told, &printed, publisher);
    let nobody =
        !declared.names.iter().any(|it| it.contains(' ')) || all_papers(&declared, publisher);
    let is_part = declared.names.iter().all(|it| printed.has(it));
    let shared = declared.names.iter().any(|it| printed.has(it));
    let is_linked = !somebody(&told.linked, publisher).names.is_empty();
    let better = match printed.names.iter().any(|it| is_person(it)) {
        true => nobody || is_part || !is_linked && !shared,
        false => declared.names.is_empty() || all_papers(&declared, publisher),
    };
    match better && !printed.names.is_empty() {
        true => Authors {
            role: printed.role.or(declared.role),
            ..printed
        },
        false => declared,
    }
}

/// The authors declared for machines. Linked data often names who was logged in when the story was
/// put on the site; where the `<meta>` elements and the printed byline agree on others, these are right.
fn declared(told: &Told, printed: &Authors, publisher: Option<&str>) -> Authors {
    let linked = somebody(&told.linked, publisher);
    let meta = somebody(&told.meta, publisher);
    let agreed = |of: &Authors| of.names.iter().any(|it| printed.has(it));
    match linked.names.is_empty() || !agreed(&linked) && agreed(&meta) {
        true => meta,
        false => linked,
    }
}

/// The names in `texts` but those that stand for nobody, and the paper's beside others.
fn somebody(texts: &[String], publisher: Option<&str>) -> Authors {
    let mut res = byline::read(texts);
    res.names.retain(|it| !stands_for_nobody(it));
    if res.names.len() > 1 {
        res.names.retain(|it| !is_paper(it, publisher));
    }
    res
}

fn all_papers(authors: &Authors, publisher: Option<&str>) -> bool {
    authors.names.iter().all(|it| is_paper(it, publisher))
}

/// Whether what stands in the place of a name is whoever was at the desk, or a site.
fn stands_for_nobody(name: &str) -> bool {
    let name = name.to_lowercase();
    let site = name.rsplit_once('.').is_some_and(|(_, domain)| {
        (2..=3).contains(&domain.len()) && domain.chars().all(char::is_alphabetic)
    });
    site || NOBODY.contains(&name.as_str())
}

/// Whether a name is that of the paper.
fn is_paper(name: &str, publisher: Option<&str>) -> bool {
    publisher.is_some_and(|it| it.to_lowercase() == name.to_lowercase())
}

/// Whether a name is among the words of the paper's: an agency's that is the publisher.
fn is_part_of(name: &str, publisher: Option<&str>) -> bool {
    let name = name.to_lowercase();
    publisher.is_some_and(|it| it.to_lowercase().contains(&name))
}

static NOBODY: LazyLock<Vec<&str>> =
    LazyLock::new(|| entries(include_str!("../../../../assets/html/desks.txt")).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_that_tell_of_authors_are_weighed() {
        let own = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        for (linked, meta, printed, names) in [
            (
                &["Coast News"][..],
                &[][..],
                &["By Ada Marsh"][..],
                "Ada Marsh",
            ),
            (
                &["Ada Marsh"],
                &[],
                &["Ada Marsh", "Tom Reed"],
                "Ada Marsh; Tom Reed",
            ),
            (&["Ada Marsh"], &[], &["Tom Reed"], "Ada Marsh"),
            (
                &["Coast News"],
                &[],
                &["Follow Us", "View Author Archive"],
                "Coast News",
            ),
            (&["No author"], &[], &[], ""),
            (&["amarsh"], &[], &["Ada Marsh"], "Ada Marsh"),
            (
                &["Ida Moor"],
                &["Ada Marsh", "7 Coast"],
                &["Ada Marsh"],
                "Ada Marsh; 7 Coast",
            ),
            (&["Ida Moor"], &["Ada Marsh"], &[], "Ida Moor"),
            (&[], &[], &["AFP"], "AFP"),
        ] {
            let told = Told {
                linked: own(linked),
                meta: own(meta),
                printed: own(printed),
            };
            let found = authors(&told, Some("Coast News")).names.join("; ");
            assert_eq!(found, names, "{told:?}");
        }
    }
}
