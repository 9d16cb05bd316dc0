//! Rows of a file as they stand in it, fetched once more for whoever has sent it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

use super::input::Bytes;
use super::text::{self, Decoding, Grounds};
use super::{File, Input};
use crate::records::Records;
use crate::source::Place;

/// A row of more lines has a quote that is not closed: it is its first line.
const MOST_LINES: usize = 100;

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// Its cells as written, without quotes around them.
    pub cells: Vec<String>,
}

/// The rows of a file that has been read in which some lines stand, by those lines.
///
/// # Errors
/// When the file cannot be read any more.
pub fn rows_at(
    file: &File,
    input: Input<'_>,
    lines: &BTreeSet<u64>,
) -> io::Result<BTreeMap<u64, Row>> {
    let decoding = Decoding { encoding: file.encoding, grounds: Grounds::Named };
    let mut bytes = Bytes::new(input.source, false, Arc::default());
    let (text, _) = text::open(&mut bytes, &Place::file(&file.name), decoding)
        .map_err(|problem| io::Error::other(problem.message.english().to_owned()))?;
    let delimiter = u8::try_from(file.delimiter).unwrap_or(b',');
    let mut found = BTreeMap::new();
    let mut open = Open { lines, delimiter, first: 1, text: Vec::new() };
    let Some(last) = lines.last() else { return Ok(found) };
    let mut number = 0;
    each_line(text, |line| {
        number += 1;
        open.take(line, &mut found);
        number <= *last || !open.text.is_empty()
    })?;
    open.end(&mut found);
    Ok(found)
}

/// A row that is being read.
struct Open<'l> {
    lines: &'l BTreeSet<u64>,
    delimiter: u8,
    /// The line on which it begins.
    first: u64,
    /// Its lines so far.
    text: Vec<String>,
}

impl Open<'_> {
    fn take(&mut self, line: &str, found: &mut BTreeMap<u64, Row>) {
        self.text.push(line.to_owned());
        let quotes: usize = self.text.iter().map(|line| line.matches('"').count()).sum();
        if quotes.is_multiple_of(2) {
            let lines = self.text.len();
            self.close(lines, found);
        } else if self.text.len() > MOST_LINES {
            self.end(found);
        }
    }

    /// Each line is a row for itself.
    fn end(&mut self, found: &mut BTreeMap<u64, Row>) {
        while !self.text.is_empty() {
            self.close(1, found);
        }
    }

    /// The first lines are a row.
    fn close(&mut self, count: usize, found: &mut BTreeMap<u64, Row>) {
        let lines: Vec<String> = self.text.drain(..count).collect();
        let end = self.first + count as u64;
        let asked: Vec<u64> = self.lines.range(self.first..end).copied().collect();
        if !asked.is_empty() {
            let text = lines.join("\n");
            let mut records = Records::new(&text, self.delimiter);
            let cells = records.next().map_or_else(Vec::new, |record| {
                (0..record.len()).map(|field| record.cell(field).into_owned()).collect()
            });
            let row = Row { line: self.first, cells };
            found.extend(asked.into_iter().map(|line| (line, row.clone())));
        }
        self.first = end;
    }
}

/// The lines of a text in their order, as long as they are wanted; they end in LF, CRLF or CR.
fn each_line(text: impl Read, mut is_wanted: impl FnMut(&str) -> bool) -> io::Result<()> {
    let mut text = BufReader::with_capacity(256 * 1024, text);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        if text.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(());
        }
        let line = std::str::from_utf8(&bytes).map_err(io::Error::other)?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        for line in line.split('\r') {
            if !is_wanted(line) {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::{Encoding, Layout};

    #[test]
    fn rows_are_found_by_any_of_their_lines() {
        let text = "a;b\r\n1;\"two\nlines\"\n\r3;\"open\n4;5\n";
        let file = File {
            name: Arc::from("a.csv"),
            encoding: Encoding::UTF_8,
            delimiter: ';',
            layout: Layout::Long,
            header: Vec::new(),
            sha256: None,
            rows: 0,
            set_aside: BTreeMap::new(),
        };
        let rows = |lines: &[u64]| {
            let lines = lines.iter().copied().collect();
            rows_at(&file, Input::text("a.csv", text.as_bytes()), &lines).unwrap()
        };
        let cells = |line: u64, cells: &[&str]| Row {
            line,
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        assert_eq!(rows(&[1])[&1], cells(1, &["a", "b"]));
        assert_eq!(rows(&[2])[&2], cells(2, &["1", "two\nlines"]));
        assert_eq!(rows(&[3])[&3], cells(2, &["1", "two\nlines"]));
        // A quote that is not closed keeps to its line.
        assert_eq!(rows(&[6])[&6], cells(6, &["4", "5"]));
        assert!(rows(&[]).is_empty() && rows(&[99]).is_empty());
    }
}
