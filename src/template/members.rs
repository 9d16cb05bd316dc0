//! Whose figures are asked for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{Combine, Plan, Target, normalized};

/// The columns that tell figures apart, with the values that the plan names for each.
pub(super) struct Columns(Vec<Column>);

struct Column {
    header: String,
    /// The header as it is compared.
    key: String,
    values: Vec<String>,
    /// Which of the values it is, by the value as it is compared.
    positions: BTreeMap<String, usize>,
    /// The members of the dimensions of this column.
    roster: BTreeSet<usize>,
}

impl Column {
    fn position(&mut self, value: &str) -> usize {
        let next = self.values.len();
        let position = *self.positions.entry(normalized(value)).or_insert(next);
        if position == next {
            self.values.push(value.to_owned());
        }
        position
    }
}

impl Columns {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut columns = Self(Vec::new());
        for dimension in &plan.dimensions {
            let column = columns.named(&dimension.column);
            for member in &dimension.members {
                let position = column.position(member);
                column.roster.insert(position);
            }
        }
        for filter in plan.targets.iter().flat_map(|target| &target.measure.filters) {
            let column = columns.named(&filter.column);
            for value in &filter.values {
                column.position(value);
            }
        }
        columns
    }

    fn named(&mut self, header: &str) -> &mut Column {
        let key = normalized(header);
        let known = self.0.iter().position(|column| column.key == key);
        let position = known.unwrap_or_else(|| {
            self.0.push(Column {
                header: header.to_owned(),
                key,
                values: Vec::new(),
                positions: BTreeMap::new(),
                roster: BTreeSet::new(),
            });
            self.0.len() - 1
        });
        &mut self.0[position]
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn header(&self, column: usize) -> &str {
        &self.0[column].header
    }

    /// The value in a column; empty where a figure is of no one in particular.
    pub(super) fn value(&self, column: usize, cells: &Cells) -> String {
        let value = cells[column].and_then(|Reverse(value)| self.0[column].values.get(value));
        value.cloned().unwrap_or_default()
    }

    /// What a target says of each column.
    fn asked(&self, plan: &Plan, target: &Target) -> Asked {
        let mut asked: Asked = vec![None; self.0.len()];
        let mut narrow = |header: &str, values: &[String]| {
            let key = normalized(header);
            let Some(column) = self.0.iter().position(|column| column.key == key) else { return };
            let positions = &self.0[column].positions;
            let values: BTreeSet<usize> = values
                .iter()
                .filter_map(|value| positions.get(&normalized(value)).copied())
                .collect();
            let narrowed = match &asked[column] {
                None => values,
                Some(others) => others.intersection(&values).copied().collect(),
            };
            asked[column] = Some(narrowed);
        };
        let each = target.each.iter().flat_map(|each| &each.dimensions);
        for dimension in each.chain(&target.measure.reported_by) {
            if let Some(dimension) = plan.dimensions.get(*dimension) {
                narrow(&dimension.column, &dimension.members);
            }
        }
        for filter in &target.measure.filters {
            narrow(&filter.column, &filter.values);
        }
        asked
    }
}

/// Whose figure it is: for each column a position among its values. Rows without a value come last.
pub(super) type Cells = Vec<Option<Reverse<usize>>>;

/// For each column the values that are asked for, if any are.
type Asked = Vec<Option<BTreeSet<usize>>>;

/// Whose figures of one indicator are asked for.
pub(super) struct Members {
    asked: Vec<Asked>,
    rows: Vec<MemberRow>,
}

/// Those whose figure is one row.
#[derive(Clone)]
pub(super) struct MemberRow {
    pub(super) cells: Cells,
    /// The columns by which others ask for parts of what this row is for.
    pub(super) rest_of: Vec<usize>,
}

