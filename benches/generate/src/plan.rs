//! The plans that plancheck judges the data by, and the same goals as a table for the other engines.

use std::io::{self, Write};

use crate::targets::Target;

/// What is held against a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// The sum of all rows of a target.
    Sum,
    /// The sum of the rows of each entity in each month, for each target.
    Cells,
}

/// Writes the plan of a job. `roster` is the path of the roster as seen from the plan file.
///
/// # Errors
///
/// When `out` cannot be written.
pub(crate) fn write(
    job: Job,
    roster: &str,
    targets: &[Target],
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(b"[plan]\ntitle = \"Benchmark\"\nperiod = \"2022\"\n")?;
    if job == Job::Cells {
        // A literal string, so that a path needs no escapes.
        writeln!(out, "\n[dimension.entity]\nroster = '{roster}'")?;
    }
    out.write_all(b"\n[defaults]\naggregate = \"sum\"\n")?;
    if job == Job::Cells {
        out.write_all(b"each = [\"entity\", \"month\"]\n")?;
    }
    for target in targets {
        write!(out, "\n[target.{}]\nat_least = ", target.id)?;
        match job {
            Job::Sum => writeln!(out, "{}", target.goal)?,
            Job::Cells => writeln!(out, "{}", target.cell_minimum)?,
        }
    }
    Ok(())
}

/// Writes the goals of both jobs as CSV: `target,goal,cell_minimum`.
///
/// # Errors
///
/// When `out` cannot be written.
pub(crate) fn write_targets(targets: &[Target], out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"target,goal,cell_minimum\n")?;
    for target in targets {
        writeln!(out, "{},{},{}", target.id, target.goal, target.cell_minimum)?;
    }
    Ok(())
}
