//! The submission gate: is what has been sent in fit to be judged? Everything that speaks against it, in one run.
//!
//! Row by row, while it is read, a submission is held against the plan by a [`Gate`] (`names`, `periods`, `fractions`).
//! What only shows when all has been read comes after: figures that are missing (`missing`), that repeat or fall back
//! (`repeats`), that differ from the last submission (`previous`), and all that stands against a verdict
//! ([`evaluate`](mod@crate::evaluate)). Nothing is mended, and nothing is said twice: what is there and could not be read is not
//! missing too.

mod fractions;
mod missing;
mod names;
mod one_sided;
mod periods;
mod policy;
mod previous;
mod repeats;
mod words;

pub use policy::{ALLOWABLE, Policy};

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;

use crate::actuals::{
    Actuals, File, Found, Inspect, Inspection, More, Remark, Seen, SeenHeader, Unread,
};
use crate::diagnostic::{Diagnostic, MOST_SHOWN, Severity};
use crate::evaluate::{self, Dimensions};
use crate::plan::{Plan, normalized};
use crate::source::Place;

/// Looks at each row of a submission while it is read.
pub struct Gate<'p> {
    plan: &'p Plan,
    as_of: Option<Date>,
    policy: &'p Policy,
    /// The targets that draw on each indicator: positions in [`Plan::targets`].
    targets: Vec<Vec<usize>>,
    /// The members of each dimension, normalised.
    members: Vec<BTreeSet<String>>,
    /// For each indicator what its figures are expected to be like, if it is a share.
    shares: Vec<Option<fractions::Share>>,
}

impl<'p> Gate<'p> {
    /// For submissions under a plan, as of a date if one is given.
    #[must_use]
    pub fn new(plan: &'p Plan, as_of: Option<Date>, policy: &'p Policy) -> Self {
        let mut targets = vec![Vec::new(); plan.indicators.len()];
        for (position, target) in plan.targets.iter().enumerate() {
            for indicator in target.measure.formula.indicators() {
                if let Some(targets) = targets.get_mut(*indicator) {
                    targets.push(position);
                }
            }
        }
        let members = plan
            .dimensions
            .iter()
            .map(|dimension| dimension.members.iter().map(|member| normalized(member)).collect());
        let shares = fractions::shares(plan, &targets);
        Self { plan, as_of, policy, targets, members: members.collect(), shares }
    }

    /// What the policy leaves of a remark.
    fn admitted(&self, remarks: Vec<Remark>) -> Vec<Remark> {
        let admit = |mut remark: Remark| {
            remark.finding = self.policy.admit(remark.finding)?;
            Some(remark)
        };
        remarks.into_iter().filter_map(admit).collect()
    }
}

impl Inspect for Gate<'_> {
    fn header(&self, header: &SeenHeader<'_>) -> Vec<Remark> {
        self.admitted(self.misspelt_columns(header))
    }

    fn unknown_indicator(&self, name: &str, place: Place) -> Option<Remark> {
        self.admitted(vec![self.unknown(name, place)]).pop()
    }

    fn figure(&self, seen: &Seen<'_>) -> Vec<Remark> {
        let remarks = [self.stranger(seen), self.amiss_in_time(seen), self.fraction(seen)];
        self.admitted(remarks.into_iter().flatten().collect())
    }
}

/// Nobody looks: rows are only read.
pub struct Unwatched;

impl Inspect for Unwatched {
    fn header(&self, _: &SeenHeader<'_>) -> Vec<Remark> {
        Vec::new()
    }

    fn unknown_indicator(&self, _: &str, _: Place) -> Option<Remark> {
        None
    }

    fn figure(&self, _: &Seen<'_>) -> Vec<Remark> {
        Vec::new()
    }
}

/// What is to be said of a submission.
#[derive(Clone, Debug)]
pub struct Examination {
    /// As of when it was held against the plan; `None` when it holds no figure to tell that by.
    pub as_of: Option<Date>,
    /// The findings in the order of files, lines and columns, what is about a file as a whole after its lines; then
    /// those about the plan. What is beyond [`MOST_SHOWN`] is counted by the last one.
    pub findings: Vec<Diagnostic>,
    /// The files.
    pub files: Vec<File>,
    /// The rows at fault.
    pub rows: Vec<RowAtFault>,
    /// How many figures of the plan have been read.
    pub figures: u64,
}

