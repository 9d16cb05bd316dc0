//! Which findings count for more than they do, and which are left out.

use clap::Args;

use crate::diagnostic::{CODES, Diagnostic, Severity, nearest};

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
    pub(super) fn check(&self, lenient: &[&str]) -> anyhow::Result<()> {
        let Some(code) = self.allow.iter().find(|code| !lenient.contains(&code.as_str())) else {
            return Ok(());
        };
        if CODES.contains(&code.as_str()) {
            anyhow::bail!(
                "--allow {code}: only warnings and notes can be left out, and here `{code}` is none"
            );
        }
        let hint = nearest(code, lenient.iter().copied()).map_or_else(
            || format!("those that can be left out are {}", lenient.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        anyhow::bail!("--allow {code}: there is no such code; {hint}")
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
