//! Figures that are given twice, and stages that go back.

use std::collections::BTreeMap;

use super::{Read, words};
use crate::actuals::Observation;
use crate::diagnostic::Diagnostic;
use crate::plan::{Aggregate, Figures};
use crate::wording::diagnostics::first_of_them;
use crate::wording::diagnostics::submission::{figures_of, repeats as say};
use crate::wording::{Text, called};

/// All of them, in the order of the indicators.
pub(super) fn repeats(read: &Read<'_>, targets: &[Vec<usize>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (indicator, figures) in read.actuals.observations.iter().enumerate() {
        let of_indicator = targets.get(indicator).into_iter().flatten();
        let is_log = of_indicator
            .filter_map(|target| read.plan.targets.get(*target))
            .any(|target| target.measure.aggregate.is_some_and(Aggregate::is_event_log));
        if !is_log {
            found.extend(duplicates(read, indicator, figures));
        }
        let definition = read.plan.indicators.get(indicator);
        if definition.is_some_and(|one| matches!(one.figures, Figures::Stages(_))) {
            found.extend(went_back(read, indicator, figures));
        }
    }
    found
}

fn duplicates<'a>(
    read: &'a Read<'_>,
    indicator: usize,
    figures: &'a [Observation],
) -> impl Iterator<Item = Diagnostic> + 'a {
    let mut first: BTreeMap<_, &Observation> = BTreeMap::new();
    figures.iter().filter_map(move |figure| {
        let known = first.entry((figure.combination, figure.period)).or_insert(figure);
        let figures = || {
            let whose = words::whose(read.actuals, figure);
            figures_of(&called::indicator(read.plan, indicator), &whose, figure.period)
        };
        let finding = |message: Text| {
            let place = read.actuals.place(figure);
            Diagnostic::warning("duplicate", place, message).help(say::leave_out_one())
        };
        if std::ptr::eq(*known, figure) {
            // Many rows that have been brought together, all with this figure.
            let is_same = figure.rows > 1 && figure.other.is_none();
            return is_same.then(|| {
                finding(say::given_by_rows(&figures(), figure.rows)).label(first_of_them())
            });
        }
        // Rows that stand in two files are told together.
        let is_row_of_other_file = known.file != figure.file && known.digest == figure.digest;
        (known.value == figure.value && !is_row_of_other_file).then(|| {
            finding(say::given_twice(&figures()))
                .label(say::counts_once())
                .and(read.actuals.place(known), say::first_time())
        })
    })
}

fn went_back(read: &Read<'_>, indicator: usize, figures: &[Observation]) -> Vec<Diagnostic> {
    let mut series: BTreeMap<u32, Vec<&Observation>> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.period.last <= read.as_of) {
        series.entry(figure.combination).or_default().push(figure);
    }
    let mut found = Vec::new();
    for mut stages in series.into_values() {
        stages.sort_by_key(|figure| (figure.period.last, figure.period.first));
        for pair in stages.windows(2) {
            let [before, after] = pair else { continue };
            if after.period.last == before.period.last || after.value >= before.value {
                continue;
            }
            let stage = |figure: &Observation| words::figure(read.plan, indicator, figure.value);
            let indicator = called::indicator(read.plan, indicator);
            let whose = words::whose(read.actuals, after);
            let message = say::goes_back(&indicator, &whose, &stage(before), &stage(after));
            let label = say::stage_by(&stage(before), before.period);
            found.push(
                Diagnostic::warning("stage-went-back", read.actuals.place(after), message)
                    .label(say::earlier_stage())
                    .and(read.actuals.place(before), label)
                    .help(say::later_counts()),
            );
        }
    }
    found
}
