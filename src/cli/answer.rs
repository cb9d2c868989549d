//! `quotes`, `images` and `show`: the stories one after the other, each answered as it is read.

use std::io::{self, BufWriter};

use super::complain;
use super::open::Source;
use crate::export::{Exporter, Notation, Subject, Telling};
use crate::quotes::{self, Voices};
use crate::story::Format;

/// What is asked, and how the answer is written.
#[derive(Debug)]
pub struct Question {
    pub subject: Subject,
    pub notation: Notation,
    pub speaker: Option<String>,
    pub input_format: Option<Format>,
}

/// Answers for every source on standard output. False when some could not be read.
pub fn answer(question: &Question, sources: &[Source]) -> io::Result<bool> {
    let mut all_read = true;
    let mut exporter = None;
    for source in sources {
        match source.open(question.input_format) {
            Ok(stories) => {
                let several = sources.len() > 1 || stories.len() > 1;
                let exporter = exporter.get_or_insert_with(|| {
                    let out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
                    Exporter::new(out, question.subject, question.notation, several)
                });
                for story in &stories {
                    exporter.write(Telling {
                        story,
                        voices: &voices(question, story),
                        speaker: question.speaker.as_deref(),
                    })?;
                }
            }
            Err(error) => {
                all_read = false;
                complain(&format!("{}: {error}", source.name()));
            }
        }
    }
    exporter.map_or(Ok(()), Exporter::finish)?;
    Ok(all_read)
}

/// The quotations, unless the answer holds none.
fn voices(question: &Question, story: &crate::story::Story) -> Voices {
    let prose = matches!(question.notation, Notation::Text | Notation::Markdown);
    match question.subject {
        Subject::Images => Voices::default(),
        Subject::Story if prose => Voices::default(),
        Subject::Story | Subject::Quotes => quotes::find(story),
    }
}
