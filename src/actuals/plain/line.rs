//! Lines of a text, split into cells at borders that have been found before.

use super::borders::{Borders, WINDOW, Window, behind};

/// The most cells of a line with quotes.
const MOST_CELLS: usize = 32;

/// Where a cell begins and ends, in a text of less than 4 GiB.
pub(super) type Extent = (u32, u32);

/// The borders of a row without quotes: delimiters and a line break.
#[derive(Debug)]
pub(super) struct Pattern {
    /// How many cells a row has.
    width: usize,
    /// The first eight borders, the first one lowest, and ones where there are as many.
    first: u64,
    mask: u64,
    /// Those from the ninth on.
    rest: Vec<u8>,
    delimiter: u8,
}

impl Pattern {
    /// That of rows of so many cells.
    pub(super) fn new(width: usize, delimiter: u8) -> Self {
        let mut borders = vec![delimiter; width.saturating_sub(1)];
        borders.push(b'\n');
        let word = |bytes: &[u8]| {
            let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
            u64::from_le_bytes(std::array::from_fn(byte))
        };
        Self {
            width,
            first: word(&borders),
            mask: word(&vec![0xFF; width]),
            rest: borders.get(8..).unwrap_or_default().to_vec(),
            delimiter,
        }
    }
}

/// A line without quotes that has as many cells as a row.
#[derive(Clone, Copy)]
pub(super) struct Line<'b> {
    borders: &'b Window,
}

impl<'b> Line<'b> {
    /// No line.
    pub(super) const NONE: Self = Self { borders: &[0; WINDOW] };

    /// The line behind the border at a position, and where the one is that ends it; `None` where there is no such line.
    #[inline(always)]
    pub(super) fn of(borders: &'b Borders, at: usize, pattern: &Pattern) -> Option<(Self, usize)> {
        let (window, kinds) = borders.window(at, pattern.width)?;
        let end = at + pattern.width;
        if (kinds ^ pattern.first) & pattern.mask == 0
            && (pattern.rest.is_empty()
                || borders.kinds(at + 9, pattern.rest.len()) == Some(&pattern.rest))
        {
            return Some((Self { borders: window }, end));
        }
        Self::with_carriage_return(borders, at, pattern)
    }

    /// The same of a line that ends with a carriage return and a line feed.
    #[inline(always)]
    fn with_carriage_return(
        borders: &'b Borders,
        at: usize,
        pattern: &Pattern,
    ) -> Option<(Self, usize)> {
        let (window, _) = borders.window(at, pattern.width + 1)?;
        let kinds = borders.kinds(at + 1, pattern.width + 1)?;
        let delimiters = kinds.strip_suffix(b"\r\n")?;
        let ends = window.get(pattern.width..pattern.width + 2)?;
        let is_line = delimiters.iter().all(|kind| *kind == pattern.delimiter)
            && matches!(ends, [at, next] if next.wrapping_sub(*at) == 1);
        is_line.then_some((Self { borders: window }, at + pattern.width + 1))
    }

    /// Where a cell begins and ends.
    #[inline(always)]
    pub(super) fn cell(self, field: u8) -> Extent {
        let field = usize::from(field);
        (self.borders[field].wrapping_add(1), self.borders[field + 1])
    }
}

/// A line of as many cells as a row, some of them in quotes, with no quote, no line break and no NUL in them.
pub(super) struct QuotedLine {
    /// Where the text of each cell begins and ends.
    cells: [Extent; MOST_CELLS],
}

impl QuotedLine {
    /// The line behind the first of some borders, and those from the end of its break on; `None` where there is no such
    /// line.
    pub(super) fn of<'b>(
        bytes: &[u8],
        mut borders: &'b [u32],
        width: usize,
        delimiter: u8,
    ) -> Option<(Self, &'b [u32])> {
        let byte = |at: u32| bytes.get(at as usize).copied();
        let mut line = Self { cells: [(0, 0); MOST_CELLS] };
        let cells = line.cells.get_mut(..width)?;
        let last = width.checked_sub(1)?;
        for (field, cell) in cells.iter_mut().enumerate() {
            let [before, end, ..] = *borders else { return None };
            borders = borders.get(1..)?;
            *cell = (before.wrapping_add(1), end);
            if byte(end)? == b'"' {
                // Nothing stands between the delimiter and the quote, nor after the other quote.
                let inside = borders.get(1..)?;
                let is_end = |at: &u32| matches!(byte(*at), Some(b'"' | b'\n' | b'\r' | 0));
                borders = inside.get(inside.iter().position(is_end)?..)?;
                let [closing, after, ..] = *borders else { return None };
                if behind(before) != end as usize
                    || byte(closing)? != b'"'
                    || after as usize != behind(closing)
                {
                    return None;
                }
                borders = borders.get(1..)?;
                *cell = (end.wrapping_add(1), closing);
            }
            if field == last {
                return Some((line, after_break(bytes, borders)?));
            }
            if byte(*borders.first()?)? != delimiter {
                return None;
            }
        }
        None
    }

    /// Where the text of a cell begins and ends.
    pub(super) fn cell(&self, field: u8) -> Extent {
        self.cells.get(usize::from(field)).copied().unwrap_or_default()
    }
}

/// Borders from the end of a line break on that begins with the first of some.
#[inline(always)]
fn after_break<'b>(bytes: &[u8], borders: &'b [u32]) -> Option<&'b [u32]> {
    // What is only room is no border.
    let is_there = |at: usize| borders.len() > WINDOW + at;
    let [at, next, ..] = *borders.get(..2).filter(|_| is_there(0))? else { return None };
    match bytes.get(at as usize)? {
        b'\n' => Some(borders),
        b'\r'
            if is_there(1)
                && next as usize == behind(at)
                && bytes.get(next as usize) == Some(&b'\n') =>
        {
            borders.get(1..)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fearless_simd::Level;
    use proptest::prelude::*;

    use super::*;
    use crate::records::Records;

    /// The cells of the first line of a text, and where the next one begins, if it is one that is split here.
    fn split(text: &str, width: usize) -> Option<(Vec<&str>, usize)> {
        let mut borders = Borders::new();
        borders.find_all(Level::new(), text, b',');
        let texts = |cell: &dyn Fn(u8) -> Extent| {
            let cells = (0..).take(width).map(|field| {
                let (start, end) = cell(field);
                &text[start as usize..end as usize]
            });
            cells.collect()
        };
        let bytes = text.as_bytes();
        let end = |borders: &[u32]| behind(borders[0]);
        if let Some((line, after)) = Line::of(&borders, 0, &Pattern::new(width, b',')) {
            return Some((texts(&|field| line.cell(field)), end(borders.from(after))));
        }
        let (line, after) = QuotedLine::of(bytes, borders.from(0), width, b',')?;
        Some((texts(&|field| line.cell(field)), end(after)))
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
        check("a,\"b\0c\"\n", 2, None);
        check("a,b \"c\"\n", 2, None);
        check("a,\"b\"c\n", 2, None);
        check("a,\"b\n", 2, None);
        check("\"\",\",\n,,\n", 4, None);
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
