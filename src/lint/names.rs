//! What targets are called, and what the others say of themselves and one does not.

use super::{Entry, Finding, Linter};
use crate::diagnostic::Diagnostic;
use crate::plan::normalized;
use crate::plan::syntax::Spanned;
use crate::wording::Text;
use crate::wording::diagnostics::lint::{names as say, without};

pub(super) fn check(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    duplicates(linter, findings);
    gaps(linter, findings);
}

/// Names of a target beside its id: what they are, what they say.
fn other_names<'a>(entry: &'a Entry<'_>) -> Vec<(Text, &'a Spanned<String>)> {
    let aliases = entry.syntax.alias.iter().flat_map(|alias| &alias.value.0);
    let title = entry.syntax.title.iter().map(|title| (say::title(), title));
    title.chain(aliases.map(|alias| (say::alias(), alias))).collect()
}

/// Titles and aliases by which another target is called too: neither exports nor readers can tell the two apart.
fn duplicates(linter: &Linter<'_>, findings: &mut Vec<Finding>) {
    let mut known = std::collections::BTreeMap::new();
    for (position, entry) in linter.targets.iter().enumerate() {
        known.insert(normalized(&entry.id.value), (position, say::id(), entry.id));
    }
    for (position, entry) in linter.targets.iter().enumerate() {
        for (what, name) in other_names(entry) {
            let key = normalized(&name.value);
            let Some((other, other_what, there)) = known.get(&key) else {
                known.insert(key, (position, what, name));
                continue;
            };
            if *other == position {
                continue;
            }
            let (id, other) = (&entry.id.value, &linter.targets[*other].id.value);
            let message = say::same_name(&what, &name.value, id, other_what, other);
            findings.push(Finding::of_target(
                position,
                Diagnostic::warning("duplicate-name", linter.place(&name.span), message)
                    .label(say::names_two())
                    .and(linter.place(&there.span), say::other_one())
                    .help(say::name_each()),
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
        let mut note = |code, message: Text, label: Text, help: Text| {
            let place = linter.place(&entry.id.span);
            let diagnostic = Diagnostic::note(code, place, message).label(label).help(help);
            findings.push(Finding::of_target(position, diagnostic));
        };
        let id = &entry.id.value;
        if sections && !has_section(entry) {
            note("no-section", say::no_section(id), without(&["section"]), say::write_section());
        }
        let missing: &[&str] = match (clauses && !has_clause(entry), quotes && !has_quote(entry)) {
            (true, true) => &["clause", "quote"],
            (true, false) => &["clause"],
            (false, true) => &["quote"],
            (false, false) => continue,
        };
        note("no-source", say::no_source(id), without(missing), say::write_source());
    }
}
