//! The map in `src/lib.rs`, kept true by reading the sources.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What the last column of the map calls things outside, and the words of code that reach them.
const OUTSIDE: [(&str, &[&str]); 7] = [
    ("cells", &["ratatui"]),
    (
        "terminal",
        &[
            "crossterm",
            "rustix::termios",
            "rustix::event",
            "signal_hook",
        ],
    ),
    ("files", &["std::fs", "fs::File", "rustix::fs"]),
    ("clock", &["std::time", "Instant::now", "SystemTime"]),
    ("network", &["ureq", "TcpStream", "UdpSocket"]),
    ("processes", &["process::Command"]),
    ("arguments", &["clap", "env::args"]),
];

/// Words of code that no file has.
const NOWHERE: [&str; 5] = [
    "todo!",
    "unimplemented!",
    "unsafe {",
    "unsafe fn",
    "unsafe impl",
];

/// The longest a source file may be, in lines, without its tests.
const LONGEST_FILE: usize = 480;

/// What the map allows a module.
#[derive(Default)]
struct Row {
    may_use: Vec<String>,
    reaches: Vec<String>,
}

type Map = BTreeMap<String, Row>;

/// A source file: its path below `src`, and its code without tests and comments.
struct Source {
    path: String,
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            code: code(text),
        }
    }

    /// The module it belongs to: its folder, or its own name.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.trim_end_matches(".rs")
    }
}

#[test]
fn the_sources_keep_to_the_map() {
    let wrong = faults(&map(), &sources());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_stands_on_the_map() {
    let map = map();
    let library = fs::read_to_string(src().join("lib.rs")).expect("the map");
    let declared = library.lines().filter(|it| it.ends_with(';'));
    let modules = declared.filter_map(|it| it.strip_prefix("pub mod "));
    let modules: Vec<&str> = modules.map(|it| it.trim_end_matches(';')).collect();
    assert!(modules.len() >= 13, "{modules:?}");
    for module in &modules {
        assert!(map.contains_key(*module), "{module} is not on the map");
    }
    for (module, row) in &map {
        assert!(modules.contains(&module.as_str()), "{module} is no module");
        for used in &row.may_use {
            assert!(modules.contains(&used.as_str()), "{module} uses {used}?");
            assert!(
                !map[used].may_use.contains(module),
                "{module} and {used} use each other"
            );
        }
        for thing in &row.reaches {
            let known = OUTSIDE.iter().any(|it| it.0 == thing);
            assert!(known, "{module} reaches {thing}?");
        }
    }
}

#[test]
fn what_breaks_the_map_is_found_wherever_it_stands() {
    let planted = [
        ("story/a.rs", "use crate::quotes::Voices;\n"),
        ("story/b.rs", "fn f() { crate::app::App::new(); }\n"),
        ("story/c.rs", "use crate::{span::Span, view};\n"),
        ("story/d.rs", "use std::fs;\n"),
        (
            "quotes/behind_a_test.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::view;\n}\nuse crate::layout::Row;\n",
        ),
        (
            "app/behind_a_declaration.rs",
            "#[cfg(test)]\nmod tests;\n\nuse ratatui::buffer::Buffer;\n",
        ),
        ("view/e.rs", "use std::process::Command;\n"),
        ("export/f.rs", "fn f() { todo!() }\n"),
        ("layout/g.rs", &"let a = 1;\n".repeat(LONGEST_FILE + 1)),
    ];
    for (path, text) in planted {
        let found = faults(&map(), &[Source::new(path, text)]);
        assert_eq!(found.len(), 1, "{path}: {found:?}");
    }
}

#[test]
fn what_only_tests_use_breaks_nothing() {
    let allowed = [
        (
            "story/a.rs",
            "#[cfg(test)]\nmod tests {\n    use crate::view;\n    fn f() {\n    }\n}\n",
        ),
        (
            "story/b.rs",
            "// as crate::view does\n/// crate::app\nfn f() {}\n",
        ),
        (
            "app/c.rs",
            "#[cfg(test)]\nuse std::fs;\nuse crate::story::Story;\n",
        ),
    ];
    for (path, text) in allowed {
        let found = faults(&map(), &[Source::new(path, text)]);
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

/// Everything in these sources that the map does not allow.
fn faults(map: &Map, sources: &[Source]) -> Vec<String> {
    let mut res = Vec::new();
    for source in sources {
        let Source { path, code } = source;
        let lines = code.lines().count();
        if lines > LONGEST_FILE {
            res.push(format!("{path} has {lines} lines of code"));
        }
        let found = NOWHERE.iter().filter(|it| code.contains(**it));
        res.extend(found.map(|it| format!("{path} has {it}")));
        let Some(row) = map.get(source.module()) else {
            continue;
        };
        let used = modules_used(code).into_iter();
        let strange = used.filter(|it| it != source.module() && !row.may_use.contains(it));
        res.extend(strange.map(|it| format!("{path} must not know of {it}")));
        for (thing, words) in OUTSIDE {
            let word = words.iter().find(|it| code.contains(**it));
            if let Some(word) = word.filter(|_| !row.reaches.iter().any(|it| it == thing)) {
                res.push(format!("{path} must not reach {thing} ({word})"));
            }
        }
    }
    res
}

/// The modules of the crate that the code names, each once: `crate::a`, `crate::{a::B, c}`.
fn modules_used(code: &str) -> Vec<String> {
    let mut res = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code.get(at + "crate::".len()..).unwrap_or_default();
        let names = match rest.strip_prefix('{') {
            Some(group) => heads(group),
            None => vec![rest],
        };
        res.extend(
            names
                .into_iter()
                .map(first_name)
                .filter(|it| !it.is_empty()),
        );
    }
    res.sort();
    res.dedup();
    res
}

/// The beginnings of the items of a group of imports, whose opening brace is behind us.
fn heads(group: &str) -> Vec<&str> {
    let mut depth = 0;
    let mut res = vec![group];
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => res.extend(group.get(at + 1..)),
            _ => (),
        }
    }
    res
}

