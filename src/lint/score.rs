//! Weights that do not fit together, and what says something of a score that there is none of.

use super::{Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::quantity::Quantity;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let score = linter.document.score.as_ref();
    if linter.plan.score.is_none() {
        if let Some(score) = score {
            findings.push(Finding::of_plan(
                Diagnostic::warning(
                    "unused-score",
                    linter.place(&score.span),
                    "the plan has a table for its score, and no target has a weight",
                )
                .label("has no effect")
                .help("give targets their points, weight = 5, or delete the table"),
            ));
        }
    } else {
        total(linter, findings);
        gaps(linter, findings);
    }
    let (message, help) = match &linter.plan.score {
        Some(score) if !score.grades.is_empty() => return,
        Some(_) => (
            "there are no grades",
            "write the grades, [score.grades] and below it A = 90; or delete `veto`",
        ),
        None => (
            "without weights there is none",
            "give targets their points, weight = 5, and write [score.grades]; or delete `veto`",
        ),
    };
    for (position, entry, _) in linter.resolved().filter(|(_, _, target)| target.veto) {
        let Some(veto) = &entry.syntax.veto else { continue };
        let message = format!("`{}` would lock the grade, and {message}", entry.id.value);
        findings.push(Finding::of_target(
            position,
            Diagnostic::warning("idle-veto", linter.place(&veto.span), message)
                .label("has no effect")
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
    let plural = if number == 1 { "" } else { "s" };
    let message = format!(
        "the weights of {number} target{plural} add up to {}, not to 100",
        sum.normalized()
    );
    findings.push(Finding::of_plan(
        Diagnostic::warning("weight-total", linter.place(span), message)
            .label("expected 100 in all")
            .help("correct the weights; if the points are meant to add up to that, say so in [plan] with `allow`"),
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
        let message = format!("`{}` earns no points, unlike other targets", entry.id.value);
        findings.push(Finding::of_target(
            position,
            Diagnostic::note("no-weight", linter.place(&entry.id.span), message)
                .label("without `weight`")
                .help(
                    "write how many points it is worth, weight = 5, or that it is none, weight = 0",
                ),
        ));
    }
}
