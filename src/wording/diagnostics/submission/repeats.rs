//! What is said of figures that are given twice, and of stages that go back.

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
