//! The plan and the actuals, from files to an evaluation.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader, IsTerminal};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{ColorChoice, ExitStatus, progress};
use crate::actuals::{self, Actuals, Input, Options, Source};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{Evaluation, evaluate};
use crate::period::{FORMS, Period};
use crate::plan::{Columns, Plan};
use crate::report::diagnostics;
use crate::source::{Place, line_after};

/// Where the plan and the actuals are, and as of when they are held against each other.
#[derive(Args)]
pub(super) struct Inputs {
    /// CSV files of actual figures; `-` is standard input.
    #[arg(required = true, value_name = "ACTUALS")]
    actuals: Vec<PathBuf>,

    /// The plan.
    #[arg(long, value_name = "FILE", default_value = "targets.toml")]
    plan: PathBuf,

    /// The date to judge by: a day, or the last day of a period such as 2022Q3 [default: the last period in the
    /// actuals].
    #[arg(long, value_name = "PERIOD", value_parser = last_day)]
    as_of: Option<Date>,

    /// Which header a column of the actuals has: `indicator`, `period`, `value`, `unit` or `note`, and the header.
    #[arg(long = "column", value_name = "COLUMN=HEADER", value_parser = column)]
    columns: Vec<(Column, String)>,
}

/// A column whose header can be given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Indicator,
    Period,
    Value,
    Unit,
    Note,
}

/// Everything that a report is made of.
pub(super) struct Evaluated {
    pub(super) plan: Plan,
    pub(super) plan_sha256: Option<String>,
    pub(super) actuals: Actuals,
    pub(super) evaluation: Evaluation,
}

fn last_day(text: &str) -> Result<Date, String> {
    Period::parse(text)
        .map(|period| period.last)
        .ok_or_else(|| format!("not a period; write it as {FORMS}"))
}

fn column(text: &str) -> Result<(Column, String), String> {
    let (name, header) =
        text.split_once('=').ok_or("expected COLUMN=HEADER, such as value=完成值")?;
    let column = match name {
        "indicator" => Column::Indicator,
        "period" => Column::Period,
        "value" => Column::Value,
        "unit" => Column::Unit,
        "note" => Column::Note,
        _ => {
            return Err(format!(
                "`{name}` is no column; it is one of indicator, period, value, unit, note"
            ));
        }
    };
    Ok((column, header.to_owned()))
}

impl Inputs {
    /// Reads and evaluates; what stands against it is printed to stderr, and the status that follows is the error.
    pub(super) fn evaluate(
        &self,
        digest: bool,
        color: ColorChoice,
    ) -> Result<Evaluated, ExitStatus> {
        let mut faults = self.repeated_files();
        let mut status = ExitStatus::Usage;
        let plan = self.load_plan(digest).map_err(|found| faults.extend(found)).ok();
        let (files, unreadable) = self.open();
        if !unreadable.is_empty() {
            status = ExitStatus::Untrusted;
            faults.extend(unreadable);
        }
        let (Some((plan, plan_sha256)), true) = (plan, faults.is_empty()) else {
            report(&faults, color);
            return Err(status);
        };
        let untrusted = |mut faults: Vec<Diagnostic>| {
            self.add_excerpts(&mut faults);
            report(&faults, color);
            ExitStatus::Untrusted
        };
        let options = Options { columns: self.columns(), digest, ..Options::default() };
        let judge = || {
            let actuals = actuals::read(&plan, files, &options)?;
            let evaluation = evaluate(&plan, &actuals, self.as_of)?;
            Ok((actuals, evaluation))
        };
        let (actuals, evaluation) =
            progress::watch(&options.progress, &self.actuals, judge).map_err(untrusted)?;
        report(&evaluation.warnings, color);
        Ok(Evaluated { plan, plan_sha256, actuals, evaluation })
    }

    /// Whether a file is the plan or one of the actuals.
    pub(super) fn read_from(&self, path: &Path) -> bool {
        let same = |other: &PathBuf| match (path.canonicalize(), other.canonicalize()) {
            (Ok(path), Ok(other)) => path == other,
            _ => false,
        };
        same(&self.plan) || self.actuals.iter().any(same)
    }

    /// Fetches the lines that errors of the evaluation are about; rows are not kept once they are read.
    fn add_excerpts(&self, faults: &mut [Diagnostic]) {
        for path in &self.actuals {
            let name = path.to_string_lossy();
            let places = || {
                let places = faults.iter().flat_map(|fault| {
                    [Some(&fault.place), fault.other.as_ref().map(|(place, _)| place)]
                });
                places.flatten().filter(|place| {
                    *place.file == *name && place.line > 0 && place.excerpt.is_none()
                })
            };
            let wanted: BTreeSet<u64> = places().map(|place| place.line).collect();
            let Some(last) = wanted.last().copied() else { continue };
            let Ok(file) = File::open(path) else { continue };
            let lines: BTreeMap<u64, String> = (1..=last)
                .zip(BufReader::new(file).lines().map_while(Result::ok))
                .filter(|(number, _)| wanted.contains(number))
                .collect();
            for fault in &mut *faults {
                let other = fault.other.as_mut().map(|(place, _)| place);
                for place in std::iter::once(&mut fault.place).chain(other) {
                    if *place.file == *name
                        && place.excerpt.is_none()
                        && let Some(line) = lines.get(&place.line)
                    {
                        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
                        *place = Place::in_line(
                            &place.file,
                            place.line,
                            line,
                            cell_at(line, place.column),
                        );
                    }
                }
            }
        }
    }

