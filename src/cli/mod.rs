//! The command line: arguments in, exit code out.

mod answer;
mod config;
mod fault;
mod keys;
mod meant;
mod progress;
mod reader;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::export::{Notation, Question, Subject};
use crate::source::{self, Expected, Source};
use crate::state::store::Store;
use crate::story::Format;
use answer::Request;
use reader::Manner;

/// Read news stories in the terminal and see who said what.
///
/// STORY is a file, a web address, or - for standard input. Without one, a sample story opens.
#[derive(Debug, Parser)]
#[command(name = "pullquote", version = env!("PULLQUOTE_VERSION"), args_conflicts_with_subcommands = true)]
#[command(after_help = "In the reader, press ? for the keys and q to leave.")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    stories: Stories,
    /// Open the story read last.
    #[arg(long, conflicts_with = "stories")]
    last: bool,
    /// Read line by line, without panes: for screen readers and simple terminals.
    #[arg(long)]
    plain: bool,
    /// Listen to the mouse: wheel, clicks, dragging the rule between the panes.
    #[arg(long)]
    mouse: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print who said what.
    Quotes {
        /// How to write the answer.
        #[arg(long, value_enum, default_value = "text")]
        format: NotationName,
        /// Only speakers whose name holds NAME.
        #[arg(long, value_name = "NAME")]
        speaker: Option<String>,
        /// Also what is reported without quotation marks ("the mayor said she hopes …").
        #[arg(long)]
        indirect: bool,
        /// Leave out the corrections made in the reader.
        #[arg(long)]
        no_corrections: bool,
        #[command(flatten)]
        stories: Stories,
    },
    /// Print the list of image captions.
    Images {
        /// How to write the answer.
        #[arg(long, value_enum, default_value = "text")]
        format: NotationName,
        #[command(flatten)]
        stories: Stories,
    },
    /// Print the story itself, or everything known of it as JSON.
    Show {
        /// How to write the answer.
        #[arg(long, value_enum, default_value = "text")]
        format: StoryNotationName,
        /// Of no effect: JSON always has what is reported without quotation marks.
        #[arg(long, hide = true)]
        indirect: bool,
        /// Leave out the corrections made in the reader.
        #[arg(long)]
        no_corrections: bool,
        #[command(flatten)]
        stories: Stories,
    },
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of the program or of one of its commands.
    Man {
        /// The command.
        #[arg(value_name = "COMMAND")]
        command: Option<String>,
    },
    /// Print the keys of the reader.
    Keys,
    /// Print a configuration to start from, or check the one there is.
    Config(config::Asked),
}

#[derive(Debug, Args)]
struct Stories {
    /// Files, web addresses, or - for standard input.
    #[arg(value_name = "STORY")]
    stories: Vec<OsString>,
    /// Read the stories as this format instead of telling it by their content; jsonl is a story a line.
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    input_format: Option<String>,
}

/// The name under which a story a line is asked for.
const LINES: &str = "jsonl";

