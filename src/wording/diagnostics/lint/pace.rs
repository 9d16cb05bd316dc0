//! What is said of checkpoints, and of targets without.

use jiff::civil::Date;

use super::of_member;
use crate::period::Period;
use crate::plan::GoalKind;
use crate::wording::texts;

texts! {
    fn nothing_asked(target: &str, due: Date) {
        en: "nothing is asked of `{target}` before {due}",
        zh: "`{target}`在{due}之前没有进度要求",
    }

    fn no_pace() {
        en: "neither `checkpoints` nor `pace`",
        zh: "`checkpoints`和`pace`都没有写",
    }

    /// What to write, with a period on the way where there is one, as plans in any language write it.
    fn write_pace(period: Option<&str>) {
        en: {
            match period {
                Some(period) => format!(
                    "write checkpoints = {{ {period} = … }}, or pace = \"none\" if it is meant so"
                ),
                None => "write checkpoints, or pace = \"none\" if it is meant so".to_owned(),
            }
        },
        zh: {
            match period {
                Some(period) => format!(
                    "写明`checkpoints = {{ {period} = … }}`；如果确实不作要求，写`pace = \"none\"`"
                ),
                None => "写明`checkpoints`；如果确实不作要求，写`pace = \"none\"`".to_owned(),
            }
        },
    }

    /// That a checkpoint asks for less than one before it; `rises` is whether figures rise towards the goal.
    fn turns_back(target: &str, kind: GoalKind, rises: bool, later: Period, value: &str, earlier: Period, before: &str) {
        en: {
            let relation = match (kind, rises) {
                (GoalKind::Reach, _) => "before",
                (_, true) => "below",
                (_, false) => "above",
            };
            format!("the checkpoint of `{target}` for {later} is {value}, {relation} {before} for {earlier}")
        },
        zh: {
            let relation = match (kind, rises) {
                (GoalKind::Reach, _) => "落后于",
                (_, true) => "低于",
                (_, false) => "高于",
            };
            format!("`{target}`{later}的节点为`{value}`，{relation}{earlier}的`{before}`")
        },
    }

    fn expected_no_less(kind: GoalKind, rises: bool, before: &str) {
        en: {
            let more = match (kind, rises) {
                (GoalKind::Reach, _) => "or a later stage",
                (_, true) => "or more",
                (_, false) => "or less",
            };
            format!("expected {before} {more}")
        },
        zh: {
            let more = match (kind, rises) {
                (GoalKind::Reach, _) => "或其后的阶段",
                (_, true) => "或更高",
                (_, false) => "或更低",
            };
            format!("应为`{before}`{more}")
        },
    }

    fn asked_earlier() {
        en: "asked for earlier",
        zh: "此前的要求",
    }

    fn keep_direction() {
        en: "the way leads to the goal in one direction; correct one of the two",
        zh: "各节点应朝一个方向逐步接近目标值；改正其中一个",
    }

    /// That a checkpoint asks for more than the goal, which may be that of a member.
    fn beyond_goal(target: &str, period: Period, member: Option<&str>) {
        en: {
            let member = of_member(member);
            format!("the checkpoint of `{target}` for {period} asks for more than its goal{member}")
        },
        zh: {
            let whose = member.map_or_else(String::new, |member| format!("`{member}`的"));
            format!("`{target}`{period}的节点要求比{whose}目标值更严")
        },
    }

    fn beyond_range() {
        en: "beyond the range",
        zh: "超出区间",
    }

    /// What a checkpoint should be; no more than the value of the member where none is given.
    fn expected_no_more(kind: GoalKind, rises: bool, goal: Option<&str>) {
        en: {
            let side = match (kind, rises) {
                (GoalKind::Reach, _) => "or an earlier stage",
                (_, true) => "or less",
                (_, false) => "or more",
            };
            format!("expected {} {side}", goal.unwrap_or("the value of the member"))
        },
        zh: {
            let side = match (kind, rises) {
                (GoalKind::Reach, _) => "或更早的阶段",
                (_, true) => "或更低",
                (_, false) => "或更高",
            };
            let goal = goal.map_or_else(|| "该成员的目标值".to_owned(), |goal| format!("`{goal}`"));
            format!("应为{goal}{side}")
        },
    }

    fn correct_checkpoint() {
        en: "who has met the goal would be behind; correct the checkpoint or the goal",
        zh: "否则已达到目标的也会判为“滞后”；改正节点或目标值",
    }

    fn not_on_the_way(target: &str, period: Period) {
        en: "the checkpoint of `{target}` for {period} does not lie on the way to its goal",
        zh: "`{target}`{period}的节点不在实现目标的途中",
    }

    fn before_the_plan(period: Period) {
        en: "ends before the plan's period {period} begins",
        zh: "在计划期间{period}开始之前就已结束",
    }

    fn correct_period() {
        en: "correct the period: from the beginning on it would be in force",
        zh: "改正期间：否则从一开始就要达到",
    }

    fn goal_due(due: Date) {
        en: "the goal itself is due on {due}",
        zh: "目标本身于{due}到期",
    }

    fn correct_period_or_due() {
        en: "delete it, or correct the period or `due`",
        zh: "删去该节点，或改正期间或`due`",
    }
}
