//! What is said of figures that are given twice, by themselves or in a total, and of stages that go back.

use super::{of, possessive};
use crate::period::Period;
use crate::wording::{Text, texts};

texts! {
    fn given_by_rows(figures: &Text, rows: u64) {
        en: "{figures} is given by {rows} rows with the same figure",
        zh: "{figures}报了{rows}行，数值相同",
    }

    fn given_twice(figures: &Text) {
        en: "{figures} is given twice with the same figure",
        zh: "{figures}报了两次，数值相同",
    }

    /// How many more there are of these two files.
    fn given_by_two_files(figures: &Text, more: u64) {
        en: {
            let more = match more {
                0 => String::new(),
                more => format!(", and so are {more} more"),
            };
            format!("{figures} is given by two files, with different values{more}")
        },
        zh: {
            let more = match more {
                0 => String::new(),
                more => format!("，另有{more}项"),
            };
            format!("两个文件给出{figures}，数值不同{more}")
        },
    }

    fn both_count() {
        en: "both are added",
        zh: "两者相加",
    }

    fn leave_out_what_is_corrected() {
        en: "if one corrects the other, leave out the one that is wrong",
        zh: "如果其中一个是更正，删去错误的一个",
    }

    fn counts_once() {
        en: "counts once",
        zh: "只计一次",
    }

    fn first_time() {
        en: "the first time",
        zh: "第一次在这里",
    }

    fn leave_out_one() {
        en: "leave out the row that is one too many",
        zh: "删去多余的一行",
    }

    /// Of a figure that names no member of a dimension, beside figures that do.
    fn is_sum(figures: &Text, dimension: &Text, members: usize) {
        en: "{figures} without a `{dimension}` is the sum of the {members} with one",
        zh: "{figures}未写明`{dimension}`的数据，正好是写明的{members}个之和",
    }

    fn counts_beside_them() {
        en: "counts beside them",
        zh: "与它们一并计入",
    }

    fn leave_out_total(column: &str) {
        en: "if it is their total, leave the row out, or write `total` under `{column}`",
        zh: "如为合计，删去该行，或在`{column}`列写明`合计`",
    }

    fn goes_back(indicator: &Text, whose: &[&str], before: &Text, after: &Text) {
        en: { format!("`{indicator}`{} goes back from {before} to {after}", of(whose)) },
        zh: { format!("{}`{indicator}`从{before}退到{after}", possessive(whose, "")) },
    }

    fn earlier_stage() {
        en: "an earlier stage than before",
        zh: "阶段比此前靠前",
    }

    fn stage_by(stage: &Text, period: Period) {
        en: "{stage} by {period}",
        zh: "{period}时为{stage}",
    }

    fn later_counts() {
        en: "correct the row that is wrong; the later one counts",
        zh: "改正有误的一行；以期间在后的一行为准",
    }
}
