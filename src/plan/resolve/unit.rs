//! The units that the values of a goal are written in.

use std::ops::Range;

use super::super::labels::{self, Doubt, nearest_unit};
use super::super::names::{compared, normalized};
use super::super::syntax::{Faults, Table};
use super::super::{Figures, Formula, GoalKind, Indicator, Target, Unit};
use super::Scope;
use super::goal::Values;
use crate::diagnostic::{Diagnostic, Spelling};
use crate::quantity::{Inexact, Quantity};
use crate::wording::diagnostics::resolve::goal as say;

/// What stands for percentage points, where the target's own unit is not called so.
const PERCENTAGE_POINTS: &str = "pp";

/// What else people write for them.
const WORDS_OF_POINTS: [&str; 5] = ["个百分点", "百分点", "ppt", "ppts", "pps"];

impl Scope {
    /// The unit of a name, which is the plan's own, built in or a label.
    pub(super) fn unit(&self, name: &str) -> Unit {
        let name = compared(name);
        self.units.get(&*name).cloned().unwrap_or_else(|| Unit::label(&name))
    }

    /// Whether the plan defines a unit, or multiples of it.
    fn defines_unit(&self, name: &str) -> bool {
        self.units.contains_key(name) || self.units.values().any(|unit| unit.base == name)
    }

    /// Why the unit behind the number of a text is none, though the plan does not define it.
    pub(super) fn doubt(&self, text: &str, unit: &str) -> Option<Doubt> {
        if self.defines_unit(unit) || self.hides(unit) {
            return None;
        }
        let is_hardly_one = || {
            labels::is_hardly_a_unit(unit)
                || labels::is_bare_multiple(unit)
                || unit.contains(['(', '['])
                || with_digits(text).is_some()
        };
        labels::doubt(unit).or_else(|| is_hardly_one().then_some(Doubt::Text))
    }
}

/// Holds a share and what it is a share of, which other targets take in units of the same base, against each other in
/// one.
pub(super) fn align_shares(
    targets: &mut [Target],
    indicators: &[Indicator],
    faults: &mut Faults<'_>,
) {
    for target in targets {
        let Some([above, below]) = target.share() else { continue };
        let Formula::Ratio { per_whole, .. } = &mut target.measure.formula else { continue };
        let [above, below] = [above, below].map(|series| &indicators[series]);
        let (named, unnamed) = match (&above.figures, &below.figures) {
            (Figures::Numbers(Some(one)), Figures::Numbers(Some(other))) => {
                let scaled = per_whole.times(one.scale);
                match scaled.and_then(|whole| whole.divided_by(other.scale)) {
                    _ if !one.converts_to(other) || one.scale == other.scale => continue,
                    Ok(scaled) => {
                        *per_whole = scaled;
                        continue;
                    }
                    Err(Inexact) => (one, below),
                }
            }
            // Figures of the other one come in the base unit, and nothing says in which those are that say none.
            (Figures::Numbers(Some(unit)), Figures::Numbers(None)) => (unit, below),
            (Figures::Numbers(None), Figures::Numbers(Some(unit))) => (unit, above),
            _ => continue,
        };
        if named.scale == Quantity::ONE {
            continue;
        }
        faults.add(&(0..0), |_| {
            let message = say::share_of_another_unit(&target.id, &named.name, &unnamed.name);
            Diagnostic::error("unit-mismatch", target.place.clone(), message)
                .help(say::give_series_a_unit(&unnamed.name, &named.name))
        });
    }
}

impl Values<'_> {
    /// Reports that what stands behind a number is no unit, and returns whether it is none.
    pub(super) fn refuse_no_unit(
        &self,
        span: &Range<usize>,
        text: &str,
        number: Quantity,
        unit: &str,
        faults: &mut Faults<'_>,
    ) -> bool {
        let is_own = self.unit.is_some_and(|own| own.name == unit || own.base == unit);
        if is_own || self.syntax.attempted("unit") {
            return false;
        }
        let Some(doubt) = self.scope.doubt(text, unit) else { return false };
        faults.add(span, |place| {
            let fault = Diagnostic::error("bad-value", place, say::more_than_a_unit(text))
                .label(say::expected_a_value_such_as());
            match doubt {
                Doubt::Word(_, GoalKind::Between) | Doubt::Range => {
                    fault.help(say::write_between())
                }
                Doubt::Word(word, kind) => {
                    let unit = unit.replacen(word, "", 1);
                    let unit = unit.trim_end_matches(['及', '或', '含', '(', ')', ',']);
                    let mut goal = format!("{} = {number}", kind.key());
                    if kind == GoalKind::About {
                        goal.push_str(", tolerance = \"5%\"");
                    }
                    fault.help(say::say_by_key(word, &goal, unit))
                }
                Doubt::Date | Doubt::Text => match with_digits(text) {
                    Some(meant) => fault.meant(&meant, Spelling::Text),
                    None if labels::is_bare_multiple(unit) => {
                        fault.help(say::write_the_number_out(unit))
                    }
                    None if unit.chars().all(char::is_alphabetic) => {
                        fault.help(say::write_unit_apart(unit))
                    }
                    None => fault.help(say::write_an_amount()),
                },
            }
        });
        true
    }

    /// A number with a unit, in the unit of the target; `Ok(None)` when it cannot be converted.
    pub(super) fn in_unit(
        &self,
        number: Quantity,
        unit: &str,
    ) -> Result<Option<Quantity>, Inexact> {
        let own = match self.unit {
            _ if unit.is_empty() => return Ok(Some(number)),
            Some(own) => own,
            None => return Ok(None),
        };
        let is_points = unit == PERCENTAGE_POINTS && own.name != PERCENTAGE_POINTS;
        let unit = if is_points { "%" } else { unit };
        let written = self.scope.unit(unit);
        if written.converts_to(own) { written.convert(number, own).map(Some) } else { Ok(None) }
    }

    pub(super) fn unit_mismatch(&self, span: &Range<usize>, unit: &str, faults: &mut Faults<'_>) {
        let own = self.unit.map_or("", |own| own.name.as_str());
        if self.syntax.attempted("unit") || [own, unit].iter().any(|unit| self.scope.hides(unit)) {
            return;
        }
        let expected =
            self.unit.map_or_else(say::expected_no_unit, |own| say::expected_unit(&own.name));
        let is_points = unit == PERCENTAGE_POINTS || WORDS_OF_POINTS.contains(&unit);
        let help = match self.unit {
            Some(own) if is_points => say::points_or_write_in(&own.name),
            Some(own) if self.scope.units.contains_key(&normalized(unit)) => {
                say::write_in(&own.name)
            }
            Some(own) => say::write_in_or_define(&own.name, unit),
            None if is_points => say::points_need_percent(),
            None => say::give_the_unit(unit),
        };
        let near = self.unit.and_then(|own| {
            let takes_points = is_points && own.converts_to(&self.scope.unit("%"));
            let near = || nearest_unit(unit, [own.name.as_str()]);
            if takes_points { Some(PERCENTAGE_POINTS) } else { near() }
        });
        faults.add(span, |place| {
            let fault =
                Diagnostic::error("unit-mismatch", place, say::not_the_unit(unit)).label(expected);
            match near {
                Some(near) => fault.meant(near, Spelling::Part(unit)),
                None => fault.help(help),
            }
        });
    }
}

/// A value with digits in place of the letters that look like them.
fn with_digits(text: &str) -> Option<String> {
    let text = normalized(text);
    let number = text.trim_start_matches("baseline").trim_start_matches([' ', '+', '-', '−']);
    labels::with_digits(number).map(|meant| text.replacen(number, &meant, 1))
}
