//! Figures come into the unit of their indicator.

use std::sync::Arc;

use num_integer::Integer;

use super::lines::Lines;
use super::remembered::Remembered;
use crate::diagnostic::{Diagnostic, Spelling};
use crate::plan::labels::{is_multiple, nearest_unit};
use crate::plan::{Plan, Target, Unit};
use crate::quantity::Quantity;
use crate::source::Place;
use crate::wording::diagnostics::actuals::units as say;
use crate::wording::{Text, called};

/// The unit names that stand for one figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    /// In the cell, behind the number.
    pub(super) cell: Option<&'a str>,
    /// In the unit column.
    pub(super) column: Option<&'a str>,
    /// Behind the name of the indicator, in parentheses.
    pub(super) name: Option<&'a str>,
    /// In the header, in parentheses.
    pub(super) header: Option<&'a str>,
}

/// So many ways of writing a unit are remembered.
const REMEMBERED: usize = 1_000;

/// What says where a unit stands.
type Source = fn() -> Text;

impl Named<'_> {
    /// The unit that they agree on.
    ///
    /// # Errors
    /// Which two differ, in words.
    pub(super) fn agreed(self, units: &mut Units<'_>) -> Result<Option<Arc<Unit>>, Text> {
        let mut agreed: Option<(Arc<Unit>, Source)> = None;
        let sources: [(_, Source); 4] = [
            (self.cell, say::cell),
            (self.column, say::unit_column),
            (self.name, say::indicator_cell),
            (self.header, say::header),
        ];
        for (name, source) in sources {
            let Some(unit) = name.map(|name| units.named(name)) else { continue };
            match &agreed {
                None => agreed = Some((unit, source)),
                Some((first, _)) if first.base == unit.base && first.scale == unit.scale => {}
                Some((first, place)) => {
                    return Err(say::two_units(&place(), &first.name, &source(), &unit.name));
                }
            }
        }
        Ok(agreed.map(|(unit, _)| unit))
    }
}

/// Which units the figures of each indicator have, where the plan names none.
#[derive(Debug)]
pub(super) struct Units<'p> {
    plan: &'p Plan,
    /// The units by their names.
    named: Remembered<Arc<Unit>>,
    seen: Vec<Vec<Seen>>,
}

/// The first figure with a unit, or without one.
#[derive(Clone, Debug)]
struct Seen {
    unit: Option<Unit>,
    /// The file, and where its row begins in it; then the cell.
    order: (u32, u64, usize),
    place: Place,
}

impl Seen {
    fn name(&self) -> Text {
        self.unit.as_ref().map_or_else(say::no_unit, |unit| say::unit(&unit.name))
    }

    /// Whether figures of the one kind and of the other can be of the same indicator.
    fn goes_with(&self, other: &Self, plan: &Plan) -> bool {
        match (&self.unit, &other.unit) {
            (Some(one), Some(two)) => one.converts_to(two),
            (Some(unit), None) | (None, Some(unit)) => !needs_company(plan, unit),
            (None, None) => true,
        }
    }
}

/// Where a figure stands, for messages and for which comes first.
pub(super) struct At<'f> {
    /// The file, and where its row begins in it; then the cell.
    pub(super) order: (u32, u64, usize),
    /// The place, when it is asked for.
    pub(super) place: &'f dyn Fn() -> Place,
}

impl<'p> Units<'p> {
    /// Nothing has been seen.
    pub(super) fn new(plan: &'p Plan) -> Self {
        let seen = vec![Vec::new(); plan.indicators.len()];
        Self { plan, named: Remembered::new(REMEMBERED), seen }
    }

    /// The unit of a name.
    fn named(&mut self, name: &str) -> Arc<Unit> {
        self.named.meaning(name, || Arc::new(self.plan.unit(name)))
    }

    /// Takes in what has been seen elsewhere.
    pub(super) fn absorb(&mut self, other: Self) {
        for (indicator, seen) in other.seen.into_iter().enumerate() {
            for seen in seen {
                self.note(indicator, seen);
            }
        }
    }

    /// Forgets what has been seen in rows of the file at hand from an offset on.
    pub(super) fn end_before(&mut self, offset: u64) {
        for seen in &mut self.seen {
            seen.retain(|seen| seen.order.1 < offset);
        }
    }

    /// Gives the places seen in a file their lines.
    pub(super) fn place(&mut self, lines: &Lines) {
        for seen in self.seen.iter_mut().flatten() {
            seen.place.line += lines.before(seen.order.1);
        }
    }

