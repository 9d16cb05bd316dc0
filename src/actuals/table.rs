//! Bytes become records: UTF-8 text in CSV, read as a stream, each record with the line on which it begins.

use std::io::Read;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use csv::StringRecord;

use super::tap::Tap;
use crate::diagnostic::Diagnostic;
use crate::source::Place;

/// How many bytes are read at a time.
const BUFFER: usize = 64 * 1024;

/// A file as a sequence of records, one of which is at hand.
pub(super) struct Table<'a> {
    file: Arc<str>,
    encoding: &'static str,
    reader: csv::Reader<Tap<'a>>,
    fields: StringRecord,
    /// The line on which the record begins.
    line: u64,
    /// The bytes of the file, after the byte order mark, that hold the record.
    extent: Range<u64>,
}

impl<'a> Table<'a> {
    /// Begins to read a file; no record is at hand yet.
    ///
    /// # Errors
    /// The file cannot be read, or its first bytes say that it is no text in UTF-8.
    pub(super) fn open(
        file: &Arc<str>,
        bytes: Box<dyn Read + 'a>,
        digest: bool,
    ) -> Result<Self, Box<Diagnostic>> {
        let tap = Tap::open(bytes, digest)
            .map_err(|error| Box::new(unreadable(Place::file(file), &error.to_string())))?;
        if let Some((code, found, remedy)) = foreign_format(tap.head()) {
            let problem = Diagnostic::error(code, Place::file(file), found);
            return Err(Box::new(problem.label("expected CSV in UTF-8").help(remedy)));
        }
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(BUFFER)
            .from_reader(tap);
        let (file, fields) = (Arc::clone(file), StringRecord::new());
        Ok(Self { file, encoding: "UTF-8", reader, fields, line: 1, extent: 0..0 })
    }

    /// How the text is encoded.
    pub(super) fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Goes on to the next record; false at the end of the file. Blank lines are no records.
    ///
    /// # Errors
    /// The file cannot be read on.
    pub(super) fn advance(&mut self) -> Result<bool, Box<Diagnostic>> {
        loop {
            let begin = self.reader.position().byte();
            self.reader.get_mut().pass(begin);
            let outcome = self.reader.read_record(&mut self.fields);
            let end = self.reader.position().byte();
            let tap = self.reader.get_mut();
            // The reader leaves the line breaks before a record to that record: its own line would be wrong.
            let breaks = tap
                .slice(begin..end)
                .iter()
                .take_while(|byte| matches!(byte, b'\r' | b'\n'))
                .count();
            let begin = begin + breaks as u64;
            tap.pass(begin);
            self.line = tap.line();
            self.extent = begin..end;
            match outcome {
                Ok(false) => return Ok(false),
                Ok(true) if self.raw().contains(&0) => return Err(Box::new(self.null_byte())),
                Ok(true) if self.is_blank_line() => {}
                Ok(true) => return Ok(true),
                Err(error) => return Err(Box::new(self.fault(&error))),
            }
        }
    }

    /// The cells of the record.
    pub(super) fn fields(&self) -> &StringRecord {
        &self.fields
    }

    /// The line on which the record begins.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The place of a cell of the record.
    pub(super) fn place(&self, field: usize) -> Place {
        let raw = self.text();
        self.place_in(cells(raw).nth(field).unwrap_or(raw.len()..raw.len()))
    }

    /// The line and the column of each cell of the record, as [`Self::place`] has them.
    pub(super) fn positions(&self) -> impl Iterator<Item = (u64, u64)> {
        let raw = self.text();
        let (mut passed, mut line, mut column) = (0, self.line, 1);
        let mut after_carriage_return = false;
        cells(raw).map(move |cell| {
            for character in raw[passed..cell.start].chars() {
                let completes_a_break = character == '\n' && after_carriage_return;
                after_carriage_return = character == '\r';
                if matches!(character, '\r' | '\n') {
                    line += u64::from(!completes_a_break);
                    column = 1;
                } else {
                    column += 1;
                }
            }
            passed = cell.start;
            (line, column)
        })
    }

    /// The place of some bytes of the record: the part on their first line.
    fn place_in(&self, range: Range<usize>) -> Place {
        let raw = self.text();
        let line_start =
            raw[..range.start].rfind(['\n', '\r']).map_or(0, |line_break| line_break + 1);
        let line = self.line
            + raw[..line_start].replace("\r\n", "\n").matches(['\n', '\r']).count() as u64;
        let text = raw[line_start..].split(['\n', '\r']).next().unwrap_or_default();
        Place::in_line(&self.file, line, text, range.start - line_start..range.end - line_start)
    }

    /// The place of the record as a whole: its first line.
    pub(super) fn row_place(&self) -> Place {
        let text = self.text().split(['\n', '\r']).next().unwrap_or_default();
        Place::in_line(&self.file, self.line, text, 0..text.len())
    }

