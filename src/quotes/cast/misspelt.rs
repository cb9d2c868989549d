//! Names that are one letter off.

/// Shorter names may be one letter off by chance, in bytes.
pub(super) const SHORTEST_MISSPELT: usize = 5;

/// What of a name tells most others from it at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    first: u8,
    len: usize,
}

impl Outline {
    /// The outline of a name.
    pub(super) fn of(name: &str) -> Outline {
        Outline {
            first: name.as_bytes().first().copied().unwrap_or(0),
            len: name.len(),
        }
    }

    /// Whether two names may be one letter off.
    pub(super) fn may_be(self, other: Outline) -> bool {
        self.first == other.first
            && self.len.abs_diff(other.len) <= 1
            && other.len >= SHORTEST_MISSPELT
    }
}

/// Whether one letter put in, left out or changed makes the words the same.
pub(super) fn one_letter_off(a: &str, b: &str) -> bool {
    if !Outline::of(a).may_be(Outline::of(b)) {
        return false;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a == b {
        return false;
    }
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([_, x @ ..], [_, y @ ..]) => x == y || a == y || x == b,
        ([_], []) | ([], [_]) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_letter_off;

    #[test]
    fn a_misspelt_name_is_one_letter_off() {
        for other in ["Fentn", "Fentonn", "Fexton", "Fento"] {
            assert!(one_letter_off(other, "Fenton"), "{other}");
        }
        for other in ["Fenton", "Benton", "Fentoxx", "Fen"] {
            assert!(!one_letter_off(other, "Fenton"), "{other}");
        }
    }
}
