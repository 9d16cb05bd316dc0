//! Comparisons as they were made: no quotient, both sides multiplied out.

use std::cmp::Ordering;

use super::page::Page;
use crate::evaluate::Figure;
use crate::plan::{Bound, Formula};
use crate::quantity::{Quantity, Ratio};
use crate::report::figures::Figures;
use crate::wording::Words;

/// A ratio in arithmetic: its decimal where that ends, else its fraction.
pub(super) fn term(value: Ratio) -> String {
    match value.exact() {
        Some(exact) => exact.normalized().to_string(),
        None => {
            format!("({} / {})", value.numerator().normalized(), value.denominator().normalized())
        }
    }
}

/// What is asked of a figure at one end of a bound.
#[derive(Clone, Copy)]
enum Asked {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
    Equal,
}

impl Asked {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::AtLeast => order.is_ge(),
            Self::MoreThan => order.is_gt(),
            Self::AtMost => order.is_le(),
            Self::LessThan => order.is_lt(),
            Self::Equal => order.is_eq(),
        }
    }

    /// The sign of what is asked when it holds, and of its contrary when it does not.
    fn sign(self, holds: bool) -> &'static str {
        match (self, holds) {
            (Self::AtLeast, true) | (Self::LessThan, false) => "≥",
            (Self::AtLeast, false) | (Self::LessThan, true) => "<",
            (Self::MoreThan, true) | (Self::AtMost, false) => ">",
            (Self::MoreThan, false) | (Self::AtMost, true) => "≤",
            (Self::Equal, true) => "=",
            (Self::Equal, false) => "≠",
        }
    }
}

/// The ends of a bound with what is asked there.
fn ends(bound: Bound) -> Vec<(Asked, Ratio)> {
    let (low, high) = if bound.strict {
        (Asked::MoreThan, Asked::LessThan)
    } else {
        (Asked::AtLeast, Asked::AtMost)
    };
    match (bound.low, bound.high) {
        (Some(value), Some(other)) if value == other => vec![(Asked::Equal, value)],
        (first, second) => first
            .map(|value| (low, value))
            .into_iter()
            .chain(second.map(|value| (high, value)))
            .collect(),
    }
}

/// Words the result of a comparison.
pub(super) type Says = fn(Words, &str, bool) -> String;

/// Writes how a figure was held against a bound; `says` words the result.
pub(super) fn compare(
    figures: Figures<'_>,
    figure: &Figure,
    bound: Bound,
    says: Says,
    level: usize,
    page: &mut Page,
) {
    let Ok(actual) = figure.value else { return };
    let lines = if figures.is_milestone() {
        milestone_comparison(figures, actual, bound, says)
    } else {
        ratio_comparison(figures, figure, actual, bound, says)
            .unwrap_or_else(|| plain_comparison(figures.words(), actual, bound, says))
    };
    for line in &lines {
        page.line(level, line);
    }
}

fn milestone_comparison(
    figures: Figures<'_>,
    actual: Ratio,
    bound: Bound,
    says: Says,
) -> Vec<String> {
    let stages = figures.target().ladder.and_then(|ladder| figures.plan().ladders.get(ladder));
    let stages = stages.map_or(0, |ladder| ladder.stages.len());
    let stage = |value: Ratio| {
        if value.is_zero() {
            "0".to_owned()
        } else {
            figures.words().stage(&figures.stage(value), &term(value), stages)
        }
    };
    let compare = |(asked, end): (Asked, Ratio)| {
        let holds = asked.holds(actual.cmp(&end));
        says(
            figures.words(),
            &format!("{} {} {}", stage(actual), asked.sign(holds), stage(end)),
            holds,
        )
    };
    ends(bound).into_iter().map(compare).collect()
}

/// The comparison of n / d × p with t as n × p with t × d.
fn ratio_comparison(
    figures: Figures<'_>,
    figure: &Figure,
    actual: Ratio,
    bound: Bound,
    says: Says,
) -> Option<Vec<String>> {
    let Formula::Ratio { per_whole, .. } = &figures.target().measure.formula else { return None };
    let [numerator, denominator] = figure.parts.as_slice() else { return None };
    let (numerator, denominator) = (numerator.value?.exact()?, denominator.value?.exact()?);
    let mut lines = vec![figures.words().compared_by_cross_multiplication().to_owned()];
    for (asked, end) in ends(bound) {
        let holds = asked.holds(actual.cmp(&end));
        let left = product(numerator, *per_whole);
        let right = product(end.exact()?, denominator);
        lines.push(says(figures.words(), &format!("{left} {} {right}", asked.sign(holds)), holds));
    }
    Some(lines)
}

/// The comparison of two figures; of fractions by cross-multiplication.
pub(super) fn plain_comparison(
    words: Words,
    actual: Ratio,
    bound: Bound,
    says: Says,
) -> Vec<String> {
    let mut lines = Vec::new();
    for (asked, end) in ends(bound) {
        let holds = asked.holds(actual.cmp(&end));
        let sign = asked.sign(holds);
        let sides = if let (Some(actual), Some(end)) = (actual.exact(), end.exact()) {
            format!("{} {sign} {}", actual.normalized(), end.normalized())
        } else {
            if lines.is_empty() {
                lines.push(words.compared_by_cross_multiplication().to_owned());
            }
            let left = product(actual.numerator(), end.denominator());
            format!("{left} {sign} {}", product(end.numerator(), actual.denominator()))
        };
        lines.push(says(words, &sides, holds));
    }
    lines
}

/// `412 × 100 = 41200`; a factor of 1 is left out, a product that does not fit too.
fn product(first: Quantity, second: Quantity) -> String {
    let (first, second) = (first.normalized(), second.normalized());
    if second == Quantity::ONE {
        return first.to_string();
    }
    match first.times(second) {
        Ok(product) => format!("{first} × {second} = {product}"),
        Err(_) => format!("{first} × {second}"),
    }
}
