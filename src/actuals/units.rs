//! Figures come into the unit of their indicator.

use std::fmt::Write;

use num_integer::Integer;

use crate::diagnostic::Diagnostic;
use crate::plan::{Plan, Unit};
use crate::quantity::Quantity;
use crate::source::Place;

/// The unit names that stand for one figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    /// In the cell, behind the number.
    pub(super) cell: Option<&'a str>,
    /// In the unit column.
    pub(super) column: Option<&'a str>,
    /// In the header, in parentheses.
    pub(super) header: Option<&'a str>,
}

impl Named<'_> {
    /// The unit that they agree on.
    ///
    /// # Errors
    /// Which two differ, in words.
    pub(super) fn agreed(self, plan: &Plan) -> Result<Option<Unit>, String> {
        let mut agreed: Option<(Unit, &str)> = None;
        for (name, source) in
            [(self.cell, "cell"), (self.column, "unit column"), (self.header, "header")]
        {
            let Some(unit) = name.map(|name| plan.unit(name)) else { continue };
            match &agreed {
                None => agreed = Some((unit, source)),
                Some((first, _)) if first.base == unit.base && first.scale == unit.scale => {}
                Some((first, place)) => {
                    return Err(format!(
                        "the {place} says {}, the {source} {}",
                        first.name, unit.name
                    ));
                }
            }
        }
        Ok(agreed.map(|(unit, _)| unit))
    }
}

/// Which units the figures of each indicator have had so far, where the plan names none.
#[derive(Debug)]
pub(super) struct Units<'p> {
    plan: &'p Plan,
    seen: Vec<Seen>,
}

/// The first figure with a unit and the first one without.
#[derive(Clone, Debug, Default)]
struct Seen {
    unit: Option<(Unit, Place)>,
    bare: Option<Place>,
}

impl<'p> Units<'p> {
    /// Nothing has been seen.
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, seen: vec![Seen::default(); plan.indicators.len()] }
    }

    /// A figure of an indicator that has a unit, in that unit.
    ///
    /// # Errors
    /// The figure is in a unit that does not convert, or does not convert exactly.
    pub(super) fn in_unit(
        value: Quantity,
        found: Option<&Unit>,
        expected: &Unit,
        place: impl Fn() -> Place,
    ) -> Result<Quantity, Box<Diagnostic>> {
        match found {
            Some(found) if !found.converts_to(expected) => Err(Box::new(
                unit_mismatch(
                    place(),
                    format!("the figure is in {}, its indicator in {}", found.name, expected.name),
                    format!("expected {}", expected.name),
                )
                .help(format!("give the figure in {}", expected.name)),
            )),
            Some(found) => convert(value, found, expected, place),
            None => Ok(value),
        }
    }

    /// A figure of an indicator whose goal is a bare number: labels are taken as they are, multiples are refused.
    ///
    /// # Errors
    /// The figure's unit is a multiple of another, or does not go with those of the indicator's other figures.
    pub(super) fn without_unit(
        &mut self,
        indicator: usize,
        value: Quantity,
        found: Option<&Unit>,
        place: impl Fn() -> Place,
    ) -> Result<Quantity, Box<Diagnostic>> {
        if let Some(found) = found.filter(|found| needs_company(self.plan, found)) {
            let name = self.plan.indicators.get(indicator).map_or("", |indicator| &indicator.name);
            let message =
                format!("the figure is in {}, and the plan gives `{name}` no unit", found.name);
            return Err(Box::new(
                unit_mismatch(place(), message, "expected a number without a unit").help(format!(
                    "give the target its unit in the plan: unit = \"{}\"",
                    found.name
                )),
            ));
        }
        self.in_base(indicator, value, found, place)
    }

    /// A figure of an indicator to which the plan gives no unit: money and shares in their base unit.
    ///
    /// # Errors
    /// The figure's unit does not go with those of the indicator's other figures.
    pub(super) fn in_base(
        &mut self,
        indicator: usize,
        value: Quantity,
        found: Option<&Unit>,
        place: impl Fn() -> Place,
    ) -> Result<Quantity, Box<Diagnostic>> {
        let plan = self.plan;
        let Some(seen) = self.seen.get_mut(indicator) else { return Ok(value) };
        let Some(found) = found else {
            if let Some((unit, other)) =
                seen.unit.as_ref().filter(|(unit, _)| needs_company(plan, unit))
            {
                return Err(Box::new(mixed(place(), "no unit", other, &unit.name)));
            }
            seen.bare.get_or_insert_with(&place);
            return Ok(value);
        };
        if is_undefined_multiple(plan, found) {
            let message = format!("the plan does not say what {} is a multiple of", found.name);
            let help =
                format!("define it in the plan: [unit.\"{}\"] with `of` and `scale`", found.name);
            return Err(Box::new(
                unit_mismatch(place(), message, "expected a unit that the plan knows").help(help),
            ));
        }
        if let Some((unit, other)) = seen.unit.as_ref().filter(|(unit, _)| !unit.converts_to(found))
        {
            return Err(Box::new(mixed(place(), &found.name, other, &unit.name)));
        }
        if let Some(other) = seen.bare.as_ref().filter(|_| needs_company(plan, found)) {
            return Err(Box::new(mixed(place(), &found.name, other, "no unit")));
        }
        seen.unit.get_or_insert_with(|| (found.clone(), place()));
        let base = Unit::label(&found.base);
        convert(value, found, &base, place)
    }
}

/// Whether a number without a unit beside figures in this one could mean different things: the unit has multiples.
fn needs_company(plan: &Plan, unit: &Unit) -> bool {
    unit.scale != Quantity::ONE
        || plan.units.values().any(|other| other.base == unit.base && other.scale != Quantity::ONE)
}

/// Whether a unit is ten thousand or a hundred million of something, and nothing says so but its name.
fn is_undefined_multiple(plan: &Plan, unit: &Unit) -> bool {
    let is_multiple =
        unit.name.starts_with(['万', '亿']) || matches!(unit.name.as_str(), "千" | "百" | "十");
    is_multiple && !plan.units.values().any(|known| known.base == unit.base)
}

fn convert(
    value: Quantity,
    from: &Unit,
    into: &Unit,
    place: impl Fn() -> Place,
) -> Result<Quantity, Box<Diagnostic>> {
    from.convert(value, into).map_err(|_| {
        let figure = with_unit(&value.to_string(), &from.name);
        let mut message = format!("{figure} cannot be expressed exactly in {}", into.name);
        let mut help = format!("give the figure in {} or with fewer digits", into.name);
        if !ends(value, from.scale, into.scale) {
            if let Ok(dividend) = value.times(from.scale) {
                let _ = write!(message, ": {dividend} does not divide by {}", into.scale);
            }
            help = format!(
                "give the figure in {}, the plan's unit, or choose {} as the unit of the target",
                into.name, from.name
            );
        }
        let problem = Diagnostic::error("inexact-conversion", place(), message)
            .label(format!("expected a figure that converts into {}", into.name))
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

fn mixed(place: Place, found: &str, other: &Place, before: &str) -> Diagnostic {
    let message = format!(
        "the figures of one indicator are in different units: {found} here, {before} there"
    );
    unit_mismatch(place, message, found).and(other.clone(), before)
}

/// The finding that a figure's unit is not the one it should be in.
pub(super) fn unit_mismatch(
    place: Place,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error("unit-mismatch", place, message).label(label).help(
        "give all figures of an indicator in one unit, or in units that convert into each other",
    )
}