    /// The SHA-256 of the file in hexadecimal, when it was asked for and the file has been read to its end.
    pub(super) fn sha256(self) -> Option<String> {
        self.reader.into_inner().sha256()
    }

    /// The bytes of the record without the line break that ends it.
    fn raw(&self) -> &[u8] {
        let bytes = self.reader.get_ref().slice(self.extent.clone());
        let length = bytes
            .iter()
            .rposition(|byte| !matches!(byte, b'\r' | b'\n'))
            .map_or(0, |last| last + 1);
        bytes.get(..length).unwrap_or_default()
    }

    fn text(&self) -> &str {
        std::str::from_utf8(self.raw()).unwrap_or_default()
    }

    fn is_blank_line(&self) -> bool {
        self.fields.len() == 1 && self.text().trim().is_empty()
    }

    fn null_byte(&self) -> Diagnostic {
        let at = self.text().find('\0').unwrap_or_default();
        Diagnostic::error(
            "not-csv",
            self.place_in(at..at + 1),
            "the line holds a NUL byte: the file is no text, or is UTF-16",
        )
        .label("expected CSV in UTF-8")
        .help(SAVE_AS_UTF_8)
    }

    fn fault(&self, error: &csv::Error) -> Diagnostic {
        let place =
            Place { file: Arc::clone(&self.file), line: self.line, column: 1, excerpt: None };
        if !matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) {
            return unreadable(place, &error.to_string());
        }
        let raw = self.raw();
        let valid_length =
            std::str::from_utf8(raw).map_or_else(|error| error.valid_up_to(), str::len);
        let valid = raw
            .get(..valid_length)
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or_default();
        let line_breaks = valid.replace("\r\n", "\n").matches(['\n', '\r']).count();
        let column = valid.rsplit(['\n', '\r']).next().unwrap_or_default().chars().count() + 1;
        let byte = raw.get(valid_length).copied().unwrap_or_default();
        let place = Place { line: self.line + line_breaks as u64, column: column as u64, ..place };
        Diagnostic::error(
            "not-utf-8",
            place,
            format!("the file is not UTF-8: byte 0x{byte:02X} is out of place"),
        )
        .label("expected CSV in UTF-8")
        .help(SAVE_AS_UTF_8)
    }
}

const SAVE_AS_UTF_8: &str = "save the sheet as \"CSV UTF-8\" in the spreadsheet program";

fn unreadable(place: Place, error: &str) -> Diagnostic {
    Diagnostic::error("unreadable", place, format!("the file cannot be read: {error}"))
}

/// What the first bytes of a file give away when it is no CSV in UTF-8: a code, what it is, what to do.
fn foreign_format(head: &[u8]) -> Option<(&'static str, &'static str, &'static str)> {
    const SAVE_THE_SHEET: &str =
        "open it in the spreadsheet program and save the sheet as \"CSV UTF-8\"";
    if head.starts_with(b"PK\x03\x04") {
        return Some((
            "not-csv",
            "this is a workbook (XLSX) or another ZIP archive, not a CSV file",
            SAVE_THE_SHEET,
        ));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some((
            "not-csv",
            "this is an old Excel workbook (XLS), not a CSV file",
            SAVE_THE_SHEET,
        ));
    }
    if head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") {
        return Some((
            "not-utf-8",
            "the file is UTF-16, as \"Unicode text\" exports are",
            SAVE_AS_UTF_8,
        ));
    }
    let begins_with = |mark: &[u8]| {
        head.trim_ascii_start()
            .get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark))
    };
    [b"<html".as_slice(), b"<!doctype", b"<table", b"<meta", b"<?xml"]
        .into_iter()
        .any(begins_with)
        .then_some((
            "not-csv",
            "this is a web page or XML, not a CSV file, whatever its name says",
            SAVE_THE_SHEET,
        ))
}

