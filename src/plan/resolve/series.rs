//! Which series the targets ask for, what their figures are, and by which names the actuals may call them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::names::normalized;
use super::super::syntax::{Faults, Spanned};
use super::super::{Figures, Indicator, Unit};
use super::own_names::OwnNames;
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
pub(super) struct SeriesTable {
    own_names: OwnNames,
    entries: Vec<Entry>,
    /// Their positions by their names, as those are compared.
    positions: BTreeMap<String, usize>,
    /// Names by which the actuals may call series beside their own, each with the series in order.
    other_names: BTreeMap<String, Vec<usize>>,
    /// Two series each of which one is a share of the other.
    shares: Vec<[usize; 2]>,
    /// The series of other ratios: a figure for each of something, in a unit of its own.
    of_rates: BTreeSet<usize>,
    /// The series that ratios divide, each with where one names it.
    divided: Vec<(usize, Range<usize>)>,
}

struct Entry {
    name: String,
    figures: Option<(Figures, Range<usize>)>,
    valid: Option<((Quantity, Quantity), Range<usize>)>,
    whole: bool,
}

impl SeriesTable {
    /// No series yet, of targets that have names for theirs.
    pub(super) fn new(own_names: OwnNames) -> Self {
        let (entries, positions, other_names) = Default::default();
        let (shares, of_rates, divided) = Default::default();
        Self { own_names, entries, positions, other_names, shares, of_rates, divided }
    }

    /// The position of the series that a target names, which must be what it claims it is.
    pub(super) fn claim(
        &mut self,
        target: &str,
        name: &Spanned<String>,
        claim: Claim,
        faults: &mut Faults<'_>,
    ) -> usize {
        let name = &self.own_names.meant(target, name, faults);
        let next = self.entries.len();
        let position = *self.positions.entry(normalized(name)).or_insert(next);
        if position == next {
            let (figures, valid, whole) = (None, None, false);
            self.entries.push(Entry { name: name.clone(), figures, valid, whole });
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

    /// Notes a ratio of two series, each with where it is named: a share of one in the other, or a rate.
    pub(super) fn note_ratio(
        &mut self,
        series: [usize; 2],
        names: [&Spanned<String>; 2],
        is_share: bool,
    ) {
        self.divided.extend(series.into_iter().zip(names.map(|name| name.span.clone())));
        if is_share {
            self.shares.push(series);
        } else {
            self.of_rates.extend(series);
        }
    }

    /// Gives what is a share of something, and what something is a share of, its unit, if that has multiples: figures that
    /// say none are taken for what that other target takes its own for.
    fn share_units(&mut self, units: &BTreeMap<String, Unit>) {
        let has_multiples = |own: &Unit| {
            let is_multiple = |unit: &Unit| unit.base == own.base && unit.scale != Quantity::ONE;
            is_multiple(own) || units.values().any(is_multiple)
        };
        for [above, below] in std::mem::take(&mut self.shares) {
            for (from, to) in [(above, below), (below, above)] {
                let known = self.entries[from].figures.clone();
                if let (Some((Figures::Numbers(Some(unit)), _)), None) =
                    (&known, &self.entries[to].figures)
                    && has_multiples(unit)
                    && !self.of_rates.contains(&to)
                {
                    self.entries[to].figures = known;
                }
            }
        }
    }

    /// Reports stages that a ratio would divide by their numbers.
    fn refuse_stages_in_ratios(&self, faults: &mut Faults<'_>) {
        for (series, named) in &self.divided {
            let Entry { name, figures: Some((Figures::Stages(_), span)), .. } =
                &self.entries[*series]
            else {
                continue;
            };
            let of_stages = faults.place(span);
            faults.add(named, |place| {
                Diagnostic::error("conflicting-series", place, say::disagree_about_figures(name))
                    .label(say::here_one())
                    .and(of_stages, say::here_another())
                    .help(say::say_the_same(name))
            });
        }
    }

    /// The series, and which of them a name may mean: its own name means only itself.
    pub(super) fn finish(
        mut self,
        units: &BTreeMap<String, Unit>,
        faults: &mut Faults<'_>,
    ) -> (Vec<Indicator>, BTreeMap<String, Vec<usize>>) {
        self.refuse_stages_in_ratios(faults);
        self.share_units(units);
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
