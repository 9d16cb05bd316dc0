//! The plan and the actuals, from files to an evaluation.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;

use super::language::LanguageChoice;
use super::plan::file_place;
use super::{ColorChoice, ExitStatus, log, narrowing, plan, progress, quiet};
use crate::actuals::{self, Actuals, Encoding, Input, Options, Source};
use crate::diagnostic::Diagnostic;
use crate::evaluate::{self, Evaluation, evaluate};
use crate::period::{FORMS, Period};
use crate::plan::{Columns, Language, Plan};
use crate::report::Report;
use crate::report::diagnostics;
use crate::wording::diagnostics::input as say;
use crate::wording::{Words, of_system};

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
    /// actuals that the plan asks about].
    #[arg(long, value_name = "PERIOD", value_parser = last_day)]
    as_of: Option<Date>,

    /// Which header a column of the actuals has: `indicator`, `period`, `value`, `unit` or `note`, and the header.
    #[arg(long = "column", value_name = "COLUMN=HEADER", value_parser = column)]
    columns: Vec<(Column, String)>,

    /// How the actuals are encoded, such as `big5` or `gb18030`; a byte order mark says more [default: UTF-8, or else
    /// GB18030].
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,

    /// What separates the cells of the actuals, such as `;` or `tab` [default: found from how each file begins].
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<u8>,

    /// The line of the actuals on which the header is; what stands above it does not count [default: found].
    #[arg(long, value_name = "LINE", value_parser = clap::value_parser!(u64).range(1..))]
    header: Option<u64>,

    /// The rosters that the plan has read from files of their own.
    #[arg(skip)]
    rosters: RefCell<Vec<PathBuf>>,
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

/// What a report needs beside the figures.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    /// The SHA-256 of the inputs.
    pub(super) digest: bool,
    /// So many cells of a kind, for a goal on `each`.
    pub(super) most_cells: usize,
    /// All figures of the target with this id, with their places.
    pub(super) explained: Option<&'w str>,
    /// What each member of this dimension has.
    pub(super) by: Option<&'w str>,
}

/// Everything that a report is made of.
pub(super) struct Evaluated {
    pub(super) plan: Plan,
    pub(super) plan_sha256: Option<String>,
    pub(super) actuals: Actuals,
    pub(super) evaluation: Evaluation,
}

impl Evaluated {
    /// The report in a language, of all targets.
    pub(super) fn report(&self, language: Language) -> Report<'_> {
        Report {
            plan: &self.plan,
            plan_sha256: self.plan_sha256.as_deref(),
            actuals: &self.actuals,
            evaluation: &self.evaluation,
            language,
            narrowed: None,
        }
    }
}

/// The plan, and the actuals that are to be read.
pub(super) struct Opened {
    pub(super) plan: Plan,
    pub(super) plan_sha256: Option<String>,
    pub(super) files: Vec<Input<'static>>,
    /// Those of the last submission.
    pub(super) previous: Vec<Input<'static>>,
}

/// Why inputs are refused.
pub(super) struct Refused {
    /// The status that follows.
    pub(super) status: ExitStatus,
    /// What was found.
    pub(super) found: Vec<Diagnostic>,
}

impl Refused {
    /// The same, once it has been told on stderr.
    fn told(self, color: ColorChoice, language: Language) -> Self {
        report(&self.found, color, language);
        self
    }
}

pub(super) fn last_day(text: &str) -> Result<Date, String> {
    Period::parse(text)
        .map(|period| period.last)
        .ok_or_else(|| format!("not a period; write it as {FORMS}"))
}

fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::for_label(text).ok_or_else(|| {
        let known =
            "utf-8, gb18030, gbk, big5, utf-16le, utf-16be, shift_jis, euc-kr, windows-1252";
        format!("no encoding is known by that name; others are {known}")
    })
}

