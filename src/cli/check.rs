//! The formats in which commands write what they have found: those whose report it is, and the others when their inputs
//! are refused.

use clap::ValueEnum;

use super::output::{FormatName, Page};
use crate::report::diagnostics::Human;
use crate::report::{FindingsFormat, github::Github, json::Json, junit::Junit, sarif::Sarif};

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Each finding with its line, for people.
    Human,
    /// For programs: `plancheck/diagnostics/1`.
    Json,
    /// Annotations of GitHub Actions.
    Github,
    /// JUnit's XML: a test for each code found in a file.
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
}

impl FormatName for CheckFormat {
    const DEFAULT: &'static str = "human";

    fn is_for_people(&self) -> bool {
        *self == Self::Human
    }
}

impl CheckFormat {
    /// What writes it.
    pub(super) fn of(self, page: Page) -> Box<dyn FindingsFormat> {
        match self {
            Self::Human => Box::new(Human { color: page.color }),
            Self::Json => Box::new(Json),
            Self::Github => Box::new(Github),
            Self::Junit => Box::new(Junit),
            Self::Sarif => Box::new(Sarif),
        }
    }
}
