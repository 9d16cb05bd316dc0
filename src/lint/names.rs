//! What targets are called, and what the others say of themselves and one does not.

use super::{Entry, Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::plan::normalized;
use crate::plan::syntax::Spanned;

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    duplicates(linter, findings);
    gaps(linter, findings);
}

/// Names of a target beside its id: what they are, what they say.
fn other_names<'a>(entry: &'a Entry<'_>) -> Vec<(&'static str, &'a Spanned<String>)> {
    let aliases = entry.syntax.alias.iter().flat_map(|alias| &alias.value.0);
    let title = entry.syntax.title.iter().map(|title| ("title", title));
    title.chain(aliases.map(|alias| ("alias", alias))).collect()
}

/// Titles and aliases by which another target is called too: neither exports nor readers can tell the two apart.
fn duplicates(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let mut known = std::collections::BTreeMap::new();
    for (position, entry) in linter.targets.iter().enumerate() {
        known.insert(normalized(&entry.id.value), (position, "id", entry.id));
    }
    for (position, entry) in linter.targets.iter().enumerate() {
        for (what, name) in other_names(entry) {
            let key = normalized(&name.value);
            let Some(&(other, as_what, there)) = known.get(&key) else {
                known.insert(key, (position, what, name));
                continue;
            };
            if other == position {
                continue;
            }
            let message = format!(
                "the {what} `{}` of `{}` is the {as_what} of `{}` too",
                name.value, entry.id.value, linter.targets[other].id.value
            );
            findings.push(Finding::of_target(
                position,
                Diagnostic::warning("duplicate-name", linter.place(&name.span), message)
                    .label("names two targets")
                    .and(linter.place(&there.span), "the other one")
                    .help("call each by a name of its own: exports and readers cannot tell them apart"),
            ));
        }
    }
}

/// Targets without section or source where more than half have them.
fn gaps(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let is_rule = |has: &dyn Fn(&Entry<'_>) -> bool| {
        linter.targets.iter().filter(|entry| has(entry)).count() * 2 > linter.targets.len()
    };
    let has_section = |entry: &Entry<'_>| entry.syntax.section.is_some();
    let has_clause = |entry: &Entry<'_>| entry.syntax.clause.is_some();
    let has_quote = |entry: &Entry<'_>| entry.syntax.quote.is_some();
    let (sections, clauses, quotes) =
        (is_rule(&has_section), is_rule(&has_clause), is_rule(&has_quote));
    for (position, entry) in linter.targets.iter().enumerate() {
        let mut note = |code, message: String, label: &str, help: &str| {
            let place = linter.place(&entry.id.span);
            let diagnostic = Diagnostic::note(code, place, message).label(label).help(help);
            findings.push(Finding::of_target(position, diagnostic));
        };
        let id = &entry.id.value;
        if sections && !has_section(entry) {
            let message = format!("`{id}` belongs to no section, unlike most targets");
            let help = "write section = \"…\"; reports show it above all sections";
            note("no-section", message, "without `section`", help);
        }
        let missing = match (clauses && !has_clause(entry), quotes && !has_quote(entry)) {
            (true, true) => "without `clause` and `quote`",
            (true, false) => "without `clause`",
            (false, true) => "without `quote`",
            (false, false) => continue,
        };
        let message = format!("`{id}` does not say where it comes from, unlike most targets");
        let help =
            "write where the plan's text says so, clause = \"…\", and its words, quote = \"…\"";
        note("no-source", message, missing, help);
    }
}
