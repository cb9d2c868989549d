//! Looks for inputs that take more time than their length should, and for some that never end.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use std::{fs, process, thread};

use pullquote::export::{Notation, Question, Subject};
use pullquote::quotes::find_with_statements;
use pullquote::story::{Hints, parse};

use crate::mutate::Dice;
use crate::repeat::{FOUND, Growth, KINDS, Kind, Repetition, spent};

/// The length of the shorter input, in bytes.
const SIZE: usize = 120_000;
/// How many times as long the longer one is.
const TIMES: usize = 2;
/// What grows more than this grows more than its length.
const MOST: f64 = 3.0;
/// What takes less is not looked at closer, in seconds.
const SHORTEST: f64 = 0.15;
/// What an input of the shorter length may take, in seconds.
const CEILING: f64 = 1.0;
/// What takes longer than this never ends.
const FOREVER: Duration = Duration::from_secs(60);

/// Repeats scraps of every kind, or of the one that is wanted, for so many seconds. Gives the number of
/// findings; an input that never ends is kept and ends the run.
pub fn look(seconds: f64, seed: u64, wanted: Option<&str>) -> u64 {
    let mut dice = Dice::new(seed);
    let watch = watch();
    let started = Instant::now();
    let kinds: Vec<&Kind> = KINDS
        .iter()
        .filter(|it| wanted.is_none_or(|wanted| it.name == wanted))
        .collect();
    let known = FOUND.iter().map(|(opening, scrap)| Repetition {
        opening: (*opening).to_owned(),
        scrap: (*scrap).to_owned(),
    });
    let (mut tried, mut found) = (0_u64, 0);
    for repetition in known {
        found += u64::from(tells(&repetition, &watch));
    }
    while started.elapsed().as_secs_f64() < seconds {
        tried += 1;
        found += u64::from(tells(&dice.pick(&kinds).repetition(&mut dice), &watch));
    }
    println!("growth: {tried} scraps tried, seed {seed}, {found} found");
    found
}

/// Whether a repetition costs too much or breaks; then it is told.
fn tells(repetition: &Repetition, watch: &Sender<Option<Vec<u8>>>) -> bool {
    let cost = |input: &[u8]| {
        let _ = watch.send(Some(input.to_vec()));
        let res = spent(|| read(input));
        let _ = watch.send(None);
        res
    };
    let tried = panic::catch_unwind(AssertUnwindSafe(|| verdict(repetition, &cost)));
    let why = match tried {
        Err(_) => "it breaks".to_owned(),
        Ok(None) => return false,
        Ok(Some(why)) => why,
    };
    println!("{why}: {:?} + {:?}", repetition.opening, repetition.scrap);
    true
}

fn verdict(repetition: &Repetition, cost: &impl Fn(&[u8]) -> f64) -> Option<String> {
    if cost(&repetition.input(SIZE)) < SHORTEST {
        return None;
    }
    let growth = Growth::of(repetition, SIZE, TIMES, cost);
    let Growth { once, longer } = growth;
    let too_much = once > CEILING || growth.ratio() > MOST;
    too_much.then(|| format!("{once:.2} s, {TIMES} times as long {longer:.2} s"))
}

/// The whole way of an input.
fn read(input: &[u8]) {
    for story in parse(input.to_vec(), &Hints::default()) {
        let voices = find_with_statements(&story);
        let question = Question {
            subject: Subject::Story,
            notation: Notation::Json,
            speaker: None,
            indirect: true,
        };
        question.answer("story", &story, &voices).expect("memory");
    }
}

/// Keeps an input that is not done in time, and ends the run.
fn watch() -> Sender<Option<Vec<u8>>> {
    let (sender, inputs) = channel::<Option<Vec<u8>>>();
    thread::spawn(move || {
        let mut current: Option<Vec<u8>> = None;
        loop {
            match inputs.recv_timeout(FOREVER) {
                Ok(input) => current = input,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    if let Some(input) = current.take() {
                        keep(&input);
                    }
                }
            }
        }
    });
    sender
}

fn keep(input: &[u8]) -> ! {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz/never-ends");
    let folder = path.parent().expect("a folder");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, input));
    println!("never ends: {} ({written:?})", path.display());
    process::exit(1);
}
