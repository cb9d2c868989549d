//! What somebody may have meant who named a story that is not there.

use clap::CommandFactory;

use crate::config::near::nearest;
use crate::source::OpenError;

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
    let commands = program.get_subcommands().map(clap::Command::get_name);
    Some(match nearest(name, commands) {
        Some(command) => format!("did you mean `pullquote {command}`?"),
        None => "`pullquote --help` lists the commands".to_owned(),
    })
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
}
