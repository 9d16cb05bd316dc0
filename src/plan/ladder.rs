//! The stages of a milestone, and what else exports say of them.

use super::names::{compared, normalized};

/// Ordered stages for milestone goals.
#[derive(Clone, Debug)]
pub struct Ladder {
    /// Its name in the plan.
    pub name: String,
    /// The stages, the first one first.
    pub stages: Vec<String>,
}

/// What exports write for a goal that has not been reached.
const NOT_YET: [&str; 4] = ["否", "未", "no", "false"];

/// What exports write for a goal that has been reached.
const REACHED: [&str; 7] = ["是", "已", "yes", "true", "✓", "✔", "√"];

/// What else says as much where it is the name of a stage.
const NOT_YET_STAGES: [&str; 8] = ["不", "尚未", "还未", "没有", "not yet", "✗", "✘", "×"];

/// With what a name begins that says that something is not so.
const NEGATIONS: [&str; 7] = ["尚未", "还未", "没有", "未", "不", "没", "无"];

/// What begins in the same way and denies nothing.
const NO_NEGATIONS: [&str; 9] =
    ["under", "uni", "until", "unveil", "未来", "无害", "无障碍", "无线", "不动产"];

/// The same, as the first of several words.
const NEGATION_WORDS: [&str; 7] = ["not", "no", "non", "never", "none", "without", "nothing"];

/// The same, as a part of the first word, for the comparison with another stage.
const NEGATION_PREFIXES: [&str; 5] = ["un", "in", "im", "dis", "non"];

/// With what a name begins that says that something has been done.
const AFFIRMATIONS: [&str; 7] = ["已", "是", "完成", "达到", "达成", "实现", "通过"];

/// The same, as the first of several words.
const AFFIRMATION_WORDS: [&str; 14] = [
    "done",
    "yes",
    "true",
    "complete",
    "completed",
    "finished",
    "reached",
    "achieved",
    "fulfilled",
    "met",
    "passed",
    "already",
    "has",
    "is",
];

/// A stage that stands where its name does not belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misplaced {
    /// It says that nothing is reached, and stands behind another one.
    NotYet,
    /// It says that the goal is reached, and stands before another one.
    Reached,
}

/// What is wrong with the place of a stage, the `position`-th of so many.
pub(super) fn misplaced(stage: &str, position: usize, count: usize) -> Option<Misplaced> {
    let name = normalized(stage).to_lowercase();
    if position > 0 && (NOT_YET.contains(&&*name) || NOT_YET_STAGES.contains(&&*name)) {
        Some(Misplaced::NotYet)
    } else if position + 1 < count && REACHED.contains(&&*name) {
        Some(Misplaced::Reached)
    } else {
        None
    }
}

impl Ladder {
    /// The position of the stage that an export means: by its name, and on a ladder of two also by whether the second one
    /// has been reached, where that cannot mean the opposite.
    pub(crate) fn position(&self, text: &str) -> Option<usize> {
        let name = compared(text);
        let named = self.stages.iter().position(|stage| compared(stage) == name);
        named.or_else(|| self.answered(answer(&name)?))
    }

    /// The stage that a yes or no means. A no reaches a stage only where that says so itself: there are works that have
    /// not been started, `否`, and no `开工` among their stages is that.
    fn answered(&self, is_reached: bool) -> Option<usize> {
        let [first, second] = self.stages.as_slice() else { return None };
        let is_told = !is_affirmed(first) && !may_be_negated(second);
        (is_told && (is_reached || is_negated(first))).then_some(usize::from(is_reached))
    }

    /// Whether a no is none of the two stages, though a yes is one.
    pub(crate) fn lacks_denial(&self) -> bool {
        self.answered(true).is_some() && self.answered(false).is_none()
    }

    /// A stage behind the given one that says that it is not so: `not done` behind `done`.
    pub(super) fn negation_behind(&self, position: usize) -> Option<&str> {
        let stem = |name: &str| {
            let name = normalized(name).to_lowercase();
            name.strip_prefix('已').map(ToOwned::to_owned).unwrap_or(name)
        };
        let affirmed = stem(self.stages.get(position)?);
        let denies = |stage: &&String| {
            let name = normalized(stage).to_lowercase();
            let mut words = NEGATIONS.iter().chain(&NEGATION_WORDS).chain(&NEGATION_PREFIXES);
            words.any(|word| {
                name.strip_prefix(word)
                    .is_some_and(|rest| rest.trim_start_matches([' ', '-']) == affirmed)
            })
        };
        self.stages.iter().skip(position + 1).find(denies).map(String::as_str)
    }
}

/// Whether a text says yes or no, whatever the ladder.
pub(crate) fn answer(text: &str) -> Option<bool> {
    let name = compared(text);
    let is_one_of =
        |answers: &[&str]| answers.iter().any(|answer| answer.eq_ignore_ascii_case(&name));
    if is_one_of(&NOT_YET) {
        Some(false)
    } else if is_one_of(&REACHED) {
        Some(true)
    } else {
        None
    }
}

