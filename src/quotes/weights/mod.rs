//! The fitted weights: a number for each feature that was seen often enough to tell something.
//!
//! They live readably in `assets/quotes/weights.txt`, written by the `fit` command, and are
//! compiled into constant tables by `build.rs`: one with a place for each feature that can be
//! formed, where that is possible, and a hash table where it is not.

#[allow(
    dead_code,
    reason = "shared with the build script, which uses the rest"
)]
mod buckets;
pub mod priors;

use std::borrow::Cow;

#[cfg(feature = "fit")]
use super::features::COUNT;
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
    /// The number it has in the hash table; never 0.
    fn key(self) -> u32;

    /// Its place in the other table, if it has one.
    fn place(self) -> Option<usize> {
        None
    }
}

impl Weighed for Feature {
    fn key(self) -> u32 {
        Feature::key(self)
    }

    fn place(self) -> Option<usize> {
        Some(Feature::place(self))
    }
}

/// Weights of features.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Those of features that have a place, each at its place.
    placed: Cow<'static, [f32]>,
    /// The others, in a hash table.
    buckets: Cow<'static, [Bucket]>,
}

impl Weights {
    /// The weights that are part of the program.
    pub fn built_in() -> Weights {
        Weights {
            placed: Cow::Borrowed(&table::WEIGHTS),
            buckets: Cow::Borrowed(&[]),
        }
    }

    /// The weights of statements without marks that are part of the program.
    pub fn of_statements() -> Weights {
        Weights {
            placed: Cow::Borrowed(&[]),
            buckets: Cow::Borrowed(&table::STATEMENT_WEIGHTS),
        }
    }

    /// A table of these weights.
    #[cfg(feature = "fit")]
    pub fn new(weights: &[(impl Weighed, f32)]) -> Weights {
        let mut placed = vec![0.0; COUNT];
        let mut keyed = Vec::new();
        for (it, weight) in weights {
            match it.place() {
                Some(place) => placed[place] = *weight,
                None => keyed.push((it.key(), *weight)),
            }
        }
        Weights {
            placed: Cow::Owned(placed),
            buckets: Cow::Owned(buckets::table(&keyed)),
        }
    }

    /// The weight of `feature`; 0 for one that tells nothing.
    pub fn of(&self, feature: impl Weighed) -> f32 {
        match feature.place() {
            Some(place) => self.placed.get(place).copied().unwrap_or(0.0),
            None => buckets::weight_in(&self.buckets, feature.key()),
        }
    }
}
