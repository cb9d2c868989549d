//! Why there is no story in some bytes.

use thiserror::Error;

use crate::span::Span;

/// The longest input that is read as a story, in bytes, packed or not: 1 GB. Cleaning makes four bytes
/// of one at most (of a tab), so that the text of what is read is always within reach of a [`Span`].
pub const LONGEST_INPUT: usize = Span::LONGEST_TEXT / 4;

/// Why there is no story in some bytes.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is longer than [`LONGEST_INPUT`].
    #[error("is larger than 1 GB")]
    TooLarge,
    /// It is data without a story in it. A sentence says why.
    #[error("{0}")]
    NoStory(String),
}
