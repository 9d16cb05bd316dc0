//! The plan's file and the files that it names.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::diagnostic::Diagnostic;
use crate::plan::Plan;
use crate::source::{Place, line_after};
use crate::wording::diagnostics::input as say;
use crate::wording::{Text, of_system};

/// Reads a plan, with the rosters beside it; and its SHA-256 if it is asked for. Which rosters it names, as far as it
/// has come, is added to `rosters`, so that no report takes their place.
///
/// # Errors
/// Everything that is wrong with it.
pub(super) fn load(
    path: &Path,
    digest: bool,
    rosters: &RefCell<Vec<PathBuf>>,
) -> Result<(Plan, Option<String>), Vec<Diagnostic>> {
    let bytes = bytes(path)?;
    let text = text(path, &bytes)?;
    let plan = Plan::parse(&path.to_string_lossy(), text, &|roster| beside(path, roster, rosters))?;
    let digest = digest.then(|| hexadecimal(&Sha256::digest(text)));
    Ok((plan, digest))
}

/// Reads the bytes of a plan.
///
/// # Errors
/// Why they cannot be read.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Vec<Diagnostic>> {
    std::fs::read(path).map_err(|error| {
        unreadable(path, say::plan_unreadable(&of_system(&error)), say::name_the_plan())
    })
}

/// The text of a plan.
///
/// # Errors
/// Where it is none.
pub(super) fn text<'b>(path: &Path, bytes: &'b [u8]) -> Result<&'b str, Vec<Diagnostic>> {
    simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let line = line_after(&bytes[..error.valid_up_to()]);
        unreadable(path, say::plan_not_utf_8(line), say::save_plan_as_utf_8())
    })
}

fn unreadable(path: &Path, message: Text, help: Text) -> Vec<Diagnostic> {
    vec![Diagnostic::error("unreadable", file_place(path), message).help(help)]
}

/// Reads a roster, whose path is relative to the plan; the path is added to `rosters`.
pub(super) fn beside(
    plan: &Path,
    roster: &str,
    rosters: &RefCell<Vec<PathBuf>>,
) -> std::io::Result<Vec<u8>> {
    let roster = plan.parent().unwrap_or(Path::new("")).join(roster);
    rosters.borrow_mut().push(roster.clone());
    std::fs::read(roster)
}

/// A file as a whole.
pub(super) fn file_place(path: &Path) -> Place {
    Place::file(&Arc::from(path.to_string_lossy()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
