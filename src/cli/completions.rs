//! `plancheck completions`

use clap::{Args, Command};
use clap_complete::Shell;

use super::ExitStatus;
use super::failure::Outcome;
use super::output::to_standard_output;

/// Write the completions of a shell
///
/// Printed to standard output, for the file that the shell reads.
#[derive(Args)]
#[command(after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck completions bash
  plancheck completions zsh
  plancheck completions fish
  plancheck completions powershell

Where it goes:
  bash        ~/.local/share/bash-completion/completions/plancheck
  zsh         a file _plancheck in a directory of $fpath
  fish        ~/.config/fish/completions/plancheck.fish
  powershell  a file that $PROFILE reads";

pub(super) fn run(arguments: &Arguments, mut program: Command) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut program, "plancheck", &mut script);
    to_standard_output(|out| out.write_all(&script))?;
    Ok(ExitStatus::Pass)
}
