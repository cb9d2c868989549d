//! Stories to quotations: the sample over and over, and the inputs that would show a pass that is
//! not linear. Each of those comes in two sizes; the larger should take no more than 2.5 times as
//! long.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use pullquote::quotes::find;
use pullquote::story::draft::Draft;
use pullquote::story::{BlockKind, Format, Hints, Story, parse};

const SAMPLE: &str = include_str!("../assets/sample.txt");

fn finding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quotes");
    for (name, times) in [("sample", 1), ("1 MB", (1 << 20) / SAMPLE.len())] {
        let bytes = SAMPLE.repeat(times).into_bytes();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        let stories = parse(bytes, &Hints::default());
        group.bench_function(name, |bencher| {
            bencher.iter(|| find(black_box(&stories[0])))
        });
    }
    group.finish();
}

/// Makes a story of about so many bytes.
type Family = fn(usize) -> Story;

fn growing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("grows in line");
    group.sample_size(10);
    let families: [(&str, Family); 6] = [
        ("opening marks", |size| {
            one_paragraph(&"“a ".repeat(size / 5))
        }),
        ("names", |size| names(size / 40)),
        ("one paragraph", |size| {
            one_paragraph(&"“We wait,” said Ann Roe. She left. ".repeat(size / 38))
        }),
        ("one sentence", |size| {
            one_paragraph(&"Ann Roe said she, Al Poe, and he, ".repeat(size / 34))
        }),
        ("single marks", |size| {
            one_paragraph(&"the dogs’ ‘bone ".repeat(size / 20))
        }),
        ("pronouns", |size| {
            one_paragraph(&"He told him she said they left. ".repeat(size / 32))
        }),
    ];
    for (name, story) in families {
        for size in [1 << 19, 1 << 20] {
            let story = story(size);
            group.throughput(Throughput::Bytes(story.text().len() as u64));
            let id = BenchmarkId::new(name, size);
            group.bench_with_input(id, &story, |bencher, story| {
                bencher.iter(|| find(black_box(story)))
            });
        }
    }
    group.finish();
}

fn one_paragraph(text: &str) -> Story {
    let mut draft = Draft::new("bench", Format::PlainText);
    draft.block(BlockKind::Paragraph, text);
    draft.finish()
}

/// People with names of their own, each of whom says something.
fn names(count: usize) -> Story {
    let mut draft = Draft::new("bench", Format::PlainText);
    let letter = |it: usize| char::from(b'a' + (it % 26) as u8);
    for number in 0..count {
        let name: String = (0..4)
            .map(|place| letter(number / 26_usize.pow(place)))
            .collect();
        draft.block(
            BlockKind::Paragraph,
            &format!("“We wait,” said Ann Ro{name}. He left."),
        );
    }
    draft.finish()
}

criterion_group!(benches, finding, growing);
criterion_main!(benches);
