//! What is said of the score: of grades, weights, and rules of scoring.

use crate::quantity::Quantity;
use crate::wording::texts;

texts! {
    fn no_share() {
        en: "this is no such share",
        zh: "这不是所需的百分数",
    }

    fn ambiguous_share(number: Quantity, hundredfold: Quantity) {
        en: "{number} could be {number}% or {hundredfold}%",
        zh: "{number}可以是{number}%，也可以是{hundredfold}%",
    }

    fn expected_per_cent() {
        en: "expected a percentage with its sign",
        zh: "应为带百分号的百分数",
    }

    fn write_per_cent(number: Quantity, hundredfold: Quantity) {
        en: "write \"{hundredfold}%\", or \"{number}%\" if that is meant",
        zh: "写作\"{hundredfold}%\"；若确指{number}%，则写作\"{number}%\"",
    }

    fn from_hundred() {
        en: "expected a percentage from 100% on",
        zh: "应为不低于100%的百分数",
    }

    fn up_to_hundred() {
        en: "expected a percentage from 0% to 100%",
        zh: "应为0%至100%的百分数",
    }

    fn share_of_points() {
        en: "expected a percentage of the points that can be had",
        zh: "应为占应得分的百分数",
    }

    fn an_attainment() {
        en: "expected an attainment such as \"80%\"",
        zh: "应为完成率，如`\"80%\"`",
    }

    fn write_cap() {
        en: "write cap = \"120%\"",
        zh: "写作`cap = \"120%\"`",
    }

    fn write_floor() {
        en: "write floor = \"60%\"",
        zh: "写作`floor = \"60%\"`",
    }

    fn write_grade() {
        en: "write the share that it begins at: A = 90",
        zh: "写明该等次的起点：`A = 90`",
    }

    fn same_grade(grade: &str, other: &str) {
        en: "`{grade}` begins where `{other}` does",
        zh: "`{grade}`与`{other}`的起点相同",
    }

    fn separate_grades() {
        en: "let each grade begin at a share of its own",
        zh: "每个等次各用不同的起点",
    }

    /// What lacks a weight.
    fn target_with_scoring() {
        en: "a target with `scoring`",
        zh: "写了`scoring`的目标",
    }

    fn write_weight() {
        en: "write how many points it is worth: weight = 5",
        zh: "写明分值：`weight = 5`",
    }

    fn negative_weight() {
        en: "a weight cannot be below 0",
        zh: "权重不能小于0",
    }

    fn zero_or_more() {
        en: "expected 0 or more",
        zh: "应不小于0",
    }

    fn write_weight_of_target() {
        en: "write how many points the target is worth: weight = 5",
        zh: "写明该目标的分值：`weight = 5`",
    }

    fn takes_nothing() {
        en: "a step takes away no points",
        zh: "每档没有扣分",
    }

    fn write_steps() {
        en: "write scoring = {{ per = \"3%\", minus = 1 }}",
        zh: "写作`scoring = {{ per = \"3%\", minus = 1 }}`",
    }

    fn no_rule() {
        en: "this is no rule of scoring",
        zh: "这不是计分规则",
    }

    fn steps_or_bands() {
        en: "expected `per` and `minus`, or `bands`",
        zh: "应为`per`和`minus`，或`bands`",
    }

    fn write_steps_or_bands() {
        en: "write {{ per = \"3%\", minus = 1 }} or {{ bands = {{ \"100%\" = 5, \"80%\" = 3 }} }}",
        zh: "写作`{{ per = \"3%\", minus = 1 }}`或`{{ bands = {{ \"100%\" = 5, \"80%\" = 3 }} }}`",
    }

    fn turned_bands() {
        en: "this band earns less than the one below it, or begins where that does",
        zh: "这一档的分值低于下一档，或起点与下一档相同",
    }

    fn no_fewer_than_below() {
        en: "expected no fewer points than below",
        zh: "分值不应低于下一档",
    }

    fn separate_bands() {
        en: "let each band begin at an attainment of its own, and earn no less from there on",
        zh: "每一档各有自己的起始完成率，分值不低于下一档",
    }

    fn idle_bands() {
        en: "these bands earn nothing",
        zh: "这些档次得不到分",
    }

    fn attainments_with_points() {
        en: "expected attainments with points of 0 or more",
        zh: "应为各完成率及其分值，分值不小于0",
    }

    fn write_bands() {
        en: "write {{ bands = {{ \"100%\" = 5, \"80%\" = 3 }} }}",
        zh: "写作`{{ bands = {{ \"100%\" = 5, \"80%\" = 3 }} }}`",
    }

    /// Of a band that goals which are not met reach too, or which only those that are met do.
    fn more_than_weight(points: Quantity, from: Quantity) {
        en: "from {from}% on these bands earn {points} points, more than the target is worth",
        zh: "按这些档次，完成率达到{from}%即得{points}分，超过该目标的分值",
    }

    fn less_than_weight(points: Quantity) {
        en: "by these bands a goal that is met earns {points} points, less than it is worth",
        zh: "按这些档次，目标达到时只得{points}分，低于该目标的分值",
    }

    fn expected_weight_at_hundred(weight: Quantity) {
        en: "expected {weight} points at 100%",
        zh: "100%时应得{weight}分",
    }

    fn the_weight(weight: Quantity) {
        en: "it is worth {weight} points",
        zh: "该目标的分值为{weight}分",
    }

    fn points_and_not_shares(weight: Quantity) {
        en: "write bands in points, not in per cent: the highest one up to 100% earns the weight, \"100%\" = {weight}; only bands above 100% may earn more",
        zh: "各档写得分，不写百分数：100%及以下的最高一档得满分，即`\"100%\" = {weight}`；只有100%以上的档次可以更高",
    }
}
