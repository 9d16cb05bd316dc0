//! What is found about the inputs.

use super::{Words, count, messages};
use crate::diagnostic::Severity;
use crate::plan::Language;

messages! {
    /// What can not be used.
    fn error() { en: "error", zh: "错误" }

    /// What should be known.
    fn warning() { en: "warning", zh: "警告" }

    /// What may be of interest.
    fn note() { en: "note", zh: "说明" }

    /// What to do.
    fn help() { en: "help", zh: "处理" }

    /// A number of findings of a severity.
    fn counted(number: usize, severity: Severity) {
        en: { count(number, severity.name()) },
        zh: { format!("{}{number}处", chinese_severity(severity)) },
    }

    fn nothing_found() {
        en: "nothing found",
        zh: "未发现问题",
    }

    fn no_findings() {
        en: "no findings",
        zh: "未发现问题",
    }

    /// What has been found of a plan: `targets.toml: 99 targets, no findings`.
    fn plan_checked(file: &str, targets: usize, found: &str) {
        en: { format!("{file}: {}, {found}", count(targets, "target")) },
        zh: "{file}：目标{targets}项，{found}",
    }

    /// A number of files.
    fn files(number: usize) {
        en: { count(number, "file") },
        zh: "{number}个文件",
    }

    /// What has been found in a submission: `q3.csv: 1,199 rows as of 2022-09-30, no findings`.
    fn submission_checked(files: &str, rows: &str, as_of: Option<&str>, found: &str) {
        en: {
            let noun = if rows == "1" { "row" } else { "rows" };
            let as_of = as_of.map_or_else(String::new, |date| format!(" as of {date}"));
            format!("{files}: {rows} {noun}{as_of}, {found}")
        },
        zh: {
            let as_of = as_of.map_or_else(String::new, |date| format!("截至{date}，"));
            format!("{files}：{as_of}共{rows}行，{found}")
        },
    }

    /// A finding in one line: its severity, its code, and what it says.
    fn in_one_line(severity: Severity, code: &str, lines: &[String]) {
        en: { format!("{}[{code}]: {}", severity.name(), lines.join("; ")) },
        zh: { format!("{}[{code}]：{}", chinese_severity(severity), lines.join("；")) },
    }

    /// The same with what is said of a second place.
    fn with_other_place(told: &str, place: &str, label: &str) {
        en: "{told} ({place}: {label})",
        zh: "{told}（{place}：{label}）",
    }

    /// What stands above a line as it could be.
    fn suggestion() {
        en: "did you mean this?",
        zh: "是否应为：",
    }

    /// The same in a sentence.
    fn did_you_mean(replacement: &str) {
        en: "did you mean {replacement}?",
        zh: "是否应为 {replacement}？",
    }

    /// How often a code was found in a file.
    fn times(number: usize) {
        en: "found {number} times",
        zh: "共{number}处",
    }

    /// That the program waits for somebody to type.
    fn reading_standard_input() {
        en: "reading actuals from standard input",
        zh: "正在从标准输入读取实际数据",
    }

    /// How to learn more about a finding: the command that tells it.
    fn more_about(command: &str) {
        en: "for more about a code: {command}",
        zh: "代码说明见：{command}",
    }

    /// Why inputs are refused, with what was found.
    fn refused_actuals(found: &str) {
        en: "{found}: the actuals cannot be trusted",
        zh: "{found}：实际数据不可采信",
    }

    /// Why inputs are refused, with what was found.
    fn refused_plan(found: &str) {
        en: "{found}: the command line or the plan is wrong",
        zh: "{found}：命令行或计划有误",
    }
}

fn chinese_severity(severity: Severity) -> &'static str {
    let words = Words::of(Language::Chinese);
    match severity {
        Severity::Error => words.error(),
        Severity::Warning => words.warning(),
        Severity::Note => words.note(),
    }
}
