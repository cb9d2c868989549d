//! The reader's keys for people: `pullquote keys`, and a section of the manual page.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::app::bindings::{BINDINGS, Binding, Topic};
use crate::app::keymap::Keymap;

/// The keys as they are configured and what they do, topic by topic.
pub fn table(keymap: &Keymap) -> String {
    let keys = |it: &Binding| keymap.listed_keys(it.action);
    let widest = BINDINGS.iter().map(|it| keys(it).width()).max();
    let widest = widest.unwrap_or(0);
    let mut res = String::new();
    for topic in Topic::ALL {
        let gap = if res.is_empty() { "" } else { "\n" };
        let _ = writeln!(res, "{gap}{}", topic.heading());
        for binding in of_topic(topic) {
            let keys = keys(binding);
            let pad = widest - keys.width();
            let _ = writeln!(res, "  {keys}{:pad$}  {}", "", binding.help);
        }
    }
    res
}

/// The keys as a section in the notation of manual pages.
pub fn manual_section() -> String {
    let mut res = String::from(".SH KEYS\n");
    for topic in Topic::ALL {
        let _ = writeln!(res, ".SS {}", topic.heading());
        for binding in of_topic(topic) {
            let keys = binding.keys.replace('\\', "\\e").replace('\'', "\\(aq");
            let _ = writeln!(res, ".TP\n\\&{keys}\n{}", binding.help);
        }
    }
    res
}

fn of_topic(topic: Topic) -> impl Iterator<Item = &'static Binding> {
    BINDINGS.iter().filter(move |it| it.topic == topic)
}
