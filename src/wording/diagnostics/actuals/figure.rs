//! What is said of cells that are no figures or stages, or hardly ones.

use crate::quantity::MAX_DIGITS;
use crate::wording::diagnostics::{code_point, quoted};
use crate::wording::{Text, texts};

texts! {
    // Why a cell is no figure.

    fn could_be_two_numbers(cell: &str) {
        en: "`{cell}` could be two different numbers",
        zh: "`{cell}`可能是两个不同的数",
    }

    /// Of a dash.
    fn could_be_zero_or_none(cell: &str) {
        en: "`{cell}` could be 0 or no figure",
        zh: "`{cell}`可能是0，也可能表示没有数据",
    }

    fn has_too_many_digits(cell: &str) {
        en: "`{cell}` has more than {MAX_DIGITS} digits",
        zh: "`{cell}`超过{MAX_DIGITS}位",
    }

    fn is_formula(cell: &str) {
        en: "`{cell}` is a formula, not its result",
        zh: "`{cell}`是公式，不是公式的结果",
    }

    fn is_spreadsheet_error(cell: &str) {
        en: "`{cell}` is an error of the spreadsheet, not a figure",
        zh: "`{cell}`是表格软件的错误值，不是数",
    }

    fn is_too_narrow(cell: &str) {
        en: "`{cell}` is what a spreadsheet shows where a column is too narrow",
        zh: "`{cell}`是列宽不够时表格软件所显示的内容",
    }

    fn is_date_like(cell: &str) {
        en: "`{cell}` is a date, a range or a score, not one figure",
        zh: "`{cell}`是日期、区间或比分，不是一个数",
    }

    fn holds_two_numbers(cell: &str) {
        en: "`{cell}` holds two numbers, not one",
        zh: "`{cell}`中有两个数，而不是一个",
    }

    fn is_vague(cell: &str) {
        en: "`{cell}` is a bound or an estimate, not a figure",
        zh: "`{cell}`是限值或约数，不是确切的数",
    }

    fn has_letter(cell: &str) {
        en: "`{cell}` has a letter where a digit may be meant",
        zh: "`{cell}`中的字母疑为数字之误",
    }

    fn has_text_behind(cell: &str) {
        en: "`{cell}` has a text behind its number that is hardly a unit",
        zh: "`{cell}`中数后面的文字不像单位",
    }

    fn has_two_units(cell: &str) {
        en: "`{cell}` has a currency before the number and a unit behind it",
        zh: "`{cell}`的数前有货币，数后又有单位",
    }

    fn has_minus_behind(cell: &str) {
        en: "`{cell}` has its minus behind the number",
        zh: "`{cell}`的负号写在数的后面",
    }

    fn holds_invisible(cell: &str, character: char) {
        en: { format!("`{cell}` holds the invisible character {}", code_point(character)) },
        zh: { format!("`{cell}`含有不可见字符{}", code_point(character)) },
    }

    fn is_no_number(cell: &str) {
        en: "`{cell}` is not a number",
        zh: "`{cell}`不是数",
    }

    // What was expected.

    fn expected_point() {
        en: "expected a point before decimals, and one of comma, space and apostrophe only between thousands",
        zh: "小数点应用点号，千位分隔只应用逗号、空格、撇号中的一种",
    }

    fn expected_digits() {
        en: "expected at most {MAX_DIGITS} digits",
        zh: "最多{MAX_DIGITS}位",
    }

    fn expected_zero_or_nothing() {
        en: "expected 0 or an empty cell: in accounting formats spreadsheets write 0 as a dash between blanks",
        zh: "应为0或空单元格：表格软件的会计格式把0写成前后有空格的短横",
    }

    fn expected_number() {
        en: "expected one number, such as 1234.5",
        zh: "应为一个数，如`1234.5`",
    }

    // What to do.

    fn expected_no_comma() {
        en: "where semicolons set cells apart, a single comma may stand before decimals as well as between thousands",
        zh: "以分号分隔的文件中，唯一的逗号既可能是千位分隔符，也可能是小数点",
    }

    fn expected_no_three_decimals() {
        en: "where semicolons set cells apart, a point before three digits may stand between thousands",
        zh: "以分号分隔的文件中，三位数字前的点可能是千位分隔符",
    }

    fn write_thousands_or_fourth_decimal() {
        en: "write thousands without a separator, and three decimals with a fourth: 1234 or 1.2340",
        zh: "千位不用分隔符，三位小数补足四位：1234或1.2340",
    }

    fn write_without_separators() {
        en: "write the number without separators and with a point before its decimals",
        zh: "去掉分隔符，小数点用点号",
    }

    fn larger_unit_or_fewer_decimals() {
        en: "give the figure in a larger unit or with fewer decimals",
        zh: "改用更大的单位，或减少小数位数",
    }

    fn save_results() {
        en: "save the sheet with the results of its formulas",
        zh: "保存表格时保存公式的结果",
    }

    fn mend_formula() {
        en: "mend the formula in the sheet, or leave the cell empty if there is no figure",
        zh: "改正表格中的公式；没有数据的，单元格留空",
    }

    fn widen_column() {
        en: "widen the column in the sheet and save it again",
        zh: "在表格中加宽该列，再保存一次",
    }

    fn format_as_number() {
        en: "enter the one figure in a column formatted as numbers or text: spreadsheets turn entries such as 1-2 into dates",
        zh: "先把该列设为数值或文本格式，再填一个数：表格软件会把`1-2`之类的内容改成日期",
    }

    fn write_what_was_reached() {
        en: "write the one figure that was reached",
        zh: "写明实际达到的一个数",
    }

    fn write_in_digits_or_set_unit_apart() {
        en: "write the number in digits; if the letter is a unit, set it apart, as in `12 l`, or name it in the plan",
        zh: "用数字填写；如该字母是单位，前面加空格，如`12 l`，或在计划中定义",
    }

    fn write_number_alone_or_name_unit() {
        en: "write the one number alone, and remarks in a column of their own; if the text is a unit, name it in the plan as \
             the `unit` of the target",
        zh: "只填一个数，说明另设一列；如该文字是单位，在计划中以`unit`写明为目标的单位",
    }

    fn keep_one_unit() {
        en: "keep the one of them that is the unit of the figure",
        zh: "只保留其中真正的单位",
    }

    fn write_minus_before() {
        en: "write the minus before the number, as in `-12`",
        zh: "负号写在数的前面，如`-12`",
    }

    fn write_in_digits_or_leave_empty() {
        en: "write the number in digits; leave the cell empty if there is no figure, or name the text in `null_values` of \
             the plan",
        zh: "用数字填写；没有数据的，单元格留空，或将该文字列入计划的`null_values`",
    }

    fn write_zero_or_name_dash() {
        en: "write 0 if it is a zero; if it is no figure, leave the cell empty, or name the dash in `null_values` of the plan",
        zh: "如果是零，写0；没有数据的，单元格留空，或将该短横列入计划的`null_values`",
    }

    fn write_zero_or_leave_empty() {
        en: "if it is a zero, write 0; leave the cell empty if there is no figure, or name the text in `null_values` of the plan",
        zh: "如果是零，写0；没有数据的，单元格留空，或将该文字列入计划的`null_values`",
    }

    // Stages.

    fn is_no_stage(cell: &str, ladder: &str) {
        en: "`{cell}` is no stage of the ladder `{ladder}`",
        zh: "`{cell}`不是阶段表`{ladder}`中的阶段",
    }

    fn expected_stage(stages: &[String]) {
        en: { format!("expected {}", stages.join(", ")) },
        zh: {
            let stages: Vec<&str> = stages.iter().map(String::as_str).collect();
            format!("应为{}之一", quoted(&stages).join("、"))
        },
    }

    fn write_a_stage() {
        en: "write one of the stages as the plan has it",
        zh: "按计划中的写法填写一个阶段",
    }

    /// Of a yes or no on a ladder of two.
    fn answers_could_mean_either() {
        en: "write the name of the stage: beside these stages a yes or no could mean either of them",
        zh: "请写阶段名称：对这两个阶段而言，“是”或“否”指哪一个并不明确",
    }

    /// Of a no on a ladder whose first stage is reached by something already.
    fn no_stage_denies() {
        en: "leave the figure out until a stage is reached, or begin the ladder with a stage such as `not started`",
        zh: "达到某个阶段之前不要填写，或在阶段表最前面加上“未开工”之类的阶段",
    }

    // What speaks against a figure.

    /// Of a figure with its unit.
    fn is_implausible(figure: &str, indicator: &Text) {
        en: "{figure} is outside the plausible range of `{indicator}`",
        zh: "`{figure}`超出`{indicator}`的合理范围",
    }

    /// Two figures with their units.
    fn expected_between(low: &str, high: &str) {
        en: "expected {low} to {high}",
        zh: "应为`{low}`至`{high}`",
    }

    fn correct_or_widen() {
        en: "correct the figure, or widen `valid` in the plan",
        zh: "改正数据，或放宽计划中的`valid`",
    }

    fn is_not_whole(cell: &str, indicator: &Text) {
        en: "`{cell}` is no whole number, and `{indicator}` comes in whole numbers",
        zh: "`{cell}`不是整数，而`{indicator}`应为整数",
    }

    fn expected_whole() {
        en: "expected a whole number",
        zh: "应为整数",
    }

    fn correct_or_leave_out_whole() {
        en: "correct the figure, or leave out `whole` in the plan",
        zh: "改正数据，或去掉计划中的`whole`",
    }
}