/// A row that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowAtFault {
    /// The position of its file in [`Examination::files`].
    pub file: usize,
    /// A line of it, counted from 1.
    pub line: u64,
    /// The code of the finding.
    pub code: &'static str,
}

/// What a check that comes after reading works with.
struct Read<'a> {
    plan: &'a Plan,
    actuals: &'a Actuals,
    dimensions: &'a Dimensions,
    unread: &'a BTreeSet<Unread>,
    as_of: Date,
}

impl Gate<'_> {
    /// Examines a submission that has been read with this gate, beside the last one if that is given.
    #[must_use]
    pub fn examine(&self, inspection: Inspection, previous: Option<&Inspection>) -> Examination {
        let Inspection { actuals, found, mut more, unread, is_complete } = inspection;
        let as_of = self
            .as_of
            .or_else(|| evaluate::last_day(self.plan, &actuals))
            .or_else(|| actuals.last_day());
        let mut all = found;
        let mut further: Vec<Diagnostic> = actuals.warnings.clone();
        let has_figures = actuals.observations.iter().any(|series| !series.is_empty())
            || actuals.grids.iter().flatten().any(|grid| !grid.rows.is_empty());
        if let (None, Some(file)) = (self.as_of, actuals.files.first()) {
            further.extend(evaluate::first_days(&actuals, Place::file(&file.name)));
        }
        if let Some(as_of) = as_of {
            let dimensions = &Dimensions::new(self.plan, &actuals);
            let read =
                Read { plan: self.plan, actuals: &actuals, dimensions, unread: &unread, as_of };
            if is_complete {
                further.extend(missing::missing(&read));
            }
            further.extend(repeats::repeats(&read, &self.targets));
            if has_figures {
                further.extend(read.against_verdicts(&all, &mut more));
            }
            if let Some(previous) = previous {
                further.extend(previous::changes(&read, previous, &self.targets, is_complete));
            }
        }
        let is_error = |finding: &Diagnostic| finding.severity == Severity::Error;
        if more.errors == 0 && !all.iter().map(|found| &found.finding).chain(&further).any(is_error)
        {
            further.extend(self.nothing_usable(&actuals));
        }
        let admitted = further.into_iter().filter_map(|finding| self.policy.admit(finding));
        all.extend(admitted.map(|finding| Found { finding, likewise: Vec::new() }));
        let previous_files = previous.map_or(&[][..], |previous| &previous.actuals.files);
        let names: Vec<&Arc<str>> =
            actuals.files.iter().chain(previous_files).map(|file| &file.name).collect();
        all.sort_by_key(|Found { finding: Diagnostic { place, .. }, .. }| {
            let file = names.iter().position(|name| **name == place.file);
            (file.unwrap_or(usize::MAX), place.line == 0, place.line, place.column)
        });
        let rows = rows_at_fault(&actuals, &all);
        let figures = actuals.observations.iter().flatten().map(|figure| figure.rows).sum::<u64>()
            + actuals
                .grids
                .iter()
                .flatten()
                .flat_map(|grid| &grid.rows)
                .map(|rows| rows.rows)
                .sum::<u64>();
        let findings = self.shown(all, more);
        Examination { as_of, findings, files: actuals.files, rows, figures }
    }

    /// The error of a submission in which nothing is wrong but that it says nothing about the plan.
    fn nothing_usable(&self, actuals: &Actuals) -> Vec<Diagnostic> {
        let options = evaluate::Options { as_of: self.as_of, most_cells: 0 };
        let refused = evaluate::evaluate(self.plan, actuals, &options).err().unwrap_or_default();
        refused.into_iter().filter(|finding| finding.code == "nothing-evaluated").collect()
    }

    /// The first findings, and how many more there are.
    fn shown(&self, all: Vec<Found>, more: More) -> Vec<Diagnostic> {
        let More { mut errors, mut others, mut first } = more;
        let mut shown: Vec<Diagnostic> = Vec::new();
        for Found { finding, .. } in all {
            if shown.len() < MOST_SHOWN {
                shown.push(finding);
                continue;
            }
            match finding.severity {
                Severity::Error => errors += 1,
                Severity::Warning | Severity::Note => others += 1,
            }
            first = first.or(Some(finding.place));
        }
        if let Some(first) = first {
            let mut more = Diagnostic::more_problems(errors + others, first);
            if errors == 0 && !self.policy.denies_warnings() {
                more.severity = Severity::Warning;
            }
            shown.push(more);
        }
        shown
    }
}

