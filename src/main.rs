//! The `pullquote` program; see the library for how it is made.

use std::process::ExitCode;

fn main() -> ExitCode {
    pullquote::cli::main()
}
