//! What is said of a target: of its keys beside each other, and of what stands behind them.

use crate::period::Period;
use crate::quantity::Quantity;
use crate::wording::diagnostics::quoted;
use crate::wording::{Text, texts};

texts! {
    fn several_goals(id: &str, keys: &[&str]) {
        en: { format!("the target `{id}` has several goals: {}", quoted(keys).join(", ")) },
        zh: { format!("目标`{id}`写了多个目标值：{}", quoted(keys).join("、")) },
    }

    fn second_goal() {
        en: "a second goal",
        zh: "这里是第二个",
    }

    fn make_it_a_target() {
        en: "make it a target of its own; for a range write between = [2, 3]",
        zh: "另立一个目标；区间写作`between = [2, 3]`",
    }

    fn no_goal(id: &str) {
        en: "[target.{id}] has no goal",
        zh: "`[target.{id}]`没有目标值",
    }

    fn what_is_to_be_reached() {
        en: "what is to be reached?",
        zh: "要达到什么？",
    }

    fn write_one_of(keys: &Text) {
        en: "write one of {keys}",
        zh: "写上其中一个：{keys}",
    }

    /// Of a key that stands without what it goes with, or beside what it does not.
    fn belongs_to(key: &str, company: &Text) {
        en: "`{key}` belongs to {company}",
        zh: "`{key}`只用于{company}",
    }

    fn goal_about() {
        en: "a goal `about` a value",
        zh: "`about`目标",
    }

    fn goal_to_reach() {
        en: "a goal to `reach` a stage",
        zh: "`reach`目标",
    }

    fn goal_for_each() {
        en: "a goal for `each`",
        zh: "带`each`的目标",
    }

    fn a_ratio() {
        en: "a `ratio`",
        zh: "`ratio`",
    }

    fn indicator_not_ratio() {
        en: "an indicator, not a `ratio`",
        zh: "指标，不用于`ratio`",
    }

    fn target_without_ratio() {
        en: "a target without `ratio`",
        zh: "没有`ratio`的目标",
    }

    fn goal_in_numbers() {
        en: "a goal in numbers, not a stage",
        zh: "以数值衡量的目标，不用于阶段",
    }

    fn name_the_ladder() {
        en: "name the ladder whose stage is to be reached: ladder = \"construction\"",
        zh: "写明要达到的阶段在哪个阶段表中：`ladder = \"construction\"`",
    }

    fn nothing_to_strive_for(key: &str) {
        en: "`{key}` has no better value to strive for",
        zh: "`{key}`没有更好的值可以争取",
    }

    fn delete_stretch() {
        en: "delete `stretch`, or choose at_least or at_most",
        zh: "删去`stretch`，或改用`at_least`或`at_most`",
    }

    fn total_in_a_calendar() {
        en: "a `total` cannot be held against each period of a calendar",
        zh: "`total`不能与日历的每一期分别对照",
    }

    fn make_the_total_a_target() {
        en: "make the total a target of its own",
        zh: "把合计另立为一个目标",
    }

    fn ratios_do_not_add_up() {
        en: "ratios do not add up to a `total`",
        zh: "各成员的比率不能相加为`total`",
    }

    fn make_the_ratio_a_target() {
        en: "make the ratio over all members a target of its own, without `each`",
        zh: "把全体成员的比率另立为一个目标，不写`each`",
    }

    fn due_before(period: Period) {
        en: "the target is due before the plan's period {period} begins",
        zh: "目标在计划期（{period}）开始之前就到期",
    }

    fn expected_within() {
        en: "expected a period within the plan's, or later",
        zh: "应为计划期之内或之后的期间",
    }

    fn correct_due() {
        en: "correct `due`, or the plan's period",
        zh: "改正`due`，或改正计划期",
    }

    fn too_many_decimals(number: Quantity) {
        en: "a figure cannot be shown with {number} decimals",
        zh: "数值不能显示{number}位小数",
    }

    fn expected_decimals() {
        en: "expected a whole number from 0 to 28",
        zh: "应为0至28的整数",
    }

    fn write_decimals() {
        en: "write decimals = 2",
        zh: "写作`decimals = 2`",
    }

    fn the_waiver() {
        en: "the waiver",
        zh: "豁免",
    }

    fn write_a_waiver() {
        en: "write waiver = {{ reason = \"…\", until = \"2022-12\", by = \"…\" }}",
        zh: "写作`waiver = {{ reason = \"…\", until = \"2022-12\", by = \"…\" }}`",
    }

    fn waiver_without_reason() {
        en: "the waiver gives no reason",
        zh: "豁免没有写明理由",
    }

    fn expected_a_reason() {
        en: "expected a reason",
        zh: "应有理由",
    }

    fn write_why_approved() {
        en: "write why the exception was approved",
        zh: "写明批准例外的理由",
    }
}
