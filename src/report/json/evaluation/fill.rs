//! What stands in the JSON of an evaluation.

use super::{
    ByMemberEntry, CellEntry, CellsEntry, Decimal, Digest, Document, EachEntry, EvidenceEntry,
    Exit, Figure, GoalEntry, GoalValuesEntry, InputEntry, MemberGoalEntry, MembersEntry,
    OwnGoalEntry, PlanEntry, PointsEntry, SCHEMA, ScoreEntry, SectionScore, SensitivityEntry,
    SetAsideEntry, Share, SumEntry, Summary, TargetEntry, Targets,
};
use crate::evaluate::{Cell, Cells, Outcome, Points, ScoreSheet, Sum, Verdict};
use crate::period::Period;
use crate::plan::{Bound, Each, Figures as FigureKind, GoalKind, GoalValue, GoalValues, Target};
use crate::quantity::{Fraction, Ratio, Rounding};
use crate::report::distance::{End, governing_end};
use crate::report::figures::{Figures, stage_name};
use crate::report::json::{MOST_ENTRIES, kind};
use crate::report::reason::reason;
use crate::report::score::{self, points_text};
use crate::report::{Report, percent};

impl<'a> Document<'a> {
    pub(in crate::report) fn of(report: &'a Report<'a>) -> Self {
        let (status, reason) = report.exit();
        Self {
            schema: SCHEMA,
            plan: PlanEntry {
                title: report.plan.title.as_deref(),
                period: report.plan.period.to_string(),
                file: &report.plan.file,
                sha256: report.plan_sha256.map(Digest),
            },
            as_of: report.evaluation.as_of.to_string(),
            exit: Exit { status, reason },
            summary: Summary::of(report),
            score: report.evaluation.score.as_ref().map(|sheet| ScoreEntry::of(report, sheet)),
            inputs: inputs(report),
            targets: Targets(report),
        }
    }
}

impl Summary {
    fn of(report: &Report<'_>) -> Self {
        let tally = &report.evaluation.tally;
        Self {
            targets: report.plan.targets.len(),
            exceeded: tally.count(Verdict::Exceeded),
            met: tally.count(Verdict::Met),
            on_track: tally.count(Verdict::OnTrack),
            open: tally.count(Verdict::Open),
            behind: tally.count(Verdict::Behind),
            missed: tally.count(Verdict::Missed),
            no_data: tally.count(Verdict::NoData),
            waived: tally.count(Verdict::Waived),
            failing: tally.failing,
            score: report.evaluation.score.as_ref().map(|sheet| points_of(&sheet.total.earned)),
        }
    }
}

fn points_of(points: &Fraction) -> Decimal {
    Decimal(points_text(points))
}

impl<'a> ScoreEntry<'a> {
    fn of(report: &'a Report<'a>, sheet: &'a ScoreSheet) -> Self {
        let section =
            |section: Option<usize>| Some(report.plan.sections.get(section?)?.id.as_str());
        Self {
            total: SumEntry::of(&sheet.total),
            grade: score::grade(report, sheet),
            vetoes: score::vetoes(report, sheet).collect(),
            r#final: sheet.is_final,
            sections: sheet
                .sections
                .iter()
                .map(|(id, sum)| SectionScore { section: section(*id), total: SumEntry::of(sum) })
                .collect(),
        }
    }
}

impl SumEntry {
    fn of(sum: &Sum) -> Self {
        Self {
            points: points_of(&sum.earned),
            weight: points_of(&sum.weight),
            percent: sum.percent().as_ref().map(points_of),
        }
    }
}

impl PointsEntry {
    fn of(points: &Points) -> Self {
        Self {
            weight: Decimal(points.weight.normalized().to_string()),
            points: points.earned.as_ref().map(points_of),
            rule: score::rule(points),
        }
    }
}

fn inputs<'a>(report: &'a Report<'a>) -> Vec<InputEntry<'a>> {
    let files = report.actuals.files.iter().zip(&report.evaluation.accounts);
    files
        .map(|(file, account)| InputEntry {
            file: &file.name,
            sha256: file.sha256.as_deref().map(Digest),
            encoding: file.encoding.name(),
            delimiter: Some(file.delimiter).filter(|delimiter| *delimiter != ','),
            layout: file.layout.name(),
            rows: account.rows,
            used: account.used,
            set_aside: SetAsideEntry(
                account.set_aside.iter().map(|(reason, &rows)| (reason.name(), rows)).collect(),
            ),
        })
        .collect()
}

