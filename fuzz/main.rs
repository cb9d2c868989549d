//! A fuzzer for stable Rust: seeded mutations of our own stories through every target.
//!
//! ```sh
//! cargo run --profile fuzz --features fuzz --bin fuzz -- [EXECUTIONS [SEED [TARGET]]]
//! cargo run --profile fuzz --features fuzz --bin fuzz -- growth [SECONDS [SEED [KIND]]]
//! ```
//!
//! `growth` repeats random scraps and looks for what takes more time than its length should.
//!
//! An input that breaks a promise, or takes longer than a second, is written to `target/fuzz/`.
//! With `FILE [TARGET]` instead, one such input is tried once more.

#![expect(clippy::print_stdout, reason = "its report is what a run is for")]

mod growth;
mod mutate;
mod repeat;
mod targets;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs};

use mutate::{Dice, mutate};
use targets::{TARGETS, Target};

/// An input may take this long.
const PATIENCE: Duration = Duration::from_secs(1);

fn main() {
    let mut args = env::args().skip(1);
    let first = args.next();
    if first.as_deref() == Some("growth") {
        let seconds = args
            .next()
            .map_or(120.0, |it| it.parse().expect("a number"));
        let seed = args.next().map_or(1, |it| it.parse().expect("a number"));
        let failures = growth::look(seconds, seed, args.next().as_deref());
        std::process::exit(i32::from(failures > 0));
    }
    if let Some(input) = first.as_ref().and_then(|it| fs::read(it).ok()) {
        let wanted = args.next();
        let targets = TARGETS.iter();
        return targets
            .filter(|(name, _)| wanted.as_deref().is_none_or(|it| it == *name))
            .for_each(|target| look_again(*target, &input));
    }
    let executions = first.map_or(100_000, |it| it.parse().expect("a number"));
    let seed: u64 = args.next().map_or(1, |it| it.parse().expect("a number"));
    let wanted = args.next();
    let corpus = corpus(Path::new(env!("CARGO_MANIFEST_DIR")));
    println!("{} inputs to start from, seed {seed}", corpus.len());
    let mut failures = 0;
    for target in TARGETS {
        if wanted.as_deref().is_none_or(|it| it == target.0) {
            failures += fuzz(target, executions, seed, &corpus);
        }
    }
    std::process::exit(i32::from(failures > 0));
}

/// Runs a target and tells how it went. Gives the number of inputs that broke something.
fn fuzz((name, run): Target, executions: u64, seed: u64, corpus: &[Vec<u8>]) -> u64 {
    let mut dice = Dice::new(seed);
    let started = Instant::now();
    let mut failures = 0;
    for number in 0..executions {
        let input = mutate(&mut dice, corpus);
        let (broken, slow) = try_out(run, &input);
        // A busy machine may have been elsewhere: slow is what is slow again and again.
        if broken || slow && (0..3).all(|_| try_out(run, &input).1) {
            failures += 1;
            keep(name, number, &input, if broken { "broken" } else { "slow" });
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let rate = executions as f64 / seconds;
    println!("{name}: {executions} executions, {rate:.0} a second, {failures} failures");
    failures
}

/// Tells what one input does.
fn look_again((name, run): Target, input: &[u8]) {
    let started = Instant::now();
    let (broken, _) = try_out(run, input);
    println!("{name}: broken {broken}, {:?}", started.elapsed());
}

/// Whether the target breaks on the input, and whether it takes too long.
fn try_out(run: fn(&[u8]), input: &[u8]) -> (bool, bool) {
    let started = Instant::now();
    let broken = panic::catch_unwind(AssertUnwindSafe(|| run(input))).is_err();
    (broken, started.elapsed() > PATIENCE)
}

fn keep(target: &str, number: u64, input: &[u8], why: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
    let path = folder.join(format!("{target}-{number}-{why}"));
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(&path, input));
    println!("{why}: {} ({written:?})", path.display());
}

/// Our own stories and fixtures.
fn corpus(root: &Path) -> Vec<Vec<u8>> {
    let mut res = vec![fs::read(root.join("assets/sample.txt")).expect("the sample")];
    for folder in ["tests/formats", "tests/quotes"] {
        let Ok(files) = fs::read_dir(root.join(folder)) else {
            continue;
        };
        let mut paths: Vec<_> = files.flatten().map(|it| it.path()).collect();
        paths.sort();
        res.extend(paths.iter().filter_map(|it| fs::read(it).ok()));
    }
    res
}
