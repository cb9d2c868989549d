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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::story::{Hints, parse};

    fn story(text: &str) -> Story {
        parse(text.as_bytes().to_vec(), &Hints::default()).remove(0)
    }

    /// What is left and right of the words of the block with this number.
    #[track_caller]
    fn check(story: &Story, block: usize, measure: usize, expected: (usize, usize)) {
        let margins = of(story, block, measure);
        assert_eq!((margins.left, margins.right), expected, "{block} {measure}");
        assert_eq!(margins.whole, measure);
        assert_eq!(
            margins.left + margins.measure() + margins.right,
            measure.max(1)
        );
    }

    #[test]
    fn margins_go_where_words_need_the_room() {
        let story = story("# A story\n\nIts words.\n\n- An item\n\n> Words set off.\n");
        for (block, margins, narrowest) in [(1, (0, 0), 0), (2, (2, 0), 14), (3, (4, 2), 18)] {
            check(&story, block, 60, margins);
            check(&story, block, narrowest, margins);
            check(&story, block, narrowest.saturating_sub(1), (0, 0));
        }
    }

    #[test]
    fn a_picture_has_room_for_its_number_and_its_credit() {
        let picture = "<image>data:a,\"b\" alt=\"Reuters The quay\"</image>\n";
        let story = story(&picture.repeat(10));
        check(&story, 0, 60, (5, 9));
        check(&story, 8, 60, (5, 9));
        check(&story, 9, 60, (6, 9));
        check(&story, 0, 27, (5, 9));
        // More than a third is too much.
        check(&story, 0, 26, (5, 0));
    }
}