impl Members {
    /// As coarse as each target can be served by whole rows.
    pub(super) fn of(plan: &Plan, columns: &Columns, targets: &[&Target]) -> Self {
        let asked: Vec<Asked> = targets.iter().map(|target| columns.asked(plan, target)).collect();
        let mut distinct: Vec<&Asked> = Vec::new();
        for one in &asked {
            if !distinct.contains(&one) {
                distinct.push(one);
            }
        }
        let mut finest: BTreeSet<Cells> = BTreeSet::new();
        for one in distinct {
            finest = joined(&finest, one);
        }
        let mut rows: BTreeMap<Cells, BTreeSet<usize>> =
            finest.iter().map(|cells| (cells.clone(), BTreeSet::new())).collect();
        for (target, asked) in targets.iter().zip(&asked) {
            // Where figures of members do not add up, one more of them would change the figure of the target.
            if matches!(target.measure.combine, Some(Combine::Sum | Combine::Max | Combine::Min)) {
                for (cells, free) in rests(columns, &finest, asked) {
                    rows.entry(cells).or_default().extend(free);
                }
            }
        }
        let mut rows: Vec<MemberRow> = rows
            .into_iter()
            .map(|(cells, rest_of)| MemberRow { cells, rest_of: rest_of.into_iter().collect() })
            .collect();
        // In the order of the rosters, what belongs to no member last.
        rows.reverse();
        Self { asked, rows }
    }

    pub(super) fn rows(&self) -> &[MemberRow] {
        &self.rows
    }

    /// The targets that a row serves: positions among those given.
    pub(super) fn targets_of(&self, cells: &Cells) -> Vec<usize> {
        (0..self.asked.len()).filter(|&target| serves(cells, &self.asked[target])).collect()
    }
}

/// Whether a row has a value that is asked for in each column in which any is.
fn serves(cells: &Cells, asked: &Asked) -> bool {
    cells.iter().zip(asked).all(|(cell, asked)| match (cell, asked) {
        (_, None) => true,
        (Some(Reverse(value)), Some(asked)) => asked.contains(value),
        (None, Some(_)) => false,
    })
}

/// The cells in the columns of which a target says something.
fn part(cells: &Cells, asked: &Asked) -> Cells {
    let part = cells.iter().zip(asked).map(|(cell, asked)| cell.filter(|_| asked.is_some()));
    part.collect()
}

/// Some rows, divided by what a target asks for, and what it asks for beside them.
fn joined(rows: &BTreeSet<Cells>, asked: &Asked) -> BTreeSet<Cells> {
    let mut joined = BTreeSet::new();
    let mut served = BTreeSet::new();
    for row in rows {
        let agrees = row.iter().zip(asked).all(|(cell, asked)| match (cell, asked) {
            (Some(Reverse(value)), Some(asked)) => asked.contains(value),
            _ => true,
        });
        if agrees {
            for divided in expanded(row, asked) {
                served.insert(part(&divided, asked));
                joined.insert(divided);
            }
        } else {
            joined.insert(row.clone());
        }
    }
    let alone = expanded(&vec![None; asked.len()], asked);
    joined.extend(alone.into_iter().filter(|row| !served.contains(row)));
    joined
}

/// A row for each combination of the values asked for in the columns in which it has none.
fn expanded(row: &Cells, asked: &Asked) -> Vec<Cells> {
    let mut rows = vec![row.clone()];
    for (column, values) in asked.iter().enumerate() {
        let Some(values) = values.as_ref().filter(|_| row[column].is_none()) else { continue };
        let with = |row: &Cells, value: usize| {
            let mut row = row.clone();
            row[column] = Some(Reverse(value));
            row
        };
        rows =
            rows.iter().flat_map(|row| values.iter().map(move |&value| with(row, value))).collect();
    }
    rows
}

/// What a target asks for as a whole of which others ask for parts that may not be all; with the columns that divide
/// it.
fn rests(
    columns: &Columns,
    finest: &BTreeSet<Cells>,
    asked: &Asked,
) -> BTreeMap<Cells, BTreeSet<usize>> {
    // For each row of the target the values that stand in the columns that it leaves free.
    let mut parts: BTreeMap<Cells, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
    for cells in finest.iter().filter(|cells| serves(cells, asked)) {
        let values = parts.entry(part(cells, asked)).or_default();
        for (column, cell) in
            cells.iter().enumerate().filter(|(column, _)| asked[*column].is_none())
        {
            if let Some(Reverse(value)) = cell {
                values.entry(column).or_default().insert(*value);
            }
        }
    }
    let is_part = |(column, values): (usize, BTreeSet<usize>)| {
        let roster = &columns.0[column].roster;
        (roster.is_empty() || !roster.is_subset(&values)).then_some(column)
    };
    let rests = parts.into_iter().map(|(cells, values)| {
        (cells, values.into_iter().filter_map(is_part).collect::<BTreeSet<usize>>())
    });
    rests.filter(|(_, free)| !free.is_empty()).collect()
}
