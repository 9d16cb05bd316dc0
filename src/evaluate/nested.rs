//! Totals among the members that they are of: a row without a member beside rows with one, as databases and outlines
//! write them. Together they would count twice.

use std::collections::BTreeMap;

use super::CombinationFigure;
use super::figure::{Figures, SeriesFigures};
use crate::plan::Aggregate;
use crate::wording::diagnostics::evaluate as say;

/// The values of a combination by column.
type Values<'a> = Vec<&'a str>;

impl SeriesFigures<'_, '_> {
    /// Refuses a figure that names no member of a dimension where others of the same time do, and are alike in all else.
    pub(super) fn refuse_totals_among(&mut self, members: &[CombinationFigure]) {
        if let Some([(total, at), (part, at_part)]) = self.total_among(members) {
            let differing = self.differing(total, part);
            let dimensions: Vec<&str> = differing.iter().map(|(column, _)| *column).collect();
            let message = say::total_among_members(&self.name(), &dimensions);
            let help = say::take_out_or_name(&dimensions);
            let places = [Some(at), Some(at_part)];
            self.told_apart("total-among-members", [total, part], places, message, help);
        }
    }

    /// A figure that may be the total of others, and one of these, each with an observation.
    fn total_among<'m>(
        &self,
        members: &'m [CombinationFigure],
    ) -> Option<[(&'m CombinationFigure, usize); 2]> {
        let Figures { actuals, dimensions, .. } = *self.figures;
        let filled = |member: &CombinationFigure| dimensions.filled(member.combination);
        let first = filled(members.first()?);
        if members.iter().all(|member| filled(member) == first) {
            return None;
        }
        let columns = dimensions.columns();
        let values = |member: &CombinationFigure| -> Values<'_> {
            let values = actuals.combinations.get(member.combination as usize);
            values.into_iter().flatten().map(|value| &**value).collect()
        };
        let totals: BTreeMap<Values<'_>, &CombinationFigure> =
            members.iter().map(|member| (values(member), member)).collect();
        let pairs = members.iter().flat_map(|part| {
            let values = values(part);
            let is_filled = |column: &usize| values.get(*column).is_some_and(|one| !one.is_empty());
            let filled: Vec<usize> = columns.iter().copied().filter(is_filled).collect();
            // Each choice of columns to leave blank, as bits.
            let choices = 1_u32..1 << filled.len().min(MOST_COLUMNS);
            let totals = &totals;
            choices.filter_map(move |choice| {
                let mut wider = values.clone();
                for (bit, column) in filled.iter().enumerate().take(MOST_COLUMNS) {
                    if choice >> bit & 1 == 1 {
                        wider[*column] = "";
                    }
                }
                let total = *totals.get(&wider)?;
                let [at, at_part] = self.of_one_time(total, part)?;
                Some([(total, at), (part, at_part)])
            })
        });
        // The first rows are the same however many figures are brought together.
        pairs.min_by_key(|pair| pair.map(|(_, at)| at))
    }

    /// Observations of two figures that speak of the same time. What happens on single days is logged as it comes, also
    /// without saying whose it is; and levels are brought together whenever they are of.
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
        let mut pairs = long.filter_map(|at| {
            let mut parts = part.evidence.iter().copied();
            Some([at, parts.find(|other| period(*other).overlaps(period(at)))?])
        });
        pairs.next()
    }
}

/// Of more dimensions of one indicator than this the others are not left out.
const MOST_COLUMNS: usize = 8;
