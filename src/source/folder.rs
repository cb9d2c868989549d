//! The stories of a folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Source;

/// How deep folders are looked into: links may lead in circles.
const DEPTH: usize = 32;

/// Endings of files that stand beside saved pages and are never stories.
const BESIDE: [&str; 24] = [
    "css", "js", "mjs", "map", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp",
    "woff", "woff2", "ttf", "otf", "mp3", "mp4", "webm", "pdf", "zip", "db", "download",
];

/// The files of a folder and of those in it, by name. Hidden ones are left out, and so is what is saved
/// beside pages: pictures, styles, scripts. `None` when `source` is no folder, or holds none.
pub fn within(source: &Source) -> Option<Vec<Source>> {
    let Source::File(path) = source else {
        return None;
    };
    let path = Path::new(path);
    if !path.is_dir() {
        return None;
    }
    let mut files = Vec::new();
    gather(path, DEPTH, &mut files);
    let sources = files.into_iter().map(|it| Source::File(it.into()));
    Some(sources.collect()).filter(|it: &Vec<Source>| !it.is_empty())
}

fn gather(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // Whoever opens it tells why it cannot be read.
        return files.push(folder.to_owned());
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|it| !is_hidden(it)) {
        if !path.is_dir() {
            files.extend((!stands_beside(&path)).then_some(path));
        } else if depth > 0 {
            gather(&path, depth - 1, files);
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.as_encoded_bytes().starts_with(b".")
}

fn stands_beside(path: &Path) -> bool {
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    BESIDE.iter().any(|it| ending.eq_ignore_ascii_case(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_its_stories_and_those_of_its_folders_in_order() {
        let folder = std::env::temp_dir().join(format!("pullquote-folder-{}", std::process::id()));
        fs::create_dir_all(folder.join("b/deep")).unwrap();
        for name in ["c.txt", "a.html", "b/deep/x.json", "b/page.css", ".hidden"] {
            fs::write(folder.join(name), "Words.").unwrap();
        }
        let source = Source::File(folder.clone().into());
        let names = within(&source).unwrap();
        let names: Vec<String> = names.iter().map(|it| it.name().into_owned()).collect();
        let expected = ["a.html", "b/deep/x.json", "c.txt"];
        let expected = expected.map(|it| folder.join(it).display().to_string());
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(names, expected);
        assert_eq!(within(&Source::Stdin), None);
    }
}
