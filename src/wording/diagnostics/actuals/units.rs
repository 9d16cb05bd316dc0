//! What is said of the units of figures.

use crate::quantity::Quantity;
use crate::wording::{Text, texts};

texts! {
    fn cell() {
        en: "cell",
        zh: "单元格",
    }

    fn unit_column() {
        en: "unit column",
        zh: "单位列",
    }

    fn indicator_cell() {
        en: "cell of the indicator",
        zh: "指标单元格",
    }

    /// What a unit column says where it means who it is that reports.
    fn is_who_reports(name: &str) {
        en: "`{name}` in the unit column is an organisation, no unit",
        zh: "单位列中的`{name}`是机构，不是计量单位",
    }

    fn expected_a_unit() {
        en: "expected a unit",
        zh: "应为计量单位",
    }

    fn name_the_unit_column(header: &str) {
        en: "if `{header}` says who reports, give the plan a `[dimension]` with `column = \"{header}\"`; and name the column of units, if there is one, with --column unit=HEADER",
        zh: "如果`{header}`列写的是填报机构，请在计划中为其写`[dimension]`，并写明`column = \"{header}\"`；如另有计量单位列，用`--column unit=表头`指明",
    }

    fn header() {
        en: "header",
        zh: "表头",
    }

    /// Of two places that name different units for a figure.
    fn two_units(place: &Text, unit: &str, other_place: &Text, other_unit: &str) {
        en: "the {place} says {unit}, the {other_place} {other_unit}",
        zh: "{place}中的单位是`{unit}`，{other_place}中是`{other_unit}`",
    }

    fn expected_one_unit() {
        en: "expected one unit for the figure",
        zh: "该数应只有一个单位",
    }

    fn name_it_alike() {
        en: "name the same unit in both places, or the unit in one of them only",
        zh: "两处写同一单位，或只在一处写单位",
    }

    fn in_one_unit() {
        en: "give all figures of an indicator in one unit, or in units that convert into each other",
        zh: "同一指标的数据用同一单位，或可以互相换算的单位",
    }

    fn unit(name: &str) {
        en: "{name}",
        zh: "`{name}`",
    }

    fn no_unit() {
        en: "no unit",
        zh: "无单位",
    }

    /// Of the figures of an indicator; units in the words of `unit` or `no_unit`.
    fn different_units(here: &Text, there: &Text) {
        en: "the figures of one indicator are in different units: {here} here, {there} there",
        zh: "同一指标的数据单位不同：此处{here}，另一处{there}",
    }

    /// Of a share and what it is a share of.
    fn share_of_different_units(here: &Text, there: &Text) {
        en: "the two series of a share are in different units: {here} here, {there} there",
        zh: "占比的两个指标单位不同：此处{here}，另一处{there}",
    }

    fn one_unit_for_share() {
        en: "give the figures of both in one unit, or in units that convert into each other",
        zh: "两个指标的数据用同一单位，或可以互相换算的单位",
    }

    fn unit_of_figure_and_indicator(found: &str, expected: &str) {
        en: "the figure is in {found}, its indicator in {expected}",
        zh: "该数的单位是`{found}`，而指标的单位是`{expected}`",
    }

    fn expected_unit(unit: &str) {
        en: "expected {unit}",
        zh: "应为`{unit}`",
    }

    fn give_in_unit(unit: &str) {
        en: "give the figure in {unit}",
        zh: "按`{unit}`填报",
    }

    fn give_in_or_define_unit(unit: &str, found: &str) {
        en: "give the figure in {unit}, or say in the plan what {found} is: [unit.\"{found}\"] with of = \"{unit}\" and a scale, 1 if it is the same",
        zh: "按`{unit}`填报，或在计划中写明`[unit.\"{found}\"]`：`of = \"{unit}\"`，`scale`写明是其多少倍，相同则为1",
    }

    fn indicator_has_no_unit(found: &str, indicator: &Text) {
        en: "the figure is in {found}, and the plan gives `{indicator}` no unit",
        zh: "该数的单位是`{found}`，而计划没有写明`{indicator}`的单位",
    }

    fn expected_no_unit() {
        en: "expected a number without a unit",
        zh: "应为不带单位的数",
    }

    fn give_target_a_unit(unit: &str) {
        en: "give the target its unit in the plan: unit = \"{unit}\"",
        zh: "在计划中写明目标的单位：`unit = \"{unit}\"`",
    }

    fn multiple_of_what(unit: &str) {
        en: "the plan does not say what {unit} is a multiple of",
        zh: "计划没有写明`{unit}`是什么单位的倍数",
    }

    fn expected_known_unit() {
        en: "expected a unit that the plan knows",
        zh: "应为计划中的单位",
    }

    fn define_multiple(unit: &str) {
        en: "define it in the plan: [unit.\"{unit}\"] with `of` and `scale`",
        zh: "在计划的`[unit.\"{unit}\"]`中用`of`和`scale`定义",
    }

    // Conversion.

    /// Of a figure with its unit.
    fn not_exact_in(figure: &str, unit: &str) {
        en: "{figure} cannot be expressed exactly in {unit}",
        zh: "`{figure}`无法精确换算为`{unit}`",
    }

    fn does_not_divide(figure: &str, unit: &str, dividend: Quantity, divisor: Quantity) {
        en: "{figure} cannot be expressed exactly in {unit}: {dividend} does not divide by {divisor}",
        zh: "`{figure}`无法精确换算为`{unit}`：{dividend}除以{divisor}除不尽",
    }

    fn expected_to_convert(unit: &str) {
        en: "expected a figure that converts into {unit}",
        zh: "应为可换算为`{unit}`的数",
    }

    fn fewer_digits(unit: &str) {
        en: "give the figure in {unit} or with fewer digits",
        zh: "按`{unit}`填报，或减少位数",
    }

    fn choose_a_unit(of_plan: &str, found: &str) {
        en: "give the figure in {of_plan}, the plan's unit, or choose {found} as the unit of the target",
        zh: "按计划的单位`{of_plan}`填报，或改以`{found}`为目标的单位",
    }
}
