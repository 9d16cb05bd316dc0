//! What a run has seen, so that the generator cannot go blind unnoticed.

use super::exact::{Exact, whole};
use super::judge::{Fault, Judgement, Outcome, Sheet, Verdict};
use super::model::{Case, Kind, Scoring};
use num_traits::Signed;
use std::collections::BTreeMap;

/// How often everything occurred.
#[derive(Default, Debug)]
pub(crate) struct Tally {
    cases: u64,
    refused: u64,
    /// Cases in which an exact result does not fit the program's decimals.
    pub(crate) does_not_fit: u64,
    faults: BTreeMap<Fault, u64>,
    targets: u64,
    verdicts: BTreeMap<Verdict, u64>,
    kinds: BTreeMap<Kind, u64>,
    /// Features of targets, by name.
    features: BTreeMap<&'static str, u64>,
    /// Scores, and targets that have a weight.
    scores: u64,
    weighed: u64,
    /// Features of these, by name.
    score_features: BTreeMap<&'static str, u64>,
    weight_features: BTreeMap<&'static str, u64>,
}

/// Every fault of the figures that the generator makes.
const FAULTS: [Fault; 7] = [
    Fault::Contradiction,
    Fault::CumulativeFell,
    Fault::SeveralRows,
    Fault::SeveralCombinations,
    Fault::StrangeDates,
    Fault::OverlappingPeriods,
    Fault::RatioOverZero,
];

impl Tally {
    pub(crate) fn add(&mut self, case: &Case, judgement: &Judgement) {
        self.cases += 1;
        let (outcomes, score) = match judgement {
            Judgement::Refused(faults) => {
                self.refused += 1;
                for fault in faults {
                    *self.faults.entry(*fault).or_default() += 1;
                }
                return;
            }
            Judgement::Evaluated { outcomes, score, .. } => (outcomes, score),
        };
        if let Some(sheet) = score {
            self.add_score(case, outcomes, sheet);
        }
        for (target, outcome) in case.plan.targets.iter().zip(outcomes) {
            self.targets += 1;
            *self.verdicts.entry(outcome.verdict).or_default() += 1;
            *self.kinds.entry(target.goal.kind).or_default() += 1;
            let exact = outcome.attainment.as_ref().is_some_and(num_traits::One::is_one);
            let features = [
                ("each", target.has_cells()),
                (
                    "each over an own calendar",
                    matches!(target.each_period, Some(super::model::Cycle::Own(_))),
                ),
                ("ratio", target.is_ratio()),
                ("baseline", target.baseline.is_some()),
                ("checkpoints", !target.checkpoints.is_empty()),
                ("compound", target.pace == Some(super::model::Pace::Compound)),
                ("progress", target.progress),
                ("cadence", target.cadence.is_some()),
                ("reported by", !target.reported_by.is_empty()),
                ("stretch", target.stretch.is_some()),
                ("exactly on the goal", exact && outcome.cells.is_none()),
                ("just beside the goal", outcome.percent.as_deref() == Some("99.99")),
            ];
            for (feature, present) in features {
                *self.features.entry(feature).or_default() += u64::from(present);
            }
        }
    }

