//! The fitted weights: a number for each feature that was seen often enough to tell something.
//!
//! They live readably in `assets/quotes/weights.txt`, written by the `fit` command, and are
//! compiled into a constant hash table by `build.rs`.

use std::borrow::Cow;

use super::features::Feature;
use super::lexicon::classes::hash_key;

#[allow(
    clippy::unreadable_literal,
    clippy::excessive_precision,
    reason = "generated"
)]
mod table {
    include!(concat!(env!("OUT_DIR"), "/weights.rs"));
}

/// What has a weight.
pub trait Weighed: Copy {
    /// The number it has in the table; never 0.
    fn key(self) -> u32;
}

impl Weighed for Feature {
    fn key(self) -> u32 {
        Feature::key(self)
    }
}

/// Weights of features, in a hash table at most a quarter full: most searches end where they begin,
/// whether they find something or not.
#[derive(Clone, Debug)]
pub struct Weights {
    slots: Cow<'static, [(u32, f32)]>,
}

impl Weights {
    /// The weights that are part of the program.
    pub fn built_in() -> Weights {
        Weights {
            slots: Cow::Borrowed(&table::WEIGHTS),
        }
    }

    /// The weights of statements without marks that are part of the program.
    pub fn of_statements() -> Weights {
        Weights {
            slots: Cow::Borrowed(&table::STATEMENT_WEIGHTS),
        }
    }

    /// A table of these weights.
    #[cfg(feature = "fit")]
    pub fn new(weights: &[(impl Weighed, f32)]) -> Weights {
        let size = (weights.len() * 4).next_power_of_two().max(2);
        let mut slots = vec![(0, 0.0); size];
        for &(feature, weight) in weights {
            let mut slot = hash_key(feature.key()) as usize & (size - 1);
            while slots[slot].0 != 0 {
                slot = (slot + 1) & (size - 1);
            }
            slots[slot] = (feature.key(), weight);
        }
        Weights {
            slots: Cow::Owned(slots),
        }
    }

    /// The weight of `feature`; 0 for one that tells nothing.
    pub fn of(&self, feature: impl Weighed) -> f32 {
        let mask = self.slots.len() - 1;
        let sought = feature.key();
        let mut slot = hash_key(sought) as usize & mask;
        loop {
            // A free slot weighs nothing. One test for both: which of them ends the search cannot
            // be foreseen, that it ends can.
            let (key, weight) = self.slots[slot];
            if (key == sought) | (key == 0) {
                return weight;
            }
            slot = (slot + 1) & mask;
        }
    }
}
