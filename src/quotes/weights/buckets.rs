//! A table of weights in which a search takes the same steps whether it finds one or not: which of
//! the two it will be cannot be foreseen, and a wrong guess costs more than the search. The build
//! script lays out the built-in tables with this very file.

/// Up to four keys that share a place in the table, with their weights. A free one is 0.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bucket {
    /// The keys.
    pub keys: [u32; 4],
    /// The weight of each.
    pub weights: [f32; 4],
}

impl Bucket {
    /// The weight of `key`, which is not 0; 0 if it has none here. All four are looked at side by side.
    fn weight(&self, key: u32) -> f32 {
        let mut found = [0; 4];
        let places = self.keys.iter().zip(&self.weights);
        for (found, (&known, weight)) in found.iter_mut().zip(places) {
            let same = u32::from(known == key).wrapping_neg();
            *found = weight.to_bits() & same;
        }
        f32::from_bits(found[0] | found[1] | found[2] | found[3])
    }

    fn is_full(&self) -> bool {
        self.keys[3] != 0
    }

    fn add(&mut self, key: u32, weight: f32) {
        if let Some(at) = self.keys.iter().position(|&it| it == 0) {
            self.keys[at] = key;
            self.weights[at] = weight;
        }
    }
}

/// The weight of `key`, which is not 0, in a table; 0 if it has none.
pub fn weight_in(table: &[Bucket], key: u32) -> f32 {
    let mut at = place(key, table.len());
    loop {
        let bucket = &table[at];
        let weight = bucket.weight(key);
        if !bucket.is_full() || weight != 0.0 {
            return weight;
        }
        at = (at + 1) & (table.len() - 1);
    }
}

/// The table of these weights. A key whose bucket is full stands in the next that is not; there
/// are enough of those.
pub fn table(weights: &[(u32, f32)]) -> Vec<Bucket> {
    let count = weights.len().div_ceil(2).next_power_of_two();
    let mut res = vec![Bucket::default(); count];
    for &(key, weight) in weights {
        let mut at = place(key, count);
        while res[at].is_full() {
            at = (at + 1) & (count - 1);
        }
        res[at].add(key, weight);
    }
    res
}

/// The bucket of `key` among `count`, a power of two.
fn place(key: u32, count: usize) -> usize {
    let spread = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (spread >> 32) as usize & (count - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_found_and_no_other() {
        let weights: Vec<(u32, f32)> = (1..3000).map(|it| (it * it, it as f32)).collect();
        let table = table(&weights);
        let weight = |key| weight_in(&table, key);
        assert!(weights.iter().all(|&(key, it)| weight(key) == it));
        assert!((1..3000).all(|it| weight(it * it + it) == 0.0));
    }
}
