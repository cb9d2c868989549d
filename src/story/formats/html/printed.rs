//! What is printed on a page below its headline: byline and standfirst.

use dom_query::{Document, NodeRef};

use super::byline::{self, is_person};
use super::labels::{Label, Labels};
use super::{credits, dates, dom};

/// More marks are a list of authors, not a byline.
const MOST_MARKS: usize = 12;
/// A byline that holds more nodes is more than one.
const MOST_NODES: usize = 60;

/// The texts of the byline on the page: of the first marked elements after the headline, else of
/// the first line that reads like one.
pub fn byline(page: &Document, labels: &Labels) -> Vec<String> {
    let marked = marked_byline(page, labels);
    if !marked.is_empty() {
        return marked;
    }
    let plain = plain_byline(page, labels).or_else(|| editor_line(page));
    plain.into_iter().collect()
}

/// The line that names the editor on pages in Chinese and Japanese, wherever it stands: `责任编辑：马晓`.
fn editor_line(page: &Document) -> Option<String> {
    const LONGEST: usize = 90;
    let root = page.root();
    let texts = root.descendants_it().filter(NodeRef::is_text);
    let mut opening = texts
        .filter(|it| dom::own_text(it).is_some_and(|it| byline::opens_in_han(it.trim_start())));
    let opening = opening.next()?;
    let lines = [dom::text(&opening), dom::text(&opening.parent()?)];
    let names = |line: &String| !byline::read(&[line]).names.is_empty();
    lines
        .into_iter()
        .find(|it| it.len() <= LONGEST && names(it))
}

fn marked_byline(page: &Document, labels: &Labels) -> Vec<String> {
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    for node in elements.skip_while(|it| !dom::is_any(it, &["h1"])) {
        let beyond = found
            .first()
            .is_some_and(|first| !are_near(first, &node) || is_prose(&node));
        if beyond || found.len() > MOST_MARKS {
            break;
        }
        if is_marked(&node, labels) {
            found.push(node);
        }
    }
    innermost(&found, labels)
        .flat_map(|it| texts(it, labels))
        .collect()
}

/// Of marks within marks the inner ones, unless only the outer one names somebody: then what is marked
/// within it is a word before the name, a role, a line about the author.
fn innermost<'a, 'b>(
    found: &'b [NodeRef<'a>],
    labels: &'b Labels,
) -> impl Iterator<Item = &'b NodeRef<'a>> {
    let names = |it: &NodeRef<'_>| {
        let read = byline::read(&texts(it, labels));
        read.names.iter().any(|it| is_person(it))
    };
    let within = |outer: &NodeRef<'_>| -> Vec<&NodeRef<'_>> {
        let outer = *outer;
        found.iter().filter(|it| is_above(&outer, it)).collect()
    };
    let names_alone = move |it: &NodeRef<'_>| {
        let inner = within(it);
        !inner.is_empty() && names(it) && !inner.iter().any(|it| names(it))
    };
    let alone: Vec<NodeRef<'_>> = found.iter().copied().filter(|it| names_alone(it)).collect();
    found.iter().filter(move |it| {
        let chosen = alone.iter().any(|outer| outer.id == it.id);
        let covered = alone.iter().any(|outer| is_above(outer, it));
        let outer = found.iter().any(|other| is_above(it, other));
        !covered && (chosen || !outer)
    })
}

/// Whether an element is a paragraph of the body: no byline that is still to come is the story's.
fn is_prose(node: &NodeRef<'_>) -> bool {
    const SHORTEST: usize = 200;
    dom::is_any(node, &["p"]) && dom::text(node).len() >= SHORTEST
}

fn is_above(node: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 6;
    other.ancestors_it(Some(WITHIN)).any(|it| it.id == node.id)
}

/// Whether `node` stands in the same part of the page as the first mark found.
fn are_near(first: &NodeRef<'_>, node: &NodeRef<'_>) -> bool {
    const WITHIN: usize = 2;
    let around = first.ancestors_it(Some(WITHIN)).last();
    around.is_none_or(|it| is_above(&it, node))
}

