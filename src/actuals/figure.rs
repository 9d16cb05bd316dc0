//! The text of a cell becomes a number with its unit, or a finding that says why it is none.

mod plain;

use std::borrow::Cow;

use super::fault::Fault;
use super::row::trim;
use crate::period::MONTHS;
use crate::plan::labels::{self, CURRENCY_CODES, Doubt};
use crate::plan::{Plan, compared, invisible_in, is_ideograph, normalized};
use crate::quantity::Quantity;

/// Cells that mean "no figure", beside empty ones, [`DASHES`], `N/A` and the plan's own: what people write, and what R, SQL and
/// pandas do. `…` is `...` as it is compared.
const NULL_VALUES: [&str; 16] = [
    "/", "...", "......", "未报", "暂无", "NA", "n.a.", "N.A.", "<NA>", "NULL", "null", "(null)",
    "\\N", "NaN", "nan", "None",
];

/// Dashes that mean the same, and may be a 0 between blanks or beside a currency.
const DASHES: [&str; 7] = ["-", "—", "–", "--", "——", "––", "――"];

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

/// Signs of currencies, which may stand before a number as well as behind it.
const CURRENCY_SIGNS: [char; 4] = ['$', '€', '£', '¥'];

/// Whether a cell means that there is no figure. A stage of the plan is none of the words for it.
pub(super) fn is_blank(cell: &str, plan: &Plan) -> bool {
    let null_values = &plan.null_values;
    let cell = without_text_mark(cell);
    let may_be_known_null = cell.chars().next().is_none_or(may_begin_null);
    if !may_be_known_null && null_values.is_empty() {
        return false;
    }
    let name = compared(cell);
    let is_stage = || {
        plan.ladders.iter().flat_map(|ladder| &ladder.stages).any(|stage| compared(stage) == name)
    };
    let is_known_null = || {
        name.is_empty()
            || (NULL_VALUES.contains(&name.as_ref())
                || DASHES.contains(&name.as_ref())
                || name.eq_ignore_ascii_case("N/A"))
                && !is_stage()
    };
    may_be_known_null && is_known_null() || null_values.iter().any(|null| *null == name)
}

/// Whether a cell that means that there is no figure may be a 0 all the same: in their accounting formats spreadsheets write
/// one as a dash between blanks. It is none where the plan itself names the dash.
pub(super) fn may_be_zero(cell: &str, plan: &Plan) -> bool {
    cell.starts_with(char::is_whitespace) && cell.ends_with(char::is_whitespace) && {
        let name = compared(cell);
        DASHES.contains(&name.as_ref()) && !plan.null_values.iter().any(|null| *null == name)
    }
}

/// Whether one of those that every plan knows may begin so. None begins as a number does, and few with an ideograph, as
/// figures and their units mostly do.
fn may_begin_null(first: char) -> bool {
    !first.is_ascii_digit() && (!is_ideograph(first) || matches!(first, '未' | '暂'))
}

/// Reads `1,234.50`, `1 234`, `1'234`, `１２３４`, `88%`, `5,230万元`, `$12.50`, `(120)`, `−120`, `1.2E+07`.
///
/// Thousands may be set apart by commas, by spaces or by apostrophes, `'` or `’`: by one of them within a number, and
/// by one character at each place. An apostrophe before everything else is no part of the text. A currency may stand before
/// the number instead of a unit behind it.
///
/// # Errors
/// Why the text is no figure.
pub(super) fn parse(cell: &str) -> Result<Figure, Fault> {
    match plain::parse(cell) {
        Some(value) => Ok(Figure { value, unit: None }),
        None => general(cell),
    }
}

/// How [`parse`] may misunderstand a figure in a file whose cells are set apart by semicolons, as they are where decimals
/// have a comma and thousands a point: the only comma of a figure without a point, and the only point, before three digits,
/// of one without a comma.
pub(super) fn ambiguous_among_semicolons(text: &str) -> Option<Fault> {
    let commas = text.matches([',', '，']).count();
    let Some((whole, rest)) = text.split_once(['.', '．']) else {
        return (commas == 1).then_some(Fault::AmbiguousComma);
    };
    let is_digit = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    let decimals = rest.chars().take_while(|letter| is_digit(*letter)).count();
    let digits: String = whole.chars().filter(|letter| is_digit(*letter)).collect();
    let is_of_thousands = decimals == 3
        && matches!(digits.chars().count(), 1..=3)
        && !digits.starts_with(['0', '０']);
    (commas == 0 && is_of_thousands).then_some(Fault::AmbiguousPoint)
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
    if let Some(invisible) = invisible_in(text) {
        return Err(Fault::Invisible(invisible));
    }
    if is_minus_behind(text) {
        return Err(Fault::MinusBehind);
    }
    behind_currency(text, signed).map_err(|fault| dash_fault(text).unwrap_or(fault))
}