impl Read<'_> {
    /// What stands against verdicts, but for what only follows from cells that could not be read.
    fn against_verdicts(&self, found: &[Found], more: &mut More) -> Vec<Diagnostic> {
        let judged = evaluate::judge(self.plan, self.actuals, self.as_of);
        if let Some((place, count)) = judged.more {
            more.errors += count;
            more.first.get_or_insert(place);
        }
        let at = |place: &Place| (Arc::clone(&place.file), place.line, place.column);
        let doubtful: BTreeSet<_> = found
            .iter()
            .filter(|found| matches!(found.finding.code, "out-of-range" | "not-whole"))
            .map(|found| at(&found.finding.place))
            .collect();
        let is_unread = |target: &usize| {
            self.plan.targets.get(*target).is_some_and(|target| {
                target.measure.formula.indicators().iter().any(|one| self.has_unread(*one))
            })
        };
        let follows = |(target, error): &(Option<usize>, Diagnostic)| match error.code {
            "bad-denominator" | "out-of-range" => target.as_ref().is_some_and(is_unread),
            "cumulative-fell" => {
                let other = error.other.as_ref().map(|(place, _)| at(place));
                doubtful.contains(&at(&error.place))
                    || other.is_some_and(|other| doubtful.contains(&other))
            }
            _ => false,
        };
        let without_ratio: Vec<Diagnostic> = judged
            .without_ratio
            .iter()
            .filter(|(target, _)| !is_unread(target))
            .filter_map(|(at, absence)| self.without_ratio(self.plan.targets.get(*at)?, absence))
            .collect();
        let uneven = judged.uneven_baselines.iter().filter(|(target, ..)| !is_unread(target));
        let uneven = uneven.filter_map(|(at, absence, is_of_baseline)| {
            self.uneven_baseline(self.plan.targets.get(*at)?, absence, *is_of_baseline)
        });
        let errors = judged.errors.into_iter().filter(|error| !follows(error));
        let warnings = judged.warnings.into_iter().filter(|(target, _)| {
            let series =
                self.plan.targets.get(*target).map(|target| target.measure.formula.indicators());
            let has_figures = |one: &usize| {
                self.actuals.observations.get(*one).is_some_and(|all| !all.is_empty())
            };
            !is_unread(target) && series.is_some_and(|series| series.iter().any(has_figures))
        });
        let errors = errors.map(|(_, error)| error).chain(without_ratio).chain(uneven);
        errors.chain(warnings.map(|(_, warning)| warning)).collect()
    }

    /// Whether there are cells of an indicator that could not be read.
    fn has_unread(&self, indicator: usize) -> bool {
        self.unread.iter().any(|unread| unread.indicator.is_none_or(|of| of == indicator))
    }
}

/// The rows of the submission that findings are about; both, where two contradict each other.
fn rows_at_fault(actuals: &Actuals, all: &[Found]) -> Vec<RowAtFault> {
    let mut rows = BTreeSet::new();
    for Found { finding, likewise } in all {
        let code = finding.code;
        let mut add = |place: &Place, line: u64| {
            let file = actuals.files.iter().position(|file| file.name == place.file);
            if let (Some(file), true) = (file, line > 0) {
                rows.insert(RowAtFault { file, line, code });
            }
        };
        add(&finding.place, finding.place.line);
        for line in likewise {
            add(&finding.place, *line);
        }
        let is_about_both = matches!(
            code,
            "contradiction" | "cumulative-fell" | "overlapping-periods" | "stage-went-back"
        );
        if let Some((other, _)) = finding.other.as_ref().filter(|_| is_about_both) {
            add(other, other.line);
        }
    }
    rows.into_iter().collect()
}
