//! How the figures of a target are written: rounded to the failing side, never so that they contradict a verdict.

use std::cmp::Ordering;

use super::Report;
use super::percent;
use super::text::grouped;
use crate::evaluate::{Outcome, Rest};
use crate::plan::{Bound, Formula, GoalKind, Plan, Target};
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::wording::Words;

/// The decimals of a figure that does not end, for people.
const SHORT: u32 = 2;
/// The decimals of a figure that does not end, for programs.
const LONG: u32 = 6;
/// No figure is shown with more decimals.
const MOST: u32 = 28;

/// How the figures of one target are written.
#[derive(Clone, Copy)]
pub(super) struct Figures<'a> {
    plan: &'a Plan,
    target: &'a Target,
    words: Words,
    /// With how many decimals people see them; exact where they end and there is no number given.
    decimals: Option<u32>,
    /// Whether thousands are set apart.
    grouping: bool,
    /// The actual figure that values stand beside, if there is one.
    beside: Option<Ratio>,
}

/// What the remaining months must bring.
pub(super) struct Remaining {
    /// So much, with its unit.
    pub(super) amount: String,
    /// Whether each of them, or all together.
    pub(super) is_monthly: bool,
}

/// Where a figure stands to a bound.
pub(super) enum Standing {
    /// Below the low end by so much.
    Below(Ratio, Option<Ratio>),
    /// Above the high end by so much.
    Above(Ratio, Option<Ratio>),
    /// Exactly at an end that is out.
    AtStrictEnd(Ratio),
    /// Within the bound.
    Within,
}

impl Standing {
    /// Where a figure stands to a bound. The difference is `None` where it does not fit a [`Quantity`].
    pub(super) fn of(figure: Ratio, bound: Bound) -> Self {
        match (bound.low, bound.high) {
            _ if bound.admits(figure) => Self::Within,
            (Some(low), _) if figure < low => Self::Below(low, low.minus(figure).ok()),
            (_, Some(high)) if figure > high => Self::Above(high, figure.minus(high).ok()),
            (Some(end), _) | (None, Some(end)) => Self::AtStrictEnd(end),
            (None, None) => Self::Within,
        }
    }
}

impl<'a> Figures<'a> {
    /// For the eyes: thousands set apart.
    pub(super) fn grouped(report: &Report<'a>, target: &'a Target) -> Self {
        Self { grouping: true, ..Self::plain(report, target) }
    }

    /// For programs, and for arithmetic to be redone.
    pub(super) fn plain(report: &Report<'a>, target: &'a Target) -> Self {
        let (plan, words) = (report.plan, report.words());
        Self { plan, target, words, decimals: target.decimals, grouping: false, beside: None }
    }

    /// The same beside an actual figure: values that do not end are shown on the same side of it as they are.
    pub(super) fn beside(self, actual: Option<Ratio>) -> Self {
        Self { beside: actual, ..self }
    }

    /// The same for figures on a compound path, which do not end although they come with a last decimal.
    pub(super) fn irrational(self) -> Self {
        Self { decimals: self.decimals.or(Some(SHORT)), ..self }
    }

    /// The plan.
    pub(super) fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// The words of the language that they are told in.
    pub(super) fn words(&self) -> Words {
        self.words
    }

