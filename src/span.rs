//! The shared vocabulary: a range of a story's one text, and the ids that name its parts.

/// A half-open range of bytes of a story's text.
///
/// Both ends lie on character boundaries of the text the span was made for. Ranges are compared
/// by start, then by end, so a sorted list of spans is in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    // Invariant: start <= end.
    start: u32,
    end: u32,
}

impl Span {
    /// The longest text a span can reach into, in bytes.
    pub const LONGEST_TEXT: usize = u32::MAX as usize;

    /// The range from byte `start` up to byte `end`.
    ///
    /// # Panics
    /// If `start` is beyond `end`, or `end` beyond [`Span::LONGEST_TEXT`].
    pub fn new(start: usize, end: usize) -> Span {
        assert!(
            start <= end && end <= Span::LONGEST_TEXT,
            "no span: {start}..{end}"
        );
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// The first byte of the range.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one of the range.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The number of bytes in the range.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the range holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `at` is within the range.
    pub fn contains(self, at: usize) -> bool {
        self.start() <= at && at < self.end()
    }

    /// Whether all of `other` is within this range.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// What the two ranges share; `None` when that is nothing.
    pub fn meet(self, other: Span) -> Option<Span> {
        let (start, end) = (self.start.max(other.start), self.end.min(other.end));
        (start < end).then_some(Span { start, end })
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the list the id counts in.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// The place of an image in [`Story::images`](crate::story::Story::images), in reading order.
    ImageId
    /// The place of a quotation in [`Voices::quotes`](crate::quotes::Voices::quotes), in reading order.
    QuoteId
    /// The place of a speaker in [`Voices::speakers`](crate::quotes::Voices::speakers), by first quotation.
    SpeakerId
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn spans_that_touch_do_not_meet() {
        assert_eq!(Span::new(0, 3).meet(Span::new(3, 5)), None);
        assert_eq!(Span::new(0, 4).meet(Span::new(3, 5)), Some(Span::new(3, 4)));
    }

    #[test]
    fn a_joined_span_covers_both() {
        let both = Span::new(7, 9).join(Span::new(1, 3));
        assert!(both.covers(Span::new(7, 9)) && both.covers(Span::new(1, 3)));
        assert!(both.contains(5) && !both.contains(9));
    }

    #[test]
    #[should_panic(expected = "no span")]
    fn a_span_cannot_end_before_it_starts() {
        Span::new(2, 1);
    }
}
