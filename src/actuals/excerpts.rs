//! The lines that findings are about, fetched from the files once more; rows are not kept once they are read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read};
use std::ops::Range;
use std::sync::Arc;

use super::input::Bytes;
use super::text::{self, Decoding, Grounds};
use super::{File, Input};
use crate::diagnostic::Diagnostic;
use crate::records::Records;
use crate::source::Place;

/// Gives findings about a file that has been read the lines of it that they are about, and the extent of the cells.
///
/// A finding that has its line already stays as it is; so does one whose line cannot be read any more.
pub fn add_excerpts(file: &File, input: Input<'_>, findings: &mut [Diagnostic]) {
    let is_wanted =
        |place: &Place| place.file == file.name && place.line > 0 && place.excerpt.is_none();
    let wanted: BTreeSet<u64> = findings
        .iter_mut()
        .flat_map(places)
        .filter(|place| is_wanted(place))
        .map(|place| place.line)
        .collect();
    if wanted.is_empty() {
        return;
    }
    let decoding = Decoding { encoding: file.encoding, grounds: Grounds::Named };
    let mut bytes = Bytes::new(input.source, false, Arc::default());
    let Ok((text, _)) = text::open(&mut bytes, &Place::file(&file.name), decoding) else { return };
    // What can no longer be read is not shown.
    let delimiter = u8::try_from(file.delimiter).unwrap_or(b',');
    let lines = lines(text, &wanted).unwrap_or_default();
    for place in findings.iter_mut().flat_map(places).filter(|place| is_wanted(place)) {
        if let Some(line) = lines.get(&place.line) {
            let cell = cell_at(line, place.column, delimiter);
            *place = Place::in_line(&place.file, place.line, line, cell);
        }
    }
}

/// The places of a finding.
fn places(finding: &mut Diagnostic) -> impl Iterator<Item = &mut Place> {
    let other = finding.other.as_mut().map(|(place, _)| place);
    std::iter::once(&mut finding.place).chain(other)
}

/// Some lines of a text, by their numbers counted from 1.
fn lines(text: impl Read, wanted: &BTreeSet<u64>) -> io::Result<BTreeMap<u64, String>> {
    let mut text = BufReader::with_capacity(256 * 1024, text);
    let mut lines = BTreeMap::new();
    let last = wanted.last().copied().unwrap_or_default();
    let (mut number, mut line) = (1, Vec::new());
    // A line feed after it belongs to the same break.
    let mut after_carriage_return = false;
    while number <= last {
        let buffer = text.fill_buf()?;
        let has_ended = buffer.is_empty();
        let found = memchr::memchr2(b'\n', b'\r', buffer);
        let passed = found.unwrap_or(buffer.len());
        let completes_a_break = after_carriage_return && buffer.first() == Some(&b'\n');
        after_carriage_return = buffer.get(passed) == Some(&b'\r');
        if wanted.contains(&number) {
            line.extend_from_slice(buffer.get(..passed).unwrap_or_default());
        }
        text.consume(passed + usize::from(found.is_some()));
        if found.is_some() && !completes_a_break || has_ended {
            let line = std::mem::take(&mut line);
            if let (true, Ok(line)) = (wanted.contains(&number), String::from_utf8(line)) {
                lines.insert(number, line);
            }
            number += 1;
        }
        if has_ended {
            break;
        }
    }
    Ok(lines)
}

/// The bytes of the cell that begins at a column of a line, with its quotes.
fn cell_at(line: &str, column: u64, delimiter: u8) -> Range<usize> {
    let before = usize::try_from(column).unwrap_or(1).saturating_sub(1);
    let start = line.char_indices().nth(before).map_or(line.len(), |(start, _)| start);
    let rest = line.get(start..).unwrap_or_default();
    let mut records = Records::new(rest, delimiter);
    let cell = records.next().map_or(0..rest.len(), |record| record.cell_range(0));
    let length = rest.get(cell.clone()).map_or(rest.len(), |cell| cell.trim_end().len());
    start..start + cell.start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_fetched_by_their_numbers() {
        let text = "a\r\nb\n\nd\re\n\r\ng";
        for (number, line) in [(1, "a"), (2, "b"), (3, ""), (4, "d"), (5, "e"), (6, ""), (7, "g")] {
            let found = lines(text.as_bytes(), &BTreeSet::from([number])).unwrap();
            assert_eq!(found, BTreeMap::from([(number, line.to_owned())]), "{number}");
        }
        let found = lines(text.as_bytes(), &BTreeSet::from([2, 5, 8, 9])).unwrap();
        assert_eq!(found.into_keys().collect::<Vec<_>>(), [2, 5]);
    }

    #[test]
    fn cells_are_found_by_their_columns() {
        for (line, column, delimiter, cell) in [
            ("一,二二,三", 3, b',', "二二"),
            ("一,二二,三", 6, b',', "三"),
            ("a;\"b;\"\"c\";d", 3, b';', "\"b;\"\"c\""),
            ("a;\"open", 3, b';', "\"open"),
            ("a,b  ,c", 3, b',', "b"),
            ("a,", 3, b',', ""),
            ("a", 9, b',', ""),
        ] {
            let range = cell_at(line, column, delimiter);
            assert_eq!(&line[range], cell, "{line}");
        }
    }
}
