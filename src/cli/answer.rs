//! `quotes`, `images` and `show`: many stories read at once on all cores, answered in their order.

use std::io::{self, BufWriter};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::complain;
use super::open::{OpenError, Source};
use crate::export::{Exporter, Question};
use crate::quotes::{self, Voices};
use crate::story::{Format, Story};

/// How many sources are read before their answers are written: what is in memory at a time.
const BATCH: usize = 64;

/// The answers for the stories of one source.
type Answers = Result<Vec<Vec<u8>>, OpenError>;

/// Answers for every source on standard output. False when some could not be read.
pub fn answer(question: &Question, sources: &[Source], format: Option<Format>) -> io::Result<bool> {
    let mut all_read = true;
    let mut exporter = None;
    for batch in sources.chunks(BATCH) {
        for (source, answers) in batch.iter().zip(answer_batch(question, batch, format)) {
            match answers {
                Ok(answers) => {
                    let several = sources.len() > 1 || answers.len() > 1;
                    let exporter = exporter.get_or_insert_with(|| {
                        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                        Exporter::new(out, question, several)
                    });
                    answers.iter().try_for_each(|it| exporter.write(it))?;
                }
                Err(error) => {
                    all_read = false;
                    complain(&format!("{}: {error}", source.name()));
                }
            }
        }
    }
    exporter.map_or(Ok(()), Exporter::finish)?;
    Ok(all_read)
}

/// The answers of a batch, in its order. One source needs no threads.
fn answer_batch(question: &Question, batch: &[Source], format: Option<Format>) -> Vec<Answers> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if batch.len() == 1 || cores == 1 {
        let each = batch.iter().map(|it| answer_one(question, it, format));
        return each.collect();
    }
    let next = AtomicUsize::new(0);
    let (done, finished) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..cores.min(batch.len()) {
            let (next, done) = (&next, done.clone());
            scope.spawn(move || {
                while let Some((index, source)) = take(next, batch) {
                    // The receiver outlives every worker.
                    let _ = done.send((index, answer_one(question, source, format)));
                }
            });
        }
    });
    drop(done);
    let mut res: Vec<(usize, Answers)> = finished.into_iter().collect();
    res.sort_by_key(|(index, _)| *index);
    res.into_iter().map(|(_, answers)| answers).collect()
}

/// The next source nobody has taken.
fn take<'a>(next: &AtomicUsize, batch: &'a [Source]) -> Option<(usize, &'a Source)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    Some((index, batch.get(index)?))
}

fn answer_one(question: &Question, source: &Source, format: Option<Format>) -> Answers {
    let stories = source.open(format)?;
    stories
        .iter()
        .map(|it| answer_story(question, it))
        .collect()
}

fn answer_story(question: &Question, story: &Story) -> Result<Vec<u8>, OpenError> {
    let voices = match question.needs_voices() {
        true => quotes::find(story),
        false => Voices::default(),
    };
    Ok(question.answer(story, &voices)?)
}
