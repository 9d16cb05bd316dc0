//! `plancheck validate`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use super::check::CheckFormat;
use super::failure::{Failure, Outcome, fail, tell};
use super::input::{Inputs, Opened, Refused, add_excerpts, again};
use super::language::LanguageChoice;
use super::output::{Outputs, to_file};
use super::severity::Severities;
use super::{ColorChoice, ExitStatus, progress};
use crate::actuals::{self, File, Inspection, Options};
use crate::diagnostic::{Diagnostic, Severity};
use crate::plan::{Language, normalized};
use crate::report::{Findings, extract};
use crate::submission::{ALLOWABLE, Examination, Gate, Policy, Unwatched};
use crate::wording::command_line as say;

/// Tell everything that is wrong with a submission of actuals
///
/// Reads CSV exports of actual figures, and says in one run what keeps them from being judged, or is suspicious, each at
/// its line and column with what to do: names, periods, figures and units that the plan does not know, figures that are
/// due and missing, that repeat or contradict each other, and what has changed since the last submission.
#[derive(Args)]
#[command(after_help = STATUS, after_long_help = AFTER_LONG_HELP)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,

    #[command(flatten)]
    outputs: Outputs<CheckFormat>,

    /// A CSV file of the last submission: figures that have changed since, or are given no more, are told. May be
    /// repeated.
    #[arg(long, value_name = "FILE")]
    previous: Vec<PathBuf>,

    #[command(flatten)]
    severities: Severities,

    /// Write the rows at fault to this CSV file, with their own columns and cells, after the file, the line and the codes.
    #[arg(long, value_name = "FILE")]
    extract: Option<PathBuf>,
}

const STATUS: &str = "Exit status:
  0  the submission is fit to be judged; there may be warnings
  2  the command line or the plan is wrong, or the report could not be written
  3  the submission is not fit to be judged";

const AFTER_LONG_HELP: &str = "Examples:
  plancheck validate actuals.csv
  plancheck validate q1.csv --as-of 2026Q1 --deny warnings --allow future-period
  plancheck validate q1.csv q2.csv --previous q1.csv
  plancheck validate actuals.csv --extract send-back.csv --output json=findings.json

Exit status:
  0  the submission is fit to be judged; there may be warnings
  2  the command line or the plan is wrong, or the report could not be written
  3  the submission is not fit to be judged";

/// So many figures are kept one by one, so that of each that repeats both places can be told.
const KEPT: usize = 100_000;

pub(super) fn run(
    arguments: &Arguments,
    color: ColorChoice,
    choice: &mut LanguageChoice,
) -> Outcome {
    let Arguments { inputs, outputs, previous, extract, .. } = arguments;
    arguments.severities.check(ALLOWABLE)?;
    let policy = Policy::new(arguments.severities.denied(), arguments.severities.allowed());
    let is_stream = |path: &PathBuf| path.as_os_str() == "-";
    if extract.is_some() && inputs.actuals().iter().any(is_stream) {
        return fail(say::extract_of_stream());
    }
    if previous.iter().any(is_stream) && inputs.actuals().iter().any(is_stream) {
        return fail(say::one_stream_for_two());
    }
    let is_input = |file: &Path| inputs.read_from(file) || same_as_any(file, previous);
    let check = || {
        outputs.check(is_input)?;
        match extract {
            Some(file) if is_input(file) => fail(say::extract_overwrites(&file.to_string_lossy())),
            Some(file) if outputs.write_to(file) => {
                fail(say::extract_is_output(&file.to_string_lossy()))
            }
            _ => Ok(()),
        }
    };
    check()?;
    let opened = inputs.open_all(false, previous, choice);
    // Which rosters there are is only known by now.
    check()?;
    let names = inputs.names();
    let files = || names.iter().map(AsRef::as_ref).collect();
    let opened = match opened {
        Ok(opened) => opened,
        Err(Refused { status, found }) => {
            outputs.write(color, |format, page, out| {
                let (number, language) = (status as u8, choice.of(format));
                let findings = Findings::refused("validate", files(), &found, number, language);
                format.of(page).write(&findings, out)
            })?;
            return Ok(status);
        }
    };
    let examination = examine(arguments, opened, &policy, choice.for_people());
    let is_refused = examination.findings.iter().any(|one| one.severity == Severity::Error);
    let status = if is_refused { ExitStatus::Untrusted } else { ExitStatus::Pass };
    let rows = examination.files.iter().map(|file| file.rows).sum();
    let (found, read) = (&examination.findings, (rows, examination.as_of));
    let written = outputs.write(color, |format, page, out| {
        let (number, language) = (status as u8, choice.of(format));
        let findings = Findings::of_submission(files(), found, number, read, language);
        format.of(page).write(&findings, out)
    });
    let extracted = extract.as_ref().map_or(Ok(()), |file| send_back(inputs, &examination, file));
    match written.and(extracted) {
        // The higher status outranks the one of a report that cannot be written.
        Err(error) if is_refused => tell(&error, choice.for_people()),
        ended => ended?,
    }
    Ok(status)
}

