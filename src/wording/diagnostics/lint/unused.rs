//! What is said of what the plan defines and no target uses.

use crate::wording::diagnostics::resolve::Named;
use crate::wording::texts;

texts! {
    fn unused(what: Named, name: &str) {
        en: { format!("no target uses the {} `{name}`", what.english()) },
        zh: { format!("没有目标使用{}`{name}`", what.chinese()) },
    }

    /// What to do, with the key of a target that would name it.
    fn delete_or_use(key: &str, name: &str) {
        en: "delete it, or name it in a target: {key} = \"{name}\"",
        zh: "删去，或在目标中写明`{key} = \"{name}\"`",
    }

    fn nor_its_roster() {
        en: "nor its roster",
        zh: "其名单也未使用",
    }

    fn empty_section(section: &str) {
        en: "no target belongs to the section `{section}`",
        zh: "没有目标归入`{section}`这一章节",
    }

    fn without_targets() {
        en: "without targets",
        zh: "没有目标",
    }

    fn fill_or_delete(section: &str) {
        en: "reports leave it out; write its targets, with section = \"{section}\", or delete it",
        zh: "报告不会列出该章节；为它写目标，并写明`section = \"{section}\"`，或删去该章节",
    }

    fn unused_unit(unit: &str) {
        en: "no target has a figure in `{unit}`",
        zh: "没有目标以`{unit}`为单位",
    }

    fn delete_or_convert(unit: &str) {
        en: "delete it, or give a target a unit that converts: unit = \"{unit}\"",
        zh: "删去，或为目标写一个可以换算的单位：`unit = \"{unit}\"`",
    }
}
