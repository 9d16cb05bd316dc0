//! Texts behind a number that are hardly units.

use super::{half_width, without_text_mark};

/// Periods and parts of dates, which are no amounts: `9月`.
const PERIODS: [&str; 8] = ["年", "月", "日", "季度", "半年", "号", "年度", "月份"];

/// What stands between two numbers, and could be the letters of a unit such as `m2`.
const BETWEEN: [&str; 10] = ["x", "to", "or", "of", "and", "by", "vs", "e", "h", "q"];

/// Whether the text that a figure in a cell has as its unit is hardly one: with brackets, with digits other than those
/// of `m2`, `kg/m3` and `件/10万人`, or a part of a date. It is a unit all the same where the plan names it.
pub(in crate::actuals) fn is_hardly_a_unit(cell: &str, label: &str) -> bool {
    is_bracketed(cell) || PERIODS.contains(&label) || !label.split(['/', '·']).all(may_be_unit)
}

/// Whether a bracket stands elsewhere than at the beginning, where accountants write a loss in them.
fn is_bracketed(cell: &str) -> bool {
    let text = half_width(cell);
    without_text_mark(&text).rfind(['(', '[']).is_some_and(|at| at > 0)
}

/// Whether a part of a unit has no digits, a power at its end, or a power of ten before it.
fn may_be_unit(part: &str) -> bool {
    if !part.contains(|character: char| character.is_ascii_digit()) {
        return true;
    }
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(char::is_alphabetic) && !is_between(name);
    part.strip_suffix(['2', '3']).is_some_and(is_name)
        || part.strip_prefix('1').map(|rest| rest.trim_start_matches('0')).is_some_and(is_name)
}

fn is_between(name: &str) -> bool {
    BETWEEN.iter().any(|word| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

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
}
