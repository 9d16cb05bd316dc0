//! Which character separates the cells of a file.
//!
//! The rule, as a user may be told it: *the delimiter is the one of comma, semicolon, tab and `|` that cuts the most
//! lines into the same number of cells*. So a comma in a title above the header, in a header such as `完成值(万元,亿元)`
//! or in `1,234.5` does not make a file comma-separated whose every line has the same number of tabs. What stands
//! in quotes does not count, nor do blank lines. Of two that cut equally many lines, it is the one that makes
//! more cells of them; of two that make equally many, the first of tab, `;`, `|` and comma, as a comma is the likeliest to
//! be part of a text or a number. A first line `sep=;`, which spreadsheets read as an instruction, decides alone.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The delimiters that are looked for, from the least to the most likely to stand in a cell.
pub(super) const ALL: [u8; 4] = [b'\t', b';', b'|', b','];

/// The delimiters that may separate the cells of a text which begins with `head`, the likeliest first.
///
/// Those that cut no line are left out: with none at all, the file has one column. The last line of `head` is taken
/// to be cut short, and does not count unless it is the only one.
pub(super) fn candidates(head: &str) -> Vec<u8> {
    let head = head.strip_prefix('\u{feff}').unwrap_or(head);
    if let Some(delimiter) = declared(head) {
        return vec![delimiter];
    }
    let complete = head.rfind(['\n', '\r']).and_then(|end| head.get(..end));
    let rank = |text: &str| -> Vec<u8> {
        let mut ranked: Vec<_> = ALL
            .into_iter()
            .filter_map(|delimiter| regularity(text, delimiter).map(|key| (delimiter, key)))
            .collect();
        ranked.sort_by_key(|(_, key)| Reverse(*key));
        ranked.into_iter().map(|(delimiter, _)| delimiter).collect()
    };
    complete.map(rank).filter(|ranked| !ranked.is_empty()).unwrap_or_else(|| rank(head))
}

/// The delimiter of a name that a user gives: `tab` or `\t`, or the character itself. It is to be an ASCII character
/// other than a letter, a digit, a quote, a line break or NUL; `None` if it is not.
#[must_use]
pub fn by_name(name: &str) -> Option<u8> {
    if name.eq_ignore_ascii_case("tab") || name == "\\t" {
        return Some(b'\t');
    }
    match *name.as_bytes() {
        [byte]
            if byte.is_ascii()
                && !byte.is_ascii_alphanumeric()
                && !matches!(byte, b'"' | b'\r' | b'\n' | 0) =>
        {
            Some(byte)
        }
        _ => None,
    }
}

/// The delimiter that a first line such as `sep=;` declares.
pub(super) fn declared(head: &str) -> Option<u8> {
    let line = head.split(['\n', '\r']).next()?;
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
    let (key, delimiter) = line.split_at_checked(4)?;
    by_name(delimiter).filter(|_| key.eq_ignore_ascii_case("sep="))
}

/// How many lines of a text a delimiter cuts into the same number of cells, and into how many; `None` if it cuts none.
fn regularity(text: &str, delimiter: u8) -> Option<(usize, usize)> {
    let mut lines_by_width = BTreeMap::<usize, usize>::new();
    for width in widths(text.as_bytes(), delimiter) {
        *lines_by_width.entry(width).or_default() += 1;
    }
    lines_by_width
        .into_iter()
        .filter(|(width, _)| *width > 1)
        .map(|(width, lines)| (lines, width))
        .max()
}

/// The number of cells of each line that is not blank. A line break in quotes is part of its cell.
fn widths(text: &[u8], delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::new();
    let (mut width, mut is_blank, mut at_cell_start) = (1, true, true);
    let mut may_quote = true;
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        if *byte == b'"' && at_cell_start && may_quote {
            match quoted_length(text.get(at..).unwrap_or_default()) {
                Some(length) => at += length - 1,
                // A quote that nothing closes is a character like another, and no later one is closed either.
                None => may_quote = false,
            }
        }
        let is_line_break = matches!(byte, b'\n' | b'\r');
        // Whatever the delimiter turns out to be: else `;` would cut `"a;b","c;d"` in the middle of a quote.
        at_cell_start = is_line_break || ALL.contains(byte);
        at += 1;
        if is_line_break {
            if !is_blank {
                widths.push(width);
            }
            (width, is_blank) = (1, true);
        } else {
            width += usize::from(*byte == delimiter);
            is_blank &= byte.is_ascii_whitespace() && *byte != delimiter;
        }
    }
    if !is_blank {
        widths.push(width);
    }
    widths
}