/// What an element marked as a byline holds: its whole text if that is names and roles; else the
/// names it links; else its pieces of text, which may set a role apart from a name.
fn texts(node: &NodeRef<'_>, labels: &Labels) -> Vec<String> {
    let inner = node.descendants_it();
    let links = inner.filter(|it| dom::is_any(it, &["a"]) && !labels.has(it, Label::BesideByline));
    let linked: Vec<String> = links
        .map(|it| dom::text(&it))
        .filter(|it| is_person(it))
        .collect();
    let pieces = pieces(node, labels);
    let whole = pieces.join(" ").replace(" ,", ",");
    let read = byline::read(&[&whole]);
    if byline::is_byline(&whole) && linked.iter().all(|it| read.has(it)) {
        return vec![whole];
    }
    if !linked.is_empty() {
        return linked;
    }
    let apart = pieces.join("\n");
    match byline::read(&[&apart]).names.iter().any(|it| is_person(it)) {
        true => vec![apart],
        false => vec![whole],
    }
}

/// The pieces of text of a byline, without places, dates and what is to be clicked.
fn pieces(byline: &NodeRef<'_>, labels: &Labels) -> Vec<String> {
    let beside = |it: &NodeRef<'_>| {
        let within = it.ancestors_it(None).take_while(|it| it.id != byline.id);
        within
            .into_iter()
            .any(|it| labels.has(&it, Label::BesideByline))
    };
    let texts = byline.descendants_it().filter(|it| it.is_text());
    let texts = texts
        .filter(|it| !beside(it))
        .filter_map(|it| dom::own_text(&it));
    let texts = texts.map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "));
    texts.filter(|it| !it.is_empty()).collect()
}

/// The first line between the headline and the prose that opens and reads like a byline, or is an
/// agency's name.
fn plain_byline(page: &Document, labels: &Labels) -> Option<String> {
    /// How far below the headline it may be, in elements.
    const WITHIN: usize = 300;
    const LONGEST: usize = 120;
    const MOST_NODES: usize = 16;
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let below = elements.skip_while(|it| !dom::is_any(it, &["h1"])).skip(1);
    let other = |it: &NodeRef<'_>| is_prose(it) || dom::is_any(it, &["h2", "h3", "h4"]);
    let lines = below.take(WITHIN).take_while(|it| !other(it));
    let small = |it: &NodeRef<'_>| it.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let mut lines = lines
        .filter(|it| !dom::is_any(it, &dom::SILENT) && small(it))
        .map(|it| (it, dom::text(&it)));
    let reads = |text: &str| {
        let led = byline::opens(text) && byline::is_byline(text);
        text.len() <= LONGEST && (led || credits::is_agency(text))
    };
    let found = lines.find(|(node, text)| reads(text) && !stands_elsewhere(node, labels));
    found.map(|(_, text)| text)
}

/// The sentence that a page sets under its headline, by the name of its element.
pub fn standfirst(page: &Document, labels: &Labels) -> Option<String> {
    const LENGTHS: std::ops::RangeInclusive<usize> = 20..=500;
    /// How far below the headline it may be, in nodes.
    const WITHIN: usize = 100;
    let root = page.root();
    let elements = root.descendants_it().filter(NodeRef::is_element);
    let below = elements.skip_while(|it| !dom::is_any(it, &["h1"])).skip(1);
    let small = |it: &NodeRef<'_>| it.descendants_it().take(MOST_NODES).count() < MOST_NODES;
    let mut marked = below.take(WITHIN).filter(|it| {
        let marked = labels.has(it, Label::Standfirst) || is_called_lead(it);
        marked && small(it) && !stands_elsewhere(it, labels)
    });
    let text = marked.find_map(|it| Some(dom::text(&it)).filter(|it| !it.is_empty()));
    text.filter(|it| LENGTHS.contains(&it.len()))
}