    /// A file that is given twice would count twice.
    fn repeated_files(&self) -> Vec<Diagnostic> {
        let mut seen = BTreeSet::new();
        let again =
            |path: &&PathBuf| !seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone()));
        let repeated = self.actuals.iter().filter(again).map(|path| {
            Diagnostic::error("repeated-file", file_place(path), "the file is given twice")
                .help("name each file once; its figures would count twice")
        });
        repeated.collect()
    }

    fn load_plan(&self, digest: bool) -> Result<(Plan, Option<String>), Vec<Diagnostic>> {
        let unreadable = |message: String, help: &str| {
            vec![Diagnostic::error("unreadable", file_place(&self.plan), message).help(help)]
        };
        let bytes = std::fs::read(&self.plan).map_err(|error| {
            unreadable(
                format!("the plan cannot be read: {error}"),
                "name the plan's file with --plan FILE",
            )
        })?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let line = line_after(&bytes[..error.valid_up_to()]);
            unreadable(format!("the plan is not UTF-8 at line {line}"), "save it as UTF-8")
        })?;
        let folder = self.plan.parent().unwrap_or(Path::new(""));
        let plan = Plan::parse(&self.plan.to_string_lossy(), text, &|roster| {
            std::fs::read(folder.join(roster))
        })?;
        let digest = digest.then(|| hexadecimal(&Sha256::digest(&bytes)));
        Ok((plan, digest))
    }

    /// The files of actuals, opened; and what is wrong with those that cannot be.
    fn open(&self) -> (Vec<Input<'static>>, Vec<Diagnostic>) {
        let mut inputs = Vec::new();
        let mut faults = Vec::new();
        for path in &self.actuals {
            let name = path.to_string_lossy().into_owned();
            if name == "-" {
                if std::io::stdin().is_terminal() {
                    report_waiting();
                }
                inputs.push(Input { name, source: Source::Stream(Box::new(std::io::stdin())) });
                continue;
            }
            match File::open(path).and_then(|file| Ok((file.metadata()?, file))) {
                Ok((metadata, _)) if metadata.is_dir() => faults.push(
                    Diagnostic::error("unreadable", file_place(path), "this is a directory")
                        .help("name the CSV files in it, such as with DIRECTORY/*.csv"),
                ),
                Ok((metadata, file)) => {
                    let source = if metadata.is_file() {
                        Source::File(Box::new(file))
                    } else {
                        Source::Stream(Box::new(file))
                    };
                    inputs.push(Input { name, source });
                }
                Err(error) => faults.push(
                    Diagnostic::error(
                        "unreadable",
                        file_place(path),
                        format!("the file cannot be read: {error}"),
                    )
                    .help("check the name; actuals are CSV files, or - for standard input"),
                ),
            }
        }
        (inputs, faults)
    }

    fn columns(&self) -> Columns {
        let header = |wanted| {
            let given = self.columns.iter().rev().find(|(column, _)| *column == wanted);
            given.map(|(_, header)| header.clone())
        };
        Columns {
            indicator: header(Column::Indicator),
            period: header(Column::Period),
            value: header(Column::Value),
            unit: header(Column::Unit),
            note: header(Column::Note),
        }
    }
}

/// The bytes of the cell that begins at a column of a line.
fn cell_at(line: &str, column: u64) -> Range<usize> {
    let before = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    let start = line.char_indices().nth(before).map_or(0, |(start, _)| start);
    let cell = &line[start..];
    let length = match cell.strip_prefix('"') {
        Some(quoted) => quoted.find('"').map_or(cell.len(), |end| end + 2),
        None => cell.find(',').unwrap_or(cell.len()),
    };
    start..start + length
}

fn file_place(path: &Path) -> Place {
    Place::file(&Arc::from(path.to_string_lossy()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Prints diagnostics to stderr.
fn report(found: &[Diagnostic], color: ColorChoice) {
    let mut stderr = std::io::stderr();
    let color = color.on(stderr.is_terminal());
    // With stderr closed there is nobody left to tell; the exit status still does.
    let _ = diagnostics::render(found, color, &mut stderr);
}

fn report_waiting() {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "reading actuals from standard input");
}