/// The length of the quoted text at the start of a text, with its quotes; `None` if no quote closes it.
fn quoted_length(text: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == b'"')? + 1;
        match text.get(at) {
            Some(b'"') => at += 1,
            _ => return Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expected: &str) {
        let found = String::from_utf8(candidates(head)).unwrap();
        assert_eq!(found, expected, "{head:?}");
    }

    #[test]
    fn the_delimiter_is_the_one_that_cuts_the_lines_alike() {
        check("指标,期间,完成值\n入学率,2022,88\n", ",");
        check("指标;期间;完成值\r\n入学率;2022;88,5\r\n巩固率;2022;90,5\r\n", ";,");
        check("a\tb\nx\t1,234\ny\t2,345\n", "\t,");
        check("a|b\rx|1\r", "|");
        check("name,tags\nx,a;b;c\ny,d;e;f\n", ",;");
        check("a\tb\nx,y\tz\n", "\t,");
    }

    #[test]
    fn a_header_or_a_title_does_not_mislead() {
        check("指标;完成值(万元,亿元)\n入学率;1,5\n", ";,");
        check("指标;期间;完成值(万元,亿元)\n入学率;2022;1\n", ";,");
        check("指标,期间,完成值(万元;亿元)\n", ",;");
        check("指标,期间,完成值（万元，亿元）\n", ",");
        check("2022年完成情况,单位:万元\n\n指标;期间;值\na;2022;1\n", ";,");
        check("Report | all; schools\n\n\nindicator,value\na,1\nb,2\n", ",;|");
        check("汇总表;;\n指标;期间;值\na;2022;1\n", ";");
        check("一、完成情况\n指标\t期间\t值\n", "\t");
    }

    #[test]
    fn quotes_hide_what_they_hold() {
        check("\"a;b\",\"c;d\"\n\"e;f\",\"g;h\"\n", ",");
        check("a,b\n\"x;\n;y;\r\n\"\"z;;\",1\n", ",");
        check("a;\"b\n\n,,\nc\";d\n1;2;3\n", ";");
        check("\"never closed,a\nb;c\nd;e\n", ";,");
        check("5\" pipe;a\n6\" pipe;b\n", ";");
    }

    #[test]
    fn a_line_that_is_cut_short_does_not_count() {
        check("a;b;c\n1;2;3\n4,5,6,7", ";");
        check("a;b,c;d", ";,");
        check("标题\na;b;c", ";");
    }

    #[test]
    fn one_column_has_no_delimiter() {
        check("", "");
        check("\n\n", "");
        check("指标\n入学率\n", "");
        check("\"a,b\"\n", "");
    }

    #[test]
    fn a_declaration_decides() {
        check("sep=;\na,b,c\n1,2,3\n", ";");
        check("\u{feff}SEP=|\r\na,b\r\n", "|");
        check("\"sep=,\"\na;b\n", ",");
        check("sep=\t\na;b\n", "\t");
        check("sep=\na;b\n", ";");
        check("sep=ab;c\n", ";");
        check("期间=;\n", ";");
    }

    #[test]
    fn delimiters_have_names() {
        for (name, delimiter) in [
            (",", Some(b',')),
            (";", Some(b';')),
            ("tab", Some(b'\t')),
            ("TAB", Some(b'\t')),
            ("\\t", Some(b'\t')),
            ("\t", Some(b'\t')),
            ("|", Some(b'|')),
            ("^", Some(b'^')),
            (" ", Some(b' ')),
            ("\"", None),
            ("\n", None),
            ("\0", None),
            ("0", None),
            ("a", None),
            ("，", None),
            (";;", None),
            ("", None),
        ] {
            assert_eq!(by_name(name), delimiter, "{name:?}");
        }
    }
}
