//! What a plan tells `lint` not to say: codes with reasons.

use super::super::syntax::{Faults, Map, Spanned, TargetSyntax};
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::wording::diagnostics::listed;
use crate::wording::diagnostics::resolve::allow as say;

/// The codes that `allow` may name: all that `lint` says of a plan without faults, save that an `allow` silences
/// nothing.
pub const ALLOWABLE: &[&str] = &[
    "added-shares",
    "ambiguous-value",
    "baseline-length",
    "checkpoint-beyond-goal",
    "checkpoints-turn-back",
    "duplicate-name",
    "empty-section",
    "goal-against-baseline",
    "idle-cadence",
    "idle-checkpoint",
    "idle-veto",
    "impossible-goal",
    "met-at-baseline",
    "no-cadence",
    "no-pace",
    "no-section",
    "no-source",
    "no-weight",
    "not-in-roster",
    "total-in-calendar",
    "total-mismatch",
    "total-start",
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
];

/// Every code has to be one that `lint` may say, and every reason has to be one.
pub(super) fn check(allow: Option<&Spanned<Map<String>>>, faults: &mut Faults<'_>) {
    for (code, reason) in allow.into_iter().flat_map(|allow| &allow.value.entries) {
        if !ALLOWABLE.contains(&code.value.as_str()) {
            faults.add(&code.span, |place| {
                let fault = Diagnostic::error("unknown-word", place, say::no_code(&code.value))
                    .label(say::expected_a_code());
                match nearest(&code.value, ALLOWABLE.iter().copied()) {
                    Some(near) => fault.meant(near, Spelling::Key),
                    None => fault.help(say::codes(&listed(ALLOWABLE))),
                }
            });
        }
        if reason.value.trim().is_empty() {
            faults.add(&reason.span, |place| {
                Diagnostic::error("bad-value", place, say::no_reason(&code.value))
                    .label(say::expected_a_reason())
                    .help(say::write_a_reason())
            });
        }
    }
}

/// A default would silence what nobody has looked at.
pub(super) fn refuse_in_defaults(defaults: Option<&TargetSyntax>, faults: &mut Faults<'_>) {
    let Some(allow) = defaults.and_then(|defaults| defaults.allow.as_ref()) else { return };
    faults.add(&allow.span, |place| {
        Diagnostic::error("conflicting-keys", place, say::no_default())
            .label(say::expected_elsewhere())
            .help(say::move_to_plan())
    });
}
