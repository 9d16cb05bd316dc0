//! What is said of weights that do not fit together, and of a score that there is none of.

use crate::quantity::Quantity;
use crate::wording::{count, texts};

texts! {
    fn no_weights() {
        en: "the plan has a table for its score, and no target has a weight",
        zh: "计划定了得分规则，而没有目标带权重",
    }

    fn weigh_or_delete() {
        en: "give targets their points, weight = 5, or delete the table",
        zh: "为目标写明分值`weight = 5`，或删去该表",
    }

    fn veto_without_grades(target: &str) {
        en: "`{target}` would lock the grade, and there are no grades",
        zh: "`{target}`要锁定等次，而没有规定等次",
    }

    fn veto_without_weights(target: &str) {
        en: "`{target}` would lock the grade, and without weights there is none",
        zh: "`{target}`要锁定等次，而没有权重就没有等次",
    }

    fn write_grades() {
        en: "write the grades, [score.grades] and below it A = 90; or delete `veto`",
        zh: "写明等次：`[score.grades]`，其下写`A = 90`；或删去`veto`",
    }

    fn write_weights_and_grades() {
        en: "give targets their points, weight = 5, and write [score.grades]; or delete `veto`",
        zh: "为目标写明分值`weight = 5`，并写明`[score.grades]`；或删去`veto`",
    }

    fn weights_differ(targets: usize, sum: Quantity) {
        en: { format!("the weights of {} add up to {sum}, not to 100", count(targets, "target")) },
        zh: "{targets}个目标的权重之和为{sum}，不是100",
    }

    fn expected_hundred() {
        en: "expected 100 in all",
        zh: "合计应为100",
    }

    fn correct_weights() {
        en: "correct the weights; if the points are meant to add up to that, say so in [plan] with `allow`",
        zh: "改正权重；如果总分就是如此，请在`[plan]`的`allow`中说明",
    }

    fn earns_nothing(target: &str) {
        en: "`{target}` earns no points, unlike other targets",
        zh: "`{target}`没有分值，而其他目标有",
    }

    fn write_weight() {
        en: "write how many points it is worth, weight = 5, or that it is none, weight = 0",
        zh: "写明分值`weight = 5`；不计分的写`weight = 0`",
    }
}