/// Whether a paragraph or heading is called the lead and nothing else. Boxes called so hold the first
/// paragraphs of the body.
fn is_called_lead(node: &NodeRef<'_>) -> bool {
    let class = dom::attribute(node, "class");
    dom::is_any(node, &["p", "h2", "h3"])
        && class.is_some_and(|it| matches!(it.as_str(), "lead" | "lede"))
}

/// The sentence right under the headline, in the same box, that nothing marks.
pub fn plain_standfirst(page: &Document, labels: &Labels) -> Option<String> {
    /// Shorter ones ask for something: "Share this story."
    const FEWEST_WORDS: usize = 7;
    const LONGEST: usize = 320;
    /// How many elements behind the headline are looked at.
    const BEHIND: usize = 6;
    let headline = page.select_single("h1");
    let headline = headline.nodes().first()?;
    let mut behind = Vec::new();
    let mut next = headline.next_element_sibling();
    while let Some(node) = next.filter(|_| behind.len() < BEHIND) {
        behind.push(node);
        next = node.next_element_sibling();
    }
    let sentence = |text: &String| {
        let words = text.split_whitespace().count();
        let ends = text
            .trim_end_matches(['”', '"', '’'])
            .ends_with(['.', '!', '?']);
        words >= FEWEST_WORDS && text.len() <= LONGEST && ends
    };
    let told = |it: &NodeRef<'_>| {
        let elsewhere = [
            Label::Elsewhere,
            Label::Clutter,
            Label::Byline,
            Label::Caption,
        ];
        !elsewhere.iter().any(|label| labels.has(it, *label))
    };
    let bare = |it: &NodeRef<'_>| {
        let inner = it.descendants_it().filter(NodeRef::is_element).take(4);
        inner.count() < 4 && dom::is_any(it, &["p", "h2", "h3", "div", "span"])
    };
    let line = behind
        .iter()
        .filter(|it| told(it) && bare(it))
        .map(dom::text);
    let mut line = line.filter(sentence);
    line.find(|it| !byline::opens(it) && !dates::is_date_line(it))
}

/// Whether an element is marked as naming the authors, outside lists of other stories and comments.
fn is_marked(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const LONGEST: usize = 150;
    const NEVER: [&str; 6] = ["body", "main", "article", "img", "meta", "link"];
    if dom::is_any(node, &NEVER) {
        return false;
    }
    let author = |name: &str| dom::attribute(node, name).is_some_and(|it| it.contains("author"));
    let marked =
        author("rel") || labels.has(node, Label::Byline) && !labels.has(node, Label::BesideByline);
    marked && !stands_elsewhere(node, labels) && {
        let small = node.descendants_it().take(MOST_NODES).count() < MOST_NODES;
        small && (2..=LONGEST).contains(&dom::text(node).len())
    }
}

/// Whether an element is in a part of the page that tells of other stories.
fn stands_elsewhere(node: &NodeRef<'_>, labels: &Labels) -> bool {
    const WITHIN: usize = 8;
    const PARTS: [&str; 4] = ["aside", "nav", "footer", "figure"];
    node.ancestors_it(Some(WITHIN))
        .any(|it| dom::is_any(&it, &PARTS) || labels.has(&it, Label::Elsewhere) && !is_whole(&it))
}

/// Whether an element holds the whole story, so that what its names speak of is only beside it: a page
/// `with-sidebar`, a story that `has-comments`.
fn is_whole(node: &NodeRef<'_>) -> bool {
    /// The headline stands at the top.
    const LOOKED_AT: usize = 400;
    const WHOLE: [&str; 3] = ["html", "body", "main"];
    let mut inner = node.descendants_it().take(LOOKED_AT);
    dom::is_any(node, &WHOLE) || inner.any(|it| dom::is_any(&it, &["h1"]))
}
