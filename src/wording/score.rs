//! The score.

use super::messages;
use crate::evaluate::Limit;

messages! {
    /// The step of a target's points.
    fn points_heading() {
        en: "Points",
        zh: "得分",
    }

    /// The heading of targets that belong to no section.
    fn without_section() {
        en: "without section",
        zh: "未分章节",
    }

    /// Why a target with a weight has no points.
    fn left_out() {
        en: "left out together with its weight: open or waived",
        zh: "连同权重不计：尚待判定或已豁免",
    }

    /// Why a target earns nothing.
    fn earns_nothing_without_data() {
        en: "without data it earns nothing",
        zh: "无数据，不得分",
    }

    /// `5 × 99.43% = 4.97`; a goal that is not met is held below a cap of more than 100%.
    fn proportional(weight: &str, rate: &str, limit: Limit, is_cap: bool, points: &str) {
        en: {
            let held = match limit {
                Limit::None => "",
                Limit::Cap if is_cap => " (the cap)",
                Limit::Cap => " (no more: the goal is not met)",
                Limit::Floor => " (below the floor)",
                Limit::Met => " (the goal is met)",
                Limit::Zero => " (below 0)",
            };
            format!("{weight} × {rate}{held} = {points}")
        },
        zh: {
            let held = match limit {
                Limit::None => "",
                Limit::Cap if is_cap => "（封顶）",
                Limit::Cap => "（目标未达成，不再增加）",
                Limit::Floor => "（低于起算线）",
                Limit::Met => "（目标已达成）",
                Limit::Zero => "（低于零）",
            };
            format!("{weight} × {rate}{held} = {points}")
        },
    }

    /// All points of a goal that is satisfied.
    fn all_points(weight: &str) {
        en: "satisfied: all of {weight}",
        zh: "达到目标，得满分{weight}分",
    }

    /// No points of a goal that is not satisfied.
    fn no_points(weight: &str) {
        en: "not satisfied: nothing of {weight}",
        zh: "未达到目标，{weight}分均不得",
    }

    /// All points of a goal that passes and has no attainment.
    fn all_points_without_attainment(weight: &str) {
        en: "it passes and has no attainment: all of {weight}",
        zh: "合格而无完成率，得满分{weight}分",
    }

    /// No points of a goal that fails and has no attainment.
    fn no_points_without_attainment(weight: &str) {
        en: "it fails and has no attainment: nothing of {weight}",
        zh: "不合格且无完成率，{weight}分均不得",
    }

    /// Points less so many for each step that is missing.
    fn step_points(weight: &str, attainment: &str, steps: &str, per: &str, minus: &str, points: &str) {
        en: "{attainment} leaves {steps} full steps of {per}% to 100%: {weight} - {steps} × {minus}, at least 0 = {points}",
        zh: "完成率{attainment}，每差{per}%扣{minus}分，共差{steps}个{per}%：{weight} - {steps} × {minus}，不低于0 = {points}",
    }

    /// Points by the band that an attainment is in.
    fn band_points(attainment: &str, from: &str, points: &str) {
        en: "{attainment} is in the band from {from}%: {points}",
        zh: "完成率{attainment}，属{from}%起的一档：{points}分",
    }

    /// Points below all bands.
    fn below_all_bands(attainment: &str, points: &str) {
        en: "{attainment} is below the lowest band: {points}",
        zh: "完成率{attainment}，低于最低一档：{points}分",
    }

    /// `81.3 of 95 points`
    fn points_of(points: &str, weight: &str) {
        en: "{points} of {weight} points",
        zh: "应得{weight}分，得{points}分",
    }

    /// `81.3 of 95 points, 85.57%`
    fn points_with_share(sum: &str, percent: &str) {
        en: "{sum}, {percent}%",
        zh: "{sum}，得分率{percent}%",
    }

    /// The points of a section.
    fn subtotal(section: &str, sum: &str) {
        en: "section {section}: {sum}",
        zh: "{section}：{sum}",
    }

    /// The score as a whole.
    fn score(sum: &str, is_final: bool, grade: Option<&str>, vetoes: &[&str]) {
        en: {
            let so_far = if is_final { "" } else { " so far" };
            let grade = grade.map_or_else(String::new, |grade| format!(", grade {grade}"));
            let vetoes = if vetoes.is_empty() {
                String::new()
            } else {
                format!(", locked by the veto of {}", vetoes.join(", "))
            };
            format!("score{so_far}: {sum}{grade}{vetoes}")
        },
        zh: {
            let so_far = if is_final { "总分" } else { "目前总分" };
            let grade = grade.map_or_else(String::new, |grade| format!("，等次{grade}"));
            let vetoes = if vetoes.is_empty() {
                String::new()
            } else {
                format!("，因{}一票否决而定为最低", vetoes.join("、"))
            };
            format!("{so_far}：{sum}{grade}{vetoes}")
        },
    }
}
