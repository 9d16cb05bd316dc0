//! Rows that stand in more than one file.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Actuals, Observation};
use crate::diagnostic::Diagnostic;
use crate::wording::diagnostics::actuals::file as say;
use crate::wording::diagnostics::first_of_them;

/// A digest of a row's cells, the same in every run.
pub(super) fn digest(cells: impl IntoIterator<Item = impl AsRef<str>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in cells {
        cell.as_ref().hash(&mut hasher);
    }
    hasher.finish()
}

/// Two rows of different files: how many such pairs there are, and the first of them.
struct Pair<'a> {
    count: usize,
    first: (&'a Observation, &'a Observation),
}

/// One warning for each two files that share rows with figures of the plan.
pub(super) fn warnings(actuals: &Actuals) -> Vec<Diagnostic> {
    if actuals.files.len() < 2 {
        return Vec::new();
    }
    let position = |observation: &&Observation| (observation.file, observation.offset);
    let mut rows: Vec<&Observation> = actuals.observations.iter().flatten().collect();
    rows.sort_unstable_by_key(|row| (row.digest, position(row), row.field));
    rows.dedup_by_key(|row| position(&*row));
    let mut pairs: BTreeMap<(u32, u32), Pair<'_>> = BTreeMap::new();
    for identical in rows.chunk_by(|one, other| one.digest == other.digest) {
        let of_files: Vec<&[&Observation]> =
            identical.chunk_by(|one, other| one.file == other.file).collect();
        for (at, ones) in of_files.iter().enumerate() {
            for others in &of_files[at + 1..] {
                let first = (ones[0], others[0]);
                let pair =
                    pairs.entry((first.0.file, first.1.file)).or_insert(Pair { count: 0, first });
                pair.count += ones.len().min(others.len());
                if position(&first.0) < position(&pair.first.0) {
                    pair.first = first;
                }
            }
        }
    }
    pairs.into_values().map(|pair| warning(actuals, &pair)).collect()
}

fn warning(actuals: &Actuals, pair: &Pair<'_>) -> Diagnostic {
    let (one, other) = (actuals.place(pair.first.0), actuals.place(pair.first.1));
    let message = say::rows_in_both(pair.count, &one.file, &other.file);
    Diagnostic::warning("identical-rows", one, message)
        .label(first_of_them())
        .and(other, say::the_same_cells())
        .help(say::leave_one_out())
}
