//! `pullquote config`: a configuration to start from, and what is wrong with the one there is.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{complain, print};
use crate::config::{Config, file};

/// What is asked of the configuration.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Asked {
    /// Print every setting with its usual value, explained.
    #[arg(long)]
    print_default: bool,
    /// Say what is wrong with FILE, or with the configuration in use.
    #[arg(long, value_name = "FILE")]
    check: Option<Option<PathBuf>>,
}

/// Answers on standard output. False when something is wrong with the configuration.
pub fn answer(asked: &Asked) -> io::Result<bool> {
    match &asked.check {
        None => print(Config::default_text().as_bytes()),
        Some(None) => check(
            file::usual_path().as_deref(),
            "not there; everything is as usual",
        ),
        Some(Some(path)) if !path.exists() => {
            complain(&format!("{}: no such file", path.display()));
            Ok(false)
        }
        Some(Some(path)) => check(Some(path), ""),
    }
}

fn check(path: Option<&Path>, missing: &str) -> io::Result<bool> {
    let Some(path) = path else {
        complain("there is no configuration: HOME is not set");
        return Ok(false);
    };
    let (_, complaints) = file::load(path);
    complaints.iter().for_each(|it| complain(it));
    if !complaints.is_empty() {
        return Ok(false);
    }
    let found = if path.exists() {
        "nothing wrong"
    } else {
        missing
    };
    let name = crate::story::clean::clean(&path.to_string_lossy());
    print(format!("{name}: {found}\n").as_bytes())
}

/// The configuration in use. What is wrong with it is told on standard error.
pub fn load() -> Config {
    let Some(path) = file::usual_path() else {
        return Config::default();
    };
    let (config, complaints) = file::load(&path);
    complaints.iter().for_each(|it| complain(it));
    config
}
