//! Which series the targets ask for, what their figures are, and by which names the actuals may call them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::names::normalized;
use super::super::syntax::Faults;
use super::super::{Figures, Indicator};
use crate::diagnostic::Diagnostic;
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::resolve::series as say;

/// What a target says about a series that it draws on.
pub(super) struct Claim {
    /// What the figures are; `None` where any will do.
    pub(super) figures: Option<Figures>,
    pub(super) valid: Option<(Quantity, Quantity)>,
    pub(super) whole: bool,
    /// Where the target says so.
    pub(super) span: Range<usize>,
}

/// The series that targets have asked for so far.
#[derive(Default)]
pub(super) struct SeriesTable {
    entries: Vec<Entry>,
    /// Their positions by their names, as those are compared.
    positions: BTreeMap<String, usize>,
    /// Names by which the actuals may call series beside their own, each with the series in order.
    other_names: BTreeMap<String, Vec<usize>>,
}

struct Entry {
    name: String,
    figures: Option<(Figures, Range<usize>)>,
    valid: Option<((Quantity, Quantity), Range<usize>)>,
    whole: bool,
}

impl SeriesTable {
    /// The position of a series, which must be what the target claims it is.
    pub(super) fn claim(&mut self, name: &str, claim: Claim, faults: &mut Faults<'_>) -> usize {
        let next = self.entries.len();
        let position = *self.positions.entry(normalized(name)).or_insert(next);
        if position == next {
            let (figures, valid, whole) = (None, None, false);
            self.entries.push(Entry { name: name.to_owned(), figures, valid, whole });
        }
        let entry = &mut self.entries[position];
        entry.whole |= claim.whole;
        let mut conflict = |message: Text, other: &Range<usize>| {
            let other = faults.place(other);
            faults.add(&claim.span, |place| {
                Diagnostic::error("conflicting-series", place, message)
                    .label(say::here_one())
                    .and(other, say::here_another())
                    .help(say::say_the_same(name))
            });
        };
        match (&entry.figures, claim.figures) {
            (Some((known, span)), Some(claimed)) if *known != claimed => {
                conflict(say::disagree_about_figures(name), span);
            }
            (None, Some(claimed)) => entry.figures = Some((claimed, claim.span.clone())),
            _ => {}
        }
        match (&entry.valid, claim.valid) {
            (Some((known, span)), Some(claimed)) if *known != claimed => {
                conflict(say::disagree_about_range(name), span);
            }
            (None, Some(claimed)) => entry.valid = Some((claimed, claim.span)),
            _ => {}
        }
        position
    }

    /// Gives a series another name.
    pub(super) fn also_called(&mut self, name: &str, series: usize) {
        let named = self.other_names.entry(normalized(name)).or_default();
        if let Err(at) = named.binary_search(&series) {
            named.insert(at, series);
        }
    }

    /// The series, and which of them a name may mean: its own name means only itself.
    pub(super) fn finish(self) -> (Vec<Indicator>, BTreeMap<String, Vec<usize>>) {
        let mut names = self.other_names;
        names.extend(self.positions.into_iter().map(|(name, position)| (name, vec![position])));
        let indicators = self.entries.into_iter().map(|entry| Indicator {
            name: entry.name,
            figures: entry.figures.map_or(Figures::Numbers(None), |(figures, _)| figures),
            valid: entry.valid.map(|(valid, _)| valid),
            whole: entry.whole,
        });
        (indicators.collect(), names)
    }
}
