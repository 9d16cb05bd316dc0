//! How a plan scores its targets.

use crate::quantity::Quantity;

/// What a plan that weighs its targets says of the score as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// The attainment above which there are no more points, in per cent; 100 or more.
    pub cap: Quantity,
    /// The attainment below which there are none, in per cent; at most 100.
    pub floor: Quantity,
    /// The grades, the best one first.
    pub grades: Vec<Grade>,
}

impl Default for Score {
    fn default() -> Self {
        Self { cap: Quantity::HUNDRED, floor: Quantity::ZERO, grades: Vec::new() }
    }
}

/// A grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Its name, such as `A`.
    pub name: String,
    /// The share from which on it is given, in per cent of the points that can be had.
    pub from: Quantity,
}

/// What a target is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// The points for a goal that is met; above 0.
    pub points: Quantity,
    /// How many of them an attainment earns.
    pub scoring: Scoring,
}

/// How many points an attainment earns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scoring {
    /// `proportional`: as large a share of them as the attainment is.
    Proportional,
    /// `all-or-nothing`: all of them for a goal that is satisfied.
    AllOrNothing,
    /// `{ per = "3%", minus = 1 }`: so many less for every full `per` that is missing to 100%.
    Steps {
        /// In per cent; above 0.
        per: Quantity,
        /// Points; above 0.
        minus: Quantity,
    },
    /// `{ "100%" = 5, "80%" = 3 }`: so many from an attainment on; the highest band first.
    Bands(Vec<Band>),
}

/// A band of attainments that earn the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The attainment from which on it counts, in per cent.
    pub from: Quantity,
    /// The points.
    pub points: Quantity,
}
