//! The command line: the only place that knows arguments, files, the environment and how errors end the program.

mod check;
mod completions;
mod diff;
mod evaluate;
mod explain;
mod failure;
mod init;
mod input;
mod interrupt;
mod language;
mod lint;
mod log;
mod man;
mod narrowing;
mod output;
mod plan;
mod progress;
mod quiet;
mod schema;
mod severity;
mod template;
mod validate;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};

use self::failure::Outcome;
use self::language::{LanguageChoice, LanguageName};

/// How a run ends. The meanings are fixed; no option changes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitStatus {
    /// Every target that counts passes.
    Pass = 0,
    /// At least one target that counts fails.
    Fail = 1,
    /// The command line or the plan is wrong, or the report could not be written.
    Usage = 2,
    /// The actuals cannot be trusted.
    Untrusted = 3,
}

impl From<ExitStatus> for ExitCode {
    fn from(status: ExitStatus) -> Self {
        Self::from(status as u8)
    }
}

const EXIT_STATUS: &str = "Exit status:
  0  every target that counts passes
  1  at least one target that counts fails (missed, behind, no-data)
  2  the command line or the plan is wrong, or the report could not be written
  3  the actuals cannot be trusted: unreadable, ambiguous, contradictory,
     or nothing in them could be evaluated";

/// Hold actual figures against the goals of a plan, in exact decimals.
#[derive(Parser)]
#[command(name = "plancheck", version, after_help = EXIT_STATUS, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// When to colour the output; `auto` is on a terminal, unless the environment has `NO_COLOR` or TERM=dumb.
    // Else its place in the help of each subcommand depends on how many there are.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto,
        display_order = 100)]
    color: ColorChoice,

    /// The language of what people read [default: the plan's, else the locale's]. JSON is in English without it.
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE", display_order = 101)]
    lang: Option<LanguageName>,

    /// Print nothing but the report and errors: no warnings, no progress, no hints.
    #[arg(long, short, global = true, display_order = 102)]
    quiet: bool,
}

#[derive(Subcommand)]
enum Command {
    Evaluate(evaluate::Arguments),
    Explain(explain::Arguments),
    Diff(diff::Arguments),
    Lint(lint::Arguments),
    Schema(schema::Arguments),
    Template(template::Arguments),
    Init(init::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Validate(validate::Arguments),
}

/// When to colour the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ColorChoice {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColorChoice {
    fn on(self, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                let is_unwanted =
                    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
                is_terminal && !is_unwanted && !is_dumb
            }
        }
    }

    /// What a command line says, also one that is wrong.
    fn said(arguments: &[OsString]) -> Self {
        let mut said = Self::Auto;
        let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
        while let Some(argument) = arguments.next() {
            let value = match argument {
                "--" => break,
                "--color" => arguments.next(),
                _ => argument.strip_prefix("--color="),
            };
            let word = value.and_then(|value| Self::from_str(value, false).ok());
            said = word.unwrap_or(said);
        }
        said
    }

    /// The same for the parser of the command line, which looks at the terminal by itself.
    fn of_parser(self) -> clap::ColorChoice {
        match self {
            Self::Auto => clap::ColorChoice::Auto,
            Self::Always => clap::ColorChoice::Always,
            Self::Never => clap::ColorChoice::Never,
        }
    }
}

/// Runs the program and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Whatever is to be told is told in the language that is known by then.
    let mut language = LanguageChoice::new(None);
    let ended = match parse(arguments.into_iter().collect()) {
        Ok(arguments) => {
            language = LanguageChoice::new(arguments.lang);
            run_command(arguments, &mut language)
        }
        Err(error) if error.use_stderr() => {
            // With stderr closed there is nobody left to tell; the exit status still does.
            let _ = error.print();
            Ok(ExitStatus::Usage)
        }
        // The parser prints it, with its colours.
        Err(help) => output::to_standard_output(|_| help.print()).map(|()| ExitStatus::Pass),
    };
    let status = ended.unwrap_or_else(|error| {
        failure::tell(&error, language.for_people());
        ExitStatus::Usage
    });
    status.into()
}

/// Understands a command line. The parser is gone before the command runs, which can do with the memory.
fn parse(arguments: Vec<OsString>) -> Result<Arguments, clap::Error> {
    let mut parser = Arguments::command().color(ColorChoice::said(&arguments).of_parser());
    parser
        .try_get_matches_from_mut(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches))
        .map_err(|error| error.format(&mut parser))
}

fn run_command(arguments: Arguments, language: &mut LanguageChoice) -> Outcome {
    let Arguments { command, color, quiet, .. } = arguments;
    if quiet {
        quiet::be_quiet();
    }
    match command {
        Command::Evaluate(arguments) => evaluate::run(&arguments, color, language),
        Command::Explain(arguments) => explain::run(arguments, color, language),
        Command::Diff(arguments) => diff::run(&arguments, color, *language),
        Command::Lint(arguments) => lint::run(&arguments, color, language),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Template(arguments) => template::run(&arguments, color, language),
        Command::Init(arguments) => init::run(&arguments, *language),
        Command::Completions(arguments) => completions::run(&arguments, Arguments::command()),
        Command::Man(arguments) => man::run(&arguments, Arguments::command()),
        Command::Validate(arguments) => validate::run(&arguments, color, language),
    }
}
