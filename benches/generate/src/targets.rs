//! The targets that the data is about: five measures of each of twelve kinds of school.

use crate::random::Random;

const GROUPS: [&str; 12] = [
    "preschool",
    "primary",
    "lower-secondary",
    "upper-secondary",
    "vocational",
    "higher-education",
    "rural-school",
    "teacher",
    "girls",
    "special-needs",
    "school-library",
    "digital-classroom",
];

/// What is measured, which decides how the figures look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Measure {
    /// Whole numbers below 2500.
    Heads,
    /// 0 to 100 with up to two decimals.
    Percentage,
    /// Below 40 with up to four decimals.
    Hours,
    /// Whole numbers up to 3, mostly 0 and 1.
    Visits,
    /// Below 100 000 with two decimals.
    Money,
}

impl Measure {
    const ALL: [Self; 5] = [Self::Heads, Self::Percentage, Self::Hours, Self::Visits, Self::Money];

    fn name(self) -> &'static str {
        match self {
            Self::Heads => "gross-enrolment",
            Self::Percentage => "completion-rate",
            Self::Hours => "training-hours",
            Self::Visits => "visits",
            Self::Money => "running-cost",
        }
    }

    /// What the rows of an entity and a month are to add up to at least: a little under or over one row's mean, so
    /// that many cells pass and many fail. As the plan writes it, in decimals.
    fn cell_minimum(self) -> &'static str {
        match self {
            Self::Heads => "1000",
            Self::Percentage => "50.5",
            Self::Hours => "20.25",
            Self::Visits => "1",
            Self::Money => "50000.00",
        }
    }

    /// About what a row holds, as a whole number.
    fn mean(self) -> u64 {
        match self {
            Self::Heads => 1_249,
            Self::Percentage => 49,
            Self::Hours => 19,
            Self::Visits => 1,
            Self::Money => 49_999,
        }
    }
}

/// A target with its goals.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// Its name in the plan and in the data.
    pub(crate) id: String,
    /// What it measures.
    pub(crate) measure: Measure,
    /// What all its rows are to add up to at least: near what ten million rows give, so that some pass and some fail.
    pub(crate) goal: u64,
    /// What each entity is to reach in each month.
    pub(crate) cell_minimum: &'static str,
}

/// All targets, in the order in which rows draw them.
pub(crate) fn all() -> Vec<Target> {
    /// Rows of a target among ten million.
    const ROWS: u64 = 10_000_000 / 60 + 1;
    let mut random = Random::new(7);
    let pairs = GROUPS.iter().flat_map(|group| Measure::ALL.map(|measure| (group, measure)));
    pairs
        .map(|(group, measure)| Target {
            id: format!("{group}-{}", measure.name()),
            measure,
            goal: measure.mean() * ROWS + random.below(2_000) * measure.mean() / 10,
            cell_minimum: measure.cell_minimum(),
        })
        .collect()
}