impl<'a> TargetEntry<'a> {
    pub(super) fn of(
        report: &'a Report<'a>,
        position: usize,
        target: &'a Target,
        outcome: &'a Outcome,
    ) -> Self {
        let figures = Figures::plain(report, target).beside(outcome.actual());
        let unit = target.unit.as_ref().map(|unit| unit.name.as_str());
        let share = |share: Ratio| Share {
            percent: Decimal(percent(share, outcome)),
            numerator: Decimal(share.numerator().to_string()),
            denominator: Decimal(share.denominator().to_string()),
        };
        Self {
            id: &target.id,
            title: &target.title,
            section: target
                .section
                .and_then(|section| report.plan.sections.get(section))
                .map(|section| section.id.as_str()),
            clause: target.clause.as_deref(),
            commitment: target.commitment.as_deref(),
            severity: target.severity.name(),
            goal: GoalEntry::of(figures, outcome),
            actual: outcome.actual().map(|actual| {
                let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
                Figure(figures.exact_actual(actual, &bounds))
            }),
            unit,
            attainment: outcome.attainment.map(share),
            verdict: outcome.verdict.name(),
            reason: reason(report, figures, outcome),
            gap: outcome
                .gap
                .map(|gap| Decimal(Figures::exact_gap(gap, outcome.satisfied().unwrap_or(false)))),
            baseline: outcome
                .baseline
                .map(|baseline| Figure(figures.exact_value(baseline, Rounding::Down))),
            progress: outcome.progress.map(share),
            required_now: required_now(figures, outcome),
            stretch: stretch(figures, outcome),
            due: target.due.to_string(),
            cells: outcome.cells.as_ref().map(|cells| CellsEntry::of(figures, cells)),
            sensitivity: SensitivityEntry::of(report, figures, outcome),
            score: report.points(position).map(PointsEntry::of),
            evidence: outcome
                .evidence()
                .take(MOST_ENTRIES)
                .filter_map(|evidence| EvidenceEntry::of(report, target, evidence))
                .collect(),
            evidence_total: outcome.evidence_count(),
        }
    }
}

impl<'a> GoalEntry<'a> {
    fn of(figures: Figures<'a>, outcome: &Outcome) -> Self {
        let (target, baseline) = (figures.target(), outcome.baseline);
        let one = match &target.goal.values {
            GoalValues::One(value) => Some(value),
            GoalValues::Open | GoalValues::ByMember { .. } => None,
        };
        Self {
            kind: kind(target.goal.kind),
            values: goal_values(figures, one, baseline),
            unit: target.unit.as_ref().map(|unit| unit.name.as_str()),
            text: figures.goal(baseline),
            each: target.each.as_ref().map(|each| EachEntry::of(figures, each)),
            by_member: ByMemberEntry::of(figures, baseline),
        }
    }
}

impl<'a> EachEntry<'a> {
    fn of(figures: Figures<'a>, each: &'a Each) -> Self {
        Self {
            dimensions: each
                .dimensions
                .iter()
                .filter_map(|&dimension| figures.plan().dimensions.get(dimension))
                .map(|dimension| dimension.name.as_str())
                .collect(),
            calendar: each.calendar.as_ref().map(|calendar| calendar.name.as_str()),
            coverage: Decimal(each.coverage.normalized().to_string()),
        }
    }
}

impl<'a> ByMemberEntry<'a> {
    fn of(figures: Figures<'a>, baseline: Option<Ratio>) -> Option<Self> {
        let GoalValues::ByMember { dimension, values, total } = &figures.target().goal.values
        else {
            return None;
        };
        let dimension = figures.plan().dimensions.get(*dimension)?;
        let members = dimension.members.iter().zip(values).map(|(member, value)| MemberGoalEntry {
            member,
            goal: OwnGoalEntry::of(figures, value, None),
        });
        let total = total.as_ref().map(|total| OwnGoalEntry::of(figures, total, baseline));
        Some(Self { dimension: &dimension.name, members: members.collect(), total })
    }
}

impl OwnGoalEntry {
    fn of(figures: Figures<'_>, value: &GoalValue, baseline: Option<Ratio>) -> Self {
        Self {
            values: goal_values(figures, Some(value), baseline),
            text: figures.goal_value(value, baseline),
        }
    }
}

