//! A key to cells, cells to bytes, and a search through a long story.

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pullquote::app::heard::Heard;
use pullquote::app::keys::Key;
use pullquote::app::screen::Size;
use pullquote::app::search::Search;
use pullquote::app::shelf::Entry;
use pullquote::app::{App, Input, Msg, Setup, message, update};
use pullquote::story::{Hints, parse};
use pullquote::term::painter::Painter;
use pullquote::view::{draw, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SAMPLE: &str = include_str!("../assets/sample.txt");
const SIZE: Size = Size {
    width: 120,
    height: 40,
};

fn opened(text: String) -> App {
    let story = Arc::new(parse(text.into_bytes(), &Hints::default()).remove(0));
    let entries = vec![Entry::Read(Arc::clone(&story))];
    let (mut app, _) = App::new(entries, Setup::default(), SIZE);
    let heard = Heard::listen(&story, &[], false, &mut |_| ());
    update(&mut app, Msg::Heard(story, Box::new(heard)));
    app
}

fn press(app: &mut App, key: char) {
    if let Some(msg) = message(app, Input::Key(Key::char(key))) {
        update(app, msg);
    }
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    let area = Rect::new(0, 0, SIZE.width, SIZE.height);
    for (name, times) in [("sample", 1), ("1 MB", (1 << 20) / SAMPLE.len())] {
        let mut app = opened(SAMPLE.repeat(times));
        let theme = Theme::terminal();
        let (mut painter, mut canvas) = (Painter::default(), Buffer::empty(area));
        let mut keys = [' ', 'b', ']', 'j', '[', 'k'].into_iter().cycle();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                press(&mut app, keys.next().unwrap_or('j'));
                canvas.reset();
                let cursor = draw(black_box(&app), &theme, &mut canvas);
                let mut bytes = Vec::new();
                painter.paint(&canvas, cursor, &mut bytes);
                bytes
            });
        });
    }
    group.finish();
}

fn searches(criterion: &mut Criterion) {
    let text = SAMPLE.repeat((16 << 20) / SAMPLE.len());
    let mut group = criterion.benchmark_group("search");
    group.throughput(Throughput::Bytes(text.len() as u64));
    for pattern in ["harbour", "said", "Nowhere"] {
        group.bench_function(pattern, |bencher| {
            bencher.iter(|| Search::new(black_box(&text), pattern));
        });
    }
    group.finish();
}

criterion_group!(benches, frames, searches);
criterion_main!(benches);