    /// The findings that the figures of one indicator are in units that do not go together, or those of a share and of
    /// what it is a share of.
    pub(super) fn take_problems(&mut self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut all = std::mem::take(&mut self.seen);
        for seen in &mut all {
            seen.sort_by_key(|seen| seen.order);
            let mut sound: Vec<&Seen> = Vec::new();
            for seen in &*seen {
                match sound.iter().find(|other| !other.goes_with(seen, self.plan)) {
                    None => sound.push(seen),
                    Some(first) => problems.push(mixed(
                        seen.place.clone(),
                        seen.name(),
                        &first.place,
                        first.name(),
                    )),
                }
            }
        }
        let mut shares: Vec<[usize; 2]> =
            self.plan.targets.iter().filter_map(Target::share).collect();
        shares.sort_unstable();
        shares.dedup();
        problems.extend(shares.iter().filter_map(|share| self.mixed_share(*share, &all)));
        problems
    }

    /// The finding that one of two series is in a unit with multiples, and the other one in none or in an unlike one.
    fn mixed_share(&self, share: [usize; 2], all: &[Vec<Seen>]) -> Option<Diagnostic> {
        let [above, below] = share.map(|series| all.get(series).map_or(&[][..], Vec::as_slice));
        let needs_company =
            |seen: &Seen| seen.unit.as_ref().is_some_and(|unit| needs_company(self.plan, unit));
        let pairs = above.iter().flat_map(|one| below.iter().map(move |other| (one, other)));
        let (one, other) = pairs
            .filter(|(one, other)| needs_company(one) || needs_company(other))
            .find(|(one, other)| !one.goes_with(other, self.plan))?;
        let (first, second) = if one.order <= other.order { (one, other) } else { (other, one) };
        let (found, before) = (second.name(), first.name());
        let message = say::share_of_different_units(&found, &before);
        let mismatch = unit_mismatch(second.place.clone(), message, found);
        Some(mismatch.and(first.place.clone(), before).help(say::one_unit_for_share()))
    }

    fn note(&mut self, indicator: usize, new: Seen) {
        let Some(seen) = self.seen.get_mut(indicator) else { return };
        let kind = |seen: &Seen| {
            seen.unit.as_ref().map(|unit| (unit.base.clone(), unit.scale != Quantity::ONE))
        };
        match seen.iter_mut().find(|known| kind(known) == kind(&new)) {
            Some(known) if new.order < known.order => *known = new,
            Some(_) => {}
            None => seen.push(new),
        }
    }

    /// A figure of an indicator that has a unit, in that unit.
    ///
    /// # Errors
    /// The figure is in a unit that does not convert, or does not convert exactly.
    pub(super) fn in_unit(
        plan: &Plan,
        value: Quantity,
        found: Option<&Unit>,
        expected: &Unit,
        place: impl Fn() -> Place,
    ) -> Result<Quantity, Box<Diagnostic>> {
        let is_known = |name: &String| plan.units.contains_key(name);
        match found {
            Some(found) if !found.converts_to(expected) => {
                let problem = unit_mismatch(
                    place(),
                    say::unit_of_figure_and_indicator(&found.name, &expected.name),
                    say::expected_unit(&expected.name),
                );
                Err(Box::new(match nearest_unit(&found.name, [expected.name.as_str()]) {
                    Some(near) => problem.meant(near, Spelling::Part(&found.name)),
                    None if is_known(&found.name) || is_known(&expected.base) => {
                        problem.help(say::give_in_unit(&expected.name))
                    }
                    // Both are plain labels, and may mean the same.
                    None => problem.help(say::give_in_or_define_unit(&expected.name, &found.name)),
                }))
            }
            Some(found) => convert(value, found, expected, place),
            None => Ok(value),
        }
    }

    /// A figure of an indicator whose goal is a bare number: labels are taken as they are, multiples are refused.
    ///
    /// # Errors
    /// The figure's unit is a multiple of another.
    pub(super) fn without_unit(
        &mut self,
        indicator: usize,
        value: Quantity,
        found: Option<&Unit>,
        at: &At<'_>,
    ) -> Result<Quantity, Box<Diagnostic>> {
        if let Some(found) = found.filter(|found| needs_company(self.plan, found)) {
            let name = called::indicator(self.plan, indicator);
            let message = say::indicator_has_no_unit(&found.name, &name);
            let problem = unit_mismatch((at.place)(), message, say::expected_no_unit());
            return Err(Box::new(problem.help(say::give_target_a_unit(&found.name))));
        }
        self.in_base(indicator, value, found, at)
    }

