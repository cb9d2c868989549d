//! Stories to quotations, step by step, in megabytes a second of one core: bytes to a story, a story
//! to who said what, and that to JSON. For the sample, and for the sample many times over.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pullquote::export::{Notation, Question, Subject};
use pullquote::quotes::find;
use pullquote::story::{Hints, parse};

const SAMPLE: &str = include_str!("../assets/sample.txt");

fn steps(criterion: &mut Criterion) {
    let question = Question {
        subject: Subject::Story,
        notation: Notation::JsonLines,
        speaker: None,
        indirect: false,
    };
    let mut group = criterion.benchmark_group("quotes");
    for (name, times) in [("sample", 1), ("1 MB", (1 << 20) / SAMPLE.len())] {
        let bytes = SAMPLE.repeat(times).into_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        let read = || parse(bytes.clone(), &Hints::default());
        let stories = read();
        let voices = find(&stories[0]);
        group.bench_function(format!("{name}: parse"), |it| it.iter(read));
        group.bench_function(format!("{name}: find"), |it| {
            it.iter(|| find(black_box(&stories[0])))
        });
        group.bench_function(format!("{name}: JSON"), |it| {
            it.iter(|| question.answer("story", &stories[0], black_box(&voices)))
        });
    }
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
