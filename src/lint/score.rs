//! Weights that do not fit together, and what says something of a score that there is none of.

use super::{Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::quantity::Quantity;
use crate::wording::diagnostics::lint::{no_effect, score as say, without};

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let score = linter.document.score.as_ref();
    if linter.plan.score.is_none() {
        if let Some(score) = score {
            findings.push(Finding::of_plan(
                Diagnostic::warning("unused-score", linter.place(&score.span), say::no_weights())
                    .label(no_effect())
                    .help(say::weigh_or_delete()),
            ));
        }
    } else {
        total(linter, findings);
        gaps(linter, findings);
    }
    let has_weights = match &linter.plan.score {
        Some(score) if !score.grades.is_empty() => return,
        score => score.is_some(),
    };
    for (position, entry, _) in linter.resolved().filter(|(_, _, target)| target.veto) {
        let Some(veto) = &entry.syntax.veto else { continue };
        let id = &entry.id.value;
        let (message, help) = if has_weights {
            (say::veto_without_grades(id), say::write_grades())
        } else {
            (say::veto_without_weights(id), say::write_weights_and_grades())
        };
        findings.push(Finding::of_target(
            position,
            Diagnostic::warning("idle-veto", linter.place(&veto.span), message)
                .label(no_effect())
                .help(help),
        ));
    }
}

/// Weights that do not add up to 100.
fn total(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let weights = || {
        linter.resolved().filter_map(|(_, entry, target)| {
            Some((entry.syntax.weight.as_ref()?, target.weight.as_ref()?.points))
        })
    };
    let sum = weights().try_fold(Quantity::ZERO, |sum, (_, points)| sum.plus(points));
    let (Ok(sum), Some((first, _))) = (sum, weights().next()) else { return };
    if sum == Quantity::HUNDRED {
        return;
    }
    let (number, span) = (
        weights().count(),
        &linter.document.score.as_ref().map_or(&first.span, |score| &score.span),
    );
    let message = say::weights_differ(number, sum.normalized());
    findings.push(Finding::of_plan(
        Diagnostic::warning("weight-total", linter.place(span), message)
            .label(say::expected_hundred())
            .help(say::correct_weights()),
    ));
}

/// Targets that are worth nothing where others are worth something.
fn gaps(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for (position, entry, _) in linter.resolved() {
        if entry.syntax.weight.is_some()
            || entry.syntax.veto.as_ref().is_some_and(|veto| veto.value)
        {
            continue;
        }
        let message = say::earns_nothing(&entry.id.value);
        findings.push(Finding::of_target(
            position,
            Diagnostic::note("no-weight", linter.place(&entry.id.span), message)
                .label(without(&["weight"]))
                .help(say::write_weight()),
        ));
    }
}
