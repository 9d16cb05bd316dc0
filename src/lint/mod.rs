//! Whether a plan is sound, beyond being free of faults: what nobody uses, what contradicts itself, what is left open.
//!
//! [`lint`] finds the faults of the plan as [`Plan::parse`] does, and in the same run what else its author should look
//! at; one file a family of findings. What the plan means so stands in its `allow`, by code and with the reason: in a
//! target, or in `[plan]` for all of it.

mod allow;
mod baseline;
mod cadence;
mod goal;
mod names;
mod pace;
mod roster;
mod score;
mod unused;
mod values;
mod waiver;

use std::ops::Range;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::plan::syntax::{Amount, Document, Faults, GoalSyntax, Spanned, Table, TargetSyntax};
use crate::plan::{ALLOWABLE, Bound, GoalValue, GoalValues, Plan, RosterLoader, Target};
use crate::plan::{Baseline, Language, applicable_defaults, normalized};
use crate::quantity::Ratio;
use crate::source::{Place, SourceText};

/// The code of what is said of an `allow` that silences nothing.
pub const UNUSED_ALLOW: &str = "unused-allow";

/// What is to be said of a plan.
#[derive(Clone, Debug)]
pub struct Linted {
    /// How many targets the plan has.
    pub targets: usize,
    /// The language that the plan names for its reports.
    pub language: Option<Language>,
    /// Faults, warnings and notes, in file order.
    pub found: Vec<Diagnostic>,
}

/// Finds everything that is to be said of a plan file.
///
/// `name`, `text` and `rosters` are those of [`Plan::parse`]. Waivers are held against `as_of`; without it only those
/// count as past that end before the plan begins. Where the plan has faults, what it lacks or does not use is not said:
/// it may stand in what could not be read.
#[must_use]
pub fn lint(name: &str, text: &str, rosters: &RosterLoader<'_>, as_of: Option<Date>) -> Linted {
    let (plan, mut found) = Plan::read(name, text, rosters);
    let source = SourceText::new(name, text);
    // Its faults are those of the plan.
    let document = Document::parse(text, &mut Faults::new(source.clone()));
    let linter = Linter::new(&source, &document, &plan, as_of);
    let mut findings = Vec::new();
    goal::check(&linter, &mut findings);
    pace::check(&linter, &mut findings);
    baseline::check(&linter, &mut findings);
    cadence::check(&linter, &mut findings);
    values::check(&linter, &mut findings);
    waiver::check(&linter, &mut findings);
    roster::check(&linter, &mut findings);
    let is_whole = found.is_empty();
    if is_whole {
        unused::check(&linter, &mut findings);
        names::check(&linter, &mut findings);
        score::check(&linter, &mut findings);
    }
    found.extend(allow::silenced(&linter, findings, is_whole));
    found.sort_by_key(|diagnostic| (diagnostic.place.line, diagnostic.place.column));
    Linted { targets: linter.targets.len(), language: plan.language, found }
}

/// A plan under examination: as written and as resolved.
struct Linter<'a> {
    source: &'a SourceText<'a>,
    document: &'a Document,
    plan: &'a Plan,
    as_of: Option<Date>,
    targets: Vec<Entry<'a>>,
}

/// A target under examination.
struct Entry<'a> {
    id: &'a Spanned<String>,
    /// As written, with what it takes from `[defaults]`.
    syntax: TargetSyntax,
    /// As resolved, unless it is at fault.
    target: Option<&'a Target>,
}

/// What has been found of a target, or of the plan as a whole.
struct Finding {
    /// A position in [`Linter::targets`].
    target: Option<usize>,
    diagnostic: Diagnostic,
}

impl Finding {
    fn of_plan(diagnostic: Diagnostic) -> Self {
        debug_assert!(ALLOWABLE.contains(&diagnostic.code), "{} can be allowed", diagnostic.code);
        Self { target: None, diagnostic }
    }

