//! The help, made from the tables of keys and of commands.

use super::bindings::{BINDINGS, Binding, Topic};
use super::commands::{VERBS, Verb};

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// A key and what it does.
    Key(&'static Binding),
    /// A command and what it does.
    Command(&'static Verb),
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
        res.push(HelpLine::Heading(topic.heading()));
        let keys = BINDINGS.iter().filter(|it| it.topic == topic);
        res.extend(keys.map(HelpLine::Key));
    }
    res.extend([HelpLine::Blank, HelpLine::Heading("Commands")]);
    res.extend(VERBS.iter().map(HelpLine::Command));
    res
}
