//! The help, made from the tables of keys and of commands, and of the words in the status line.

use super::App;
use super::bindings::{Action, BINDINGS, Binding, Topic};
use super::commands::{VERBS, Verb};
use super::keymap::{Command, Keymap};
use super::moving::Way;
use super::prompt::Asking;
use super::update::steps;
use crate::layout::rows::wrapped;
use crate::layout::width::columns;

/// A line of the help.
#[derive(Clone, Copy, Debug)]
pub enum HelpLine {
    /// A heading.
    Heading(&'static str),
    /// A key and what it does.
    Key(&'static Binding),
    /// A command and what it does.
    Command(&'static Verb),
    /// A word the status line uses and what it means.
    Word(&'static str, &'static str),
    /// A blank line.
    Blank,
}

/// The words by which the status line tells whose a quote is and why, and what they mean.
#[rustfmt::skip]
pub const WHY: &[(&str, &str)] = &[
    ("↓ ↑", "the quote is further down or up, not on your line"),
    ("← “…”", "the story's words that stand for the speaker"),
    ("cue “…”", "the words of saying: said, asked, according to"),
    ("full name", "those words are a full name"),
    ("surname", "… a surname, or a first name alone"),
    ("title", "… an office or description: the prime minister"),
    ("pronoun", "… he, she, they: somebody named before"),
    ("organisation", "… a body, a group or a document"),
    ("goes on", "the quote goes on from the one before"),
    ("by turns", "by its place among quotes that take turns"),
    ("by hand", "you said so (x)"),
    ("checked", "you found it right (x, the same name)"),
    ("sure", "of these, 96 in 100 are right"),
    ("likely", "of these, most are right: have a look"),
    ("unsure", "of these, many are wrong; the list marks them ?"),
    ("nobody known", "the story does not tell who said it"),
    ("a phrase", "in marks, but nobody said it: a title; \" goes to the next"),
];

/// The whole help, topic by topic.
pub fn lines() -> Vec<HelpLine> {
    let mut res = Vec::with_capacity(BINDINGS.len() + 3 * Topic::ALL.len());
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
    res.extend([
        HelpLine::Blank,
        HelpLine::Heading("Why: who said it, and how sure"),
    ]);
    res.extend(
        WHY.iter()
            .map(|(word, meaning)| HelpLine::Word(word, meaning)),
    );
    res
}

/// The first words of the headings, in lower case: what help can be asked about by name.
pub fn topics() -> Vec<String> {
    let heading = |line| match line {
        HelpLine::Heading(heading) => heading.split([' ', ',', ':']).next().map(str::to_lowercase),
        _ => None,
    };
    lines().into_iter().filter_map(heading).collect()
}

impl HelpLine {
    /// What stands at the left and at the right of it.
    pub fn columns(self, keymap: &Keymap) -> (String, &'static str) {
        match self {
            HelpLine::Heading(heading) => (heading.to_owned(), ""),
            HelpLine::Key(binding) => (keymap.listed_keys(binding.action), binding.help),
            HelpLine::Command(verb) => (format!(":{} {}", verb.name, verb.takes), verb.help),
            HelpLine::Word(word, meaning) => (word.to_owned(), meaning),
            HelpLine::Blank => (String::new(), ""),
        }
    }

    /// Whether it has these words, which are in lower case.
    pub fn has(self, words: &str, keymap: &Keymap) -> bool {
        let (left, right) = self.columns(keymap);
        let has = |it: &str| it.to_lowercase().contains(words);
        !words.is_empty() && (has(&left) || has(right))
    }
}

/// A row of the help: a line of it, or as much as there is room for.
#[derive(Clone, Debug)]
pub struct HelpRow {
    /// The line.
    pub line: HelpLine,
    /// What stands at the left.
    pub left: String,
    /// The column of what stands at the right, and that.
    pub right: (u16, String),
}

/// Columns for keys, where there is room, and the narrowest screen on which the help is set in.
const KEYS: u16 = 18;
const ROOMY: u16 = 60;

/// The columns before the help.
pub fn margin(width: u16) -> u16 {
    if width >= ROOMY { 4 } else { 0 }
}

/// The rows of a line on a screen so wide.
fn rows_of(line: HelpLine, keymap: &Keymap, width: u16) -> Vec<HelpRow> {
    let (left, right) = line.columns(keymap);
    // What is longer than its column pushes the rest to the right.
    let taken = u16::try_from(columns(&left) + 1).unwrap_or(width);
    let pushed = margin(width) + KEYS.min(width / 3).max(taken);
    // There being too little room beside it, the rest stands under it.
    let under = pushed + width / 4 > width;
    let at = if under { 2.min(width) } else { pushed };
    let wrapped = wrapped(right, usize::from(width.saturating_sub(at)).max(1));
    let mut texts: Vec<&str> = wrapped;
    if under && !right.is_empty() {
        texts.insert(0, "");
    }
    let texts = texts.into_iter().enumerate();
    texts
        .map(|(number, text)| HelpRow {
            line,
            left: if number == 0 {
                left.clone()
            } else {
                String::new()
            },
            right: (at, text.to_owned()),
        })
        .collect()
}

/// The help on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelpPage {
    /// The first line shown.
    pub top: usize,
    /// What was searched for in it, in lower case.
    pub sought: String,
}

impl App {
    /// What somebody is told who reads for the first time.
    pub fn where_help_is(&self) -> String {
        let key = |action| self.keymap.first_key(action);
        let (help, leaves) = (key(Action::Help), key(Action::Close));
        let next = key(Action::NextQuote);
        format!("{next} goes to the next quote, {help} lists the keys, {leaves} leaves.")
    }

    /// Scrolls the help, searches it or closes it.
    pub(super) fn act_in_help(&mut self, command: Command) {
        let page = usize::from(self.screen.body.height).max(1);
        if let Some(steps) = steps(command, page) {
            self.scroll_help(steps);
            return;
        }
        match command.action {
            Action::Close | Action::Clear | Action::Help | Action::GoThere => self.help = None,
            Action::Top => self.scroll_help(isize::MIN),
            Action::End => self.scroll_help(isize::MAX),
            Action::Search => self.ask(Asking::Help, String::new()),
            Action::NextHit => self.next_in_help(Way::On),
            Action::PreviousHit => self.next_in_help(Way::Back),
            _ => {}
        }
    }

    /// The rows of the help on the screen as it is.
    pub fn help_rows(&self) -> Vec<HelpRow> {
        let rows = |it| rows_of(it, &self.keymap, self.size.width);
        lines().into_iter().flat_map(rows).collect()
    }

    pub(super) fn scroll_help(&mut self, steps: isize) {
        let page = usize::from(self.screen.body.height).max(1);
        let last = self.help_rows().len().saturating_sub(page);
        if let Some(help) = &mut self.help {
            help.top = help.top.saturating_add_signed(steps).min(last);
        }
    }

    /// Opens the help at a topic, or at the first line with these words.
    pub(super) fn help_about(&mut self, topic: &str) {
        let words = topic.to_lowercase();
        let heading = |it: &HelpRow| matches!(it.line, HelpLine::Heading(_));
        let rows = self.help_rows();
        let has = |it: &HelpRow| it.line.has(&words, &self.keymap);
        let found = rows.iter().position(|it| heading(it) && has(it));
        match found.or_else(|| rows.iter().position(has)) {
            Some(top) => {
                self.help = Some(HelpPage {
                    top,
                    sought: String::new(),
                })
            }
            None if words.is_empty() => self.help = Some(HelpPage::default()),
            None => self.notice = Some(format!("There is nothing in the help about “{topic}”.")),
        }
        self.scroll_help(0);
    }

    /// Shows the first line of the help with these words.
    pub(super) fn seek_in_help(&mut self, words: &str) {
        let sought = words.to_lowercase();
        let mut rows = self.help_rows().into_iter();
        let top = rows.position(|it| it.line.has(&sought, &self.keymap));
        if let Some(help) = &mut self.help {
            help.top = top.unwrap_or(help.top);
            help.sought = sought;
        }
        self.scroll_help(0);
    }

    fn next_in_help(&mut self, way: Way) {
        let rows = self.help_rows();
        let Some(help) = &mut self.help else {
            return;
        };
        let begins = |it: &usize| !rows[*it].left.is_empty();
        let has = |it: &usize| begins(it) && rows[*it].line.has(&help.sought, &self.keymap);
        let found = match way {
            Way::On => (help.top + 1..rows.len()).find(has),
            Way::Back => (0..help.top).rev().find(has),
        };
        match found {
            Some(top) => help.top = top,
            None => self.notice = Some("There is no further line with that.".to_owned()),
        }
        self.scroll_help(0);
    }
}
