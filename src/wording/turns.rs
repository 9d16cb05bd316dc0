//! What a verdict turns on.

use super::{count, messages};

messages! {
    /// Over the sentences.
    fn turns_heading() {
        en: "What it turns on",
        zh: "差距与余量",
    }

    /// By how much a figure would have to change; `strictly` where it would have to change by more.
    fn to_pass(by: &str, more: bool, strictly: bool) {
        en: {
            let strictly = if strictly { "over " } else { "" };
            let direction = if more { "more" } else { "less" };
            format!("to pass now: {strictly}{by} {direction}")
        },
        zh: {
            let strictly = if strictly { "超过" } else { "" };
            let direction = if more { "增加" } else { "减少" };
            format!("达到目前要求还需{direction}{strictly}{by}")
        },
    }

    /// The bound itself is out and just reached.
    fn to_pass_any(more: bool) {
        en: { format!("to pass now: any {}", if more { "more" } else { "less" }) },
        zh: { format!("达到目前要求还需略有{}", if more { "增加" } else { "减少" }) },
    }

    /// How many stages are missing.
    fn to_pass_stages(stages: &str, goal: &str) {
        en: {
            let more = if stages == "1" { "1 more stage" } else { &format!("{stages} more stages") };
            format!("to pass now: {more}, up to {goal}")
        },
        zh: "达到目前要求还需推进{stages}个阶段，到“{goal}”",
    }

    /// The same change of a ratio in the series above its line.
    fn to_pass_numerator(by: &str, more: bool, strictly: bool, name: &str, other: &str) {
        en: {
            let strictly = if strictly { "over " } else { "" };
            let direction = if more { "more" } else { "less" };
            format!("to pass now: {strictly}{by} {direction} of `{name}` while `{other}` stays as it is")
        },
        zh: {
            let strictly = if strictly { "超过" } else { "" };
            let direction = if more { "增加" } else { "减少" };
            format!("“{other}”不变时，“{name}”还需{direction}{strictly}{by}")
        },
    }

    /// What the months until it is due must bring.
    fn to_goal(rate: &str, months: u32, strictly: bool, due: &str) {
        en: {
            let strictly = if strictly { "over " } else { "" };
            let months = match months {
                1 => "in the remaining month".to_owned(),
                _ => format!("a month for the remaining {months} months"),
            };
            format!("to reach the goal by {due}: {strictly}{rate} {months}")
        },
        zh: {
            let strictly = if strictly { "超过" } else { "" };
            match months {
                1 => format!("{due}前达到目标，余下1个月还需完成{strictly}{rate}"),
                _ => format!("{due}前达到目标，余下{months}个月每月还需完成{strictly}{rate}"),
            }
        },
    }

    /// The same for all remaining months together.
    fn to_goal_in_all(missing: &str, months: u32, strictly: bool, due: &str) {
        en: {
            let strictly = if strictly { "over " } else { "" };
            format!("to reach the goal by {due}: {strictly}{missing} more in the remaining {months} months")
        },
        zh: {
            let strictly = if strictly { "超过" } else { "" };
            format!("{due}前达到目标，余下{months}个月共还需完成{strictly}{missing}")
        },
    }

    /// How many more cells would have to do what is asked.
    fn to_pass_cells(cells: usize, failing: usize) {
        en: {
            let more = count(cells, "more cell");
            if cells == failing {
                format!("to pass now: {more}")
            } else {
                format!("to pass now: {more} of the {failing} that fail")
            }
        },
        zh: {
            if cells == failing {
                format!("达到目前要求还需再有{cells}项次达到要求")
            } else {
                format!("达到目前要求还需在未达要求的{failing}项次中再有{cells}项次达到要求")
            }
        },
    }

    /// A cell with what it lacks or has too much.
    fn cell_change(by: &str, more: bool) {
        en: { format!("{by} {}", if more { "more" } else { "less" }) },
        zh: { format!("还需{}{by}", if more { "增加" } else { "减少" }) },
    }

    /// So many stages of a ladder.
    fn stages(stages: &str) {
        en: { format!("{stages} stage{}", if stages == "1" { "" } else { "s" }) },
        zh: "{stages}个阶段",
    }

    /// What the sum over the members lacks.
    fn total_change(by: &str, more: bool) {
        en: { format!("to pass now, the total: {by} {}", if more { "more" } else { "less" }) },
        zh: { format!("达到目前要求，合计还需{}{by}", if more { "增加" } else { "减少" }) },
    }

    /// How far a figure is from failing.
    fn margin(by: &str) {
        en: "margin: {by} to spare",
        zh: "余量：{by}",
    }

    /// A figure that just passes: any change for the worse fails.
    fn no_margin() {
        en: "margin: none",
        zh: "余量：无",
    }

    /// How many stages a milestone is beyond what is asked.
    fn margin_of_stages(stages: &str) {
        en: { format!("margin: {stages} stage{} to spare", if stages == "1" { "" } else { "s" }) },
        zh: "余量：{stages}个阶段",
    }

    /// The cell that passes by the least, and by how much.
    fn closest(cell: &str, by: &str) {
        en: "closest: {cell}, {by} to spare",
        zh: "余量最小：{cell}，余{by}",
    }

    /// The same where any change for the worse fails.
    fn closest_without_margin(cell: &str) {
        en: "closest: {cell}, nothing to spare",
        zh: "余量最小：{cell}，没有余量",
    }

    /// How many cells could fail.
    fn margin_of_cells(cells: usize) {
        en: {
            match cells {
                0 => "margin: no other cell may fail".to_owned(),
                _ => format!("margin: {} may fail", count(cells, "more cell")),
            }
        },
        zh: {
            match cells {
                0 => "余量：不能再有项次未达要求".to_owned(),
                _ => format!("余量：可再有{cells}项次未达要求"),
            }
        },
    }
}
