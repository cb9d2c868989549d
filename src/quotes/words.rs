//! A quotation's words, put together again.

use super::Quote;
use crate::story::Story;

impl Quote {
    /// The words, one string for each paragraph the quotation runs through.
    ///
    /// Where the reporter interrupts, the pieces are joined by `joint`: for people that is an
    /// ellipsis, since something stood between them.
    pub fn paragraphs(&self, story: &Story, joint: &str) -> Vec<String> {
        let mut res: Vec<(Option<usize>, String)> = Vec::new();
        for part in &self.parts {
            let block = story.block_at(part.start());
            let words = story.slice(*part).trim();
            match res.last_mut().filter(|(last, _)| *last == block) {
                Some((_, text)) => text.extend([joint, words]),
                None => res.push((block, words.to_owned())),
            }
        }
        res.into_iter().map(|(_, text)| text).collect()
    }
}
