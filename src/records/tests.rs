//! What the splitter makes of texts, held against readings that are slow and plain, and against another reader.

use proptest::prelude::*;

use super::*;
use crate::actuals::whole_records;

/// A record as a test sees it: where it begins, its line, its cells, its faults.
type Seen = (usize, u64, Vec<String>, Vec<Fault>);

fn seen(text: &str) -> Vec<Seen> {
    let mut records = Records::new(text, b',');
    let mut seen = Vec::new();
    while let Some(record) = records.next() {
        let cells = (0..record.len()).map(|cell| record.cell(cell).into_owned()).collect();
        assert_tiled(&record);
        seen.push((record.offset(), record.line(), cells, record.faults().to_vec()));
    }
    seen
}

/// Asserts that the cells with their delimiters make up the record.
fn assert_tiled(record: &Record<'_, '_>) {
    let ranges: Vec<Range<usize>> = (0..record.len()).map(|cell| record.cell_range(cell)).collect();
    let raw: Vec<&str> = ranges.iter().map(|range| &record.text[range.clone()]).collect();
    assert_eq!(raw.join(","), record.raw());
    assert_eq!(ranges[0].start, record.offset());
    assert_eq!(record.spans_several_lines(), record.raw().contains(['\n', '\r']));
    assert_eq!(record.line_count(), 1 + line_of(record.raw(), record.raw().len()));
    for (cell, raw) in raw.iter().enumerate().take(MOST_FAULTS) {
        let quoted = record.is_quoted(cell);
        let at_fault = record.faults().iter().any(|fault| fault.cell == cell);
        assert_eq!(quoted, raw.starts_with('"') && !at_fault, "{raw}");
        if !quoted {
            assert_eq!(record.cell(cell), *raw);
        }
    }
}

/// The cells of each record.
fn cells(text: &str) -> Vec<Vec<String>> {
    seen(text).into_iter().map(|(_, _, cells, _)| cells).collect()
}

/// The faults of all records: what, at which byte, opened where, in which cell.
fn faults(text: &str) -> Vec<(FaultKind, usize, Option<usize>, usize)> {
    let faults = seen(text).into_iter().flat_map(|(.., faults)| faults);
    faults.map(|fault| (fault.kind, fault.at, fault.opened_at, fault.cell)).collect()
}

/// Whether quotes stand only where they may, found byte by byte.
fn is_free_of_faults(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends_cell = |byte: Option<&u8>| byte.is_none_or(|byte| b",\r\n".contains(byte));
    let mut position = 0;
    while position < bytes.len() {
        if bytes[position] == b'"' {
            position += 1;
            loop {
                match (bytes.get(position), bytes.get(position + 1)) {
                    (Some(b'"'), Some(b'"')) => position += 2,
                    (Some(b'"'), next) if ends_cell(next) => break,
                    (None | Some(b'"'), _) => return false,
                    _ => position += 1,
                }
            }
            position += 1;
        } else {
            while !ends_cell(bytes.get(position)) {
                if bytes[position] == b'"' {
                    return false;
                }
                position += 1;
            }
        }
        position += 1;
    }
    true
}

