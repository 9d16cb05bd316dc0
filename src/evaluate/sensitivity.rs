//! What a verdict turns on: how much a failing target lacks, and how thin the margin of a passing one is.
//!
//! All by subtraction from the bound that decided: the goal where the target is due or has satisfied it already, else what
//! the pace requires.

use jiff::civil::Date;

use super::{Absence, Cell, Outcome, Total, Verdict};
use crate::period::Period;
use crate::plan::{Aggregate, Bound, Combine, Formula, GoalKind, Target};
use crate::quantity::{Quantity, Ratio, Rounding};

/// What a verdict turns on. Everything is absent that does not apply, or does not fit a [`Quantity`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sensitivity {
    /// By how much the figure of a failing target would have to change to pass now, in the unit of the target, of a
    /// milestone in stages: above 0 for more, below 0 for less. On a compound path at most a last decimal too much.
    pub change: Option<Ratio>,
    /// The same for the series above the line of a ratio, as long as the one below it stays as it is.
    pub change_of_numerator: Option<Ratio>,
    /// How far the figure of a passing target is from failing, 0 or more. On a compound path at most a last decimal too
    /// little.
    pub margin: Option<Ratio>,
    /// Whether the bound itself is out: the change must be exceeded, and the margin not used up.
    pub strict: bool,
    /// What is missing to the goal until the target is due, where figures add up over time and whole months remain.
    pub rest: Option<Rest>,
    /// For a goal on `each`: how many more cells would have to do what is asked of them now.
    pub cells_needed: Option<usize>,
    /// For a goal on `each`: how many of its cells could fail and it would still pass.
    pub cells_to_spare: Option<usize>,
    /// For a goal on `each`: by how much the closest of its cells keeps to what is asked of it; see [`Cells::closest`].
    ///
    /// [`Cells::closest`]: super::Cells::closest
    pub least_margin: Option<Ratio>,
    /// By how much the sum over the members would have to change, where it does not keep to the total.
    pub change_of_total: Option<Ratio>,
}

/// What is missing to the goal until it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// So much, 0 or more.
    pub missing: Ratio,
    /// So many whole months remain.
    pub months: u32,
    /// Whether more than that is asked for.
    pub strict: bool,
}

impl Rest {
    /// What each of the months must bring; `None` where that does not fit.
    #[must_use]
    pub fn per_month(self) -> Option<Ratio> {
        self.missing.times(Ratio::new(Quantity::ONE, Quantity::from(self.months))?).ok()
    }
}

impl Sensitivity {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self { strict: self.strict, ..Self::default() }
    }
}

impl Outcome {
    /// What the verdict on a target turns on, as of a date.
    #[must_use]
    pub fn sensitivity(&self, target: &Target, as_of: Date) -> Sensitivity {
        let verdict = self.excused.unwrap_or(self.verdict);
        if self.cells.is_some() {
            return self.sensitivity_of_cells(target, verdict);
        }
        let rest = self.rest(target, as_of);
        let (Some(actual), Some(bound)) = (self.actual(), self.deciding_bound(verdict)) else {
            return Sensitivity { rest, ..Sensitivity::default() };
        };
        let strict = bound.strict;
        if verdict.fails() {
            let change = change(actual, bound);
            let change_of_numerator = change.and_then(|change| self.in_numerator(target, change));
            Sensitivity { change, change_of_numerator, strict, rest, ..Sensitivity::default() }
        } else {
            Sensitivity { margin: margin(actual, bound), strict, rest, ..Sensitivity::default() }
        }
    }

    /// Those of whom there is no figure, where that is why there is none at all: for each dimension of
    /// [`Measure::reported_by`](crate::plan::Measure::reported_by) a position in its roster.
    #[must_use]
    pub fn missing_members(&self) -> &[Vec<usize>] {
        match self.figure.as_ref().map(|figure| &figure.value) {
            Some(Err(Absence::MembersMissing { members, .. })) => members,
            _ => &[],
        }
    }

    /// The bound that decided the verdict; `None` where none did.
    fn deciding_bound(&self, verdict: Verdict) -> Option<Bound> {
        match verdict {
            Verdict::Exceeded | Verdict::Met | Verdict::Missed => self.bound,
            Verdict::OnTrack | Verdict::Behind => self.required_now,
            Verdict::Open | Verdict::NoData | Verdict::Waived => None,
        }
    }

    /// What is missing to the goal, for a figure that adds up over time.
    fn rest(&self, target: &Target, as_of: Date) -> Option<Rest> {
        let measure = &target.measure;
        let adds_up = matches!(measure.formula, Formula::Sum(_))
            && matches!(measure.aggregate, Some(Aggregate::Sum | Aggregate::Cumulative))
            && matches!(measure.combine, None | Some(Combine::Sum))
            && matches!(target.goal.kind, GoalKind::AtLeast | GoalKind::MoreThan);
        let (actual, bound) = (self.actual()?, self.bound?);
        if !adds_up || bound.admits(actual) {
            return None;
        }
        let rest = Period { first: as_of.tomorrow().ok()?, last: target.due };
        let months = rest.whole_months().filter(|_| rest.first <= rest.last)?;
        Some(Rest { missing: bound.low?.minus(actual).ok()?, months, strict: bound.strict })
    }

    /// A change of a ratio as one of the series above its line, in the units of that: Δn = Δ(n/d) · d / whole.
    fn in_numerator(&self, target: &Target, change: Ratio) -> Option<Ratio> {
        let Formula::Ratio { per_whole, .. } = target.measure.formula else { return None };
        let [_, denominator] = self.figure.as_ref()?.parts.as_slice() else { return None };
        let share = change.divided_by(Ratio::whole(per_whole)).ok()??;
        share.times(denominator.value?).ok()
    }

