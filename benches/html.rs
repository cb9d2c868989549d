//! Web pages to stories: an ordinary page, a long one, and one that is nothing but nesting.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pullquote::story::{Format, Hints, parse};

const PAGE: &str = include_str!("../tests/formats/page-news.html");

fn pages(criterion: &mut Criterion) {
    let hints = Hints {
        format: Some(Format::Html),
        ..Hints::default()
    };
    let paragraph = "<p>“We have eggs,” said Jan Veld, who keeps the shop, and sat down.</p>";
    let long = PAGE.replace("<h2>What", &format!("{}<h2>What", paragraph.repeat(5_000)));
    let nested = "<div>".repeat(100_000);
    let mut group = criterion.benchmark_group("html");
    for (name, page) in [("page", PAGE), ("long page", &long), ("nesting", &nested)] {
        group.throughput(Throughput::Bytes(page.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| parse(black_box(page.as_bytes().to_vec()), &hints));
        });
    }
    group.finish();
}

criterion_group!(benches, pages);
criterion_main!(benches);
