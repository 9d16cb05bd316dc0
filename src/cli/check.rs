//! The formats in which commands write what they have found: those whose report it is, and the others when their inputs
//! are refused.

use clap::ValueEnum;

use super::output::{FormatName, Page};
use crate::report::diagnostics::Human;
use crate::report::{FindingsFormat, json::Json};

/// A format of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    /// Each finding with its line, for people.
    Human,
    /// For programs: `plancheck/diagnostics/1`.
    Json,
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
        }
    }
}
