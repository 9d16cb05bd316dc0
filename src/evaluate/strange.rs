//! Figures that nothing but columns which the plan does not know set apart, such as one of remarks: they may be one figure
//! given several times, or one of them the total of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use super::select;
use super::told_apart::{in_order, told_apart};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;
use crate::plan::{Aggregate, Combine, is_nobody};
use crate::quantity::{Quantity, Total};
use crate::wording::diagnostics::evaluate as say;

/// So many times at most figures are held against others for one figure of a target: those that name least come first.
const MOST_COMPARED: usize = 500_000;

/// A figure, and an observation that it rests on.
type Seen<'m> = (&'m CombinationFigure, usize);

/// How sure it is that two figures both count for the same thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// They cannot be told apart.
    IsAlike,
    /// They are rows that may repeat, and one is the sum of others.
    MayBeSum,
    /// They are rows that may repeat.
    MayRepeat,
}

/// A figure that names nothing in some columns beside one that does, and what is to be thought of them.
type Beside<'m> = (Doubt, [Seen<'m>; 2]);

/// The first one of the surest.
fn first<'m>(all: impl Iterator<Item = Beside<'m>>) -> Option<Beside<'m>> {
    all.min_by_key(|(doubt, [(_, unnamed), (_, named)])| (*doubt, *unnamed, *named))
}

impl SeriesFigures<'_, '_> {
    /// Refuses figures of several combinations that may be one figure, or the total of others, by what the plan knows of
    /// them.
    pub(super) fn refuse_strange(&mut self, members: &[CombinationFigure]) {
        if !self.refuse_unnamed(members) && !self.figures.dimensions.strange().is_empty() {
            self.refuse_strange_dates(members);
        }
    }

    /// Refuses a figure that names nothing in columns which the target does not ask about beside one of the same time that
    /// does, if they are alike in all that both name; says whether there is one. Rows that are added up may repeat: of these
    /// it refuses what is of different periods that overlap. Of the others it warns, as long as each figure is kept: a
    /// verdict is the same of any number of rows.
    fn refuse_unnamed(&mut self, members: &[CombinationFigure]) -> bool {
        let Some((doubt, [(one, at), (other, at_other)])) = self.unnamed_beside_named(members)
        else {
            return false;
        };
        let mut differing = self.differing(one, other);
        let columns = self.figures.dimensions.columns();
        let of_dimensions: Vec<&str> = self.column_names(columns).collect();
        differing.retain(|(column, _)| !of_dimensions.contains(column));
        let lacking = |which: usize| {
            let lacking = differing.iter().filter(move |(_, values)| is_nobody(values[which]));
            lacking.map(|(column, _)| *column).collect::<Vec<_>>()
        };
        let (lacking, lacking_other) = (lacking(0), lacking(1));
        let periods = [at, at_other].map(|at| self.observation(at).period);
        let unnamed = || say::unnamed_beside_named(&self.name(), &lacking);
        let (code, message, help) = match doubt {
            Doubt::IsAlike if self.is_log() => (
                "overlapping-periods",
                say::periods_overlap(&self.name(), periods[0], periods[1]),
                say::keep_one_length_or_name(&lacking),
            ),
            Doubt::IsAlike => ("total-among-members", unnamed(), say::take_out_or_note(&lacking)),
            Doubt::MayBeSum => (
                "possible-total",
                say::is_sum_of_others(&self.name(), &lacking),
                say::take_out_or_add(&lacking),
            ),
            Doubt::MayRepeat => ("possible-total", unnamed(), say::take_out_or_add(&lacking)),
        };
        let help = match lacking_other.as_slice() {
            [] => help,
            other => say::or_one_header(&help, &lacking, other),
        };
        let places = [at, at_other].map(|at| self.place(at));
        let is_error = doubt == Doubt::IsAlike;
        let finding = told_apart(code, &differing, places, message).help(help);
        if is_error {
            self.errors.push(finding);
        } else {
            self.errors.warn(Diagnostic { severity: Severity::Warning, ..finding });
        }
        is_error
    }