/// The name that words of code begin with, if it is one of a module: small letters.
fn first_name(code: &str) -> String {
    let code = code.trim_start();
    let name = |c: &char| c.is_ascii_lowercase() || *c == '_';
    code.chars().take_while(name).collect()
}

/// The map: the rows of the table in `src/lib.rs`.
fn map() -> Map {
    let library = fs::read_to_string(src().join("lib.rs")).expect("the map");
    let rows = library.lines().filter_map(|it| it.strip_prefix("//! | [`"));
    let rows = rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let list = |cell: &str| {
            let items = cell.split(',').map(str::trim).filter(|it| !it.is_empty());
            items.map(str::to_owned).collect()
        };
        let row = Row {
            may_use: list(cells[2]),
            reaches: list(cells[3]),
        };
        (cells[0].trim_end_matches("`]").to_owned(), row)
    });
    rows.collect()
}

/// The files of all modules, without those that only tests have. What fits and fuzzes stands apart.
fn sources() -> Vec<Source> {
    let files = files(&src());
    let read = |path: &PathBuf| fs::read_to_string(path).expect("a source file");
    let below = |path: &Path| {
        let path = path.strip_prefix(src()).expect("a file of src");
        path.to_string_lossy().replace('\\', "/")
    };
    let texts = files.iter().map(|it| (below(it), read(it)));
    let texts = texts.filter(|(path, _)| !path.starts_with("bin/") && !path.ends_with("tests.rs"));
    texts
        .map(|(path, text)| Source::new(&path, &text))
        .collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut res = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            res.extend(files(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            res.push(path);
        }
    }
    res
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The code of a file: no item that only tests have, no comments.
///
/// Formatted code closes an item with a brace as far in as its attribute.
fn code(text: &str) -> String {
    let mut lines = text.lines();
    let mut res = String::new();
    while let Some(line) = lines.next() {
        let inner = line.trim_start();
        let indent = " ".repeat(line.len() - inner.len());
        if inner.starts_with("#[cfg(test)]") {
            let (close, deeper) = (format!("{indent}}}"), format!("{indent} "));
            let is_last = |it: &&str| *it == close || it.ends_with(';') && !it.starts_with(&deeper);
            lines.by_ref().find(is_last);
        } else if !inner.starts_with("//") {
            res.push_str(line);
            res.push('\n');
        }
    }
    res
}
