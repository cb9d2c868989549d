//! Links the terminal itself knows about (OSC 8): a click there opens them, where it can.
//!
//! Nothing asks a terminal whether it can; the environment tells. One that is not known to can is
//! sent none: some would print the address.

use crate::story::Story;

/// The longest address sent, in bytes: what terminals are known to take.
const LONGEST: usize = 2083;

/// Whether the terminal that `variable` describes, by the names of environment variables, is known to
/// understand links.
pub fn are_understood(variable: impl Fn(&str) -> Option<String>) -> bool {
    const PROGRAMS: [&str; 7] = [
        "iTerm.app",
        "WezTerm",
        "vscode",
        "ghostty",
        "Hyper",
        "rio",
        "contour",
    ];
    const TERMS: [&str; 6] = [
        "xterm-kitty",
        "xterm-ghostty",
        "foot",
        "alacritty",
        "wezterm",
        "contour",
    ];
    let set = |name| variable(name).filter(|it| !it.is_empty());
    let program = set("TERM_PROGRAM").unwrap_or_default();
    let version = set("TERM_PROGRAM_VERSION").unwrap_or_default();
    if program == "tmux" {
        // tmux passes them on from 3.4 on.
        return version_number(&version) >= (3, 4);
    }
    let vte = set("VTE_VERSION").and_then(|it| it.parse::<u32>().ok());
    let own_names = [
        "KITTY_WINDOW_ID",
        "WT_SESSION",
        "KONSOLE_VERSION",
        "DOMTERM",
    ];
    PROGRAMS.contains(&program.as_str())
        || set("TERM").is_some_and(|it| TERMS.iter().any(|known| it.starts_with(known)))
        || own_names.iter().any(|it| set(it).is_some())
        || vte.is_some_and(|it| it >= 5000)
}

/// The first two numbers of a version.
fn version_number(version: &str) -> (u32, u32) {
    let mut numbers = version.split(|it: char| !it.is_ascii_digit());
    let mut next = || numbers.next().and_then(|it| it.parse().ok()).unwrap_or(0);
    (next(), next())
}

/// The addresses of a story's links, by their numbers; empty where one is not for the web.
pub fn addresses(story: &Story) -> Vec<String> {
    let links = story.links().iter();
    links.map(|it| safe(&it.url).unwrap_or_default()).collect()
}

/// An address as a terminal may be sent it: http or https, visible ASCII, not too long.
fn safe(url: &str) -> Option<String> {
    let (scheme, _) = url.split_once("://")?;
    let is_web = ["http", "https"]
        .iter()
        .any(|it| scheme.eq_ignore_ascii_case(it));
    let escape = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    let safe: String = url.bytes().map(escape).collect();
    (is_web && safe.len() <= LONGEST).then_some(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminals_are_known_by_their_variables() {
        let understood = |set: &[(&str, &str)]| {
            are_understood(|name| {
                let found = set.iter().find(|(it, _)| *it == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(understood(&[("TERM", "xterm-kitty")]));
        assert!(understood(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "7600")
        ]));
        assert!(understood(&[
            ("TERM_PROGRAM", "tmux"),
            ("TERM_PROGRAM_VERSION", "3.5a")
        ]));
        assert!(!understood(&[
            ("TERM_PROGRAM", "tmux"),
            ("TERM_PROGRAM_VERSION", "3.3a")
        ]));
        assert!(!understood(&[
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "4000")
        ]));
        assert!(!understood(&[("TERM", "linux")]) && !understood(&[]));
    }

    #[test]
    fn addresses_are_made_safe() {
        let url = "https://news.example/a b\u{1b}\\é";
        assert_eq!(
            safe(url).as_deref(),
            Some("https://news.example/a%20b%1B\\%C3%A9")
        );
        assert_eq!(safe("javascript://x"), None);
        assert_eq!(safe("file:///etc/passwd"), None);
        assert_eq!(safe(&format!("http://{}", "x".repeat(LONGEST))), None);
    }
}
