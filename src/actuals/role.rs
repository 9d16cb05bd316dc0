//! What columns are for, and the headers by which that is known.

use super::ColumnOverrides;
use crate::wording::Text;
use crate::wording::diagnostics::actuals::header as say;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Which indicator a row is about.
    Indicator,
    /// When.
    Period,
    /// The figure.
    Value,
    /// The unit of the row's figures.
    Unit,
    /// Remarks, who filled a row in, which one it is: nobody reads that here.
    Note,
}

impl Role {
    /// All of them, those first that a layout is made of.
    pub(super) const ALL: [Self; 5] =
        [Self::Indicator, Self::Period, Self::Value, Self::Unit, Self::Note];

    /// The key in `[columns]` and for `--column`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::Period => "period",
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Note => "note",
        }
    }

    /// What it is called in findings.
    pub(super) fn noun(self) -> Text {
        match self {
            Self::Indicator => say::indicator(),
            Self::Period => say::period(),
            Self::Value => say::value(),
            Self::Unit => say::unit(),
            Self::Note => say::note(),
        }
    }

    /// The headers that are known without being named.
    pub(super) fn known(self) -> &'static [&'static str] {
        match self {
            Self::Indicator => &["indicator", "target", "kpi", "指标", "指标名称"],
            Self::Period => &["period", "month", "date", "期间", "月份", "时间"],
            Self::Value => &["value", "actual", "完成值", "实际值", "数值"],
            Self::Unit => &["unit", "units", "单位", "计量单位", "金额单位", "数据单位"],
            Self::Note => &[
                "note",
                "notes",
                "comment",
                "comments",
                "remarks",
                "备注",
                "no",
                "no.",
                "#",
                "s/n",
                "serial no.",
                "serial number",
                "序号",
                "行号",
                "填报人",
                "填表人",
                "审核人",
                "联系人",
                "联系电话",
                "填报日期",
                "填报时间",
            ],
        }
    }

    /// The header that the user gives it.
    pub(super) fn named_in(self, columns: &ColumnOverrides) -> Option<&str> {
        match self {
            Self::Indicator => columns.indicator.as_deref(),
            Self::Period => columns.period.as_deref(),
            Self::Value => columns.value.as_deref(),
            Self::Unit => columns.unit.as_deref(),
            Self::Note => columns.note.as_deref(),
        }
    }
}
