//! `quotes`, `images` and `show`: many stories read at once on all cores, answered in their order.

use std::io::{self, BufWriter};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use super::complain;
use super::meant;
use super::open::{OpenError, Source};
use crate::export::{Exporter, Question};
use crate::quotes::{self, Voices, corrections};
use crate::state::StoryKey;
use crate::state::store::Store;
use crate::story::{Format, Story};

/// What is asked of the stories, and how they are read for it.
pub struct Request {
    /// What is asked, and how the answer is written.
    pub question: Question,
    /// The format the stories are in, if they are not to be told by their content.
    pub format: Option<Format>,
    /// Where the reader's corrections are kept, if they are to be made.
    pub corrections: Option<Store>,
}

/// How many sources are read before their answers are written: what is in memory at a time.
const BATCH: usize = 64;

/// The answers for the stories of one source.
type Answers = Result<Vec<Vec<u8>>, OpenError>;

/// Answers for every source on standard output. False when some could not be read.
pub fn answer(request: &Request, sources: &[Source]) -> io::Result<bool> {
    let mut all_read = true;
    let mut exporter = None;
    for batch in sources.chunks(BATCH) {
        for (source, answers) in batch.iter().zip(answer_batch(request, batch)) {
            match answers {
                Ok(answers) => {
                    let several = sources.len() > 1 || answers.len() > 1;
                    let exporter = exporter.get_or_insert_with(|| {
                        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                        Exporter::new(out, &request.question, several)
                    });
                    answers.iter().try_for_each(|it| exporter.write(it))?;
                }
                Err(error) => {
                    all_read = false;
                    complain(&meant::complaint(source, &error));
                }
            }
        }
    }
    exporter.map_or(Ok(()), Exporter::finish)?;
    Ok(all_read)
}

/// The answers of a batch, in its order. One source needs no threads.
fn answer_batch(request: &Request, batch: &[Source]) -> Vec<Answers> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if batch.len() == 1 || cores == 1 {
        let each = batch.iter().map(|it| answer_one(request, it));
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
                    let _ = done.send((index, answer_one(request, source)));
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

fn answer_one(request: &Request, source: &Source) -> Answers {
    let stories = source.open(request.format, &mut |_| true)?;
    stories.iter().map(|it| answer_story(request, it)).collect()
}

fn answer_story(request: &Request, story: &Story) -> Result<Vec<u8>, OpenError> {
    let voices = match request.question.needs_voices() {
        true => corrected_voices(request.corrections.as_ref(), story),
        false => Voices::default(),
    };
    Ok(request.question.answer(story, &voices)?)
}

/// The voices of a story, as the reader has put them right.
fn corrected_voices(store: Option<&Store>, story: &Story) -> Voices {
    let mut voices = quotes::find(story);
    let kept = store.map(|it| it.load(StoryKey::of(story), story));
    match kept.transpose() {
        Ok(kept) => {
            let kept = kept.flatten().unwrap_or_default();
            corrections::apply(story, &mut voices, &kept.corrections);
        }
        Err(error) => complain(&format!("{}: {error}", story.name())),
    }
    voices
}
