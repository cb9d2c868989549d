//! Bytes to stories: the sample, and the sample over and over up to a megabyte.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pullquote::story::{Hints, parse};

const SAMPLE: &str = include_str!("../assets/sample.txt");

fn parsing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("parse");
    for (name, times) in [("sample", 1), ("1 MB", (1 << 20) / SAMPLE.len())] {
        let bytes = SAMPLE.repeat(times).into_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| parse(black_box(bytes.clone()), &Hints::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, parsing);
criterion_main!(benches);