    /// A figure of an indicator to which the plan gives no unit: money and shares in their base unit.
    ///
    /// # Errors
    /// The figure's unit is a multiple of something unknown, or the figure does not fit its base unit.
    pub(super) fn in_base(
        &mut self,
        indicator: usize,
        value: Quantity,
        found: Option<&Unit>,
        at: &At<'_>,
    ) -> Result<Quantity, Box<Diagnostic>> {
        if !self.is_known(indicator, found, at) {
            if let Some(found) = found.filter(|found| is_undefined_multiple(self.plan, found)) {
                let message = say::multiple_of_what(&found.name);
                let problem = unit_mismatch((at.place)(), message, say::expected_known_unit());
                return Err(Box::new(problem.help(say::define_multiple(&found.name))));
            }
            let unit = found.cloned();
            self.note(indicator, Seen { unit, order: at.order, place: (at.place)() });
        }
        match found {
            // The base unit itself is what most figures are in.
            Some(found) if found.scale != Quantity::ONE => {
                convert(value, found, &Unit::label(&found.base), at.place)
            }
            _ => Ok(value),
        }
    }

    /// Whether an earlier figure with this unit has been seen.
    fn is_known(&self, indicator: usize, found: Option<&Unit>, at: &At<'_>) -> bool {
        self.seen.get(indicator).is_none_or(|seen| {
            seen.iter().any(|seen| seen.unit.as_ref() == found && seen.order <= at.order)
        })
    }
}

/// Whether a number without a unit beside figures in this one could mean different things: the unit has multiples.
fn needs_company(plan: &Plan, unit: &Unit) -> bool {
    unit.scale != Quantity::ONE
        || plan.units.values().any(|other| other.base == unit.base && other.scale != Quantity::ONE)
}

/// Whether a unit is a thousand, ten thousand or a million of something, and nothing says so but its name.
fn is_undefined_multiple(plan: &Plan, unit: &Unit) -> bool {
    is_multiple(&unit.name) && !plan.units.values().any(|known| known.base == unit.base)
}

fn convert(
    value: Quantity,
    from: &Unit,
    into: &Unit,
    place: impl Fn() -> Place,
) -> Result<Quantity, Box<Diagnostic>> {
    from.convert(value, into).map_err(|_| {
        let figure = with_unit(&value.to_string(), &from.name);
        let mut message = say::not_exact_in(&figure, &into.name);
        let mut help = say::fewer_digits(&into.name);
        if !ends(value, from.scale, into.scale) {
            if let Ok(dividend) = value.times(from.scale) {
                message = say::does_not_divide(&figure, &into.name, dividend, into.scale);
            }
            help = say::choose_a_unit(&into.name, &from.name);
        }
        let problem = Diagnostic::error("inexact-conversion", place(), message)
            .label(say::expected_to_convert(&into.name))
            .help(help);
        Box::new(problem)
    })
}

/// Whether the digits of `value * scale / divisor` end, however many they are.
fn ends(value: Quantity, scale: Quantity, divisor: Quantity) -> bool {
    // Powers of ten do not matter, so that the digits alone decide. At most 28 of them fit.
    let digits = |quantity: Quantity| {
        let text = quantity.normalized().to_string();
        text.replace(['-', '.'], "").parse::<u128>().unwrap_or_default()
    };
    let mut divisor = digits(divisor);
    for factor in [digits(value), digits(scale)] {
        divisor /= divisor.gcd(&factor).max(1);
    }
    for prime in [2, 5] {
        while divisor > 1 && divisor.is_multiple_of(prime) {
            divisor /= prime;
        }
    }
    divisor <= 1
}

/// A figure and its unit as one writes them: `88%`, `5230万元`, `12 kg`.
pub(super) fn with_unit(figure: &str, unit: &str) -> String {
    let space =
        if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
    format!("{figure}{space}{unit}")
}

fn mixed(place: Place, found: Text, other: &Place, before: Text) -> Diagnostic {
    let message = say::different_units(&found, &before);
    unit_mismatch(place, message, found).and(other.clone(), before)
}

/// The finding that a figure's unit is not the one it should be in.
pub(super) fn unit_mismatch(place: Place, message: Text, label: Text) -> Diagnostic {
    Diagnostic::error("unit-mismatch", place, message).label(label).help(say::in_one_unit())
}
