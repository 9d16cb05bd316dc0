//! Goals, and the figures beside them.

use unicode_width::UnicodeWidthChar;

use super::messages;

/// What a plan calls the baseline in a value.
const BASELINE: &str = "baseline";

messages! {
    /// A number with the unit behind it. Signs such as `%` stand close to it without a message.
    fn with_unit(number: &str, unit: &str) {
        en: "{number} {unit}",
        zh: {
            let is_wide = unit.chars().next().and_then(char::width) == Some(2);
            if is_wide { format!("{number}{unit}") } else { format!("{number} {unit}") }
        },
    }

    /// A difference of shares in per cent.
    fn percentage_points(number: &str) {
        en: { format!("{number} percentage point{}", if number == "1" { "" } else { "s" }) },
        zh: "{number}个百分点",
    }

    /// A difference of shares in per mille.
    fn permille_points(number: &str) {
        en: { format!("{number} per-mille point{}", if number == "1" { "" } else { "s" }) },
        zh: "{number}个千分点",
    }

    /// A value that the plan leaves open.
    fn to_be_determined() {
        en: "tbd",
        zh: "待定",
    }

    /// A value in terms of the baseline, as the plan writes it: `baseline + 5%`.
    fn relative(value: &str) {
        en: "{value}",
        zh: { value.replace(BASELINE, "基数") },
    }

    /// A comparator before its value.
    fn compared(sign: &str, value: &str) {
        en: "{sign} {value}",
        zh: "{sign}{value}",
    }

    /// A value that depends on the baseline, with what it comes to.
    fn worked_out(value: &str, figure: &str) {
        en: "{value} ({figure})",
        zh: "{value}（{figure}）",
    }

    /// The stage that a milestone is to reach.
    fn reach(stage: &str) {
        en: "reach {stage}",
        zh: "达到“{stage}”",
    }

    /// A range of numbers.
    fn range(low: &str, high: &str) {
        en: "{low}–{high}",
        zh: "{low}～{high}",
    }

    /// A range where a dash would be misread.
    fn span_of(low: &str, high: &str) {
        en: "{low} to {high}",
        zh: "{low}至{high}",
    }

    /// A value with what still passes for it.
    fn about(middle: &str, range: &str) {
        en: "about {middle} ({range})",
        zh: "{middle}左右（{range}）",
    }

    /// The comparator of a goal that is broken down to members, with their dimension.
    fn by_member(comparator: &str, dimension: &str) {
        en: "{comparator} by {dimension}",
        zh: "按{dimension}分解，{comparator}",
    }

    /// The same with a total.
    fn by_member_with_total(goals: &str, total: &str) {
        en: "{goals}, total {total}",
        zh: "{goals}，合计{total}",
    }

    /// A comparator without a sign, for a goal that is broken down.
    fn sign_between() {
        en: "between,",
        zh: "区间",
    }

    /// A comparator without a sign, for a goal that is broken down.
    fn sign_about() {
        en: "about,",
        zh: "左右",
    }

    /// A comparator without a sign, for a goal that is broken down.
    fn sign_reach() {
        en: "reach,",
        zh: "达到",
    }

    /// A goal that holds for each member and period.
    fn each(goal: &str, over: &[String]) {
        en: { format!("{goal}, each {}", over.join(", ")) },
        zh: { format!("{goal}，每{}", over.join("、每")) },
    }

    /// The share of the cells that has to satisfy the goal.
    fn each_covered(goal: &str, percent: &str) {
        en: "{goal} ({percent}% of cells)",
        zh: "{goal}（覆盖率{percent}%）",
    }
}
