//! The text of a cell becomes a number with its unit, or a finding that says why it is none.

mod plain;

use std::borrow::Cow;

use super::fault::Fault;
use super::row::trim;
use crate::period::MONTHS;
use crate::plan::labels::{self, Doubt};
use crate::plan::{compared, normalized};
use crate::quantity::Quantity;

/// Cells that mean "no figure", beside empty ones, `N/A` and the plan's own.
const NULL_VALUES: [&str; 5] = ["-", "—", "–", "/", "未报"];

/// What may stand between thousands.
const SEPARATORS: [char; 3] = [',', ' ', '\''];

/// A number as it stands in a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// The number.
    pub(super) value: Quantity,
    /// The unit behind it, normalised.
    pub(super) unit: Option<String>,
}

/// Whether a cell means that there is no figure.
pub(super) fn is_blank(cell: &str, null_values: &[String]) -> bool {
    let cell = without_text_mark(cell);
    // None of those that every plan knows begins as a number does, which is what most cells are.
    let is_like_a_number = cell.starts_with(|first: char| first.is_ascii_digit());
    if is_like_a_number && null_values.is_empty() {
        return false;
    }
    let name = compared(cell);
    let is_known_null = || {
        name.is_empty() || NULL_VALUES.contains(&name.as_ref()) || name.eq_ignore_ascii_case("N/A")
    };
    !is_like_a_number && is_known_null() || null_values.iter().any(|null| *null == name)
}

/// Reads `1,234.50`, `1 234`, `1'234`, `１２３４`, `88%`, `5,230万元`, `(120)`, `−120`, `1.2E+07`.
///
/// Thousands may be set apart by commas, by spaces or by apostrophes, `'` or `’`: by one of them within a number, and
/// by one character at each place. An apostrophe before everything else is no part of the text.
///
/// # Errors
/// Why the text is no figure.
pub(super) fn parse(cell: &str) -> Result<Figure, Fault> {
    match plain::parse(cell) {
        Some(value) => Ok(Figure { value, unit: None }),
        None => general(cell),
    }
}

/// Whether a comma that [`parse`] takes for one between thousands may stand before decimals: the only one of a figure
/// without a point, in a file whose cells are set apart by semicolons, as they are where decimals have a comma.
pub(super) fn may_be_comma_of_decimals(text: &str, delimiter: u8) -> bool {
    delimiter == b';' && text.matches([',', '，']).count() == 1 && !text.contains(['.', '．'])
}

/// Whether the figure that a text is, as [`parse`] reads it, is shown in the same characters: without separators, a sign
/// other than the minus of what is below 0, a unit, or zeros at the beginning.
pub(super) fn is_shown_alike(text: &str) -> bool {
    let text = text.as_bytes();
    let (digits, is_negative) = text.strip_prefix(b"-").map_or((text, false), |rest| (rest, true));
    let point = digits.iter().position(|byte| *byte == b'.');
    let (whole, fraction) =
        point.map_or((digits, &b"0"[..]), |point| (&digits[..point], &digits[point + 1..]));
    let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
    is_number(whole)
        && is_number(fraction)
        && (whole == b"0" || !whole.starts_with(b"0"))
        && (!is_negative || digits.iter().any(|byte| matches!(byte, b'1'..=b'9')))
}