fn delimiter(text: &str) -> Result<u8, String> {
    actuals::delimiter::by_name(text)
        .ok_or_else(|| "expected `tab`, or one ASCII character such as `;` or `|`".to_owned())
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
    /// Reads and evaluates; what stands against it is printed to stderr.
    pub(super) fn evaluate(
        &self,
        wanted: Wanted<'_>,
        color: ColorChoice,
        choice: &mut LanguageChoice,
    ) -> Result<Evaluated, Refused> {
        let Wanted { digest, most_cells, explained, by } = wanted;
        let opened = self.open_all(digest, &[], choice);
        let language = choice.for_people();
        let Opened { plan, plan_sha256, files, .. } =
            opened.map_err(|refused| refused.told(color, language))?;
        let mut options = Options {
            digest,
            explained: explained.and_then(|name| narrowing::target(&plan, name).ok()),
            by: by.and_then(|name| narrowing::dimension(&plan, name).ok()),
            ..self.options()
        };
        if by.is_some() {
            options.detailed = usize::MAX;
        }
        let judged = evaluate::Options { as_of: self.as_of, most_cells };
        let judge = || {
            let actuals = actuals::read(&plan, files, &options)?;
            let evaluation = evaluate(&plan, &actuals, &judged).map_err(|mut faults| {
                add_excerpts(&self.actuals, &actuals.files, &mut faults);
                faults
            })?;
            Ok((actuals, evaluation))
        };
        let (actuals, evaluation) =
            progress::watch(&options.progress, &self.actuals, language, judge).map_err(
                |found| Refused { status: ExitStatus::Untrusted, found }.told(color, language),
            )?;
        report(&evaluation.warnings, color, language);
        Ok(Evaluated { plan, plan_sha256, actuals, evaluation })
    }

    /// Takes one more file of actuals, before the others.
    pub(super) fn put_first(&mut self, file: String) {
        self.actuals.insert(0, file.into());
    }

    /// Whether there are any actuals.
    pub(super) fn are_given(&self) -> bool {
        !self.actuals.is_empty()
    }

    /// Reads the plan and opens the actuals, and those of the last submission. The choice of the language takes in what
    /// the plan says.
    ///
    /// # Errors
    /// What is wrong with the plan, and what cannot be opened. Nobody has been told.
    pub(super) fn open_all(
        &self,
        digest: bool,
        previous: &[PathBuf],
        language: &mut LanguageChoice,
    ) -> Result<Opened, Refused> {
        let mut found = repeated_files(&self.actuals);
        found.extend(repeated_files(previous));
        let mut status = ExitStatus::Usage;
        let plan = plan::load(&self.plan, digest, &self.rosters)
            .map_err(|faults| found.extend(faults))
            .ok();
        if let Some((plan, _)) = &plan {
            language.learn(plan.language);
        }
        let (files, unreadable) = open(&self.actuals, language.for_people());
        let (previous, unreadable_before) = open(previous, language.for_people());
        if !unreadable.is_empty() || !unreadable_before.is_empty() {
            status = ExitStatus::Untrusted;
            found.extend(unreadable.into_iter().chain(unreadable_before));
        }
        match plan {
            Some((plan, plan_sha256)) if found.is_empty() => {
                Ok(Opened { plan, plan_sha256, files, previous })
            }
            _ => Err(Refused { status, found }),
        }
    }

    /// How the actuals are read.
    pub(super) fn options(&self) -> Options {
        Options {
            columns: self.columns(),
            encoding: self.encoding,
            delimiter: self.delimiter,
            header: self.header,
            ..Options::default()
        }
    }

    /// The date to judge by, if it is given.
    pub(super) fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// The files of actuals.
    pub(super) fn actuals(&self) -> &[PathBuf] {
        &self.actuals
    }

    /// The names of the files: the actuals as given, then the plan.
    pub(super) fn names(&self) -> Vec<Cow<'_, str>> {
        self.actuals.iter().chain([&self.plan]).map(|path| path.to_string_lossy()).collect()
    }

    /// Whether a file is the plan, one of the actuals, or one of the rosters as far as they have been read.
    pub(super) fn read_from(&self, path: &Path) -> bool {
        let same = |other: &PathBuf| match (path.canonicalize(), other.canonicalize()) {
            (Ok(path), Ok(other)) => path == other,
            _ => false,
        };
        let rosters = self.rosters.borrow();
        [&self.plan].into_iter().chain(&self.actuals).chain(rosters.iter()).any(same)
    }

    fn columns(&self) -> Columns {
        let headers = |wanted| {
            let given = self.columns.iter().filter(move |(column, _)| *column == wanted);
            given.map(|(_, header)| header.clone())
        };
        let header = |wanted| headers(wanted).next_back();
        Columns {
            indicator: header(Column::Indicator),
            period: header(Column::Period),
            value: header(Column::Value),
            unit: header(Column::Unit),
            notes: headers(Column::Note).collect(),
        }
    }
}

/// Fetches the lines that findings after reading are about; a stream has passed.
pub(super) fn add_excerpts(paths: &[PathBuf], files: &[actuals::File], found: &mut [Diagnostic]) {
    for (path, file) in paths.iter().zip(files) {
        if let Some(input) = again(path, file) {
            actuals::add_excerpts(file, input, found);
        }
    }
}

/// A file that has been read, to be read once more; a stream has passed.
pub(super) fn again(path: &Path, file: &actuals::File) -> Option<Input<'static>> {
    let source = File::open(path).ok()?;
    source.metadata().ok().filter(std::fs::Metadata::is_file)?;
    Some(Input { name: file.name.to_string(), source: Source::File(Box::new(source)) })
}

/// A file that is given twice would count twice.
fn repeated_files(paths: &[PathBuf]) -> Vec<Diagnostic> {
    if paths.len() < 2 {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let again =
        |path: &&PathBuf| !seen.insert(path.canonicalize().unwrap_or_else(|_| (*path).clone()));
    let repeated = paths.iter().filter(again).map(|path| {
        Diagnostic::error("repeated-file", file_place(path), say::given_twice())
            .help(say::name_each_file_once())
    });
    repeated.collect()
}

/// The files of actuals, opened; and what is wrong with those that cannot be.
fn open(paths: &[PathBuf], language: Language) -> (Vec<Input<'static>>, Vec<Diagnostic>) {
    let mut inputs = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        if name == "-" {
            if std::io::stdin().is_terminal() && !quiet::is_quiet() {
                report_waiting(language);
            }
            inputs.push(Input { name, source: Source::Stream(Box::new(std::io::stdin())) });
            continue;
        }
        match File::open(path).and_then(|file| Ok((file.metadata()?, file))) {
            Ok((metadata, _)) if metadata.is_dir() => faults.push(
                Diagnostic::error("unreadable", file_place(path), say::is_directory())
                    .help(say::name_files_in_it()),
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
                    say::unreadable(&of_system(&error)),
                )
                .help(say::check_the_name()),
            ),
        }
    }
    (inputs, faults)
}

/// Prints diagnostics to stderr; only errors where nothing else is to be said.
pub(super) fn report(found: &[Diagnostic], color: ColorChoice, language: Language) {
    let mut stderr = std::io::stderr();
    let color = color.on(stderr.is_terminal());
    // With stderr closed there is nobody left to tell; the exit status still does.
    let _ = log::to_people(&mut stderr, |out| {
        if quiet::is_quiet() {
            diagnostics::render_errors(found, language, color, out)
        } else {
            diagnostics::render(found, language, color, out)
        }
    });
}

fn report_waiting(language: Language) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stderr(), "{}", Words::of(language).reading_standard_input());
}
