//! What columns are for, and the headers by which that is known.

use super::ColumnOverrides;
use super::heading::joined;
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
    /// Remarks, who filled a row in, which one it is, what was planned: nobody reads that here.
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

    /// Whether a header is known without being named.
    pub(super) fn is_known_by(self, header: &str) -> bool {
        let header = &*joined(header);
        let mut known = self.known().iter().chain(self.traditional());
        known.any(|known| known.eq_ignore_ascii_case(header))
    }

    /// Those of the headers that are written otherwise in traditional characters.
    fn traditional(self) -> &'static [&'static str] {
        match self {
            Self::Indicator => &["指標", "指標名稱"],
            Self::Period => &["期間", "時間"],
            Self::Value => &["實際值", "數值"],
            Self::Unit => &["單位", "計量單位", "金額單位", "數據單位"],
            Self::Note => &["備註", "說明", "序號", "行號"],
        }
    }

    /// The headers that are known without being named, but for those in traditional characters.
    pub(super) fn known(self) -> &'static [&'static str] {
        match self {
            Self::Indicator => &["indicator", "target", "kpi", "指标", "指标名称"],
            Self::Period => &["period", "month", "date", "期间", "月份", "时间"],
            Self::Value => &["value", "actual", "完成值", "实际值", "数值"],
            Self::Unit => &[
                "unit",
                "units",
                "unit of measure",
                "uom",
                "单位",
                "计量单位",
                "金额单位",
                "数据单位",
            ],
            Self::Note => &[
                // Remarks.
                "note",
                "notes",
                "comment",
                "comments",
                "remarks",
                "备注",
                "说明",
                // Which row it is.
                "no",
                "no.",
                "#",
                "s/n",
                "serial no.",
                "serial number",
                "序号",
                "行号",
                // Who filled it in, and when.
                "填报人",
                "填表人",
                "审核人",
                "审核状态",
                "审核情况",
                "复核人",
                "经办人",
                "联系人",
                "联系电话",
                "填报日期",
                "填报时间",
                // What the figure is held against, and what comes of it.
                "target value",
                "planned value",
                "variance",
                "yoy",
                "目标值",
                "目标任务",
                "年度目标",
                "计划值",
                "计划数",
                "完成率",
                "完成比例",
                "完成进度",
                "同比",
                "同比增长",
                "同比增速",
                "环比",
                "环比增长",
                "环比增速",
                "上年同期",
                "去年同期",
            ],
        }
    }

    /// The headers that the user gives it: one at most, but for notes.
    pub(super) fn named_in(self, columns: &ColumnOverrides) -> &[String] {
        match self {
            Self::Indicator => columns.indicator.as_slice(),
            Self::Period => columns.period.as_slice(),
            Self::Value => columns.value.as_slice(),
            Self::Unit => columns.unit.as_slice(),
            Self::Note => columns.notes.as_slice(),
        }
    }
}
