//! The `plancheck` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    plancheck::cli::run(std::env::args_os())
}