    /// What an indicator of the plan is called.
    pub(super) fn indicator(&self, position: usize) -> &'a str {
        let indicator = self.plan.indicators.get(position);
        indicator.map_or("", |indicator| self.words.indicator(self.plan, indicator))
    }

    /// The target whose figures they are.
    pub(super) fn target(&self) -> &'a Target {
        self.target
    }

    /// Whether the goal is a stage.
    pub(super) fn is_milestone(&self) -> bool {
        self.target.goal.kind == GoalKind::Reach
    }

    /// The side to which an actual figure is rounded: the one where it fails.
    pub(super) fn failing_side(&self, figure: Ratio, bound: Option<Bound>) -> Rounding {
        let above = bound.and_then(|bound| bound.high).is_some_and(|high| figure > high);
        if self.target.goal.kind.wants_less() || above { Rounding::Up } else { Rounding::Down }
    }

    /// An actual figure as people see it, without its unit: with the decimals of the target, and as many more as it
    /// takes to stand on the same side of every bound as the exact one. The name, for a stage.
    pub(super) fn actual(&self, figure: Ratio, bounds: &[Option<Bound>]) -> String {
        let rounding = self.failing_side(figure, bounds.first().copied().flatten());
        self.rounded(figure, rounding, bounds)
    }

    /// The side to which a value is rounded that does not end: away from the figure beside it, of which the exact value
    /// says on which side it is, and as that figure where it is the same. Without a figure, the given side.
    pub(super) fn side(&self, value: Ratio, alone: Rounding) -> Rounding {
        match self.beside.map(|actual| actual.cmp(&value)) {
            Some(Ordering::Greater) => Rounding::Down,
            Some(Ordering::Less) => Rounding::Up,
            Some(Ordering::Equal) => self.failing_side(value, None),
            None => alone,
        }
    }

    /// The figure of an outcome as people see it, of a goal on `each` the cells; only shares have their sign beside it,
    /// since other units stand beside the goal already.
    pub(super) fn actual_of(&self, outcome: &Outcome) -> String {
        if let Some(cells) = &outcome.cells {
            return format!("{}/{}", cells.satisfied, cells.count);
        }
        let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
        match outcome.actual() {
            Some(actual) if self.is_milestone() && actual.is_zero() => {
                self.words.nothing().to_owned()
            }
            Some(actual) => self.with_share_sign(self.actual(actual, &bounds)),
            None => self.words.nothing().to_owned(),
        }
    }

    /// The attainment of an outcome as people see it.
    pub(super) fn attainment_of(&self, outcome: &Outcome) -> String {
        outcome
            .attainment
            .map_or_else(|| self.words.nothing().to_owned(), |share| percent(share, outcome) + "%")
    }

    /// An actual figure for programs: exact where it ends, else with six decimals or as many as it takes.
    pub(super) fn exact_actual(&self, figure: Ratio, bounds: &[Option<Bound>]) -> String {
        if self.is_milestone() {
            return self.stage(figure);
        }
        let rounding = self.failing_side(figure, bounds.first().copied().flatten());
        shown(figure, None, LONG, rounding, bounds)
    }

    /// Any value for programs, rounded to a side unless there is a figure beside it.
    pub(super) fn exact_value(&self, value: Ratio, alone: Rounding) -> String {
        if self.is_milestone() {
            return self.stage(value);
        }
        shown(value, None, LONG, self.side(value, alone), &[])
    }

    /// The difference of a figure and a bound for programs, rounded to the failing side: towards zero when the goal is
    /// satisfied, though not to zero, and away from zero when it is not.
    pub(super) fn exact_gap(gap: Ratio, satisfied: bool) -> String {
        let rounding = if gap.is_negative() == satisfied { Rounding::Up } else { Rounding::Down };
        let zero = Some(Ratio::ZERO);
        let side = if gap.is_negative() {
            Bound { low: None, high: zero, strict: true }
        } else {
            Bound { low: zero, high: None, strict: true }
        };
        let gap = gap.exact().map_or(gap, |exact| Ratio::whole(exact.normalized()));
        shown(gap, None, LONG, rounding, &[Some(side)])
    }

    /// A figure as people see it, rounded to a side, without its unit.
    pub(super) fn rounded(
        &self,
        figure: Ratio,
        rounding: Rounding,
        bounds: &[Option<Bound>],
    ) -> String {
        if self.is_milestone() {
            return self.stage(figure);
        }
        self.digits(&shown(figure, self.decimals, SHORT, rounding, bounds))
    }

    /// A value that the plan sets, as people see it, with its unit: the digits of the plan where they end.
    pub(super) fn value(&self, value: Ratio, alone: Rounding) -> String {
        self.with_unit(&self.number(value, alone))
    }

    /// A value that the plan sets, without its unit.
    pub(super) fn number(&self, value: Ratio, alone: Rounding) -> String {
        if self.is_milestone() {
            return self.stage(value);
        }
        // What is the same is shown with the same decimals.
        let is_same = self.beside == Some(value) && value.exact().is_none();
        let decimals = self.decimals.filter(|_| is_same);
        self.digits(&shown(value, decimals, SHORT, self.side(value, alone), &[]))
    }

    /// A value that the pace requires, with its unit: on the same side of the figure as the exact one.
    pub(super) fn required(
        &self,
        value: Ratio,
        rounding: Rounding,
        actual: Option<Ratio>,
    ) -> String {
        if self.is_milestone() {
            return self.stage(value);
        }
        if actual == Some(value) && value.exact().is_none() {
            let rounding = self.failing_side(value, None);
            return self.with_unit(&self.digits(&shown(
                value,
                self.decimals,
                SHORT,
                rounding,
                &[],
            )));
        }
        let side = actual.map(|actual| match rounding {
            Rounding::Up => Bound { low: None, high: Some(actual), strict: false },
            Rounding::Down => Bound { low: Some(actual), high: None, strict: false },
        });
        let value = value.exact().map_or(value, |exact| Ratio::whole(exact.normalized()));
        let number = shown(value, self.decimals, SHORT, rounding, &[side]);
        self.with_unit(&self.digits(self.trimmed(&number)))
    }

    /// How much is missing or too much, above 0, with its unit: rounded away from zero.
    pub(super) fn lack(&self, by: Ratio) -> String {
        self.difference(by, Rounding::Up)
    }

    /// How much there is to spare, above 0, with its unit: rounded towards zero, and not to zero.
    pub(super) fn spare(&self, by: Ratio) -> String {
        self.difference(by, Rounding::Down)
    }

    fn difference(&self, by: Ratio, rounding: Rounding) -> String {
        let by = if by.is_negative() {
            Ratio::new(by.numerator().negated(), by.denominator()).unwrap_or(by)
        } else {
            by
        };
        let number = difference_shown(by, self.decimals, rounding);
        let number = if self.decimals == self.target.decimals {
            self.digits(&number)
        } else {
            self.digits(self.trimmed(&number))
        };
        match self.unit() {
            Some("%") => self.words.percentage_points(&number),
            Some("‰") => self.words.permille_points(&number),
            _ => self.with_unit(&number),
        }
    }

    /// What the remaining months must bring, with its unit: each of them, rounded up, to a whole where only such make
    /// sense; but all together where that would come to a tenth more than is missing.
    pub(super) fn remaining(&self, rest: Rest) -> Option<Remaining> {
        let rate = rest.per_month()?;
        // More than 23.5 is not more than 24.
        let is_whole = self.counts_wholes() && !rest.strict;
        let decimals = if is_whole { 0 } else { self.decimals.unwrap_or(SHORT) };
        let exact =
            rate.exact().map(Quantity::normalized).filter(|exact| exact.decimals() <= decimals);
        let number =
            exact.map_or_else(|| rate.rounded(decimals, Rounding::Up), |exact| exact.to_string());
        if rest.months > 1 && asks_for_too_much(&number, rate) {
            return Some(Remaining { amount: self.lack(rest.missing), is_monthly: false });
        }
        let amount = self.with_unit(&self.digits(self.trimmed(&number)));
        Some(Remaining { amount, is_monthly: true })
    }

    /// A number with the unit of the target: `%` and `‰` stand close to it.
    pub(super) fn with_unit(&self, number: &str) -> String {
        match self.unit() {
            None => number.to_owned(),
            Some(unit @ ("%" | "‰")) => format!("{number}{unit}"),
            Some(unit) => self.words.with_unit(number, unit),
        }
    }

    /// Whether only whole numbers make sense of the figure.
    fn counts_wholes(&self) -> bool {
        let is_whole = |series: &usize| {
            self.plan.indicators.get(*series).is_some_and(|indicator| indicator.whole)
        };
        matches!(&self.target.measure.formula, Formula::Sum(series) if series.iter().all(is_whole))
    }

    fn unit(&self) -> Option<&'a str> {
        self.target.unit.as_ref().filter(|_| !self.is_milestone()).map(|unit| unit.name.as_str())
    }

    /// A number with the sign of a share, without any other unit.
    fn with_share_sign(&self, number: String) -> String {
        match self.unit() {
            Some("%" | "‰") => self.with_unit(&number),
            _ => number,
        }
    }

    /// A number on the way to the goal without trailing zeros, unless the plan says how many decimals there are.
    fn trimmed<'n>(&self, number: &'n str) -> &'n str {
        if self.target.decimals.is_some() || !number.contains('.') {
            return number;
        }
        number.trim_end_matches('0').trim_end_matches('.')
    }

    fn digits(&self, number: &str) -> String {
        if self.grouping { grouped(number) } else { number.to_owned() }
    }

    /// The name of a stage; the number where the ladder has none.
    pub(super) fn stage(&self, number: Ratio) -> String {
        let names = self.target.ladder.and_then(|ladder| self.plan.ladders.get(ladder));
        let name = names.and_then(|ladder| stage_name(&ladder.stages, number.exact()?));
        name.map_or_else(|| number.rounded(0, Rounding::Down), str::to_owned)
    }
}

