//! Words that the messages about submissions share.

use crate::actuals::{Actuals, Observation};
use crate::period::Period;
use crate::plan::{Figures, Plan};
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::submission::{self as say, missing};
use crate::wording::diagnostics::{first_texts, name};

/// Periods one after the other, neighbours of a list drawn together: `2022-01 to 2022-03 and 2022-06`. `all` are those
/// that there are, in order.
pub(super) fn periods(missing: &[usize], all: &[Period]) -> Text {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &position in missing {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == position => *last = position,
            _ => runs.push((position, position)),
        }
    }
    let mut names = Vec::new();
    for (first, last) in runs {
        let run = all.get(first..=last).unwrap_or_default();
        match run {
            [first, .., last] if run.len() > 2 => names.push(missing::periods_from(*first, *last)),
            few => names.extend(few.iter().map(|period| missing::one_period(*period))),
        }
    }
    first_texts(&names)
}

/// A figure of an indicator as the plan speaks of it: with its unit, or the name of its stage.
pub(super) fn figure(plan: &Plan, indicator: usize, value: Quantity) -> Text {
    match plan.indicators.get(indicator).map(|indicator| &indicator.figures) {
        Some(Figures::Numbers(Some(unit))) => say::amount(value, &unit.name),
        Some(Figures::Stages(ladder)) => {
            let stages = plan.ladders.get(*ladder).map_or(&[][..], |ladder| &ladder.stages);
            let stage = stages.iter().zip(1_usize..).find(|(_, at)| Quantity::from(*at) == value);
            stage.map_or_else(|| say::number(value), |(stage, _)| name(stage))
        }
        _ => say::number(value),
    }
}

/// Whose a figure is, by its dimension values.
pub(super) fn whose<'a>(actuals: &'a Actuals, figure: &Observation) -> Vec<&'a str> {
    let values = actuals.combinations.get(figure.combination as usize);
    let values = values.into_iter().flatten().map(|value| &**value);
    values.filter(|value| !value.is_empty()).collect()
}

/// The name of an indicator.
pub(super) fn indicator_name(plan: &Plan, indicator: usize) -> &str {
    plan.indicators.get(indicator).map_or("", |indicator| &indicator.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Granularity;
    use crate::plan::Language;

    #[test]
    fn periods_in_a_row_are_drawn_together() {
        let all = Granularity::Month.within(Period::parse("2022").unwrap());
        for (missing, english, chinese) in [
            (vec![0], "2022-01", "2022年1月"),
            (vec![0, 1], "2022-01 and 2022-02", "2022年1月、2022年2月"),
            (vec![0, 1, 2, 5], "2022-01 to 2022-03 and 2022-06", "2022年1月至2022年3月、2022年6月"),
            (vec![1, 3, 11], "2022-02, 2022-04 and 2022-12", "2022年2月、2022年4月、2022年12月"),
        ] {
            let listed = periods(&missing, &all);
            assert_eq!(listed.of(Language::English), english);
            assert_eq!(listed.of(Language::Chinese), chinese);
        }
    }
}
