//! The rows at fault of a submission, to be sent back to whoever has sent them: the columns and cells as they were,
//! and before them where each row stands and what is wrong with it.

use std::io;

use crate::plan::normalized;

/// What stands before the columns of the submission.
const OWN: [&str; 3] = ["file", "line", "codes"];

/// By this mark spreadsheets know that a file is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// A row at fault.
#[derive(Clone, Debug)]
pub struct Row {
    /// The position of its file.
    pub file: usize,
    /// The line on which it begins.
    pub line: u64,
    /// The codes of what is wrong with it.
    pub codes: Vec<&'static str>,
    /// Its cells as written.
    pub cells: Vec<String>,
}

/// Writes rows as CSV in UTF-8 with a byte order mark. `files` are the names of the files and their headers; files whose
/// headers differ share the columns that have the same name. `above` are the cells of the row that gives the figures their
/// unit, if one stands above the header: without it they would be others.
///
/// # Errors
/// When `out` cannot be written.
pub fn extract(
    files: &[(&str, &[String])],
    above: Option<&[String]>,
    rows: &[Row],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut columns: Vec<(String, &str)> = Vec::new();
    let mut places: Vec<Vec<usize>> = Vec::new();
    for (_, header) in files {
        let mut of_file: Vec<usize> = Vec::new();
        for name in *header {
            let key = normalized(name);
            let is_it = |at: &usize| columns.get(*at).is_some_and(|(known, _)| *known == key);
            // A name that stands twice in a header is two columns.
            let known = (0..columns.len()).find(|at| is_it(at) && !of_file.contains(at));
            of_file.push(known.unwrap_or_else(|| {
                columns.push((key, name));
                columns.len() - 1
            }));
        }
        places.push(of_file);
    }
    out.write_all(MARK)?;
    let mut writer =
        csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(out);
    if let Some(above) = above {
        let cells = OWN.map(|_| "").into_iter().chain(above.iter().map(String::as_str));
        writer.write_record(cells).map_err(io::Error::from)?;
    }
    let header = OWN.into_iter().chain(columns.iter().map(|(_, name)| *name));
    writer.write_record(header).map_err(io::Error::from)?;
    for row in rows {
        let name = files.get(row.file).map_or("", |(name, _)| name);
        let of_file = places.get(row.file).map_or(&[][..], Vec::as_slice);
        let mut cells = vec![""; columns.len()];
        for (at, cell) in row.cells.iter().enumerate() {
            match of_file.get(at).and_then(|place| cells.get_mut(*place)) {
                Some(place) => *place = cell,
                // More cells than the header has.
                None => cells.push(cell),
            }
        }
        let line = row.line.to_string();
        let codes = row.codes.join(" ");
        let own = [name, line.as_str(), codes.as_str()];
        writer.write_record(own.into_iter().chain(cells)).map_err(io::Error::from)?;
    }
    writer.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_as_they_were_in_columns_that_files_share() {
        let headers: Vec<Vec<String>> = [vec!["指标", "value"], vec!["value", "school", "指标"]]
            .map(|header| header.into_iter().map(str::to_owned).collect())
            .into();
        let files = [("a.csv", headers[0].as_slice()), ("b.csv", headers[1].as_slice())];
        let row = |file, line, codes: &[&'static str], cells: &[&str]| Row {
            file,
            line,
            codes: codes.to_vec(),
            cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
        };
        let rows = [
            row(0, 2, &["bad-figure", "bad-period"], &["x", "=1,2", "too many"]),
            row(1, 3, &["ragged-row"], &[" 5 \"pipe\"", "East"]),
        ];
        let mut out = Vec::new();
        let above = ["单位：万元".to_owned()];
        extract(&files, Some(&above), &rows, &mut out).unwrap();
        let expected = "\u{feff},,,单位：万元\r\nfile,line,codes,指标,value,school\r\n\
            a.csv,2,bad-figure bad-period,x,\"=1,2\",,too many\r\n\
            b.csv,3,ragged-row,,\" 5 \"\"pipe\"\"\",East\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
