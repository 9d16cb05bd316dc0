//! Words that the messages about submissions share.

use crate::actuals::{Actuals, Observation};
use crate::period::Period;
use crate::plan::{Figures, Plan};
use crate::quantity::Quantity;

/// So many names are listed.
const LISTED: usize = 8;

/// Names one after the other, those that are too many counted: `A, B and C`, `A, B and 12 more`.
pub(super) fn list<T: AsRef<str>>(names: &[T]) -> String {
    // One more name is no longer than its number.
    let shown = if names.len() <= LISTED + 1 { names.len() } else { LISTED };
    let mut words: Vec<String> =
        names.iter().take(shown).map(|name| name.as_ref().to_owned()).collect();
    if names.len() > shown {
        words.push(format!("{} more", names.len() - shown));
    }
    match words.pop() {
        None => String::new(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} and {last}", words.join(", ")),
    }
}

/// Periods one after the other, neighbours of a list drawn together: `2022-01 to 2022-03 and 2022-06`. `all` are those
/// that there are, in order.
pub(super) fn periods(missing: &[usize], all: &[Period]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &position in missing {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == position => *last = position,
            _ => runs.push((position, position)),
        }
    }
    let name = |position: usize| all.get(position).map_or_else(String::new, Period::to_string);
    let mut names = Vec::new();
    for (first, last) in runs {
        match last - first {
            0 => names.push(name(first)),
            1 => names.extend([name(first), name(last)]),
            _ => names.push(format!("{} to {}", name(first), name(last))),
        }
    }
    list(&names)
}

/// `1 school`, `12 schools`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ if noun.is_ascii() && !noun.ends_with('s') => format!("{number} {noun}s"),
        _ => format!("{number} {noun}"),
    }
}

/// A figure of an indicator as the plan speaks of it: with its unit, or the name of its stage.
pub(super) fn figure(plan: &Plan, indicator: usize, value: Quantity) -> String {
    match plan.indicators.get(indicator).map(|indicator| &indicator.figures) {
        Some(Figures::Numbers(Some(unit))) => {
            let is_word = unit.name.starts_with(|first: char| first.is_ascii_alphanumeric());
            format!("{value}{}{}", if is_word { " " } else { "" }, unit.name)
        }
        Some(Figures::Stages(ladder)) => {
            let stages = plan.ladders.get(*ladder).map_or(&[][..], |ladder| &ladder.stages);
            let stage = stages.iter().zip(1_usize..).find(|(_, at)| Quantity::from(*at) == value);
            stage.map_or_else(|| value.to_string(), |(stage, _)| format!("`{stage}`"))
        }
        _ => value.to_string(),
    }
}

/// Whose a figure is, by its dimension values: ` of East`; nothing where it has none.
pub(super) fn whose(actuals: &Actuals, figure: &Observation) -> String {
    let values = actuals.combinations.get(figure.combination as usize);
    let named: Vec<&str> = values
        .into_iter()
        .flatten()
        .map(|value| &**value)
        .filter(|value| !value.is_empty())
        .collect();
    if named.is_empty() { String::new() } else { format!(" of {}", named.join(", ")) }
}

/// The name of an indicator.
pub(super) fn name(plan: &Plan, indicator: usize) -> &str {
    plan.indicators.get(indicator).map_or("", |indicator| &indicator.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Granularity;

    #[test]
    fn names_are_listed_and_too_many_are_counted() {
        let names: Vec<String> = (1..=12).map(|number| number.to_string()).collect();
        for (count, listed) in [
            (0, ""),
            (1, "1"),
            (2, "1 and 2"),
            (3, "1, 2 and 3"),
            (9, "1, 2, 3, 4, 5, 6, 7, 8 and 9"),
            (10, "1, 2, 3, 4, 5, 6, 7, 8 and 2 more"),
        ] {
            assert_eq!(list(&names[..count]), listed);
        }
    }

    #[test]
    fn periods_in_a_row_are_drawn_together() {
        let all = Granularity::Month.within(Period::parse("2022").unwrap());
        for (missing, listed) in [
            (vec![0], "2022-01"),
            (vec![0, 1], "2022-01 and 2022-02"),
            (vec![0, 1, 2, 5], "2022-01 to 2022-03 and 2022-06"),
            (vec![1, 3, 11], "2022-02, 2022-04 and 2022-12"),
        ] {
            assert_eq!(periods(&missing, &all), listed);
        }
    }
}
