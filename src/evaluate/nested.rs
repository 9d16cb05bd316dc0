//! Totals among the members that they are of: a row without a member beside rows with one, as databases and outlines
//! write them, or rows by one dimension beside rows by another. Together they would count twice.

use std::collections::BTreeMap;

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use super::select;
use super::told_apart::told_apart;
use crate::period::Period;
use crate::plan::{Aggregate, is_nobody};
use crate::wording::diagnostics::evaluate as say;

/// The values of a combination in the columns that the plan knows.
type Values<'a> = Vec<&'a str>;

/// A figure, and an observation that it rests on.
type Seen<'m> = (&'m CombinationFigure, usize);

/// What the figures with the same values have seen.
#[derive(Default)]
struct Alike<'m> {
    /// The first observation of each period, where periods matter.
    by_period: BTreeMap<Period, Seen<'m>>,
    /// The first one of which a figure of the latest levels knows.
    first: Option<Seen<'m>>,
}

impl<'m> Alike<'m> {
    /// Adds an observation of a period.
    fn add(&mut self, period: Period, seen: Seen<'m>) {
        let first = self.by_period.entry(period).or_insert(seen);
        *first = earlier(*first, seen);
    }

    /// Adds what other figures have seen.
    fn absorb(&mut self, other: &Self) {
        for (period, seen) in &other.by_period {
            self.add(*period, *seen);
        }
        self.first = self.first.into_iter().chain(other.first).reduce(earlier);
    }

    /// The first observations of these figures and of others that speak of the same time. What happens on single days is
    /// logged as it comes, also without saying whose it is; and levels are brought together whenever they are of.
    fn at_one_time(&self, parts: &Self) -> Option<[Seen<'m>; 2]> {
        let levels = self.first.zip(parts.first).map(|(total, part)| [total, part]);
        let long = self.by_period.iter().filter(|(period, _)| period.days() > 1);
        let pairs = long.filter_map(|(period, total)| {
            let of_then = parts.by_period.iter().filter(|(other, _)| other.overlaps(*period));
            Some([*total, of_then.map(|(_, part)| *part).min_by_key(|(_, at)| *at)?])
        });
        pairs.chain(levels).min_by_key(positions)
    }
}

/// The earlier one of two observations.
fn earlier<'m>(one: Seen<'m>, other: Seen<'m>) -> Seen<'m> {
    if other.1 < one.1 { other } else { one }
}

