//! Who there is: the combinations of the members of several dimensions.

use crate::plan::Plan;

/// Every combination of members of some dimensions, in the order of the rosters: positions in them.
pub(crate) struct Members {
    /// How many members each dimension has.
    counts: Vec<usize>,
    next: Option<Vec<usize>>,
}

impl Members {
    /// Those of dimensions that are positions in [`Plan::dimensions`].
    pub(crate) fn of(plan: &Plan, dimensions: &[usize]) -> Self {
        let count = |dimension: &usize| {
            plan.dimensions.get(*dimension).map_or(0, |dimension| dimension.members.len())
        };
        let counts: Vec<usize> = dimensions.iter().map(count).collect();
        let next = counts.iter().all(|count| *count > 0).then(|| vec![0; counts.len()]);
        Self { counts, next }
    }
}

impl Iterator for Members {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let members = self.next.take()?;
        let mut next = members.clone();
        for (member, count) in next.iter_mut().zip(&self.counts).rev() {
            *member += 1;
            if *member < *count {
                self.next = Some(next);
                break;
            }
            *member = 0;
        }
        Some(members)
    }
}
