//! What is said of a plan whose parts do not fit together: of names and keys here, of each part in its own file.

pub(crate) mod allow;
pub(crate) mod each;
pub(crate) mod goal;
pub(crate) mod measure;
pub(crate) mod pace;
pub(crate) mod score;
pub(crate) mod series;
pub(crate) mod target;
pub(crate) mod vocabulary;

use crate::wording::{Text, texts};

/// What a name of a plan stands for.
#[derive(Clone, Copy)]
pub(crate) enum Named {
    Calendar,
    Commitment,
    Dimension,
    /// What an `each` may name.
    DimensionOrCalendar,
    Ladder,
    Member,
    /// A column of a roster file.
    RosterColumn,
    Section,
    Target,
    Unit,
}

impl Named {
    pub(super) fn english(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Commitment => "commitment",
            Self::Dimension => "dimension",
            Self::DimensionOrCalendar => "dimension or calendar",
            Self::Ladder => "ladder",
            Self::Member => "member",
            Self::RosterColumn => "roster column",
            Self::Section => "section",
            Self::Target => "target",
            Self::Unit => "unit",
        }
    }

    pub(super) fn chinese(self) -> &'static str {
        match self {
            Self::Calendar => "日历",
            Self::Commitment => "措辞",
            Self::Dimension => "维度",
            Self::DimensionOrCalendar => "维度或日历",
            Self::Ladder => "阶段表",
            Self::Member => "成员",
            Self::RosterColumn => "列",
            Self::Section => "章节",
            Self::Target => "目标",
            Self::Unit => "单位",
        }
    }

    /// Where it is looked for.
    fn english_holder(self) -> &'static str {
        match self {
            Self::Member => "the roster",
            Self::RosterColumn => "the roster file",
            _ => "the plan",
        }
    }

    /// The same in Chinese.
    fn chinese_holder(self) -> &'static str {
        match self {
            Self::Member => "名单",
            Self::RosterColumn => "名单文件",
            _ => "计划",
        }
    }
}

texts! {
    /// That a key has to be there; in what, as a `table` or in words.
    fn missing(key: &str, holder: &Text) {
        en: "`{key}` is missing in {holder}",
        zh: "{holder}中缺少`{key}`",
    }

    /// The header of a table of the plan.
    fn table(header: &str) {
        en: "{header}",
        zh: "`{header}`",
    }

    fn delete(key: &str) {
        en: "delete `{key}`",
        zh: "删去`{key}`",
    }

    fn write_the_period() {
        en: "write [plan] and below it period = \"2022\"",
        zh: "写上`[plan]`，并在其下写`period = \"2022\"`",
    }

    fn no_targets() {
        en: "the plan has no targets",
        zh: "计划中没有目标",
    }

    fn write_a_table_each() {
        en: "write one table for each goal: [target.NAME] and below it at_least = 10",
        zh: "为每个目标写一张表：先写`[target.NAME]`，其下写`at_least = 10`",
    }

    fn unknown(what: Named, name: &str) {
        en: { format!("unknown {} `{name}`", what.english()) },
        zh: { format!("{}中没有名为`{name}`的{}", what.chinese_holder(), what.chinese()) },
    }

    fn not_there(what: Named) {
        en: { format!("not in {}", what.english_holder()) },
        zh: { format!("不在{}中", what.chinese_holder()) },
    }

    /// Of the names that there could be.
    fn has_none(what: Named) {
        en: {
            let (holder, what) = (what.english_holder(), what.english());
            format!("{holder} has no {what}; write one, or leave the key out")
        },
        zh: {
            let (holder, what) = (what.chinese_holder(), what.chinese());
            format!("{holder}中没有任何{what}；补写一个，或删去该键")
        },
    }

    /// All names that there are.
    fn has(what: Named, names: &Text) {
        en: { format!("{} has {names}", what.english_holder()) },
        zh: { format!("{}中的{}有：{names}", what.chinese_holder(), what.chinese()) },
    }

    fn no_plain_number(text: &str) {
        en: "`{text}` is not a plain number",
        zh: "`{text}`不是单纯的数字",
    }

    fn expected_a_number() {
        en: "expected a number such as 10",
        zh: "应为数字，如`10`",
    }

    fn expected_above_zero() {
        en: "expected a number above 0",
        zh: "应为大于0的数",
    }

    fn write_the_number_alone() {
        en: "write the number alone",
        zh: "只写数字，不带单位",
    }

    fn no_roster(dimension: &str) {
        en: "the dimension `{dimension}` has no roster",
        zh: "维度`{dimension}`没有名单",
    }

    fn has_to_know_who(key: &str) {
        en: "`{key}` has to know who must report",
        zh: "`{key}`须知道应由谁填报",
    }

    fn give_it_a_roster(dimension: &str) {
        en: "give [dimension.{dimension}] a `roster` or `members`",
        zh: "在`[dimension.{dimension}]`中写明`roster`或`members`",
    }
}
