//! Where a figure stands on the axis of a chart, in integers all the way.

use crate::quantity::{Quantity, Ratio, Rounding};

/// The width of an axis: positions are in thousandths of it.
const WIDTH: i32 = 1000;

/// The least distance of a bar that does not reach a mark, so that the eye sees it.
const GAP: i32 = 8;

/// An axis from its least to its greatest value.
#[derive(Clone, Copy)]
pub(super) struct Scale {
    low: Ratio,
    span: Ratio,
}

/// A place on an axis, in thousandths of its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position(i32);

impl Scale {
    /// The axis that shows 0 and all values, with some room beyond the greatest; `None` where all are 0, or do not fit.
    pub(super) fn holding(values: impl IntoIterator<Item = Ratio>) -> Option<Self> {
        let (mut low, mut high) = (Ratio::ZERO, Ratio::ZERO);
        for value in values {
            low = if value < low { value } else { low };
            high = if value > high { value } else { high };
        }
        let span = high.minus(low).ok()?;
        if span.is_zero() {
            return None;
        }
        let room = Ratio::new(Quantity::from(27_u32), Quantity::from(25_u32))?;
        Some(Self { low, span: span.times(room).ok()? })
    }

    /// The axis from the least to the greatest of all values; `None` where they are the same, or do not fit.
    pub(super) fn spanning(values: impl IntoIterator<Item = Ratio>) -> Option<Self> {
        let mut values = values.into_iter();
        let first = values.next()?;
        let (mut low, mut high) = (first, first);
        for value in values {
            low = if value < low { value } else { low };
            high = if value > high { value } else { high };
        }
        let span = high.minus(low).ok()?;
        (!span.is_zero()).then_some(Self { low, span })
    }

    /// Where a value stands, within the axis.
    pub(super) fn position(&self, value: Ratio) -> Option<Position> {
        let share = value.minus(self.low).ok()?.divided_by(self.span).ok()??;
        let thousandths = share.times_power_of_ten_rounded(3, 0, Rounding::Down);
        Some(Position(thousandths.parse::<i32>().ok()?.clamp(0, WIDTH)))
    }
}

impl Position {
    /// The beginning of an axis.
    pub(super) const START: Self = Self(0);
    /// The end of an axis.
    pub(super) const END: Self = Self(WIDTH);

    /// The same, moved off a mark as far as it takes to be seen below it.
    pub(super) fn below(self, mark: Self) -> Self {
        Self(self.0.min(mark.0 - GAP).max(0))
    }

    /// The same, moved off a mark as far as it takes to be seen above it.
    pub(super) fn above(self, mark: Self) -> Self {
        Self(self.0.max(mark.0 + GAP).min(WIDTH))
    }

    /// The distance to a later position.
    pub(super) fn to(self, end: Self) -> Self {
        Self((end.0 - self.0).max(0))
    }

    /// The position from the other end of the axis: what stands high has a small one.
    pub(super) fn mirrored(self) -> Self {
        Self(WIDTH - self.0)
    }

    /// As a percentage of the width, for SVG: `63.4%`.
    pub(super) fn percent(self) -> String {
        format!("{}.{}%", self.0 / 10, self.0 % 10)
    }

    /// As a number of thousandths, for paths.
    pub(super) fn thousandths(self) -> i32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(number: i64) -> Ratio {
        Ratio::whole(Quantity::of_digits(number, 0))
    }

    #[test]
    fn an_axis_holds_zero_and_leaves_room() {
        let scale = Scale::holding([whole(50), whole(100)]).unwrap();
        let at = |value| scale.position(whole(value)).unwrap().percent();
        assert_eq!((at(0), at(54), at(108)), ("0.0%".into(), "50.0%".into(), "100.0%".into()));
        let scale = Scale::holding([whole(-100)]).unwrap();
        assert_eq!(scale.position(whole(-100)), Some(Position::START));
        assert!(Scale::holding([whole(0)]).is_none());
    }

    #[test]
    fn a_bar_that_falls_short_is_seen_to() {
        let scale = Scale::holding([whole(100_000)]).unwrap();
        let goal = scale.position(whole(100_000)).unwrap();
        let actual = scale.position(whole(99_999)).unwrap();
        assert!(goal.thousandths() - actual.thousandths() < 2);
        assert_eq!(goal.thousandths() - actual.below(goal).thousandths(), GAP);
        assert_eq!(goal.above(goal).thousandths() - goal.thousandths(), GAP);
    }
}
