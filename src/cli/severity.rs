//! Which findings count for more than they do, and which are left out.

use clap::Args;

use super::failure::{Outcome, fail};
use crate::diagnostic::{CODES, Diagnostic, Severity, nearest};
use crate::wording::command_line as say;
use crate::wording::diagnostics::{did_you_mean_name, listed};

/// What `--deny` raises to errors, beside codes.
const WARNINGS: &str = "warnings";

/// How findings are to be taken.
#[derive(Args)]
pub(super) struct Severities {
    /// Raise warnings to errors: all of them with `warnings`, or the warnings and notes of a code; may be repeated.
    #[arg(long, value_name = "warnings|CODE", value_parser = denied)]
    deny: Vec<String>,

    /// Leave out the warnings and notes of a code; may be repeated. No error can be left out.
    #[arg(long, value_name = "CODE")]
    allow: Vec<String>,
}

fn denied(word: &str) -> Result<String, String> {
    let mut known = CODES.iter().copied().chain([WARNINGS]);
    if known.clone().any(|code| code == word) {
        return Ok(word.to_owned());
    }
    let near = nearest(word, &mut known);
    Err(near.map_or_else(
        || "expected `warnings` or the code of a finding".to_owned(),
        |near| format!("there is no such code; did you mean `{near}`?"),
    ))
}

impl Severities {
    /// Refuses codes that are no finding which could be left out; `lenient` are those of the command that can.
    pub(super) fn check(&self, lenient: &[&str]) -> Outcome<()> {
        let Some(code) = self.allow.iter().find(|code| !lenient.contains(&code.as_str())) else {
            return Ok(());
        };
        if CODES.contains(&code.as_str()) {
            return fail(say::not_allowable(code));
        }
        let hint = nearest(code, lenient.iter().copied())
            .map_or_else(|| say::allowable_codes(&listed(lenient)), did_you_mean_name);
        fail(say::no_such_allowed_code(code, &hint))
    }

    /// The words of `--deny`.
    pub(super) fn denied(&self) -> &[String] {
        &self.deny
    }

    /// The codes of `--allow`.
    pub(super) fn allowed(&self) -> &[String] {
        &self.allow
    }

    /// Leaves out what is allowed and raises what is denied; who does both wants it left out.
    pub(super) fn apply(&self, found: &mut Vec<Diagnostic>) {
        found.retain(|diagnostic| {
            diagnostic.severity == Severity::Error
                || !self.allow.iter().any(|code| code == diagnostic.code)
        });
        let denies = |word: &str| self.deny.iter().any(|denied| denied == word);
        for diagnostic in found {
            let is_warning = diagnostic.severity == Severity::Warning;
            if denies(diagnostic.code) || is_warning && denies(WARNINGS) {
                diagnostic.severity = Severity::Error;
            }
        }
    }
}
