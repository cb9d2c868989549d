//! The word lists of `assets/`, as the passes over stories read them.

/// The entries of a list: its lines without blank ones and comments.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_no_entries() {
        let list: Vec<&str> = entries("# what it is\n\none\ntwo # 2\n").collect();
        assert_eq!(list, ["one", "two # 2"]);
    }
}
