//! Lines of a text, split into cells at borders that have been found before.

/// The most cells of a line with quotes.
const MOST_QUOTED: usize = 32;

/// A line without quotes that has as many cells as a row.
pub(super) struct Line<'b> {
    start: usize,
    /// Where the cells end.
    ends: &'b [u32],
}

/// Where the next line begins, and the borders from there on.
pub(super) type Next<'b> = (usize, &'b [u32]);

/// Where a cell begins and ends.
pub(super) type Extent = (usize, usize);

impl<'b> Line<'b> {
    /// The line that begins at an offset, and what comes next; `None` where there is no such line.
    #[inline(always)]
    pub(super) fn of(
        bytes: &[u8],
        start: usize,
        borders: &'b [u32],
        width: usize,
        delimiter: u8,
    ) -> Option<(Self, Next<'b>)> {
        let (ends, after) = borders.split_at_checked(width)?;
        let (&last, others) = ends.split_last()?;
        let is_delimiter = |end: &u32| bytes.get(*end as usize) == Some(&delimiter);
        if !others.iter().all(is_delimiter) {
            return None;
        }
        let next = after_break(bytes, last as usize, after)?;
        Some((Self { start, ends }, next))
    }

    /// Where a cell begins and ends.
    #[inline(always)]
    pub(super) fn cell(&self, field: usize) -> Option<Extent> {
        let start = match field.checked_sub(1) {
            Some(before) => *self.ends.get(before)? as usize + 1,
            None => self.start,
        };
        Some((start, *self.ends.get(field)? as usize))
    }
}

/// A line of as many cells as a row, some of them in quotes, with no quote and no line break in them.
pub(super) struct QuotedLine {
    /// Where the text of each cell begins and ends.
    cells: [Extent; MOST_QUOTED],
}

impl QuotedLine {
    /// The line that begins at an offset, and what comes next; `None` where there is no such line.
    pub(super) fn of<'b>(
        bytes: &[u8],
        start: usize,
        mut borders: &'b [u32],
        width: usize,
        delimiter: u8,
    ) -> Option<(Self, Next<'b>)> {
        let byte = |at: u32| bytes.get(at as usize).copied();
        let mut line = Self { cells: [(0, 0); MOST_QUOTED] };
        let mut start = start;
        let cells = line.cells.get_mut(..width)?;
        let last = width.checked_sub(1)?;
        for (field, cell) in cells.iter_mut().enumerate() {
            let [at, rest @ ..] = borders else { return None };
            let mut end = *at as usize;
            borders = rest;
            *cell = (start, end);
            if byte(*at)? == b'"' {
                // Nothing stands between the delimiter and the quote, nor after the other quote.
                let closing = borders
                    .iter()
                    .position(|border| matches!(byte(*border), Some(b'"' | b'\n' | b'\r')))?;
                let [closing, at, rest @ ..] = borders.get(closing..)? else { return None };
                let is_closed = byte(*closing)? == b'"' && *at == closing + 1;
                if end != start || !is_closed {
                    return None;
                }
                *cell = (start + 1, *closing as usize);
                (end, borders) = (*at as usize, rest);
            }
            if field == last {
                return Some((line, after_break(bytes, end, borders)?));
            }
            if bytes.get(end) != Some(&delimiter) {
                return None;
            }
            start = end + 1;
        }
        None
    }

    /// Where the text of a cell begins and ends.
    pub(super) fn cell(&self, field: usize) -> Option<Extent> {
        self.cells.get(field).copied()
    }
}

/// Where the next line begins after a line break, and the borders from there on.
#[inline(always)]
fn after_break<'b>(bytes: &[u8], at: usize, after: &'b [u32]) -> Option<Next<'b>> {
    let next = at + 1;
    match bytes.get(at)? {
        b'\n' => Some((next, after)),
        b'\r'
            if after.first().is_some_and(|border| *border as usize == next)
                && bytes.get(next) == Some(&b'\n') =>
        {
            Some((next + 1, after.get(1..)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::borders::Borders;
    use super::*;
    use crate::actuals::records::Records;

    /// The cells of the first line of a text, and where the next one begins, if it is one that is split here.
    fn split(text: &str, width: usize) -> Option<(Vec<&str>, usize)> {
        let mut borders = Borders::default();
        borders.find(text.as_bytes(), b',');
        let texts = |cell: &dyn Fn(usize) -> Option<Extent>| {
            let cells = (0..width).filter_map(|field| {
                let (start, end) = cell(field)?;
                text.get(start..end)
            });
            cells.collect()
        };
        let bytes = text.as_bytes();
        if let Some((line, (next, _))) = Line::of(bytes, 0, borders.offsets(), width, b',') {
            return Some((texts(&|field| line.cell(field)), next));
        }
        let (line, (next, _)) = QuotedLine::of(bytes, 0, borders.offsets(), width, b',')?;
        Some((texts(&|field| line.cell(field)), next))
    }

    #[test]
    fn lines_are_split_at_their_delimiters() {
        let check = |text, width, expected: Option<(&[&str], usize)>| {
            let expected = expected.map(|(cells, next)| (cells.to_vec(), next));
            assert_eq!(split(text, width), expected, "{text:?}");
        };
        check("a,b\nc", 2, Some((&["a", "b"], 4)));
        check("a,b\r\nc", 2, Some((&["a", "b"], 5)));
        check("a,\"b,c\"\nc", 2, Some((&["a", "b,c"], 8)));
        check("\"\",\"1,2\"\r\n", 2, Some((&["", "1,2"], 10)));
        check("a,b,c\n", 2, None);
        check("a\n", 2, None);
        check("a,b", 2, None);
        check("a,\"b\"\"c\"\n", 2, None);
        check("a,\"b\nc\"\n", 2, None);
        check("a,b \"c\"\n", 2, None);
        check("a,\"b\"c\n", 2, None);
        check("a,\"b\n", 2, None);
        check("a\tb,c\n", 2, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        /// What is split here is split as the general way splits it.
        #[test]
        fn lines_are_those_of_the_general_way(text in "([ab,]|\"[ab,]{0,3}\",|\"|\r?\n|\t){0,12}\n", width in 2..5_usize) {
            if let Some((cells, next)) = split(&text, width) {
                let mut records = Records::new(&text, b',');
                let record = records.next().unwrap();
                prop_assert!(record.faults().is_empty());
                let general: Vec<String> = (0..record.len()).map(|at| record.cell(at).into_owned()).collect();
                prop_assert_eq!(&general, &cells);
                prop_assert_eq!(records.position(), next);
            }
        }
    }
}
