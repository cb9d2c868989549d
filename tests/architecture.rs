//! The map in `src/lib.rs`, kept true by reading the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// What each module must never know of; `src/lib.rs` says why.
const NEVER: [(&str, &[&str]); 8] = [
    (
        "story",
        &[
            "ratatui",
            "rustix",
            "textwrap",
            "crate::layout",
            "crate::quotes",
            "crate::app",
            "crate::view",
        ],
    ),
    (
        "quotes",
        &[
            "ratatui",
            "rustix",
            "textwrap",
            "crate::layout",
            "crate::app",
            "crate::view",
        ],
    ),
    (
        "layout",
        &[
            "ratatui",
            "rustix",
            "crate::quotes",
            "crate::app",
            "crate::view",
        ],
    ),
    (
        "app",
        &[
            "ratatui",
            "rustix",
            "std::fs",
            "std::io",
            "std::time",
            "crate::view",
            "crate::term",
        ],
    ),
    (
        "state",
        &[
            "ratatui",
            "signal_hook",
            "crate::layout",
            "crate::app",
            "crate::view",
            "crate::term",
        ],
    ),
    (
        "config",
        &["ratatui", "rustix", "crate::view", "crate::term"],
    ),
    (
        "view",
        &[
            "rustix",
            "std::fs",
            "story::parse",
            "quotes::find",
            "crate::term",
        ],
    ),
    (
        "export",
        &[
            "ratatui",
            "rustix",
            "crate::app",
            "crate::view",
            "crate::term",
        ],
    ),
];

/// The longest a source file may be, in lines, without its tests.
const LONGEST_FILE: usize = 480;

fn sources(path: &Path) -> Vec<PathBuf> {
    let mut res = Vec::new();
    for entry in fs::read_dir(path).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            res.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            res.push(path);
        }
    }
    res
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file: no tests, no comments.
fn code(path: &Path) -> String {
    let source = fs::read_to_string(path).expect("a source file");
    let code = source.split("#[cfg(test)]").next().unwrap_or("");
    let lines = code.lines().filter(|it| !it.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn arrows_point_backwards_only() {
    for (module, never) in NEVER {
        let folder = src().join(module);
        if !folder.is_dir() {
            continue;
        }
        for path in sources(&folder) {
            let code = code(&path);
            let found = never.iter().find(|it| code.contains(**it));
            assert_eq!(found, None, "{} must not know of this", path.display());
        }
    }
}

/// Opening a file makes no connection and runs no program: only these modules could.
#[test]
fn few_can_reach_outside() {
    let only = [
        ("ureq", "fetch"),
        ("TcpStream", "fetch"),
        ("process::Command", "term"),
    ];
    for path in sources(&src()) {
        let code = code(&path);
        for (word, module) in only {
            let may = path.starts_with(src().join(module));
            assert!(
                may || !code.contains(word),
                "{} uses {word}",
                path.display()
            );
        }
    }
}

#[test]
fn files_are_small_enough_to_read() {
    for path in sources(&src()) {
        let lines = code(&path).lines().count();
        assert!(
            lines <= LONGEST_FILE,
            "{} has {lines} lines of code",
            path.display()
        );
    }
}

#[test]
fn no_code_is_unsafe_or_unfinished() {
    for path in sources(&src()) {
        let code = code(&path);
        for word in ["todo!", "unimplemented!", "unsafe {", "unsafe fn"] {
            assert!(!code.contains(word), "{} has {word}", path.display());
        }
    }
}
