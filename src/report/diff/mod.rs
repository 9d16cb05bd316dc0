//! What changed between two evaluations, for people and for programs.

pub(crate) mod json;
mod markdown;
mod parts;
mod table;
#[cfg(test)]
mod tests;

use std::io;

use super::text::visible;
use crate::diff::{Course, Difference, Recorded};
use crate::plan::Language;
use crate::wording::Words;

pub use json::Json;
pub use markdown::Markdown;
pub use table::Table;

/// What is reported: two evaluations and what changed from one to the other.
#[derive(Clone, Copy)]
pub struct DiffReport<'a> {
    /// The earlier evaluation.
    pub before: &'a Recorded,
    /// The later one.
    pub after: &'a Recorded,
    /// What changed.
    pub difference: &'a Difference<'a>,
    /// The language of all words that are for people.
    pub language: Language,
}

/// A way of writing a [`DiffReport`].
pub trait DiffFormat {
    /// Writes the report.
    ///
    /// # Errors
    /// When `out` cannot be written.
    fn write(&self, report: &DiffReport<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

impl DiffReport<'_> {
    fn words(&self) -> Words {
        Words::of(self.language)
    }

    /// From which date to which.
    fn compared(&self) -> String {
        let [before, after] =
            [self.before, self.after].map(|side| parts::date(self.words(), &visible(&side.as_of)));
        self.words().since_until(&before, &after)
    }

    /// How many recovered and failed, and how it stands.
    fn conclusion(&self) -> String {
        self.words().diff_conclusion(
            self.difference.count(Course::Failed),
            self.difference.count(Course::Recovered),
            self.difference.count(Course::Excused),
            [self.before.failing(), self.after.failing()],
        )
    }

    /// What the score was and is, where it is another one.
    fn score(&self) -> Option<String> {
        let change = self.difference.score.as_ref()?;
        let told = |rounded| {
            [change.before, change.after]
                .map(|score| parts::score_text(self.words(), score, rounded))
        };
        let [before, after] = Some(told(parts::short))
            .filter(|[before, after]| before != after)
            .unwrap_or_else(|| told(str::to_owned));
        Some(self.words().score_change(&before, &after))
    }

    /// What could not be compared.
    fn reservations(&self) -> Option<String> {
        let partly = self.difference.partly_compared;
        (partly > 0).then(|| self.words().partial_evidence(partly))
    }
}
