//! The help, made from the table of keys.

use super::bindings::{BINDINGS, Binding, Topic};

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// A heading.
    Heading(Topic),
    /// A key and what it does.
    Key(&'static Binding),
    /// A blank line.
    Blank,
}

/// The whole help, topic by topic.
pub fn lines() -> Vec<HelpLine> {
    let mut res = Vec::with_capacity(BINDINGS.len() + 2 * Topic::ALL.len());
    for topic in Topic::ALL {
        if !res.is_empty() {
            res.push(HelpLine::Blank);
        }
        res.push(HelpLine::Heading(topic));
        let keys = BINDINGS.iter().filter(|it| it.topic == topic);
        res.extend(keys.map(HelpLine::Key));
    }
    res
}
