//! What is said of periods that the plan does not ask about, or that have not come yet.

use jiff::civil::Date;

use crate::period::Period;
use crate::wording::{Text, texts};

texts! {
    fn spans_periods(period: Period, indicator: &Text) {
        en: "{period} spans more than one of the periods in which the plan asks for `{indicator}`",
        zh: "{period}跨越计划要求分别填报`{indicator}`的多个期间",
    }

    fn give_each_period() {
        en: "give a figure for each of the periods; this one does not count",
        zh: "按各期间分别填报；该数据不计入",
    }

    fn outside(period: Period, indicator: &Text) {
        en: "the plan asks for no figure of `{indicator}` in {period}",
        zh: "计划不要求填报{period}的`{indicator}`",
    }

    fn correct_period() {
        en: "correct the period, or leave the row out; the figure does not count",
        zh: "改正期间，或删去该行；该数据不计入",
    }

    fn ends_late(period: Period, as_of: Date) {
        en: "{period} ends after the as-of date {as_of}",
        zh: "{period}的末日晚于截至日期{as_of}",
    }

    fn expected_to_end_by(as_of: Date) {
        en: "expected a period that ends by {as_of}",
        zh: "期间的末日应不晚于{as_of}",
    }

    fn correct_period_or_date() {
        en: "correct the period or --as-of, or leave the row out; the figure does not count",
        zh: "改正期间或`--as-of`，或删去该行；该数据不计入",
    }

    fn expected_from_to(calendar: &Text, first: Period, last: Period) {
        en: "expected a {calendar} from {first} to {last}",
        zh: "应为{first}至{last}，按{calendar}填报",
    }

    fn expected_only(period: Period) {
        en: "expected {period}",
        zh: "应为{period}",
    }

    fn expected_any(calendar: &Text) {
        en: "expected a {calendar}",
        zh: "应按{calendar}填报",
    }

    fn expected_within(span: Period) {
        en: "expected a period of {span}",
        zh: "应为{span}之内的期间",
    }
}
