//! Rows of a file as they stand in it, fetched once more for whoever has sent it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use super::blocks::{Blocks, Buffer, Cut, Stop};
use super::input::Bytes;
use super::text::{self, Decoding, Grounds};
use super::{File, Input};
use crate::records::{Record, Records};
use crate::source::Place;

/// How many bytes are read at a time.
const BLOCK: usize = 256 * 1024;

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// Its cells as written, without quotes around them.
    pub cells: Vec<String>,
}

/// The rows of a file that has been read in which some lines stand, by those lines: the rows as which it has been read.
/// Where it ends in something else than text, the line of a NUL is a row for itself, and one that cannot be decoded is
/// left out.
///
/// # Errors
/// When the file cannot be read any more.
pub fn rows_at(
    file: &File,
    input: Input<'_>,
    lines: &BTreeSet<u64>,
) -> io::Result<BTreeMap<u64, Row>> {
    let mut found = BTreeMap::new();
    let Some(last) = lines.last() else { return Ok(found) };
    let decoding = Decoding { encoding: file.encoding, grounds: Grounds::Named };
    let mut bytes = Bytes::new(input.source, false, Arc::default());
    let (text, _) = text::open(&mut bytes, &Place::file(&file.name), decoding)
        .map_err(|problem| io::Error::other(problem.message.english().to_owned()))?;
    let delimiter = u8::try_from(file.delimiter).unwrap_or(b',');
    let mut blocks = Blocks::new(text, Vec::new(), 0, delimiter, Cut::Careful, BLOCK);
    let mut buffer = Buffer::default();
    // The line on which the block begins.
    let mut first = 1;
    while first <= *last {
        match blocks.next(&mut buffer) {
            Ok(Some(_)) => {}
            Err(Stop::Failed(error)) => return Err(error),
            // What follows has not been read as rows.
            Ok(None) | Err(Stop::Endless) => break,
        }
        let (text, fault) = text::readable(&buffer);
        let mut take = |text: &str, first: u64| {
            let mut records = Records::new(text, delimiter);
            while let Some(record) = records.next() {
                let line = first + record.line();
                for asked in lines.range(line..line + record.line_count()) {
                    found.insert(*asked, Row { line, cells: cells(&record) });
                }
            }
            first + records.line_breaks()
        };
        first = take(text, first);
        if fault.is_some() {
            let rest = buffer.get(text.len()..).unwrap_or_default();
            let line = rest.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
            if let Ok(line) = std::str::from_utf8(line) {
                take(line, first);
            }
            break;
        }
    }
    Ok(found)
}

fn cells(record: &Record<'_, '_>) -> Vec<String> {
    (0..record.len()).map(|field| record.cell(field).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::{Encoding, Layout};

    /// The rows of a text with semicolons in which some lines stand.
    fn rows(text: &str, lines: &[u64]) -> BTreeMap<u64, Row> {
        let file = File {
            name: Arc::from("a.csv"),
            encoding: Encoding::UTF_8,
            delimiter: ';',
            layout: Layout::Long,
            header: Vec::new(),
            dimensions: Vec::new(),
            unit_above: None,
            sha256: None,
            rows: 0,
            set_aside: BTreeMap::new(),
        };
        let lines = lines.iter().copied().collect();
        rows_at(&file, Input::text("a.csv", text.as_bytes()), &lines).unwrap()
    }

    fn row(line: u64, cells: &[&str]) -> Row {
        Row { line, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn rows_are_found_by_any_of_their_lines() {
        let text = "a;b\r\n1;\"two\r\nlines\"\n\r3;\"open\n4;5\n";
        let found = rows(text, &[1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(found.keys().copied().collect::<Vec<_>>(), [1, 2, 3, 5, 6]);
        assert_eq!(found[&1], row(1, &["a", "b"]));
        assert_eq!(found[&2], row(2, &["1", "two\r\nlines"]));
        assert_eq!(found[&3], found[&2]);
        // A quote that is not closed keeps to its line.
        assert_eq!(found[&5], row(5, &["3", "\"open"]));
        assert_eq!(found[&6], row(6, &["4", "5"]));
        assert!(rows(text, &[]).is_empty() && rows(text, &[99]).is_empty());
    }

    #[test]
    fn a_quote_at_fault_takes_no_other_row_along() {
        let text = "a;b\n1;5\" pipe\n2;x\n3;6\" pipe\n";
        let expected =
            [row(2, &["1", "5\" pipe"]), row(3, &["2", "x"]), row(4, &["3", "6\" pipe"])];
        assert_eq!(rows(text, &[2, 3, 4]).into_values().collect::<Vec<_>>(), expected);
        let text = "a;b\n\"1\n2\" x;y\n3;4\n";
        let expected = [row(2, &["\"1"]), row(3, &["2\" x", "y"]), row(4, &["3", "4"])];
        assert_eq!(rows(text, &[2, 3, 4]).into_values().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn rows_have_any_number_of_lines() {
        let cell = "line\n".repeat(1000);
        let text = format!("a;b\n1;\"{cell}\"\n2;\"x\ny\"\n3;z");
        let found = rows(&text, &[500, 1003, 1005]);
        assert_eq!(found[&500], row(2, &["1", &cell]));
        assert_eq!(found[&1003], row(1003, &["2", "x\ny"]));
        assert_eq!(found[&1005], row(1005, &["3", "z"]));
    }

    #[test]
    fn lines_are_counted_over_several_reads() {
        let text = "a;b\n\n".to_owned() + &"1;\"x\r\ny\"\r\n".repeat(1_000_000) + "2;z\n";
        let found = rows(&text, &[1_000_001, 2_000_002, 2_000_003]);
        assert_eq!(found[&1_000_001], row(1_000_001, &["1", "x\r\ny"]));
        assert_eq!(found[&2_000_002], row(2_000_001, &["1", "x\r\ny"]));
        assert_eq!(found[&2_000_003], row(2_000_003, &["2", "z"]));
    }

    #[test]
    fn a_line_with_a_nul_is_the_last_row() {
        let found = rows("a;b\n1;2\n3;\"\0\n5;6\n", &[2, 3, 4]);
        let expected = [row(2, &["1", "2"]), row(3, &["3", "\"\0"])];
        assert_eq!(found.into_values().collect::<Vec<_>>(), expected);
    }
}
