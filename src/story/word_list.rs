//! The word lists of `assets/`, as the passes over stories read them.

/// The entries of a list: its lines without blank ones and comments.
pub fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .filter(|it| !it.is_empty() && !it.starts_with('#'))
}
