//! Man or woman, as far as grammar is concerned, and how far a given name tells it.
//!
//! A name is evidence by degrees: nearly all Peters are men, most Ryans, and of those called Wei a
//! third are women. It never rules anybody out; what the story says (Mrs., mother, he) does.

use crate::quotes::lexicon::classes::{Classes, FEMALE, MALE};

/// Man or woman, as far as grammar is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// How far a name speaks for a gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// Three in four of its bearers or more.
    Leaning,
    /// Nine in ten.
    Likely,
    /// All but two in a hundred.
    Plain,
}

/// The gender that a name speaks for, and how far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByName {
    /// Of most bearers.
    pub gender: Gender,
    /// How far.
    pub degree: Degree,
}

mod table {
    include!(concat!(env!("OUT_DIR"), "/given_names.rs"));
}

impl Gender {
    /// The gender that a title or pronoun of these classes tells.
    pub fn of_word(classes: Classes) -> Option<Gender> {
        match (classes.any(MALE), classes.any(FEMALE)) {
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            _ => None,
        }
    }
}

impl ByName {
    /// What `name`, in small letters, tells; `None` if it is borne by men and women alike, or not known.
    pub fn of(name: &str) -> Option<ByName> {
        let share = share_of_women(name)?;
        let (gender, most) = match share > 50 {
            true => (Gender::Female, share),
            false => (Gender::Male, 100 - share),
        };
        let degree = match most {
            98.. => Degree::Plain,
            90.. => Degree::Likely,
            75.. => Degree::Leaning,
            _ => return None,
        };
        Some(ByName { gender, degree })
    }
}

/// How many in a hundred bearers of a name are women.
fn share_of_women(name: &str) -> Option<u8> {
    let plain;
    let name = match name.is_ascii() {
        true => name,
        false => {
            plain = name.chars().map(without_accent).collect::<String>();
            &plain
        }
    };
    // "jean-pierre", "ana maria" run together: the first part tells.
    let first = name.split(['-', '\'', '’']).next().unwrap_or(name);
    let at = table::GIVEN_NAMES.binary_search_by_key(&first, |it| it.0);
    at.ok().map(|it| table::GIVEN_NAMES[it].1)
}

/// A letter without its accent, for those of European languages.
fn without_accent(letter: char) -> char {
    const PLAIN: [(&str, char); 17] = [
        ("áàâäãåāăą", 'a'),
        ("çćč", 'c'),
        ("ďđð", 'd'),
        ("éèêëēėęě", 'e'),
        ("ğģ", 'g'),
        ("íìîïīįı", 'i'),
        ("ķ", 'k'),
        ("łľļ", 'l'),
        ("ñńňņ", 'n'),
        ("óòôöõøōő", 'o'),
        ("ř", 'r'),
        ("śšşș", 's'),
        ("ťţț", 't'),
        ("úùûüūůűų", 'u'),
        ("ýÿ", 'y'),
        ("źžż", 'z'),
        ("þ", 't'),
    ];
    let plain = PLAIN.iter().find(|it| it.0.contains(letter));
    plain.map_or(letter, |it| it.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_speaks_for_a_gender_by_degrees() {
        let told = |name| ByName::of(name).map(|it| (it.gender, it.degree));
        assert_eq!(told("peter"), Some((Gender::Male, Degree::Plain)));
        assert_eq!(told("ryan"), Some((Gender::Male, Degree::Likely)));
        assert_eq!(told("kai"), Some((Gender::Male, Degree::Leaning)));
        assert_eq!(told("margaret"), Some((Gender::Female, Degree::Plain)));
        assert_eq!(told("wei"), None);
        assert_eq!(told("skerrow"), None);
        assert_eq!(told("jean-pierre"), None);
        assert_eq!(told("étienne"), told("etienne"));
    }
}
