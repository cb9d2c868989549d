//! Where the configuration lives.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::Config;
use crate::story::clean::clean;

/// The longest configuration, in bytes.
const LONGEST: u64 = 1 << 20;

/// The reader's own: `$XDG_CONFIG_HOME/pullquote/config.toml`, by default under `~/.config`.
/// `None` when neither that nor `HOME` is set.
pub fn usual_path() -> Option<PathBuf> {
    let folder = usual_folder(env::var_os("XDG_CONFIG_HOME"), env::var_os("HOME"))?;
    Some(folder.join("pullquote").join("config.toml"))
}

/// `$XDG_CONFIG_HOME` if it is a full path, as its specification asks, else `~/.config`.
fn usual_folder(config_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let full = |it: Option<OsString>| it.map(PathBuf::from).filter(|it| it.is_absolute());
    full(config_home).or_else(|| full(home).map(|it| it.join(".config")))
}

/// Reads the configuration at `path`, and what is wrong with it, one line each, safe to show.
/// Without a file everything is as usual.
pub fn load(path: &Path) -> (Config, Vec<String>) {
    let name = clean(&path.to_string_lossy());
    match text(path) {
        Ok(text) => {
            let (config, complaints) = Config::read(&text);
            let lines = complaints.iter().map(|it| format!("{name}:{it}"));
            (config, lines.collect())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => (Config::default(), vec![format!("{name}: {error}")]),
    }
}

fn text(path: &Path) -> io::Result<String> {
    let file = File::open(path)?;
    let known = file.metadata()?;
    if !known.is_file() || known.len() > LONGEST {
        return Err(io::Error::other("is no configuration file"));
    }
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_folder_follows_the_environment() {
        let usual = |config: Option<&str>, home: Option<&str>| {
            let path = usual_folder(config.map(OsString::from), home.map(OsString::from));
            path.map(|it| it.display().to_string())
        };
        let folder = |path: &str| Some(path.to_owned());
        assert_eq!(usual(Some("/c"), Some("/h")), folder("/c"));
        assert_eq!(usual(Some("c"), Some("/h")), folder("/h/.config"));
        assert_eq!(usual(None, None), None);
    }

    #[test]
    fn without_a_file_everything_is_as_usual() {
        let nowhere = load(Path::new("/nowhere/config.toml"));
        assert_eq!(nowhere, (Config::default(), Vec::new()));
    }

    #[test]
    fn what_is_no_file_is_named() {
        let (config, complaints) = load(Path::new("/"));
        assert_eq!(config, Config::default());
        assert_eq!(complaints, ["/: is no configuration file"]);
    }
}
