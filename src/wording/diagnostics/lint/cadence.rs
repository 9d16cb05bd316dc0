//! What is said of sums whose periods are not asked for, and of baselines that are longer than those.

use crate::period::Period;
use crate::wording::texts;

texts! {
    fn silence_keeps_the_limit(target: &str) {
        en: "whoever reports nothing keeps to the limit of `{target}`",
        zh: "不填报数据也能守住`{target}`的上限",
    }

    fn silence_lowers_the_baseline(target: &str) {
        en: "what is missing of its baseline makes the goal of `{target}` easier",
        zh: "基数数据缺漏会使`{target}`的目标变得容易",
    }

    fn months_without_figures() {
        en: "a sum without `cadence`: months without figures pass unseen",
        zh: "累加且未写`cadence`：缺数据的月份不会被发现",
    }

    fn write_cadence() {
        en: "write cadence = \"month\" (or \"quarter\"), so that a figure is expected for each, a 0 where nothing happened; or missing = \"zero\" if silence means that",
        zh: "写`cadence = \"month\"`（或`\"quarter\"`），使每期都须有数据，没有发生的填0；如果不填报就表示没有发生，写`missing = \"zero\"`",
    }

    fn longer_than_its_cells(target: &str, calendar: &str, baseline: Period) {
        en: "each {calendar} of `{target}` is held against the sum of all of {baseline}",
        zh: "`{target}`的每个`{calendar}`都与{baseline}全期之和相比",
    }

    fn a_sum_of_all_of_it() {
        en: "longer than a period of the calendar",
        zh: "比日历中的一期更长",
    }

    fn shorten_or_divide() {
        en: "name a period as long as those of the calendar, write the value of one as a number, or leave the calendar out of `each`",
        zh: "写一个与日历各期一样长的时期，或用数字写明一期的基数，或从`each`中去掉该日历",
    }
}
