//! What is said of the series that a target measures.

use crate::wording::{Text, texts};

texts! {
    fn leaves_out_members(dimension: &str, members: &Text) {
        en: "`where` leaves out members of `{dimension}` from whom a figure is expected: {members}",
        zh: "`where`排除了`{dimension}`中应当报送的成员：{members}",
    }

    fn expected_all_members() {
        en: "expected a condition that keeps all of them",
        zh: "所列条件应保留全部成员",
    }

    fn give_them_a_dimension(column: &str) {
        en: "give those who must report a dimension of their own with `column = \"{column}\"`, and leave the `where` out",
        zh: "请为须报送的成员另设一个`column = \"{column}\"`的维度，并删去此`where`",
    }

    fn ratio_of(series: usize) {
        en: "a ratio of {series} series",
        zh: "比率写了{series}个指标",
    }

    fn expected_two() {
        en: "expected two",
        zh: "应为两个",
    }

    fn write_the_ratio() {
        en: "write ratio = [\"NUMERATOR\", \"DENOMINATOR\"]",
        zh: "写作`ratio = [\"分子\", \"分母\"]`",
    }

    fn over_itself(name: &str) {
        en: "`{name}` over itself is always 1",
        zh: "`{name}`除以自身总是1",
    }

    fn expected_another_series() {
        en: "expected another series",
        zh: "应为另一个指标",
    }

    fn no_indicators() {
        en: "the list of indicators is empty",
        zh: "指标的列表为空",
    }

    fn expected_a_name() {
        en: "expected a name",
        zh: "应为名称",
    }

    fn name_the_series() {
        en: "name the series, or delete the key: the target's id is its indicator",
        zh: "写明指标，或删去该键：此时目标的名称即为指标",
    }

    fn would_count_twice(name: &str) {
        en: "`{name}` would count twice",
        zh: "`{name}`会重复计算",
    }

    fn name_each_indicator_once() {
        en: "name each indicator once",
        zh: "每个指标只写一次",
    }

    fn alias_of_several() {
        en: "an alias names one series, and the target adds up several",
        zh: "别名只对应一个指标，而该目标把多个指标相加",
    }

    fn move_the_alias() {
        en: "give the alias to a target on that series",
        zh: "把别名写到只衡量该指标的目标中",
    }

    fn stages_do_not_add_up() {
        en: "stages do not add up",
        zh: "阶段不能相加",
    }

    fn latest_by_default() {
        en: "a milestone takes the latest stage unless told otherwise; delete the key",
        zh: "阶段目标默认取最近的阶段；删去该键",
    }

    fn no_range() {
        en: "this is no range",
        zh: "这不是一个区间",
    }

    fn expected_two_numbers() {
        en: "expected two numbers, the lower one first",
        zh: "应为两个数，小的在前",
    }

    fn write_valid() {
        en: "write valid = [0, 100]",
        zh: "写作`valid = [0, 100]`",
    }

    /// Of a condition without values.
    fn chooses_no_row(column: &str) {
        en: "`where` names no value of `{column}`, so it would choose no row",
        zh: "`where`没有为`{column}`写任何值，不会选取任何行",
    }

    fn expected_values() {
        en: "expected at least one value",
        zh: "应至少有一个值",
    }

    fn write_values(column: &str) {
        en: "write where = {{ {column} = [\"…\"] }}, or leave `{column}` out to take all rows",
        zh: "写作`where = {{ {column} = [\"…\"] }}`；如要取全部行，请删去`{column}`",
    }
}
