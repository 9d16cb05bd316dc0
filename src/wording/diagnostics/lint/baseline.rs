//! What is said of goals that their own baseline stands against.

use crate::wording::{Text, texts};

texts! {
    /// That the goal lies on the wrong side of its baseline; `goal` is whose it is.
    fn against_baseline(goal: &Text, key: &str, value: &str, is_below: bool, baseline: &str) {
        en: {
            let side = if is_below { "below" } else { "above" };
            format!("{goal}, `{key}` {value}, lies {side} its baseline {baseline}")
        },
        zh: {
            let side = if is_below { "低于" } else { "高于" };
            format!("{goal}（`{key}`，`{value}`）{side}基数`{baseline}`")
        },
    }

    fn expected_beyond(is_above: bool, baseline: &str) {
        en: { format!("expected a value {} {baseline}", if is_above { "above" } else { "below" }) },
        zh: { format!("应{}`{baseline}`", if is_above { "高于" } else { "低于" }) },
    }

    /// What to write if the baseline is to be left in the other direction; `key` and `literal` as the plan has them.
    fn turn_around(baseline: &str, value: &str, falls: bool, key: &str, literal: &str) {
        en: "if the figure is to go from {baseline} to {value}, write {key} = {literal}; otherwise correct one of the two",
        zh: {
            let goes = if falls { "降到" } else { "升到" };
            format!("如果是要从`{baseline}`{goes}`{value}`，请写`{key} = {literal}`；否则改正其中一个")
        },
    }

    fn met_at_baseline(goal: &Text, baseline: &str) {
        en: "{goal} is met at its baseline {baseline} already",
        zh: "{goal}按基数`{baseline}`就已达到",
    }

    fn asks_for_no_change() {
        en: "asks for no change",
        zh: "不要求变化",
    }

    fn correct_or_keep() {
        en: "correct one of the two, or say in `allow` that the level is to be kept",
        zh: "改正目标值或基数；如果意在保持这一水平，请在`allow`中说明",
    }

    fn the_baseline() {
        en: "the baseline",
        zh: "基数",
    }
}