/// Whether what is shown for a month is more than a tenth above what it must bring.
fn asks_for_too_much(shown: &str, rate: Ratio) -> bool {
    let tenth_more = Ratio::new(Quantity::from(11_usize), Quantity::from(10_usize));
    let most = tenth_more.and_then(|factor| rate.times(factor).ok());
    let shown = Quantity::parse(shown).ok().map(Ratio::whole);
    shown.zip(most).is_some_and(|(shown, most)| shown > most)
}

/// The name of the stage of a number, counted from 1.
pub(super) fn stage_name(stages: &[String], number: Quantity) -> Option<&str> {
    let position = number.to_usize()?.checked_sub(1)?;
    stages.get(position).map(String::as_str)
}

/// A figure with the given decimals, or exact without them where it ends, else with at least so many; and with as many
/// more as it takes until every bound admits what is shown if and only if it admits the exact figure. Nothing that can
/// be shown is the same as an end that does not end; a bound with such an end is of no matter.
fn shown(
    figure: Ratio,
    decimals: Option<u32>,
    least: u32,
    rounding: Rounding,
    bounds: &[Option<Bound>],
) -> String {
    if let (None, Some(exact)) = (decimals, figure.exact()) {
        return exact.to_string();
    }
    let is_endless_end = |bound: &&Bound| {
        figure.exact().is_none() && [bound.low, bound.high].contains(&Some(figure))
    };
    let mut places = decimals.unwrap_or(least);
    loop {
        let text = figure.rounded(places, rounding);
        let agrees = Quantity::parse(&text).map_or(true, |shown| {
            let shown = Ratio::whole(shown);
            let mut bounds = bounds.iter().flatten().filter(|bound| !is_endless_end(bound));
            bounds.all(|bound| bound.admits(shown) == bound.admits(figure))
        });
        if agrees || places >= MOST {
            return text;
        }
        places += 1;
    }
}

