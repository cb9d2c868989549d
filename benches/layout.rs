//! Blocks to rows: the first screen, the whole sample, a screen in the middle of ten megabytes.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use pullquote::layout::{Layout, Place, Typography};
use pullquote::story::{Hints, Story, parse};

const SAMPLE: &str = include_str!("../assets/sample.txt");
const USUAL: Typography = Typography {
    measure: 68,
    indented: false,
    hyphenated: false,
};

fn story(text: String) -> Story {
    parse(text.into_bytes(), &Hints::default()).remove(0)
}

fn layout(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layout");
    let sample = story(SAMPLE.to_owned());
    for (name, rows) in [("first screen", 40), ("whole sample", 10_000)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| Layout::new(USUAL).lines(black_box(&sample), Place::default(), rows));
        });
    }
    let line = "One line of ten megabytes, without an end. ".repeat(250_000);
    let giant = story(line);
    group.bench_function("a screen of one line of 10 MB", |bencher| {
        let middle = Place::of(5_000_000);
        bencher.iter(|| Layout::new(USUAL).lines(black_box(&giant), middle, 40));
    });
    group.finish();
}

criterion_group!(benches, layout);
criterion_main!(benches);
