//! Figures that nothing but columns which the plan does not know set apart, such as one of remarks: they may be one figure
//! given several times, or one of them the total of the others.

use std::collections::{BTreeMap, BTreeSet};

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use super::told_apart::{in_order, told_apart};
use crate::diagnostic::{Diagnostic, Severity};
use crate::period::Period;
use crate::plan::Aggregate;
use crate::quantity::{Quantity, Total};
use crate::wording::diagnostics::evaluate as say;

/// Columns in which one figure may name nothing where others do, positions in
/// [`Actuals::dimension_columns`](crate::actuals::Actuals::dimension_columns).
struct Lack {
    /// These.
    lacking: BTreeSet<usize>,
    /// Those of them, and others, in which the figures need not be alike.
    ignored: BTreeSet<usize>,
    /// Whether it is the file of the one figure that lacks them.
    is_of_file: bool,
}

/// A figure, and an observation that it rests on.
type Seen<'m> = (&'m CombinationFigure, usize);

/// How sure it is that two figures both count for the same thing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// They cannot be told apart.
    IsAlike,
    /// They stand in one file, in which rows may repeat, and one is the sum of others.
    MayBeSum,
    /// They stand in one file, in which rows may repeat.
    MayRepeat,
}

/// Figures that name nothing in some columns beside one that does, and what is to be thought of them.
type Beside<'m> = (Doubt, [Seen<'m>; 2]);

impl SeriesFigures<'_, '_> {
    /// Refuses figures of several combinations that may be one figure, or the total of others, by what the plan knows of
    /// them.
    pub(super) fn refuse_strange(&mut self, members: &[CombinationFigure]) {
        if !self.figures.dimensions.strange().is_empty() && !self.refuse_unnamed(members) {
            self.refuse_strange_dates(members);
        }
    }

    /// Refuses a figure that names nothing in a column which the plan does not know beside one of the same time that does,
    /// if they are alike in all else; says whether there is one. Rows of a log may repeat: of these it refuses what is of
    /// periods that overlap and what is of a file without the column. Of the others it warns, as long as each figure is kept:
    /// a verdict is the same of any number of rows.
    fn refuse_unnamed(&mut self, members: &[CombinationFigure]) -> bool {
        let lacks = self.lacks(members);
        let beside = lacks.iter().filter_map(|lack| self.beside(members, lack));
        let first = beside.min_by_key(|(doubt, [(_, one), (_, other)])| (*doubt, *one, *other));
        let Some((doubt, [(one, at), (other, at_other)])) = first else { return false };
        let mut differing = self.differing(one, other);
        let strange: Vec<&str> = self.column_names(self.figures.dimensions.strange()).collect();
        differing.retain(|(column, _)| strange.contains(column));
        let lacking = differing.iter().filter(|(_, [one, _])| one.is_empty());
        let lacking: Vec<&str> = lacking.map(|(column, _)| *column).collect();
        let message = match doubt {
            Doubt::MayBeSum => say::is_sum_of_others(&self.name(), &lacking),
            Doubt::IsAlike | Doubt::MayRepeat => say::unnamed_beside_named(&self.name(), &lacking),
        };
        let help = match doubt {
            Doubt::MayBeSum => say::take_out_or_name(&lacking, &[]),
            Doubt::IsAlike | Doubt::MayRepeat => say::note_or_dimension(&lacking),
        };
        let places = [at, at_other].map(|at| self.place(at));
        let error = told_apart("total-among-members", &differing, places, message).help(help);
        let is_error = doubt == Doubt::IsAlike;
        if is_error {
            self.errors.push(error);
        } else {
            self.errors.warn(Diagnostic { severity: Severity::Warning, ..error });
        }
        is_error
    }

    /// What figures may lack: any one column, all of them, and those that the file of another one has.
    fn lacks(&self, members: &[CombinationFigure]) -> Vec<Lack> {
        let dimensions = self.figures.dimensions;
        let strange: BTreeSet<usize> = dimensions.strange().iter().copied().collect();
        let of_row = strange.iter().map(|at| BTreeSet::from([*at])).chain([strange.clone()]);
        let of_row = of_row.collect::<BTreeSet<_>>().into_iter();
        let of_row =
            of_row.map(|lacking| Lack { ignored: lacking.clone(), lacking, is_of_file: false });
        let mut lacks: Vec<Lack> = of_row.collect();
        let positions = members.iter().flat_map(|member| &member.evidence);
        let files = positions.map(|at| self.observation(*at).file).collect::<BTreeSet<u32>>();
        let of_files = files.iter().filter_map(|file| dimensions.of_files().get(*file as usize));
        let of_files: BTreeSet<&BTreeSet<usize>> = of_files.collect();
        for (one, other) in
            of_files.iter().flat_map(|one| of_files.iter().map(move |other| (*one, *other)))
        {
            let lacking: BTreeSet<usize> = other.difference(one).copied().collect();
            if !lacking.is_empty() {
                let ignored = other.symmetric_difference(one).copied().collect();
                lacks.push(Lack { lacking, ignored, is_of_file: true });
            }
        }
        lacks
    }

