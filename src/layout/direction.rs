//! Which way text is read.

/// Whether most letters of a text belong to scripts read from right to left.
pub fn is_leftward(text: &str) -> bool {
    if !may_be_leftward(text) {
        return false;
    }
    let leftward = text.chars().filter(|it| is_leftward_letter(*it)).count();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    leftward * 2 > letters
}

/// Whether any letter of a text belongs to a script read from right to left.
pub fn has_leftward(text: &str) -> bool {
    may_be_leftward(text) && text.chars().any(is_leftward_letter)
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and the other scripts read from right to left, by
/// their blocks in Unicode (the ranges UAX #9 gives to them, letters unassigned as yet included).
fn is_leftward_letter(it: char) -> bool {
    matches!(it,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && it.is_alphabetic()
}

/// Cheaply: no byte of Latin, Greek or Cyrillic text is as large as those letters begin with, but
/// for the marks and dashes of news stories, which are looked at by themselves.
fn may_be_leftward(text: &str) -> bool {
    text.bytes()
        .any(|it| matches!(it, 0xD6..=0xDF | 0xE0 | 0xEF | 0xF0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for (text, leftward, some) in [
            ("The quay – “closed”", false, false),
            ("Набережная закрыта", false, false),
            ("Η προβλήτα", false, false),
            ("港は閉鎖", false, false),
            ("الميناء مغلق", true, true),
            ("הנמל סגור", true, true),
            ("הנמל (BBC) סגור 2024", true, true),
            ("The word שלום means peace", false, true),
            ("👩\u{200d}👧 12", false, false),
            ("", false, false),
        ] {
            assert_eq!(
                (is_leftward(text), has_leftward(text)),
                (leftward, some),
                "{text}"
            );
        }
    }

    #[test]
    fn no_letter_read_leftwards_is_overlooked() {
        let letters = ('\u{80}'..=char::MAX).filter(|it| is_leftward_letter(*it));
        for letter in letters {
            assert!(
                may_be_leftward(letter.encode_utf8(&mut [0; 4])),
                "{letter:?}"
            );
        }
    }
}
