//! What stands on the page: everything as text, for the template to lay out.

use serde::Serialize;

use super::bullet::Bullet;
use super::ladder::{self, Step};
use super::matrix::Matrix;
use super::trend::Trend;
use crate::diagnostic::Severity;
use crate::evaluate::{Evaluation, Evidence, Outcome, Verdict};
use crate::plan::{Figures as FigureKind, Target};
use crate::quantity::{Quantity, Ratio, Rounding};
use crate::report::figures::{Figures, stage_name};
use crate::report::reason::{asked_now, reason};
use crate::report::score::points_short;
use crate::report::text::visible;
use crate::report::turns::turns;
use crate::report::{Report, percent};
use crate::wording::Words;

/// At most so many rows stand beside a target as its evidence.
const MOST_EVIDENCE: usize = 200;

/// The page.
#[derive(Serialize)]
pub(super) struct Page {
    language: &'static str,
    words: Labels,
    title: String,
    owner: Option<String>,
    period: String,
    passes: bool,
    conclusion: String,
    as_of: String,
    tally: Vec<Share>,
    /// The points by section and in all, and that not all targets are shown.
    score: Vec<String>,
    failing: Vec<Failing>,
    sections: Vec<Section>,
    account: Vec<String>,
    plan: String,
    plan_sha256: Option<String>,
}

/// How many targets have a verdict.
#[derive(Serialize)]
struct Share {
    verdict: Badge,
    number: usize,
}

/// A verdict with what tells it apart, so that nothing is said by colour alone.
#[derive(Serialize)]
struct Badge {
    /// The name, which is the class in the style sheet.
    name: &'static str,
    word: String,
    sign: &'static str,
    /// Whether it is a failure.
    fails: bool,
}

/// A target that fails, in the list at the top.
#[derive(Serialize)]
struct Failing {
    anchor: String,
    title: String,
    clause: Option<String>,
    owner: Option<String>,
    verdict: Badge,
    reason: String,
    counts: bool,
}

#[derive(Serialize)]
struct Section {
    anchor: String,
    id: Option<String>,
    title: Option<String>,
    /// How many of its targets pass, and how many there are.
    passing: usize,
    count: usize,
    targets: Vec<Entry>,
}

/// A target.
#[derive(Serialize)]
struct Entry {
    anchor: String,
    id: String,
    title: String,
    clause: Option<String>,
    quote: Option<String>,
    owner: Option<String>,
    note: Option<String>,
    verdict: Badge,
    counts: bool,
    goal: String,
    actual: String,
    attainment: Option<String>,
    progress: Option<String>,
    points: Option<String>,
    baseline: Option<String>,
    stretch: Option<String>,
    required: Option<String>,
    due: String,
    reason: String,
    /// What the verdict turns on, as far as the reason does not say so.
    turns: Option<String>,
    bullet: Option<Bullet>,
    ladder: Option<Vec<Step>>,
    matrix: Option<Matrix>,
    trend: Option<Trend>,
    evidence: Vec<Row>,
    /// How many rows are not shown.
    evidence_left_out: Option<String>,
}

/// A row that the figure of a target rests on.
#[derive(Serialize)]
struct Row {
    place: String,
    /// The indicator, where the rows are of several.
    indicator: Option<String>,
    period: String,
    members: String,
    value: String,
}

