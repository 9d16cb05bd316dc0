//! What is said of the names of targets, and of what one lacks that the others have.

use crate::wording::{Text, texts};

texts! {
    /// The key of a target.
    fn id() {
        en: "id",
        zh: "标识",
    }

    fn title() {
        en: "title",
        zh: "标题",
    }

    fn alias() {
        en: "alias",
        zh: "别名",
    }

    /// That what one target calls itself another one does too.
    fn same_name(what: &Text, name: &str, target: &str, other_what: &Text, other: &str) {
        en: "the {what} `{name}` of `{target}` is the {other_what} of `{other}` too",
        zh: "`{target}`的{what}`{name}`也是`{other}`的{other_what}",
    }

    fn names_two() {
        en: "names two targets",
        zh: "两个目标同名",
    }

    fn other_one() {
        en: "the other one",
        zh: "另一个",
    }

    fn name_each() {
        en: "call each by a name of its own: exports and readers cannot tell them apart",
        zh: "每个目标用各自的名称：同名的目标，数据文件和读者都无法区分",
    }

    fn no_section(target: &str) {
        en: "`{target}` belongs to no section, unlike most targets",
        zh: "`{target}`没有归入任何章节，而多数目标都已归入",
    }

    fn write_section() {
        en: "write section = \"…\"; reports show it above all sections",
        zh: "写明`section = \"…\"`；报告把它列在所有章节之前",
    }

    fn no_source(target: &str) {
        en: "`{target}` does not say where it comes from, unlike most targets",
        zh: "`{target}`没有写明出处，而多数目标都已写明",
    }

    fn write_source() {
        en: "write where the plan's text says so, clause = \"…\", and its words, quote = \"…\"",
        zh: "写明在计划文本中的位置`clause = \"…\"`和原文`quote = \"…\"`",
    }
}
