//! The table.

use super::{Words, count, messages};
use crate::evaluate::Verdict;
use crate::period::Period;
use crate::plan::Language;

impl Words {
    /// The heads of the columns.
    pub(crate) fn columns(self) -> [&'static str; 7] {
        match self.0 {
            Language::English => {
                ["clause", "title", "goal", "actual", "attainment", "points", "verdict"]
            }
            Language::Chinese => ["条款", "指标", "目标值", "实际完成", "完成率", "得分", "判定"],
        }
    }

    /// The same where space is short.
    pub(crate) fn columns_narrow(self) -> [&'static str; 7] {
        match self.0 {
            Language::English => {
                ["cl.", "title", "goal", "actual", "attain- ment", "points", "verdict"]
            }
            Language::Chinese => ["条", "指标", "目标值", "实际完成", "完成率", "得分", "判定"],
        }
    }
}

messages! {
    /// How many targets have which verdict, how many of them fail, and how many more would if they counted.
    fn tally(targets: usize, verdicts: &[(usize, String)], failing: usize, as_warning: usize) {
        en: {
            let targets = count(targets, "target");
            let verdicts: Vec<_> =
                verdicts.iter().map(|(number, verdict)| format!("{number} {verdict}")).collect();
            let verdicts =
                if verdicts.is_empty() { String::new() } else { format!(": {}", verdicts.join(", ")) };
            let fail = match failing {
                0 => "none fails".to_owned(),
                1 => "1 fails".to_owned(),
                several => format!("{several} fail"),
            };
            let more = if failing > 0 { " more" } else { "" };
            let warnings = match as_warning {
                0 => String::new(),
                1 => format!(" (1{more} falls short, severity warning)"),
                several => format!(" ({several}{more} fall short, severity warning)"),
            };
            format!("{targets}{verdicts} — {fail}{warnings}")
        },
        zh: {
            let verdicts: Vec<_> =
                verdicts.iter().map(|(number, verdict)| format!("{verdict}{number}项")).collect();
            let verdicts =
                if verdicts.is_empty() { String::new() } else { format!("：{}", verdicts.join("、")) };
            let fail = match failing {
                0 => "无一项未达要求".to_owned(),
                several => format!("{several}项未达要求"),
            };
            let more = if failing > 0 { "另有" } else { "有" };
            let warnings = match as_warning {
                0 => String::new(),
                several => format!("（{more}{several}项未完成，只作提醒，不计入）"),
            };
            format!("目标共{targets}项{verdicts}；{fail}{warnings}")
        },
    }

    /// What stands where there is no figure.
    fn nothing() {
        en: "-",
        zh: "-",
    }

    /// What is asked, in a line of its own.
    fn goal_is(goal: &str) {
        en: "goal: {goal}",
        zh: "目标值：{goal}",
    }

    /// What was reached, in a line of its own.
    fn actual_is(actual: &str) {
        en: "actual: {actual}",
        zh: "实际完成：{actual}",
    }

    /// Where the goal is written.
    fn goal_stands_at(place: &str) {
        en: "in the plan at {place}",
        zh: "见计划 {place}",
    }

    /// A target with its verdict.
    fn judged_as(verdict: Verdict, name: &str) {
        en: { format!("{}: {name}", verdict.name()) },
        zh: { format!("{}：{name}", Words::of(Language::Chinese).verdict(verdict)) },
    }

    /// A verdict with its reason.
    fn judged_for(verdict: Verdict, reason: &str) {
        en: { format!("{}: {reason}", verdict.name()) },
        zh: { format!("{}：{reason}", Words::of(Language::Chinese).verdict(verdict)) },
    }

    /// A figure of a period, of the indicator and the members that are named.
    fn figure_of(names: &[&str], period: Period, figure: &str) {
        en: {
            let period = period.to_string();
            format!("{}: {figure}", [names, &[&*period]].concat().join(", "))
        },
        zh: {
            let period = Words::of(Language::Chinese).period(period);
            format!("{}：{figure}", [names, &[&*period]].concat().join("，"))
        },
    }

    /// A failure that does not count, with its reason.
    fn told_but_not_counted(told: &str) {
        en: "{told} (does not count: severity warning)",
        zh: "{told}（只作提醒，不计入考核）",
    }

    /// After the reason of a target whose failure is but a warning.
    fn but_does_not_count() {
        en: "(does not count: severity warning)",
        zh: "（只作提醒，不计入考核）",
    }

    /// Below a target whose failure is but a warning.
    fn does_not_count() {
        en: "does not count: severity warning",
        zh: "只作提醒，不计入考核",
    }
}
