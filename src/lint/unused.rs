//! What the plan defines and no target uses.

use super::{Entry, Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::{Map, OneOrMany, Spanned};
use crate::wording::diagnostics::lint::{not_used, unused as say};
use crate::wording::diagnostics::resolve::Named;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    dimensions(linter, findings);
    sections(linter, findings);
    units(linter, findings);
    let document = linter.document;
    let ladders = names(document.ladder.as_ref());
    let by_ladder = |entry: &Entry<'_>, name: &str| is(entry.syntax.ladder.as_ref(), name);
    unused(linter, ladders, "unused-ladder", Named::Ladder, &by_ladder, findings);
    let commitments = names(document.commitment.as_ref());
    let by_word = |entry: &Entry<'_>, name: &str| is(entry.syntax.commitment.as_ref(), name);
    unused(linter, commitments, "unused-commitment", Named::Commitment, &by_word, findings);
    // One whose periods have names may be there for the exports, which can use them.
    let calendars = document.calendar.iter().flat_map(|map| &map.value.entries);
    let calendars = calendars
        .filter(|(_, calendar)| calendar.value.periods.iter().all(|(name, _)| name.is_none()))
        .map(|(name, _)| name);
    let by_calendar = |entry: &Entry<'_>, name: &str| {
        names_one(entry.syntax.each.as_ref(), name) || is(entry.syntax.cadence.as_ref(), name)
    };
    unused(linter, calendars, "unused-calendar", Named::Calendar, &by_calendar, findings);
}

fn names<T>(map: Option<&Spanned<Map<T>>>) -> impl Iterator<Item = &Spanned<String>> {
    map.into_iter().flat_map(|map| &map.value.entries).map(|(name, _)| name)
}

fn is(key: Option<&Spanned<String>>, name: &str) -> bool {
    key.is_some_and(|key| key.value == name)
}

fn names_one(key: Option<&Spanned<OneOrMany>>, name: &str) -> bool {
    key.is_some_and(|names| names.value.0.iter().any(|own| own.value == name))
}

fn unused<'a>(
    linter: &Linter<'_>,
    defined: impl Iterator<Item = &'a Spanned<String>>,
    code: &'static str,
    what: Named,
    uses: &dyn Fn(&Entry<'_>, &str) -> bool,
    findings: &mut Vec<Finding>,
) {
    for name in defined.filter(|name| !linter.targets.iter().any(|entry| uses(entry, &name.value)))
    {
        let message = say::unused(what, &name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning(code, linter.place(&name.span), message)
                .label(not_used())
                .help(say::delete_or_use(key(code), &name.value)),
        ));
    }
}

/// The key by which a target would use what a finding is about.
fn key(code: &str) -> &'static str {
    match code {
        "unused-ladder" => "ladder",
        "unused-commitment" => "commitment",
        _ => "each",
    }
}

/// A dimension that no target names, and with it its roster. Whoever names the column names the dimension.
fn dimensions(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let entries = linter.document.dimension.iter().flat_map(|map| &map.value.entries);
    for (name, syntax) in entries {
        let column = syntax.value.column.as_ref().map_or(&name.value, |column| &column.value);
        let uses = |entry: &Entry<'_>| {
            let syntax = &entry.syntax;
            let mut conditions = syntax.filter.iter().flat_map(|filter| &filter.value.entries);
            names_one(syntax.each.as_ref(), &name.value)
                || names_one(syntax.reported_by.as_ref(), &name.value)
                || conditions.any(|(own, _)| own.value == name.value || own.value == *column)
        };
        if linter.targets.iter().any(uses) {
            continue;
        }
        let roster = syntax.value.roster.as_ref().map(|roster| &roster.span);
        let roster = roster.or(syntax.value.members.as_ref().map(|members| &members.span));
        let message = say::unused(Named::Dimension, &name.value);
        let diagnostic = Diagnostic::warning("unused-dimension", linter.place(&name.span), message)
            .label(not_used())
            .help(say::delete_or_use("each", &name.value));
        findings.push(Finding::of_plan(match roster {
            Some(roster) => diagnostic.and(linter.place(roster), say::nor_its_roster()),
            None => diagnostic,
        }));
    }
}

fn sections(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for name in names(linter.document.section.as_ref()) {
        let section = |entry: &Entry<'_>| {
            entry.syntax.section.as_ref().is_some_and(|section| section.value.0 == name.value)
        };
        if linter.targets.iter().any(section) {
            continue;
        }
        let message = say::empty_section(&name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning("empty-section", linter.place(&name.span), message)
                .label(say::without_targets())
                .help(say::fill_or_delete(&name.value)),
        ));
    }
}

/// A unit that no figure of the plan converts into. What exports write may be in any that does.
fn units(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    for name in names(linter.document.unit.as_ref()) {
        let unit = linter.plan.unit(&name.value);
        let mut own = linter.plan.targets.iter().filter_map(|target| target.unit.as_ref());
        if own.any(|own| own.converts_to(&unit)) {
            continue;
        }
        let message = say::unused_unit(&name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning("unused-unit", linter.place(&name.span), message)
                .label(not_used())
                .help(say::delete_or_convert(&name.value)),
        ));
    }
}