fn same_as_any(file: &Path, others: &[PathBuf]) -> bool {
    let file = file.canonicalize().ok();
    file.is_some() && others.iter().any(|other| other.canonicalize().ok() == file)
}

/// Reads the submission and the last one, and examines it.
fn examine(
    arguments: &Arguments,
    opened: Opened,
    policy: &Policy,
    language: Language,
) -> Examination {
    let Arguments { inputs, previous, .. } = arguments;
    let Opened { plan, files, previous: before, .. } = opened;
    let mut options = Options { kept: KEPT, ..inputs.options() };
    if !previous.is_empty() {
        // Figures are compared one by one, not in sums by member.
        options.detailed = usize::MAX;
    }
    let gate = Gate::new(&plan, inputs.as_of(), policy);
    let paths: Vec<PathBuf> = inputs.actuals().iter().chain(previous).cloned().collect();
    let (mut examination, before): (Examination, Option<Inspection>) =
        progress::watch(&options.progress, &paths, language, || {
            let inspection = actuals::inspect(&plan, files, &options, &gate);
            let before = (!previous.is_empty())
                .then(|| actuals::inspect(&plan, before, &options, &Unwatched));
            (gate.examine(inspection, before.as_ref()), before)
        });
    let found: &mut [Diagnostic] = &mut examination.findings;
    add_excerpts(inputs.actuals(), &examination.files, found);
    if let Some(before) = before {
        add_excerpts(previous, &before.actuals.files, found);
    }
    examination
}

/// Writes the rows at fault.
fn send_back(inputs: &Inputs, examination: &Examination, file: &Path) -> Outcome<()> {
    let mut codes: Vec<BTreeMap<u64, Vec<&'static str>>> =
        vec![BTreeMap::new(); examination.files.len()];
    for row in &examination.rows {
        codes[row.file].entry(row.line).or_default().push(row.code);
    }
    let at_fault: Vec<bool> = codes.iter().map(|codes| !codes.is_empty()).collect();
    let files = examination.files.iter().zip(&at_fault);
    let mut with_header = files
        .filter(|(file, is_at_fault)| **is_at_fault && !file.header.is_empty())
        .map(|(file, _)| file);
    if let Some(first) = with_header.next()
        && let Some(other) = with_header.find(|other| columns(other) != columns(first))
    {
        return fail(say::extract_of_several(&first.name, &other.name));
    }
    let (mut above, mut rows) = (None, Vec::new());
    let read = inputs.actuals().iter().zip(&examination.files).zip(codes);
    for (at, ((path, read), mut codes)) in read.enumerate() {
        if codes.is_empty() {
            continue;
        }
        let unit_line = read.unit_above.as_ref().map(|above| above.line);
        let lines: BTreeSet<u64> = codes.keys().copied().chain(unit_line).collect();
        let Some(input) = again(path, read) else { continue };
        let found = actuals::rows_at(read, input, &lines)
            .with_context(|| Failure::from(say::unreadable_again(&path.to_string_lossy())))?;
        let unit_row = unit_line.and_then(|line| found.get(&line));
        above = above.or_else(|| unit_row.map(|row| row.cells.clone()));
        // What is found on several lines of a row is about one row.
        let mut of_file: BTreeMap<u64, extract::Row> = BTreeMap::new();
        for (line, row) in found {
            let Some(codes) = codes.remove(&line) else { continue };
            let new =
                extract::Row { file: at, line: row.line, codes: Vec::new(), cells: row.cells };
            let known = of_file.entry(row.line).or_insert(new);
            known.codes.extend(codes);
            known.codes.sort_unstable();
            known.codes.dedup();
        }
        rows.extend(of_file.into_values());
    }
    // Without rows at fault the columns are those of the first file.
    let is_shown = |at: usize| at_fault[at] || at == 0 && !at_fault.contains(&true);
    let headers: Vec<(&str, &[String])> = examination
        .files
        .iter()
        .enumerate()
        .map(|(at, file)| (&*file.name, if is_shown(at) { &*file.header } else { &[] }))
        .collect();
    to_file(file, |out| extract::extract(&headers, above.as_deref(), &rows, out))
}

/// What the columns of a file are called, in any order, and the unit above them: what its rows mean depends on that.
fn columns(file: &File) -> (Vec<String>, Option<&str>) {
    let mut names: Vec<String> = file.header.iter().map(|name| normalized(name)).collect();
    names.sort_unstable();
    (names, file.unit_above.as_ref().map(|above| above.name.as_str()))
}
