//! What is said of figures whose periods are not asked for, and of baselines that are longer or shorter.

use jiff::civil::Date;

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

    fn a_part_keeps_the_limit(target: &str) {
        en: "the figure of a single month keeps to the limit of `{target}`",
        zh: "只有一个月的数据也能守住`{target}`的上限",
    }

    fn one_figure_counts() {
        en: "no `aggregate`: one figure counts, whatever part of the time it is of",
        zh: "未写`aggregate`：只取一个数据，不论它是哪一段时间的",
    }

    fn write_aggregate_and_cadence() {
        en: "if it adds up, write aggregate = \"sum\" and cadence = \"month\" (or \"quarter\", \"year\"); of a level aggregate = \"latest\"",
        zh: "如逐期累加，写`aggregate = \"sum\"`和`cadence = \"month\"`（或`\"quarter\"`、`\"year\"`）；如为某一时点的水平，写`aggregate = \"latest\"`",
    }

    fn other_length_than_its_cells(target: &str, calendar: &str, baseline: Period) {
        en: "each {calendar} of `{target}` is held against the sum of all of {baseline}",
        zh: "`{target}`的每个`{calendar}`都与{baseline}全期之和相比",
    }

    fn other_length_than_the_way(target: &str, way: Period, baseline: Period) {
        en: "what `{target}` comes to in {way} is held against {baseline}",
        zh: "`{target}`{way}的合计与{baseline}的合计相比",
    }

    fn a_sum_of_all_of_it(is_shorter: bool) {
        en: { if is_shorter { "a shorter time" } else { "a longer time" }.to_owned() },
        zh: { if is_shorter { "时间更短" } else { "时间更长" }.to_owned() },
    }

    fn name_one_as_long(is_in_calendar: bool) {
        en: {
            let or = if is_in_calendar { ", or leave the calendar out of `each`" } else { "" };
            format!("name a period that is as long, or write the value of one as a number{or}")
        },
        zh: {
            let or = if is_in_calendar { "，或从`each`中去掉该日历" } else { "" };
            format!("写一个同样长的时期，或用数字写明基数{or}")
        },
    }

    fn reached_once_and_for_all(target: &str, calendar: &str) {
        en: "who has reached `{target}` in one {calendar} has reached it in all that follow",
        zh: "`{target}`在某个`{calendar}`达到后，之后各期都算达到",
    }

    fn counts_what_came_before() {
        en: "a total to date counts what came in the periods before",
        zh: "累计数包含之前各期",
    }

    fn sum_or_checkpoints() {
        en: "if each period is asked for the same, write aggregate = \"sum\" and report what came in each; if the total is to rise, leave the calendar out of `each` and write checkpoints",
        zh: "如每期要求相同，写`aggregate = \"sum\"`并报送当期数；如要求累计数逐期上升，从`each`中去掉该日历，写`checkpoints`",
    }

    fn may_start_anew(target: &str) {
        en: "the way of `{target}` starts at 0 if a total to date has been below this, and else here",
        zh: "`{target}`的累计值曾低于此基数的，进度从 0 起算，否则从基数起算",
    }

    fn seen_from_the_totals() {
        en: "only a total that begins anew can be below it",
        zh: "只有重新累计的数才会低于基数",
    }

    fn write_how_it_goes_on() {
        en: "send the earlier totals of the year along; or report what came in each period with aggregate = \"sum\", which starts at 0, \
             or a level that goes on from the baseline with \"latest\"; or write checkpoints",
        zh: "一并报送年内此前的累计值；或用`aggregate = \"sum\"`报送当期数（从 0 起算），或用`\"latest\"`报送延续基数的存量；或写明`checkpoints`",
    }

    fn never_asked_for(target: &str, period: Period, due: Date) {
        en: "no figure of `{target}` is asked for in {period}, which ends after it is due on {due}",
        zh: "{period}在`{target}`的期限{due}之后才结束，不会要求填报",
    }

    fn ends_too_late() {
        en: "its last period ends too late",
        zh: "最后一期结束得太晚",
    }

    fn a_shorter_cadence(due: Date) {
        en: "choose a calendar with a period that ends on {due}, or correct `due`",
        zh: "改用有一期恰在{due}结束的日历，或改正`due`",
    }
}
