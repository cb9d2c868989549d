//! What somebody may have meant who named a story that is not there.

use clap::CommandFactory;

use super::open::OpenError;

/// Why a story could not be opened, in one line. Where there is no file of a name that may have been
/// meant as a command, the line says which.
pub fn complaint(name: &str, error: &OpenError) -> String {
    let hint = match error {
        OpenError::Missing => hint(name),
        _ => None,
    };
    match hint {
        Some(hint) => format!("{name}: {error}; {hint}"),
        None => format!("{name}: {error}"),
    }
}

/// The command whose name is nearly this, or else where commands are listed. Nothing, for what
/// looks like the name of a file.
fn hint(name: &str) -> Option<String> {
    if !name.chars().all(|it| it.is_alphabetic() || it == '-') {
        return None;
    }
    let program = super::Cli::command();
    let mut commands = program.get_subcommands().map(clap::Command::get_name);
    let near = commands.find(|it| distance(it, name) <= MISTAKES);
    Some(match near {
        Some(command) => format!("did you mean `pullquote {command}`?"),
        None => "`pullquote --help` lists the commands".to_owned(),
    })
}

/// How many letters may be wrong in a name that is taken for another.
const MISTAKES: usize = 2;

/// How many letters have to be put in, left out or replaced to make one word of another
/// (Levenshtein 1966).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (number, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = number + 1;
        for (at, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_command_is_recognised() {
        let hint = |name: &str| hint(name).unwrap_or_default();
        assert_eq!(hint("quote"), "did you mean `pullquote quotes`?");
        assert_eq!(hint("imgaes"), "did you mean `pullquote images`?");
        assert_eq!(hint("frobnicate"), "`pullquote --help` lists the commands");
        assert_eq!(hint("quote.txt"), "");
        assert_eq!(hint("stories/quote"), "");
    }

    #[test]
    fn distances_are_counted_in_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "é"), 1);
        assert_eq!(distance("same", "same"), 0);
    }
}
