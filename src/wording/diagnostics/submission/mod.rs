//! What is said of submissions.

pub(crate) mod fractions;
pub(crate) mod missing;
pub(crate) mod names;
pub(crate) mod periods;
pub(crate) mod previous;
pub(crate) mod repeats;

use crate::period::Period;
use crate::quantity::Quantity;
use crate::wording::{Text, texts};

texts! {
    /// Some figures of an indicator: whose, by the values of their dimensions, and of when.
    fn figures_of(indicator: &Text, whose: &[&str], period: Period) {
        en: { format!("`{indicator}`{} for {period}", of(whose)) },
        zh: { format!("{period}{}`{indicator}`", possessive(whose, "的")) },
    }

    /// An amount as the plan speaks of it: with its unit.
    fn amount(value: Quantity, unit: &str) {
        en: {
            let is_word = unit.starts_with(|first: char| first.is_ascii_alphanumeric());
            format!("{value}{}{unit}", if is_word { " " } else { "" })
        },
        zh: {
            let is_word = unit.starts_with(|first: char| first.is_ascii_alphanumeric());
            format!("`{value}{}{unit}`", if is_word { " " } else { "" })
        },
    }

    /// A number without a unit.
    fn number(value: Quantity) {
        en: "{value}",
        zh: "`{value}`",
    }

    /// A number of rows.
    fn rows(value: Quantity) {
        en: "{value} rows",
        zh: "{value}行",
    }

    fn judged_by_nobody() {
        en: "its figures are judged by nobody",
        zh: "其数据不参加考核",
    }
}

/// Whose a figure is, after it; nothing where it is nobody's in particular.
fn of(whose: &[&str]) -> String {
    if whose.is_empty() { String::new() } else { format!(" of {}", whose.join(", ")) }
}

/// The same in Chinese, before it; without anybody what stands there else.
fn possessive(whose: &[&str], nobody: &str) -> String {
    if whose.is_empty() { nobody.to_owned() } else { format!("`{}`的", whose.join("`、`")) }
}
