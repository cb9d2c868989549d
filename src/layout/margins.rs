//! What stands beside a block's words, by what the block is.

use super::width::columns;
use crate::story::{BlockKind, Story};

/// The columns a block's words leave free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margins {
    /// The whole width, in columns.
    pub whole: usize,
    /// Columns before the words: a bullet, an image's number.
    pub left: usize,
    /// Columns after the words: an image's credit.
    pub right: usize,
}

impl Margins {
    /// The columns left for words.
    pub fn measure(self) -> usize {
        (self.whole - self.left - self.right).max(1)
    }
}

/// Rows narrower than this have no margins: every column is needed for words.
const NARROW: usize = 12;

/// The margins of a block where rows may be `measure` columns wide.
pub fn of(story: &Story, block: usize, measure: usize) -> Margins {
    let (left, right) = match story.blocks()[block].kind {
        BlockKind::BlockQuote => (4, 2),
        BlockKind::ListItem => (2, 0),
        BlockKind::Image(id) => {
            let credit = story.credit_beside(&story.images()[id.index()]);
            let right = credit.map_or(0, |it| columns(it) + 2);
            (
                image_marker(id.index()),
                if right * 3 <= measure { right } else { 0 },
            )
        }
        _ => (0, 0),
    };
    if measure < left + right + NARROW {
        return Margins {
            whole: measure,
            left: 0,
            right: 0,
        };
    }
    Margins {
        whole: measure,
        left,
        right,
    }
}

/// The columns of an image's sign, its number (counted from one) and the space after each.
fn image_marker(index: usize) -> usize {
    let digits = (index + 1).to_string().len();
    2 + digits + 2
}
