//! What a run has seen, so that the generator cannot go blind unnoticed.

use super::judge::{Fault, Judgement, Verdict};
use super::model::{Case, Kind};
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
}

/// Every fault of the figures that the generator makes on purpose.
const FAULTS: [Fault; 6] = [
    Fault::Contradiction,
    Fault::CumulativeFell,
    Fault::SeveralRows,
    Fault::SeveralCombinations,
    Fault::OverlappingPeriods,
    Fault::RatioOverZero,
];

impl Tally {
    pub(crate) fn add(&mut self, case: &Case, judgement: &Judgement) {
        self.cases += 1;
        let outcomes = match judgement {
            Judgement::Refused(faults) => {
                self.refused += 1;
                for fault in faults {
                    *self.faults.entry(*fault).or_default() += 1;
                }
                return;
            }
            Judgement::Evaluated { outcomes, .. } => outcomes,
        };
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
        if self.does_not_fit * 1000 > self.cases {
            blind.push(format!("{} of {} cases do not fit", self.does_not_fit, self.cases));
        }
        if self.refused * 20 < self.cases || self.refused * 10 > self.cases {
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
