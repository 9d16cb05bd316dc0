//! What is said of the values of a goal.

use crate::quantity::Quantity;
use crate::wording::{Text, texts};

/// A value with a unit, as an example.
const A_QUANTITY: &str = "\"35亿元\"";

texts! {
    fn total_of_nothing() {
        en: "`total` belongs to a goal broken down to members",
        zh: "`total`只用于分解到成员的目标",
    }

    fn break_it_down() {
        en: "delete it, or break the goal down: at_least = {{ members = {{ East = 10 }} }}",
        zh: "删去，或把目标分解：`at_least = {{ members = {{ East = 10 }} }}`",
    }

    fn total_given_twice() {
        en: "`total` is given twice",
        zh: "`total`写了两次",
    }

    fn members_or_roster() {
        en: "a goal broken down has either `members` or `roster`",
        zh: "分解的目标应写`members`或`roster`，且只写其一",
    }

    fn write_members_or_roster() {
        en: "write {{ members = {{ East = 10, West = 20 }} }} or {{ roster = \"COLUMN\" }}",
        zh: "写作`{{ members = {{ East = 10, West = 20 }} }}`或`{{ roster = \"列名\" }}`",
    }

    /// Of the members that a goal is broken down to.
    fn no_value_for(members: &Text) {
        en: "no value for {members}",
        zh: "没有写明{members}的值",
    }

    fn expected_one_for_each(dimension: &str) {
        en: "expected one for each {dimension}",
        zh: "维度`{dimension}`的每个成员都应有一个值",
    }

    fn write_a_value_each() {
        en: "write a value for every member of the roster",
        zh: "为名单中的每个成员写明一个值",
    }

    fn in_this_row() {
        en: "in this row of the roster",
        zh: "在名单文件的这一行",
    }

    fn range_turned_round(low: Quantity, high: Quantity) {
        en: "the range ends at {high}, below its start {low}",
        zh: "区间的上限{high}低于下限{low}",
    }

    fn expected_lower_first() {
        en: "expected the lower end first",
        zh: "下限应写在前",
    }

    fn write_the_range(low: Quantity, high: Quantity) {
        en: "write [{low}, {high}]",
        zh: "写作`[{low}, {high}]`",
    }

    fn does_not_take(key: &str) {
        en: "`{key}` does not take this",
        zh: "`{key}`不能取这样的值",
    }

    fn write_key(key: &str, example: &str) {
        en: "write {key} = {example}",
        zh: "写作`{key} = {example}`",
    }

    fn expected_a_range() {
        en: "expected a range",
        zh: "应为区间",
    }

    fn expected_a_stage() {
        en: "expected a stage",
        zh: "应为阶段",
    }

    fn expected_one_value() {
        en: "expected one value",
        zh: "应为单个值",
    }

    fn no_stage_of(name: &str, ladder: &str) {
        en: "`{name}` is no stage of the ladder `{ladder}`",
        zh: "`{name}`不是阶段表`{ladder}`中的阶段",
    }

    /// Of a stage such as `done` before `not done`.
    fn denied_behind(ladder: &str, negation: &str, stage: &str) {
        en: "on the ladder `{ladder}` the stage `{negation}` stands behind `{stage}`, and would reach it",
        zh: "阶段表`{ladder}`把阶段`{negation}`排在`{stage}`之后，于是也算达到",
    }

    fn not_in_the_ladder() {
        en: "not in the ladder",
        zh: "不在阶段表中",
    }

    fn stages_are(names: &Text) {
        en: "the stages are {names}",
        zh: "阶段表中的阶段有：{names}",
    }

    fn say_how_far_off() {
        en: "say how far off is still good: tolerance = \"5%\"",
        zh: "写明允许的偏差：`tolerance = \"5%\"`",
    }

    fn tolerance_below_zero() {
        en: "a tolerance cannot be below 0",
        zh: "允许的偏差不能小于0",
    }

    fn write_without_a_sign() {
        en: "write it without a sign",
        zh: "去掉前面的负号",
    }

    fn no_value(text: &str) {
        en: "`{text}` is no value",
        zh: "`{text}`不是有效的值",
    }

    fn expected_a_value_such_as() {
        en: "expected a value such as 88, {A_QUANTITY} or \"baseline + 5%\"",
        zh: "应为一个值，如`88`、`{A_QUANTITY}`或`\"baseline + 5%\"`",
    }

    fn write_an_amount() {
        en: "write a number, a number with its unit, \"tbd\", or \"baseline\" with + - * and a number",
        zh: "写一个数、带单位的数或`\"tbd\"`，或用`+`、`-`、`*`把`baseline`与一个数连起来",
    }

    fn more_than_a_unit(text: &str) {
        en: "`{text}` has more behind its number than a unit",
        zh: "`{text}`中数后面的文字不只是单位",
    }

    fn write_between() {
        en: "write a range as one: between = [LOW, HIGH], each a number, with its unit if it has one",
        zh: "区间写作`between = [下限, 上限]`，两端各为一个数，可带单位",
    }

    /// Of a word such as 以上, the goal that says the same, and the unit that is left.
    fn say_by_key(word: &str, goal: &str, unit: &str) {
        en: {
            match unit {
                "" => format!("the key says {word}, not the value: write {goal}"),
                unit => format!("the key says {word}, not the value: write {goal} and unit = \"{unit}\""),
            }
        },
        zh: {
            match unit {
                "" => format!("“{word}”由键表示，不写在值中：写作`{goal}`"),
                unit => format!("“{word}”由键表示，不写在值中：写作`{goal}`和`unit = \"{unit}\"`"),
            }
        },
    }

    /// Where a number goes on as a multiple of nothing.
    fn write_the_number_out(multiple: &str) {
        en: "write the number out, or say of what {multiple} is a multiple",
        zh: "把数字写全，或写明{multiple}的计量对象",
    }

    fn write_unit_apart(unit: &str) {
        en: "write the number alone or with its unit; if the text is the unit, name it: unit = \"{unit}\"",
        zh: "只写数，或数和单位；如该文字是单位，写明`unit = \"{unit}\"`",
    }

    fn not_the_unit(unit: &str) {
        en: "`{unit}` is not the unit of the target",
        zh: "`{unit}`不是该目标的单位",
    }

    fn expected_unit(unit: &str) {
        en: "expected `{unit}`",
        zh: "应为`{unit}`",
    }

    fn expected_no_unit() {
        en: "expected no unit",
        zh: "不应有单位",
    }

    /// Of a ratio in % of which one series is in a unit that another target gives it.
    fn share_of_another_unit(target: &str, unit: &str, other: &str) {
        en: "one series of the share `{target}` is in {unit}, and `{other}` is not",
        zh: "占比`{target}`的一个指标以`{unit}`为单位，而`{other}`不是",
    }

    fn give_series_a_unit(series: &str, unit: &str) {
        en: "give `{series}` the same unit: write a target that measures it, with unit = \"{unit}\"",
        zh: "给`{series}`同一单位：为它写一个目标，注明`unit = \"{unit}\"`",
    }

    fn write_in(unit: &str) {
        en: "write the amount in {unit}",
        zh: "以`{unit}`为单位填写",
    }

    fn write_in_or_define(own: &str, unit: &str) {
        en: "write the amount in {own}, or define [unit.\"{unit}\"] as a multiple of {own}",
        zh: "以`{own}`为单位填写，或定义`[unit.\"{unit}\"]`，写明它是`{own}`的多少倍",
    }

    fn give_the_unit(unit: &str) {
        en: "give the target its unit: unit = \"{unit}\"",
        zh: "写明该目标的单位：`unit = \"{unit}\"`",
    }

    fn points_or_write_in(unit: &str) {
        en: "write the amount in {unit}; pp, percentage points, is for targets in %",
        zh: "以`{unit}`为单位填写；`pp`（百分点）只用于单位为`%`的目标",
    }

    fn points_need_percent() {
        en: "pp is for targets in %: give the target its unit, unit = \"%\", or leave pp out",
        zh: "`pp`（百分点）只用于单位为`%`的目标：写明`unit = \"%\"`，或去掉`pp`",
    }

    fn only_a_whole_goal_open() {
        en: "only a whole goal can be left open",
        zh: "只有整个目标可以待定",
    }

    fn expected_a_value() {
        en: "expected a value",
        zh: "应为一个值",
    }

    fn write_the_value() {
        en: "write the value, or make the goal itself \"tbd\"",
        zh: "写明该值，或把整个目标写作`\"tbd\"`",
    }

    fn needs_each() {
        en: "a goal broken down to members needs `each`",
        zh: "分解到成员的目标须有`each`",
    }

    fn whose_members() {
        en: "whose members?",
        zh: "是哪个维度的成员？",
    }

    fn name_the_dimension(dimension: &str) {
        en: "name the dimension: each = \"{dimension}\"",
        zh: "写明维度：`each = \"{dimension}\"`",
    }

    fn too_wide() {
        en: "the value cannot be held exactly in the unit of the target",
        zh: "按目标的单位无法精确表示该值",
    }

    fn more_digits_than(digits: usize) {
        en: "more than {digits} digits",
        zh: "超过{digits}位",
    }

    fn write_fewer_digits() {
        en: "write it with fewer digits, or choose another unit",
        zh: "减少位数，或改用其他单位",
    }
}