    fn sensitivity_of_cells(&self, target: &Target, verdict: Verdict) -> Sensitivity {
        let (Some(cells), Some(each)) = (&self.cells, &target.each) else {
            return Sensitivity::default();
        };
        let Some(asked) = cells_asked(cells.count, each.coverage) else {
            return Sensitivity::default();
        };
        match verdict {
            Verdict::Missed | Verdict::Behind => {
                // Before it is due a cell that keeps its pace does what is asked.
                let kept = match verdict {
                    Verdict::Missed => cells.satisfied,
                    _ => cells.count - cells.failing,
                };
                Sensitivity {
                    cells_needed: asked.checked_sub(kept).filter(|needed| *needed > 0),
                    change_of_total: self.total.as_deref().and_then(Total::change),
                    ..Sensitivity::default()
                }
            }
            Verdict::Exceeded | Verdict::Met | Verdict::OnTrack if cells.count > 0 => {
                let kept = match verdict {
                    Verdict::OnTrack => cells.count - cells.failing,
                    _ => cells.satisfied,
                };
                Sensitivity {
                    cells_to_spare: kept.checked_sub(asked),
                    least_margin: cells.closest.as_ref().map(|closest| closest.margin),
                    ..Sensitivity::default()
                }
            }
            _ => Sensitivity::default(),
        }
    }
}

impl Cell {
    /// By how much the figure would have to change to do what is asked of it now: above 0 for more, below 0 for less.
    /// `None` where it does, or there is no figure.
    #[must_use]
    pub fn change(&self) -> Option<Ratio> {
        let asked = self.required_now.or(self.bound)?;
        change(*self.figure.value.as_ref().ok()?, asked)
    }

    /// How far the figure is from failing what a goal of this kind asks of it now, 0 or more. `None` where it fails, or
    /// nothing is asked of it yet. Where either the goal or the pace is enough, that is the farther of the two.
    pub(super) fn margin(&self, kind: GoalKind) -> Option<Ratio> {
        let actual = *self.figure.value.as_ref().ok().filter(|_| !self.fails)?;
        let pace = self.required_now.filter(|pace| pace.admits(actual));
        let is_enough = self.satisfied && (kind.wants_more() || self.required_now.is_none());
        let goal = self.bound.filter(|_| is_enough);
        let margins = [pace, goal].into_iter().flatten().filter_map(|asked| margin(actual, asked));
        margins.reduce(|one, other| if one < other { other } else { one })
    }
}

impl Total {
    /// By how much the sum would have to change to keep to what is asked of it now.
    fn change(&self) -> Option<Ratio> {
        change(self.value?, self.required_now.or(self.bound)?)
    }
}

/// The least number of cells that is a coverage, in per cent, of all.
fn cells_asked(count: usize, coverage: Quantity) -> Option<usize> {
    let hundredths = Quantity::from(count).times(coverage).ok()?;
    let asked = Ratio::new(hundredths, Quantity::HUNDRED)?;
    asked.rounded(0, Rounding::Up).parse().ok()
}

/// What a figure would have to change by to reach the nearest end of a bound; `None` where it keeps to it.
fn change(actual: Ratio, bound: Bound) -> Option<Ratio> {
    match (bound.low, bound.high) {
        _ if bound.admits(actual) => None,
        (Some(low), _) if actual <= low => low.minus(actual).ok(),
        (_, Some(high)) if actual >= high => high.minus(actual).ok(),
        _ => None,
    }
}

/// How far a figure is from the nearest end of a bound that it keeps to.
fn margin(actual: Ratio, bound: Bound) -> Option<Ratio> {
    let above = bound.low.map(|low| actual.minus(low)).transpose().ok()?;
    let below = bound.high.map(|high| high.minus(actual)).transpose().ok()?;
    let margin = match (above, below) {
        (Some(above), Some(below)) => Some(if above < below { above } else { below }),
        (one, other) => one.or(other),
    };
    // The end of a compound path is rounded to the side that asks for more.
    margin.filter(|margin| !margin.is_negative())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(number: i64) -> Ratio {
        Ratio::whole(Quantity::of_digits(number, 0))
    }

    fn bound(low: Option<i64>, high: Option<i64>) -> Bound {
        Bound { low: low.map(whole), high: high.map(whole), strict: false }
    }

    #[test]
    fn the_nearest_end_counts() {
        for (actual, low, high, expected) in [
            (14, Some(20), None, Some(6)),
            (5, None, Some(3), Some(-2)),
            (1, Some(2), Some(3), Some(1)),
            (9, Some(2), Some(3), Some(-6)),
            (20, Some(20), None, None),
        ] {
            assert_eq!(change(whole(actual), bound(low, high)), expected.map(whole));
        }
        for (actual, low, high, expected) in [
            (25, Some(20), None, 5),
            (1, None, Some(3), 2),
            (4, Some(1), Some(10), 3),
            (9, Some(1), Some(10), 1),
        ] {
            assert_eq!(margin(whole(actual), bound(low, high)), Some(whole(expected)));
        }
    }

    #[test]
    fn a_coverage_asks_for_whole_cells() {
        for (count, coverage, expected) in
            [(9, "90", 9), (10, "90", 9), (120, "99.5", 120), (7, "100", 7)]
        {
            assert_eq!(cells_asked(count, Quantity::parse(coverage).unwrap()), Some(expected));
        }
    }
}
