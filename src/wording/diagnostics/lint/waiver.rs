//! What is said of waivers that have run out.

use jiff::civil::Date;

use crate::period::Period;
use crate::wording::texts;

texts! {
    fn ran_out(target: &str, last: Date) {
        en: "the waiver of `{target}` ran out on {last}",
        zh: "`{target}`的豁免已于{last}到期",
    }

    fn past_as_of(as_of: Date) {
        en: "past as of {as_of}",
        zh: "截至{as_of}已到期",
    }

    fn past_from_the_start(period: Period) {
        en: "past when the plan's period {period} begins",
        zh: "计划期间{period}开始时已到期",
    }

    fn delete_or_extend() {
        en: "delete the waiver, or have it approved anew and write its new `until`",
        zh: "删去该豁免，或重新报批并写明新的`until`",
    }
}
