//! Whose figure it is: the values of a row in the dimension columns.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use csv::StringRecord;

use crate::plan::normalized;

/// The distinct combinations of dimension values over all files.
#[derive(Debug, Default)]
pub(super) struct Combinations {
    columns: Vec<String>,
    all: Vec<Vec<Arc<str>>>,
    positions: HashMap<Vec<Arc<str>>, u32>,
    values: HashMap<String, Arc<str>>,
    /// The columns of the file at hand: which cell of a row, and which of `columns` it belongs to.
    cells: Vec<(usize, usize)>,
    /// The combinations of the file at hand by its cells as written, so that each is normalised once.
    as_written: HashMap<String, u32>,
    key: String,
}

impl Combinations {
    /// Begins a file with these dimension columns, each with its position in a row.
    pub(super) fn begin_file(&mut self, columns: &[(usize, String)]) {
        self.as_written.clear();
        self.cells.clear();
        for (field, name) in columns {
            let column = self.columns.iter().position(|known| known == name).unwrap_or_else(|| {
                self.columns.push(name.clone());
                self.columns.len() - 1
            });
            self.cells.push((*field, column));
        }
        // The combinations of earlier files have no value in the columns that are new.
        self.positions.clear();
        let none: Arc<str> = Arc::from("");
        for (combination, position) in self.all.iter_mut().zip(0..) {
            combination.resize(self.columns.len(), Arc::clone(&none));
            self.positions.insert(combination.clone(), position);
        }
    }

    /// The position of a row's combination.
    pub(super) fn of(&mut self, row: &StringRecord) -> u32 {
        self.key.clear();
        for (field, _) in &self.cells {
            let cell = row.get(*field).unwrap_or_default();
            // The length keeps `ab,c` and `a,bc` apart. Writing into a string cannot fail.
            let _ = write!(self.key, "{}:{cell}", cell.len());
        }
        if let Some(position) = self.as_written.get(&self.key) {
            return *position;
        }
        let mut combination = vec![self.value(""); self.columns.len()];
        for (field, column) in self.cells.clone() {
            let value = self.value(&normalized(row.get(field).unwrap_or_default()));
            if let Some(slot) = combination.get_mut(column) {
                *slot = value;
            }
        }
        let position = self.position(combination);
        self.as_written.insert(self.key.clone(), position);
        position
    }

    fn position(&mut self, combination: Vec<Arc<str>>) -> u32 {
        if let Some(position) = self.positions.get(&combination) {
            return *position;
        }
        // Four billion combinations would not fit into memory.
        let position = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(combination.clone());
        self.positions.insert(combination, position);
        position
    }

    fn value(&mut self, name: &str) -> Arc<str> {
        if let Some(value) = self.values.get(name) {
            return Arc::clone(value);
        }
        let value: Arc<str> = Arc::from(name);
        self.values.insert(name.to_owned(), Arc::clone(&value));
        value
    }

    /// The columns and the combinations, each with a value per column.
    pub(super) fn into_parts(self) -> (Vec<String>, Vec<Vec<Arc<str>>>) {
        (self.columns, self.all)
    }
}
