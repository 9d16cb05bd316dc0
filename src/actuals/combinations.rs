//! Whose figure it is: the values of a row in the dimension columns.

use std::borrow::Cow;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};

use super::grain::Grain;
use super::row::Row;
use crate::plan::{Plan, is_nobody, normalized};

/// A value for each column.
type Combination = Arc<[Arc<str>]>;

/// The distinct combinations of dimension values.
#[derive(Debug, Default)]
pub(super) struct Combinations {
    columns: Vec<String>,
    all: Vec<Combination>,
    positions: HashMap<Combination, u32>,
    values: HashSet<Arc<str>>,
    /// The value where there is none.
    none: Arc<str>,
    /// Whether what databases write where there is no value is the name of somebody in the plan.
    has_nobody: bool,
    /// The columns of the file at hand: which cell of a row, and which of `columns` it belongs to.
    cells: Vec<(usize, usize)>,
    /// The combinations of the file at hand by its cells as written, so that each is normalised once.
    as_written: HashMap<Vec<u8>, u32>,
    key: Vec<u8>,
    /// The combination of the file at hand where no column is told apart.
    undivided: Option<u32>,
}

impl Combinations {
    /// No combinations yet, of rows that are asked about by a plan.
    pub(super) fn new(plan: &Plan) -> Self {
        let members = plan.dimensions.iter().flat_map(|dimension| &dimension.members);
        let filters = plan.targets.iter().flat_map(|target| &target.measure.filters);
        let mut names = members.chain(filters.flat_map(|filter| &filter.values));
        Self { has_nobody: names.any(|name| is_nobody(name)), ..Self::default() }
    }

    /// Begins a file with these dimension columns, each with its position in a row.
    pub(super) fn begin_file(&mut self, columns: &[(usize, String)]) {
        self.as_written.clear();
        self.undivided = None;
        self.cells.clear();
        for (field, name) in columns {
            let column = self.column(name);
            self.cells.push((*field, column));
        }
        self.widen();
    }

    /// The cell of a row of the file at hand in a column; empty where there is none.
    pub(super) fn cell_of<'t>(&self, row: &Row<'_, 't>, column: &str) -> Cow<'t, str> {
        let is_it = |(_, known): &&(usize, usize)| {
            self.columns.get(*known).is_some_and(|known| known == column)
        };
        self.cells.iter().find(is_it).map_or(Cow::Borrowed(""), |(field, _)| row.cell(*field))
    }

    /// The position of a row's combination, of which a grain tells some columns apart.
    pub(super) fn of(&mut self, row: &Row<'_, '_>, grain: &Grain) -> u32 {
        self.key.clear();
        let mut is_divided = false;
        for (field, column) in &self.cells {
            if grain.tells_apart(&self.columns[*column]) {
                let cell = row.cell(*field);
                // The length keeps `ab,c` and `a,bc` apart.
                self.key.extend_from_slice(&cell.len().to_le_bytes());
                self.key.extend_from_slice(cell.as_bytes());
                is_divided = true;
            } else {
                self.key.extend_from_slice(&usize::MAX.to_le_bytes());
            }
        }
        if let (false, Some(position)) = (is_divided, self.undivided) {
            return position;
        }
        if let Some(position) = self.as_written.get(&self.key) {
            return *position;
        }
        let mut combination = self.without_values();
        for at in 0..self.cells.len() {
            let (field, column) = self.cells[at];
            if grain.tells_apart(&self.columns[column]) {
                let cell = row.cell(field);
                if self.has_nobody || !is_nobody(&cell) {
                    combination[column] = self.value(&normalized(&cell));
                }
            }
        }
        let position = self.position(&combination);
        self.as_written.insert(self.key.clone(), position);
        if !is_divided {
            self.undivided = Some(position);
        }
        position
    }

    /// The value of a combination in a column, normalised; empty where it has none.
    pub(super) fn value_of(&self, combination: u32, column: &str) -> &str {
        let column = self.columns.iter().position(|known| known == column);
        let values = self.all.get(combination as usize);
        column.and_then(|column| values?.get(column)).map_or("", |value| value)
    }

    /// Begins again with the same columns; gives the combinations known so far.
    pub(super) fn begin_again(&mut self) -> Self {
        let again = Self {
            columns: self.columns.clone(),
            cells: self.cells.clone(),
            none: Arc::clone(&self.none),
            has_nobody: self.has_nobody,
            ..Self::default()
        };
        std::mem::replace(self, again)
    }

    /// What is left of a combination of a table with the same columns when only those of a grain are told apart.
    pub(super) fn project(&mut self, table: &Self, combination: u32, grain: &Grain) -> u32 {
        let mut values = self.without_values();
        for (at, value) in values.iter_mut().enumerate() {
            if grain.tells_apart(&self.columns[at]) {
                *value = self.value(&table.all[combination as usize][at]);
            }
        }
        self.position(&values)
    }

    /// Takes in the combinations of another table; gives their positions here.
    pub(super) fn absorb(&mut self, other: Self) -> Vec<u32> {
        let columns: Vec<usize> = other.columns.iter().map(|name| self.column(name)).collect();
        self.widen();
        let mut positions = Vec::with_capacity(other.all.len());
        for values in other.all {
            let mut combination = self.without_values();
            for (value, column) in values.iter().zip(&columns) {
                combination[*column] = self.value(value);
            }
            positions.push(self.position(&combination));
        }
        positions
    }

    /// The columns, and those combinations that are named, in that order; each has a value per column.
    pub(super) fn into_parts(self, named: &[u32]) -> (Vec<String>, Vec<Vec<Arc<str>>>) {
        let combinations = named.iter().map(|position| self.all[*position as usize].to_vec());
        (self.columns, combinations.collect())
    }

    fn column(&mut self, name: &str) -> usize {
        self.columns.iter().position(|known| known == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }

    /// The combinations known so far have no value in columns that are new.
    fn widen(&mut self) {
        if self.all.first().is_none_or(|combination| combination.len() == self.columns.len()) {
            return;
        }
        self.positions.clear();
        for (combination, position) in self.all.iter_mut().zip(0..) {
            let none = std::iter::repeat_n(&self.none, self.columns.len() - combination.len());
            *combination = combination.iter().chain(none).cloned().collect();
            self.positions.insert(Arc::clone(combination), position);
        }
    }

    /// The combination that has none.
    fn without_values(&self) -> Vec<Arc<str>> {
        vec![Arc::clone(&self.none); self.columns.len()]
    }

    fn position(&mut self, combination: &[Arc<str>]) -> u32 {
        if let Some(position) = self.positions.get(combination) {
            return *position;
        }
        // Four billion combinations would not fit into memory.
        let position = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let combination = Combination::from(combination);
        self.all.push(Arc::clone(&combination));
        self.positions.insert(combination, position);
        position
    }

    fn value(&mut self, name: &str) -> Arc<str> {
        if name.is_empty() {
            return Arc::clone(&self.none);
        }
        if let Some(value) = self.values.get(name) {
            return Arc::clone(value);
        }
        let value: Arc<str> = Arc::from(name);
        self.values.insert(Arc::clone(&value));
        value
    }
}