    fn of_target(position: usize, diagnostic: Diagnostic) -> Self {
        Self { target: Some(position), ..Self::of_plan(diagnostic) }
    }
}

impl<'a> Linter<'a> {
    fn new(
        source: &'a SourceText<'a>,
        document: &'a Document,
        plan: &'a Plan,
        as_of: Option<Date>,
    ) -> Self {
        let defaults = document.defaults();
        let entries = document.target.iter().flat_map(|targets| &targets.value.entries);
        // Those at fault are left out in the plan; the others stand in the same order.
        let mut resolved = plan.targets.iter().peekable();
        let targets = entries.map(|(id, own)| {
            let mut syntax = own.value.clone();
            if let Some(defaults) = &defaults {
                syntax.fill_from(applicable_defaults(&own.value, defaults));
            }
            Entry { id, syntax, target: resolved.next_if(|target| target.id == id.value) }
        });
        Self { source, document, plan, as_of, targets: targets.collect() }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        self.source.place(span.clone())
    }

    /// What stands in a span.
    fn literal(&self, span: &Range<usize>) -> &'a str {
        self.source.text().get(span.clone()).unwrap_or("")
    }

    /// What stands in a span, without the quotes of a string.
    fn written(&self, span: &Range<usize>) -> &'a str {
        let text = self.literal(span);
        let quote = |quote| text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote));
        quote('"').or_else(|| quote('\'')).unwrap_or(text)
    }

    /// Whether the plan says what span of time it is for.
    fn knows_the_period(&self) -> bool {
        self.document.plan.as_ref().is_some_and(|head| head.value.period.is_some())
    }

    /// The targets without fault, with their positions.
    fn resolved(&self) -> impl Iterator<Item = (usize, &Entry<'a>, &'a Target)> {
        let entries = self.targets.iter().enumerate();
        entries.filter_map(|(position, entry)| Some((position, entry, entry.target?)))
    }
}

impl Entry<'_> {
    /// Where the target has its goal.
    fn goal(&self) -> Option<&Spanned<GoalSyntax>> {
        self.syntax.goals().next().map(|(_, goal)| goal)
    }

    /// Where the value of a member stands, or the goal's one value.
    fn value_span(&self, member: Option<&str>) -> Range<usize> {
        let Some(goal) = self.goal() else { return self.id.span.clone() };
        if let (GoalSyntax::ByMember(parts), Some(member)) = (&goal.value, member)
            && let Some(members) = &parts.members
        {
            let name = normalized(member);
            let entry =
                members.value.entries.iter().find(|(own, _)| normalized(&own.value) == name);
            if let Some((_, value)) = entry {
                return value.span.clone();
            }
        }
        goal.span.clone()
    }

    fn baseline(&self) -> Option<&Spanned<Amount>> {
        self.syntax.baseline.as_ref()
    }
}

/// Each value of a goal, with the member that it is for.
fn values<'a>(plan: &'a Plan, target: &'a Target) -> Vec<(Option<&'a str>, &'a GoalValue)> {
    match &target.goal.values {
        GoalValues::Open => Vec::new(),
        GoalValues::One(value) => vec![(None, value)],
        GoalValues::ByMember { dimension, values, .. } => {
            let members = &plan.dimensions[*dimension].members;
            members.iter().map(|member| Some(member.as_str())).zip(values).collect()
        }
    }
}

/// The baseline of a target, where the plan says what it is.
fn given_baseline(target: &Target) -> Option<Ratio> {
    match target.baseline {
        Some(Baseline::Given(number)) => Some(Ratio::whole(number)),
        Some(Baseline::Of(_)) | None => None,
    }
}

/// What a value of the goal asks for, as far as the plan alone says it.
fn bound(target: &Target, value: &GoalValue) -> Option<Bound> {
    value.bound(target.goal.kind, given_baseline(target)).ok().flatten()
}
