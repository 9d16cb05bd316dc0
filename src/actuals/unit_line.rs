//! A unit that stands above the header and holds for all figures without one of their own: `单位：万元`, `(unit: %)`.

use super::layout::is_unit;
use super::row::Row;
use crate::diagnostic::{Diagnostic, Spelling, nearest};
use crate::plan::{Figures, Plan, normalized};
use crate::source::Place;
use crate::wording::diagnostics::actuals::header as say;

/// How a unit is introduced; the longer of two that begin alike comes first.
const WORDS: [&str; 4] = ["单位", "單位", "units", "unit"];

/// What may stand before the word, and does not make it mean something else. `填报单位` is who reports.
const KINDS: [&str; 9] = ["计量", "計量", "金额", "金額", "货币", "貨幣", "数据", "數據", "数值"];

/// How the names of organisations end, which are 单位 too.
const ORGANISATIONS: [&str; 34] = [
    "局", "委", "办", "院", "校", "镇", "乡", "村", "县", "区", "市", "省", "部", "处", "科", "厅",
    "会", "所", "站", "室", "队", "园", "馆", "厂", "行", "集团", "公司", "中心", "街道", "政府",
    "大学", "学校", "医院", "银行",
];

/// What is said above the header about the unit.
pub(super) struct UnitLine {
    /// The unit as written, normalised.
    name: String,
    place: Place,
}

impl UnitLine {
    /// What a row says about the unit.
    pub(super) fn of(row: &Row<'_, '_>) -> Option<Self> {
        let filled: Vec<usize> =
            (0..row.len()).filter(|field| !row.cell(*field).trim().is_empty()).collect();
        for (at, field) in filled.iter().enumerate() {
            let cell = normalized(&row.cell(*field));
            let (name, field) = match introduced(&cell) {
                Some("") => match filled.get(at + 1) {
                    Some(next) => (normalized(&row.cell(*next)), *next),
                    None => continue,
                },
                Some(name) => (name.to_owned(), *field),
                None => continue,
            };
            return Some(Self { name, place: row.place(field) });
        }
        None
    }

    /// Whether it may as well be the name of an organisation.
    fn is_organisation(&self) -> bool {
        self.name.chars().count() > 2 && ORGANISATIONS.iter().any(|end| self.name.ends_with(end))
    }
}

/// The unit that rows above the header give.
///
/// # Errors
/// Two different ones, or one that nobody knows: figures would be wrong by a factor.
pub(super) fn agreed(plan: &Plan, lines: Vec<UnitLine>) -> Result<Option<String>, Vec<Diagnostic>> {
    let mut agreed: Option<UnitLine> = None;
    let mut problems = Vec::new();
    for line in lines {
        if !is_unit(plan, &line.name) {
            if !line.is_organisation() {
                problems.push(unknown(plan, &line));
            }
            continue;
        }
        match &agreed {
            None => agreed = Some(line),
            Some(first) if first.name == line.name => {}
            Some(first) => {
                let message = say::two_units_above(&first.name, &line.name);
                problems.push(
                    Diagnostic::error("unit-mismatch", line.place, message)
                        .label(say::expected_one_unit())
                        .and(first.place.clone(), say::the_other_unit())
                        .help(say::put_units_into_headers()),
                );
            }
        }
    }
    if problems.is_empty() { Ok(agreed.map(|line| line.name)) } else { Err(problems) }
}

fn unknown(plan: &Plan, line: &UnitLine) -> Diagnostic {
    let message = say::unknown_unit_above(&line.name);
    let problem = Diagnostic::error("unknown-unit", line.place.clone(), message)
        .label(say::expected_unit_of_plan());
    match nearest(&line.name, known(plan)) {
        Some(near) => problem.meant(near, Spelling::Part(&line.name)),
        None => problem.help(say::define_unit_or_take_out(&line.name)),
    }
}

/// The units that an export may be in.
fn known(plan: &Plan) -> impl Iterator<Item = &str> {
    let of_indicators = plan.indicators.iter().filter_map(|indicator| match &indicator.figures {
        Figures::Numbers(unit) => unit.as_ref(),
        Figures::Stages(_) => None,
    });
    plan.units.values().chain(of_indicators).map(|unit| unit.name.as_str())
}

/// What a cell, normalised, introduces as the unit; empty where that must be the next cell.
fn introduced(cell: &str) -> Option<&str> {
    let lower = cell.to_ascii_lowercase();
    let mut found = WORDS.iter().flat_map(|word| {
        lower.match_indices(word).filter_map(|(at, word)| {
            let before = cell.get(..at)?.trim_end();
            let before = KINDS.iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
            let is_word = cell.get(..at)?.ends_with(char::is_whitespace)
                || before.is_empty()
                || before.ends_with(['(', '[', ',', ';', '、', '。', ':', '-', '|']);
            let after = cell.get(at + word.len()..)?.trim_start().strip_prefix(':')?;
            is_word.then_some(after)
        })
    });
    let after = found.next()?;
    let unit = after.split([')', ']']).next().unwrap_or_default().trim();
    // `单位:万元 日期:2022` introduces something else, too.
    Some(match unit.split_once(char::is_whitespace) {
        Some((unit, rest)) if rest.contains(':') => unit,
        _ => unit,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_introduced_in_many_ways() {
        for (cell, unit) in [
            ("单位：万元", Some("万元")),
            ("单位:万元", Some("万元")),
            ("计量单位： 万元", Some("万元")),
            ("（金额单位：万元）", Some("万元")),
            ("2022年完成情况（单位:万元）", Some("万元")),
            ("金額單位：元", Some("元")),
            ("Unit: %", Some("%")),
            ("Results (units: students)", Some("students")),
            ("单位：万元　日期：2022-09-30", Some("万元")),
            ("单位:人 次", Some("人 次")),
            ("单位：", Some("")),
            ("填报单位:教育局", None),
            ("单位 万元", None),
            ("unity: 3", None),
            ("community: 3", None),
            ("opportunity", None),
            ("", None),
        ] {
            let cell = normalized(cell);
            assert_eq!(introduced(&cell), unit, "{cell}");
        }
    }
}