impl Page {
    pub(super) fn of(report: &Report<'_>, earlier: &[Evaluation]) -> Self {
        let (plan, words) = (report.plan, report.words());
        let (status, reason) = report.exit();
        let tally = &report.evaluation.tally;
        let evaluations: Vec<&Evaluation> = earlier.iter().chain([report.evaluation]).collect();
        let entries: Vec<(Option<usize>, Entry)> = report
            .shown_targets()
            .map(|(position, target, outcome)| {
                (target.section, Entry::of(report, position, target, outcome, &evaluations))
            })
            .collect();
        let failing = entries
            .iter()
            .filter(|(_, entry)| entry.verdict.fails)
            .map(|(_, entry)| Failing {
                anchor: entry.anchor.clone(),
                title: entry.title.clone(),
                clause: entry.clause.clone(),
                owner: entry.owner.clone(),
                verdict: Badge { word: entry.verdict.word.clone(), ..entry.verdict },
                reason: entry.reason.clone(),
                counts: entry.counts,
            })
            .collect();
        Self {
            language: words.language_code(),
            words: Labels::of(words),
            title: plan.title.as_deref().map_or_else(|| visible(&plan.file), visible),
            owner: plan.owner.as_deref().map(visible),
            period: words.period(plan.period),
            passes: status == 0,
            conclusion: if status == 0 { words.pass(&reason) } else { words.fail(&reason) },
            as_of: report.as_of(),
            tally: Verdict::ALL
                .into_iter()
                .map(|verdict| Share {
                    verdict: Badge::of(words, verdict),
                    number: tally.count(verdict),
                })
                .filter(|share| share.number > 0)
                .collect(),
            score: report.narrowing().into_iter().chain(report.score_lines()).collect(),
            failing,
            sections: sections(report, entries),
            account: report.account(),
            plan: visible(&plan.file),
            plan_sha256: report.plan_sha256.map(str::to_owned),
        }
    }
}

/// The targets by section, in the plan's order; those without one come first.
fn sections(report: &Report<'_>, entries: Vec<(Option<usize>, Entry)>) -> Vec<Section> {
    let heads = std::iter::once((None, None, None)).chain(
        report.plan.sections.iter().enumerate().map(|(position, section)| {
            (Some(position), Some(visible(&section.id)), Some(visible(&section.title)))
        }),
    );
    let mut sections: Vec<(Option<usize>, Section)> = heads
        .enumerate()
        .map(|(number, (position, id, title))| {
            let anchor = format!("section-{number}");
            (position, Section { anchor, id, title, passing: 0, count: 0, targets: Vec::new() })
        })
        .collect();
    for (of, entry) in entries {
        if let Some((_, section)) = sections.iter_mut().find(|(position, _)| *position == of) {
            section.count += 1;
            section.passing += usize::from(!entry.verdict.fails);
            section.targets.push(entry);
        }
    }
    sections.into_iter().map(|(_, section)| section).filter(|section| section.count > 0).collect()
}

impl Badge {
    fn of(words: Words, verdict: Verdict) -> Self {
        Self {
            name: verdict.name(),
            word: words.verdict(verdict),
            sign: match verdict {
                Verdict::Exceeded => "★",
                Verdict::Met => "✓",
                Verdict::OnTrack => "↗",
                Verdict::Open => "○",
                Verdict::Behind => "↘",
                Verdict::Missed => "✗",
                Verdict::NoData => "?",
                Verdict::Waived => "⊘",
            },
            fails: verdict.fails(),
        }
    }
}

