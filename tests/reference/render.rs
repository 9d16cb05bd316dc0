//! The model as texts: a plan in TOML and an export in CSV, in the many ways in which people write them.

mod csv;
mod roster;
mod toml;

use super::model::{Case, Unit, Value};
use super::random::Random;
pub(crate) use csv::csv;
pub(crate) use roster::rosters;
pub(crate) use toml::toml;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Layout {
    Long,
    WideByPeriod,
    WideByIndicator,
}

/// How a case is written, which the plan's `[columns]` and the export have to agree on.
pub(crate) struct Style {
    pub(crate) layout: Layout,
    pub(crate) indicator: &'static str,
    pub(crate) period: &'static str,
    pub(crate) value: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) note: &'static str,
    /// Headers that only the plan's `[columns]` explains.
    pub(crate) own_headers: bool,
    /// Members and their quotas stand in files beside the plan.
    pub(crate) rosters: bool,
    /// A null value that only the plan explains.
    pub(crate) own_null: bool,
    /// The one unit of every figure, said in the header.
    pub(crate) header_unit: Option<Unit>,
    pub(crate) line_end: &'static str,
}

impl Style {
    pub(crate) fn of(case: &Case) -> Self {
        let mut random = Random::new(case.seed ^ 0x5EED);
        let unknown = case.rows.iter().any(|row| row.series.is_none());
        let mut layouts = vec![Layout::Long, Layout::WideByPeriod];
        if !unknown {
            // There a column that nobody knows is a dimension.
            layouts.push(Layout::WideByIndicator);
        }
        let layout = *random.pick(&layouts);
        let own_headers = random.chance(12);
        let header_unit = common_unit(case).filter(|_| layout == Layout::Long && random.chance(50));
        Self {
            layout,
            indicator: if own_headers {
                "考核项"
            } else {
                *random.pick(&["indicator", "target", "kpi", "指标", "指标名称"])
            },
            period: *random.pick(&["period", "month", "date", "期间", "月份", "时间"]),
            value: if own_headers {
                "本期数"
            } else {
                *random.pick(&["value", "actual", "完成值", "实际值", "数值"])
            },
            unit: *random.pick(&["unit", "单位"]),
            note: *random.pick(&["note", "备注"]),
            own_headers,
            own_null: random.chance(10),
            rosters: random.chance(30),
            header_unit,
            line_end: random.weighted(&[(85, "\n"), (15, "\r\n")]),
        }
    }
}

/// The unit, if every figure has the same one.
fn common_unit(case: &Case) -> Option<Unit> {
    let mut units = case.rows.iter().filter_map(|row| match row.value.as_ref()? {
        Value::Number(quantity) => Some(quantity.unit.clone()),
        Value::Stage(_) => Some(None),
    });
    let first = units.next()??;
    units.all(|unit| unit.as_ref() == Some(&first)).then_some(first)
}
