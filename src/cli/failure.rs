//! Why the program cannot do what it was told.

use super::{ExitStatus, log};
use crate::plan::Language;
use crate::report::visible;
use crate::wording::{Text, command_line as say};

/// An error of the command line, or of a report that cannot be written: it can only be made of what is said in every
/// language.
#[derive(Debug)]
pub(super) struct Failure(Text);

/// How a command ends, or what it comes to.
pub(super) type Outcome<T = ExitStatus> = Result<T, Failure>;

impl From<Text> for Failure {
    fn from(why: Text) -> Self {
        Self(why)
    }
}

impl Failure {
    /// Prints it to stderr.
    pub(super) fn tell(&self, language: Language) {
        // With stderr closed there is nobody left to tell; the exit status still does.
        let _ = log::to_people(&mut std::io::stderr(), |out| {
            writeln!(out, "{}", visible(say::failure(&self.0).of(language)))
        });
    }
}

/// Ends a command with what is said.
pub(super) fn fail<T>(why: Text) -> Outcome<T> {
    Err(Failure(why))
}
