//! Totals among the members that they are of: a row without a member beside rows with one, as databases and outlines
//! write them. Together they would count twice.

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
            let dimensions: Vec<&str> = differing.iter().map(|(column, _)| *column).collect();
            let message = say::total_among_members(&self.name(), &dimensions);
            let help = say::take_out_or_name(&dimensions);
            let places = [at, at_part].map(|at| self.place(at));
            let error = told_apart("total-among-members", &differing, places, message);
            self.errors.push(error.help(help));
        }
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
        let value = |member: &CombinationFigure, at: usize| -> &str {
            let values = actuals.combinations.get(member.combination as usize);
            let value = values.and_then(|values| values.get(at)).map_or("", |value| value);
            if is_nobody(value) { "" } else { value }
        };
        let mut groups: BTreeMap<Values<'_>, Alike<'m>> = BTreeMap::new();
        for member in members {
            let values = columns.iter().map(|at| value(member, *at)).collect();
            self.see(member, groups.entry(values).or_default());
        }
        let pairs = groups.iter().flat_map(|(values, parts)| {
            let of_dimensions = values.iter().take(dimensions.columns().len()).enumerate();
            let filled = of_dimensions.filter(|(_, value)| !value.is_empty()).map(|(at, _)| at);
            let filled: Vec<usize> = filled.take(MOST_COLUMNS).collect();
            // Each choice of columns to leave blank, as bits.
            let choices = 1_u32..1 << filled.len();
            let groups = &groups;
            choices.filter_map(move |choice| {
                let mut wider = values.clone();
                for (bit, column) in filled.iter().enumerate() {
                    if choice >> bit & 1 == 1 {
                        wider[*column] = "";
                    }
                }
                groups.get(&wider)?.at_one_time(parts)
            })
        });
        // The first rows are the same however many figures are brought together.
        pairs.min_by_key(positions)
    }

    /// Adds what a figure has seen.
    fn see<'m>(&self, member: &'m CombinationFigure, alike: &mut Alike<'m>) {
        let is_earlier = |at: usize, known: &Seen<'_>| at < known.1;
        let aggregate = self.figures.target.measure.aggregate;
        if matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Cumulative)) {
            let first = member.evidence.first().copied();
            let first = first.filter(|at| alike.first.is_none_or(|known| is_earlier(*at, &known)));
            alike.first = first.map(|at| (member, at)).or(alike.first);
            return;
        }
        for at in member.evidence.iter().copied() {
            let seen = alike.by_period.entry(self.observation(at).period).or_insert((member, at));
            if is_earlier(at, seen) {
                *seen = (member, at);
            }
        }
    }
}

/// Of more dimensions of one indicator than this the others are not left out.
const MOST_COLUMNS: usize = 8;
