//! The catalogue: every code with its page.

/// Makes the list of codes and the one of their pages from the same lines. A code without a page does not compile.
macro_rules! catalogue {
    ($($code:literal),+ $(,)?) => {
        /// The codes of all diagnostics, in order. Each has a page of its name in `tests/diagnostics`, which explains
        /// it and is its test.
        pub const CODES: &[&str] = &[$($code),+];

        const PAGES: &[&str] = &[$(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics/", $code, ".md"
        ))),+];
    };
}

catalogue! {
    "added-shares",
    "ambiguous-column",
    "ambiguous-date",
    "ambiguous-figure",
    "ambiguous-indicator",
    "ambiguous-value",
    "bad-calendar",
    "bad-denominator",
    "bad-figure",
    "bad-ladder",
    "bad-period",
    "bad-quote",
    "bad-template",
    "bad-value",
    "baseline-length",
    "built-in-unit",
    "checkpoint-beyond-goal",
    "checkpoints-turn-back",
    "conflicting-keys",
    "conflicting-series",
    "contradiction",
    "cumulative-fell",
    "duplicate",
    "duplicate-column",
    "duplicate-member",
    "duplicate-name",
    "empty-file",
    "empty-ratio",
    "empty-roster",
    "empty-section",
    "future-period",
    "goal-against-baseline",
    "identical-rows",
    "idle-cadence",
    "idle-checkpoint",
    "idle-veto",
    "impossible-goal",
    "inexact",
    "inexact-conversion",
    "looks-like-a-fraction",
    "met-at-baseline",
    "missing-column",
    "missing-indicator",
    "missing-key",
    "missing-member",
    "more-problems",
    "no-aggregate",
    "no-cadence",
    "no-cells",
    "no-combine",
    "no-compound-pace",
    "no-pace",
    "no-roster",
    "no-rows",
    "no-section",
    "no-source",
    "no-targets",
    "no-weight",
    "not-csv",
    "not-in-roster",
    "not-utf-8",
    "not-whole",
    "nothing-evaluated",
    "out-of-range",
    "outside-the-plan",
    "overlapping-periods",
    "possible-total",
    "previous-at-fault",
    "private-use",
    "ragged-row",
    "repeated-file",
    "restated",
    "roster-unreadable",
    "row-above-header",
    "several-goals",
    "spans-periods",
    "stage-went-back",
    "syntax",
    "taken-name",
    "too-wide",
    "total-among-members",
    "total-in-calendar",
    "total-mismatch",
    "total-start",
    "undecodable",
    "unit-mismatch",
    "unknown-calendar",
    "unknown-column",
    "unknown-commitment",
    "unknown-dimension",
    "unknown-indicator",
    "unknown-key",
    "unknown-ladder",
    "unknown-layout",
    "unknown-member",
    "unknown-section",
    "unknown-stage",
    "unknown-unit",
    "unknown-word",
    "unmatched-filter",
    "unnamed-column",
    "unreadable",
    "unused-allow",
    "unused-calendar",
    "unused-commitment",
    "unused-dimension",
    "unused-ladder",
    "unused-score",
    "unused-unit",
    "value-open",
    "waiver-past",
    "weak-stretch",
    "weight-total",
    "withdrawn",
    "wrong-type",
}

/// The page of a code, in Markdown: what it means, what to do, and an example.
#[must_use]
pub fn page(code: &str) -> Option<&'static str> {
    let position = CODES.binary_search(&code).ok()?;
    PAGES.get(position).copied()
}

/// What a code means, in one paragraph: the first of its page, in one line.
#[must_use]
pub fn summary(code: &str) -> Option<String> {
    let paragraph = page(code)?.split("\n\n").nth(1)?;
    Some(paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_order() {
        assert!(CODES.is_sorted_by(|one, next| one < next), "{CODES:#?}");
    }

    #[test]
    fn codes_are_kebab_case_and_their_pages_begin_with_what_they_mean() {
        for code in CODES {
            assert!(code.split('-').all(|word| !word.is_empty()), "{code}");
            assert!(
                code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{code}"
            );
            assert!(page(code).unwrap().starts_with(&format!("# {code}\n\n")), "{code}");
            let summary = summary(code).unwrap();
            assert!(summary.ends_with(['.', ':']), "{code}: {summary}");
            assert!(!summary.starts_with(['`', '#', '|']), "{code}: {summary}");
        }
        assert_eq!(page("bad-figures"), None);
    }
}
