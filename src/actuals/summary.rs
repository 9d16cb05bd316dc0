//! Rows that sum up or remark on others, and are none of their own.

use std::collections::BTreeSet;

use super::figure;
use super::layout::Header;
use super::row::{Row, trim};
use crate::plan::{
    IndicatorMatch, Plan, bare_total, ends_as_total, is_padding, may_end_as_total, normalized,
    total,
};

/// By which names rows are known to be totals.
#[derive(Debug)]
pub(super) struct Totals {
    /// Those names that mean something else in the plan.
    taken: BTreeSet<String>,
}

impl Totals {
    /// All names, but for those of the plan's indicators and members, and those that it selects rows by.
    pub(super) fn new(plan: &Plan) -> Self {
        let members = plan.dimensions.iter().flat_map(|dimension| &dimension.members);
        let selected = plan.targets.iter().flat_map(|target| &target.measure.filters);
        let selected = selected.flat_map(|filter| &filter.values);
        let names = members.chain(selected).map(String::as_str);
        Self {
            taken: names
                .chain(plan.indicator_names())
                .filter(|name| may_be_total(name))
                .filter_map(total)
                .collect(),
        }
    }

    /// Whether a cell says that its row is a total.
    #[inline]
    pub(super) fn has(&self, cell: &str) -> bool {
        may_be_total(cell) && total(cell).is_some_and(|name| !self.taken.contains(&name))
    }

    /// The same of a cell that says nothing else.
    #[inline]
    fn has_bare(&self, cell: &str) -> bool {
        may_be_total(cell) && bare_total(cell).is_some_and(|name| !self.taken.contains(&name))
    }

    /// Whether a row is a total over members or over periods. It would count twice. A note may say so as well, such as
    /// the column of serial numbers, but not by how it ends.
    #[inline]
    pub(super) fn is_total(&self, row: &Row<'_, '_>, header: &Header) -> bool {
        let dimensions = header.dimensions.iter().map(|(field, _)| field);
        let mut fields = dimensions.chain(&header.period);
        fields.any(|field| self.has(&row.cell(*field)))
            || header.notes.iter().any(|field| self.has_bare(&row.cell(*field)))
    }
}

/// Whether a cell begins or ends as the name of a total does, which hardly any other does: this is asked of each row.
#[inline]
pub(super) fn may_be_total(cell: &str) -> bool {
    begins_as_total_in_ascii(cell.as_bytes()).unwrap_or_else(|| begins_as_total(cell))
        || ends_as_total(cell)
}

/// The same of the bytes of a cell that begins in ASCII, without white space; `None` of any other one. It may be asked
/// with what follows the cell, which does not begin with a letter.
#[inline]
pub(super) fn begins_as_total_in_ascii(cell: &[u8]) -> Option<bool> {
    /// By which two letters the names of totals go on that begin with a byte; [`NONE`] where none does, or [`OTHER`].
    const NEXT: [[[u8; 2]; 2]; 256] = {
        let mut next = [OTHER; 256];
        let mut byte = b'!';
        while byte <= b'~' {
            next[byte as usize] = match byte.to_ascii_lowercase() {
                b't' => [*b"ot"; 2],
                b's' => [*b"um", *b"ub"],
                b'g' => [*b"ra", *b"es"],
                b'z' => [*b"wi"; 2],
                b'a' => [*b"ll"; 2],
                // As `\N` begins.
                b'\\' => OTHER,
                _ => NONE,
            };
            byte += 1;
        }
        next
    };
    const NONE: [[u8; 2]; 2] = [[0; 2]; 2];
    const OTHER: [[u8; 2]; 2] = [[0xFF; 2]; 2];
    let Some(first) = cell.first() else { return Some(false) };
    match NEXT[usize::from(*first)] {
        NONE => Some(false),
        OTHER => None,
        next => Some(
            cell.get(1..3)
                .is_some_and(|letters| next.iter().any(|next| letters.eq_ignore_ascii_case(next))),
        ),
    }
}