/// Whether a stage says that something is not so.
fn is_negated(stage: &str) -> bool {
    let name = normalized(stage).to_lowercase();
    may_be_negated(&name) && !NO_NEGATIONS.iter().any(|beginning| name.starts_with(beginning))
}

/// Whether a stage begins as those do that say that something is not so.
fn may_be_negated(stage: &str) -> bool {
    let name = normalized(stage).to_lowercase();
    let word = first_word(&name);
    NOT_YET.contains(&&*name)
        || NOT_YET_STAGES.contains(&&*name)
        || NEGATIONS.iter().any(|negation| name.starts_with(negation))
        || NEGATION_WORDS.contains(&word)
        || ["un", "incomplete"].iter().any(|prefix| word.starts_with(prefix))
}

fn is_affirmed(stage: &str) -> bool {
    let name = normalized(stage).to_lowercase();
    REACHED.contains(&&*name)
        || AFFIRMATIONS.iter().any(|affirmation| name.starts_with(affirmation))
        || AFFIRMATION_WORDS.contains(&first_word(&name))
}

fn first_word(name: &str) -> &str {
    name.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(stages: &[&str]) -> Ladder {
        let stages = stages.iter().map(|stage| (*stage).to_owned()).collect();
        Ladder { name: "yn".to_owned(), stages }
    }

    #[test]
    fn a_yes_or_no_is_taken_where_it_cannot_mean_the_opposite() {
        for (stages, yes, no) in [
            (&["否", "是"][..], Some(1), Some(0)),
            (&["未开辟", "已开辟"], Some(1), Some(0)),
            (&["不具备", "具备"], Some(1), Some(0)),
            (&["not done", "done"], Some(1), Some(0)),
            (&["No", "Yes"], Some(1), Some(0)),
            (&["not started", "complete"], Some(1), Some(0)),
            (&["unopened", "open"], Some(1), Some(0)),
            (&["incomplete", "complete"], Some(1), Some(0)),
            (&["未开工", "竣工"], Some(1), Some(0)),
            (&["尚未开工", "竣工"], Some(1), Some(0)),
            (&["没有", "有"], Some(1), Some(0)),
            // Who has not begun has not reached the first stage.
            (&["开工", "竣工"], Some(1), None),
            (&["主体完工", "竣工"], Some(1), None),
            (&["started", "complete"], Some(1), None),
            (&["closed", "open"], Some(1), None),
            (&["draft", "notice published"], Some(1), None),
            (&["under construction", "complete"], Some(1), None),
            (&["无害化处理", "资源化利用"], Some(1), None),
            (&["done", "not done"], None, None),
            (&["Completed", "open"], None, None),
            (&["open", "Not open"], None, None),
            (&["open", "unopened"], None, None),
            (&["已完成", "未完成"], None, None),
            (&["完成", "整改"], None, None),
            (&["具备", "不具备"], None, None),
            (&["closed", "ajar", "open"], None, None),
        ] {
            let ladder = ladder(stages);
            for (answers, expected) in
                [(&["是", "Yes", "✓", "已"], yes), (&["否", "no", "FALSE", "未"], no)]
            {
                for text in answers {
                    let position = ladder.position(text);
                    assert_eq!(position, expected, "{text} of {stages:?}");
                    assert!(answer(text).is_some(), "{text}");
                }
            }
            assert_eq!(ladder.position(stages[1]), Some(1), "{stages:?}");
        }
        assert_eq!(answer("open"), None);
    }

    #[test]
    fn stages_stand_where_their_names_belong() {
        for (stage, position, count, expected) in [
            ("否", 0, 2, None),
            ("否", 1, 2, Some(Misplaced::NotYet)),
            ("No", 2, 3, Some(Misplaced::NotYet)),
            ("not yet", 1, 2, Some(Misplaced::NotYet)),
            ("未", 1, 2, Some(Misplaced::NotYet)),
            ("是", 0, 2, Some(Misplaced::Reached)),
            ("ＹＥＳ", 1, 3, Some(Misplaced::Reached)),
            ("√", 1, 2, None),
            ("是", 0, 1, None),
            ("未完成", 1, 2, None),
        ] {
            assert_eq!(misplaced(stage, position, count), expected, "{stage} at {position}");
        }
    }

    #[test]
    fn a_stage_behind_another_may_deny_it() {
        for (stages, expected) in [
            (&["done", "not done"][..], Some("not done")),
            (&["已完成", "未完成"], Some("未完成")),
            (&["具备", "不具备"], Some("不具备")),
            (&["met", "Unmet"], Some("Unmet")),
            (&["complete", "incomplete"], Some("incomplete")),
            (&["active", "paused", "non-active"], Some("non-active")),
            (&["not done", "done"], None),
            (&["started", "complete"], None),
        ] {
            assert_eq!(ladder(stages).negation_behind(0), expected, "{stages:?}");
        }
    }
}
