//! The labels of pages and sheets.

use super::{Words, messages};
use crate::diagnostic::Severity;
use crate::plan::Language;

impl Words {
    /// The code of the language, as HTML names it.
    pub(crate) fn language_code(self) -> &'static str {
        match self.0 {
            Language::English => "en",
            Language::Chinese => "zh-CN",
        }
    }

    /// Whether a failure counts, in a word.
    pub(crate) fn severity_of_target(self, severity: Severity) -> &'static str {
        match (self.0, severity) {
            (Language::English, severity) => severity.name(),
            (Language::Chinese, Severity::Error) => "考核",
            (Language::Chinese, _) => "提醒",
        }
    }
}

messages! {
    /// What leads past the head of a page.
    fn skip_to_targets() {
        en: "to the targets",
        zh: "跳到各项目标",
    }

    /// Between a label and what it is about.
    fn colon() {
        en: ": ",
        zh: "：",
    }

    /// Between one figure and the next.
    fn comma() {
        en: ", ",
        zh: "，",
    }

    /// Over the list of targets that fail.
    fn what_fails() {
        en: "What fails",
        zh: "未达要求的目标",
    }

    /// Over the list of all targets.
    fn all_targets(targets: usize) {
        en: "All targets ({targets})",
        zh: "全部目标（{targets}项）",
    }

    /// The parts of the plan.
    fn sections() {
        en: "sections",
        zh: "章节",
    }

    /// What the signs of the charts mean.
    fn how_to_read() {
        en: "how to read the charts",
        zh: "图例",
    }

    /// What has to be reached.
    fn label_goal() {
        en: "goal",
        zh: "目标值",
    }

    /// What has been reached.
    fn label_actual() {
        en: "actual",
        zh: "实际完成",
    }

    /// Members and periods that satisfy a goal, of all.
    fn label_cells() {
        en: "cells",
        zh: "达标数",
    }

    /// The figure over the goal.
    fn label_attainment() {
        en: "attainment",
        zh: "完成率",
    }

    /// The way made from the baseline, over the whole way.
    fn label_progress() {
        en: "progress",
        zh: "进展",
    }

    /// What the pace asks for by now.
    fn label_required() {
        en: "needed now",
        zh: "序时进度要求",
    }

    /// The better value striven for.
    fn label_stretch() {
        en: "stretch",
        zh: "争取值",
    }

    /// What the figure was before.
    fn label_baseline() {
        en: "baseline",
        zh: "基数",
    }

    /// By when.
    fn label_due() {
        en: "due",
        zh: "完成期限",
    }

    /// The figures of earlier dates.
    fn label_trend() {
        en: "over time",
        zh: "历期走势",
    }

    /// Of a stage.
    fn label_reached() {
        en: "reached",
        zh: "已到达",
    }

    /// Of a cell that does what is asked.
    fn cell_satisfied() {
        en: "satisfied",
        zh: "达标",
    }

    /// Of a cell from which nothing is asked yet.
    fn cell_pending() {
        en: "not due yet",
        zh: "未到期",
    }

    /// Of a cell that does not do what is asked.
    fn cell_fails() {
        en: "fails",
        zh: "未达标",
    }

    /// What can be unfolded beside a target.
    fn source_and_evidence() {
        en: "source and evidence",
        zh: "出处与依据",
    }

    /// Who answers for a target.
    fn label_owner() {
        en: "owner",
        zh: "责任单位",
    }

    /// A remark of the plan.
    fn label_note() {
        en: "note",
        zh: "说明",
    }

    /// The rows that a figure rests on.
    fn label_evidence() {
        en: "evidence",
        zh: "数据依据",
    }

    /// Where a row stands.
    fn label_indicator() {
        en: "indicator",
        zh: "指标",
    }

    fn label_place() {
        en: "file and line",
        zh: "文件与行号",
    }

    /// When a figure was.
    fn label_period() {
        en: "period",
        zh: "期间",
    }

    /// Whose figure it is.
    fn label_members() {
        en: "of",
        zh: "单位",
    }

    /// Why, and what is missing.
    fn label_reason() {
        en: "reason",
        zh: "情况",
    }

    /// The rows that were read and what became of them.
    fn label_rows() {
        en: "Rows and files",
        zh: "数据行与文件",
    }

    /// How many entries of a list are not shown.
    fn entries_left_out(entries: usize) {
        en: "{entries} more",
        zh: "另有{entries}项未列出",
    }

    /// How many cells of a table are not shown, and how many of them fail.
    fn cells_left_out(cells: usize, failing: usize) {
        en: {
            if failing == 0 {
                format!("{cells} more cells, none of which fails")
            } else {
                format!("{cells} more cells, {failing} of which fail")
            }
        },
        zh: {
            if failing == 0 {
                format!("另有{cells}格未列出，均未见不达标")
            } else {
                format!("另有{cells}格未列出，其中{failing}格未达标")
            }
        },
    }

    /// The part of the plan that a target belongs to.
    fn label_section() {
        en: "section",
        zh: "章节",
    }

    /// In what a figure is counted.
    fn label_unit() {
        en: "unit",
        zh: "单位",
    }

    /// What a target earns of its weight.
    fn label_points() {
        en: "points",
        zh: "得分",
    }

    /// How many points a target is worth.
    fn label_weight() {
        en: "weight",
        zh: "权重",
    }

    /// Whether a failure counts.
    fn label_severity() {
        en: "severity",
        zh: "性质",
    }

    /// That some targets are left out on request.
    fn shown_of(shown: usize, targets: usize) {
        en: "{shown} of {targets} targets shown; the tally is of all",
        zh: "仅列出{shown}项（共{targets}项），统计仍按全部目标",
    }

    /// That no target has figures by the members of a dimension.
    fn no_target_by(dimension: &str) {
        en: "no target has figures by {dimension}",
        zh: "没有按“{dimension}”填报的目标",
    }

    /// The same where not all targets are shown.
    fn no_shown_target_by(dimension: &str) {
        en: "no target that is shown has figures by {dimension}",
        zh: "列出的目标中没有按“{dimension}”填报的",
    }

    /// That nothing is left to be shown.
    fn no_target_fits() {
        en: "no target fits what is to be shown",
        zh: "没有符合筛选条件的目标",
    }
}
