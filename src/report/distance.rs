//! How far a figure is from what is asked of it, in words.

use super::figures::{Figures, Standing};
use crate::plan::Bound;
use crate::quantity::{Ratio, Rounding};

/// How far a figure is beyond what the goal asks for.
pub(super) fn satisfied(figures: Figures<'_>, actual: Ratio, bound: Bound) -> String {
    let figures = figures.beside(Some(actual));
    if figures.is_milestone() {
        let goal = figures.stage(bound.low.unwrap_or(actual));
        let beyond = bound.low.is_some_and(|low| actual > low);
        return if beyond {
            figures.words().stage_passed(&figures.stage(actual), &goal)
        } else {
            figures.words().stage_reached(&goal)
        };
    }
    let spare = |gap: Option<Ratio>| gap.filter(|gap| !gap.is_zero()).map(|gap| figures.spare(gap));
    match (bound.low, bound.high) {
        (Some(low), Some(high)) if low == high => {
            figures.words().exactly(&figures.value(low, Rounding::Down))
        }
        (Some(low), Some(high)) => {
            let (low, high) =
                (figures.number(low, Rounding::Up), figures.number(high, Rounding::Down));
            figures.words().within(&figures.with_unit(&figures.range(&low, &high)))
        }
        (Some(low), None) => {
            let value = figures.value(low, Rounding::Down);
            if actual == low {
                return figures.words().exactly(&value);
            }
            spare(actual.minus(low).ok()).map_or_else(
                || figures.words().satisfied().to_owned(),
                |by| figures.words().above(&by, &value),
            )
        }
        (None, Some(high)) => {
            let value = figures.value(high, Rounding::Up);
            if actual == high {
                return figures.words().at_limit(&value);
            }
            spare(high.minus(actual).ok()).map_or_else(
                || figures.words().satisfied().to_owned(),
                |by| figures.words().below_limit(&by, &value),
            )
        }
        (None, None) => figures.words().satisfied().to_owned(),
    }
}

/// How much a figure lacks of what the goal asks for, or has too much.
pub(super) fn not_satisfied(figures: Figures<'_>, actual: Ratio, bound: Bound) -> String {
    let figures = figures.beside(Some(actual));
    if figures.is_milestone() {
        let goal = figures.stage(bound.low.unwrap_or(actual));
        return if actual.is_zero() {
            figures.words().stage_asked_for(&goal)
        } else {
            figures.words().stage_not_reached(&figures.stage(actual), &goal)
        };
    }
    let range = bound.low.is_some() && bound.high.is_some();
    match Standing::of(actual, bound) {
        Standing::Below(low, Some(by)) => {
            let (by, low) = (figures.lack(by), figures.value(low, Rounding::Up));
            match (range, bound.strict) {
                (true, _) => figures.words().below(&by, &low),
                (false, true) => figures.words().short_of_more_than(&by, &low),
                (false, false) => figures.words().short_of(&by, &low),
            }
        }
        Standing::Above(high, Some(by)) => {
            let (by, high) = (figures.lack(by), figures.value(high, Rounding::Down));
            match (range, bound.strict) {
                (true, _) => figures.words().above_range(&by, &high),
                (false, true) => figures.words().above_less_than(&by, &high),
                (false, false) => figures.words().above_limit(&by, &high),
            }
        }
        Standing::AtStrictEnd(end) if bound.low.is_some() => {
            figures.words().just_more_than(&figures.value(end, Rounding::Up))
        }
        Standing::AtStrictEnd(end) => {
            figures.words().just_less_than(&figures.value(end, Rounding::Down))
        }
        Standing::Below(end, None) | Standing::Above(end, None) => {
            let actual = figures.with_unit(&figures.actual(actual, &[Some(bound)]));
            figures.words().not_kept(&actual, &figures.value(end, Rounding::Up))
        }
        Standing::Within => figures.words().satisfied().to_owned(),
    }
}

/// An end of a bound.
#[derive(Clone, Copy)]
pub(super) enum End {
    Low(Ratio),
    High(Ratio),
}

/// The end of a required bound that says what is asked now: the only one, the one that the figure breaks, or the one
/// that differs from the goal's.
pub(super) fn governing_end(
    required: Bound,
    goal: Option<Bound>,
    actual: Option<Ratio>,
) -> Option<End> {
    match (required.low, required.high) {
        (Some(low), None) => Some(End::Low(low)),
        (None, Some(high)) => Some(End::High(high)),
        (None, None) => None,
        (Some(low), Some(high)) => {
            let below = actual.is_some_and(|actual| actual < low);
            let above = actual.is_some_and(|actual| actual > high);
            let moved = goal.is_some_and(|goal| goal.high != Some(high));
            Some(if above || (moved && !below) { End::High(high) } else { End::Low(low) })
        }
    }
}
