//! Twice as long takes about twice as long: scraps repeated, a fixed seed, the processor's time.
//! `fuzz/main.rs` runs for longer, on longer inputs.

#[path = "../fuzz/mutate.rs"]
#[expect(dead_code, reason = "the fuzzer mutates as well")]
mod mutate;
#[path = "../fuzz/repeat.rs"]
mod repeat;

use pullquote::quotes::find_with_statements;
use pullquote::story::{Hints, parse};
use repeat::{FOUND, Growth, KINDS, Repetition, spent};

/// The length of the shorter input, in bytes.
const SIZE: usize = 6 << 10;
/// How many times as long the longer one is: square growth makes it sixty-four times as dear.
const TIMES: usize = 8;
/// What grows more than this grows more than its length.
const MOST: f64 = 24.0;
/// What takes less shows no growth, in seconds.
const SHORTEST: f64 = 0.25;

fn cost(input: &[u8]) -> f64 {
    spent(|| {
        for story in parse(input.to_vec(), &Hints::default()) {
            find_with_statements(&story);
        }
    })
}

#[track_caller]
fn check(kind: &str, repetition: &Repetition) {
    if cost(&repetition.input(SIZE * TIMES)) < SHORTEST {
        return;
    }
    let growth = Growth::of(repetition, SIZE, TIMES, &cost);
    assert!(growth.ratio() < MOST, "{kind}: {repetition:?}: {growth:?}");
}

#[test]
fn what_once_grew_too_fast_grows_with_its_length() {
    for (opening, scrap) in FOUND {
        let (opening, scrap) = (opening.to_owned(), scrap.to_owned());
        check("found", &Repetition { opening, scrap });
    }
}

#[test]
fn nothing_repeated_costs_more_than_its_length() {
    for kind in KINDS {
        let mut dice = mutate::Dice::new(11);
        for _ in 0..8 {
            check(kind.name, &kind.repetition(&mut dice));
        }
    }
}