/// Whether a cell may be the name of a total, or of nobody, by its last four bytes, or what stands before it if it has
/// fewer.
#[inline]
pub(super) fn may_end_a_total(bytes: &[u8], end: usize) -> bool {
    let begin = end.saturating_sub(4);
    let last = bytes.get(begin..end).and_then(|last| last.first_chunk());
    last.is_some_and(|last| may_end_as_total(u32::from_be_bytes(*last)) != 0)
}

/// The first two bytes of so many cells and their last four, the first one highest.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends<const CELLS: usize> {
    firsts: [u16; CELLS],
    lasts: [u32; CELLS],
}

impl<const CELLS: usize> Default for Ends<CELLS> {
    /// Those of members.
    fn default() -> Self {
        Self {
            firsts: [u16::from_be_bytes(*b"--"); CELLS],
            lasts: [u32::from_be_bytes(*b"----"); CELLS],
        }
    }
}

impl<const CELLS: usize> Ends<CELLS> {
    /// Looks at the cell from a byte to another; `None` where too few bytes stand around.
    #[inline]
    pub(super) fn look_at(
        &mut self,
        cell: usize,
        bytes: &[u8],
        (start, end): (usize, usize),
    ) -> Option<()> {
        let first = bytes.get(start..start.checked_add(2)?)?.first_chunk()?;
        let last = bytes.get(end.checked_sub(4)?..end)?.first_chunk()?;
        *self.firsts.get_mut(cell)? = u16::from_be_bytes(*first);
        *self.lasts.get_mut(cell)? = u32::from_be_bytes(*last);
        Some(())
    }

    /// Whether one of the cells may be the name of a total, or of nobody.
    #[inline]
    pub(super) fn may_be_no_member(&self) -> bool {
        let begin = self.firsts.iter().fold(0, |any, first| any | may_begin_as_total(*first));
        let end = self.lasts.iter().fold(0, |any, last| any | may_end_as_total(*last));
        begin != 0 || end != 0
    }
}

/// Whether two bytes, the first one highest, may be the first ones of a cell that begins as the name of a total does, or
/// as `\N`: not 0 if so. Nothing is decided on the way, so that this can be asked of several cells at once.
#[inline]
fn may_begin_as_total(begin: u16) -> u16 {
    const FIRST: u16 = u16::from_be_bytes([b'!', 0]);
    const LAST: u16 = u16::from_be_bytes([b'~', 0xFF]);
    let letters = begin | u16::from_be_bytes([0x20, 0x20]);
    let is = |name: [u8; 2]| u16::from(letters == u16::from_be_bytes(name));
    let is_other = u16::from(begin.wrapping_sub(FIRST) > LAST - FIRST);
    is_other
        | is(*b"|n")
        | is(*b"to")
        | is(*b"su")
        | is(*b"gr")
        | is(*b"ge")
        | is(*b"zw")
        | is(*b"al")
}

/// The same for cells that begin with white space or other than in ASCII.
fn begins_as_total(cell: &str) -> bool {
    let mut letters =
        cell.chars().filter(|character| !is_padding(*character)).map(|letter| match letter {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
            _ => letter,
        });
    let Some(first) = letters.next() else { return false };
    let seconds = match first {
        '合' | '总' | '總' | '小' | '共' => "计計和",
        't' | 'T' => "oO",
        's' | 'S' => "uU",
        'g' | 'G' => "rReE",
        'z' | 'Z' => "wW",
        'a' | 'A' => "lL",
        _ => return false,
    };
    letters.next().is_some_and(|second| seconds.contains(second))
}

/// Whether a cell is a remark: a label, a colon and perhaps a text, such as `制表人：张三` or `Source: library`.
pub(super) fn is_remark(cell: &str) -> bool {
    trim(cell).starts_with(char::is_alphabetic) && cell.contains([':', '：'])
}

