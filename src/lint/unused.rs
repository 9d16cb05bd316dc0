//! What the plan defines and no target uses.

use super::{Entry, Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::plan::syntax::{Map, OneOrMany, Spanned};

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    dimensions(linter, findings);
    sections(linter, findings);
    units(linter, findings);
    let document = linter.document;
    let ladders = names(document.ladder.as_ref());
    let by_ladder = |entry: &Entry<'_>, name: &str| is(entry.syntax.ladder.as_ref(), name);
    unused(linter, ladders, "unused-ladder", "ladder", &by_ladder, findings);
    let commitments = names(document.commitment.as_ref());
    let by_word = |entry: &Entry<'_>, name: &str| is(entry.syntax.commitment.as_ref(), name);
    unused(linter, commitments, "unused-commitment", "commitment", &by_word, findings);
    // One whose periods have names may be there for the exports, which can use them.
    let calendars = document.calendar.iter().flat_map(|map| &map.value.entries);
    let calendars = calendars
        .filter(|(_, calendar)| calendar.value.periods.iter().all(|(name, _)| name.is_none()))
        .map(|(name, _)| name);
    let by_calendar = |entry: &Entry<'_>, name: &str| {
        names_one(entry.syntax.each.as_ref(), name) || is(entry.syntax.cadence.as_ref(), name)
    };
    unused(linter, calendars, "unused-calendar", "calendar", &by_calendar, findings);
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
    what: &str,
    uses: &dyn Fn(&Entry<'_>, &str) -> bool,
    findings: &mut Vec<Finding>,
) {
    for name in defined.filter(|name| !linter.targets.iter().any(|entry| uses(entry, &name.value)))
    {
        let message = format!("no target uses the {what} `{}`", name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning(code, linter.place(&name.span), message)
                .label("not used")
                .help(format!("delete it, or name it in a target: {}", example(code, &name.value))),
        ));
    }
}

/// How a target would use what a finding is about.
fn example(code: &str, name: &str) -> String {
    match code {
        "unused-ladder" => format!("ladder = \"{name}\""),
        "unused-commitment" => format!("commitment = \"{name}\""),
        _ => format!("each = \"{name}\""),
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
        let message = format!("no target uses the dimension `{}`", name.value);
        let diagnostic = Diagnostic::warning("unused-dimension", linter.place(&name.span), message)
            .label("not used")
            .help(format!("delete it, or name it in a target: each = \"{}\"", name.value));
        findings.push(Finding::of_plan(match roster {
            Some(roster) => diagnostic.and(linter.place(roster), "nor its roster"),
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
        let message = format!("no target belongs to the section `{}`", name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning("empty-section", linter.place(&name.span), message)
                .label("without targets")
                .help(format!(
                    "reports leave it out; write its targets, with section = \"{}\", or delete it",
                    name.value
                )),
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
        let message = format!("no target has a figure in `{}`", name.value);
        findings.push(Finding::of_plan(
            Diagnostic::warning("unused-unit", linter.place(&name.span), message)
                .label("not used")
                .help(format!(
                    "delete it, or give a target a unit that converts: unit = \"{}\"",
                    name.value
                )),
        ));
    }
}