/// Where the text of each cell stands in a record, with its quotes and without white space around it.
fn cells(record: &str) -> impl Iterator<Item = Range<usize>> {
    let mut bytes = record.bytes().enumerate();
    let mut start = 0;
    iter::from_fn(move || {
        if start > record.len() {
            return None;
        }
        let (mut quoted, mut closed_at) = (false, None);
        let comma = bytes.find(|(at, byte)| {
            match byte {
                b'"' if quoted => (quoted, closed_at) = (false, Some(at + 1)),
                b'"' if *at == start || closed_at == Some(*at) => quoted = true,
                _ => {}
            }
            *byte == b',' && !quoted
        });
        let end = comma.map_or(record.len(), |(at, _)| at);
        let cell = trimmed(record, start..end);
        start = end + 1;
        Some(cell)
    })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let cell = text.get(range.clone()).unwrap_or_default();
    let start = range.start + cell.len() - cell.trim_start().len();
    start..start + cell.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The records of a file, each as `line: cells`, or the code and the place of what is wrong with it.
    fn records(bytes: &[u8]) -> Result<Vec<String>, String> {
        let shown = |problem: Box<Diagnostic>| format!("{} {}", problem.code, problem.place);
        let mut table =
            Table::open(&Arc::from("a.csv"), Box::new(OneByOne(bytes)), false).map_err(shown)?;
        let mut records = Vec::new();
        while table.advance().map_err(shown)? {
            records.push(format!(
                "{}: {}",
                table.line(),
                table.fields().iter().collect::<Vec<_>>().join("|")
            ));
        }
        Ok(records)
    }

    /// Gives one byte at a time, so that every border between two reads is tried.
    struct OneByOne<'a>(&'a [u8]);

    impl Read for OneByOne<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let length = buffer.len().min(1);
            self.0.read(&mut buffer[..length])
        }
    }

    #[test]
    fn records_know_the_line_on_which_they_begin() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(records(text.as_bytes()).unwrap(), expected, "{text:?}");
        };
        check("a,b\nc,d\n", &["1: a|b", "2: c|d"]);
        check("a,b\r\nc,d\r\ne,f", &["1: a|b", "2: c|d", "3: e|f"]);
        check("a,b\rc,d\r\re,f", &["1: a|b", "2: c|d", "4: e|f"]);
        check("\u{feff}\n\na,b\n\n \t\n\nc,d\n\n", &["3: a|b", "7: c|d"]);
        check("\r\na,b\r\n\r\n\r\nc,d\r\n", &["2: a|b", "5: c|d"]);
        check("a,\"b\nb\"\nc,d\n", &["1: a|b\nb", "3: c|d"]);
        check("a,\"b\r\n\r\nb\"\r\n\r\n\"\r\",d\r\ne,f", &["1: a|b\r\n\r\nb", "5: \r|d", "7: e|f"]);
        check(",\n\"\"\n", &["1: |", "2: "]);
        check("", &[]);
    }

    #[test]
    fn what_is_no_csv_in_utf_8_is_refused() {
        let check =
            |bytes: &[u8], expected: &str| assert_eq!(records(bytes), Err(expected.to_owned()));
        check(b"a,b\r\n\r\nc,\"\r\n x\xD6\xC7\"\r\n", "not-utf-8 a.csv:4:3");
        check(b"\xFF\xFEa\0,\0", "not-utf-8 a.csv");
        check(b"a\0,\0b\0", "not-csv a.csv:1:2");
        check(b"a,b\n1,\0\n", "not-csv a.csv:2:3");
        check(b"PK\x03\x04rest", "not-csv a.csv");
        check(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "not-csv a.csv");
        check(b"\xEF\xBB\xBF \n<HTML xmlns:o=''>", "not-csv a.csv");
    }

    #[test]
    fn a_failing_source_is_reported() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let file = Arc::from("a.csv");
        let at_once = Table::open(&file, Box::new(Failing), false).err().unwrap();
        let text = format!("a,b\n{}", "1,2\n".repeat(1000));
        let mut table =
            Table::open(&file, Box::new(text.as_bytes().chain(Failing)), false).unwrap();
        let later = loop {
            match table.advance() {
                Ok(true) => {}
                Ok(false) => break None,
                Err(problem) => break Some(problem),
            }
        };
        for problem in [Some(at_once), later] {
            let problem = problem.unwrap();
            assert_eq!(
                (problem.code, problem.message.as_str()),
                ("unreadable", "the file cannot be read: the disk is gone")
            );
        }
    }

    #[test]
    fn places_underline_the_cell() {
        let text = "h\r\n 学校 ,\"a \"\"b\"\", c\" ,\"x\r\ny\", 88 \r\n";
        let mut table = Table::open(&Arc::from("a.csv"), Box::new(text.as_bytes()), false).unwrap();
        assert!(table.advance().unwrap() && table.advance().unwrap());
        let shown = |field: usize| {
            let place = table.place(field);
            let (line, range) = place.excerpt.clone().unwrap();
            format!("{place} {}", &line[range])
        };
        assert_eq!(shown(0), "a.csv:2:2 学校");
        assert_eq!(shown(1), "a.csv:2:6 \"a \"\"b\"\", c\"");
        assert_eq!(shown(2), "a.csv:2:20 \"x");
        assert_eq!(shown(3), "a.csv:3:5 88");
        assert_eq!(shown(4), "a.csv:3:8 ");
        let positions: Vec<_> = table.positions().collect();
        assert_eq!(positions, [(2, 2), (2, 6), (2, 20), (3, 5)]);
    }

    #[test]
    fn a_digest_is_of_the_file_as_it_is() {
        let read = |digest| {
            let mut table =
                Table::open(&Arc::from("a"), Box::new(b"\xEF\xBB\xBFa,b\n".as_slice()), digest)
                    .unwrap();
            while table.advance().unwrap() {}
            table.sha256()
        };
        assert_eq!(read(false), None);
        assert_eq!(
            read(true).as_deref(),
            Some("a229c873df024e747f06d68bc5245c43da26c74cb92b1faa416405a9ebce593f")
        );
    }
}