impl Stories {
    /// What the options tell of the stories.
    fn expected(&self) -> Expected {
        let name = self.input_format.as_deref();
        let named = |it: &Format| Some(it.as_str()) == name;
        Expected {
            format: Format::ALL.into_iter().find(named),
            lines: name == Some(LINES),
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NotationName {
    Text,
    Json,
    Jsonl,
    Csv,
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum StoryNotationName {
    Text,
    Json,
    Jsonl,
    Markdown,
}

impl From<NotationName> for Notation {
    fn from(name: NotationName) -> Notation {
        match name {
            NotationName::Text => Notation::Text,
            NotationName::Json => Notation::Json,
            NotationName::Jsonl => Notation::JsonLines,
            NotationName::Csv => Notation::Csv,
            NotationName::Markdown => Notation::Markdown,
        }
    }
}

impl From<StoryNotationName> for Notation {
    fn from(name: StoryNotationName) -> Notation {
        match name {
            StoryNotationName::Text => Notation::Text,
            StoryNotationName::Json => Notation::Json,
            StoryNotationName::Jsonl => Notation::JsonLines,
            StoryNotationName::Markdown => Notation::Markdown,
        }
    }
}

/// The names of input formats.
fn format_names() -> clap::builder::PossibleValuesParser {
    let formats = Format::ALL.map(Format::as_str);
    let names: Vec<&str> = formats.into_iter().chain([LINES]).collect();
    names.into()
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let mut cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return explain(&error),
    };
    let outcome = match cli.command.take() {
        None => read(&cli),
        Some(Command::Quotes {
            format,
            speaker,
            indirect,
            no_corrections,
            stories,
        }) => {
            let question = Question {
                speaker,
                indirect,
                ..question(Subject::Quotes, format.into())
            };
            answer(question, &stories, !no_corrections)
        }
        Some(Command::Images { format, stories }) => {
            answer(question(Subject::Images, format.into()), &stories, false)
        }
        Some(Command::Show {
            format,
            indirect,
            no_corrections,
            stories,
        }) => {
            let question = Question {
                indirect,
                ..question(Subject::Story, format.into())
            };
            answer(question, &stories, !no_corrections)
        }
        Some(Command::Completions { shell }) => print(&completions(shell)),
        Some(Command::Man { command }) => match manual(command.as_deref()) {
            Some(page) => print(&page),
            None => {
                let command = command.unwrap_or_default();
                complain(&format!("{command}: there is no command of this name"));
                return ExitCode::from(2);
            }
        },
        Some(Command::Keys) => print(keys::table(&config::load().keymap()).as_bytes()),
        Some(Command::Config(asked)) => config::answer(&asked),
    };
    exit_code(outcome)
}

/// Help and version go to standard output as they are; a wrong usage is told in one line.
fn explain(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return exit_code(print(error.to_string().as_bytes()));
    }
    let text = error.to_string();
    let reason = text.split("\n\n").next().unwrap_or(&text);
    let words: Vec<&str> = reason.split_whitespace().collect();
    complain(words.join(" ").trim_start_matches("error: "));
    ExitCode::from(2)
}

/// Opens the reader; when nobody looks at the output, prints the stories instead.
fn read(cli: &Cli) -> io::Result<bool> {
    let stories = &cli.stories;
    let (sources, sought) = match cli.last {
        false => (sources(stories), String::new()),
        true => match last_source() {
            Some((source, entry)) => (vec![source], entry),
            None => {
                complain("no story of yours has been read yet");
                return Ok(false);
            }
        },
    };
    if cli.plain || io::stdout().is_terminal() {
        let manner = Manner {
            expected: stories.expected(),
            mouse: cli.mouse,
            plain: cli.plain,
            sought,
        };
        return reader::read(sources, &manner);
    }
    let request = Request {
        question: question(Subject::Story, Notation::Text),
        expected: stories.expected(),
        corrections: None,
    };
    answer::answer(&request, &sources)
}

/// What the story read last was read from, if it can be opened again, and which of the stories there
/// it is.
fn last_source() -> Option<(Source, String)> {
    let last = Store::usual().ok()?.recent(1).pop()?;
    Some((Source::named(&last.source), last.entry))
}

fn question(subject: Subject, notation: Notation) -> Question {
    Question {
        subject,
        notation,
        speaker: None,
        indirect: false,
    }
}

fn answer(question: Question, stories: &Stories, corrected: bool) -> io::Result<bool> {
    // Without a place for them there are no corrections, which is nothing to complain of here.
    let store = Store::usual().ok().filter(|it| corrected && it.exists());
    let request = Request {
        question,
        expected: stories.expected(),
        corrections: store,
    };
    answer::answer(&request, &sources(stories))
}

/// What to open: the stories named and those of the folders named, else what is piped in, else the
/// sample.
fn sources(stories: &Stories) -> Vec<Source> {
    if !stories.stories.is_empty() {
        let named = stories.stories.iter().map(Source::named);
        return named
            .flat_map(|it| source::within(&it).unwrap_or_else(|| vec![it]))
            .collect();
    }
    match io::stdin().is_terminal() {
        true => vec![Source::Sample],
        false => vec![Source::Stdin],
    }
}

fn completions(shell: clap_complete::Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "pullquote", &mut script);
    script
}

/// The manual page of the program, or of one of its commands, if there is one of this name.
fn manual(command: Option<&str>) -> Option<Vec<u8>> {
    let mut program = Cli::command().version(env!("CARGO_PKG_VERSION"));
    program.build();
    let mut page = Vec::new();
    let Some(name) = command else {
        // Writing to memory does not fail.
        clap_mangen::Man::new(program).render(&mut page).ok()?;
        page.extend_from_slice(keys::manual_section().as_bytes());
        page.extend_from_slice(include_bytes!("../../assets/manual.roff"));
        return Some(page);
    };
    let command = program
        .find_subcommand(name)
        .filter(|it| !it.is_hide_set())?;
    let command = command.clone().version(env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).render(&mut page).ok()?;
    Some(page)
}

fn print(bytes: &[u8]) -> io::Result<bool> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(true)
}

/// 0 when all went well, 1 when some story could not be read. A reader of our output who has seen
/// enough is no error.
fn exit_code(outcome: io::Result<bool>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Prints one line on standard error.
pub fn complain(reason: &str) {
    let line = crate::story::clean::clean(reason);
    // Nothing can be done when standard error is gone.
    let _ = writeln!(io::stderr(), "pullquote: {line}");
}
