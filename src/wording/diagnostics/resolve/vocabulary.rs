//! What is said of sections, units, dimensions, calendars and ladders.

use crate::period::Period;
use crate::quantity::Quantity;
use crate::wording::diagnostics::resolve::Named;
use crate::wording::{Text, texts};

/// How a unit says that it is a thousand of another.
const THOUSAND: &str = "of = \"册\", scale = 1000";

texts! {
    fn without_a_name(what: Named) {
        en: { format!("a {} without a name", what.english()) },
        zh: { format!("有一个{}没有名称", what.chinese()) },
    }

    fn expected_a_name() {
        en: "expected a name",
        zh: "应为名称",
    }

    fn write_its_name() {
        en: "write its name between the quotes",
        zh: "在引号之间写上名称",
    }

    fn write_title() {
        en: "give the section its heading: title = \"…\"",
        zh: "写明该章节的标题：`title = \"…\"`",
    }

    fn unit_is_built_in(unit: &str) {
        en: "the unit `{unit}` is built in",
        zh: "单位`{unit}`是内置的",
    }

    fn built_in_units(units: &Text) {
        en: "delete the table; the built-in units are {units}",
        zh: "删去该表；内置单位有{units}",
    }

    fn multiple_of_itself(unit: &str) {
        en: "`{unit}` is in the end a multiple of itself",
        zh: "`{unit}`最终成了自身的倍数",
    }

    fn leads_back() {
        en: "leads back here",
        zh: "又回到这里",
    }

    fn name_a_base() {
        en: "name a base unit that is no multiple of another",
        zh: "写一个不是其他单位倍数的基本单位",
    }

    fn scale_does_not_fit() {
        en: "the scale does not fit",
        zh: "倍数的位数过多",
    }

    fn use_a_larger_unit() {
        en: "write the unit as a multiple of a larger one",
        zh: "改写为更大单位的倍数",
    }

    fn write_of_and_scale() {
        en: "say what it is a multiple of: {THOUSAND}",
        zh: "写明它是什么的多少倍：`{THOUSAND}`",
    }

    fn no_scale(scale: Quantity) {
        en: "a unit cannot be {scale} of another",
        zh: "一个单位不能是另一个的{scale}倍",
    }

    fn how_many_make(of: &str, unit: &str) {
        en: "say how many `{of}` make one `{unit}`",
        zh: "写明多少`{of}`合1`{unit}`",
    }

    fn name_of_a_calendar(name: &str) {
        en: "`{name}` is a calendar",
        zh: "`{name}`是日历的名称",
    }

    fn name_of_figures(name: &str) {
        en: "`{name}` is what reports call a figure of a cell",
        zh: "`{name}`在报告中表示每项的数据",
    }

    fn not_for_a_dimension() {
        en: "a dimension cannot have this name",
        zh: "维度不能用此名称",
    }

    fn choose_and_write_column() {
        en: "choose another name, and give the header of its column as `column`",
        zh: "另取名称，并用`column`写明该列的表头",
    }

    fn members_and_roster() {
        en: "both `members` and `roster` say who must report",
        zh: "`members`和`roster`都规定了应由谁填报",
    }

    fn dimension_names_nobody(dimension: &str) {
        en: "the dimension `{dimension}` names nobody",
        zh: "维度`{dimension}`没有成员",
    }

    fn write_members() {
        en: "write the members, or leave `members` out",
        zh: "写明成员，或去掉`members`",
    }

    fn calendar_is_built_in(calendar: &str) {
        en: "the calendar `{calendar}` is built in",
        zh: "日历`{calendar}`是内置的",
    }

    fn is_a_dimension(name: &str) {
        en: "`{name}` is a dimension already",
        zh: "`{name}`已是维度的名称",
    }

    fn choose_another_name() {
        en: "choose another name",
        zh: "另取名称",
    }

    fn calendar_is_empty(calendar: &str) {
        en: "the calendar `{calendar}` has no periods",
        zh: "日历`{calendar}`没有期间",
    }

    fn list_periods() {
        en: "list its periods: [\"2022-02..2022-07\"]",
        zh: "列出其期间：`[\"2022-02..2022-07\"]`",
    }

    fn does_not_follow(later: Period, earlier: Period) {
        en: "{later} does not follow {earlier}",
        zh: "{later}不在{earlier}之后",
    }

    fn list_in_order() {
        en: "list the periods in order, without overlap",
        zh: "按先后列出期间，不得重叠",
    }

    fn period_named_twice(name: &str) {
        en: "two calendars call a period `{name}`",
        zh: "两个日历都把期间称为`{name}`",
    }

    fn name_each_period() {
        en: "give each period a name of its own",
        zh: "每个期间各用不同的名称",
    }

    fn ladder_is_empty(ladder: &str) {
        en: "the ladder `{ladder}` has no stages",
        zh: "阶段表`{ladder}`没有阶段",
    }

    fn list_stages() {
        en: "list the stages, the first one first",
        zh: "按先后列出各阶段",
    }

    fn stage_twice(stage: &str) {
        en: "the stage `{stage}` stands twice",
        zh: "阶段`{stage}`列了两次",
    }

    /// Of a stage such as `no` behind another one.
    fn not_yet_behind(stage: &str) {
        en: "the stage `{stage}` says that nothing is reached, and stands behind another one",
        zh: "阶段`{stage}`的意思是尚未达到，却排在别的阶段之后",
    }

    /// Of a stage such as `yes` before another one.
    fn reached_before(stage: &str) {
        en: "the stage `{stage}` says that the goal is reached, and stands before another one",
        zh: "阶段`{stage}`的意思是已经达到，却排在别的阶段之前",
    }

    fn a_later_stage_is_further() {
        en: "whoever is at a later stage has passed it",
        zh: "处于后面阶段的，即视为已越过前面的阶段",
    }

    fn first_to_last() {
        en: "stages go from the first to the last that is reached: write [\"no\", \"yes\"], for example; where the goal is that something is no more, give the stages names that say so",
        zh: "阶段按先后排列，最后达到的写在最后：例如写`[\"否\", \"是\"]`；如果目标正是不再如此，请给阶段起能说明这一点的名称",
    }

    fn name_each_stage() {
        en: "name each stage once",
        zh: "每个阶段只列一次",
    }
}