impl Entry {
    fn of(
        report: &Report<'_>,
        position: usize,
        target: &Target,
        outcome: &Outcome,
        evaluations: &[&Evaluation],
    ) -> Self {
        let figures = Figures::grouped(report, target).beside(outcome.actual());
        let words = report.words();
        let share = |share: Ratio| format!("{}%", percent(share, outcome));
        let bounds = [outcome.bound, outcome.stretch, outcome.required_now];
        let actual = match (&outcome.cells, outcome.actual()) {
            (Some(cells), _) => format!("{}/{}", cells.satisfied, cells.count),
            (None, Some(actual)) if figures.is_milestone() && actual.is_zero() => {
                words.nothing().to_owned()
            }
            (None, Some(actual)) => figures.with_unit(&figures.actual(actual, &bounds)),
            (None, None) => words.nothing().to_owned(),
        };
        let bullet = match (&outcome.cells, &target.each) {
            (Some(cells), Some(each)) => Ratio::new(each.coverage, Quantity::HUNDRED)
                .and_then(|coverage| Bullet::of_share(cells.satisfied, cells.count, coverage)),
            _ => Bullet::of(figures, outcome),
        };
        let matrix = outcome.cells.as_ref().and_then(|cells| Matrix::of(figures, cells));
        Self {
            anchor: format!("target-{}", position + 1),
            id: visible(&target.id),
            title: visible(&target.title),
            clause: target.clause.as_deref().map(visible),
            quote: target.quote.as_deref().map(visible),
            owner: target.owner.as_deref().map(visible),
            note: target.note.as_deref().map(visible),
            verdict: Badge::of(words, outcome.verdict),
            counts: target.severity == Severity::Error,
            goal: visible(&figures.goal(outcome.baseline)),
            actual: visible(&actual),
            attainment: outcome.attainment.map(share),
            progress: outcome.progress.map(share),
            points: report.points(position).map(|points| {
                let earned = points.earned.as_ref();
                let earned = earned.map_or(words.nothing().to_owned(), points_short);
                format!("{earned}/{}", points.weight)
            }),
            baseline: outcome
                .baseline
                .map(|baseline| visible(&figures.value(baseline, Rounding::Down))),
            stretch: target
                .stretch
                .as_ref()
                .map(|stretch| visible(&figures.goal_value(stretch, outcome.baseline))),
            required: required_now(figures, outcome).map(|text| visible(&text)),
            due: words.date(target.due),
            reason: visible(&reason(report, figures, outcome)),
            turns: turns_on(report, figures, outcome),
            bullet,
            ladder: ladder::steps(figures, outcome),
            matrix,
            trend: Trend::of(report, figures, position, evaluations),
            evidence: outcome
                .evidence()
                .take(MOST_EVIDENCE)
                .filter_map(|evidence| Row::of(report, figures, evidence))
                .collect(),
            evidence_left_out: Some(outcome.evidence_count())
                .and_then(|count| count.checked_sub(MOST_EVIDENCE))
                .filter(|left_out| *left_out > 0)
                .map(|left_out| words.entries_left_out(left_out)),
        }
    }
}

impl Row {
    fn of(report: &Report<'_>, figures: Figures<'_>, evidence: Evidence) -> Option<Self> {
        let target = figures.target();
        let observation =
            report.actuals.observations.get(evidence.indicator)?.get(evidence.position)?;
        let place = report.actuals.place(observation);
        let stage = match report.plan.indicators.get(evidence.indicator)?.figures {
            FigureKind::Stages(ladder) => report
                .plan
                .ladders
                .get(ladder)
                .and_then(|ladder| stage_name(&ladder.stages, observation.value))
                .map(visible),
            FigureKind::Numbers(_) => None,
        };
        let members = report.actuals.combinations.get(observation.combination as usize)?;
        let members = members.iter().filter(|member| !member.is_empty());
        Some(Self {
            place: visible(&format!("{}:{}", place.file, place.line)),
            indicator: (target.measure.formula.indicators().len() > 1)
                .then(|| visible(figures.indicator(evidence.indicator))),
            period: report.words().period(observation.period),
            members: members.map(|member| visible(member)).collect::<Vec<_>>().join(" · "),
            value: stage
                .unwrap_or_else(|| observation.figure(target.measure.aggregate).to_string()),
        })
    }
}

/// What the verdict turns on beyond what the reason says.
fn turns_on(report: &Report<'_>, figures: Figures<'_>, outcome: &Outcome) -> Option<String> {
    let turns = turns(report, figures, outcome);
    let new = turns.iter().filter(|turn| !turn.is_told).map(|turn| visible(&turn.sentence));
    new.reduce(|first, second| report.words().and(&first, &second))
}

/// What the pace requires now, as people see it.
fn required_now(figures: Figures<'_>, outcome: &Outcome) -> Option<String> {
    let required = outcome.required_now?;
    asked_now(figures, required, outcome.bound, outcome.actual()).map(|(_, value)| value)
}

/// Gathers words for the template, under the names that they have among all words.
macro_rules! labels {
    ($($name:ident)*) => {
        /// The labels of a page.
        #[derive(Serialize)]
        struct Labels {
            $($name: &'static str,)*
        }

        impl Labels {
            fn of(words: Words) -> Self {
                Self { $($name: words.$name(),)* }
            }
        }
    };
}

labels! {
    skip_to_targets colon comma what_fails but_does_not_count sections
    without_section how_to_read label_goal label_actual label_cells
    label_attainment label_progress label_points label_required label_stretch label_baseline
    label_due label_trend label_reached cell_satisfied cell_pending
    cell_fails no_figure source_and_evidence label_owner label_note
    label_evidence label_place label_indicator label_period label_members
}
