//! The headers and the notes of the sheet that submitters fill in. Headers are among those by which actuals are read.

use super::messages;
use crate::quantity::Quantity;

messages! {
    fn indicator_header() { en: "indicator", zh: "指标" }

    /// Where a dimension has the first header.
    fn other_indicator_header() { en: "kpi", zh: "指标名称" }

    fn period_header() { en: "period", zh: "期间" }

    /// Where a dimension has the first header.
    fn other_period_header() { en: "date", zh: "时间" }

    /// Where dimensions have the first two.
    fn third_period_header() { en: "month", zh: "月份" }

    fn value_header() { en: "value", zh: "完成值" }

    fn unit_header() { en: "unit", zh: "单位" }

    fn note_header() { en: "note", zh: "备注" }

    /// What may be filled in.
    fn one_of(stages: &[String]) {
        en: { format!("one of: {}", stages.join(" / ")) },
        zh: { format!("填其一：{}", stages.join(" / ")) },
    }

    fn total_to_date() { en: "total to date", zh: "累计数" }

    fn row_for_each() { en: "a row for each", zh: "每件一行" }

    fn whole_number() { en: "a whole number", zh: "整数" }

    /// The least and the greatest plausible figure.
    fn plausible(low: Quantity, high: Quantity) {
        en: "{low} to {high}",
        zh: "{low}至{high}",
    }

    /// What belongs to none of the parts that other rows ask for, by the headers of these parts.
    fn all_the_rest(headers: &[String]) {
        en: { format!("all that is in no row with a {}", headers.join(", ")) },
        zh: { format!("未按{}分列的其余部分", headers.join("、")) },
    }

    /// Several notes in one cell.
    fn notes(notes: &[String]) {
        en: { notes.join("; ") },
        zh: { notes.join("；") },
    }
}
