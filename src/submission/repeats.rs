//! Figures that are given twice, and stages that go back.

use std::collections::BTreeMap;

use super::{Read, words};
use crate::actuals::Observation;
use crate::diagnostic::Diagnostic;
use crate::plan::{Aggregate, Figures};

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
        let whose = words::whose(read.actuals, figure);
        let what = format!("`{}`{whose} for {}", words::name(read.plan, indicator), figure.period);
        let place = read.actuals.place(figure);
        let finding = |message: String| Diagnostic::warning("duplicate", place.clone(), message);
        let help = "leave out the row that is one too many";
        if std::ptr::eq(*known, figure) {
            // Many rows that have been brought together, all with this figure.
            let is_same = figure.rows > 1 && figure.other.is_none();
            let message =
                || format!("{what} is given by {} rows with the same figure", figure.rows);
            return is_same.then(|| finding(message()).label("the first of them").help(help));
        }
        // Rows that stand in two files are told together.
        let is_row_of_other_file = known.file != figure.file && known.digest == figure.digest;
        (known.value == figure.value && !is_row_of_other_file).then(|| {
            finding(format!("{what} is given twice with the same figure"))
                .label("counts once")
                .and(read.actuals.place(known), "the first time")
                .help(help)
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
            let name = words::name(read.plan, indicator);
            let whose = words::whose(read.actuals, after);
            let message =
                format!("`{name}`{whose} goes back from {} to {}", stage(before), stage(after));
            let label = format!("{} by {}", stage(before), before.period);
            found.push(
                Diagnostic::warning("stage-went-back", read.actuals.place(after), message)
                    .label("an earlier stage than before")
                    .and(read.actuals.place(before), label)
                    .help("correct the row that is wrong; the later one counts"),
            );
        }
    }
    found
}
