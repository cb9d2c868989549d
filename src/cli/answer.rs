//! `quotes`, `images` and `show`: many stories read at once on all cores, answered in their order.

use std::io::{self, BufWriter};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::complain;
use super::fault;
use super::meant;
use super::progress::Progress;
use crate::app::corrections_lost;
use crate::export::{Exporter, Question};
use crate::quotes::{Finder, Voices, corrections};
use crate::source::{Expected, Input, Inputs, OpenError, Source};
use crate::state::StoryKey;
use crate::state::store::Store;
use crate::story::Story;
use crate::story::clean::clean;

/// What is asked of the stories, and how they are read for it.
pub struct Request {
    /// What is asked, and how the answer is written.
    pub question: Question,
    /// What is known of the stories before they are read.
    pub expected: Expected,
    /// Where the reader's corrections are kept, if they are to be made.
    pub corrections: Option<Store>,
}

/// How many inputs are read before their answers are written, and how many bytes of them at most:
/// what is in memory at a time.
const BATCH: usize = 256;
const BATCH_BYTES: u64 = 16 << 20;

/// What is answered for one story.
struct Told {
    /// The story it is told of, by the name of its source and its number there.
    source: String,
    bytes: Vec<u8>,
    /// Why words of the story are missing, if some are.
    damages: Vec<String>,
}

/// The answers for the stories of one input.
type Answers = Result<Vec<Told>, OpenError>;

/// What became of an input.
struct Outcome {
    name: String,
    is_one_of_many: bool,
    size: u64,
    answers: Answers,
}

/// Answers for every source on standard output. False when some could not be read.
pub fn answer(request: &Request, sources: &[Source]) -> io::Result<bool> {
    let mut all_read = true;
    let mut exporter = None;
    let mut progress = Progress::new(sources);
    let mut inputs = Inputs::new(sources, &request.expected);
    // One for each core. They stay from batch to batch, with the words they know.
    let mut finders = Vec::new();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    // One core gains nothing by a batch: what is read, found and answered of one input stays near.
    let most = if cores == 1 { 1 } else { BATCH };
    loop {
        let batch = next_batch(&mut inputs, most);
        if batch.is_empty() {
            break;
        }
        let workers = cores.min(batch.len());
        finders.resize_with(finders.len().max(workers), Finder::new);
        for outcome in answer_batch(request, batch, &mut finders[..workers]) {
            match outcome.answers {
                Ok(answers) => {
                    let several = sources.len() > 1 || outcome.is_one_of_many || answers.len() > 1;
                    let exporter = exporter.get_or_insert_with(|| {
                        let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                        Exporter::new(out, &request.question, several)
                    });
                    for told in &answers {
                        exporter.write(&told.bytes)?;
                        for damage in &told.damages {
                            all_read = false;
                            progress.clear();
                            complain(&format!("{}: {damage}", told.source));
                        }
                    }
                    progress.advance(outcome.size, answers.len());
                }
                Err(error) => {
                    all_read = false;
                    progress.clear();
                    complain(&meant::complaint(&outcome.name, &error));
                }
            }
        }
    }
    progress.clear();
    exporter.map_or(Ok(()), Exporter::finish)?;
    Ok(all_read)
}

/// The inputs that are read next, so many at most; none at the end.
fn next_batch<'a>(inputs: &mut Inputs<'a>, most: usize) -> Vec<Input<'a>> {
    let mut res = Vec::new();
    let mut bytes = 0;
    while res.len() < most && bytes < BATCH_BYTES {
        let Some(input) = inputs.next() else { break };
        bytes += input.size();
        res.push(input);
    }
    res
}

/// What becomes of a batch, in its order: a thread for each finder. One alone needs no thread.
fn answer_batch(request: &Request, batch: Vec<Input<'_>>, finders: &mut [Finder]) -> Vec<Outcome> {
    if let [finder] = finders {
        let batch = batch.into_iter();
        return batch.map(|it| answer_one(request, finder, it)).collect();
    }
    let waiting = Mutex::new(batch.into_iter().enumerate());
    let (done, finished) = mpsc::channel();
    thread::scope(|scope| {
        for finder in finders {
            let (waiting, done) = (&waiting, done.clone());
            scope.spawn(move || {
                while let Some((index, input)) = take(waiting) {
                    // The receiver outlives every worker.
                    let _ = done.send((index, answer_one(request, finder, input)));
                }
            });
        }
    });
    drop(done);
    let mut res: Vec<(usize, Outcome)> = finished.into_iter().collect();
    res.sort_by_key(|(index, _)| *index);
    res.into_iter().map(|(_, outcome)| outcome).collect()
}

/// The next input nobody has taken.
fn take<T>(waiting: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
    waiting.next()
}

fn answer_one(request: &Request, finder: &mut Finder, input: Input<'_>) -> Outcome {
    Outcome {
        name: input.name().into_owned(),
        is_one_of_many: input.is_one_of_many(),
        size: input.size(),
        answers: answers_or_fault(request, finder, input),
    }
}

/// The answers for an input, whatever happens over it: others wait for theirs.
fn answers_or_fault(request: &Request, finder: &mut Finder, input: Input<'_>) -> Answers {
    fault::catch(|| answers(request, finder, input)).unwrap_or_else(|fault| {
        // Nobody knows what the fault left in it.
        *finder = Finder::new();
        Err(OpenError::Fault(fault))
    })
}

fn answers(request: &Request, finder: &mut Finder, input: Input<'_>) -> Answers {
    #[cfg(debug_assertions)]
    assert!(
        std::env::var("PULLQUOTE_TEST_PANIC").ok().as_deref() != Some(&input.name()),
        "a test wants to see\nwhat a fault leaves undone"
    );
    let name = input.name().into_owned();
    let stories = input.open(&request.expected)?;
    let numbered = stories.len() > 1 || stories.iter().any(|it| it.format().is_feed());
    let answer = |(number, story): (usize, &Story)| {
        let source = match numbered {
            true => format!("{name}:{}", number + 1),
            false => name.clone(),
        };
        answer_story(request, finder, clean(&source), story)
    };
    stories.iter().enumerate().map(answer).collect()
}

fn answer_story(
    request: &Request,
    finder: &mut Finder,
    source: String,
    story: &Story,
) -> Result<Told, OpenError> {
    let voices = match request.question.needs_voices() {
        true => corrected_voices(request, finder, story),
        false => Voices::default(),
    };
    Ok(Told {
        bytes: request.question.answer(&source, story, &voices)?,
        source,
        damages: story.damages().map(str::to_owned).collect(),
    })
}

/// The voices of a story, as the reader has put them right.
fn corrected_voices(request: &Request, finder: &mut Finder, story: &Story) -> Voices {
    let mut voices = match request.question.needs_statements() {
        true => finder.find_with_statements(story),
        false => finder.find(story),
    };
    let kept = request
        .corrections
        .as_ref()
        .map(|it| it.load(StoryKey::of(story), story));
    match kept.transpose() {
        Ok(kept) => {
            let kept = kept.flatten().unwrap_or_default();
            let applied = corrections::apply(story, &mut voices, &kept.corrections);
            if applied.lost > 0 {
                let told = corrections_lost(applied.lost);
                complain(&format!("{}: {told}", story.name()));
            }
        }
        Err(error) => complain(&format!("{}: {error}", story.name())),
    }
    voices
}