    fn add_score(&mut self, case: &Case, outcomes: &[Outcome], sheet: &Sheet) {
        let plan = &case.plan;
        self.scores += 1;
        let share = sheet.total.share();
        let grades = plan.score.as_ref().map_or(&[][..], |score| &score.grades);
        let best = |from: &Exact| share.as_ref().is_some_and(|share| share >= from);
        let is_locked = !sheet.vetoes.is_empty()
            && grades.len() > 1
            && grades.iter().filter(|(_, from)| best(from)).count() > 1;
        let features = [
            ("nothing can be had", share.is_none()),
            ("exactly on a grade", grades.iter().any(|(_, from)| Some(from) == share.as_ref())),
            ("below all grades", !grades.is_empty() && share.is_some() && sheet.grade.is_none()),
            ("a veto costs the grade", is_locked),
            ("so far", !sheet.is_final),
            ("more than all points", share.as_ref().is_some_and(|share| *share > whole(100))),
            (
                "some outside the sections",
                sheet.sections.len() > 1 && sheet.sections[0].0.is_none(),
            ),
            ("an empty section", sheet.sections.len() <= plan.sections.len()),
            ("a default weight", plan.default_weight.is_some()),
            ("a default rule", plan.default_scoring.is_some()),
        ];
        for (feature, present) in features {
            *self.score_features.entry(feature).or_default() += u64::from(present);
        }
        for ((target, outcome), points) in plan.targets.iter().zip(outcomes).zip(&sheet.targets) {
            let Some((weight, earned)) = points else { continue };
            self.weighed += 1;
            let rule = target.scoring.as_ref().or(plan.default_scoring.as_ref());
            let percent = outcome.attainment.as_ref().map(|attainment| attainment * whole(100));
            let edge = |from: &Exact| percent.as_ref() == Some(from);
            let is_some = earned.as_ref().is_some_and(Signed::is_positive);
            let is_part = is_some && earned.as_ref() < Some(weight);
            let is_proportional = matches!(rule, None | Some(Scoring::Proportional));
            let cap = plan.score.as_ref().and_then(|score| score.cap.as_ref());
            let floor = plan.score.as_ref().and_then(|score| score.floor.as_ref());
            let features = [
                ("left out", earned.is_none()),
                ("proportional, in part", is_proportional && is_part),
                ("more than its weight", is_proportional && earned.as_ref() > Some(weight)),
                ("on the cap", is_proportional && cap.is_some_and(edge)),
                (
                    "above the cap",
                    is_proportional
                        && percent > Some(cap.cloned().unwrap_or_else(|| whole(100)))
                        && outcome.satisfied,
                ),
                ("on the floor", is_proportional && floor.is_some_and(edge)),
                (
                    "below the floor",
                    is_proportional && percent.is_some() && percent.as_ref() < floor,
                ),
                (
                    "met below 100%",
                    is_proportional && outcome.satisfied && percent < Some(whole(100)),
                ),
                ("all or nothing", matches!(rule, Some(Scoring::AllOrNothing))),
                ("steps", matches!(rule, Some(Scoring::Steps { .. })) && is_part),
                (
                    "steps take all",
                    matches!(rule, Some(Scoring::Steps { .. })) && percent.is_some() && !is_some,
                ),
                ("bands", matches!(rule, Some(Scoring::Bands(_))) && is_some),
                (
                    "on a band",
                    matches!(rule, Some(Scoring::Bands(bands)) if bands.iter().any(|(from, _)| edge(from))),
                ),
                (
                    "below the bands",
                    matches!(rule, Some(Scoring::Bands(_))) && percent.is_some() && !is_some,
                ),
                (
                    "passes without attainment",
                    earned.is_some() && percent.is_none() && !outcome.verdict.fails(),
                ),
                (
                    "fails without attainment",
                    percent.is_none()
                        && matches!(outcome.verdict, Verdict::Missed | Verdict::Behind),
                ),
            ];
            for (feature, present) in features {
                *self.weight_features.entry(feature).or_default() += u64::from(present);
            }
        }
    }

    /// Both tallies as one.
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.cases += other.cases;
        self.refused += other.refused;
        self.does_not_fit += other.does_not_fit;
        self.targets += other.targets;
        add_all(&mut self.faults, other.faults);
        add_all(&mut self.verdicts, other.verdicts);
        add_all(&mut self.kinds, other.kinds);
        add_all(&mut self.features, other.features);
        self.scores += other.scores;
        self.weighed += other.weighed;
        add_all(&mut self.score_features, other.score_features);
        add_all(&mut self.weight_features, other.weight_features);
        self
    }

    /// Everything that occurs too seldom, or too often, to test anything.
    pub(crate) fn blind_spots(&self) -> Vec<String> {
        let mut blind = Vec::new();
        let mut rare = |what: String, count: Option<&u64>, of: u64| {
            if count.is_none_or(|count| count * 100 < of) {
                blind.push(format!("{what}: {count:?} of {of}"));
            }
        };
        for fault in FAULTS {
            rare(format!("{fault:?}"), self.faults.get(&fault), self.cases);
        }
        for verdict in Verdict::ALL {
            rare(format!("{verdict:?}"), self.verdicts.get(&verdict), self.targets);
        }
        for kind in Kind::ALL {
            rare(format!("{kind:?}"), self.kinds.get(&kind), self.targets);
        }
        for (feature, count) in &self.features {
            rare((*feature).to_owned(), Some(count), self.targets);
        }
        for (feature, count) in &self.score_features {
            rare((*feature).to_owned(), Some(count), self.scores);
        }
        for (feature, count) in &self.weight_features {
            rare((*feature).to_owned(), Some(count), self.weighed);
        }
        if self.scores * 3 < self.cases {
            blind.push(format!("{} of {} cases have a score", self.scores, self.cases));
        }
        if self.does_not_fit * 1000 > self.cases {
            blind.push(format!("{} of {} cases do not fit", self.does_not_fit, self.cases));
        }
        if self.refused * 20 < self.cases || self.refused * 8 > self.cases {
            blind.push(format!("{} of {} cases are refused", self.refused, self.cases));
        }
        blind
    }
}

fn add_all<K: Ord>(counts: &mut BTreeMap<K, u64>, more: BTreeMap<K, u64>) {
    for (key, count) in more {
        *counts.entry(key).or_default() += count;
    }
}