/// What another reader makes of a text without faults.
fn cells_by_the_csv_crate(text: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    let records = records.filter(|record| {
        let start = usize::try_from(record.position().unwrap().byte()).unwrap();
        let rest = text[start..].trim_start_matches(['\r', '\n']);
        record.len() > 1 || !record[0].trim().is_empty() || rest.starts_with('"')
    });
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// The line of a byte, counted from 0.
fn line_of(text: &str, offset: usize) -> u64 {
    let before = &text[..offset];
    let breaks = before.replace("\r\n", "\n");
    u64::try_from(breaks.matches(['\r', '\n']).count()).unwrap()
}

/// Whether the text has a cell of several lines at fault, after which blocks may be cut elsewhere.
fn has_fault_over_lines(text: &str) -> bool {
    faults(text).into_iter().any(|(kind, at, opened_at, _)| {
        kind == FaultKind::Unclosed
            || opened_at.is_some_and(|opened_at| text[opened_at..at].contains(['\r', '\n']))
    })
}

/// Asserts that blocks of a text, cut at any bytes, give the records of the text.
fn assert_blocks_agree(text: &str, cuts: &[usize]) {
    let mut starts = vec![];
    let mut start = 0;
    for cut in cuts.iter().copied() {
        if cut > start {
            let whole = whole_records(&text.as_bytes()[start..cut], b',');
            starts.extend((whole > 0).then_some(start));
            start += whole;
        }
    }
    starts.push(start);
    let whole = seen(text);
    let mut pieces = vec![];
    for (position, start) in starts.iter().enumerate() {
        let end = starts.get(position + 1).copied().unwrap_or(text.len());
        for (offset, line, cells, faults) in seen(&text[*start..end]) {
            let faults = faults.into_iter().map(|fault| Fault {
                at: start + fault.at,
                opened_at: fault.opened_at.map(|at| start + at),
                ..fault
            });
            pieces.push((start + offset, line_of(text, *start) + line, cells, faults.collect()));
        }
    }
    assert_eq!(pieces, whole, "{text:?} cut at {cuts:?}");
}

/// Asserts all that holds for any text.
fn assert_consistent(text: &str) {
    let whole = seen(text);
    for (offset, line, ..) in &whole {
        assert_eq!(*line, line_of(text, *offset), "{text:?}");
    }
    let free = whole.iter().all(|(.., faults)| faults.is_empty());
    assert_eq!(free, is_free_of_faults(text), "{text:?}");
    if free {
        assert_eq!(cells(text), cells_by_the_csv_crate(text), "{text:?}");
    }
}

#[test]
fn all_line_breaks_in_one_text() {
    let text = "a,b\nc,d\r\ne,f\rg,h";
    assert_eq!(cells(text), [["a", "b"], ["c", "d"], ["e", "f"], ["g", "h"]]);
    assert_eq!(cells("a,b\n"), cells("a,b"));
    assert_eq!(cells("a,\n,"), [["a", ""], ["", ""]]);
}

#[test]
fn quoted_cells() {
    assert_eq!(
        cells("\"a,b\",\"say \"\"yes\"\"\",\"\"\n\"\"\"\",x"),
        [vec!["a,b", "say \"yes\"", ""], vec!["\"", "x"],]
    );
    assert_eq!(
        cells("\"one\ntwo\r\nthree\rfour\",x\ny"),
        [vec!["one\ntwo\r\nthree\rfour", "x"], vec!["y"]]
    );
}

#[test]
fn white_space_is_kept() {
    assert_eq!(cells(" a , b\t,\u{3000}c\n"), [[" a ", " b\t", "\u{3000}c"]]);
}

#[test]
fn blank_lines_are_no_records_but_count() {
    let lines =
        |text| seen(text).into_iter().map(|(_, line, cells, _)| (line, cells)).collect::<Vec<_>>();
    let record =
        |line, cells: &[&str]| (line, cells.iter().map(|cell| (*cell).to_owned()).collect());
    assert_eq!(
        lines("\n\r\n  \n\u{3000}\t\r\ra,b\n\n\"x\ny\",z\nc"),
        [record(5, &["a", "b"]), record(7, &["x\ny", "z"]), record(9, &["c"]),]
    );
    // Cells that somebody separated or quoted are there, though nothing is in them.
    assert_eq!(
        lines("\"\"\n\" \"\n,\n , "),
        [record(0, &[""]), record(1, &[" "]), record(2, &["", ""]), record(3, &[" ", " "]),]
    );
    assert!(lines("").is_empty() && lines("\r\n").is_empty() && lines(" ").is_empty());
}

#[test]
fn other_delimiters() {
    for delimiter in [b';', b'\t', b'|', b' ', b'\0'] {
        let text = "a,b;\"c;d\";\ne".replace(';', &char::from(delimiter).to_string());
        let mut records = Records::new(&text, delimiter);
        let record = records.next().unwrap();
        assert_eq!(
            (record.len(), record.cell(0).as_ref(), record.cell(2).as_ref()),
            (3, "a,b", "")
        );
        assert_eq!(record.cell(1).as_bytes(), [b'c', delimiter, b'd']);
        assert_eq!(records.next().unwrap().len(), 1);
        assert!(records.next().is_none());
    }
}

#[test]
fn where_cells_stand() {
    let mut records = Records::new("\nx\n万,\"b\"\"\",\r\n", b',');
    assert_eq!(records.next().unwrap().raw(), "x");
    let record = records.next().unwrap();
    assert_eq!(
        (record.raw(), record.offset(), record.line(), record.len()),
        ("万,\"b\"\"\",", 3, 2, 3)
    );
    assert_eq!([0, 1, 2, 3].map(|cell| record.cell_range(cell)), [3..6, 7..12, 13..13, 13..13]);
    assert_eq!([0, 1, 2, 3].map(|cell| record.is_quoted(cell)), [false, true, false, false]);
    assert_eq!(record.cell(3), "");
    assert!(matches!(record.cell(0), Cow::Borrowed("万")));
}

#[test]
fn a_stray_quote_is_a_character() {
    let text = "5\" pipe \"x\",a\nb, \"c,d\"\n";
    assert_eq!(cells(text), [vec!["5\" pipe \"x\"", "a"], vec!["b", " \"c", "d\""]]);
    let stray = |at, cell| (FaultKind::StrayQuote, at, None, cell);
    assert_eq!(faults(text), [stray(1, 0), stray(17, 1), stray(21, 2)]);
    // Degrees, minutes and seconds.
    assert_eq!(faults("place,N 12°10'12.0\"\n"), [stray(19, 1)]);
}

#[test]
fn text_after_a_closing_quote_on_its_line() {
    let text = "\"a\" ,\"b\"c\"d,\"e,f\"\n\"say \"yes, no\" now\"\n";
    assert_eq!(
        cells(text),
        [vec!["\"a\" ", "\"b\"c\"d", "e,f"], vec!["\"say \"yes", " no\" now\""],]
    );
    let after = |at, opened_at, cell| (FaultKind::TextAfterQuote, at, Some(opened_at), cell);
    let stray = (FaultKind::StrayQuote, 31, None, 1);
    assert_eq!(faults(text), [after(3, 0, 0), after(8, 5, 1), after(24, 18, 0), stray]);
}

#[test]
fn text_after_the_closing_quote_of_several_lines_takes_back_the_opening_one() {
    let text = "x,\"open\n1,2\n3,\"foo\",4\n5,6\n";
    assert_eq!(
        cells(text),
        [vec!["x", "\"open"], vec!["1", "2"], vec!["3", "foo", "4"], vec!["5", "6"]]
    );
    assert_eq!(faults(text), [(FaultKind::TextAfterQuote, 15, Some(2), 1)]);
    // A quote that is meant to close a cell of several lines, and a blank after it.
    let text = "a,\"b\nc\" \nd,e\n";
    assert_eq!(cells(text), [vec!["a", "\"b"], vec!["c\" "], vec!["d", "e"]]);
    assert_eq!(
        faults(text),
        [(FaultKind::TextAfterQuote, 7, Some(2), 1), (FaultKind::StrayQuote, 6, None, 0),]
    );
}

#[test]
fn a_quote_that_is_never_closed_takes_one_cell() {
    let text = "a,\"b,c\r\n1,2\r\n3,\"\"\"\"\r\n";
    assert_eq!(cells(text), [vec!["a", "\"b", "c"], vec!["1", "2"], vec!["3", "\""]]);
    assert_eq!(faults(text), [(FaultKind::Unclosed, 2, Some(2), 1)]);
    assert_eq!(faults("\""), [(FaultKind::Unclosed, 0, Some(0), 0)]);
    assert_eq!(faults("a\n\"\"\""), [(FaultKind::Unclosed, 2, Some(2), 0)]);
    // A quote that ends a later line closes the cell: nothing tells that from a cell of several lines.
    assert!(faults("a,\"b\n1,2\n3,4\"\n").is_empty());
}

#[test]
fn a_quoted_cell_has_a_longest_length() {
    let longest = "x\n".repeat(LONGEST_QUOTED / 2);
    let text = format!("\"{longest}\",a\nb");
    assert_eq!(cells(&text).len(), 2);
    assert!(faults(&text).is_empty());
    let text = format!("\"{longest}y\",a\nb");
    assert_eq!(faults(&text)[0], (FaultKind::Unclosed, 0, Some(0), 0));
    assert_eq!(cells(&text).len(), LONGEST_QUOTED / 2 + 2);
}

#[test]
fn a_record_tells_a_limited_number_of_faults() {
    let text = format!("{}\nb\"\n", "a\",".repeat(1000));
    assert_eq!(faults(&text).len(), MOST_FAULTS + 1);
    assert_eq!(cells(&text)[0].len(), 1001);
}

#[test]
fn many_quotes_at_fault_take_no_longer_than_others() {
    for line in [
        "\"a\n",
        "\"\"\"\n\"\"\"b\n",
        "\"\"\n",
        ",\"\"\"\"\"\n",
        "\"\",\"\n",
        "a\"\"\n\"",
        "\"\r\"\"\"\"\n,",
    ] {
        let text = format!("\"{}", line.repeat(200_000));
        let mut records = Records::new(&text, b',');
        while records.next().is_some() {}
    }
}

#[test]
fn all_short_texts() {
    let alphabet = ["a", ",", "\"", "\n", "\r", " "];
    let mut texts = vec![String::new()];
    for _ in 0..6 {
        texts = texts
            .iter()
            .flat_map(|text| alphabet.map(|character| format!("{text}{character}")))
            .collect();
        for text in &texts {
            assert_consistent(text);
            if !has_fault_over_lines(text) {
                for cut in 0..=text.len() {
                    assert_blocks_agree(text, &[cut, (cut + 2).min(text.len())]);
                }
            }
        }
    }
}

/// A text of cells that are written as they must be, some between quotes without need.
fn well_written() -> impl Strategy<Value = String> {
    let cell = ("([a-z0-9 é万\u{3000}]{0,9}|[a,\"\r\n ]{0,5}|[a-z\"\n]{60,70})", any::<bool>());
    let line_break = prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n", "\r\n \r\n"]);
    let record = (prop::collection::vec(cell, 1..5), line_break);
    prop::collection::vec(record, 0..12).prop_map(|records| {
        let mut text = String::new();
        for (cells, line_break) in records {
            let cells: Vec<String> = cells
                .iter()
                .map(|(cell, quoted)| {
                    if *quoted || cell.contains(['"', ',', '\r', '\n']) {
                        format!("\"{}\"", cell.replace('"', "\"\""))
                    } else {
                        cell.clone()
                    }
                })
                .collect();
            text += &cells.join(",");
            text += line_break;
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn well_written_texts(text in well_written(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..4)) {
        prop_assert!(is_free_of_faults(&text));
        assert_consistent(&text);
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
        cuts.sort_unstable();
        assert_blocks_agree(&text, &cuts);
        for cut in 0..text.len() {
            assert_blocks_agree(&text, &[cut]);
        }
    }

    #[test]
    fn any_texts(text in "[a,\"\r\n é]{0,200}") {
        assert_consistent(&text);
    }

    #[test]
    fn texts_with_stray_quotes(lines in prop::collection::vec("([a-c]{0,30},?|\"[a,]{0,40}\"a?,?|a\"){0,8}", 0..8)) {
        let text = lines.join("\n");
        prop_assume!(!has_fault_over_lines(&text));
        for cut in 0..text.len() {
            assert_blocks_agree(&text, &[cut]);
        }
    }
}