    fn is_log(&self) -> bool {
        self.figures.target.measure.aggregate.is_some_and(Aggregate::is_event_log)
    }

    /// The first figure that lacks columns beside one that does not, and is alike in those that both have.
    fn unnamed_beside_named<'m>(&self, members: &'m [CombinationFigure]) -> Option<Beside<'m>> {
        let Figures { actuals, dimensions, target, .. } = *self.figures;
        let named = |member: &CombinationFigure| dimensions.named(member.combination);
        let first_named = named(members.first()?);
        if members.iter().all(|member| std::ptr::eq(named(member), first_named)) {
            return None;
        }
        let filters = target.measure.filters.iter();
        let filters = filters.filter_map(|filter| select::column(actuals, &filter.column));
        let known: BTreeSet<usize> = filters.chain(dimensions.columns().iter().copied()).collect();
        let mut by_named: BTreeMap<BTreeSet<usize>, Vec<&CombinationFigure>> = BTreeMap::new();
        for members in members.chunk_by(|one, other| std::ptr::eq(named(one), named(other))) {
            let named = members.first().map(named).into_iter().flatten();
            let named = named.copied().filter(|at| !known.contains(at)).collect();
            by_named.entry(named).or_default().extend(members);
        }
        let mut by_named: Vec<_> = by_named.into_iter().collect();
        by_named.sort_by_key(|(named, _)| named.len());
        let most = (MOST_COMPARED / members.len()).max(1);
        let pairs = by_named.iter().take(most).filter_map(|(named, unnamed)| {
            let mut alike = BTreeMap::new();
            let others = by_named.iter().filter(|(others, _)| !others.is_subset(named));
            first(others.filter_map(|(other_named, others)| {
                let common: BTreeSet<usize> = named.intersection(other_named).copied().collect();
                let columns: Vec<usize> = known.union(&common).copied().collect();
                let unnamed =
                    alike.entry(common).or_insert_with(|| self.by_values(unnamed, &columns));
                let others = self.by_values(others, &columns);
                let pairs = others
                    .iter()
                    .filter_map(|(values, others)| self.at_one_time(unnamed.get(values)?, others));
                first(pairs)
            }))
        });
        first(pairs)
    }

    /// Figures by their values in columns.
    fn by_values<'m>(
        &self,
        members: &[&'m CombinationFigure],
        columns: &[usize],
    ) -> BTreeMap<Vec<&str>, Vec<&'m CombinationFigure>> {
        let mut by_values: BTreeMap<_, Vec<&CombinationFigure>> = BTreeMap::new();
        for member in members {
            let value = |at: &usize| self.figures.member_in(member.combination, *at);
            by_values.entry(columns.iter().map(value).collect()).or_default().push(*member);
        }
        by_values
    }

    /// Of figures that lack columns and others that do not, and are alike in all else, the first two of the same time.
    fn at_one_time<'m>(
        &self,
        unnamed: &[&'m CombinationFigure],
        named: &[&'m CombinationFigure],
    ) -> Option<Beside<'m>> {
        let measure = &self.figures.target.measure;
        let adds_up = measure.combine == Some(Combine::Sum);
        let is_level = is_level(measure.aggregate);
        let is_sum = measure.aggregate == Some(Aggregate::Sum);
        let (unnamed, named) = (self.by_period(unnamed), self.by_period(named));
        let pairs = unnamed.iter().flat_map(|(period, one)| {
            let of_then = named.iter().filter(move |(other, _)| {
                if is_level { other.last == period.last } else { other.overlaps(*period) }
            });
            of_then.map(move |(other, named)| (*period, one, *other, named))
        });
        let doubtful = pairs.filter_map(|(period, one, other_period, other)| {
            // What happens on a day is logged as it comes.
            let is_long = period.days() > 1;
            let is_alike = if self.is_log() { period != other_period } else { is_level || is_long };
            let doubt = if is_alike {
                Doubt::IsAlike
            } else if !adds_up || !is_long || one.is_zero() || other.is_zero() {
                return None;
            } else if is_sum && one.is_sum_of(other) {
                Doubt::MayBeSum
            } else {
                Doubt::MayRepeat
            };
            Some((doubt, [one.first, other.first]))
        });
        first(doubtful)
    }

    /// What figures have seen in each period.
    fn by_period<'m>(&self, members: &[&'m CombinationFigure]) -> BTreeMap<Period, InPeriod<'m>> {
        let mut by_period: BTreeMap<Period, InPeriod<'m>> = BTreeMap::new();
        for member in members {
            for at in member.evidence.iter().copied() {
                let observation = self.observation(at);
                let seen = by_period.entry(observation.period).or_insert_with(|| InPeriod {
                    first: (member, at),
                    rows: 0,
                    sum: Total::default(),
                });
                if at < seen.first.1 {
                    seen.first = (member, at);
                }
                seen.rows += observation.rows;
                seen.sum.add(&observation.sum);
            }
        }
        by_period
    }

    /// Figures that are not added up are taken for those of several members only if they are of the same time: where only the
    /// last ones count, if they reach to the same date.
    fn refuse_strange_dates(&mut self, members: &[CombinationFigure]) {
        let Figures { actuals, dimensions, target, .. } = *self.figures;
        let (aggregate, combine) = (target.measure.aggregate, target.measure.combine);
        // The highest of all is the same however they are divided, and so is the lowest.
        let is_any_time = matches!(
            (aggregate, combine),
            (Some(Aggregate::Sum | Aggregate::Count), _)
                | (Some(Aggregate::Max), Some(Combine::Max))
                | (Some(Aggregate::Min), Some(Combine::Min))
        );
        if is_any_time {
            return;
        }
        let counts_the_last = is_level(aggregate);
        let strange = dimensions.strange();
        let times = |member: &CombinationFigure| -> BTreeSet<_> {
            let periods = member.evidence.iter().map(|at| self.observation(*at).period);
            let since = |period: Period| (!counts_the_last).then_some(period.first);
            periods.map(|period| (since(period), period.last)).collect()
        };
        let mut firsts: BTreeMap<Vec<&str>, &CombinationFigure> = BTreeMap::new();
        for member in in_order(members) {
            let values = actuals.combinations.get(member.combination as usize);
            let values = values.into_iter().flatten().enumerate();
            let known = values.filter(|(at, _)| !strange.contains(at)).map(|(_, value)| &**value);
            let first = *firsts.entry(known.collect()).or_insert(member);
            if times(first) != times(member) {
                let between = self.strange_between(first, member);
                let message = if counts_the_last {
                    say::strange_dates(&target.id, &between)
                } else {
                    say::strange_periods(&target.id, &between)
                };
                let help = say::note_or_dimension(&between);
                self.not_combined([first, member], message, help);
                return;
            }
        }
    }

    /// The columns that the plan knows nothing of by which two combinations differ.
    pub(super) fn strange_between(
        &self,
        one: &CombinationFigure,
        other: &CombinationFigure,
    ) -> Vec<&str> {
        let differing = self.differing(one, other).into_iter().map(|(column, _)| column);
        let strange: Vec<&str> = self.column_names(self.figures.dimensions.strange()).collect();
        differing.filter(|column| strange.contains(column)).collect()
    }
}

/// Whether only the last figure counts.
fn is_level(aggregate: Option<Aggregate>) -> bool {
    matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Cumulative))
}

/// The figures of a period that are alike.
struct InPeriod<'m> {
    first: Seen<'m>,
    rows: u64,
    sum: Total,
}

impl InPeriod<'_> {
    /// Whether they come to nothing, however often they count.
    fn is_zero(&self) -> bool {
        self.sum.quantity() == Ok(Quantity::ZERO)
    }

    /// Whether one row is the sum of several others.
    fn is_sum_of(&self, others: &Self) -> bool {
        self.rows == 1 && others.rows > 1 && self.sum.quantity() == others.sum.quantity()
    }
}
