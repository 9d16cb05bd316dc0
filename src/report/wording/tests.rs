//! What the compiler cannot tell of the messages: that each is in its language.

use super::{
    account, dates, diff, findings, goals, names, page, reasons, score, steps, table, turns,
};

/// The messages of all topics. A topic that is left out here has a constant that nobody uses, which is a warning.
const TOPICS: &[&[(&str, &str, &str)]] = &[
    account::MESSAGES,
    dates::MESSAGES,
    diff::MESSAGES,
    findings::MESSAGES,
    goals::MESSAGES,
    names::MESSAGES,
    page::MESSAGES,
    reasons::MESSAGES,
    score::MESSAGES,
    steps::MESSAGES,
    table::MESSAGES,
    turns::MESSAGES,
];

fn messages() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TOPICS.iter().copied().flatten().copied()
}

/// The text literals of a message, without the arguments that are put into them.
fn literals(source: &str) -> Vec<String> {
    let texts = source.split('"').skip(1).step_by(2);
    texts
        .map(|text| {
            let mut depth = 0;
            text.chars()
                .filter(|character| {
                    depth += usize::from(*character == '{');
                    let is_shown = depth == 0;
                    depth -= usize::from(*character == '}' && depth > 0);
                    is_shown
                })
                .collect()
        })
        .collect()
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[test]
fn no_message_is_left_in_the_other_language() {
    for (name, english, chinese) in messages() {
        for text in literals(english) {
            assert!(!text.contains(is_chinese), "{name}: {text}");
        }
        for text in literals(chinese) {
            // Formulas name their terms by single letters.
            let words = text.split(|character: char| !character.is_ascii_alphabetic());
            assert!(!words.into_iter().any(|word| word.len() > 1), "{name}: {text}");
        }
    }
}

#[test]
fn a_message_with_words_is_translated() {
    for (name, english, chinese) in messages() {
        let has_words =
            |text: &String| text.split(' ').any(|word| word.len() > 1 && word.is_ascii());
        let is_worded = literals(english).iter().any(has_words);
        assert!(!is_worded || chinese.contains(is_chinese), "{name}: {chinese}");
    }
}

#[test]
fn chinese_is_set_in_chinese_punctuation() {
    for (name, _, chinese) in messages() {
        for text in literals(chinese) {
            let formula = text.contains(['=', '/']);
            let narrow = [',', ';', ':', '?', '!', '"', '`'];
            assert!(!text.contains(narrow), "{name}: {text}");
            assert!(formula || !text.contains(['(', ')']), "{name}: {text}");
        }
    }
}

#[test]
fn all_names_are_told_apart() {
    let mut names: Vec<_> = messages().map(|(name, ..)| name).collect();
    assert!(names.len() > 150);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), messages().count());
}