/// Whether a row is a remark, and not what is left of a row with a figure.
pub(super) fn is_footer(plan: &Plan, row: &Row<'_, '_>) -> bool {
    let mut cells = row.cells().filter(|cell| !trim(cell).is_empty());
    let Some(first) = cells.next() else { return false };
    let name = normalized(&first);
    let is_indicator_with_figure = || {
        name.split_once(':').is_some_and(|(label, figure)| {
            !matches!(plan.indicator(label), IndicatorMatch::Unknown)
                && figure::parse(figure).is_ok()
        })
    };
    let may_be_indicator = || {
        plan.indicator_names().any(|known| known.starts_with(&name)) || is_indicator_with_figure()
    };
    let is_of_data = |cell: &str| {
        figure::parse(cell).is_ok()
            || plan.period_of(trim(cell)).is_some()
            || !matches!(plan.indicator(cell), IndicatorMatch::Unknown)
    };
    is_remark(&first) && !may_be_indicator() && !cells.any(|cell| is_of_data(&cell))
}

/// Whether a row with as many cells as the header is such a remark, filled up with blank cells. Where a period or a figure
/// belongs it has nothing, another label, or what belongs to the label before it; hardly any other row does, so that
/// this is asked first.
pub(super) fn is_padded_footer(plan: &Plan, row: &Row<'_, '_>, header: &Header) -> bool {
    let is_labelled = |field: usize| {
        let before = field.checked_sub(1).map(|before| row.cell(before));
        let may_end_label = |last: char| matches!(last, ':' | '：') || last.is_whitespace();
        before.is_some_and(|label| {
            label.ends_with(may_end_label)
                && label.trim_end().ends_with([':', '：'])
                && is_remark(&label)
        })
    };
    let is_of_remark = |field: usize| {
        let cell = row.cell(field);
        let begins_with_digit = cell.as_bytes().first().is_some_and(u8::is_ascii_digit);
        !begins_with_digit && (trim(&cell).is_empty() || is_remark(&cell)) || is_labelled(field)
    };
    let figures = header.figures.iter().map(|column| column.field);
    header.period.into_iter().chain(figures).all(is_of_remark)
        && row.cells().find(|cell| !trim(cell).is_empty()).is_some_and(|first| {
            is_remark(&first) && total(&first).is_none() && is_footer(plan, row)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_names() {
        for name in [
            "合计",
            "合计：",
            " 合　计 ",
            "总计",
            "小计:",
            "共计",
            "總計",
            "Total",
            "TOTAL:",
            "Ｔｏｔａｌ",
            "subtotal",
            "Sub-total",
            "sub total",
            "Grand Total",
            "sum",
            "合计数",
            "合计（万元）",
            "Total (all schools)",
            "学校合计",
            "全区合计",
            "全区合计：",
            "东区 汇总",
            "East Total",
            "Summe",
            "GESAMT:",
            "Gesamtsumme",
            "gesamtergebnis",
            "Zwischensumme (Schulen)",
            "Total Result",
            "Total Ergebnis",
            "Total général",
            "TOTAL GÉNÉRAL",
            "Totale",
            "Sous-total",
            "SOUS-TOTAL",
            "sous total",
            "All",
            " ALL ",
            "Ａｌｌ",
            "\u{a0}Ｇesamt",
            "\u{a0}Zwischensumme",
        ] {
            assert!(may_be_total(name) && total(name).is_some(), "{name}");
        }
        for name in [
            "",
            "total area",
            "summer",
            "(合计)",
            "区审计",
            "全区合计以外",
            "T",
            "小学",
            "总校",
            "Gesamtschule",
            "Zwischensummen",
            "Allen",
            "al",
            "All schools",
            "Somme",
            "Totalement",
            "N-total",
        ] {
            assert!(!may_be_total(name) || total(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_note_that_says_all_calls_no_row_a_total() {
        assert!(bare_total("All").is_none() && bare_total("Summe").is_some());
    }

    #[test]
    fn remarks_have_a_label() {
        for cell in ["制表人：张三", "注:", "Source: library", " 备注 : x", "注1：x"] {
            assert!(is_remark(cell), "{cell}");
        }
        for cell in ["", "12:30", "1、注：x", ":", "visits", "(注)：x"] {
            assert!(!is_remark(cell), "{cell}");
        }
    }
}
