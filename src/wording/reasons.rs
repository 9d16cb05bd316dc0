//! Why a verdict is what it is: `by` is a difference with its unit, `value` a figure with its unit.

use jiff::civil::Date;

use super::dates::chinese_deadline;
use super::{Asked, messages};

messages! {
    // Distances.

    fn short_of(by: &str, value: &str) {
        en: "{by} short of {value}",
        zh: "距{value}还差{by}",
    }

    fn short_of_more_than(by: &str, value: &str) {
        en: "{by} short of {value}, and more than that is asked for",
        zh: "距{value}还差{by}，且须超过该值",
    }

    /// Below the low end of a range.
    fn below(by: &str, value: &str) {
        en: "{by} below {value}",
        zh: "距下限{value}还差{by}",
    }

    /// Above the high end of a range.
    fn above_range(by: &str, value: &str) {
        en: "{by} above {value}",
        zh: "较上限{value}超出{by}",
    }

    /// What there is to spare above what is asked for.
    fn above(by: &str, value: &str) {
        en: "{by} above {value}",
        zh: "较{value}超出{by}",
    }

    fn above_limit(by: &str, value: &str) {
        en: "{by} above the limit of {value}",
        zh: "较限值{value}超出{by}",
    }

    fn above_less_than(by: &str, value: &str) {
        en: "{by} above {value}, and less than that is asked for",
        zh: "较{value}超出{by}，且须低于该值",
    }

    /// What there is to spare below a limit.
    fn below_limit(by: &str, value: &str) {
        en: "{by} below the limit of {value}",
        zh: "距限值{value}尚余{by}",
    }

    fn just_more_than(value: &str) {
        en: "just reached, but more than {value} is asked for",
        zh: "刚好达到，但须超过{value}",
    }

    fn just_less_than(value: &str) {
        en: "just kept, but less than {value} is asked for",
        zh: "刚好持平，但须低于{value}",
    }

    fn exactly(value: &str) {
        en: "exactly {value}",
        zh: "正好{value}",
    }

    fn at_limit(value: &str) {
        en: "at the limit of {value}",
        zh: "正好为限值{value}",
    }

    fn within(value: &str) {
        en: "within {value}",
        zh: "在{value}之内",
    }

    /// Where the exact difference is too wide to be told.
    fn not_kept(actual: &str, goal: &str) {
        en: "{actual} against {goal}",
        zh: "实际完成{actual}，目标值{goal}",
    }

    // Milestones.

    fn stage_not_reached(at: &str, goal: &str) {
        en: "at {at}, {goal} not reached",
        zh: "处于“{at}”阶段，未达到“{goal}”",
    }

    fn stage_asked_for(goal: &str) {
        en: "no stage reached, {goal} asked for",
        zh: "尚未进入任何阶段，应达到“{goal}”",
    }

    fn no_stage_reached() {
        en: "no stage reached",
        zh: "尚未进入任何阶段",
    }

    fn at_stage(at: &str) {
        en: "at {at}",
        zh: "处于“{at}”阶段",
    }

    fn stage_reached(goal: &str) {
        en: "{goal} reached",
        zh: "已达到“{goal}”",
    }

    fn stage_passed(at: &str, goal: &str) {
        en: "at {at}, beyond {goal}",
        zh: "处于“{at}”阶段，已超过“{goal}”",
    }

    // Verdicts.

    fn stretch_too(reason: &str, stretch: &str) {
        en: "{reason}; the stretch of {stretch} satisfied too",
        zh: "{reason}；争取目标{stretch}也已实现",
    }

    fn satisfied() {
        en: "the goal is satisfied",
        zh: "已达到目标",
    }

    fn not_satisfied() {
        en: "the goal is not satisfied",
        zh: "未达到目标",
    }

    fn nothing_to_breach() {
        en: "0 of 0: no case, so nothing to breach",
        zh: "应计、实计均为0，没有发生，不存在违反",
    }

    fn value_open() {
        en: "the plan leaves the value open",
        zh: "计划未定目标值",
    }

    fn not_due(due: &str) {
        en: "not due until {due}",
        zh: "{due}到期，尚未到期",
    }

    fn nothing_elapsed(calendar: &str, due: &str) {
        en: "no {calendar} has ended yet; due {due}",
        zh: "尚无期满的{calendar}；{due}到期",
    }

    // The pace.

    fn needed(asked: Asked, value: &str) {
        en: {
            match asked {
                Asked::AtLeast => format!("needs {value} by now"),
                Asked::MoreThan => format!("needs more than {value} by now"),
                Asked::AtMost => format!("may have {value} at most by now"),
                Asked::LessThan => format!("must be below {value} by now"),
            }
        },
        zh: {
            match asked {
                Asked::AtLeast => format!("序时进度应达{value}"),
                Asked::MoreThan => format!("序时进度应超过{value}"),
                Asked::AtMost => format!("序时进度应不超过{value}"),
                Asked::LessThan => format!("序时进度应低于{value}"),
            }
        },
    }

    fn required(needed: &str, as_of: &str) {
        en: "{needed} ({as_of})",
        zh: "截至{as_of}{needed}",
    }

    fn pace_short(required: &str, by: &str) {
        en: "{required}: {by} short",
        zh: "{required}，滞后{by}",
    }

    fn pace_above(required: &str, by: &str) {
        en: "{required}: {by} above",
        zh: "{required}，超出{by}",
    }

    fn pace_just_reached(required: &str) {
        en: "{required}: just reached, not passed",
        zh: "{required}，刚好持平",
    }

    fn pace_just_kept(required: &str) {
        en: "{required}: it is just that, not below",
        zh: "{required}，刚好持平",
    }

    /// Where a milestone is, in the words of `at_stage` or `no_stage_reached`.
    fn pace_stage(required: &str, stage: &str) {
        en: "{required}: {stage}",
        zh: "{required}，{stage}",
    }

    fn pace_kept(required: &str) {
        en: "{required}: kept",
        zh: "{required}，已达到",
    }

    fn pace_is_kept() {
        en: "the pace is kept",
        zh: "已达到序时进度",
    }

    fn pace_is_not_kept() {
        en: "the pace is not kept",
        zh: "未达到序时进度",
    }

    /// What each of the months must bring that are left until the last day; more than that, if strictly.
    fn rest_a_month(behind: &str, rate: &str, months: u32, strict: bool, due: Date) {
        en: {
            let more = if strict { "more than " } else { "" };
            let _ = due;
            match months {
                1 => format!("{behind}; {more}{rate} in the remaining month"),
                _ => format!("{behind}; {more}{rate} a month for the remaining {months} months"),
            }
        },
        zh: {
            let more = if strict { "超过" } else { "" };
            let by = chinese_deadline(due);
            match months {
                1 => format!("{behind}；{by}还有1个月，还需完成{more}{rate}"),
                _ => format!("{behind}；{by}还有{months}个月，每月还需完成{more}{rate}"),
            }
        },
    }

    /// The same for all months together.
    fn rest_in_all(behind: &str, missing: &str, months: u32, strict: bool, due: Date) {
        en: {
            let over = if strict { "over " } else { "" };
            let _ = due;
            format!("{behind}; {over}{missing} more in the remaining {months} months")
        },
        zh: {
            let more = if strict { "超过" } else { "" };
            let by = chinese_deadline(due);
            format!("{behind}；{by}还有{months}个月，共还需完成{more}{missing}")
        },
    }

    fn rest(behind: &str, distance: &str, due: &str) {
        en: "{behind}; {distance}, due {due}",
        zh: "{behind}；{distance}，{due}到期",
    }

    fn due_on(behind: &str, due: &str) {
        en: "{behind}; due {due}",
        zh: "{behind}；{due}到期",
    }

    // Absent figures.

    fn no_rows(indicator: &str) {
        en: "no figure for `{indicator}`",
        zh: "“{indicator}”无数据",
    }

    fn no_rows_up_to(indicator: &str, date: &str) {
        en: "no figure for `{indicator}` up to {date}",
        zh: "截至{date}，“{indicator}”无数据",
    }

    fn no_rows_in(indicator: &str, period: &str) {
        en: "no figure for `{indicator}` in {period}",
        zh: "“{indicator}”{period}无数据",
    }

    fn not_reported_by(members: &str) {
        en: "not reported by {members}",
        zh: "{members}未填报",
    }

    fn not_reported_for(members: &str, periods: &str) {
        en: "not reported by {members} for {periods}",
        zh: "{members}未填报{periods}",
    }

    /// Why nothing is not 0: so many rows are set aside for each reason.
    fn rows_set_aside(indicator: &str, rows: &[(u64, String)]) {
        en: {
            let rows: Vec<_> = rows.iter().map(|(number, reason)| format!("{number} {reason}")).collect();
            format!("rows of `{indicator}` are set aside, so that it is not 0: {}", rows.join(", "))
        },
        zh: {
            let rows: Vec<_> = rows.iter().map(|(number, reason)| format!("{reason}{number}行")).collect();
            format!("“{indicator}”有未采用的行，不能计为0：{}", rows.join("、"))
        },
    }

    fn no_figure_of(indicator: &str, members: &str) {
        en: "no figure for `{indicator}` of {members}",
        zh: "“{indicator}”没有{members}的数据",
    }

    fn no_figure_for(periods: &str) {
        en: "no figure for {periods}",
        zh: "{periods}无数据",
    }

    fn empty_ratio(numerator: &str, denominator: &str) {
        en: "`{numerator}` and `{denominator}` are both 0",
        zh: "“{numerator}”与“{denominator}”均为0",
    }

    fn no_cell_has_a_figure(cells: usize) {
        en: {
            match cells {
                0 => "no cell has a figure".to_owned(),
                1 => "the one cell has no figure".to_owned(),
                several => format!("none of {several} cells has a figure"),
            }
        },
        zh: {
            match cells {
                0 => "没有一项次有数据".to_owned(),
                several => format!("应报{several}项次，均无数据"),
            }
        },
    }

    fn no_baseline(why: &str) {
        en: "no baseline: {why}",
        zh: "无基数：{why}",
    }

    /// Names, one after the other.
    fn list(names: &[String]) {
        en: { names.join(", ") },
        zh: { names.join("、") },
    }

    /// Some of several names.
    fn list_and_more(names: &[String], more: usize) {
        en: { format!("{} and {more} more", names.join(", ")) },
        zh: { format!("{}等{}个", names.join("、"), names.len() + more) },
    }

    // Cells.

    fn cells_satisfy(satisfied: usize, total: usize) {
        en: {
            match (satisfied, total) {
                (satisfied, 1) => format!("{satisfied} of 1 cell satisfies the goal"),
                (1, total) => format!("1 of {total} cells satisfies the goal"),
                (satisfied, total) => format!("{satisfied} of {total} cells satisfy the goal"),
            }
        },
        zh: "应考核{total}项次，达标{satisfied}项次",
    }

    fn cells_keep_pace(keeping: usize, total: usize) {
        en: {
            match (keeping, total) {
                (keeping, 1) => format!("{keeping} of 1 cell keeps the pace"),
                (1, total) => format!("1 of {total} cells keeps the pace"),
                (keeping, total) => format!("{keeping} of {total} cells keep the pace"),
            }
        },
        zh: "应考核{total}项次，达到序时进度{keeping}项次",
    }

    fn share_of_cells(share: &str, asked: &str) {
        en: "{share}% of cells, {asked}% asked for",
        zh: "覆盖率{share}%，应达{asked}%",
    }

    fn no_figure() {
        en: "no figure",
        zh: "无数据",
    }

    fn without_baseline() {
        en: "no baseline",
        zh: "无基数",
    }

    fn cell(name: &str, what: &str) {
        en: "{name} ({what})",
        zh: "{name}（{what}）",
    }

    /// A cell that is behind its pace: `6, needs 9 by now`.
    fn cell_behind(actual: &str, needed: &str) {
        en: "{actual}, {needed}",
        zh: "实际{actual}，{needed}",
    }

    fn with_list(sentence: &str, list: &str) {
        en: "{sentence}: {list}",
        zh: "{sentence}：{list}",
    }

    fn total_sum(value: &str, distance: &str) {
        en: "the total of {value} is {distance}",
        zh: "合计{value}，{distance}",
    }

    fn total_sum_now(value: &str, distance: &str, as_of: &str) {
        en: "the total of {value} is {distance}, which is needed by now ({as_of})",
        zh: "合计{value}，按截至{as_of}的序时进度{distance}",
    }

    fn total_unknown() {
        en: "the total is not known: a member has no figure",
        zh: "有单位无数据，无法合计",
    }

    fn and(first: &str, second: &str) {
        en: "{first}; {second}",
        zh: "{first}；{second}",
    }

    // Waivers.

    fn waived(until: &str, reason: &str) {
        en: "waived until {until}: {reason}",
        zh: "豁免至{until}：{reason}",
    }

    fn waived_by(until: &str, by: &str, reason: &str) {
        en: "waived until {until} by {by}: {reason}",
        zh: "经{by}批准豁免至{until}：{reason}",
    }

    /// What the verdict is without the waiver.
    fn would_be(waived: &str, verdict: &str, why: &str) {
        en: "{waived} (would be {verdict}: {why})",
        zh: "{waived}（如不豁免则为{verdict}：{why}）",
    }

    fn waiver_void(why: &str, until: &str, reason: &str) {
        en: "{why}; the waiver ran out on {until}: {reason}",
        zh: "{why}；豁免已于{until}到期：{reason}",
    }

    fn waiver_ran_out(until: &str, reason: &str) {
        en: "the waiver ran out on {until}: {reason}",
        zh: "豁免已于{until}到期：{reason}",
    }
}
