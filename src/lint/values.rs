//! Values that can be read in two ways, and sums of what does not add up.

use super::{Entry, Finding, Linter, values};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::{Amount, GoalSyntax, Spanned};
use crate::plan::{Aggregate, Baseline, Combine, Formula, Target, Unit};
use crate::quantity::Quantity;
use crate::wording::Text;
use crate::wording::diagnostics::lint::values as say;

/// So many years from the plan's own a number is a year rather than a figure.
const YEARS: i16 = 10;

/// A share of which a level is hardly so low, and a growth hardly so high: in per cent.
const GROWTH: u32 = 30;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, target) in linter.resolved() {
        let mut found = Vec::new();
        found.extend(year(linter, entry, target));
        found.extend(growth(linter, entry, target));
        found.extend(percent_of_percent(linter, entry, target));
        found.extend(fraction(linter, entry, target));
        found.extend(added_shares(linter, entry, target));
        findings
            .extend(found.into_iter().map(|diagnostic| Finding::of_target(position, diagnostic)));
    }
}

fn ambiguous(
    linter: &Linter<'_>,
    span: &std::ops::Range<usize>,
    message: Text,
    help: Text,
) -> Diagnostic {
    Diagnostic::warning("ambiguous-value", linter.place(span), message)
        .label(say::two_readings())
        .help(help)
}

/// How many of its units a whole is, where they are shares.
fn per_whole(target: &Target) -> Option<Quantity> {
    target.unit.as_ref().and_then(Unit::per_whole)
}

/// A baseline of 2021: the year, without its quotes, or so many of something.
fn year(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let Some(Baseline::Given(number)) = target.baseline else { return None };
    let syntax = entry.baseline()?;
    let Amount::Number(_) = syntax.value else { return None };
    let year: i16 = number.to_string().parse().ok()?;
    let first = linter.plan.period.first.year();
    let is_near = linter.knows_the_period() && (first - YEARS..=first).contains(&year);
    is_near.then(|| {
        let message = say::year_or_figure(&target.id, year);
        ambiguous(linter, &syntax.span, message, say::quote_the_year(year))
    })
}

/// A goal of 5% beside a baseline that is a figure of the actuals: as a level, or over the baseline.
fn growth(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let whole = per_whole(target)?;
    let is_of_series = matches!(target.measure.formula, Formula::Sum(_));
    let is_of_period = matches!(target.baseline, Some(Baseline::Of(_)));
    if entry.syntax.unit.is_some() || !is_of_series || !is_of_period {
        return None;
    }
    let most = whole.times(Quantity::from(GROWTH)).ok()?.divided_by(Quantity::HUNDRED).ok()?;
    let (member, _) = values(linter.plan, target).into_iter().find(|(_, value)| {
        let level = value.low.plus;
        let size = if level.is_negative() { level.negated() } else { level };
        !value.is_relative() && size > Quantity::ZERO && size <= most
    })?;
    let span = entry.value_span(member);
    let written = linter.written(&span);
    let unsigned = written.trim_start_matches(['-', '−']);
    let is_less = target.goal.kind.wants_less() || unsigned.len() < written.len();
    let sign = if is_less { '-' } else { '+' };
    let message = say::level_or_growth(&target.id, written);
    let help = say::over_the_baseline(sign, unsigned, &target.unit.as_ref()?.name);
    Some(ambiguous(linter, &span, message, help))
}

/// 5% over a baseline in %: five hundredths of it, or five points.
fn percent_of_percent(
    linter: &Linter<'_>,
    entry: &Entry<'_>,
    target: &Target,
) -> Option<Diagnostic> {
    per_whole(target)?;
    let (member, text) = values(linter.plan, target).into_iter().find_map(|(member, value)| {
        let text = value.about.as_ref().unwrap_or(&value.low).text.as_deref()?;
        let by = text.strip_prefix("baseline")?.trim_start().strip_prefix(['+', '-', '−'])?;
        by.trim_end().ends_with('%').then(|| (member, text.trim_end().to_owned()))
    })?;
    let span = entry.value_span(member);
    let message = say::percent_or_points(&target.id, &text);
    let in_points = text.replacen('%', "pp", 1);
    Some(ambiguous(linter, &span, message, say::write_points(&in_points)))
}

/// A goal of 0.9 in %: that, or 90%.
fn fraction(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    let whole = per_whole(target).filter(|whole| *whole == Quantity::HUNDRED)?;
    let fraction = |amount: &Spanned<Amount>| {
        let Amount::Number(number) = amount.value else { return None };
        (number > Quantity::ZERO && number < Quantity::ONE)
            .then(|| (number.normalized(), amount.span.clone()))
    };
    let of_value = |value: &GoalSyntax| match value {
        GoalSyntax::One(amount) => fraction(amount),
        GoalSyntax::Pair(ends) => ends.iter().find_map(fraction),
        GoalSyntax::ByMember(_) => None,
    };
    let (number, span) = match &entry.goal()?.value {
        GoalSyntax::ByMember(parts) => {
            let members = parts.members.as_ref()?;
            members.value.entries.iter().find_map(|(_, value)| of_value(&value.value))
        }
        value => of_value(value),
    }?;
    let hundredfold = number.times(whole).ok()?.normalized();
    let message = say::fraction_or_percent(&target.id, number, hundredfold);
    Some(ambiguous(linter, &span, message, say::write_the_percentage(number, hundredfold)))
}

/// Shares of different wholes do not add up, neither over time nor over members.
fn added_shares(linter: &Linter<'_>, entry: &Entry<'_>, target: &Target) -> Option<Diagnostic> {
    per_whole(target)?;
    let measure = &target.measure;
    if !matches!(measure.formula, Formula::Sum(_)) {
        return None;
    }
    let aggregate =
        entry.syntax.aggregate.as_ref().filter(|_| measure.aggregate == Some(Aggregate::Sum));
    let combine = entry.syntax.combine.as_ref().filter(|_| measure.combine == Some(Combine::Sum));
    let (key, span) = match (aggregate, combine) {
        (Some(word), _) => ("aggregate", &word.span),
        (None, Some(word)) => ("combine", &word.span),
        (None, None) => return None,
    };
    let message = say::shares_added(&target.id, key);
    Some(
        Diagnostic::warning("added-shares", linter.place(span), message)
            .label(say::no_sum_of_shares())
            .help(say::write_a_ratio()),
    )
}
