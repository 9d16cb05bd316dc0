//! Totals among the members that they are of: a row without a member beside rows with one, as databases and outlines
//! write them. Together they would count twice.

use std::collections::BTreeMap;

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use super::select;
use super::told_apart::told_apart;
use crate::plan::{Aggregate, is_nobody};
use crate::wording::diagnostics::evaluate as say;

/// The values of a combination in the columns that the plan knows.
type Values<'a> = Vec<&'a str>;

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
    fn total_among<'m>(
        &self,
        members: &'m [CombinationFigure],
    ) -> Option<[(&'m CombinationFigure, usize); 2]> {
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
        let values = |member: &CombinationFigure| -> Values<'_> {
            let values = actuals.combinations.get(member.combination as usize);
            let value =
                |at: &usize| values.and_then(|values| values.get(*at)).map(|value| &**value);
            let values = columns.iter().map(|at| value(at).unwrap_or_default());
            values.map(|value| if is_nobody(value) { "" } else { value }).collect()
        };
        let mut totals: BTreeMap<Values<'_>, Vec<&CombinationFigure>> = BTreeMap::new();
        for member in members {
            totals.entry(values(member)).or_default().push(member);
        }
        let pairs = members.iter().flat_map(|part| {
            let values = values(part);
            let of_dimensions = values.iter().take(dimensions.columns().len()).enumerate();
            let filled = of_dimensions.filter(|(_, value)| !value.is_empty()).map(|(at, _)| at);
            let filled: Vec<usize> = filled.take(MOST_COLUMNS).collect();
            // Each choice of columns to leave blank, as bits.
            let choices = 1_u32..1 << filled.len();
            let totals = &totals;
            let wider = choices.filter_map(move |choice| {
                let mut wider = values.clone();
                for (bit, column) in filled.iter().enumerate() {
                    if choice >> bit & 1 == 1 {
                        wider[*column] = "";
                    }
                }
                totals.get(&wider)
            });
            wider.flatten().filter_map(move |total| {
                let [at, at_part] = self.of_one_time(total, part)?;
                Some([(*total, at), (part, at_part)])
            })
        });
        // The first rows are the same however many figures are brought together.
        pairs.min_by_key(|pair| pair.map(|(_, at)| at))
    }

    /// The first observations of two figures that speak of the same time. What happens on single days is logged as it
    /// comes, also without saying whose it is; and levels are brought together whenever they are of.
    fn of_one_time(
        &self,
        total: &CombinationFigure,
        part: &CombinationFigure,
    ) -> Option<[usize; 2]> {
        let aggregate = self.figures.target.measure.aggregate;
        if matches!(aggregate, None | Some(Aggregate::Latest | Aggregate::Cumulative)) {
            return Some([*total.evidence.first()?, *part.evidence.first()?]);
        }
        let period = |position: usize| self.observation(position).period;
        let long = total.evidence.iter().copied().filter(|at| period(*at).days() > 1);
        let pairs = long.filter_map(|at| {
            let parts = part.evidence.iter().copied();
            Some([at, parts.filter(|other| period(*other).overlaps(period(at))).min()?])
        });
        pairs.min()
    }
}

/// Of more dimensions of one indicator than this the others are not left out.
const MOST_COLUMNS: usize = 8;