    /// The first figure that lacks columns beside one that does not.
    fn beside<'m>(&self, members: &'m [CombinationFigure], lack: &Lack) -> Option<Beside<'m>> {
        let value = |member: &CombinationFigure, at| self.figures.member_in(member.combination, at);
        let is_named = |member: &CombinationFigure| {
            lack.lacking.iter().any(|at| !value(member, *at).is_empty())
        };
        let first = is_named(members.first()?);
        if members.iter().all(|member| is_named(member) == first) {
            return None;
        }
        let columns = 0..self.figures.actuals.dimension_columns.len();
        let columns: Vec<usize> = columns.filter(|at| !lack.ignored.contains(at)).collect();
        let mut alike: BTreeMap<Vec<&str>, [Vec<&CombinationFigure>; 2]> = BTreeMap::new();
        for member in members {
            let values = columns.iter().map(|at| value(member, *at)).collect();
            let [unnamed, named] = alike.entry(values).or_default();
            if is_named(member) { named.push(member) } else { unnamed.push(member) }
        }
        let pairs =
            alike.values().filter_map(|[unnamed, named]| self.at_one_time(unnamed, named, lack));
        pairs.min_by_key(|(doubt, [(_, one), (_, other)])| (*doubt, *one, *other))
    }

    /// Of figures that lack columns and others that do not, and are alike in all else, the first two of the same time.
    fn at_one_time<'m>(
        &self,
        unnamed: &[&'m CombinationFigure],
        named: &[&'m CombinationFigure],
        lack: &Lack,
    ) -> Option<Beside<'m>> {
        if unnamed.is_empty() || named.is_empty() {
            return None;
        }
        let aggregate = self.figures.target.measure.aggregate;
        let is_log = aggregate.is_some_and(Aggregate::is_event_log);
        let is_level = matches!(aggregate, Some(Aggregate::Latest | Aggregate::Cumulative));
        let of_files = self.figures.dimensions.of_files();
        let lacks = |at: usize| {
            let file = of_files.get(self.observation(at).file as usize);
            !lack.is_of_file || !is_log || file.is_some_and(|file| file.is_disjoint(&lack.lacking))
        };
        let (unnamed, named) = (self.by_period(unnamed, lacks), self.by_period(named, |_| true));
        let pairs = unnamed.iter().flat_map(|(period, one)| {
            let of_then = named.iter().filter(move |(other, _)| {
                if is_level { other.last == period.last } else { other.overlaps(*period) }
            });
            of_then.map(move |(other, named)| ((*period, one), (*other, named)))
        });
        let doubtful = pairs.filter_map(|((period, one), (other_period, other))| {
            let doubt = if !is_log || period != other_period || lack.is_of_file && period.days() > 1
            {
                Doubt::IsAlike
            } else if lack.is_of_file {
                return None;
            } else if aggregate == Some(Aggregate::Sum) && one.is_sum_of(other) {
                Doubt::MayBeSum
            } else if period.days() > 1 {
                Doubt::MayRepeat
            } else {
                return None;
            };
            Some((doubt, [one.first, other.first]))
        });
        doubtful.min_by_key(|(doubt, [(_, one), (_, other)])| (*doubt, *one, *other))
    }

    /// What figures have seen in each period, as far as an observation is of interest.
    fn by_period<'m>(
        &self,
        members: &[&'m CombinationFigure],
        is_of_interest: impl Fn(usize) -> bool,
    ) -> BTreeMap<Period, InPeriod<'m>> {
        let mut by_period: BTreeMap<Period, InPeriod<'m>> = BTreeMap::new();
        for member in members {
            for at in member.evidence.iter().copied().filter(|at| is_of_interest(*at)) {
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

    /// Where only the last figures count, they are taken for those of several members only if they reach to the same date.
    fn refuse_strange_dates(&mut self, members: &[CombinationFigure]) {
        let Figures { actuals, dimensions, target, .. } = *self.figures;
        let counts_the_last = matches!(
            target.measure.aggregate,
            None | Some(Aggregate::Latest | Aggregate::Cumulative)
        );
        if !counts_the_last {
            return;
        }
        let strange = dimensions.strange();
        let last = |member: &CombinationFigure| {
            member.evidence.last().map(|at| self.observation(*at).period.last)
        };
        let mut firsts: BTreeMap<Vec<&str>, &CombinationFigure> = BTreeMap::new();
        for member in in_order(members) {
            let values = actuals.combinations.get(member.combination as usize);
            let values = values.into_iter().flatten().enumerate();
            let known = values.filter(|(at, _)| !strange.contains(at)).map(|(_, value)| &**value);
            let first = *firsts.entry(known.collect()).or_insert(member);
            if last(first) != last(member) {
                let between = self.strange_between(first, member);
                let message = say::strange_dates(&target.id, &between);
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

/// The figures of a period that are alike.
struct InPeriod<'m> {
    first: Seen<'m>,
    rows: u64,
    sum: Total,
}

impl InPeriod<'_> {
    /// Whether one row is the sum of several others.
    fn is_sum_of(&self, others: &Self) -> bool {
        let sum = self.sum.quantity();
        self.rows == 1
            && others.rows > 1
            && sum != Ok(Quantity::ZERO)
            && sum == others.sum.quantity()
    }
}