/// Reads any figure.
fn general(cell: &str) -> Result<Figure, Fault> {
    let text = half_width(cell);
    let text = without_text_mark(&text);
    if let Some(fault) = spreadsheet_fault(text) {
        return Err(fault);
    }
    if let Some(bracketed) = text.strip_prefix('(') {
        // Accountants write a loss in parentheses.
        let (inner, outer_unit) = bracketed.split_once(')').ok_or(Fault::NoNumber)?;
        let figure = unsigned(inner.trim())?;
        let unit = match (figure.unit, unit(outer_unit)?) {
            (Some(_), Some(_)) => return Err(Fault::NoNumber),
            (inner_unit, outer_unit) => inner_unit.or(outer_unit),
        };
        return Ok(Figure { value: figure.value.negated(), unit });
    }
    match text.strip_prefix('-') {
        Some(text) => {
            unsigned(text).map(|figure| Figure { value: figure.value.negated(), ..figure })
        }
        None => unsigned(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// The text without the apostrophe before it by which spreadsheets keep an entry as text: `'123`.
fn without_text_mark(cell: &str) -> &str {
    let cell = trim(cell);
    cell.strip_prefix(['\'', '’', '＇']).map_or(cell, str::trim_start)
}

/// The text with full-width forms, signs, apostrophes and spaces brought to ASCII.
///
/// NFKC would do more than is wanted: it makes `10²` into `102` and `1½` into `11⁄2`.
fn half_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let half = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '−' => '-',
        '’' => '\'',
        other => other,
    };
    Cow::Owned(text.chars().map(half).collect())
}

fn spreadsheet_fault(text: &str) -> Option<Fault> {
    if text.starts_with('=') {
        Some(Fault::Formula)
    } else if text.starts_with("##") {
        Some(Fault::TooNarrow)
    } else if text.starts_with('#') {
        Some(Fault::SpreadsheetError)
    } else {
        None
    }
}

/// Digits, an exponent, a unit.
fn unsigned(text: &str) -> Result<Figure, Fault> {
    let (digits, rest) = text.split_at(digits_length(text));
    if digits.is_empty() {
        return Err(if begins_with_month(text) { Fault::DateLike } else { Fault::NoNumber });
    }
    let (exponent, rest) = rest.split_at(labels::exponent_length(rest));
    let unit = unit(rest)?;
    let number = ungrouped(digits)? + exponent;
    // It has the form of a number by now: only its size can be amiss.
    let value = Quantity::parse(&number).map_err(|_| Fault::TooWide)?;
    Ok(Figure { value, unit })
}

/// Whether a text is the name of a month, whole or cut short, and then a number: `Jan-02`, `May 2022`.
fn begins_with_month(text: &str) -> bool {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (name, rest) = text.split_at(length);
    let name = name.to_ascii_lowercase();
    let number = rest.trim_start_matches(['-', ' ', '.', '/']);
    name.len() >= 3
        && MONTHS.iter().any(|month| month.starts_with(&name))
        && number.starts_with(|character: char| character.is_ascii_digit())
}

/// How many bytes at the start are digits, points, commas, or spaces and apostrophes between digits.
fn digits_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let belongs = |at: usize, byte: u8| match byte {
        b'0'..=b'9' | b'.' | b',' => true,
        b' ' | b'\'' => at > 0 && is_digit(at - 1) && is_digit(at + 1),
        _ => false,
    };
    bytes.iter().enumerate().position(|(at, byte)| !belongs(at, *byte)).unwrap_or(bytes.len())
}

/// Digits without separators of thousands, when these stand where they belong.
fn ungrouped(digits: &str) -> Result<String, Fault> {
    let parts: Vec<&str> = digits.split('.').collect();
    let (whole, fraction) = match parts.as_slice() {
        [whole] => (*whole, None),
        [whole, fraction] => (*whole, Some(*fraction)),
        [first, rest @ ..] if first.len() <= 3 && rest.iter().all(|group| group.len() == 3) => {
            return Err(Fault::Ambiguous);
        }
        _ => return Err(Fault::DateLike),
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| fraction.contains(SEPARATORS)) {
        return Err(Fault::Ambiguous);
    }
    if fraction.is_some_and(|fraction| !is_number(fraction)) || whole.is_empty() {
        return Err(Fault::NoNumber);
    }
    let mut groups = whole.split(SEPARATORS);
    let first = groups.next().unwrap_or_default();
    let mut separators = whole.matches(SEPARATORS);
    let separator = separators.next();
    let is_grouped = separator.is_some();
    let is_consistent = separators.all(|other| Some(other) == separator);
    // A group that begins with 0 is no thousand: `0,125` is somebody's 0.125.
    let is_first_sound = (1..=3).contains(&first.len()) && !first.starts_with('0');
    if is_grouped && !(is_consistent && is_first_sound && groups.all(|group| group.len() == 3)) {
        return Err(Fault::Ambiguous);
    }
    Ok(digits.replace(SEPARATORS, ""))
}

/// What follows the number: nothing, or a unit, also in parentheses.
fn unit(rest: &str) -> Result<Option<String>, Fault> {
    let rest = rest.trim();
    let unit = normalized(rest);
    let unit = unit
        .strip_prefix('(')
        .and_then(|unit| unit.strip_suffix(')'))
        .map_or(unit.as_str(), str::trim);
    if unit.is_empty() {
        return Ok(None);
    }
    match labels::doubt(unit) {
        Some(Doubt::Date) => Err(Fault::DateLike),
        Some(Doubt::Range) => Err(Fault::Range),
        Some(Doubt::Word(..)) => Err(Fault::Vague),
        // NFKC has made letters of `Ⅳ`.
        None if !rest.starts_with(char::is_numeric) => Ok(Some(unit.to_owned())),
        Some(Doubt::Text) | None => Err(Fault::NoNumber),
    }
}

