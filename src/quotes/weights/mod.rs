//! The fitted weights: a number for each feature that was seen often enough to tell something.
//!
//! They live readably in `assets/quotes/weights.txt`, written by the `fit` command, and are
//! compiled into a constant hash table by `build.rs`.

#[allow(
    dead_code,
    reason = "shared with the build script, which uses the rest"
)]
mod buckets;

use std::borrow::Cow;

use super::features::Feature;
use buckets::Bucket;

#[allow(
    clippy::unreadable_literal,
    clippy::excessive_precision,
    reason = "generated"
)]
mod table {
    use super::Bucket;

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

/// Weights of features, in a hash table.
#[derive(Clone, Debug)]
pub struct Weights {
    buckets: Cow<'static, [Bucket]>,
}

impl Weights {
    /// The weights that are part of the program.
    pub fn built_in() -> Weights {
        Weights {
            buckets: Cow::Borrowed(&table::WEIGHTS),
        }
    }

    /// The weights of statements without marks that are part of the program.
    pub fn of_statements() -> Weights {
        Weights {
            buckets: Cow::Borrowed(&table::STATEMENT_WEIGHTS),
        }
    }

    /// A table of these weights.
    #[cfg(feature = "fit")]
    pub fn new(weights: &[(impl Weighed, f32)]) -> Weights {
        let keyed = weights.iter().map(|(it, weight)| (it.key(), *weight));
        Weights {
            buckets: Cow::Owned(buckets::table(&keyed.collect::<Vec<_>>())),
        }
    }

    /// The weight of `feature`; 0 for one that tells nothing.
    pub fn of(&self, feature: impl Weighed) -> f32 {
        buckets::weight_in(&self.buckets, feature.key())
    }
}
