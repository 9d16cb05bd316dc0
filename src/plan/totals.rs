//! What is the sum of others and no member of its own.

use super::names::normalized;

/// What totals are called, without white space, in lower case.
const TOTALS: [&str; 17] = [
    "合计",
    "合計",
    "总计",
    "總計",
    "小计",
    "小計",
    "共计",
    "共計",
    "总和",
    "總和",
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub-total",
    "grandtotal",
    "sum",
];

/// More bytes than what a total is called has, however it is written.
const LONGEST: usize = 64;

/// The total that a name stands for.
pub(crate) fn total(name: &str) -> Option<&'static str> {
    if name.len() > LONGEST {
        return None;
    }
    let mut name = normalized(name);
    name.retain(|character| !character.is_whitespace());
    let name = name.strip_suffix(':').unwrap_or(&name);
    TOTALS.into_iter().find(|total| total.eq_ignore_ascii_case(name))
}
