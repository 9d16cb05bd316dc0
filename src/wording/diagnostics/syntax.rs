//! What is said of a plan file as it is written: its TOML, its keys, the values that they may have.

use crate::period::FORMS;
use crate::wording::diagnostics::code_point;
use crate::wording::{Text, texts};

texts! {
    fn not_toml() {
        en: "this is not TOML",
        zh: "这不是有效的TOML",
    }

    /// What is wrong with it, in the words of the parser.
    fn parser_says(error: &str) {
        en: "{error}",
        zh: "无法解析（{error}）",
    }

    fn mend_line() {
        en: "mend the line; https://toml.io describes the format",
        zh: "改正该行；格式说明见`https://toml.io`",
    }

    fn wrong_type(found: &Text, expected: &Text) {
        en: "found {found} where {expected} belongs",
        zh: "此处应为{expected}，写的却是{found}",
    }

    fn expected(what: &Text) {
        en: "expected {what}",
        zh: "应为{what}",
    }

    fn write_here(what: &Text) {
        en: "write {what} here",
        zh: "此处写{what}",
    }

    fn a_string() {
        en: "a string",
        zh: "字符串",
    }

    fn a_number() {
        en: "a number",
        zh: "数字",
    }

    fn a_number_not_decimal() {
        en: "a number that is not decimal",
        zh: "非十进制的数字",
    }

    fn true_or_false() {
        en: "true or false",
        zh: "`true`或`false`",
    }

    fn a_date() {
        en: "a date",
        zh: "日期",
    }

    fn a_list() {
        en: "a list",
        zh: "列表",
    }

    fn a_table() {
        en: "a table",
        zh: "表",
    }

    fn a_word_or_a_table() {
        en: "a word or a table",
        zh: "词或表",
    }

    fn a_number_or_a_string() {
        en: "a number or a string",
        zh: "数字或字符串",
    }

    fn a_string_or_strings() {
        en: "a string or a list of strings",
        zh: "字符串或字符串列表",
    }

    /// What a goal key holds.
    fn a_goal() {
        en: "a value, a range or a table of members",
        zh: "值、区间或成员表",
    }

    fn a_period() {
        en: "a period",
        zh: "期间",
    }

    fn periods() {
        en: "a list of periods",
        zh: "期间列表",
    }

    fn unknown_key(key: &str) {
        en: "unknown key `{key}`",
        zh: "没有`{key}`这个键",
    }

    fn no_such_key() {
        en: "no such key here",
        zh: "此处没有这个键",
    }

    fn known_keys(keys: &Text) {
        en: "the keys are {keys}",
        zh: "可用的键：{keys}",
    }

    /// That a word is not one of those that the key takes.
    fn unknown_word(word: &str, key: &str) {
        en: "`{word}` is no {key}",
        zh: "`{word}`不是`{key}`的取值",
    }

    /// Words of which one is to be written.
    fn words(words: &[&str]) {
        en: { as_strings(words).join(", ") },
        zh: {
            let words: Vec<String> =
                as_strings(words).iter().map(|word| format!("`{word}`")).collect();
            match words.as_slice() {
                [others @ .., last] if !others.is_empty() => {
                    format!("{}或{last}", others.join("、"))
                }
                words => words.concat(),
            }
        },
    }

    fn write_one_of(words: &Text) {
        en: "write one of {words}",
        zh: "写{words}",
    }

    fn not_a_number(literal: &str) {
        en: "`{literal}` is not a decimal number",
        zh: "`{literal}`不是十进制数",
    }

    fn expected_a_number() {
        en: "expected a number such as 88 or 0.5",
        zh: "应为数字，如88或0.5",
    }

    fn write_decimal_digits() {
        en: "write the number in decimal digits",
        zh: "用十进制数字书写",
    }

    fn too_wide(literal: &str) {
        en: "`{literal}` has more digits than can be held exactly",
        zh: "`{literal}`位数过多，无法精确表示",
    }

    fn expected_digits(most: usize) {
        en: "expected at most {most} digits",
        zh: "最多{most}位",
    }

    fn round_or_scale() {
        en: "round the number, or write it in a larger unit",
        zh: "减少位数，或改用更大的单位",
    }

    fn range_of(values: usize) {
        en: "a range of {values} values",
        zh: "区间写了{values}个值",
    }

    fn expected_two_values() {
        en: "expected two values",
        zh: "应为两个值",
    }

    fn write_both_ends() {
        en: "write the lower and the upper end: [2, 3]",
        zh: "写明下限和上限：`[2, 3]`",
    }

    fn not_a_period(text: &str) {
        en: "`{text}` is not a period",
        zh: "`{text}`不是期间",
    }

    fn period_with_invisible(text: &str, character: char) {
        en: { format!("`{text}` is not a period: it holds the invisible character {}", code_point(character)) },
        zh: { format!("`{text}`不是期间：含有不可见字符{}", code_point(character)) },
    }

    fn write_with_year() {
        en: "write the year too, as in `2022-09` or `2022年三季度`",
        zh: "写明年份，如`2022-09`或`2022年三季度`",
    }

    fn write_a_period() {
        en: { format!("write it as {FORMS}, or two of them as 2022-09..2023-08") },
        zh: "写作`2022`、`2022H1`、`2022Q3`、`2022-09`、`2022-09-30`、`2022年9月`、`2022年三季度`、`2022年上半年`或`2022年1-9月`，或由两个组成，如`2022-09..2023-08`",
    }
}

/// Words as a plan writes them.
fn as_strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("\"{word}\"")).collect()
}

#[cfg(test)]
mod tests {
    use crate::period::Period;
    use crate::plan::Language;

    #[test]
    fn all_forms_of_a_period_that_are_shown_can_be_read() {
        let help = super::write_a_period();
        let chinese: Vec<&str> = help.of(Language::Chinese).split('`').skip(1).step_by(2).collect();
        let english = help.english().replace("write it as ", "").replace("or two of them as ", "");
        let english: Vec<&str> = english.split(", ").flat_map(|form| form.split(" or ")).collect();
        assert_eq!(chinese, english);
        assert!(chinese.len() > 5);
        for form in chinese {
            assert!(Period::parse(form).is_some(), "{form}");
        }
    }
}
