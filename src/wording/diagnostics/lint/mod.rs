//! What a plan is said to have that its author should look at; and what all of that has in common.

pub(crate) mod allow;
pub(crate) mod baseline;
pub(crate) mod cadence;
pub(crate) mod goal;
pub(crate) mod names;
pub(crate) mod pace;
pub(crate) mod roster;
pub(crate) mod score;
pub(crate) mod unused;
pub(crate) mod values;
pub(crate) mod waiver;

use super::quoted;
use crate::wording::texts;

texts! {
    /// The goal of a target, or of one of its members.
    fn goal_of(target: &str, member: Option<&str>) {
        en: { format!("the goal of `{target}`{}", of_member(member)) },
        zh: {
            match member {
                Some(member) => format!("`{target}`对`{member}`的目标值"),
                None => format!("`{target}`的目标值"),
            }
        },
    }

    /// The label of the goal as a second place.
    fn the_goal() {
        en: "the goal",
        zh: "目标值",
    }

    /// The label of a target that lacks keys.
    fn without(keys: &[&str]) {
        en: { format!("without {}", quoted(keys).join(" and ")) },
        zh: { format!("未写{}", quoted(keys).join("和")) },
    }

    fn not_used() {
        en: "not used",
        zh: "未使用",
    }

    fn no_effect() {
        en: "has no effect",
        zh: "不起作用",
    }
}

/// The name of a member after what it has.
fn of_member(member: Option<&str>) -> String {
    member.map_or_else(String::new, |member| format!(" of {member}"))
}
