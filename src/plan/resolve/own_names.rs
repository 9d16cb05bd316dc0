//! What targets call the series that are their own, by which other targets may name these too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::names::normalized;
use super::super::syntax::{Faults, Spanned, Table, TargetSyntax};
use crate::diagnostic::Diagnostic;
use crate::wording::diagnostics::resolve::series as say;

/// The names that targets have for their series, beside the names of these.
#[derive(Default)]
pub(super) struct OwnNames {
    by_name: BTreeMap<String, Vec<OwnName>>,
    /// The targets that name no series: theirs is called as they are.
    plain: BTreeSet<String>,
}

/// A name that a target has for its series.
struct OwnName {
    target: String,
    series: String,
    /// Whether actuals may well use it: an alias, or the title of a target whose series has no other name but the id.
    is_telling: bool,
    span: Range<usize>,
}

impl OwnNames {
    /// The names of all targets of a plan.
    pub(super) fn of(
        targets: &[(Spanned<String>, Spanned<TargetSyntax>)],
        defaults: Option<&TargetSyntax>,
    ) -> Self {
        let mut all = Self::default();
        for (id, own) in targets {
            all.add(id, &own.value, defaults);
        }
        all
    }

    fn add(&mut self, id: &Spanned<String>, own: &TargetSyntax, defaults: Option<&TargetSyntax>) {
        // What a target says of its series stands against all that the defaults say of any.
        let of_any = defaults.filter(|_| own.indicator.is_none() && own.ratio.is_none());
        let all = || std::iter::once(own).chain(of_any);
        let is_unclear =
            all().any(|syntax| syntax.attempted("ratio") || syntax.attempted("indicator"));
        let is_ratio = own.ratio.is_some()
            || own.reach.is_none() && of_any.is_some_and(|defaults| defaults.ratio.is_some());
        let named = all().find_map(|syntax| syntax.indicator.as_ref());
        let series = match named.map(|names| names.value.0.as_slice()) {
            _ if is_ratio || is_unclear => return,
            None | Some([]) => id,
            Some([only]) => only,
            Some(_) => return,
        };
        let is_plain = series.span == id.span;
        if is_plain {
            self.plain.insert(normalized(&id.value));
        }
        let mut add = |name: &Spanned<String>, is_telling: bool| {
            self.by_name.entry(normalized(&name.value)).or_default().push(OwnName {
                target: id.value.clone(),
                series: series.value.clone(),
                is_telling,
                span: name.span.clone(),
            });
        };
        add(id, is_plain);
        own.title.iter().for_each(|title| add(title, is_plain));
        let alias = all().find_map(|syntax| syntax.alias.as_ref());
        alias.iter().flat_map(|alias| &alias.value.0).for_each(|alias| add(alias, true));
    }

    /// The series that a name means in the `ratio` or the `indicator` of a target: that of the one other target which is
    /// called so, if any.
    pub(super) fn meant(
        &self,
        target: &str,
        name: &Spanned<String>,
        faults: &mut Faults<'_>,
    ) -> String {
        let (mut target, mut series) = (target, name.value.as_str());
        let mut seen = BTreeSet::new();
        loop {
            let key = normalized(series);
            if seen.contains(&key) {
                break;
            }
            match self.other(target, &key) {
                Ok(Some(other)) => (target, series) = (&other.target, &other.series),
                Ok(None) => return series.to_owned(),
                Err(other) => {
                    let called = faults.place(&other.span);
                    faults.add(&name.span, |place| {
                        let message = say::could_be_series_of(&name.value, &other.target);
                        Diagnostic::error("conflicting-series", place, message)
                            .label(say::which_series())
                            .and(called, say::measures(&other.target, &other.series))
                            .help(say::write_the_series(&name.value, &other.series))
                    });
                    break;
                }
            }
            seen.insert(key);
        }
        name.value.clone()
    }

    /// The other target whose series is called by a name, as that is compared.
    ///
    /// # Errors
    /// One of those that may be meant, where that is not clear.
    fn other(&self, target: &str, key: &str) -> Result<Option<&OwnName>, &OwnName> {
        let Some(all) = self.by_name.get(key).filter(|_| !self.plain.contains(key)) else {
            return Ok(None);
        };
        let calls_it_so = all.iter().any(|own| own.target == target);
        let others: Vec<&OwnName> = all
            .iter()
            .filter(|own| own.target != target && normalized(&own.series) != key)
            // What a target calls its own series as that is called is its name.
            .filter(|own| own.is_telling || !calls_it_so)
            .collect();
        let Some(first) = others.first() else { return Ok(None) };
        let is_clear = !calls_it_so
            && others
                .iter()
                .all(|own| own.is_telling && normalized(&own.series) == normalized(&first.series));
        if is_clear { Ok(Some(first)) } else { Err(first) }
    }
}
