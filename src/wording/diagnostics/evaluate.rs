//! What is said of figures when targets are judged by them.

use jiff::civil::Date;

use crate::actuals::SetAside;
use crate::period::Period;
use crate::plan::Language;
use crate::quantity::Quantity;
use crate::wording::diagnostics::quoted;
use crate::wording::{Text, Words, texts};

texts! {
    // Two figures that do not go together.

    fn value_for(value: &Text, period: Period) {
        en: "{value} for {period}",
        zh: "{period}为{value}",
    }

    fn no_aggregate(target: &str, figures: usize, indicator: &Text) {
        en: "the target `{target}` does not say how {figures} figures of `{indicator}` become one",
        zh: "目标`{target}`没有写明`{indicator}`的{figures}个数据如何汇总为一个",
    }

    fn one_of_them() {
        en: "one of them",
        zh: "其中之一",
    }

    /// By the words that there are.
    fn give_aggregate(words: &[&str]) {
        en: { format!("give the target an `aggregate`, one of {}", in_quotes(words).join(", ")) },
        zh: { format!("为目标写明`aggregate`，取{}之一", pieces(words).join("、")) },
    }

    fn no_combine(target: &str, members: usize) {
        en: "the target `{target}` does not say how the figures of {members} members become one",
        zh: "目标`{target}`没有写明{members}个成员的数据如何汇总为一个",
    }

    fn total_among_members(indicator: &Text, dimensions: &[&str]) {
        en: {
            let columns = in_code(dimensions).join(" and ");
            format!("`{indicator}` has a figure without {columns} beside those with one: a total would count twice")
        },
        zh: {
            let columns = in_code(dimensions).join("、");
            format!("`{indicator}`既有未注明{columns}的数据，又有注明的数据：如前者是合计，就会重复计算")
        },
    }

    fn unnamed_beside_named(indicator: &Text, columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("`{indicator}` has a figure without {columns} beside one with it, and nothing else tells them apart: both would count")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("`{indicator}`的两个数据除有无{columns}外无从区分，会都计入")
        },
    }

    fn is_sum_of_others(indicator: &Text, columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("a figure of `{indicator}` without {columns} is the sum of those with it: if it is their total, it counts twice")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("`{indicator}`未注明{columns}的一个数据等于注明的各数据之和：如为合计，即重复计算")
        },
    }

    /// Of figures that are no rows to be added, by the columns that the one lacks.
    fn take_out_or_note(lacking: &[&str]) {
        en: {
            let columns = in_code(lacking).join(" and ");
            format!("if one is the other again, or its total, take it out; if mere remarks stand in {columns}, say so with `note` in the plan's `[columns]`, and one figure is left, or a contradiction; if they are of different members, name these in each row, and give the plan a `[dimension]` of them")
        },
        zh: {
            let columns = in_code(lacking).join("、");
            format!("如果一个重复另一个或是其合计，请删去；如果{columns}只是备注，请在计划的`[columns]`中将其列为`note`，两者即为同一数据（不同则为矛盾）；如果属于不同成员，请在各行写明成员，并在计划中为其写`[dimension]`")
        },
    }

    /// The same of rows that are added.
    fn take_out_or_add(lacking: &[&str]) {
        en: {
            let columns = in_code(lacking).join(" and ");
            format!("if one is the other again, or its total, take it out; if both are to be added, say in each row whose it is, or list {columns} as `note` in the plan's `[columns]`")
        },
        zh: {
            let columns = in_code(lacking).join("、");
            format!("如果一个重复另一个或是其合计，请删去；如果两者都应计入，请在各行写明属于谁，或在计划的`[columns]`中将{columns}列为`note`")
        },
    }

    /// A remedy, and another one where each of two figures lacks columns that the other one has.
    fn or_one_header(help: &Text, lacking: &[&str], other: &[&str]) {
        en: {
            let [lacking, other] = [lacking, other].map(|columns| in_code(columns).join(" and "));
            format!("{help}; if {lacking} and {other} mean the same, give them one header")
        },
        zh: {
            let [lacking, other] = [lacking, other].map(|columns| in_code(columns).join("、"));
            format!("{help}；如果{lacking}与{other}含义相同，请用同一表头")
        },
    }

    /// By the columns that name nobody, and those that may name the members instead.
    fn take_out_or_name(dimensions: &[&str], instead: &[&str]) {
        en: {
            let columns = in_code(dimensions).join(" and ");
            let help = format!("if it is a total, take the row out or write `total` under {columns}; if it is of somebody else, name them there");
            if instead.is_empty() {
                return help;
            }
            let instead = in_code(instead).join(" and ");
            format!("{help}; if {instead} names the members, give that column the header {columns}")
        },
        zh: {
            let columns = in_code(dimensions).join("、");
            let help = format!("如为合计，删去该行或在{columns}中写`合计`；如属其他对象，在其中写明");
            if instead.is_empty() {
                return help;
            }
            let instead = in_code(instead).join("、");
            format!("{help}；如果成员写在{instead}中，请将该列的表头改为{columns}")
        },
    }

    /// In what a member is another than the next: columns with their cells.
    fn told_apart_by(cells: &[(&str, &str)]) {
        en: {
            let one = |(column, cell): &(&str, &str)| match *cell {
                "" => format!("no `{column}`"),
                cell => format!("`{column}` is `{cell}`"),
            };
            cells.iter().map(one).collect::<Vec<_>>().join(", ")
        },
        zh: {
            let one = |(column, cell): &(&str, &str)| match *cell {
                "" => format!("无`{column}`"),
                cell => format!("`{column}`为`{cell}`"),
            };
            cells.iter().map(one).collect::<Vec<_>>().join("，")
        },
    }

    /// By the words that there are.
    fn give_combine(words: &[&str]) {
        en: {
            let words = in_quotes(words).join(", ");
            format!("give the target a `combine`, one of {words}, or choose one member with `where`")
        },
        zh: {
            let words = pieces(words).join("、");
            format!("为目标写明`combine`，取{words}之一；或用`where`选定一个成员")
        },
    }

    /// The same where nothing but columns that the plan knows nothing of tell the members apart.
    fn note_or_combine(words: &[&str], strange: &[&str]) {
        en: {
            let words = in_quotes(words).join(", ");
            let columns = in_code(strange).join(" and ");
            format!("if mere remarks stand in {columns}, say so with `note` in the plan's `[columns]`; otherwise give the target a `combine`, one of {words}, or choose one member with `where`")
        },
        zh: {
            let words = pieces(words).join("、");
            let columns = in_code(strange).join("、");
            format!("如果{columns}只是备注，请在计划的`[columns]`中将其列为`note`；否则为目标写明`combine`，取{words}之一，或用`where`选定一个成员")
        },
    }

    fn all_are_first_days(days: usize) {
        en: "all figures are dated the first of a month, {days} different ones, and may be those of whole months",
        zh: "所有数据的日期都是某月1日（共{days}个），可能指整月",
    }

    /// By the last day, and its month as it is to be written.
    fn write_months_or_give_as_of(last: &str, month: &str) {
        en: "write months as {month}; if the days are meant, say by which one to judge, such as with --as-of {last}",
        zh: "整月写作{month}；如确指当日，用`--as-of`指明评价日期，如`--as-of {last}`",
    }

    fn strange_dates(target: &str, columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("figures of the target `{target}` reach to different dates, and nothing but {columns} sets them apart")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("目标`{target}`的数据只由{columns}区分，而所至日期不同")
        },
    }

    fn strange_periods(target: &str, columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("figures of the target `{target}` are of different periods, and nothing but {columns} sets them apart")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("目标`{target}`的数据只由{columns}区分，而期间不同")
        },
    }

    fn note_or_dimension(columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("the plan knows nothing of {columns}: if mere remarks stand there, say so with `note` in the plan's `[columns]`; if these are whose the figures are, give the plan a `[dimension]` of them")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("计划未说明{columns}：如果只是备注，请在计划的`[columns]`中将其列为`note`；如果说明数据属于谁，请在计划中为其写`[dimension]`")
        },
    }

    fn periods_overlap(indicator: &Text, one: Period, other: Period) {
        en: "the figures of `{indicator}` for {one} and {other} overlap, and would count twice",
        zh: "`{indicator}`的两个期间{one}和{other}重叠，会重复计算",
    }

    fn lies_in_another_period() {
        en: "lies in another row's period",
        zh: "在另一行的期间之内",
    }

    fn keep_one_length_or_name(columns: &[&str]) {
        en: {
            let columns = in_code(columns).join(" and ");
            format!("keep the rows of one length; if they are of different members, say in each row under {columns} whose it is")
        },
        zh: {
            let columns = in_code(columns).join("、");
            format!("只保留同样长度期间的行；如果属于不同成员，请在各行的{columns}中写明属于谁")
        },
    }

    fn keep_one_length() {
        en: "keep the rows of one length, or say aggregate = \"cumulative\" if each row is the total to date",
        zh: "只保留同样长度期间的行；如各行都是累计数，写`aggregate = \"cumulative\"`",
    }

    fn differs_elsewhere(indicator: &Text, value: &Text, period: Period, elsewhere: &Text) {
        en: "`{indicator}` is {value} for {period}, and {elsewhere} elsewhere",
        zh: "`{indicator}`{period}的数据为{value}，另一处为{elsewhere}",
    }

    fn contradicts() {
        en: "contradicts another row",
        zh: "与另一行矛盾",
    }

    fn keep_the_right_row() {
        en: "keep the row that is right; if both are, tell them apart with a dimension column",
        zh: "保留正确的一行；如都正确，用维度列加以区分",
    }

    fn total_falls(indicator: &Text, before: Quantity, after: Quantity) {
        en: "the total to date of `{indicator}` falls from {before} to {after}",
        zh: "`{indicator}`的累计数由{before}降为{after}",
    }

    fn less_than_before() {
        en: "less than before",
        zh: "比之前少",
    }

    fn correct_or_sum() {
        en: "correct the row, or say aggregate = \"sum\" if each row adds",
        zh: "改正该行；如各行应相加，写`aggregate = \"sum\"`",
    }

    // Ratios.

    /// The ratio and the ends of its range with their unit.
    fn ratio_is(target: &str, ratio: &str) {
        en: "the ratio of `{target}` is {ratio}",
        zh: "`{target}`的比率为`{ratio}`",
    }

    fn expected_between(low: &str, high: &str) {
        en: "expected {low} to {high}",
        zh: "应为`{low}`至`{high}`",
    }

    fn correct_figures_or_valid() {
        en: "correct the figures, or the target's `valid`",
        zh: "改正数据，或改正目标的`valid`",
    }

    fn bad_denominator(target: &str, numerator: &str, denominator: &str, indicator: &Text) {
        en: "the ratio of `{target}` is {numerator} over {denominator}: `{indicator}` must be above 0",
        zh: "`{target}`的比率是{numerator}除以{denominator}：`{indicator}`必须大于0",
    }

    fn expected_above_zero() {
        en: "expected a figure above 0",
        zh: "应为大于0的数",
    }

    fn correct_denominator() {
        en: "correct the figures; only 0 of 0 has a meaning, by the target's `when_empty`",
        zh: "改正数据；只有分子分母均为0时才有含义，由目标的`when_empty`规定",
    }

    // Results that do not fit.

    fn cannot_be_added(indicator: &Text) {
        en: "the figures of `{indicator}` cannot be added exactly",
        zh: "`{indicator}`的数据无法精确相加",
    }

    fn sum_has_too_many_digits() {
        en: "the sum has more than 28 digits; give the figures in a larger unit or with fewer decimals",
        zh: "合计超过28位；数据改用更大的单位，或减少小数位数",
    }

    /// What of a target, in the words below.
    fn cannot_be_computed(what: &Text, target: &str) {
        en: "{what} of `{target}` cannot be computed exactly",
        zh: "`{target}`的{what}无法精确计算",
    }

    fn has_too_many_digits() {
        en: "a result has more than 28 digits",
        zh: "有结果超过28位",
    }

    fn larger_unit_or_fewer_decimals() {
        en: "give the figures or the goal in a larger unit or with fewer decimals",
        zh: "数据或目标值改用更大的单位，或减少小数位数",
    }

    fn the_figure() {
        en: "the figure",
        zh: "数值",
    }

    fn the_figure_over_members() {
        en: "the figure over all members",
        zh: "全部成员汇总数",
    }

    fn the_figure_of_a_member() {
        en: "the figure of a member",
        zh: "某一成员的数值",
    }

    fn the_sum_over_members() {
        en: "the sum over the members",
        zh: "各成员合计",
    }

    fn the_goal() {
        en: "the goal",
        zh: "目标值",
    }

    fn the_pace() {
        en: "the pace",
        zh: "序时进度",
    }

    fn the_attainment() {
        en: "the attainment",
        zh: "完成率",
    }

    fn the_distance() {
        en: "the distance to the goal",
        zh: "与目标值的差距",
    }

    fn the_progress() {
        en: "the progress",
        zh: "进度",
    }

    fn no_compound_pace(target: &str) {
        en: "`{target}` cannot grow at a compound pace: its baseline or its goal is not above 0",
        zh: "`{target}`无法按复合增长计算进度：基数或目标值不大于0",
    }

    fn choose_another_pace() {
        en: "choose pace = \"linear\" or \"none\", or correct the figures of the baseline",
        zh: "改用`pace = \"linear\"`或`\"none\"`，或改正基数的数据",
    }

    // Figures that are not there.

    fn no_figure_of_plan() {
        en: "no row holds a figure of the plan",
        zh: "没有一行含有计划所需的数据",
    }

    fn no_row_known() {
        en: "the plan knows no row of this file",
        zh: "此文件没有一行在计划之内",
    }

    fn no_figure_as_of(date: Date) {
        en: "no row holds a figure that the plan asks for as of {date}",
        zh: "截至{date}，没有一行含有计划所需的数据",
    }

    /// The same with the rows that were set aside, by reasons.
    fn with_set_aside(message: &Text, set_aside: &[(SetAside, u64)]) {
        en: {
            let reasons: Vec<String> =
                set_aside.iter().map(|(reason, rows)| format!("{rows} {}", reason.name())).collect();
            format!("{message}; rows set aside: {}", reasons.join(", "))
        },
        zh: {
            let words = Words::of(Language::Chinese);
            let reasons: Vec<String> =
                set_aside.iter().map(|(reason, rows)| format!("{}{rows}行", words.set_aside(*reason))).collect();
            format!("{message}；未采用的行：{}", reasons.join("、"))
        },
    }

    /// Some of the indicators, and how many more there are.
    fn check_names(indicators: &[Text], more: usize) {
        en: {
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!(
                "the plan asks for {}{more}; check the indicator names, the periods and --as-of",
                indicators.join(", ")
            )
        },
        zh: {
            let more = if more > 0 { format!("等{}项", indicators.len() + more) } else { String::new() };
            format!(
                "计划所需的指标：{}{more}；核对指标名称、期间和`--as-of`",
                quoted(&indicators).join("、")
            )
        },
    }

    fn no_row_has(indicators: &[Text], value: &str, column: &str) {
        en: { format!("no row of {} has `{value}` in the column `{column}`", quoted(&indicators).join(", ")) },
        zh: { format!("{}的各行中，`{column}`列没有`{value}`", quoted(&indicators).join("、")) },
    }

    fn matches_nothing() {
        en: "matches nothing",
        zh: "没有符合的行",
    }

    /// That rows have a value that a condition does not choose, which differs from one that it does in capitals alone.
    fn left_out_for_capitals(indicators: &[Text], value: &str, other: &str, column: &str) {
        en: { format!("rows of {} have `{other}` in the column `{column}`, which `{value}` leaves out", quoted(&indicators).join(", ")) },
        zh: { format!("{}的行中，`{column}`列有`{other}`，`{value}`不选取这些行", quoted(&indicators).join("、")) },
    }

    fn differs_in_capitals() {
        en: "differs in capitals alone",
        zh: "只有大小写不同",
    }

    fn write_alike_or_both(value: &str, other: &str) {
        en: "write the rows alike, or choose both: [\"{value}\", \"{other}\"]",
        zh: "统一各行的写法，或两者都选：`[\"{value}\", \"{other}\"]`",
    }

    fn no_such_column() {
        en: "no file has a column of that name",
        zh: "各文件中都没有此列",
    }

    fn correct_value_or_rows() {
        en: "correct the value, or the rows",
        zh: "改正该值，或改正数据行",
    }
}

/// Words as a plan has them.
fn in_quotes(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("\"{word}\"")).collect()
}

/// Names as they are written in texts.
fn in_code(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// Words of the plan in a Chinese text.
fn pieces(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("`\"{word}\"`")).collect()
}
