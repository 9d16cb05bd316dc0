//! What is said of the inputs: the message, the label and the remedy of each finding, by where it is found.
//!
//! Names and figures of the inputs, keys, options and pieces of a plan stand in backticks in both languages. In Chinese
//! all else is in Chinese words and punctuation; in English a remedy may show a piece of a plan as it is.

pub(crate) mod actuals;
pub(crate) mod evaluate;
pub(crate) mod input;
pub(crate) mod lint;
pub(crate) mod resolve;
pub(crate) mod roster;
pub(crate) mod submission;
pub(crate) mod syntax;
pub(crate) mod template;

use super::{Text, texts};

texts! {
    /// A name of a plan or of an export.
    fn name(name: &str) {
        en: "`{name}`",
        zh: "`{name}`",
    }

    /// One of several names.
    fn any_of(names: &[&str]) {
        en: { quoted(names).join(" or ") },
        zh: { quoted(names).join("或") },
    }

    /// Names, one after the other.
    fn listed(names: &[&str]) {
        en: { names.join(", ") },
        zh: { quoted(names).join("、") },
    }

    /// Words of which one has to stand there.
    fn expected_one_of(words: &[&str]) {
        en: { format!("expected {}", quoted_choice(words, ", ", " or ")) },
        zh: { format!("应为{}", quoted_choice(words, "、", "或")) },
    }

    /// Names of which so many more are not shown: `A, B and C`, `A, B and 12 more`.
    fn names(names: &[Text], more: usize) {
        en: { enumerated(&names, more) },
        zh: {
            match more {
                0 => names.join("、"),
                more => format!("{}等{}个", names.join("、"), names.len() + more),
            }
        },
    }

    /// A name of which English says what it is.
    fn bare_name(name: &str) {
        en: "{name}",
        zh: "`{name}`",
    }

    /// What may have been meant.
    fn did_you_mean(meant: &Text) {
        en: "did you mean {meant}?",
        zh: "是否应为{meant}？",
    }

    /// What to do about a character that nobody sees.
    fn take_out_invisible() {
        en: "take the character out, or type the whole anew: it came along with what was copied from elsewhere",
        zh: "删去该字符，或整个重新输入：它是从别处复制时带来的",
    }

    fn keep_one_of_two() {
        en: "keep one of the two",
        zh: "两者只保留一个",
    }

    /// The label of what stands there already.
    fn second_time() {
        en: "second time here",
        zh: "这里是第二次",
    }

    /// That so many more findings are not shown.
    fn more_problems(more: u64) {
        en: {
            match more {
                1 => "1 more problem is not shown".to_owned(),
                more => format!("{more} more problems are not shown"),
            }
        },
        zh: "另有{more}个问题未显示",
    }

    /// The label of the first of several places.
    fn first_of_them() {
        en: "the first of them",
        zh: "第一处在这里",
    }

    /// What to do where there are too many findings.
    fn mend_first() {
        en: "mend those above first: many problems often have one cause",
        zh: "先改正以上问题：许多问题往往出于同一个原因",
    }
}

/// So many names are listed.
const LISTED: usize = 8;

/// Names one after the other, those that are too many counted.
pub(crate) fn first_names<T: AsRef<str>>(names: &[T]) -> Text {
    let shown = shown(names.len());
    let texts: Vec<Text> = names.iter().take(shown).map(|name| bare_name(name.as_ref())).collect();
    self::names(&texts, names.len() - shown)
}

/// The same of what is named in the language.
pub(crate) fn first_texts(names: &[Text]) -> Text {
    let shown = shown(names.len());
    self::names(names.get(..shown).unwrap_or(names), names.len() - shown)
}

/// How many of so many names are shown: one more name is no longer than its number.
fn shown(number: usize) -> usize {
    if number <= LISTED + 1 { number } else { LISTED }
}

/// Names one after the other in English.
fn enumerated(names: &[&str], more: usize) -> String {
    let mut words: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    if more > 0 {
        words.push(format!("{more} more"));
    }
    match words.pop() {
        None => String::new(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} and {last}", words.join(", ")),
    }
}

/// The same of one name.
pub(crate) fn did_you_mean_name(meant: &str) -> Text {
    did_you_mean(&name(meant))
}

/// A character that nobody sees, by its number.
fn code_point(character: char) -> String {
    format!("`U+{:04X}`", u32::from(character))
}

fn quoted(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// Several names as a choice: with a word of its own before the last.
fn quoted_choice(names: &[&str], between: &str, last: &str) -> String {
    let quoted = quoted(names);
    match quoted.split_last() {
        Some((only, [])) => only.clone(),
        Some((end, others)) => format!("{}{last}{end}", others.join(between)),
        None => String::new(),
    }
}