/// A difference above 0: as [`shown`], unless that is farther from it than its second digit weighs; then exact where it
/// ends with its third digit, else with two digits. What is told as missing is to be what is missing.
fn difference_shown(by: Ratio, decimals: Option<u32>, rounding: Rounding) -> String {
    let by = by.exact().map_or(by, |exact| Ratio::whole(exact.normalized()));
    let least = decimals.unwrap_or(SHORT);
    let usual = shown(by, decimals, SHORT, rounding, &[]);
    let ends_within = |places: u32| by.exact().filter(|exact| exact.decimals() <= places);
    if ends_within(least).is_some() {
        return usual;
    }
    let has_two_digits = |places: &u32| {
        let text = by.rounded(*places, Rounding::Down);
        let digits = text.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0');
        digits.count() >= 2
    };
    match (least..MOST).find(has_two_digits) {
        Some(places) if places > least => ends_within(places + 1)
            .map_or_else(|| by.rounded(places, rounding), |exact| exact.to_string()),
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(text: &str) -> Ratio {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        Ratio::new(Quantity::parse(numerator).unwrap(), Quantity::parse(denominator).unwrap())
            .unwrap()
    }

    #[test]
    fn a_difference_is_never_far_from_what_is_missing() {
        for (by, decimals, rounding, expected) in [
            ("12.5", None, Rounding::Up, "12.5"),
            ("0.000001", None, Rounding::Up, "0.000001"),
            ("1.50", Some(2), Rounding::Up, "1.50"),
            ("2", Some(0), Rounding::Up, "2"),
            ("2.0", Some(1), Rounding::Up, "2.0"),
            ("0.000001", Some(0), Rounding::Up, "0.000001"),
            ("0.000000001", Some(2), Rounding::Up, "0.000000001"),
            ("0.096", Some(1), Rounding::Up, "0.096"),
            ("0.5", Some(0), Rounding::Up, "0.5"),
            ("5.25", Some(0), Rounding::Up, "5.25"),
            ("5.256", Some(0), Rounding::Up, "5.3"),
            ("12.34", Some(0), Rounding::Up, "13"),
            ("12.34", Some(0), Rounding::Down, "12"),
            ("1/3", None, Rounding::Up, "0.34"),
            ("4/3", Some(0), Rounding::Up, "1.4"),
            ("4/3", Some(1), Rounding::Up, "1.4"),
            ("1/3000", None, Rounding::Up, "0.00034"),
            ("1/3000", None, Rounding::Down, "0.00033"),
        ] {
            let shown = difference_shown(ratio(by), decimals, rounding);
            assert_eq!(shown, expected, "{by}");
        }
    }

    #[test]
    fn what_is_shown_stands_on_the_side_of_what_is_exact() {
        let at_least = |low: &str| Bound { low: Some(ratio(low)), high: None, strict: false };
        let more_than = |low: &str| Bound { strict: true, ..at_least(low) };
        let at_most = |high: &str| Bound { low: None, high: Some(ratio(high)), strict: false };
        for (figure, decimals, rounding, bound, expected) in [
            ("87.5", None, Rounding::Down, at_least("88"), "87.5"),
            ("88.10", None, Rounding::Down, at_least("88"), "88.10"),
            ("263/3", None, Rounding::Down, at_least("88"), "87.66"),
            ("263.999/3", None, Rounding::Down, at_least("88"), "87.99"),
            ("264.001/3", None, Rounding::Down, more_than("88"), "88.0003"),
            ("87.996", Some(1), Rounding::Down, at_least("88"), "87.9"),
            ("88.06", Some(1), Rounding::Down, at_least("88.05"), "88.06"),
            ("35.0004", Some(2), Rounding::Down, more_than("35"), "35.0004"),
            ("0.001", Some(0), Rounding::Up, at_most("0"), "1"),
            ("2.04", Some(1), Rounding::Up, at_most("2.05"), "2.04"),
            ("88", Some(2), Rounding::Down, at_least("88"), "88.00"),
        ] {
            assert_eq!(
                shown(ratio(figure), decimals, SHORT, rounding, &[Some(bound)]),
                expected,
                "{figure}"
            );
        }
    }
}
