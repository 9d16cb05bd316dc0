//! `explain`, which tells a verdict step by step.

use super::{count, messages};
use crate::plan::{Aggregate, Combine};

messages! {
    // Headings.

    fn goal_heading() { en: "The goal", zh: "目标值" }
    fn baseline_heading() { en: "The baseline", zh: "基数" }
    fn figures_heading() { en: "The figures", zh: "实际完成" }
    fn comparison_heading() { en: "The comparison", zh: "比较" }
    fn stretch_heading() { en: "The stretch", zh: "争取目标" }
    fn pace_heading() { en: "The pace", zh: "序时进度" }
    fn cells_heading() { en: "The cells", zh: "逐项考核" }
    fn total_heading() { en: "The total", zh: "合计" }
    fn attainment_heading() { en: "Attainment", zh: "完成率" }
    fn progress_heading() { en: "Progress", zh: "进展" }
    fn waiver_heading() { en: "The waiver", zh: "豁免" }

    fn step(number: usize, heading: &str) {
        en: "{number}. {heading}",
        zh: "{number}．{heading}",
    }

    fn verdict_heading(verdict: &str) {
        en: "Verdict: {verdict}",
        zh: "判定：{verdict}",
    }

    /// What introduces the lines below it.
    fn label(text: &str) {
        en: "{text}:",
        zh: "{text}：",
    }

    /// A name and what it stands for.
    fn value_of(name: &str, value: &str) {
        en: "{name}: {value}",
        zh: "{name}：{value}",
    }

    // The target.

    fn section(id: &str, title: &str) {
        en: "section {id}: {title}",
        zh: {
            let is_ordinal = |character: char| {
                character.is_ascii_digit() || "〇一二三四五六七八九十百".contains(character)
            };
            if id.chars().all(is_ordinal) {
                format!("第{id}部分：{title}")
            } else {
                format!("章节{id}：{title}")
            }
        },
    }

    fn clause(clause: &str) {
        en: "clause {clause}",
        zh: "条款{clause}",
    }

    fn quote(quote: &str) {
        en: "“{quote}”",
        zh: "原文“{quote}”",
    }

    fn clause_with_quote(clause: &str, quote: &str) {
        en: "clause {clause}: “{quote}”",
        zh: "条款{clause}：“{quote}”",
    }

    fn severity(counts: bool) {
        en: {
            if counts {
                "severity error: its failure counts".to_owned()
            } else {
                "severity warning: its failure does not count".to_owned()
            }
        },
        zh: { if counts { "未完成的，计入考核" } else { "未完成的，只作提醒，不计入考核" }.to_owned() },
    }

    /// The strength of the words that govern the goal: the key of the plan, and what the plan calls it.
    fn commitment(key: &str, label: &str, severity: &str) {
        en: { let _ = label; format!("commitment {key}, {severity}") },
        zh: { let _ = key; format!("措辞“{label}”，{severity}") },
    }

    fn in_the_plan(place: &str) {
        en: "in the plan at {place}",
        zh: "见计划文件{place}",
    }

    fn in_the_plan_with_goal(table: &str, goal: &str) {
        en: "in the plan at {table}, its goal at {goal}",
        zh: "见计划文件{table}，目标值见{goal}",
    }

    // Goal and time.

    fn due(due: &str, as_of: &str) {
        en: "due {due}, judged as of {as_of}: due",
        zh: "{due}到期，截至{as_of}：已到期",
    }

    fn due_later(due: &str, as_of: &str) {
        en: "due {due}, judged as of {as_of}: not due yet",
        zh: "{due}到期，截至{as_of}：未到期",
    }

    fn window(window: &str) {
        en: "figures of {window} count",
        zh: "计入{window}的数据",
    }

    fn window_of_cells(calendar: &str) {
        en: "figures count in the {calendar} that they lie in",
        zh: "数据计入其所属的{calendar}",
    }

    fn selected(column: &str, values: &[String]) {
        en: { format!("only rows with {column} = {}", values.join(" or ")) },
        zh: { format!("只计入{column}为“{}”的行", values.join("”或“")) },
    }

    fn baseline_given(value: &str) {
        en: "{value}, as the plan gives it",
        zh: "{value}，由计划给定",
    }

    fn baseline_of(value: &str, period: &str) {
        en: "{value}, the figure of {period} by the same aggregation",
        zh: "{value}，为{period}的同口径数",
    }

    fn baseline_missing(period: &str) {
        en: "there is no figure of {period}",
        zh: "{period}无数据",
    }

    fn baseline_by_member(period: &str) {
        en: "each member's figure of {period} by the same aggregation",
        zh: "各单位{period}的同口径数",
    }

    // Figures.

    fn numerator(name: &str) {
        en: "{name} (numerator)",
        zh: "{name}（分子）",
    }

    fn denominator(name: &str) {
        en: "{name} (denominator)",
        zh: "{name}（分母）",
    }

    fn written(figure: &str, cell: &str) {
        en: "{figure} (written {cell})",
        zh: "{figure}（原填“{cell}”）",
    }

    /// Rows that were brought together at the first of them.
    fn rows_together(figure: &str, rows: u64) {
        en: "{figure} (in {rows} rows, this one the first)",
        zh: "{figure}（共{rows}行，此为首行）",
    }

    fn stage(name: &str, number: &str, stages: usize) {
        en: "{name} (stage {number} of {stages})",
        zh: "{name}（共{stages}个阶段，第{number}个）",
    }

    fn no_figures() {
        en: "no row has a figure",
        zh: "各行均未填数",
    }

    fn taken_as_zero() {
        en: "nobody reports any, which the plan takes as 0",
        zh: "无人填报，按计划规定计为0",
    }

    /// So many rows for each reason.
    fn not_counted(rows: &[(u64, String)]) {
        en: {
            let rows: Vec<_> = rows.iter().map(|(number, reason)| format!("{number} {reason}")).collect();
            format!("rows that do not count here: {}", rows.join(", "))
        },
        zh: {
            let rows: Vec<_> = rows.iter().map(|(number, reason)| format!("{reason}{number}行")).collect();
            format!("不计入本目标的行：{}", rows.join("、"))
        },
    }

    fn members_taken_as_zero(members: &str) {
        en: "not reported by {members}, which the plan takes as 0",
        zh: "{members}未填报，按计划规定计为0",
    }

    fn periods_taken_as_zero(periods: &str) {
        en: "no figure for {periods}, which the plan takes as 0",
        zh: "{periods}无数据，按计划规定计为0",
    }

    /// How rows became one figure; `terms` is the sum written out.
    fn over_time(aggregate: Aggregate, rows: u64, terms: &str, value: &str) {
        en: {
            match aggregate {
                Aggregate::Sum => format!("sum: {terms} = {value}"),
                Aggregate::Mean => format!("mean: ({terms}) / {rows} = {value}"),
                Aggregate::Count => format!("number of rows: {value}"),
                Aggregate::Max => format!("the greatest: {value}"),
                Aggregate::Min => format!("the least: {value}"),
                Aggregate::Latest => format!("the latest level: {value}"),
                Aggregate::Cumulative => format!("the latest total to date: {value}"),
            }
        },
        zh: {
            match aggregate {
                Aggregate::Sum => format!("合计：{terms} = {value}"),
                Aggregate::Mean => format!("平均：({terms}) / {rows} = {value}"),
                Aggregate::Count => format!("行数：{value}"),
                Aggregate::Max => format!("最大值：{value}"),
                Aggregate::Min => format!("最小值：{value}"),
                Aggregate::Latest => format!("最近一期：{value}"),
                Aggregate::Cumulative => format!("最近一期累计：{value}"),
            }
        },
    }

    fn over_members(combine: Combine, members: usize, terms: &str, value: &str) {
        en: {
            match combine {
                Combine::Sum => format!("sum over {members} combinations: {terms} = {value}"),
                Combine::Mean => {
                    format!("mean over {members} combinations: ({terms}) / {members} = {value}")
                }
                Combine::Max => format!("the greatest of {members} combinations: {value}"),
                Combine::Min => format!("the least of {members} combinations: {value}"),
            }
        },
        zh: {
            match combine {
                Combine::Sum => format!("{members}个分项合计：{terms} = {value}"),
                Combine::Mean => format!("{members}个分项平均：({terms}) / {members} = {value}"),
                Combine::Max => format!("{members}个分项中最大：{value}"),
                Combine::Min => format!("{members}个分项中最小：{value}"),
            }
        },
    }

    fn many_terms(terms: usize) {
        en: "the {terms} figures above",
        zh: "以上{terms}个数",
    }

    fn series_added(terms: &str, value: &str) {
        en: "the series together: {terms} = {value}",
        zh: "各指标相加：{terms} = {value}",
    }

    fn quotient(quotient: &str, value: &str) {
        en: "ratio: {quotient} = {value}",
        zh: "比率：{quotient} = {value}",
    }

    fn actual(value: &str) {
        en: "actual: {value}",
        zh: "实际完成：{value}",
    }

    fn no_actual(why: &str) {
        en: "no actual: {why}",
        zh: "无实际完成数：{why}",
    }

    fn rounded(value: &str) {
        en: "{value} (rounded)",
        zh: "{value}（经取舍）",
    }

    fn rounded_up(value: &str) {
        en: "{value} (rounded up)",
        zh: "{value}（向上取舍）",
    }

    fn rounded_down(value: &str) {
        en: "{value} (rounded down)",
        zh: "{value}（向下取舍）",
    }

    // Comparisons.

    fn holds(comparison: &str, holds: bool) {
        en: { format!("{comparison}: {}", if holds { "satisfied" } else { "not satisfied" }) },
        zh: { format!("{comparison}：{}", if holds { "达到" } else { "未达到" }) },
    }

    fn kept(comparison: &str, kept: bool) {
        en: { format!("{comparison}: {}", if kept { "kept" } else { "not kept" }) },
        zh: { format!("{comparison}：{}", if kept { "达到序时进度" } else { "未达到序时进度" }) },
    }

    fn compared_by_cross_multiplication() {
        en: "compared by cross-multiplication, so that nothing is rounded:",
        zh: "交叉相乘后比较，不作任何取舍：",
    }

    fn no_goal_value() {
        en: "the goal's value is not known, so nothing is compared",
        zh: "目标值未知，不作比较",
    }

    fn no_actual_to_compare() {
        en: "there is no figure to compare",
        zh: "没有可比较的数据",
    }

    // Pace.

    fn all_elapsed(period: &str) {
        en: "all of {period} has passed",
        zh: "{period}已全部过去",
    }

    fn elapsed(share: &str, period: &str) {
        en: "of {period}, f = {share} has passed",
        zh: "{period}已过 f = {share}",
    }

    /// Of a sum with a baseline.
    fn starts_anew() {
        en: "the figure starts anew with the plan, so the way starts at 0 and not at the baseline",
        zh: "数据从计划期初重新累加，因此从 0 而非基数起算",
    }

    /// Of totals to date with a baseline.
    fn total_starts_anew(first: &str) {
        en: "the total was {first} at first, which is less than the baseline: it starts anew with the plan, so the way starts at 0",
        zh: "累计值最初为 {first}，低于基数：累计从计划期初重新开始，因此从 0 起算",
    }

    fn linear(start: &str, goal: &str, share: &str, value: &str) {
        en: "linear: s + f × (t - s) = {start} + {share} × ({goal} - {start}) = {value}",
        zh: "线性：s + f × (t - s) = {start} + {share} × ({goal} - {start}) = {value}",
    }

    fn compound(start: &str, goal: &str, share: &str, value: &str) {
        en: "compound: s × (t / s)^f = {start} × ({goal} / {start})^({share}) = {value}, compared as powers",
        zh: "复合增长：s × (t / s)^f = {start} × ({goal} / {start})^({share}) = {value}，按乘方比较",
    }

    fn checkpoint(period: &str, value: &str) {
        en: "checkpoint in force since the end of {period}: {value}",
        zh: "{period}末起适用的节点要求：{value}",
    }

    /// Of the end of a range that no pace leads to.
    fn other_end_holds(value: &str) {
        en: "the other end of the goal, {value}, holds from the beginning",
        zh: "目标的另一端{value}自始适用",
    }

    fn required_now(value: &str) {
        en: "required now: {value}",
        zh: "目前应达：{value}",
    }

    fn baseline_satisfies() {
        en: "the baseline satisfies the goal already, so the goal itself is asked for",
        zh: "基数已达到目标，因此直接以目标值为准",
    }

    // Attainment.

    fn share_exact(terms: &str, percent: &str) {
        en: "{terms} = {percent}%",
        zh: "{terms} = {percent}%",
    }

    fn share_rounded(terms: &str, percent: &str) {
        en: "{terms} = {percent}% (rounded down)",
        zh: "{terms} = {percent}%（向下取舍）",
    }

    /// A share that is shown lower than it is.
    fn share_shown_as(share: &str, shown: &str) {
        en: "{share}, shown as {shown}% because the goal is not satisfied",
        zh: "{share}；因未达到目标，显示为{shown}%",
    }

    fn progress(share: &str) {
        en: "(actual - baseline) / (goal - baseline) = {share}",
        zh: "(实际完成 - 基数) / (目标值 - 基数) = {share}",
    }

    // Cells.

    fn more_cells(count: usize) {
        en: "and {count} more",
        zh: "另有{count}项次",
    }

    fn cells(over: &str, total: usize, satisfied: usize, failing: usize) {
        en: {
            let fail = if failing == 1 { "1 fails".to_owned() } else { format!("{failing} fail") };
            let satisfy = if satisfied == 1 { "satisfies" } else { "satisfy" };
            format!("{} ({over}): {satisfied} {satisfy} the goal, {fail}", count(total, "cell"))
        },
        zh: "应考核{total}项次（{over}）：达标{satisfied}项次，未达要求{failing}项次",
    }

    fn covered(satisfied: usize, total: usize, coverage: &str) {
        en: "coverage: {satisfied} of {total} cells ≥ {coverage}%",
        zh: "覆盖率：{satisfied} / {total} ≥ {coverage}%",
    }

    fn not_covered(satisfied: usize, total: usize, coverage: &str) {
        en: "coverage: {satisfied} of {total} cells < {coverage}%",
        zh: "覆盖率：{satisfied} / {total} < {coverage}%",
    }

    fn those_that_fail() { en: "those that fail:", zh: "未达要求的：" }
    fn those_that_keep_the_pace() { en: "those that keep the pace:", zh: "达到序时进度的：" }
    fn those_not_yet_there() { en: "those that do not satisfy the goal yet:", zh: "尚未达标的：" }
    fn those_that_satisfy() { en: "those that satisfy the goal:", zh: "达标的：" }

    fn passing_cell(name: &str, figure: &str, places: &str) {
        en: "{name}: {figure}, {places}",
        zh: "{name}：{figure}，见{places}",
    }

    /// What a figure was before.
    fn baseline_known(value: &str) {
        en: "baseline {value}",
        zh: "基数{value}",
    }

    /// What a figure was before, with where that stands.
    fn baseline_at(value: &str, places: &str) {
        en: "baseline {value} ({places})",
        zh: "基数{value}（见{places}）",
    }

    fn baseline_over_members(value: &str) {
        en: "baseline, the sum over the members: {value}",
        zh: "基数，各单位合计：{value}",
    }

    fn total_of_members(value: &str) {
        en: "sum over the members: {value}",
        zh: "各单位合计：{value}",
    }

    // Waiver.

    /// Why there is a waiver, and by whom.
    fn waiver_by(reason: &str, by: &str) {
        en: "{reason}, by {by}",
        zh: "{reason}，{by}批准",
    }

    fn waiver_holds(waiver: &str, until: &str) {
        en: "{waiver}: holds until {until}",
        zh: "{waiver}：有效期至{until}",
    }

    fn waiver_is_void(waiver: &str, until: &str) {
        en: "{waiver}: ran out on {until}",
        zh: "{waiver}：已于{until}到期",
    }
}
