//! What the compiler cannot tell of the messages: that each is in its language.

use super::{
    account, command_line, dates, diagnostics, diff, findings, goals, names, page, progress,
    reasons, score, sheet, steps, system, table, turns,
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
    progress::MESSAGES,
    reasons::MESSAGES,
    score::MESSAGES,
    sheet::MESSAGES,
    steps::MESSAGES,
    table::MESSAGES,
    turns::MESSAGES,
];

/// The texts about inputs of all topics; likewise.
const DIAGNOSTICS: &[&[(&str, &str, &str)]] = &[
    command_line::MESSAGES,
    system::MESSAGES,
    diagnostics::MESSAGES,
    diagnostics::actuals::figure::MESSAGES,
    diagnostics::actuals::file::MESSAGES,
    diagnostics::actuals::header::MESSAGES,
    diagnostics::actuals::quotes::MESSAGES,
    diagnostics::actuals::rows::MESSAGES,
    diagnostics::actuals::text::MESSAGES,
    diagnostics::actuals::units::MESSAGES,
    diagnostics::evaluate::MESSAGES,
    diagnostics::input::MESSAGES,
    diagnostics::lint::MESSAGES,
    diagnostics::lint::allow::MESSAGES,
    diagnostics::lint::baseline::MESSAGES,
    diagnostics::lint::cadence::MESSAGES,
    diagnostics::lint::goal::MESSAGES,
    diagnostics::lint::names::MESSAGES,
    diagnostics::lint::pace::MESSAGES,
    diagnostics::lint::roster::MESSAGES,
    diagnostics::lint::score::MESSAGES,
    diagnostics::lint::unused::MESSAGES,
    diagnostics::lint::values::MESSAGES,
    diagnostics::lint::waiver::MESSAGES,
    diagnostics::resolve::MESSAGES,
    diagnostics::resolve::allow::MESSAGES,
    diagnostics::resolve::each::MESSAGES,
    diagnostics::resolve::goal::MESSAGES,
    diagnostics::resolve::measure::MESSAGES,
    diagnostics::resolve::pace::MESSAGES,
    diagnostics::resolve::score::MESSAGES,
    diagnostics::resolve::series::MESSAGES,
    diagnostics::resolve::target::MESSAGES,
    diagnostics::resolve::vocabulary::MESSAGES,
    diagnostics::roster::MESSAGES,
    diagnostics::submission::MESSAGES,
    diagnostics::submission::fractions::MESSAGES,
    diagnostics::submission::missing::MESSAGES,
    diagnostics::submission::names::MESSAGES,
    diagnostics::submission::periods::MESSAGES,
    diagnostics::submission::previous::MESSAGES,
    diagnostics::submission::repeats::MESSAGES,
    diagnostics::syntax::MESSAGES,
    diagnostics::template::MESSAGES,
];

/// Names that are the same in every language.
const NAMES: &[&str] = &[
    "CSV", "Excel", "GB", "JSON", "Jinja", "MHTML", "MiB", "NUL", "PDF", "TOML", "UTF", "XLS",
    "XLSX", "XML", "ZIP", "gzip",
];

fn messages() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    TOPICS.iter().chain(DIAGNOSTICS).copied().flatten().copied()
}

/// The text literals of a message, without the arguments that are put into them and without what stands in backticks:
/// names, keys and pieces of a plan.
fn literals(source: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut characters = source.chars();
    while characters.by_ref().any(|character| character == '"') {
        let (mut literal, mut depth, mut is_code) = (String::new(), 0, false);
        while let Some(character) = characters.next().filter(|character| *character != '"') {
            match character {
                '\\' => _ = characters.next(),
                '{' => depth += 1,
                '}' => depth -= i32::from(depth > 0),
                '`' => is_code = !is_code,
                _ if depth == 0 && !is_code => literal.push(character),
                _ => {}
            }
        }
        assert!(!is_code, "a backtick has no other: {source}");
        literals.push(literal);
    }
    literals
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
            let mut words = text.split(|character: char| !character.is_ascii_alphabetic());
            let is_left = |word: &str| word.len() > 1 && !NAMES.contains(&word);
            assert!(!words.any(is_left), "{name}: {text}");
        }
    }
}

#[test]
fn a_message_with_words_is_translated() {
    for (name, english, chinese) in messages() {
        let has_words =
            |text: &String| text.split(' ').any(|word| word.len() > 1 && word.is_ascii());
        let is_worded = literals(english).iter().any(has_words);
        let is_translated = literals(chinese).iter().any(|text| text.contains(is_chinese));
        assert!(!is_worded || is_translated, "{name}: {chinese}");
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
    let all = || TOPICS.iter().copied().flatten();
    let mut names: Vec<_> = all().map(|(name, ..)| name).collect();
    assert!(names.len() > 150);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all().count());
}