/// Whether the text that a figure in a cell has as its unit is hardly one: with brackets elsewhere than at the beginning,
/// where accountants write a loss in them, or as [`labels::is_hardly_a_unit`] has it. It is a unit all the same where the
/// plan names it.
pub(super) fn is_hardly_a_unit(cell: &str, label: &str) -> bool {
    let text = half_width(cell);
    let is_bracketed = without_text_mark(&text).rfind(['(', '[']).is_some_and(|at| at > 0);
    is_bracketed || labels::is_hardly_a_unit(label)
}

/// The text of a cell as a number, where letters that look like digits would be its unit.
pub(super) fn with_digits(cell: &str) -> Option<String> {
    labels::with_digits(without_text_mark(&half_width(cell)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(cell: &str, expected: &str) {
        let found = match parse(cell) {
            Ok(Figure { value, unit: None }) => value.to_string(),
            Ok(Figure { value, unit: Some(unit) }) => format!("{value} {unit}"),
            Err(fault) => format!("{fault:?}"),
        };
        assert_eq!(found, expected, "{cell}");
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("88", "88"),
            (" 88.10 ", "88.10"),
            ("+5", "5"),
            ("-120", "-120"),
            ("−120", "-120"),
            ("－120", "-120"),
            ("(120)", "-120"),
            ("（1,200.5）", "-1200.5"),
            ("007", "7"),
            ("0.5", "0.5"),
            ("1,234,567.5", "1234567.5"),
            ("12,345", "12345"),
            ("1 234", "1234"),
            ("1\u{a0}234\u{a0}567.25", "1234567.25"),
            ("1'234'567.5", "1234567.5"),
            ("1’234’567.5", "1234567.5"),
            ("１＇２３４", "1234"),
            ("-12'345", "-12345"),
            ("'123", "123"),
            ("’123", "123"),
            ("＇１２３", "123"),
            (" ' 1'234 ", "1234"),
            ("'-5", "-5"),
            ("'(120)", "-120"),
            ("１２３４", "1234"),
            ("１，２３４．５", "1234.5"),
            ("1.2E+07", "12000000"),
            ("1.2e-3", "0.0012"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
        ] {
            check(cell, expected);
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_alike_is_known_from_the_text(text in "[-+']?[0-9]{0,3}[.,]?[0-9]{0,3}[%E]?[0-9]?") {
            if let Ok(figure) = parse(&text) {
                prop_assert_eq!(is_shown_alike(&text), figure.value.to_string() == text);
            }
        }
    }

    #[test]
    fn units_may_follow() {
        for (cell, expected) in [
            ("88%", "88 %"),
            ("88 ％", "88 %"),
            ("8.8‰", "8.8 ‰"),
            ("5,230万元", "5230 万元"),
            ("5230 (万元)", "5230 万元"),
            ("(120)万元", "-120 万元"),
            ("(120万元)", "-120 万元"),
            ("-3 ℃", "-3 °C"),
            ("100㎡", "100 m2"),
            ("100m²", "100 m2"),
            ("2E3件", "2000 件"),
            ("3.1件/10万人", "3.1 件/10万人"),
            ("12 EUR", "12 EUR"),
            ("1'234 CHF", "1234 CHF"),
            ("'88%", "88 %"),
        ] {
            check(cell, expected);
        }
    }

    #[test]
    fn what_could_be_two_numbers_is_not_guessed() {
        for cell in [
            "1,23",
            "1,2,3.5",
            "1234,567",
            "1,2345",
            "0,125",
            "012,345",
            ",5",
            "1,",
            "1,,234",
            "1.234,5",
            "1.234.567",
            "1 23",
            "1,234 567",
            "1,234'567",
            "1'234 567",
            "1'234,567",
            "1'23",
            "5'6",
            "0'125",
            "1.234'567",
            "1.5 000",
            "1 2 3",
        ] {
            check(cell, "Ambiguous");
        }
    }

    #[test]
    fn what_is_no_number_is_named() {
        for (fault, cells) in [
            ("Formula", vec!["=SUM(A1:A3)", "＝A1", "'=A1"]),
            ("SpreadsheetError", vec!["#REF!", "#N/A", "#DIV/0!"]),
            ("TooNarrow", vec!["########"]),
            (
                "DateLike",
                vec![
                    "1-2",
                    "2022-09-30",
                    "2022/9/30",
                    "1/2",
                    "2-Jan",
                    "1月2日",
                    "2022年9月",
                    "2022.9.30",
                    "12:30",
                    "1:2",
                    "Jan-02",
                    "'Sept 2022",
                    "DEC/5",
                ],
            ),
            ("Range", vec!["10~20", "10至20", "10～20", "10—20", "3到5个"]),
            ("Vague", vec!["100余人", "100多", "88%以上", "50左右", "50 以下"]),
            (
                "NoNumber",
                vec![
                    "abc", "五", "约120", ".5", "5.", "10²", "10 ½", "1①", "5Ⅳ", "-(5)", "(-5)",
                    "(5", "()", "--5", "5*", "5?", "¥5", "1e", "1E+", "Jan", "Jan-x", "Ja-02",
                    "marks 5", "٣", "5 ٣", "(5%)%", "inf", "NaN", "+", "5,000.", "''123", "'123'",
                    "5'", "5'6\"", "1''234", "'abc", "-'5",
                ],
            ),
            (
                "TooWide",
                vec![
                    "12345678901234567890123456789",
                    "0.12345678901234567890123456789",
                    "1e40",
                    "1e99999999999",
                ],
            ),
        ] {
            for cell in cells {
                check(cell, fault);
            }
        }
    }

    #[test]
    fn no_figure_is_not_zero() {
        let null_values = ["暂无".to_owned()];
        for cell in [
            "",
            "  ",
            "\u{3000}",
            "-",
            "－",
            "—",
            "–",
            "/",
            "／",
            "N/A",
            "n/a",
            "Ｎ／Ａ",
            "未报",
            "'",
            "'-",
            "’未报",
            " 未报 ",
            "暂无",
        ] {
            assert!(is_blank(cell, &null_values), "{cell}");
        }
        for cell in ["0", "--", "无", "未", "na", "'0", "''"] {
            assert!(!is_blank(cell, &null_values), "{cell}");
        }
        let null_values = ["999".to_owned(), "0 (x)".to_owned()];
        for cell in ["999", " 999 ", "'999", "９９９", "0 (x)", "-"] {
            assert!(is_blank(cell, &null_values), "{cell}");
        }
        for cell in ["99", "9999", "999.0", "0"] {
            assert!(!is_blank(cell, &null_values), "{cell}");
        }
    }

    #[test]
    fn units_are_told_from_what_is_run_together() {
        let is_hardly = |cell: &str| is_hardly_a_unit(cell, &parse(cell).unwrap().unit.unwrap());
        for cell in [
            "10to20",
            "5or6",
            "5of10",
            "12h30",
            "2022m9",
            "0x1F",
            "1e5e3",
            "5x3",
            "5to3",
            "5X2",
            "2022Q3",
            "5m20",
            "5人10",
            "5人/10",
            "9月",
            "30日",
            "3季度",
            "5年",
            "5（预计）",
            "5人(预计)",
            "5 (人)",
            "(5)(人)",
            "5人[1]",
        ] {
            if parse(cell).is_ok() {
                assert!(is_hardly(cell), "{cell}");
            }
        }
        for cell in [
            "120m2",
            "120 m3",
            "5㎡",
            "5km²",
            "5CO2",
            "5 Nm3",
            "5kg/m3",
            "5m2/人",
            "3.1件/10万人",
            "5人",
            "5 km",
            "5次/年",
            "(5人)",
            "'(5人)",
            "5个月",
        ] {
            assert!(!is_hardly(cell), "{cell}");
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_told_from_units() {
        for (cell, meant) in [
            ("12O", "120"),
            ("12o", "120"),
            ("12О", "120"),
            ("１２Ｏ", "120"),
            ("'12O", "120"),
            ("-3l", "-31"),
            ("(3I)", "(31)"),
            ("1O5", "105"),
            ("1Ol5", "1015"),
            ("1O,000.5", "10,000.5"),
            ("1.5O", "1.50"),
            ("5O%", "50%"),
            ("5O万元", "50万元"),
            ("5O (人)", "50 (人)"),
        ] {
            assert_eq!(with_digits(cell).as_deref(), Some(meant), "{cell}");
        }
        for cell in [
            "12", "12人", "12 km", "12 O", "12 l", "12oz", "12lbs", "12l/h", "12In", "5m2O",
            "12kOl", "O5", "人O", "12%",
        ] {
            assert_eq!(with_digits(cell), None, "{cell}");
        }
    }
}
