//! In which language people are told what comes out.

use clap::ValueEnum;

use super::output::FormatName;
use crate::plan::Language;

/// A language of the reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum LanguageName {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl From<LanguageName> for Language {
    fn from(name: LanguageName) -> Self {
        match name {
            LanguageName::En => Self::English,
            LanguageName::Zh => Self::Chinese,
        }
    }
}

/// What the command line, the plan and the locale say about the language.
#[derive(Clone, Copy)]
pub(super) struct LanguageChoice {
    /// The one that was asked for.
    asked: Option<Language>,
    /// The one that the plan names, as far as there is a plan.
    of_plan: Option<Language>,
    /// The one of the locale.
    locale: Language,
}

impl LanguageChoice {
    /// The choice before there is a plan.
    pub(super) fn new(asked: Option<LanguageName>) -> Self {
        Self { asked: asked.map(Language::from), of_plan: None, locale: of_locale() }
    }

    /// Takes in the language that the plan names.
    pub(super) fn learn(&mut self, of_plan: Option<Language>) {
        self.of_plan = of_plan;
    }

    /// The language of what people read: the one that was asked for, else the plan's, else the locale's.
    pub(super) fn for_people(self) -> Language {
        self.asked.or(self.of_plan).unwrap_or(self.locale)
    }

    /// The language of sheets to be filled in: the one that was asked for, else the plan's. Whoever fills them in is not
    /// at this machine, so that its locale does not count.
    pub(super) fn for_sheets(self) -> Language {
        self.asked.or(self.of_plan).unwrap_or(Language::English)
    }

    /// The language of the words in what programs read: English unless another one was asked for, so that neither the
    /// plan nor the machine changes its bytes.
    fn for_programs(self) -> Language {
        self.asked.unwrap_or(Language::English)
    }

    /// The language of a format.
    pub(super) fn of(self, format: &impl FormatName) -> Language {
        if format.is_for_people() { self.for_people() } else { self.for_programs() }
    }
}

/// The language of the locale: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set says it.
fn of_locale() -> Language {
    of_variables(|name| std::env::var(name).ok())
}

fn of_variables(variable: impl Fn(&str) -> Option<String>) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .unwrap_or_default();
    let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("zh") { Language::Chinese } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_says_the_language() {
        for (all, messages, lang, expected) in [
            ("", "", "", Language::English),
            ("", "", "zh_CN.UTF-8", Language::Chinese),
            ("", "", "zh", Language::Chinese),
            ("", "", "ZH-Hans", Language::Chinese),
            ("", "", "zha_CN", Language::English),
            ("", "", "de_DE.UTF-8", Language::English),
            ("", "zh_TW", "en_GB.UTF-8", Language::Chinese),
            ("", "en_US.UTF-8", "zh_CN.UTF-8", Language::English),
            ("C", "zh_CN", "zh_CN.UTF-8", Language::English),
            ("zh_CN@pinyin", "C", "C", Language::Chinese),
        ] {
            let found = of_variables(|name| {
                let value = match name {
                    "LC_ALL" => all,
                    "LC_MESSAGES" => messages,
                    _ => lang,
                };
                Some(value.to_owned())
            });
            assert_eq!(found, expected, "{all:?} {messages:?} {lang:?}");
        }
        assert_eq!(of_variables(|_| None), Language::English);
    }
}
