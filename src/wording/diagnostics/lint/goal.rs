//! What is said of goals that are open, cannot be met, have an idle stretch, or do not add up.

use super::of_member;
use crate::plan::GoalKind;
use crate::quantity::Quantity;
use crate::wording::{Text, texts};

texts! {
    fn undecided(goal: &Text) {
        en: "{goal} is still to be decided",
        zh: "{goal}尚未确定",
    }

    fn left_open() {
        en: "left open",
        zh: "待定",
    }

    fn write_once_known() {
        en: "write the value once it is known; until then the verdict is `open`",
        zh: "确定后写入；在此之前判定为“未到期”",
    }

    /// That the stretch is no harder than the goal, which may be that of a member.
    fn idle_stretch(target: &str, stretch: &str, is_weaker: bool, member: Option<&str>) {
        en: {
            let relation = if is_weaker { "is weaker than" } else { "is no better than" };
            format!("the stretch {stretch} of `{target}` {relation} the goal{}", of_member(member))
        },
        zh: {
            let relation = if is_weaker { "比" } else { "并不比" };
            let degree = if is_weaker { "宽松" } else { "更严" };
            let whose = member.map_or_else(String::new, |member| format!("`{member}`的"));
            format!("`{target}`的争取目标`{stretch}`{relation}{whose}目标值{degree}")
        },
    }

    /// What a stretch should be, of a goal of a kind; the goal is that of every member where no value is given.
    fn expected_stretch(kind: GoalKind, goal: Option<&str>) {
        en: {
            let better = match kind {
                GoalKind::Reach => "a later stage than",
                kind if kind.wants_more() => "a value above",
                _ => "a value below",
            };
            format!("expected {better} {}", goal.unwrap_or("that of every member"))
        },
        zh: {
            let goal = goal.map_or_else(|| "每个成员的目标值".to_owned(), |goal| format!("`{goal}`"));
            match kind {
                GoalKind::Reach => format!("应为{goal}之后的阶段"),
                kind if kind.wants_more() => format!("应高于{goal}"),
                _ => format!("应低于{goal}"),
            }
        },
    }

    /// What to write if the two were taken for each other; both as they stand in the plan.
    fn swap(key: &str, goal: &str, stretch: &str) {
        en: "if the two are the wrong way round, write {key} = {stretch} and stretch = {goal}",
        zh: "如果两者写反了，请改为`{key} = {stretch}`和`stretch = {goal}`",
    }

    fn correct_stretch() {
        en: "correct the stretch, or delete it",
        zh: "改正争取目标，或将其删去",
    }

    fn parts_differ(target: &str, sum: Quantity, difference: Quantity, is_less: bool, total: Quantity) {
        en: {
            let relation = if is_less { "less" } else { "more" };
            format!("the parts of `{target}` add up to {sum}, {difference} {relation} than their total {total}")
        },
        zh: {
            let relation = if is_less { "少" } else { "多" };
            format!("`{target}`的分解值之和为{sum}，比合计{total}{relation}{difference}")
        },
    }

    fn expected_sum(sum: Quantity) {
        en: "expected {sum}",
        zh: "应为{sum}",
    }

    fn the_parts() {
        en: "the parts",
        zh: "分解值",
    }

    fn correct_parts() {
        en: "correct the total or a part; if more is handed down than promised, say so in `allow`",
        zh: "改正合计或分解值；如果下达的就是比承诺的多，请在`allow`中说明",
    }

    fn cannot_be_met(goal: &Text) {
        en: "no figure can meet {goal}",
        zh: "任何数据都达不到{goal}",
    }

    fn plausible_at_most(high: Quantity) {
        en: "plausible figures are at most {high}",
        zh: "合理的数据最高为{high}",
    }

    fn plausible_at_least(low: Quantity) {
        en: "plausible figures are at least {low}",
        zh: "合理的数据最低为{low}",
    }

    fn expected_whole() {
        en: "expected a whole number",
        zh: "应为整数",
    }

    fn correct_goal_or(key: &str) {
        en: "correct the goal, or `{key}`",
        zh: "改正目标值，或改正`{key}`",
    }
}
