//! Why the program cannot do what it was told.

use std::{fmt, io};

use super::{ExitStatus, log};
use crate::plan::Language;
use crate::report::template::Complaint;
use crate::report::visible;
use crate::wording::{Text, command_line as say, of_system};

/// What is said, in every language, of an error of the command line or of a report that cannot be written.
#[derive(Debug)]
pub(super) struct Failure(Text);

/// How a command ends, or what it comes to. Its errors are [`Failure`]s, by themselves or as the context of what the
/// system says.
pub(super) type Outcome<T = ExitStatus> = anyhow::Result<T>;

impl From<Text> for Failure {
    fn from(why: Text) -> Self {
        Self(why)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.english())
    }
}

impl std::error::Error for Failure {}

/// What is wrong with the template of a report, if that is what an error is about.
fn complaint(error: &io::Error) -> Option<&Complaint> {
    error.get_ref()?.downcast_ref()
}

/// Ends a command with what is said.
pub(super) fn fail<T>(why: Text) -> Outcome<T> {
    Err(Failure(why).into())
}

/// Prints an error to stderr, with its causes.
pub(super) fn tell(error: &anyhow::Error, language: Language) {
    let outermost = error.downcast_ref::<Failure>().map(|Failure(why)| why.clone());
    let mut why = outermost.unwrap_or_else(|| Text::same(error.to_string()));
    for cause in error.chain().skip(1) {
        let system = cause.downcast_ref::<io::Error>();
        // Where the template is wrong, nothing is wrong with what it was to be written to.
        if let Some(Complaint(wrong)) = system.and_then(complaint) {
            why = wrong.clone();
            break;
        }
        let cause = system.map_or_else(|| Text::same(cause.to_string()), of_system);
        why = say::because(&why, &cause);
    }
    // With stderr closed there is nobody left to tell; the exit status still does.
    let _ = log::to_people(&mut std::io::stderr(), |out| {
        writeln!(out, "{}", visible(say::failure(&why).of(language)))
    });
}
