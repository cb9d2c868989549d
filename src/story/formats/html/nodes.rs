//! Maps by node. Every pass asks them about every node, so they hash its number with one multiplication;
//! numbers are given out in order by the parser, and no page can choose them to collide.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use dom_query::NodeId;

/// Something for each of some nodes.
pub type NodeMap<V> = HashMap<NodeId, V, BuildHasherDefault<NodeHasher>>;
/// Some nodes.
pub type NodeSet = HashSet<NodeId, BuildHasherDefault<NodeHasher>>;

/// Fibonacci hashing of a number (Knuth, The Art of Computer Programming, volume 3, 6.4).
#[derive(Debug, Default)]
pub struct NodeHasher(u64);

/// 2⁶⁴ divided by the golden ratio.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

impl Hasher for NodeHasher {
    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(GOLDEN);
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|it| self.write_u32(u32::from(*it)));
    }

    fn finish(&self) -> u64 {
        // The map takes its place from the low bits; the high ones are mixed best.
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_order_are_spread() {
        let places: HashSet<u64> = (1..=1024)
            .map(|number| {
                let mut hasher = NodeHasher::default();
                hasher.write_u32(number);
                hasher.finish() % 1024
            })
            .collect();
        assert!(places.len() > 512, "{} places", places.len());
    }

    #[test]
    fn bytes_are_hashed_as_numbers() {
        let hashed = |bytes: &[u8]| {
            let mut hasher = NodeHasher::default();
            hasher.write(bytes);
            hasher.finish()
        };
        assert_ne!(hashed(&[1, 2]), hashed(&[2, 1]));
        assert_ne!(hashed(&[1]), hashed(&[]));
    }
}
