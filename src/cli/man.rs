//! `plancheck man`

use clap::{Args, Command};
use clap_mangen::Man;

use super::ExitStatus;
use super::failure::{Outcome, fail};
use super::output::to_standard_output;
use crate::diagnostic::nearest;
use crate::wording::command_line as say;
use crate::wording::diagnostics::did_you_mean_name;

/// Write the manual page of the program or of a command
///
/// Printed to standard output in roff, which `man` formats.
#[derive(Args)]
#[command(after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    /// The command; without one the page is about the program.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

const AFTER_LONG_HELP: &str = "Examples:
  plancheck man
  plancheck man evaluate

Where it goes:
  ~/.local/share/man/man1/plancheck.1, plancheck-evaluate.1";

pub(super) fn run(arguments: &Arguments, mut program: Command) -> Outcome {
    program.build();
    let command = match &arguments.command {
        None => program,
        Some(name) => {
            let Some(command) = program.find_subcommand(name) else {
                let names = program.get_subcommands().map(Command::get_name);
                let hint =
                    nearest(name, names).map_or_else(say::help_names_them, did_you_mean_name);
                return fail(say::no_such_command(name, &hint));
            };
            command.clone()
        }
    };
    let source = concat!("plancheck ", env!("CARGO_PKG_VERSION"));
    let mut page = Vec::new();
    Man::new(command).source(source).render(&mut page)?;
    let page = with_lines_kept(&String::from_utf8_lossy(&page));
    to_standard_output(|out| out.write_all(page.as_bytes()))?;
    Ok(ExitStatus::Pass)
}

/// A page whose examples stay on lines of their own, which `man` would fill like those of a paragraph.
fn with_lines_kept(page: &str) -> String {
    const EXAMPLES: &str = ".SH EXTRA\n";
    let Some((before, rest)) = page.split_once(EXAMPLES) else { return page.to_owned() };
    let end = rest.find("\n.SH ").map_or(rest.len(), |end| end + 1);
    let (examples, after) = rest.split_at(end);
    format!("{before}{EXAMPLES}.nf\n{examples}.fi\n{after}")
}
