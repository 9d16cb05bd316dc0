//! What is said of the pace and of the baseline.

use crate::period::Period;
use crate::quantity::Quantity;
use crate::wording::texts;

texts! {
    fn several_values() {
        en: "a checkpoint is one value",
        zh: "检查点只取一个值",
    }

    /// The period of a checkpoint, and a value for it.
    fn write_one_value(period: &str, value: &str) {
        en: "write the value that the figure should have come to: {period} = {value}",
        zh: "写届时应达到的值：`{period} = {value}`",
    }

    fn checkpoints_are_the_pace() {
        en: "`checkpoints` are the pace",
        zh: "`checkpoints`本身就是进度要求",
    }

    fn no_pace_in_a_calendar() {
        en: "each period of a calendar is judged by itself, without a pace",
        zh: "日历的每一期单独评判，没有进度要求",
    }

    fn no_checkpoints() {
        en: "there are no checkpoints",
        zh: "没有写明节点",
    }

    fn expected_a_checkpoint() {
        en: "expected a value for a period",
        zh: "应有某一期间的值",
    }

    fn write_checkpoints() {
        en: "write checkpoints = {{ 2022Q2 = 5 }}, or pace = \"none\"",
        zh: "写作`checkpoints = {{ 2022Q2 = 5 }}`，或写`pace = \"none\"`",
    }

    fn second_checkpoint(period: Period) {
        en: "a second checkpoint for the end of {period}",
        zh: "{period}期末有第二个节点",
    }

    fn no_pace_of_stages() {
        en: "stages have no linear or compound pace",
        zh: "阶段没有线性进度或复合进度",
    }

    fn write_stages() {
        en: "write checkpoints = {{ 2022Q2 = \"STAGE\" }}",
        zh: "写作`checkpoints = {{ 2022Q2 = \"阶段\" }}`",
    }

    fn relative_needs_baseline() {
        en: "a relative value needs a `baseline`",
        zh: "相对于基数的值须有`baseline`",
    }

    fn compound_needs_baseline() {
        en: "a compound pace needs a `baseline`",
        zh: "复合进度须有`baseline`",
    }

    fn progress_needs_baseline() {
        en: "`attainment = \"progress\"` needs a `baseline`",
        zh: "`attainment = \"progress\"`须有`baseline`",
    }

    fn write_the_baseline() {
        en: "write what the figure was, baseline = 100, or the period whose figure it is, baseline = \"2021\"",
        zh: "写明原来的数值，如`baseline = 100`，或写明取哪一期的数值，如`baseline = \"2021\"`",
    }

    fn nothing_grows_from(number: Quantity) {
        en: "nothing grows from {number} at a compound pace",
        zh: "从{number}起不能按复合进度增长",
    }

    fn choose_linear() {
        en: "choose pace = \"linear\"",
        zh: "改用`pace = \"linear\"`",
    }

    fn baseline_too_late(period: Period, plan: Period) {
        en: "the baseline {period} does not end before the plan's period {plan} does",
        zh: "基数所取的期间（{period}）没有在计划期（{plan}）结束之前结束",
    }

    fn name_an_earlier_period() {
        en: "name an earlier period",
        zh: "改用更早的期间",
    }

    fn compound_above_zero() {
        en: "a compound pace leads to a value above 0 only",
        zh: "按复合进度，目标值须大于0",
    }

    fn level_or_change(value: &str) {
        en: "`{value}` beside a baseline can be a change or a level",
        zh: "写有基数时，`{value}`可以是增减，也可以是水平",
    }

    fn write_the_baseline_before(change: &str) {
        en: "write \"baseline + {change}\", or \"{change}\" of a level",
        zh: "增减写作`\"baseline + {change}\"`，水平写作`\"{change}\"`",
    }

    fn relative_to_itself() {
        en: "the baseline cannot be relative to itself",
        zh: "基数不能相对于自身",
    }

    fn expected_number_or_period() {
        en: "expected a number or a period",
        zh: "应为一个数或一个期间",
    }

    fn write_figure_or_period() {
        en: "write what the figure was, or the period whose figure it is",
        zh: "写明原来的数值，或写明取哪一期的数值",
    }
}