fn positions(pair: &[Seen<'_>; 2]) -> [usize; 2] {
    pair.map(|(_, at)| at)
}

impl SeriesFigures<'_, '_> {
    /// Refuses a figure that names no member of a dimension where others of the same time do, and are alike in all else
    /// that the plan knows: a remark beside it makes no total another figure.
    pub(super) fn refuse_totals_among(&mut self, members: &[CombinationFigure]) {
        if let Some([(total, at), (part, at_part)]) = self.total_among(members) {
            let mut differing = self.differing(total, part);
            let columns = self.figures.dimensions.columns();
            let dimensions: Vec<&str> = self.column_names(columns).collect();
            differing.retain(|(column, _)| dimensions.contains(column));
            let lacking = differing.iter().filter(|(_, [total, _])| is_nobody(total));
            let dimensions: Vec<&str> = lacking.map(|(column, _)| *column).collect();
            let instead = self.named_instead([at, at_part], &dimensions);
            let message = say::total_among_members(&self.name(), &dimensions);
            let help = say::take_out_or_name(&dimensions, &instead);
            let places = [at, at_part].map(|at| self.place(at));
            let error = told_apart("total-among-members", &differing, places, message);
            self.errors.push(error.help(help));
        }
    }

    /// The columns, unknown to the plan, that the file of the first of two observations has and that of the other one lacks,
    /// where it lacks those of dimensions: they may be of these under another header.
    fn named_instead(&self, observations: [usize; 2], dimensions: &[&str]) -> Vec<&str> {
        let strange: Vec<&str> = self.column_names(self.figures.dimensions.strange()).collect();
        let columns = |at: usize| {
            let file = self.figures.actuals.files.get(self.observation(at).file as usize);
            file.map_or(&[][..], |file| &file.dimensions)
        };
        let [has, lacks] = observations.map(columns);
        if has.iter().any(|column| dimensions.contains(&column.as_str())) {
            return Vec::new();
        }
        let instead = has.iter().filter(|column| !lacks.contains(column)).map(String::as_str);
        instead.filter(|column| strange.contains(column)).collect()
    }

    /// A figure that may be the total of others, and one of these, each with an observation.
    fn total_among<'m>(&self, members: &'m [CombinationFigure]) -> Option<[Seen<'m>; 2]> {
        let Figures { actuals, dimensions, target, .. } = *self.figures;
        let filled = |member: &CombinationFigure| dimensions.filled(member.combination);
        let first = filled(members.first()?);
        if members.iter().all(|member| filled(member) == first) {
            return None;
        }
        let filters = target.measure.filters.iter();
        let filters = filters.filter_map(|filter| select::column(actuals, &filter.column));
        let filters = filters.filter(|at| !dimensions.columns().contains(at));
        let columns: Vec<usize> = dimensions.columns().iter().copied().chain(filters).collect();
        let value = |member: &CombinationFigure, at| self.figures.member_in(member.combination, at);
        let mut by_filled: BTreeMap<u64, BTreeMap<Values<'_>, Alike<'_>>> = BTreeMap::new();
        for member in members {
            let values = columns.iter().map(|at| value(member, *at)).collect();
            let groups = by_filled.entry(filled(member)).or_default();
            groups.entry(values).or_default().absorb(&self.seen_by(member));
        }
        let pairs = by_filled.iter().flat_map(|(of_totals, totals)| {
            // Those that name a member where these do not.
            let finer = by_filled.iter().filter(move |(of_parts, _)| *of_parts & !of_totals != 0);
            finer.filter_map(move |(of_parts, parts)| {
                let bits = of_totals & of_parts;
                let by_common = |all| by_common(all, dimensions.columns().len(), bits);
                let (totals, parts) = (by_common(totals), by_common(parts));
                let pairs = totals.iter().filter_map(|(values, total)| {
                    let part = parts.get(values)?;
                    total.at_one_time(part)
                });
                pairs.min_by_key(positions)
            })
        });
        // The first rows are the same however many figures are brought together.
        pairs.min_by_key(positions)
    }

    /// What a figure has seen.
    fn seen_by<'m>(&self, member: &'m CombinationFigure) -> Alike<'m> {
        let mut seen = Alike::default();
        let aggregate = self.figures.target.measure.aggregate;
        if matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Cumulative)) {
            seen.first = member.evidence.first().map(|at| (member, *at));
        } else {
            for at in member.evidence.iter().copied() {
                seen.add(self.observation(at).period, (member, at));
            }
        }
        seen
    }
}

/// Figures by the values in those of the first columns, which are of dimensions, that some bits are set for, and in all
/// the others.
fn by_common<'v, 'm>(
    all: &BTreeMap<Values<'v>, Alike<'m>>,
    of_dimensions: usize,
    bits: u64,
) -> BTreeMap<Values<'v>, Alike<'m>> {
    let bit = |at: usize| u32::try_from(at).ok().and_then(|at| 1_u64.checked_shl(at));
    let is_common = |at: usize| at >= of_dimensions || bit(at).is_some_and(|bit| bits & bit != 0);
    let mut by_common: BTreeMap<Values<'v>, Alike<'m>> = BTreeMap::new();
    for (values, alike) in all {
        let values = values.iter().enumerate().filter(|(at, _)| is_common(*at));
        let values = values.map(|(_, value)| *value).collect();
        by_common.entry(values).or_default().absorb(alike);
    }
    by_common
}