/// The values of a goal, as far as they are known.
fn goal_values(
    figures: Figures<'_>,
    one: Option<&GoalValue>,
    baseline: Option<Ratio>,
) -> GoalValuesEntry {
    let goal = &figures.target().goal;
    let bound = one.and_then(|value| value.bound(goal.kind, baseline).ok().flatten());
    let (low, high) = (bound.and_then(|bound| bound.low), bound.and_then(|bound| bound.high));
    let low_text = low.map(|low| Figure(figures.exact_value(low, Rounding::Up)));
    let high_text = high.map(|high| Figure(figures.exact_value(high, Rounding::Down)));
    match goal.kind {
        GoalKind::Between => GoalValuesEntry::Range { low: low_text, high: high_text },
        GoalKind::About => {
            let middle = one.and_then(|value: &GoalValue| value.about.as_ref());
            let middle = middle.and_then(|middle| middle.of(baseline).ok().flatten());
            let value = middle.map(|middle| Figure(figures.exact_value(middle, Rounding::Down)));
            GoalValuesEntry::About { value, low: low_text, high: high_text }
        }
        _ => GoalValuesEntry::One { value: low_text.or(high_text) },
    }
}

/// What the pace requires, rounded to the side that asks for more.
fn required_now(figures: Figures<'_>, outcome: &Outcome) -> Option<Figure> {
    let end = governing_end(outcome.required_now?, outcome.bound, outcome.actual())?;
    let (value, rounding) = match end {
        End::Low(value) => (value, Rounding::Up),
        End::High(value) => (value, Rounding::Down),
    };
    Some(Figure(figures.exact_value(value, rounding)))
}

fn stretch(figures: Figures<'_>, outcome: &Outcome) -> Option<Figure> {
    let stretch = figures.target().stretch.as_ref()?;
    let kind = figures.target().goal.kind;
    let bound: Bound =
        outcome.stretch.or_else(|| stretch.bound(kind, outcome.baseline).ok().flatten())?;
    let low = bound.low.map(|low| Figure(figures.exact_value(low, Rounding::Up)));
    low.or_else(|| bound.high.map(|high| Figure(figures.exact_value(high, Rounding::Down))))
}

impl<'a> CellsEntry<'a> {
    fn of(figures: Figures<'a>, cells: &Cells) -> Self {
        Self {
            satisfied: cells.satisfied,
            total: cells.count,
            failing: cells
                .failing()
                .take(MOST_ENTRIES)
                .map(|cell| CellEntry::of(figures, cell))
                .collect(),
            failing_total: cells.failing,
        }
    }
}

/// The members of a cell by the names of their dimensions, and its period by the name of the calendar.
pub(super) fn cell_names<'a>(
    figures: Figures<'a>,
    members: &[usize],
    period: Option<Period>,
) -> Vec<(&'a str, String)> {
    let Some(each) = &figures.target().each else { return Vec::new() };
    let mut names = member_names(figures, &each.dimensions, members);
    if let (Some(calendar), Some(period)) = (&each.calendar, period) {
        names.push((calendar.name.as_str(), period.to_string()));
    }
    names
}

/// Members, each a position in the roster of its dimension, by the names of the dimensions.
pub(super) fn member_names<'a>(
    figures: Figures<'a>,
    dimensions: &[usize],
    members: &[usize],
) -> Vec<(&'a str, String)> {
    let name = |(&dimension, &member): (&usize, &usize)| {
        let dimension = figures.plan().dimensions.get(dimension)?;
        let member = dimension.members.get(member).cloned().unwrap_or_default();
        Some((dimension.name.as_str(), member))
    };
    dimensions.iter().zip(members).filter_map(name).collect()
}

impl<'a> CellEntry<'a> {
    fn of(figures: Figures<'a>, cell: &Cell) -> Self {
        let value = cell.figure.value.as_ref().ok();
        Self {
            names: cell_names(figures, &cell.members, cell.period),
            actual: value.map(|value| {
                Figure(figures.exact_actual(*value, &[cell.bound, cell.required_now]))
            }),
        }
    }
}

impl<'a> EvidenceEntry<'a> {
    fn of(
        report: &'a Report<'a>,
        target: &Target,
        evidence: crate::evaluate::Evidence,
    ) -> Option<Self> {
        let observation =
            report.actuals.observations.get(evidence.indicator)?.get(evidence.position)?;
        let indicator = report.plan.indicators.get(evidence.indicator)?;
        let value = match indicator.figures {
            FigureKind::Stages(ladder) => {
                let ladder = report.plan.ladders.get(ladder);
                ladder
                    .and_then(|ladder| stage_name(&ladder.stages, observation.value))
                    .map(str::to_owned)
            }
            FigureKind::Numbers(_) => None,
        };
        Some(Self {
            file: report
                .actuals
                .files
                .get(usize::try_from(observation.file).ok()?)
                .map_or("", |file| &file.name),
            line: observation.line,
            indicator: &indicator.name,
            members: MembersEntry(report.members(observation).collect()),
            period: observation.period.to_string(),
            value: Figure(
                value.unwrap_or_else(|| observation.figure(target.measure.aggregate).to_string()),
            ),
            rows: (observation.rows > 1).then_some(observation.rows),
        })
    }
}