/// Reads what follows a currency in front as if that stood behind it.
fn behind_currency(
    text: &str,
    read: impl Fn(&str) -> Result<Figure, Fault>,
) -> Result<Figure, Fault> {
    let (currency, rest) = split_currency(text);
    let figure = read(rest)?;
    match (currency, figure.unit) {
        (Some(_), Some(_)) => Err(Fault::TwoUnits),
        (currency, unit) => Ok(Figure { unit: currency.map(normalized).or(unit), ..figure }),
    }
}

/// The currency in front of a text, by its sign or its code.
fn split_currency(text: &str) -> (Option<&str>, &str) {
    let sign = text.chars().next().filter(|first| CURRENCY_SIGNS.contains(first));
    let code = || CURRENCY_CODES.into_iter().find(|code| text.starts_with(code));
    match sign.map(char::len_utf8).or_else(|| code().map(str::len)) {
        Some(length) => (text.get(..length), text.get(length..).unwrap_or_default().trim_start()),
        None => (None, text),
    }
}

/// The fault of a text that has a dash in place of its number, as spreadsheets write 0: `-`, `$ -`, `-   €`, `- 0 €`.
fn dash_fault(text: &str) -> Option<Fault> {
    if DASHES.contains(&text) {
        return Some(Fault::Dash);
    }
    let (_, number) = split_currency(text);
    // The longer ones come last.
    let behind = DASHES.iter().rev().find_map(|dash| number.strip_prefix(dash))?;
    let (_, rest) = split_currency(behind.trim_start_matches([' ', '0']));
    rest.is_empty().then_some(Fault::DashBeside)
}

/// Whether a text is a number and then a minus, as SAP writes what is below 0: `12-`, `1.234,56-`.
fn is_minus_behind(text: &str) -> bool {
    let number = text.strip_suffix('-').unwrap_or_default().trim_end();
    matches!(behind_currency(number, unsigned_number), Ok(_) | Err(Fault::Ambiguous))
}

/// Reads a number with its sign, which parentheses are too.
fn signed(text: &str) -> Result<Figure, Fault> {
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
    cell.strip_prefix(['\'', '’', '＇']).map_or(cell, trim)
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
        '￥' => '¥',
        '￡' => '£',
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

/// A number without a sign, perhaps behind a currency.
fn unsigned(text: &str) -> Result<Figure, Fault> {
    behind_currency(text, unsigned_number)
}

/// Digits, an exponent, a unit.
fn unsigned_number(text: &str) -> Result<Figure, Fault> {
    let (digits, rest) = text.split_at(digits_length(text));
    if !digits.contains(|character: char| character.is_ascii_digit()) {
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
        [first, middle @ .., last] => {
            // `1.234.567,89` has points between thousands.
            let last = last.split_once(',').map_or(*last, |(thousand, _)| thousand);
            let mut groups = middle.iter().copied().chain([last]);
            let is_grouped = first.len() <= 3 && groups.all(|group| group.len() == 3);
            return Err(if is_grouped { Fault::Ambiguous } else { Fault::DateLike });
        }
        [] => return Err(Fault::NoNumber),
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| fraction.contains(SEPARATORS)) {
        return Err(Fault::Ambiguous);
    }
    if fraction.is_some_and(|fraction| !is_number(fraction)) {
        return Err(Fault::NoNumber);
    }
    if whole.is_empty() && fraction.is_some() {
        // `.5`, as Oracle and SAS write it.
        return Ok(format!("0{digits}"));
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

/// Whether the text that a figure in a cell has as its unit is hardly one: with brackets behind the number, before
/// which accountants write a loss in them, or as [`labels::is_hardly_a_unit`] has it. It is a unit all the same where the
/// plan names it.
pub(super) fn is_hardly_a_unit(cell: &str, label: &str) -> bool {
    let text = half_width(cell);
    let before_number = |character: char| !character.is_ascii_digit();
    let is_bracketed = text.trim_start_matches(before_number).contains(['(', '[']);
    is_bracketed || labels::is_hardly_a_unit(label)
}

/// The text of a cell as a number, where letters that look like digits would be its unit.
pub(super) fn with_digits(cell: &str) -> Option<String> {
    labels::with_digits(without_text_mark(&half_width(cell)))
}

#[cfg(test)]
mod tests;
