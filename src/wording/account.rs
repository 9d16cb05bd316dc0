//! What every report ends with: the rows, the date, the conclusion.

use super::messages;

messages! {
    /// What became of the rows of a file.
    fn rows(rows: u64, file: &str, layout: &str, form: &str, used: u64, set_aside: &[(u64, String)]) {
        en: {
            let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
            let total: u64 = set_aside.iter().map(|(number, _)| number).sum();
            let reasons: Vec<_> =
                set_aside.iter().map(|(number, reason)| format!("{number} {reason}")).collect();
            let reasons =
                if total == 0 { String::new() } else { format!(" ({})", reasons.join(", ")) };
            format!("{rows} read from {file} ({layout}, {form}): {used} used, {total} set aside{reasons}")
        },
        zh: {
            let total: u64 = set_aside.iter().map(|(number, _)| number).sum();
            let reasons: Vec<_> =
                set_aside.iter().map(|(number, reason)| format!("{reason}{number}行")).collect();
            let reasons =
                if total == 0 { String::new() } else { format!("（{}）", reasons.join("、")) };
            format!("{file}（{layout}，{form}）共{rows}行：采用{used}行，未采用{total}行{reasons}")
        },
    }

    /// How a text is encoded and, where that is no comma, what separates its cells.
    fn text_form(encoding: &str, delimiter: char) {
        en: {
            match delimiter {
                ',' => encoding.to_owned(),
                '\t' => format!("{encoding}, delimiter tab"),
                other => format!("{encoding}, delimiter {other}"),
            }
        },
        zh: {
            match delimiter {
                ',' => encoding.to_owned(),
                '\t' => format!("{encoding}，制表符分隔"),
                other => format!("{encoding}，以“{other}”分隔"),
            }
        },
    }

    /// The date that was asked for.
    fn as_of(date: &str) {
        en: "as of {date}",
        zh: "截至{date}",
    }

    /// The date that follows from the actuals.
    fn as_of_last_period(date: &str) {
        en: "as of {date} (the last period in the actuals)",
        zh: "截至{date}（实际数据的最后一期）",
    }

    /// The same, where the actuals reach further than the plan asks.
    fn as_of_last_period_asked(date: &str) {
        en: "as of {date} (the last period in the actuals that the plan asks about)",
        zh: "截至{date}（实际数据中计划所涉的最后一期）",
    }

    /// Why the exit status is 1.
    fn targets_fail(failing: usize) {
        en: { if failing == 1 { "1 target fails".to_owned() } else { format!("{failing} targets fail") } },
        zh: "{failing}项目标未达要求",
    }

    /// Why the exit status is 0.
    fn every_target_passes() {
        en: "every target that counts passes",
        zh: "计入考核的目标全部达到要求",
    }

    /// The last line, when a target fails that counts.
    fn fail(reason: &str) {
        en: "FAIL: {reason}",
        zh: "不通过：{reason}",
    }

    /// The last line, when none does.
    fn pass(reason: &str) {
        en: "PASS: {reason}",
        zh: "通过：{reason}",
    }
}
