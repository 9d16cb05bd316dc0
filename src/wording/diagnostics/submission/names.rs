//! What is said of names that the plan does not know, and of columns that it looks for.

use crate::wording::{Text, texts};

texts! {
    fn no_such_indicator(name: &str) {
        en: "the plan has no indicator `{name}`",
        zh: "计划中没有指标`{name}`",
    }

    fn leave_out_or_alias() {
        en: "leave the row out, or give the target that it is meant for this name as an `alias`",
        zh: "删去该行，或在其所属目标的`alias`中加上这个名称",
    }

    fn unknown_indicator(name: &str) {
        en: "unknown indicator `{name}`",
        zh: "未知的指标`{name}`",
    }

    fn not_in_the_plan() {
        en: "not in the plan",
        zh: "计划中没有",
    }

    /// A figure whose cell for a dimension is blank.
    fn of_no_member(indicator: &Text, dimension: &Text) {
        en: "the figure of `{indicator}` is of no {dimension}",
        zh: "`{indicator}`的数据没有写明`{dimension}`",
    }

    fn expected_one_of(members: &Text) {
        en: "expected one of {members}",
        zh: "应为以下之一：{members}",
    }

    fn expected(member: &str) {
        en: "expected {member}",
        zh: "应为`{member}`",
    }

    fn write_whose(column: &str) {
        en: "write in the column `{column}` whose figure it is",
        zh: "在`{column}`一列写明是谁的数据",
    }

    /// A member of another dimension of the same column.
    fn not_asked_of(indicator: &Text, member: &str) {
        en: "the plan asks for no figure of `{indicator}` of `{member}`",
        zh: "计划不要求`{member}`填报`{indicator}`",
    }

    fn leave_out_or_correct() {
        en: "leave the row out, or correct whose figure or which indicator it is",
        zh: "删去该行，或改正其成员或指标",
    }

    fn unknown_member(dimension: &Text, name: &str) {
        en: "unknown {dimension} `{name}`",
        zh: "没有名为`{name}`的`{dimension}`",
    }

    fn counts_in_totals(dimension: &Text) {
        en: "its figures count in totals, and for no {dimension}",
        zh: "其数据计入合计，但不计入任何`{dimension}`",
    }

    fn leave_out_or_rename(effect: &Text) {
        en: "{effect}: leave the row out, or write the name as on the roster",
        zh: "{effect}：删去该行，或按名单改写名称",
    }

    fn not_on_the_roster() {
        en: "not on the roster",
        zh: "不在名单内",
    }

    fn no_column(column: &str, indicator: &Text, dimension: &Text) {
        en: "there is no column `{column}`, and the plan asks for `{indicator}` by {dimension}",
        zh: "没有`{column}`列，而计划要求按`{dimension}`填报`{indicator}`",
    }

    fn is_column_meant(header: &str) {
        en: "is `{header}` meant for it?",
        zh: "`{header}`是否就是这一列？",
    }

    fn expected_in_header() {
        en: "expected it in this header",
        zh: "表头中应有此列",
    }

    fn add_column(column: &str) {
        en: "add the column `{column}`, which says whose each figure is; \
             or give `column` to the dimension in the plan",
        zh: "增加`{column}`列，写明每个数据是谁的；或在计划中为该维度写明`column`",
    }
}
