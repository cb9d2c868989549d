//! A body before it is written down: blocks and pictures in reading order.
//!
//! Formats that tell things twice (a headline in its own field and again on top of the body, a
//! caption beside a picture and again in a list of pictures) gather the parts first, leave out what
//! has been told, and push the rest to the draft.

use super::credit;
use crate::story::BlockKind;
use crate::story::draft::{Draft, Picture, Run};

/// A block of words, or a picture that stands between blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A block.
    Words(BlockKind, Vec<Words>),
    /// A picture.
    Photo(Photo),
}

/// Words with the address they link to, if any.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// The words, with their spaces.
    pub text: String,
    /// Where they lead.
    pub url: Option<String>,
    /// Whether they are bold or italic.
    pub emphasised: bool,
}

/// A picture as its format describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Photo {
    /// The text in place of the picture.
    pub alt: String,
    /// The caption, without its credit where the two are told apart.
    pub caption: String,
    /// The agency or photographer.
    pub credit: Option<String>,
    /// Where the picture is.
    pub source: Option<String>,
}

impl Part {
    /// A block without links.
    pub fn block(kind: BlockKind, text: impl Into<String>) -> Part {
        let text = text.into();
        Part::Words(
            kind,
            vec![Words {
                text,
                ..Words::default()
            }],
        )
    }

    /// The words of a block; of a picture, its caption.
    pub fn text(&self) -> String {
        match self {
            Part::Words(_, runs) => runs.iter().map(|it| it.text.as_str()).collect(),
            Part::Photo(photo) => photo.caption.clone(),
        }
    }

    /// Whether it is prose: a paragraph, a list item or a passage quoted.
    pub fn is_prose(&self) -> bool {
        use BlockKind::{BlockQuote, ListItem, Paragraph};
        matches!(self, Part::Words(Paragraph | ListItem | BlockQuote, _))
    }

    /// Whether all its words are bold or italic.
    fn is_emphasised(&self) -> bool {
        let Part::Words(_, runs) = self else {
            return false;
        };
        let mut words = runs.iter().filter(|it| !it.text.trim().is_empty());
        words.all(|it| it.emphasised)
    }

    /// Writes it down.
    pub fn push(&self, draft: &mut Draft) {
        match self {
            Part::Words(kind, runs) => {
                let runs: Vec<Run<'_>> = runs.iter().map(Words::as_run).collect();
                let pushed = draft.runs(*kind, &runs);
                if pushed.is_some() && self.is_emphasised() {
                    draft.emphasise();
                }
            }
            Part::Photo(photo) => photo.push(draft),
        }
    }
}

impl Words {
    fn as_run(&self) -> Run<'_> {
        Run {
            text: &self.text,
            url: self.url.as_deref(),
        }
    }
}

impl Photo {
    /// Whether there is nothing to tell of it.
    pub fn is_empty(&self) -> bool {
        self.source.is_none() && self.caption.is_empty() && self.alt.is_empty()
    }

    /// Writes it down.
    pub fn push(&self, draft: &mut Draft) {
        let described = match self.caption.is_empty() {
            true => &self.alt,
            false => &self.caption,
        };
        draft.image(&Picture {
            alt: &self.alt,
            caption: &self.caption,
            credit: self.credit.as_deref(),
            source: self.source.as_deref(),
            role: credit::role(described),
        });
    }
}

/// The letters and digits of `text` in lower case: what makes two tellings the same.
pub fn folded(text: &str) -> String {
    text.chars()
        .filter(|it| it.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
