//! Figures that are given twice, by themselves or in a total, and stages that go back.

use std::collections::BTreeMap;

use super::{Read, words};
use crate::actuals::Observation;
use crate::diagnostic::Diagnostic;
use crate::plan::{Aggregate, Combine, Figures, Target, normalized};
use crate::quantity::{Quantity, Total};
use crate::wording::diagnostics::first_of_them;
use crate::wording::diagnostics::submission::{figures_of, repeats as say};
use crate::wording::{Text, called};

/// All of them, in the order of the indicators.
pub(super) fn repeats(read: &Read<'_>, targets: &[Vec<usize>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (indicator, figures) in read.actuals.observations.iter().enumerate() {
        let of_indicator = targets.get(indicator).into_iter().flatten();
        let of_indicator: Vec<&Target> =
            of_indicator.filter_map(|target| read.plan.targets.get(*target)).collect();
        let is_log = of_indicator
            .iter()
            .any(|target| target.measure.aggregate.is_some_and(Aggregate::is_event_log));
        if is_log {
            found.extend(corrected(read, indicator, figures));
        } else {
            found.extend(duplicates(read, indicator, figures));
        }
        found.extend(subtotals(read, &of_indicator, indicator, figures));
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

/// Figures of the same months or longer periods that two files give differently, where all of them are added: the later
/// file may correct the earlier one. There is one finding for each two files.
fn corrected(read: &Read<'_>, indicator: usize, figures: &[Observation]) -> Vec<Diagnostic> {
    const DAYS_OF_MONTH: u32 = 28;
    let mut firsts: BTreeMap<_, &Observation> = BTreeMap::new();
    let mut pairs: BTreeMap<(u32, u32), (u64, &Observation, &Observation)> = BTreeMap::new();
    for figure in figures.iter().filter(|figure| figure.period.days() >= DAYS_OF_MONTH) {
        let first = *firsts.entry((figure.combination, figure.period)).or_insert(figure);
        if first.file != figure.file && first.value != figure.value {
            let files = (first.file, figure.file);
            pairs.entry(files).or_insert((0, first, figure)).0 += 1;
        }
    }
    let finding = |(count, first, second): (u64, &Observation, &Observation)| {
        let whose = words::whose(read.actuals, second);
        let figures = figures_of(&called::indicator(read.plan, indicator), &whose, second.period);
        let message = say::given_by_two_files(&figures, count - 1);
        Diagnostic::warning("duplicate", read.actuals.place(second), message)
            .label(say::both_count())
            .and(read.actuals.place(first), say::first_time())
            .help(say::leave_out_what_is_corrected())
    };
    pairs.into_values().map(finding).collect()
}

/// Figures without a member that are the sum of those with one: most likely their total, where it counts beside them.
fn subtotals(
    read: &Read<'_>,
    targets: &[&Target],
    indicator: usize,
    figures: &[Observation],
) -> Vec<Diagnostic> {
    let Read { plan, actuals, .. } = *read;
    let mut found = Vec::new();
    let rosters = plan.dimensions.iter().enumerate();
    for (position, dimension) in rosters.filter(|(_, dimension)| !dimension.members.is_empty()) {
        let name = normalized(&dimension.column);
        let column = actuals.dimension_columns.iter().position(|column| *column == name);
        let adds = |target: &&Target| {
            let measure = &target.measure;
            let each = target.each.as_ref();
            (measure.aggregate == Some(Aggregate::Sum) || measure.combine == Some(Combine::Sum))
                && each.is_none_or(|each| !each.dimensions.contains(&position))
                && measure.filters.iter().all(|filter| filter.column != name)
        };
        let Some(column) = column.filter(|_| targets.iter().any(adds)) else { continue };
        let mut groups: BTreeMap<_, (Vec<&Observation>, Vec<&Observation>)> = BTreeMap::new();
        for figure in figures {
            let Some(values) = actuals.combinations.get(figure.combination as usize) else {
                continue;
            };
            let mut others: Vec<&str> = values.iter().map(|value| &**value).collect();
            let member = others.get_mut(column).map(std::mem::take).unwrap_or_default();
            let (without, with) = groups.entry((figure.period, others)).or_default();
            if member.is_empty() { without.push(figure) } else { with.push(figure) }
        }
        for (without, with) in groups.into_values() {
            let ([figure], [first, _, ..]) = (without.as_slice(), with.as_slice()) else {
                continue;
            };
            let mut sum = Total::default();
            for figure in &with {
                sum.add(&figure.sum);
            }
            let is_sum = sum.quantity().is_ok_and(|sum| sum == figure.value);
            if figure.rows > 1 || figure.value == Quantity::ZERO || !is_sum {
                continue;
            }
            let whose = words::whose(actuals, figure);
            let figures = figures_of(&called::indicator(plan, indicator), &whose, figure.period);
            let message = say::is_sum(&figures, &called::dimension(dimension), with.len());
            found.push(
                Diagnostic::warning("duplicate", actuals.place(figure), message)
                    .label(say::counts_beside_them())
                    .and(actuals.place(first), first_of_them())
                    .help(say::leave_out_total(&dimension.column)),
            );
        }
    }
    found
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
